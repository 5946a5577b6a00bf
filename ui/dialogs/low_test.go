package dialogs_test

import (
	"fmt"
	"testing"

	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// A form of forty fields does not fit: its buttons stay on the window, and the field that has the keyboard is in sight.
func TestALongFormScrollsToTheFieldThatHasTheKeyboardAndKeepsItsButtons(t *testing.T) {
	c, _ := window(t)
	column := widgets.VStack(8)
	for i := range 40 {
		column.Add(widgets.NewFormField(fmt.Sprint("Field ", i), widgets.NewEntry("")))
	}
	d := dialogs.Form(c, dialogs.FormSpec{Title: "Long", Content: column, Confirm: "Save it all"})
	defer d.Close()
	inSight := func(what string, o fyne.CanvasObject) {
		t.Helper()
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		if at.Y < 0 || at.Y+o.Size().Height > c.Size().Height {
			t.Errorf("%s lies at %v to %v of a window %v high", what, at.Y, at.Y+o.Size().Height, c.Size().Height)
		}
	}
	var save fyne.CanvasObject
	for _, s := range uitest.Look(c) {
		if b, ok := s.Object.(*widgets.Button); ok && b.Text() == "Save it all" {
			save = b
		}
	}
	if save == nil {
		t.Fatal("the form has no button to save it")
	}
	inSight("the button", save)
	for i := range 40 {
		inSight(fmt.Sprint("field ", i), c.Focused().(fyne.CanvasObject))
		uitest.Press(c, "Tab")
	}
	uitest.Press(c, "Shift+Tab")
	for i := 39; i >= 0; i-- {
		inSight(fmt.Sprint("field ", i, " on the way back"), c.Focused().(fyne.CanvasObject))
		uitest.Press(c, "Shift+Tab")
	}
}
