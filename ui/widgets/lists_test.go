package widgets_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestGroupedListMovesPastHeadings(t *testing.T) {
	l := widgets.NewGroupedList()
	l.SetItems(claimItems())
	var chosen []string
	opened := ""
	l.OnSelected = func(i widgets.ListItem) { chosen = append(chosen, i.ID) }
	l.OnOpened = func(i widgets.ListItem) { opened = i.ID }
	up := false
	l.SetOnEscapeUp(func() { up = true })
	uitest.App(t, theme.Light)
	c := uitest.Window(t, l, 280, 300).Canvas()
	uitest.Press(c, "Tab", "Space", "Down", "Down", "Down", "Return", "End", "Home", "Up")
	if want := []string{"1", "2", "3", "4", "8", "1"}; !slices.Equal(chosen, want) {
		t.Errorf("chosen %v, want %v", chosen, want)
	}
	if opened != "4" || !up {
		t.Errorf("Enter opened %q; Up in the first row told: %v", opened, up)
	}
	if !uitest.Sees(c, "Debernard 2026") {
		t.Error("the heading above the first item is out of view")
	}
	uitest.TapText(t, c, "Long-term safety")
	if l.Selected() != "3" {
		t.Errorf("a tap chose %q", l.Selected())
	}
	uitest.TapText(t, c, "Debernard 2026")
	if l.Selected() != "3" {
		t.Error("a tap on a heading chose something")
	}
}

func TestGroupedListKeepsSelectionAndScrollWhenItemsChange(t *testing.T) {
	uitest.App(t, theme.Light)
	l := widgets.NewGroupedList()
	var items []widgets.ListItem
	for i := range 200 {
		items = append(items, widgets.ListItem{ID: fmt.Sprint(i), Title: fmt.Sprintf("Claim %d", i), Sub: "Supported"})
	}
	l.SetItems(items)
	c := uitest.Window(t, l, 280, 300).Canvas()
	l.Select("150")
	at := l.Offset()
	if !uitest.Sees(c, "Claim 150") || at == 0 {
		t.Fatal("selecting does not scroll to the item")
	}
	items[150].Sub = "Overstated"
	l.SetItems(items)
	if l.Selected() != "150" || l.Offset() != at || !uitest.Sees(c, "Overstated") {
		t.Errorf("after a change: selected %q, offset %v (was %v)", l.Selected(), l.Offset(), at)
	}
	l.SetItems(items[:10])
	if l.Selected() != "" {
		t.Error("an item that is gone is still selected")
	}
	if !uitest.Sees(c, "Claim 9") {
		t.Error("after the list got short nothing of it is in view")
	}
}

func TestListOfManyMakesOnlyRowsInView(t *testing.T) {
	uitest.App(t, theme.Light)
	made, filled := 0, 0
	l := widgets.NewVList(widgets.VSource{
		Count:    func() int { return 100_000 },
		Estimate: func(int, float32) float32 { return 30 },
		New: func(int) fyne.CanvasObject {
			made++
			return widgets.NewText("", widgets.TextStyle{})
		},
		Update: func(i int, o fyne.CanvasObject) {
			filled++
			o.(*widgets.Text).SetText(strings.Repeat(fmt.Sprintf("row %d ", i), 1+i%9))
		},
	})
	c := uitest.Window(t, l, 200, 400).Canvas()
	for _, i := range []int{99_999, 50_000, 3, 77_777} {
		l.Select(i)
		if !uitest.Sees(c, fmt.Sprintf("row %d ", i)) {
			t.Fatalf("row %d is not in view after it was selected", i)
		}
	}
	uitest.Press(c, "Tab", "PageDown", "PageDown", "PageUp", "End")
	if l.Selected() != 99_999 {
		t.Errorf("End selects row %d", l.Selected())
	}
	if made > 60 || filled > 2000 {
		t.Errorf("%d rows were made and %d filled for a view of about 20", made, filled)
	}
}

func TestRowsNeverOverlapOrLeaveGaps(t *testing.T) {
	uitest.App(t, theme.Light)
	l := widgets.NewGroupedList()
	items := claimItems()
	for range 5 {
		items = append(items, claimItems()...)
	}
	l.SetItems(items)
	c := uitest.Window(t, l, 260, 500).Canvas()
	for _, y := range []float32{0, 333, 1000, 50} {
		l.SetOffset(y)
		uitest.Settle(c)
		checkNoTextOverlaps(t, c)
	}
}

func TestTableSelectsRowsAsAWhole(t *testing.T) {
	table := ratioTable()
	var chosen []int
	opened := -1
	table.OnSelected = func(i int) { chosen = append(chosen, i) }
	table.OnOpened = func(i int) { opened = i }
	c := window(t, 560, 400, table)
	uitest.Press(c, "Tab", "Down", "Down", "Down", "Up", "Return")
	if !slices.Equal(chosen, []int{1, 2, 1}) || opened != 1 {
		t.Errorf("chosen %v, opened %d", chosen, opened)
	}
	uitest.TapText(t, c, "Zarate 2006")
	if table.Selected() != 0 {
		t.Error("a tap on a cell does not select its row")
	}
	checkNoTextOverlaps(t, c)
}

// Enter in the table of a claim on which no trial was chosen yet ended the program.
func TestEnterOpensNoRowWhileNoneIsChosen(t *testing.T) {
	table := ratioTable()
	table.OnOpened = func(i int) { t.Errorf("row %d was opened", i) }
	c := window(t, 560, 400, table)
	c.Focus(table.Focusable())
	table.Select(-1)
	uitest.Press(c, "Return", "space")
}

func TestScrollingTableHandlesManyRows(t *testing.T) {
	uitest.App(t, theme.Light)
	table := widgets.NewDataTable([]widgets.Column{
		{Title: "Trial", Grow: 2, New: func() fyne.CanvasObject { return widgets.Body("") },
			Update: func(i int, o fyne.CanvasObject) { o.(*widgets.Text).SetText(fmt.Sprintf("Trial %d", i)) }},
		{Title: "People", Width: 80, Align: fyne.TextAlignTrailing, New: func() fyne.CanvasObject { return widgets.Body("") },
			Update: func(i int, o fyne.CanvasObject) { o.(*widgets.Text).SetText(fmt.Sprint(i * 3)) }},
	})
	table.SetRows(100_000)
	c := uitest.Window(t, table, 400, 300).Canvas()
	uitest.Press(c, "Tab", "End")
	if table.Selected() != 99_999 || !uitest.Sees(c, "Trial 99999") || !uitest.Sees(c, "People") {
		t.Errorf("End selects %d; on screen: %v", table.Selected(), uitest.Words(c))
	}
	table.SetRows(3)
	if table.Selected() != -1 || !uitest.Sees(c, "Trial 2") {
		t.Errorf("with 3 rows: selected %d; on screen: %v", table.Selected(), uitest.Words(c))
	}
}

func TestCutTextTellsItselfWholeInATooltip(t *testing.T) {
	long := "Works when other treatments failed, in a title that is far too long to be shown on two lines of this list"
	uitest.App(t, theme.Light)
	l := widgets.NewGroupedList()
	l.SetItems([]widgets.ListItem{{ID: "1", Title: long, Tile: widgets.Tile{Tone: theme.Grey, Mark: widgets.MarkQuestion}, Tip: "Cannot be judged"}})
	c := uitest.Window(t, l, 240, 200).Canvas()
	if uitest.Sees(c, long+"\u0000") || strings.Count(strings.Join(uitest.Words(c), " "), "in a title") != 1 {
		t.Fatal("the title is not on screen once")
	}
	test.MoveMouse(c, fyne.NewPos(80, 20))
	uitest.Settle(c)
	if strings.Count(strings.Join(uitest.Words(c), " "), long) != 2 {
		t.Errorf("no tooltip tells the whole title; on screen: %q", uitest.Words(c))
	}
	test.MoveMouse(c, fyne.NewPos(28, 18))
	if !uitest.Sees(c, "Cannot be judged") {
		t.Error("the tile in the row has no tooltip")
	}
}

func TestPanesKeepWidthsAndGiveWayInASmallWindow(t *testing.T) {
	uitest.App(t, theme.Light)
	left, center, right := widgets.Body("left"), widgets.Body("centre"), widgets.Body("right")
	p := widgets.NewPanes(widgets.PaneSpec{Left: left, Center: center, Right: right, LeftWidth: 300, RightWidth: 400, MinLeft: 150, MinCenter: 300, MinRight: 200})
	var told [2]float32
	p.OnChanged = func(l, r float32) { told = [2]float32{l, r} }
	win := uitest.Window(t, p, 1200, 300)
	if left.Size().Width != 300 || right.Size().Width != 400 || center.Size().Width != 500 {
		t.Fatalf("widths %v, %v, %v", left.Size().Width, center.Size().Width, right.Size().Width)
	}
	test.Drag(win.Canvas(), fyne.NewPos(300, 100), 60, 0)
	if told[0] != 360 || left.Size().Width != 360 {
		t.Errorf("after dragging by 60: told %v, left %v", told, left.Size().Width)
	}
	win.Resize(fyne.NewSize(800, 300))
	uitest.Settle(win.Canvas())
	if center.Size().Width < 300 || right.Size().Width < 200 || left.Size().Width < 150 {
		t.Errorf("in 800: %v, %v, %v", left.Size().Width, center.Size().Width, right.Size().Width)
	}
	win.Resize(fyne.NewSize(1200, 300))
	uitest.Settle(win.Canvas())
	if left.Size().Width != 360 || right.Size().Width != 400 {
		t.Error("the wanted widths do not come back with the room")
	}
	p.ShowSides(true, false)
	if center.Size().Width != 840 {
		t.Errorf("without the right side the centre has %v", center.Size().Width)
	}
}

func TestPanesThatDoNotFitMakeWayForTheRightOne(t *testing.T) {
	uitest.App(t, theme.Light)
	left, center, right := widgets.Body("left"), widgets.Body("centre"), widgets.Body("right")
	p := widgets.NewPanes(widgets.PaneSpec{Left: left, Center: center, Right: right, LeftWidth: 300, RightWidth: 400,
		MinLeft: 150, MinCenter: 300, MinRight: 200, Least: 180})
	win := uitest.Window(t, p, 900, 300)
	for _, at := range []struct {
		width               float32
		right               bool // is to be shown
		sees                string
		wantLeft, wantRight float32
	}{
		{900, true, "left centre right", 300, 300}, {640, true, "centre right", 0, 340}, {460, true, "left right", 260, 200},
		{460, false, "left centre", 160, 0}, {300, true, "right", 0, 300}, {300, false, "left centre", 100, 0}, {900, true, "left centre right", 300, 300},
	} {
		p.ShowSides(true, at.right)
		win.Resize(fyne.NewSize(at.width, 300))
		uitest.Settle(win.Canvas())
		if got := strings.Join(uitest.Words(win.Canvas()), " "); got != at.sees {
			t.Errorf("in %v one sees %q, want %q", at.width, got, at.sees)
			continue
		}
		if at.wantLeft > 0 && left.Size().Width != at.wantLeft || at.wantRight > 0 && right.Size().Width != at.wantRight {
			t.Errorf("in %v: left %v, right %v; want %v, %v", at.width, left.Size().Width, right.Size().Width, at.wantLeft, at.wantRight)
		}
	}
	if got := p.MinSize().Width; got != 180 {
		t.Errorf("the panes need %v", got)
	}
}

// checkNoTextOverlaps fails when two lines of text on screen cover each other.
func checkNoTextOverlaps(t testing.TB, c fyne.Canvas) {
	t.Helper()
	if err := overlapping(c); err != "" {
		t.Error(err)
	}
}

func TestNoTextOverlapsAtAnyInterfaceSize(t *testing.T) {
	sheets := map[string]func() fyne.CanvasObject{"controls": controlSheet, "board": boardSheet, "form": formSheet}
	for name, sheet := range sheets {
		for _, scale := range []float32{theme.MinScale, 1, 1.5, theme.MaxScale} {
			t.Run(fmt.Sprintf("%s at %v", name, scale), func(t *testing.T) {
				th := uitest.App(t, theme.Light)
				th.SetScale(scale)
				fyne.CurrentApp().Settings().SetTheme(th)
				c := uitest.Window(t, sheet(), 1500*max(scale, 1), 900*max(scale, 1)).Canvas()
				uitest.Settle(c)
				checkNoTextOverlaps(t, c)
			})
		}
	}
}
