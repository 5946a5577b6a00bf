package widgets_test

import (
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

func TestATooltipGoesWhenWhatItIsAboutIsScrolledAway(t *testing.T) {
	b := widgets.NewButton("Export", nil)
	b.SetTip("Write a report")
	scroll := widgets.NewVScroll(widgets.VStack(0, b, widgets.Pad(900, 0, 0, 0, widgets.Body("Far below"))))
	c := window(t, 300, 120, widgets.Fill(scroll))
	scroll.Resize(fyne.NewSize(280, 100))
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
	test.MoveMouse(c, at.AddXY(10, 10))
	uitest.Settle(c)
	if !uitest.Sees(c, "Write a report") {
		t.Fatal("there is no tooltip")
	}
	test.Scroll(c, at.AddXY(10, 10), 0, -200)
	if uitest.Sees(c, "Write a report") {
		t.Error("the tooltip stays when its control is scrolled away")
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

// A long text on one line stopped the window for seconds and then showed as a black bar.
func TestATextWithoutEndIsNotPastedIntoOneLine(t *testing.T) {
	e := widgets.NewEntry("")
	c := window(t, 700, 200, e)
	uitest.Press(c, "Tab")
	fyne.CurrentApp().Clipboard().SetContent("Kari Dahl")
	uitest.Press(c, "Ctrl+V")
	fyne.CurrentApp().Clipboard().SetContent(strings.Repeat("a whole article ", 1000))
	uitest.Press(c, "Ctrl+V")
	uitest.Settle(c)
	if e.Text != "Kari Dahl" {
		t.Errorf("the field holds %.40q", e.Text)
	}
	if !uitest.Sees(c, "too long for one line") {
		t.Errorf("nothing says why; on screen is %q", uitest.Words(c))
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
