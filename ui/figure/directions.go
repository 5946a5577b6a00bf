package figure

import (
	"strconv"
	"strings"

	"claimgrade/ui/tr"
)

// Direction is which way a result points, whatever its significance.
type Direction int

// The directions.
const (
	DirectionUnknown Direction = iota
	PointsAgainst              // ▼
	PointsNeither              // ◆
	PointsBothWays             // ●
	PointsFor                  // ▲
)

// Directed is a trial of which only the direction is known, not how large its effect is.
type Directed struct {
	Name      string
	N         int // people in the comparison; 0 where unknown
	Direction Direction
	Rating    Rating // the overall judgement
	RatedAs   string // the rating in words
	From      string // where the direction came from
}

// Directions is a body of evidence for an effect-direction or a harvest plot.
type Directions struct {
	Trials         []Directed
	Against, For   string // the sides, such as "against the claim"
	Neither        string // what lies between them; empty writes "no difference"
	RatingHeadline string // what the ratings are of, such as "Overall"
}

func (d Directions) neither() string {
	if d.Neither != "" {
		return d.Neither
	}
	return tr.T("no difference")
}

// Bands of size, by people in the comparison. That such plots draw sizes in bands is Thomson's and Thomas's (2013), who
// band at 50 and 300; below 50 people effects are known to come out larger (Dechartres 2013). The bands are a convention.
const mediumFrom, largeFrom = 50, 300

// sizeClass is 0 where the number of people is unknown, else 1 to 3.
func sizeClass(n int) int {
	switch {
	case n <= 0:
		return 0
	case n < mediumFrom:
		return 1
	case n < largeFrom:
		return 2
	}
	return 3
}

func sizeWords(class int) string {
	return [...]string{tr.T("size unknown"), tr.T("under 50 people"), tr.T("50 to 299"), tr.T("300 or more")}[class]
}

// words say of a trial what its mark shows.
func (d Directions) words(t Directed) string {
	side := map[Direction]string{DirectionUnknown: tr.T("direction not reported"), PointsAgainst: d.Against, PointsNeither: d.neither(),
		PointsBothWays: tr.T("points both ways"), PointsFor: d.For}[t.Direction]
	parts := []string{side}
	if t.N > 0 {
		parts = append(parts, "n "+strconv.Itoa(t.N))
	}
	if t.RatedAs != "" {
		parts = append(parts, t.RatedAs)
	}
	return t.Name + ": " + strings.Join(parts, ", ")
}

// addArrow draws a direction as the sign it has everywhere, in the size of its class.
func (s *Scene) addArrow(at Point, d Direction, class int) {
	r := [...]float64{4, 4.5, 7, 9.5}[class] // half the height; a trial of unknown size is hollow
	if class == 0 && d != DirectionUnknown {
		s.Add(Circle{Center: at, R: r + 4, Stroke: Axis, Width: 1})
	}
	switch d {
	case PointsFor:
		s.Add(Triangle(at.by(0, -r), at.by(r, r*0.8), at.by(-r, r*0.8), Ink))
	case PointsAgainst:
		s.Add(Triangle(at.by(0, r), at.by(-r, -r*0.8), at.by(r, -r*0.8), Ink))
	case PointsNeither:
		s.Add(Diamond(at.X-r, at.X, at.X+r, at.Y, r, Ink))
	case PointsBothWays:
		s.Add(Circle{Center: at, R: r * 0.8, Fill: Ink})
	case DirectionUnknown:
		s.Add(Text{At: at, S: tr.T("not reported"), Size: 11, Tone: Muted, Anchor: Middle})
	}
}

// EffectDirection draws the effect-direction plot of trials whose effects cannot be pooled: a row a trial, an arrow in the
// column of the side it points to, larger for more people, with the number of people and the overall judgement
// (Thomson and Thomas 2013; Boon and Thomson 2021).
func EffectDirection(d Directions) Build {
	return func(env Env) Scene {
		const headH, rowH, size = 22, 26, 11
		c := directionColumns(d, env)
		sc := Scene{Width: env.Width, Height: headH + float64(len(d.Trials)*rowH)}
		bottom := sc.Height
		for i, head := range []string{d.Against, d.neither(), d.For} {
			sc.Add(Text{At: Point{c.mid(i), headH / 2}, S: fitted(env, head, size, c.side-6), Size: size, Tone: Muted, Anchor: Middle})
		}
		sc.Add(Text{At: Point{c.n, headH / 2}, S: "n", Size: size, Tone: Muted, Anchor: End},
			Text{At: Point{env.Width, headH / 2}, S: fitted(env, d.RatingHeadline, size, c.rating), Size: size, Tone: Muted, Anchor: End},
			Rect{X: c.name + c.side, Y: headH, W: c.side, H: bottom - headH, Fill: GreySoft})
		for i, t := range d.Trials {
			y := headH + float64(i*rowH)
			mid := y + rowH/2
			sc.Add(Line{From: Point{0, y}, To: Point{env.Width, y}, Tone: Hairline, Width: 1},
				Text{At: Point{0, mid}, S: fitted(env, t.Name, 12, c.name-8), Size: 12, Tone: Ink})
			column := map[Direction]int{PointsAgainst: 0, PointsFor: 2}
			at, ok := column[t.Direction]
			if !ok {
				at = 1
			}
			sc.addArrow(Point{c.mid(at), mid}, t.Direction, sizeClass(t.N))
			n := "?"
			if t.N > 0 {
				n = strconv.Itoa(t.N)
			}
			sc.Add(Text{At: Point{c.n, mid}, S: n, Size: size, Tone: Muted, Anchor: End})
			sc.addDisc(Point{env.Width - 9, mid}, t.Rating)
			sc.Note(Rect{Y: y, W: env.Width, H: rowH}, d.words(t), t.From)
			sc.Alt += d.words(t) + ". "
		}
		sc.Add(Line{From: Point{0, bottom}, To: Point{env.Width, bottom}, Tone: Hairline, Width: 1})
		sc.addSizeKey(env, func(at Point, class int) { sc.addArrow(at, PointsFor, class) }, sizesOf(d.Trials))
		return sc
	}
}

// columns are the places of an effect-direction plot's columns.
type columns struct{ name, side, n, rating float64 }

// mid is the middle of a side's column: 0 against, 1 neither, 2 for.
func (c columns) mid(i int) float64 { return c.name + (float64(i)+0.5)*c.side }

func directionColumns(d Directions, env Env) columns {
	rating := clamp(env.Measure(d.RatingHeadline, 11, false), 20, 70)
	const n = 40.0
	rest := env.Width - n - rating - 12
	name := 0.0
	for _, t := range d.Trials {
		name = max(name, env.Measure(t.Name, 12, false)+14)
	}
	name = clamp(name, 0, rest*0.4)
	return columns{name: name, side: (rest - name) / 3, n: rest + n, rating: rating}
}

// sizesOf are the classes of size that the trials have, in order.
func sizesOf(trials []Directed) []int {
	var has [4]bool
	for _, t := range trials {
		has[sizeClass(t.N)] = true
	}
	var out []int
	for _, class := range []int{1, 2, 3, 0} {
		if has[class] {
			out = append(out, class)
		}
	}
	return out
}

// addSizeKey says below a picture what its sizes mean, on more lines where one is too short.
func (s *Scene) addSizeKey(env Env, draw func(at Point, class int), classes []int) {
	const line, sign, gap = 24, 26, 14
	x := 0.0
	y := s.Height + line/2 + 2
	for _, class := range classes {
		words := sizeWords(class)
		w := sign + env.Measure(words, 11, false)
		if x > 0 && x+w > env.Width {
			x, y = 0, y+line
		}
		draw(Point{x + sign/2 - 2, y}, class)
		s.Add(Text{At: Point{x + sign, y}, S: fitted(env, words, 11, env.Width-sign), Size: 11, Tone: Muted})
		x += w + gap
	}
	s.Height = y + line/2
}
