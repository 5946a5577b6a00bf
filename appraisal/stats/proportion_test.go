package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestIntervalsOfTenOfTwelve(t *testing.T) {
	w, c := Wilson(10.0/12, 12, 0.95), ClopperPearson(10, 12, 0.95)
	near(t, "Wilson low", w[0], 0.5520, 5e-5)
	near(t, "Wilson high", w[1], 0.9530, 5e-5)
	near(t, "exact low", c[0], 0.5159, 5e-5)
	near(t, "exact high", c[1], 0.9791, 5e-5)
}

func TestIntervalsEndExactlyAtTheEdges(t *testing.T) {
	for _, level := range []float64{0.9, 0.95, 0.99} {
		if w := Wilson(0, 7, level); w[0] != 0 || w[1] <= 0 {
			t.Errorf("none of 7: %v", w)
		}
		if w := Wilson(1, 7, level); w[1] != 1 || w[0] >= 1 {
			t.Errorf("7 of 7: %v", w)
		}
		if c := ClopperPearson(0, 7, level); c[0] != 0 || math.Abs(c[1]-(1-math.Pow((1-level)/2, 1.0/7))) > 1e-9 {
			t.Errorf("exact, none of 7: %v", c)
		}
		if c := ClopperPearson(7, 7, level); c[1] != 1 {
			t.Errorf("exact, 7 of 7: %v", c)
		}
	}
}

func TestIntervalsHoldTheirShareAndGrowWithTheLevel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 400).Draw(t, "n")
		x := rapid.IntRange(0, n).Draw(t, "x")
		p := float64(x) / float64(n)
		narrow, wide := Wilson(p, float64(n), 0.9), Wilson(p, float64(n), 0.95)
		exact := ClopperPearson(float64(x), float64(n), 0.95)
		for _, ci := range [][2]float64{narrow, wide, exact} {
			if !(0 <= ci[0] && ci[0] <= p+1e-12 && p-1e-12 <= ci[1] && ci[1] <= 1) {
				t.Fatalf("%d of %d: interval %v", x, n, ci)
			}
		}
		if wide[0] > narrow[0] || wide[1] < narrow[1] {
			t.Fatalf("%d of %d: 95 %% %v inside 90 %% %v", x, n, wide, narrow)
		}
	})
}
