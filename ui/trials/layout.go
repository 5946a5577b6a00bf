package trials

import (
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// columns puts cards into one column, or into two where there is room. Which card stands on the right is fixed, so that
// none jumps to the other side while somebody types in it.
type columns struct {
	right map[fyne.CanvasObject]bool
	width float32 // last laid out
}

// Sizes at normal interface size.
const (
	wideFrom   = 840 // two columns from this width on
	columnGap  = 14
	labelWidth = 138
)

func (c *columns) wide() bool { return c.width >= theme.Px(wideFrom) }

// arrange goes through the cards in order; place returns the height of a card that is given its place.
func (c *columns) arrange(objects []fyne.CanvasObject, place func(o fyne.CanvasObject, at fyne.Position, width float32) float32) float32 {
	gap := theme.Px(columnGap)
	each := c.width
	if c.wide() {
		each = float32(int((c.width - gap) / 2))
	}
	var y [2]float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		side := 0
		if c.wide() && c.right[o] {
			side = 1
		}
		if y[side] > 0 {
			y[side] += gap
		}
		y[side] += place(o, fyne.NewPos(float32(side)*(each+gap), y[side]), each)
	}
	return max(y[0], y[1])
}

// Layout is called by the container.
func (c *columns) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	c.width = s.Width
	c.arrange(objects, func(o fyne.CanvasObject, at fyne.Position, width float32) float32 {
		h := fit(o, width)
		o.Resize(fyne.NewSize(width, h))
		o.Move(at)
		return h
	})
}

// MinSize is called by the container.
func (c *columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var widest float32
	for _, o := range objects {
		if o.Visible() {
			widest = max(widest, o.MinSize().Width)
		}
	}
	return fyne.NewSize(widest, c.arrange(objects, func(o fyne.CanvasObject, _ fyne.Position, _ float32) float32 {
		return o.MinSize().Height
	}))
}

// fit gives an object its width and returns the height that it then needs.
func fit(o fyne.CanvasObject, width float32) float32 {
	h := o.Size().Height
	if h == 0 {
		h = o.MinSize().Height
	}
	o.Resize(fyne.NewSize(width, h))
	return o.MinSize().Height
}

// growing shows as many lines of a text field as its text takes, within bounds.
type growing struct {
	area     *widgets.TextArea
	min, max int
	rows     int
	broken   string // the text and width that rows is right for
	width    float32
}

// newGrowing returns a field of several lines that is as high as its text.
func newGrowing(placeholder string, least int) (*widgets.TextArea, *fyne.Container) {
	g := &growing{area: widgets.NewTextArea(placeholder, least), min: least, max: 9, rows: least}
	return g.area, container.New(g, g.area)
}

// Layout is called by the container.
func (g *growing) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	g.adjust(s.Width)
	g.area.Resize(s)
}

// MinSize is called by the container.
func (g *growing) MinSize([]fyne.CanvasObject) fyne.Size {
	if g.width > 0 {
		g.adjust(g.width)
	}
	return g.area.MinSize()
}

func (g *growing) adjust(width float32) {
	if g.width == width && g.broken == g.area.Text {
		return
	}
	g.width, g.broken = width, g.area.Text
	rows := g.min
	if g.area.Text != "" {
		t := widgets.Body(g.area.Text + "\u200a") // a space at the end, which the field breaks at and a paragraph would not
		t.Resize(fyne.NewSize(max(width-theme.Px(20), 1), 1))
		rows = min(max(t.Lines(), g.min), g.max)
	}
	if rows != g.rows {
		g.rows = rows
		g.area.SetMinRowsVisible(rows)
	}
}

// cells puts the parts of a row beside each other in equal columns; nil leaves a column empty.
func cells(parts ...fyne.CanvasObject) fyne.CanvasObject {
	row := make([]fyne.CanvasObject, len(parts))
	for i, p := range parts {
		if p == nil {
			row[i] = widgets.Spacer()
		} else {
			row[i] = widgets.Fill(p)
		}
	}
	return widgets.HStackTop(10, row...)
}

// labelled puts a label of fixed width before a control, level with the first line of the control.
func labelled(label *widgets.Text, control fyne.CanvasObject) fyne.CanvasObject {
	return widgets.HStackTop(12, widgets.MinWidth(labelWidth, widgets.Pad(8, 0, 0, 0, label)), widgets.Fill(control))
}
