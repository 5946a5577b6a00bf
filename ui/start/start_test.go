package start_test

import (
	"errors"
	"slices"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/start"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

func window(t *testing.T) fyne.Canvas {
	t.Helper()
	uitest.App(t, theme.Light)
	return uitest.Window(t, widgets.Body("The window below"), 900, 700).Canvas()
}

func TestTheNameIsAskedForUntilOneIsGiven(t *testing.T) {
	c := window(t)
	var names []string
	start.AskName(c, start.NameSpec{Done: func(name string) { names = append(names, name) }})
	for _, blank := range []string{"", "   "} {
		uitest.Type(c, blank)
		uitest.Press(c, "Return")
		if !uitest.Sees(c, "Enter a name: a judgement belongs to the person who gave it.") || len(names) > 0 {
			t.Fatalf("%q was taken for a name: %q", blank, names)
		}
	}
	uitest.Press(c, "Ctrl+A")
	uitest.Type(c, " Kari Dahl ")
	uitest.Press(c, "Return")
	if !slices.Equal(names, []string{"Kari Dahl"}) || dialogs.Blocked() {
		t.Errorf("names given: %q", names)
	}
}

func TestAKnownReviewerIsChosenWithAClick(t *testing.T) {
	c := window(t)
	var names []string
	start.AskName(c, start.NameSpec{Current: "Hanna Olsen", Known: []string{"Hanna Olsen", "Kari Dahl"}, Done: func(name string) { names = append(names, name) }})
	uitest.TapText(t, c, "Kari Dahl")
	if !slices.Equal(names, []string{"Kari Dahl"}) || dialogs.Blocked() {
		t.Errorf("names given: %q", names)
	}
}

func TestAnUnchangedNameStays(t *testing.T) {
	c := window(t)
	var names []string
	spec := start.NameSpec{Current: "Hanna Olsen", Done: func(name string) { names = append(names, name) }}
	start.AskName(c, spec)
	uitest.Press(c, "Escape")
	if len(names) > 0 || dialogs.Blocked() {
		t.Fatalf("cancelled, but given %q", names)
	}
	start.AskName(c, spec)
	uitest.Press(c, "Return") // unchanged
	if !slices.Equal(names, []string{"Hanna Olsen"}) {
		t.Errorf("names given: %q", names)
	}
}

func TestAChangedNameIsACorrectionOrAnotherPersonAndTheProgramAsksWhich(t *testing.T) {
	for answer, want := range map[string]string{"I correct my name": "renamed Kari", "Another person": "given Kari"} {
		t.Run(answer, func(t *testing.T) {
			c := window(t)
			var did []string
			start.AskName(c, start.NameSpec{Current: "Hanna Olsen", Done: func(name string) { did = append(did, "given "+name) },
				Rename: func(name string) { did = append(did, "renamed "+name) }})
			uitest.Type(c, "Kari") // the old name is selected, so that typing replaces it
			uitest.Press(c, "Return")
			if !uitest.Sees(c, "Say whether you correct the name of Hanna Olsen or are another person.") || len(did) > 0 {
				t.Fatalf("not asked; did %q", did)
			}
			uitest.TapText(t, c, answer)
			uitest.Press(c, "Ctrl+Return")
			if !slices.Equal(did, []string{want}) || dialogs.Blocked() {
				t.Errorf("did %q, want %q", did, want)
			}
		})
	}
}

func TestEveryProblemWithALibraryIsNamedWithItsWaysOut(t *testing.T) {
	for code, title := range map[appraisal.Code]string{
		appraisal.CodeNotFound: "The library is not there",
		appraisal.CodeForeign:  "This is not a ClaimGrade library",
		appraisal.CodeNewer:    "This library needs a newer ClaimGrade",
		appraisal.CodeCorrupt:  "The library file is damaged",
		appraisal.CodeLocked:   "Another program is using the library",
		appraisal.CodeReadOnly: "The library cannot be written",
		appraisal.CodeDenied:   "You may not open this library",
		appraisal.CodeFull:     "The disk is full",
		appraisal.CodeDisk:     "The disk reports a fault",
		appraisal.CodeMoved:    "The library was moved",
		"":                     "The library could not be opened",
	} {
		t.Run(title, func(t *testing.T) {
			uitest.App(t, theme.Light)
			var did []string
			way := func(name string) func() { return func() { did = append(did, name) } }
			page := start.Page(start.Problem{Path: "/home/hanna/a.sqlite", Err: &appraisal.Error{Code: code, Text: "It is so"}},
				start.Ways{Retry: way("retry"), Back: way("back"), BackTo: "b.sqlite", Open: way("open"), New: way("new"), Starter: way("starter")})
			c := uitest.Window(t, page, 900, 700).Canvas()
			for _, w := range []string{title, "/home/hanna/a.sqlite", "The file was left as it is."} {
				if !uitest.Sees(c, w) {
					t.Errorf("the page does not say %q but %q", w, uitest.Words(c))
				}
			}
			for _, w := range []string{"Go back to b.sqlite", "Open another library…", "New library…", "Open the starter library"} {
				uitest.TapText(t, c, w)
			}
			if !slices.Equal(did, []string{"back", "open", "new", "starter"}) {
				t.Errorf("the buttons did %q", did)
			}
			again := code != appraisal.CodeForeign && code != appraisal.CodeNewer && code != appraisal.CodeCorrupt
			if uitest.Sees(c, "Try again") != again {
				t.Errorf("trying again is offered: %v", !again)
			}
			mendable := slices.Contains([]appraisal.Code{appraisal.CodeLocked, appraisal.CodeFull, appraisal.CodeDisk, appraisal.CodeMoved}, code)
			words := uitest.Words(c)
			if first := slices.Index(words, "Try again") < slices.Index(words, "Go back to b.sqlite"); again && first != mendable {
				t.Errorf("trying again is the first way: %v, want %v", first, mendable)
			}
		})
	}
}

func TestWaysThatAreNotThereAreNotOffered(t *testing.T) {
	uitest.App(t, theme.Light)
	c := uitest.Window(t, start.Page(start.Problem{Path: "a.sqlite", Err: errors.New("no luck")}, start.Ways{Starter: func() {}}), 900, 700).Canvas()
	if uitest.Sees(c, "Go back to") || uitest.Sees(c, "Try again") || !uitest.Sees(c, "Open the starter library") {
		t.Errorf("offered: %q", uitest.Words(c))
	}
}
