package figure

import "math"

// Timeline is what a trial saw of the time that a claim speaks of, in days from the first dose. What is not known is NaN.
type Timeline struct {
	Controlled float64 // the last controlled reading
	Any        float64 // the last reading of any kind
	Read       float64 // when the outcome was read
	Needed     float64 // the day that the claim asks for
	Onset      bool    // the claim asks for an effect by that day, not up to it
	Doses      []float64
	Words      func(days float64) string // a time in words
}

// FollowUp draws one time axis: doses, the controlled phase, what came after it, when the outcome was read, and the claim's
// horizon. Where the times differ by more than a hundredfold the axis is logarithmic in days plus one.
func FollowUp(t Timeline) Build {
	return func(env Env) Scene {
		last := 1.0
		for _, v := range []float64{t.Controlled, t.Any, t.Read, t.Needed} {
			if !math.IsNaN(v) {
				last = math.Max(last, v)
			}
		}
		at := func(d float64) float64 { return d / (last * 1.04) }
		if first := smallest(t.Read, t.Needed, t.Controlled); first*100 < last {
			at = func(d float64) float64 { return math.Log1p(d) / math.Log1p(last*1.06) }
		}
		const edge = 5 // half of the mark below the axis
		x := func(d float64) float64 { return math.Round(edge + clamp(at(d), 0, 1)*(env.Width-2*edge)) }
		const claimY, barY, barH, readY, axisY = 9, 30, 22, 68, 80
		sc := Scene{Width: env.Width, Height: axisY + 20}
		phase := func(from, to float64, label string, fill, ink Tone) {
			a, b := x(from), x(to)
			if b-a < 1 {
				return
			}
			sc.Add(Rect{X: a, Y: barY, W: b - a, H: barH, Fill: fill, Radius: 3})
			if env.Measure(label, 11, false)+8 <= b-a {
				sc.Add(Text{At: Point{a + 6, barY + barH/2}, S: label, Size: 11, Tone: ink})
			}
			sc.Alt += label + " to " + t.Words(to) + ". "
		}
		if !math.IsNaN(t.Any) && (math.IsNaN(t.Controlled) || t.Any > t.Controlled) {
			from := 0.0
			if !math.IsNaN(t.Controlled) {
				from = t.Controlled
			}
			phase(from, t.Any, "without control", AccentSoft, Ink)
		}
		if !math.IsNaN(t.Controlled) {
			phase(0, t.Controlled, "controlled", Accent, OnAccent)
		}
		for _, d := range t.Doses {
			sc.Add(Line{From: Point{x(d) + 1, barY - 8}, To: Point{x(d) + 1, barY - 2}, Tone: Ink, Width: 2})
		}
		if !math.IsNaN(t.Read) {
			label := "outcome read, " + t.Words(t.Read)
			p := x(t.Read)
			sc.Add(Triangle(Point{p, barY + barH + 3}, Point{p - 5, barY + barH + 10}, Point{p + 5, barY + barH + 10}, Ink))
			sc.Add(beside(env, label, p, readY, Ink))
			sc.Alt += "The " + label + ". "
		}
		if !math.IsNaN(t.Needed) {
			label := "claim: up to " + t.Words(t.Needed)
			if t.Onset {
				label = "claim: by " + t.Words(t.Needed)
			}
			p := x(t.Needed)
			sc.Add(Line{From: Point{p, claimY + 8}, To: Point{p, axisY}, Tone: RedFill, Width: 1.5, Dash: 3}, beside(env, label, p, claimY, RedInk))
			sc.Alt += "The " + label + ". "
		}
		sc.Add(Line{From: Point{edge, axisY}, To: Point{env.Width - edge, axisY}, Tone: Axis, Width: 1},
			Text{At: Point{0, axisY + 11}, S: "0", Size: 11, Tone: Muted},
			Text{At: Point{env.Width, axisY + 11}, S: t.Words(last), Size: 11, Tone: Muted, Anchor: End})
		return sc
	}
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
