package ui

import (
	"testing"

	"claimgrade/appraisal"

	"fyne.io/fyne/v2"
)

// panesSeen are the panes there is room for.
func (u *user) panesSeen() [3]bool {
	list, board, drawer := u.app.desk.panes.Seen()
	return [3]bool{list, board, drawer}
}

func TestAtDoubleSizeTheDrawerTakesThePlaceOfTheBoardUntilItIsClosed(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.resize(1280, 800)
	u.openClaim("Robust")
	for u.app.theme.Scale() < largest {
		u.choose("Larger")
	}
	u.resize(1280, 800)
	if got := u.panesSeen(); got != [3]bool{true, true, false} {
		t.Fatalf("list, board, drawer: %v", got)
	}
	u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	if got := u.panesSeen(); got != [3]bool{true, false, true} {
		t.Fatalf("with a trial chosen one sees list, board, drawer: %v", got)
	}
	u.sees("Your judgement")
	if u.canvas().Focused() == nil {
		t.Error("nothing has the keyboard")
	}
	u.key("Escape")
	if got := u.panesSeen(); got != [3]bool{true, true, false} {
		t.Errorf("after Esc: %v", got)
	}
	u.sees("Overstated")
	u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	u.choose("Normal size")
	if got := u.panesSeen(); got != [3]bool{true, true, true} {
		t.Errorf("at normal size: %v", got)
	}
}

func TestInANarrowWindowTheListMakesRoomForTheDrawerAndComesBackWhenAskedFor(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.resize(800, 700)
	u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	if got := u.panesSeen(); got != [3]bool{false, true, true} {
		t.Fatalf("list, board, drawer: %v", got)
	}
	u.choose("Trials")
	if got := u.panesSeen(); got != [3]bool{true, true, false} {
		t.Errorf("after asking for the trials: %v", got)
	}
	u.sees("Murrough 2013")
	u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	u.choose("Find")
	u.write("ward")
	u.key("Down")
	if got := u.panesSeen(); got != [3]bool{true, true, false} {
		t.Errorf("after searching: %v", got)
	}
}

func TestTheWindowFitsAThousandUnitsAtEverySize(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	fits := func() {
		t.Helper()
		if least := u.canvas().Content().MinSize(); least.Width > 1000 || least.Height > 720 {
			t.Errorf("at size %v the window needs %v", u.app.theme.Scale(), fyne.NewSize(least.Width, least.Height))
		}
	}
	for range interfaceSizes {
		fits()
		u.choose("Larger")
	}
}
