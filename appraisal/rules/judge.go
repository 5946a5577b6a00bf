package rules

import (
	"claimgrade/appraisal"
)

// Judge grades a claim over its trials: pool, certainty and verdict, with the trace of every step. The error names the
// JSON path of what cannot be judged. Stability and WhatWouldChange stay nil: package whatif fills them.
func Judge(c JudgeCase) (JudgeOutcome, error) {
	if err := c.check(); err != nil {
		return JudgeOutcome{}, err
	}
	return judge(&c, nil, false), nil
}

// Reconsider returns only the verdict and the certainty that Judge would give, without a trace. Pools remember what was
// pooled for other variations of the same trials; nil remembers nothing. The certainty of a not-shown claim is that in
// its positive counterpart.
func Reconsider(c JudgeCase, pools *Pools) (appraisal.Verdict, appraisal.Certainty, error) {
	if err := c.check(); err != nil {
		return "", "", err
	}
	o := judge(&c, pools, true)
	if o.Positive != nil {
		return o.Verdict, certaintyWords(o.Positive), nil
	}
	return o.Verdict, certaintyWords(&o), nil
}

func certaintyWords(o *JudgeOutcome) appraisal.Certainty {
	if o.Certainty == nil {
		return ""
	}
	return *o.Certainty
}

func judge(c *JudgeCase, pools *Pools, quiet bool) JudgeOutcome {
	b := newBody(c, pools, quiet)
	o := b.judge()
	if c.Claim.Kind == kindNotShown {
		return notShown(o, quiet)
	}
	return o
}

// judge comes from the body of evidence to the verdict on its effect.
func (b *body) judge() JudgeOutcome {
	if len(b.members) == 0 {
		b.tr.say(V0, "None of the %d linked trials has an estimate with its error or a direction: cannot be judged.", b.trials)
		return JudgeOutcome{Verdict: appraisal.CannotBeJudged, Rule: V0, Trace: b.tr.lines}
	}
	everyone := make([]int, len(b.members))
	for i := range everyone {
		everyone[i] = i
	}
	all := b.find(everyone)
	b.tellFinding(&all)

	notExtracted := b.share(&all, func(m *member) bool { return m.notExtracted })
	if notExtracted > 0 {
		b.tr.say(P7, "Trials with a rating that nobody has extracted hold %s of the weight: the verdict is provisional.", share2(notExtracted))
	}
	g := b.grade(&all)
	deciding := &all
	if g.sound != nil {
		deciding = g.sound
	}
	p := b.ownParts(b.partsOf(deciding))
	v, rule := decide(deciding.class, g.level, b.claim.Assertiveness, p)
	b.tellVerdict(deciding, &g, v, rule)

	certainty := certaintyOf(g.level)
	o := JudgeOutcome{
		Class: &deciding.class, Pooled: all.pooled, Deductions: &g.deductions, Rules: &g.rules, Certainty: &certainty,
		Components: p.public(), Provisional: notExtracted > 0, NotExtractedWeight: notExtracted,
		Verdict: v, Rule: rule, Trace: b.tr.lines, CountOnce: g.countOnce,
	}
	if g.sound != nil {
		o.PooledNonHigh = g.sound.pooled
	}
	return o
}

// tellFinding writes what all trials show together.
func (b *body) tellFinding(f *finding) {
	if b.tr.quiet {
		return
	}
	if b.byCount {
		s := f.signs
		b.tr.say(P5, "No trial has an estimate. Of %s, those that point for the claim: %d, against it: %d, neither way: %d; with a two-sided p below .05: %d: %s (%s).",
			plural(s.k(), "trial"), s.favours, s.against, s.neither, s.significant, DirectionWords(f.class, b.y.kind), f.class)
		return
	}
	p := f.pooled
	if left := b.trials - len(b.members); left > 0 {
		b.tr.say(P6, "Trials without an estimate, left out of the pool: %d of %d.", left, b.trials)
	}
	b.tr.say(P1, "Pool of %s with %s people: %s, variance between trials %s, I² %s %%.", plural(p.K, "trial"), num(b.n), num(p.Estimate), num(p.Tau2), num(p.I2))
	other := func(name string) string {
		if p.OtherCI95 == nil {
			return ""
		}
		return " " + name + " would be " + interval(*p.OtherCI95).String() + "."
	}
	if p.Interval == intervalHK {
		b.tr.say(P2, "Interval of Hartung and Knapp: %s (standard error %s, t with %d degrees of freedom).%s", interval(p.CI95), num(p.SE), p.K-1, other("Wald's"))
	} else {
		b.tr.say(P3, "Wald's interval: %s (standard error %s).%s", interval(p.CI95), num(p.SE), other("That of Hartung and Knapp"))
	}
	b.tr.say(P4, "%s (%s) against %s: %s (%s).", num(p.Estimate), interval(p.CI95), b.y, ClassWords(f.class, b.y.kind), f.class)
}

// String says what an interval of this kind of claim is compared with.
func (y yardsticks) String() string {
	switch y.kind {
	case appraisal.NonInferiority:
		return "a margin of " + num(y.margin).String()
	case appraisal.NoDifference:
		return "differences that matter from " + num(y.mid).String() + " either way"
	case appraisal.NoBetter:
		return "a benefit that matters from " + num(y.mid).String()
	}
	if y.mid > 0 {
		return "0 and a smallest difference that matters of " + num(y.mid).String()
	}
	return "0"
}

func (b *body) tellVerdict(f *finding, g *graded, v appraisal.Verdict, rule ID) {
	if b.tr.quiet {
		return
	}
	whose := "over all trials"
	if g.sound != nil {
		whose = "over the trials not at high risk of bias"
	}
	switch f.class {
	case classFAV, classSAME:
		b.tr.say(rule, "Worded %s, the claim requires %s certainty; %s %s, at %s certainty: %s.",
			b.claim.Assertiveness, certaintyWord(required(b.claim.Assertiveness)), whose, ClassWords(f.class, b.y.kind), certaintyWord(g.level), verdictWord(v))
	case classOPEN:
		b.tr.say(rule, "Absence of evidence: %s neither sameness nor a difference is shown, at %s certainty: %s.", whose, certaintyWord(g.level), verdictWord(v))
	default:
		b.tr.say(rule, "Worded %s; %s %s, at %s certainty: %s.", b.claim.Assertiveness, whose, ClassWords(f.class, b.y.kind), certaintyWord(g.level), verdictWord(v))
	}
}
