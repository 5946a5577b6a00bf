package paper

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// folded is a page's text as it is searched: without case, accents, spaces more than one and hyphens that divide a word
// at the end of a line. Ligatures are written out, dashes and quotation marks have one form.
type folded struct {
	runes   []rune
	from    []int        // of each, the character of the page that it comes from
	divided map[int]bool // before which of them a hyphen at the end of a line was left out
}

var oneForm = map[rune]rune{'‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '−': '-', '“': '"', '”': '"', '„': '"', '«': '"', '»': '"',
	'‘': '\'', '’': '\'', '‚': '\'', '′': '\''}

func fold(text []rune) folded {
	f := folded{runes: make([]rune, 0, len(text)), from: make([]int, 0, len(text)), divided: map[int]bool{}}
	add := func(r rune, at int) { f.runes, f.from = append(f.runes, r), append(f.from, at) }
	for i := 0; i < len(text); i++ {
		r := text[i]
		switch {
		case r == '\u00ad' || r == '\u200b' || r == '\ufeff':
		case r == '-' && i > 0 && unicode.IsLetter(text[i-1]) && dividesAt(text, i) > 0:
			f.divided[len(f.runes)] = true
			i = dividesAt(text, i) - 1
		case unicode.IsSpace(r):
			if n := len(f.runes); n > 0 && f.runes[n-1] != ' ' {
				add(' ', i)
			}
		case r < 0x80:
			add(unicode.ToLower(r), i)
		default:
			if one, ok := oneForm[r]; ok {
				add(one, i)
				continue
			}
			for _, d := range norm.NFKD.String(string(r)) {
				if !unicode.Is(unicode.Mn, d) {
					add(unicode.ToLower(d), i)
				}
			}
		}
	}
	return f
}

// dividesAt is where a word goes on that a hyphen at the end of a line divides; 0 if it divides none.
func dividesAt(text []rune, hyphen int) int {
	line := false
	for i := hyphen + 1; i < len(text); i++ {
		switch r := text[i]; {
		case r == '\n':
			if line {
				return 0 // a new paragraph
			}
			line = true
		case unicode.IsSpace(r):
		case line && unicode.IsLower(r):
			return i
		default:
			return 0
		}
	}
	return 0
}

// Finder finds words in a text. What it has folded of the text serves for the next word, too.
type Finder struct {
	text  *Text
	pages []folded
}

// NewFinder prepares a text for finding. It is work for beside the window.
func NewFinder(t *Text) *Finder {
	f := &Finder{text: t, pages: make([]folded, len(t.runes))}
	for i, r := range t.runes {
		f.pages[i] = fold(r)
	}
	return f
}

// mostFound is how many places are shown at most.
const mostFound = 2000

// Find lists where words stand, in reading order. A hyphen at the end of a line may belong to the word or only divide it:
// both are found.
func (f *Finder) Find(words string) []Stretch {
	var out []Stretch
	want := []rune(strings.TrimSpace(string(fold([]rune(words)).runes)))
	if len(want) == 0 {
		return nil
	}
	for page, p := range f.pages {
		for at := 0; at+len(want) <= len(p.runes) && len(out) < mostFound; at++ {
			if end := p.match(at, want); end > 0 {
				out = append(out, Stretch{page, span(p.from[at], p.from[end-1]+1)})
				at = end - 1
			}
		}
	}
	return out
}

// match is the end of what is wanted where it begins at a place; 0 if it does not.
func (f folded) match(at int, want []rune) int {
	for _, w := range want {
		switch {
		case w == '-' && f.divided[at]:
			continue
		case at >= len(f.runes) || f.runes[at] != w:
			return 0
		}
		at++
	}
	return at
}
