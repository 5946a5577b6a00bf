// Package whatif judges a claim again under other assumptions: how stable its verdict is, and which single change would
// move it. It knows only cases and the rules; it is pure, like them.
package whatif

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// Complete fills Stability and WhatWouldChange of the outcome that rules.Judge gave for the case.
func Complete(c rules.JudgeCase, o *rules.JudgeOutcome) {
	o.Stability, o.WhatWouldChange = &rules.Stability{}, []rules.Change{}
	if b, ok := newBase(c); ok {
		*o.Stability, o.WhatWouldChange = b.stability(), b.wouldChange()
	}
}

// base is a case with its judgement, ready to be judged again and again. Its trials are a copy: a variation changes one
// in place and puts it back.
type base struct {
	c      rules.JudgeCase
	found  finding
	pooled *rules.Pooled // of all trials; nil for directions only
	usable []int         // places of the trials that bear on the verdict
	pools  *rules.Pools  // of the case's own trials
	left   []finding     // without each usable trial in turn, once asked for
}

// finding is what is compared between the case and a variation.
type finding struct {
	verdict   appraisal.Verdict
	certainty appraisal.Certainty
}

// newBase judges the case; ok is false where it cannot be judged at all.
func newBase(c rules.JudgeCase) (b *base, ok bool) {
	c.Trials = append([]rules.JudgeTrial{}, c.Trials...)
	o, err := rules.Judge(c)
	if err != nil {
		return nil, false
	}
	b = &base{c: c, found: finding{verdict: o.Verdict}, pools: rules.NewPools()}
	body := &o
	if o.Positive != nil {
		body = o.Positive
	}
	b.pooled = body.Pooled
	if body.Certainty != nil {
		b.found.certainty = *body.Certainty
	}
	for i, t := range c.Trials {
		if (b.pooled != nil && t.Estimate != nil) || (b.pooled == nil && t.Direction != "") {
			b.usable = append(b.usable, i)
		}
	}
	return b, true
}

// again judges a variation. Pools are those of its trials, or nil.
func (b *base) again(c rules.JudgeCase, pools *rules.Pools) finding {
	v, certainty, err := rules.Reconsider(c, pools)
	if err != nil {
		return b.found // a variation that makes no case is no variation
	}
	return finding{v, certainty}
}

// leftOut judges the case without each usable trial in turn. One trial alone is never left out.
func (b *base) leftOut() []finding {
	if b.left == nil && len(b.usable) > 1 {
		for _, at := range b.usable {
			c := b.c
			c.Trials = append(append(make([]rules.JudgeTrial, 0, len(b.c.Trials)), b.c.Trials[:at]...), b.c.Trials[at+1:]...)
			b.left = append(b.left, b.again(c, nil))
		}
	}
	return b.left
}

// kind is the kind of effect that is graded.
func (b *base) kind() appraisal.EffectKind {
	if b.c.Claim.Kind == string(appraisal.KindNotShown) {
		return b.c.Claim.PositiveKind
	}
	return appraisal.EffectKind(b.c.Claim.Kind)
}
