// Package paper shows the pages or paragraphs of a text to be read: a scrolling column in which words are selected and
// stretches are marked, and where words are found. It must not know what is marked, or why.
package paper

import (
	"regexp"
	"strings"
	"unicode"

	"claimgrade/db/document"
)

// What pages are made of is told where they are read from files.
type (
	Page = document.Page
	Word = document.Word
	Span = document.Span
)

func span(start, end int) Span { return Span{Start: start, End: end} }

// Stretch is a part of one page, counted from 0.
type Stretch struct {
	Page int
	Span
}

// word is a word of a text with its page.
type word struct {
	page int
	Word
}

// Text is what a Paper shows. Its words are numbered through all pages, in reading order.
type Text struct {
	pages   []Page
	runes   [][]rune
	words   []word
	alone   map[string]bool // words that stand by themselves in one line somewhere, with their hyphens, in small letters
	first   []int           // number of the first word of each page, and the number of words at the end
	Printed bool            // has pages with a size; else it is a column of paragraphs
}

// NewText prepares pages for reading. It is work for beside the window.
func NewText(pages []Page) *Text {
	t := &Text{pages: pages, runes: make([][]rune, len(pages)), alone: map[string]bool{}, first: make([]int, 0, len(pages)+1)}
	for i, p := range pages {
		t.Printed = t.Printed || p.Width > 0
		t.runes[i] = []rune(p.Text)
		t.first = append(t.first, len(t.words))
		found := p.Words
		if found == nil {
			found = spaced(t.runes[i])
		}
		for _, w := range found {
			if w.Start >= 0 && w.Start < w.End && w.End <= len(t.runes[i]) {
				t.words = append(t.words, word{i, w})
				if s := string(t.runes[i][w.Start:w.End]); !strings.Contains(s, "\n") && !strings.HasSuffix(s, "-") {
					t.alone[bare(s)] = true
				}
			}
		}
	}
	t.first = append(t.first, len(t.words))
	return t
}

// spaced are the words between spaces.
func spaced(text []rune) []Word {
	var words []Word
	start := -1
	for i, r := range text {
		switch {
		case unicode.IsSpace(r):
			if start >= 0 {
				words = append(words, Word{Span: span(start, i)})
			}
			start = -1
		case start < 0:
			start = i
		}
	}
	if start >= 0 {
		words = append(words, Word{Span: span(start, len(text))})
	}
	return words
}

// Pages is how many pages the text has; Page is the text of one, counted from 0.
func (t *Text) Pages() int { return len(t.pages) }

// Page returns the text of a page.
func (t *Text) Page(i int) string { return t.pages[i].Text }

// Empty reports whether there are no words to read or select, as in a scan.
func (t *Text) Empty() bool { return len(t.words) == 0 }

// within are the words that a stretch touches: from the first up to, and not including, the second.
func (t *Text) within(s Stretch) (from, to int) {
	if s.Page < 0 || s.Page >= len(t.pages) {
		return 0, 0
	}
	from, to = t.first[s.Page], t.first[s.Page+1]
	for from < to && t.words[from].End <= s.Start {
		from++
	}
	for to > from && t.words[to-1].Start >= s.End {
		to--
	}
	return from, to
}

// stretches are what lies between two words, both included, page by page.
func (t *Text) stretches(from, to int) []Stretch {
	var out []Stretch
	for i := from; i <= to && i < len(t.words); {
		page := t.words[i].page
		last := min(to, t.first[page+1]-1)
		s := Stretch{page, span(t.words[i].Start, t.words[last].End)}
		for k := i; k <= last; k++ { // words need not be sorted by their place in the text
			s.Start, s.End = min(s.Start, t.words[k].Start), max(s.End, t.words[k].End)
		}
		out = append(out, s)
		i = last + 1
	}
	return out
}

// String is the text of a stretch as it stands there.
func (t *Text) String(s Stretch) string {
	r := t.runes[s.Page]
	return string(r[max(0, min(s.Start, len(r))):max(0, min(s.End, len(r)))])
}

// Readable is the text of stretches in one line: words divided at the end of a line are joined again.
func (t *Text) Readable(all []Stretch) string {
	var parts []string
	for _, s := range all {
		parts = append(parts, t.String(s))
	}
	return t.join(strings.Join(parts, "\n"))
}

// bare is a word in small letters without the signs around it.
func bare(s string) string {
	return strings.ToLower(strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// join makes one line of several. A hyphen at the end of a line before a small letter divides a word, unless it joins
// words that the text has elsewhere.
func (t *Text) join(s string) string {
	var b strings.Builder
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if next := nextLine(lines[i+1:]); divided(line, next) {
			lines[i+1] = strings.TrimSuffix(strings.TrimSuffix(line, "-"), "\u00ad") + next
			if t.hyphened(line[strings.LastIndexByte(line, ' ')+1:], firstWord(next)) {
				lines[i+1] = line + next
			}
			continue
		}
		b.WriteString(strings.Join(strings.Fields(line), " "))
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(b.String(), "\u00ad", "")), " ")
}

// hyphened reports whether a word that is parted after its hyphen has it within a line, too. The text tells: it has the
// word so, or without the hyphen; or else the part before the hyphen is a word of its own.
func (t *Text) hyphened(head, tail string) bool {
	if !strings.HasSuffix(head, "-") {
		return false // parted by a sign that is seen at the end of a line only
	}
	whole := strings.TrimSuffix(head, "-")
	switch {
	case t.alone[bare(head+tail)]:
		return true
	case t.alone[bare(whole+tail)]:
		return false
	}
	part := bare(whole[strings.LastIndexByte(whole, '-')+1:])
	return t.alone[part] && !beginnings[part]
}

// beginnings are words that stand by themselves everywhere and begin others by chance: "the-rapy", "in-fusion".
var beginnings = map[string]bool{"": true, "a": true, "an": true, "and": true, "are": true, "as": true, "at": true, "be": true, "but": true, "by": true,
	"can": true, "do": true, "for": true, "had": true, "has": true, "he": true, "her": true, "in": true, "is": true, "it": true, "may": true, "no": true, "not": true,
	"of": true, "on": true, "or": true, "our": true, "per": true, "so": true, "the": true, "to": true, "was": true, "we": true, "with": true}

func firstWord(s string) string {
	if f := strings.Fields(s); len(f) > 0 {
		return f[0]
	}
	return ""
}

func nextLine(rest []string) string {
	if len(rest) == 0 {
		return ""
	}
	return strings.TrimSpace(rest[0])
}

func divided(line, next string) bool {
	if strings.HasSuffix(line, "\u00ad") && next != "" {
		return true
	}
	r := []rune(line)
	if len(r) < 2 || r[len(r)-1] != '-' || !unicode.IsLetter(r[len(r)-2]) {
		return false
	}
	for _, c := range next {
		return unicode.IsLower(c)
	}
	return false
}

// paragraph is the stretch of the paragraph around a character.
func (t *Text) paragraph(page, at int) Span {
	for _, p := range t.pages[page].Paragraphs {
		if p.Start <= at && at < p.End {
			return p
		}
	}
	return span(0, len(t.runes[page]))
}

// sentence are the first and last word of the sentence around a word. A sentence does not go beyond its paragraph.
func (t *Text) sentence(at int) (from, to int) {
	w := t.words[at]
	p := t.paragraph(w.page, w.Start)
	lo, hi := t.within(Stretch{w.page, p})
	from, to = at, at
	for from > lo && !t.ends(from-1) {
		from--
	}
	for to < hi-1 && !t.ends(to) {
		to++
	}
	return from, to
}

// shortened are words that end in a stop without ending a sentence.
var shortened = map[string]bool{"al": true, "vs": true, "fig": true, "figs": true, "tab": true, "dr": true, "prof": true, "mr": true, "mrs": true,
	"ms": true, "st": true, "no": true, "approx": true, "ca": true, "cf": true, "eg": true, "ie": true, "resp": true, "ref": true, "refs": true,
	"vol": true, "pp": true, "ed": true, "eds": true, "inc": true, "eq": true, "suppl": true}

var (
	// citedAfter are the numbers of references behind the stop of a sentence: "placebo.[12]", "placebo.¹²", "placebo.12,13".
	citedAfter = regexp.MustCompile(`(\p{L}\p{L}|[)\]%”"’])([.?!])["'”’)»]*(?:\[[\d,;–-]+\]|[⁰¹²³⁴-⁹][⁰¹²³⁴-⁹,⁻–-]*|\d{1,3}(?:[,–-]\d{1,3})*)$`)
	// citedAlone are such numbers as a word of their own.
	citedAlone = regexp.MustCompile(`^(?:\[[\d,;–-]+\]|[⁰¹²³⁴-⁹][⁰¹²³⁴-⁹,⁻–-]*)$`)
)

// ends reports whether a sentence ends with a word. The numbers of references behind its stop belong to it.
func (t *Text) ends(i int) bool {
	w := t.words[i]
	if i+1 >= len(t.words) || t.words[i+1].page != w.page {
		return true
	}
	if citedAlone.MatchString(t.word(i + 1)) {
		return false
	}
	if i > 0 && citedAlone.MatchString(t.word(i)) && t.words[i-1].page == w.page {
		return t.stops(i-1, i+1)
	}
	return t.stops(i, i+1)
}

func (t *Text) word(i int) string {
	w := t.words[i]
	return string(t.runes[w.page][w.Start:w.End])
}

// stops reports whether a word has the stop of a sentence, if next is the word that would begin another.
func (t *Text) stops(i, after int) bool {
	bare := citedAfter.ReplaceAllString(t.word(i), "$1$2")
	bare = strings.TrimRightFunc(bare, func(r rune) bool { return strings.ContainsRune(`"'”’)]»`, r) })
	if bare == "" {
		return false
	}
	last := bare[len(bare)-1]
	bare = strings.TrimRight(bare, ".?!…")
	switch {
	case last == '?' || last == '!':
	case last != '.':
		return false
	case strings.Contains(bare, ".") && !strings.ContainsAny(bare, "0123456789"), // "e.g."
		shortened[strings.ToLower(strings.TrimLeft(bare, `"'“‘([«`))],
		len([]rune(bare)) == 1 && unicode.IsUpper([]rune(bare)[0]): // an initial
		return false
	}
	for _, r := range t.word(after) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return !unicode.IsLower(r)
		}
	}
	return true
}

// ParagraphNumber is the number of the paragraph in which a stretch begins, from 1 on its page.
func (t *Text) ParagraphNumber(s Stretch) int {
	for i, p := range t.pages[s.Page].Paragraphs {
		if s.Start < p.End {
			return i + 1
		}
	}
	return len(t.pages[s.Page].Paragraphs)
}
