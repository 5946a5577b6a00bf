package docx

import (
	"fmt"
	"strconv"
	"strings"

	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
)

// para says how a paragraph is set; lengths are in twentieths of a point.
type para struct {
	style   string
	list    int // number of the list it is a point of
	left    int
	right   int
	hanging int
	tab     int
	keep    bool // with the next paragraph
	align   block.Align
	under   bool // a line to write on
}

// paragraph writes one. The order of the properties is the one that the format demands.
func (w *writer) paragraph(p para, inner string) {
	var b strings.Builder
	if p.style != "" {
		b.WriteString(`<w:pStyle w:val="` + p.style + `"/>`)
	}
	if p.keep || w.state.keep {
		b.WriteString(`<w:keepNext/>`)
	}
	if w.state.breaks {
		b.WriteString(`<w:pageBreakBefore/>`)
		w.state.breaks = false
	}
	if p.list > 0 {
		b.WriteString(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="` + strconv.Itoa(p.list) + `"/></w:numPr>`)
	}
	switch {
	case p.under:
		line := ` w:val="single" w:sz="4" w:space="1" w:color="` + color("axis") + `"/>`
		b.WriteString(`<w:pBdr><w:bottom` + line + `<w:between` + line + `</w:pBdr>`) // between: Word joins the frames of neighbours
	case w.state.band != "":
		b.WriteString(w.bandLook())
		if p.left == 0 && p.list == 0 {
			p.left, p.right = bandLeft, bandRight
		}
	}
	if p.tab > 0 {
		b.WriteString(`<w:tabs><w:tab w:val="left" w:pos="` + strconv.Itoa(p.tab) + `"/></w:tabs>`)
	}
	if p.under {
		b.WriteString(`<w:spacing w:before="0" w:after="0" w:line="380" w:lineRule="exact"/>`)
	}
	if p.left > 0 {
		fmt.Fprintf(&b, `<w:ind w:left="%d" w:right="%d" w:hanging="%d"/>`, p.left, p.right, p.hanging)
	}
	switch p.align {
	case block.Center:
		b.WriteString(`<w:jc w:val="center"/>`)
	case block.Right:
		b.WriteString(`<w:jc w:val="right"/>`)
	}
	w.body.WriteString(`<w:p>`)
	if b.Len() > 0 {
		w.body.WriteString(`<w:pPr>` + b.String() + `</w:pPr>`)
	}
	w.body.WriteString(inner + `</w:p>`)
}

// Bands stand within the margins, and their words within them.
const (
	bandLeft  = 250
	bandRight = 170
)

// bandLook is the frame of a band: a stripe in its colour, and on the other sides room in the colour of the ground. Word
// joins the frames of paragraphs that have the same.
func (w *writer) bandLook() string {
	soft := toned(w.state.band, "soft")
	side := func(name string, space int) string {
		return fmt.Sprintf(`<w:%s w:val="single" w:sz="4" w:space="%d" w:color="%s"/>`, name, space, soft)
	}
	return `<w:pBdr>` + side("top", 5) + `<w:left w:val="single" w:sz="36" w:space="8" w:color="` + toned(w.state.band, "edge") + `"/>` +
		side("bottom", 4) + side("right", 8) + `</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="` + soft + `"/>`
}

// after is a little room below what has none of its own. Tables that touch would become one, and so would bands.
func (w *writer) after() { w.paragraph(para{style: "Gap"}, "") }

func (w *writer) title() {
	if len(w.doc.Blocks) > 0 {
		if s, ok := w.doc.Blocks[0].(block.Slide); ok && s.Title == w.doc.Title {
			return // it would be a page with nothing but what the next one says
		}
	}
	if w.doc.Title != "" {
		w.paragraph(para{style: "Title"}, `<w:r>`+text(w.doc.Title)+`</w:r>`)
	}
}

// blocks writes them one below the other, as wide as there is room.
func (w *writer) blocks(all []block.Block, width int) {
	keep := w.state.keep
	defer func() { w.state.keep = keep }()
	for i, x := range all {
		w.state.keep = keep || i+1 < len(all) && introduces(x, all[i+1])
		if w.err == nil {
			w.err = w.ctx.Err()
		}
		if w.err != nil {
			return
		}
		w.block(x, width)
	}
}

// introduces reports whether a paragraph belongs to what follows it, as a line above a table does.
func introduces(x, next block.Block) bool {
	p, ok := x.(block.Paragraph)
	if !ok {
		return false
	}
	switch next.(type) {
	case block.Table, block.List, block.Figure, block.Lines:
		return len(block.Text(p.Runs)) < 400
	}
	return false
}

func (w *writer) block(x block.Block, width int) {
	switch v := x.(type) {
	case block.Heading:
		level := min(max(v.Level, 1), 4)
		w.paragraph(para{style: "Heading" + strconv.Itoa(level)}, w.bookmarked(v.ID, `<w:r>`+text(v.Text)+`</w:r>`))
	case block.Paragraph:
		style := ""
		if v.Small {
			style = "Small"
		}
		w.paragraph(para{style: style}, w.bookmarked(v.ID, w.runs(v.Runs, false, false)))
	case block.List:
		w.list(v)
	case block.Pairs:
		w.pairs(v, width)
	case block.Table:
		w.table(v, width)
	case block.Figure:
		w.figure(v, width)
	case block.Band:
		was := w.state.band
		w.state.band = v.Tone
		if v.Tone == "" {
			w.state.band = "grey"
		}
		for i, x := range v.Blocks {
			w.state.keep = i < len(v.Blocks)-1
			w.block(x, width-bandLeft-bandRight)
		}
		w.state.band, w.state.keep = was, false
		w.after()
	case block.Pages:
		w.state.breaks = w.body.Len() > 0
	case block.Lines:
		w.lines(v)
	case block.Slide:
		w.slide(v, width)
	case block.Beside:
		w.beside(v, width)
	default:
		w.err = block.Unknown(v)
	}
}

func (w *writer) list(l block.List) {
	w.lists = append(w.lists, l)
	style := "ListParagraph"
	if l.Small {
		style = "ListSmall"
	}
	for _, item := range l.Items {
		w.paragraph(para{style: style, list: len(w.lists)}, w.bookmarked(item.ID, w.runs(item.Runs, false, false)))
	}
}

// pairs stand with what they say in one line, beneath one another.
func (w *writer) pairs(all block.Pairs, width int) {
	longest := 0.0
	for _, p := range all {
		longest = max(longest, measure(p.Label, w.sheet.text, true))
	}
	hang := min(int(longest)+160, width*2/5)
	for _, p := range all {
		w.paragraph(para{style: "ListParagraph", left: hang, hanging: hang, tab: hang},
			`<w:r><w:rPr><w:b/></w:rPr>`+text(p.Label)+`</w:r><w:r><w:tab/></w:r>`+w.runs(p.Runs, false, false))
	}
}

func (w *writer) lines(l block.Lines) {
	if l.Label != "" {
		w.paragraph(para{style: "ListParagraph", keep: true}, `<w:r><w:rPr><w:b/></w:rPr>`+text(l.Label)+`</w:r>`)
	}
	for i := range l.Count {
		w.paragraph(para{under: true, keep: i < l.Count-1}, "")
	}
	w.after()
}

func (w *writer) slide(s block.Slide, width int) {
	w.state.breaks = w.body.Len() > 0
	w.paragraph(para{style: "Heading1"}, `<w:r>`+text(s.Title)+`</w:r>`)
	w.blocks(s.Blocks, width)
	if len(s.Notes) > 0 {
		w.notes = append(w.notes, s)
	}
}

// spoken are what slides say to who speaks, on pages after them: the room needs not read it.
func (w *writer) spoken() {
	if len(w.notes) == 0 {
		return
	}
	w.state.breaks = true
	w.paragraph(para{style: "Heading1"}, `<w:r>`+text(tr.T("Speaker's notes"))+`</w:r>`)
	for _, s := range w.notes {
		w.paragraph(para{style: "Spoken", keep: true}, `<w:r><w:rPr><w:b/></w:rPr>`+text(s.Title)+`</w:r>`)
		w.paragraph(para{style: "Spoken"}, w.runs(s.Notes, false, false))
	}
}
