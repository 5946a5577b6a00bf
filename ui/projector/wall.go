package projector

import (
	"image/color"
	"strconv"

	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// The size for which lengths below are given; larger walls take larger ones.
const normalWidth, normalHeight = 1280, 720

// Room around the content and below it, and the size of the words there.
const edge, foot, footText = 44, 62, 17

// scales are tried from the largest that a step may have until its content fits.
var scales = []float32{3, 2.7, 2.4, 2.1, 1.9, 1.7, 1.5, 1.35, 1.2, 1.05}

// wall covers the window. It takes all taps: one goes on, a secondary one goes back.
type wall struct {
	widget.BaseWidget
	p       *Projector
	ground  *canvas.Rectangle
	content *fyne.Container
	where   *canvas.Text // which step it is
	keys    *canvas.Text // what can be pressed
}

func newWall(p *Projector) *wall {
	w := &wall{p: p, ground: canvas.NewRectangle(color.Transparent), content: container.NewStack(),
		where: canvas.NewText("", color.Transparent), keys: canvas.NewText("", color.Transparent)}
	w.where.TextStyle.Bold = true
	w.ExtendBaseWidget(w)
	return w
}

// factor is how much larger than normal the wall is.
func (w *wall) factor() float32 {
	s := w.Size()
	return max(min(s.Width/normalWidth, s.Height/normalHeight), 0.5)
}

// room is what the content of a step has.
func (w *wall) room() fyne.Size {
	s, f := w.Size(), w.factor()
	return fyne.NewSize(s.Width-2*edge*f, s.Height-(edge+foot)*f)
}

// fit makes content in the largest size at which it fits the room, and reports whether any did.
func (w *wall) fit(most float32, build func() fyne.CanvasObject) (fyne.CanvasObject, bool) {
	room := w.room()
	var o fyne.CanvasObject
	for _, s := range scales {
		if s > most {
			continue
		}
		project(s * w.factor())
		o = build()
		if fits(o, room) {
			return o, true
		}
	}
	return o, false
}

// fits gives an object its width and asks for its height.
func fits(o fyne.CanvasObject, room fyne.Size) bool {
	o.Resize(fyne.NewSize(room.Width, 1))
	o.Resize(fyne.NewSize(room.Width, o.MinSize().Height)) // heights that follow from widths are known now
	least := o.MinSize()
	return least.Height <= room.Height && least.Width <= room.Width
}

// show puts up a step.
func (w *wall) show(s step) {
	o, ok := w.fit(s.most, s.build)
	if !ok {
		o = widgets.NewVScroll(o)
	} else if s.middle {
		o = widgets.VStack(0, widgets.Spacer(), o, widgets.FillWeight(1.4, container.NewStack()))
	} else {
		o = widgets.VStack(0, o, widgets.Spacer())
	}
	w.content.Objects = []fyne.CanvasObject{o}
	w.where.Text = strconv.Itoa(w.p.at+1) + " / " + strconv.Itoa(len(w.p.steps)) + "   " + s.name
	w.keys.Text = tr.T("← →  step    Esc  leave")
	if s.domain != "" {
		w.keys.Text = tr.T("← →  step    ↑ ↓  one trial    Esc  leave")
	}
	w.Refresh()
}

// Tapped goes on.
func (w *wall) Tapped(*fyne.PointEvent) { w.p.turn(w.p.at + 1) }

// TappedSecondary goes back.
func (w *wall) TappedSecondary(*fyne.PointEvent) { w.p.turn(w.p.at - 1) }

// Scrolled keeps the wheel away from the window below.
func (w *wall) Scrolled(*fyne.ScrollEvent) {}

// MouseIn keeps hover away from the window below.
func (w *wall) MouseIn(*desktop.MouseEvent) {}

// MouseMoved keeps hover away from the window below.
func (w *wall) MouseMoved(*desktop.MouseEvent) {}

// MouseOut keeps hover away from the window below.
func (w *wall) MouseOut() {}

// Parts shows what is inside to whoever searches the tree.
func (w *wall) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{w.content} }

// CreateRenderer is called by Fyne.
func (w *wall) CreateRenderer() fyne.WidgetRenderer { return &wallRenderer{w} }

type wallRenderer struct{ w *wall }

func (r *wallRenderer) Destroy()           {}
func (r *wallRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *wallRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.w.ground, r.w.content, r.w.where, r.w.keys}
}

// Layout makes the steps anew for another size: what fits is another matter then.
func (r *wallRenderer) Layout(s fyne.Size) {
	w := r.w
	if w.p.wall == w && s != w.p.size && s.Width > 0 {
		w.p.arrange()
	}
	f := w.factor()
	w.ground.FillColor = theme.Color(theme.ColorCard)
	w.ground.Resize(s)
	w.content.Move(fyne.NewPos(edge*f, edge*f))
	w.content.Resize(w.room())
	y := s.Height - 42*f
	for _, t := range []*canvas.Text{w.where, w.keys} {
		t.TextSize = footText * f
		t.Color = theme.Color(theme.ColorInk)
		t.Resize(t.MinSize())
	}
	w.where.Move(fyne.NewPos(edge*f, y))
	w.keys.Move(fyne.NewPos(s.Width-edge*f-w.keys.MinSize().Width, y))
}

func (r *wallRenderer) Refresh() {
	r.Layout(r.w.Size())
	canvas.Refresh(r.w)
}
