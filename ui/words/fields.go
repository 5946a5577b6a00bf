package words

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/tr"
)

// FieldLabel is what a fact is called.
func FieldLabel(f appraisal.Field) string { return tr.T(f.Label) }

// FieldHelp says what to enter for a fact; empty where its label says it all.
func FieldHelp(f appraisal.Field) string {
	if f.Help == "" {
		return ""
	}
	return tr.T(f.Help)
}

// FieldGroup is a heading under which facts stand.
func FieldGroup(group string) string { return tr.T(group) }

// choices are those whose stored word is an abbreviation, or no word that a reader expects.
var choices = map[string]string{
	"mar-model":            tr.Key("Model assuming missing at random"),
	"locf":                 tr.Key("Last observation carried forward"),
	"completer":            tr.Key("Completers only"),
	"mnar-sensitivity":     tr.Key("Sensitivity analysis, not at random"),
	"related-or-differing": tr.Key("Related, or differing between arms"),
	"unrelated":            tr.Key("Unrelated to the outcome"),
	"similar":              tr.Key("Similar in both arms"),
	"before":               tr.Key("Before the effect could show"),
	"after":                tr.Key("After the end point"),
	"favours-experimental": tr.Key("Favours the experimental arm"),
	"favours-control":      tr.Key("Favours the control arm"),
	"paired":               tr.Key("Each person with themselves"),
	"first-period":         tr.Key("By its first period alone"),
	"open":                 tr.Key("Open-label"),
}

// Choice is a stored word of a fact ("single-arm", "locf") in words; one that the program does not know is shown as it is.
func Choice(word string) string {
	if c, ok := choices[word]; ok {
		return tr.T(c)
	}
	return Sentence(word)
}

// FactValue is what a fact says: numbers with the reader's decimal sign, times in their unit, choices in words.
func FactValue(field appraisal.Field, f appraisal.Fact) string {
	switch {
	case f.Status == appraisal.StatusNotStated:
		return tr.T("not reported")
	case field.Kind == appraisal.ChoiceValue:
		return Choice(f.Value)
	case field.Kind == appraisal.WholeNumber || field.Kind == appraisal.DecimalNum:
		return tr.Digits(strings.Replace(f.Value, "-", "−", 1))
	case field.Kind == appraisal.DaysValue:
		if x := (appraisal.Facts{f.Field: f}).Number(f.Field); x != nil {
			return Days(*x)
		}
	}
	return f.Value
}

// DocumentKind is what a document is, in words.
func DocumentKind(kind string) string { return Choice(kind) }

// The list of facts is the domain's, which knows no language, so its texts are marked here.
var _ = []string{
	// groups
	tr.Key("Report"), tr.Key("Question"), tr.Key("Design"), tr.Key("Blinding"), tr.Key("Follow-up"), tr.Key("Attrition"),
	tr.Key("Findings"), tr.Key("Flow"), tr.Key("Guesses"), tr.Key("Outcome"), tr.Key("Estimate"), tr.Key("Numbers"),
	// of a trial
	tr.Key("Citation"), tr.Key("Authors, title, journal, year."),
	tr.Key("DOI"), tr.Key("PubMed id"),
	tr.Key("Registry id"), tr.Key("NCT, EudraCT, ISRCTN or another registry number."),
	tr.Key("Year"), tr.Key("Country, setting"), tr.Key("Funding, conflicts"),
	tr.Key("Population"), tr.Key("Who could take part."),
	tr.Key("Intervention"), tr.Key("Drug, dose, route, number of doses."),
	tr.Key("Drug"), tr.Key("One word for frames and filters, such as ketamine."),
	tr.Key("Route"), tr.Key("Doses per person"), tr.Key("In the controlled phase."), tr.Key("Comparator"),
	tr.Key("Allocation"), tr.Key("Randomised, total"), tr.Key("Planned, total"), tr.Key("Planned number reached"),
	tr.Key("Average cluster size"), tr.Key("Cluster trials only: people per cluster."),
	tr.Key("Meant to be blind"), tr.Key("Open-label trials are outside claims about failed blinding."),
	tr.Key("Participants blinded"), tr.Key("Methods: masking or blinding; registry: who is masked."),
	tr.Key("Treating staff blinded"),
	tr.Key("Assessors blinded"), tr.Key("Who rated the outcome, and what they knew."),
	tr.Key("Analysts blinded"),
	tr.Key("Acute effects perceptible"), tr.Key("Would a participant notice what was given?"),
	tr.Key("Control condition"), tr.Key("Active: an active placebo, a low dose or a double dummy."),
	tr.Key("Rater kept from dosing sessions"), tr.Key("Blinding tested"), tr.Key("What the test showed"),
	tr.Key("Most participants guessed right"), tr.Key("Where a report says so without counts; counts by arm say more."),
	tr.Key("Guesses asked"), tr.Key("Before the effect could show, or after the end point."),
	tr.Key("Controlled phase"),
	tr.Key("Days from first dose to the end of the randomised comparison; in a crossover, of the first period."),
	tr.Key("Total follow-up"), tr.Key("Days from first dose to the last assessment of any kind."),
	tr.Key("Kind of later follow-up"),
	tr.Key("Carry-over excluded"), tr.Key("Crossover trials only."),
	tr.Key("Exposed for a year"), tr.Key("People exposed for one year or more."),
	tr.Key("Losses, as stated"),
	tr.Key("Reasons for loss"), tr.Key("Related to the outcome, or differing between arms?"),
	tr.Key("Analysis of missing data"),
	tr.Key("Result robust to missing data"), tr.Key("A sensitivity analysis under plausible worse assumptions keeps the conclusion."),
	tr.Key("Adverse events"), tr.Key("Serious adverse events"), tr.Key("Other findings"), tr.Key("Where sources disagree"),
	// of an arm
	tr.Key("Randomised"), tr.Key("Treated"), tr.Key("Completed"), tr.Key("Analysed"), tr.Key("Losses by reason"), tr.Key("Exposure"),
	tr.Key("Participants guessed right"), tr.Key("Participants guessed wrong"), tr.Key("Participants did not know"),
	tr.Key("Assessors guessed right"), tr.Key("Assessors guessed wrong"), tr.Key("Assessors did not know"),
	// of a result
	tr.Key("In the paper's words."),
	tr.Key("What it measures"), tr.Key("Only results of one construct are pooled."),
	tr.Key("Instrument"), tr.Key("Only results of one scale are pooled."),
	tr.Key("Who yields it"),
	tr.Key("Better for the patient"), tr.Key("Lower for symptom scores and bad events."),
	tr.Key("Day"), tr.Key("Days from first dose."),
	tr.Key("First controlled reading"), tr.Key("Last controlled reading"), tr.Key("Last reading of any kind"),
	tr.Key("Measure"),
	tr.Key("Experimental minus control (or divided by), as printed. Risk differences in percentage points."),
	tr.Key("95 % interval, low"), tr.Key("95 % interval, high"),
	tr.Key("Standard error"), tr.Key("On the log scale for ratios."),
	tr.Key("p, as printed"), tr.Key("Exact two-sided p"),
	tr.Key("Direction"), tr.Key("Where no estimate is reported."),
	tr.Key("Result in words"),
	tr.Key("Crossover analysed"),
	tr.Key("Crossover trials only: each person with themselves, the first period alone, or as if the conditions held different people."),
	tr.Key("Clustering counted"),
	tr.Key("Cluster trials only: does the interval take it into account, by a mixed model, generalised estimating equations, or clusters as the unit."),
	tr.Key("Intracluster correlation"),
	tr.Key("Cluster trials only, between 0 and 1: the report's, else that of similar trials, with its source."),
	tr.Key("Randomised, experimental"), tr.Key("Randomised, control"),
	tr.Key("Observed, experimental"), tr.Key("With the outcome measured at this time, not imputed."),
	tr.Key("Observed, control"),
	tr.Key("Randomised, both arms"), tr.Key("Where arms are not given."),
	tr.Key("Observed, both arms"), tr.Key("Smallest arm"),
	tr.Key("Analysed, experimental"), tr.Key("Analysed, control"), tr.Key("Analysed, total"),
	tr.Key("Events, experimental"), tr.Key("Events, control"), tr.Key("Mean, experimental"), tr.Key("Mean, control"),
	tr.Key("SD, experimental"), tr.Key("SD, control"), tr.Key("Note"),
	// choices
	tr.Key("Yes"), tr.Key("No"),
	tr.Key("Intravenous"), tr.Key("Nasal"), tr.Key("Subcutaneous"), tr.Key("Oral"), tr.Key("Other"),
	tr.Key("Parallel"), tr.Key("Crossover"), tr.Key("Randomised withdrawal"), tr.Key("Cluster"), tr.Key("Factorial"),
	tr.Key("Single arm"), tr.Key("Cohort"), tr.Key("Case series"), tr.Key("Non randomised"),
	tr.Key("None"), tr.Key("Subtle"), tr.Key("Obvious"), tr.Key("Inert"), tr.Key("Active"),
	tr.Key("Patient reported"), tr.Key("Clinician rated"), tr.Key("Objective"), tr.Key("Lower"), tr.Key("Higher"),
	tr.Key("As if parallel"),
	tr.Key("Depression severity"), tr.Key("Response"), tr.Key("Remission"), tr.Key("Relapse"), tr.Key("Suicidal ideation"),
	tr.Key("Suicidal events"), tr.Key("Cognition"), tr.Key("Quality of life"), tr.Key("Cost effectiveness"),
	tr.Key("Dissociation"), tr.Key("Anxiety"), tr.Key("Bladder symptoms"), tr.Key("Misuse"),
	tr.Key("Stopping for adverse events"),
	tr.Key("Mean difference"), tr.Key("Standardised mean difference"), tr.Key("Risk difference"), tr.Key("Risk ratio"),
	tr.Key("Odds ratio"), tr.Key("Hazard ratio"), tr.Key("Slope"), tr.Key("Within group"),
	// documents
	tr.Key("Article"), tr.Key("Registry"), tr.Key("Secondary"),
}

// From says which facts an answer was proposed from: the rules name them as they are stored, one beside the other.
func From(facts string) string {
	const apart, names = " · ", ": "
	all := strings.Split(facts, apart)
	for i, fact := range all {
		if at := strings.LastIndex(fact, names); at >= 0 {
			if c, ok := choices[fact[at+len(names):]]; ok {
				all[i] = tr.Said(fact[:at]) + names + InSentence(tr.T(c))
				continue
			}
		}
		all[i] = tr.Said(fact)
	}
	return strings.Join(all, apart)
}
