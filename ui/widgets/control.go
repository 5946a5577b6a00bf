package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// control is the common part of everything a user can work: focus, hover, tooltip, and being disabled for a reason.
type control struct {
	widget.BaseWidget
	self     fyne.Widget
	focused  bool
	hovered  bool
	disabled bool
	why      string
	tip      string
}

func (c *control) extend(w fyne.Widget) {
	c.self = w
	c.ExtendBaseWidget(w)
}

// FocusGained is called by the canvas.
func (c *control) FocusGained() {
	c.focused = true
	c.Refresh()
	Reveal(c.self)
}

// FocusLost is called by the canvas.
func (c *control) FocusLost() {
	c.focused = false
	c.Refresh()
}

// TypedRune is called by the canvas.
func (c *control) TypedRune(rune) {}

// MouseIn is called by the canvas.
func (c *control) MouseIn(e *desktop.MouseEvent) {
	c.hovered = true
	c.Refresh()
	showTipSoon(c.self, e.AbsolutePosition, c.tipText())
}

// MouseMoved is called by the canvas.
func (c *control) MouseMoved(e *desktop.MouseEvent) { moveTip(e.AbsolutePosition) }

// MouseOut is called by the canvas.
func (c *control) MouseOut() {
	c.hovered = false
	c.Refresh()
	hideTip()
}

func (c *control) tipText() string {
	if c.disabled && c.why != "" {
		if c.tip != "" {
			return c.tip + "\n" + c.why
		}
		return c.why
	}
	return c.tip
}

// SetTip sets the tooltip.
func (c *control) SetTip(text string) { c.tip = text }

// Tip returns what the tooltip says now, with the reason if the control is disabled.
func (c *control) Tip() string { return c.tipText() }

// SetDisabled disables the control and tells why in its tooltip; an empty reason enables it.
func (c *control) SetDisabled(why string) {
	c.why = why
	c.setDisabled(why != "")
}

func (c *control) setDisabled(d bool) {
	if c.disabled == d {
		return
	}
	c.disabled = d
	if d && c.focused {
		if cv := canvasOf(c.self); cv != nil {
			cv.Unfocus()
		}
	}
	c.Refresh()
}

// Enable makes the control usable.
func (c *control) Enable() { c.SetDisabled("") }

// Disable makes the control unusable without giving a reason; prefer SetDisabled.
func (c *control) Disable() { c.setDisabled(true) }

// Disabled says whether the control is unusable now.
func (c *control) Disabled() bool { return c.disabled }

func (c *control) takeFocus() {
	if cv := canvasOf(c.self); cv != nil {
		cv.Focus(c.self.(fyne.Focusable))
	}
}

func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	if o == nil {
		return nil
	}
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// focusedIn is the canvas in which a widget has the keyboard. Fyne knows the canvas of what was drawn; whoever is quick
// presses Esc before that.
func focusedIn(o fyne.CanvasObject) fyne.Canvas {
	if c := canvasOf(o); c != nil {
		return c
	}
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if focused, ok := w.Canvas().Focused().(fyne.CanvasObject); ok && focused == o {
			return w.Canvas()
		}
	}
	return nil
}

// Bubble passes a key that a focused widget has no use for to the canvas, as if nothing had the focus. So Esc closes the
// dialog or drawer around a field, and Enter confirms it.
func Bubble(from fyne.CanvasObject, e *fyne.KeyEvent) {
	cv := focusedIn(from)
	if cv == nil {
		return
	}
	if f := cv.OnTypedKey(); f != nil {
		f(e)
	}
}

// BubbleShortcut passes a shortcut that a focused widget has no use for to the canvas.
func BubbleShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	if cv, ok := focusedIn(from).(fyne.Shortcutable); ok {
		cv.TypedShortcut(s)
	}
}

func isPress(e *fyne.KeyEvent) bool {
	return e.Name == fyne.KeySpace || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
}
