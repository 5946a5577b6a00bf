package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The first trial of dat.bcg of the R package metafor: 4 of 123 vaccinated and 11 of 139 controls.
func TestRatiosOfTheFirstBCGTrial(t *testing.T) {
	e, ok := LogRiskRatio(Arm{4, 123}, Arm{11, 139})
	near(t, "log risk ratio", e.Value, -0.8893, 5e-5)
	near(t, "its variance", e.SE*e.SE, 0.3256, 5e-5)
	o, okOdds := LogOddsRatio(Arm{4, 123}, Arm{11, 139})
	near(t, "log odds ratio", o.Value, -0.9387, 5e-5)
	near(t, "its variance", o.SE*o.SE, 0.3571, 5e-5)
	if !ok || !okOdds {
		t.Error("not defined")
	}
}

func TestRiskDifferenceByHand(t *testing.T) {
	// 30 of 100 against 20 of 100: 0.1, variance (0.3·0.7 + 0.2·0.8)/100 = 0.0037.
	e, ok := RiskDifference(Arm{30, 100}, Arm{20, 100})
	if !ok {
		t.Fatal("not defined")
	}
	near(t, "difference", e.Value, 0.1, 1e-15)
	near(t, "SE", e.SE, math.Sqrt(0.0037), 1e-15)
	// Newcombe 1998, table II, contrast (a): 56 of 70 against 48 of 80.
	ci := RiskDifferenceInterval(Arm{56, 70}, Arm{48, 80}, 0.95)
	near(t, "score interval, low", ci[0], 0.0524, 5e-5)
	near(t, "score interval, high", ci[1], 0.3339, 5e-5)
}

func TestNumberNeededToTreatRunsThroughInfinity(t *testing.T) {
	// The example of Altman 1998: a difference of 10 % (−5 % to 25 %) is 10, from 20 to harm through infinity to 4.
	n := NumberNeededToTreat(0.10, [2]float64{-0.05, 0.25})
	near(t, "number needed", n.To, 10, 1e-12)
	near(t, "limit to harm", n.Limits[0], -20, 1e-12)
	near(t, "limit to benefit", n.Limits[1], 4, 1e-12)
	if !n.Through {
		t.Error("the interval is said not to run through infinity")
	}
	if n := NumberNeededToTreat(0.10, [2]float64{0.05, 0.25}); n.Through || n.Limits[0] != 20 {
		t.Errorf("got %+v", n)
	}
	if n := NumberNeededToTreat(0, [2]float64{0, 0.1}); !math.IsInf(n.To, 1) || !n.Through {
		t.Errorf("no difference: %+v", n)
	}
}

func TestAnEmptyCellIsFilledAndAnEmptyTableRefused(t *testing.T) {
	// 0 of 10 and 5 of 10, half added to each cell: (0.5/11)/(5.5/11) and (0.5/10.5)/(5.5/5.5).
	e, ok := LogRiskRatio(Arm{0, 10}, Arm{5, 10})
	near(t, "risk ratio", math.Exp(e.Value), 0.5/5.5, 1e-12)
	o, okOdds := LogOddsRatio(Arm{0, 10}, Arm{5, 10})
	near(t, "odds ratio", math.Exp(o.Value), 0.5/10.5, 1e-12)
	if !ok || !okOdds {
		t.Error("not defined")
	}
	for _, arms := range [][2]Arm{{{0, 10}, {0, 12}}, {{10, 10}, {12, 12}}, {{0, 0}, {3, 9}}, {{3, 9}, {0, 0}}} {
		_, ratio := LogRiskRatio(arms[0], arms[1])
		_, odds := LogOddsRatio(arms[0], arms[1])
		_, difference := RiskDifference(arms[0], arms[1])
		if ratio || odds || difference {
			t.Errorf("%v: a contrast is defined", arms)
		}
	}
	if _, ok := RiskDifference(Arm{0, 10}, Arm{10, 10}); ok {
		t.Error("a difference of certainties has a standard error")
	}
}

// anyArm draws an arm of 1 to 300 persons.
func anyArm(t *rapid.T, name string) Arm {
	n := rapid.IntRange(1, 300).Draw(t, name+" n")
	return Arm{float64(rapid.IntRange(0, n).Draw(t, name+" events")), float64(n)}
}

func TestSwappingArmsMirrorsContrasts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyArm(t, "a"), anyArm(t, "b")
		for i, of := range []func(Arm, Arm) (Effect, bool){LogRiskRatio, LogOddsRatio, RiskDifference} {
			x, okX := of(a, b)
			y, okY := of(b, a)
			if okX != okY || math.Abs(x.Value+y.Value) > 1e-12 || math.Abs(x.SE-y.SE) > 1e-12 {
				t.Fatalf("contrast %d: %+v, mirrored %+v", i, x, y)
			}
			if okX && !(x.SE > 0) {
				t.Fatalf("contrast %d: %+v", i, x)
			}
		}
		// The odds ratio of not having the event is one over that of having it.
		x, _ := LogOddsRatio(a, b)
		y, _ := LogOddsRatio(Arm{a.N - a.Events, a.N}, Arm{b.N - b.Events, b.N})
		if math.Abs(x.Value+y.Value) > 1e-12 {
			t.Fatalf("odds ratio %g, of the opposite %g", x.Value, y.Value)
		}
		u, v := RiskDifferenceInterval(a, b, 0.95), RiskDifferenceInterval(b, a, 0.95)
		if math.Abs(u[0]+v[1]) > 1e-12 || math.Abs(u[1]+v[0]) > 1e-12 {
			t.Fatalf("interval %v, mirrored %v", u, v)
		}
	})
}
