package widgets

import (
	"claimgrade/ui/theme"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// VScroll scrolls a column up and down. It gives the content its width before it asks for the height, so that wrapped
// text is right at once.
type VScroll struct{ container.Scroll }

// NewVScroll returns a scroller of content.
func NewVScroll(content fyne.CanvasObject) *VScroll {
	s := &VScroll{}
	s.Direction = container.ScrollVerticalOnly
	s.Content = content
	s.ExtendBaseWidget(s)
	return s
}

// Resize is called by the layout around.
func (s *VScroll) Resize(size fyne.Size) {
	if size.Width != s.Content.Size().Width {
		fitWidth(s.Content, size.Width)
	}
	s.Scroll.Resize(size)
}

// Scrolled is called by the canvas. What a tooltip was about moves away from it.
func (s *VScroll) Scrolled(e *fyne.ScrollEvent) {
	hideTip()
	work.Drop(revealKey)
	s.Scroll.Scrolled(e)
}

// Elastic is the middle of a column: as high as its content while there is room, and scrolling when there is not. In a
// VStack it reaches a little beyond the sides, for the scroll bar and for the rings of focused fields.
type Elastic struct{ VScroll }

// NewElastic returns the middle of a column; VStack gives it less than its height where it must.
func NewElastic(content fyne.CanvasObject) *Elastic {
	b := &Elastic{}
	b.Direction = container.ScrollVerticalOnly
	b.Content = Pad(3, elasticSides, 3, elasticSides, content)
	b.ExtendBaseWidget(b)
	return b
}

// MinSize is that of the content.
func (b *Elastic) MinSize() fyne.Size {
	return b.Content.MinSize().SubtractWidthHeight(2*theme.Px(elasticSides), 0)
}

// elasticSides is how far an Elastic reaches beyond each side.
const elasticSides = 11

func (s *VScroll) parts() []fyne.CanvasObject { return []fyne.CanvasObject{s.Content} }
