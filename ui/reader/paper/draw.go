package paper

import (
	"image/color"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// ink is how a stretch is painted.
type ink struct {
	fill, line color.Color
	lines      int
	outline    bool
}

// Colours of stretches on a printed page, which is white paper in every theme: they let the letters through.
var (
	onPaperSelected = ink{fill: color.NRGBA{0xff, 0xcc, 0x33, 0x50}, line: color.NRGBA{0xb3, 0x7f, 0x00, 0xff}, lines: 1}
	onPaperSingle   = ink{fill: color.NRGBA{0x35, 0x50, 0xb8, 0x2c}, line: color.NRGBA{0x35, 0x50, 0xb8, 0xff}, lines: 1}
	onPaperDouble   = ink{fill: color.NRGBA{0x19, 0x80, 0x5c, 0x2c}, line: color.NRGBA{0x19, 0x80, 0x5c, 0xff}, lines: 2}
	onPaperFound    = ink{fill: color.NRGBA{0xff, 0xe0, 0x66, 0x50}, line: color.NRGBA{0x8a, 0x63, 0x00, 0xff}, outline: true}
	onPaperCurrent  = ink{fill: color.NRGBA{0xff, 0x9d, 0x2e, 0x60}, line: color.NRGBA{0x7a, 0x3d, 0x00, 0xff}, outline: true, lines: 1}
)

// inks are those of the text shown, in the order in which they are painted.
func (p *Paper) inks() (selected, single, double, found, current ink) {
	if p.text.Printed {
		return onPaperSelected, onPaperSingle, onPaperDouble, onPaperFound, onPaperCurrent
	}
	tone := func(t theme.Tone, lines int) ink {
		return ink{fill: theme.Color(t.Soft()), line: theme.Color(t.Fill()), lines: lines}
	}
	selected = ink{fill: theme.Color(theme.ColorMark), line: theme.Color(theme.Amber.Fill()), lines: 1}
	found = ink{fill: color.Transparent, line: theme.Color(theme.Amber.Fill()), outline: true}
	current = ink{fill: theme.Color(theme.ColorMark), line: theme.Color(theme.Amber.Ink()), outline: true, lines: 1}
	return selected, tone(theme.Blue, 1), tone(theme.Green, 2), found, current
}

// column is what scrolls: the pages in view with what is marked and selected, and the bubble.
type column struct {
	columnEvents
	p       *Paper
	objects []fyne.CanvasObject
}

func newColumn(p *Paper) *column {
	c := &column{p: p}
	c.columnEvents.p = p
	c.columnEvents.self = c
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer is called by Fyne.
func (c *column) CreateRenderer() fyne.WidgetRenderer { return &columnRenderer{c} }

type columnRenderer struct{ c *column }

func (r *columnRenderer) Destroy()                     {}
func (r *columnRenderer) Objects() []fyne.CanvasObject { return r.c.objects }
func (r *columnRenderer) Layout(fyne.Size)             { r.c.p.arrange() }
func (r *columnRenderer) Refresh()                     { canvas.Refresh(r.c) }

func (r *columnRenderer) MinSize() fyne.Size {
	p := r.c.p
	w := p.columnWidth() + 2*side()
	if !p.text.Printed {
		w = 0
	}
	return fyne.NewSize(w, p.total())
}

// arrange shows what is in view: nothing else of the text is drawn or kept drawn.
func (p *Paper) arrange() {
	if p.busy || p.built.Width <= 0 {
		return
	}
	if wants := p.lay(); p.text.Printed {
		p.actions.Wanted(wants) // last, since the answer may come at once
	}
}

// lay puts into place what is in view and says which pictures are missing.
func (p *Paper) lay() []Want {
	p.busy = true
	defer func() { p.busy = false }()
	before := p.total()
	top, height := p.scroll.Offset.Y, p.scroll.Size().Height
	var objects []fyne.CanvasObject
	if !p.text.Printed && len(p.blocks) > 0 {
		objects = append(objects, p.sheetOfText())
	}
	first, last := 0, -1
	if len(p.blocks) > 0 {
		first = p.blockAt(top)
		for last = first; last < len(p.blocks); last++ {
			p.ready(last)
			if last+1 == len(p.blocks) || p.tops[last+1] > top+height {
				break
			}
		}
	}
	for i := first; i <= last; i++ {
		objects = append(objects, p.drawn(i)...)
	}
	wants := p.missing(first, last)
	p.body.objects = append(objects, p.bubbleInView()...)
	canvas.Refresh(p.body)
	if p.total() != before {
		p.scroll.Refresh()
	}
	return wants
}

// sheetOfText is the paper below a text without pages.
func (p *Paper) sheetOfText() fyne.CanvasObject {
	sheet := canvas.NewRectangle(theme.Color(theme.ColorCard))
	sheet.StrokeColor, sheet.StrokeWidth = theme.Color(theme.ColorHairline), 1
	in := inset(p.m.zoom)
	sheet.Move(fyne.NewPos(p.left(p.blocks[0])-in, theme.Px(22)))
	sheet.Resize(fyne.NewSize(p.m.width+2*in, p.total()-theme.Px(44)))
	return sheet
}

// drawn are the objects of a block, from below to above.
func (p *Paper) drawn(i int) []fyne.CanvasObject {
	b := p.blocks[i]
	x, y := p.left(b), p.tops[i]
	var out []fyne.CanvasObject
	if p.text.Printed {
		size := fyne.NewSize(float32(p.text.pages[b.page].Width)*unit*p.m.zoom, b.height)
		paper := canvas.NewRectangle(color.White)
		paper.StrokeColor, paper.StrokeWidth = theme.Color(theme.ColorHairline), 1
		paper.Move(fyne.NewPos(x, y))
		paper.Resize(size)
		out = append(out, paper)
		if s := p.sheets[b.page]; s != nil && s.image != nil {
			s.image.Move(fyne.NewPos(x, y))
			s.image.Resize(size)
			out = append(out, s.image)
		} else {
			out = append(out, p.placeholder(b, x, y)...)
		}
	}
	out = append(out, p.painted(b, x, y)...)
	for _, l := range b.lines {
		t := canvas.NewText(l.text, theme.Color(theme.ColorInk))
		t.TextSize = p.m.textSize()
		m := t.MinSize()
		t.Move(fyne.NewPos(x, y+l.y+(p.m.pitch()-m.Height)/2))
		t.Resize(m)
		out = append(out, t)
	}
	return out
}

// placeholder are light bars where the lines of a page will be, until its picture is there.
func (p *Paper) placeholder(b *block, x, y float32) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, r := range b.bars(b.first, b.last) {
		bar := canvas.NewRectangle(color.NRGBA{0xec, 0xef, 0xf4, 0xff})
		bar.CornerRadius = 2
		bar.Move(fyne.NewPos(x+r.x, y+r.y+r.h*0.2))
		bar.Resize(fyne.NewSize(r.w, r.h*0.6))
		out = append(out, bar)
	}
	return out
}

// painted are what is marked, found and selected in a block.
func (p *Paper) painted(b *block, x, y float32) []fyne.CanvasObject {
	selected, single, double, found, current := p.inks()
	var out []fyne.CanvasObject
	add := func(s Stretch, i ink) {
		if s.Page == b.page {
			from, to := p.text.within(s)
			out = append(out, i.over(b.bars(from, to), x, y)...)
		}
	}
	for _, m := range p.marks {
		if m.Kind == Double {
			add(m.Stretch, double)
		} else {
			add(m.Stretch, single)
		}
	}
	for i, s := range p.found {
		if i != p.current {
			add(s, found)
		}
	}
	if from, to, any := p.sel.words(); any {
		out = append(out, selected.over(b.bars(from, to+1), x, y)...)
	}
	if p.current >= 0 && p.current < len(p.found) {
		add(p.found[p.current], current)
	}
	return out
}

// over paints rectangles.
func (i ink) over(bars []rect, x, y float32) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	place := func(r rect, fill color.Color) *canvas.Rectangle {
		c := canvas.NewRectangle(fill)
		c.Move(fyne.NewPos(r.x, r.y))
		c.Resize(fyne.NewSize(r.w, r.h))
		out = append(out, c)
		return c
	}
	for _, r := range bars {
		r = rect{x + r.x - 1, y + r.y, r.w + 2, r.h}
		face := place(r, i.fill)
		if i.outline {
			face.StrokeColor, face.StrokeWidth, face.CornerRadius = i.line, 1, 2
		}
		thick := max(float32(int(r.h/9)), 1.5)
		if i.lines > 1 {
			thick = 1 // so that they leave the next line alone
		}
		for n := range i.lines {
			place(rect{r.x, r.bottom() + float32(n)*2.5, r.w, thick}, i.line)
		}
	}
	return out
}

// missing lets go of the pictures out of view and lists those that are to be drawn. One page before and after those in
// view is kept ready.
func (p *Paper) missing(first, last int) []Want {
	if !p.text.Printed {
		return nil
	}
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		scale = c.Scale()
	}
	var order []int
	for i := first; i <= last; i++ {
		order = append(order, i)
	}
	order = append(order, last+1, first-1)
	keep := map[int]*sheet{}
	var wants []Want
	for _, i := range order {
		if i < 0 || i >= len(p.blocks) {
			continue
		}
		page := p.blocks[i].page
		s := p.sheets[page]
		if s == nil {
			s = &sheet{}
		}
		keep[page] = s
		if w := p.pixels(page, scale); w != s.width {
			wants = append(wants, Want{page, w})
		}
	}
	p.sheets = keep
	return wants
}

// mostPixels bounds the picture of a page: 12 million are 48 MB.
const mostPixels = 12e6

// pixels is how wide the picture of a page is to be.
func (p *Paper) pixels(page int, scale float32) int {
	size := p.text.pages[page]
	w := size.Width * unit * float64(p.m.zoom*scale)
	if h := w * size.Height / max(size.Width, 1); w*h > mostPixels {
		w *= mostPixels / (w * h)
	}
	return max(int(w), 1)
}

// bubbleInView is the bubble, below the end of what is selected or above its beginning.
func (p *Paper) bubbleInView() []fyne.CanvasObject {
	from, to, any := p.sel.words()
	if !any || p.sel.dragging || p.sel.done || len(p.bubble.items) == 0 {
		return nil
	}
	size := p.bubble.MinSize()
	begin, end := p.boxOf(from), p.boxOf(to)
	view, at := p.scroll.Size(), p.scroll.Offset
	near := theme.Px(10)
	y := end.bottom() + near
	if y+size.Height > at.Y+view.Height {
		y = begin.y - near - size.Height
	}
	if y < at.Y && end.bottom() > at.Y { // the selection fills the view
		y = min(end.bottom()+near, at.Y+view.Height-near-size.Height)
	}
	x := end.right() - size.Width*0.6
	x = max(at.X+near, min(x, at.X+view.Width-size.Width-near))
	p.bubble.Resize(size)
	p.bubble.Move(fyne.NewPos(float32(int(x)), float32(int(y))))
	return []fyne.CanvasObject{p.bubble}
}
