package html

import (
	"strings"

	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
)

func (w *writer) runs(runs []block.Run) {
	for _, r := range runs {
		w.run(r)
	}
}

// run writes a stretch of text within the elements it asks for.
func (w *writer) run(r block.Run) {
	var tags []string
	enter := func(tag, class string, attributes ...string) {
		w.open(tag, class, attributes...)
		tags = append(tags, tag)
	}
	if r.Raised {
		enter("sup", "")
	}
	if r.Link != "" {
		if to := w.target(r.Link); to != "" {
			role, class := "", ""
			if r.Raised {
				role = "doc-noteref"
			} else if r.Basis == block.Based {
				class = "based"
			}
			enter("a", class, "href", to, "role", role)
		}
	}
	if r.Basis == block.Unbased {
		enter("span", "unbased")
	}
	if r.Bold {
		enter("strong", "")
	}
	if r.Italic {
		enter("em", "")
	}
	if r.Quote {
		enter("span", "quote")
	}
	if r.Sign != nil {
		w.sign(*r.Sign, r.Sign.Beside(r.Text))
		if r.Text != "" && !strings.HasPrefix(r.Text, " ") {
			w.raw("&nbsp;") // a sign does not stand alone at the end of a line
		}
	}
	w.text(r.Text)
	if r.Basis == block.Unbased {
		w.raw(" ")
		w.open("small", "own")
		w.text("[" + block.UnbasedWords() + "]")
		w.close("small")
	}
	for i := len(tags) - 1; i >= 0; i-- {
		w.close(tags[i])
	}
}

// sign writes a symbol, which is seen, and its words, which are heard. A fragment cannot hide words, so it shows both.
func (w *writer) sign(s block.Sign, words string) {
	tone := toneOf(s.Tone)
	if w.fragment {
		w.open("span", tone)
		w.text(s.Symbol)
		w.close("span")
		w.raw(" ")
		if s.Overruled {
			w.text("↯ ")
		}
		w.text(words)
		return
	}
	class := "sign " + tone
	if s.Disc {
		class += " disc"
	}
	if s.Hollow {
		class += " hollow"
	}
	w.open("span", "nobreak")
	w.open("span", class, "aria-hidden", "true")
	w.text(s.Symbol)
	w.close("span")
	if s.Overruled {
		w.open("span", "overruled", "aria-hidden", "true", "title", tr.T("overruled"))
		w.text("↯")
		w.close("span")
	}
	if words != "" {
		w.open("span", "heard")
		w.text(words)
		w.close("span")
	}
	w.close("span")
}

// toneOf is the class of a tone: one of ours, whatever was given.
func toneOf(tone string) string {
	switch tone {
	case "blue", "green", "amber", "red":
		return tone
	}
	return "grey"
}
