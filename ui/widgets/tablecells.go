package widgets

import (
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
)

// This file places the cells of a DataTable.

// widths shares the width among the columns: fixed ones first, then the least of the others, then what is left.
func (t *DataTable) widths(total float32) []float32 {
	out := make([]float32, len(t.columns))
	var used, grow, needed float32
	for _, c := range t.columns {
		needed += theme.Px(max(c.Width, c.Min))
	}
	spared := make([]bool, len(t.columns))
	for i := len(t.columns) - 1; i >= 0; i-- {
		if c := t.columns[i]; c.Spare && needed > total {
			spared[i] = true
			needed -= theme.Px(max(c.Width, c.Min))
		}
	}
	for i, c := range t.columns {
		if spared[i] {
			continue
		}
		out[i] = theme.Px(c.Width)
		if c.Width == 0 {
			out[i] = theme.Px(max(c.Min, 24))
			grow += max(c.Grow, 0)
		}
		used += out[i]
	}
	if left := total - used; left > 0 && grow > 0 {
		for i, c := range t.columns {
			if c.Width == 0 && !spared[i] {
				out[i] += left * max(c.Grow, 0) / grow
			}
		}
	}
	x := float32(0)
	for i := range out {
		end := snap(x + out[i])
		out[i] = end - snap(x)
		x += out[i]
	}
	return out
}

func (t *DataTable) minWidth() float32 {
	var w float32
	for _, c := range t.columns {
		if !c.Spare {
			w += theme.Px(max(c.Width, c.Min))
		}
	}
	return w
}

// leftOut is where the cell of a column is put that there is no room for.
const leftOut = -1e4

// cellsLayout places the cells of one row, centred on its middle line.
type cellsLayout struct {
	t     *DataTable
	padY  float32
	tight bool
}

func (l *cellsLayout) Layout(cells []fyne.CanvasObject, s fyne.Size) {
	if s.Width <= 0 {
		return
	}
	x := float32(0)
	for i, w := range l.t.widths(s.Width) {
		c := cells[i]
		if w == 0 { // left out: it must not shine through from the side
			c.Resize(fyne.NewSize(0, 0))
			c.Move(fyne.NewPos(leftOut, 0))
			continue
		}
		pad := theme.Px(cellPadX)
		if l.tight && l.t.columns[i].Align == fyne.TextAlignCenter {
			pad = 1 // narrow columns of symbols have long names
		}
		inner := max(w-2*pad, 1)
		h := fitWidth(c, inner)
		if l.t.columns[i].Tall && !l.tight {
			h = s.Height
		}
		c.Resize(fyne.NewSize(inner, h))
		c.Move(fyne.NewPos(x+pad, snap((s.Height-h)/2)))
		x += w
	}
}

func (l *cellsLayout) MinSize(cells []fyne.CanvasObject) fyne.Size {
	var h float32
	for _, c := range cells {
		if c.Visible() && c.Position().X != leftOut {
			h = max(h, c.MinSize().Height)
		}
	}
	return fyne.NewSize(l.t.minWidth(), h+2*theme.Px(l.padY))
}
