package pdf

import (
	"slices"
	"strings"
	"unicode"

	"claimgrade/ui/figure"
	"claimgrade/ui/figure/face"
	"claimgrade/ui/report/block"
)

// ink is how words look.
type ink struct {
	face.Style
	size float64
	tone figure.Tone
}

// atom is a stretch of text of one look, or a sign, within a word.
type atom struct {
	ink
	text   string // of characters that the faces have
	raise  float64
	link   string
	sign   *block.Sign
	worded bool // the text beside a sign has its word
	width  float64
}

// word is what is not broken over lines if it fits on one.
type word struct {
	atoms []atom
	width float64
	space float64 // before it, if it is not the first of its line
	first bool    // begins a line of its own
}

// setter turns runs into words of a look.
type setter struct {
	ink
	links func(link string) bool // whether a link leads anywhere
	words []word
	open  bool    // the last word goes on
	space float64 // what stands before the next word
	first bool
}

// unbasedMark marks a sentence that nothing in the library bears out.
const unbasedMark = "†"

// set turns runs into words.
func (l *layout) set(runs []block.Run, look ink) []word {
	s := &setter{ink: look, links: l.leads}
	for i, r := range runs {
		s.run(r)
		if r.Basis == block.Unbased && (i+1 == len(runs) || runs[i+1].Basis != block.Unbased) {
			l.unbased = true
			s.tone = figure.AmberInk
			s.run(block.Run{Text: unbasedMark, Raised: true})
			s.tone = look.tone
		}
	}
	return s.words
}

func (s *setter) run(r block.Run) {
	look := s.ink
	look.Bold = look.Bold || r.Bold
	look.Italic = look.Italic || r.Italic
	a := atom{ink: look}
	if r.Link != "" && s.links(r.Link) {
		a.link = r.Link
		if r.Basis != block.Based || r.Raised { // else the colour would be that of the whole letter
			a.tone = figure.Accent
		}
	}
	if r.Raised {
		a.size, a.raise = look.size*0.68, look.size*0.36
	}
	if r.Sign != nil {
		s.sign(*r.Sign, a, r.Text)
	}
	for n, line := range strings.Split(block.Clean(r.Text), "\n") {
		if n > 0 {
			s.open, s.first = false, true
		}
		s.line(line, a)
	}
}

// sign puts a sign before the text that belongs to it.
func (s *setter) sign(sign block.Sign, a atom, text string) {
	sign.Symbol = face.Printable(block.Clean(sign.Symbol))
	if sign.Symbol == "" || len([]rune(sign.Symbol)) > 3 { // as a word: no disc has room for it
		a.text, a.tone = sign.Symbol, toneOf(sign.Tone, "ink")
		if a.text == "" {
			a.text = face.Printable(block.Clean(sign.Words()))
		}
		s.line(a.text, a)
		a.text = ""
		if text != "" {
			s.open, s.space = false, face.Width(" ", a.size, a.Style)
		}
		return
	}
	a.sign, a.worded = &sign, strings.HasPrefix(strings.TrimSpace(text), sign.Word)
	a.width = signWidth(sign, a.ink)
	if text != "" && !strings.HasPrefix(text, " ") {
		a.width += a.size * 0.3
	}
	s.add(a)
}

func (s *setter) line(text string, a atom) {
	start := -1 // of the word that is being read
	space := face.Width(" ", s.size, s.Style)
	for i, r := range text {
		switch {
		case breaks(r):
			if start >= 0 {
				s.text(text[start:i], a)
				start = -1
			}
			s.open, s.space = false, space
		case start < 0:
			start = i
		}
	}
	if start >= 0 {
		s.text(text[start:], a)
	}
}

// breaks reports whether a line may end at a space.
func breaks(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' && r != '\u2007'
}

// text adds a word or what belongs to one.
func (s *setter) text(text string, a atom) {
	if text = face.Printable(text); text == "" {
		return
	}
	a.text = text
	a.width = face.Width(text, a.size, a.Style)
	s.add(a)
}

// hyphens are the ends of the parts of a word that a narrow column may break it into: hyphens with three letters on both
// sides. Elsewhere words stay whole, for who copies a broken one gets it without its hyphen.
func hyphens(text string) []int {
	var out []int
	for i := 3; i+3 < len(text); i++ {
		if text[i] == '-' && letters(text[i-3:i]) && letters(text[i+1:i+4]) {
			out = append(out, i+1)
		}
	}
	return out
}

// letters reports whether bytes are letters of ASCII or parts of other characters.
func letters(s string) bool {
	for i := range len(s) {
		if b := s[i]; (b|0x20 < 'a' || b|0x20 > 'z') && b < 0x80 {
			return false
		}
	}
	return true
}

// least is the width of the widest part of a word that a narrow column may break it into.
func (w word) least() float64 {
	if len(w.atoms) != 1 || w.atoms[0].sign != nil {
		return w.width
	}
	a, most, from := w.atoms[0], 0.0, 0
	for _, end := range append(hyphens(a.text), len(a.text)) {
		most = max(most, face.Width(a.text[from:end], a.size, a.Style))
		from = end
	}
	return most
}

func (s *setter) add(a atom) {
	if !s.open {
		s.words = append(s.words, word{space: s.space, first: s.first})
		s.open, s.first, s.space = true, false, 0
	}
	w := &s.words[len(s.words)-1]
	w.atoms = append(w.atoms, a)
	w.width += a.width
}

// lines breaks words into lines no wider than a width.
func lines(words []word, width float64) [][]word {
	var out [][]word
	var line []word
	at := 0.0
	for _, w := range words {
		if w.first && (len(line) > 0 || len(out) > 0) {
			out, line, at = append(out, line), nil, 0
		}
		if len(line) > 0 && at+w.space+w.width > width+0.01 {
			out, line, at = append(out, line), nil, 0
		}
		for w.width > width+0.01 {
			head, tail := w.cut(width)
			if len(tail.atoms) == 0 {
				break
			}
			out = append(out, []word{head})
			w = tail
		}
		if len(line) > 0 {
			at += w.space
		}
		line = append(line, w)
		at += w.width
	}
	if len(line) > 0 {
		out = append(out, line)
	}
	return out
}

// cut breaks a word that is wider than a line: after a hyphen between words, or a sign such as a slash
// in the last third of what fits, else after any letter. The head has at least one letter or sign.
func (w word) cut(width float64) (head, tail word) {
	head = word{space: w.space, first: w.first}
	for i, a := range w.atoms {
		if head.width+a.width <= width {
			head.atoms = append(head.atoms, a)
			head.width += a.width
			continue
		}
		rest := append([]atom(nil), w.atoms[i:]...)
		if a.sign == nil {
			if n := a.fits(width-head.width, len(head.atoms) == 0); n > 0 {
				part := a
				part.text = a.text[:n]
				part.width = face.Width(part.text, part.size, part.Style)
				head.atoms = append(head.atoms, part)
				head.width += part.width
				rest[0].text = a.text[n:]
				rest[0].width = max(a.width-part.width, 0)
				if rest[0].text == "" {
					rest = rest[1:]
				}
			}
		}
		if len(head.atoms) == 0 { // a sign wider than the line stands alone
			head.atoms, head.width = rest[:1], rest[0].width
			rest = rest[1:]
		}
		tail.atoms = rest
		break
	}
	for _, a := range tail.atoms {
		tail.width += a.width
	}
	return head, tail
}

// fits is how many bytes of the atom's text fit a width; one letter at least if some must.
func (a atom) fits(width float64, some bool) int {
	at, end, good, hyphen := 0.0, 0, 0, 0
	whole := hyphens(a.text[:min(len(a.text), 200)])
	for i, r := range a.text {
		n := i + len(string(r))
		at += face.Width(string(r), a.size, a.Style)
		if at > width {
			if end == 0 && some {
				return n
			}
			break
		}
		end = n
		if r == '-' && slices.Contains(whole, n) {
			hyphen = n
		}
		if strings.ContainsRune("-/_.,;:)]}?&=+|\\", r) {
			good = n
		}
	}
	switch {
	case hyphen > 0:
		return hyphen
	case good > end*2/3:
		return good
	}
	return end
}
