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
}

func newFieldRenderer(inner fyne.WidgetRenderer, focused *bool, e *widget.Entry) *fieldRenderer {
	r := &fieldRenderer{WidgetRenderer: inner, entry: e, focused: focused, box: newBox(8), ring: newRing()}
	r.paint()
	return r
}

func (r *fieldRenderer) Objects() []fyne.CanvasObject {
	inner := r.WidgetRenderer.Objects()
	out := make([]fyne.CanvasObject, 0, len(inner)+3)
	out = append(out, r.box.edge, r.box.face)
	out = append(out, inner...)
	return append(out, r.ring.rect)
}

func (r *fieldRenderer) Layout(s fyne.Size) {
	r.WidgetRenderer.Layout(s)
	r.box.place(fyne.Position{}, s)
	r.ring.place(fyne.Position{}, s)
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
