package html

import (
	"strconv"

	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
)

// slideShow writes slides one below the other; the script shows one at a time. Without it all are there to be read.
func (w *writer) slideShow(doc block.Document) error {
	slides := slidesOf(doc)
	w.head(doc, style(slidesStyle), slidesScript)
	w.raw("<body>\n<main>\n")
	w.element("h1", "heard", doc.Title)
	for i, s := range slides {
		if err := w.slide(s, i+1, len(slides)); err != nil {
			return err
		}
	}
	w.close("main")
	w.raw("\n")
	if doc.Foot != "" {
		w.open("footer", "")
		w.element("p", "foot", doc.Foot)
		w.close("footer")
		w.raw("\n")
	}
	w.bar()
	w.keys()
	w.raw("<script>" + slidesScript + "</script>\n</body>\n</html>\n")
	return nil
}

// slidesOf gathers what stands between the slides of a document in slides of its own, so that nothing is left out.
func slidesOf(doc block.Document) []block.Slide {
	var slides []block.Slide
	loose := false
	for _, b := range doc.Blocks {
		if s, ok := b.(block.Slide); ok {
			slides, loose = append(slides, s), false
			continue
		}
		if !loose {
			slides, loose = append(slides, block.Slide{Title: doc.Title}), true
		}
		last := &slides[len(slides)-1]
		last.Blocks = append(last.Blocks, b)
	}
	if len(slides) == 0 {
		slides = append(slides, block.Slide{Title: doc.Title})
	}
	return slides
}

func (w *writer) slide(s block.Slide, number, of int) error {
	title := s.Title
	if oneLine(title) == "" {
		title = tr.T("Slide %d of %d", number, of)
	}
	n := strconv.Itoa(number)
	w.open("section", "slide", "id", "slide-"+n, "role", "group", "aria-labelledby", "title-"+n, "data-of", strconv.Itoa(of))
	w.raw("\n")
	w.element("h2", "", title, "id", "title-"+n)
	w.level, w.base = 2, 2
	w.open("div", "inner")
	w.raw("\n")
	if err := w.blocks(s.Blocks); err != nil {
		return err
	}
	w.close("div")
	w.raw("\n")
	if len(s.Notes) > 0 {
		w.open("div", "notes", "role", "note")
		w.element("strong", "", tr.T("Speaker's notes"))
		w.paragraph(block.Paragraph{Runs: s.Notes})
		w.close("div")
		w.raw("\n")
	}
	w.close("section")
	w.raw("\n")
	return nil
}

// bar holds everything the keys do, for those who have none.
func (w *writer) bar() {
	w.open("nav", "bar", "aria-label", tr.T("Slides"))
	w.raw("\n")
	w.button("back", "←", tr.T("Back"), "")
	w.element("span", "number", "", "id", "number", "data-words", tr.T("Slide %d of %d"))
	w.button("on", "→", tr.T("Next"), "")
	w.button("notes", tr.T("Speaker's notes"), "", "false")
	w.button("full", tr.T("Full screen"), "", "")
	w.button("help", "?", tr.T("Keys"), "")
	w.close("nav")
	w.raw("\n")
	w.open("div", "heard", "id", "said", "role", "status", "aria-live", "polite")
	w.close("div")
	w.raw("\n")
}

func (w *writer) button(name, shown, label, pressed string) {
	class := ""
	if name == "full" {
		class = "fullscreen"
	}
	w.element("button", class, shown, "type", "button", "id", "do-"+name, "aria-label", label, "title", label, "aria-pressed", pressed)
}

func (w *writer) keys() {
	w.open("dialog", "", "id", "keys", "aria-labelledby", "keys-title")
	w.raw("\n")
	w.element("h2", "", tr.T("Keys"), "id", "keys-title")
	w.pairs(block.Pairs{
		{Label: tr.T("→, Page Down, Space"), Runs: block.T(tr.T("Next slide"))},
		{Label: tr.T("←, Page Up, Shift+Space"), Runs: block.T(tr.T("Slide before"))},
		{Label: tr.T("Home, End"), Runs: block.T(tr.T("First and last slide"))},
		{Label: "F", Runs: block.T(tr.T("Full screen"))},
		{Label: "N", Runs: block.T(tr.T("Speaker's notes"))},
		{Label: "?", Runs: block.T(tr.T("This list"))},
	})
	w.button("shut", tr.T("Close"), "", "")
	w.close("dialog")
	w.raw("\n")
}
