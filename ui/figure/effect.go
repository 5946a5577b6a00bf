package figure

import "math"

// Effect is an estimate with its interval. What is not known is NaN.
type Effect struct {
	Est, Lo, Hi float64
	Weight      float64 // 0 to 1: how large the square is
	Hollow      bool    // context only
	Pooled      bool    // a diamond instead of a square
	// Prediction is the interval for the effect of a new trial, drawn as a thin line through the diamond; nil where there
	// is none.
	Prediction *[2]float64
	Label      string // written below the mark where the row is high enough, such as its weight
	Note       string // said instead of drawing, when there is no estimate
}

// NoEffect is an Effect of which nothing is known but a note.
func NoEffect(note string) Effect {
	nan := math.NaN()
	return Effect{Est: nan, Lo: nan, Hi: nan, Note: note}
}

// EffectRow draws one effect on a scale, for a row of a table or forest plot.
func EffectRow(s Scale, e Effect, width, height float64) Scene {
	sc := Scene{Width: width, Height: height}
	mid := height / 2
	if math.IsNaN(e.Est) { // not on this scale: nothing of the scale must seem to be about it
		if e.Note != "" {
			sc.Add(Text{At: Point{width / 2, mid}, S: e.Note, Tone: Muted, Anchor: Middle})
		}
		return sc
	}
	x := func(v float64) float64 { return s.At(v) * width }
	if lo, hi, ok := s.Zone(); ok {
		a, b := clamp(x(lo), 0, width), clamp(x(hi), 0, width)
		sc.Add(Rect{X: a, W: b - a, H: height, Fill: AmberSoft})
	}
	if z := x(s.Null); z >= 0 && z <= width {
		sc.Add(Line{From: Point{z, 0}, To: Point{z, height}, Tone: Axis, Width: 1, Dash: 2})
	}
	tone, whisker := Accent, Axis
	if e.Hollow {
		tone = GreyFill
	}
	addLabel(&sc, x(e.Est), x(s.Null), e.Label)
	if e.Pooled && !math.IsNaN(e.Lo) && !math.IsNaN(e.Hi) {
		if p := e.Prediction; p != nil {
			addInterval(&sc, x(p[0]), x(p[1]), whisker)
			addEnds(&sc, x(p[0]), x(p[1]), whisker)
		}
		sc.Add(Diamond(clamp(x(e.Lo), 0, width), clamp(x(e.Est), 0, width), clamp(x(e.Hi), 0, width), mid, 6, tone))
		return sc
	}
	addInterval(&sc, x(e.Lo), x(e.Hi), whisker)
	addPoint(&sc, x(e.Est), e, tone)
	return sc
}

// addLabel writes below the mark of a row that is high enough, beside the line of no effect where it would cross it.
func addLabel(sc *Scene, at, null float64, label string) {
	const size, below, highEnough, letter = 11, 15, 46, 6.4
	if label == "" || sc.Height < highEnough {
		return
	}
	half := float64(len([]rune(label))) * letter / 2
	if math.Abs(at-null) < half+3 {
		if at < null {
			at = null - half - 3
		} else {
			at = null + half + 3
		}
	}
	sc.Add(Text{At: Point{clamp(at, half, sc.Width-half), sc.Height/2 + below}, S: label, Size: size, Tone: Muted, Anchor: Middle})
}

// addEnds closes an interval that ends within the axis by a short upright stroke at each end.
func addEnds(sc *Scene, lo, hi float64, tone Tone) {
	const half = 4
	mid := sc.Height / 2
	for _, v := range []float64{lo, hi} {
		if v >= 0 && v <= sc.Width {
			sc.Add(Line{From: Point{v, mid - half}, To: Point{v, mid + half}, Tone: tone, Width: 1})
		}
	}
}

// addInterval draws the line of an interval, with an arrow where the axis ends before it does.
func addInterval(sc *Scene, lo, hi float64, tone Tone) {
	if math.IsNaN(lo) || math.IsNaN(hi) {
		return
	}
	mid, w := sc.Height/2, sc.Width
	a, b := clamp(lo, 0, w), clamp(hi, 0, w)
	sc.Add(Line{From: Point{a, mid}, To: Point{b, mid}, Tone: tone, Width: 1.5})
	const l, h = 6, 4
	if lo < 0 {
		sc.Add(Triangle(Point{0, mid}, Point{l, mid - h}, Point{l, mid + h}, tone))
	}
	if hi > w {
		sc.Add(Triangle(Point{w, mid}, Point{w - l, mid - h}, Point{w - l, mid + h}, tone))
	}
}

func addPoint(sc *Scene, at float64, e Effect, tone Tone) {
	mid := sc.Height / 2
	if at < 0 || at > sc.Width {
		return // the arrow of the interval points to it
	}
	side := math.Round(6 + 6*math.Sqrt(clamp(e.Weight, 0, 1)))
	if e.Hollow {
		sc.Add(Rect{X: at - side/2, Y: mid - side/2, W: side, H: side, Fill: Card, Stroke: tone})
		return
	}
	sc.Add(Rect{X: at - side/2, Y: mid - side/2, W: side, H: side, Fill: tone})
}

func clamp(v, lo, hi float64) float64 { return math.Min(math.Max(v, lo), hi) }

// EffectAxis draws the axis below a column of effects: ticks with their values, and what lies on either side.
func EffectAxis(s Scale, env Env) Scene {
	const size, captionSize = 11, 11
	sc := Scene{Width: env.Width, Height: 20}
	if s.Max <= s.Min {
		return Scene{Width: env.Width} // nothing is on the scale
	}
	sc.Add(Line{From: Point{0, 1}, To: Point{env.Width, 1}, Tone: Axis, Width: 1})
	edge := math.Inf(-1)
	for _, v := range s.Ticks {
		x := s.At(v) * env.Width
		if x < 0 || x > env.Width {
			continue
		}
		sc.Add(Line{From: Point{x, 1}, To: Point{x, 5}, Tone: Axis, Width: 1})
		label := Number(v)
		w := env.Measure(label, size, false)
		from := clamp(x-w/2, 0, env.Width-w)
		if from < edge+6 {
			continue // no room: the tick stays, its number would run into its neighbour
		}
		sc.Add(Text{At: Point{from + w/2, 13}, S: label, Size: size, Tone: Muted, Anchor: Middle})
		edge = from + w
	}
	if s.Left == "" && s.Right == "" {
		return sc
	}
	addSides(&sc, s, env, captionSize)
	return sc
}

// addSides writes the captions of both sides of the null below the numbers, on two lines where they do not fit on one.
func addSides(sc *Scene, s Scale, env Env, size float64) {
	z := clamp(s.At(s.Null)*env.Width, 0, env.Width)
	const arrow, gap = 8, 5
	lw, rw := env.Measure(s.Left, size, false)+arrow+gap, env.Measure(s.Right, size, false)+arrow+gap
	y := 29.0
	twoLines := lw > z || rw > env.Width-z
	left := func(y float64) {
		end := z
		if lw > z {
			end = math.Min(lw, env.Width)
		}
		a := end - lw
		sc.Add(Triangle(Point{a, y}, Point{a + arrow - 2, y - 3.5}, Point{a + arrow - 2, y + 3.5}, Muted),
			Text{At: Point{a + arrow + 2, y}, S: s.Left, Size: size, Tone: Muted})
	}
	right := func(y float64) {
		end := z + rw
		if rw > env.Width-z {
			end = math.Max(env.Width, rw)
		}
		sc.Add(Triangle(Point{end, y}, Point{end - arrow + 2, y - 3.5}, Point{end - arrow + 2, y + 3.5}, Muted),
			Text{At: Point{end - arrow - 2, y}, S: s.Right, Size: size, Tone: Muted, Anchor: End})
	}
	if s.Left != "" {
		left(y)
	}
	if s.Right != "" {
		if twoLines && s.Left != "" {
			y += 15
		}
		right(y)
	}
	sc.Height = y + 9
}
