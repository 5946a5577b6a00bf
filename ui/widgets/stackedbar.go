package widgets

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// BarPart is a part of a StackedBar: a sign and words on a colour, as wide as its share.
type BarPart struct {
	Share float32 // of the bar
	Label string
	Mark  MarkKind
	Tone  theme.Tone
	// Hollow leaves the part without colour: nothing is known of it.
	Hollow bool
	Tip    string
}

// StackedBar shows how a whole divides. Its parts can be chosen: by the pointer, or by the arrow keys and Enter.
type StackedBar struct {
	control
	parts  []BarPart
	chosen int
	cursor int
	over   int
	edges  []float32 // the right edge of each part, as laid out
	// OnTapped is told the part that the user chose.
	OnTapped func(i int)
}

const barHeight = 22

// NewStackedBar returns a bar with nothing chosen.
func NewStackedBar(parts []BarPart, tapped func(i int)) *StackedBar {
	b := &StackedBar{parts: parts, chosen: -1, over: -1, OnTapped: tapped}
	b.extend(b)
	return b
}

// SetChosen shows a part as chosen; -1 shows none.
func (b *StackedBar) SetChosen(i int) {
	if b.chosen != i {
		b.chosen = i
		b.Refresh()
	}
}

// Shown returns what the bar shows.
func (b *StackedBar) Shown() []BarPart { return b.parts }

// Chosen returns the part shown as chosen, or -1.
func (b *StackedBar) Chosen() int { return b.chosen }

func (b *StackedBar) partAt(x float32) int {
	for i, edge := range b.edges {
		if x < edge {
			return i
		}
	}
	return len(b.edges) - 1
}

// Tip returns the tooltip of the part under the pointer, else of the one that the keyboard is at.
func (b *StackedBar) Tip() string {
	at := b.over
	if at < 0 && b.focused {
		at = b.cursor
	}
	if at < 0 || at >= len(b.parts) {
		return b.tipText()
	}
	return b.parts[at].Tip
}

// Tapped is called by the canvas.
func (b *StackedBar) Tapped(e *fyne.PointEvent) {
	hideTip()
	b.takeFocus()
	b.press(b.partAt(e.Position.X))
}

func (b *StackedBar) press(i int) {
	if i < 0 || i >= len(b.parts) {
		return
	}
	b.cursor = i
	b.Refresh()
	if b.OnTapped != nil {
		b.OnTapped(i)
	}
}

// MouseIn is called by the canvas.
func (b *StackedBar) MouseIn(e *desktop.MouseEvent) {
	b.hovered = true
	b.over = -1
	b.MouseMoved(e)
}

// MouseMoved is called by the canvas.
func (b *StackedBar) MouseMoved(e *desktop.MouseEvent) {
	if i := b.partAt(e.Position.X); i != b.over {
		b.over = i
		b.Refresh()
		showTipSoon(b, e.AbsolutePosition, b.Tip())
		return
	}
	moveTip(e.AbsolutePosition)
}

// MouseOut is called by the canvas.
func (b *StackedBar) MouseOut() {
	b.over = -1
	b.control.MouseOut()
}

// Cursor is called by the canvas.
func (b *StackedBar) Cursor() desktop.Cursor { return desktop.PointerCursor }

// TypedKey is called by the canvas.
func (b *StackedBar) TypedKey(e *fyne.KeyEvent) {
	last := len(b.parts) - 1
	move := func(to int) {
		b.cursor = min(max(to, 0), last)
		b.Refresh()
	}
	switch {
	case last < 0:
		Bubble(b, e)
	case e.Name == fyne.KeyRight:
		move(b.cursor + 1)
	case e.Name == fyne.KeyLeft:
		move(b.cursor - 1)
	case e.Name == fyne.KeyHome:
		move(0)
	case e.Name == fyne.KeyEnd:
		move(last)
	case isPress(e):
		b.press(b.cursor)
	default:
		Bubble(b, e)
	}
}

// barCell holds the objects of one part.
type barCell struct {
	box  *box
	mark *Mark
	text *Text
}

// widths shares the width by the parts' shares; none gets so narrow that it could be neither seen nor met.
func (b *StackedBar) widths(total float32) []float32 {
	least := theme.Px(14)
	out := make([]float32, len(b.parts))
	var short, wide float32
	for i, p := range b.parts {
		out[i] = p.Share * total
		if out[i] < least {
			short += least - out[i]
			out[i] = least
		} else {
			wide += out[i] - least
		}
	}
	for i := range out {
		if wide > 0 && out[i] > least {
			out[i] -= short * (out[i] - least) / wide
		}
	}
	return out
}

// CreateRenderer is called by Fyne.
func (b *StackedBar) CreateRenderer() fyne.WidgetRenderer {
	focus := newRing()
	chosen := canvas.NewRectangle(color.Transparent)
	var cells []*barCell
	r := &renderer{widget: b}
	r.min = func() fyne.Size { return fyne.NewSize(theme.Px(60), theme.Px(barHeight)) }
	r.layout = func(s fyne.Size) {
		b.edges = b.edges[:0]
		x := float32(0)
		for i, w := range b.widths(s.Width) {
			x0, x1 := snap(x), snap(x+w)
			x += w
			b.edges = append(b.edges, x1)
			c := cells[i]
			c.box.place(fyne.NewPos(x0, 0), fyne.NewSize(max(x1-x0-1, 1), s.Height))
			placeInside(c, fyne.NewPos(x0, 0), fyne.NewSize(max(x1-x0-1, 1), s.Height))
			if i == b.cursor {
				focus.place(fyne.NewPos(x0, 0), fyne.NewSize(x1-x0-1, s.Height))
			}
			if i == b.chosen {
				chosen.Move(fyne.NewPos(x0, s.Height-theme.Px(4)))
				chosen.Resize(fyne.NewSize(x1-x0-1, theme.Px(4)))
			}
		}
	}
	r.update = func() {
		if len(cells) != len(b.parts) {
			cells = nil
			for range b.parts {
				cells = append(cells, &barCell{box: newBox(4), mark: NewMark(MarkNone, 11, theme.ColorInk),
					text: NewText("", TextStyle{Size: theme.SizeCaption, Bold: true, Wrapping: Cut})})
			}
		}
		r.objects = nil
		for i, p := range b.parts {
			c := cells[i]
			ink := p.Tone.On()
			c.box.paint(p.Tone.Fill(), p.Tone.Edge())
			if p.Hollow {
				ink = theme.ColorMuted
				c.box.paint(theme.ColorCard, theme.ColorFieldEdge)
			}
			c.mark.Set(p.Mark, ink)
			c.text.SetStyle(TextStyle{Size: theme.SizeCaption, Bold: true, Color: ink, Wrapping: Cut})
			c.text.SetText(p.Label)
			r.objects = append(append(r.objects, c.box.objects()...), c.mark, c.text)
		}
		chosen.FillColor = theme.Color(theme.ColorInk)
		chosen.Hidden = b.chosen < 0 || b.chosen >= len(b.parts)
		focus.set(b.focused, 4)
		focus.rect.StrokeColor = theme.Color(theme.ColorInk)
		r.objects = append(r.objects, chosen, focus.rect)
	}
	r.update()
	return r
}

// placeInside puts the sign of a part in its middle, with the words after it where there is room for both.
func placeInside(c *barCell, at fyne.Position, s fyne.Size) {
	gap := theme.Px(4)
	m, words := c.mark.MinSize(), c.text.naturalWidth()
	if words == 0 || m.Width+gap+words+2*gap > s.Width {
		words = 0
	}
	c.text.Hidden = words == 0
	total := m.Width
	if words > 0 {
		total += gap + words
	}
	x := at.X + snap((s.Width-total)/2)
	c.mark.Resize(m)
	c.mark.Move(fyne.NewPos(x, at.Y+snap((s.Height-m.Height)/2)))
	h := c.text.MinSize().Height
	c.text.Resize(fyne.NewSize(words, h))
	c.text.Move(fyne.NewPos(x+m.Width+gap, at.Y+snap((s.Height-h)/2)))
}
