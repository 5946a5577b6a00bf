package widgets

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

const ellipsis = "…"

// line is one line of a Text: stretches that each stay within one run.
type line struct {
	parts []part
	width float32
}

type part struct {
	run           int
	text          string
	x             float32
	width, height float32
}

// breaker breaks runs into lines.
type breaker struct {
	size    float32
	styleOf func(Run) fyne.TextStyle
	cut     bool // set when the text did not fit into the lines allowed
}

// word is what is never broken (unless wider than a whole line): letters of one or more runs without a space.
type word struct {
	pieces  []piece
	spaceIn int // the run of the space before it; -1 if there is none
	newline bool
}

type piece struct {
	run  int
	text string
}

func words(runs []Run) []word {
	var out []word
	cur := word{spaceIn: -1}
	flush := func() {
		if len(cur.pieces) > 0 || cur.newline {
			out = append(out, cur)
		}
		cur = word{spaceIn: -1}
	}
	for i, r := range runs {
		start := -1
		for p, c := range r.Text {
			switch c {
			case ' ', '\t', '\n':
				if start >= 0 {
					cur.pieces = append(cur.pieces, piece{i, r.Text[start:p]})
					start = -1
				}
				flush()
				cur.spaceIn, cur.newline = i, c == '\n'
			default:
				if start < 0 {
					start = p
				}
			}
		}
		if start >= 0 {
			cur.pieces = append(cur.pieces, piece{i, r.Text[start:]})
		}
	}
	flush()
	return out
}

func (b *breaker) measure(r Run, s string) float32 {
	return fyne.MeasureText(s, b.size, b.styleOf(r)).Width
}

// justFits reports whether pieces whose widths add up to a little more than the width fit it as one line: letters that
// meet at the borders of words are set closer.
func (b *breaker) justFits(runs []Run, pieces []piece, sum, width float32) bool {
	const closer = 3
	return sum-width < closer && ceil(b.assemble(runs, pieces).width) <= ceil(width)
}

func (b *breaker) lines(runs []Run, width float32, maxLines int) []line {
	var out []line
	var cur []piece
	var used float32
	done := func() {
		out = append(out, b.assemble(runs, cur))
		cur, used = nil, 0
	}
	for _, w := range words(runs) {
		if w.newline {
			done()
			w.spaceIn = -1
		}
		var ww, space float32
		for _, p := range w.pieces {
			ww += b.measure(runs[p.run], p.text)
		}
		if w.spaceIn >= 0 && len(cur) > 0 {
			space = b.measure(runs[w.spaceIn], " ")
		}
		if len(cur) > 0 && w.spaceIn >= 0 && used+space+ww > width {
			whole := append(append(slices.Clip(cur), piece{w.spaceIn, " "}), w.pieces...)
			if b.justFits(runs, whole, used+space+ww, width) {
				used = width - space - ww
			} else {
				done()
				space = 0
			}
		}
		if space > 0 {
			cur = append(cur, piece{w.spaceIn, " "})
			used += space
		}
		for _, p := range w.pieces {
			pw := b.measure(runs[p.run], p.text)
			for used+pw > width { // a word wider than the line: break it where it no longer fits
				head, tail := afterHyphen(b.split(runs[p.run], p.text, width-used))
				if head == "" && len(cur) == 0 {
					head, tail = firstLetter(p.text) // not even one letter fits: it must stand somewhere
				}
				if head != "" {
					cur = append(cur, piece{p.run, head})
				}
				if tail == "" {
					p.text, pw = "", 0
					used = width
					break
				}
				done()
				p.text = tail
				pw = b.measure(runs[p.run], tail)
			}
			if p.text != "" {
				cur = append(cur, p)
				used += pw
			}
		}
		if maxLines > 0 && len(out) > maxLines {
			break // the rest cannot show
		}
	}
	if len(cur) > 0 || len(out) == 0 {
		done()
	}
	if maxLines > 0 && len(out) > maxLines {
		b.cut = true
		last := out[maxLines-1]
		out = append(out[:maxLines-1], b.elide(runs, last, width))
	}
	if b.elideNeeded(out, width, maxLines) {
		b.cut = true
		out[0] = b.elide(runs, out[0], width)
	}
	return out
}

// afterHyphen moves a break within a word back to behind its last hyphen or slash, where there is one.
func afterHyphen(head, tail string) (string, string) {
	if i := strings.LastIndexAny(head, "-/"); i > 0 && tail != "" {
		return head[:i+1], head[i+1:] + tail
	}
	return head, tail
}

func firstLetter(s string) (first, rest string) {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n], s[n:]
}

// elideNeeded is for a single line that still is too wide because nothing of it could be broken.
func (b *breaker) elideNeeded(out []line, width float32, maxLines int) bool {
	return maxLines == 1 && len(out) == 1 && out[0].width > width+0.5 && len(out[0].parts) > 0 &&
		!strings.HasSuffix(out[0].parts[len(out[0].parts)-1].text, ellipsis)
}

// split cuts s so that the head fits the width.
func (b *breaker) split(r Run, s string, width float32) (head, tail string) {
	lo, hi := 0, utf8.RuneCountInString(s)
	runes := []rune(s)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if b.measure(r, string(runes[:mid])) <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return string(runes[:lo]), string(runes[lo:])
}

// elide ends a line with an ellipsis within the width.
func (b *breaker) elide(runs []Run, l line, width float32) line {
	var pieces []piece
	for _, p := range l.parts {
		pieces = append(pieces, piece{p.run, p.text})
	}
	for len(pieces) > 0 {
		last := &pieces[len(pieces)-1]
		room := width
		for _, p := range pieces[:len(pieces)-1] {
			room -= b.measure(runs[p.run], p.text)
		}
		room -= b.measure(runs[last.run], ellipsis)
		if head, _ := b.split(runs[last.run], last.text, room); head != "" || len(pieces) == 1 {
			last.text = strings.TrimRight(head, " …,;:·") + ellipsis
			break
		}
		pieces = pieces[:len(pieces)-1]
	}
	return b.assemble(runs, pieces)
}

// assemble joins the pieces of a line into stretches of one run each and measures them.
func (b *breaker) assemble(runs []Run, pieces []piece) line {
	var l line
	for _, p := range pieces {
		if n := len(l.parts); n > 0 && l.parts[n-1].run == p.run {
			l.parts[n-1].text += p.text
			continue
		}
		l.parts = append(l.parts, part{run: p.run, text: p.text})
	}
	for i := range l.parts {
		p := &l.parts[i]
		m := fyne.MeasureText(p.text, b.size, b.styleOf(runs[p.run]))
		p.x, p.width, p.height = l.width, m.Width, m.Height
		l.width += m.Width
	}
	return l
}
