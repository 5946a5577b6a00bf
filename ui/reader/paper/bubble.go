package paper

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Choice is something that can be done with the words selected.
type Choice struct {
	Label string
	Key   string // the key that does it, as it is written; a single letter works as it stands
	Do    func()
}

// The bubble is dark in every theme: it mostly lies on white paper.
var (
	bubbleFace = color.NRGBA{0x1e, 0x27, 0x35, 0xff}
	bubbleInk  = color.NRGBA{0xf4, 0xf6, 0xfa, 0xff}
)

// bubble is the dark strip below the words selected, with what can be done with them.
type bubble struct {
	widget.BaseWidget
	items []*choiceItem
}

func newBubble(choices []Choice, do func(Choice)) *bubble {
	b := &bubble{}
	for _, c := range choices {
		it := &choiceItem{choice: c, do: do}
		it.ExtendBaseWidget(it)
		b.items = append(b.items, it)
	}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is called by Fyne.
func (b *bubble) CreateRenderer() fyne.WidgetRenderer {
	r := &bubbleRenderer{b: b, face: canvas.NewRectangle(color.Transparent)}
	r.objects = []fyne.CanvasObject{r.face}
	for i, it := range b.items {
		if i > 0 {
			rule := canvas.NewRectangle(color.Transparent)
			r.rules = append(r.rules, rule)
			r.objects = append(r.objects, rule)
		}
		r.objects = append(r.objects, it)
	}
	r.paint()
	return r
}

type bubbleRenderer struct {
	b       *bubble
	face    *canvas.Rectangle
	rules   []*canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *bubbleRenderer) Destroy()                     {}
func (r *bubbleRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *bubbleRenderer) MinSize() fyne.Size {
	var s fyne.Size
	for _, it := range r.b.items {
		m := it.MinSize()
		s.Width += m.Width
		s.Height = max(s.Height, m.Height)
	}
	return s.AddWidthHeight(theme.Px(8), 0)
}

func (r *bubbleRenderer) Layout(s fyne.Size) {
	r.face.Resize(s)
	x := theme.Px(4)
	for i, it := range r.b.items {
		if i > 0 {
			r.rules[i-1].Resize(fyne.NewSize(1, s.Height*0.45))
			r.rules[i-1].Move(fyne.NewPos(x, s.Height*0.275))
		}
		m := it.MinSize()
		it.Resize(fyne.NewSize(m.Width, s.Height))
		it.Move(fyne.NewPos(x, 0))
		x += m.Width
	}
}

func (r *bubbleRenderer) paint() {
	r.face.FillColor = bubbleFace
	r.face.CornerRadius = theme.Px(6)
	r.face.StrokeColor, r.face.StrokeWidth = color.Transparent, 0
	if theme.IsDark() {
		r.face.StrokeColor, r.face.StrokeWidth = theme.Color(theme.ColorFieldEdge), 1
	}
	for _, rule := range r.rules {
		rule.FillColor = faint(bubbleInk, 0x70)
	}
}

func (r *bubbleRenderer) Refresh() {
	r.paint()
	r.Layout(r.b.Size())
	for _, it := range r.b.items {
		it.Refresh()
	}
	canvas.Refresh(r.b)
}

// choiceItem is one thing in the bubble.
type choiceItem struct {
	widget.BaseWidget
	choice  Choice
	do      func(Choice)
	hovered bool
}

// Text is what it is called.
func (c *choiceItem) Text() string { return c.choice.Label }

// Tapped is called by the canvas.
func (c *choiceItem) Tapped(*fyne.PointEvent) { c.do(c.choice) }

// Cursor is called by the canvas.
func (c *choiceItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn is called by the canvas.
func (c *choiceItem) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved is called by the canvas.
func (c *choiceItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by the canvas.
func (c *choiceItem) MouseOut() { c.hovered = false; c.Refresh() }

// CreateRenderer is called by Fyne.
func (c *choiceItem) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceRenderer{c: c, veil: canvas.NewRectangle(color.Transparent), label: canvas.NewText(c.choice.Label, nil), key: canvas.NewText(c.choice.Key, nil)}
	r.paint()
	return r
}

type choiceRenderer struct {
	c          *choiceItem
	veil       *canvas.Rectangle
	label, key *canvas.Text
}

func (r *choiceRenderer) Destroy() {}

func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.veil, r.label, r.key}
}

func (r *choiceRenderer) MinSize() fyne.Size {
	l := r.label.MinSize()
	w := l.Width + theme.Px(20)
	if r.key.Text != "" {
		w += r.key.MinSize().Width + theme.Px(8)
	}
	return fyne.NewSize(ceil(w), ceil(l.Height+theme.Px(16)))
}

func (r *choiceRenderer) Layout(s fyne.Size) {
	pad := theme.Px(3)
	r.veil.Move(fyne.NewPos(0, pad))
	r.veil.Resize(fyne.NewSize(s.Width, s.Height-2*pad))
	l, k := r.label.MinSize(), r.key.MinSize()
	r.label.Resize(l)
	r.label.Move(fyne.NewPos(theme.Px(10), (s.Height-l.Height)/2))
	r.key.Resize(k)
	r.key.Move(fyne.NewPos(theme.Px(18)+l.Width, (s.Height-k.Height)/2))
}

func (r *choiceRenderer) paint() {
	r.label.Color, r.key.Color = bubbleInk, faint(bubbleInk, 0xb4)
	r.label.TextSize, r.key.TextSize = theme.TextSize(theme.SizeBody), theme.TextSize(theme.SizeBody)
	r.veil.FillColor, r.veil.CornerRadius = color.Transparent, theme.Px(4)
	if r.c.hovered {
		r.veil.FillColor = faint(bubbleInk, 0x30)
	}
}

func (r *choiceRenderer) Refresh() {
	r.paint()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

// faint is a colour with less of itself.
func faint(c color.Color, alpha uint8) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = alpha
	return n
}
