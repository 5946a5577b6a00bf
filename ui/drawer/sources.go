package drawer

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// origins tell where the numbers of a row's pictures came from.
type origins struct{ row rules.Row }

// ofTrial, ofResult and ofArm are a line for each of these facts that is recorded: value, source, and whether anybody can
// look it up.
func (o origins) ofTrial(keys ...appraisal.FieldKey) []string {
	return factLines("", o.row.Linked.Trial.Facts, keys)
}

func (o origins) ofResult(keys ...appraisal.FieldKey) []string {
	return factLines("", o.row.Result.Facts, keys)
}

func (o origins) ofArm(uid string, keys ...appraisal.FieldKey) []string {
	arm := o.row.Linked.Trial.Arm(uid)
	return factLines(arm.Name, arm.Facts, keys)
}

// ofArms are the lines of both compared arms.
func (o origins) ofArms(keys ...appraisal.FieldKey) []string {
	return append(o.ofArm(o.row.Result.ExperimentalUID, keys...), o.ofArm(o.row.Result.ControlUID, keys...)...)
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
			label = subject + ", " + lowerFirst(label)
		}
		out = append(out, label+": "+words.FactValue(field, f)+". "+placeOf(f))
	}
	return out
}

// placeOf is where a fact can be looked up: source, locator, quote, and whether it is checked.
func placeOf(f appraisal.Fact) string {
	place := sourceWords(f)
	if f.Quote != "" && !strings.Contains(place, f.Quote) {
		place += " · " + tr.T("“%s”", f.Quote)
	}
	if f.Checked() {
		return tr.T("Checked: %s", place)
	}
	return tr.T("Unchecked: %s", place)
}

// derived heads the lines of what a number was computed from.
func derived(how string, from ...[]string) string {
	lines := []string{how}
	for _, part := range from {
		for _, line := range part {
			lines = append(lines, "– "+line)
		}
	}
	return strings.Join(lines, "\n")
}

// recorded are the lines of a number that stands in the report as it is.
func recorded(from ...[]string) string {
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
