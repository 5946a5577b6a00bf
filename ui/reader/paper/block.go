package paper

import (
	"slices"
	"strings"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
)

// rect is a place in the column or in a block of it.
type rect struct{ x, y, w, h float32 }

func (r rect) right() float32  { return r.x + r.w }
func (r rect) bottom() float32 { return r.y + r.h }

func (r rect) has(at fyne.Position) bool {
	return at.X >= r.x && at.X < r.right() && at.Y >= r.y && at.Y < r.bottom()
}

// away is how far a place is from the rectangle; up and down count more, so that the word on the line wins.
func (r rect) away(at fyne.Position) float32 {
	dx := max(r.x-at.X, 0, at.X-r.right())
	dy := max(r.y-at.Y, 0, at.Y-r.bottom())
	return dx + 4*dy
}

func (r rect) with(o rect) rect {
	x, y := min(r.x, o.x), min(r.y, o.y)
	return rect{x, y, max(r.right(), o.right()) - x, max(r.bottom(), o.bottom()) - y}
}

// block is what the column is made of: a printed page, or a paragraph.
type block struct {
	page        int
	first, last int // its words: from the first up to, and not including, the last
	height      float32
	placed      bool // the height and what follows hold for the present width and zoom
	boxes       []rect
	lines       []line
}

// line is a line of a paragraph.
type line struct {
	text string
	y    float32
}

// blocksOf divides a text.
func blocksOf(t *Text) []*block {
	var out []*block
	for i, p := range t.pages {
		if t.Printed {
			out = append(out, &block{page: i, first: t.first[i], last: t.first[i+1]})
			continue
		}
		at := t.first[i]
		for _, s := range p.Paragraphs {
			b := &block{page: i, first: at}
			for at < t.first[i+1] && t.words[at].Start < s.End {
				at++
			}
			if b.last = at; b.last > b.first {
				out = append(out, b)
			}
		}
		if at < t.first[i+1] { // words outside all paragraphs
			out = append(out, &block{page: i, first: at, last: t.first[i+1]})
		}
	}
	return out
}

// measures are the sizes in which a text is set.
type measures struct {
	zoom  float32
	width float32 // of the column of paragraphs
}

// unit is the size of a point of a printed page at full size: 96 of 72.
const unit = 96.0 / 72

func (m measures) textSize() float32 { return theme.TextSize(theme.SizeBody) * 1.12 * m.zoom }
func (m measures) pitch() float32    { return ceil(m.textSize() * 1.5) }
func (m measures) between() float32  { return ceil(m.textSize() * 0.7) }

// estimate is a likely height of a block that is not placed yet; that of a printed page is exact.
func (m measures) estimate(t *Text, b *block) float32 {
	if t.Printed {
		return float32(t.pages[b.page].Height) * unit * m.zoom
	}
	letters := t.words[b.last-1].End - t.words[b.first].Start
	lines := ceil(float32(letters) * m.textSize() * 0.5 / max(m.width, 1))
	return max(lines, 1)*m.pitch() + m.between()
}

// place finds where the words of a block stand in it.
func (m measures) place(t *Text, b *block) {
	b.placed = true
	b.boxes = make([]rect, b.last-b.first)
	if t.Printed {
		k := float32(unit) * m.zoom
		for i := range b.boxes {
			w := t.words[b.first+i]
			b.boxes[i] = rect{float32(w.X) * k, float32(w.Y) * k, float32(w.W) * k, float32(w.H) * k}
		}
		b.height = m.estimate(t, b)
		return
	}
	s := setter{m: m, b: b, size: m.textSize(), pitch: m.pitch()}
	s.space = s.measure(" ")
	rows := t.tabular(b)
	for i := b.first; i < b.last; i++ {
		w := t.words[i]
		if rows && i > b.first && slices.Contains(t.runes[w.page][t.words[i-1].End:w.Start], '\n') && len(s.words) > 0 {
			s.end(i - b.first)
		}
		s.add(i-b.first, string(t.runes[w.page][w.Start:w.End]))
	}
	s.end(b.last - b.first)
	b.lines = s.lines
	b.height = s.y + m.between()
}

// tabular reports whether a paragraph is a table: its rows are lines, with bars between the cells. Other lines are set
// anew, since they were broken for another width.
func (t *Text) tabular(b *block) bool {
	text := string(t.runes[b.page][t.words[b.first].Start:t.words[b.last-1].End])
	return strings.Contains(text, " | ") && strings.Contains(text, "\n")
}

// setter sets the words of a paragraph in lines.
type setter struct {
	m                  measures
	b                  *block
	size, pitch, space float32
	lines              []line
	words              []string // of the line that is being filled
	from               int      // the first of them
	x, y               float32
}

func (s *setter) measure(text string) float32 {
	return fyne.MeasureText(text, s.size, fyne.TextStyle{}).Width
}

func (s *setter) add(i int, word string) {
	w := s.measure(word)
	if len(s.words) > 0 && s.x+s.space+w > s.m.width {
		s.end(i)
	}
	if w > s.m.width {
		s.long(i, word)
		return
	}
	if len(s.words) > 0 {
		s.x += s.space
	}
	s.x += w
	s.words = append(s.words, word)
}

// end finishes a line before a word. Words are measured within the line, since letters that meet are set closer.
func (s *setter) end(next int) {
	if len(s.words) > 0 {
		text := ""
		for k, w := range s.words {
			if k > 0 {
				text += " "
			}
			x := float32(0)
			if text != "" {
				x = s.measure(text)
			}
			text += w
			s.b.boxes[s.from+k] = rect{x, s.y, s.measure(text) - x, s.pitch}
		}
		s.lines = append(s.lines, line{text, s.y})
		s.y += s.pitch
	}
	s.words, s.x, s.from = nil, 0, next
}

// long breaks a word that is wider than a line, such as a web address.
func (s *setter) long(i int, word string) {
	top := s.y
	for rest := []rune(word); len(rest) > 0; {
		n := 1
		for n < len(rest) && s.measure(string(rest[:n+1])) <= s.m.width {
			n++
		}
		s.lines = append(s.lines, line{string(rest[:n]), s.y})
		s.y += s.pitch
		rest = rest[n:]
	}
	s.b.boxes[i] = rect{0, top, s.m.width, s.y - top}
	s.from = i + 1
}

// bars are the lines that words of a block cover: one rectangle for each line and column.
func (b *block) bars(from, to int) []rect {
	var out []rect
	for i := max(from, b.first); i < min(to, b.last); i++ {
		box := b.boxes[i-b.first]
		if n := len(out); n > 0 && sameLine(out[n-1], box) {
			out[n-1] = out[n-1].with(box)
			continue
		}
		out = append(out, box)
	}
	return out
}

// sameLine reports whether a word goes on the line of what is before it: beside it, and not in another column.
func sameLine(before, box rect) bool {
	overlap := min(before.bottom(), box.bottom()) - max(before.y, box.y)
	gap := box.x - before.right()
	low := min(before.h, box.h)
	return overlap > low*0.4 && gap > -low && gap < 2.5*max(before.h, box.h)
}

// nearest is the word of a block that is nearest to a place in it; -1 if the block has no words.
func (b *block) nearest(at fyne.Position) (i int, inside bool) {
	best, found := float32(0), -1
	for k, box := range b.boxes {
		if d := box.away(at); found < 0 || d < best {
			best, found = d, k
		}
	}
	if found < 0 {
		return -1, false
	}
	return b.first + found, b.boxes[found].has(at)
}

func ceil(v float32) float32 {
	i := float32(int(v))
	if i < v {
		i++
	}
	return i
}
