package widgets

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// renderer is what most widgets here need: functions instead of a type of its own for every widget.
type renderer struct {
	objects []fyne.CanvasObject
	layout  func(fyne.Size)
	min     func() fyne.Size
	update  func() // takes state and theme over into the objects
	widget  fyne.Widget
}

func (r *renderer) Destroy()                     {}
func (r *renderer) Layout(s fyne.Size)           { r.layout(s) }
func (r *renderer) MinSize() fyne.Size           { return r.min() }
func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *renderer) Refresh() {
	r.update()
	r.layout(r.widget.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
	canvas.Refresh(r.widget)
}

// box is a rounded rectangle with a crisp border: two fills, because a stroke is drawn astride its edge.
type box struct {
	edge, face *canvas.Rectangle
	radius     float32
	border     float32
}

func newBox(radius float32) *box {
	return &box{edge: canvas.NewRectangle(color.Transparent), face: canvas.NewRectangle(color.Transparent), radius: radius, border: 1}
}

func (b *box) objects() []fyne.CanvasObject { return []fyne.CanvasObject{b.edge, b.face} }

// paint sets the colours; an empty edge name means no border.
func (b *box) paint(face, edge fyne.ThemeColorName) {
	b.paintColors(theme.Color(face), edge)
}

func (b *box) paintColors(face color.Color, edge fyne.ThemeColorName) {
	b.face.FillColor = face
	if edge == "" {
		b.edge.FillColor = face
	} else {
		b.edge.FillColor = theme.Color(edge)
	}
	r := theme.Px(b.radius)
	b.edge.CornerRadius = r
	b.face.CornerRadius = max(r-b.border, 0)
}

func (b *box) place(pos fyne.Position, s fyne.Size) {
	b.edge.Move(pos)
	b.edge.Resize(s)
	b.face.Move(pos.AddXY(b.border, b.border))
	b.face.Resize(fyne.NewSize(max(s.Width-2*b.border, 0), max(s.Height-2*b.border, 0)))
}

func (b *box) refresh() {
	b.edge.Refresh()
	b.face.Refresh()
}

// ring is the mark of keyboard focus.
type ring struct{ rect *canvas.Rectangle }

func newRing() ring {
	r := canvas.NewRectangle(color.Transparent)
	r.StrokeWidth = 2
	r.Hide()
	return ring{r}
}

func (r ring) set(on bool, radius float32) {
	r.rect.StrokeColor = theme.Color(theme.ColorAccent)
	r.rect.CornerRadius = theme.Px(radius)
	r.rect.Hidden = !on
}

// place lays the ring just inside the given bounds, so that no neighbour or clip covers it.
func (r ring) place(pos fyne.Position, s fyne.Size) {
	r.rect.Move(pos.AddXY(1, 1))
	r.rect.Resize(fyne.NewSize(max(s.Width-2, 0), max(s.Height-2, 0)))
}

// frame is a ring of four bars. Rows use it in place of a stroked ring, whose smooth edge a list would cut off.
type frame [4]*canvas.Rectangle

func newFrame() (f frame) {
	for i := range f {
		f[i] = canvas.NewRectangle(color.Transparent)
		f[i].Hide()
	}
	return f
}

func (f frame) set(on bool) {
	for _, r := range f {
		r.FillColor = theme.Color(theme.ColorAccent)
		r.Hidden = !on
	}
}

func (f frame) place(s fyne.Size) {
	const thick = 2
	w, h := max(s.Width, thick), max(s.Height, thick)
	for i, at := range []fyne.Position{{}, {Y: h - thick}, {}, {X: w - thick}} {
		f[i].Move(at)
		f[i].Resize(pick(i < 2, fyne.NewSize(w, thick), fyne.NewSize(thick, h)))
	}
}

func snap(v float32) float32 { return float32(int(v + 0.5)) }

func snapPos(x, y float32) fyne.Position { return fyne.NewPos(snap(x), snap(y)) }

func ceil(v float32) float32 {
	i := float32(int(v))
	if i < v {
		i++
	}
	return i
}
