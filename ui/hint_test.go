package ui

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/session"
)

const hintTitle = "New here?"

func TestTheHintOfAFirstStartIsPutAwayForGoodAndShownAgainFromHelp(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.sees(hintTitle + " 1 of 3")
	u.goTo(session.TrialPlace, u.trial("Murrough 2013"))
	u.seesNot(hintTitle)
	u.choose("Show the hint again")
	u.sees(hintTitle) // with a claim
	u.key("Escape")
	u.seesNot(hintTitle)
	u.openClaim("Rapid")
	u.seesNot(hintTitle)
	u.quit()
	u.start("")
	u.seesNot(hintTitle)
	u.choose("Show the hint again")
	u.sees(hintTitle)
}

func TestTheHintIsReadStepByStepAndItsLastButtonPutsItAway(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.sees("open the steps behind it")
	u.tap("Next")
	u.sees("2 of 3")
	u.tap("Next")
	u.sees("3 of 3")
	u.sees("strongest wording")
	u.tap("Got it")
	u.seesNot(hintTitle)
	if !LoadSettings(settingsPath(u.home)).HintRead {
		t.Error("it is not remembered that the hint was read")
	}
}

func TestEscClosesTheDrawerBeforeTheHint(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	u.key("Escape")
	if u.app.desk.session.Place().Link != "" {
		t.Error("the drawer is still open")
	}
	u.sees(hintTitle)
	u.key("Escape")
	u.seesNot(hintTitle)
}

func TestTheHintIsSlimAndTakesRoomOfItsOwn(t *testing.T) {
	u := newUser(t)
	u.start("")
	strip, centre := u.app.desk.hint.strip, u.app.desk.hint.around.Objects[1]
	for _, open := range []func(){func() {}, func() { u.openRow("Robust", "Murrough 2013", appraisal.Blinding) }} {
		open()
		for step := range hintSteps {
			u.app.desk.hint.show(step)
			u.resize(1280, 801) // so that all is laid out anew
			u.resize(1280, 800)
			if h := strip.Size().Height; h < 30 || h > 90 {
				t.Errorf("step %d is %v high", step+1, h)
			}
			if end := strip.Position().Y + strip.Size().Height; centre.Position().Y < end {
				t.Errorf("step %d ends at %v, and the board begins at %v", step+1, end, centre.Position().Y)
			}
		}
	}
	u.app.desk.hint.dismiss()
	if y := centre.Position().Y; y != 0 {
		t.Errorf("with the hint away the board begins at %v", y)
	}
}

// A library of one's own has no claim chosen for it: the one with the most trials is the likeliest to be argued about.
func TestAnotherLibraryOpensOnTheClaimWithTheMostTrials(t *testing.T) {
	claims := []session.ClaimItem{{UID: "a"}, {UID: "b", Linked: 4}, {UID: "c", Linked: 4}, {UID: "d", Linked: 1}}
	if got := opening(session.Overview{Claims: claims}); got != "b" {
		t.Errorf("it opens on %q", got)
	}
	if got := opening(session.Overview{}); got != "" {
		t.Errorf("a library without claims opens on %q", got)
	}
}
