package html

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
)

// longestNumber is how many characters a number with its interval has, which is not broken.
const longestNumber = 26

// table stands in a frame of its own, which a narrow screen scrolls, by keyboard too, without moving the page.
func (w *writer) table(t block.Table) error {
	w.tables++
	caption := "table-" + strconv.Itoa(w.tables)
	if !w.fragment {
		label, labelled := tr.T("Table"), ""
		if t.Caption != "" {
			label, labelled = "", caption
		}
		w.open("div", "frame", "role", "group", "tabindex", "0", "aria-label", label, "aria-labelledby", labelled)
		w.raw("\n")
	}
	class := ""
	if toFillIn(t) {
		class = "blank"
	}
	w.open("table", class)
	w.raw("\n")
	if t.Caption != "" {
		id := caption
		if w.fragment {
			id = ""
		}
		w.element("caption", "", t.Caption, "id", id)
	}
	if ofWords(t.Columns) {
		w.widths(t.Columns)
	}
	w.tableHead(t.Columns)
	w.raw("<tbody>\n")
	for _, r := range t.Rows {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		w.row(t.Columns, r)
	}
	w.raw("</tbody>\n")
	w.close("table")
	w.raw("\n")
	if !w.fragment {
		w.close("div")
		w.raw("\n")
	}
	for _, note := range t.Notes {
		w.open("p", "tablenote")
		w.runs(note)
		w.close("p")
		w.raw("\n")
	}
	return nil
}

func (w *writer) widths(columns []block.Column) {
	sum := 0.0
	for _, c := range columns {
		sum += max(c.Share, 0)
	}
	if sum <= 0 || w.fragment {
		return
	}
	w.raw("<colgroup>")
	for _, c := range columns {
		w.raw(`<col style="width:` + strconv.FormatFloat(max(c.Share, 0)/sum*100, 'f', 1, 64) + `%">`)
	}
	w.raw("</colgroup>\n")
}

// tableHead leaves out the row where no column has a name, and makes no header of a cell that says nothing.
func (w *writer) tableHead(columns []block.Column) {
	named := false
	for _, c := range columns {
		named = named || c.Head != ""
	}
	if !named {
		return
	}
	w.raw("<thead>\n<tr>")
	for _, c := range columns {
		if strings.TrimSpace(c.Head) == "" {
			w.open("td", "head")
			w.close("td")
			continue
		}
		w.open("th", cellClass(c), "scope", "col")
		w.text(c.Head)
		w.close("th")
	}
	w.raw("</tr>\n</thead>\n")
}

func (w *writer) row(columns []block.Column, r block.Row) {
	class := ""
	if r.Total {
		class = "total"
	}
	w.open("tr", class, "id", w.id(r.ID))
	for i, cell := range r.Cells {
		var c block.Column
		if i < len(columns) {
			c = columns[i]
		}
		c.Narrow = c.Narrow && !(w.fragment && holdsSign(cell)) // whose words stand beside it there
		if c.Align == block.Right && utf8.RuneCountInString(block.Text(cell)) <= longestNumber {
			c.Narrow = true
		}
		tag, scope, class := "td", "", cellClass(c)
		if i == 0 && strings.TrimSpace(block.Text(cell)) != "" {
			tag, scope = "th", "row"
			if w.fragment && !r.Total {
				class += " plain"
			}
		}
		w.open(tag, class, "scope", scope)
		w.runs(cell)
		w.close(tag)
	}
	for i := len(r.Cells); i < len(columns); i++ {
		w.raw("<td></td>")
	}
	w.close("tr")
	w.raw("\n")
}

// ofWords reports whether a table is one of words: its columns have the shares that were given, so that those of tables of
// one kind line up. Between signs and numbers a browser shares the width better, by what the cells hold.
func ofWords(columns []block.Column) bool {
	return !slices.ContainsFunc(columns, func(c block.Column) bool { return c.Narrow || c.Align != block.Left })
}

func cellClass(c block.Column) string {
	class := ""
	switch c.Align {
	case block.Center:
		class = "center"
	case block.Right:
		class = "right"
	}
	if c.Narrow {
		class = strings.TrimSpace(class + " narrow")
	}
	return class
}

func holdsSign(cell []block.Run) bool {
	return slices.ContainsFunc(cell, func(r block.Run) bool { return r.Sign != nil })
}

// toFillIn reports whether a table waits for a pen: each of its rows says what it is about and nothing more.
func toFillIn(t block.Table) bool {
	for _, r := range t.Rows {
		for i, cell := range r.Cells {
			if i > 0 && strings.TrimSpace(block.Text(cell)) != "" {
				return false
			}
		}
	}
	return len(t.Rows) > 0 && len(t.Columns) > 1
}
