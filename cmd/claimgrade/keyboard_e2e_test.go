//go:build e2e

package main

import "testing"

func TestADomainIsJudgedWithoutTheMouse(t *testing.T) {
	d := newDesk(t, "")
	d.start()
	d.waitText("53")
	d.key("ctrl+f")
	d.write("robust")
	d.key("Down", "Down") // into the list and to its second claim
	d.waitText("The antidepressant effect of a ketamine infusion is robust.")
	d.key("Return") // on to the table of trials
	d.tabTo("*widgets.DataTable", 0)
	d.key("Down", "Down")
	d.waitText("Murrough 2013")
	d.key("alt+2")
	d.waitPart("Rule S-4")
	d.tabTo("*widgets.Segmented", 60)
	d.key("Right", "Right", "space") // from Low to High, as suggested
	d.waitText("Who is appraising?")
	d.write("Kari Dahl")
	d.key("Return")
	d.waitText("Agrees with the suggestion.")
	d.key("ctrl+z")
	d.waitPart("Not judged yet.")
	d.key("ctrl+y")
	d.waitText("Agrees with the suggestion.")
	d.key("ctrl+Return") // the next open judgement
	d.waitPart("Not judged yet.")
	d.key("ctrl+shift+d")
	d.waitFor("the dark theme", func(w tree) bool { return w.Dark })
	d.shot("dark")
}

// Who knows a dialog may be done with it before it is drawn.
func TestEscapeClosesADialogThatIsNotDrawnYet(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "")
	d.start()
	d.waitText("53")
	for range 5 {
		d.must("xdotool", "key", "--delay", "0", "ctrl+shift+i", "Escape")
		d.idle()
		d.idle()
		if over, is := first(d.look().all(func(n node) bool { return n.Layer > 1 })); is {
			t.Fatalf("Escape was lost: %q is still there", over.Text)
		}
	}
}

// tabTo presses Tab, at most so often, until a control of that type has the keyboard.
func (d *desk) tabTo(kind string, most int) {
	d.Helper()
	for i := 0; ; i++ {
		n, ok := d.look().focused()
		switch {
		case ok && n.Type == kind:
			return
		case i == most:
			d.Fatalf("after %d times Tab the keyboard is on a %s (%q), want a %s", i, n.Type, n.Text, kind)
		}
		d.key("Tab")
	}
}
