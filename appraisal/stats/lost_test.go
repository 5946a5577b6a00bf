package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// example is the worked example of method 4.3: 18 of 90 treated and 35 of 88 controls had the event, 100 were
// randomised to each.
var example = LostOutcomes{FollowedArm{18, 90, 10}, FollowedArm{35, 88, 12}}

func TestAssumptionsAboutTheLostReproduceTheWorkedExample(t *testing.T) {
	plausible := func(ratio float64) func() (Effect, bool) {
		return func() (Effect, bool) { return example.Plausible(ratio) }
	}
	for _, c := range []struct {
		name      string
		of        func() (Effect, bool)
		rr, lo, u float64
	}{
		{"complete cases", example.CompleteCase, 0.5029, 0.3091, 0.8181},
		{"none had it", example.NoneHadIt, 0.5143, 0.3131, 0.8448},
		{"all had it", example.AllHadIt, 0.5957, 0.4086, 0.8685},
		{"best case", example.BestCase, 0.3830, 0.2400, 0.6111},
		{"worst case", example.WorstCase, 0.8000, 0.5296, 1.2084},
		{"ratio 1", plausible(1), 0.5029, 0.3174, 0.7968},
		{"ratio 1.5", plausible(1.5), 0.5280, 0.3366, 0.8282},
		{"ratio 2", plausible(2), 0.5531, 0.3559, 0.8596},
		{"ratio 3", plausible(3), 0.6034, 0.3949, 0.9221},
		{"ratio 5", plausible(5), 0.7040, 0.4737, 1.0462},
	} {
		e, ok := c.of()
		if !ok {
			t.Errorf("%s: not defined", c.name)
		}
		ci := e.Interval()
		near(t, c.name, math.Exp(e.Value), c.rr, 5e-5)
		near(t, c.name+", low", math.Exp(ci[0]), c.lo, 5e-5)
		near(t, c.name+", high", math.Exp(ci[1]), c.u, 5e-5)
	}
}

func TestTippingGridOfTheWorkedExample(t *testing.T) {
	for control, want := range map[int]int{0: 5, 6: 10, 12: -1} {
		x, ok := example.TreatedNeeded(control)
		if !ok {
			x = -1
		}
		if x != want {
			t.Errorf("with %d events among lost controls %d are needed among lost treated, want %d", control, x, want)
		}
	}
	grid := example.TippingGrid()
	if len(grid) != 11 || len(grid[0]) != 13 || grid[4][0] != FewerEvents || grid[5][0] != NoDifference || grid[10][12] != FewerEvents {
		t.Errorf("grid %v", grid)
	}
	if tip, ok := example.FewestToTip(); !ok || tip != (Tip{5, 0}) {
		t.Errorf("fewest to tip: %v, %v; want 5 treated", tip, ok)
	}
}

func TestALossThatChangesNothingNeverTips(t *testing.T) {
	firm := LostOutcomes{FollowedArm{5, 500, 3}, FollowedArm{200, 500, 3}}
	if tip, ok := firm.FewestToTip(); ok {
		t.Errorf("%+v tips", tip)
	}
	none := LostOutcomes{FollowedArm{18, 90, 0}, FollowedArm{35, 88, 0}}
	if tip, ok := none.FewestToTip(); ok {
		t.Errorf("nobody was lost, and yet %+v tips", tip)
	}
}

func TestNoEffectCanTipIntoOne(t *testing.T) {
	open := LostOutcomes{FollowedArm{20, 80, 20}, FollowedArm{20, 80, 20}}
	tip, ok := open.FewestToTip()
	if !ok || open.ConclusionGiven(tip.Treated, tip.Control) == NoDifference {
		t.Errorf("%+v, %v", tip, ok)
	}
}

func TestAnEmptyTrialHasNoConclusion(t *testing.T) {
	var empty LostOutcomes
	if _, ok := empty.Plausible(2); ok {
		t.Error("a ratio of nobody is defined")
	}
	if _, ok := empty.FewestToTip(); ok {
		t.Error("nothing tips")
	}
}

func anyLost(t *rapid.T) LostOutcomes {
	arm := func(name string) FollowedArm {
		followed := rapid.IntRange(1, 60).Draw(t, name+" followed")
		return FollowedArm{float64(rapid.IntRange(0, followed).Draw(t, name+" events")), float64(followed), float64(rapid.IntRange(0, 15).Draw(t, name+" lost"))}
	}
	return LostOutcomes{arm("treated"), arm("control")}
}

func TestAssumptionsLieBetweenBestAndWorstCase(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := anyLost(t)
		// An empty cell is filled with a half, which breaks the order: leave such trials out.
		for _, a := range []FollowedArm{l.Treated, l.Control} {
			if a.Events == 0 || a.Events == a.Followed {
				return
			}
		}
		best, _ := l.BestCase()
		worst, _ := l.WorstCase()
		last := math.Inf(-1)
		for _, ratio := range PlausibleRatios {
			e, ok := l.Plausible(ratio)
			if !ok || e.Value < best.Value-1e-12 || e.Value > worst.Value+1e-12 || e.Value < last-1e-12 {
				t.Fatalf("ratio %g: %g, best %g, worst %g, before %g", ratio, e.Value, best.Value, worst.Value, last)
			}
			last = e.Value
		}
		like, _ := l.Plausible(1)
		complete, _ := l.CompleteCase()
		if math.Abs(like.Value-complete.Value) > 1e-9 {
			t.Fatalf("lost like followed %g, complete cases %g", like.Value, complete.Value)
		}
	})
}

func TestTheFewestToTipAreTheFewestOfTheGrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := anyLost(t)
		seen := concluded(l.CompleteCase())
		least := -1
		for x, row := range l.TippingGrid() {
			for y, c := range row {
				if c != seen && (least < 0 || x+y < least) {
					least = x + y
				}
			}
		}
		tip, ok := l.FewestToTip()
		if ok != (least >= 0) || ok && tip.Treated+tip.Control != least {
			t.Fatalf("%+v, %v; the grid says %d", tip, ok, least)
		}
		mirrored, okMirrored := LostOutcomes{l.Control, l.Treated}.FewestToTip()
		if ok != okMirrored || tip.Treated+tip.Control != mirrored.Treated+mirrored.Control {
			t.Fatalf("%+v, with arms swapped %+v", tip, mirrored)
		}
	})
}
