package trials

import (
	"strings"

	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// columns puts cards into one column, or into two where there is room. Which card stands on the right, or across both, is
// fixed, so that none jumps to the other side while somebody types in it.
type columns struct {
	right  map[fyne.CanvasObject]bool
	across map[fyne.CanvasObject]bool
	width  float32 // last laid out
}

// Sizes at normal interface size.
const (
	wideFrom   = 840 // two columns from this width on
	columnGap  = 14
	labelWidth = 138
	fieldPad   = 8 // what a field leaves at either side of its words
)

func newColumns(c *columns, cards ...fyne.CanvasObject) *fyne.Container {
	return container.New(c, cards...)
}

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
		side, width := 0, each
		switch {
		case c.wide() && c.across[o]:
			width = c.width
			y[0] = max(y[0], y[1])
		case c.wide() && c.right[o]:
			side = 1
		}
		if y[side] > 0 {
			y[side] += gap
		}
		y[side] += place(o, fyne.NewPos(float32(side)*(each+gap), y[side]), width)
		if c.across[o] {
			y[1] = y[0]
		}
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

// relay lays out anew a container whose parts have changed. One that was never shown has no width yet: to break its texts
// into lines as narrow as that is slow, and of no use.
func relay(c *fyne.Container) {
	if c.Size().Width > 0 {
		c.Refresh()
	}
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

// newLine returns a field for text without line breaks that is as high as its text, so that all of it can be read. Enter
// calls done; the lines of a text copied from a page are joined.
func newLine(placeholder string, changed func(string), done func()) (*widgets.TextArea, *fyne.Container) {
	area, grows := newGrowing(placeholder, 1)
	area.OnChanged = func(text string) {
		if !strings.ContainsAny(text, "\r\n") {
			changed(text)
			return
		}
		area.CursorRow, area.CursorColumn = len(text), len(text) // the field takes this back to the end of its text
		area.SetText(joined(text))
		done()
	}
	area.OnBlur = done
	return area, grows
}

// joined is a text on one line.
func joined(text string) string {
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
	for i := range lines {
		lines[i] = trim(lines[i])
	}
	return trim(strings.Join(lines, " "))
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
		t := widgets.Body(g.area.Text)
		t.Resize(fyne.NewSize(max(width-theme.Px(2*fieldPad), 1), 1))
		rows = min(max(t.Lines(), g.min), g.max)
	}
	if rows != g.rows {
		g.rows = rows
		g.area.SetMinRowsVisible(rows)
	}
}

// grid puts the parts of a row beside each other in equal columns, in fewer where each would become too narrow.
type grid struct{ least, width float32 }

// cells returns a row of which each part has at least the given width; nil leaves a column empty.
func cells(least float32, parts ...fyne.CanvasObject) fyne.CanvasObject {
	row := make([]fyne.CanvasObject, len(parts))
	for i, p := range parts {
		if row[i] = p; p == nil {
			row[i] = widgets.Spacer()
		}
	}
	return container.New(&grid{least: least}, row...)
}

const gridGap = 10

func (g *grid) arrange(objects []fyne.CanvasObject, place func(o fyne.CanvasObject, at fyne.Position, width float32) float32) float32 {
	gap, n := theme.Px(gridGap), len(objects)
	for n > 1 && g.width > 0 && (g.width-gap*float32(n-1))/float32(n) < theme.Px(g.least) {
		n = (n + 1) / 2
	}
	left := func(i int) float32 { return float32(int((g.width + gap) * float32(i) / float32(n))) }
	var y, high float32
	for i, o := range objects {
		if i > 0 && i%n == 0 {
			y += high + gap
			high = 0
		}
		at := i % n
		high = max(high, place(o, fyne.NewPos(left(at), y), left(at+1)-gap-left(at)))
	}
	return y + high
}

// Layout is called by the container.
func (g *grid) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	g.width = s.Width
	g.arrange(objects, func(o fyne.CanvasObject, at fyne.Position, width float32) float32 {
		h := fit(o, width)
		o.Resize(fyne.NewSize(width, h))
		o.Move(at)
		return h
	})
}

// MinSize is called by the container.
func (g *grid) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(theme.Px(g.least), g.arrange(objects, func(o fyne.CanvasObject, _ fyne.Position, _ float32) float32 {
		return o.MinSize().Height
	}))
}

// labelled puts a label of fixed width before a control, level with the first line of the control.
func labelled(label *widgets.Text, control fyne.CanvasObject) fyne.CanvasObject {
	return widgets.HStackTop(12, widgets.MinWidth(labelWidth, widgets.Pad(8, 0, 0, 0, label)), widgets.Fill(control))
}
