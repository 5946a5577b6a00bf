package figure_test

import (
	"math"
	"slices"
	"testing"

	"claimgrade/ui/figure"

	"pgregory.net/rapid"
)

func measure(s string, size float64, _ bool) float64 { return float64(len([]rune(s))) * size * 0.55 }

func TestScalePlacesValues(t *testing.T) {
	linear := figure.Scale{Min: -10, Max: 10}
	ratio := figure.Scale{Min: 0.1, Max: 10, Log: true}
	for _, c := range []struct {
		s    figure.Scale
		v, w float64
	}{{linear, -10, 0}, {linear, 0, 0.5}, {linear, 15, 1.25}, {ratio, 1, 0.5}, {ratio, 0.1, 0}, {ratio, 10, 1}} {
		if got := c.s.At(c.v); math.Abs(got-c.w) > 1e-9 {
			t.Errorf("%v lies at %v, want %v", c.v, got, c.w)
		}
	}
	if !math.IsInf(ratio.At(0), -1) {
		t.Error("a ratio of 0 has a place")
	}
}

func TestZoneLiesAroundTheNull(t *testing.T) {
	if lo, hi, ok := (figure.Scale{Null: 0, Margin: 3}).Zone(); !ok || lo != -3 || hi != 3 {
		t.Errorf("differences: %v to %v", lo, hi)
	}
	if lo, hi, ok := (figure.Scale{Log: true, Null: 1, Margin: 1.25}).Zone(); !ok || lo != 0.8 || hi != 1.25 {
		t.Errorf("ratios: %v to %v", lo, hi)
	}
	if _, _, ok := (figure.Scale{}).Zone(); ok {
		t.Error("no margin, but a zone")
	}
}

func TestTicksAreRoundAndInside(t *testing.T) {
	for _, c := range []struct {
		effects []figure.Effect
		log     bool
		null    float64
		want    []float64
	}{
		{[]figure.Effect{{Est: -11, Lo: -15, Hi: -6}, {Est: 0, Lo: -7, Hi: 6}}, false, 0, []float64{-15, -10, -5, 0, 5}},
		{[]figure.Effect{{Est: 0.4, Lo: 0.2, Hi: 0.9}, {Est: 3, Lo: 1.5, Hi: 6}}, true, 1, []float64{0.2, 0.5, 1, 2, 5}},
	} {
		if got := figure.FitScale(c.effects, c.log, c.null, 0).Ticks; !slices.Equal(got, c.want) {
			t.Errorf("ticks %v, want %v", got, c.want)
		}
	}
}

func TestScaleHoldsEstimatesAndNull(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		log := rapid.Bool().Draw(rt, "log")
		null := 0.0
		if log {
			null = 1
		}
		var effects []figure.Effect
		for range rapid.IntRange(0, 8).Draw(rt, "n") {
			est, half := rapid.Float64Range(-50, 50).Draw(rt, "est"), rapid.Float64Range(0, 300).Draw(rt, "half")
			e := figure.Effect{Est: est, Lo: est - half, Hi: est + half}
			if log {
				e = figure.Effect{Est: math.Exp(est / 10), Lo: math.Exp((est - half) / 10), Hi: math.Exp((est + half) / 10)}
			}
			effects = append(effects, e)
		}
		effects = append(effects, figure.NoEffect("none"))
		s := figure.FitScale(effects, log, null, 0)
		for _, e := range effects[:len(effects)-1] {
			if at := s.At(e.Est); at < 0 || at > 1 {
				rt.Fatalf("estimate %v lies at %v of %+v", e.Est, at, s)
			}
		}
		if at := s.At(null); at < 0 || at > 1 {
			rt.Fatalf("the null lies at %v of %+v", at, s)
		}
		if len(s.Ticks) > 7 || !slices.IsSorted(s.Ticks) {
			rt.Fatalf("ticks %v", s.Ticks)
		}
	})
}

func TestOneWideIntervalDoesNotSqueezeTheOthers(t *testing.T) {
	effects := []figure.Effect{{Est: -3, Lo: -5, Hi: -1}, {Est: 2, Lo: 0, Hi: 4}, {Est: 1, Lo: -200, Hi: 200}}
	s := figure.FitScale(effects, false, 0, 0)
	if span := s.Max - s.Min; span > 20 {
		t.Fatalf("the axis spans %v", span)
	}
	row := figure.EffectRow(s, effects[2], 200, 28)
	arrows := 0
	for _, it := range row.Items {
		if _, ok := it.(figure.Poly4); ok {
			arrows++
		}
	}
	if arrows != 2 {
		t.Errorf("an interval cut at both ends has %d arrows", arrows)
	}
}

// TestNothingIsDrawnOutsideTheRow covers every kind of effect.
func TestNothingIsDrawnOutsideTheRow(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := rapid.Float64Range(-30, 30)
		a := []float64{f.Draw(rt, "a"), f.Draw(rt, "b"), f.Draw(rt, "c")}
		slices.Sort(a)
		e := figure.Effect{Lo: a[0], Est: a[1], Hi: a[2], Weight: rapid.Float64Range(0, 1).Draw(rt, "weight"),
			Hollow: rapid.Bool().Draw(rt, "hollow"), Pooled: rapid.Bool().Draw(rt, "pooled")}
		const w, h, reach = 150.0, 28.0, 7 // half the largest square may stand out
		s := figure.Scale{Min: -10, Max: 10, Margin: 3}
		check := func(x, y float64) {
			if x < -reach || x > w+reach || y < 0 || y > h || math.IsNaN(x) {
				rt.Fatalf("%+v draws at %v, %v", e, x, y)
			}
		}
		for _, it := range figure.EffectRow(s, e, w, h).Items {
			switch v := it.(type) {
			case figure.Line:
				check(v.From.X, v.From.Y)
				check(v.To.X, v.To.Y)
			case figure.Rect:
				check(v.X, v.Y)
				check(v.X+v.W, v.Y+v.H)
			case figure.Poly4:
				for _, p := range v.P {
					check(p.X, p.Y)
				}
			}
		}
	})
}

func TestUnknownEffectSaysSo(t *testing.T) {
	row := figure.EffectRow(figure.Scale{Min: -1, Max: 1}, figure.NoEffect("not reported"), 100, 28)
	last, ok := row.Items[len(row.Items)-1].(figure.Text)
	if !ok || last.S != "not reported" {
		t.Errorf("drawn: %+v", row.Items)
	}
}

func TestAxisNumbersAndCaptionsDoNotRunIntoEachOther(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := figure.FitScale([]figure.Effect{{Est: rapid.Float64Range(-900, 900).Draw(rt, "a"), Lo: -1, Hi: 1}, {Est: rapid.Float64Range(-900, 900).Draw(rt, "b"), Lo: 0, Hi: 2}}, false, 0, 0)
		s.Left, s.Right = "favours ketamine", "favours control"
		width := rapid.Float64Range(130, 500).Draw(rt, "width")
		sc := figure.EffectAxis(s, figure.Env{Width: width, Measure: measure})
		type box struct{ x0, x1, y float64 }
		var boxes []box
		for _, it := range sc.Items {
			if v, ok := it.(figure.Text); ok {
				w := measure(v.S, v.Size, false)
				b := box{v.At.X, v.At.X + w, v.At.Y}
				switch v.Anchor {
				case figure.Middle:
					b = box{v.At.X - w/2, v.At.X + w/2, v.At.Y}
				case figure.End:
					b = box{v.At.X - w, v.At.X, v.At.Y}
				}
				if b.x0 < -0.01 || b.x1 > width+0.01 {
					rt.Fatalf("%q reaches from %v to %v of %v", v.S, b.x0, b.x1, width)
				}
				for _, o := range boxes {
					if math.Abs(o.y-b.y) < 11 && b.x0 < o.x1 && o.x0 < b.x1 {
						rt.Fatalf("%q covers what is at %+v", v.S, o)
					}
				}
				boxes = append(boxes, b)
			}
		}
	})
}

func TestNumbersAreWrittenForReaders(t *testing.T) {
	for v, want := range map[float64]string{-5: "−5", 0.25: "0.25", 0: "0", 1000: "1000", math.Copysign(0, -1): "0", 1.0 / 3: "0.333"} {
		if got := figure.Number(v); got != want {
			t.Errorf("%v is written %q, want %q", v, got, want)
		}
	}
}

func TestPlacedSceneIsShifted(t *testing.T) {
	part := figure.Scene{Items: []figure.Item{figure.Line{From: figure.Point{X: 1, Y: 2}, To: figure.Point{X: 3, Y: 4}}, figure.Rect{X: 1, Y: 1, W: 2, H: 2},
		figure.Circle{Center: figure.Point{X: 5, Y: 5}, R: 1}, figure.Diamond(0, 1, 2, 3, 1, figure.Accent), figure.Text{At: figure.Point{X: 9, Y: 9}, S: "x"}}}
	var s figure.Scene
	s.Place(10, 20, part)
	if got := s.Items[0].(figure.Line); got.From != (figure.Point{X: 11, Y: 22}) || got.To != (figure.Point{X: 13, Y: 24}) {
		t.Errorf("line %+v", got)
	}
	if got := s.Items[1].(figure.Rect); got.X != 11 || got.Y != 21 || got.W != 2 {
		t.Errorf("box %+v", got)
	}
	if got := s.Items[2].(figure.Circle); got.Center != (figure.Point{X: 15, Y: 25}) {
		t.Errorf("circle %+v", got)
	}
	if got := s.Items[3].(figure.Poly4); got.P[0] != (figure.Point{X: 10, Y: 23}) {
		t.Errorf("diamond %+v", got)
	}
	if got := s.Items[4].(figure.Text); got.At != (figure.Point{X: 19, Y: 29}) {
		t.Errorf("text %+v", got)
	}
	if part.Items[0].(figure.Line).From.X != 1 {
		t.Error("placing changes the part")
	}
}
