package onpaper

import (
	"image"
	"image/color"
	"math"

	"claimgrade/ui/figure"
	"claimgrade/ui/figure/face"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// canvas draws items as pixels, k of them to a unit.
type canvas struct {
	img *image.RGBA // opaque; of this kind, since package vector is quick with no other
	k   float64
}

// A path is an outline in pixels: closed shapes, of which those that run the other way are holes.
type path []step

// step is a part of an outline: the start of a shape, or a line or curve to a point.
type step struct {
	curve int // 0 starts a shape, 1 is a line, 2 and 3 are curves with one and two points that pull
	p     [3]figure.Point
}

func (p *path) move(at figure.Point) { *p = append(*p, step{0, [3]figure.Point{at}}) }
func (p *path) line(to figure.Point) { *p = append(*p, step{1, [3]figure.Point{to}}) }

func (p *path) polygon(points ...figure.Point) {
	for i, pt := range points {
		if i == 0 {
			p.move(pt)
		} else {
			p.line(pt)
		}
	}
}

// fill draws what a path encloses. Only the pixels around it are looked at.
func (c *canvas) fill(p path, ink color.NRGBA) {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range p {
		for _, pt := range s.p[:max(s.curve, 1)] {
			if math.IsNaN(pt.X) || math.IsNaN(pt.Y) || math.Abs(pt.X) > 1e6 || math.Abs(pt.Y) > 1e6 {
				return
			}
			x0, x1 = math.Min(x0, pt.X), math.Max(x1, pt.X)
			y0, y1 = math.Min(y0, pt.Y), math.Max(y1, pt.Y)
		}
	}
	area := image.Rect(int(math.Floor(x0)), int(math.Floor(y0)), int(math.Ceil(x1)), int(math.Ceil(y1)))
	seen := area.Intersect(c.img.Bounds())
	if len(p) == 0 || ink.A == 0 || seen.Empty() {
		return
	}
	r := vector.NewRasterizer(seen.Dx(), seen.Dy())
	at := func(pt figure.Point) (float32, float32) {
		return float32(pt.X - float64(seen.Min.X)), float32(pt.Y - float64(seen.Min.Y))
	}
	for _, s := range p {
		ax, ay := at(s.p[0])
		bx, by := at(s.p[1])
		cx, cy := at(s.p[2])
		switch s.curve {
		case 0:
			r.ClosePath()
			r.MoveTo(ax, ay)
		case 1:
			r.LineTo(ax, ay)
		case 2:
			r.QuadTo(ax, ay, bx, by)
		case 3:
			r.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	r.ClosePath()
	r.Draw(c.img, seen, image.NewUniform(ink), image.Point{})
}

func (c *canvas) at(p figure.Point) figure.Point { return figure.Point{X: p.X * c.k, Y: p.Y * c.k} }

func (c *canvas) item(it figure.Item) {
	switch v := it.(type) {
	case figure.Line:
		c.line(v)
	case figure.Rect:
		c.rect(v)
	case figure.Poly4:
		var p path
		p.polygon(c.at(v.P[0]), c.at(v.P[1]), c.at(v.P[2]), c.at(v.P[3]))
		c.fill(p, Color(v.Fill))
	case figure.Circle:
		c.circle(v)
	case figure.Text:
		c.text(v)
	}
}

// Dashes are the strokes of a line: one, or as many as its dashes are.
func Dashes(l figure.Line) [][2]figure.Point {
	const most = 10000
	dx, dy := l.To.X-l.From.X, l.To.Y-l.From.Y
	length := math.Hypot(dx, dy)
	if !(l.Dash > 0 && length > l.Dash && length/l.Dash < most) {
		return [][2]figure.Point{{l.From, l.To}}
	}
	var out [][2]figure.Point
	for at := 0.0; at < length; at += 2 * l.Dash {
		a, b := at/length, math.Min(at+l.Dash, length)/length
		out = append(out, [2]figure.Point{{X: l.From.X + a*dx, Y: l.From.Y + a*dy}, {X: l.From.X + b*dx, Y: l.From.Y + b*dy}})
	}
	return out
}

func (c *canvas) line(v figure.Line) {
	half := strokeWidth(v.Width) * c.k / 2
	for _, d := range Dashes(v) {
		a, b := c.at(d[0]), c.at(d[1])
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		if length == 0 {
			continue
		}
		nx, ny := -(b.Y-a.Y)/length*half, (b.X-a.X)/length*half
		var p path
		p.polygon(figure.Point{X: a.X + nx, Y: a.Y + ny}, figure.Point{X: b.X + nx, Y: b.Y + ny},
			figure.Point{X: b.X - nx, Y: b.Y - ny}, figure.Point{X: a.X - nx, Y: a.Y - ny})
		c.fill(p, Color(v.Tone))
	}
}

func (c *canvas) rect(v figure.Rect) {
	if !(v.W > 0 && v.H > 0) {
		return
	}
	radius := cornerRadius(v)
	var whole path
	c.box(&whole, v, radius)
	c.fill(whole, Color(v.Fill))
	if v.Stroke == figure.None {
		return
	}
	inner := figure.Rect{X: v.X + 1, Y: v.Y + 1, W: v.W - 2, H: v.H - 2}
	if inner.W > 0 && inner.H > 0 {
		var hole path
		c.box(&hole, inner, math.Max(radius-1, 0))
		whole = append(whole, reversed(hole)...)
	}
	c.fill(whole, Color(v.Stroke))
}

// round is how far the points that pull a curve lie along the sides of a quarter of a circle.
const round = 0.5522847498

func (c *canvas) box(p *path, v figure.Rect, r float64) {
	at := func(x, y float64) figure.Point { return c.at(figure.Point{X: x, Y: y}) }
	l, t, rt, b := v.X, v.Y, v.X+v.W, v.Y+v.H
	q := r * (1 - round)
	p.move(at(l+r, t))
	p.line(at(rt-r, t))
	*p = append(*p, step{3, [3]figure.Point{at(rt-q, t), at(rt, t+q), at(rt, t+r)}})
	p.line(at(rt, b-r))
	*p = append(*p, step{3, [3]figure.Point{at(rt, b-q), at(rt-q, b), at(rt-r, b)}})
	p.line(at(l+r, b))
	*p = append(*p, step{3, [3]figure.Point{at(l+q, b), at(l, b-q), at(l, b-r)}})
	p.line(at(l, t+r))
	*p = append(*p, step{3, [3]figure.Point{at(l, t+q), at(l+q, t), at(l+r, t)}})
}

// reversed is one shape of lines and cubic curves, run the other way.
func reversed(p path) path {
	ends := make([]figure.Point, len(p))
	for i, s := range p {
		ends[i] = s.p[max(s.curve, 1)-1]
	}
	var out path
	out.move(ends[len(p)-1])
	for i := len(p) - 1; i > 0; i-- {
		if s := p[i]; s.curve == 3 {
			out = append(out, step{3, [3]figure.Point{s.p[1], s.p[0], ends[i-1]}})
		} else {
			out.line(ends[i-1])
		}
	}
	return out
}

func (c *canvas) circle(v figure.Circle) {
	if !(v.R > 0) {
		return
	}
	ring := func(r float64) path {
		var p path
		c.box(&p, figure.Rect{X: v.Center.X - r, Y: v.Center.Y - r, W: 2 * r, H: 2 * r}, r)
		return p
	}
	c.fill(ring(v.R), Color(v.Fill))
	if v.Stroke == figure.None {
		return
	}
	p := ring(v.R)
	if in := v.R - strokeWidth(v.Width); in > 0 {
		p = append(p, reversed(ring(in))...)
	}
	c.fill(p, Color(v.Stroke))
}

func (c *canvas) text(v figure.Text) {
	start, _ := TextStart(v)
	at := c.at(start)
	size := TextSize(v) * c.k
	if !(size > 0 && size < 5000) {
		return
	}
	for _, piece := range face.Pieces(v.S, face.Style{Bold: v.Bold, Italic: v.Italic}) {
		for _, r := range piece.Text {
			shape, advance := piece.Face.Outline(r, size)
			c.fill(glyph(shape, at), Color(v.Tone))
			at.X += advance
		}
	}
}

func glyph(shape sfnt.Segments, at figure.Point) path {
	p := make(path, 0, len(shape))
	point := func(q fixed.Point26_6) figure.Point {
		return figure.Point{X: at.X + float64(q.X)/64, Y: at.Y + float64(q.Y)/64}
	}
	for _, s := range shape {
		q := step{p: [3]figure.Point{point(s.Args[0]), point(s.Args[1]), point(s.Args[2])}}
		switch s.Op {
		case sfnt.SegmentOpLineTo:
			q.curve = 1
		case sfnt.SegmentOpQuadTo:
			q.curve = 2
		case sfnt.SegmentOpCubeTo:
			q.curve = 3
		}
		p = append(p, q)
	}
	return p
}
