package widgets

import (
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Beside puts a text beside what it explains, or below it where less than the given width would be left for it.
func Beside(least float32, what, text fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{least: least}, what, text)
}

type beside struct{ least, width float32 }

const besideGap, belowGap = 18, 8

// arrange places both objects for the width laid out last and returns the height they take.
func (b *beside) arrange(o []fyne.CanvasObject, place func(o fyne.CanvasObject, at fyne.Position, s fyne.Size)) float32 {
	gap := theme.Px(besideGap)
	first := o[0].MinSize()
	if rest := b.width - first.Width - gap; rest >= theme.Px(b.least) {
		h := fitWidth(o[1], rest)
		height := max(first.Height, h)
		place(o[0], fyne.NewPos(0, snap((height-first.Height)/2)), first)
		place(o[1], fyne.NewPos(first.Width+gap, snap((height-h)/2)), fyne.NewSize(rest, h))
		return height
	}
	h := fitWidth(o[1], max(b.width, first.Width))
	place(o[0], fyne.Position{}, first)
	place(o[1], fyne.NewPos(0, first.Height+theme.Px(belowGap)), fyne.NewSize(b.width, h))
	return first.Height + theme.Px(belowGap) + h
}

// Layout is called by the container.
func (b *beside) Layout(o []fyne.CanvasObject, s fyne.Size) {
	b.width = s.Width
	b.arrange(o, func(o fyne.CanvasObject, at fyne.Position, s fyne.Size) {
		o.Resize(s)
		o.Move(at)
	})
}

// MinSize is called by the container.
func (b *beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	height := b.arrange(o, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
	return fyne.NewSize(o[0].MinSize().Width, height)
}
