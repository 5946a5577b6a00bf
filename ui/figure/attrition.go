package figure

import (
	"math"
	"strconv"
)

// Flow is the flow of one arm.
type Flow struct {
	Arm                  string
	Randomised, Observed int
}

// Losses is who was lost in a trial.
type Losses struct {
	Arms                []Flow
	Overall             float64 // share of 1
	Differential        float64 // points of percent between the arms
	Cautious, Optimist  []float64
	Tolerable, TooLarge bool // below the cautious boundary, above the optimistic one
}

// Attrition draws the flow of each arm and the trial as a point on the plane of overall and differential attrition, with
// what the cautious and the optimistic boundary tolerate. A boundary is the tolerated difference by whole percent lost.
func Attrition(l Losses) Build {
	return func(env Env) Scene {
		sc := Scene{Width: env.Width}
		for _, a := range l.Arms {
			sc.addFlow(env, a)
		}
		if math.IsNaN(l.Overall) || math.IsNaN(l.Differential) {
			return sc
		}
		sc.Height += 8
		sc.addPlane(env, l)
		return sc
	}
}

// addFlow draws an arm as a bar of those observed within those randomised.
func (s *Scene) addFlow(env Env, a Flow) {
	lost := a.Randomised - a.Observed
	value := strconv.Itoa(a.Randomised) + " randomised, " + strconv.Itoa(a.Observed) + " observed, −" + strconv.Itoa(lost)
	name := fitted(env, a.Arm, 11, env.Width-env.Measure(value, 11, false)-10)
	const bar = 9
	s.Add(Text{At: Point{0, s.Height + 9}, S: name, Size: 11, Tone: Ink},
		Text{At: Point{env.Width, s.Height + 9}, S: value, Size: 11, Tone: Muted, Anchor: End})
	w := env.Width
	if a.Randomised > 0 {
		w = env.Width * clamp(float64(a.Observed)/float64(a.Randomised), 0, 1)
	}
	s.Add(Rect{Y: s.Height + 19, W: env.Width, H: bar, Fill: RedSoft, Radius: 2}, Rect{Y: s.Height + 19, W: w, H: bar, Fill: Accent, Radius: 2})
	s.Height += 19 + bar + 7
	s.Alt += a.Arm + ": " + value + ". "
}

func (s *Scene) addPlane(env Env, l Losses) {
	const left, high, mostLost = 26.0, 104.0, 66.0
	most := math.Max(15, math.Ceil(l.Differential/5+0.2)*5)
	top, bottom := s.Height+22, s.Height+22+high
	x := func(percent float64) float64 { return left + clamp(percent/mostLost, 0, 1)*(env.Width-left-4) }
	y := func(points float64) float64 { return bottom - clamp(points/most, 0, 1)*high }
	area := func(boundary []float64, fill Tone) {
		for i := 1; i < len(boundary); i++ {
			a, b := float64(i-1), float64(i)
			const overlap = 0.7 // so that no seam shows between the strips
			s.Add(Poly4{P: [4]Point{{x(a), bottom}, {x(a), y(boundary[i-1])}, {x(b) + overlap, y(boundary[i])}, {x(b) + overlap, bottom}}, Fill: fill})
		}
	}
	area(l.Optimist, AmberSoft)
	area(l.Cautious, GreenSoft)
	s.Add(Line{From: Point{left, top}, To: Point{left, bottom}, Tone: Axis, Width: 1}, Line{From: Point{left, bottom}, To: Point{env.Width, bottom}, Tone: Axis, Width: 1},
		Text{At: Point{0, s.Height + 6}, S: "difference between arms, points", Size: 11, Tone: Muted},
		Text{At: Point{left - 4, y(most)}, S: Number(most), Size: 10, Tone: Muted, Anchor: End},
		Text{At: Point{left - 4, bottom}, S: "0", Size: 10, Tone: Muted, Anchor: End},
		Text{At: Point{env.Width, bottom + 11}, S: "lost overall, to 66 %", Size: 11, Tone: Muted, Anchor: End})
	tone := AmberFill
	switch {
	case l.Tolerable:
		tone = GreenFill
	case l.TooLarge:
		tone = RedFill
	}
	p := Point{x(100 * l.Overall), y(l.Differential)}
	label := percent(100*l.Overall) + " % overall, " + percent(l.Differential) + " points apart"
	s.Add(Circle{Center: p, R: 5, Fill: tone})
	w := env.Measure(label, 11, false)
	at := Point{p.X + 10, math.Min(math.Max(p.Y, top+6), bottom-8)}
	if at.X+w > env.Width {
		at.X = math.Max(p.X-10-w, 0)
	}
	s.Add(Text{At: at, S: label, Size: 11, Tone: Ink})
	s.Height = bottom + 20
	s.Alt += label + ". Green: tolerated by the cautious boundary; amber: by the optimistic one only."
}

func percent(v float64) string { return Number(math.Round(v*10) / 10) }
