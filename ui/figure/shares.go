package figure

import (
	"strconv"
	"strings"

	"claimgrade/ui/tr"
)

// Share is a part of a stacked bar.
type Share struct {
	Rating Rating
	Part   float64 // 0 to 1 of the bar
	Word   string  // the judgement in words
	Label  string  // how much it is, in words
}

// ShareRow is a bar of a summary.
type ShareRow struct {
	Name   string
	Shares []Share
	Total  bool // stands apart, as the overall judgement does
}

// Shares is a summary of judgements: for each domain a bar that divides the studies, to 100 %.
type Shares struct {
	Rows  []ShareRow
	Basis string // what the parts are shares of
}

const shareRow, shareBar = 26.0, 18.0

// Build draws the summary in the layout that robvis made usual.
func (s Shares) Build(env Env) Scene {
	sc := Scene{Width: env.Width, Height: 4}
	names := 0.0
	for _, r := range s.Rows {
		names = max(names, env.Measure(r.Name, lightText, true))
	}
	names = min(names+forestGap, env.Width*0.4)
	left, right := names, env.Width-2
	width := right - left
	for _, r := range s.Rows {
		if r.Total {
			sc.Height += 4
			sc.Add(Line{From: Point{0, sc.Height - 1}, To: Point{right, sc.Height - 1}, Tone: Hairline, Width: 1})
		}
		y := sc.Height
		sc.Add(Text{At: Point{0, y + shareRow/2}, S: fitted(env, r.Name, lightText, names-forestGap), Size: lightText, Bold: r.Total, Tone: Ink})
		x := left
		for _, p := range r.Shares {
			w := p.Part * width
			sc.addShare(env, Rect{X: x, Y: y + (shareRow-shareBar)/2, W: w, H: shareBar}, p)
			x += w
		}
		sc.Note(Rect{Y: y, W: env.Width, H: shareRow}, r.words(), "")
		sc.Height += shareRow
	}
	sc.Height += 2
	sc.addPercentAxis(left, width)
	s.addKey(&sc, env)
	sc.addNote(env, s.Basis, 0)
	sc.Height += 2
	sc.Alt = s.alt()
	return sc
}

// addShare draws a part of a bar, with its sign and how much it is where there is room.
func (s *Scene) addShare(env Env, r Rect, p Share) {
	fill, edge, on := p.Rating.colors()
	r.Fill, r.Stroke = fill, edge
	s.Add(r)
	const sign = 14.0
	mid := r.Y + r.H/2
	label := env.Measure(p.Label, 10, true)
	switch {
	case r.W >= sign+label+12 && p.Rating != NotRated:
		from := r.X + (r.W-sign-label)/2
		s.addSign(Point{from + sign/2 - 2, mid}, p.Rating, on)
		s.Add(Text{At: Point{from + sign, mid}, S: p.Label, Size: 10, Bold: true, Tone: on})
	case r.W >= label+6 && p.Rating == NotRated:
		s.Add(Text{At: Point{r.X + r.W/2, mid}, S: p.Label, Size: 10, Bold: true, Tone: on, Anchor: Middle})
	case r.W >= sign:
		s.addSign(Point{r.X + r.W/2, mid}, p.Rating, on)
	}
}

// addPercentAxis writes the quarters below the bars.
func (s *Scene) addPercentAxis(left, width float64) {
	y := s.Height
	s.Add(Line{From: Point{left, y}, To: Point{left + width, y}, Tone: Axis, Width: 1})
	for i := range 5 {
		x := left + width*float64(i)/4
		anchor := Middle
		switch i {
		case 0:
			anchor = Start
		case 4:
			anchor = End
		}
		s.Add(Line{From: Point{x, y}, To: Point{x, y + 4}, Tone: Axis, Width: 1},
			Text{At: Point{x, y + 12}, S: strconv.Itoa(25*i) + " %", Size: 10, Tone: Muted, Anchor: anchor})
	}
	s.Height += 22
}

// addKey says what the colours and signs mean: those that the bars have, in the order of the ratings.
func (s Shares) addKey(sc *Scene, env Env) {
	k := key{Scene: sc, env: env}
	for _, rating := range []Rating{RatedLow, RatedSome, RatedHigh, RatedNoInfo, NotRated} {
		word := ""
		for _, r := range s.Rows {
			for _, p := range r.Shares {
				if p.Rating == rating && word == "" {
					word = p.Word
				}
			}
		}
		if word != "" {
			k.add(word, func(at Point) { sc.addDisc(at, rating) })
		}
	}
	k.end()
}

func (r ShareRow) words() string {
	var parts []string
	for _, p := range r.Shares {
		parts = append(parts, p.Word+" "+p.Label)
	}
	return r.Name + ": " + strings.Join(parts, ", ")
}

func (s Shares) alt() string {
	parts := []string{tr.T("Judgements by domain")}
	for _, r := range s.Rows {
		parts = append(parts, r.words())
	}
	return sentences(append(parts, s.Basis))
}
