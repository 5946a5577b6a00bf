package figure

import (
	"math"
	"strings"
	"unicode"

	"claimgrade/ui/tr"
)

// Stage is a step of an arm's flow: so many were still there.
type Stage struct {
	Name string
	N    int
	From string // where the number came from
}

// Flow is the flow of one arm, from those randomised to those whose outcome was observed.
type Flow struct {
	Arm         string
	Stages      []Stage
	Reasons     string // why people were lost, in the report's words; empty where it does not say
	ReasonsFrom string // where the reasons came from, or what there is instead of them
}

// Losses is who was lost in a trial.
type Losses struct {
	Arms                []Flow
	Overall             float64 // share of 1
	Differential        float64 // points of percent between the arms
	PointFrom           string  // where both came from
	Cautious, Optimist  []float64
	BoundaryFrom        string // where the boundaries came from
	Tolerable, TooLarge bool   // below the cautious boundary, above the optimistic one
}

// Attrition draws the flow of each arm and the trial as a point on the plane of overall and differential attrition, with
// what the cautious and the optimistic boundary tolerate: beside each other where there is room, else below each other. A
// boundary is the tolerated difference by whole percent lost.
func Attrition(l Losses) Build {
	return func(env Env) Scene {
		sc := Scene{Width: env.Width}
		known := !math.IsNaN(l.Overall) && !math.IsNaN(l.Differential)
		const gap = 28
		flow, plane := env, env
		wide := known && env.Width >= 620
		if wide {
			flow.Width = (env.Width - gap) / 2
			plane.Width = env.Width - gap - flow.Width
		}
		left := flowScene(flow, l.Arms)
		sc.Place(0, 0, left)
		sc.Height, sc.Alt = left.Height, left.Alt
		if !known {
			return sc
		}
		right := planeScene(plane, l)
		if wide {
			sc.Place(flow.Width+gap, 0, right)
			sc.Height = math.Max(left.Height, right.Height)
		} else {
			sc.Place(0, sc.Height+10, right)
			sc.Height += 10 + right.Height
		}
		sc.Alt += right.Alt
		return sc
	}
}

// flowScene draws each arm as a column of boxes, filled by the share of those randomised, with the losses between them.
func flowScene(env Env, arms []Flow) Scene {
	sc := Scene{Width: env.Width}
	const gap = 14
	w := (env.Width - gap*float64(len(arms)-1)) / float64(max(len(arms), 1))
	for i, a := range arms {
		column := Scene{Width: w}
		column.addFlow(env, a)
		sc.Place(float64(i)*(w+gap), 0, column)
		sc.Height = math.Max(sc.Height, column.Height)
		sc.Alt += column.Alt
	}
	return sc
}

func (s *Scene) addFlow(env Env, a Flow) {
	const head, box, between = 18, 24, 18
	s.Add(Text{At: Point{0, head / 2}, S: fitted(env, a.Arm, 11, s.Width), Size: 11, Bold: true, Tone: Ink})
	s.Height = head
	for i, st := range a.Stages {
		if i > 0 {
			lost := a.Stages[i-1].N - st.N
			s.Add(Line{From: Point{8, s.Height}, To: Point{8, s.Height + between}, Tone: Axis, Width: 1})
			if lost != 0 {
				label := Number(float64(-lost))
				if a.Reasons != "" {
					label += " · " + strings.TrimPrefix(a.Reasons, whole(lost)+" ")
				}
				s.Add(Text{At: Point{16, s.Height + between/2}, S: fitted(env, label, 11, s.Width-18), Size: 11, Tone: RedInk})
				s.addLoss(a, i, lost, Rect{X: 14, Y: s.Height, W: math.Min(env.Measure(label, 11, false)+4, s.Width-16), H: between})
			}
			s.Height += between
		}
		s.addStage(env, a, st, Rect{Y: s.Height, W: s.Width, H: box})
		s.Height += box
	}
}

// addStage draws a box whose fill is as wide as the share of the randomised who are still there.
func (s *Scene) addStage(env Env, a Flow, st Stage, box Rect) {
	share := 1.0
	if first := a.Stages[0].N; first > 0 {
		share = clamp(float64(st.N)/float64(first), 0, 1)
	}
	box.Fill, box.Stroke, box.Radius = Card, Axis, 3
	s.Add(box, Rect{X: box.X + 1, Y: box.Y + 1, W: share * (box.W - 2), H: box.H - 2, Fill: AccentSoft, Radius: 2},
		Text{At: Point{8, box.Y + box.H/2}, S: fitted(env, whole(st.N)+" "+st.Name, 11, box.W-14), Size: 11, Tone: Ink})
	what := a.Arm + ": " + whole(st.N) + " " + st.Name
	s.Note(box, what, st.From)
	s.Alt += what + ". "
}

// addLoss notes who was lost between two stages and why.
func (s *Scene) addLoss(a Flow, i, lost int, area Rect) {
	what := tr.T("%s: %d fewer %s than %s", a.Arm, lost, a.Stages[i].Name, a.Stages[i-1].Name)
	if lost < 0 {
		what = tr.T("%s: %d more %s than %s. Check the numbers", a.Arm, -lost, a.Stages[i].Name, a.Stages[i-1].Name)
	}
	s.Note(area, what, a.ReasonsFrom)
	s.Alt += what + ". "
}

// planeScene draws the plane of overall and differential attrition.
func planeScene(env Env, l Losses) Scene {
	sc := Scene{Width: env.Width}
	const left, high, mostLost, topY = 26.0, 104.0, 66.0, 22.0
	most := math.Max(15, math.Ceil(l.Differential/5+0.2)*5)
	top, bottom := topY, topY+high
	x := func(percent float64) float64 { return left + clamp(percent/mostLost, 0, 1)*(env.Width-left-4) }
	y := func(points float64) float64 { return bottom - clamp(points/most, 0, 1)*high }
	area := func(boundary []float64, fill Tone, what string) {
		highest, last := bottom, 0.0
		for i := 1; i < len(boundary); i++ {
			a, b := float64(i-1), float64(i)
			const overlap = 0.7 // so that no seam shows between the strips
			sc.Add(Poly4{P: [4]Point{{x(a), bottom}, {x(a), y(boundary[i-1])}, {x(b) + overlap, y(boundary[i])}, {x(b) + overlap, bottom}}, Fill: fill})
			highest, last = math.Min(highest, y(boundary[i])), b
		}
		if last > 0 {
			sc.Note(Rect{X: left, Y: highest, W: x(last) - left, H: bottom - highest}, what, l.BoundaryFrom)
		}
	}
	both, optimistic := tr.T("Green: tolerated by the cautious boundary"), tr.T("Amber: tolerated by the optimistic boundary only")
	area(l.Optimist, AmberSoft, optimistic)
	area(l.Cautious, GreenSoft, both)
	sc.Add(Line{From: Point{left, top}, To: Point{left, bottom}, Tone: Axis, Width: 1}, Line{From: Point{left, bottom}, To: Point{env.Width, bottom}, Tone: Axis, Width: 1},
		Text{At: Point{0, 6}, S: fitted(env, tr.T("difference between arms, points"), 11, env.Width), Size: 11, Tone: Muted},
		Text{At: Point{left - 4, y(most)}, S: Number(most), Size: 10, Tone: Muted, Anchor: End},
		Text{At: Point{left - 4, bottom}, S: "0", Size: 10, Tone: Muted, Anchor: End},
		Text{At: Point{env.Width, bottom + 11}, S: tr.T("lost overall, to 66 %"), Size: 11, Tone: Muted, Anchor: End})
	sc.addTrial(env, l, Point{x(100 * l.Overall), y(l.Differential)}, top, bottom)
	sc.Height = bottom + 22
	sc.addKey(env, []keyEntry{{GreenSoft, GreenInk, tr.T("cautious boundary")}, {AmberSoft, AmberInk, tr.T("optimistic boundary")}})
	sc.Alt += both + ". " + optimistic + "."
	return sc
}

// addTrial draws the trial as a point with its label beside it, inside the plane.
func (s *Scene) addTrial(env Env, l Losses, p Point, top, bottom float64) {
	fill, edge, verdict := AmberFill, AmberEdge, tr.T("within the optimistic boundary only")
	switch {
	case l.Tolerable:
		fill, edge, verdict = GreenFill, GreenEdge, tr.T("within the cautious boundary")
	case l.TooLarge:
		fill, edge, verdict = RedFill, RedEdge, tr.T("beyond both boundaries")
	}
	label := tr.T("%s %% overall, %s points apart", percent(100*l.Overall), percent(l.Differential))
	s.Add(Circle{Center: p, R: 5.5, Fill: fill, Stroke: edge, Width: 1.5})
	w := env.Measure(label, 11, false)
	at := Point{p.X + 10, math.Min(math.Max(p.Y, top+6), bottom-8)}
	if at.X+w > env.Width {
		at.X = math.Max(p.X-10-w, 0)
	}
	s.Add(Text{At: at, S: label, Size: 11, Tone: Ink})
	s.Note(Rect{X: p.X - 8, Y: p.Y - 8, W: 16, H: 16}, tr.T("This trial: %s, %s", label, verdict), l.PointFrom)
	s.Alt += label + ", " + verdict + ". "
}

// keyEntry is a colour of a picture and what it means.
type keyEntry struct {
	fill, edge Tone
	words      string
}

// addKey says below a picture what its colours mean, on more lines where one is too short.
func (s *Scene) addKey(env Env, entries []keyEntry) {
	const line, side, gap = 18, 10, 16
	x, y := 0.0, s.Height+line/2
	for _, e := range entries {
		w := side + 6 + env.Measure(e.words, 11, false)
		if x > 0 && x+w > env.Width {
			x, y = 0, y+line
		}
		s.Add(Rect{X: x, Y: y - side/2, W: side, H: side, Fill: e.fill, Stroke: e.edge},
			Text{At: Point{x + side + 6, y}, S: fitted(env, e.words, 11, env.Width-x-side-6), Size: 11, Tone: Muted})
		x += w + gap
	}
	s.Height = y + line/2
}

func percent(v float64) string { return Number(math.Round(v*10) / 10) }

func upperFirst(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}
