package help_test

import (
	"testing"

	"claimgrade/ui/dialogs"
	"claimgrade/ui/help"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

func window(t *testing.T) fyne.Canvas {
	t.Helper()
	uitest.App(t, theme.Light)
	return uitest.Window(t, widgets.Body("The window below"), 1000, 700).Canvas()
}

func TestShortcutsAreListedAndWhatHasNoneIsNot(t *testing.T) {
	c := window(t)
	help.Shortcuts(c, []help.Group{
		{Title: "Claim", Keys: []help.Key{{What: "New claim", Keys: "Ctrl+N"}, {What: "Think"}}},
		{Title: "Nothing here", Keys: []help.Key{{What: "Wait"}}},
		{Title: "Trial", Keys: []help.Key{{What: "New trial", Keys: "Ctrl+T"}}},
	})
	for _, w := range []string{"New claim", "Ctrl+N", "New trial", "Ctrl+T"} {
		if !uitest.Sees(c, w) {
			t.Errorf("the help does not say %q but %q", w, uitest.Words(c))
		}
	}
	for _, w := range []string{"Think", "Wait", "Nothing here", "NOTHING HERE"} {
		if uitest.Sees(c, w) {
			t.Errorf("the help says %q", w)
		}
	}
	uitest.Press(c, "Escape")
	if dialogs.Blocked() {
		t.Error("Esc did not close the help")
	}
}

func TestThePlaceOfTheDataCanBeCopied(t *testing.T) {
	c := window(t)
	help.Data(c, "All of it is here.", []help.Place{{What: "Library", Path: "/home/hanna/a.sqlite"}, {What: "Settings", Path: "/home/hanna/settings.json"}})
	uitest.TapText(t, c, "Copy")
	if got := fyne.CurrentApp().Clipboard().Content(); got != "/home/hanna/a.sqlite" || !uitest.Sees(c, "Copied") {
		t.Errorf("copied %q", got)
	}
	uitest.Press(c, "Return")
	if dialogs.Blocked() {
		t.Error("Enter did not close the dialog")
	}
}

func TestAboutNamesVersionRulesAndLicence(t *testing.T) {
	c := window(t)
	help.About(c, "1.2.3", "7")
	for _, w := range []string{"ClaimGrade 1.2.3", "Rule set 7.", "GRADE-informed", "not medical advice", "no network", "MIT"} {
		if !uitest.Sees(c, w) {
			t.Errorf("it does not say %q", w)
		}
	}
}
