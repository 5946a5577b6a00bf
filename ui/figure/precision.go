package figure

import (
	"math"

	"claimgrade/ui/tr"
)

// Precision is what one trial could see: its effect beside the smallest difference that matters, and the difference that
// it could have detected. What is not known is NaN. The texts say where each number came from.
type Precision struct {
	Est, Lo, Hi    float64
	EstFrom        string
	MID            float64 // the smallest difference that matters, either side of Null; for ratios a factor above 1
	MIDFrom        string
	Detectable     float64 // at 80 % power, either side of Null; for ratios a factor above 1
	DetectableFrom string
	Log            bool
	Left, Right    string // what lies on either side of no effect
}

// null is the value of no effect.
func (p Precision) null() float64 {
	if p.Log {
		return 1
	}
	return 0
}

// around is a distance from no effect on both sides, as an effect.
func (p Precision) around(v float64) Effect {
	if p.Log {
		return Effect{Est: 1, Lo: 1 / v, Hi: v}
	}
	return Effect{Est: 0, Lo: -v, Hi: v}
}

// plusMinus writes a distance from no effect.
func (p Precision) plusMinus(v float64) string {
	if p.Log {
		return "× " + tr.T("or") + " ÷ " + decimals(v)
	}
	return "± " + decimals(v)
}

// SampleSize draws the effect and the detectable difference on one axis with the zone of differences too small to matter.
func SampleSize(p Precision) Build {
	return func(env Env) Scene {
		effect := Effect{Est: p.Est, Lo: p.Lo, Hi: p.Hi, Weight: 0.5}
		effects := []Effect{effect}
		if !math.IsNaN(p.Detectable) {
			effects = append(effects, p.around(p.Detectable))
		}
		margin := 0.0
		if !math.IsNaN(p.MID) {
			margin = p.MID
		}
		s := FitScale(effects, p.Log, p.null(), margin)
		s.Left, s.Right = p.Left, p.Right
		pl := plot{Scene: Scene{Width: env.Width}, env: env, scale: s}
		pl.addMatters(p)
		row := Scene{Width: env.Width, Height: plotHeight}
		addInterval(&row, pl.x(p.Lo), pl.x(p.Hi), Axis)
		addPoint(&row, pl.x(p.Est), effect, Accent)
		pl.addRow(tr.T("Reported effect"), span(p.Est, p.Lo, p.Hi), p.EstFrom, row)
		if !math.IsNaN(p.Detectable) {
			row := Scene{Width: env.Width, Height: plotHeight}
			d := p.around(p.Detectable)
			a, b := clamp(pl.x(d.Lo), 0, env.Width), clamp(pl.x(d.Hi), 0, env.Width)
			row.Add(Rect{X: a, Y: row.Height/2 - 3, W: b - a, H: 6, Fill: GreyFill, Radius: 2})
			pl.addRow(tr.T("Detectable at 80 % power"), p.plusMinus(p.Detectable), p.DetectableFrom, row)
		}
		axis := EffectAxis(s, env)
		pl.Place(0, pl.Height, axis)
		pl.Height += axis.Height
		return pl.Scene
	}
}

const headHeight, plotHeight = 20, 24

// plot is a picture of rows on one scale, each with its words above it.
type plot struct {
	Scene
	env   Env
	scale Scale
}

func (p *plot) x(v float64) float64 { return p.scale.At(v) * p.Width }

// addRow puts a row below the others, with the null and the zone of differences too small to matter behind it.
func (p *plot) addRow(label, value, from string, row Scene) {
	y := p.Height
	if lo, hi, ok := p.scale.Zone(); ok {
		a, b := clamp(p.x(lo), 0, p.Width), clamp(p.x(hi), 0, p.Width)
		p.Add(Rect{X: a, Y: y + headHeight, W: b - a, H: plotHeight, Fill: AmberSoft})
		for _, edge := range []float64{a, b} {
			if edge > 0 && edge < p.Width {
				p.Add(Line{From: Point{edge, y + headHeight}, To: Point{edge, y + headHeight + plotHeight}, Tone: AmberEdge, Width: 1, Dash: 3})
			}
		}
	}
	null := p.x(p.scale.Null)
	p.Add(Line{From: Point{null, y + headHeight}, To: Point{null, y + headHeight + plotHeight}, Tone: Axis, Width: 1, Dash: 2},
		Text{At: Point{0, y + headHeight/2}, S: fitted(p.env, label, 11, p.Width-p.env.Measure(value, 11, false)-10), Size: 11, Tone: Ink},
		Text{At: Point{p.Width, y + headHeight/2}, S: value, Size: 11, Tone: Muted, Anchor: End})
	p.Place(0, y+headHeight, row)
	p.Height += headHeight + plotHeight
	what := label + ": " + value
	p.Note(Rect{Y: y, W: p.Width, H: headHeight + plotHeight}, what, from)
	p.Alt += what + ". "
}

// addMatters writes where differences begin to matter above both ends of the zone.
func (p *plot) addMatters(pr Precision) {
	lo, hi, ok := p.scale.Zone()
	if !ok {
		return
	}
	const line, arrow = 18, 7
	y := p.Height + line/2
	a, b := p.x(lo), p.x(hi)
	left, right, words := decimals(lo), decimals(hi), tr.T("matters")
	lw, rw, ww := p.env.Measure(left, 11, false), p.env.Measure(right, 11, false), p.env.Measure(words, 11, false)
	said := false
	if a-arrow-5-lw >= 0 {
		p.Add(Text{At: Point{a - 3, y}, S: left, Size: 11, Tone: AmberInk, Anchor: End},
			Triangle(Point{a - lw - 6 - arrow + 2, y}, Point{a - lw - 6, y - 3.5}, Point{a - lw - 6, y + 3.5}, AmberInk))
		if end := a - lw - arrow - 8; end-ww >= 0 {
			p.Add(Text{At: Point{end, y}, S: words, Size: 11, Tone: AmberInk, Anchor: End})
			said = true
		}
	}
	if b+arrow+5+rw <= p.Width {
		p.Add(Text{At: Point{b + 3, y}, S: right, Size: 11, Tone: AmberInk},
			Triangle(Point{b + rw + 6 + arrow - 2, y}, Point{b + rw + 6, y - 3.5}, Point{b + rw + 6, y + 3.5}, AmberInk))
		if from := b + rw + arrow + 8; !said && from+ww <= p.Width {
			p.Add(Text{At: Point{from, y}, S: words, Size: 11, Tone: AmberInk})
		}
	}
	what := tr.T("Smallest difference that matters: %s. The band holds what is too small to matter", pr.plusMinus(pr.MID))
	p.Note(Rect{X: a - 30, Y: p.Height, W: b - a + 60, H: line}, what, pr.MIDFrom)
	p.Alt += what + ". "
	p.Height += line
}
