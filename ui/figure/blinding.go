package figure

import (
	"math"
	"strconv"
)

// Guessing is how one arm guessed its treatment, as an index with its interval.
type Guessing struct {
	Arm        string
	N          int
	Index      float64 // −1 all wrong, 0 chance, +1 all right
	Lo, Hi     float64
	Unblinding bool // the interval lies above chance
}

// zoneOfChance is the index within which blinding is called successful (Bang 2004: 0.2 either side of chance).
const zoneOfChance = 0.2

// Blinding draws the blinding index of each arm with its interval, and the zone that random guessing would give.
func Blinding(arms []Guessing) Build {
	return func(env Env) Scene {
		const head, plot = 18, 24
		bottom := float64(len(arms)*(head+plot)) + 2
		sc := Scene{Width: env.Width, Height: bottom + 26}
		inset := 6.0
		x := func(v float64) float64 { return inset + (clamp(v, -1, 1)+1)/2*(env.Width-2*inset) }
		sc.Add(Rect{X: x(-zoneOfChance), W: x(zoneOfChance) - x(-zoneOfChance), H: bottom, Fill: GreenSoft},
			Line{From: Point{x(0), 0}, To: Point{x(0), bottom}, Tone: Axis, Width: 1, Dash: 2})
		for i, a := range arms {
			y := float64(i * (head + plot))
			tone := Accent
			if a.Unblinding {
				tone = RedFill
			}
			value := decimals(a.Index) + " (" + decimals(a.Lo) + " to " + decimals(a.Hi) + ")"
			name := a.Arm + ", n " + strconv.Itoa(a.N)
			sc.Add(Text{At: Point{env.Width, y + head/2}, S: value, Size: 11, Tone: Muted, Anchor: End},
				Text{At: Point{0, y + head/2}, S: fitted(env, name, 11, env.Width-env.Measure(value, 11, false)-10), Size: 11, Tone: Ink})
			row := Scene{Width: env.Width, Height: plot - 4}
			addInterval(&row, x(a.Lo), x(a.Hi), Axis)
			row.Add(Circle{Center: Point{x(a.Index), row.Height / 2}, R: 5, Fill: tone})
			sc.Place(0, y+head, row)
			sc.Alt += name + ": Bang index " + value + ". "
		}
		sc.Add(Line{From: Point{inset, bottom}, To: Point{env.Width - inset, bottom}, Tone: Axis, Width: 1},
			Text{At: Point{0, bottom + 14}, S: "−1 all wrong", Size: 11, Tone: Muted},
			Text{At: Point{x(0), bottom + 14}, S: "0 chance", Size: 11, Tone: Muted, Anchor: Middle},
			Text{At: Point{env.Width, bottom + 14}, S: "+1 all right", Size: 11, Tone: Muted, Anchor: End})
		sc.Alt += "Between −0.2 and 0.2 lies what random guessing gives."
		return sc
	}
}

// decimals writes a value with two decimals.
func decimals(v float64) string { return Number(math.Round(v*100) / 100) }

// fitted cuts words to a width.
func fitted(env Env, s string, size, width float64) string {
	if env.Measure(s, size, false) <= width {
		return s
	}
	r := []rune(s)
	for len(r) > 1 && env.Measure(string(r)+"…", size, false) > width {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}
