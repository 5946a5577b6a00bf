// Package whatif judges a claim again under other assumptions: how stable its verdict is, and which single change would
// move it. It knows only cases and the rules; it is pure, like them.
package whatif

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// Complete fills Stability and WhatWouldChange of the outcome that rules.Judge gave for the case.
func Complete(c rules.JudgeCase, o *rules.JudgeOutcome) {
	s := Stability(c)
	o.Stability = &s
	o.WhatWouldChange = WouldChange(c)
}

// base is a case with its judgement, ready to be judged again and again. Its trials are a copy: a variation changes one
// in place and puts it back.
type base struct {
	c         rules.JudgeCase
	pooled    *rules.Pooled // of all trials; nil for directions only
	verdict   appraisal.Verdict
	certainty appraisal.Certainty
	usable    []int // places of the trials that bear on the verdict
}

// newBase judges the case; ok is false where it cannot be judged at all.
func newBase(c rules.JudgeCase) (b *base, ok bool) {
	c.Trials = append([]rules.JudgeTrial{}, c.Trials...)
	o, err := rules.Judge(c)
	if err != nil {
		return nil, false
	}
	b = &base{c: c, verdict: o.Verdict}
	body := &o
	if o.Positive != nil {
		body = o.Positive
	}
	b.pooled = body.Pooled
	if body.Certainty != nil {
		b.certainty = *body.Certainty
	}
	for i, t := range c.Trials {
		if (b.pooled != nil && t.Estimate != nil) || (b.pooled == nil && t.Direction != "") {
			b.usable = append(b.usable, i)
		}
	}
	return b, true
}

// again judges a variation. Pooled is the pool of the case where its estimates are unchanged, else nil.
func (b *base) again(c rules.JudgeCase, pooled *rules.Pooled) (appraisal.Verdict, appraisal.Certainty) {
	v, certainty, err := rules.Reconsider(c, pooled)
	if err != nil {
		return b.verdict, b.certainty // a variation that makes no case is no variation
	}
	return v, certainty
}

// kind is the kind of effect that is graded.
func (b *base) kind() appraisal.EffectKind {
	if b.c.Claim.Kind == string(appraisal.KindNotShown) {
		return b.c.Claim.PositiveKind
	}
	return appraisal.EffectKind(b.c.Claim.Kind)
}

// without is the case without one trial.
func (b *base) without(at int) rules.JudgeCase {
	c := b.c
	c.Trials = append(append(make([]rules.JudgeTrial, 0, len(b.c.Trials)), b.c.Trials[:at]...), b.c.Trials[at+1:]...)
	return c
}
