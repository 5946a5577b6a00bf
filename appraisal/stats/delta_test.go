package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Method 4.4: a difference of 3 with standard error 1.
func TestDeltaTippingReproducesTheWorkedExamples(t *testing.T) {
	e := Effect{3, 1}
	for _, c := range []struct {
		lost          LostShares
		treated, both float64
	}{{LostShares{0.10, 0.12}, 10.40, 4.73}, {LostShares{0.30, 0.25}, 3.47, 1.89}} {
		got := DeltaTipping(e, c.lost)
		near(t, "lost treated fared worse", got.Treated, c.treated, 5e-3)
		near(t, "lost of both arms", got.Both, c.both, 5e-3)
	}
}

func TestNobodyLostNeverTips(t *testing.T) {
	if got := DeltaTipping(Effect{3, 1}, LostShares{}); !math.IsInf(got.Treated, 1) || !math.IsInf(got.Both, 1) {
		t.Errorf("got %+v", got)
	}
	if got := DeltaTipping(Effect{1, 1}, LostShares{0.1, 0.1}); got.Treated > 0 || got.Both > 0 {
		t.Errorf("the interval holds 0 already: %+v", got)
	}
}

func TestJumpToReferenceTakesTheEffectFromTheLost(t *testing.T) {
	if got := JumpToReference(Effect{3, 1}, 0.10); math.Abs(got.Value-2.7) > 1e-12 || got.SE != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestTheTippingPointBringsTheIntervalToZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := Effect{rapid.Float64Range(-20, 20).Draw(t, "value"), rapid.Float64Range(0.1, 5).Draw(t, "se")}
		lost := LostShares{rapid.Float64Range(0.01, 0.9).Draw(t, "treated"), rapid.Float64Range(0.01, 0.9).Draw(t, "control")}
		tip := DeltaTipping(e, lost)
		for i, s := range []Effect{Shifted(e, lost, tip.Treated, 0), Shifted(e, lost, tip.Both, tip.Both)} {
			ci := s.Interval()
			if nearer := math.Min(math.Abs(ci[0]), math.Abs(ci[1])); nearer > 1e-9 {
				t.Fatalf("version %d: interval %v", i, ci)
			}
		}
		mirrored := DeltaTipping(Effect{-e.Value, e.SE}, lost)
		double := DeltaTipping(Effect{2 * e.Value, 2 * e.SE}, lost)
		if mirrored != tip || math.Abs(double.Treated-2*tip.Treated) > 1e-9*(1+math.Abs(tip.Treated)) {
			t.Fatalf("%+v, mirrored %+v, in half units %+v", tip, mirrored, double)
		}
	})
}
