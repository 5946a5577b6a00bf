package figure

import (
	"math"
	"strings"

	"claimgrade/ui/tr"
)

// Study is a row of a forest plot.
type Study struct {
	Name, Note string // the note stands beside the name where there is room, such as the number of people
	Effect     Effect
	Numbers    string // the estimate with its interval
	Weight     string // its share of the pool
	Why        string // said in words only: why it is not pooled, say
	From       string // where its numbers came from
}

// Pooled is the result that studies come to together.
type Pooled struct {
	Name, Numbers    string
	Effect           Effect // its prediction interval gets a line of its own
	Predicted        string // what the line of the prediction interval is called
	PredictedNumbers string
	Method           string // said below: by which model they were pooled, and how much they differ
}

// Forest is a forest plot for print.
type Forest struct {
	Studies     []Study
	Pool        *Pooled
	Scale       Scale
	NameHead    string
	NoteHead    string
	NumbersHead string // what is measured, with what the interval is
	WeightHead  string // empty where no study has a weight
	Margin      string // what the dashed lines are: the smallest difference that matters
	Notes       []string
}

// Sizes of forest plots: of their words, and of their lines from top to bottom.
const forestText, forestHead, forestRow, forestGap = 11.0, 24.0, 22.0, 12.0

// forestColumns are the right ends of the columns to the right of the axis, and where the axis lies.
type forestColumns struct {
	name, note      float64 // how wide they are; no note where there is no room
	left, right     float64 // of the axis
	numbers, weight float64 // right ends
	hasWeight       bool
}

// Build draws the plot: a row a study with its estimate as a square, whose area is its weight in the pool, hollow where
// it is not pooled; the pool as a diamond, the prediction interval as a line of its own; a line at no effect, and dashed
// ones at the smallest difference that matters.
func (f Forest) Build(env Env) Scene {
	sc := Scene{Width: env.Width}
	c := f.columns(env)
	const roomy = 150
	if s := &f.Scale; !s.Log && len(s.Ticks) < 4 && c.right-c.left > roomy { // there is more room than in a cell of a table
		s.Ticks = linearTicks(s.Min, s.Max, 9)
	}
	f.addHead(&sc, env, c)
	top := sc.Height
	heaviest := 0.0
	for _, s := range f.Studies {
		if !s.Effect.Hollow {
			heaviest = math.Max(heaviest, s.Effect.Weight)
		}
	}
	rows := Scene{Width: env.Width, Height: top}
	for _, s := range f.Studies {
		f.addStudy(&rows, env, c, s, heaviest)
	}
	if f.Pool != nil {
		f.addPool(&rows, env, c)
	}
	f.addGuides(&sc, c, top, rows.Height)
	sc.Place(0, 0, Scene{Items: rows.Items, Spots: rows.Spots})
	sc.Height = rows.Height
	f.addAxis(&sc, env, c)
	sc.Alt = f.words()
	return sc
}

// columns gives the axis what the words leave, and takes the notes away where that is too little.
func (f Forest) columns(env Env) forestColumns {
	w := env.Width
	wide := func(texts ...string) float64 { return widestOf(env, forestText, true, texts...) }
	names, notes, numbers, weights := []string{f.NameHead}, []string{f.NoteHead}, []string{}, []string{f.WeightHead}
	for _, s := range f.Studies {
		names, notes, numbers, weights = append(names, s.Name), append(notes, s.Note), append(numbers, s.Numbers), append(weights, s.Weight)
	}
	if p := f.Pool; p != nil {
		numbers = append(numbers, p.Numbers, p.PredictedNumbers)
	}
	c := forestColumns{weight: w, hasWeight: f.WeightHead != ""}
	c.numbers = w
	if c.hasWeight {
		c.numbers = w - wide(weights...) - forestGap
	}
	c.right = c.numbers - wide(numbers...) - forestGap
	c.name, c.note = math.Min(wide(names...), w*0.44), wide(notes...)
	least := w * 0.22
	if c.hasWeight && c.right-c.name-2*forestGap < least { // the area of the squares says it, too
		c.hasWeight = false
		c.right += w - c.numbers
		c.numbers = w
	}
	if c.note > 0 && c.right-c.name-c.note-3*forestGap < least {
		c.note = 0
	}
	if room := c.right - least - 2*forestGap; c.name > room {
		c.name = math.Max(room, w*0.18)
	}
	c.left = c.name + forestGap
	if c.note > 0 {
		c.left += c.note + forestGap
	}
	c.left += 4 // for squares at the very end of the axis
	c.right -= 4
	return c
}

// addHead names the columns. What is measured stands over the numbers and reaches over the axis to their left.
func (f Forest) addHead(sc *Scene, env Env, c forestColumns) {
	y := forestHead / 2
	head := func(at float64, anchor Anchor, text string, width float64) {
		if text != "" && width > 0 {
			sc.Add(Text{At: Point{at, y}, S: fittedBold(env, text, forestText, width), Size: forestText, Bold: true, Tone: Ink, Anchor: anchor})
		}
	}
	head(0, Start, f.NameHead, c.name)
	head(c.name+forestGap+c.note, End, f.NoteHead, c.note)
	head(c.numbers, End, f.NumbersHead, c.numbers-c.left)
	if c.hasWeight {
		head(c.weight, End, f.WeightHead, c.weight-c.numbers)
	}
	sc.Height = forestHead
	sc.Add(Line{From: Point{0, sc.Height}, To: Point{env.Width, sc.Height}, Tone: Axis, Width: 1})
	sc.Height += 3
}

// addStudy draws a row.
func (f Forest) addStudy(sc *Scene, env Env, c forestColumns, s Study, heaviest float64) {
	y := sc.Height
	mid := y + forestRow/2
	sc.Add(Text{At: Point{0, mid}, S: fitted(env, s.Name, forestText, c.name), Size: forestText, Tone: Ink})
	if c.note > 0 {
		sc.Add(Text{At: Point{c.name + forestGap + c.note, mid}, S: s.Note, Size: forestText, Tone: Muted, Anchor: End})
	}
	if c.hasWeight && s.Weight != "" {
		sc.Add(Text{At: Point{c.weight, mid}, S: s.Weight, Size: forestText, Tone: Muted, Anchor: End})
	}
	sc.Height += forestRow
	width := c.right - c.left
	if math.IsNaN(s.Effect.Est) {
		sc.Add(Text{At: Point{c.numbers, mid}, S: fitted(env, s.Effect.Note, forestText, c.numbers-c.left), Size: forestText, Italic: true, Tone: Muted, Anchor: End})
	} else {
		row := Scene{Width: width, Height: forestRow}
		x := func(v float64) float64 { return f.Scale.At(v) * width }
		addInterval(&row, x(s.Effect.Lo), x(s.Effect.Hi), Ink)
		addSquare(&row, x(s.Effect.Est), s.Effect, heaviest)
		sc.Place(c.left, y, row)
		sc.Add(Text{At: Point{c.numbers, mid}, S: s.Numbers, Size: forestText, Tone: Ink, Anchor: End})
	}
	sc.Note(Rect{Y: y, W: env.Width, H: forestRow}, s.words(), s.From)
}

// addSquare draws an estimate; the area of the square is its share of the heaviest.
func addSquare(row *Scene, at float64, e Effect, heaviest float64) {
	const least, most = 4.0, 14.0
	if at < 0 || at > row.Width {
		return // the arrow of the interval points to it
	}
	side, fill, stroke := 7.0, Card, Ink
	if !e.Hollow {
		fill, stroke = Accent, Accent
		if heaviest > 0 {
			side = math.Max(least, most*math.Sqrt(clamp(e.Weight/heaviest, 0, 1)))
		}
	}
	row.Add(Rect{X: at - side/2, Y: row.Height/2 - side/2, W: side, H: side, Fill: fill, Stroke: stroke})
}

// addPool draws the pool and below it the prediction interval.
func (f Forest) addPool(sc *Scene, env Env, c forestColumns) {
	p := f.Pool
	width := c.right - c.left
	x := func(v float64) float64 { return f.Scale.At(v) * width }
	sc.Height += 3
	sc.Add(Line{From: Point{0, sc.Height}, To: Point{env.Width, sc.Height}, Tone: Hairline, Width: 1})
	y := sc.Height
	row := Scene{Width: width, Height: forestRow + 2}
	e := p.Effect
	row.Add(Diamond(clamp(x(e.Lo), 0, width), clamp(x(e.Est), 0, width), clamp(x(e.Hi), 0, width), row.Height/2, 6.5, Accent))
	sc.Place(c.left, y, row)
	named := c.left - forestGap
	sc.Add(Text{At: Point{0, y + row.Height/2}, S: fittedBold(env, p.Name, forestText, named), Size: forestText, Bold: true, Tone: Ink},
		Text{At: Point{c.numbers, y + row.Height/2}, S: p.Numbers, Size: forestText, Bold: true, Tone: Ink, Anchor: End})
	sc.Note(Rect{Y: y, W: env.Width, H: row.Height}, p.Name+": "+p.Numbers, "")
	sc.Height += row.Height
	if pi := e.Prediction; pi != nil {
		y, mid := sc.Height, sc.Height+forestRow/2
		row := Scene{Width: width, Height: forestRow}
		addInterval(&row, x(pi[0]), x(pi[1]), Accent)
		addEnds(&row, x(pi[0]), x(pi[1]), Accent)
		sc.Place(c.left, y, row)
		sc.Add(Text{At: Point{0, mid}, S: fitted(env, p.Predicted, forestText, named), Size: forestText, Tone: Muted},
			Text{At: Point{c.numbers, mid}, S: p.PredictedNumbers, Size: forestText, Tone: Muted, Anchor: End})
		sc.Note(Rect{Y: y, W: env.Width, H: forestRow}, p.Predicted+": "+p.PredictedNumbers, "")
		sc.Height += forestRow
	}
}

// addGuides draws what stands behind all rows: no effect, and the smallest difference that matters on both sides of it.
func (f Forest) addGuides(sc *Scene, c forestColumns, top, bottom float64) {
	if f.Scale.Max <= f.Scale.Min {
		return
	}
	upright := func(v float64, tone Tone, dash float64) {
		if at := f.Scale.At(v); at >= 0 && at <= 1 {
			x := c.left + at*(c.right-c.left)
			sc.Add(Line{From: Point{x, top}, To: Point{x, bottom}, Tone: tone, Width: 1, Dash: dash})
		}
	}
	if lo, hi, ok := f.Scale.Zone(); ok {
		upright(lo, AmberEdge, 4)
		upright(hi, AmberEdge, 4)
	}
	upright(f.Scale.Null, Axis, 0)
}

// addAxis closes the plot: axis, sides, what the dashed lines are, and the notes.
func (f Forest) addAxis(sc *Scene, env Env, c forestColumns) {
	if s := f.Scale; s.Max > s.Min {
		part := env
		part.Width = c.right - c.left
		null := c.left + clamp(s.At(s.Null), 0, 1)*part.Width
		left, right := s.Left, s.Right
		s.Left, s.Right = "", ""
		axis := EffectAxis(s, part)
		sc.Height += 2
		sc.Place(c.left, sc.Height, axis)
		sc.Height += axis.Height
		sc.addBeside(env, null, left, right)
		sc.Height += 4
	}
	if _, _, ok := f.Scale.Zone(); ok && f.Margin != "" {
		const sample = 26
		sc.Add(Line{From: Point{0, sc.Height + 8}, To: Point{sample - 6, sc.Height + 8}, Tone: AmberEdge, Width: 1, Dash: 4})
		sc.addNote(env, f.Margin, sample)
	}
	notes := f.Notes
	if f.Pool != nil {
		notes = append([]string{f.Pool.Method}, notes...)
	}
	sc.addNote(env, sentences(notes), 0)
	sc.Height += 2
}

// addBeside writes what lies on either side of no effect. There is room beyond the axis: below the names and the numbers.
func (s *Scene) addBeside(env Env, null float64, left, right string) {
	const arrow, gap, line = 8, 6, 17
	if left == "" && right == "" {
		return
	}
	y := s.Height + line/2
	if left != "" {
		left = fitted(env, left, forestText, null-arrow-gap)
		from := null - gap - env.Measure(left, forestText, false)
		s.Add(Triangle(Point{from - arrow, y}, Point{from - 3, y - 3.5}, Point{from - 3, y + 3.5}, Muted),
			Text{At: Point{null - gap, y}, S: left, Size: forestText, Tone: Muted, Anchor: End})
	}
	if right != "" {
		right = fitted(env, right, forestText, env.Width-null-arrow-gap)
		end := null + gap + env.Measure(right, forestText, false)
		s.Add(Text{At: Point{null + gap, y}, S: right, Size: forestText, Tone: Muted},
			Triangle(Point{end + arrow, y}, Point{end + 3, y - 3.5}, Point{end + 3, y + 3.5}, Muted))
	}
	s.Height += line
}

// words say the whole plot, for those who cannot see it.
func (f Forest) words() string {
	parts := []string{tr.N(len(f.Studies), "Forest plot of 1 result", "Forest plot of %d results") + ": " + f.NumbersHead}
	for _, s := range f.Studies {
		parts = append(parts, s.words())
	}
	if p := f.Pool; p != nil {
		parts = append(parts, p.Name+": "+p.Numbers)
		if p.Effect.Prediction != nil {
			parts = append(parts, p.Predicted+": "+p.PredictedNumbers)
		}
		parts = append(parts, p.Method)
	}
	if s := f.Scale; s.Max > s.Min {
		if s.Left != "" && s.Right != "" {
			parts = append(parts, tr.T("Below %s: %s; above: %s", Number(s.Null), s.Left, s.Right))
		}
		parts = append(parts, f.Margin)
	}
	return sentences(append(parts, f.Notes...))
}

// words say a row.
func (s Study) words() string {
	said := s.Numbers
	if math.IsNaN(s.Effect.Est) {
		said = s.Effect.Note
	}
	name := s.Name
	if s.Note != "" {
		name += " (" + s.Note + ")"
	}
	var parts []string
	for _, p := range []string{said, s.Weight, s.Why} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if len(parts) == 0 {
		return name
	}
	return name + ": " + strings.Join(parts, ", ")
}
