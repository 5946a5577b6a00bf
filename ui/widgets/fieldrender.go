package widgets

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

const fieldPad = 8 // what Fyne leaves at either side of the words of a field

// fieldRenderer draws our border and focus ring around Fyne's field in place of its own: a disabled field must look
// quieter than others, not stronger, and borders must be as crisp as those of the controls beside it.
type fieldRenderer struct {
	fyne.WidgetRenderer
	entry   *widget.Entry
	focused *bool
	box     *box
	ring    ring
	wheel   *wheel
}

// wheel lies over a field and hands the mouse wheel to the column around it: a field would keep it, and the page stand still
// under the pointer. A text of several lines that has the keyboard scrolls by itself.
type wheel struct {
	widget.BaseWidget
	field fyne.CanvasObject // what it lies on
	text  fyne.Scrollable   // the words of the field
	keeps func() bool       // whether the words take the wheel themselves
}

func newWheel(field fyne.CanvasObject, inner fyne.WidgetRenderer, keeps func() bool) *wheel {
	w := &wheel{field: field, keeps: keeps}
	for _, o := range inner.Objects() {
		if s, ok := o.(fyne.Scrollable); ok {
			w.text = s
		}
	}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled is called by the canvas.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	if w.text != nil && w.keeps() {
		w.text.Scrolled(e)
		return
	}
	if s := scrollAround(w.field); s != nil {
		s.Scrolled(e)
	}
}

// CreateRenderer is called by Fyne.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

func newFieldRenderer(field fyne.CanvasObject, inner fyne.WidgetRenderer, focused *bool, e *widget.Entry) *fieldRenderer {
	r := &fieldRenderer{WidgetRenderer: inner, entry: e, focused: focused, box: newBox(8), ring: newRing(),
		wheel: newWheel(field, inner, func() bool { return e.MultiLine && *focused })}
	r.paint()
	return r
}

func (r *fieldRenderer) Objects() []fyne.CanvasObject {
	inner := r.WidgetRenderer.Objects()
	out := make([]fyne.CanvasObject, 0, len(inner)+3)
	out = append(out, r.box.edge, r.box.face)
	out = append(out, inner...)
	return append(out, r.ring.rect, r.wheel)
}

func (r *fieldRenderer) Layout(s fyne.Size) {
	r.WidgetRenderer.Layout(s)
	r.box.place(fyne.Position{}, s)
	r.ring.place(fyne.Position{}, s)
	r.wheel.Resize(s)
}

func (r *fieldRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint()
	r.box.refresh()
	r.ring.rect.Refresh()
}

func (r *fieldRenderer) paint() {
	if r.entry.Disabled() {
		r.box.paint(theme.ColorWell, theme.ColorHairline)
	} else {
		r.box.paint(theme.ColorCard, theme.ColorFieldEdge)
	}
	r.ring.set(*r.focused && !r.entry.Disabled(), 8)
	// Fyne's own ground and border come first among its objects.
	for i, o := range r.WidgetRenderer.Objects() {
		if rect, ok := o.(*canvas.Rectangle); ok && i < 2 {
			rect.FillColor, rect.StrokeColor = color.Transparent, color.Transparent
		}
	}
}
