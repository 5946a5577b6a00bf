// Package quote finds the words of a quote again in a text that was extracted anew, wrapped otherwise or moved to other
// pages, and never finds words that differ from it in a word, digit or sign. It knows texts only, not files or documents.
package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgrade/appraisal"
)

// contextLength is how many characters before and after a quote are kept with it.
const contextLength = 32

// Make takes a stretch of a page's text as a quote: its words, and the words around it by which it is found again.
// Start and end are in characters; white space at the ends of the stretch is left out, and a letter stays with
// its accents. The page's number is not known here: the caller sets it.
func Make(page string, start, end int) (exact string, a appraisal.Anchor) {
	text := []rune(page)
	start = max(0, min(start, len(text)))
	end = max(start, min(end, len(text)))
	for start < end && isSpace(text[start]) {
		start++
	}
	for end > start && isSpace(text[end-1]) {
		end--
	}
	for start < end && start > 0 && unicode.Is(unicode.Mn, text[start]) {
		start--
	}
	for end > start && end < len(text) && unicode.Is(unicode.Mn, text[end]) {
		end++
	}
	return string(text[start:end]), appraisal.Anchor{
		Prefix: string(text[max(0, start-contextLength):start]),
		Suffix: string(text[end:min(len(text), end+contextLength)]),
		Start:  start,
		End:    end,
	}
}

// Match is where a quote stands.
type Match struct {
	Page      int // from 1
	Start     int // in characters of the page's text
	End       int
	Moved     bool // it stands elsewhere than its anchor says
	Ambiguous bool // its words stand in several places, and what is known of it does not tell which is meant
}

// Find finds a quote in the pages of a text. Who looks for many quotes in one text makes Pages of it first.
func Find(pages []string, exact string, a appraisal.Anchor) (Match, bool) {
	return NewPages(pages).Find(exact, a)
}

// Pages is a text in which quotes are looked for.
type Pages struct{ pages []folded }

// NewPages prepares a text.
func NewPages(pages []string) *Pages {
	p := &Pages{pages: make([]folded, len(pages))}
	for i, text := range pages {
		p.pages[i] = fold(text)
	}
	return p
}

// place is where the words of a quote stand, in bytes of a folded page.
type place struct {
	page, from, to int
	context        int // how many characters around agree
}

// Find finds a quote. Where its words stand several times, the words around them decide, then the page and offset.
func (p *Pages) Find(exact string, a appraisal.Anchor) (Match, bool) {
	n, ok := newNeedle(exact, a)
	if !ok {
		return Match{}, false
	}
	var best, rival place
	found := 0
	for i, page := range p.pages {
		for from := 0; ; {
			at := strings.Index(page.text[from:], n.words)
			if at < 0 {
				break
			}
			at += from
			from = at + 1
			here := place{page: i, from: at, to: at + len(n.words)}
			if !n.fits(page.text, here) {
				continue
			}
			here.context = n.agreement(page.text, here)
			found++
			switch {
			case found == 1 || p.better(here, best, a):
				best, rival = here, best
			case found == 2 || p.better(here, rival, a):
				rival = here
			}
		}
	}
	if found == 0 {
		return Match{}, false
	}
	start, end := p.pages[best.page].span(best.from, best.to)
	m := Match{Page: best.page + 1, Start: start, End: end}
	m.Moved = m.Page != a.Page || m.Start != a.Start || m.End != a.End
	m.Ambiguous = found > 1 && m.Moved && best.context == rival.context
	return m, true
}

// better reports whether the first place fits what is known of a quote better than the second.
func (p *Pages) better(x, y place, a appraisal.Anchor) bool {
	if x.context != y.context {
		return x.context > y.context
	}
	if pagesOff(x, a) != pagesOff(y, a) {
		return pagesOff(x, a) < pagesOff(y, a)
	}
	return x.page == y.page && p.charactersOff(x, a) < p.charactersOff(y, a)
}

func pagesOff(x place, a appraisal.Anchor) int { return distance(x.page+1, a.Page) }

func (p *Pages) charactersOff(x place, a appraisal.Anchor) int {
	start, _ := p.pages[x.page].span(x.from, x.to)
	return distance(start, a.Start)
}

func distance(a, b int) int { return max(a-b, b-a) }

// needle is a quote as it is looked for.
type needle struct {
	words         string // of the quote
	before, after string // of its context
	first, last   rune   // of the words
	second        rune
}

// newNeedle folds a quote within its context, as the page is folded: whether a hyphen belongs to a word shows in what
// stands on both sides of it.
func newNeedle(exact string, a appraisal.Anchor) (needle, bool) {
	f := fold(a.Prefix + exact + a.Suffix)
	start := utf8.RuneCountInString(a.Prefix)
	end := start + utf8.RuneCountInString(exact)
	from, to := f.bytes(start, end)
	for from < to && f.text[from] == ' ' {
		from++
	}
	for to > from && f.text[to-1] == ' ' {
		to--
	}
	n := needle{words: f.text[from:to], before: f.text[:from], after: f.text[to:]}
	if !strings.ContainsFunc(n.words, isWord) {
		return n, false
	}
	var size int
	n.first, size = utf8.DecodeRuneInString(n.words)
	n.second, _ = utf8.DecodeRuneInString(n.words[size:])
	n.last, _ = utf8.DecodeLastRuneInString(n.words)
	return n, true
}

// fits reports whether the words at a place begin and end as the quote's do: a quote of "5 %" is not found in "15 %" or
// "−5 %", nor one of "effect" in "effective". A quote that began inside a word is found inside one.
func (n needle) fits(page string, at place) bool {
	before, own := lastRune(page[:at.from]), lastRune(n.before)
	number := isDigit(n.first) || strings.ContainsRune(".,", n.first) && isDigit(n.second)
	switch {
	case before == own:
	case isWord(n.first) && (isWord(before) || isWord(own)),
		number && (isDigit(before) || strings.ContainsRune("-+.,±", before)):
		return false
	}
	after, ownAfter := firstRunes(page[at.to:]), firstRunes(n.after)
	switch {
	case after == ownAfter:
	case isWord(n.last) && (isWord(after[0]) || isWord(ownAfter[0])),
		isDigit(n.last) && after[0] == '%' && ownAfter[0] != '%',
		isDigit(n.last) && strings.ContainsRune(".,:/-", after[0]) && isDigit(after[1]):
		return false
	}
	return true
}

// none stands where a text ends.
const none = utf8.RuneError

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func firstRunes(s string) [2]rune {
	first, size := utf8.DecodeRuneInString(s)
	second := rune(none)
	if size > 0 {
		second, _ = utf8.DecodeRuneInString(s[size:])
	}
	return [2]rune{first, second}
}

// agreement counts the bytes around a place that are those around the quote.
func (n needle) agreement(page string, at place) int {
	before, after := page[:at.from], page[at.to:]
	same := 0
	for same < len(before) && same < len(n.before) && before[len(before)-1-same] == n.before[len(n.before)-1-same] {
		same++
	}
	left := same
	for same-left < len(after) && same-left < len(n.after) && after[same-left] == n.after[same-left] {
		same++
	}
	return same
}
