package widgets

import (
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

func (s *VScroll) parts() []fyne.CanvasObject { return []fyne.CanvasObject{s.Content} }
