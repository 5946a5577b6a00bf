package widgets

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Card is a bordered box with rounded corners around its content. It shows the tooltips of what lies in it.
type Card struct {
	widget.BaseWidget
	Content fyne.CanvasObject

	face, edge    fyne.ThemeColorName
	radius        float32
	padX, padY    float32
	banded, plain bool
	band          theme.Tone
	tips          tipWatch
}

func newCard(c *Card) *Card {
	c.ExtendBaseWidget(c)
	return c
}

// NewCard returns a white card.
func NewCard(content fyne.CanvasObject) *Card {
	return newCard(&Card{Content: content, face: theme.ColorCard, edge: theme.ColorHairline, radius: 12, padX: 16, padY: 14})
}

// NewWell returns a quiet box for use inside a card or panel.
func NewWell(content fyne.CanvasObject) *Card {
	return newCard(&Card{Content: content, face: theme.ColorWell, edge: theme.ColorHairline, radius: 8, padX: 11, padY: 9})
}

// NewFrame returns a white box with a hairline for use inside a panel, around a picture for example.
func NewFrame(content fyne.CanvasObject) *Card {
	return newCard(&Card{Content: content, face: theme.ColorCard, edge: theme.ColorHairline, radius: 8, padX: 11, padY: 9})
}

// NewBand returns a card with a coloured bar at its left edge.
func NewBand(tone theme.Tone, content fyne.CanvasObject) *Card {
	c := NewCard(content)
	c.banded, c.band = true, tone
	c.padX = 20
	return c
}

// NewPanel returns a plain surface in the colour of cards, without border or corners, for the sides of the window.
func NewPanel(content fyne.CanvasObject) *Card {
	return newCard(&Card{Content: content, face: theme.ColorCard, plain: true})
}

// SetBand changes the tone of the bar.
func (c *Card) SetBand(tone theme.Tone) {
	c.banded, c.band = true, tone
	c.Refresh()
}

// SetPadding changes the space between border and content.
func (c *Card) SetPadding(x, y float32) *Card {
	c.padX, c.padY = x, y
	c.Refresh()
	return c
}

// SetColors changes the colours of face and border, as for a quote on the highlighter's yellow.
func (c *Card) SetColors(face, edge fyne.ThemeColorName) *Card {
	c.face, c.edge = face, edge
	c.Refresh()
	return c
}

// SetContent replaces the content.
func (c *Card) SetContent(o fyne.CanvasObject) {
	c.Content = o
	c.Refresh()
}

func (c *Card) parts() []fyne.CanvasObject { return []fyne.CanvasObject{c.Content} }

// MouseIn is called by the canvas.
func (c *Card) MouseIn(e *desktop.MouseEvent) { c.tips.over(c, c.Content, e) }

// MouseMoved is called by the canvas.
func (c *Card) MouseMoved(e *desktop.MouseEvent) { c.tips.over(c, c.Content, e) }

// MouseOut is called by the canvas.
func (c *Card) MouseOut() { c.tips.out() }

// CreateRenderer is called by Fyne.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	b := newBox(c.radius)
	bar := canvas.NewRectangle(color.Transparent)
	fix := canvas.NewRectangle(color.Transparent)
	r := &renderer{widget: c}
	r.layout = func(s fyne.Size) {
		b.place(fyne.Position{}, s)
		x, y := theme.Px(c.padX), theme.Px(c.padY)
		if c.banded {
			// The bar fills the rounded left end of the card; the face covers it from a few units on.
			w := theme.Px(5)
			bar.Resize(fyne.NewSize(theme.Px(2*c.radius), s.Height))
			bar.Move(fyne.Position{})
			b.face.Move(fyne.NewPos(w, 1))
			b.face.Resize(fyne.NewSize(max(s.Width-w-1, 0), max(s.Height-2, 0)))
			fix.Resize(fyne.NewSize(theme.Px(2*c.radius)-w, 1))
		}
		c.Content.Resize(fyne.NewSize(max(s.Width-2*x, 0), max(s.Height-2*y, 0)))
		c.Content.Move(fyne.NewPos(x, y))
	}
	r.min = func() fyne.Size {
		return c.Content.MinSize().AddWidthHeight(2*theme.Px(c.padX), 2*theme.Px(c.padY))
	}
	r.update = func() {
		b.radius = c.radius
		if c.plain {
			b.border = 0
		}
		b.paint(c.face, c.edge)
		r.objects = []fyne.CanvasObject{b.edge}
		if c.banded {
			bar.FillColor = theme.Color(c.band.Fill())
			bar.CornerRadius = theme.Px(c.radius)
			b.face.CornerRadius = theme.Px(c.radius) - 2
			r.objects = append(r.objects, bar)
		}
		r.objects = append(r.objects, b.face, c.Content)
	}
	r.update()
	return r
}
