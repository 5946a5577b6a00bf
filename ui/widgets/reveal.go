package widgets

import (
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
)

// Reveal scrolls the columns around an object as little as needed to show all of it, so that what has the keyboard is
// never out of sight.
func Reveal(o fyne.CanvasObject) {
	for _, s := range scrollsAround(o) {
		s.show(o)
	}
}

// scrollsAround returns the scrollers that an object of a window or dialog is in, the outermost first.
func scrollsAround(o fyne.CanvasObject) []*VScroll {
	cv := canvasOf(o)
	if cv == nil {
		return nil
	}
	root := cv.Overlays().Top()
	if root == nil {
		root = cv.Content()
	}
	scrolls, _ := wayTo(root, o, nil)
	return scrolls
}

func wayTo(from, to fyne.CanvasObject, passed []*VScroll) ([]*VScroll, bool) {
	if from == to {
		return passed, true
	}
	if from == nil || !from.Visible() {
		return nil, false
	}
	if s, ok := from.(interface{ scroller() *VScroll }); ok {
		passed = append(passed[:len(passed):len(passed)], s.scroller())
	}
	for _, child := range childrenOf(from) {
		if found, ok := wayTo(child, to, passed); ok {
			return found, true
		}
	}
	return nil, false
}

func (s *VScroll) scroller() *VScroll { return s }

// show scrolls to an object inside. One that is higher than the scroller stays where it is.
func (s *VScroll) show(o fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	top := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(s.Content).Y
	bottom := top + o.Size().Height
	room, margin := s.Size().Height, theme.Px(14)
	y := s.Offset.Y
	switch {
	case bottom-top+2*margin > room:
		return
	case top-margin < y:
		y = max(top-margin, 0)
	case bottom+margin > y+room:
		y = bottom + margin - room
	default:
		return
	}
	s.ScrollToOffset(fyne.NewPos(0, y))
}
