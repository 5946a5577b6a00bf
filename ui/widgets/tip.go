package widgets

import (
	"time"

	"claimgrade/ui/theme"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Tooltips are our own because they must show above our rounded dialogs too, which are no Fyne pop-ups, and because one
// parent speaks for many small symbols that must not take the hover away from the row they are in.

const (
	tipDelay = 600 * time.Millisecond
	tipKey   = "tooltip"
	tipWidth = 320
)

// Tipped is something that has a tooltip but takes no hover itself; the card, row or HoverTips around it shows it.
type Tipped interface {
	fyne.CanvasObject
	Tip() string
}

var (
	windowTips  = map[fyne.Canvas]*fyne.Container{}
	overlayTips = map[fyne.CanvasObject]*fyne.Container{}
	tipShown    struct {
		layer *fyne.Container
		pos   fyne.Position
	}
)

// WithTips returns content with a layer for tooltips above it: set it as the content of the canvas.
func WithTips(content fyne.CanvasObject, c fyne.Canvas) fyne.CanvasObject {
	layer := container.NewWithoutLayout()
	windowTips[c] = layer
	return container.NewStack(content, layer)
}

// DropTips forgets the tooltip layer of a canvas whose window has closed.
func DropTips(c fyne.Canvas) { delete(windowTips, c) }

// OverlayTips returns a tooltip layer for an overlay such as a dialog, and a function that forgets it.
func OverlayTips(overlay fyne.CanvasObject) (layer *fyne.Container, forget func()) {
	layer = container.NewWithoutLayout()
	overlayTips[overlay] = layer
	return layer, func() { delete(overlayTips, overlay) }
}

func tipLayer(c fyne.Canvas) *fyne.Container {
	if top := c.Overlays().Top(); top != nil {
		return overlayTips[top]
	}
	return windowTips[c]
}

func showTipSoon(o fyne.CanvasObject, at fyne.Position, text string) {
	hideTip()
	if text == "" {
		return
	}
	tipShown.pos = at
	work.Later(tipKey, tipDelay, func() {
		c := canvasOf(o)
		if c == nil {
			return
		}
		layer := tipLayer(c)
		if layer == nil {
			return
		}
		t := newTipBox(text)
		size := t.MinSize()
		layer.Objects = []fyne.CanvasObject{t}
		t.Resize(size)
		origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(layer)
		t.Move(tipPlace(tipShown.pos, size, c.Size()).Subtract(origin))
		layer.Refresh()
		tipShown.layer = layer
	})
}

// tipPlace puts a tip below the pointer, or above it where there is no room, and inside the canvas.
func tipPlace(at fyne.Position, size, within fyne.Size) fyne.Position {
	const below, above, edge = 18, 8, 6
	x := min(at.X, within.Width-size.Width-edge)
	y := at.Y + below
	if y+size.Height > within.Height-edge {
		y = at.Y - above - size.Height
	}
	return snapPos(max(x, edge), max(y, edge))
}

func moveTip(at fyne.Position) { tipShown.pos = at }

// TipSoon shows a tooltip of a widget that watches the pointer itself; an empty one takes it away.
func TipSoon(o fyne.CanvasObject, at fyne.Position, text string) { showTipSoon(o, at, text) }

// HideTip takes a tooltip away: what it was about may have changed.
func HideTip() { hideTip() }

func hideTip() {
	work.Drop(tipKey)
	if tipShown.layer != nil {
		tipShown.layer.Objects = nil
		tipShown.layer.Refresh()
		tipShown.layer = nil
	}
}

// tipBox is the tooltip itself.
type tipBox struct {
	widget.BaseWidget
	text *Text
}

func newTipBox(text string) *tipBox {
	t := &tipBox{text: NewText(text, TextStyle{Size: theme.SizeCaption, Color: theme.ColorOnTip})}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tipBox) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(theme.Color(theme.ColorTip))
	padX, padY := theme.Px(10), theme.Px(6)
	r := &renderer{widget: t, objects: []fyne.CanvasObject{ground, t.text}}
	r.update = func() {
		ground.FillColor = theme.Color(theme.ColorTip)
		ground.CornerRadius = theme.Px(6)
	}
	r.layout = func(s fyne.Size) {
		ground.Resize(s)
		t.text.Move(fyne.NewPos(padX, padY))
		t.text.Resize(fyne.NewSize(s.Width-2*padX, s.Height-2*padY))
	}
	r.min = func() fyne.Size {
		w := min(t.text.naturalWidth(), theme.Px(tipWidth))
		t.text.Resize(fyne.NewSize(w, 1))
		return fyne.NewSize(w+2*padX, t.text.MinSize().Height+2*padY)
	}
	r.update()
	return r
}

// HoverTips shows the tooltips of whatever lies inside it. Cards and rows do so by themselves.
type HoverTips struct {
	widget.BaseWidget
	content fyne.CanvasObject
	tips    tipWatch
}

// NewHoverTips wraps content.
func NewHoverTips(content fyne.CanvasObject) *HoverTips {
	h := &HoverTips{content: content}
	h.ExtendBaseWidget(h)
	return h
}

func (h *HoverTips) parts() []fyne.CanvasObject { return []fyne.CanvasObject{h.content} }

// CreateRenderer is called by Fyne.
func (h *HoverTips) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.content) }

// MouseIn is called by the canvas.
func (h *HoverTips) MouseIn(e *desktop.MouseEvent) { h.tips.over(h, h.content, e) }

// MouseMoved is called by the canvas.
func (h *HoverTips) MouseMoved(e *desktop.MouseEvent) { h.tips.over(h, h.content, e) }

// MouseOut is called by the canvas.
func (h *HoverTips) MouseOut() { h.tips.out() }

// tipWatch shows the tooltip of the innermost Tipped under the pointer.
type tipWatch struct{ last Tipped }

func (w *tipWatch) over(owner, content fyne.CanvasObject, e *desktop.MouseEvent) {
	found := tippedAt(content, e.Position.Subtract(content.Position()))
	if found == w.last {
		moveTip(e.AbsolutePosition)
		return
	}
	w.last = found
	if found == nil {
		hideTip()
		return
	}
	showTipSoon(owner, e.AbsolutePosition, found.Tip())
}

func (w *tipWatch) out() {
	w.last = nil
	hideTip()
}

// tippedAt finds the innermost visible thing with a tip at pos, given relative to o.
func tippedAt(o fyne.CanvasObject, pos fyne.Position) Tipped {
	s := o.Size()
	if !o.Visible() || pos.X < 0 || pos.Y < 0 || pos.X > s.Width || pos.Y > s.Height {
		return nil
	}
	if t, ok := o.(Tipped); ok && t.Tip() != "" {
		return t
	}
	children := childrenOf(o)
	for i := len(children) - 1; i >= 0; i-- {
		if t := tippedAt(children[i], pos.Subtract(children[i].Position())); t != nil {
			return t
		}
	}
	return nil
}
