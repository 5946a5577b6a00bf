package csljson

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// wrongAt is where a text stops to be JSON; what stands before read is.
func wrongAt(text string, read int) int {
	blank := func(r rune) bool { return strings.ContainsRune(" \t\r\n", r) }
	rest := strings.TrimLeftFunc(text[read:], blank)
	if comma, ok := strings.CutPrefix(rest, ","); ok {
		rest = strings.TrimLeftFunc(comma, blank)
	} else if before := strings.TrimRightFunc(text[:read], blank); before != "" && !strings.HasSuffix(before, "[") && !strings.HasSuffix(before, ",") {
		return len(text) - len(rest) // a comma is missing here
	}
	at := len(text) - len(rest)
	var raw json.RawMessage
	var syntax *json.SyntaxError
	if errors.As(json.Unmarshal([]byte(rest), &raw), &syntax) {
		at += max(0, int(syntax.Offset)-1)
	}
	return at
}

// shownDepth is how many steps of a path are shown.
const shownDepth = 8

// placeOf is the line and column, from 1, of a place in a JSON text, and the path of what is read there.
func placeOf(text string, at int) (line, column int, path string) {
	at = min(at, len(text))
	line, start := 1, 0
	var steps []step
	expectKey := false
	for i := 0; i < at; i++ {
		switch text[i] {
		case '\r', '\n':
			if !strings.HasPrefix(text[i:], "\r\n") {
				line, start = line+1, i+1
			}
		case '{', '[':
			if len(steps) <= 10_000 { // deeper the decoder does not go
				steps = append(steps, step{array: text[i] == '['})
			}
			expectKey = text[i] == '{'
		case '}', ']':
			steps = steps[:max(0, len(steps)-1)]
			expectKey = false
		case ',':
			if n := len(steps); n > 0 && steps[n-1].array {
				steps[n-1].index++
			} else {
				expectKey = n > 0
			}
		case '"':
			end := stringEnd(text, i+1, at)
			if n := len(steps); n > 0 && !steps[n-1].array && expectKey && end < at {
				steps[n-1].key = text[i+1 : end]
				expectKey = false
			}
			i = end
		}
	}
	column = 1 + utf8.RuneCountInString(text[min(start, at):at])
	return line, column, join(steps)
}

// step is one array or object on the way to a place.
type step struct {
	array bool
	index int
	key   string
}

func stringEnd(text string, i, limit int) int {
	for ; i < limit; i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return limit
}

func join(steps []step) string {
	var b strings.Builder
	for i, s := range steps {
		if i == shownDepth {
			b.WriteString("…")
			break
		}
		switch {
		case s.array:
			fmt.Fprintf(&b, "[%d]", s.index)
		case s.key != "":
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(shown(s.key))
		}
	}
	return b.String()
}

// shown is as much of a text as a message has room for.
func shown(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "�")), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
