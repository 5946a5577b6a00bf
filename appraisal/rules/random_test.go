package rules

import (
	"math/rand/v2"

	"claimgrade/appraisal"
)

// source draws the parts of a random case; rapid and a plain generator both serve.
type source interface {
	number(low, high float64) float64
	below(n int) int
}

type plainSource struct{ r *rand.Rand }

func (s plainSource) number(low, high float64) float64 { return low + (high-low)*s.r.Float64() }
func (s plainSource) below(n int) int                  { return s.r.IntN(n) }

func oneOf[T any](s source, of ...T) T { return of[s.below(len(of))] }

// randomCase draws a case of up to eight trials whose numbers lie near the thresholds. Every fifth has directions only.
func randomCase(s source) JudgeCase {
	c := JudgeCase{Claim: JudgeClaim{
		Kind:          oneOf(s, "benefit", "benefit", "harm", "no-difference", "no-better", "non-inferiority", "not-shown"),
		PositiveKind:  oneOf(s, appraisal.Benefit, appraisal.Harm, appraisal.NoBetter),
		Assertiveness: oneOf(s, appraisal.Hedged, appraisal.Plain, appraisal.Emphatic),
		Magnitude:     oneOf(s, appraisal.AnySize, appraisal.Important, appraisal.Large),
		Horizon:       appraisal.Short,
		MID:           ptr(3.0), Margin: ptr(s.number(1, 4)), OIS: ptr(350.0),
		OtherBiasConsidered: s.below(4) > 0, SearchStated: s.below(4) > 0, PublicationBiasSuspected: s.below(8) == 0,
	}}
	if kind := c.Claim.effectKind(); c.Claim.Magnitude == appraisal.AnySize && shownKind(kind) && s.below(3) == 0 {
		c.Claim.MID = nil
	}
	c.Options.DirectionOfBias = oneOf(s, nil, ptr(true), ptr(false))
	counted := s.below(5) == 0
	centre, spread := s.number(-6, 8), s.number(0, 5)
	rating := func() appraisal.Rating {
		return oneOf(s, appraisal.Low, appraisal.Low, appraisal.SomeConcerns, appraisal.High, appraisal.High, appraisal.NoInformation, appraisal.NotExtracted)
	}
	for range s.below(9) {
		t := trial(centre+s.number(-spread, spread), s.number(.3, 3), 1+s.below(300))
		t.Blinding, t.Attrition, t.SampleSize, t.FollowUp = rating(), rating(), rating(), rating()
		t.OtherBias = oneOf(s, "", "", "", rating())
		t.PICO = oneOf(s, appraisal.PICONone, appraisal.PICONone, appraisal.PICOSome, appraisal.PICOMajor)
		t.BiasDirection = oneOf(s, "", appraisal.TowardsExperimental, appraisal.TowardsControl, appraisal.Unclear)
		if counted {
			t.Direction, t.Estimate, t.SE = oneOf(s, appraisal.Favours, appraisal.Favours, appraisal.Against, appraisal.Neither), nil, nil
			t.PTwoSided = oneOf(s, nil, ptr(.01), ptr(.2))
		}
		c.Trials = append(c.Trials, t)
	}
	return c
}
