package widgets

import (
	"strings"
	"unicode"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// dropdown is a list of choices that floats over the window below what opened it. Esc, Tab or a tap elsewhere closes it.
type dropdown struct {
	widget.BaseWidget
	canvas  fyne.Canvas
	anchor  fyne.CanvasObject
	list    *VList
	options []string
	typed   string
	picked  func(i int)
}

const dropdownRows = 9

func openDropdown(anchor fyne.CanvasObject, options []string, chosen int, picked func(i int)) {
	c := canvasOf(anchor)
	if c == nil || len(options) == 0 {
		return
	}
	d := &dropdown{canvas: c, anchor: anchor, options: options, picked: picked}
	d.list = NewVList(VSource{
		Count:    func() int { return len(options) },
		Estimate: func(int, float32) float32 { return pitch(theme.TextSize(theme.SizeBody)) + theme.Px(12) },
		New:      func(int) fyne.CanvasObject { return Pad(6, 12, 6, 12, NewText("", TextStyle{MaxLines: 2})) },
		Update: func(i int, o fyne.CanvasObject) {
			o.(*fyne.Container).Objects[0].(*Text).SetText(options[i])
		},
	})
	d.ExtendBaseWidget(d)
	c.Unfocus() // the canvas does not tell what lies below an overlay that it has lost the focus
	c.Overlays().Add(d)
	d.Resize(c.Size())
	d.list.keys = d.key
	d.list.runes = d.typeAhead
	d.list.onTap = d.take
	d.list.Select(max(chosen, 0))
	c.Focus(d.list)
}

// key handles what the list should not: choosing only on Enter or Space, and leaving.
func (d *dropdown) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyTab:
		d.close()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		d.take(d.list.cursor)
	default:
		return false
	}
	return true
}

func (d *dropdown) take(i int) {
	d.close()
	if i >= 0 {
		d.picked(i)
	}
}

func (d *dropdown) close() {
	d.canvas.Overlays().Remove(d)
	if f, ok := d.anchor.(fyne.Focusable); ok {
		d.canvas.Focus(f)
	}
}

// Tapped is called by the canvas when the tap is outside the list.
func (d *dropdown) Tapped(*fyne.PointEvent) { d.close() }

// TappedSecondary is called by the canvas when the tap is outside the list.
func (d *dropdown) TappedSecondary(*fyne.PointEvent) { d.close() }

func (d *dropdown) typeAhead(r rune) {
	d.typed += string(unicode.ToLower(r))
	for range 2 {
		for i, o := range d.options {
			if strings.HasPrefix(strings.ToLower(o), d.typed) {
				d.list.Select(i)
				return
			}
		}
		d.typed = string(unicode.ToLower(r)) // a new word begins
	}
}

// CreateRenderer is called by Fyne.
func (d *dropdown) CreateRenderer() fyne.WidgetRenderer {
	b := newBox(8)
	shade := canvas.NewRectangle(theme.Color(theme.ColorHairline))
	r := &renderer{widget: d, objects: append([]fyne.CanvasObject{shade}, append(b.objects(), d.list)...)}
	r.min = func() fyne.Size { return fyne.Size{} }
	r.layout = func(s fyne.Size) {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.anchor)
		width := max(d.anchor.Size().Width, theme.Px(120))
		width = min(width, s.Width-8)
		d.list.heights.reset(len(d.options), func(i int) float32 { return d.list.source.Estimate(i, width) })
		row := d.list.heights.total() / float32(len(d.options))
		need := min(row*float32(min(len(d.options), dropdownRows)), s.Height-16)
		below := at.Y + d.anchor.Size().Height + 3
		y := below
		if below+need+8 > s.Height && at.Y-need-5 > 0 {
			y = at.Y - need - 5
		} else {
			y = min(below, max(s.Height-need-8, 4))
		}
		x := min(at.X, s.Width-width-4)
		size := fyne.NewSize(width, need+2)
		b.place(fyne.NewPos(x, y), size)
		shade.CornerRadius = theme.Px(8)
		shade.Move(fyne.NewPos(x, y+2))
		shade.Resize(size)
		d.list.Move(fyne.NewPos(x+1, y+1))
		d.list.Resize(fyne.NewSize(width-2, need))
	}
	r.update = func() {
		b.paint(theme.ColorCard, theme.ColorFieldEdge)
		shade.FillColor = theme.Color(theme.ColorHairline)
	}
	r.update()
	return r
}
