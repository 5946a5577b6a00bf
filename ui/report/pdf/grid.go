package pdf

import (
	"claimgrade/ui/figure"
	"claimgrade/ui/figure/face"
	"claimgrade/ui/report/block"
	"claimgrade/ui/report/columns"
)

// grid is a table with the widths of its columns.
type grid struct {
	*layout
	table   block.Table
	heads   [][]word
	cells   [][][]word // by row and column
	widths  []float64
	between float64
	width   float64
	size    float64
}

// grid sets a table's words and finds the widths of its columns. Words that do not fit are set smaller before they are
// broken.
func (l *layout) grid(t block.Table, width float64) *grid {
	g := &grid{layout: l, table: t, width: width}
	for _, k := range []float64{1, 0.93, 0.86, 0.79} {
		g.size = l.style.table * k
		g.between = g.size * 1.1
		g.set()
		if g.fit() {
			break
		}
	}
	return g
}

func (g *grid) set() {
	look := ink{size: g.size, tone: figure.Ink}
	head := ink{Style: face.Style{Bold: true}, size: g.size, tone: figure.Ink}
	g.heads = make([][]word, g.columns())
	for i, c := range g.table.Columns {
		g.heads[i] = g.layout.set(block.T(c.Head), head)
	}
	g.cells = make([][][]word, len(g.table.Rows))
	for i, r := range g.table.Rows {
		g.cells[i] = make([][]word, len(r.Cells))
		for j, runs := range r.Cells {
			g.cells[i][j] = g.layout.set(runs, look)
		}
	}
}

// columns counts those that have a head, or at least a cell.
func (g *grid) columns() int {
	n := len(g.table.Columns)
	for _, r := range g.table.Rows {
		n = max(n, len(r.Cells))
	}
	return n
}

// column is what is said about a column; of one without a head nothing is.
func (g *grid) column(i int) block.Column {
	if i < len(g.table.Columns) {
		return g.table.Columns[i]
	}
	return block.Column{}
}

// fit finds the widths; it reports whether no word must be broken.
func (g *grid) fit() bool {
	n := g.columns()
	all := make([]columns.Column, n)
	for i := range n {
		c := columns.Column{Share: g.column(i).Share, Least: longest(g.heads[i]), Whole: lineWidth(g.heads[i])}
		for _, r := range g.cells {
			if i >= len(r) {
				continue
			}
			whole := widest(r[i])
			c.Whole = max(c.Whole, whole)
			if g.column(i).Narrow {
				c.Least = max(c.Least, whole)
			} else {
				c.Least = max(c.Least, longest(r[i]))
			}
		}
		all[i] = c
	}
	var whole bool
	g.widths, whole = columns.Widths(all, g.width-g.between*float64(max(n-1, 0)))
	return whole
}

func longest(words []word) float64 {
	w := 0.0
	for _, wd := range words {
		w = max(w, wd.least())
	}
	return w
}

// widest is the width of words that are broken only where they say so.
func widest(words []word) float64 {
	most, at := 0.0, 0.0
	for _, wd := range words {
		if wd.first {
			at = 0
		}
		at += wd.space + wd.width
		most = max(most, at)
	}
	return most
}

func (g *grid) row(i int) row {
	r := g.table.Rows[i]
	out := g.rowOf(g.cells[i])
	out.below = &rule{figure.Hairline, 0.5}
	if r.Total {
		out.above = &rule{figure.Axis, 0.7}
	}
	if i+1 == len(g.table.Rows) {
		out.below = &rule{figure.Axis, 0.8}
	}
	return out
}

func (g *grid) head() row {
	out := g.rowOf(g.heads)
	out.foot = true
	out.above = &rule{figure.Axis, 0.8}
	out.below = &rule{figure.Axis, 0.6}
	return out
}

func (g *grid) rowOf(cells [][]word) row {
	out := row{height: g.size * min(g.leading, 1.36), size: g.size, pad: g.cell, width: g.width}
	x := 0.0
	for i, words := range cells {
		out.cells = append(out.cells, cell{lines: lines(words, g.widths[i]), x: x, width: g.widths[i], align: g.column(i).Align})
		x += g.widths[i] + g.between
	}
	return out
}
