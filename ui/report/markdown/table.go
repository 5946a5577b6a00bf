package markdown

import (
	"strings"

	"claimgrade/ui/report/block"
)

// table writes a table with its caption above and its notes below. Cells that a row has beyond the columns get columns
// without a name, for readers of Markdown leave them out otherwise.
func (w *writer) table(t block.Table) {
	w.add(paragraph(emphasized(escaped(t.Caption), "**"), ""))
	columns := columnsOf(t)
	if len(columns) > 0 {
		heads, rules := make([]string, len(columns)), make([]string, len(columns))
		for i, c := range columns {
			heads[i] = cell(escaped(c.Head))
			rules[i] = map[block.Align]string{block.Left: "---", block.Center: ":---:", block.Right: "---:"}[c.Align]
		}
		lines := []string{tableLine(heads), tableLine(rules)}
		for _, r := range t.Rows {
			cells := make([]string, len(columns))
			for i, runs := range r.Cells {
				cells[i] = cell(w.runs(runs))
				if r.Total {
					cells[i] = cell(emphasized(escaped(plainCell(runs)), "**"))
				}
			}
			if len(r.Cells) > 0 {
				cells[0] = w.anchor(r.ID) + cells[0]
			}
			lines = append(lines, tableLine(cells))
		}
		w.add(strings.Join(lines, "\n"))
	}
	for _, n := range t.Notes {
		w.add(paragraph(w.runs(n), ""))
	}
}

func tableLine(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" }

func columnsOf(t block.Table) []block.Column {
	columns := append([]block.Column(nil), t.Columns...)
	for _, r := range t.Rows {
		for len(columns) < len(r.Cells) {
			columns = append(columns, block.Column{})
		}
	}
	return columns
}
