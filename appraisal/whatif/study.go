package whatif

import (
	"math"
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/stats"
)

// powered is the sum of the quantiles for two-sided 5 % error and 80 % power: a difference of so many standard errors
// is found by four trials in five.
const powered = stats.Z975 + 0.8416212335729143

// mostOfOIS bounds the study that is sought: in optimal information sizes.
const mostOfOIS = 4

// ladderOfSizes are the sizes at which a study is tried first, in optimal information sizes.
var ladderOfSizes = []float64{0.125, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, mostOfOIS}

// needed is the optimal information size in people.
func (b *base) needed() int { return int(math.Ceil(*b.c.Claim.OIS)) }

// errorOf is the standard error that a trial of n people would have: at the optimal information size 80 % power for the
// smallest difference that matters, but never less than the sampling error of the pool scaled to its size, nor than that
// of two risks. A claim may give an information size that is far too small for its difference: nobody should be told that
// a trial will be more precise than those at hand were, or than counts of people can be.
func (b *base) errorOf(n int) (float64, bool) {
	se := max(b.planned(n), b.sampled(n), b.counted(n))
	return se, se > 0
}

// counted is the error of a difference between two risks, in percentage points, at the control's risk or, where that is
// not recorded, at the smallest difference that matters: below that risk none so large can be seen. 0 for other measures.
func (b *base) counted(n int) float64 {
	if b.recorded == nil || b.recorded.d.Claim.Effect.Measure != appraisal.RiskDifference {
		return 0
	}
	e := b.recorded.d.Claim.Effect
	var p float64
	switch {
	case e.ControlRisk != nil:
		p = *e.ControlRisk
	case e.MID != nil:
		p = *e.MID / 100
	case e.Margin != nil:
		p = *e.Margin / 100
	}
	if p <= 0 || p >= 1 {
		return 0
	}
	return 100 * math.Sqrt(4*p*(1-p)/float64(n))
}

// planned is the error by the claim's own information size; 0 where the claim gives no difference.
func (b *base) planned(n int) float64 {
	size := b.c.Claim.MID
	if size == nil && b.kind() == appraisal.NonInferiority {
		size = b.c.Claim.Margin
	}
	if size == nil {
		return 0
	}
	return *size / powered * math.Sqrt(float64(b.needed())/float64(n))
}

// sampled is the error that so many people of the trials at hand gave; 0 without a pool.
func (b *base) sampled(n int) float64 {
	people := 0
	for _, i := range b.usable {
		if x := b.c.Trials[i].N; x != nil {
			people += *x
		}
	}
	if b.pooled == nil {
		return 0
	}
	sampling := (b.pooled.SamplingCI95[1] - b.pooled.SamplingCI95[0]) / (2 * stats.Z975)
	return sampling * math.Sqrt(float64(people)/float64(n))
}

// soundTrial is a trial at Low in every domain, about the claim's own question.
func soundTrial(estimate, se float64, n int) rules.JudgeTrial {
	return rules.JudgeTrial{
		Name: "a new trial", Estimate: &estimate, SE: &se, N: &n,
		Blinding: appraisal.Low, Attrition: appraisal.Low, SampleSize: appraisal.Low, FollowUp: appraisal.Low, PICO: appraisal.PICONone,
	}
}

// join adds a trial to a case: its people are among those linked and among those pooled.
func join(c *rules.JudgeCase, t rules.JudgeTrial) {
	c.Trials = append(c.Trials, t)
	if c.Claim.LinkedRandomised > 0 {
		c.Claim.LinkedRandomised += *t.N
	}
	if c.Claim.PooledRandomised > 0 {
		c.Claim.PooledRandomised += *t.N
	}
}

// search is the search for a study: what it would find if the claim is right, and if it is not.
type search struct {
	*base
	right, wrong float64
	with         map[added]*rules.Pools // of the case's trials and one more
}

// added is a trial that was tried: its people, and what it finds.
type added struct {
	people   int
	estimate float64
}

// study is the smallest sound trial, read at the claim's time, after which the claim is Supported if it finds the effect
// claimed, and Not supported or Contradicted if it finds none; of a not-shown claim the other way round. The effect
// claimed is the smallest difference that matters or the size asserted, and the pooled estimate where that is larger; of
// claims of no difference it is no difference, and a difference that matters is what speaks against them. Where even
// four optimal information sizes do not settle it, the study says what each finding would lead to, and what is in the
// way.
func (b *base) study() *rules.Study {
	s := &rules.Study{InTheWay: []string{}, Needs: []string{}}
	if b.pooled == nil && len(b.usable) > 0 {
		s.InTheWay = append(s.InTheWay, "the trials at hand give directions only: their estimates would have to be known first")
		return s
	}
	if _, ok := b.errorOf(b.needed()); !ok {
		s.InTheWay = append(s.InTheWay, "no smallest difference that matters is given, so nobody can say how many people show it")
		return s
	}
	x := &search{base: b, with: map[added]*rules.Pools{}}
	x.right, x.wrong = b.sides()
	s.Effect, s.None = x.right, x.wrong
	people := func(share float64) int { return roundUp(math.Max(share**b.c.Claim.OIS, 2)) }
	last, n := 0, people(mostOfOIS)
	s.Settles = x.settles(n)
	for i := 0; s.Settles && i < len(ladderOfSizes); i++ {
		at := people(ladderOfSizes[i])
		if x.settles(at) {
			n = at
			break
		}
		last = at
	}
	for s.Settles && n-last > grain(n) {
		mid := roundUp(float64(last+n) / 2)
		if mid >= n {
			break
		}
		if x.settles(mid) {
			n = mid
		} else {
			last = mid
		}
	}
	s.People, s.PerArm = n, n/2
	found, none := x.find(x.c, x.right, n), x.find(x.c, x.wrong, n)
	s.IfFound, s.IfNone = rules.Finding{Verdict: found.verdict, Certainty: found.certainty}, rules.Finding{Verdict: none.verdict, Certainty: none.certainty}
	if !s.Settles {
		s.InTheWay = x.inTheWay(n, found, none)
	}
	b.conduct(s)
	return s
}

// grain is what numbers of people are rounded to: nobody plans a trial of 1,003.
func grain(n int) int {
	switch {
	case n <= 200:
		return 10
	case n <= 1000:
		return 20
	case n <= 5000:
		return 100
	}
	return 500
}

// roundUp rounds a number of people up to a round, even one.
func roundUp(x float64) int {
	if x <= 20 {
		return 2 * int(math.Ceil(x/2))
	}
	n := int(math.Ceil(x))
	return (n + grain(n) - 1) / grain(n) * grain(n)
}

// sides are the results that are expected if the claim is right, and if it is wrong.
func (b *base) sides() (right, wrong float64) {
	claim := b.c.Claim
	mid := b.smallest()
	switch b.kind() {
	case appraisal.NoDifference, appraisal.NoBetter:
		return 0, *claim.MID
	case appraisal.NonInferiority:
		return 0, -*claim.Margin
	}
	right = mid
	if claim.Magnitude == appraisal.Large {
		right = 2 * mid
		if claim.Large != nil {
			right = *claim.Large
		} else if x := claim.MID; x != nil {
			right = *x * b.c.Options.Thresholds.OrDefault().LargeFactor
		}
	}
	if b.pooled != nil {
		right = math.Max(right, b.pooled.Estimate)
	}
	return right, 0
}

// smallest is the smallest difference that matters or, where none is given, the one that a trial of the optimal
// information size would find four times in five.
func (b *base) smallest() float64 {
	if x := b.c.Claim.MID; x != nil {
		return *x
	}
	se, _ := b.errorOf(b.needed())
	return se * powered
}

// find judges the case with a sound trial of n people that finds this.
func (x *search) find(c rules.JudgeCase, estimate float64, n int) finding {
	se, _ := x.errorOf(n)
	c.Trials = append(x.room[:0], c.Trials...)
	join(&c, soundTrial(estimate, se, n))
	if len(c.Trials) != len(x.c.Trials)+1 {
		return x.again(c, nil)
	}
	key := added{n, estimate}
	if x.with[key] == nil {
		x.with[key] = x.pools.Others()
	}
	return x.again(c, x.with[key])
}

func (x *search) settles(n int) bool {
	return x.confirms(x.find(x.c, x.right, n)) && x.refutes(x.find(x.c, x.wrong, n))
}

// confirms reports the verdict that a claim gets when the effect is there; a claim that it is not shown is then wrong.
func (x *search) confirms(f finding) bool {
	if x.denies() {
		return f.verdict == appraisal.Contradicted
	}
	return f.verdict == appraisal.Supported
}

func (x *search) refutes(f finding) bool {
	if x.denies() {
		return f.verdict == appraisal.Supported
	}
	return f.verdict == appraisal.NotSupported || f.verdict == appraisal.Contradicted
}

func (x *search) denies() bool { return x.c.Claim.Kind == string(appraisal.KindNotShown) }

// obstacles are what may keep a trial from settling the claim, each with what the case would be without it.
var obstacles = []struct {
	text string
	mend func(*rules.JudgeCase)
}{
	{"no search is stated, so certainty is Moderate at most", func(c *rules.JudgeCase) { c.Claim.SearchStated = true }},
	{"randomisation, concealment and selective reporting were not considered, so certainty is Moderate at most", func(c *rules.JudgeCase) { c.Claim.OtherBiasConsidered = true }},
	{"no search is stated, and randomisation, concealment and selective reporting were not considered: certainty is Moderate at most", func(c *rules.JudgeCase) {
		c.Claim.SearchStated, c.Claim.OtherBiasConsidered = true, true
	}},
	{"publication bias is suspected", func(c *rules.JudgeCase) { c.Claim.PublicationBiasSuspected = false }},
	{"most people of the linked trials are not in the pool, so certainty is Low at most", func(c *rules.JudgeCase) { c.Claim.LinkedRandomised = 0 }},
	{"the trials at hand that may be biased keep too much weight", func(c *rules.JudgeCase) {
		for i := range c.Trials {
			c.Trials[i].Blinding, c.Trials[i].Attrition, c.Trials[i].OtherBias = appraisal.Low, appraisal.Low, ""
		}
	}},
	{"the trials at hand that were not read at the claim's time keep too much weight", func(c *rules.JudgeCase) {
		for i := range c.Trials {
			c.Trials[i].FollowUp = appraisal.Low
		}
	}},
	{"the trials at hand that ask another question keep too much weight", func(c *rules.JudgeCase) {
		for i := range c.Trials {
			c.Trials[i].PICO = appraisal.PICONone
		}
	}},
	{"the claim's strong word asks for more than a trial of the effect claimed can show", func(c *rules.JudgeCase) {
		if c.Claim.Assertiveness == appraisal.Emphatic {
			c.Claim.Assertiveness = appraisal.Plain
		}
	}},
	{"what the trials at hand found differs too much, among themselves or from what the new one would find", func(c *rules.JudgeCase) { c.Trials = nil }},
}

// inTheWay names the first obstacle without which the largest study would do, for each side that it leaves open. Where no
// single one explains it, several stand in the way together.
func (x *search) inTheWay(n int, found, none finding) []string {
	var words []string
	open := func(side string, estimate float64, settled func(finding) bool) {
		for _, o := range obstacles {
			c := x.c
			c.Trials = slices.Clone(c.Trials)
			o.mend(&c)
			if settled(x.find(c, estimate, n)) {
				words = append(words, side+o.text)
				return
			}
		}
		if alone := x.c; max(x.sampled(n), x.counted(n)) > x.planned(n) {
			if alone.Trials = nil; !settled(x.find(alone, estimate, n)) {
				words = append(words, side+"so many people are too few to show it: the claim's difference needs more than the information size it gives")
				return
			}
		}
		words = append(words, side+"the trials at hand weigh too much, for several reasons together")
	}
	ifRight, ifWrong := "if the effect is there, ", "if it is not, "
	if k := x.kind(); k != appraisal.Benefit && k != appraisal.Harm {
		ifRight, ifWrong = "if there is no difference, ", "if there is one, "
	}
	if !x.confirms(found) {
		open(ifRight, x.right, x.confirms)
	}
	if !x.refutes(none) {
		open(ifWrong, x.wrong, x.refutes)
	}
	return words
}

// conduct says when such a trial would be read, and how it would be blinded and followed.
func (b *base) conduct(s *rules.Study) {
	ask := rules.FollowUpClaim{Kind: b.kind(), Horizon: b.c.Claim.Horizon, Thresholds: b.c.Options.Thresholds}
	obvious := false
	if r := b.recorded; r != nil {
		e := r.d.Claim.Effect
		s.Unit = strings.TrimSpace(rules.UnitWords(e))
		ask.HorizonDays, ask.CustomLowDays, ask.CustomSomeDays = e.HorizonDays, e.CustomLowDays, e.CustomSomeDays
		for _, row := range r.a.Rows {
			obvious = obvious || (row.InPool && row.Linked.Trial.Facts.Text(appraisal.FieldPerceptible) == "obvious")
		}
	}
	if day, onset, ok := rules.Needed(ask); ok {
		s.Day, s.Onset = &day, onset
	}
	control := "participants and raters blinded"
	if obvious {
		control = "an active control, because the treatment can be felt"
	}
	s.Needs = append(s.Needs, control, "raters kept from the dosing sessions", "guesses asked before the effect can show", "at most 5 in 100 lost, alike in both arms")
}
