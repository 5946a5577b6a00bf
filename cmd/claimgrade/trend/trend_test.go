package trend

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"claimgrade/ui/figure"
)

func allowed(v float64) *float64 { return &v }

// of makes a series of 60 measurements, 50 apart, with noise of the given size.
func of(noise float64, y func(x float64) float64) Series {
	random := rand.New(rand.NewPCG(1, 2))
	s := Series{Name: "memory", Unit: "MB"}
	for i := range 60 {
		x := float64(i) * 50
		s.X, s.Y = append(s.X, x), append(s.Y, y(x)+noise*random.NormFloat64())
	}
	return s
}

func TestOnlyWhatGoesOnGrowingRises(t *testing.T) {
	for name, c := range map[string]struct {
		series  Series
		allowed float64
		rises   bool
	}{
		"level":                                {of(3, func(float64) float64 { return 100 }), 2, false},
		"filled up once, then level":           {of(1, func(x float64) float64 { return 100 + 50*(1-math.Exp(-x/200)) }), 2, false},
		"a leak under much noise":              {of(3, func(x float64) float64 { return 100 + x/100 }), 2, true},
		"a slow leak of whole things":          {of(0, func(x float64) float64 { return math.Floor(20 + x/300) }), 1, true},
		"growth that is allowed":               {of(0, func(x float64) float64 { return 100 + x/1500 }), 2, false},
		"noise that happens to end high":       {of(30, func(float64) float64 { return 100 }), 2, false},
		"it falls":                             {of(1, func(x float64) float64 { return 500 - x/10 }), 2, false},
		"a step that stays, early":             {of(0.5, func(x float64) float64 { return 100 + 40*math.Floor(min(x, 1400)/1400) }), 2, false},
		"a step at three quarters is a growth": {of(0.5, func(x float64) float64 { return 100 + 40*math.Floor(min(x, 2200)/2200) }), 2, true},
	} {
		c.series.Allowed = allowed(c.allowed)
		if why := c.series.Rises(); (why != "") != c.rises {
			t.Errorf("%s: %q, want a growth: %v", name, why, c.rises)
		}
	}
}

func TestTheGrowthIsThatOfTheSecondHalf(t *testing.T) {
	s := of(0, func(x float64) float64 { return max(x, 1475) / 10 }) // level, then 0.1 for each of 1475
	s.Y[45] = 1e6                                                    // one odd measurement
	g, ok := s.SecondHalf()
	if !ok || math.Abs(g.By-145) > 1 || g.Low > g.By || g.High < g.By || math.Abs(g.Level-222.5) > 5 {
		t.Errorf("%+v, %v", g, ok)
	}
}

func TestTooFewMeasurementsAreNoProofThatSomethingIsLevel(t *testing.T) {
	s := Series{Name: "memory", X: []float64{0, 50, 100}, Y: []float64{1, 1, 1}, Allowed: allowed(1)}
	if why := s.Rises(); !strings.Contains(why, "too few") {
		t.Error(why)
	}
	s.Allowed = nil
	if why := s.Rises(); why != "" {
		t.Errorf("what is not judged: %s", why)
	}
}

func TestAChartTellsInWordsWhatItShows(t *testing.T) {
	scene := Chart("actions", []Series{of(0, func(float64) float64 { return 100 }), {Name: "handles", Unit: "open"}})
	if scene.Width <= 0 || scene.Height <= 0 || !strings.Contains(scene.Alt, "memory: 100 MB") || !strings.Contains(scene.Alt, "handles") {
		t.Errorf("%v × %v: %s", scene.Width, scene.Height, scene.Alt)
	}
	ground, ok := scene.Items[0].(figure.Rect)
	if !ok || ground.W != scene.Width || ground.H != scene.Height || ground.Fill != figure.Card {
		t.Errorf("on a dark page its dark words would stand on %+v", scene.Items[0])
	}
	for _, most := range []float64{0, 0.03, 1, 7, 19, 20, 99, 100, 1234, 5e6} {
		top, step := nice(most)
		if marks := top / step; top < most || marks < 1 || marks > 11 || top > 2*max(most, 0.5) {
			t.Errorf("an axis for %v reaches %v in steps of %v", most, top, step)
		}
	}
}
