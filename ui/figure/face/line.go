package face

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// Piece is a stretch of a line that one face draws, its characters from left to right.
type Piece struct {
	Face *Face
	Text string
}

// Pieces are a line of words as they stand on paper, from left to right.
func Pieces(s string, style Style) []Piece {
	main := of(style)
	if plain(s) {
		return []Piece{{main, s}}
	}
	var out []Piece
	for _, r := range Ordered(Printable(s)) {
		f := main
		if !f.Has(r) {
			f = signs
		}
		if n := len(out); n > 0 && out[n-1].Face == f {
			out[n-1].Text += string(r)
			continue
		}
		out = append(out, Piece{f, string(r)})
	}
	return out
}

// plain reports whether a text needs no care: every face has these characters.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// Printable is a text of characters that the faces have. Marks that nobody sees (of direction, of joining, soft hyphens)
// go, and with them those that turn the text around them; breaks of lines and tabs become spaces; other control characters
// and bytes that are no text become U+FFFD. What no face has is written as its code, such as [U+1F600].
func Printable(s string) string {
	if plain(s) {
		return s
	}
	var out strings.Builder
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, string(utf8.RuneError))) {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			out.WriteByte(' ')
		case unseen(r):
		case unicode.IsControl(r):
			out.WriteRune(utf8.RuneError)
		case known(r):
			out.WriteRune(r)
		default:
			fmt.Fprintf(&out, "[U+%04X]", r)
		}
	}
	return out.String()
}

// known reports whether any face draws a character: the upright Inter has what its other styles have.
func known(r rune) bool { return regular.Has(r) || signs.Has(r) }

func unseen(r rune) bool {
	return unicode.Is(unicode.Cf, r) && r < 0xe0000 || r >= 0xfe00 && r <= 0xfe0f
}

// Ordered is a line in the order in which it stands on paper: scripts from right to left are turned, and what brackets
// them is mirrored.
func Ordered(s string) string {
	if !strings.ContainsFunc(s, rightToLeft) {
		return s
	}
	var p bidi.Paragraph
	if _, err := p.SetString(shape(s)); err != nil {
		return s
	}
	order, err := p.Order()
	if err != nil {
		return s
	}
	runs, turned := make([]string, order.NumRuns()), make([]bool, order.NumRuns())
	for i := range runs {
		run := order.Run(i)
		runs[i], turned[i] = run.String(), run.Direction() == bidi.RightToLeft
		if turned[i] {
			runs[i] = bidi.ReverseString(runs[i])
		}
	}
	if order.Direction() == bidi.RightToLeft {
		slices.Reverse(runs)
		return strings.Join(runs, "")
	}
	for i := 0; i < len(runs); i++ { // numbers between words of such a script are part of what is read from the right
		end := i
		for turned[i] && end+2 < len(runs) && turned[end+2] && !strings.ContainsFunc(runs[end+1], unicode.IsLetter) {
			end += 2
		}
		slices.Reverse(runs[i : end+1])
		i = end
	}
	return strings.Join(runs, "")
}

func rightToLeft(r rune) bool {
	return r >= 0x590 && r <= 0x8ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfeff
}
