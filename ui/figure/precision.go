package figure

import "math"

// Precision is what one trial could see: its effect beside the smallest difference that matters, and the difference that
// it could have detected. What is not known is NaN.
type Precision struct {
	Est, Lo, Hi float64
	MID         float64 // the smallest difference that matters, either side of Null; for ratios a factor above 1
	Detectable  float64 // at 80 % power, either side of Null; for ratios a factor above 1
	Log         bool
	Left, Right string // what lies on either side of no effect
}

// SampleSize draws the effect and the detectable difference on one axis with the zone of differences too small to matter.
func SampleSize(p Precision) Build {
	return func(env Env) Scene {
		null := 0.0
		if p.Log {
			null = 1
		}
		effects := []Effect{{Est: p.Est, Lo: p.Lo, Hi: p.Hi, Weight: 0.5}}
		side := func(v float64) Effect { // as an effect, so that the scale holds it
			if p.Log {
				return Effect{Est: null, Lo: 1 / v, Hi: v}
			}
			return Effect{Est: null, Lo: -v, Hi: v}
		}
		known := !math.IsNaN(p.Detectable)
		if known {
			effects = append(effects, side(p.Detectable))
		}
		margin := 0.0
		if !math.IsNaN(p.MID) {
			margin = p.MID
		}
		s := FitScale(effects, p.Log, null, margin)
		s.Left, s.Right = p.Left, p.Right
		sc := Scene{Width: env.Width}
		const head, plot = 18, 24
		row := func(label, value string, part Scene) {
			if lo, hi, ok := s.Zone(); ok {
				a, b := clamp(s.At(lo)*env.Width, 0, env.Width), clamp(s.At(hi)*env.Width, 0, env.Width)
				sc.Add(Rect{X: a, Y: sc.Height, W: b - a, H: head + plot, Fill: AmberSoft})
			}
			sc.Add(Line{From: Point{s.At(null) * env.Width, sc.Height}, To: Point{s.At(null) * env.Width, sc.Height + head + plot}, Tone: Axis, Width: 1, Dash: 2},
				Text{At: Point{0, sc.Height + head/2}, S: label, Size: 11, Tone: Ink},
				Text{At: Point{env.Width, sc.Height + head/2}, S: value, Size: 11, Tone: Muted, Anchor: End})
			sc.Place(0, sc.Height+head, part)
			sc.Height += head + plot
			sc.Alt += label + ": " + value + ". "
		}
		effect := Scene{Width: env.Width, Height: plot - 4}
		x := func(v float64) float64 { return s.At(v) * env.Width }
		addInterval(&effect, x(p.Lo), x(p.Hi), Axis)
		addPoint(&effect, x(p.Est), effects[0], Accent)
		value := decimals(p.Est)
		if !math.IsNaN(p.Lo) && !math.IsNaN(p.Hi) {
			value += " (" + decimals(p.Lo) + " to " + decimals(p.Hi) + ")"
		}
		row("Reported effect", value, effect)
		if known {
			bar := Scene{Width: env.Width, Height: plot - 4}
			d := side(p.Detectable)
			a, b := clamp(x(d.Lo), 0, env.Width), clamp(x(d.Hi), 0, env.Width)
			bar.Add(Rect{X: a, Y: bar.Height/2 - 3, W: b - a, H: 6, Fill: GreyFill, Radius: 2})
			sign := "± "
			if p.Log {
				sign = "× or ÷ "
			}
			row("Detectable at 80 % power", sign+decimals(p.Detectable), bar)
		}
		sc.Place(0, sc.Height, EffectAxis(s, env))
		sc.Height += EffectAxis(s, env).Height
		if margin > 0 {
			sc.Alt += "The band holds differences too small to matter."
		}
		return sc
	}
}
