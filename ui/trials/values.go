package trials

import (
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// roles are what an arm can be to its trial.
var roles = []struct{ key, words string }{
	{"experimental", tr.Key("Experimental")}, {"control", tr.Key("Control")}, {"both", tr.Key("All participants")}, {"other", tr.Key("Other")},
}

// inUnits is a number of days in the unit a reader thinks in, where that is another than days.
func inUnits(text string) string {
	d, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || d <= 0 {
		return ""
	}
	if w := appraisal.DaysText(d); !strings.HasSuffix(w, "day") && !strings.HasSuffix(w, "days") {
		return words.Days(d)
	}
	return ""
}

func number(f appraisal.Facts, k appraisal.FieldKey) (float64, bool) {
	if x := f.Number(k); x != nil {
		return *x, true
	}
	return 0, false
}

// trialLine is the trial in a line: design, size, what was compared, year.
func trialLine(t appraisal.Trial) string {
	f := t.Facts
	var parts []string
	if d := f.Text(appraisal.FieldDesign); d != "" {
		parts = append(parts, words.Choice(d))
	}
	if n := f.Text(appraisal.FieldNRandomised); n != "" {
		parts = append(parts, tr.T("n %s", n))
	}
	drug, comparator := f.Text(appraisal.FieldDrug), f.Text(appraisal.FieldComparator)
	switch {
	case drug != "" && comparator != "":
		parts = append(parts, tr.T("%s against %s", drug, comparator))
	case drug != "" || comparator != "":
		parts = append(parts, drug+comparator)
	}
	for _, k := range []appraisal.FieldKey{appraisal.FieldYear, appraisal.FieldRegistration} {
		if v := f.Text(k); v != "" {
			parts = append(parts, v)
		}
	}
	return strings.Join(parts, " · ")
}

// resultLine is a result in a line: estimate with interval, numbers.
func resultLine(r appraisal.Result) string {
	f := r.Facts
	var parts []string
	if x, ok := number(f, appraisal.FieldEstimate); ok {
		text := measureShort(f.Text(appraisal.FieldMeasure)) + tr.Number(x, 3)
		low, okLow := number(f, appraisal.FieldCILow)
		high, okHigh := number(f, appraisal.FieldCIHigh)
		if okLow && okHigh {
			text = tr.T("%s (%s to %s)", text, tr.Number(low, 3), tr.Number(high, 3))
		}
		parts = append(parts, text)
	} else if d := f.Text(appraisal.FieldDirection); d != "" && d != "none" {
		parts = append(parts, words.Choice(d))
	}
	if n := f.Text(appraisal.FieldNTotal); n != "" {
		parts = append(parts, tr.T("n %s", n))
	} else if e, c := f.Text(appraisal.FieldNExp), f.Text(appraisal.FieldNCtl); e != "" && c != "" {
		parts = append(parts, tr.T("n %s and %s", e, c))
	}
	if len(parts) == 0 {
		parts = append(parts, tr.T("no estimate recorded"))
	}
	return strings.Join(parts, " · ")
}

// measureShort is the usual abbreviation of a measure, before its number.
func measureShort(m string) string {
	short := map[appraisal.Measure]string{
		appraisal.MeanDifference: "MD ", appraisal.StdDifference: "SMD ", appraisal.RiskDifference: "RD ",
		appraisal.RiskRatio: "RR ", appraisal.OddsRatio: "OR ", appraisal.HazardRatio: "HR ",
	}
	return short[appraisal.Measure(m)]
}

// tally counts the facts of a trial and those of them that nobody can look up.
type tally struct{ facts, unchecked int }

func (n *tally) add(fs appraisal.Facts) {
	for k, f := range fs {
		f.Field = k
		n.facts++
		if unchecked(f) {
			n.unchecked++
		}
	}
}

func tallyOf(fs appraisal.Facts) tally {
	var n tally
	n.add(fs)
	return n
}
