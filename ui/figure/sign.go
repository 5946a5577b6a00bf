package figure

// Rating is a judgement that pictures show as a sign on a colour, the same signs as everywhere in the program.
type Rating int

// The ratings: NotRated has neither sign nor colour.
const (
	NotRated    Rating = iota
	RatedLow           // + on green
	RatedSome          // – on amber
	RatedHigh          // × on red
	RatedNoInfo        // ? on grey
)

// colors are the fill of a rating, the rim that keeps the fill from being lost on its ground, and what is drawn on it.
func (r Rating) colors() (fill, edge, on Tone) {
	switch r {
	case RatedLow:
		return GreenFill, GreenEdge, GreenOn
	case RatedSome:
		return AmberFill, AmberEdge, AmberOn
	case RatedHigh:
		return RedFill, RedEdge, RedOn
	case RatedNoInfo:
		return GreyFill, GreyEdge, GreyOn
	}
	return Card, Axis, Muted
}

// addSign draws the sign of a rating; it is made of lines, so that it looks the same with every font.
func (s *Scene) addSign(at Point, r Rating, tone Tone) {
	const half, width = 3.5, 2
	stroke := func(dx0, dy0, dx1, dy1 float64) {
		s.Add(Line{From: at.by(dx0, dy0), To: at.by(dx1, dy1), Tone: tone, Width: width})
	}
	switch r {
	case RatedLow:
		stroke(-half, 0, half, 0)
		stroke(0, -half, 0, half)
	case RatedSome:
		stroke(-half, 0, half, 0)
	case RatedHigh:
		stroke(-half, -half, half, half)
		stroke(-half, half, half, -half)
	case RatedNoInfo:
		s.Add(Text{At: at, S: "?", Size: 11, Bold: true, Tone: tone, Anchor: Middle})
	}
}

// addDisc draws a rating as a disc with its sign.
func (s *Scene) addDisc(at Point, r Rating) {
	fill, edge, on := r.colors()
	s.Add(Circle{Center: at, R: 8, Fill: fill, Stroke: edge, Width: 1.5})
	s.addSign(at, r, on)
}
