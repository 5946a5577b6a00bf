package widgets

import (
	"claimgrade/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Column describes a column of a DataTable as data.
type Column struct {
	Title string
	Tip   string  // tooltip of the title
	Width float32 // a fixed width; 0 for a column that grows
	Min   float32 // the least width of a column that grows
	Grow  float32 // its share of what is left
	// Spare leaves the column out where there is no room for all; of several the last goes first.
	Spare bool
	// Tall gives the cells the whole height of their row, as for a picture that goes on from row to row.
	Tall  bool
	Align fyne.TextAlign
	// New makes a cell, Update fills it for a row. The height of a row is that of its highest cell.
	New    func() fyne.CanvasObject
	Update func(row int, cell fyne.CanvasObject)
	// Head makes the cell of the header instead of Title, Foot that of the footer, if any.
	Head func() fyne.CanvasObject
	Foot func() fyne.CanvasObject
}

// DataTable shows rows of cells under a header. Rows are chosen as a whole: Up and Down move, Enter opens.
type DataTable struct {
	control
	columns []Column
	count   int
	natural bool
	list    *VList // when it scrolls by itself
	stack   *fyne.Container
	rows    []*row
	head    *fyne.Container
	foot    *fyne.Container
	whole   *fyne.Container
	chosen  int
	cursor  int
	tips    tipWatch
	// OnSelected is told the row that the user chose; OnOpened the row on which Enter was pressed.
	OnSelected func(i int)
	OnOpened   func(i int)
	// Passed tells rows that cannot be chosen, such as headings: the keyboard goes past them. Nil passes none.
	Passed func(i int) bool
}

const (
	cellPadX = 6
	cellPadY = 8
)

// NewDataTable returns a table that scrolls by itself, for any number of rows.
func NewDataTable(columns []Column) *DataTable {
	t := &DataTable{columns: columns, chosen: -1, cursor: -1}
	t.list = NewVList(VSource{
		Count:    func() int { return t.count },
		Estimate: func(int, float32) float32 { return pitch(theme.TextSize(theme.SizeBody)) + 2*theme.Px(cellPadY) + 1 },
		New:      func(int) fyne.CanvasObject { return t.newCells() },
		Update:   func(i int, o fyne.CanvasObject) { t.fill(i, o) },

		Selectable: t.selectable,
	})
	t.list.ruled = true
	t.list.OnSelected = func(i int) { t.told(i, t.OnSelected) }
	t.list.OnOpened = func(i int) { t.told(i, t.OnOpened) }
	t.build(t.list)
	t.extend(t)
	return t
}

// NewBoardTable returns a table as high as its rows, for use in a page that scrolls as a whole.
func NewBoardTable(columns []Column) *DataTable {
	t := &DataTable{columns: columns, chosen: -1, cursor: -1, natural: true}
	t.stack = VStack(0)
	t.build(t.stack)
	t.extend(t)
	return t
}

func (t *DataTable) told(i int, f func(int)) {
	if f != nil {
		f(i)
	}
}

func (t *DataTable) build(body fyne.CanvasObject) {
	t.head = container.New(&cellsLayout{t: t, padY: 5, tight: true})
	t.foot = container.New(&cellsLayout{t: t, padY: 5})
	feet := false
	for _, c := range t.columns {
		head := fyne.CanvasObject(headCell(c))
		if c.Head != nil {
			head = c.Head()
		}
		t.head.Objects = append(t.head.Objects, head)
		var foot fyne.CanvasObject = Spacer()
		if c.Foot != nil {
			foot, feet = c.Foot(), true
		}
		t.foot.Objects = append(t.foot.Objects, foot)
	}
	t.foot.Hidden = !feet
	if !t.natural {
		body = Fill(body)
	}
	t.whole = VStack(0, t.head, NewHairline(), body, t.foot)
}

func headCell(c Column) *Text {
	h := NewText(c.Title, TextStyle{Size: theme.SizeCaption, Bold: true, Color: theme.ColorMuted, Align: c.Align, MaxLines: 2})
	h.SetTip(c.Tip)
	return h
}

// SetRows tells how many rows there are and fills them anew. What is chosen stays if it is still there.
func (t *DataTable) SetRows(n int) {
	t.count = n
	if !t.natural {
		t.list.Reload()
		return
	}
	if t.chosen >= n {
		t.chosen = -1
	}
	if t.cursor >= n {
		t.cursor = t.chosen
	}
	for len(t.rows) < n {
		t.rows = append(t.rows, newRow(t, t.newCells(), false, true))
	}
	t.stack.Objects = nil
	for i, r := range t.rows[:n] {
		r.index = i
		t.fill(i, r.content)
		t.stack.Objects = append(t.stack.Objects, r)
	}
	t.showState()
	t.relayout()
}

// RefreshRow fills one row anew.
func (t *DataTable) RefreshRow(i int) {
	if !t.natural {
		if r, ok := t.list.shown[i]; ok {
			t.fill(i, r.content)
			t.list.arrange(false)
		}
		return
	}
	if i >= 0 && i < t.count {
		t.fill(i, t.rows[i].content)
		t.relayout()
	}
}

func (t *DataTable) relayout() {
	t.whole.Layout.Layout(t.whole.Objects, t.whole.Size())
	t.Refresh()
}

// Select shows a row as chosen, without telling OnSelected; -1 chooses none.
func (t *DataTable) Select(i int) {
	if !t.natural {
		t.list.Select(i)
		return
	}
	if i < t.count {
		t.chosen, t.cursor = i, i
		t.showState()
	}
}

// RevealSelected scrolls what is around a board table to its chosen row.
func (t *DataTable) RevealSelected() {
	if t.natural && t.chosen >= 0 && t.chosen < t.count {
		Reveal(t.rows[t.chosen])
	}
}

// Selected returns the chosen row, or -1.
func (t *DataTable) Selected() int {
	if !t.natural {
		return t.list.Selected()
	}
	return t.chosen
}

// Focusable returns what takes the focus, for canvas.Focus.
func (t *DataTable) Focusable() fyne.Focusable {
	if !t.natural {
		return t.list
	}
	return t
}

// Offset returns how far the rows are scrolled; a board table does not scroll by itself.
func (t *DataTable) Offset() float32 {
	if t.natural {
		return 0
	}
	return t.list.Offset()
}

// SetOffset scrolls the rows.
func (t *DataTable) SetOffset(y float32) {
	if !t.natural {
		t.list.SetOffset(y)
	}
}

func (t *DataTable) newCells() fyne.CanvasObject {
	cells := container.New(&cellsLayout{t: t, padY: cellPadY})
	for _, c := range t.columns {
		cells.Objects = append(cells.Objects, c.New())
	}
	return cells
}

func (t *DataTable) fill(i int, o fyne.CanvasObject) {
	cells := o.(*fyne.Container)
	for k, c := range t.columns {
		c.Update(i, cells.Objects[k])
	}
	cells.Layout.Layout(cells.Objects, cells.Size())
}

func (t *DataTable) showState() {
	for i, r := range t.rows {
		r.show(i == t.chosen, t.focused && i == t.cursor)
	}
}

func (t *DataTable) selectable(i int) bool { return t.Passed == nil || !t.Passed(i) }

// next is the row that can be chosen from i on in a direction, or the one at the cursor if there is none.
func (t *DataTable) next(i, by int) int {
	for ; i >= 0 && i < t.count; i += by {
		if t.selectable(i) {
			return i
		}
	}
	return t.cursor
}

func (t *DataTable) tapRow(i int) {
	t.takeFocus()
	if t.selectable(i) {
		t.choose(i)
	}
}

func (t *DataTable) choose(i int) {
	if i < 0 || i >= t.count {
		return
	}
	same := i == t.chosen
	t.Select(i)
	if t.natural {
		Reveal(t.rows[i])
	}
	if !same {
		t.told(i, t.OnSelected)
	}
}

// FocusGained is called by the canvas.
func (t *DataTable) FocusGained() {
	if t.cursor < 0 && t.count > 0 {
		t.cursor = t.next(0, 1)
	}
	t.focused = true
	t.showState()
	if t.natural && t.cursor >= 0 && t.cursor < t.count {
		Reveal(t.rows[t.cursor])
	}
}

// FocusLost is called by the canvas.
func (t *DataTable) FocusLost() {
	t.focused = false
	t.showState()
}

// Disabled keeps the table itself out of the tab order when its list takes the focus.
func (t *DataTable) Disabled() bool { return !t.natural || t.count == 0 }

// TypedKey is called by the canvas.
func (t *DataTable) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		t.choose(t.next(t.cursor+1, 1))
	case fyne.KeyUp:
		t.choose(t.next(t.cursor-1, -1))
	case fyne.KeyHome:
		t.choose(t.next(0, 1))
	case fyne.KeyEnd:
		t.choose(t.next(t.count-1, -1))
	case fyne.KeySpace:
		t.choose(t.cursor)
	case fyne.KeyReturn, fyne.KeyEnter:
		t.choose(t.cursor)
		if t.OnOpened == nil || t.cursor < 0 {
			Bubble(t, e)
		} else {
			t.OnOpened(t.cursor)
		}
	default:
		Bubble(t, e)
	}
}

func (t *DataTable) parts() []fyne.CanvasObject { return []fyne.CanvasObject{t.whole} }

// MouseIn shows the tooltip of a title.
func (t *DataTable) MouseIn(e *desktop.MouseEvent) { t.tips.over(t, t.whole, e) }

// MouseMoved is called by the canvas.
func (t *DataTable) MouseMoved(e *desktop.MouseEvent) { t.tips.over(t, t.whole, e) }

// MouseOut is called by the canvas.
func (t *DataTable) MouseOut() { t.tips.out() }

// CreateRenderer is called by Fyne.
func (t *DataTable) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.whole) }
