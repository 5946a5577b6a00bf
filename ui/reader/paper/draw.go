package paper

import (
	"image/color"
	"slices"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// ink is how a stretch is painted.
type ink struct {
	fill, line color.Color
	lines      int
	outline    float32 // how thick
}

// Colours of stretches on a printed page, which is white paper in every theme. They lie on the letters and let them
// through.
var (
	onPaperSelected = ink{fill: color.NRGBA{0xff, 0xcc, 0x33, 0x44}, line: color.NRGBA{0xb3, 0x7f, 0x00, 0xff}, lines: 1}
	onPaperSingle   = ink{fill: color.NRGBA{0x35, 0x50, 0xb8, 0x2c}, line: color.NRGBA{0x35, 0x50, 0xb8, 0xff}, lines: 1}
	onPaperDouble   = ink{fill: color.NRGBA{0x19, 0x80, 0x5c, 0x2c}, line: color.NRGBA{0x19, 0x80, 0x5c, 0xff}, lines: 2}
	onPaperFound    = ink{fill: color.NRGBA{0xff, 0xe0, 0x66, 0x40}, line: color.NRGBA{0x8a, 0x63, 0x00, 0xff}, outline: 1}
	onPaperCurrent  = ink{fill: color.NRGBA{0xff, 0x9d, 0x2e, 0x4c}, line: color.NRGBA{0x7a, 0x3d, 0x00, 0xff}, outline: 2}
)

// inks are those of the text shown.
func (p *Paper) inks() (selected, single, double, found, current ink) {
	if p.text.Printed {
		return onPaperSelected, onPaperSingle, onPaperDouble, onPaperFound, onPaperCurrent
	}
	tone := func(t theme.Tone, lines int) ink {
		return ink{fill: theme.Color(t.Soft()), line: theme.Color(t.Fill()), lines: lines}
	}
	selected = ink{fill: theme.Color(theme.ColorMark), line: theme.Color(theme.Amber.Fill()), lines: 1}
	found = ink{fill: color.Transparent, line: theme.Color(theme.Amber.Fill()), outline: 1}
	current = ink{fill: theme.Color(theme.ColorMark), line: theme.Color(theme.Amber.Ink()), outline: 2}
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

// coat is an ink on words of a text, the last not included.
type coat struct {
	from, to int
	ink
}

// coats are what is marked, found and selected on a page, from above to below.
func (p *Paper) coats(page int) []coat {
	selected, single, double, found, current := p.inks()
	var all []coat
	add := func(s Stretch, i ink) {
		if s.Page == page {
			from, to := p.text.within(s)
			all = append(all, coat{from, to, i})
		}
	}
	if p.current >= 0 && p.current < len(p.found) {
		add(p.found[p.current], current)
	}
	if from, to, any := p.sel.words(); any {
		all = append(all, coat{from, to + 1, selected})
	}
	for i, s := range p.found {
		if i != p.current {
			add(s, found)
		}
	}
	for _, m := range slices.Backward(p.marks) {
		if m.Kind == Double {
			add(m.Stretch, double)
		} else {
			add(m.Stretch, single)
		}
	}
	return all
}

// painted are what is marked, found and selected in a block. A word has the fill of the uppermost ink only, since under
// several the letters of a picture would fade; of all the inks it has the lines.
func (p *Paper) painted(b *block, x, y float32) []fyne.CanvasObject {
	coats := p.coats(b.page)
	filled := make([]bool, b.last-b.first)
	var fills, lines []fyne.CanvasObject
	for _, c := range coats {
		if c.fill == color.Transparent {
			continue
		}
		last := min(c.to, b.last)
		for i := max(c.from, b.first); i < last; i++ {
			from := i
			for i < last && !filled[i-b.first] {
				filled[i-b.first] = true
				i++
			}
			fills = append(fills, c.filled(b.bars(from, i), x, y)...)
		}
	}
	for _, c := range slices.Backward(coats) {
		lines = append(lines, c.lined(b.bars(c.from, c.to), x, y)...)
	}
	return append(fills, lines...)
}

func (r rect) on(x, y float32) rect { return rect{x + r.x - 1, y + r.y, r.w + 2, r.h} }

func box(r rect, fill color.Color) *canvas.Rectangle {
	c := canvas.NewRectangle(fill)
	c.Move(fyne.NewPos(r.x, r.y))
	c.Resize(fyne.NewSize(r.w, r.h))
	return c
}

// filled paints rectangles.
func (i ink) filled(bars []rect, x, y float32) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, r := range bars {
		face := box(r.on(x, y), i.fill)
		if i.outline > 0 {
			face.CornerRadius = 2
		}
		out = append(out, face)
	}
	return out
}

// lined draws the lines below and around rectangles.
func (i ink) lined(bars []rect, x, y float32) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, r := range bars {
		r = r.on(x, y)
		if i.outline > 0 {
			around := box(r, color.Transparent)
			around.StrokeColor, around.StrokeWidth, around.CornerRadius = i.line, i.outline, 2
			out = append(out, around)
		}
		thick := max(float32(int(r.h/9)), 1.5)
		if i.lines > 1 {
			thick = 1 // so that they leave the next line alone
		}
		for n := range i.lines {
			out = append(out, box(rect{r.x, r.bottom() + float32(n)*2.5, r.w, thick}, i.line))
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
	for page, s := range p.sheets {
		if keep[page] == nil && s.image != nil {
			s.image.Image = nil
			p.spare = append(p.spare, s.image)
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
