package widgets

import (
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
)

// Check is a box to tick, with its words.
type Check struct {
	control
	text      string
	checked   bool
	OnChanged func(bool)
}

// NewCheck returns a box that is not ticked.
func NewCheck(text string, changed func(bool)) *Check {
	c := &Check{text: text, OnChanged: changed}
	c.extend(c)
	return c
}

// SetChecked ticks the box without telling OnChanged.
func (c *Check) SetChecked(on bool) {
	if c.checked != on {
		c.checked = on
		c.Refresh()
	}
}

// Checked says whether the box is ticked.
func (c *Check) Checked() bool { return c.checked }

// Tapped is called by the canvas.
func (c *Check) Tapped(*fyne.PointEvent) {
	if c.disabled {
		return
	}
	c.takeFocus()
	c.checked = !c.checked
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(c.checked)
	}
}

// TypedKey is called by the canvas.
func (c *Check) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeySpace {
		c.Tapped(nil)
		return
	}
	Bubble(c, e)
}

// CreateRenderer is called by Fyne.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	b := newBox(5)
	focus := newRing()
	mark := NewMark(MarkCheck, 12, theme.ColorOnAccent)
	text := NewText(c.text, TextStyle{})
	r := &renderer{widget: c, objects: append(b.objects(), mark, text, focus.rect)}
	side := func() float32 { return even(theme.Px(18)) }
	const pad, gap = 3, 8
	r.min = func() fyne.Size {
		text := text.MinSize()
		return fyne.NewSize(2*pad+side()+theme.Px(gap)+text.Width, max(text.Height, side())+2*pad)
	}
	r.layout = func(s fyne.Size) {
		x := pad + side() + theme.Px(gap)
		h := fitWidth(text, min(text.naturalWidth(), max(s.Width-x-pad, 1)))
		text.Resize(fyne.NewSize(text.Size().Width, h))
		y := snap((s.Height - h) / 2)
		text.Move(fyne.NewPos(x, y))
		first := pitch(text.size())
		at := snapPos(pad, y+(first-side())/2)
		b.place(at, fyne.NewSquareSize(side()))
		m := mark.MinSize()
		mark.Resize(m)
		mark.Move(at.AddXY((side()-m.Width)/2, (side()-m.Height)/2))
		focus.place(fyne.Position{}, fyne.NewSize(min(s.Width, x+text.Size().Width+pad), s.Height))
	}
	r.update = func() {
		face, edge, ink, sign := theme.ColorCard, theme.ColorFieldEdge, theme.ColorInk, theme.ColorOnAccent
		switch {
		case c.disabled:
			face, edge, ink, sign = theme.ColorWell, theme.ColorHairline, theme.ColorDisabled, theme.ColorDisabled
		case c.checked:
			face, edge = theme.ColorAccent, theme.ColorAccent
		case c.hovered:
			edge = theme.ColorAccent
		}
		b.paint(face, edge)
		mark.Set(pick(c.checked, MarkCheck, MarkNone), sign)
		text.SetStyle(TextStyle{Color: ink})
		text.SetText(c.text)
		focus.set(c.focused, 5)
	}
	r.update()
	return r
}

// SetText changes the words beside the box.
func (c *Check) SetText(s string) {
	c.text = s
	c.Refresh()
}

// Text returns the words beside the box.
func (c *Check) Text() string { return c.text }
