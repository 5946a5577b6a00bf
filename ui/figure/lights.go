package figure

import (
	"strconv"
	"strings"

	"claimgrade/ui/tr"
)

// Light is a judgement in a traffic-light plot.
type Light struct {
	Rating    Rating
	Word      string // the judgement in words
	Overruled bool   // a reviewer decided otherwise than the rules suggest
	Suggested bool   // nobody judged it: the rules suggest it
	Absent    bool   // there is nothing to judge
}

// LightRow is a study with its judgements, in the order of the columns.
type LightRow struct {
	Name   string
	Lights []Light
}

// Lights is a traffic-light plot: studies as rows, domains as columns, the overall judgement last.
type Lights struct {
	NameHead string
	Columns  []string
	Rows     []LightRow
}

const lightHead, lightRow, lightText = 24.0, 24.0, 11.0

// narrowLight is how narrow a column may be whose domain is numbered: a sign with its zigzag.
const narrowLight = 34.0

// Build draws the plot in the layout that robvis made usual. Where the names of the domains do not fit, they are
// numbered, and the legend has them.
func (l Lights) Build(env Env) Scene {
	sc := Scene{Width: env.Width, Height: lightHead}
	n := float64(max(len(l.Columns), 1))
	names := env.Measure(l.NameHead, lightText, true)
	for _, r := range l.Rows {
		names = max(names, widestOf(env, lightText, false, r.Name))
	}
	last := len(l.Columns) - 1
	least := narrowLight * (n - 1) // what the signs need; the last column has its name
	if last >= 0 {
		least += env.Measure(l.Columns[last], lightText, true) + 10
	}
	names = min(names+forestGap, max(env.Width*0.42, min(env.Width-least, env.Width*0.6)))
	widest := 84.0
	for _, c := range l.Columns {
		widest = max(widest, env.Measure(c, lightText, true))
	}
	col := min((env.Width-names)/n, widest+8)
	total := col
	if last >= 0 {
		total = max(col, env.Measure(l.Columns[last], lightText, true)+10)
		col = min(col, (env.Width-names-total)/max(n-1, 1))
	}
	heads, numbered := l.heads(env, col-6)
	mid := func(i int) float64 {
		if i == last {
			return names + (n-1)*col + total/2
		}
		return names + (float64(i)+0.5)*col
	}
	end := names + (n-1)*col + total
	sc.Add(Rect{X: end - total, W: total, H: lightHead + float64(len(l.Rows))*lightRow, Fill: GreySoft},
		Text{At: Point{0, lightHead / 2}, S: fittedBold(env, l.NameHead, lightText, names-forestGap), Size: lightText, Bold: true, Tone: Ink})
	for i, h := range heads {
		sc.Add(Text{At: Point{mid(i), lightHead / 2}, S: h, Size: lightText, Bold: true, Tone: Ink, Anchor: Middle})
	}
	for _, r := range l.Rows {
		y := sc.Height
		sc.Add(Line{From: Point{0, y}, To: Point{end, y}, Tone: Hairline, Width: 1},
			Text{At: Point{0, y + lightRow/2}, S: fitted(env, r.Name, lightText, names-forestGap), Size: lightText, Tone: Ink})
		for i, light := range r.Lights {
			if i < len(l.Columns) {
				sc.addLight(Point{mid(i), y + lightRow/2}, light)
			}
		}
		sc.Note(Rect{Y: y, W: end, H: lightRow}, l.words(r), "")
		sc.Height += lightRow
	}
	sc.Add(Line{From: Point{0, lightHead}, To: Point{end, lightHead}, Tone: Axis, Width: 1},
		Line{From: Point{0, sc.Height}, To: Point{end, sc.Height}, Tone: Axis, Width: 1})
	sc.Height += 4
	if numbered {
		sc.addDomainNames(env, heads, l.Columns)
	}
	sc.addLightKey(env, l)
	sc.Alt = l.alt()
	return sc
}

// heads are the names of the columns, or their numbers where one has no room; the last column is overall and has its name.
func (l Lights) heads(env Env, width float64) (heads []string, numbered bool) {
	last := len(l.Columns) - 1
	for i, c := range l.Columns {
		numbered = numbered || i < last && env.Measure(c, lightText, true) > width
	}
	if !numbered {
		return l.Columns, false
	}
	for i, c := range l.Columns {
		if i < last {
			c = "D" + strconv.Itoa(i+1)
		}
		heads = append(heads, c)
	}
	return heads, true
}

// addDomainNames says which number is which domain.
func (s *Scene) addDomainNames(env Env, heads, names []string) {
	var parts []string
	for i, h := range heads {
		if h != names[i] {
			parts = append(parts, h+" "+names[i])
		}
	}
	s.addNote(env, strings.Join(parts, " · "), 0)
}

// addLight draws a judgement: hollow where nobody has made it, with a zigzag arrow beside it where it overrules the rules.
func (s *Scene) addLight(at Point, l Light) {
	switch {
	case l.Absent:
		s.Add(Text{At: at, S: "–", Size: lightText, Tone: Muted, Anchor: Middle})
		return
	case l.Suggested:
		_, edge, _ := l.Rating.colors()
		s.Add(Circle{Center: at, R: 8, Fill: Card, Stroke: edge, Width: 1.5})
		s.addSign(at, l.Rating, Ink)
	default:
		s.addDisc(at, l.Rating)
	}
	if l.Overruled {
		s.addZigzag(at.by(14, 0))
	}
}

// addZigzag draws ↯, of lines, so that it looks the same with every font.
func (s *Scene) addZigzag(at Point) {
	p := []Point{at.by(1.6, -5.5), at.by(-1.9, -0.2), at.by(1.9, -0.2), at.by(-0.6, 3.4)}
	for i := 1; i < len(p); i++ {
		s.Add(Line{From: p[i-1], To: p[i], Tone: AmberInk, Width: 1.4})
	}
	s.Add(Triangle(at.by(-1.8, 6), at.by(-2.4, 1.6), at.by(1.6, 3.6), AmberInk))
}

// addLightKey says below the plot what its signs mean: those that it has, in the order of the ratings.
func (s *Scene) addLightKey(env Env, l Lights) {
	said := map[Rating]string{}
	overruled, suggested, absent := false, false, false
	for _, r := range l.Rows {
		for _, light := range r.Lights {
			overruled, suggested, absent = overruled || light.Overruled, suggested || light.Suggested, absent || light.Absent
			if !light.Absent && said[light.Rating] == "" {
				said[light.Rating] = light.Word
			}
		}
	}
	k := key{Scene: s, env: env}
	for _, r := range []Rating{RatedLow, RatedSome, RatedHigh, RatedNoInfo, NotRated} {
		if w := said[r]; w != "" {
			k.add(w, func(at Point) { s.addDisc(at, r) })
		}
	}
	if suggested {
		k.add(tr.T("hollow: suggested by the rules, not judged"), func(at Point) { s.addLight(at, Light{Rating: RatedLow, Suggested: true}) })
	}
	if overruled {
		k.add(tr.T("overrules the suggestion"), func(at Point) { s.addZigzag(at) })
	}
	if absent {
		k.add(tr.T("nothing to judge"), func(at Point) { s.addLight(at, Light{Absent: true}) })
	}
	k.end()
}

// key is a legend: signs with their words, on more lines where one is too short.
type key struct {
	*Scene
	env  Env
	x    float64
	line bool
}

func (k *key) add(words string, draw func(at Point)) {
	const sign, gap, line, size = 22.0, 14.0, 22.0, 10.0
	w := sign + k.env.Measure(words, size, false)
	if k.line && k.x+w > k.env.Width {
		k.x, k.Height = 0, k.Height+line
	}
	at := Point{k.x + sign/2 - 2, k.Height + line/2}
	draw(at)
	k.Scene.Add(Text{At: Point{k.x + sign, at.Y}, S: fitted(k.env, words, size, k.env.Width-k.x-sign), Size: size, Tone: Muted})
	k.x, k.line = k.x+w+gap, true
}

func (k *key) end() {
	if k.line {
		k.Height += 22
	}
}

// words say the judgements of a study.
func (l Lights) words(r LightRow) string { return l.said(r, false) }

// said are the judgements of a study, with the suggestions marked as such unless that is said of all of them.
func (l Lights) said(r LightRow, allSuggested bool) string {
	var parts []string
	for i, light := range r.Lights {
		if i >= len(l.Columns) {
			break
		}
		said := light.Word
		switch {
		case light.Absent:
			said = tr.T("nothing to judge")
		case light.Overruled:
			said = tr.T("%s, overrules the suggestion", said)
		case light.Suggested && !allSuggested:
			said = tr.T("%s, suggested by the rules", said)
		}
		parts = append(parts, l.Columns[i]+" "+said)
	}
	return r.Name + ": " + strings.Join(parts, "; ")
}

func (l Lights) alt() string {
	parts := []string{tr.N(len(l.Rows), "Traffic-light plot of 1 result", "Traffic-light plot of %d results")}
	suggested, judged := false, false
	for _, r := range l.Rows {
		for _, light := range r.Lights {
			suggested, judged = suggested || light.Suggested, judged || !light.Suggested && !light.Absent
		}
	}
	all := suggested && !judged
	if all {
		parts = append(parts, tr.T("All judgements are suggested by the rules, none is confirmed by anybody"))
	}
	for _, r := range l.Rows {
		parts = append(parts, l.said(r, all))
	}
	return sentences(parts)
}
