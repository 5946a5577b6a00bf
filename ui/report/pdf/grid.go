package pdf

import (
	"claimgrade/ui/figure"
	"claimgrade/ui/figure/face"
	"claimgrade/ui/report/block"
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
	room := g.width - g.between*float64(max(n-1, 0))
	least, whole := make([]float64, n), make([]float64, n)
	for i := range n {
		narrow := g.column(i).Narrow
		least[i], whole[i] = longest(g.heads[i]), lineWidth(g.heads[i])
		for _, r := range g.cells {
			if i < len(r) {
				whole[i] = max(whole[i], widest(r[i]))
				if narrow {
					least[i] = max(least[i], widest(r[i]))
				} else {
					least[i] = max(least[i], longest(r[i]))
				}
			}
		}
	}
	g.widths = g.wanted(whole, least, room)
	balance(g.widths, whole, room)
	return widen(g.widths, least, room)
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

// wanted are the widths by the shares of the columns. Those without a share get what their words need on one line, up to
// twice an even part; if none has one, what is left over is given out by what they need.
func (g *grid) wanted(whole, least []float64, room float64) []float64 {
	n := len(whole)
	out := make([]float64, n)
	shares, taken := 0.0, 0.0
	for i := range n {
		if s := g.column(i).Share; s > 0 && sane(s) {
			shares += s
			continue
		}
		out[i] = max(min(whole[i], 2*room/float64(n)), min(least[i], room/2))
		taken += out[i]
	}
	if shares > 0 {
		left := max(room-taken, room/4)
		for i := range n {
			if s := g.column(i).Share; s > 0 && sane(s) {
				out[i] = left * s / shares
			}
		}
		taken += left
	}
	if taken > 0 {
		for i := range out {
			out[i] *= room / taken
		}
	}
	return out
}

// balance gives what columns have beyond their words to those whose words take several lines.
func balance(widths, whole []float64, room float64) {
	over, under := 0.0, 0.0
	for i, w := range widths {
		if d := w - min(whole[i], room); d > 0 {
			over += d
		} else {
			under -= d
		}
	}
	if over == 0 || under == 0 {
		return
	}
	given := min(over, under)
	for i, w := range widths {
		if d := w - min(whole[i], room); d > 0 {
			widths[i] -= d * given / over
		} else {
			widths[i] -= d * given / under
		}
	}
}

// widen gives columns what their longest words need from those that have more. It reports whether that was enough; if not,
// all get a part of the room by what they need, and words that are longer are broken.
func widen(widths, least []float64, room float64) bool {
	need, spare := 0.0, 0.0
	for i := range widths {
		if d := least[i] - widths[i]; d > 0 {
			need += d
		} else {
			spare -= d
		}
	}
	if need <= spare+0.01 {
		for i := range widths {
			if least[i] > widths[i] {
				widths[i] = least[i]
			} else if spare > 0 {
				widths[i] -= (widths[i] - least[i]) * need / spare
			}
		}
		return true
	}
	even, sum := room/float64(len(widths)), 0.0
	for i := range widths {
		widths[i] = max(min(least[i], 2*even), even/4)
		sum += widths[i]
	}
	for i := range widths {
		widths[i] *= room / sum
	}
	return false
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
