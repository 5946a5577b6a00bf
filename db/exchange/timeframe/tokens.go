package timeframe

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind int

const (
	word tokenKind = iota
	number
	punctuation
)

// token is a word, a number or a sign of a phrase.
type token struct {
	kind     tokenKind
	text     string
	value    float64
	ordinal  bool // 3rd
	attached bool // nothing stands between it and the token before
	at       int  // its index
}

// alike are signs that mean the same as a plain one.
var alike = strings.NewReplacer("–", "-", "—", "-", "‐", "-", "‑", "-", "−", "-", "－", "-", "，", ",", "（", "(", "）", ")", "；", ";", "、", ",",
	"[", "(", "]", ")", "\u00a0", " ", "\u202f", " ", "½", " 1/2", "¼", " 1/4", "¾", " 3/4", "’", "'", "：", ":", "～", "-", "~", " ", "≈", " ",
	"+/-", "±", "+ / -", "±", "+\\-", "±", "+-", "±", "\\", "")

// split cuts a phrase into tokens.
func split(text string) []token {
	if len(text) > maxText {
		text = text[:maxText]
	}
	s := alike.Replace(strings.ToLower(strings.ToValidUTF8(text, " ")))
	var out []token
	attached := false
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if unicode.IsSpace(r) {
			s, attached = s[size:], false
			continue
		}
		t, rest := next(s, r, size)
		t.attached, t.at = attached && len(out) > 0, len(out)
		out = append(out, t)
		s, attached = rest, true
	}
	return out
}

func next(s string, r rune, size int) (token, string) {
	switch {
	case r >= '0' && r <= '9', r == '.' && len(s) > 1 && s[1] >= '0' && s[1] <= '9':
		return digits(s)
	case unicode.IsLetter(r):
		n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' })
		if n < 0 {
			n = len(s)
		}
		return token{kind: word, text: strings.TrimRight(strings.TrimSuffix(s[:n], "'s"), "'")}, s[n:]
	}
	return token{kind: punctuation, text: s[:size]}, s[size:]
}

// date is a date of the calendar in figures, or a month of it.
var date = regexp.MustCompile(`^(?:[0-9]{1,2}[/.-])?[0-9]{1,2}[/.-](?:19|20)[0-9]{2}\b|^(?:19|20)[0-9]{2}[/.-][0-9]{1,2}[/.-][0-9]{1,2}\b`)

// digits reads a number with its ordinal ending. A time of day is a word: 8:30; so is a date: 15/03/2015.
func digits(s string) (token, string) {
	if d := date.FindString(s); d != "" {
		return token{kind: word, text: d}, s[len(d):]
	}
	text, n := figures(s)
	rest := s[n:]
	if len(rest) > 1 && rest[0] == ':' && isDigit(rest[1]) {
		for n < len(s) && (s[n] == ':' || isDigit(s[n])) {
			n++
		}
		return token{kind: word, text: s[:n]}, s[n:]
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil { // 1.2.3, or beyond all numbers
		return token{kind: word, text: text}, rest
	}
	t := token{kind: number, text: text, value: v}
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		if strings.HasPrefix(rest, ending) {
			after, _ := utf8.DecodeRuneInString(rest[2:])
			if !unicode.IsLetter(after) {
				t.ordinal, rest = true, rest[2:]
				break
			}
		}
	}
	return t, rest
}

// figures are the digits at the start of s, without commas between thousands, and how many bytes they take.
func figures(s string) (text string, n int) {
	for n < len(s) && (isDigit(s[n]) || s[n] == '.' && n+1 < len(s) && isDigit(s[n+1])) {
		n++
	}
	text = s[:n]
	for n+4 <= len(s) && s[n] == ',' && allDigits(s[n+1:n+4]) && (n+4 == len(s) || !isDigit(s[n+4])) && len(text) <= 3 {
		text, n = text+s[n+1:n+4], n+4
	}
	return text, n
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}
