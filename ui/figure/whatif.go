package figure

import "math"

// WhatIf is a result as reported and as it would be under an assumption, on one scale that holds every assumption that
// can be made, so that nothing but the mark moves.
type WhatIf struct {
	Reported, Assumed         Effect
	Scale                     Scale
	ReportedName, AssumedName string
	ReportedFrom, AssumedFrom string
}

// Assume draws both results below each other.
func Assume(w WhatIf) Build {
	return func(env Env) Scene {
		pl := plot{Scene: Scene{Width: env.Width}, env: env, scale: w.Scale}
		row := func(name, from string, e Effect, tone Tone) {
			part := Scene{Width: env.Width, Height: plotHeight}
			if math.IsNaN(e.Est) {
				pl.addRow(name, e.Note, from, part)
				return
			}
			addInterval(&part, pl.x(e.Lo), pl.x(e.Hi), Axis)
			addPoint(&part, pl.x(e.Est), e, tone)
			pl.addRow(name, span(e.Est, e.Lo, e.Hi), from, part)
		}
		row(w.ReportedName, w.ReportedFrom, w.Reported, Accent)
		row(w.AssumedName, w.AssumedFrom, w.Assumed, Ink)
		axis := EffectAxis(w.Scale, env)
		pl.Place(0, pl.Height, axis)
		pl.Height += axis.Height
		return pl.Scene
	}
}
