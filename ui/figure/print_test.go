package figure_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"claimgrade/ui/figure"

	"pgregory.net/rapid"
)

func forest() figure.Forest {
	studies := []figure.Study{
		{Name: "Alpha 2013", Note: "72", Effect: figure.Effect{Est: 8, Lo: 3, Hi: 12, Weight: 0.8}, Numbers: "8 (3 to 12)", Weight: "80 %"},
		{Name: "Beta 2023", Note: "40", Effect: figure.Effect{Est: 5, Lo: -1, Hi: 13, Weight: 0.2}, Numbers: "5 (−1 to 13)", Weight: "20 %"},
		{Name: "Gamma 2024", Effect: figure.Effect{Est: 2, Lo: 0, Hi: 4, Hollow: true}, Numbers: "2 (0 to 4)", Why: "not pooled (same people)"},
		{Name: "Delta 2025", Effect: figure.NoEffect("other scale")},
	}
	var effects []figure.Effect
	for _, s := range studies {
		effects = append(effects, s.Effect)
	}
	f := figure.Forest{Studies: studies, Scale: figure.FitScale(effects, false, 0, 3), NameHead: "Trial", NoteHead: "n", NumbersHead: "Difference (95 % CI)", WeightHead: "Weight",
		Margin: "Smallest difference: ± 3",
		Pool: &figure.Pooled{Name: "Pool of 2 trials", Numbers: "7 (4 to 10)", Effect: figure.Effect{Est: 7, Lo: 4, Hi: 10, Pooled: true, Prediction: &[2]float64{1, 13}},
			Predicted: "Prediction interval", PredictedNumbers: "1 to 13", Method: "Random effects."}}
	f.Scale.Left, f.Scale.Right = "against the claim", "for the claim"
	return f
}

func env(width float64) figure.Env { return figure.Env{Width: width, Measure: measure} }

func all[T figure.Item](s figure.Scene) (out []T) {
	for _, it := range s.Items {
		if v, ok := it.(T); ok {
			out = append(out, v)
		}
	}
	return out
}

func TestTheAreaOfASquareIsTheWeightOfItsStudy(t *testing.T) {
	var squares []figure.Rect
	for _, r := range all[figure.Rect](forest().Build(env(690))) {
		if r.W == r.H {
			squares = append(squares, r)
		}
	}
	if len(squares) != 3 {
		t.Fatalf("%d squares, want one for each of the three studies with an estimate", len(squares))
	}
	if ratio := squares[0].W * squares[0].H / (squares[1].W * squares[1].H); math.Abs(ratio-4) > 0.01 {
		t.Errorf("a weight of 80 %% has %.2f times the area of one of 20 %%", ratio)
	}
	if squares[0].Fill != figure.Accent || squares[2].Fill != figure.Card {
		t.Errorf("pooled %s, not pooled %s: only what is not pooled is hollow", squares[0].Fill, squares[2].Fill)
	}
}

func TestAForestHasItsLinesOfReference(t *testing.T) {
	var solid, dashed []float64
	for _, l := range all[figure.Line](forest().Build(env(690))) {
		if l.From.X != l.To.X || l.To.Y-l.From.Y < 80 {
			continue
		}
		if l.Dash > 0 {
			dashed = append(dashed, l.From.X)
		} else {
			solid = append(solid, l.From.X)
		}
	}
	if len(solid) != 1 || len(dashed) != 2 || dashed[0] >= solid[0] || dashed[1] <= solid[0] {
		t.Errorf("no effect at %v, smallest differences at %v", solid, dashed)
	}
	if d := all[figure.Poly4](forest().Build(env(690))); len(d) < 3 { // the diamond, and an arrow on either side
		t.Errorf("%d shapes", len(d))
	}
}

func TestAPictureSaysAllItShows(t *testing.T) {
	alt := forest().Build(env(300)).Alt
	for _, want := range []string{"Forest plot of 4 results: Difference (95 % CI).", "Alpha 2013 (72): 8 (3 to 12), 80 %.", "Gamma 2024: 2 (0 to 4), not pooled (same people).",
		"Delta 2025: other scale.", "Pool of 2 trials: 7 (4 to 10).", "Prediction interval: 1 to 13.", "Below 0: against the claim; above: for the claim."} {
		if !strings.Contains(alt, want) {
			t.Errorf("%q is not in %q", want, alt)
		}
	}
	lights := figure.Lights{NameHead: "Trial", Columns: []string{"Blinding", "Overall"}, Rows: []figure.LightRow{{Name: "Alpha", Lights: []figure.Light{
		{Rating: figure.RatedHigh, Word: "High", Overruled: true}, {Rating: figure.RatedLow, Word: "Low", Suggested: true}}}}}
	alt = lights.Build(env(300)).Alt
	if want := "Traffic-light plot of 1 result. Alpha: Blinding High, overrules the suggestion; Overall Low, suggested by the rules."; alt != want {
		t.Errorf("%q, want %q", alt, want)
	}
}

func TestASuggestionIsHollowAndAnOverruledJudgementIsMarked(t *testing.T) {
	build := func(l figure.Light) figure.Scene {
		l.Rating, l.Word = figure.RatedLow, "Low"
		return figure.Lights{NameHead: "Trial", Columns: []string{"Overall"}, Rows: []figure.LightRow{{Name: "Alpha", Lights: []figure.Light{l}}}}.Build(env(300))
	}
	plain, suggested, overruled := build(figure.Light{}), build(figure.Light{Suggested: true}), build(figure.Light{Overruled: true})
	if c := all[figure.Circle](plain)[0]; c.Fill != figure.GreenFill {
		t.Errorf("a judgement is filled with %s", c.Fill)
	}
	if c := all[figure.Circle](suggested)[0]; c.Fill != figure.Card || c.Stroke != figure.GreenEdge {
		t.Errorf("a suggestion is filled with %s", c.Fill)
	}
	if len(all[figure.Poly4](overruled)) == 0 || len(all[figure.Poly4](plain)) != 0 {
		t.Error("the zigzag arrow stands with what overrules the suggestion, and with nothing else")
	}
}

func TestSharesFillTheirBars(t *testing.T) {
	s := figure.Shares{Rows: []figure.ShareRow{{Name: "Blinding", Shares: []figure.Share{{Rating: figure.RatedLow, Part: 0.25, Word: "Low", Label: "25 %"},
		{Rating: figure.RatedHigh, Part: 0.75, Word: "High", Label: "75 %"}}}}, Basis: "Shares of 2 trials."}
	sc := s.Build(env(500))
	bars := all[figure.Rect](sc)
	if len(bars) != 2 || math.Abs(bars[0].X+bars[0].W-bars[1].X) > 0.01 || math.Abs(bars[1].W/bars[0].W-3) > 0.01 {
		t.Errorf("bars %+v", bars)
	}
	if want := "Judgements by domain. Blinding: Low 25 %, High 75 %. Shares of 2 trials."; sc.Alt != want {
		t.Errorf("%q, want %q", sc.Alt, want)
	}
}

// Whatever the names and the width, all words stay within the picture and none run into the next.
func TestWordsOfPrintedPicturesStayInTheirPlaces(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		width := rapid.Float64Range(240, 800).Draw(rt, "width")
		f := forest()
		l := figure.Lights{NameHead: "Trial", Columns: []string{"Blinding", "Sample size", "Follow-up", "Attrition", "Overall"}}
		for i := range f.Studies {
			f.Studies[i].Name = rapid.StringN(0, 60, -1).Draw(rt, "name")
			l.Rows = append(l.Rows, figure.LightRow{Name: f.Studies[i].Name, Lights: make([]figure.Light, 5)})
		}
		for what, sc := range map[string]figure.Scene{"forest": f.Build(env(width)), "lights": l.Build(env(width))} {
			type span struct{ from, to float64 }
			lines := map[string][]span{}
			for _, x := range all[figure.Text](sc) {
				w := measure(x.S, x.Size, x.Bold)
				from := x.At.X
				switch x.Anchor {
				case figure.Middle:
					from -= w / 2
				case figure.End:
					from -= w
				}
				if from < -0.5 || from+w > width+0.5 || x.At.Y > sc.Height {
					rt.Fatalf("%s, %.0f wide: %q reaches from %.1f to %.1f", what, width, x.S, from, from+w)
				}
				at := fmt.Sprintf("%.0f", x.At.Y)
				for _, other := range lines[at] {
					if from < other.to-0.5 && other.from < from+w-0.5 {
						rt.Fatalf("%s, %.0f wide: %q runs into its neighbour", what, width, x.S)
					}
				}
				lines[at] = append(lines[at], span{from, from + w})
			}
		}
	})
}

// A field of a library may hold anything: no picture may grow without end or take for ever because of it.
func TestNoFieldIsTooLongForAPicture(t *testing.T) {
	long := strings.Repeat("long ", 20_000) + strings.Repeat("x", 20_000)
	f := forest()
	f.NumbersHead, f.Margin, f.Notes, f.Pool.Name = long, long, []string{long}, long
	l := figure.Lights{NameHead: long, Columns: []string{long, "Overall"}}
	d := figure.Directions{Against: long, For: long, RatingHeadline: long}
	for i := range f.Studies {
		f.Studies[i].Name = long
		l.Rows = append(l.Rows, figure.LightRow{Name: long, Lights: []figure.Light{{Word: long}, {Word: long}}})
		d.Trials = append(d.Trials, figure.Directed{Name: long, Direction: figure.PointsFor, RatedAs: long})
	}
	s := figure.Shares{Rows: []figure.ShareRow{{Name: long, Shares: []figure.Share{{Part: 1, Word: long, Label: long}}}}, Basis: long}
	for what, build := range map[string]figure.Build{"forest": f.Build, "lights": l.Build, "shares": s.Build, "directions": figure.EffectDirection(d), "harvest": figure.Harvest(d)} {
		sc := build(env(500))
		if sc.Height > 800 {
			t.Errorf("%s is %.0f high", what, sc.Height)
		}
		for _, x := range all[figure.Text](sc) {
			if n := len([]rune(x.S)); n > 500 {
				t.Errorf("%s has a line of %d characters", what, n)
			}
		}
		if !strings.Contains(sc.Alt, strings.TrimSpace(long)) {
			t.Errorf("%s does not say what it cut", what)
		}
	}
}
