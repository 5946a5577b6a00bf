package stats_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal/stats"
)

func TestSignTestReproducesExactValues(t *testing.T) {
	for _, c := range []struct {
		x, n int
		p    float64
	}{{3, 3, .25}, {4, 4, .125}, {5, 5, .0625}, {6, 6, .03125}, {7, 8, .0703}, {9, 11, .0654}, {10, 12, .0386}, {8, 10, .1094}, {2, 4, 1}, {0, 0, 1}} {
		agrees(t, "sign test", stats.SignTest(c.x, c.n-c.x), c.p, four)
		agrees(t, "sign test mirrored", stats.SignTest(c.n-c.x, c.x), c.p, four)
	}
}

func TestStandardErrorsComeBackFromWhatIsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := stats.Effect{Value: rapid.Float64Range(-4, 4).Draw(t, "value"), SE: rapid.Float64Range(.5, 3).Draw(t, "se")}
		ci := e.Interval()
		if se, ok := stats.SEFromInterval(ci[0], ci[1]); !ok || !near(se, e.SE, e.SE) {
			t.Fatalf("interval: %v, %v", se, ok)
		}
		if ratio, ok := stats.LogRatio(math.Exp(e.Value), math.Exp(ci[0]), math.Exp(ci[1])); !ok || !near(ratio.SE, e.SE, e.SE) || !near(ratio.Value, e.Value, 1) {
			t.Fatalf("ratio: %+v, %v", ratio, ok)
		}
		if math.Abs(e.Value) < 1e-3 {
			return
		}
		stat := e.Value / e.SE
		if se, ok := stats.SEFromT(e.Value, stat); !ok || !near(se, e.SE, e.SE) {
			t.Fatalf("t: %v, %v", se, ok)
		}
		if se, ok := stats.SEFromP(e.Value, 2*stats.NormCDF(-math.Abs(stat))); !ok || math.Abs(se-e.SE) > 1e-5*e.SE {
			t.Fatalf("p: %v, %v", se, ok)
		}
		if se, ok := stats.SEFromPOfT(e.Value, stats.TTwoSidedP(stat, 9), 9); !ok || math.Abs(se-e.SE) > 1e-5*e.SE {
			t.Fatalf("p of t: %v, %v", se, ok)
		}
	})
}

func TestAStandardErrorIsNotMadeUp(t *testing.T) {
	ok := func(_ float64, ok bool) bool { return ok }
	_, ratio := stats.LogRatio(.5, 0, .9)
	if ok(stats.SEFromInterval(2, 2)) || ok(stats.SEFromInterval(3, 2)) || ok(stats.SEFromP(0, .5)) || ok(stats.SEFromP(2, 1)) ||
		ok(stats.SEFromP(2, 0)) || ok(stats.SEFromPOfT(2, 0, 5)) || ok(stats.SEFromT(2, 0)) || ok(stats.SEFromT(0, 0)) || ratio {
		t.Error("a standard error came out of nothing")
	}
}

func TestEggerReadsTheInterceptOfTheStandardisedEstimates(t *testing.T) {
	// By hand: precision 1, 2, 3, 4 and standardised estimates 2, 3, 5, 5 give slope 1.1 and intercept 1.
	es := []stats.Effect{}
	for i, y := range []float64{2, 3, 5, 5} {
		se := 1 / float64(i+1)
		es = append(es, stats.Effect{Value: y * se, SE: se})
	}
	r, ok := stats.Egger(es)
	// Residual sum of squares 0.7, variance 0.35, standard error of the intercept sqrt(0.35·(1/4 + 6.25/5)).
	want := math.Sqrt(.35 * 1.5)
	if !ok || !near(r.Intercept, 1, 1) || !near(r.SE, want, 1) || !near(r.P, stats.TTwoSidedP(1/want, 2), 1) {
		t.Errorf("got %+v, %v", r, ok)
	}
}

func TestEggerOfTheBCGTrials(t *testing.T) {
	// The published test of these data gives t = −1.40 by the classical regression.
	r, ok := stats.Egger(bcgRiskRatios())
	if !ok || math.Abs(r.T+1.40) > .01 || math.Abs(r.P-.1887) > .003 {
		t.Errorf("got %+v, %v", r, ok)
	}
}

func TestEggerNeedsUnequalTrials(t *testing.T) {
	same := []stats.Effect{{Value: 1, SE: .1}, {Value: 2, SE: .1}, {Value: 4, SE: .1}, {Value: 3, SE: .1}}
	if _, ok := stats.Egger(same); ok {
		t.Error("a line was drawn through trials of one size")
	}
	if _, ok := stats.Egger(same[:2]); ok {
		t.Error("a line was drawn through two points")
	}
}
