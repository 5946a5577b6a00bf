package pdf

import (
	"math"

	"claimgrade/ui/figure"
	"claimgrade/ui/figure/face"
	"claimgrade/ui/figure/onpaper"

	"codeberg.org/go-pdf/fpdf"
)

// scene draws a picture as shapes and words, its upper left corner at x, y, k points to a unit.
func (p *pen) scene(s figure.Scene, x, y, k float64) {
	d := drawing{p, x, y, k}
	for _, it := range s.Items {
		d.item(it)
	}
}

type drawing struct {
	*pen
	x, y, k float64
}

func (d drawing) at(p figure.Point) figure.Point {
	return figure.Point{X: d.x + p.X*d.k, Y: d.y + p.Y*d.k}
}

// sane keeps out of the file what is no number, or so far away that nobody sees it.
func sane(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.Abs(v) > 1e5 {
			return false
		}
	}
	return true
}

func (d drawing) item(it figure.Item) {
	switch v := it.(type) {
	case figure.Line:
		d.line(v)
	case figure.Rect:
		if sane(v.X, v.Y, v.W, v.H, v.Radius) {
			at := d.at(figure.Point{X: v.X, Y: v.Y})
			d.round(figure.Rect{X: at.X, Y: at.Y, W: v.W * d.k, H: v.H * d.k, Fill: v.Fill, Stroke: v.Stroke, Radius: v.Radius * d.k}, d.k)
		}
	case figure.Poly4:
		d.poly(v)
	case figure.Circle:
		d.circle(v)
	case figure.Text:
		d.words(v)
	}
}

func (d drawing) line(v figure.Line) {
	if !sane(v.From.X, v.From.Y, v.To.X, v.To.Y, v.Width, v.Dash) {
		return
	}
	width := v.Width
	if width <= 0 {
		width = 1
	}
	d.stroke(v.Tone, width*d.k)
	for _, dash := range onpaper.Dashes(v) {
		a, b := d.at(dash[0]), d.at(dash[1])
		d.f.Line(a.X, a.Y, b.X, b.Y)
	}
}

func (d drawing) poly(v figure.Poly4) {
	points := make([]fpdf.PointType, len(v.P))
	for i, pt := range v.P {
		if !sane(pt.X, pt.Y) {
			return
		}
		at := d.at(pt)
		points[i] = fpdf.PointType{X: at.X, Y: at.Y}
	}
	if d.fill(v.Fill) {
		d.f.Polygon(points, "F")
	}
}

func (d drawing) circle(v figure.Circle) {
	if !sane(v.Center.X, v.Center.Y, v.R, v.Width) || v.R <= 0 {
		return
	}
	at := d.at(v.Center)
	if v.Fill != figure.None && d.fill(v.Fill) {
		d.f.Circle(at.X, at.Y, v.R*d.k, "F")
	}
	if v.Stroke != figure.None {
		width := v.Width
		if width <= 0 {
			width = 1
		}
		d.stroke(v.Stroke, width*d.k)
		d.f.Circle(at.X, at.Y, max(v.R-width/2, 0)*d.k, "D")
	}
}

func (d drawing) words(v figure.Text) {
	start, _ := onpaper.TextStart(v)
	if !sane(start.X, start.Y, v.Size) || v.S == "" {
		return
	}
	at := d.at(start)
	d.text(at.X, at.Y, v.S, ink{Style: face.Style{Bold: v.Bold, Italic: v.Italic}, size: onpaper.TextSize(v) * d.k, tone: v.Tone})
}
