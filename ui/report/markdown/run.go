package markdown

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"claimgrade/ui/report/block"
)

// runs writes stretches of text one after the other. Emphasis that would not be read as such between its neighbours is left
// out rather than shown as asterisks.
func (w *writer) runs(runs []block.Run) string {
	texts := make([]string, len(runs))
	for i, r := range runs {
		texts[i] = w.run(r)
	}
	var out strings.Builder
	for i, r := range runs {
		after := ""
		if i+1 < len(runs) {
			after = texts[i+1]
		}
		mark := ""
		switch {
		case r.Bold && (r.Italic || r.Quote):
			mark = "***"
		case r.Bold:
			mark = "**"
		case r.Italic || r.Quote:
			mark = "*"
		}
		if mark != "" && holds(out.String(), texts[i], after) {
			out.WriteString(emphasized(texts[i], mark))
		} else {
			out.WriteString(texts[i])
		}
	}
	return out.String()
}

func (w *writer) run(r block.Run) string {
	text := escaped(r.Text)
	if r.Raised && !between(r) {
		text = `\[` + text + `\]`
	}
	if to := w.target(r.Link); to != "" && strings.TrimSpace(r.Text) != "" {
		text = "[" + oneLine(text) + "](" + to + ")"
	}
	if r.Sign != nil {
		text = strings.TrimRight(escaped(signWords(*r.Sign, r.Text))+" "+strings.TrimLeft(text, " "), " ")
	}
	if r.Basis == block.Unbased {
		text += ` \[` + escaped(block.UnbasedWords()) + `\]`
	}
	return text
}

// between reports whether a raised run is what stands between two numbers.
func between(r block.Run) bool {
	return r.Raised && !strings.ContainsFunc(r.Text, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
}

// signWords show a sign as it is seen and, before a text, as it is said.
func signWords(s block.Sign, text string) string {
	symbol := s.Symbol
	if s.Overruled {
		symbol += "↯"
	}
	return strings.TrimSpace(symbol + " " + s.Beside(text))
}

var entityIn = regexp.MustCompile(`&(#?\w+;)`)

func (w *writer) target(link string) string {
	if id := block.Place(link); id != "" && w.places[id] {
		return "#" + place(id)
	}
	return entityIn.ReplaceAllString(block.Web(link), "&amp;$1")
}

// anchor is a place that links point to; others have none, so that the text stays readable as it is.
func (w *writer) anchor(id string) string {
	if id == "" || !w.places[id] || w.placed[id] {
		return ""
	}
	w.placed[id] = true
	return `<a id="` + place(id) + `"></a>`
}

// place is an id in letters that need no escape.
func place(id string) string {
	var out strings.Builder
	for _, b := range []byte(id) {
		if b == '-' || b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' {
			out.WriteByte(b)
		} else {
			fmt.Fprintf(&out, "_%02x", b)
		}
	}
	return out.String()
}
