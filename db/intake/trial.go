package intake

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/exchange"
)

// Kinds of source of the facts that an import records.
const (
	sourceBibliography = "bibliographic record"
	sourceSecondary    = "secondary"
)

// trialFrom is the trial that a record makes, its facts resting on the record's document.
func trialFrom(r *exchange.Record, documentUID, file string) appraisal.Trial {
	switch {
	case isRegistry(r):
		return TrialOf(*r, documentUID)
	case r.Kind == exchange.TrialKind:
		return studyTrial(r, documentUID, file)
	case r.Kind == exchange.Row:
		return rowTrial(r, documentUID, file)
	}
	return paperTrial(r, documentUID)
}

// facts collects what a record says, each value with its place in it.
type facts struct {
	source, document, locator string
	all                       appraisal.Facts
}

// put keeps a value; one that is none, or that the field cannot hold, is left out and reported back.
func (f facts) put(k appraisal.FieldKey, value string) (held bool) {
	fact := appraisal.Fact{Field: k, Value: strings.TrimSpace(value), Status: appraisal.Reported, Source: f.source, Document: f.document, Locator: f.locator}
	if fact.Value == "" || fact.Validate() != nil {
		return fact.Value == ""
	}
	f.all[k] = fact
	return true
}

// paperTrial is a trial known from a paper's bibliographic record alone.
func paperTrial(r *exchange.Record, documentUID string) appraisal.Trial {
	t := appraisal.Trial{Name: shortName(r), Facts: appraisal.Facts{}}
	if t.Name == "" {
		t.Name = "?"
	}
	f := facts{sourceBibliography, documentUID, "", t.Facts}
	f.put(appraisal.FieldCitation, citation(r))
	f.put(appraisal.FieldDOI, string(r.DOI))
	f.put(appraisal.FieldPMID, string(r.PMID))
	f.put(appraisal.FieldRegistration, strings.Join(r.RegistryIDs, ", "))
	f.put(appraisal.FieldYear, yearText(r.Year))
	return t
}

// citation is a reference as lists of references print it.
func citation(r *exchange.Record) string {
	names := make([]string, 0, len(r.Authors))
	for i, a := range r.Authors {
		if i == 6 && len(r.Authors) > 7 {
			names = append(names, "et al")
			break
		}
		names = append(names, strings.TrimSpace(a.Family+" "+a.Given))
	}
	var parts []string
	for _, s := range []string{strings.Join(names, ", "), string(r.Title), string(r.Journal), yearText(r.Year)} {
		if s = strings.TrimRight(strings.TrimSpace(s), "."); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ". ")
}

// rowTrial is a trial known from a row of a risk-of-bias table alone.
func rowTrial(r *exchange.Record, documentUID, file string) appraisal.Trial {
	t := appraisal.Trial{Name: nameOf(r), Facts: appraisal.Facts{}}
	facts{sourceSecondary, documentUID, file, t.Facts}.put(appraisal.FieldYear, studyYear(r))
	judgedElsewhere(&t, r, documentUID, file)
	return t
}

func nameOf(r *exchange.Record) string {
	if name := studyName(r); name != "" {
		return name
	}
	return "?"
}

func studyYear(r *exchange.Record) string {
	if r.Year != nil {
		return yearText(r.Year)
	}
	return yearIn.FindString(studyName(r))
}

// judgedElsewhere keeps how others have judged the trial, in their words: their domains are not those of this program,
// so nothing is made of them.
func judgedElsewhere(t *appraisal.Trial, r *exchange.Record, documentUID, file string) {
	if text := JudgedText(r.Appraisal); text != "" {
		facts{sourceSecondary, documentUID, file, t.Facts}.put(appraisal.FieldJudgedElsewhere, text)
	}
}

// tools are the names of the tools as they are written.
var tools = map[string]string{
	"rob2": "RoB 2", "rob2-cluster": "RoB 2 (cluster)", "rob1": "RoB 1", "robins-i": "ROBINS-I", "robins-e": "ROBINS-E",
	"quadas-2": "QUADAS-2", "quips": "QUIPS",
}

// ToolName is how a tool is written; that of an unknown one is empty.
func ToolName(tool string) string { return tools[tool] }

// JudgedText is a row of a risk-of-bias table in one line, its words as they stand there.
func JudgedText(a *exchange.Appraisal) string {
	if a == nil {
		return ""
	}
	var parts []string
	for _, d := range a.Domains {
		if d.Judgement == "" && d.Support == "" {
			continue
		}
		s := d.ID + ": " + string(d.Judgement)
		if d.Direction != "" {
			s += fmt.Sprintf(" (%s)", d.Direction)
		}
		if d.Support != "" {
			s += fmt.Sprintf(" (“%s”)", d.Support)
		}
		parts = append(parts, s)
	}
	if a.Overall != "" {
		parts = append(parts, "Overall: "+string(a.Overall))
	}
	if len(parts) == 0 {
		return ""
	}
	text := strings.Join(parts, "; ")
	if name := ToolName(a.Tool); name != "" {
		text = name + ". " + text
	}
	return text
}

// studyTrial is a study of a review package: two arms, and a result for each outcome.
func studyTrial(r *exchange.Record, documentUID, file string) appraisal.Trial {
	t := appraisal.Trial{Name: nameOf(r), Facts: appraisal.Facts{}}
	of := facts{sourceSecondary, documentUID, file, t.Facts}
	of.put(appraisal.FieldYear, studyYear(r))
	of.put(appraisal.FieldDOI, string(r.DOI))
	of.put(appraisal.FieldPMID, string(r.PMID))
	of.put(appraisal.FieldRegistration, strings.Join(r.RegistryIDs, ", "))
	judgedElsewhere(&t, r, documentUID, file)
	if r.Trial == nil || len(r.Trial.Results) == 0 {
		return t
	}
	e := appraisal.Arm{UID: newUID(), Name: "Experimental", Role: "experimental", Facts: appraisal.Facts{}}
	c := appraisal.Arm{UID: newUID(), Name: "Control", Role: "control", Facts: appraisal.Facts{}}
	t.Arms = []appraisal.Arm{e, c}
	for _, x := range r.Trial.Results {
		t.Results = append(t.Results, studyResult(x, of, [2]string{e.UID, c.UID}))
	}
	return t
}

func studyResult(x exchange.Result, of facts, arms [2]string) appraisal.Result {
	out := appraisal.Result{UID: newUID(), Name: x.Outcome, ExperimentalUID: arms[0], ControlUID: arms[1], Facts: appraisal.Facts{}}
	of.all = out.Facts
	of.put(appraisal.FieldOutcome, x.Outcome)
	var refused []string
	for _, n := range []struct {
		key   appraisal.FieldKey
		label string
		value *float64
	}{
		{appraisal.FieldNExp, "N", x.Experimental.N}, {appraisal.FieldNCtl, "N, control", x.Control.N},
		{appraisal.FieldEventsExp, "events", x.Experimental.Events}, {appraisal.FieldEventsCtl, "events, control", x.Control.Events},
		{appraisal.FieldMeanExp, "mean", x.Experimental.Mean}, {appraisal.FieldMeanCtl, "mean, control", x.Control.Mean},
		{appraisal.FieldSDExp, "SD", x.Experimental.SD}, {appraisal.FieldSDCtl, "SD, control", x.Control.SD},
	} {
		if n.value == nil || math.IsNaN(*n.value) || math.IsInf(*n.value, 0) {
			continue
		}
		if text := strconv.FormatFloat(*n.value, 'f', -1, 64); !of.put(n.key, text) {
			refused = append(refused, n.label+" "+text) // reviews halve the arms of trials with several
		}
	}
	studyEstimate(x, of)
	if len(refused) > 0 {
		of.put(appraisal.FieldScopeNote, "As the review has it: "+strings.Join(refused, "; "))
	}
	return out
}

// studyEstimate keeps an estimate for which the review has no numbers of groups, as papers print it: a ratio, not its
// logarithm, and differences of risks in percentage points.
func studyEstimate(x exchange.Result, of facts) {
	measure := reviewMeasure(x.Measure)
	if measure == "" || x.Estimate == nil || x.SE == nil {
		return
	}
	estimate, se := *x.Estimate, *x.SE
	switch {
	case measure.Ratio():
		estimate = math.Exp(estimate)
	case measure == appraisal.RiskDifference:
		estimate, se = 100*estimate, 100*se
	}
	of.put(appraisal.FieldMeasure, string(measure))
	of.put(appraisal.FieldEstimate, printed(estimate))
	of.put(appraisal.FieldSE, printed(se))
}

// reviewMeasure is the measure that a review's words are; empty if they are of none that is known.
func reviewMeasure(words string) appraisal.Measure {
	if w := strings.ToLower(words); strings.HasPrefix(w, "std") && strings.HasSuffix(w, "mean difference") {
		return appraisal.StdDifference
	}
	return measureOf(words)
}

// printed has so many digits that a number turned into its logarithm and back is the same again.
func printed(v float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	if err != nil {
		rounded = v
	}
	return number(rounded)
}
