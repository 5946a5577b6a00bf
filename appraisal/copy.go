package appraisal

import "strings"

// copied begins the rule of an appraisal that was copied from another claim and must be judged again: no rule has that
// name, and the claim it came from follows.
const copied = "copied:"

// Again is a copy of the appraisal for another claim whose judgement cannot stand there. The rating is kept as what the
// copy suggests, so that nothing counts as judged until the reviewer has looked: confirming it, changing it or
// withdrawing it takes the mark away.
func (a Appraisal) Again(fromClaim string) Appraisal {
	a.Suggestion, a.Rule, a.RulesVersion = a.Judgement, copied+fromClaim, ""
	a.Judgement, a.JudgedAt = "", ""
	return a
}

// Copied is the rating that came with a copy and must be judged again, and the claim it came from; ok is false where
// there is none.
func (a Appraisal) Copied() (r Rating, fromClaim string, ok bool) {
	claim, found := strings.CutPrefix(a.Rule, copied)
	if !found || a.Judgement != "" || a.Suggestion == "" {
		return "", "", false
	}
	return a.Suggestion, claim, true
}

// Blank reports whether the reviewer has left nothing in the appraisal: no judgement, answer, reason, direction or quote.
func (a Appraisal) Blank() bool {
	return a.Judgement == "" && a.Suggestion == "" && a.Reason == "" && a.BiasDirection == "" && len(a.Answers) == 0 && len(a.Quotes) == 0
}
