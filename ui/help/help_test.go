package help_test

import (
	"strings"
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

func TestThePlaceOfTheDataCanBeCopiedOpenedAndBackedUp(t *testing.T) {
	c := window(t)
	var opened string
	backedUp := false
	help.Data(c, help.DataSpec{
		Intro: "All of it is here.",
		Places: []help.Place{{What: "Library", Path: "/home/hanna/a.sqlite", Holds: []string{"3 claims"}},
			{What: "Settings", Path: "/home/hanna/settings.json"}},
		OpenFolder: func(path string) { opened = path },
		CopyTo:     func() { backedUp = true },
	})
	uitest.TapText(t, c, "Copy")
	if got := fyne.CurrentApp().Clipboard().Content(); got != "/home/hanna/a.sqlite" || !uitest.Sees(c, "Copied") {
		t.Errorf("copied %q", got)
	}
	if uitest.TapText(t, c, "Open folder"); opened != "/home/hanna/a.sqlite" || !uitest.Sees(c, "3 claims") {
		t.Errorf("opened %q", opened)
	}
	if uitest.TapText(t, c, "Copy library to…"); !backedUp || dialogs.Blocked() {
		t.Error("the backup was not asked for in place of the dialog")
	}
}

func TestEntriesAreLookedUpByTypingAndWalkingWithTheArrows(t *testing.T) {
	c := window(t)
	spec := help.LookUpSpec{Title: "Words", Placeholder: "A word", Start: "B-2", Entries: []help.Entry{
		{Group: "First", ID: "A-1", Text: "Nobody knew.", Source: "a book"},
		{Group: "First", ID: "A-2", Text: "Somebody knew.", Notes: []string{"Reads 20 %"}},
		{Group: "Second", ID: "B-2", Title: "Both", Text: "All of the people knew of A-1."},
	}}
	help.LookUp(c, spec)
	for _, w := range []string{"Words", "First", "Second", "Nobody knew.", "Source: a book", "Reads 20 %", "3 entries"} {
		if !uitest.Sees(c, w) {
			t.Errorf("it does not say %q but %q", w, uitest.Words(c))
		}
	}
	uitest.Type(c, "some")
	if !uitest.Sees(c, "Somebody knew.") || uitest.Sees(c, "Nobody knew.") || !uitest.Sees(c, "1 of 3 entries") {
		t.Errorf("after typing it says %q", uitest.Words(c))
	}
	uitest.Press(c, "Ctrl+A")
	uitest.Type(c, "a-1")
	words := strings.Join(uitest.Words(c), " ")
	if first, second := strings.Index(words, "Nobody"), strings.Index(words, "All of"); first < 0 || second < first {
		t.Errorf("the entry of that name is not the first: %q", words)
	}
	uitest.Press(c, "Down", "Up", "PageDown")
	uitest.Press(c, "Ctrl+A")
	uitest.Type(c, "zebra")
	if !uitest.Sees(c, "Nothing has “zebra” in it") {
		t.Errorf("it says %q", uitest.Words(c))
	}
	uitest.Press(c, "Escape")
	if dialogs.Blocked() {
		t.Error("Esc did not close it")
	}
	help.LookUp(c, spec)
	uitest.TapText(t, c, "Somebody knew.")
}

func TestAboutNamesVersionRulesAndLicence(t *testing.T) {
	c := window(t)
	help.About(c, "1.2.3", "7")
	for _, w := range []string{"ClaimGrade 1.2.3", "Rule set 7.", "GRADE-informed", "not medical advice", "sends nothing by itself", "MIT"} {
		if !uitest.Sees(c, w) {
			t.Errorf("it does not say %q", w)
		}
	}
}
