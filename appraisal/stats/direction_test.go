package stats

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSeventyPercentOfOutcomesGiveATrialItsDirection(t *testing.T) {
	for _, c := range []struct {
		benefit, harm, neither int
		want                   Direction
	}{
		{7, 3, 0, Benefit}, {69, 31, 0, Mixed}, {3, 7, 0, Harm}, {7, 0, 3, Benefit}, {6, 0, 3, Mixed}, {1, 0, 0, Benefit},
		{1, 1, 0, Mixed}, {0, 0, 2, Mixed}, {0, 0, 0, None},
	} {
		if got := OneDirection(c.benefit, c.harm, c.neither); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}

func TestDirectionSummaryReproducesTenOfTwelve(t *testing.T) { // method 8.3
	d := slices.Concat(slices.Repeat([]Direction{Benefit}, 10), []Direction{Harm, Mixed, None, Harm})
	s, ok := SummariseDirections(d)
	if !ok || s.Benefit != 10 || s.Harm != 2 || s.Mixed != 1 {
		t.Fatalf("%+v, %v", s, ok)
	}
	near(t, "p", s.P, 0.0386, 5e-5)
	near(t, "Wilson, low", s.Wilson[0], 0.5520, 5e-5)
	near(t, "Wilson, high", s.Wilson[1], 0.9530, 5e-5)
	near(t, "exact, low", s.Exact[0], 0.5159, 5e-5)
	near(t, "exact, high", s.Exact[1], 0.9791, 5e-5)
}

func TestFewerThanSixTrialsNeverReachSignificance(t *testing.T) { // method 8.3
	for n := range 6 {
		s, _ := SummariseDirections(slices.Repeat([]Direction{Harm}, n))
		if s.P <= 0.05 {
			t.Errorf("%d trials of one sign: p = %g", n, s.P)
		}
	}
	if s, _ := SummariseDirections(slices.Repeat([]Direction{Harm}, 6)); s.P > 0.05 {
		t.Errorf("6 trials of one sign: p = %g", s.P)
	}
	if _, ok := SummariseDirections([]Direction{Mixed, None}); ok {
		t.Error("trials without a direction have a share")
	}
}

func TestTurningEveryDirectionMirrorsTheSummary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SliceOf(rapid.SampledFrom([]Direction{Harm, Mixed, Benefit})).Draw(t, "directions")
		turned := make([]Direction, len(d))
		for i := range d {
			turned[i] = -d[i]
		}
		a, okA := SummariseDirections(d)
		b, okB := SummariseDirections(turned)
		if okA != okB || a.P != b.P || a.Benefit != b.Harm || a.Mixed != b.Mixed {
			t.Fatalf("%+v, turned %+v", a, b)
		}
	})
}
