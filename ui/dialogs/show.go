package dialogs

import (
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// ShowSpec describes content that is there to be read.
type ShowSpec struct {
	Title   string
	Content fyne.CanvasObject
	Width   float32
}

// Show puts up content that asks for nothing. Enter and Esc close it.
func Show(c fyne.Canvas, s ShowSpec) *Dialog {
	d := &Dialog{canvas: c}
	d.confirm, d.cancel = d.Close, d.Close
	ok := widgets.NewPrimaryButton(tr.T("Close"), d.Close)
	d.modal = newModal(widgets.VStack(14, widgets.Title(s.Title), widgets.NewElastic(s.Content),
		widgets.HStack(10, widgets.Spacer(), ok)), width(s.Width))
	d.show(ok)
	return d
}
