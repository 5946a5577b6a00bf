package dialogs_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func window(t testing.TB) (fyne.Canvas, *widgets.Entry) {
	t.Helper()
	uitest.App(t, theme.Light)
	field := widgets.NewEntry("")
	c := uitest.Window(t, widgets.PadAll(20, widgets.VStack(10, field, widgets.NewButton("Behind", nil))), 900, 640).Canvas()
	uitest.Press(c, "Tab")
	return c, field
}

func TestFormFocusesItsFirstFieldAndGivesTheFocusBack(t *testing.T) {
	c, behind := window(t)
	blurred := false
	behind.OnBlur = func() { blurred = true }
	name := widgets.NewEntry("")
	got := ""
	dialogs.Form(c, dialogs.FormSpec{Title: "New arm", Content: widgets.NewFormField("Name", name), Confirm: "Add",
		OnConfirm: func() { got = name.Text }})
	if c.Focused() != fyne.Focusable(name) || !blurred {
		t.Fatalf("the focus is on %T; the field behind was told that it lost it: %v", c.Focused(), blurred)
	}
	if !dialogs.Blocked() {
		t.Error("shortcuts of the menu are not blocked")
	}
	uitest.Type(c, "Ketamine")
	uitest.Press(c, "Return")
	if got != "Ketamine" || dialogs.Blocked() || c.Focused() != fyne.Focusable(behind) {
		t.Errorf("confirmed %q; still blocked %v; focus on %T", got, dialogs.Blocked(), c.Focused())
	}
}

func TestEscCancelsFromEveryKindOfField(t *testing.T) {
	for i, name := range []string{"entry", "area", "segmented", "select", "check", "button"} {
		t.Run(name, func(t *testing.T) {
			c, behind := window(t)
			cancelled := 0
			dialogs.Form(c, dialogs.FormSpec{Title: "All", Content: widgets.VStack(8, widgets.NewEntry(""), widgets.NewTextArea("", 2),
				widgets.NewSegmented(widgets.Segments("A", "B"), nil), widgets.NewSelect("", []string{"x"}, nil), widgets.NewCheck("tick", nil)),
				OnConfirm: func() { t.Error("Esc confirmed") }, OnCancel: func() { cancelled++ }})
			for range i {
				uitest.Press(c, "Tab")
			}
			uitest.Press(c, "Escape")
			if cancelled != 1 || dialogs.Blocked() || c.Focused() != fyne.Focusable(behind) {
				t.Errorf("cancelled %d times, blocked %v, focus %T", cancelled, dialogs.Blocked(), c.Focused())
			}
		})
	}
}

func TestCtrlEnterConfirmsFromAnAreaAndTabGoesRound(t *testing.T) {
	c, _ := window(t)
	area, check := widgets.NewTextArea("", 3), widgets.NewCheck("tick", nil)
	confirmed := 0
	dialogs.Form(c, dialogs.FormSpec{Title: "Why", Content: widgets.VStack(8, area, check), OnConfirm: func() { confirmed++ }})
	uitest.Press(c, "Tab", "Tab", "Tab", "Tab")
	if c.Focused() != fyne.Focusable(area) {
		t.Fatalf("four Tabs through two fields and two buttons end on %T", c.Focused())
	}
	uitest.Type(c, "a")
	uitest.Press(c, "Return")
	if confirmed != 0 || area.Text != "a\n" {
		t.Fatal("Enter in a field of several lines confirms, or starts no line")
	}
	uitest.Press(c, "Ctrl+Return")
	if confirmed != 1 || dialogs.Blocked() {
		t.Error("Ctrl+Enter does not confirm")
	}
	uitest.Press(c, "Ctrl+Return")
	if confirmed != 1 {
		t.Error("Ctrl+Enter still reaches a dialog that is closed")
	}
}

func TestInvalidFormSaysWhyAndStays(t *testing.T) {
	c, _ := window(t)
	name := widgets.NewEntry("")
	confirmed := false
	dialogs.Form(c, dialogs.FormSpec{Title: "New arm", Content: name, Confirm: "Add", OnConfirm: func() { confirmed = true },
		Validate: func() error {
			if name.Text == "" {
				return errors.New("Give the arm a name.")
			}
			return nil
		}})
	uitest.TapText(t, c, "Add")
	if confirmed || !uitest.Sees(c, "Give the arm a name.") {
		t.Fatalf("confirmed %v; on screen %q", confirmed, uitest.Words(c))
	}
	uitest.Type(c, "x")
	uitest.Press(c, "Return")
	if !confirmed {
		t.Error("a form put right does not confirm")
	}
}

func TestHastyEnterDestroysNothing(t *testing.T) {
	c, _ := window(t)
	deleted := 0
	spec := dialogs.ConfirmSpec{Title: "Delete?", Text: "It goes.", Confirm: "Delete", Danger: true, OnConfirm: func() { deleted++ }}
	dialogs.Confirm(c, spec)
	uitest.Press(c, "Return")
	if deleted != 0 || dialogs.Blocked() {
		t.Fatalf("Enter deleted %d, dialog open %v", deleted, dialogs.Blocked())
	}
	dialogs.Confirm(c, spec)
	uitest.Press(c, "Tab", "Return")
	if deleted != 1 {
		t.Error("Tab and Enter do not reach the button that deletes")
	}
	spec.Danger = false
	dialogs.Confirm(c, spec)
	uitest.Press(c, "Return")
	if deleted != 2 {
		t.Error("Enter does not confirm what is harmless")
	}
}

func TestErrorShowsTheSentenceAndKeepsDetailsToCopy(t *testing.T) {
	c, _ := window(t)
	before := dialogs.Readable
	t.Cleanup(func() { dialogs.Readable = before })
	cause := errors.New("disk I/O error (10)")
	dialogs.Readable = func(err error) string { return strings.TrimSuffix(err.Error(), ": "+cause.Error()) }
	dialogs.Error(c, fmt.Errorf("The library could not be written. Free some room on the disk: %w", cause))
	if uitest.Sees(c, "disk I/O") || !uitest.Sees(c, "Free some room on the disk") {
		t.Errorf("on screen: %q", uitest.Words(c))
	}
	uitest.TapText(t, c, "Details")
	if !uitest.Sees(c, "disk I/O") {
		t.Errorf("the details do not show the cause; on screen: %q", uitest.Words(c))
	}
	uitest.TapText(t, c, "Copy details")
	if got := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(got, "disk I/O error (10)") || !uitest.Sees(c, "Copied") {
		t.Errorf("the clipboard has %q", got)
	}
	uitest.Press(c, "Escape")
	if dialogs.Blocked() {
		t.Error("Esc does not close it")
	}
}

func TestAskSelectsWhatIsThere(t *testing.T) {
	c, _ := window(t)
	got := ""
	dialogs.Ask(c, dialogs.AskSpec{Title: "Rename", Label: "Name", Value: "Ketamine", Confirm: "Rename", OnConfirm: func(s string) { got = s },
		Validate: func(s string) error {
			if s == "Ketamine" {
				return errors.New("That is its name already.")
			}
			return nil
		}})
	uitest.Press(c, "Return")
	if !uitest.Sees(c, "its name already") {
		t.Fatal("the answer is not checked")
	}
	uitest.Type(c, "Esketamine")
	uitest.Press(c, "Return")
	if got != "Esketamine" {
		t.Errorf("typing over the selected name gives %q", got)
	}
}

func TestChooseFiltersByAllWordsAndTakesTheMarkedRow(t *testing.T) {
	c, _ := window(t)
	got, created := "", ""
	open := func() {
		dialogs.Choose(c, dialogs.ChooseSpec{Title: "Link a trial", Choices: choices(), Empty: "No trial matches.", Create: "Add a new trial",
			OnCreate: func(s string) { created = s }, OnChosen: func(ch dialogs.Choice) { got = ch.Title }})
	}
	open()
	uitest.Type(c, "midazolam lii")
	if uitest.Sees(c, "Zarate") || !uitest.Sees(c, "Lii 2023") {
		t.Errorf("filtered by two words: %q", uitest.Words(c))
	}
	uitest.Press(c, "Return")
	if got != "Lii 2023" || dialogs.Blocked() {
		t.Fatalf("Enter took %q", got)
	}
	open()
	uitest.Press(c, "Down", "Down", "Return")
	if got != "Murrough 2013" {
		t.Errorf("Down to the list, Down and Enter took %q", got)
	}
	open()
	uitest.Press(c, "Down", "Up")
	uitest.Type(c, "nothing like it")
	if !uitest.Sees(c, "No trial matches.") {
		t.Errorf("Up does not go back to the field, or nothing is said: %q", uitest.Words(c))
	}
	uitest.Press(c, "Return")
	if !dialogs.Blocked() {
		t.Fatal("Enter with nothing found closed the dialog")
	}
	uitest.TapText(t, c, "Add a new trial")
	if created != "nothing like it" || dialogs.Blocked() {
		t.Errorf("created %q", created)
	}
}

func TestChooseSearchesTheCallersWay(t *testing.T) {
	c, _ := window(t)
	var asked []string
	dialogs.Choose(c, dialogs.ChooseSpec{Title: "Find", Search: func(typed string) ([]dialogs.Choice, error) {
		asked = append(asked, typed)
		if typed == "ab" {
			return nil, errors.New("The library is locked by another program.")
		}
		return []dialogs.Choice{{ID: "1", Title: "found " + typed}}, nil
	}})
	uitest.Type(c, "a")
	if !uitest.Sees(c, "found a") {
		t.Errorf("on screen: %q", uitest.Words(c))
	}
	uitest.Type(c, "b")
	if !uitest.Sees(c, "locked by another program") || !slices.Equal(asked, []string{"", "a", "ab"}) {
		t.Errorf("asked %q; on screen: %q", asked, uitest.Words(c))
	}
	uitest.Press(c, "Escape", "Escape")
	if dialogs.Blocked() {
		t.Error("Esc twice, to clear and to leave, does not close")
	}
}

func TestDialogsStack(t *testing.T) {
	c, _ := window(t)
	outer, inner := 0, 0
	dialogs.Form(c, dialogs.FormSpec{Title: "Outer", Content: widgets.NewEntry(""), OnConfirm: func() { outer++ }})
	dialogs.Form(c, dialogs.FormSpec{Title: "Inner", Content: widgets.NewTextArea("", 2), OnConfirm: func() { inner++ }})
	uitest.Press(c, "Ctrl+Return")
	if inner != 1 || outer != 0 || !dialogs.Blocked() {
		t.Fatalf("inner confirmed %d times, outer %d", inner, outer)
	}
	uitest.Press(c, "Ctrl+Return")
	if outer != 1 || dialogs.Blocked() {
		t.Errorf("the outer dialog confirmed %d times after the inner closed", outer)
	}
}

func TestNothingBehindADialogCanBeTapped(t *testing.T) {
	uitest.App(t, theme.Light)
	tapped := false
	c := uitest.Window(t, widgets.VStack(0, widgets.NewButton("Behind", func() { tapped = true })), 900, 640).Canvas()
	d := dialogs.Tell(c, "Done", "12 trials were added.")
	test.TapCanvas(c, fyne.NewPos(450, 15))
	if tapped {
		t.Error("a tap went through the veil")
	}
	uitest.Press(c, "Return")
	if d.Open() || dialogs.Blocked() {
		t.Error("Enter does not close what only tells")
	}
}

func TestTooltipsShowInDialogs(t *testing.T) {
	c, _ := window(t)
	off := widgets.NewButton("Export", nil)
	off.SetDisabled("Choose a claim first")
	dialogs.Form(c, dialogs.FormSpec{Title: "Report", Content: widgets.VStack(0, off, widgets.NewEntry(""))})
	uitest.Settle(c)
	for _, s := range uitest.Look(c) {
		if s.Object == fyne.CanvasObject(off) {
			test.MoveMouse(c, s.Pos.AddXY(5, 5))
		}
	}
	uitest.Settle(c)
	if !uitest.Sees(c, "Choose a claim first") {
		t.Errorf("on screen: %q", uitest.Words(c))
	}
	uitest.Press(c, "Escape")
}

func TestDialogFitsASmallWindow(t *testing.T) {
	uitest.App(t, theme.Light)
	c := uitest.Window(t, widgets.Body("behind"), 360, 300).Canvas()
	dialogs.Form(c, dialogs.FormSpec{Title: "Wide", Content: widgets.NewEntry(""), Width: dialogs.Wide})
	uitest.Settle(c)
	for _, s := range uitest.Lines(c) {
		if s.Pos.X < 0 || s.Pos.X+s.Size.Width > 360 || s.Pos.Y+s.Size.Height > 300 {
			t.Errorf("%q at %v lies outside the window", s.Text, s.Pos)
		}
	}
	uitest.Press(c, "Escape")
}
