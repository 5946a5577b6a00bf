package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// VSource tells a VList about its rows. Only visible rows are ever made; the others are known by their estimated height.
type VSource struct {
	Count func() int
	// Kind sorts rows into pools of rows that look alike; nil means one pool.
	Kind func(i int) int
	// Estimate gives a likely height from cheap facts such as the length of a string; it is corrected when the row shows.
	Estimate func(i int, width float32) float32
	// New makes the content of a row of a kind, Update fills it. Its height is its MinSize once it has its width.
	New    func(kind int) fyne.CanvasObject
	Update func(i int, content fyne.CanvasObject)
	// Selectable says whether a row can be chosen; nil means that all can.
	Selectable func(i int) bool
}

// VList is a scrolling column of rows of different heights. Up and Down move and choose, Enter opens. It stays as fast
// with a hundred thousand rows as with ten.
type VList struct {
	control
	source VSource
	// OnSelected is told the row that the user chose; OnOpened the row on which Enter was pressed.
	OnSelected func(i int)
	OnOpened   func(i int)
	// OnTapped is told the row that was tapped, after OnSelected; for lists in which a tap does what Enter does.
	OnTapped func(i int)
	// OnEscapeUp is called when Up is pressed in the first row, to go back to a search field, say.
	OnEscapeUp func()

	// keys, runes and onTap let a widget that is built on the list take over what it handles differently.
	keys  func(e *fyne.KeyEvent) (handled bool)
	runes func(r rune)
	onTap func(i int)

	bar, ruled bool
	heights    heights
	built      float32 // the width the heights hold for
	selected   int
	cursor     int
	scroll     *container.Scroll
	body       *fyne.Container
	shown      map[int]*row
	pool       map[int][]*row
	kinds      map[*row]int
	updating   bool
}

// NewVList returns a list of a source.
func NewVList(source VSource) *VList {
	l := &VList{source: source, selected: -1, cursor: -1, shown: map[int]*row{}, pool: map[int][]*row{}, kinds: map[*row]int{}}
	l.body = container.New(&vlistBody{l})
	l.scroll = container.NewVScroll(l.body)
	l.scroll.OnScrolled = func(fyne.Position) {
		hideTip() // what it was about moves away from it
		l.arrange(false)
	}
	l.extend(l)
	return l
}

// Reload takes over a changed source. The scroll position stays; the selection stays at its index if there is one.
func (l *VList) Reload() {
	l.rebuild(l.built)
	n := l.source.Count()
	if l.selected >= n {
		l.selected = -1
	}
	if l.cursor >= n {
		l.cursor = -1
	}
	l.scroll.Refresh()
	l.arrange(true)
}

// Select shows a row as chosen and scrolls to it, without telling OnSelected; -1 chooses none.
func (l *VList) Select(i int) {
	if i >= l.source.Count() {
		return
	}
	l.selected, l.cursor = i, i
	if i >= 0 {
		l.Reveal(i)
	}
	l.arrange(false)
}

// Selected returns the chosen row, or -1.
func (l *VList) Selected() int { return l.selected }

// Offset returns how far the list is scrolled.
func (l *VList) Offset() float32 { return l.scroll.Offset.Y }

// SetOffset scrolls the list.
func (l *VList) SetOffset(y float32) {
	l.ready()
	l.scroll.Offset.Y = max(0, min(y, l.heights.total()-l.scroll.Size().Height))
	l.scroll.Refresh()
	l.arrange(false)
}

// Reveal scrolls as little as needed to show a row.
func (l *VList) Reveal(i int) {
	if i < 0 || i >= l.source.Count() {
		return
	}
	// Heights on the way are estimates until they show, so a jump may land a little beside: correct it a few times.
	for try := 0; try < 4; try++ {
		l.ready()
		top, bottom := l.heights.top(i), l.heights.top(i+1)
		y, view := l.scroll.Offset.Y, l.scroll.Size().Height
		switch {
		case view <= 0:
			return
		case top < y:
			l.SetOffset(top)
		case bottom > y+view:
			l.SetOffset(bottom - view)
		default:
			return
		}
	}
}

func (l *VList) ready() {
	if len(l.heights.each) != l.source.Count() || l.built != l.body.Size().Width {
		l.rebuild(l.body.Size().Width)
	}
}

// rebuild starts the heights anew from estimates and keeps the first visible row where it is.
func (l *VList) rebuild(width float32) {
	first, within := 0, float32(0)
	if len(l.heights.each) > 0 {
		first = l.heights.at(l.scroll.Offset.Y)
		within = l.scroll.Offset.Y - l.heights.top(first)
	}
	l.heights.reset(l.source.Count(), func(i int) float32 { return l.source.Estimate(i, width) })
	l.built = width
	y := l.heights.top(min(first, len(l.heights.each))) + within
	l.scroll.Offset.Y = max(0, min(y, l.heights.total()-l.scroll.Size().Height))
}

// arrange makes, fills and places the rows in view. With all set it fills those in view again.
func (l *VList) arrange(all bool) {
	if l.updating || l.scroll.Size().Height <= 0 {
		return
	}
	l.updating = true
	defer func() { l.updating = false }()
	l.ready()
	before := l.heights.total()
	n := l.source.Count()
	y0, y1 := l.scroll.Offset.Y, l.scroll.Offset.Y+l.scroll.Size().Height
	first := l.heights.at(y0)
	y := l.heights.top(first)
	now := map[int]*row{}
	var objects []fyne.CanvasObject
	for i := first; i < n && y < y1; i++ {
		r, known := l.shown[i]
		if known && l.kinds[r] != l.kind(i) {
			l.recycle(i, r)
			known = false
		}
		if !known {
			r = l.take(l.kind(i))
		}
		delete(l.shown, i)
		if !known || all {
			r.index = i
			r.hovered = r.hovered && known
			l.source.Update(i, r.content)
		}
		r.show(i == l.selected, l.focused && i == l.cursor)
		h := ceil(fitWidth(r, l.built))
		l.heights.set(i, h)
		r.Resize(fyne.NewSize(l.built, h))
		r.Move(fyne.NewPos(0, y))
		now[i] = r
		objects = append(objects, r)
		y += h
	}
	for i, r := range l.shown {
		l.recycle(i, r)
	}
	l.shown = now
	l.body.Objects = objects
	canvas.Refresh(l.body)
	if l.heights.total() != before {
		l.scroll.Refresh()
	}
}

func (l *VList) kind(i int) int {
	if l.source.Kind == nil {
		return 0
	}
	return l.source.Kind(i)
}

func (l *VList) take(kind int) *row {
	if p := l.pool[kind]; len(p) > 0 {
		r := p[len(p)-1]
		l.pool[kind] = p[:len(p)-1]
		return r
	}
	r := newRow(l, l.source.New(kind), l.bar, l.ruled)
	l.kinds[r] = kind
	return r
}

func (l *VList) recycle(i int, r *row) {
	delete(l.shown, i)
	k := l.kinds[r]
	l.pool[k] = append(l.pool[k], r)
}

func (l *VList) selectable(i int) bool {
	return i >= 0 && i < l.source.Count() && (l.source.Selectable == nil || l.source.Selectable(i))
}

func (l *VList) tapRow(i int) {
	if l.onTap != nil {
		l.onTap(i)
		return
	}
	l.takeFocus()
	if l.selectable(i) {
		l.choose(i)
		if l.OnTapped != nil {
			l.OnTapped(i)
		}
	}
}

// Walk chooses the next selectable row by the step, as Up and Down do, for a field that works the list from outside.
func (l *VList) Walk(by int) { l.step(l.next(l.cursor, by)) }

func (l *VList) choose(i int) {
	same := i == l.selected
	l.Select(i)
	if !same && l.OnSelected != nil {
		l.OnSelected(i)
	}
}

// FocusGained is called by the canvas.
func (l *VList) FocusGained() {
	if l.cursor < 0 {
		l.cursor = l.next(-1, 1)
	}
	l.focused = true
	l.arrange(false)
}

// FocusLost is called by the canvas.
func (l *VList) FocusLost() {
	l.focused = false
	l.arrange(false)
}

// TypedRune is called by the canvas.
func (l *VList) TypedRune(r rune) {
	if l.runes != nil {
		l.runes(r)
	}
}

// AcceptsTab is so that a widget built on the list may use Tab.
func (l *VList) AcceptsTab() bool { return l.keys != nil }

// next is the nearest selectable row from i in a direction, or -1.
func (l *VList) next(i, by int) int {
	for i += by; i >= 0 && i < l.source.Count(); i += by {
		if l.selectable(i) {
			return i
		}
	}
	return -1
}

// TypedKey is called by the canvas.
func (l *VList) TypedKey(e *fyne.KeyEvent) {
	if l.keys != nil && l.keys(e) {
		return
	}
	n := l.source.Count()
	switch e.Name {
	case fyne.KeyDown:
		l.step(l.next(l.cursor, 1))
	case fyne.KeyUp:
		if to := l.next(l.cursor, -1); to >= 0 {
			l.step(to)
		} else if l.OnEscapeUp != nil {
			l.OnEscapeUp()
		}
	case fyne.KeyHome:
		l.step(l.next(-1, 1))
	case fyne.KeyEnd:
		l.step(l.next(n, -1))
	case fyne.KeyPageDown, fyne.KeyPageUp:
		l.page(e.Name == fyne.KeyPageDown)
	case fyne.KeySpace:
		if l.selectable(l.cursor) {
			l.choose(l.cursor)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if !l.selectable(l.cursor) {
			Bubble(l, e)
			return
		}
		l.choose(l.cursor)
		if l.OnOpened == nil {
			Bubble(l, e)
			return
		}
		l.OnOpened(l.cursor)
	default:
		Bubble(l, e)
	}
}

func (l *VList) step(to int) {
	if to < 0 {
		return
	}
	if l.next(to, -1) < 0 {
		l.SetOffset(0) // so that a heading above the first row comes into view too
	}
	l.choose(to)
}

func (l *VList) page(down bool) {
	l.ready()
	view := l.scroll.Size().Height
	y := l.heights.top(max(l.cursor, 0))
	if down {
		to := l.heights.at(y + view)
		if !l.selectable(to) {
			to = max(l.next(to, -1), l.cursor)
		}
		l.step(to)
		return
	}
	to := l.heights.at(max(y-view, 0))
	if !l.selectable(to) {
		to = l.next(to, 1)
	}
	l.step(to)
}

// MinSize is small: the list scrolls.
func (l *VList) MinSize() fyne.Size { return l.BaseWidget.MinSize() }

// Refresh is called when the theme has changed.
func (l *VList) Refresh() {
	// Rows in the pool keep old colours and sizes; drop them rather than refresh what nobody sees.
	l.pool = map[int][]*row{}
	l.built = -1
	for _, r := range l.shown {
		r.Refresh()
	}
	l.arrange(true)
	l.BaseWidget.Refresh()
}

func (l *VList) parts() []fyne.CanvasObject { return []fyne.CanvasObject{l.scroll} }

// CreateRenderer is called by Fyne.
func (l *VList) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{widget: l, objects: []fyne.CanvasObject{l.scroll},
		min: l.scroll.MinSize,
		layout: func(s fyne.Size) {
			l.scroll.Resize(s)
			l.arrange(false) // the body keeps its size when only the view got higher
		},
		update: func() {},
	}
}

// vlistBody is as high as all rows; it places those in view when its width changes.
type vlistBody struct{ l *VList }

func (b *vlistBody) Layout([]fyne.CanvasObject, fyne.Size) { b.l.arrange(false) }

func (b *vlistBody) MinSize([]fyne.CanvasObject) fyne.Size {
	b.l.ready()
	return fyne.NewSize(0, b.l.heights.total())
}
