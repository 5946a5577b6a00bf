package widgets

import (
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// ListItem is a row of a GroupedList with its words ready made: a heading, or an item with a tile.
type ListItem struct {
	ID        string // whatever the caller knows the item by; empty for headings
	Heading   bool
	Title     string // up to two lines, then an ellipsis
	Sub       string // second line
	Certainty int    // circles after the second line, 1 to 4; 0 for none
	Note      string // third line; may be empty
	Tile      Tile   // a sign before the title; none if the mark is MarkNone
	Tip       string // tooltip of the tile
}

// ListRows are the rows of a list that may have a hundred thousand, whose words are made when one comes into view.
type ListRows struct {
	Count int
	Item  func(i int) ListItem // a row as it is shown
	Shape func(i int) ListItem // ID, Heading and Title of a row, and in Sub and Note whether it has such lines: any word will do
}

// GroupedList is the list at the left of the window: headings, and items with tile, title, second line and certainty.
type GroupedList struct {
	widget.BaseWidget
	list  *VList
	rows  ListRows
	rough struct{ heading, one, two, second, room, letter float32 } // for estimates, at one width and interface size
	// OnSelected is told the item that the user chose; OnOpened the item on which Enter was pressed.
	OnSelected func(item ListItem)
	OnOpened   func(item ListItem)
}

// NewGroupedList returns an empty list.
func NewGroupedList() *GroupedList {
	g := &GroupedList{}
	g.list = NewVList(VSource{
		Count:      func() int { return g.rows.Count },
		Kind:       func(i int) int { return pick(g.rows.Shape(i).Heading, 1, 0) },
		Estimate:   g.estimate,
		New:        newGroupedRow,
		Update:     func(i int, o fyne.CanvasObject) { fillGroupedRow(g.rows.Item(i), o) },
		Selectable: func(i int) bool { return !g.rows.Shape(i).Heading },
	})
	g.list.bar = true
	g.list.OnSelected = func(i int) {
		if g.OnSelected != nil {
			g.OnSelected(g.rows.Item(i))
		}
	}
	g.list.OnOpened = func(i int) {
		if g.OnOpened != nil {
			g.OnOpened(g.rows.Item(i))
		}
	}
	g.ExtendBaseWidget(g)
	return g
}

// SetItems is SetRows for rows that are ready.
func (g *GroupedList) SetItems(items []ListItem) {
	at := func(i int) ListItem { return items[i] }
	g.SetRows(ListRows{Count: len(items), Item: at, Shape: at})
}

// SetRows replaces the rows. What was selected stays selected if its ID is still there, and the scroll position stays.
func (g *GroupedList) SetRows(rows ListRows) {
	chosen := g.Selected()
	g.rows = rows
	i := g.find(chosen)
	g.list.selected, g.list.cursor = i, i
	g.list.Reload()
}

// Refill makes the words of the rows in view anew.
func (g *GroupedList) Refill() { g.list.arrange(true) }

// find returns the row of an item, or -1.
func (g *GroupedList) find(id string) int {
	if id != "" {
		for i := range g.rows.Count {
			if it := g.rows.Shape(i); it.ID == id && !it.Heading {
				return i
			}
		}
	}
	return -1
}

// Select shows an item as chosen and scrolls to it, without telling OnSelected; an unknown ID chooses none.
func (g *GroupedList) Select(id string) {
	g.list.Select(g.find(id))
}

// Selected returns the ID of the chosen item, or "".
func (g *GroupedList) Selected() string {
	if i := g.list.Selected(); i >= 0 && i < g.rows.Count {
		return g.rows.Shape(i).ID
	}
	return ""
}

// Focusable returns what takes the focus, for canvas.Focus.
func (g *GroupedList) Focusable() fyne.Focusable { return g.list }

// SetOnEscapeUp sets what happens on Up in the first row, such as going back to the search field.
func (g *GroupedList) SetOnEscapeUp(f func()) { g.list.OnEscapeUp = f }

// Offset returns how far the list is scrolled; SetOffset scrolls it.
func (g *GroupedList) Offset() float32 { return g.list.Offset() }

// SetOffset scrolls the list.
func (g *GroupedList) SetOffset(y float32) { g.list.SetOffset(y) }

func (g *GroupedList) parts() []fyne.CanvasObject { return []fyne.CanvasObject{g.list} }

// CreateRenderer is called by Fyne.
func (g *GroupedList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.list) }

const (
	listPadLeft, listPadRight = 20, 14
	listPadY                  = 8
	listTile, listGap         = 20, 10
)

// estimate guesses from the number of letters whether the title takes one line or two.
func (g *GroupedList) estimate(i int, width float32) float32 {
	r := &g.rough
	if i == 0 { // the list asks for all rows in order: look the sizes up once, not for each of many thousand rows
		body := theme.TextSize(theme.SizeBody)
		r.heading = theme.Px(34)
		r.one = pitch(body) + 2*theme.Px(listPadY)
		r.two = r.one + pitch(body)
		r.second = pitch(theme.TextSize(theme.SizeSmall)) + theme.Px(1)
		r.room = width - theme.Px(listPadLeft+listPadRight+listTile+listGap)
		r.letter = body * 0.52
	}
	it := g.rows.Shape(i)
	if it.Heading {
		return r.heading
	}
	h := r.one
	if float32(len(it.Title))*r.letter > r.room {
		h = r.two
	}
	if it.Sub != "" || it.Certainty > 0 {
		h += r.second
	}
	if it.Note != "" {
		h += r.second
	}
	return h
}

// groupedRow is the content of an item's row.
type groupedRow struct {
	tile  *StatusTile
	title *Text
	sub   *Text
	dots  *CertaintyDots
	note  *Text
}

func newGroupedRow(kind int) fyne.CanvasObject {
	if kind == 1 {
		return Pad(12, listPadRight, 5, 16, GroupLabel(""))
	}
	r := &groupedRow{tile: NewStatusTile(Tile{}), title: NewText("", TextStyle{MaxLines: 2}),
		sub: NewText("", TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: Cut}), dots: NewCertaintyDots(0, DotsSmall),
		note: NewText("", TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: Cut})}
	return container.New(&itemLayout{r}, r.tile, r.title, r.sub, r.dots, r.note)
}

func fillGroupedRow(it ListItem, o fyne.CanvasObject) {
	c := o.(*fyne.Container)
	if it.Heading {
		c.Objects[0].(*Text).SetText(it.Title)
		return
	}
	r := c.Layout.(*itemLayout).r
	r.tile.Hidden = it.Tile.Mark == MarkNone
	r.tile.Set(it.Tile, it.Tip)
	r.title.SetText(it.Title)
	r.sub.SetText(it.Sub)
	r.dots.Set(it.Certainty, "")
	r.note.SetText(it.Note)
	c.Layout.Layout(c.Objects, c.Size())
}

// itemLayout places tile, title, second line with its circles, and third line of an item.
type itemLayout struct{ r *groupedRow }

func (l *itemLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	r := l.r
	x, y := theme.Px(listPadLeft), theme.Px(listPadY)
	if !r.tile.Hidden {
		t := r.tile.MinSize()
		r.tile.Resize(t)
		r.tile.Move(fyne.NewPos(x, y))
		x += t.Width + theme.Px(listGap)
	}
	w := max(s.Width-x-theme.Px(listPadRight), 1)
	h := fitWidth(r.title, w)
	r.title.Resize(fyne.NewSize(w, h))
	r.title.Move(fyne.NewPos(x, y))
	y += h + theme.Px(1)
	d := r.dots.MinSize()
	gap := float32(0)
	if d.Width > 0 && r.sub.String() != "" {
		gap = theme.Px(6)
	}
	sw := min(r.sub.naturalWidth(), max(w-d.Width-gap, 1))
	sh := r.sub.MinSize().Height
	r.sub.Resize(fyne.NewSize(sw, sh))
	r.sub.Move(fyne.NewPos(x, y))
	r.dots.Resize(d)
	r.dots.Move(fyne.NewPos(x+sw+gap, y+snap((sh-d.Height)/2)))
	r.note.Resize(fyne.NewSize(w, r.note.MinSize().Height))
	r.note.Move(fyne.NewPos(x, y+sh+theme.Px(1)))
}

func (l *itemLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	r := l.r
	h := r.title.MinSize().Height + 2*theme.Px(listPadY)
	if r.sub.String() != "" || r.dots.level > 0 {
		h += theme.Px(1) + r.sub.MinSize().Height
	}
	if r.note.String() != "" {
		h += theme.Px(1) + r.note.MinSize().Height
	}
	return fyne.NewSize(theme.Px(120), h)
}
