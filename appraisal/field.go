package appraisal

// FieldKey names a fact. Keys are stable: they are stored, exported and used in frames.
type FieldKey string

// The fields of a trial.
const (
	FieldCitation      FieldKey = "citation"
	FieldDOI           FieldKey = "doi"
	FieldPMID          FieldKey = "pmid"
	FieldRegistration  FieldKey = "registration"
	FieldYear          FieldKey = "year"
	FieldCountry       FieldKey = "country"
	FieldFunding       FieldKey = "funding"
	FieldPopulation    FieldKey = "population"
	FieldIntervention  FieldKey = "intervention"
	FieldDrug          FieldKey = "drug"
	FieldRoute         FieldKey = "route"
	FieldDoses         FieldKey = "doses"
	FieldComparator    FieldKey = "comparator"
	FieldDesign        FieldKey = "design"
	FieldAllocation    FieldKey = "allocation"
	FieldNRandomised   FieldKey = "n_randomised"
	FieldPlannedN      FieldKey = "planned_n"
	FieldPlannedNMet   FieldKey = "planned_n_reached"
	FieldMeantBlind    FieldKey = "meant_to_be_blind"
	FieldParticipants  FieldKey = "participants_blinded"
	FieldClinicians    FieldKey = "clinicians_blinded"
	FieldAssessors     FieldKey = "assessor_blinded"
	FieldAnalysts      FieldKey = "analysts_blinded"
	FieldPerceptible   FieldKey = "perceptible_effects"
	FieldControl       FieldKey = "control"
	FieldRaterSeparate FieldKey = "rater_separated"
	FieldBlindChecked  FieldKey = "blinding_checked"
	FieldBlindSummary  FieldKey = "blinding_summary"
	FieldGuessTiming   FieldKey = "guess_timing"
	FieldMostGuessed   FieldKey = "most_guessed_right"
	FieldControlled    FieldKey = "controlled_phase_days"
	FieldTotalFollowUp FieldKey = "total_follow_up_days"
	FieldFollowUpKind  FieldKey = "follow_up_kind"
	FieldCarryOver     FieldKey = "carry_over_excluded"
	FieldClusterSize   FieldKey = "cluster_size"
	FieldExposedYear   FieldKey = "n_exposed_one_year"
	FieldAttrition     FieldKey = "attrition"
	FieldLossReasons   FieldKey = "loss_reasons"
	FieldAnalysis      FieldKey = "missing_data_analysis"
	FieldRobust        FieldKey = "robust_to_missing"
	FieldAdverse       FieldKey = "adverse_events"
	FieldSerious       FieldKey = "serious_adverse_events"
	FieldConflicts     FieldKey = "source_conflicts"
	FieldOtherFindings FieldKey = "other_findings"

	FieldJudgedElsewhere FieldKey = "judged_elsewhere"
)

// The fields of an arm.
const (
	FieldArmRandomised  FieldKey = "randomised"
	FieldArmTreated     FieldKey = "treated"
	FieldArmCompleted   FieldKey = "completed"
	FieldArmAnalysed    FieldKey = "analysed"
	FieldArmLosses      FieldKey = "losses"
	FieldGuessCorrect   FieldKey = "guess_correct"
	FieldGuessWrong     FieldKey = "guess_wrong"
	FieldGuessDontKnow  FieldKey = "guess_dont_know"
	FieldRaterCorrect   FieldKey = "rater_guess_correct"
	FieldRaterWrong     FieldKey = "rater_guess_wrong"
	FieldRaterDontKnow  FieldKey = "rater_guess_dont_know"
	FieldArmExposedDays FieldKey = "exposure_days"
)

// The fields of a result.
const (
	FieldOutcome        FieldKey = "outcome"
	FieldConstruct      FieldKey = "construct"
	FieldInstrument     FieldKey = "instrument"
	FieldOutcomeKind    FieldKey = "outcome_kind"
	FieldBetter         FieldKey = "better"
	FieldDay            FieldKey = "day"
	FieldFirstDay       FieldKey = "first_assessment_day"
	FieldLastControlled FieldKey = "last_controlled_day"
	FieldLastAny        FieldKey = "last_any_day"
	FieldMeasure        FieldKey = "measure"
	FieldEstimate       FieldKey = "estimate"
	FieldSE             FieldKey = "se"
	FieldCILow          FieldKey = "ci_low"
	FieldCIHigh         FieldKey = "ci_high"
	FieldP              FieldKey = "p"
	FieldPTwoSided      FieldKey = "p_two_sided"
	FieldDirection      FieldKey = "direction"
	FieldResultText     FieldKey = "result_text"
	FieldCrossover      FieldKey = "crossover_analysis"
	FieldClustering     FieldKey = "clustering_in_analysis"
	FieldICC            FieldKey = "intracluster_correlation"
	FieldRandExp        FieldKey = "randomised_experimental"
	FieldRandCtl        FieldKey = "randomised_control"
	FieldObsExp         FieldKey = "observed_experimental"
	FieldObsCtl         FieldKey = "observed_control"
	FieldRandTotal      FieldKey = "randomised_total"
	FieldObsTotal       FieldKey = "observed_total"
	FieldSmallestArm    FieldKey = "smallest_arm"
	FieldNExp           FieldKey = "n_experimental"
	FieldNCtl           FieldKey = "n_control"
	FieldNTotal         FieldKey = "n_total"
	FieldEventsExp      FieldKey = "events_experimental"
	FieldEventsCtl      FieldKey = "events_control"
	FieldMeanExp        FieldKey = "mean_experimental"
	FieldMeanCtl        FieldKey = "mean_control"
	FieldSDExp          FieldKey = "sd_experimental"
	FieldSDCtl          FieldKey = "sd_control"
	FieldScopeNote      FieldKey = "result_note"
)

// Scope says whose fact a field is.
type Scope string

// The scopes of fields.
const (
	OfTrial  Scope = "trial"
	OfArm    Scope = "arm"
	OfResult Scope = "result"
)

// ValueKind says how a field's value is written.
type ValueKind string

// The kinds of value. Days may have decimals: two hours is 0.083.
const (
	TextValue   ValueKind = "text"
	LongText    ValueKind = "long-text"
	WholeNumber ValueKind = "whole-number"
	DecimalNum  ValueKind = "number"
	DaysValue   ValueKind = "days"
	ChoiceValue ValueKind = "choice"
)

// Field describes one fact: forms, checks and exports are made from this list.
type Field struct {
	Key     FieldKey
	Scope   Scope
	Group   string // heading under which a form shows it
	Label   string
	Kind    ValueKind
	Choices []string
	Domain  Domain // the domain whose rules read it; empty if none
	Help    string // what to enter and where a report states it
}

var (
	yesNo      = []string{"yes", "no"}
	constructs = []string{
		"depression severity", "response", "remission", "relapse", "suicidal ideation", "suicidal events", "cognition",
		"quality of life", "cost-effectiveness", "dissociation", "anxiety", "bladder symptoms", "misuse", "adverse events",
		"serious adverse events", "stopping for adverse events", "blinding", "other",
	}
)

func measureWords() []string {
	w := make([]string, len(Measures))
	for i, m := range Measures {
		w[i] = string(m)
	}
	return w
}

// Fields lists every fact in the order in which a person reads a paper.
var Fields = []Field{
	{FieldCitation, OfTrial, "Report", "Citation", LongText, nil, "", "Authors, title, journal, year."},
	{FieldDOI, OfTrial, "Report", "DOI", TextValue, nil, "", ""},
	{FieldPMID, OfTrial, "Report", "PubMed id", TextValue, nil, "", ""},
	{FieldRegistration, OfTrial, "Report", "Registry id", TextValue, nil, "", "NCT, EudraCT, ISRCTN or another registry number."},
	{FieldYear, OfTrial, "Report", "Year", WholeNumber, nil, "", ""},
	{FieldCountry, OfTrial, "Report", "Country, setting", TextValue, nil, "", ""},
	{FieldFunding, OfTrial, "Report", "Funding, conflicts", LongText, nil, "", ""},
	{FieldPopulation, OfTrial, "Question", "Population", LongText, nil, "", "Who could take part."},
	{FieldIntervention, OfTrial, "Question", "Intervention", LongText, nil, "", "Drug, dose, route, number of doses."},
	{FieldDrug, OfTrial, "Question", "Drug", TextValue, nil, "", "One word for frames and filters, such as ketamine."},
	{FieldRoute, OfTrial, "Question", "Route", ChoiceValue, []string{"intravenous", "nasal", "subcutaneous", "oral", "other"}, "", ""},
	{FieldDoses, OfTrial, "Question", "Doses per person", WholeNumber, nil, "", "In the controlled phase."},
	{FieldComparator, OfTrial, "Question", "Comparator", TextValue, nil, "", ""},
	{FieldDesign, OfTrial, "Design", "Design", ChoiceValue, []string{"parallel", "crossover", "randomised-withdrawal", "cluster", "factorial", "single-arm", "cohort", "case-series"}, "", ""},
	{FieldAllocation, OfTrial, "Design", "Allocation", ChoiceValue, []string{"randomised", "non-randomised"}, "", ""},
	{FieldNRandomised, OfTrial, "Design", "Randomised, total", WholeNumber, nil, SampleSize, ""},
	{FieldPlannedN, OfTrial, "Design", "Planned, total", WholeNumber, nil, SampleSize, ""},
	{FieldPlannedNMet, OfTrial, "Design", "Planned number reached", ChoiceValue, yesNo, SampleSize, ""},
	{FieldClusterSize, OfTrial, "Design", "Average cluster size", DecimalNum, nil, SampleSize, "Cluster trials only: people per cluster."},
	{FieldMeantBlind, OfTrial, "Blinding", "Meant to be blind", ChoiceValue, yesNo, Blinding, "Open-label trials are outside claims about failed blinding."},
	{FieldParticipants, OfTrial, "Blinding", "Participants blinded", ChoiceValue, yesNo, Blinding, "Methods: masking or blinding; registry: who is masked."},
	{FieldClinicians, OfTrial, "Blinding", "Treating staff blinded", ChoiceValue, yesNo, Blinding, ""},
	{FieldAssessors, OfTrial, "Blinding", "Assessors blinded", ChoiceValue, yesNo, Blinding, "Who rated the outcome, and what they knew."},
	{FieldAnalysts, OfTrial, "Blinding", "Analysts blinded", ChoiceValue, yesNo, "", ""},
	{FieldPerceptible, OfTrial, "Blinding", "Acute effects perceptible", ChoiceValue, []string{"none", "subtle", "obvious"}, Blinding, "Would a participant notice what was given?"},
	{FieldControl, OfTrial, "Blinding", "Control condition", ChoiceValue, []string{"inert", "active", "open"}, Blinding, "Active: an active placebo, a low dose or a double dummy."},
	{FieldRaterSeparate, OfTrial, "Blinding", "Rater kept from dosing sessions", ChoiceValue, yesNo, Blinding, ""},
	{FieldBlindChecked, OfTrial, "Blinding", "Blinding tested", ChoiceValue, yesNo, "", ""},
	{FieldBlindSummary, OfTrial, "Blinding", "What the test showed", LongText, nil, "", ""},
	{FieldMostGuessed, OfTrial, "Blinding", "Most participants guessed right", ChoiceValue, yesNo, Blinding, "Where a report says so without counts; counts by arm say more."},
	{FieldGuessTiming, OfTrial, "Blinding", "Guesses asked", ChoiceValue, []string{"before", "after"}, Blinding, "Before the effect could show, or after the end point."},
	{FieldControlled, OfTrial, "Follow-up", "Controlled phase", DaysValue, nil, FollowUp, "Days from first dose to the end of the randomised comparison; in a crossover, of the first period."},
	{FieldTotalFollowUp, OfTrial, "Follow-up", "Total follow-up", DaysValue, nil, FollowUp, "Days from first dose to the last assessment of any kind."},
	{FieldFollowUpKind, OfTrial, "Follow-up", "Kind of later follow-up", LongText, nil, "", ""},
	{FieldCarryOver, OfTrial, "Follow-up", "Carry-over excluded", ChoiceValue, yesNo, FollowUp, "Crossover trials only."},
	{FieldExposedYear, OfTrial, "Follow-up", "Exposed for a year", WholeNumber, nil, SampleSize, "People exposed for one year or more."},
	{FieldAttrition, OfTrial, "Attrition", "Losses, as stated", LongText, nil, "", ""},
	{FieldLossReasons, OfTrial, "Attrition", "Reasons for loss", ChoiceValue, []string{"unrelated", "related-or-differing", "similar"}, Attrition, "Related to the outcome, or differing between arms?"},
	{FieldAnalysis, OfTrial, "Attrition", "Analysis of missing data", ChoiceValue, []string{"mar-model", "locf", "completer", "mnar-sensitivity"}, Attrition, ""},
	{FieldRobust, OfTrial, "Attrition", "Result robust to missing data", ChoiceValue, yesNo, Attrition, "A sensitivity analysis under plausible worse assumptions keeps the conclusion."},
	{FieldAdverse, OfTrial, "Findings", "Adverse events", LongText, nil, "", ""},
	{FieldSerious, OfTrial, "Findings", "Serious adverse events", LongText, nil, "", ""},
	{FieldOtherFindings, OfTrial, "Findings", "Other findings", LongText, nil, "", ""},
	{FieldConflicts, OfTrial, "Findings", "Where sources disagree", LongText, nil, "", ""},
	{FieldJudgedElsewhere, OfTrial, "Findings", "Risk of bias, as judged elsewhere", LongText, nil, "", "In the words of another tool or review. Its domains are not the four of ClaimGrade, so it changes no judgement here."},

	{FieldArmRandomised, OfArm, "Flow", "Randomised", WholeNumber, nil, Attrition, ""},
	{FieldArmTreated, OfArm, "Flow", "Treated", WholeNumber, nil, "", ""},
	{FieldArmCompleted, OfArm, "Flow", "Completed", WholeNumber, nil, "", ""},
	{FieldArmAnalysed, OfArm, "Flow", "Analysed", WholeNumber, nil, SampleSize, ""},
	{FieldArmLosses, OfArm, "Flow", "Losses by reason", LongText, nil, "", ""},
	{FieldArmExposedDays, OfArm, "Flow", "Exposure", DaysValue, nil, "", ""},
	{FieldGuessCorrect, OfArm, "Guesses", "Participants guessed right", WholeNumber, nil, Blinding, ""},
	{FieldGuessWrong, OfArm, "Guesses", "Participants guessed wrong", WholeNumber, nil, Blinding, ""},
	{FieldGuessDontKnow, OfArm, "Guesses", "Participants did not know", WholeNumber, nil, Blinding, ""},
	{FieldRaterCorrect, OfArm, "Guesses", "Assessors guessed right", WholeNumber, nil, Blinding, ""},
	{FieldRaterWrong, OfArm, "Guesses", "Assessors guessed wrong", WholeNumber, nil, Blinding, ""},
	{FieldRaterDontKnow, OfArm, "Guesses", "Assessors did not know", WholeNumber, nil, Blinding, ""},

	{FieldOutcome, OfResult, "Outcome", "Outcome", TextValue, nil, "", "In the paper's words."},
	{FieldConstruct, OfResult, "Outcome", "What it measures", ChoiceValue, constructs, "", "Only results of one construct are pooled."},
	{FieldInstrument, OfResult, "Outcome", "Instrument", TextValue, nil, "", "Only results of one scale are pooled."},
	{FieldOutcomeKind, OfResult, "Outcome", "Who yields it", ChoiceValue, []string{"patient-reported", "clinician-rated", "objective"}, Blinding, ""},
	{FieldBetter, OfResult, "Outcome", "Better for the patient", ChoiceValue, []string{"lower", "higher"}, "", "Lower for symptom scores and bad events."},
	{FieldDay, OfResult, "Outcome", "Day", DaysValue, nil, FollowUp, "Days from first dose."},
	{FieldFirstDay, OfResult, "Outcome", "First controlled reading", DaysValue, nil, FollowUp, ""},
	{FieldLastControlled, OfResult, "Outcome", "Last controlled reading", DaysValue, nil, FollowUp, ""},
	{FieldLastAny, OfResult, "Outcome", "Last reading of any kind", DaysValue, nil, FollowUp, ""},
	{FieldMeasure, OfResult, "Estimate", "Measure", ChoiceValue, measureWords(), "", ""},
	{FieldEstimate, OfResult, "Estimate", "Estimate", DecimalNum, nil, SampleSize, "Experimental minus control (or divided by), as printed. Risk differences in percentage points."},
	{FieldCILow, OfResult, "Estimate", "95 % interval, low", DecimalNum, nil, SampleSize, ""},
	{FieldCIHigh, OfResult, "Estimate", "95 % interval, high", DecimalNum, nil, SampleSize, ""},
	{FieldSE, OfResult, "Estimate", "Standard error", DecimalNum, nil, SampleSize, "On the log scale for ratios."},
	{FieldP, OfResult, "Estimate", "p, as printed", TextValue, nil, "", ""},
	{FieldPTwoSided, OfResult, "Estimate", "Exact two-sided p", DecimalNum, nil, "", ""},
	{FieldDirection, OfResult, "Estimate", "Direction", ChoiceValue, []string{"favours-experimental", "favours-control", "none"}, "", "Where no estimate is reported."},
	{FieldResultText, OfResult, "Estimate", "Result in words", LongText, nil, "", ""},
	{FieldCrossover, OfResult, "Estimate", "Crossover analysed", ChoiceValue, []string{"paired", "first-period", "as-if-parallel"}, SampleSize, "Crossover trials only: each person with themselves, the first period alone, or as if the conditions held different people."},
	{FieldClustering, OfResult, "Estimate", "Clustering counted", ChoiceValue, yesNo, SampleSize, "Cluster trials only: does the interval take it into account, by a mixed model, generalised estimating equations, or clusters as the unit."},
	{FieldICC, OfResult, "Estimate", "Intracluster correlation", DecimalNum, nil, SampleSize, "Cluster trials only, between 0 and 1: the report's, else that of similar trials, with its source."},
	{FieldRandExp, OfResult, "Numbers", "Randomised, experimental", WholeNumber, nil, Attrition, ""},
	{FieldRandCtl, OfResult, "Numbers", "Randomised, control", WholeNumber, nil, Attrition, ""},
	{FieldObsExp, OfResult, "Numbers", "Observed, experimental", WholeNumber, nil, Attrition, "With the outcome measured at this time, not imputed."},
	{FieldObsCtl, OfResult, "Numbers", "Observed, control", WholeNumber, nil, Attrition, ""},
	{FieldRandTotal, OfResult, "Numbers", "Randomised, both arms", WholeNumber, nil, Attrition, "Where arms are not given."},
	{FieldObsTotal, OfResult, "Numbers", "Observed, both arms", WholeNumber, nil, Attrition, ""},
	{FieldSmallestArm, OfResult, "Numbers", "Smallest arm", WholeNumber, nil, Attrition, ""},
	{FieldNExp, OfResult, "Numbers", "Analysed, experimental", WholeNumber, nil, SampleSize, ""},
	{FieldNCtl, OfResult, "Numbers", "Analysed, control", WholeNumber, nil, SampleSize, ""},
	{FieldNTotal, OfResult, "Numbers", "Analysed, total", WholeNumber, nil, SampleSize, "Where arms are not given."},
	{FieldEventsExp, OfResult, "Numbers", "Events, experimental", WholeNumber, nil, Attrition, ""},
	{FieldEventsCtl, OfResult, "Numbers", "Events, control", WholeNumber, nil, Attrition, ""},
	{FieldMeanExp, OfResult, "Numbers", "Mean, experimental", DecimalNum, nil, "", ""},
	{FieldMeanCtl, OfResult, "Numbers", "Mean, control", DecimalNum, nil, "", ""},
	{FieldSDExp, OfResult, "Numbers", "SD, experimental", DecimalNum, nil, "", ""},
	{FieldSDCtl, OfResult, "Numbers", "SD, control", DecimalNum, nil, "", ""},
	{FieldScopeNote, OfResult, "Numbers", "Note", LongText, nil, "", ""},
}

var fieldByKey = func() map[FieldKey]Field {
	m := make(map[FieldKey]Field, len(Fields))
	for _, f := range Fields {
		m[f.Key] = f
	}
	return m
}()

// FieldOf returns the description of a field.
func FieldOf(k FieldKey) (Field, bool) { f, ok := fieldByKey[k]; return f, ok }
