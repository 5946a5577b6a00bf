package document

import (
	"encoding/binary"
	"errors"
	"math"
	"unicode/utf8"
)

// layoutVersion is the first byte of a layout.
const layoutVersion = 1

// Layout writes where the paragraphs and words of a page stand, for PageOf: a page is kept as its text and its layout.
// Numbers are in the order of the text and mostly small steps from the one before, so a word takes about ten bytes.
func (p Page) Layout() []byte {
	b := []byte{layoutVersion}
	number := func(n int) { b = binary.AppendVarint(b, int64(n)) }
	length := func(f float64) { number(int(math.Round(f * 100))) } // hundredths of a point
	spans := func(n int, at func(i int) Span, more func(i int)) {
		number(n)
		last := 0
		for i := range n {
			s := at(i)
			number(s.Start - last)
			number(s.End - s.Start)
			last = s.Start
			more(i)
		}
	}
	length(p.Width)
	length(p.Height)
	spans(len(p.Paragraphs), func(i int) Span { return p.Paragraphs[i] }, func(int) {})
	spans(len(p.Words), func(i int) Span { return p.Words[i].Span }, func(i int) {
		w := p.Words[i]
		length(w.X)
		length(w.Y)
		length(w.W)
		length(w.H)
	})
	return b
}

var errLayout = errors.New("the layout of the page is damaged or of a newer ClaimGrade")

// PageOf puts a page together from what was kept of it.
func PageOf(text string, layout []byte) (Page, error) {
	p := Page{Text: text}
	if len(layout) == 0 || layout[0] != layoutVersion {
		return p, errLayout
	}
	r := layoutReader{rest: layout[1:], most: utf8.RuneCountInString(text)}
	p.Width, p.Height = r.length(), r.length()
	last := 0
	for range r.count() {
		var s Span
		s, last = r.span(last)
		p.Paragraphs = append(p.Paragraphs, s)
	}
	last = 0
	for range r.count() {
		var w Word
		w.Span, last = r.span(last)
		w.X, w.Y, w.W, w.H = r.length(), r.length(), r.length(), r.length()
		p.Words = append(p.Words, w)
	}
	if r.bad || len(r.rest) > 0 {
		return Page{Text: text}, errLayout
	}
	return p, nil
}

type layoutReader struct {
	rest []byte
	most int // characters of the text
	bad  bool
}

func (r *layoutReader) number() int {
	n, size := binary.Varint(r.rest)
	if size <= 0 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

func (r *layoutReader) length() float64 { return float64(r.number()) / 100 }

// count is a number of spans, each of which takes two bytes at least.
func (r *layoutReader) count() int {
	n := r.number()
	if n < 0 || n > len(r.rest)/2 {
		r.bad, r.rest = true, nil
		return 0
	}
	return n
}

func (r *layoutReader) span(last int) (Span, int) {
	start := last + r.number()
	s := Span{start, start + r.number()}
	if s.Start < 0 || s.End < s.Start || s.End > r.most {
		r.bad = true
		return Span{}, last
	}
	return s, start
}
