package html

import (
	"strconv"

	"claimgrade/ui/report/block"
)

func (w *writer) blocks(blocks []block.Block) error {
	for _, b := range blocks {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if err := w.block(b); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) block(b block.Block) error {
	switch b := b.(type) {
	case block.Heading:
		w.heading(b)
	case block.Paragraph:
		w.paragraph(b)
	case block.List:
		w.list(b)
	case block.Pairs:
		w.pairs(b)
	case block.Table:
		return w.table(b)
	case block.Figure:
		return w.figure(b)
	case block.Band:
		return w.band(b)
	case block.Pages:
		w.open("hr", "newpage")
		w.raw("\n")
	case block.Lines:
		w.lines(b)
	case block.Slide:
		return w.section(b)
	case block.Beside:
		return w.beside(b)
	default:
		return block.Unknown(b)
	}
	return nil
}

// heading writes a heading one level below the title at most one deeper than the last: people who listen to a page walk it
// by the levels of its headings, and must not fall through a gap.
func (w *writer) heading(h block.Heading) {
	level := min(max(h.Level, 1)+w.base, w.level+1, 6)
	w.level = level
	w.element("h"+strconv.Itoa(level), "", h.Text, "id", w.id(h.ID))
}

func (w *writer) paragraph(p block.Paragraph) {
	class := ""
	if p.Small {
		class = "small"
	}
	w.open("p", class, "id", w.id(p.ID))
	w.runs(p.Runs)
	w.close("p")
	w.raw("\n")
}

func (w *writer) list(l block.List) {
	if len(l.Items) == 0 {
		return
	}
	tag := "ul"
	if l.Numbered {
		tag = "ol"
	}
	class := ""
	if l.Small {
		class = "close"
	}
	start := ""
	if l.Numbered && l.After > 0 {
		start = strconv.Itoa(l.After + 1)
	}
	w.open(tag, class, "start", start)
	w.raw("\n")
	for _, it := range l.Items {
		w.open("li", "", "id", w.id(it.ID))
		w.runs(it.Runs)
		w.close("li")
		w.raw("\n")
	}
	w.close(tag)
	w.raw("\n")
}

func (w *writer) pairs(p block.Pairs) {
	if len(p) == 0 {
		return
	}
	if w.fragment { // lists of terms lose their shape on the clipboard
		for _, pair := range p {
			w.open("p", "")
			w.open("strong", "")
			w.text(pair.Label)
			w.close("strong")
			w.raw(": ")
			w.runs(pair.Runs)
			w.close("p")
			w.raw("\n")
		}
		return
	}
	w.open("dl", "")
	w.raw("\n")
	for _, pair := range p {
		w.open("div", "")
		w.open("dt", "")
		w.text(pair.Label)
		w.close("dt")
		w.raw(" ")
		w.open("dd", "")
		w.runs(pair.Runs)
		w.close("dd")
		w.close("div")
		w.raw("\n")
	}
	w.close("dl")
	w.raw("\n")
}

func (w *writer) band(b block.Band) error {
	w.open("div", "band "+toneOf(b.Tone))
	w.raw("\n")
	if err := w.blocks(b.Blocks); err != nil {
		return err
	}
	w.close("div")
	w.raw("\n")
	return nil
}

func (w *writer) lines(l block.Lines) {
	w.open("div", "lines")
	if l.Label != "" {
		w.element("p", "", l.Label)
	}
	for range l.Count {
		if w.fragment {
			w.element("p", "", "________________________________________")
		} else {
			w.open("div", "line")
			w.close("div")
		}
	}
	w.close("div")
	w.raw("\n")
}

// section is a slide on a page, among others.
func (w *writer) section(s block.Slide) error {
	w.open("section", "")
	w.raw("\n")
	if s.Title != "" {
		w.heading(block.Heading{Level: 1, Text: s.Title})
		w.base++
		defer func() { w.base-- }()
	}
	if err := w.blocks(s.Blocks); err != nil {
		return err
	}
	if len(s.Notes) > 0 {
		w.paragraph(block.Paragraph{Runs: s.Notes, Small: true})
	}
	w.close("section")
	w.raw("\n")
	return nil
}

func (w *writer) beside(b block.Beside) error {
	w.open("div", "beside")
	w.raw("\n")
	for _, column := range b {
		w.open("div", "")
		w.raw("\n")
		if err := w.blocks(column); err != nil {
			return err
		}
		w.close("div")
		w.raw("\n")
	}
	w.close("div")
	w.raw("\n")
	return nil
}
