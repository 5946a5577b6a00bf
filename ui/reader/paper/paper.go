package paper

import (
	"image"
	"slices"

	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Kind is how a mark looks. Each has a line of its own, so that colour alone does not tell them apart.
type Kind int

// The kinds of marks.
const (
	Single Kind = iota // one line below, blue
	Double             // two lines below, green
)

// Mark is a stretch that is marked; pressed, it opens what it stands for.
type Mark struct {
	ID   string
	Kind Kind
	Stretch
	Tip string
}

// Want is a picture of a printed page that is to be drawn: its page, counted from 0, and how many pixels it is wide.
type Want struct{ Page, Width int }

// Actions are what a Paper tells.
type Actions struct {
	Choices  []Choice // what can be done with the words selected
	OpenMark func(id string)
	Moved    func()             // another part is in view
	Wanted   func(pages []Want) // pictures are missing for the pages in view, the nearest first; none: all are there
	Escape   func() bool        // Esc was pressed and nothing is selected; whether something came of it
	Selected func()             // other words are selected, or none
}

// Paper is the column.
type Paper struct {
	widget.BaseWidget
	actions Actions
	text    *Text
	blocks  []*block
	tops    []float32 // of the blocks, and the end
	m       measures
	zoom    float32 // 0 fits the width
	marks   []Mark
	found   []Stretch
	current int // of found; -1 for none
	sheets  map[int]*sheet
	spare   []*canvas.Image // of pages out of view, used again: Fyne keeps what each one showed for a minute
	sel     selection
	scroll  *container.Scroll
	body    *column
	bubble  *bubble
	busy    bool
	built   fyne.Size // of the view, that the blocks are placed for
	goal    *goal     // where to scroll to once there is a size

	focused, byMouse bool
}

// sheet is a printed page in view: its picture, as soon as there is one.
type sheet struct {
	image *canvas.Image
	width int // pixels
}

// goal is a place in the text, which may come before the window has a size.
type goal struct {
	at      float32 // block and part of it
	stretch *Stretch
}

// New returns an empty column.
func New(a Actions) *Paper {
	p := &Paper{actions: a, text: NewText(nil), tops: []float32{0}, m: measures{zoom: 1}, current: -1, sheets: map[int]*sheet{}, sel: noSelection}
	p.bubble = newBubble(a.Choices, p.do)
	p.body = newColumn(p)
	p.scroll = container.NewScroll(p.body)
	p.scroll.OnScrolled = func(fyne.Position) { p.arrange(); p.actions.Moved() }
	p.ExtendBaseWidget(p)
	return p
}

// Open shows a text from a place on, as At tells it.
func (p *Paper) Open(t *Text, at float32) {
	p.text, p.blocks, p.marks, p.found, p.current, p.sel = t, blocksOf(t), nil, nil, -1, noSelection
	p.sheets = map[int]*sheet{}
	p.built = fyne.Size{}
	p.goal = &goal{at: at}
	p.fit()
}

// SetMarks marks stretches.
func (p *Paper) SetMarks(marks []Mark) {
	p.marks = marks
	p.arrange()
}

// SetFound shows what was found; current is the one that is looked at, -1 for none.
func (p *Paper) SetFound(found []Stretch, current int) {
	p.found, p.current = found, current
	p.arrange()
}

// SetImage shows the picture of a printed page that was wanted.
func (p *Paper) SetImage(w Want, img image.Image) {
	s := p.sheets[w.Page]
	if s == nil {
		return // out of view meanwhile
	}
	s.width = w.Width
	if n := len(p.spare); s.image == nil && n > 0 {
		s.image, p.spare = p.spare[n-1], p.spare[:n-1]
	}
	if s.image == nil {
		s.image = canvas.NewImageFromImage(img)
		s.image.FillMode = canvas.ImageFillStretch
		// The picture has the size of the page but for a rounded pixel. To scale it smoothly takes 32 bytes for each of
		// its pixels, and holds up the window.
		s.image.ScaleMode = canvas.ImageScaleFastest
	} else {
		s.image.Image = img
		s.image.Refresh()
	}
	p.arrange()
}

// Zoom is the size of the pages: 1 is their own; 0 means that they fit the width.
func (p *Paper) Zoom() float32 { return p.zoom }

// Shown is the zoom in use, also where it fits the width.
func (p *Paper) Shown() float32 { return p.m.zoom }

// The bounds of the zoom.
const (
	Smallest = 0.25
	Largest  = 5
)

// SetZoom changes the zoom and keeps what is in view; 0 fits the width.
func (p *Paper) SetZoom(z float32) {
	if z != 0 {
		z = min(max(z, Smallest), Largest)
	}
	if z == p.zoom {
		return
	}
	at := p.At()
	p.zoom = z
	p.built = fyne.Size{}
	p.goal = &goal{at: at}
	p.fit()
	p.actions.Moved()
}

// side is the room beside the column.
func side() float32 { return theme.Px(28) }

// gap is the room between printed pages.
func (p *Paper) gap() float32 {
	if p.text.Printed {
		return theme.Px(18)
	}
	return 0
}

// columnWidth is the width of the widest page, or of the column of paragraphs.
func (p *Paper) columnWidth() float32 {
	if !p.text.Printed {
		return p.m.width
	}
	var w float64
	for _, page := range p.text.pages {
		w = max(w, page.Width)
	}
	return float32(w) * unit * p.m.zoom
}

// fit sets the text for the size of the view.
func (p *Paper) fit() {
	view := p.scroll.Size()
	if view.Width <= 0 || view.Height <= 0 {
		return
	}
	if view.Width == p.built.Width {
		p.built = view
		p.arrange()
		return
	}
	at := float32(0)
	if p.built.Width > 0 {
		at = p.At()
	}
	p.m.zoom = p.zoom
	if p.zoom == 0 {
		p.m.zoom = p.fitting(view.Width)
	}
	p.m.width = min(view.Width-2*side()-2*inset(p.m.zoom), theme.Px(680)*p.m.zoom)
	p.m.width = max(p.m.width, theme.Px(120))
	for _, b := range p.blocks {
		b.placed, b.height = false, p.m.estimate(p.text, b)
	}
	p.built = view
	p.stack()
	p.scroll.Refresh()
	switch {
	case p.goal == nil:
		p.GoTo(at)
	case p.goal.stretch != nil:
		s := *p.goal.stretch
		p.goal = nil
		p.Reveal(s)
	default:
		at := p.goal.at
		p.goal = nil
		p.GoTo(at)
	}
	p.actions.Moved() // the zoom may be another, too
}

// inset is the room between the edge of the sheet of a text without pages and its words.
func inset(zoom float32) float32 { return theme.Px(36) * min(zoom, 1.5) }

// fitting is the zoom at which the widest page fills the view, as far as that is of use.
func (p *Paper) fitting(width float32) float32 {
	p.m.zoom = 1
	full := p.columnWidth()
	if !p.text.Printed || full <= 0 {
		return 1
	}
	return min(max((width-2*side())/full, Smallest), 2)
}

// stack computes where the blocks are.
func (p *Paper) stack() {
	p.tops = slices.Grow(p.tops[:0], len(p.blocks)+1)
	y := theme.Px(22)
	if !p.text.Printed {
		y += inset(p.m.zoom)
	}
	for _, b := range p.blocks {
		p.tops = append(p.tops, y)
		y += b.height + p.gap()
	}
	p.tops = append(p.tops, y)
}

// total is the height of the column.
func (p *Paper) total() float32 {
	end := p.tops[len(p.tops)-1] + theme.Px(22) - p.gap()
	if !p.text.Printed {
		end += inset(p.m.zoom)
	}
	return end
}

// blockAt is the block at a height.
func (p *Paper) blockAt(y float32) int {
	i, exact := slices.BinarySearch(p.tops[:max(len(p.tops)-1, 0)], y)
	if !exact {
		i--
	}
	return max(0, min(i, len(p.blocks)-1))
}

// left is where a block begins from the left.
func (p *Paper) left(b *block) float32 {
	w := p.m.width
	if p.text.Printed {
		w = float32(p.text.pages[b.page].Width) * unit * p.m.zoom
	}
	return float32(int(max((p.body.Size().Width-w)/2, side())))
}

// ready places a block that is looked at.
func (p *Paper) ready(i int) *block {
	b := p.blocks[i]
	if !b.placed {
		before := b.height
		p.m.place(p.text, b)
		if b.height != before {
			p.stack()
		}
	}
	return b
}

// At is where the reader is: the number of the block at the top, and how much of it is above the view.
func (p *Paper) At() float32 {
	if len(p.blocks) == 0 {
		return 0
	}
	if p.goal != nil && p.goal.stretch == nil {
		return p.goal.at
	}
	y := p.scroll.Offset.Y
	i := p.blockAt(y)
	if h := p.blocks[i].height + p.gap(); h > 0 && y > p.tops[i] {
		return float32(i) + min((y-p.tops[i])/h, 0.999)
	}
	return float32(i)
}

// GoTo scrolls to a place that At told.
func (p *Paper) GoTo(at float32) {
	if p.built.Width == 0 {
		p.goal = &goal{at: at}
		return
	}
	if len(p.blocks) == 0 {
		p.arrange()
		return
	}
	i := max(0, min(int(at), len(p.blocks)-1))
	b := p.ready(i)
	y := p.tops[i] + (at-float32(i))*(b.height+p.gap())
	if at <= 0 {
		y = 0
	} else if at == float32(i) {
		y -= p.gap() // the edge of a page shows that it is one
	}
	p.scrollTo(p.scroll.Offset.X, y)
}

// Page is the page that is read, counted from 0: the one at a third of the view.
func (p *Paper) Page() int {
	if len(p.blocks) == 0 {
		return 0
	}
	if p.goal != nil && p.goal.stretch == nil {
		return p.blocks[max(0, min(int(p.goal.at), len(p.blocks)-1))].page
	}
	return p.blocks[p.blockAt(p.scroll.Offset.Y+p.scroll.Size().Height/3)].page
}

// GoToPage scrolls to the top of a page.
func (p *Paper) GoToPage(page int) {
	for i, b := range p.blocks {
		if b.page == page {
			p.GoTo(float32(i))
			p.actions.Moved()
			return
		}
	}
}

func (p *Paper) scrollTo(x, y float32) {
	view := p.scroll.Size()
	p.scroll.Offset.X = max(0, min(x, p.body.MinSize().Width-view.Width))
	p.scroll.Offset.Y = max(0, min(y, p.total()-view.Height))
	p.scroll.Refresh()
	p.arrange()
}

// Reveal scrolls to a stretch, so that it stands in the upper half of the view.
func (p *Paper) Reveal(s Stretch) {
	if p.built.Width == 0 {
		p.goal = &goal{stretch: &s}
		return
	}
	from, to := p.text.within(s)
	if from >= to {
		p.GoToPage(s.Page)
		return
	}
	box := p.boxOf(from)
	view, at := p.scroll.Size(), p.scroll.Offset
	margin := theme.Px(60)
	x, y := at.X, at.Y
	if box.y < at.Y+margin || box.bottom() > at.Y+view.Height-margin {
		y = box.y - view.Height/3
	}
	if box.x < at.X || box.right() > at.X+view.Width {
		x = box.x - view.Width/3
	}
	p.scrollTo(x, y)
	p.actions.Moved()
}
