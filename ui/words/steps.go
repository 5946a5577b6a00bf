package words

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/tr"
)

// StepValue is a value of a step on the way to a verdict as a sentence says it.
func StepValue(s appraisal.Step, value string) string { return tr.Said(rules.StepValue(s, value)) }

// StepWord is a step as it stands within a sentence.
func StepWord(s appraisal.Step) string {
	if s == appraisal.StepVerdict {
		return tr.T("the verdict")
	}
	return tr.Said(rules.StepWord(s))
}

// Overruled says what the rules come to on a step that the reviewer decided.
func Overruled(v rules.StepView) string {
	rule := ""
	if v.Rule != "" {
		rule = " (" + string(v.Rule) + ")"
	}
	by := StepValue(v.Step, v.ByRules)
	switch {
	case v.Overruled() && v.Step == appraisal.StepVerdict:
		return tr.T("Overruled: rules say %s.", Verdict(appraisal.Verdict(v.ByRules))+rule)
	case v.Overruled() && v.Step == appraisal.StepCertainty:
		return tr.T("Certainty overruled: rules say %s.", by)
	case v.Overruled():
		return tr.T("%s overruled: %s, rules say %s.", tr.Capital(tr.Said(rules.StepWord(v.Step))), StepValue(v.Step, v.Value), by+rule)
	case v.Overrule.Value == v.Value:
		return tr.T("Decided on %s, as the rules say: %s.", StepWord(v.Step), by+rule)
	}
	return tr.T("Decided on %s, but it does not count: %s, rules say %s.", StepWord(v.Step), StepValue(v.Step, v.Overrule.Value), by)
}
