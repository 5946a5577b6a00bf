package widgets

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Rating is what a rating disc shows.
type Rating int

// The ratings: each has a sign and a colour of its own.
const (
	RatingEmpty        Rating = iota // not judged yet: a faint ring
	RatingLow                        // + on green
	RatingSome                       // – on amber
	RatingHigh                       // × on red
	RatingNoInfo                     // ? on grey
	RatingNotExtracted               // … in a ring
)

// Tone returns the colour family of the rating.
func (r Rating) Tone() theme.Tone {
	switch r {
	case RatingLow:
		return theme.Green
	case RatingSome:
		return theme.Amber
	case RatingHigh:
		return theme.Red
	}
	return theme.Grey
}

// Mark returns the sign of the rating.
func (r Rating) Mark() MarkKind {
	switch r {
	case RatingLow:
		return MarkPlus
	case RatingSome:
		return MarkMinus
	case RatingHigh:
		return MarkCross
	case RatingNoInfo:
		return MarkQuestion
	case RatingNotExtracted:
		return MarkDots
	}
	return MarkNone
}

// Diameters of rating discs.
const (
	SymbolSmall  float32 = 16
	SymbolMedium float32 = 24
	SymbolLarge  float32 = 30
)

// Symbol is a rating disc: sign and colour together.
type Symbol struct {
	widget.BaseWidget
	rating Rating
	side   float32
	tip    string
}

// NewSymbol returns a disc of one of the Symbol diameters.
func NewSymbol(r Rating, diameter float32) *Symbol {
	s := &Symbol{rating: r, side: diameter}
	s.ExtendBaseWidget(s)
	return s
}

// Set changes the rating and its tooltip.
func (s *Symbol) Set(r Rating, tip string) {
	s.tip = tip
	if s.rating != r {
		s.rating = r
		s.Refresh()
	}
}

// Rating returns what the disc shows.
func (s *Symbol) Rating() Rating { return s.rating }

// Tip returns the tooltip.
func (s *Symbol) Tip() string { return s.tip }

// CreateRenderer is called by Fyne.
func (s *Symbol) CreateRenderer() fyne.WidgetRenderer {
	disc := canvas.NewCircle(color.Transparent)
	var sign []fyne.CanvasObject
	drawn := RatingEmpty
	r := &renderer{widget: s}
	r.layout = func(size fyne.Size) {
		side := even(theme.Px(s.side))
		at := snapPos((size.Width-side)/2, (size.Height-side)/2)
		mid := at.AddXY(side/2, side/2)
		tone := s.rating.Tone()
		ink := theme.Color(tone.On())
		switch s.rating {
		case RatingEmpty:
			hollow(disc, mid, side-2, 1, theme.Color(theme.ColorMuted))
		case RatingNotExtracted:
			ink = theme.Color(theme.ColorMuted)
			hollow(disc, mid, side-2, 1.5, ink)
		default:
			toned(disc, mid, side, tone)
		}
		inner := even(side * 0.66)
		drawMark(s.rating.Mark(), sign, mid.AddXY(-inner/2, -inner/2), inner, ink)
	}
	r.min = func() fyne.Size { return fyne.NewSquareSize(even(theme.Px(s.side))) }
	r.update = func() {
		if r.objects == nil || drawn != s.rating {
			sign, drawn = markObjects(s.rating.Mark()), s.rating
			r.objects = append([]fyne.CanvasObject{disc}, sign...)
		}
	}
	r.update()
	return r
}
