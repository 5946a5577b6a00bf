package rules

import (
	"fmt"
	"strconv"
	"strings"

	"claimgrade/appraisal"
)

// The reviewer's own decisions on steps over trials (method 10.10), and where one flaw may be charged twice (10.9).
const (
	CM ID = "C-M"
	O1 ID = "O-1"
	O2 ID = "O-2"
	O3 ID = "O-3"
	O4 ID = "O-4"
	O5 ID = "O-5"
)

var overruleRules = []Rule{
	{CM, "Risk of bias and inconsistency are both charged. Where unblinding or loss is why the trials differ, one flaw is charged twice: the reader may count it once.", convention},
	{O1, "The reviewer decides how much certainty one reason takes, otherwise than the rules, and says why.", convention},
	{O2, "The reviewer decides the certainty, one step from what the rules come to at most, and says why.", convention},
	{O3, "A certainty decided more than one step from what the rules come to does not count: a second reviewer is needed.", convention},
	{O4, "The reviewer decides how far an asserted part of the claim is met, otherwise than the rules, and says why.", convention},
	{O5, "The reviewer decides the verdict, otherwise than the rules, and says why.", convention},
}

// ownDecisions are those of the claim's reviewer.
func ownDecisions(d appraisal.Dossier) []appraisal.Overrule {
	var own []appraisal.Overrule
	for _, o := range d.Overrules {
		if o.Reviewer == d.Reviewer && d.Reviewer != "" {
			own = append(own, o)
		}
	}
	return own
}

func (b *body) decided(s appraisal.Step) (appraisal.Overrule, bool) {
	for _, o := range b.own {
		if o.Step == s {
			return o, true
		}
	}
	return appraisal.Overrule{}, false
}

// deduct is what a reason takes from certainty: what the rules say, else what the reviewer decided.
func (b *body) deduct(s appraisal.Step, byRules int) int {
	o, ok := b.decided(s)
	if !ok {
		return byRules
	}
	n, err := strconv.Atoi(o.Value)
	if err != nil || n == byRules {
		return byRules
	}
	b.tr.decided(s, O1, "Overruled: for %s %s instead of %s. %s", StepWord(s), lowered(n), lowered(byRules), o.Reason)
	return n
}

// countOnce says what inconsistency would cost, merged with risk of bias; nil where nothing may be charged twice.
func (b *body) countOnce(d *Deductions) *int {
	if d.RiskOfBias == 0 || d.Inconsistency == 0 {
		return nil
	}
	if _, ok := b.decided(appraisal.StepInconsistency); ok {
		return nil // the reviewer has looked at it
	}
	merged := max(0, d.Inconsistency-d.RiskOfBias)
	b.tr.say(CM, "Risk of bias (−%d) and inconsistency (−%d) are both charged. If bias is why the trials differ, that is one flaw: counted once, inconsistency would cost %d.",
		d.RiskOfBias, d.Inconsistency, merged)
	return &merged
}

// ownCertainty is the certainty that counts after all deductions and caps.
func (b *body) ownCertainty(level int) int {
	o, ok := b.decided(appraisal.StepCertainty)
	if !ok {
		return level
	}
	own := levelOf(appraisal.Certainty(o.Value))
	switch own - level {
	case 0:
		return level
	case 1, -1:
		b.tr.say(O2, "Overruled: %s certainty instead of %s. %s", certaintyWord(own), certaintyWord(level), o.Reason)
		return own
	}
	b.tr.say(O3, "Not applied: %s certainty was decided, but the rules now come to %s. More than one step needs a second reviewer.", certaintyWord(own), certaintyWord(level))
	return level
}

// ownParts are the asserted parts of the claim, as far as the reviewer holds them to be met.
func (b *body) ownParts(p parts) parts {
	for _, x := range []struct {
		step appraisal.Step
		part *string
	}{{appraisal.StepMagnitude, &p.magnitude}, {appraisal.StepHorizon, &p.horizon}, {appraisal.StepScope, &p.scope}} {
		o, ok := b.decided(x.step)
		if !ok || *x.part == "" || *x.part == o.Value {
			continue
		}
		b.tr.decided(x.step, O4, "Overruled: %s %s instead of %s. %s", StepWord(x.step), partWord(o.Value), partWord(*x.part), o.Reason)
		*x.part = o.Value
	}
	return p
}

// overruleVerdict puts the reviewer's verdict in the place of the rules'.
func overruleVerdict(d appraisal.Dossier, a *Assessment) {
	o, ok := d.Decided(appraisal.StepVerdict)
	v := appraisal.Verdict(o.Value)
	if !ok || a.Verdict == "" || v == a.Verdict || !answers(d.Claim.Kind, v) {
		return
	}
	a.ByRules, a.ByRule = a.Verdict, a.Rule
	a.Verdict, a.Rule = v, O5
	a.Trace = append(a.Trace[:len(a.Trace):len(a.Trace)], step(O5, "Overruled: %s instead of %s (%s). %s", plainWords(v), plainWords(a.ByRules), a.ByRule, o.Reason))
	a.Notes = append(a.Notes, fmt.Sprintf("The rules come to %s (%s); the reviewer decided otherwise: %s", plainWords(a.ByRules), a.ByRule, o.Reason))
}

// plainWords is a verdict of any kind of claim as a sentence says it.
func plainWords(v appraisal.Verdict) string { return strings.ReplaceAll(string(v), "-", " ") }

// answers reports whether a verdict is one that claims of this kind can have.
func answers(k appraisal.ClaimKind, v appraisal.Verdict) bool {
	switch v {
	case appraisal.Accurate, appraisal.PartlyAccurate, appraisal.Inaccurate, appraisal.Misattributed:
		return k == appraisal.KindReport
	case appraisal.CannotBeJudged:
		return k != appraisal.KindNoTrial
	}
	return k != appraisal.KindReport && k != appraisal.KindNoTrial
}

// StepWord is a step as a sentence says it.
func StepWord(s appraisal.Step) string {
	switch s {
	case appraisal.StepRiskOfBias:
		return "risk of bias"
	case appraisal.StepPublicationBias:
		return "publication bias"
	case appraisal.StepMagnitude:
		return "size"
	case appraisal.StepHorizon:
		return "time"
	}
	return string(s)
}
