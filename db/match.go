package db

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Match is how well a title fits what was typed. Lower is better.
type Match int

// From the best to the worst.
const (
	MatchWhole  Match = iota // the title is what was typed
	MatchStart               // the title begins with it
	MatchWords               // each word typed begins a word of the title
	MatchInside              // some of it is elsewhere only
)

// MatchTitle says how well a title fits what was typed. Case and accents do not matter.
func MatchTitle(title, typed string) Match {
	have, want := wordsOf(title), wordsOf(typed)
	if len(want) == 0 {
		return MatchInside
	}
	whole, begun := strings.Join(have, " "), strings.Join(want, " ")
	switch {
	case whole == begun:
		return MatchWhole
	case strings.HasPrefix(whole, begun):
		return MatchStart
	}
	for _, w := range want {
		if !begins(have, w) {
			return MatchInside
		}
	}
	return MatchWords
}

// begins reports whether one of the words starts like this.
func begins(words []string, start string) bool {
	for _, w := range words {
		if strings.HasPrefix(w, start) {
			return true
		}
	}
	return false
}

// wordsOf are the words of a text as the search index has them: runs of letters and digits, in lower case, without accents.
func wordsOf(text string) []string {
	return strings.FieldsFunc(fold(text), func(r rune) bool { return !inWord(r) })
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mn, r)
}

// fold takes case and accents away.
func fold(text string) string {
	plain := true
	for i := range len(text) {
		plain = plain && text[i] < 0x80
	}
	if plain {
		return strings.ToLower(text)
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(text))
}

// Mark is a stretch of a text, in bytes.
type Mark struct{ From, To int }

// Marks are the words of a text that begin like a word that was typed.
func Marks(text, typed string) []Mark {
	want := wordsOf(typed)
	if len(want) == 0 {
		return nil
	}
	var marks []Mark
	start := -1
	end := func(at int) {
		if start >= 0 {
			word := fold(text[start:at])
			for _, w := range want {
				if strings.HasPrefix(word, w) {
					marks = append(marks, Mark{start, at})
					break
				}
			}
		}
		start = -1
	}
	for i, r := range text {
		switch {
		case !inWord(r):
			end(i)
		case start < 0:
			start = i
		}
	}
	end(len(text))
	return marks
}

// Snippet is the stretch of a long text around the first word that was typed, about as many letters long as said, with
// ellipses where something is left out. Line breaks become spaces.
func Snippet(text, typed string, letters int) string {
	text = strings.Join(strings.Fields(text), " ")
	runes := []rune(text)
	if len(runes) <= letters {
		return text
	}
	from := 0
	if marks := Marks(text, typed); len(marks) > 0 {
		from = len([]rune(text[:marks[0].From])) - letters/4
	}
	from = max(0, min(from, len(runes)-letters))
	to := from + letters
	for from > 0 && from < to && runes[from-1] != ' ' { // whole words
		from++
	}
	for to < len(runes) && to > from && runes[to] != ' ' {
		to--
	}
	if to == from { // one endless word
		to = min(from+letters, len(runes))
	}
	cut := string(runes[from:to])
	if from > 0 {
		cut = "…" + cut
	}
	if to < len(runes) {
		cut += "…"
	}
	return cut
}
