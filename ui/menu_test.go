package ui

import (
	"testing"

	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func TestNoShortcutIsGivenTwice(t *testing.T) {
	u := newUser(t)
	u.start("")
	given := map[string]string{}
	for _, c := range u.app.menu.commands {
		if c.shortcut == nil {
			t.Errorf("%q has no shortcut", c.text())
			continue
		}
		name := c.shortcut.ShortcutName()
		if other, taken := given[name]; taken {
			t.Errorf("%s does both %q and %q", shortcutText(c.shortcut), other, c.text())
		}
		given[name] = c.text()
		if k, custom := c.shortcut.(*desktop.CustomShortcut); custom && k.Modifier == control {
			switch k.KeyName {
			case fyne.KeyA, fyne.KeyC, fyne.KeyV, fyne.KeyX, fyne.KeyInsert, fyne.KeyZ, fyne.KeyY:
				t.Errorf("%q takes %s, which text fields need", c.text(), shortcutText(c.shortcut))
			}
		}
	}
}

func TestEveryEntryOfTheMenuDoesSomethingOrSaysWhyNot(t *testing.T) {
	u := newUser(t)
	u.start("")
	for _, c := range u.app.menu.commands {
		if c.label == quitLabel {
			continue
		}
		label := c.text()
		reason := c.reason()
		u.choose(label)
		if reason != "" {
			u.sees(reason)
		}
		for range 3 {
			if dialogs.Blocked() {
				u.key("Escape")
			}
		}
		if dialogs.Blocked() {
			t.Fatalf("%q opens something that Esc does not close", label)
		}
		if u.app.desk == nil {
			t.Fatalf("%q closed the library for good", label)
		}
		uitest.Settle(u.canvas())
	}
	u.choose(quitLabel)
	if u.app.desk != nil {
		t.Error("Quit did not close the library")
	}
}

func TestWithoutALibraryTheMenuSaysToOpenOne(t *testing.T) {
	u := newUser(t)
	u.start(u.path("nothing.sqlite"))
	for _, label := range []string{"Find", "Claims", "Undo", "Back", "Copy library to…", "Reviewer…"} {
		if !u.item(label).Disabled {
			t.Errorf("%q is offered without a library", label)
		}
		u.choose(label)
	}
	if dialogs.Blocked() {
		t.Error("something opened")
	}
	if u.item("Open library…").Disabled {
		t.Error("no library can be opened")
	}
}

func TestTheNameOfAnActionFollowsTheVerb(t *testing.T) {
	for in, want := range map[string]string{
		"Judgement on Murrough 2013": "judgement on Murrough 2013", "GRADE step": "GRADE step", "X": "X", "": "", "Über": "über",
	} {
		if got := lowerFirst(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
