package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// parent is a widget of this package that shows where its parts are to whoever searches the tree.
type parent interface{ parts() []fyne.CanvasObject }

func childrenOf(o fyne.CanvasObject) []fyne.CanvasObject {
	switch c := o.(type) {
	case *fyne.Container:
		return c.Objects
	case parent:
		return c.parts()
	case interface{ Parts() []fyne.CanvasObject }: // a widget of another package
		return c.Parts()
	case *container.Scroll:
		return []fyne.CanvasObject{c.Content}
	}
	return nil
}

// Walk visits an object and what is in it, hidden parts too, until visit says not to go deeper.
func Walk(o fyne.CanvasObject, visit func(fyne.CanvasObject) (deeper bool)) {
	if o == nil || !visit(o) {
		return
	}
	for _, child := range childrenOf(o) {
		Walk(child, visit)
	}
}

// FirstFocusable is the first control in an object that can take the keyboard.
func FirstFocusable(o fyne.CanvasObject) fyne.Focusable {
	var first fyne.Focusable
	Walk(o, func(in fyne.CanvasObject) bool {
		f, ok := in.(fyne.Focusable)
		if d, can := in.(fyne.Disableable); ok && first == nil && in.Visible() && !(can && d.Disabled()) {
			first = f
		}
		return first == nil
	})
	return first
}

// FocusAgain gives the keyboard back to a control that had it before something covered it. A control that has gone
// meanwhile, with its screen, is passed over: giving it the keyboard would be an error.
func FocusAgain(c fyne.Canvas, f fyne.Focusable) {
	if f == nil {
		return
	}
	there := false
	for _, o := range append(c.Overlays().List(), c.Content()) {
		Walk(o, func(in fyne.CanvasObject) bool {
			there = there || in.Visible() && any(in) == any(f)
			return !there && in.Visible()
		})
	}
	if there {
		c.Focus(f)
	}
}
