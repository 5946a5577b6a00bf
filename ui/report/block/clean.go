package block

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes a text harmless that may hold anything, so that what it shows is what it holds, and so that every format
// (XML among them) can hold it. Each format passes all texts through it. No word is ever lost:
//
//   - every kind of line end becomes \n; tabs stay;
//   - other control characters, halves of surrogate pairs, noncharacters and bytes that are not UTF-8 become U+FFFD, which
//     shows that something was there;
//   - embeddings, overrides and isolates of direction go, for they turn the text around them, too. Scripts that run from
//     right to left do so by their letters, and the marks of direction among them stay.
func Clean(s string) string {
	if !needsCleaning(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case endsLine(r):
			return '\n'
		case turnsText(r):
			return -1
		case unfit(r):
			return utf8.RuneError
		}
		return r
	}, s)
}

func needsCleaning(s string) bool {
	if !utf8.ValidString(s) {
		return true
	}
	return strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && r != '\t' && (endsLine(r) || turnsText(r) || unfit(r)) })
}

func endsLine(r rune) bool {
	return r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029
}

func turnsText(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }

// unfit are control characters and those that are no characters at all, in each of the seventeen planes.
func unfit(r rune) bool {
	return unicode.IsControl(r) || r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef
}
