package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

var ninety = Design{Alpha: 0.05, Power: 0.90}

func TestPowerOfTwoMeans(t *testing.T) {
	near(t, "power, 20 and 20, effect 1", MeansPower(1, 20, 20, 0.05), 0.8689528, 5e-8)
	near(t, "power, 64 and 64, effect .5", MeansPower(0.5, 64, 64, 0.05), 0.8014586, 5e-8)
	near(t, "normal power, 64 and 64, effect .5", MeansPowerNormal(0.5, 64, 64, 0.05), 0.8074296, 5e-8)
	near(t, "n for power .90, effect 1", ninety.MeansPerArm(1), 22.02110, 5e-6)
	near(t, "normal n for power .90, effect 1", ninety.MeansPerArmNormal(1), 21.0148, 5e-5)
}

func TestPowerOfTwoRisks(t *testing.T) {
	near(t, "power, .50 and .75, 50 per arm", RisksPower(0.50, 0.75, 50, 0.05), 0.7401659, 5e-8)
	near(t, "n, .50 and .75, power .90", ninety.RisksPerArm(0.50, 0.75), 76.7069, 5e-5)
}

func TestPeoplePerArmAtEightyPercentPower(t *testing.T) {
	for _, c := range []struct{ effect, t, z float64 }{{0.2, 394, 393}, {0.3, 176, 175}, {0.4, 100, 99}, {0.5, 64, 63}, {0.8, 26, 25}} {
		if got := math.Ceil(Usual.MeansPerArm(c.effect)); got != c.t {
			t.Errorf("effect %g: %g per arm by t, want %g", c.effect, got, c.t)
		}
		if got := math.Ceil(Usual.MeansPerArmNormal(c.effect)); got != c.z {
			t.Errorf("effect %g: %g per arm by z, want %g", c.effect, got, c.z)
		}
	}
}

func TestDetectableDifference(t *testing.T) {
	for _, c := range []struct{ n1, n2, t, z float64 }{{20, 20, 0.90913, 0.88594}, {47, 26, 0.69418, 0.68475}, {9, 9, 1.40693, 1.32068}} {
		near(t, "by t", Usual.Detectable(c.n1, c.n2), c.t, 5.1e-6)
		near(t, "by z", Usual.DetectableNormal(c.n1, c.n2), c.z, 5.1e-6)
	}
}

func TestOptimalInformationSize(t *testing.T) {
	for control, want := range map[float64]float64{.05: 8404, .1: 4010, .2: 1812, .3: 1080, .4: 712, .5: 494, .6: 346} {
		if got := Usual.RisksTotal(control, 0.25); got != want {
			t.Errorf("control risk %g: %g in total, want %g", control, got, want)
		}
	}
	for mid, want := range map[float64]float64{2: 788, 3: 352, 4.5: 158, 6: 90} {
		if got := Usual.MeansTotal(mid, 10); got != want {
			t.Errorf("difference %g with SD 10: %g in total, want %g", mid, got, want)
		}
	}
}

func TestInformationFraction(t *testing.T) {
	near(t, "difference 3, SE 2.385", Usual.InformationFraction(3, 2.385), 0.2016, 5e-5)
	near(t, "difference 6, SE 2.385", Usual.InformationFraction(6, 2.385), 0.8063, 5e-5)
	near(t, "150 and 150, effect .3", EffectiveN(150, 150)/Usual.MeansPerArm(0.3), 0.855, 5e-4)
	near(t, "180 and 180, effect .3", EffectiveN(180, 180)/Usual.MeansPerArm(0.3), 1.026, 5e-4)
	near(t, "100 and 100, risk .7", EffectiveN(100, 100)/Usual.RisksPerArm(0.7, 0.525), 0.830, 5e-4)
	near(t, "250 and 250, risk .6", EffectiveN(250, 250)/Usual.RisksPerArm(0.6, 0.45), 1.447, 5e-4)
	near(t, "an empty arm", EffectiveN(0, 40), 0, 0)
}

func TestInformationOfOneMeansAnIntervalOfSeventyPercentOfTheTarget(t *testing.T) {
	se := 1 / Usual.z() // information fraction 1 for a target of 1
	near(t, "information", Usual.InformationFraction(1, se), 1, 1e-12)
	near(t, "half-width", NormQuantile(0.975)*se, 0.70, 5e-3)
}

func TestSampleSizeReachesItsPowerAndNoMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		effect := rapid.Float64Range(0.02, 2.5).Draw(t, "effect")
		n := Usual.MeansPerArm(effect)
		if p := MeansPower(effect, n, n, 0.05); n > 2 && math.Abs(p-0.80) > 1e-7 {
			t.Fatalf("effect %g: %g per arm have power %.9f", effect, n, p)
		}
		d := Usual.Detectable(n, n)
		if n > 2 && math.Abs(d-effect) > 1e-5*effect {
			t.Fatalf("%g per arm detect %g, were computed for %g", n, d, effect)
		}
		p1 := rapid.Float64Range(0.02, 0.98).Draw(t, "risk")
		p2 := p1 * rapid.Float64Range(0.3, 0.9).Draw(t, "ratio")
		if p := RisksPower(p1, p2, Usual.RisksPerArm(p1, p2), 0.05); math.Abs(p-0.80) > 1e-9 {
			t.Fatalf("risks %g and %g: power %.12f", p1, p2, p)
		}
	})
}

func TestSampleSizeHasNoSeamWhereTheFormulaChanges(t *testing.T) {
	seam := Usual.z() * math.Sqrt(2.0/asymptotic) // the effect at which the normal formula takes over
	below, over := Usual.MeansPerArm(seam*1.0000001), Usual.MeansPerArm(seam*0.9999999)
	near(t, "people at the seam", over, below, 0.02)
}

func TestExtremeEffectsStayNumbers(t *testing.T) {
	if n := Usual.MeansPerArm(50); n != 2 {
		t.Errorf("a huge effect needs %g per arm, want the least possible, 2", n)
	}
	if n := Usual.MeansPerArm(1e-200); !math.IsInf(n, 1) {
		t.Errorf("an effect next to nothing needs %g per arm, want infinitely many", n)
	}
}
