package figure

import "math"

// Spot is the place of a mark in a picture with its note: what the mark is, and where its number came from. The screen
// shows the note of the mark that is pointed at or walked to; print can list them.
type Spot struct {
	X, Y, W, H float64
	What       string // what the mark is, with its number
	From       string // where the number came from; may be empty
}

// Holds reports whether a point lies in the spot's area.
func (s Spot) Holds(p Point) bool {
	return p.X >= s.X && p.X <= s.X+s.W && p.Y >= s.Y && p.Y <= s.Y+s.H
}

// SpotAt returns the index of the spot that a point belongs to, or -1: of those that hold it the smallest, so that a mark
// on a zone is found before the zone.
func (s Scene) SpotAt(p Point) int {
	found, least := -1, math.Inf(1)
	for i, sp := range s.Spots {
		if area := sp.W * sp.H; sp.Holds(p) && area < least {
			found, least = i, area
		}
	}
	return found
}

// Note gives an area of the scene a note; areas are cut to the scene's width and made no smaller than a fingertip needs.
func (s *Scene) Note(area Rect, what, from string) {
	const least = 16
	x0, x1 := area.X, area.X+area.W
	if x1-x0 < least {
		mid := (x0 + x1) / 2
		x0, x1 = mid-least/2, mid+least/2
	}
	y0, y1 := area.Y, area.Y+area.H
	if y1-y0 < least {
		mid := (y0 + y1) / 2
		y0, y1 = mid-least/2, mid+least/2
	}
	x0, x1 = clamp(x0, 0, s.Width), clamp(x1, 0, s.Width)
	s.Spots = append(s.Spots, Spot{X: x0, Y: math.Max(y0, 0), W: x1 - x0, H: y1 - math.Max(y0, 0), What: what, From: from})
}
