package rules

import "claimgrade/appraisal"

// notShown judges the claim that an effect is not shown by the verdict on its positive counterpart (method 0.9).
func notShown(positive JudgeOutcome, quiet bool) JudgeOutcome {
	tr := trace{quiet: quiet}
	tr.lines = append(tr.lines, positive.Trace...)
	o := JudgeOutcome{Provisional: positive.Provisional, NotExtractedWeight: positive.NotExtractedWeight, Positive: &positive, CountOnce: positive.CountOnce}
	certainty := "no certainty"
	if positive.Certainty != nil {
		certainty = certaintyWord(levelOf(*positive.Certainty)) + " certainty"
	}
	switch positive.Verdict {
	case appraisal.PartlySupported, appraisal.Overstated:
		o.Verdict, o.Rule = appraisal.PartlySupported, N2
	case appraisal.Supported:
		o.Verdict, o.Rule = appraisal.PartlySupported, N4
		if levelOf(*positive.Certainty) >= levelModerate {
			o.Verdict, o.Rule = appraisal.Contradicted, N3
		}
	default:
		o.Verdict, o.Rule = appraisal.Supported, N1
	}
	tr.say(o.Rule, "The verdict on the effect itself: %s (%s, %s); on the claim that it is not shown: %s.", verdictWord(positive.Verdict), positive.Rule, certainty, verdictWord(o.Verdict))
	o.Trace = tr.lines
	return o
}
