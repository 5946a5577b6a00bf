package dialogs

import (
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// PanelSpec describes content that is worked from one field and has no buttons of its own.
type PanelSpec struct {
	Content   fyne.CanvasObject
	Width     float32
	First     fyne.Focusable
	OnConfirm func() // Enter; the panel stays unless it closes it
	OnSubmit  func() // Ctrl+Enter, where it is not to do what Enter does; may be nil
	OnCancel  func() // Esc, after the panel has closed; may be nil
	// Stays keeps the panel when something beside it is tapped: it holds work that a slip must not end.
	Stays bool
	// Lost says whether leaving would lose what was done in the panel; then Esc asks first. May be nil.
	Lost func() bool
}

// Panel puts up content without title and buttons. Esc closes it.
func Panel(c fyne.Canvas, s PanelSpec) *Dialog {
	d := &Dialog{canvas: c, confirm: s.OnConfirm, submit: s.OnSubmit}
	d.changed = s.Lost
	d.cancel = func() {
		d.unlessLost(func() {
			d.Close()
			if s.OnCancel != nil {
				s.OnCancel()
			}
		})
	}
	d.modal = newModal(widgets.VStack(0, s.Content), width(s.Width))
	if !s.Stays {
		d.modal.onVeil = d.cancel
	}
	d.show(s.First)
	return d
}

// Cancel leaves the dialog as Esc does.
func (d *Dialog) Cancel() { d.cancelled() }

// Relayout makes room for content that has changed.
func (d *Dialog) Relayout() { d.modal.Refresh() }
