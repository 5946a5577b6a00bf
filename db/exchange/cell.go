package exchange

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A spreadsheet takes a cell that begins with one of these signs for a formula and runs it; the wide ones it reads as
// their narrow twins.
const formulaSigns = "=+-@\t\r\n＝＋－＠"

// wholeNumber is a cell that is a number and nothing else: a minus in front of it starts no formula.
var wholeNumber = regexp.MustCompile(`^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$`)

// GuardCell is a text as a cell of a table that no spreadsheet runs: with an apostrophe in front where it would. A text
// that has such apostrophes already gets one more, so that UnguardCell finds every text as it was.
func GuardCell(s string) string {
	if runs(s) && !wholeNumber.MatchString(s) {
		return "'" + s
	}
	return s
}

// UnguardCell takes off the apostrophe that GuardCell put in front.
func UnguardCell(s string) string {
	if strings.HasPrefix(s, "'") && runs(s) {
		return s[1:]
	}
	return s
}

// runs reports whether a sign of a formula is the first that is no apostrophe.
func runs(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "'"))
	return r != utf8.RuneError && strings.ContainsRune(formulaSigns, r)
}

// OneLine is a text as it stands in a format of lines: white space and control characters are single spaces. Unlike Plain
// it leaves everything else as it is: what looks like markup is text.
func OneLine(s string) string {
	clean := func(r rune) bool {
		return r != ' ' && (unicode.IsSpace(r) || unicode.IsControl(r)) || r == utf8.RuneError || invisible(r)
	}
	if s = strings.TrimSpace(s); strings.Contains(s, "  ") || strings.IndexFunc(s, clean) >= 0 {
		return singleSpaced(s)
	}
	return s
}
