package widgets

import (
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Link is text that does something: it opens a place or an explanation.
type Link struct {
	control
	text     string
	small    bool
	arrow    bool
	natural  func() float32
	OnTapped func()
}

// NewLink returns a link in the size of body text.
func NewLink(text string, tapped func()) *Link {
	l := &Link{text: text, OnTapped: tapped}
	l.extend(l)
	return l
}

// NewSmallLink returns a link in the size of secondary text.
func NewSmallLink(text string, tapped func()) *Link {
	l := NewLink(text, tapped)
	l.small = true
	return l
}

// WithArrow ends the link with ▸, for links that open more.
func (l *Link) WithArrow() *Link {
	l.arrow = true
	l.Refresh()
	return l
}

// SetText changes the text.
func (l *Link) SetText(s string) {
	l.text = s
	l.Refresh()
}

// Text returns the text.
func (l *Link) Text() string { return l.text }

// preferredWidth is the width at which nothing of the link is cut.
func (l *Link) preferredWidth() float32 {
	if l.natural == nil {
		l.MinSize() // makes the renderer, which knows
	}
	return l.natural()
}

// Tip returns the tooltip, or the whole link if it is cut.
func (l *Link) Tip() string {
	if l.tipText() == "" && l.Size().Width > 0 && l.Size().Width < l.preferredWidth() {
		return l.text
	}
	return l.tipText()
}

// MouseIn is called by the canvas.
func (l *Link) MouseIn(e *desktop.MouseEvent) {
	l.hovered = true
	l.Refresh()
	showTipSoon(l, e.AbsolutePosition, l.Tip())
}

// Cursor is called by the canvas.
func (l *Link) Cursor() desktop.Cursor {
	if l.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// Tapped is called by the canvas.
func (l *Link) Tapped(*fyne.PointEvent) {
	hideTip()
	if !l.disabled && l.OnTapped != nil {
		l.OnTapped()
	}
}

// TypedKey is called by the canvas.
func (l *Link) TypedKey(e *fyne.KeyEvent) {
	if isPress(e) {
		l.Tapped(nil)
		return
	}
	Bubble(l, e)
}

// CreateRenderer is called by Fyne.
func (l *Link) CreateRenderer() fyne.WidgetRenderer {
	text := NewText(l.text, TextStyle{Wrapping: Cut})
	line := canvas.NewRectangle(theme.Color(theme.ColorAccent))
	focus := newRing()
	arrow := NewMark(MarkMore, 11, theme.ColorAccent)
	r := &renderer{widget: l, objects: []fyne.CanvasObject{text, arrow, line, focus.rect}}
	const pad = 3 // the ring lies outside, so that the words align with what is above and below
	r.min = func() fyne.Size {
		return fyne.NewSize(min(l.preferredWidth(), theme.Px(40)), text.MinSize().Height+2)
	}
	l.natural = func() float32 {
		w := text.naturalWidth()
		if l.arrow {
			w += arrow.MinSize().Width + theme.Px(3)
		}
		return w
	}
	r.layout = func(s fyne.Size) {
		room := s.Width
		a := arrow.MinSize()
		if l.arrow {
			room -= a.Width + theme.Px(3)
		}
		w := min(text.naturalWidth(), room)
		h := text.MinSize().Height
		y := snap((s.Height - h) / 2)
		text.Resize(fyne.NewSize(w, h))
		text.Move(fyne.NewPos(0, y))
		arrow.Resize(a)
		arrow.Move(fyne.NewPos(w+theme.Px(3), y+snap((h-a.Height)/2)+1))
		line.Resize(fyne.NewSize(w, 1))
		line.Move(fyne.NewPos(0, y+h-1))
		focus.place(fyne.NewPos(-pad, 0), fyne.NewSize(min(s.Width, l.preferredWidth())+2*pad, s.Height))
	}
	r.update = func() {
		ink := theme.ColorAccent
		if l.disabled {
			ink = theme.ColorDisabled
		}
		style := TextStyle{Color: ink, Wrapping: Cut}
		if l.small {
			style.Size = theme.SizeSmall
		}
		text.SetStyle(style)
		text.SetText(l.text)
		arrow.Set(MarkMore, ink)
		arrow.Hidden = !l.arrow
		line.FillColor = theme.Color(ink)
		line.Hidden = !l.hovered || l.disabled
		focus.set(l.focused, 4)
	}
	r.update()
	return r
}
