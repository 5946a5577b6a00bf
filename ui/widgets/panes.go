package widgets

import (
	"image/color"

	"claimgrade/ui/theme"
	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Panes divides the window into a left, a centre and a right part. The sides keep their widths when the window changes,
// the centre takes the rest. The dividers can be dragged, or moved with the arrow keys when focused. Where not all of them
// fit, the right part, while it is shown, comes first: the left one goes, or else the centre, until there is room again.
type Panes struct {
	widget.BaseWidget
	left, center, right       fyne.CanvasObject
	leftWidth, rightWidth     float32
	leftShown, rightShown     bool
	minLeft, minMid, minRight float32
	least                     float32
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
	// Least is a width, in units of the screen, at which the panes must still fit. 0 wants room for all that are shown.
	Least float32
}

// NewPanes returns the panes.
func NewPanes(s PaneSpec) *Panes {
	p := &Panes{left: s.Left, center: s.Center, right: s.Right, leftWidth: s.LeftWidth, rightWidth: s.RightWidth,
		leftShown: s.Left != nil, rightShown: s.Right != nil,
		minLeft: s.MinLeft, minMid: s.MinCenter, minRight: s.MinRight, least: s.Least}
	p.dividers[0] = newDivider(p, 0)
	p.dividers[1] = newDivider(p, 1)
	p.ExtendBaseWidget(p)
	return p
}

// parts are the panes, whether there is room for them or not.
func (p *Panes) parts() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{p.left, p.center, p.right} {
		if o != nil {
			all = append(all, o)
		}
	}
	return all
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

// shown are the panes that are seen.
type shown struct{ left, mid, right bool }

// fitting are the panes that there is room for, of those that are to be shown.
func (p *Panes) fitting(total float32) shown {
	all := shown{p.leftShown, true, p.rightShown}
	if p.least == 0 || !p.rightShown || p.need(all) <= total {
		return all
	}
	for _, fewer := range []shown{{false, true, true}, {p.leftShown, false, true}} {
		if p.need(fewer) <= total {
			return fewer
		}
	}
	return shown{right: true}
}

// need is the width that panes need.
func (p *Panes) need(s shown) float32 {
	var w float32
	for _, part := range []struct {
		on    bool
		least float32
	}{{s.left, p.minLeft}, {s.mid, p.minMid}, {s.right, p.minRight}} {
		if part.on {
			w += theme.Px(part.least)
		}
	}
	return w
}

// Seen says which panes there is room for now.
func (p *Panes) Seen() (left, center, right bool) {
	s := p.fitting(p.Size().Width)
	return s.left, s.mid, s.right
}

// widths fits the wanted widths into the width there is: the centre keeps its minimum as long as the sides can give way.
func (p *Panes) widths(total float32) (left, mid, right float32) {
	s := p.fitting(total)
	if s.left {
		left = theme.Px(max(p.leftWidth, p.minLeft))
	}
	if s.right {
		right = theme.Px(max(p.rightWidth, p.minRight))
	}
	if !s.mid {
		if s.left {
			left = min(left, total-theme.Px(p.minRight))
		}
		return snap(left), 0, snap(total - left)
	}
	mid = total - left - right
	if lack := theme.Px(p.minMid) - mid; lack > 0 {
		giveRight := min(lack, max(right-theme.Px(p.minRight), 0))
		if !s.right {
			giveRight = 0
		}
		right -= giveRight
		giveLeft := min(lack-giveRight, max(left-theme.Px(p.minLeft), 0))
		if !s.left {
			giveLeft = 0
		}
		left -= giveLeft
		if need := p.need(s); p.least > 0 && need > total { // no pane can go, so all give way alike
			left, right = left*total/need, right*total/need
		}
		mid = total - left - right
	}
	return snap(left), snap(mid), snap(right)
}

func (p *Panes) drag(which int, dx float32) {
	left, mid, right := p.widths(p.Size().Width)
	scale := theme.Px(100) / 100
	if mid == 0 {
		dx = min(max(dx, theme.Px(p.minLeft)-left), right-theme.Px(p.minRight))
		p.leftWidth = (left + dx) / scale
	} else if which == 0 {
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

func (p *Panes) seen(s shown) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if s.left {
		out = append(out, p.left)
	}
	if s.mid {
		out = append(out, p.center)
	}
	if s.right {
		out = append(out, p.right)
	}
	if s.left {
		out = append(out, p.dividers[0])
	}
	if s.right && s.mid {
		out = append(out, p.dividers[1])
	}
	return out
}

// CreateRenderer is called by Fyne.
func (p *Panes) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{widget: p}
	const grip = 8 // the width that can be grabbed, around a hairline
	r.min = func() fyne.Size {
		all := shown{p.leftShown, true, p.rightShown}
		w := p.need(all)
		if p.least > 0 {
			w = min(w, p.least)
		}
		h := float32(0)
		for _, o := range p.seen(all) {
			h = max(h, o.MinSize().Height)
		}
		return fyne.NewSize(w, h)
	}
	r.layout = func(size fyne.Size) {
		s := p.fitting(size.Width)
		r.objects = p.seen(s)
		left, mid, right := p.widths(size.Width)
		place := func(o fyne.CanvasObject, x, w float32) {
			o.Move(fyne.NewPos(x, 0))
			o.Resize(fyne.NewSize(w, size.Height))
		}
		if s.left {
			place(p.left, 0, left)
			place(p.dividers[0], left-grip/2, grip)
		}
		if s.mid {
			place(p.center, left, mid)
		}
		if s.right {
			place(p.right, left+mid, right)
		}
		if s.right && s.mid {
			place(p.dividers[1], left+mid-grip/2, grip)
		}
	}
	r.update = func() { r.objects = p.seen(p.fitting(p.Size().Width)) }
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
	d.tip = tr.T("Drag, or use the arrow keys, to change the width")
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
