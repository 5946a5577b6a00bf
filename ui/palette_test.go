package ui

import (
	"context"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/widgets"
)

// opened is the palette in front of a window.
func (u *user) palette() {
	u.Helper()
	u.choose("Go to anything…")
	if !dialogs.Blocked() {
		u.Fatal("the palette did not open")
	}
}

func TestThePaletteListsEveryCommandWithItsShortcutAndWhyItCannotBeUsed(t *testing.T) {
	u := newUser(t)
	u.start("")
	for _, c := range u.app.menu.commands {
		u.palette()
		u.write(c.text())
		u.sees(c.text())
		u.sees(shortcutText(c.shortcut))
		if why := c.reason(); why != "" && u.app.typingIn() == nil {
			u.sees(why)
		}
		u.key("Escape")
		if dialogs.Blocked() {
			t.Fatal("Esc does not close the palette")
		}
	}
}

func TestThePaletteDoesWhatIsChosenAndRefusesWhatCannotBeDone(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.palette()
	u.write("keyboard short")
	u.key("Return")
	u.sees("Keyboard shortcuts")
	u.key("Escape")
	u.palette()
	u.write("unlink the trial")
	u.key("Return")
	u.sees("Choose a trial on the board first.")
	if !dialogs.Blocked() {
		t.Error("the palette closed on something that cannot be done")
	}
	u.key("Escape")
	u.palette()
	u.write("dark theme")
	u.tap("Dark")
	if dialogs.Blocked() || u.app.settings.Theme != "dark" {
		t.Errorf("a tap on Dark theme left %q", u.app.settings.Theme)
	}
}

func TestThePaletteFindsClaimsPartsTrialsAndArticles(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.palette()
	u.write("murrough 2013")
	u.key("Return")
	if p := u.app.desk.session.Place(); p.Kind != session.TrialPlace || p.UID != u.trial("Murrough 2013") {
		t.Errorf("Enter went to %+v", p)
	}
	u.palette()
	u.write("robust")
	u.sees("Part of “")
	u.key("Return")
	if p := u.app.desk.session.Place(); p.Kind != session.ClaimPlace {
		t.Errorf("Enter went to %+v", p)
	} else if title, _ := u.app.desk.called(p); title != "Robust" {
		t.Errorf("Enter went to %q, not to the claim that is called so", title)
	}
	u.palette()
	u.write("no such words anywhere")
	u.sees("Nothing has “no such words anywhere” in it.")
}

func TestAReasonInThePaletteOpensTheClaimWithItsTrialAndDomain(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.known("Hanne Olsen")
	u.openRow("Robust", "Murrough 2013", appraisal.Attrition)
	s := u.app.desk.session
	at := s.Place()
	s.Edit("Judge", func(b *db.Batch) error {
		b.PutAppraisal(appraisal.Appraisal{LinkUID: at.Link, Reviewer: s.Reviewer().UID, Domain: appraisal.Attrition,
			Judgement: appraisal.Low, Reason: "Two okapis left the ward for good."})
		return nil
	}, nil)
	u.openClaim("The blind failed")
	u.palette()
	u.write("okapi")
	u.sees("Reasons and quotes")
	u.key("Return")
	if p := s.Place(); p.UID != at.UID || p.Link != at.Link || p.Domain != appraisal.Attrition {
		t.Errorf("went to %+v, want the claim, row and domain of %+v", p, at)
	}
}

func TestThePaletteOffersThePlacesGoneToLastAlsoAfterARestart(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.openClaim("Robust")
	u.goTo(session.TrialPlace, u.trial("Murrough 2013"))
	u.openClaim("The blind failed")
	u.quit()
	u.start("")
	u.palette()
	u.sees("Recent")
	u.key("Return")
	if p := u.app.desk.session.Place(); p.Kind != session.TrialPlace || p.UID != u.trial("Murrough 2013") {
		t.Errorf("Enter went to %+v, not to the place before the last", p)
	}
}

func TestThePaletteHasItsCommandsWithoutALibrary(t *testing.T) {
	u := newUser(t)
	u.start(u.path("nothing.sqlite"))
	u.palette()
	u.write("open library")
	u.sees("Open library…")
	u.key("Escape")
}

func TestTheKeysMoveThroughThePaletteWhileTypingGoesOn(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.palette()
	u.write("theme")
	u.key("Down")
	u.write(" ")
	if _, typing := u.canvas().Focused().(*widgets.SearchField); !typing {
		t.Errorf("the keyboard is at %T", u.canvas().Focused())
	}
	u.key("Down", "Return")
	if got := u.app.settings.Theme; got != "dark" {
		t.Errorf("Down and Enter set the theme %q", got)
	}
}

func TestWhatTheSearchFindsInTheStarterLibrary(t *testing.T) {
	u := newUser(t)
	u.start("")
	for typed, want := range map[string]string{"Robust": "Robust", "murr": "Murrough", "rapid rob": "Rapid, robust, transient"} {
		hits, err := u.app.desk.session.Lib.Search(context.Background(), typed, 12)
		if err != nil || len(hits) == 0 || !strings.HasPrefix(hits[0].Title, want) {
			t.Errorf("%q finds first %+v, %v", typed, hits[:min(1, len(hits))], err)
		}
	}
}
