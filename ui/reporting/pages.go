package reporting

import (
	"image"
	"image/color"
	"math"

	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// pages shows a report page by page as it will be printed. One page is held at a time, so that a long report needs no
// more memory than a short one. Page Down goes on within a page and then to the next; + and - change the size.
type pages struct {
	widget.BaseWidget
	canvas fyne.Canvas
	wanted func(page, pixels int) // a picture of the page, from 0, is missing
	turned func()                 // another page or another size is shown

	sizes  []fyne.Size // of the pages, in points
	page   int         // from 0
	zoom   float32     // 1 is the size on paper; 0 fits the width
	pixels int         // width of the picture asked for or shown; 0 for none

	scroll  *container.Scroll
	sheet   *fyne.Container
	paper   *canvas.Rectangle
	picture *canvas.Image
	ring    *canvas.Rectangle
	ground  *canvas.Rectangle
	focused bool
	bottom  bool // show the foot of the page once it is laid out: it was reached from the page after it
}

const (
	pageEdge  = 14  // around a page
	smallest  = 0.5 // zoom
	largest   = 3
	pointsPer = 72 // an inch
	unitsPer  = 96 // an inch, on screen at zoom 1
)

func newPages(c fyne.Canvas, wanted func(page, pixels int), turned func()) *pages {
	p := &pages{canvas: c, wanted: wanted, turned: turned}
	p.paper = canvas.NewRectangle(color.White)
	p.paper.StrokeWidth = 1
	p.picture = canvas.NewImageFromImage(nil)
	p.picture.FillMode = canvas.ImageFillStretch
	// The picture has the size of the page but for a rounded pixel. To scale it smoothly takes 32 bytes for each of
	// its pixels, and holds up the window.
	p.picture.ScaleMode = canvas.ImageScaleFastest
	p.sheet = container.New(sheetLayout{p}, p.paper, p.picture)
	p.scroll = container.NewScroll(p.sheet)
	p.ring = canvas.NewRectangle(color.Transparent)
	p.ring.StrokeWidth = 2
	p.ground = canvas.NewRectangle(color.Transparent)
	p.ExtendBaseWidget(p)
	return p
}

// open shows other pages. The page in view stays if there is one of its number: a word was changed in the report.
func (p *pages) open(sizes []fyne.Size) {
	p.sizes = sizes
	p.pixels = 0
	p.page = max(0, min(p.page, len(sizes)-1))
	if len(sizes) == 0 {
		p.picture.Image = nil
	}
	p.fit()
}

// setImage shows the picture of a page, unless another page is in view meanwhile.
func (p *pages) setImage(page int, img image.Image) {
	if page != p.page {
		return
	}
	p.picture.Image = img
	p.picture.Refresh()
}

// size is how large the page in view is drawn.
func (p *pages) size() fyne.Size {
	if len(p.sizes) == 0 {
		return fyne.Size{}
	}
	s := p.sizes[p.page]
	width := max(p.scroll.Size().Width-2*theme.Px(pageEdge), theme.Px(80))
	if p.zoom > 0 {
		width = theme.Px(s.Width * unitsPer / pointsPer * p.zoom)
	}
	return fyne.NewSize(width, width*s.Height/s.Width)
}

// shown is the zoom in use, also where it fits the width.
func (p *pages) shown() float32 {
	if len(p.sizes) == 0 {
		return 1
	}
	return p.size().Width / theme.Px(p.sizes[p.page].Width*unitsPer/pointsPer)
}

// fit lays the page out and asks for its picture where there is none of that width.
func (p *pages) fit() {
	p.sheet.Refresh()
	p.scroll.Refresh()
	if p.bottom && p.scroll.Size().Height > 0 {
		p.bottom = false
		p.scroll.ScrollToBottom()
	}
	p.turned()
	// Not the canvas that the driver has for this widget: it knows none before the first time it is painted, and the page
	// would be drawn for a screen of another density.
	pixels := int(math.Ceil(float64(p.size().Width * p.canvas.Scale())))
	if pixels > 0 && p.scroll.Size().Width > 0 && pixels != p.pixels {
		p.pixels = pixels
		p.wanted(p.page, pixels)
	}
}

// turn goes to a page.
func (p *pages) turn(page int) {
	page = max(0, min(page, len(p.sizes)-1))
	if page == p.page || len(p.sizes) == 0 {
		return
	}
	p.bottom = false
	p.page, p.pixels, p.picture.Image = page, 0, nil
	p.scroll.ScrollToTop()
	p.picture.Refresh()
	p.fit()
}

// setZoom shows the pages larger or smaller; 0 fits the width.
func (p *pages) setZoom(z float32) {
	if z != 0 {
		z = max(smallest, min(z, largest))
	}
	p.zoom = z
	p.fit()
}

// larger and smaller go from one of the usual sizes to the next.
var zooms = []float32{0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3}

func (p *pages) larger() {
	for _, z := range zooms {
		if z > p.shown()*1.01 {
			p.setZoom(z)
			return
		}
	}
}

func (p *pages) smaller() {
	for i := len(zooms) - 1; i >= 0; i-- {
		if zooms[i] < p.shown()*0.99 {
			p.setZoom(zooms[i])
			return
		}
	}
}

// place says which page is in view.
func (p *pages) place() string {
	if len(p.sizes) == 0 {
		return ""
	}
	return tr.T("Page %d of %d", p.page+1, len(p.sizes))
}

// sheetLayout puts the page in the middle of the view.
type sheetLayout struct{ p *pages }

func (l sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	if len(l.p.sizes) == 0 {
		return fyne.Size{}
	}
	s := l.p.size()
	if l.p.zoom == 0 {
		s.Width = 0 // it is as wide as there is room
	}
	return s.AddWidthHeight(2*theme.Px(pageEdge), 2*theme.Px(pageEdge))
}

func (l sheetLayout) Layout(_ []fyne.CanvasObject, view fyne.Size) {
	s := l.p.size()
	at := fyne.NewPos(max((view.Width-s.Width)/2, theme.Px(pageEdge)), theme.Px(pageEdge))
	for _, o := range []fyne.CanvasObject{l.p.paper, l.p.picture} {
		o.Move(at)
		o.Resize(s)
		if len(l.p.sizes) == 0 {
			o.Hide()
		} else {
			o.Show()
		}
	}
}

// FocusGained is called by the canvas.
func (p *pages) FocusGained() { p.focus(true) }

// FocusLost is called by the canvas.
func (p *pages) FocusLost() { p.focus(false) }

func (p *pages) focus(on bool) {
	p.focused = on
	p.Refresh()
}

// TypedRune is called by the canvas.
func (p *pages) TypedRune(r rune) {
	switch r {
	case '+', '=':
		p.larger()
	case '-':
		p.smaller()
	case '0':
		p.setZoom(0)
	}
}

// TypedKey is called by the canvas.
func (p *pages) TypedKey(e *fyne.KeyEvent) {
	line := theme.Px(40)
	view := p.scroll.Size().Height * 0.9
	switch e.Name {
	case fyne.KeyDown:
		p.scrollBy(line)
	case fyne.KeyUp:
		p.scrollBy(-line)
	case fyne.KeyPageDown, fyne.KeySpace:
		p.scrollBy(view)
	case fyne.KeyPageUp:
		p.scrollBy(-view)
	case fyne.KeyRight:
		p.turn(p.page + 1)
	case fyne.KeyLeft:
		p.turn(p.page - 1)
	case fyne.KeyHome:
		p.turn(0)
		p.scroll.ScrollToTop()
	case fyne.KeyEnd:
		p.turn(len(p.sizes) - 1)
		p.scroll.ScrollToBottom()
	default:
		widgets.Bubble(p, e)
	}
}

// scrollBy moves within the page, and to the next or the one before where it ends.
func (p *pages) scrollBy(dy float32) {
	end := max(p.sheet.MinSize().Height-p.scroll.Size().Height, 0)
	y := p.scroll.Offset.Y
	switch {
	case dy > 0 && y >= end-1:
		p.turn(p.page + 1)
	case dy < 0 && y <= 1:
		if p.page > 0 {
			p.turn(p.page - 1)
			p.scroll.ScrollToBottom()
			p.bottom = true
		}
	default:
		p.scroll.Offset.Y = max(0, min(y+dy, end))
		p.scroll.Refresh()
	}
}

// Tapped gives the pages the keyboard.
func (p *pages) Tapped(*fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
}

// CreateRenderer is called by Fyne.
func (p *pages) CreateRenderer() fyne.WidgetRenderer { return &pagesRenderer{p} }

type pagesRenderer struct{ p *pages }

func (r *pagesRenderer) Destroy()           {}
func (r *pagesRenderer) MinSize() fyne.Size { return fyne.NewSize(theme.Px(200), theme.Px(120)) }

func (r *pagesRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.ground, r.p.scroll, r.p.ring}
}

func (r *pagesRenderer) Layout(s fyne.Size) {
	p := r.p
	p.ground.Resize(s)
	p.ring.Resize(s)
	if p.scroll.Size() != s {
		p.scroll.Resize(s)
		p.fit()
	}
	r.paint()
}

func (r *pagesRenderer) paint() {
	p := r.p
	p.ground.FillColor = theme.Color(theme.Grey.Soft())
	if theme.IsDark() {
		p.ground.FillColor = theme.Color(theme.ColorGround)
	}
	p.ground.CornerRadius = theme.Px(6)
	p.paper.StrokeColor = theme.Color(theme.ColorHairline)
	p.ring.StrokeColor = theme.Color(theme.ColorAccent)
	p.ring.CornerRadius = theme.Px(6)
	p.ring.Hidden = !p.focused
}

func (r *pagesRenderer) Refresh() {
	r.paint()
	r.Layout(r.p.Size())
	canvas.Refresh(r.p)
}
