package widgets

import (
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
)

// Select is a field that offers a list of choices. Enter, Space or Down opens it, letters find a choice in the list.
type Select struct {
	control
	options     []string
	placeholder string
	chosen      int
	// OnChanged is told the choice that the user made.
	OnChanged func(i int)
}

// NewSelect returns a field with nothing chosen.
func NewSelect(placeholder string, options []string, changed func(i int)) *Select {
	s := &Select{options: options, placeholder: placeholder, chosen: -1, OnChanged: changed}
	s.extend(s)
	return s
}

// SetOptions replaces the choices and forgets what was chosen.
func (s *Select) SetOptions(options []string) {
	s.options, s.chosen = options, -1
	s.Refresh()
}

// Options returns the choices.
func (s *Select) Options() []string { return s.options }

// SetSelected shows a choice without telling OnChanged; -1 shows the placeholder.
func (s *Select) SetSelected(i int) {
	if i != s.chosen && i < len(s.options) {
		s.chosen = i
		s.Refresh()
	}
}

// Selected returns the choice, or -1.
func (s *Select) Selected() int { return s.chosen }

// Tapped is called by the canvas.
func (s *Select) Tapped(*fyne.PointEvent) {
	if s.disabled {
		return
	}
	hideTip()
	s.takeFocus()
	openDropdown(s, s.options, s.chosen, s.pick)
}

func (s *Select) pick(i int) {
	if i == s.chosen {
		return
	}
	s.chosen = i
	s.Refresh()
	if s.OnChanged != nil {
		s.OnChanged(i)
	}
}

// TypedKey is called by the canvas.
func (s *Select) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn, fyne.KeyEnter:
		s.Tapped(nil)
	default:
		Bubble(s, e)
	}
}

// CreateRenderer is called by Fyne.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	b := newBox(8)
	focus := newRing()
	text := NewText("", TextStyle{Wrapping: Cut})
	arrow := NewMark(MarkLess, 13, theme.ColorMuted)
	r := &renderer{widget: s, objects: append(b.objects(), text, arrow, focus.rect)}
	const padX, padY = 11, 7
	r.min = func() fyne.Size {
		return fyne.NewSize(theme.Px(90), pitch(text.size())+2*theme.Px(padY))
	}
	r.layout = func(size fyne.Size) {
		b.place(fyne.Position{}, size)
		focus.place(fyne.Position{}, size)
		a := arrow.MinSize()
		arrow.Resize(a)
		arrow.Move(fyne.NewPos(size.Width-a.Width-theme.Px(padX), snap((size.Height-a.Height)/2)))
		h := text.MinSize().Height
		text.Resize(fyne.NewSize(max(arrow.Position().X-theme.Px(padX+6), 1), h))
		text.Move(fyne.NewPos(theme.Px(padX), snap((size.Height-h)/2)))
	}
	r.update = func() {
		face, edge, ink := theme.ColorCard, theme.ColorFieldEdge, theme.ColorInk
		words := s.placeholder
		if s.chosen >= 0 && s.chosen < len(s.options) {
			words = s.options[s.chosen]
		} else {
			ink = theme.ColorMuted
		}
		switch {
		case s.disabled:
			face, edge, ink = theme.ColorWell, theme.ColorHairline, theme.ColorDisabled
		case s.hovered:
			face = theme.ColorRowHover
		}
		b.paint(face, edge)
		text.SetStyle(TextStyle{Color: ink, Wrapping: Cut})
		text.SetText(words)
		arrow.Set(MarkLess, pick(s.disabled, theme.ColorDisabled, theme.ColorMuted))
		focus.set(s.focused, 8)
	}
	r.update()
	return r
}
