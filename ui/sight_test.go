package ui

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/session"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// What has the keyboard used to go out of sight in the window, though not in dialogs.
func TestWhatHasTheKeyboardStaysInSight(t *testing.T) {
	u := newUser(t)
	u.start("")
	places := map[string]func(){
		"trial": func() { u.goTo(session.TrialPlace, u.trial("Murrough 2013")) },
		"board": func() { u.openRow("Robust", "Murrough 2013", appraisal.Blinding) },
	}
	for name, open := range places {
		open()
		for i, key := range append(repeated("Tab", 45), repeated("Shift+Tab", 20)...) {
			u.key(key)
			o, ok := u.canvas().Focused().(fyne.CanvasObject)
			if !ok {
				t.Fatalf("%s: after %d keys nothing has the keyboard", name, i+1)
			}
			y := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
			if t, ok := o.(*widgets.DataTable); ok && t.Size().Height > 300 {
				continue // its row is in sight
			}
			if h := min(o.Size().Height, 300); y+h < 0 || y > 790 {
				t.Fatalf("%s: after %d keys a %T at height %v has the keyboard", name, i+1, o, y)
			}
		}
	}
}

func repeated(key string, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = key
	}
	return all
}
