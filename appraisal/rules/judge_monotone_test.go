package rules

import (
	"testing"

	"claimgrade/appraisal"
)

// Inputs of judge with a better and a worse end besides the ratings (see TestAWorseRatingNeverRaisesCertainty): none of
// them decides which trials speak, so here there are no exceptions.
func TestNothingStatedForTheWorseRaisesCertainty(t *testing.T) {
	worsen := map[string]func(*JudgeCase){
		"no search is stated":                    func(c *JudgeCase) { c.Claim.SearchStated = false },
		"other bias is not considered":           func(c *JudgeCase) { c.Claim.OtherBiasConsidered = false },
		"publication bias":                       func(c *JudgeCase) { c.Claim.PublicationBiasSuspected = true },
		"not randomised":                         func(c *JudgeCase) { c.Claim.NonRandomised = true },
		"more people linked that are not pooled": func(c *JudgeCase) { c.Claim.LinkedRandomised = 1000000 },
		"more people needed": func(c *JudgeCase) {
			ois := *c.Claim.OIS * 3
			c.Claim.OIS = &ois
		},
		"fewer people": func(c *JudgeCase) {
			for i := range c.Trials {
				if x := &c.Trials[i]; x.N != nil {
					n := max(1, *x.N/3)
					x.N = &n
				}
			}
		},
		"a trial asks another question": func(c *JudgeCase) { c.Trials[0].PICO = appraisal.PICOMajor },
	}
	lowered := map[string]bool{}
	manyCases(t, 5000, func(c JudgeCase, a JudgeOutcome) {
		if a.Certainty == nil {
			return
		}
		for what, change := range worsen {
			k := copied(c)
			change(&k)
			b := judged(t, k)
			if levelOf(*b.Certainty) > levelOf(*a.Certainty) {
				t.Errorf("%s: from %s to %s", what, *a.Certainty, *b.Certainty)
			}
			lowered[what] = lowered[what] || levelOf(*b.Certainty) < levelOf(*a.Certainty)
		}
	})
	for what := range worsen {
		if !lowered[what] {
			t.Errorf("%s: never lowered certainty", what)
		}
	}
}

// A weaker wording asks for less. The exception is V-9, as printed: at Very low certainty a hedged claim that the trials
// show cannot be judged, where a plain one is overstated.
func TestAWeakerWordingNeverStandsWorse(t *testing.T) {
	weaker := map[appraisal.Assertiveness]appraisal.Assertiveness{appraisal.Emphatic: appraisal.Plain, appraisal.Plain: appraisal.Hedged}
	exceptions := 0
	manyCases(t, 10000, func(c JudgeCase, a JudgeOutcome) {
		next, ok := weaker[c.Claim.Assertiveness]
		if !ok || c.Claim.Kind == kindNotShown {
			return
		}
		k := copied(c)
		k.Claim.Assertiveness = next
		b := judged(t, k)
		switch {
		case support(b.Verdict) >= support(a.Verdict):
		case b.Rule == V9:
			exceptions++
		default:
			t.Errorf("%s as %s, %s as %s", a.Verdict, c.Claim.Assertiveness, b.Verdict, next)
		}
	})
	if exceptions == 0 {
		t.Error("V-9 never made an exception")
	}
}

// A larger size asserts more. Certainty may rise with it where the estimate is far from all thresholds of the larger size
// (C-P1), so verdicts are compared at the same certainty only.
func TestALargerSizeNeverStandsBetterAtTheSameCertainty(t *testing.T) {
	larger := map[appraisal.Magnitude]appraisal.Magnitude{appraisal.AnySize: appraisal.Important, appraisal.Important: appraisal.Large}
	manyCases(t, 10000, func(c JudgeCase, a JudgeOutcome) {
		next, ok := larger[c.Claim.Magnitude]
		if !ok || a.Certainty == nil || c.Claim.MID == nil || !shownKind(appraisal.EffectKind(c.Claim.Kind)) {
			return
		}
		k := copied(c)
		k.Claim.Magnitude = next
		b := judged(t, k)
		if *b.Certainty == *a.Certainty && support(b.Verdict) > support(a.Verdict) {
			t.Errorf("%s as %s, %s as %s", a.Verdict, c.Claim.Magnitude, b.Verdict, next)
		}
	})
}
