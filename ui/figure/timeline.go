package figure

import (
	"math"

	"claimgrade/ui/tr"
)

// Timeline is what a trial saw of the time that a claim speaks of, in days from the first dose. What is not known is NaN.
// The texts say where each time came from.
type Timeline struct {
	Controlled     float64 // the last controlled reading
	ControlledFrom string
	Any            float64 // the last reading of any kind
	AnyFrom        string
	Read           float64 // when the outcome was read
	ReadFrom       string
	Needed         float64 // the day that the claim asks for
	NeededFrom     string
	Onset          bool    // the claim asks for an effect by that day, not up to it
	Covered        float64 // the share of the claimed time that the controlled comparison covers, of 1
	CoveredFrom    string
	Doses          int // per person in the controlled phase; 0 where unknown. The first is day 0; when the others came is not recorded
	DosesFrom      string
	Words          func(days float64) string // a time in words
}

// axis places days from left to right.
type axis struct {
	at    func(day float64) float64
	width float64
	last  float64
}

const axisInset = 5 // half of the mark below the axis

func (a axis) x(day float64) float64 {
	return math.Round(axisInset + clamp(a.at(day), 0, 1)*(a.width-2*axisInset))
}

// timeAxis holds all times; where they differ by more than a hundredfold it is logarithmic in days plus one.
func timeAxis(t Timeline, width float64) axis {
	last := 1.0
	for _, v := range []float64{t.Controlled, t.Any, t.Read, t.Needed} {
		if !math.IsNaN(v) {
			last = math.Max(last, v)
		}
	}
	a := axis{at: func(d float64) float64 { return d / (last * 1.04) }, width: width, last: last}
	if first := smallest(t.Read, t.Needed, t.Controlled); first*100 < last {
		a.at = func(d float64) float64 { return math.Log1p(d) / math.Log1p(last*1.06) }
	}
	return a
}

// The heights of a follow-up picture: the claim's time above all, doses on the bar of phases, the reading below it.
const claimY, barY, barH, readY, axisY = 9, 32, 22, 70, 82

// FollowUp draws one time axis: doses, the controlled phase, what came after it, when the outcome was read, the claim's
// horizon, and the share of it that the controlled comparison covers.
func FollowUp(t Timeline) Build {
	return func(env Env) Scene {
		a := timeAxis(t, env.Width)
		sc := Scene{Width: env.Width, Height: axisY + 20}
		sc.addPhases(env, t, a)
		sc.addDoses(env, t, a)
		read := sc.addReading(env, t, a)
		sc.addHorizon(env, t, a, read)
		sc.Add(Line{From: Point{axisInset, axisY}, To: Point{env.Width - axisInset, axisY}, Tone: Axis, Width: 1},
			Text{At: Point{0, axisY + 11}, S: "0", Size: 11, Tone: Muted},
			Text{At: Point{env.Width, axisY + 11}, S: t.Words(a.last), Size: 11, Tone: Muted, Anchor: End})
		if !math.IsNaN(t.Covered) {
			what := tr.T("The controlled comparison covers %s %% of the claimed time", Number(math.Round(100*t.Covered)))
			if t.Onset {
				what = tr.T("The first controlled reading comes after the time that the claim speaks of")
				if t.Covered >= 1 {
					what = tr.T("The first controlled reading comes in time for the claim")
				}
			}
			sc.Add(Text{At: Point{0, sc.Height + 9}, S: fitted(env, what, 11, env.Width), Size: 11, Tone: Ink})
			sc.Note(Rect{Y: sc.Height, W: env.Measure(what, 11, false), H: 18}, what, t.CoveredFrom)
			sc.Alt += what + "."
			sc.Height += 20
		}
		return sc
	}
}

// addReading marks when the outcome was read, and returns where its words stand.
func (s *Scene) addReading(env Env, t Timeline, a axis) (words Rect) {
	if math.IsNaN(t.Read) {
		return Rect{}
	}
	label := tr.T("outcome read, %s", t.Words(t.Read))
	p := a.x(t.Read)
	text := beside(env, label, p, readY, Ink)
	words = Rect{X: text.At.X, Y: barY + barH + 1, W: env.Measure(label, 11, false), H: axisY - barY - barH - 2}
	s.Add(Triangle(Point{p, barY + barH + 3}, Point{p - 5, barY + barH + 10}, Point{p + 5, barY + barH + 10}, Ink), text)
	what := tr.T("The outcome was read at %s", t.Words(t.Read))
	s.Note(words, what, t.ReadFrom)
	s.Alt += what + ". "
	return words
}

// addHorizon marks the time that the claim asks for, by a line that goes round the words of the reading.
func (s *Scene) addHorizon(env Env, t Timeline, a axis, reading Rect) {
	if math.IsNaN(t.Needed) {
		return
	}
	label, what := tr.T("claim: up to %s", t.Words(t.Needed)), tr.T("The claim speaks of the time up to %s", t.Words(t.Needed))
	if t.Onset {
		label, what = tr.T("claim: by %s", t.Words(t.Needed)), tr.T("The claim speaks of an effect by %s", t.Words(t.Needed))
	}
	p := a.x(t.Needed)
	text := beside(env, label, p, claimY, RedInk)
	stroke := func(from, to float64) {
		s.Add(Line{From: Point{p, from}, To: Point{p, to}, Tone: RedEdge, Width: 1.5, Dash: 3})
	}
	if p >= reading.X-3 && p <= reading.X+reading.W+3 {
		stroke(claimY+8, barY+barH)
		stroke(axisY-4, axisY)
	} else {
		stroke(claimY+8, axisY)
	}
	s.Add(text)
	s.Note(Rect{X: text.At.X, Y: 0, W: env.Measure(label, 11, false), H: claimY + 9}, what, t.NeededFrom)
	s.Alt += what + ". "
}

// addPhases draws the controlled phase and, paler, what came after it without control.
func (s *Scene) addPhases(env Env, t Timeline, a axis) {
	phase := func(from, to float64, label, source string, fill, ink Tone) {
		x0, x1 := a.x(from), a.x(to)
		if x1-x0 < 1 {
			return
		}
		s.Add(Rect{X: x0, Y: barY, W: x1 - x0, H: barH, Fill: fill, Radius: 3})
		if env.Measure(label, 11, false)+8 <= x1-x0 {
			s.Add(Text{At: Point{x0 + 6, barY + barH/2}, S: label, Size: 11, Tone: ink})
		}
		what := tr.T("%s to %s", label, t.Words(to))
		s.Note(Rect{X: x0, Y: barY, W: x1 - x0, H: barH}, upperFirst(what), source)
		s.Alt += what + ". "
	}
	if !math.IsNaN(t.Controlled) {
		phase(0, t.Controlled, tr.T("controlled"), t.ControlledFrom, Accent, OnAccent)
	}
	if !math.IsNaN(t.Any) && (math.IsNaN(t.Controlled) || t.Any > t.Controlled) {
		from := 0.0
		if !math.IsNaN(t.Controlled) {
			from = t.Controlled
		}
		phase(from, t.Any, tr.T("without control"), t.AnyFrom, AccentSoft, Ink)
	}
}

// addDoses marks the first dose and says how many there were: their days are not recorded, and none are made up.
func (s *Scene) addDoses(env Env, t Timeline, a axis) {
	if t.Doses <= 0 {
		return
	}
	x := a.x(0) + 1
	s.Add(Line{From: Point{x, barY - 9}, To: Point{x, barY - 2}, Tone: Ink, Width: 2})
	label := tr.N(t.Doses, "1 dose", "%d doses from day 0")
	w := env.Measure(label, 11, false)
	clear := env.Width
	if !math.IsNaN(t.Needed) {
		clear = a.x(t.Needed) - 4 // the claim's line stands there
	}
	if x+5+w <= clear {
		s.Add(Text{At: Point{x + 5, barY - 7}, S: label, Size: 11, Tone: Ink})
	} else {
		w = 0
	}
	s.Note(Rect{X: x - 2, Y: barY - 13, W: w + 8, H: 12}, label, t.DosesFrom)
	s.Alt += label + ". "
}

func smallest(values ...float64) float64 {
	least := math.Inf(1)
	for _, v := range values {
		if !math.IsNaN(v) && v > 0 {
			least = math.Min(least, v)
		}
	}
	return least
}

// beside writes a label at a place, moved so that all of it is inside.
func beside(env Env, label string, x, y float64, tone Tone) Text {
	w := env.Measure(label, 11, false)
	return Text{At: Point{clamp(x-w/2, 0, math.Max(env.Width-w, 0)), y}, S: label, Size: 11, Tone: tone}
}
