package markdown

import (
	"strings"

	"claimgrade/ui/report/block"
)

// gap is between the columns of a plain table, tallest how many lines a row of it may take before it is better read as a
// list of its cells, longestNumber how many columns a number with its interval takes, which is not broken.
const (
	gap           = 2
	tallest       = 4
	longestNumber = 26
)

func (w *plainWriter) table(t block.Table) {
	w.wrapped(t.Caption)
	columns := columnsOf(t)
	rows := make([][]string, len(t.Rows))
	for i, r := range t.Rows {
		rows[i] = make([]string, len(columns))
		for j, runs := range r.Cells {
			rows[i][j] = plainRuns(runs)
		}
	}
	if lines := w.inColumns(t, columns, rows); lines != nil {
		w.add(lines)
	} else {
		w.rowByRow(t, columns, rows)
	}
	for _, n := range t.Notes {
		w.wrapped(plainRuns(n))
	}
}

// inColumns lays out a table in columns, or gives nothing where there is no room for it.
func (w *plainWriter) inColumns(t block.Table, columns []block.Column, rows [][]string) []string {
	widths := w.widths(columns, rows)
	if widths == nil {
		return nil
	}
	heads := make([]string, len(columns))
	rules := make([]string, len(columns))
	for i, c := range columns {
		heads[i] = c.Head
		rules[i] = strings.Repeat("-", widths[i])
	}
	rule := strings.Join(rules, strings.Repeat(" ", gap))
	lines := append(rowLines(columns, widths, heads), rule)
	for i, row := range rows {
		if t.Rows[i].Total {
			lines = append(lines, rule)
		}
		cells := rowLines(columns, widths, row)
		if len(cells) > tallest {
			return nil
		}
		lines = append(lines, cells...)
	}
	return lines
}

// widths shares the width among the columns: each has at least its longest word and at most its longest cell.
func (w *plainWriter) widths(columns []block.Column, rows [][]string) []int {
	if len(columns) == 0 {
		return nil
	}
	least, most := make([]int, len(columns)), make([]int, len(columns))
	room := w.width - gap*(len(columns)-1)
	for i, c := range columns {
		for _, text := range append([]string{c.Head}, column(rows, i)...) {
			for line := range strings.SplitSeq(block.Clean(text), "\n") {
				most[i] = max(most[i], widthOf(line))
			}
			for _, word := range strings.FieldsFunc(block.Clean(text), breaks) {
				least[i] = max(least[i], widthOf(word))
			}
		}
		if c.Narrow || c.Align == block.Right && most[i] <= longestNumber {
			least[i] = most[i]
		}
		room -= least[i]
	}
	if room < 0 {
		return nil
	}
	for grown := true; grown && room > 0; { // a character each in turn, so that all gain alike
		grown = false
		for i := range least {
			if room > 0 && least[i] < most[i] {
				least[i]++
				room--
				grown = true
			}
		}
	}
	return least
}

func column(rows [][]string, i int) []string {
	out := make([]string, len(rows))
	for j, row := range rows {
		out[j] = row[i]
	}
	return out
}

func rowLines(columns []block.Column, widths []int, cells []string) []string {
	wrapped := make([][]string, len(cells))
	height := 0
	for i, text := range cells {
		wrapped[i] = wrap(text, widths[i], "", "")
		height = max(height, len(wrapped[i]))
	}
	lines := make([]string, height)
	for n := range lines {
		parts := make([]string, len(cells))
		for i := range cells {
			text := ""
			if n < len(wrapped[i]) {
				text = wrapped[i][n]
			}
			parts[i] = padded(text, widths[i], columns[i].Align)
		}
		lines[n] = strings.TrimRight(strings.Join(parts, strings.Repeat(" ", gap)), " ")
	}
	return lines
}

func padded(text string, wide int, align block.Align) string {
	free := max(wide-widthOf(text), 0)
	switch align {
	case block.Right:
		return strings.Repeat(" ", free) + text
	case block.Center:
		return strings.Repeat(" ", free/2) + text + strings.Repeat(" ", free-free/2)
	}
	return text + strings.Repeat(" ", free)
}

// rowByRow writes each row as its first cell, with the others below it by the names of their columns.
func (w *plainWriter) rowByRow(t block.Table, columns []block.Column, rows [][]string) {
	for n, row := range rows {
		var lines []string
		for i, text := range row {
			switch {
			case strings.TrimSpace(text) == "":
			case i == 0 && t.Rows[n].Total:
				lines = append(lines, wrap(text, w.width, "", "  ")...)
			case i == 0:
				lines = append(lines, wrap(labelled(columns[i].Head, text), w.width, "", "  ")...)
			default:
				lines = append(lines, wrap(labelled(columns[i].Head, text), w.width, "  ", "    ")...)
			}
		}
		w.add(lines)
	}
}

func labelled(label, text string) string {
	if strings.TrimSpace(label) == "" {
		return text
	}
	return label + ": " + text
}
