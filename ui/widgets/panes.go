package widgets

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Panes divides the window into a left, a centre and a right part. The sides keep their widths when the window changes,
// the centre takes the rest. The dividers can be dragged, or moved with the arrow keys when focused.
type Panes struct {
	widget.BaseWidget
	left, center, right       fyne.CanvasObject
	leftWidth, rightWidth     float32
	leftShown, rightShown     bool
	minLeft, minMid, minRight float32
	dividers                  [2]*divider
	// OnChanged is told that the user moved a divider: the moment to remember the widths.
	OnChanged func(left, right float32)
}

// PaneSpec says what the panes hold and how wide the sides are at first, at the normal interface size. Left or Right may
// be nil.
type PaneSpec struct {
	Left, Center, Right          fyne.CanvasObject
	LeftWidth, RightWidth        float32
	MinLeft, MinCenter, MinRight float32
}

// NewPanes returns the panes.
func NewPanes(s PaneSpec) *Panes {
	p := &Panes{left: s.Left, center: s.Center, right: s.Right, leftWidth: s.LeftWidth, rightWidth: s.RightWidth,
		leftShown: s.Left != nil, rightShown: s.Right != nil,
		minLeft: s.MinLeft, minMid: s.MinCenter, minRight: s.MinRight}
	p.dividers[0] = newDivider(p, 0)
	p.dividers[1] = newDivider(p, 1)
	p.ExtendBaseWidget(p)
	return p
}

// SetWidths sets the widths of the sides, at the normal interface size, without telling OnChanged.
func (p *Panes) SetWidths(left, right float32) {
	p.leftWidth, p.rightWidth = left, right
	p.Refresh()
}

// Widths returns the widths of the sides as the user wants them, at the normal interface size; a small window may show
// them narrower.
func (p *Panes) Widths() (left, right float32) { return p.leftWidth, p.rightWidth }

// ShowSides shows or hides the sides.
func (p *Panes) ShowSides(left, right bool) {
	p.leftShown, p.rightShown = left && p.left != nil, right && p.right != nil
	p.Refresh()
}

// Sides says which sides are shown.
func (p *Panes) Sides() (left, right bool) { return p.leftShown, p.rightShown }

// widths fits the wanted widths into the width there is: the centre keeps its minimum as long as the sides can give way.
func (p *Panes) widths(total float32) (left, mid, right float32) {
	if p.leftShown {
		left = theme.Px(max(p.leftWidth, p.minLeft))
	}
	if p.rightShown {
		right = theme.Px(max(p.rightWidth, p.minRight))
	}
	mid = total - left - right
	if lack := theme.Px(p.minMid) - mid; lack > 0 {
		giveRight := min(lack, max(right-theme.Px(p.minRight), 0))
		if !p.rightShown {
			giveRight = 0
		}
		right -= giveRight
		giveLeft := min(lack-giveRight, max(left-theme.Px(p.minLeft), 0))
		if !p.leftShown {
			giveLeft = 0
		}
		left -= giveLeft
		mid = total - left - right
	}
	return snap(left), snap(mid), snap(right)
}

func (p *Panes) drag(which int, dx float32) {
	left, mid, right := p.widths(p.Size().Width)
	scale := theme.Px(100) / 100
	if which == 0 {
		dx = min(max(dx, theme.Px(p.minLeft)-left), mid-theme.Px(p.minMid))
		p.leftWidth = (left + dx) / scale
	} else {
		dx = max(min(dx, right-theme.Px(p.minRight)), theme.Px(p.minMid)-mid)
		p.rightWidth = (right - dx) / scale
	}
	p.Refresh()
}

func (p *Panes) dropped() {
	if p.OnChanged != nil {
		p.OnChanged(p.leftWidth, p.rightWidth)
	}
}

func (p *Panes) parts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if p.leftShown {
		out = append(out, p.left)
	}
	out = append(out, p.center)
	if p.rightShown {
		out = append(out, p.right)
	}
	return out
}

// CreateRenderer is called by Fyne.
func (p *Panes) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{widget: p}
	const grip = 8 // the width that can be grabbed, around a hairline
	r.min = func() fyne.Size {
		w := theme.Px(p.minMid)
		if p.leftShown {
			w += theme.Px(p.minLeft)
		}
		if p.rightShown {
			w += theme.Px(p.minRight)
		}
		h := float32(0)
		for _, o := range p.parts() {
			h = max(h, o.MinSize().Height)
		}
		return fyne.NewSize(w, h)
	}
	r.layout = func(s fyne.Size) {
		left, mid, right := p.widths(s.Width)
		place := func(o fyne.CanvasObject, x, w float32) {
			o.Move(fyne.NewPos(x, 0))
			o.Resize(fyne.NewSize(w, s.Height))
		}
		if p.leftShown {
			place(p.left, 0, left)
			place(p.dividers[0], left-grip/2, grip)
		}
		place(p.center, left, mid)
		if p.rightShown {
			place(p.right, left+mid, right)
			place(p.dividers[1], left+mid-grip/2, grip)
		}
	}
	r.update = func() {
		r.objects = p.parts()
		if p.leftShown {
			r.objects = append(r.objects, p.dividers[0])
		}
		if p.rightShown {
			r.objects = append(r.objects, p.dividers[1])
		}
	}
	r.update()
	return &panesRenderer{r, p}
}

// panesRenderer moves a divider without refreshing all that lies in the panes.
type panesRenderer struct {
	*renderer
	p *Panes
}

func (r *panesRenderer) Refresh() {
	r.update()
	r.layout(r.p.Size())
	canvas.Refresh(r.p)
}

type divider struct {
	control
	panes *Panes
	which int
}

func newDivider(p *Panes, which int) *divider {
	d := &divider{panes: p, which: which}
	d.tip = "Drag, or use the arrow keys, to change the width"
	d.extend(d)
	return d
}

// Cursor is called by the canvas.
func (d *divider) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// Dragged is called by the canvas.
func (d *divider) Dragged(e *fyne.DragEvent) {
	hideTip()
	d.panes.drag(d.which, e.Dragged.DX)
}

// DragEnd is called by the canvas.
func (d *divider) DragEnd() { d.panes.dropped() }

// TypedKey is called by the canvas.
func (d *divider) TypedKey(e *fyne.KeyEvent) {
	const step = 16
	switch e.Name {
	case fyne.KeyLeft:
		d.panes.drag(d.which, -step)
	case fyne.KeyRight:
		d.panes.drag(d.which, step)
	default:
		Bubble(d, e)
		return
	}
	d.panes.dropped()
}

// CreateRenderer is called by Fyne.
func (d *divider) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewRectangle(color.Transparent)
	r := &renderer{widget: d, objects: []fyne.CanvasObject{line}}
	r.min = func() fyne.Size { return fyne.NewSize(8, 8) }
	r.layout = func(s fyne.Size) {
		w := float32(1)
		if d.hovered || d.focused {
			w = 3
		}
		line.Resize(fyne.NewSize(w, s.Height))
		line.Move(fyne.NewPos(snap((s.Width-w)/2), 0))
	}
	r.update = func() {
		line.FillColor = theme.Color(pick(d.hovered || d.focused, theme.ColorAccent, theme.ColorHairline))
	}
	r.update()
	return r
}
