package pictures

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// Origins tell where the numbers of a row's pictures came from.
type Origins struct{ Row rules.Row }

// OfTrial is a line for each of these facts that is recorded of the trial: value, source, and whether anybody can look it up.
func (o Origins) OfTrial(keys ...appraisal.FieldKey) []string {
	return factLines("", o.Row.Linked.Trial.Facts, keys)
}

// OfResult is the same of the result.
func (o Origins) OfResult(keys ...appraisal.FieldKey) []string {
	return factLines("", o.Row.Result.Facts, keys)
}

// OfArm is the same of an arm.
func (o Origins) OfArm(uid string, keys ...appraisal.FieldKey) []string {
	arm := o.Row.Linked.Trial.Arm(uid)
	return factLines(arm.Name, arm.Facts, keys)
}

// OfArms are the lines of both compared arms.
func (o Origins) OfArms(keys ...appraisal.FieldKey) []string {
	return append(o.OfArm(o.Row.Result.ExperimentalUID, keys...), o.OfArm(o.Row.Result.ControlUID, keys...)...)
}

func factLines(subject string, facts appraisal.Facts, keys []appraisal.FieldKey) (out []string) {
	for _, k := range keys {
		f, recorded := facts[k]
		if !recorded {
			continue
		}
		field, _ := appraisal.FieldOf(k)
		label := words.FieldLabel(field)
		if subject != "" {
			label = subject + ", " + words.InSentence(label)
		}
		out = append(out, label+": "+words.FactValue(field, f)+". "+placeOf(f))
	}
	return out
}

// placeOf is where a fact can be looked up: source, locator, quote, and whether it is checked.
func placeOf(f appraisal.Fact) string {
	place := words.FactSource(f)
	if f.Quote != "" && !strings.Contains(place, f.Quote) {
		place += " · " + tr.T("“%s”", f.Quote)
	}
	if f.Checked() {
		return tr.T("Checked: %s", place)
	}
	return tr.T("Unchecked: %s", place)
}

// Derived heads the lines of what a number was computed from.
func Derived(how string, from ...[]string) string {
	lines := []string{how}
	for _, part := range from {
		for _, line := range part {
			lines = append(lines, "– "+line)
		}
	}
	return strings.Join(lines, "\n")
}

// Recorded are the lines of a number that stands in the report as it is.
func Recorded(from ...[]string) string {
	var lines []string
	for _, part := range from {
		lines = append(lines, part...)
	}
	switch len(lines) {
	case 0:
		return tr.T("No fact is recorded behind it.")
	case 1:
		return lines[0]
	}
	return "– " + strings.Join(lines, "\n– ")
}

// byRule says which rule a number comes from, with its text and source.
func byRule(id rules.ID) string {
	r, ok := rules.Find(id)
	if !ok {
		return ""
	}
	return tr.T("Derived by rule %s: %s (%s)", string(id), tr.Said(r.Text), tr.Cited(r.Source))
}

// firstRecorded is the first of these lists that says anything: facts that stand in for each other, in the order in which
// the rules ask for them.
func firstRecorded(lists ...[]string) []string {
	for _, l := range lists {
		if len(l) > 0 {
			return l
		}
	}
	return nil
}
