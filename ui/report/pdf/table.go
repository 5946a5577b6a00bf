package pdf

import (
	"claimgrade/ui/figure"
	"claimgrade/ui/report/block"
)

// cell is the lines of one cell, with where they stand in the row.
type cell struct {
	lines    [][]word
	x, width float64
	align    block.Align
}

// row is cells beside each other.
type row struct {
	cells  []cell
	height float64 // of a line
	size   float64 // of its words
	pad    float64 // above and below
	foot   bool    // of the cells stand at its lower edge, as the heads of columns do
	width  float64
	above  *rule
	below  *rule
}

// rule is a line across a table.
type rule struct {
	tone  figure.Tone
	thick float64
}

func (r row) count() int {
	n := 1
	for _, c := range r.cells {
		n = max(n, len(c.lines))
	}
	return n
}

// parts is the row as one part; if it is higher than most, as several of some lines each.
func (r row) parts(most float64) []part {
	n := r.count()
	each := n
	if float64(n)*r.height+2*r.pad > most {
		each = max(min(8, int((most-2*r.pad)/r.height)), 1)
	}
	var out []part
	for from := 0; from < n; from += each {
		to := min(from+each, n)
		p := part{height: float64(to-from) * r.height}
		top := 0.0
		if from == 0 {
			top = r.pad
			p.height += r.pad
		}
		if to == n {
			p.height += r.pad
		}
		p.draw = func(p0 *pen, x, y float64) { r.draw(p0, x, y+top, [2]int{from, to}) }
		out = append(out, r.ruled(p, from == 0, to == n))
	}
	return out
}

// ruled draws the rules of the first and the last part of a row.
func (r row) ruled(pt part, first, last bool) part {
	draw := pt.draw
	pt.draw = func(p *pen, x, y float64) {
		if first && r.above != nil {
			p.rule(x, y, r.width, r.above.tone, r.above.thick)
		}
		if last && r.below != nil {
			p.rule(x, y+pt.height, r.width, r.below.tone, r.below.thick)
		}
		draw(p, x, y)
	}
	return pt
}

func (r row) draw(p *pen, x, y float64, which [2]int) {
	from, to := which[0], which[1]
	for _, c := range r.cells {
		skip := 0
		if r.foot {
			skip = to - from - len(c.lines)
		}
		for i := from; i < min(to, len(c.lines)); i++ {
			line := c.lines[i]
			at := x + c.x
			switch c.align {
			case block.Right:
				at += c.width - lineWidth(line)
			case block.Center:
				at += (c.width - lineWidth(line) + hanging(line)) / 2
			}
			p.line(line, at, baseline(y+float64(i-from+max(skip, 0))*r.height, r.height, r.size))
		}
	}
}

// table has its caption above, its head on each page, and its notes below.
func (l *layout) table(t block.Table, width float64) ([]part, error) {
	caption := l.bodyInk()
	caption.Bold, caption.size = true, l.style.table
	out := l.text(block.T(t.Caption), caption, width)
	for i := range out {
		out[i].keep = true
	}
	grid := l.grid(t, width)
	tall := l.style.height() / 2
	rows := grid.head().parts(tall)
	var repeat []part
	if len(rows) == 1 && rows[0].height < l.style.height()/3 {
		rows[0].keep = true
		repeat = rows
	}
	if len(out) > 0 {
		rows[0].gap = l.gap * 0.4
	}
	out = append(out, rows...)
	for i := range t.Rows {
		if i%64 == 0 {
			if err := l.ctx.Err(); err != nil {
				return nil, err
			}
		}
		parts := grid.row(i).parts(tall)
		for j := range parts {
			parts[j].repeat = repeat
		}
		parts[0].keep = parts[0].keep || len(parts) > 1 && len(parts) < 3
		out = append(out, marked(parts, t.Rows[i].ID)...)
	}
	var notes []part
	for _, n := range t.Notes {
		look := l.noteInk()
		look.size = min(look.size, l.style.table)
		parts := l.text(n, look, width)
		if len(parts) > 0 && len(notes) == 0 {
			parts[0].gap = l.gap * 0.5
		}
		notes = append(notes, parts...)
	}
	if len(notes) > 0 && len(t.Rows) > 0 {
		out[len(out)-1].keep = true
	}
	out[0].gap = l.gap * 1.3
	if whole := append(out, notes...); stacked(whole) <= l.style.height()/4 { // a short table is read at one glance
		for i := range whole[:len(whole)-1] {
			whole[i].keep = true
		}
		return append(whole, part{height: l.gap * 0.4, spacer: true}), nil
	}
	return append(out, append(notes, part{height: l.gap * 0.4, spacer: true})...), nil
}
