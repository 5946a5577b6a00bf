package stats

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

func TestStandardErrorsComeBackFromEveryFormOfReport(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sign := float64(1 - 2*rapid.IntRange(0, 1).Draw(t, "sign"))
		se := rapid.Float64Range(0.1, 5).Draw(t, "se")
		stat := rapid.Float64Range(0.1, 5).Draw(t, "t")
		estimate := sign * stat * se
		df := rapid.Float64Range(2, 200).Draw(t, "df")
		level := rapid.Float64Range(0.5, 0.99).Draw(t, "level")
		z, tq := NormQuantile((1+level)/2), TQuantile(0.975, df)
		check := func(what string, got float64, ok bool) {
			if !ok || math.Abs(got-se) > 1e-6*se {
				t.Fatalf("%s: %g, %v; want %g", what, got, ok, se)
			}
		}
		got, ok := SEFromIntervalAt(estimate-z*se, estimate+z*se, level)
		check("interval", got, ok)
		got, ok = SEFromIntervalOfT(estimate-tq*se, estimate+tq*se, df)
		check("interval of t", got, ok)
		got, ok = SEFromF(estimate, stat*stat)
		check("F", got, ok)
		got, ok = SEFromPOfF(estimate, distuv.F{D1: 1, D2: df}.Survival(stat*stat), df)
		check("p of F", got, ok)
		got, ok = SEFromOneSidedP(estimate, NormCDF(-stat))
		check("one-sided p", got, ok)
		sd, _ := SDFromSE(se, df, 30)
		got, ok = SEFromSD(sd, df, 30)
		check("standard deviation", got, ok)
	})
}

func TestNoStandardErrorFromWhatHoldsNone(t *testing.T) {
	type result struct {
		se float64
		ok bool
	}
	of := func(se float64, ok bool) result { return result{se, ok} }
	for i, r := range []result{
		of(SEFromIntervalAt(1, 1, 0.9)), of(SEFromIntervalAt(1, 2, 1)), of(SEFromIntervalAt(1, 2, 0)), of(SEFromIntervalOfT(2, 1, 9)),
		of(SEFromF(2, 0)), of(SEFromF(2, -1)), of(SEFromF(0, 4)), of(SEFromPOfF(2, 1, 9)), of(SEFromOneSidedP(2, 0.5)),
		of(SEFromOneSidedP(2, 0)), of(SEFromSD(10, 0, 5)), of(SEFromSD(0, 5, 5)), of(SDFromSE(1, 5, 0)),
	} {
		if r.ok {
			t.Errorf("case %d: a standard error of %g out of nothing", i, r.se)
		}
	}
}
