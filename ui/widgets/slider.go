package widgets

import (
	"image/color"
	"math"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// SliderMark is a place of a slider that means something.
type SliderMark struct {
	At    float64 // in positions; between two of them is allowed
	Label string
	Tone  theme.Tone
}

// Slider is a row of whole positions from 0 on. Arrow keys move by one, Page Up and Page Down by a tenth, Home and End to
// the ends; the pointer drags or clicks.
type Slider struct {
	control
	last        int
	value       int
	marks       []SliderMark
	left, right string
	// OnChanged is told the position that the user moved to.
	OnChanged func(position int)
}

// NewSlider returns a slider with a single position until SetRange gives it more.
func NewSlider(changed func(position int)) *Slider {
	s := &Slider{OnChanged: changed}
	s.extend(s)
	return s
}

// SetRange says which positions there are, from 0 to last, and what the two ends are called.
func (s *Slider) SetRange(last int, left, right string) {
	s.last, s.left, s.right = max(last, 0), left, right
	s.value = min(s.value, s.last)
	s.Refresh()
}

// SetMarks shows what some places mean, the most important first. A mark whose label finds no room beside those before it
// is left out: a line without words would be a riddle.
func (s *Slider) SetMarks(marks ...SliderMark) {
	s.marks = marks
	s.Refresh()
}

// SetValue moves to a position without telling OnChanged.
func (s *Slider) SetValue(position int) {
	s.value = min(max(position, 0), s.last)
	s.Refresh()
}

// Value returns the position.
func (s *Slider) Value() int { return s.value }

func (s *Slider) move(to int) {
	to = min(max(to, 0), s.last)
	if s.disabled || to == s.value {
		return
	}
	s.value = to
	s.Refresh()
	if s.OnChanged != nil {
		s.OnChanged(to)
	}
}

// TypedKey is called by the canvas.
func (s *Slider) TypedKey(e *fyne.KeyEvent) {
	page := max(s.last/10, 1)
	switch e.Name {
	case fyne.KeyRight:
		s.move(s.value + 1)
	case fyne.KeyLeft:
		s.move(s.value - 1)
	case fyne.KeyPageUp:
		s.move(s.value + page)
	case fyne.KeyPageDown:
		s.move(s.value - page)
	case fyne.KeyHome:
		s.move(0)
	case fyne.KeyEnd:
		s.move(s.last)
	default:
		Bubble(s, e)
	}
}

const thumbSide = 16

// at is the position under a place, and place the middle of a position.
func (s *Slider) at(x float32) int {
	half := theme.Px(thumbSide) / 2
	room := max(s.Size().Width-2*half, 1)
	return int(math.Round(float64((x - half) / room * float32(s.last))))
}

func (s *Slider) place(position float64, width float32) float32 {
	half := theme.Px(thumbSide) / 2
	if s.last == 0 {
		return half
	}
	return half + float32(position)/float32(s.last)*(width-2*half)
}

// Tapped is called by the canvas.
func (s *Slider) Tapped(e *fyne.PointEvent) {
	if !s.disabled {
		s.takeFocus()
		s.move(s.at(e.Position.X))
	}
}

// Dragged is called by the canvas.
func (s *Slider) Dragged(e *fyne.DragEvent) { s.move(s.at(e.Position.X)) }

// DragEnd is called by the canvas.
func (s *Slider) DragEnd() {}

// Cursor is called by the canvas.
func (s *Slider) Cursor() desktop.Cursor {
	if s.disabled {
		return desktop.DefaultCursor
	}
	return desktop.HResizeCursor
}

// sliderMark holds the objects of one mark.
type sliderMark struct {
	line *canvas.Rectangle
	text *Text
}

// labelPlace is where the label of a mark at x starts: above it, else before or after it, else beside a label that is in
// the way, as long as it is still seen to belong to its mark.
func labelPlace(x, w, width float32, taken [][2]float32) (from float32, ok bool) {
	const gap, near = 10, 44
	places := []float32{x - w/2, x - w, x}
	for _, t := range taken {
		places = append(places, t[0]-gap-w, t[1]+gap)
	}
	for _, from := range places {
		from = min(max(from, 0), max(width-w, 0))
		free := x >= from-near && x <= from+w+near
		for _, t := range taken {
			free = free && (from+w+gap <= t[0] || from >= t[1]+gap)
		}
		if free {
			return from, true
		}
	}
	return 0, false
}

// CreateRenderer is called by Fyne.
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	track, done, thumb := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent), canvas.NewCircle(color.Transparent)
	left, right := Caption(""), Caption("")
	focus := newRing()
	var marks []sliderMark
	r := &renderer{widget: s}
	line := func() float32 { return pitch(theme.TextSize(theme.SizeCaption)) }
	labels := func() float32 {
		if len(s.marks) == 0 {
			return 0
		}
		return line()
	}
	r.min = func() fyne.Size { return fyne.NewSize(theme.Px(140), labels()+theme.Px(thumbSide+6)+line()) }
	r.layout = func(size fyne.Size) {
		side := theme.Px(thumbSide)
		mid := snap(labels() + theme.Px(3) + side/2)
		at := s.place(float64(s.value), size.Width)
		thick := theme.Px(4)
		track.Move(fyne.NewPos(side/2, mid-thick/2))
		track.Resize(fyne.NewSize(max(size.Width-side, 0), thick))
		done.Move(track.Position())
		done.Resize(fyne.NewSize(max(at-side/2, 0), thick))
		thumb.Resize(fyne.NewSquareSize(side))
		thumb.Move(fyne.NewPos(at-side/2, mid-side/2))
		var taken [][2]float32
		for i, m := range marks {
			x, w := s.place(s.marks[i].At, size.Width), m.text.naturalWidth()
			from, fits := labelPlace(x, w, size.Width, taken)
			m.line.Hidden, m.text.Hidden = !fits, !fits
			if !fits {
				continue
			}
			taken = append(taken, [2]float32{from, from + w})
			m.line.Move(fyne.NewPos(snap(x-1), labels()))
			m.line.Resize(fyne.NewSize(2, mid+side/2+3-labels()))
			m.text.Resize(fyne.NewSize(w, line()))
			m.text.Move(fyne.NewPos(from, 0))
		}
		below := labels() + side + theme.Px(6)
		lw, rw := left.naturalWidth(), right.naturalWidth()
		left.Resize(fyne.NewSize(min(lw, size.Width), line()))
		left.Move(fyne.NewPos(0, below))
		right.Resize(fyne.NewSize(min(rw, size.Width), line()))
		right.Move(fyne.NewPos(max(size.Width-rw, 0), below))
		focus.place(thumb.Position().AddXY(-4, -4), fyne.NewSquareSize(side+8))
	}
	r.update = func() {
		knob, ground := theme.ColorAccent, theme.ColorFieldEdge
		if s.disabled {
			knob = theme.ColorDisabled
		}
		track.FillColor, track.CornerRadius = theme.Color(ground), theme.Px(2)
		done.FillColor, done.CornerRadius = theme.Color(knob), theme.Px(2)
		thumb.FillColor, thumb.StrokeColor, thumb.StrokeWidth = theme.Color(theme.ColorCard), theme.Color(knob), theme.Px(3)
		left.SetText(s.left)
		right.SetText(s.right)
		marks = marks[:0]
		r.objects = []fyne.CanvasObject{track, done}
		for _, m := range s.marks {
			sm := sliderMark{canvas.NewRectangle(theme.Color(m.Tone.Edge())), NewText(m.Label, TextStyle{Size: theme.SizeCaption, Color: m.Tone.Ink(), Wrapping: Cut})}
			marks = append(marks, sm)
			r.objects = append(r.objects, sm.line, sm.text)
		}
		r.objects = append(r.objects, thumb, left, right, focus.rect)
		focus.set(s.focused, (thumbSide+8)/2)
	}
	r.update()
	return r
}
