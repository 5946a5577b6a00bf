package docx

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"claimgrade/ui/report/block"
)

// table writes a table as wide as there is room, with its header row on every page it reaches.
func (w *writer) table(t block.Table, width int) {
	if len(t.Columns) == 0 {
		return
	}
	if t.Caption != "" || w.state.breaks {
		w.paragraph(para{style: "Caption", keep: true}, `<w:r>`+text(t.Caption)+`</w:r>`)
	}
	wide := widths(t, width)
	w.open(wide, `<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="`+color("ink")+`"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="`+color("ink")+
		`"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="`+color("hairline")+`"/></w:tblBorders>`,
		`<w:tblLook w:val="00A0" w:firstRow="1" w:firstColumn="1" w:noVBand="1"/>`+described(t.Caption))
	w.body.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, c := range t.Columns {
		w.cell(wide[i], `<w:shd w:val="clear" w:color="auto" w:fill="`+color("well")+`"/>`, "bottom", func() {
			w.paragraph(para{style: "Cell", keep: true, align: c.Align}, w.runs([]block.Run{{Text: c.Head, Bold: true}}, true, true))
		})
	}
	w.body.WriteString(`</w:tr>`)
	for _, row := range t.Rows {
		w.row(t, row, wide)
	}
	w.body.WriteString(`</w:tbl>`)
	for _, note := range t.Notes {
		w.paragraph(para{style: "Small"}, w.runs(note, false, false))
	}
	w.paragraph(para{style: "Cell"}, "") // two tables that touch would become one
}

// wordy is how wide a column must be for a sign to have its word below it; in a narrower one a legend must say it.
const wordy = 700

// whole is the number of bytes in a cell up to which its row stays on one page.
const whole = 1200

func (w *writer) row(t block.Table, row block.Row, wide []int) {
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
		w.cell(wide[i], border, "top", func() {
			inner := w.runs(runs, row.Total, true)
			if wide[i] < wordy && len(runs) == 1 && runs[0].Sign != nil && runs[0].Text == "" {
				inner = sign(*runs[0].Sign, false, true)
			}
			if i == 0 {
				inner = w.bookmarked(row.ID, inner)
			}
			w.paragraph(para{style: "Cell", align: c.Align}, inner)
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
	fmt.Fprintf(&w.body, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/>%s<w:tblLayout w:type="fixed"/>%s</w:tblPr><w:tblGrid>`, sum, borders, more)
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
func (w *writer) beside(columns block.Beside, width int) {
	if len(columns) == 0 {
		return
	}
	each := width / len(columns)
	wide := make([]int, len(columns))
	for i := range wide {
		wide[i] = each
	}
	if w.state.breaks {
		w.paragraph(para{style: "Cell"}, "")
	}
	w.open(wide, "", `<w:tblLook w:val="0000"/>`)
	w.body.WriteString(`<w:tr>`)
	for _, blocks := range columns {
		w.cell(each, "", "top", func() {
			w.blocks(blocks, each-140)
			if !strings.HasSuffix(w.body.String(), `</w:p>`) {
				w.paragraph(para{style: "Cell"}, "") // a cell ends in a paragraph
			}
		})
	}
	w.body.WriteString(`</w:tr></w:tbl>`)
	w.paragraph(para{style: "Cell"}, "")
}

// widths divides the room among the columns: by their shares; columns without one by the longest of their words and by
// how much they hold.
func widths(t block.Table, width int) []int {
	need := make([]float64, len(t.Columns))
	sum := 0.0
	for i, c := range t.Columns {
		need[i] = c.Share
		if need[i] <= 0 {
			need[i] = needed(t, i)
		}
		sum += need[i]
	}
	out := make([]int, len(need))
	left := width
	for i := range out {
		out[i] = int(need[i] / sum * float64(width))
		left -= out[i]
	}
	out[len(out)-1] += left
	return out
}

func needed(t block.Table, column int) float64 {
	word, all := longest(t.Columns[column].Head), 0
	for _, row := range t.Rows {
		if column >= len(row.Cells) {
			continue
		}
		s := block.Text(row.Cells[column])
		word, all = max(word, longest(s)), max(all, utf8.RuneCountInString(s))
	}
	if t.Columns[column].Narrow {
		return 0.01 * float64(min(max(word, 4), 14)+2)
	}
	if all <= 26 { // an estimate with its interval, on one line
		return 0.01 * float64(max(all, 6)+2)
	}
	return 0.01 * float64(min(max(min(word, 24), all/3), 40)+2)
}

func longest(s string) int {
	n := 0
	for _, word := range strings.Fields(s) {
		n = max(n, utf8.RuneCountInString(word))
	}
	return n
}
