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

// extend moves the end of what is selected by a word or a line; without a selection it begins at the first word in view.
func (p *Paper) extend(key fyne.KeyName) bool {
	if p.text.Empty() {
		return false
	}
	at := p.sel.focus
	if at < 0 {
		at = p.firstInView()
		p.selectWords(at, at)
		return key == fyne.KeyLeft || key == fyne.KeyRight || key == fyne.KeyUp || key == fyne.KeyDown
	}
	switch key {
	case fyne.KeyRight:
		at++
	case fyne.KeyLeft:
		at--
	case fyne.KeyDown:
		at = p.lineFrom(at, 1)
	case fyne.KeyUp:
		at = p.lineFrom(at, -1)
	default:
		return false
	}
	at = max(0, min(at, len(p.text.words)-1))
	p.selectWords(p.sel.anchor, at)
	p.keepInView(at)
	return true
}

// lineFrom is the word below or above another: the first of the neighbouring line that reaches as far to the right.
func (p *Paper) lineFrom(at, by int) int {
	here := p.boxOf(at)
	left := false
	best := at
	for i := at + by; i >= 0 && i < len(p.text.words); i += by {
		box := p.boxOf(i)
		if !left && sameHeight(here, box) {
			best = i
			continue
		}
		if left && !sameHeight(p.boxOf(best), box) {
			break
		}
		if !left || closer(here, box, p.boxOf(best)) {
			best = i
		}
		left = true
	}
	return best
}

func sameHeight(a, b rect) bool { return min(a.bottom(), b.bottom())-max(a.y, b.y) > min(a.h, b.h)*0.4 }

func closer(to, a, b rect) bool {
	off := func(r rect) float32 { return max(r.x-to.x, to.x-r.x) }
	return off(a) < off(b)
}

// firstInView is the first word that is seen whole, or the one found that is looked at.
func (p *Paper) firstInView() int {
	if p.current >= 0 && p.current < len(p.found) {
		if from, to := p.text.within(p.found[p.current]); from < to {
			return from
		}
	}
	y := p.scroll.Offset.Y
	for i := p.blockAt(y); i < len(p.blocks); i++ {
		b := p.ready(i)
		for k, box := range b.boxes {
			if p.tops[i]+box.y >= y {
				return b.first + k
			}
		}
	}
	return 0
}

// selectSentence selects the sentence around what is selected, found or first in view.
func (p *Paper) selectSentence() {
	if p.text.Empty() {
		return
	}
	at := p.sel.focus
	if at < 0 {
		at = p.firstInView()
	}
	p.selectWords(p.text.sentence(at))
	p.keepInView(p.sel.focus)
}

func (p *Paper) selectWords(anchor, focus int) {
	p.sel = selection{anchor: anchor, focus: focus}
	p.arrange()
	p.actions.Selected()
}

// ClearSelection selects nothing.
func (p *Paper) ClearSelection() {
	if p.sel == noSelection {
		return
	}
	p.sel = noSelection
	p.arrange()
	p.actions.Selected()
}

// Select selects the words of a stretch.
func (p *Paper) Select(s Stretch) {
	if from, to := p.text.within(s); from < to {
		p.selectWords(from, to-1)
	}
}

// Selection is what is selected, page by page.
func (p *Paper) Selection() []Stretch {
	from, to, any := p.sel.words()
	if !any {
		return nil
	}
	return p.text.stretches(from, to)
}

// Focus gives the column the keyboard.
func (p *Paper) Focus() {
	if cv := fyne.CurrentApp().Driver().CanvasForObject(p); cv != nil {
		cv.Focus(p.body)
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
