// Package dialogs asks and tells in front of the window. Its dialogs do what Fyne's leave out: Esc cancels, Enter
// confirms, the first field has the focus, and the focus goes back to where it was. It must not know what is asked about.
package dialogs

import (
	"image/color"

	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Dialog is a dialog that is open, or was.
type Dialog struct {
	modal  *modal
	pane   *Pane // instead of modal, of a form that stands in the window
	canvas fyne.Canvas

	oldKey   func(*fyne.KeyEvent)
	oldFocus fyne.Focusable
	first    fyne.Focusable
	forget   func()
	onKey    func(*fyne.KeyEvent) bool
	open     bool

	confirm   func()
	submit    func() // by Ctrl+Enter, where Enter alone does something else; may be nil
	cancel    func()
	shortcuts []Shortcut
	changed   func() bool // whether what was typed would be lost; nil where nothing is typed
	asking    *Dialog     // the question whether to throw it away, once it was put
	then      func()      // once it has closed
}

// Then calls f once the dialog has closed, whatever closed it.
func (d *Dialog) Then(f func()) { d.then = f }

// Blocked says whether something lies over the window, so that the shortcuts of the menu must not act on what is below:
// a dialog, a list of choices, a menu.
func Blocked() bool {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if w.Canvas().Overlays().Top() != nil {
			return true
		}
	}
	return false
}

// show puts the dialog up. first gets the focus; nil means the first part that can take it.
func (d *Dialog) show(first fyne.Focusable) {
	c := d.canvas
	d.first, d.modal.dialog = first, d
	d.oldFocus, d.oldKey = c.Focused(), c.OnTypedKey()
	layer, forget := widgets.OverlayTips(d.modal)
	d.forget = forget
	d.modal.tips = layer
	c.Unfocus() // so that a field below saves what was typed, and shows no cursor behind the veil
	c.Overlays().Add(d.modal)
	d.modal.Resize(c.Size())
	c.SetOnTypedKey(d.typedKey)
	d.listen()
	d.open = true
	d.focusFirst()
}

// listen makes Ctrl+Enter confirm this dialog, and its own shortcuts do what they do.
func (d *Dialog) listen() {
	for _, s := range submits() {
		d.canvas.AddShortcut(s, func(fyne.Shortcut) {
			if d.submit != nil && d.uppermost() {
				d.submit()
				return
			}
			d.confirmed()
		})
	}
	for _, s := range d.shortcuts {
		d.canvas.AddShortcut(s.Keys, func(fyne.Shortcut) {
			if d.uppermost() {
				s.Do()
			}
		})
	}
}

// deafen takes the shortcuts away, and gives theirs back to the dialog or pane below.
func (d *Dialog) deafen() {
	c := d.canvas
	for _, s := range submits() {
		c.RemoveShortcut(s)
	}
	for _, s := range d.shortcuts {
		c.RemoveShortcut(s.Keys)
	}
	if below := top(c); below != nil {
		below.listen()
	} else if p := paneIn(c); p != nil {
		p.dialog.listen()
	}
}

// uppermost reports whether nothing lies over the dialog.
func (d *Dialog) uppermost() bool {
	if d.pane != nil {
		return d.open && d.pane.Visible() && d.canvas.Overlays().Top() == nil
	}
	return top(d.canvas) == d
}

// relayout makes room for what has changed in the dialog.
func (d *Dialog) relayout() {
	if d.pane != nil {
		d.pane.Refresh()
	} else {
		d.modal.Refresh()
	}
}

func (d *Dialog) focusFirst() {
	if d.first != nil {
		d.canvas.Focus(d.first)
	} else {
		d.canvas.FocusNext()
	}
}

func submits() []fyne.Shortcut {
	return []fyne.Shortcut{
		widgets.SubmitShortcut(),
		&desktop.CustomShortcut{KeyName: fyne.KeyEnter, Modifier: fyne.KeyModifierShortcutDefault},
	}
}

// Close takes the dialog away and gives the focus back. Nothing is confirmed or cancelled.
func (d *Dialog) Close() {
	if !d.open {
		return
	}
	if d.pane != nil {
		d.open = false
		d.deafen()
		d.pane.closed()
		return
	}
	c := d.canvas
	if above := top(c); above != nil && above != d && above.open {
		above.Close() // taking an overlay away takes those above it too, so let them end in order
	}
	d.open = false
	c.Overlays().Remove(d.modal)
	d.forget()
	c.SetOnTypedKey(d.oldKey)
	d.deafen()
	widgets.FocusAgain(c, d.oldFocus)
	if d.then != nil {
		d.then()
	}
}

// top is the dialog on top of the canvas, or nil if something else is.
func top(c fyne.Canvas) *Dialog {
	if m, ok := c.Overlays().Top().(*modal); ok {
		return m.dialog
	}
	return nil
}

// Open says whether the dialog is still up.
func (d *Dialog) Open() bool { return d.open }

func (d *Dialog) typedKey(e *fyne.KeyEvent) {
	if d.onKey != nil && d.onKey(e) {
		return
	}
	switch e.Name {
	case fyne.KeyEscape:
		d.cancelled()
	case fyne.KeyReturn, fyne.KeyEnter:
		d.confirmed()
	}
}

func (d *Dialog) confirmed() {
	if d.confirm != nil && d.uppermost() {
		d.confirm()
	}
}

func (d *Dialog) cancelled() {
	if d.cancel != nil {
		d.cancel()
	}
}

// modal is the veil over the window with the dialog's card in its middle.
type modal struct {
	widget.BaseWidget
	dialog *Dialog
	card   *widgets.Card
	tips   *fyne.Container
	width  float32
	onVeil func() // a tap beside the card; nil does nothing
}

func newModal(content fyne.CanvasObject, width float32) *modal {
	m := &modal{card: widgets.NewCard(content).SetPadding(22, 20), width: width}
	m.ExtendBaseWidget(m)
	return m
}

// Parts shows what is inside to whoever searches the tree.
func (m *modal) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{m.card} }

// Tapped keeps taps away from the window below.
func (m *modal) Tapped(e *fyne.PointEvent) {
	at, size := m.card.Position(), m.card.Size()
	inside := e.Position.X >= at.X && e.Position.X <= at.X+size.Width && e.Position.Y >= at.Y && e.Position.Y <= at.Y+size.Height
	if m.onVeil != nil && !inside {
		m.onVeil()
	}
}

// TappedSecondary keeps taps away from the window below.
func (m *modal) TappedSecondary(*fyne.PointEvent) {}

// Scrolled keeps the wheel away from the window below.
func (m *modal) Scrolled(*fyne.ScrollEvent) {}

// MouseIn keeps hover away from the window below.
func (m *modal) MouseIn(*desktop.MouseEvent) {}

// MouseMoved keeps hover away from the window below.
func (m *modal) MouseMoved(*desktop.MouseEvent) {}

// MouseOut keeps hover away from the window below.
func (m *modal) MouseOut() {}

// CreateRenderer is called by Fyne.
func (m *modal) CreateRenderer() fyne.WidgetRenderer {
	return &modalRenderer{m: m, veil: canvas.NewRectangle(color.Transparent), shade: canvas.NewRectangle(color.Transparent)}
}

type modalRenderer struct {
	m           *modal
	veil, shade *canvas.Rectangle
}

func (r *modalRenderer) Destroy()           {}
func (r *modalRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *modalRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.veil, r.shade, r.m.card}
	if r.m.tips != nil {
		out = append(out, r.m.tips)
	}
	return out
}

func (r *modalRenderer) Layout(s fyne.Size) {
	r.colour()
	r.veil.Resize(s)
	const edge = 20
	w := min(theme.Px(r.m.width), s.Width-2*edge)
	w = min(max(w, r.m.card.MinSize().Width), s.Width)
	r.m.card.Resize(fyne.NewSize(w, r.m.card.Size().Height))
	h := min(r.m.card.MinSize().Height, s.Height-edge)
	// A little above the middle looks like the middle.
	at := fyne.NewPos(float32(int((s.Width-w)/2)), float32(int(max((s.Height-h)*0.42, 0))))
	r.m.card.Resize(fyne.NewSize(w, h))
	r.m.card.Move(at)
	r.shade.Resize(fyne.NewSize(w, h))
	r.shade.Move(at.AddXY(0, 3))
	if r.m.tips != nil {
		r.m.tips.Resize(s)
	}
}

func (r *modalRenderer) colour() {
	r.veil.FillColor = theme.Color(theme.ColorScrim)
	r.shade.FillColor = theme.Color(theme.ColorScrim)
	r.shade.CornerRadius = theme.Px(12)
}

func (r *modalRenderer) Refresh() {
	r.Layout(r.m.Size())
	r.m.card.Refresh()
	canvas.Refresh(r.m)
}
