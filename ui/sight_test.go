package ui

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/session"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

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

// A page of the drawer is high: its judgement lies below its questions, and came out of sight when they were laid out.
func TestTheJudgementThatAKeyGoesToIsInSight(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.resize(1280, 620)
	u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	for i, dom := range appraisal.Domains {
		u.choose(words.Domain(dom))
		o, ok := u.canvas().Focused().(*widgets.Segmented)
		if !ok {
			t.Fatalf("Alt+%d gives the keyboard to a %T", i+1, u.canvas().Focused())
		}
		top, bottom := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y, float32(0)
		for _, x := range uitest.Look(u.canvas()) {
			if x.Text == "All changes saved" {
				bottom = x.Pos.Y // of the status line, below the drawer
			}
		}
		if top < 0 || top+o.Size().Height > bottom {
			t.Errorf("Alt+%d: the judgement is at height %v to %v, the drawer ends before %v", i+1, top, top+o.Size().Height, bottom)
		}
	}
}
