// Package onscreen draws scenes of package figure as Fyne canvas objects. It must not know what the pictures are about.
package onscreen

import (
	"image"
	"image/color"
	"math"

	"claimgrade/ui/figure"
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Figure is a picture on screen.
type Figure struct {
	widget.BaseWidget
	build  figure.Build
	scene  figure.Scene
	width  float32 // the width the scene was built for
	fixed  bool
	minW   float32
	height float32 // the height before the width is known
}

// New returns a scene as it is, shrunk when there is less width than it wants.
func New(scene figure.Scene) *Figure {
	f := &Figure{scene: scene, fixed: true, minW: float32(scene.Width) / 2, height: float32(scene.Height)}
	f.ExtendBaseWidget(f)
	return f
}

// NewBuilt returns a picture that is built anew for the width it gets. Its height follows from the scene; least is the
// smallest size it makes sense at.
func NewBuilt(least fyne.Size, build figure.Build) *Figure {
	f := &Figure{build: build, minW: least.Width, height: least.Height}
	f.ExtendBaseWidget(f)
	return f
}

// SetScene shows another scene.
func (f *Figure) SetScene(scene figure.Scene) {
	f.scene, f.fixed, f.build = scene, true, nil
	f.height = float32(scene.Height)
	f.Refresh()
}

// SetBuild shows another picture.
func (f *Figure) SetBuild(build figure.Build) {
	f.build, f.fixed = build, false
	f.rebuild()
	f.Refresh()
}

// Alt returns what the picture says in words; it is its tooltip too.
func (f *Figure) Alt() string { return f.scene.Alt }

// Tip returns the tooltip.
func (f *Figure) Tip() string { return f.scene.Alt }

// Spots are the marks that have a note.
func (f *Figure) Spots() []figure.Spot { return f.scene.Spots }

// SpotAt returns the index of the mark at a place of the figure, or -1.
func (f *Figure) SpotAt(at fyne.Position) int {
	k := float64(f.scale())
	return f.scene.SpotAt(figure.Point{X: float64(at.X) / k, Y: float64(at.Y) / k})
}

// SpotArea is where a mark lies on the figure.
func (f *Figure) SpotArea(i int) (fyne.Position, fyne.Size) {
	sp, k := f.scene.Spots[i], f.scale()
	return fyne.NewPos(round(float32(sp.X)*k), round(float32(sp.Y)*k)), fyne.NewSize(round(float32(sp.W)*k), round(float32(sp.H)*k))
}

func (f *Figure) rebuild() {
	if f.fixed || f.build == nil || f.width <= 0 {
		return
	}
	f.scene = f.build(figure.Env{Width: float64(f.width / unit()), Measure: measure})
	f.height = float32(f.scene.Height)
}

// measure gives widths in units of the scene, which does not know the interface size.
func measure(s string, size float64, bold bool) float64 {
	return float64(fyne.MeasureText(s, float32(size), fyne.TextStyle{Bold: bold}).Width)
}

// unit is how many canvas units one unit of a scene takes at the interface size in use.
func unit() float32 { return theme.Px(100) / 100 }

func (f *Figure) scale() float32 {
	u := unit()
	if f.fixed && f.scene.Width > 0 && f.width > 0 {
		u = min(u, f.width/float32(f.scene.Width))
	}
	return u
}

// CreateRenderer is called by Fyne.
func (f *Figure) CreateRenderer() fyne.WidgetRenderer {
	r := &figureRenderer{f: f}
	r.draw()
	return r
}

type figureRenderer struct {
	f       *Figure
	objects []fyne.CanvasObject
}

func (r *figureRenderer) Destroy()                     {}
func (r *figureRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *figureRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.f.minW*unit(), float32(math.Ceil(float64(r.f.height*r.f.scale()))))
}

func (r *figureRenderer) Layout(s fyne.Size) {
	if s.Width != r.f.width {
		r.f.width = s.Width
		r.f.rebuild()
		r.draw()
	}
}

func (r *figureRenderer) Refresh() {
	r.f.rebuild()
	r.draw()
	canvas.Refresh(r.f)
}

func (r *figureRenderer) draw() {
	p := painter{k: r.f.scale()}
	for _, it := range r.f.scene.Items {
		p.add(it)
	}
	r.objects = p.out
}

// painter turns items into canvas objects, k canvas units to a unit of the scene.
type painter struct {
	k   float32
	out []fyne.CanvasObject
}

func (p *painter) pos(pt figure.Point) fyne.Position {
	return fyne.NewPos(float32(pt.X)*p.k, float32(pt.Y)*p.k)
}

func colorOf(t figure.Tone) color.Color {
	if t == figure.None {
		return color.Transparent
	}
	return theme.Color(fyne.ThemeColorName(t))
}

func (p *painter) add(it figure.Item) {
	switch v := it.(type) {
	case figure.Line:
		p.line(v)
	case figure.Rect:
		p.rect(v)
	case figure.Poly4:
		p.poly(v)
	case figure.Circle:
		p.circle(v)
	case figure.Text:
		p.text(v)
	}
}

func (p *painter) line(l figure.Line) {
	from, to := p.pos(l.From), p.pos(l.To)
	width := max(float32(l.Width)*p.k, 1)
	if l.Dash <= 0 {
		p.stroke(from, to, width, colorOf(l.Tone))
		return
	}
	dx, dy := float64(to.X-from.X), float64(to.Y-from.Y)
	length := math.Hypot(dx, dy)
	step := math.Max(l.Dash*float64(p.k), 1)
	for at := 0.0; at < length; at += 2 * step {
		end := math.Min(at+step, length)
		p.stroke(from.AddXY(float32(dx*at/length), float32(dy*at/length)),
			from.AddXY(float32(dx*end/length), float32(dy*end/length)), width, colorOf(l.Tone))
	}
}

// stroke draws level and upright lines as boxes on whole units: they stay crisp, where a stroke would be smeared over two.
func (p *painter) stroke(from, to fyne.Position, width float32, c color.Color) {
	if from.X == to.X || from.Y == to.Y {
		r := canvas.NewRectangle(c)
		x, y := min(from.X, to.X), min(from.Y, to.Y)
		if from.Y == to.Y {
			h := max(round(width), 1)
			r.Move(fyne.NewPos(x, round(y-h/2)))
			r.Resize(fyne.NewSize(max(from.X, to.X)-x, h))
		} else {
			w := max(round(width), 1)
			r.Move(fyne.NewPos(round(x-w/2), y))
			r.Resize(fyne.NewSize(w, max(from.Y, to.Y)-y))
		}
		p.out = append(p.out, r)
		return
	}
	l := canvas.NewLine(c)
	l.StrokeWidth = width
	l.Position1, l.Position2 = from, to
	p.out = append(p.out, l)
}

func round(v float32) float32 { return float32(math.Round(float64(v))) }

func (p *painter) rect(v figure.Rect) {
	x0, y0 := round(float32(v.X)*p.k), round(float32(v.Y)*p.k)
	x1, y1 := round(float32(v.X+v.W)*p.k), round(float32(v.Y+v.H)*p.k)
	radius := float32(v.Radius) * p.k
	add := func(inset, radius float32, c color.Color) {
		r := canvas.NewRectangle(c)
		r.CornerRadius = max(radius, 0)
		r.Move(fyne.NewPos(x0+inset, y0+inset))
		r.Resize(fyne.NewSize(max(x1-x0-2*inset, 0), max(y1-y0-2*inset, 0)))
		p.out = append(p.out, r)
	}
	if v.Stroke == figure.None {
		add(0, radius, colorOf(v.Fill))
		return
	}
	add(0, radius, colorOf(v.Stroke))
	fill := v.Fill
	if fill == figure.None {
		fill = figure.Card
	}
	add(1, radius-1, colorOf(fill))
}

func (p *painter) circle(v figure.Circle) {
	c := canvas.NewCircle(colorOf(v.Fill))
	if v.Stroke != figure.None {
		c.StrokeColor = colorOf(v.Stroke)
		c.StrokeWidth = max(float32(v.Width)*p.k, 1)
	}
	r := float32(v.R) * p.k
	at := p.pos(v.Center)
	c.Resize(fyne.NewSquareSize(2 * r))
	c.Move(at.AddXY(-r, -r))
	p.out = append(p.out, c)
}

func (p *painter) text(v figure.Text) {
	size := v.Size
	if size == 0 {
		size = 12
	}
	t := canvas.NewText(v.S, colorOf(v.Tone))
	t.TextSize = float32(size) * p.k
	t.TextStyle = fyne.TextStyle{Bold: v.Bold, Italic: v.Italic}
	m := t.MinSize()
	at := p.pos(v.At)
	switch v.Anchor {
	case figure.Middle:
		at.X -= m.Width / 2
	case figure.End:
		at.X -= m.Width
	}
	t.Resize(m)
	t.Move(fyne.NewPos(round(at.X), round(at.Y-m.Height/2)))
	p.out = append(p.out, t)
}

// poly draws a free shape as an image, because the canvas knows regular polygons only.
func (p *painter) poly(v figure.Poly4) {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, pt := range v.P {
		x0, x1 = math.Min(x0, pt.X), math.Max(x1, pt.X)
		y0, y1 = math.Min(y0, pt.Y), math.Max(y1, pt.Y)
	}
	k := float64(p.k)
	left, top := math.Floor(x0*k), math.Floor(y0*k)
	w, h := math.Ceil(x1*k)-left, math.Ceil(y1*k)-top
	if w <= 0 || h <= 0 {
		return
	}
	var rel [4]figure.Point // corners as fractions of the image
	for i, pt := range v.P {
		rel[i] = figure.Point{X: (pt.X*k - left) / w, Y: (pt.Y*k - top) / h}
	}
	c := color.NRGBAModel.Convert(colorOf(v.Fill)).(color.NRGBA)
	r := canvas.NewRaster(func(pw, ph int) image.Image { return fillPoly(rel, pw, ph, c) })
	r.ScaleMode = canvas.ImageScalePixels
	r.Resize(fyne.NewSize(float32(w), float32(h)))
	r.Move(fyne.NewPos(float32(left), float32(top)))
	p.out = append(p.out, r)
}

// fillPoly fills a convex shape, its edges smoothed: each row of pixels is cut into eight, and each cut covers its
// pixels by exact lengths.
func fillPoly(corners [4]figure.Point, w, h int, c color.NRGBA) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	const cuts = 8
	cover := make([]float64, w)
	for y := 0; y < h; y++ {
		clear(cover)
		for k := 0; k < cuts; k++ {
			x0, x1, ok := span(corners, (float64(y)+(float64(k)+0.5)/cuts)/float64(h))
			if !ok {
				continue
			}
			x0, x1 = x0*float64(w), x1*float64(w)
			for x := max(int(x0), 0); x < w && float64(x) < x1; x++ {
				cover[x] += (math.Min(x1, float64(x+1)) - math.Max(x0, float64(x))) / cuts
			}
		}
		for x, a := range cover {
			if a > 0 {
				px := c
				px.A = uint8(math.Round(float64(c.A) * math.Min(a, 1)))
				img.SetNRGBA(x, y, px)
			}
		}
	}
	return img
}

// span returns where a level line at y enters and leaves the shape.
func span(c [4]figure.Point, y float64) (x0, x1 float64, ok bool) {
	x0, x1 = math.Inf(1), math.Inf(-1)
	for i := range c {
		a, b := c[i], c[(i+1)%4]
		if (a.Y <= y) == (b.Y <= y) {
			continue
		}
		x := a.X + (b.X-a.X)*(y-a.Y)/(b.Y-a.Y)
		x0, x1 = math.Min(x0, x), math.Max(x1, x)
	}
	return x0, x1, x1 > x0
}
