package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Method 5.4: the worked example of ClinCalc, the contrast of Walsh 2014, and two more.
func TestFragilityReproducesPublishedExamples(t *testing.T) {
	unknown := math.NaN()
	for _, c := range []struct {
		a, b             Arm
		index            int
		p, after, ph, ah float64
	}{
		{Arm{15, 40}, Arm{6, 40}, 1, 0.040609, 0.078361, 5e-7, 5e-7},
		{Arm{1, 100}, Arm{9, 100}, 1, 0.0185, 0.0582, 5e-5, 5e-5},
		{Arm{200, 4000}, Arm{250, 4000}, 9, 0.0173, 0.0544, 5e-5, 5e-5},
		{Arm{3, 50}, Arm{12, 50}, 1, 0.0226, unknown, 5e-5, 0},
		{Arm{10, 100}, Arm{30, 100}, 8, unknown, unknown, 0, 0},
	} {
		f, ok := FragilityIndex(c.a, c.b, 0.05)
		if !ok || f.Index != c.index {
			t.Errorf("%v against %v: index %d, want %d", c.a, c.b, f.Index, c.index)
		}
		if !math.IsNaN(c.p) {
			near(t, "p", f.P, c.p, c.ph)
		}
		if !math.IsNaN(c.after) {
			near(t, "p after", f.PAfter, c.after, c.ah)
		}
	}
}

func TestWhatIsNotSignificantIsNotFragile(t *testing.T) {
	f, ok := FragilityIndex(Arm{7, 40}, Arm{15, 40}, 0.05)
	if !ok || f.Index != 0 || f.P != f.PAfter {
		t.Errorf("got %+v", f)
	}
	if _, ok := FragilityIndex(Arm{}, Arm{3, 9}, 0.05); ok {
		t.Error("an empty arm is fragile")
	}
	if !f.Fewer(1) || f.Fewer(0) {
		t.Error("an index of 0 is fewer than 1 lost, and not fewer than none")
	}
}

func TestFisherKeepsItsLevelsAndItsMirror(t *testing.T) {
	near(t, "a lady and her tea", FisherExact(Arm{3, 4}, Arm{1, 4}), 0.4857, 5e-5) // R help of fisher.test
	near(t, "no events", FisherExact(Arm{0, 10}, Arm{0, 12}), 1, 1e-12)
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyArm(t, "a"), anyArm(t, "b")
		p := FisherExact(a, b)
		if !(p > 0 && p <= 1) {
			t.Fatalf("p = %g", p)
		}
		opposite := FisherExact(Arm{a.N - a.Events, a.N}, Arm{b.N - b.Events, b.N})
		if swapped := FisherExact(b, a); math.Abs(swapped-p) > 1e-9 || math.Abs(opposite-p) > 1e-9 {
			t.Fatalf("p %g, arms swapped %g, opposite event %g", p, swapped, opposite)
		}
		f, _ := FragilityIndex(a, b, 0.05)
		g, _ := FragilityIndex(b, a, 0.05)
		if f.Index != g.Index || f.P < 0.05 != (f.Index > 0) || f.PAfter < 0.05 {
			t.Fatalf("%+v, arms swapped %+v", f, g)
		}
	})
}
