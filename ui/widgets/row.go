package widgets

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// rowOwner is the list or table that a row belongs to.
type rowOwner interface {
	tapRow(i int)
	selectable(i int) bool
}

// row is the frame of one row: ground, accent bar, rule below, focus ring; the list fills in the content.
type row struct {
	widget.BaseWidget
	owner    rowOwner
	index    int
	content  fyne.CanvasObject
	selected bool
	ringed   bool
	hovered  bool
	bar      bool // an accent bar at the left of the selected row
	ruled    bool // a hairline below
	tips     tipWatch
}

func newRow(owner rowOwner, content fyne.CanvasObject, bar, ruled bool) *row {
	r := &row{owner: owner, content: content, bar: bar, ruled: ruled}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) show(selected, ringed bool) {
	if r.selected != selected || r.ringed != ringed {
		r.selected, r.ringed = selected, ringed
		r.Refresh()
	}
}

func (r *row) parts() []fyne.CanvasObject { return []fyne.CanvasObject{r.content} }

// Tapped is called by the canvas.
func (r *row) Tapped(*fyne.PointEvent) {
	hideTip()
	r.owner.tapRow(r.index)
}

// MouseIn is called by the canvas.
func (r *row) MouseIn(e *desktop.MouseEvent) {
	r.hovered = r.owner.selectable(r.index)
	r.Refresh()
	r.tips.over(r, r.content, e)
}

// MouseMoved is called by the canvas.
func (r *row) MouseMoved(e *desktop.MouseEvent) { r.tips.over(r, r.content, e) }

// MouseOut is called by the canvas.
func (r *row) MouseOut() {
	r.hovered = false
	r.Refresh()
	r.tips.out()
}

// CreateRenderer is called by Fyne.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(color.Transparent)
	bar := canvas.NewRectangle(color.Transparent)
	rule := canvas.NewRectangle(color.Transparent)
	focus := newFrame()
	rr := &renderer{widget: r, objects: []fyne.CanvasObject{ground, rule, bar, r.content, focus[0], focus[1], focus[2], focus[3]}}
	rr.layout = func(s fyne.Size) {
		h := s.Height
		if r.ruled {
			h--
			rule.Resize(fyne.NewSize(s.Width, 1))
			rule.Move(fyne.NewPos(0, h))
		}
		ground.Resize(fyne.NewSize(s.Width, h))
		bar.Resize(fyne.NewSize(theme.Px(3), h))
		r.content.Resize(fyne.NewSize(s.Width, h))
		focus.place(fyne.NewSize(s.Width, h))
	}
	rr.min = func() fyne.Size {
		m := r.content.MinSize()
		if r.ruled {
			m.Height++
		}
		return m
	}
	rr.update = func() {
		ground.FillColor = color.Transparent
		if r.hovered {
			ground.FillColor = theme.Color(theme.ColorRowHover)
		}
		if r.selected {
			ground.FillColor = theme.Color(theme.ColorSelection)
		}
		bar.FillColor = theme.Color(theme.ColorAccent)
		bar.Hidden = !r.selected || !r.bar
		rule.FillColor = theme.Color(theme.ColorHairline)
		rule.Hidden = !r.ruled
		focus.set(r.ringed)
	}
	rr.update()
	return rr
}
