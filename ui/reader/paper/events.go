package paper

import (
	"strings"
	"time"

	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// selection are the words selected: from where the pointer was pressed to where it is now.
type selection struct {
	anchor, focus int // words; -1 for none
	dragging      bool
	done          bool // something was done with it, so that it need not be offered any more
}

var noSelection = selection{anchor: -1, focus: -1}

func (s selection) words() (from, to int, any bool) {
	return min(s.anchor, s.focus), max(s.anchor, s.focus), s.anchor >= 0
}

// columnEvents are the pointer and the keys of a column.
type columnEvents struct {
	widget.BaseWidget
	p       *Paper
	self    fyne.Focusable
	shift   bool
	pressed int // the word nearest to where the pointer was pressed; -1 for none
	at      fyne.Position
	clicks  int
	dragged bool // since it was pressed
	last    time.Time
	over    string // the mark below the pointer
}

// doubled is how soon one click must follow another to count with it.
const doubled = 400 * time.Millisecond

const markKey = "paper mark"

// MouseDown is called by the canvas.
func (c *columnEvents) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	work.Drop(markKey)
	p := c.p
	p.byMouse = true
	if cv := fyne.CurrentApp().Driver().CanvasForObject(p); cv != nil {
		cv.Focus(c.self)
	}
	now := time.Now()
	near := e.Position.Subtract(c.at)
	if now.Sub(c.last) > doubled || near.X*near.X+near.Y*near.Y > 36 {
		c.clicks = 0
	}
	c.clicks++
	c.last, c.at, c.dragged = now, e.Position, false
	i, inside := p.nearest(e.Position)
	c.pressed = i
	switch {
	case i < 0:
	case e.Modifier&fyne.KeyModifierShift != 0 && p.sel.anchor >= 0:
		p.selectWords(p.sel.anchor, i)
	case c.clicks == 2 && inside:
		p.selectWords(i, i)
	case c.clicks >= 3 && inside:
		p.selectWords(p.text.sentence(i))
	}
}

// MouseUp is called by the canvas.
func (c *columnEvents) MouseUp(e *desktop.MouseEvent) {
	p := c.p
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	if c.dragged { // the driver may end the drag before or after
		c.DragEnd()
		return
	}
	if c.clicks != 1 || e.Modifier&fyne.KeyModifierShift != 0 {
		return
	}
	p.ClearSelection()
	if m, ok := p.markAt(e.Position); ok {
		work.Later(markKey, doubled, func() { p.actions.OpenMark(m.ID) }) // a second click selects the word instead
	}
}

// Tapped keeps a tap from falling through to what is below.
func (c *columnEvents) Tapped(*fyne.PointEvent) {}

// Dragged is called by the canvas.
func (c *columnEvents) Dragged(e *fyne.DragEvent) {
	p := c.p
	if !p.sel.dragging {
		if c.pressed < 0 {
			return
		}
		c.dragged = true
		p.sel = selection{anchor: c.pressed, focus: c.pressed, dragging: true}
		if c.clicks > 1 {
			c.clicks = 1
		}
	}
	p.scrollAlong(e.Position)
	if i, _ := p.nearest(e.Position); i >= 0 && i != p.sel.focus {
		p.sel.focus = i
	}
	p.arrange()
}

// DragEnd is called by the canvas.
func (c *columnEvents) DragEnd() {
	if c.p.sel.dragging {
		c.p.sel.dragging = false
		c.p.arrange()
		c.p.actions.Selected()
	}
}

// MouseIn is called by the canvas.
func (c *columnEvents) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved is called by the canvas.
func (c *columnEvents) MouseMoved(e *desktop.MouseEvent) {
	m, _ := c.p.markAt(e.Position)
	if m.ID != c.over {
		c.over = m.ID
		widgets.TipSoon(c.p, e.AbsolutePosition, m.Tip)
	}
}

// MouseOut is called by the canvas.
func (c *columnEvents) MouseOut() {
	c.over = ""
	widgets.HideTip()
}

// Cursor is called by the canvas.
func (c *columnEvents) Cursor() desktop.Cursor {
	if c.over != "" {
		return desktop.PointerCursor
	}
	return desktop.TextCursor
}

// FocusGained is called by the canvas.
func (c *columnEvents) FocusGained() {
	c.p.focused = true
	c.p.frame()
}

// FocusLost is called by the canvas.
func (c *columnEvents) FocusLost() {
	c.p.focused, c.p.byMouse, c.shift = false, false, false
	c.p.frame()
}

// frame shows what has the keyboard.
func (p *Paper) frame() { p.BaseWidget.Refresh() }

// KeyDown is called by the canvas.
func (c *columnEvents) KeyDown(e *fyne.KeyEvent) { c.setShift(e, true) }

// KeyUp is called by the canvas.
func (c *columnEvents) KeyUp(e *fyne.KeyEvent) { c.setShift(e, false) }

func (c *columnEvents) setShift(e *fyne.KeyEvent, down bool) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		c.shift = down
	}
}

// TypedRune is called by the canvas.
func (c *columnEvents) TypedRune(r rune) {
	p := c.p
	key := strings.ToUpper(string(r))
	switch key {
	case " ":
		p.scrollBy(0.9)
	case "N":
		p.GoToPage(p.Page() + 1)
	case "P":
		p.GoToPage(p.Page() - 1)
	case "S":
		p.selectSentence()
	}
	if _, _, any := p.sel.words(); !any {
		return
	}
	for _, choice := range p.actions.Choices {
		if choice.Key == key {
			p.do(choice)
			return
		}
	}
}

// do does what was chosen. The words stay selected, so that one sees what it was done with.
func (p *Paper) do(c Choice) {
	p.sel.done = true
	p.arrange()
	c.Do()
}

// TypedShortcut is called by the canvas.
func (c *columnEvents) TypedShortcut(s fyne.Shortcut) {
	_, _, any := c.p.sel.words()
	if _, isCopy := s.(*fyne.ShortcutCopy); isCopy && any {
		fyne.CurrentApp().Clipboard().SetContent(c.p.text.Readable(c.p.Selection()))
		return
	}
	widgets.BubbleShortcut(c.p, s)
}

// TypedKey is called by the canvas.
func (c *columnEvents) TypedKey(e *fyne.KeyEvent) {
	p := c.p
	if c.shift && p.extend(e.Name) {
		return
	}
	step := theme.Px(48)
	switch e.Name {
	case fyne.KeyDown:
		p.scrollOn(0, step)
	case fyne.KeyUp:
		p.scrollOn(0, -step)
	case fyne.KeyLeft:
		p.scrollOn(-step, 0)
	case fyne.KeyRight:
		p.scrollOn(step, 0)
	case fyne.KeyPageDown:
		p.scrollBy(0.9)
	case fyne.KeyPageUp:
		p.scrollBy(-0.9)
	case fyne.KeyHome:
		p.scrollTo(0, 0)
		p.actions.Moved()
	case fyne.KeyEnd:
		p.end()
	case fyne.KeyEscape:
		if _, _, any := p.sel.words(); any {
			p.ClearSelection()
		} else if !p.actions.Escape() {
			widgets.Bubble(p, e)
		}
	default:
		widgets.Bubble(p, e)
	}
}

// nearest is the word nearest to a place in the column.
func (p *Paper) nearest(at fyne.Position) (i int, inside bool) {
	if len(p.blocks) == 0 {
		return -1, false
	}
	k := p.blockAt(at.Y)
	b := p.ready(k)
	if len(b.boxes) == 0 {
		return -1, false
	}
	return b.nearest(at.SubtractXY(p.left(b), p.tops[k]))
}

// markAt is the mark at a place in the column; of several the shortest.
func (p *Paper) markAt(at fyne.Position) (found Mark, ok bool) {
	i, inside := p.nearest(at)
	if !inside {
		return Mark{}, false
	}
	w := p.text.words[i]
	for _, m := range p.marks {
		if m.Page == w.page && m.Start < w.End && m.End > w.Start && (!ok || m.End-m.Start < found.End-found.Start) {
			found, ok = m, true
		}
	}
	return found, ok
}

// scrollAlong scrolls when the pointer is dragged beyond the view.
func (p *Paper) scrollAlong(at fyne.Position) {
	y, view := p.scroll.Offset.Y, p.scroll.Size().Height
	most := theme.Px(40)
	switch {
	case at.Y < y:
		p.scrollOn(0, -min(y-at.Y, most))
	case at.Y > y+view:
		p.scrollOn(0, min(at.Y-y-view, most))
	}
}

func (p *Paper) scrollOn(dx, dy float32) {
	p.scrollTo(p.scroll.Offset.X+dx, p.scroll.Offset.Y+dy)
	p.actions.Moved()
}

// scrollBy scrolls by a part of the view.
func (p *Paper) scrollBy(part float32) { p.scrollOn(0, part*p.scroll.Size().Height) }

// end scrolls to the end. Heights on the way there are likely ones until they are seen, so it takes a few steps.
func (p *Paper) end() {
	for range 4 {
		p.scrollTo(p.scroll.Offset.X, p.total())
	}
	p.actions.Moved()
}

func (p *Paper) keepInView(word int) {
	box, margin := p.boxOf(word), theme.Px(24)
	y, view := p.scroll.Offset.Y, p.scroll.Size().Height
	switch {
	case box.y-margin < y:
		p.scrollOn(0, box.y-margin-y)
	case box.bottom()+margin > y+view:
		p.scrollOn(0, box.bottom()+margin-y-view)
	}
}
