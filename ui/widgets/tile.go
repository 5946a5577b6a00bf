package widgets

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Tile says what a StatusTile shows.
type Tile struct {
	Tone   theme.Tone
	Mark   MarkKind
	Hollow bool // an outline: not final yet
}

// StatusTile is a small rounded square with a sign, as before the claims in a list.
type StatusTile struct {
	widget.BaseWidget
	tile Tile
	side float32
	tip  string
}

// NewStatusTile returns a tile of the size used in lists.
func NewStatusTile(t Tile) *StatusTile {
	s := &StatusTile{tile: t, side: 20}
	s.ExtendBaseWidget(s)
	return s
}

// Set changes the tile and its tooltip.
func (s *StatusTile) Set(t Tile, tip string) {
	s.tip = tip
	if s.tile != t {
		s.tile = t
		s.Refresh()
	}
}

// Tip returns the tooltip.
func (s *StatusTile) Tip() string { return s.tip }

// CreateRenderer is called by Fyne.
func (s *StatusTile) CreateRenderer() fyne.WidgetRenderer {
	b := newBox(5)
	var sign []fyne.CanvasObject
	drawn := MarkNone
	r := &renderer{widget: s}
	r.min = func() fyne.Size { return fyne.NewSquareSize(even(theme.Px(s.side))) }
	r.layout = func(size fyne.Size) {
		side := even(theme.Px(s.side))
		at := snapPos((size.Width-side)/2, (size.Height-side)/2)
		b.place(at, fyne.NewSquareSize(side))
		inner := even(side * 0.66)
		ink := s.tile.Tone.On()
		if s.tile.Hollow {
			ink = s.tile.Tone.Ink()
		}
		pad := (side - inner) / 2
		drawMark(s.tile.Mark, sign, at.AddXY(pad, pad), inner, theme.Color(ink))
	}
	r.update = func() {
		if r.objects == nil || drawn != s.tile.Mark {
			sign, drawn = markObjects(s.tile.Mark), s.tile.Mark
			r.objects = append(b.objects(), sign...)
		}
		if s.tile.Hollow {
			b.paint(theme.ColorCard, s.tile.Tone.Ink())
		} else {
			b.paint(s.tile.Tone.Fill(), s.tile.Tone.Edge())
		}
	}
	r.update()
	return r
}

// Avatar is a disc with a person's initials.
type Avatar struct {
	widget.BaseWidget
	initials string
	tip      string
}

// NewAvatar returns a disc with up to two letters; the tooltip has the name.
func NewAvatar(initials, name string) *Avatar {
	a := &Avatar{initials: initials, tip: name}
	a.ExtendBaseWidget(a)
	return a
}

// Set changes initials and name.
func (a *Avatar) Set(initials, name string) {
	a.initials, a.tip = initials, name
	a.Refresh()
}

// Tip returns the tooltip.
func (a *Avatar) Tip() string { return a.tip }

// CreateRenderer is called by Fyne.
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer {
	disc := canvas.NewCircle(color.Transparent)
	text := NewText(a.initials, TextStyle{Size: theme.SizeCaption, Bold: true, Wrapping: OneLine})
	r := &renderer{widget: a, objects: []fyne.CanvasObject{disc, text}}
	r.min = func() fyne.Size { return fyne.NewSquareSize(even(theme.Px(30))) }
	r.layout = func(s fyne.Size) {
		side := even(theme.Px(30))
		dot(disc, fyne.NewPos(s.Width/2, s.Height/2), side, theme.Color(theme.Blue.Fill()))
		m := text.MinSize()
		text.Resize(m)
		text.Move(snapPos((s.Width-m.Width)/2, (s.Height-m.Height)/2))
	}
	r.update = func() {
		text.SetStyle(TextStyle{Size: theme.SizeCaption, Bold: true, Color: theme.Blue.On(), Wrapping: OneLine})
		text.SetText(a.initials)
	}
	r.update()
	return r
}

// Hairline is a rule of one pixel across.
type Hairline struct {
	widget.BaseWidget
	vertical bool
}

// NewHairline returns a rule from left to right.
func NewHairline() *Hairline {
	h := &Hairline{}
	h.ExtendBaseWidget(h)
	return h
}

// NewVHairline returns a rule from top to bottom.
func NewVHairline() *Hairline {
	h := NewHairline()
	h.vertical = true
	return h
}

// CreateRenderer is called by Fyne.
func (h *Hairline) CreateRenderer() fyne.WidgetRenderer {
	rect := canvas.NewRectangle(theme.Color(theme.ColorHairline))
	r := &renderer{widget: h, objects: []fyne.CanvasObject{rect}}
	r.min = func() fyne.Size { return fyne.NewSize(1, 1) }
	r.layout = func(s fyne.Size) {
		if h.vertical {
			s.Width = 1
		} else {
			s.Height = 1
		}
		rect.Resize(s)
	}
	r.update = func() { rect.FillColor = theme.Color(theme.ColorHairline) }
	return r
}
