package figure_test

import (
	"math"
	"strings"
	"testing"

	"claimgrade/ui/figure"

	"pgregory.net/rapid"
)

func body() figure.Directions {
	return figure.Directions{Against: "against the claim", For: "for the claim", RatingHeadline: "Overall", Trials: []figure.Directed{
		{Name: "Zarate 2006", N: 18, Direction: figure.PointsFor, Rating: figure.RatedHigh, RatedAs: "High", From: "Table 2"},
		{Name: "Lii 2023", N: 40, Direction: figure.PointsNeither, Rating: figure.RatedSome, RatedAs: "Some concerns"},
		{Name: "Anand 2023", N: 403, Direction: figure.PointsFor, Rating: figure.RatedLow, RatedAs: "Low"},
		{Name: "Old trial", Direction: figure.PointsAgainst, Rating: figure.RatedNoInfo, RatedAs: "No information"},
		{Name: "Mixed trial", N: 120, Direction: figure.PointsBothWays, Rating: figure.RatedSome, RatedAs: "Some concerns"},
		{Name: "Silent trial", N: 60, Rating: figure.RatedSome, RatedAs: "Some concerns"},
	}}
}

var plots = map[string]func(figure.Directions) figure.Build{"effect-direction plot": figure.EffectDirection, "harvest plot": figure.Harvest}

func TestEveryTrialHasANoteWithItsDirectionSizeAndJudgement(t *testing.T) {
	for name, plot := range plots {
		s := plot(body())(figure.Env{Width: 600, Measure: measure})
		if len(s.Spots) != 6 {
			t.Errorf("%s: %d notes for 6 trials", name, len(s.Spots))
		}
		for _, want := range []string{"Zarate 2006: for the claim, n 18, High", "Lii 2023: no difference, n 40", "Old trial: against the claim, No information",
			"Silent trial: direction not reported", "Mixed trial: points both ways"} {
			found := false
			for _, sp := range s.Spots {
				found = found || strings.HasPrefix(sp.What, want)
			}
			if !found || !strings.Contains(s.Alt, want) {
				t.Errorf("%s: no note or words %q", name, want)
			}
		}
	}
}

// A reader tells direction from the column, size from the height, and judgement from the sign; each bar stands on its side.
func TestHarvestPutsEachTrialOnItsSideWithItsSize(t *testing.T) {
	s := figure.Harvest(body())(figure.Env{Width: 620, Measure: measure})
	spot := map[string]figure.Spot{}
	for _, sp := range s.Spots {
		name, _, _ := strings.Cut(sp.What, ":")
		spot[name] = sp
	}
	if !(spot["Old trial"].X < 200 && spot["Lii 2023"].X > 200 && spot["Lii 2023"].X < 410 && spot["Zarate 2006"].X > 410) {
		t.Errorf("the bars stand at %v, %v, %v", spot["Old trial"].X, spot["Lii 2023"].X, spot["Zarate 2006"].X)
	}
	if !(spot["Old trial"].H < spot["Zarate 2006"].H && spot["Zarate 2006"].H < spot["Mixed trial"].H && spot["Mixed trial"].H < spot["Anand 2023"].H) {
		t.Error("more people do not make a higher bar")
	}
}

func TestEffectDirectionPutsTheArrowInItsColumn(t *testing.T) {
	s := figure.EffectDirection(body())(figure.Env{Width: 600, Measure: measure})
	var xs []float64
	for _, it := range s.Items {
		if p, ok := it.(figure.Poly4); ok {
			xs = append(xs, (p.P[0].X+p.P[1].X+p.P[2].X)/3)
		}
	}
	// Zarate for, Lii neither, Anand for, Old against; the key below has more.
	if len(xs) < 4 || !(xs[3] < xs[1] && xs[1] < xs[0] && math.Abs(xs[0]-xs[2]) < 0.1) {
		t.Errorf("arrows at %v", xs)
	}
}

func TestPlotsOfDirectionsStayInsideTheirFrame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := figure.Directions{Against: "favours comparator", For: "favours intervention", RatingHeadline: "Overall"}
		for range rapid.IntRange(0, 70).Draw(rt, "trials") {
			d.Trials = append(d.Trials, figure.Directed{Name: rapid.StringMatching(`[a-z ]{1,50}`).Draw(rt, "name"), N: rapid.IntRange(0, 900).Draw(rt, "n"),
				Direction: figure.Direction(rapid.IntRange(0, 4).Draw(rt, "direction")), Rating: figure.Rating(rapid.IntRange(0, 4).Draw(rt, "rating"))})
		}
		env := figure.Env{Width: rapid.Float64Range(260, 900).Draw(rt, "width"), Measure: measure}
		for name, plot := range plots {
			s := plot(d)(env)
			if len(s.Spots) != len(d.Trials) {
				rt.Errorf("%s: %d notes for %d trials", name, len(s.Spots), len(d.Trials))
			}
			inside(rt, name, s, env)
		}
	})
}

// inside fails where an item or a spot reaches out of its picture.
func inside(t interface{ Errorf(string, ...any) }, what string, s figure.Scene, env figure.Env) {
	outside := func(p figure.Point) bool {
		return math.IsNaN(p.X) || math.IsNaN(p.Y) || p.X < -1.5 || p.X > env.Width+1.5 || p.Y < -1.5 || p.Y > s.Height+1.5
	}
	for _, it := range s.Items {
		for _, p := range corners(it, env) {
			if outside(p) {
				t.Errorf("%s: %#v reaches %v in a picture of %v by %v", what, it, p, env.Width, s.Height)
			}
		}
	}
	for _, sp := range s.Spots {
		if outside(figure.Point{X: sp.X, Y: sp.Y}) || outside(figure.Point{X: sp.X + sp.W, Y: sp.Y + sp.H}) || sp.What == "" {
			t.Errorf("%s: the note %q is of %v, %v, %v by %v", what, sp.What, sp.X, sp.Y, sp.W, sp.H)
		}
	}
}

func TestThePointedMarkIsTheSmallestThatHoldsThePoint(t *testing.T) {
	s := figure.Scene{Width: 100, Height: 50}
	s.Note(figure.Rect{W: 100, H: 50}, "zone", "")
	s.Note(figure.Rect{X: 40, Y: 20, W: 4, H: 4}, "point", "")
	for p, want := range map[figure.Point]int{{X: 42, Y: 22}: 1, {X: 47, Y: 22}: 1, {X: 80, Y: 22}: 0, {X: 101, Y: 22}: -1} {
		if got := s.SpotAt(p); got != want {
			t.Errorf("at %v: mark %d, want %d", p, got, want)
		}
	}
}
