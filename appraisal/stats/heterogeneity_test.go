package stats_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal/stats"
)

func TestQProfileReproducesTheIntervalsOfTheBCGTrials(t *testing.T) {
	h, ok := stats.QProfile(bcgRiskRatios(), .95) // metafor, dat.bcg
	if !ok {
		t.Fatal("not defined")
	}
	agrees(t, "tau², low", h.Tau2[0], .1197, four)
	agrees(t, "tau², high", h.Tau2[1], 1.1115, four)
	agrees(t, "I², low", 100*h.I2[0], 81.92, .005)
	agrees(t, "I², high", 100*h.I2[1], 97.68, .005)
}

func TestPredictionIntervalsAreNamedByTheirKind(t *testing.T) {
	p := stats.RandomEffects(bcgRiskRatios(), stats.REML)
	want := []stats.Prediction{
		{Name: stats.PredictionZWald, Low: -1.8667, High: .4376},
		{Name: stats.PredictionTHK, Low: -1.9960, High: .5670},
		{Name: stats.PredictionRileyWald, Low: -2.0084, High: .5793},
		{Name: stats.PredictionRileyHK, Low: -2.0091, High: .5800},
	}
	got := p.Predictions()
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i, w := range want {
		if got[i].Name != w.Name {
			t.Errorf("kind %d is %q, want %q", i, got[i].Name, w.Name)
		}
		agrees(t, w.Name+", low", got[i].Low, w.Low, four)
		agrees(t, w.Name+", high", got[i].High, w.High, four)
	}
	// Printed by metafor as risk ratios.
	agrees(t, "risk ratio, low", math.Exp(got[1].Low), .14, .005)
	agrees(t, "risk ratio, high", math.Exp(got[1].High), 1.76, .005)
}

func TestFewTrialsAllowFewPredictionIntervals(t *testing.T) {
	es := bcgRiskRatios()
	for k, want := range map[int]int{1: 0, 2: 1, 3: 4} {
		if got := stats.RandomEffects(es[:k], stats.REML).Predictions(); len(got) != want {
			t.Errorf("%d trials: %+v", k, got)
		}
	}
	if _, ok := stats.QProfile(es[:1], .95); ok {
		t.Error("one trial has an interval of tau²")
	}
}

func TestHeterogeneityOfTheBCGTrialsIsNoChance(t *testing.T) {
	p := stats.RandomEffects(bcgRiskRatios(), stats.REML)
	if q := p.QP(); !(q > 0 && q < 1e-4) { // metafor prints < .0001
		t.Errorf("p of Q = %g", q)
	}
	agrees(t, "H²", p.H2(), 12.86, .005)
	if q := stats.RandomEffects(bcgRiskRatios()[:1], stats.REML).QP(); q != 1 {
		t.Errorf("p of Q of one trial = %g", q)
	}
}

func TestQProfileHoldsPauleMandelAndScales(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		es := anyEffects(t, 2)
		h, ok := stats.QProfile(es, .95)
		if !ok {
			t.Fatal("not defined")
		}
		// The median of Q lies near its mean, which Paule and Mandel use; the interval holds the estimate.
		pm := stats.RandomEffects(es, stats.PauleMandel).Tau2
		slack := 1e-7 * (1 + pm)
		if h.Tau2[0] > h.Tau2[1] || pm < h.Tau2[0]-slack || pm > h.Tau2[1]+slack && pm > 0 {
			t.Fatalf("tau² %g, interval %v", pm, h.Tau2)
		}
		wide, _ := stats.QProfile(es, .99)
		if wide.Tau2[0] > h.Tau2[0] || wide.Tau2[1] < h.Tau2[1] {
			t.Fatalf("99 %% %v inside 95 %% %v", wide.Tau2, h.Tau2)
		}
		for i := range es {
			es[i].Value, es[i].SE = -8*es[i].Value, 8*es[i].SE
		}
		scaled, _ := stats.QProfile(es, .95)
		for end := range h.Tau2 {
			if !near(scaled.Tau2[end], 64*h.Tau2[end], 1+64*h.Tau2[end]) || !near(scaled.I2[end], h.I2[end], 1) {
				t.Fatalf("%+v in units of 1/8 is %+v", h, scaled)
			}
		}
	})
}

// Where few trials are precise the likelihood can have two tops, one of them at 0: R's metafor takes the higher one too.
func TestLikelihoodIsNeverHigherAtNoHeterogeneity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		es := anyEffects(t, 2)
		for _, m := range []stats.Tau2Method{stats.MaximumLikelihood, stats.REML} {
			p := stats.RandomEffects(es, m)
			likelihood := func(tau2 float64) float64 {
				var sw, swy, l float64
				for _, e := range es {
					w := 1 / (e.SE*e.SE + tau2)
					sw, swy, l = sw+w, swy+w*e.Value, l+.5*math.Log(w)
				}
				for _, e := range es {
					l -= .5 * (e.Value - swy/sw) * (e.Value - swy/sw) / (e.SE*e.SE + tau2)
				}
				if m == stats.REML {
					l -= .5 * math.Log(sw)
				}
				return l
			}
			at, zero := likelihood(p.Tau2), likelihood(0)
			if p.Converged && zero > at+1e-9*(1+math.Abs(at)) {
				t.Fatalf("method %d: likelihood %v at tau² %v, %v at 0", m, at, p.Tau2, zero)
			}
		}
	})
}
