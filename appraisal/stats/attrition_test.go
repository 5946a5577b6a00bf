package stats

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestBoundariesOfTheTables(t *testing.T) {
	for _, c := range []struct {
		percent              int
		cautious, optimistic float64 // −1: past the table
	}{
		{-1, -1, -1}, {0, 5.7, 10.0}, {8, 6.3, 10.9}, {10, 6.3, 10.9}, {13, 6.1, 10.8}, {20, 5.4, 10.0}, {30, 4.1, 8.2},
		{40, 2.6, 6.0}, {50, 1.0, 3.7}, {57, 0.0, 2.1}, {58, -1, 1.9}, {60, -1, 1.4}, {65, -1, 0.3}, {66, -1, -1}, {100, -1, -1},
	} {
		for _, b := range []struct {
			name string
			of   func(int) (float64, bool)
			want float64
		}{{"cautious", CautiousBoundary, c.cautious}, {"optimistic", OptimisticBoundary, c.optimistic}} {
			got, ok := b.of(c.percent)
			if ok != (b.want >= 0) || ok && got != b.want {
				t.Errorf("%s boundary at %d %% = %v, %v; want %v", b.name, c.percent, got, ok, b.want)
			}
		}
	}
}

// The tables follow from a model of who stays (Deke and Chiang 2017): a shared leaning to stay, correlated with the
// outcome, and a bias of 0.05 standard deviations that is tolerated. It reproduces every entry from 8 % on to within
// 0.11 (cautious) and 0.15 (optimistic) points, so a slip of the pen in the tables would show.
func TestTablesFollowTheModelOfResponse(t *testing.T) {
	hazard := func(lost float64) float64 {
		z := NormQuantile(lost)
		return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) / (1 - lost)
	}
	// bias of the difference of arms when both lose overall on average and differ by d; alpha² of either arm.
	tolerated := func(overall, d, a2, b2 float64) bool {
		worst := 0.0
		for _, sign := range []float64{1, -1} {
			hi, lo := overall+sign*d/2, overall-sign*d/2
			if hi <= 0 || lo <= 0 || hi >= 1 || lo >= 1 {
				continue
			}
			worst = math.Max(worst, math.Abs(math.Sqrt(a2)*hazard(hi)-math.Sqrt(b2)*hazard(lo)))
		}
		return worst < 0.055
	}
	model := func(percent int, a2, b2 float64) float64 {
		d := 0.0
		for d < 0.2 && tolerated(float64(percent)/100, d+0.0001, a2, b2) {
			d += 0.0001
		}
		return 100 * d
	}
	for percent := 8; percent <= 57; percent++ {
		c, _ := CautiousBoundary(percent)
		near(t, "cautious", c, model(percent, 0.20, 0.15), 0.11)
	}
	for percent := 8; percent <= 65; percent++ {
		o, _ := OptimisticBoundary(percent)
		near(t, "optimistic", o, model(percent, 0.075, 0.050), 0.15)
	}
}

func TestWholePercentRoundsHalfUp(t *testing.T) {
	for _, c := range []struct{ part, whole, want int }{
		{113, 200, 57}, {565, 1000, 57}, {564, 1000, 56}, {1, 200, 1}, {0, 3, 0}, {3, 3, 100}, {1, 3, 33}, {2, 3, 67},
	} {
		if got := WholePercent(c.part, c.whole); got != c.want {
			t.Errorf("%d of %d = %d %%, want %d", c.part, c.whole, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.IntRange(1, 1_000_000_000).Draw(t, "whole")
		part := rapid.IntRange(0, whole).Draw(t, "part")
		// floor(100·part/whole + ½) in exact fractions.
		r := new(big.Rat).Add(big.NewRat(100*int64(part), int64(whole)), big.NewRat(1, 2))
		want := int(new(big.Int).Div(r.Num(), r.Denom()).Int64())
		if got := WholePercent(part, whole); got != want {
			t.Fatalf("%d of %d = %d %%, want %d", part, whole, got, want)
		}
	})
}
