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
	OnCancel  func() // Esc, after the panel has closed; may be nil
}

// Panel puts up content without title and buttons. Esc closes it.
func Panel(c fyne.Canvas, s PanelSpec) *Dialog {
	d := &Dialog{canvas: c, confirm: s.OnConfirm}
	d.cancel = func() {
		d.Close()
		if s.OnCancel != nil {
			s.OnCancel()
		}
	}
	d.modal = newModal(widgets.VStack(0, s.Content), width(s.Width))
	d.modal.onVeil = d.cancel
	d.show(s.First)
	return d
}
