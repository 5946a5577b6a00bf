package docx

import (
	"fmt"
	"strings"

	"claimgrade/ui/figure/face"
	"claimgrade/ui/report/block"
	"claimgrade/ui/report/columns"
)

// table writes a table as wide as there is room, with its header row on every page it reaches.
func (w *writer) table(t block.Table, width int) {
	if len(t.Columns) == 0 {
		return
	}
	if t.Caption != "" || w.state.breaks {
		w.paragraph(para{style: "Caption", keep: true}, `<w:r>`+text(t.Caption)+`</w:r>`)
	}
	if w.doc.Form != block.Sheet && t.Caption == "" {
		w.paragraph(para{style: "Gap", keep: true}, "")
	}
	wide, style := w.widths(t, width)
	w.open(wide, `<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="`+color("ink")+`"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="`+color("ink")+
		`"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="`+color("hairline")+`"/></w:tblBorders>`,
		`<w:tblLook w:val="00A0" w:firstRow="1" w:firstColumn="1" w:noVBand="1"/>`+described(t.Caption))
	w.body.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, c := range t.Columns {
		w.cell(wide[i], `<w:shd w:val="clear" w:color="auto" w:fill="`+color("well")+`"/>`+edges(i, len(wide)), "bottom", func() {
			w.paragraph(para{style: style, keep: true, align: c.Align}, w.runs([]block.Run{{Text: c.Head, Bold: true}}, true, true))
		})
	}
	w.body.WriteString(`</w:tr>`)
	for i, row := range t.Rows {
		last := i == len(t.Rows)-1
		w.state.keep = last && len(t.Notes) > 0 || !last && len(t.Rows) <= together
		w.row(t, row, wide, style)
	}
	w.state.keep = false
	w.body.WriteString(`</w:tbl>`)
	for _, note := range t.Notes {
		w.paragraph(para{style: "Small"}, w.runs(note, false, false))
	}
	w.after()
}

// together are the rows up to which a table is not broken over pages.
const together = 5

// edges take the room before the first and behind the last column away, so that a table's words stand under those of the
// text.
func edges(i, n int) string {
	out := ""
	if i == 0 {
		out += `<w:left w:w="0" w:type="dxa"/>`
	}
	if i == n-1 {
		out += `<w:right w:w="0" w:type="dxa"/>`
	}
	if out == "" {
		return ""
	}
	return `<w:tcMar>` + out + `</w:tcMar>`
}

// wordless reports whether signs of a column stand without their word, which a legend must say then.
func (w *writer) wordless(c block.Column) bool {
	return w.doc.Form == block.Slides || w.doc.Form == block.Sheet && c.Narrow
}

// whole is the number of bytes in a cell up to which its row stays on one page.
const whole = 1200

func (w *writer) row(t block.Table, row block.Row, wide []int, style string) {
	long := 0
	for _, c := range row.Cells {
		long = max(long, len(block.Text(c)))
	}
	w.body.WriteString(`<w:tr>`)
	if long < whole {
		w.body.WriteString(`<w:trPr><w:cantSplit/></w:trPr>`)
	}
	border := ""
	if row.Total {
		border = `<w:tcBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="` + color("ink") + `"/></w:tcBorders>`
	}
	for i, c := range t.Columns {
		var runs []block.Run
		if i < len(row.Cells) {
			runs = row.Cells[i]
		}
		w.cell(wide[i], border+edges(i, len(wide)), "top", func() {
			inner := w.runs(runs, row.Total, true)
			if w.wordless(c) && len(runs) == 1 && runs[0].Sign != nil && runs[0].Text == "" {
				inner = sign(*runs[0].Sign, false, true)
			}
			if i == 0 {
				inner = w.bookmarked(row.ID, inner)
			}
			w.paragraph(para{style: style, align: c.Align}, inner)
		})
	}
	w.body.WriteString(`</w:tr>`)
}

// described is what a table says to those who cannot see it.
func described(caption string) string {
	if caption == "" {
		return ""
	}
	return `<w:tblCaption w:val="` + escape(caption) + `"/>`
}

// open begins a table with columns of these widths.
func (w *writer) open(wide []int, borders, more string) {
	sum := 0
	for _, x := range wide {
		sum += x
	}
	fmt.Fprintf(&w.body, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/>%s<w:tblLayout w:type="fixed"/>`+
		`<w:tblCellMar><w:left w:w="%d" w:type="dxa"/><w:right w:w="%[3]d" w:type="dxa"/></w:tblCellMar>%[4]s</w:tblPr><w:tblGrid>`, sum, borders, w.sheet.pad, more)
	for _, x := range wide {
		fmt.Fprintf(&w.body, `<w:gridCol w:w="%d"/>`, x)
	}
	w.body.WriteString(`</w:tblGrid>`)
}

func (w *writer) cell(wide int, look, stands string, inside func()) {
	fmt.Fprintf(&w.body, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s<w:vAlign w:val="%s"/></w:tcPr>`, wide, look, stands)
	inside()
	w.body.WriteString(`</w:tc>`)
}

// beside puts blocks into columns, as a table without lines.
func (w *writer) beside(side block.Beside, width int) {
	if len(side) == 0 {
		return
	}
	each := width / len(side)
	wide := make([]int, len(side))
	for i := range wide {
		wide[i] = each
	}
	if w.state.breaks {
		w.paragraph(para{style: "Cell"}, "")
	}
	w.open(wide, "", `<w:tblLook w:val="0000"/>`)
	w.body.WriteString(`<w:tr>`)
	for i, blocks := range side {
		w.cell(each, edges(i, len(side)), "top", func() {
			w.blocks(blocks, each-2*w.sheet.pad)
			if !strings.HasSuffix(w.body.String(), `</w:p>`) {
				w.paragraph(para{style: "Cell"}, "") // a cell ends in a paragraph
			}
		})
	}
	w.body.WriteString(`</w:tr></w:tbl>`)
	w.after()
}

// widths divides the room among the columns, and says in which style cells are set: words that do not fit are set smaller
// before they are broken.
func (w *writer) widths(t block.Table, width int) ([]int, string) {
	style, size := "Cell", w.sheet.table
	exact, fits := columns.Widths(w.needs(t, size), float64(width))
	if !fits {
		style, size = "CellSmall", smaller(size)
		exact, _ = columns.Widths(w.needs(t, size), float64(width))
	}
	out, left := make([]int, len(exact)), width
	for i, x := range exact {
		out[i] = int(x)
		left -= out[i]
	}
	out[len(out)-1] += left
	return out, style
}

// smaller is the size of words that do not fit at a size.
func smaller(size int) int { return size * 6 / 7 }

// needs are what the columns of a table need at a size of words.
func (w *writer) needs(t block.Table, size int) []columns.Column {
	all := make([]columns.Column, len(t.Columns))
	for i, c := range t.Columns {
		all[i] = columns.Column{Share: c.Share}
		w.need(&all[i], block.Column{}, []block.Run{{Text: c.Head, Bold: true}}, size)
		for _, row := range t.Rows {
			if i < len(row.Cells) {
				w.need(&all[i], c, row.Cells[i], size)
			}
		}
	}
	return all
}

// need raises what a column needs to what a cell of it does.
func (w *writer) need(out *columns.Column, c block.Column, cell []block.Run, size int) {
	whole, least, pad := 0.0, 0.0, float64(2*w.sheet.pad)
	for _, r := range cell {
		if r.Sign != nil {
			symbol := "\u00a0" + r.Sign.Symbol + "\u00a0"
			if r.Sign.Overruled {
				symbol += "↯"
			}
			own := measure(symbol, size, true) + 110 // its frame, and room to its neighbours
			if len(cell) == 1 && r.Text == "" && !w.wordless(c) {
				for _, word := range strings.Fields(r.Sign.Words()) {
					own = max(own, measure(word, signWord, false))
				}
			}
			whole, least = whole+own, max(least, own)
		}
		size := size
		if r.Raised {
			size = size * 2 / 3
		}
		whole += measure(r.Text, size, r.Bold)
		for _, word := range strings.FieldsFunc(strings.ReplaceAll(r.Text, "-", "- "), func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }) {
			least = max(least, measure(word, size, r.Bold))
		}
	}
	if c.Narrow && whole > least {
		least = whole
	}
	out.Whole, out.Least = max(out.Whole, whole+pad), max(out.Least, least+pad)
}

// measure is how wide a text is in twentieths of a point. Nobody knows which typeface the reader's program has; this one is as
// wide as those it may have.
func measure(s string, halfPoints int, bold bool) float64 {
	k := 1.04
	if bold {
		k = 1.1
	}
	return face.Width(block.Clean(s), float64(halfPoints)/2, face.Style{Bold: bold}) * 20 * k
}
