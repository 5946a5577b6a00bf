package quote

import (
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded is a text of which only that is left by which quotes are told apart: letters with their accents, digits and
// signs. What extraction changes at will is gone: how lines break, hyphens in words, ligatures, the form of quotation
// marks and dashes, raised digits, and white space, but for one space where it keeps words or numbers apart.
type folded struct {
	text string
	at   []int32 // by byte of the text: the character that it comes from
}

// span is the stretch of characters that a stretch of bytes comes from.
func (f folded) span(from, to int) (start, end int) {
	return int(f.at[from]), int(f.at[to-1]) + 1
}

// bytes is the stretch of bytes that comes from a stretch of characters.
func (f folded) bytes(start, end int) (from, to int) {
	from = sort.Search(len(f.at), func(i int) bool { return int(f.at[i]) >= start })
	to = sort.Search(len(f.at), func(i int) bool { return int(f.at[i]) >= end })
	return from, to
}

func fold(s string) folded {
	w := folder{text: make([]byte, 0, len(s)), at: make([]int32, 0, len(s))}
	n := int32(0)
	for _, r := range s {
		w.read(r, n)
		n++
	}
	w.settle(none)
	return folded{text: string(w.text), at: w.at}
}

// folder writes a folded text. White space and hyphens wait until what follows them shows whether they count.
type folder struct {
	text             []byte
	at               []int32
	last, beforeLast rune // written last; 0 at the start
	space            bool
	spaceAt          int32
	hyphen           bool // read directly after a letter
	hyphenAt         int32
	soft             bool // a soft hyphen was read last: the line that ends after it goes on
}

func (w *folder) read(r rune, n int32) {
	switch {
	case r > ' ' && r < 0x7f && r != '`':
		w.soft = false
		w.sign(r, n)
		return
	case r == '\u00ad':
		w.soft = true
		return
	case isNothing(r):
		return
	case isSpace(r):
		if !w.soft && !w.space {
			w.space, w.spaceAt = true, n
		}
		return
	}
	w.soft = false
	if form, ok := forms[r]; ok {
		w.sign(form, n)
		return
	}
	letters := norm.NFKD.PropertiesString(string(r)).Decomposition()
	if letters == nil {
		w.sign(r, n)
		return
	}
	for _, part := range string(letters) {
		if form, ok := forms[part]; ok {
			part = form
		}
		if !isSpace(part) { // an accent on its own is a space with an accent
			w.sign(part, n)
		}
	}
}

// forms are the signs that have many forms.
var forms = func() map[rune]rune {
	all := map[rune]rune{'\u2044': '/', '\u2215': '/', '\u2236': ':', '\u00b5': 'μ', '\u2217': '*', '\u223c': '~', '\u02dc': '~'}
	for form, runes := range map[rune]string{
		'-':  "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d",
		'\'': "`\u00b4\u2018\u2019\u201a\u201b\u2032\u2035\u02b9\u02bb\u02bc\u2039\u203a\uff07",
		'"':  "\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\u02ba\u301d\u301e\u301f\uff02",
	} {
		for _, r := range runes {
			all[r] = form
		}
	}
	return all
}()

// sign takes a character in its simplest form.
func (w *folder) sign(r rune, n int32) {
	if r == '-' && !w.hyphen && !w.space && isLetter(w.last) {
		w.hyphen, w.hyphenAt = true, n
		return
	}
	w.settle(r)
	switch {
	case r == '\'' && w.last == '\'' && w.at[len(w.at)-1] == n-1: // two single marks are a double one
		w.text[len(w.text)-1], w.last = '"', '"'
	case r >= utf8.RuneSelf && unicode.Is(unicode.M, r):
		w.accent(r, n)
	default:
		w.write(r, n)
	}
}

// settle decides on a hyphen and white space that were read before r. A hyphen between letters says little: it may
// have come with a line's end, or have gone with one. Before a digit it may be a minus.
func (w *folder) settle(r rune) {
	if w.hyphen {
		w.hyphen = false
		if isLetter(r) {
			w.space = false
			return
		}
		w.write('-', w.hyphenAt)
	}
	if w.space {
		w.space = false
		if parts(w.beforeLast, w.last, r) {
			w.write(' ', w.spaceAt)
		}
	}
}

// parts reports whether a space between two characters keeps words or numbers apart: "10. 5" is not "10.5".
func parts(beforeLast, last, next rune) bool {
	switch {
	case isWord(last):
		return isWord(next) || isDigit(last) && isPoint(next)
	case isPoint(last):
		return isDigit(beforeLast) && isDigit(next)
	}
	return false
}

func (w *folder) write(r rune, n int32) {
	w.text = utf8.AppendRune(w.text, r)
	for len(w.at) < len(w.text) {
		w.at = append(w.at, n)
	}
	w.beforeLast, w.last = w.last, r
}

// accent writes a mark in the order of Unicode's canonical form, so that two marks on one letter have one order.
func (w *folder) accent(r rune, n int32) {
	class := norm.NFKD.PropertiesString(string(r)).CCC()
	at := len(w.text)
	for class > 0 && at > 0 {
		before, size := utf8.DecodeLastRune(w.text[:at])
		if !unicode.Is(unicode.M, before) || norm.NFKD.PropertiesString(string(before)).CCC() <= class {
			break
		}
		at -= size
	}
	if at == len(w.text) {
		w.write(r, n)
		return
	}
	mark := utf8.AppendRune(nil, r)
	w.text = slices.Insert(w.text, at, mark...)
	for range mark {
		w.at = slices.Insert(w.at, at, w.at[at])
	}
	w.at[len(w.at)-1] = n // the last of the marks ends the letter
}

func isSpace(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Z, r)
}

// isNothing reports whether a character is never seen.
func isNothing(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Variation_Selector, r)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isPoint(r rune) bool { return r == '.' || r == ',' || r == ':' || r == '/' }

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.M, r)
}

// isWord reports whether a character belongs to a word or number.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return isLetter(r) || isDigit(r)
	}
	return r != none && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.M, r))
}
