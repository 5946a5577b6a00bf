package ui

import (
	"fmt"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
)

func TestTheFilterListsClaimsOfAVerdictUntilItsChipIsPressed(t *testing.T) {
	u := newUser(t)
	u.start("")
	all, overstated := len(u.app.desk.library.Shown()), 0
	for _, c := range u.app.desk.overview.Claims {
		if c.Verdict == appraisal.Overstated {
			overstated++
		}
	}
	u.choose("Trials")
	u.choose("Filter the claims…") // turns to the claims, which are what it filters
	u.sees("Which claims are listed")
	u.tap("Overstated")
	u.key("Escape")
	shown := len(u.app.desk.library.Shown())
	if dialogs.Blocked() || shown < overstated || shown >= all {
		t.Fatalf("%d of %d are listed, %d of them overstated", shown, all, overstated)
	}
	u.sees(fmt.Sprintf(" of %d claims", u.app.desk.overview.Counts.Claims))
	u.tap("Overstated  ×")
	if got := len(u.app.desk.library.Shown()); got != all {
		t.Errorf("after the chip was pressed %d of %d are listed", got, all)
	}
}

func TestAFilterThatHidesEverythingSaysSoAndIsCleared(t *testing.T) {
	u := newUser(t)
	u.start("")
	all := len(u.app.desk.library.Shown())
	u.choose("Filter the claims…")
	u.tap("All judged")
	u.tap("Blinding")
	u.key("Escape")
	u.sees("The filter hides all claims")
	u.sees("judgements “All judged”, still open “Blinding”")
	u.tap("Clear the filter")
	if got := len(u.app.desk.library.Shown()); got != all {
		t.Errorf("after clearing %d of %d are listed", got, all)
	}
}

func TestTheFilterIsWorkedFromTheKeyboard(t *testing.T) {
	u := newUser(t)
	u.start("")
	all := len(u.app.desk.library.Shown())
	u.choose("Filter the claims…")
	for range 3 { // from Close to the first box
		u.key("Tab")
		u.key("Space")
		if len(u.app.desk.library.Shown()) < all || !dialogs.Blocked() {
			break
		}
	}
	u.key("Escape")
	if got := len(u.app.desk.library.Shown()); got >= all {
		t.Errorf("%d of %d are listed", got, all)
	}
}
