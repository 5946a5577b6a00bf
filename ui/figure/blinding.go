package figure

import (
	"math"
	"strconv"

	"claimgrade/ui/tr"
)

// Guessing is how one arm guessed its treatment, as an index with its interval.
type Guessing struct {
	Arm        string
	N          int
	Index      float64 // −1 all wrong, 0 chance, +1 all right
	Lo, Hi     float64
	Unblinding bool   // the interval lies above chance
	From       string // where the guesses came from
}

// Guesses is what both arms guessed. What is not known is NaN or empty.
type Guesses struct {
	Arms      []Guessing
	ZoneFrom  string  // where the zone of chance comes from
	James     float64 // 0 all right, 0.5 guessed at random, 1 nobody can say
	JamesLo   float64
	JamesHi   float64
	JamesFrom string
	Asked     string // when the guesses were asked, in words
	AskedFrom string
}

// zoneOfChance is the index within which blinding is called successful (Bang 2004: 0.2 either side of chance).
const zoneOfChance = 0.2

// Blinding draws the blinding index of each arm with its interval, the zone that random guessing would give, and below
// them the index of James and when the guesses were asked. The words of an arm stand above its zone, not in it: a name
// may be as long as the picture is wide.
func Blinding(g Guesses) Build {
	return func(env Env) Scene {
		const head, plot, inset = 20, 24, 6.0
		sc := Scene{Width: env.Width}
		x := func(v float64) float64 { return inset + (clamp(v, -1, 1)+1)/2*(env.Width-2*inset) }
		for _, a := range g.Arms {
			y := sc.Height
			fill, edge := Accent, None
			if a.Unblinding {
				fill, edge = RedFill, RedEdge
			}
			value := span(a.Index, a.Lo, a.Hi)
			name := tr.T("%s, n %d", a.Arm, a.N)
			sc.Add(Text{At: Point{env.Width, y + head/2}, S: value, Size: 11, Tone: Muted, Anchor: End},
				Text{At: Point{0, y + head/2}, S: fitted(env, name, 11, env.Width-env.Measure(value, 11, false)-10), Size: 11, Tone: Ink},
				Rect{X: x(-zoneOfChance), Y: y + head, W: x(zoneOfChance) - x(-zoneOfChance), H: plot, Fill: GreenSoft},
				Line{From: Point{x(0), y + head}, To: Point{x(0), y + head + plot}, Tone: Axis, Width: 1, Dash: 2})
			row := Scene{Width: env.Width, Height: plot}
			addInterval(&row, x(a.Lo), x(a.Hi), Axis)
			row.Add(Circle{Center: Point{x(a.Index), row.Height / 2}, R: 5, Fill: fill, Stroke: edge, Width: 1.5})
			sc.Place(0, y+head, row)
			sc.Height += head + plot
			what := tr.T("%s: Bang index %s", name, value)
			if a.Unblinding {
				what += ". " + tr.T("More guessed right than chance would give")
			}
			sc.Note(Rect{Y: y, W: env.Width, H: head + plot}, what, a.From)
			sc.Alt += what + ". "
		}
		bottom := sc.Height
		what := tr.T("Zone of chance: an index from −0.2 to 0.2 is what random guessing gives")
		sc.Add(Line{From: Point{inset, bottom}, To: Point{env.Width - inset, bottom}, Tone: Axis, Width: 1},
			Text{At: Point{0, bottom + 12}, S: tr.T("−1 all wrong"), Size: 11, Tone: Muted},
			Text{At: Point{x(0), bottom + 12}, S: tr.T("0 chance"), Size: 11, Tone: Muted, Anchor: Middle},
			Text{At: Point{env.Width, bottom + 12}, S: tr.T("+1 all right"), Size: 11, Tone: Muted, Anchor: End})
		sc.Note(Rect{X: x(-zoneOfChance), Y: bottom, W: x(zoneOfChance) - x(-zoneOfChance), H: 22}, what, g.ZoneFrom)
		sc.Alt += what + "."
		sc.Height += 24
		sc.addJames(env, g)
		return sc
	}
}

// addJames writes the index of James and the time of asking, on two lines where one is too short.
func (s *Scene) addJames(env Env, g Guesses) {
	const line = 18
	x := 0.0
	put := func(text, what, from string) {
		w := env.Measure(text, 11, false)
		if x > 0 && x+w > env.Width {
			x, s.Height = 0, s.Height+line
		}
		s.Add(Text{At: Point{x, s.Height + line/2}, S: fitted(env, text, 11, env.Width-x), Size: 11, Tone: Ink})
		s.Note(Rect{X: x, Y: s.Height, W: math.Min(w, env.Width-x), H: line}, upperFirst(what), from)
		s.Alt += " " + upperFirst(what) + "."
		x += w + 16
	}
	if !math.IsNaN(g.James) {
		text := tr.T("James index %s", span(g.James, g.JamesLo, g.JamesHi))
		put(text, text+" "+tr.T("(0 all guessed right, 0.5 at random, 1 nobody could say)"), g.JamesFrom)
	}
	if g.Asked != "" {
		put(g.Asked, g.Asked, g.AskedFrom)
	}
	if x > 0 {
		s.Height += line
	}
}

// span writes a value with its interval, if that is known.
func span(v, lo, hi float64) string {
	if math.IsNaN(lo) || math.IsNaN(hi) {
		return decimals(v)
	}
	return tr.T("%s (%s to %s)", decimals(v), decimals(lo), decimals(hi))
}

// decimals writes a value with two decimals.
func decimals(v float64) string { return Number(math.Round(v*100) / 100) }

// whole writes a count.
func whole(n int) string { return strconv.Itoa(n) }
