package rules

import (
	"fmt"
	"math"
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/stats"
)

// kindNotShown is the kind of a claim that an effect is not shown; the other kinds are those of effects.
const kindNotShown = string(appraisal.KindNotShown)

// judgedEffects are the kinds of effect that Judge grades; limits on duration have JudgeDuration.
var judgedEffects = []appraisal.EffectKind{appraisal.Benefit, appraisal.Harm, appraisal.NoDifference, appraisal.NoBetter, appraisal.NonInferiority}

// Estimates and standard errors beyond these sizes are no measurements, and their squares would leave the range of
// numbers.
const (
	smallestSize = 1e-30
	largestSize  = 1e30
)

// effectKind is the kind of effect that is graded: of a not-shown claim its positive counterpart.
func (c *JudgeClaim) effectKind() appraisal.EffectKind {
	if c.Kind == kindNotShown {
		return c.PositiveKind
	}
	return appraisal.EffectKind(c.Kind)
}

// shownKind reports whether the claim asserts an effect, so that magnitude is asserted and MID may be missing.
func shownKind(k appraisal.EffectKind) bool { return k == appraisal.Benefit || k == appraisal.Harm }

// check refuses a case that cannot be judged; the error's field is a JSON path.
func (c *JudgeCase) check() error {
	var in inputs
	c.Claim.check(&in)
	for i := range c.Trials {
		if in.err != nil {
			break
		}
		c.Trials[i].check(&in, i)
	}
	return in.err
}

func (c *JudgeClaim) check(in *inputs) {
	in.required("claim.kind", c.Kind != "", "The claim has no kind. Give benefit, harm, no-difference, no-better, non-inferiority or not-shown.")
	if c.Kind == kindNotShown {
		in.required("claim.positive_kind", c.PositiveKind != "", "A not-shown claim is judged by what it denies. Give positive_kind: benefit, harm, no-difference, no-better or non-inferiority.")
		in.word("claim.positive_kind", "a kind of effect that can be judged here", string(c.PositiveKind), effectWords)
	} else {
		in.word("claim.kind", "a kind of claim that can be judged here", c.Kind, kindWords)
	}
	kind := c.effectKind()
	in.required("claim.assertiveness", c.Assertiveness != "", "How strongly the claim is worded is missing. Give hedged, plain or emphatic.")
	in.word("claim.assertiveness", "a strength of wording", string(c.Assertiveness), strengthWords)
	in.required("claim.magnitude", c.Magnitude != "" || !shownKind(kind), "The size that the claim asserts is missing. Give any, important or large.")
	in.word("claim.magnitude", "a size of effect", string(c.Magnitude), sizeWords)
	in.required("claim.horizon", c.Horizon != "", "The claim's horizon is missing. Give one, such as rapid-days or short.")
	in.word("claim.horizon", "a horizon", string(c.Horizon), horizonWords)
	size := func(field, name string, x *float64) {
		in.positive(field, name, x)
		if x != nil && in.err == nil && (*x < smallestSize || *x > largestSize) {
			in.refuse(field, "%s is %v, which no outcome can be. Check the number and its unit.", name, *x)
		}
	}
	size("claim.mid", "The smallest difference that matters", c.MID)
	size("claim.large", "What counts as large", c.Large)
	size("claim.margin", "The margin", c.Margin)
	switch {
	case kind == appraisal.NonInferiority:
		in.required("claim.margin", c.Margin != nil, "A claim of non-inferiority needs its margin, in the unit of the outcome.")
	case !shownKind(kind):
		in.required("claim.mid", c.MID != nil, "A claim of no difference needs the smallest difference that matters (mid), in the unit of the outcome.")
	default:
		in.required("claim.mid", c.MID != nil || c.Magnitude == appraisal.AnySize, "The claim asserts a size, so it needs the smallest difference that matters (mid), in the unit of the outcome.")
	}
	in.required("claim.ois", c.OIS != nil, "The optimal information size (ois) is missing: the people that one well-powered trial would need.")
	size("claim.ois", "The optimal information size", c.OIS)
}

var (
	effectWords     = words(judgedEffects)
	kindWords       = append(words(judgedEffects), kindNotShown)
	strengthWords   = words([]appraisal.Assertiveness{appraisal.Hedged, appraisal.Plain, appraisal.Emphatic})
	sizeWords       = words([]appraisal.Magnitude{appraisal.AnySize, appraisal.Important, appraisal.Large})
	horizonWords    = words(appraisal.Horizons)
	recordedRatings = words(append(append([]appraisal.Rating{}, appraisal.Ratings...), appraisal.NotExtracted))
	picoWords       = words([]appraisal.PICOMatch{appraisal.PICONone, appraisal.PICOSome, appraisal.PICOMajor})
	biasWords       = words([]appraisal.BiasDirection{appraisal.TowardsExperimental, appraisal.TowardsControl, appraisal.Unclear})
	directionWords  = words([]appraisal.Direction{appraisal.Favours, appraisal.Against, appraisal.Neither})
)

func (t *JudgeTrial) check(in *inputs, i int) {
	// The paths are only put together for a trial that has a fault: most cases have none.
	if !t.sound() {
		t.checkAt(in, fmt.Sprintf("trials[%d].", i))
	}
}

// sound reports what checkAt finds nothing wrong with; that it may call a sound trial unsound costs time only.
func (t *JudgeTrial) sound() bool {
	size := func(x *float64) bool { return x == nil || math.Abs(*x) <= largestSize } // false of what is no number
	rating := func(r appraisal.Rating) bool {
		switch r {
		case "", appraisal.Low, appraisal.SomeConcerns, appraisal.High, appraisal.NoInformation, appraisal.NotExtracted:
			return true
		}
		return false
	}
	if t.SE != nil && (*t.SE < smallestSize || !size(t.SE)) || !size(t.Estimate) || t.N != nil && (*t.N < 1 || *t.N > largestCount) {
		return false
	}
	if p := t.PTwoSided; p != nil && !(*p >= 0 && *p <= 1) || t.Estimate != nil && t.SE == nil {
		return false
	}
	return slices.Contains(picoWords, string(t.PICO)) && (t.Direction == "" || slices.Contains(directionWords, string(t.Direction))) &&
		(t.BiasDirection == "" || slices.Contains(biasWords, string(t.BiasDirection))) &&
		rating(t.Blinding) && rating(t.Attrition) && rating(t.SampleSize) && rating(t.FollowUp) && rating(t.OtherBias)
}

func (t *JudgeTrial) checkAt(in *inputs, path string) {
	field := func(name string) string {
		if path == "" {
			return ""
		}
		return path + name
	}
	size := func(name, word string, x *float64) {
		if x != nil && (!finite(*x) || math.Abs(*x) > largestSize) {
			in.refuse(field(name), "%s is %v, which no outcome can be. Check the number and its unit.", word, *x)
		}
	}
	size("estimate", "The estimate", t.Estimate)
	in.positive(field("se"), "The standard error", t.SE)
	size("se", "The standard error", t.SE)
	if t.SE != nil && *t.SE < smallestSize {
		in.refuse(field("se"), "The standard error is %v, which no trial can reach. Check the number and its unit.", *t.SE)
	}
	if p := t.PTwoSided; p != nil && (!finite(*p) || *p < 0 || *p > 1) {
		in.refuse(field("p_two_sided"), "The two-sided p value is %v. It must lie between 0 and 1.", *p)
	}
	in.count(field("n"), "The number of participants", t.N, 1)
	if t.Estimate != nil && in.err == nil {
		_, ok := t.standardError()
		in.required(field("se"), ok, "The estimate has no standard error, nor an exact two-sided p value that gives one. Give se, or set estimate to null and give a direction.")
	}
	in.required(field("pico"), t.PICO != "", "How far the trial is from the claim's people, treatments and outcome is missing. Give pico: none, some or major.")
	in.word(field("pico"), "a distance from the claim", string(t.PICO), picoWords)
	in.word(field("direction"), "a direction", string(t.Direction), directionWords)
	in.word(field("bias_direction"), "a direction of bias", string(t.BiasDirection), biasWords)
	in.word(field("blinding"), "a rating", string(t.Blinding), recordedRatings)
	in.word(field("attrition"), "a rating", string(t.Attrition), recordedRatings)
	in.word(field("sample_size"), "a rating", string(t.SampleSize), recordedRatings)
	in.word(field("follow_up"), "a rating", string(t.FollowUp), recordedRatings)
	in.word(field("other_bias"), "a rating", string(t.OtherBias), recordedRatings)
}

// standardError is the one given, else that behind an exact two-sided p value (method 0.18).
func (t *JudgeTrial) standardError() (float64, bool) {
	if t.SE != nil {
		return *t.SE, true
	}
	if t.PTwoSided == nil {
		return 0, false
	}
	se, ok := stats.SEFromP(*t.Estimate, *t.PTwoSided)
	return se, ok && se >= smallestSize && se <= largestSize
}

// How bad a rating counts in 10.6. None is a rating that was not asked for.
const (
	countsNone = iota
	countsLow
	countsSome
	countsHigh
)

// counts says how a rating counts; unknown says how No information does, which differs by domain. Not extracted
// counts as Some concerns everywhere (method 0.11).
func counts(r appraisal.Rating, unknown int) int {
	switch r {
	case appraisal.Low:
		return countsLow
	case appraisal.SomeConcerns, appraisal.NotExtracted:
		return countsSome
	case appraisal.High:
		return countsHigh
	}
	return unknown
}

// member is a trial that can be used, as the rules over trials read it.
type member struct {
	at           int // place in the case
	name         string
	effect       stats.Effect // where the case has estimates
	direction    appraisal.Direction
	significant  bool
	n            float64
	blinding     int // after relief
	attrition    int
	followUp     int
	other        int
	pico         appraisal.PICOMatch
	push         int // which way the expected bias moves the oriented estimate
	canRelieve   bool
	notExtracted bool
}

// riskOfBias is the worst of the member's ratings of bias.
func (m *member) riskOfBias() int { return max(m.blinding, m.attrition, m.other) }

// body is the evidence on one claim on its way to a verdict.
type body struct {
	claim   *JudgeClaim
	set     *appraisal.Thresholds
	own     []appraisal.Overrule // the reviewer's decisions on steps
	y       yardsticks
	ois     float64
	large   float64 // the size that a large effect has
	relief  bool
	turned  bool // the other interval of a pool
	trials  int  // of the case
	members []member
	byCount bool // no trial has an estimate: directions only
	n       float64
	pools   *Pools
	tr      trace
}

// newBody gathers the usable trials: those with an estimate or, where none has one, those with a direction.
func newBody(c *JudgeCase, pools *Pools, quiet bool) *body {
	nan := math.NaN()
	b := &body{
		claim:  &c.Claim,
		set:    c.Options.Thresholds.OrDefault(),
		own:    c.Options.Overrules,
		y:      yardsticks{kind: c.Claim.effectKind(), mid: valueOr(c.Claim.MID, nan), margin: valueOr(c.Claim.Margin, nan)},
		ois:    *c.Claim.OIS,
		relief: c.Options.DirectionOfBias == nil || *c.Options.DirectionOfBias,
		turned: c.Options.OtherInterval,
		trials: len(c.Trials), byCount: true, pools: pools, tr: trace{quiet: quiet},
	}
	if !quiet {
		b.tr.lines = append(b.tr.lines, setLine(c.Options.Thresholds))
	}
	if b.y.kind == appraisal.NonInferiority && c.Claim.MID == nil {
		b.y.mid = b.y.margin
	}
	b.large = valueOr(c.Claim.Large, b.set.LargeFactor*b.y.mid)
	for i := range c.Trials {
		if c.Trials[i].Estimate != nil {
			b.byCount = false
			break
		}
	}
	b.members = pools.members(len(c.Trials))
	for i := range c.Trials {
		t := &c.Trials[i]
		if t.Estimate == nil && (!b.byCount || t.Direction == "") {
			continue
		}
		b.members = append(b.members, b.member(t, i))
		if t.N != nil {
			b.n += float64(*t.N)
		}
	}
	return b
}

func (b *body) member(t *JudgeTrial, at int) member {
	m := member{
		at: at, name: t.Name, pico: t.PICO, direction: t.Direction,
		significant:  t.PTwoSided != nil && *t.PTwoSided < 0.05-epsilon,
		blinding:     counts(t.Blinding, countsSome),
		attrition:    counts(t.Attrition, countsHigh),
		followUp:     counts(t.FollowUp, countsHigh),
		canRelieve:   t.Blinding == appraisal.High || t.Blinding == appraisal.SomeConcerns,
		notExtracted: t.Blinding == appraisal.NotExtracted || t.Attrition == appraisal.NotExtracted || t.SampleSize == appraisal.NotExtracted || t.FollowUp == appraisal.NotExtracted || t.OtherBias == appraisal.NotExtracted,
	}
	if t.OtherBias != "" {
		m.other = counts(t.OtherBias, countsSome)
	}
	if m.name == "" && !b.tr.quiet {
		m.name = fmt.Sprintf("Trial %d", at+1)
	}
	if t.N != nil {
		m.n = float64(*t.N)
	}
	if t.Estimate != nil {
		se, _ := t.standardError()
		m.effect = stats.Effect{Value: *t.Estimate, SE: se}
	}
	switch t.BiasDirection {
	case appraisal.TowardsExperimental:
		m.push = 1
	case appraisal.TowardsControl:
		m.push = -1
	}
	if b.y.kind == appraisal.Harm {
		m.push = -m.push // in the experimental arm's favour is against the harm
	}
	return m
}

// find says what the members at the places given show together; there is at least one.
func (b *body) find(at []int) finding {
	f := finding{weights: make([]float64, len(b.members))}
	if !b.byCount {
		f.pooled = b.pools.of(b.members, at, b.trials, b.turned)
		for i := range b.members {
			f.weights[i] = f.pooled.Weights[b.members[i].at]
		}
		f.class = b.y.classify(f.pooled.CI95, f.pooled.Estimate)
		return f
	}
	// Without estimates weights go by the number of participants; where no number is known all count alike.
	total := 0.0
	for _, i := range at {
		total += b.members[i].n
	}
	for _, i := range at {
		m := &b.members[i]
		switch {
		case total > 0:
			f.weights[i] = m.n / total
		default:
			f.weights[i] = 1 / float64(len(at))
		}
		switch m.direction {
		case appraisal.Favours:
			f.signs.favours++
		case appraisal.Against:
			f.signs.against++
		default:
			f.signs.neither++
		}
		if m.significant && m.direction != appraisal.Neither {
			f.signs.significant++
		}
	}
	f.class = f.signs.classify(b.y.kind)
	return f
}

// share is the weight of the members for which a condition holds.
func (b *body) share(f *finding, holds func(*member) bool) float64 {
	s := 0.0
	for i := range b.members {
		if f.weights[i] > 0 && holds(&b.members[i]) {
			s += f.weights[i]
		}
	}
	return s
}
