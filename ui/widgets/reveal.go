package widgets

import (
	"time"

	"claimgrade/ui/theme"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

const revealKey = "reveal"

// Reveal scrolls the columns around an object as little as needed to show all of it, so that what has the keyboard is
// never out of sight. The control of a form comes with its label, and with its help or with what is wrong.
func Reveal(o fyne.CanvasObject) {
	if f, ok := o.(fyne.Focusable); ok && canvasOf(o) == nil {
		revealSoon(f, o, 50)
		return
	}
	for _, at := range around(o) {
		at.scroll.show(at.inner)
		at.scroll.show(o)
	}
}

// revealSoon keeps a control in sight that got the keyboard so new that Fyne does not know its place before the next
// picture, nor the heights of all that is above it before some more.
func revealSoon(f fyne.Focusable, o fyne.CanvasObject, looks int) {
	work.Later(revealKey, 20*time.Millisecond, func() {
		if cv := canvasOf(o); cv != nil {
			if cv.Focused() != f {
				return // the user is elsewhere by now
			}
			looks = min(looks, 10)
			Reveal(o)
		}
		if looks > 1 {
			revealSoon(f, o, looks-1)
		}
	})
}

// scrollAround returns the innermost scroller that an object of a window or dialog is in; nil if there is none.
func scrollAround(o fyne.CanvasObject) *VScroll {
	way := around(o)
	if len(way) == 0 {
		return nil
	}
	return way[len(way)-1].scroll
}

// station is a scroller on the way to an object, with what to show in it: the object, or the field of a form around it.
type station struct {
	scroll *VScroll
	inner  fyne.CanvasObject
}

// around is the way to an object, from the outermost scroller inwards.
func around(o fyne.CanvasObject) []station {
	cv := canvasOf(o)
	if cv == nil {
		return nil
	}
	root := cv.Overlays().Top()
	if root == nil {
		root = cv.Content()
	}
	way, _ := wayTo(root, o, nil)
	return way
}

func wayTo(from, to fyne.CanvasObject, passed []station) ([]station, bool) {
	if from == to {
		return passed, true
	}
	if from == nil || !from.Visible() {
		return nil, false
	}
	switch at := from.(type) {
	case interface{ scroller() *VScroll }:
		passed = append(passed[:len(passed):len(passed)], station{at.scroller(), to})
	case *FormField:
		if last := len(passed) - 1; last >= 0 {
			passed = append(passed[:last:last], station{passed[last].scroll, at})
		}
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
