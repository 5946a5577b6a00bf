// Package whatif judges a claim again under other assumptions: how stable its verdict is, what would move it, and which
// further trial would settle it. It knows only cases, what is recorded about a claim, and the rules; it is pure, like
// them.
package whatif

import (
	"math"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// Complete fills Stability, WhatWouldChange and Study of the outcome that rules.Judge gave for the case.
func Complete(c rules.JudgeCase, o *rules.JudgeOutcome) {
	o.Stability, o.WhatWouldChange, o.Study = &rules.Stability{}, []rules.Change{}, nil
	if b, ok := newBase(c); ok {
		*o.Stability, o.WhatWouldChange, o.Study = b.stability(), b.wouldChange(), b.study()
	}
}

// CompleteClaim fills the same of the assessment that rules.Assess gave for a claim of a library. It knows more than the
// case alone: the claim's own range of the smallest difference that matters, the facts behind each suggestion, what
// another set of thresholds or another reviewer makes of them. Reviewers are those of the library, for their names.
func CompleteClaim(d appraisal.Dossier, a *rules.Assessment, reviewers []appraisal.Reviewer) {
	if a.Case == nil || a.Judged == nil {
		return
	}
	o := a.Judged
	o.Stability, o.WhatWouldChange, o.Study = &rules.Stability{}, []rules.Change{}, nil
	b, ok := newBase(*a.Case)
	if !ok {
		return
	}
	b.recorded = &recorded{d: d, a: *a, reviewers: reviewers}
	*o.Stability, o.WhatWouldChange, o.Study = b.stability(), b.wouldChange(), b.study()
}

// base is a case with its judgement, ready to be judged again and again.
type base struct {
	c        rules.JudgeCase
	found    finding
	pooled   *rules.Pooled // of all trials; nil for directions only
	usable   []int         // places of the trials that bear on the verdict
	pools    *rules.Pools  // of the case's own trials
	left     []finding     // without each usable trial in turn, once asked for
	leftPool []*rules.Pools
	recorded *recorded // what a library knows beyond the case; nil for a bare case
	room     []rules.JudgeTrial
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
	b = &base{c: c, found: finding{verdict: o.Verdict}, pools: rules.NewPools(), room: make([]rules.JudgeTrial, 0, len(c.Trials)+1)}
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
			c.Trials = without(b.copied(), at)
			pools := b.pools.Others()
			b.left, b.leftPool = append(b.left, b.again(c, pools)), append(b.leftPool, pools)
		}
	}
	return b.left
}

// copied is a copy of the trials, good until the next: a variation is judged at once, so they share the room.
func (b *base) copied() []rules.JudgeTrial { return append(b.room[:0], b.c.Trials...) }

func without(trials []rules.JudgeTrial, at int) []rules.JudgeTrial {
	return append(trials[:at], trials[at+1:]...)
}

// kind is the kind of effect that is graded.
func (b *base) kind() appraisal.EffectKind {
	if b.c.Claim.Kind == string(appraisal.KindNotShown) {
		return b.c.Claim.PositiveKind
	}
	return appraisal.EffectKind(b.c.Claim.Kind)
}

// weight is the share of the pool that a trial holds or, without a pool, its number of people. It is rounded, so that the
// order in which trials were summed cannot decide between two of equal weight.
func (b *base) weight(at int) float64 {
	if b.pooled != nil {
		return math.Round(b.pooled.Weights[at]*1e9) / 1e9
	}
	if n := b.c.Trials[at].N; n != nil {
		return float64(*n)
	}
	return 0
}

// The order of verdicts: how well the claim stands. Trials against it are worst. That trials do not show it and that there
// is nothing to judge by stand level: of these the certainty decides. An overstated claim is right in its direction, a
// partly supported one in more.
var standing = map[appraisal.Verdict]int{
	appraisal.Contradicted: 1, appraisal.NotSupported: 2, appraisal.CannotBeJudged: 2,
	appraisal.Overstated: 3, appraisal.PartlySupported: 4, appraisal.Supported: 5,
}

// raises reports whether a claim stands better after than before: by its verdict or, the verdict being the same, by a
// higher certainty in it.
func raises(before, after finding) bool {
	if x, y := standing[before.verdict], standing[after.verdict]; x != y {
		return y > x
	}
	return levelOf(after.certainty) > levelOf(before.certainty)
}
