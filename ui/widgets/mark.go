package widgets

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// MarkKind is a small sign drawn as shapes, so that it looks the same with every font.
type MarkKind int

// The signs.
const (
	MarkNone MarkKind = iota
	MarkPlus
	MarkMinus
	MarkCross
	MarkQuestion
	MarkDots
	MarkCheck
	MarkExclaim
	MarkUp      // ▲
	MarkDown    // ▼
	MarkDiamond // ◆
	MarkDot     // ●
	MarkRing    // ○
	MarkMore    // ▸
	MarkLess    // ▾
	MarkPrevious
	MarkUpHollow
	MarkDownHollow
	MarkDiamondHollow
	MarkOverruled // a zigzag arrow down: somebody decided otherwise
)

// Mark shows one sign in a square of its own.
type Mark struct {
	widget.BaseWidget
	kind  MarkKind
	side  float32
	color fyne.ThemeColorName
	tip   string
}

// NewMark returns a sign of the given side length and colour.
func NewMark(kind MarkKind, side float32, color fyne.ThemeColorName) *Mark {
	m := &Mark{kind: kind, side: side, color: color}
	m.ExtendBaseWidget(m)
	return m
}

// Set changes sign and colour.
func (m *Mark) Set(kind MarkKind, color fyne.ThemeColorName) {
	if m.kind != kind || m.color != color {
		m.kind, m.color = kind, color
		m.Refresh()
	}
}

// SetTip sets the tooltip.
func (m *Mark) SetTip(s string) { m.tip = s }

// Tip returns the tooltip.
func (m *Mark) Tip() string { return m.tip }

// CreateRenderer is called by Fyne.
func (m *Mark) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{widget: m}
	var drawn MarkKind
	r.layout = func(s fyne.Size) {
		side := min(s.Width, s.Height)
		drawMark(m.kind, r.objects, snapPos((s.Width-side)/2, (s.Height-side)/2), side, theme.Color(m.color))
	}
	r.min = func() fyne.Size {
		if m.kind == MarkNone {
			return fyne.Size{}
		}
		return fyne.NewSquareSize(theme.Px(m.side))
	}
	r.update = func() {
		if r.objects == nil || drawn != m.kind {
			r.objects, drawn = markObjects(m.kind), m.kind
		}
	}
	r.update()
	return r
}

// markObjects returns the shapes of a sign, still without place and colour.
func markObjects(k MarkKind) []fyne.CanvasObject {
	rect := func() fyne.CanvasObject { return canvas.NewRectangle(color.Transparent) }
	circle := func() fyne.CanvasObject { return canvas.NewCircle(color.Transparent) }
	stroke := func() fyne.CanvasObject { return canvas.NewLine(color.Transparent) }
	switch k {
	case MarkPlus, MarkExclaim:
		return []fyne.CanvasObject{rect(), rect()}
	case MarkMinus:
		return []fyne.CanvasObject{rect()}
	case MarkCross:
		return []fyne.CanvasObject{stroke(), stroke()}
	case MarkOverruled:
		return []fyne.CanvasObject{stroke(), stroke(), stroke(), &canvas.Polygon{Sides: 3}}
	case MarkCheck:
		return []fyne.CanvasObject{stroke(), stroke(), circle()}
	case MarkQuestion:
		t := canvas.NewText("?", color.Transparent)
		t.TextStyle.Bold = true
		t.Alignment = fyne.TextAlignCenter
		return []fyne.CanvasObject{t}
	case MarkDots:
		return []fyne.CanvasObject{circle(), circle(), circle()}
	case MarkUp, MarkDown, MarkUpHollow, MarkDownHollow, MarkMore, MarkLess, MarkPrevious:
		return []fyne.CanvasObject{&canvas.Polygon{Sides: 3}}
	case MarkDiamond, MarkDiamondHollow:
		return []fyne.CanvasObject{&canvas.Polygon{Sides: 4}}
	case MarkDot, MarkRing:
		return []fyne.CanvasObject{circle()}
	}
	return nil
}

// drawMark places and colours the shapes of a sign inside a square.
func drawMark(k MarkKind, o []fyne.CanvasObject, at fyne.Position, side float32, c color.Color) {
	mid := at.AddXY(side/2, side/2)
	thick := max(2, snap(side*0.14/2)*2) // even, so that bars are centred on whole units
	line := max(1.5, side*0.14)          // slanting lines are smoothed, so they look heavier than bars
	switch k {
	case MarkPlus:
		bar(o[0], mid, fyne.NewSize(even(side*0.68), thick), c)
		bar(o[1], mid, fyne.NewSize(thick, even(side*0.68)), c)
	case MarkMinus:
		bar(o[0], mid, fyne.NewSize(even(side*0.68), thick), c)
	case MarkCross:
		a := side * 0.26
		segment(o[0], mid.AddXY(-a, -a), mid.AddXY(a, a), line, c)
		segment(o[1], mid.AddXY(-a, a), mid.AddXY(a, -a), line, c)
	case MarkOverruled:
		segment(o[0], mid.AddXY(side*0.14, -side*0.46), mid.AddXY(-side*0.16, -side*0.02), line, c)
		segment(o[1], mid.AddXY(-side*0.16, -side*0.02), mid.AddXY(side*0.16, -side*0.02), line, c)
		segment(o[2], mid.AddXY(side*0.16, -side*0.02), mid.AddXY(-side*0.08, side*0.3), line, c)
		polygon(o[3], mid.AddXY(-side*0.1, side*0.3), side*0.42, 200, c, 0)
	case MarkCheck:
		low := mid.AddXY(-side*0.08, side*0.22)
		segment(o[0], mid.AddXY(-side*0.30, 0), low, line, c)
		segment(o[1], low, mid.AddXY(side*0.30, -side*0.24), line, c)
		dot(o[2], low, line, c)
	case MarkExclaim:
		w := max(2, even(side*0.19))
		top := snap(mid.Y - side*0.38)
		bar(o[0], fyne.NewPos(mid.X, top+snap(side*0.5)/2), fyne.NewSize(w, snap(side*0.5)), c)
		bar(o[1], fyne.NewPos(mid.X, top+snap(side*0.5)+w), fyne.NewSquareSize(w), c)
	case MarkQuestion:
		t := o[0].(*canvas.Text)
		t.TextSize, t.Color = side, c
		h := t.MinSize().Height
		t.Resize(fyne.NewSize(side, h))
		t.Move(at.AddXY(0, (side-h)/2))
	case MarkDots:
		d := max(2, snap(side*0.14))
		for i, x := range []float32{-0.28, 0, 0.28} {
			dot(o[i], mid.AddXY(side*x, 0), d, c)
		}
	default:
		drawSolid(k, o, mid, side, thick, c)
	}
}

func drawSolid(k MarkKind, o []fyne.CanvasObject, mid fyne.Position, side, thick float32, c color.Color) {
	switch k {
	case MarkUp:
		// A triangle looks centred when its box is: its own centre lies a quarter of its radius lower.
		polygon(o[0], mid.AddXY(0, side*0.1), side*1.0, 0, c, 0)
	case MarkDown:
		polygon(o[0], mid.AddXY(0, -side*0.1), side*1.0, 180, c, 0)
	case MarkUpHollow:
		polygon(o[0], mid.AddXY(0, side*0.1), side*0.94, 0, c, thick*0.75)
	case MarkDownHollow:
		polygon(o[0], mid.AddXY(0, -side*0.1), side*0.94, 180, c, thick*0.75)
	case MarkMore:
		polygon(o[0], mid.AddXY(-side*0.05, 0), side*0.72, 90, c, 0)
	case MarkPrevious:
		polygon(o[0], mid.AddXY(side*0.05, 0), side*0.72, -90, c, 0)
	case MarkLess:
		polygon(o[0], mid.AddXY(0, -side*0.05), side*0.72, 180, c, 0)
	case MarkDiamond:
		polygon(o[0], mid, side, 0, c, 0)
	case MarkDiamondHollow:
		polygon(o[0], mid, side*0.94, 0, c, thick*0.75)
	case MarkDot:
		dot(o[0], mid, even(side*0.74), c)
	case MarkRing:
		hollow(o[0], mid, even(side*0.72), thick*0.75, c)
	}
}

func even(v float32) float32 { return snap(v/2) * 2 }

// What follows refreshes only what has another look than before: a refresh asks for a new frame, which lays out again what
// is new in the tree, and a window whose layout refreshes always never rests.

func bar(o fyne.CanvasObject, mid fyne.Position, s fyne.Size, c color.Color) {
	r := o.(*canvas.Rectangle)
	radius := min(s.Width, s.Height) / 4
	same := r.FillColor == c && r.CornerRadius == radius
	r.FillColor, r.CornerRadius = c, radius
	r.Resize(s)
	r.Move(snapPos(mid.X-s.Width/2, mid.Y-s.Height/2))
	if !same {
		r.Refresh()
	}
}

// circleLook is how a circle is filled and edged.
type circleLook struct {
	fill, edge color.Color
	stroke     float32 // of the edge, drawn astride it
}

func circle(o fyne.CanvasObject, mid fyne.Position, d float32, look circleLook) {
	ci := o.(*canvas.Circle)
	same := look == circleLook{ci.FillColor, ci.StrokeColor, ci.StrokeWidth}
	ci.FillColor, ci.StrokeColor, ci.StrokeWidth = look.fill, look.edge, look.stroke
	ci.Resize(fyne.NewSquareSize(d))
	ci.Move(mid.AddXY(-d/2, -d/2))
	if !same {
		ci.Refresh()
	}
}

func dot(o fyne.CanvasObject, mid fyne.Position, d float32, c color.Color) {
	circle(o, mid, d, circleLook{fill: c})
}

// toned is a dot of a tone, with an edge where the fill alone would be lost on its ground.
func toned(o fyne.CanvasObject, mid fyne.Position, d float32, t theme.Tone) {
	look := circleLook{fill: theme.Color(t.Fill())}
	if edge := theme.Color(t.Edge()); edge != look.fill {
		look.edge, look.stroke = edge, theme.Px(1.5)
	}
	circle(o, mid, d-look.stroke, look)
}

func hollow(o fyne.CanvasObject, mid fyne.Position, d, stroke float32, c color.Color) {
	circle(o, mid, d, circleLook{color.Transparent, c, stroke})
}

func segment(o fyne.CanvasObject, from, to fyne.Position, thick float32, c color.Color) {
	l := o.(*canvas.Line)
	same := l.StrokeColor == c && l.StrokeWidth == thick && l.Position1 == from && l.Position2 == to
	l.StrokeColor, l.StrokeWidth = c, thick
	l.Position1, l.Position2 = from, to
	if !same {
		l.Refresh()
	}
}

func polygon(o fyne.CanvasObject, mid fyne.Position, d, angle float32, c color.Color, stroke float32) {
	p := o.(*canvas.Polygon)
	fill, edge := c, p.StrokeColor
	if stroke > 0 {
		fill, edge = color.Transparent, c
	}
	same := p.Angle == angle && p.FillColor == fill && p.StrokeColor == edge && p.StrokeWidth == max(stroke, 0)
	p.Angle, p.FillColor, p.StrokeColor, p.StrokeWidth = angle, fill, edge, max(stroke, 0)
	p.Resize(fyne.NewSquareSize(d))
	p.Move(mid.AddXY(-d/2, -d/2))
	if !same {
		p.Refresh()
	}
}
