package outgoing

import (
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Tall lets the content of a panel fill the height of the window.
func Tall(c fyne.Canvas, content fyne.CanvasObject) fyne.CanvasObject {
	return container.New(tall{c}, content)
}

// AsWideAsTheWindow is more than any window has: a panel of this width takes what there is.
const AsWideAsTheWindow = 4000

type tall struct{ canvas fyne.Canvas }

func (l tall) Layout(o []fyne.CanvasObject, s fyne.Size) {
	for _, x := range o {
		x.Resize(s)
	}
}

// MinSize is the height of the window even where the content is higher: then what is elastic in it gives way.
func (l tall) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, l.canvas.Size().Height-theme.Px(40)-24)
}
