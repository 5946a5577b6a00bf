package widgets

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Segment is one choice of a Segmented.
type Segment struct {
	Label string
	Mark  MarkKind   // a sign before the label, if any
	Tone  theme.Tone // the colour when chosen: Blue is the quiet accent, Green, Amber, Red and Grey fill the segment
	Tip   string
}

// Segmented is a row of choices of which one (or none yet) is chosen. The arrow keys move within it, Enter or Space
// chooses, so that looking around with the keyboard changes nothing.
type Segmented struct {
	control
	segments []Segment
	chosen   int
	cursor   int
	over     int
	edges    []float32 // the right edge of each segment, as laid out
	// OnChanged is told the choice that the user made.
	OnChanged func(i int)
}

// NewSegmented returns a control with nothing chosen.
func NewSegmented(segments []Segment, changed func(i int)) *Segmented {
	s := &Segmented{segments: segments, chosen: -1, over: -1, OnChanged: changed}
	s.extend(s)
	return s
}

// Segments makes quiet segments of labels.
func Segments(labels ...string) []Segment {
	out := make([]Segment, len(labels))
	for i, l := range labels {
		out[i] = Segment{Label: l, Tone: theme.Blue}
	}
	return out
}

// SetSelected shows a choice without telling OnChanged; -1 shows none.
func (s *Segmented) SetSelected(i int) {
	if s.chosen == i || i >= len(s.segments) {
		return
	}
	s.chosen = i
	s.cursor = max(i, 0)
	s.Refresh()
}

// Selected returns the choice, or -1.
func (s *Segmented) Selected() int { return s.chosen }

// SetSegments replaces the choices and forgets what was chosen.
func (s *Segmented) SetSegments(segments []Segment) {
	s.segments, s.chosen, s.cursor, s.over = segments, -1, 0, -1
	s.Refresh()
}

func (s *Segmented) choose(i int) {
	if s.disabled || i < 0 || i >= len(s.segments) {
		return
	}
	s.cursor = i
	if s.chosen != i {
		s.chosen = i
		s.Refresh()
		if s.OnChanged != nil {
			s.OnChanged(i)
		}
	}
}

func (s *Segmented) at(x float32) int {
	for i, edge := range s.edges {
		if x < edge {
			return i
		}
	}
	return len(s.edges) - 1
}

// Tapped is called by the canvas.
func (s *Segmented) Tapped(e *fyne.PointEvent) {
	if s.disabled {
		return
	}
	s.takeFocus()
	s.choose(s.at(e.Position.X))
}

// MouseIn is called by the canvas.
func (s *Segmented) MouseIn(e *desktop.MouseEvent) {
	s.hovered = true
	s.MouseMoved(e)
}

// MouseMoved is called by the canvas.
func (s *Segmented) MouseMoved(e *desktop.MouseEvent) {
	if i := s.at(e.Position.X); i != s.over {
		s.over = i
		s.Refresh()
		tip := s.tipText()
		if !s.disabled && i >= 0 && s.segments[i].Tip != "" {
			tip = s.segments[i].Tip
		}
		showTipSoon(s, e.AbsolutePosition, tip)
		return
	}
	moveTip(e.AbsolutePosition)
}

// MouseOut is called by the canvas.
func (s *Segmented) MouseOut() {
	s.over = -1
	s.control.MouseOut()
}

// TypedKey is called by the canvas.
func (s *Segmented) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyRight:
		s.move(1)
	case e.Name == fyne.KeyLeft:
		s.move(-1)
	case e.Name == fyne.KeyHome:
		s.move(-len(s.segments))
	case e.Name == fyne.KeyEnd:
		s.move(len(s.segments))
	case isPress(e):
		if s.cursor == s.chosen && e.Name != fyne.KeySpace {
			Bubble(s, e) // Enter on what is chosen already confirms the form around it
			return
		}
		s.choose(s.cursor)
	default:
		Bubble(s, e)
	}
}

func (s *Segmented) move(by int) {
	s.cursor = min(max(s.cursor+by, 0), len(s.segments)-1)
	s.Refresh()
}

// segmentCell holds the objects of one segment.
type segmentCell struct {
	fill *canvas.Rectangle
	line *canvas.Rectangle
	mark *Mark
	text *Text
}

// CreateRenderer is called by Fyne.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer {
	b := newBox(8)
	focus := newRing()
	var cells []*segmentCell
	r := &renderer{widget: s}
	const padX, padY, gap = 7, 7, 5
	// around is what a segment has beside its words.
	around := func(c *segmentCell) float32 {
		w := 2 * theme.Px(padX)
		if m := c.mark.MinSize(); m.Width > 0 {
			w += m.Width + theme.Px(gap)
		}
		return w
	}
	needs := func() (wants, least []float32) {
		for i, c := range cells {
			// Measured bold, as it is when chosen: the segments must not move then.
			bold := NewText(s.segments[i].Label, TextStyle{Size: theme.SizeSmall, Bold: true})
			wants = append(wants, bold.naturalWidth()+around(c))
			least = append(least, bold.longestWord()+around(c))
		}
		return wants, least
	}
	r.min = func() fyne.Size {
		var w, h float32
		_, least := needs()
		for i, c := range cells {
			w += least[i]
			h = max(h, c.text.MinSize().Height)
		}
		return fyne.NewSize(w, max(h, pitch(theme.TextSize(theme.SizeSmall)))+2*theme.Px(padY))
	}
	r.layout = func(size fyne.Size) {
		b.place(fyne.Position{}, size)
		s.edges = s.edges[:0]
		wants, least := needs()
		x1 := float32(0)
		for i, w := range shareWidths(size.Width, wants, least) {
			c := cells[i]
			x0 := x1
			x1 += w
			s.edges = append(s.edges, x1)
			c.fill.Move(fyne.NewPos(x0, 0))
			c.fill.Resize(fyne.NewSize(x1-x0, size.Height))
			c.line.Move(fyne.NewPos(x0, 1))
			c.line.Resize(fyne.NewSize(1, max(size.Height-2, 0)))
			room := max(x1-x0-around(c), 1)
			h := fitWidth(c.text, room)
			used := c.text.usedWidth()
			c.text.Resize(fyne.NewSize(used, h))
			m := c.mark.MinSize()
			total := used
			if m.Width > 0 {
				total += m.Width + theme.Px(gap)
			}
			x := snap(x0 + (x1-x0-total)/2)
			if m.Width > 0 {
				c.mark.Resize(m)
				first := pitch(theme.TextSize(theme.SizeSmall))
				c.mark.Move(fyne.NewPos(x, snap((size.Height-h)/2+(first-m.Height)/2)))
				x += m.Width + theme.Px(gap)
			}
			c.text.Move(fyne.NewPos(x, snap((size.Height-h)/2)))
		}
		if s.cursor < len(cells) {
			focus.place(cells[s.cursor].fill.Position(), cells[s.cursor].fill.Size())
		}
	}
	r.update = func() {
		if len(cells) != len(s.segments) {
			cells = nil
			for range s.segments {
				cells = append(cells, &segmentCell{
					fill: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent),
					mark: NewMark(MarkNone, 13, theme.ColorInk),
					text: NewText("", TextStyle{Size: theme.SizeSmall, Align: fyne.TextAlignCenter, MaxLines: 2}),
				})
			}
		}
		b.paint(theme.ColorCard, theme.ColorFieldEdge)
		if s.disabled {
			b.paint(theme.ColorWell, theme.ColorHairline)
		}
		r.objects = b.objects()
		for i, c := range cells {
			s.paint(i, c)
			r.objects = append(r.objects, c.fill, c.line, c.mark, c.text)
		}
		focus.set(s.focused, 8)
		if s.focused && s.cursor == s.chosen && s.chosen >= 0 && s.segments[s.chosen].Tone != theme.Blue {
			focus.rect.StrokeColor = theme.Color(theme.ColorInk)
		}
		r.objects = append(r.objects, focus.rect)
	}
	r.update()
	return r
}

func (s *Segmented) paint(i int, c *segmentCell) {
	seg := s.segments[i]
	ink := theme.ColorInk
	bold := false
	c.fill.FillColor, c.fill.StrokeWidth = color.Transparent, 0
	switch {
	case i == s.chosen && seg.Tone == theme.Blue:
		c.fill.FillColor, ink, bold = theme.Color(theme.ColorAccentSoft), theme.ColorAccent, true
	case i == s.chosen:
		c.fill.FillColor, ink, bold = theme.Color(seg.Tone.Fill()), seg.Tone.On(), true
		if edge := theme.Color(seg.Tone.Edge()); edge != c.fill.FillColor {
			c.fill.StrokeColor, c.fill.StrokeWidth = edge, theme.Px(1.5)
		}
	case s.disabled:
		ink = theme.ColorDisabled
	case i == s.over:
		c.fill.FillColor = theme.Color(theme.ColorRowHover)
	}
	round := theme.Px(8)
	c.fill.TopLeftCornerRadius, c.fill.BottomLeftCornerRadius = 0, 0
	c.fill.TopRightCornerRadius, c.fill.BottomRightCornerRadius = 0, 0
	if i == 0 {
		c.fill.TopLeftCornerRadius, c.fill.BottomLeftCornerRadius = round, round
	}
	if i == len(s.segments)-1 {
		c.fill.TopRightCornerRadius, c.fill.BottomRightCornerRadius = round, round
	}
	c.line.FillColor = theme.Color(theme.ColorHairline)
	c.line.Hidden = i == 0
	c.text.SetStyle(TextStyle{Size: theme.SizeSmall, Color: ink, Bold: bold, Align: fyne.TextAlignCenter, MaxLines: 2})
	c.text.SetText(seg.Label)
	c.mark.Set(seg.Mark, ink)
}
