package paper

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Refresh is called when the theme has changed.
func (p *Paper) Refresh() {
	p.built = fyne.Size{Width: -1} // sizes may be others
	if p.goal == nil {
		p.goal = &goal{at: p.At()}
	}
	p.fit()
	p.bubble.Refresh()
	p.BaseWidget.Refresh()
}

// CreateRenderer is called by Fyne.
func (p *Paper) CreateRenderer() fyne.WidgetRenderer {
	r := &paperRenderer{p: p, ground: canvas.NewRectangle(color.Transparent), frame: canvas.NewRectangle(color.Transparent)}
	r.frame.StrokeWidth = 2
	r.paint()
	return r
}

type paperRenderer struct {
	p             *Paper
	ground, frame *canvas.Rectangle
}

func (r *paperRenderer) Destroy() {}

func (r *paperRenderer) MinSize() fyne.Size { return fyne.NewSize(theme.Px(160), theme.Px(120)) }

func (r *paperRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.p.scroll, r.frame}
}

func (r *paperRenderer) Layout(s fyne.Size) {
	r.ground.Resize(s)
	r.p.scroll.Resize(s)
	r.frame.Move(fyne.NewPos(1, 1))
	r.frame.Resize(s.SubtractWidthHeight(2, 2))
	r.p.fit()
}

func (r *paperRenderer) paint() {
	r.ground.FillColor = surround()
	r.frame.StrokeColor = theme.Color(theme.ColorAccent)
	r.frame.Hidden = !r.p.focused || r.p.byMouse
}

func (r *paperRenderer) Refresh() {
	r.paint()
	r.Layout(r.p.Size())
	canvas.Refresh(r.p)
}

// surround is the calm ground around the pages.
func surround() color.Color {
	if theme.IsDark() {
		return theme.Color(theme.ColorGround)
	}
	return theme.Color(theme.Grey.Soft())
}
