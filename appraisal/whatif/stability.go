package whatif

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// midFactors vary the smallest difference that matters. A case gives one value and no range; published values for one
// scale differ by about this much either way.
var midFactors = []float64{2.0 / 3, 1, 3.0 / 2}

// Stability counts in how many variations of the case the verdict stays. The variations are every combination of the
// smallest difference that matters (for non-inferiority with the margin) times 2/3, 1 and 3/2; blinding as rated or Low
// in every trial; the expected direction of bias counted or not; and beside these the other interval of the pool (that of
// Hartung and Knapp or Wald's) where three trials or more vary and, where more than one trial bears on the claim, the case
// without each of them in turn. The case itself is not counted. A stated size of a large effect and the optimal
// information size stay as they are. A case that cannot be judged has no variations.
func Stability(c rules.JudgeCase) rules.Stability {
	b, ok := newBase(c)
	if !ok {
		return rules.Stability{}
	}
	return b.stability()
}

func (b *base) stability() rules.Stability {
	var s rules.Stability
	count := func(f finding) {
		s.Variations++
		if f.verdict == b.found.verdict {
			s.SameVerdict++
		}
	}
	claim := b.c.Claim
	factors := midFactors
	if claim.MID == nil && claim.Margin == nil {
		factors = []float64{1}
	}
	counted := b.c.Options.DirectionOfBias == nil || *b.c.Options.DirectionOfBias
	blind := append([]rules.JudgeTrial{}, b.c.Trials...)
	for i := range blind {
		blind[i].Blinding = appraisal.Low
	}
	for _, factor := range factors {
		for _, asRated := range []bool{true, false} {
			for _, direction := range []bool{counted, !counted} {
				if factor == 1 && asRated && direction == counted {
					continue
				}
				k := b.c
				k.Claim.MID, k.Claim.Margin = times(claim.MID, factor), times(claim.Margin, factor)
				k.Options.DirectionOfBias = &direction
				if !asRated {
					k.Trials = blind
				}
				count(b.again(k, b.pools))
			}
		}
	}
	if b.pooled != nil && b.pooled.OtherCI95 != nil {
		k := b.c
		k.Options.OtherInterval = !k.Options.OtherInterval
		count(b.again(k, b.pools))
	}
	for _, f := range b.leftOut() {
		count(f)
	}
	return s
}

func times(x *float64, factor float64) *float64 {
	if x == nil || factor == 1 {
		return x
	}
	y := *x * factor
	return &y
}
