package widgets

import (
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Tab is one tab of a TabStrip.
type Tab struct {
	Label string
	Note  string   // small text after the label, such as a count
	Mark  MarkKind // a sign after the label
	Tone  theme.Tone
	Tip   string
}

// TabStrip is a row of tabs. The arrow keys go from tab to tab and show it at once.
type TabStrip struct {
	control
	tabs     []Tab
	selected int
	over     int
	quiet    bool
	cells    []*tabCell
	// OnChanged is told the tab that the user went to.
	OnChanged func(i int)
}

// NewTabStrip returns tabs in outlined boxes of equal width, with the first selected.
func NewTabStrip(tabs []Tab, changed func(i int)) *TabStrip {
	t := &TabStrip{tabs: tabs, over: -1, OnChanged: changed}
	t.extend(t)
	return t
}

// NewQuietTabs returns tabs without outlines, as at the top of the left panel; the note is below the label.
func NewQuietTabs(tabs []Tab, changed func(i int)) *TabStrip {
	t := NewTabStrip(tabs, changed)
	t.quiet = true
	return t
}

// SetTabs changes labels and signs; the selection stays where it is.
func (t *TabStrip) SetTabs(tabs []Tab) {
	t.tabs = tabs
	t.selected = min(t.selected, max(len(tabs)-1, 0))
	t.Refresh()
}

// SetSelected shows a tab as selected without telling OnChanged.
func (t *TabStrip) SetSelected(i int) {
	if i != t.selected && i >= 0 && i < len(t.tabs) {
		t.selected = i
		t.Refresh()
	}
}

// Selected returns the selected tab.
func (t *TabStrip) Selected() int { return t.selected }

func (t *TabStrip) choose(i int) {
	if t.disabled || i < 0 || i >= len(t.tabs) || i == t.selected {
		return
	}
	t.selected = i
	t.Refresh()
	if t.OnChanged != nil {
		t.OnChanged(i)
	}
}

const tabGap = 6

func (t *TabStrip) bounds(i int) (fyne.Position, fyne.Size) {
	gap := theme.Px(tabGap)
	wants, least := t.needs()
	x := float32(0)
	for k, w := range shareWidths(t.Size().Width-float32(len(t.tabs)-1)*gap, wants, least) {
		if k == i {
			return fyne.NewPos(x, 0), fyne.NewSize(w, t.Size().Height)
		}
		x += w + gap
	}
	return fyne.Position{}, fyne.Size{}
}

// needs tells the widths at which labels show whole and at which they still make sense.
func (t *TabStrip) needs() (wants, least []float32) {
	wants = t.words()
	inset := theme.Px(6)
	if t.quiet {
		inset = t.inset(wants)
	}
	for i, c := range t.cells {
		if !t.quiet {
			wants[i] += c.beside()
		}
		wants[i] += 2 * inset
		least = append(least, theme.Px(52))
	}
	return wants, least
}

// words are the widths of the labels, measured bold as when selected, and of notes below them.
func (t *TabStrip) words() []float32 {
	var widths []float32
	for i, c := range t.cells {
		size := theme.SizeSmall
		if t.quiet {
			size = theme.SizeBody
		}
		w := NewText(t.tabs[i].Label, TextStyle{Size: size, Bold: true}).naturalWidth()
		if t.quiet {
			w = max(w, c.note.naturalWidth())
		}
		widths = append(widths, w)
	}
	return widths
}

// inset is the room at either side of the words of a quiet tab, less where long words would otherwise be cut.
func (t *TabStrip) inset(words []float32) float32 {
	room := t.Size().Width - float32(len(words)-1)*theme.Px(tabGap)
	for _, w := range words {
		room -= w
	}
	return min(max(room/float32(2*len(words)), theme.Px(5)), theme.Px(11))
}

func (t *TabStrip) at(x float32) int {
	for i := range t.tabs {
		p, s := t.bounds(i)
		if x >= p.X && x < p.X+s.Width {
			return i
		}
	}
	return -1
}

// Tapped is called by the canvas.
func (t *TabStrip) Tapped(e *fyne.PointEvent) {
	if t.disabled {
		return
	}
	t.takeFocus()
	t.choose(t.at(e.Position.X))
}

// MouseIn is called by the canvas.
func (t *TabStrip) MouseIn(e *desktop.MouseEvent) { t.MouseMoved(e) }

// MouseMoved is called by the canvas.
func (t *TabStrip) MouseMoved(e *desktop.MouseEvent) {
	i := t.at(e.Position.X)
	if i == t.over {
		moveTip(e.AbsolutePosition)
		return
	}
	t.over = i
	t.Refresh()
	tip := t.tipText()
	if i >= 0 && t.tabs[i].Tip != "" {
		tip = t.tabs[i].Tip
	}
	showTipSoon(t, e.AbsolutePosition, tip)
}

// MouseOut is called by the canvas.
func (t *TabStrip) MouseOut() {
	t.over = -1
	t.control.MouseOut()
}

// TypedKey is called by the canvas.
func (t *TabStrip) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyRight:
		t.choose(t.selected + 1)
	case fyne.KeyLeft:
		t.choose(t.selected - 1)
	case fyne.KeyHome:
		t.choose(0)
	case fyne.KeyEnd:
		t.choose(len(t.tabs) - 1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		// the tab under the focus is shown already
	default:
		Bubble(t, e)
	}
}

type tabCell struct {
	box  *box
	text *Text
	note *Text
	mark *Mark
}

// CreateRenderer is called by Fyne.
func (t *TabStrip) CreateRenderer() fyne.WidgetRenderer {
	focus := newRing()
	r := &renderer{widget: t}
	r.min = func() fyne.Size {
		var w, h float32
		for i, c := range t.cells {
			w += theme.Px(52)
			if i > 0 {
				w += theme.Px(tabGap)
			}
			h = max(h, c.text.MinSize().Height)
		}
		if t.quiet {
			for _, c := range t.cells {
				if c.note.String() != "" {
					h += c.note.MinSize().Height
					break
				}
			}
		}
		return fyne.NewSize(w, h+2*theme.Px(7))
	}
	r.layout = func(s fyne.Size) {
		inset := t.inset(t.words()) // that of quiet tabs
		for i, c := range t.cells {
			p, size := t.bounds(i)
			c.box.place(p, size)
			if t.quiet {
				c.layoutBelow(p, size, inset)
			} else {
				c.layoutBeside(p, size)
			}
		}
		if t.selected < len(t.cells) {
			focus.place(t.bounds(t.selected))
		}
	}
	r.update = func() {
		if len(t.cells) != len(t.tabs) {
			t.cells = nil
			for range t.tabs {
				t.cells = append(t.cells, &tabCell{box: newBox(8), text: NewText("", TextStyle{Wrapping: Cut}),
					note: NewText("", TextStyle{Wrapping: Cut}), mark: NewMark(MarkNone, 11, theme.ColorInk)})
			}
		}
		r.objects = nil
		for i, c := range t.cells {
			t.paint(i, c)
			r.objects = append(r.objects, c.box.edge, c.box.face, c.text, c.note, c.mark)
		}
		focus.set(t.focused, 8)
		r.objects = append(r.objects, focus.rect)
	}
	r.update()
	return r
}

func (t *TabStrip) paint(i int, c *tabCell) {
	tab := t.tabs[i]
	face, edge, ink := theme.ColorCard, theme.ColorFieldEdge, theme.ColorMuted
	if t.quiet {
		edge = theme.ColorCard
	}
	if i == t.over {
		face = theme.ColorRowHover
	}
	bold := false
	if i == t.selected {
		face, edge, ink, bold = theme.ColorAccentSoft, theme.ColorAccent, theme.ColorAccent, true
		if t.quiet {
			edge = theme.ColorAccentSoft
		}
	} else if t.quiet && i == t.over {
		edge = theme.ColorRowHover
	}
	c.box.paint(face, edge)
	size := theme.SizeSmall
	if t.quiet {
		size = theme.SizeBody
	}
	c.text.SetStyle(TextStyle{Size: size, Color: ink, Bold: bold, Wrapping: Cut})
	c.text.SetText(tab.Label)
	c.note.SetStyle(TextStyle{Size: theme.SizeSmall, Color: ink, Wrapping: Cut})
	c.note.SetText(tab.Note)
	markInk := ink
	if tab.Tone != theme.Grey {
		markInk = tab.Tone.Ink()
	}
	c.mark.Set(tab.Mark, markInk)
}

// beside is the width of note and sign with the gaps before them.
func (c *tabCell) beside() (w float32) {
	gap := theme.Px(4)
	if m := c.mark.MinSize(); m.Width > 0 {
		w += m.Width + gap
	}
	if c.note.String() != "" {
		w += c.note.naturalWidth() + gap
	}
	return w
}

// layoutBeside centres label, note and sign on one line.
func (c *tabCell) layoutBeside(p fyne.Position, s fyne.Size) {
	gap := theme.Px(4)
	m := c.mark.MinSize()
	extra := c.beside()
	noteW := float32(0)
	if c.note.String() != "" {
		noteW = c.note.naturalWidth()
	}
	w := min(c.text.naturalWidth(), max(s.Width-extra-2*theme.Px(6), 1))
	x := p.X + snap((s.Width-w-extra)/2)
	h := c.text.MinSize().Height
	y := snap((s.Height - h) / 2)
	c.text.Resize(fyne.NewSize(w, h))
	c.text.Move(fyne.NewPos(x, y))
	x += w + gap
	if noteW > 0 {
		c.note.Resize(fyne.NewSize(noteW, h))
		c.note.Move(fyne.NewPos(x, y))
		x += noteW + gap
	}
	c.mark.Resize(m)
	c.mark.Move(fyne.NewPos(x, snap((s.Height-m.Height)/2)))
}

// layoutBelow puts the note below the label, both at the left.
func (c *tabCell) layoutBelow(p fyne.Position, s fyne.Size, inset float32) {
	x, w := p.X+inset, max(s.Width-2*inset, 1)
	h, nh := c.text.MinSize().Height, c.note.MinSize().Height
	if c.note.String() == "" {
		nh = 0
	}
	y := snap((s.Height - h - nh) / 2)
	c.text.Resize(fyne.NewSize(w, h))
	c.text.Move(fyne.NewPos(x, y))
	c.note.Resize(fyne.NewSize(w, nh))
	c.note.Move(fyne.NewPos(x, y+h))
}
