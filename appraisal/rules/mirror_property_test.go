package rules

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal"
)

// mirrorImage is a class seen from the other arm. SAME and OPEN of a claim of no difference stay: such a claim has no side.
var mirrorImage = map[string]string{
	classFAV: classOPP, classOPP: classFAV, classNULL: classNULL, classLEAN: classOppLean, classOppLean: classLEAN,
	classTIE: classTIE, classSAME: classSAME, classDIFF: classDIFF, classOPEN: classOPEN,
}

// mirrored is a case with the arms exchanged: every estimate, direction and expected bias turned.
func mirrored(c JudgeCase) JudgeCase {
	m := copied(c)
	for i := range m.Trials {
		x := &m.Trials[i]
		if x.Estimate != nil {
			x.Estimate = ptr(-*x.Estimate)
		}
		switch x.Direction {
		case appraisal.Favours:
			x.Direction = appraisal.Against
		case appraisal.Against:
			x.Direction = appraisal.Favours
		}
		switch x.BiasDirection {
		case appraisal.TowardsExperimental:
			x.BiasDirection = appraisal.TowardsControl
		case appraisal.TowardsControl:
			x.BiasDirection = appraisal.TowardsExperimental
		}
	}
	return m
}

// With the arms exchanged the trials show the mirror image, by the same numbers and with the same imprecision and
// inconsistency. Relief for the direction of bias knows what it favours (method 0.13), so it is off. Directions without a
// majority count as OPP_LEAN either way (method 0.21), and claims with one side only (no better, non-inferiority) have
// no mirror.
func TestTheMirroredTrialsShowTheMirroredClass(t *testing.T) {
	off := false
	seen := map[string]int{}
	manyCases(t, 20000, func(c JudgeCase, _ JudgeOutcome) {
		switch c.Claim.effectKind() {
		case appraisal.NoBetter, appraisal.NonInferiority:
			return
		}
		c.Options.DirectionOfBias = &off
		a, b := judged(t, c), judged(t, mirrored(c))
		if a.Positive != nil {
			a, b = *a.Positive, *b.Positive
		}
		if a.Class == nil || b.Class == nil {
			if a.Class != b.Class {
				t.Error("only one of the two has a class")
			}
			return
		}
		seen[*a.Class]++
		if a.Pooled == nil && *a.Class == classOppLean && *b.Class == classOppLean {
			return // neither way has a majority
		}
		if mirrorImage[*a.Class] != *b.Class {
			t.Errorf("%s became %s", *a.Class, *b.Class)
		}
		if p, q := a.Pooled, b.Pooled; p != nil {
			near := func(x, y float64) bool { return math.Abs(x-y) <= 1e-9*(1+math.Abs(x)) }
			if !near(p.Estimate, -q.Estimate) || !near(p.CI95[0], -q.CI95[1]) || !near(p.Tau2, q.Tau2) || p.Interval != q.Interval {
				t.Errorf("%+v became %+v", p, q)
			}
		}
		if a.Deductions.Imprecision != b.Deductions.Imprecision || a.Deductions.Inconsistency != b.Deductions.Inconsistency ||
			a.Deductions.Indirectness != b.Deductions.Indirectness || a.Deductions.PublicationBias != b.Deductions.PublicationBias {
			t.Errorf("%+v became %+v", *a.Deductions, *b.Deductions)
		}
	})
	for class := range mirrorImage {
		if seen[class] == 0 && class != classTIE {
			t.Errorf("class %s was never drawn", class)
		}
	}
}

// A size of a large effect is a size like the others: it changes with the unit.
func TestTheUnitOfALargeEffectNeverMatters(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := randomCase(drawn{rt})
		unit := math.Exp(rapid.Float64Range(-12, 12).Draw(rt, "log unit"))
		c.Claim.Magnitude, c.Claim.MID, c.Claim.Large = appraisal.Large, ptr(3.0), ptr(rapid.Float64Range(3, 10).Draw(rt, "large"))
		other := copied(c)
		other.Claim.MID, other.Claim.Large, other.Claim.Margin = ptr(3*unit), ptr(*c.Claim.Large*unit), ptr(*c.Claim.Margin*unit)
		for i := range other.Trials {
			if x := &other.Trials[i]; x.Estimate != nil {
				x.Estimate, x.SE = ptr(*x.Estimate*unit), ptr(*x.SE*unit)
			}
		}
		if a, b := judged(t, c), judged(t, other); a.Verdict != b.Verdict || a.Rule != b.Rule || certaintyWords(&a) != certaintyWords(&b) {
			rt.Fatalf("%s by %s became %s by %s in units of %v", a.Verdict, a.Rule, b.Verdict, b.Rule, unit)
		}
	})
}
