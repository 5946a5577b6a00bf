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

// window shows widgets below each other in the light palette.
func window(t testing.TB, w, h float32, objects ...fyne.CanvasObject) fyne.Canvas {
	t.Helper()
	uitest.App(t, theme.Light)
	return uitest.Window(t, widgets.PadAll(10, widgets.VStack(10, objects...)), w, h).Canvas()
}

func TestButtonsAndLinksWorkWithEnterAndSpace(t *testing.T) {
	pressed := 0
	count := func() { pressed++ }
	c := window(t, 300, 200, widgets.NewButton("Import", count), widgets.NewLink("Open", count), widgets.NewChipButton("All", count))
	for i := 1; i <= 3; i++ {
		uitest.Press(c, "Tab", "Return", "Space", "KP_Enter")
		if pressed != 3*i {
			t.Fatalf("after Enter, Space and Enter on control %d it was pressed %d times, want %d", i, pressed, 3*i)
		}
	}
	uitest.TapText(t, c, "Open")
	if pressed != 10 {
		t.Error("a tap on a link does nothing")
	}
}

func TestDisabledControlSaysWhyAndDoesNothing(t *testing.T) {
	b := widgets.NewButton("Export", func() { t.Error("a disabled button was pressed") })
	b.SetTip("Write a report")
	b.SetDisabled("Choose a claim first")
	c := window(t, 300, 120, b, widgets.NewButton("Other", nil))
	test.Tap(b)
	uitest.Press(c, "Tab")
	if c.Focused() == fyne.Focusable(b) {
		t.Error("Tab goes to a disabled button")
	}
	test.MoveMouse(c, fyne.NewPos(30, 25))
	uitest.Settle(c)
	if !uitest.Sees(c, "Choose a claim first") || !uitest.Sees(c, "Write a report") {
		t.Errorf("the tooltip does not say what the button is for and why it is disabled; it shows %q", uitest.Words(c))
	}
	test.MoveMouse(c, fyne.NewPos(290, 110))
	if uitest.Sees(c, "Choose a claim first") {
		t.Error("the tooltip stays when the pointer leaves")
	}
	b.SetDisabled("")
	if b.Tip() != "Write a report" || b.Disabled() {
		t.Error("enabling does not bring the ordinary tooltip back")
	}
}

func TestSegmentedMovesWithArrowsAndChoosesWithSpace(t *testing.T) {
	var told []int
	s := widgets.NewSegmented(widgets.Segments("Low", "Some", "High"), func(i int) { told = append(told, i) })
	s.SetSelected(0)
	c := window(t, 300, 60, s)
	uitest.Press(c, "Tab", "Right", "Right", "Right")
	if len(told) != 0 || s.Selected() != 0 {
		t.Fatal("looking around with the arrow keys changed the choice")
	}
	uitest.Press(c, "Space")
	uitest.Press(c, "Left", "Return")
	uitest.Press(c, "Home", "Space", "End", "Space")
	if want := []int{2, 1, 0, 2}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	uitest.TapText(t, c, "Some")
	if s.Selected() != 1 {
		t.Errorf("tapping Some chose %d", s.Selected())
	}
	s.SetSelected(-1)
	if s.Selected() != -1 || len(told) != 5 {
		t.Error("clearing the choice from outside is told, or does nothing")
	}
}

func TestEnterOnTheChosenSegmentConfirmsTheFormAround(t *testing.T) {
	s := widgets.NewSegmented(widgets.Segments("A", "B"), nil)
	s.SetSelected(0)
	c := window(t, 300, 60, s)
	var got []fyne.KeyName
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { got = append(got, e.Name) })
	uitest.Press(c, "Tab", "Return", "Escape")
	if !slices.Equal(got, []fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape}) {
		t.Errorf("the canvas got %v", got)
	}
}

func TestTabsFollowTheArrowKeys(t *testing.T) {
	var told []int
	tabs := widgets.NewTabStrip([]widgets.Tab{{Label: "Blinding"}, {Label: "Sample"}, {Label: "Attrition"}}, func(i int) { told = append(told, i) })
	c := window(t, 400, 60, tabs)
	uitest.Press(c, "Tab", "Right", "Right", "Right", "Left", "Home", "End")
	if want := []int{1, 2, 1, 0, 2}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	uitest.TapText(t, c, "Sample")
	if tabs.Selected() != 1 {
		t.Error("a tap does not select the tab under it")
	}
}

func TestSelectOpensFiltersByLetterAndChooses(t *testing.T) {
	var told []int
	s := widgets.NewSelect("Choose", []string{"Towards the drug", "Towards the control", "Unclear"}, func(i int) { told = append(told, i) })
	c := window(t, 300, 260, s)
	uitest.Press(c, "Tab", "Return")
	if !uitest.Sees(c, "Unclear") {
		t.Fatal("Enter does not open the choices")
	}
	uitest.Type(c, "u")
	uitest.Press(c, "Return")
	if s.Selected() != 2 || c.Overlays().Top() != nil || c.Focused() != fyne.Focusable(s) {
		t.Fatalf("after typing u and Enter: chosen %d, overlay %v, focus %T", s.Selected(), c.Overlays().Top(), c.Focused())
	}
	uitest.Press(c, "Space", "Home", "Escape")
	if s.Selected() != 2 || c.Overlays().Top() != nil {
		t.Error("Esc does not leave the choice as it was")
	}
	uitest.Press(c, "Down")
	uitest.TapText(t, c, "Towards the drug")
	if s.Selected() != 0 || !slices.Equal(told, []int{2, 0}) {
		t.Errorf("tapping a choice: chosen %d, told %v", s.Selected(), told)
	}
}

func TestCheckTogglesWithSpaceAndTap(t *testing.T) {
	var told []bool
	k := widgets.NewCheck("Raters were blind", func(on bool) { told = append(told, on) })
	c := window(t, 300, 60, k)
	uitest.Press(c, "Tab", "Space")
	uitest.TapText(t, c, "Raters were blind")
	if !slices.Equal(told, []bool{true, false}) {
		t.Errorf("told %v", told)
	}
}

func TestDisclosureOpensFromKeyboardAndMakesRoom(t *testing.T) {
	d := widgets.NewDisclosure("Why", widgets.Body("Because the blind was broken"))
	below := widgets.Body("below")
	c := window(t, 300, 200, d, below)
	before := below.Position().Y
	if uitest.Sees(c, "Because") {
		t.Fatal("a closed section shows its content")
	}
	uitest.Press(c, "Tab", "Return")
	if !uitest.Sees(c, "Because") || below.Position().Y <= before {
		t.Error("opening does not show the content and move what is below")
	}
	uitest.Press(c, "Left")
	if d.Open() {
		t.Error("Left does not close")
	}
}

func TestSearchFieldClearsWithEscAndGoesDown(t *testing.T) {
	var typed []string
	s := widgets.NewSearchField("Search", func(x string) { typed = append(typed, x) })
	down := false
	s.OnDown = func() { down = true }
	c := window(t, 300, 60, s)
	escaped := 0
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { escaped++ })
	uitest.Press(c, "Tab")
	uitest.Type(c, "ka")
	uitest.Press(c, "Escape")
	if s.Text != "" || typed[len(typed)-1] != "" || escaped != 0 {
		t.Errorf("after Esc the field has %q, and %d keys went on", s.Text, escaped)
	}
	uitest.Press(c, "Escape", "Down")
	if escaped != 1 || !down {
		t.Error("Esc in an empty field does not go on, or Down does nothing")
	}
}

func TestTextAreaLetsTabMoveOnAndSubmits(t *testing.T) {
	area, next := widgets.NewTextArea("", 3), widgets.NewEntry("")
	submitted := 0
	area.OnSubmit = func() { submitted++ }
	c := window(t, 300, 200, area, next)
	uitest.Press(c, "Tab")
	uitest.Type(c, "one")
	uitest.Press(c, "Return")
	uitest.Type(c, "two")
	uitest.Press(c, "Shift+Return", "Ctrl+Return")
	if area.Text != "one\ntwo" || submitted != 2 {
		t.Errorf("text %q, submitted %d times", area.Text, submitted)
	}
	uitest.Press(c, "Tab")
	if c.Focused() != fyne.Focusable(next) {
		t.Error("Tab does not go to the next field")
	}
}

func TestFieldTellsWhenItIsLeft(t *testing.T) {
	e := widgets.NewEntry("")
	left := ""
	e.OnBlur = func() { left = e.Text }
	c := window(t, 300, 100, e, widgets.NewButton("Next", nil))
	uitest.Press(c, "Tab")
	uitest.Type(c, "Adults")
	uitest.Press(c, "Tab")
	if left != "Adults" {
		t.Errorf("leaving the field told %q", left)
	}
}

func TestFormFieldShowsErrorInPlaceOfHelp(t *testing.T) {
	f := widgets.NewFormField("Outcome", widgets.NewEntry("")).SetHelp("What was measured")
	c := window(t, 300, 160, f)
	f.SetError("Name the outcome.")
	uitest.Settle(c)
	if !uitest.Sees(c, "Name the outcome.") || uitest.Sees(c, "What was measured") {
		t.Errorf("with an error it shows %q", uitest.Words(c))
	}
	f.SetError("")
	uitest.Settle(c)
	if uitest.Sees(c, "Name the outcome.") || !uitest.Sees(c, "What was measured") {
		t.Errorf("without an error it shows %q", uitest.Words(c))
	}
}

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
