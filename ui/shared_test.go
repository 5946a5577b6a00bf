package ui

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"claimgrade/appraisal"
	"claimgrade/db"
)

// openElsewhere has another computer open the starter library, and nothing heard of it for a while.
func (u *user) openElsewhere(quiet time.Duration) (note string) {
	u.Helper()
	note = u.path(starterName) + ".open"
	text, err := json.Marshal(db.Holder{Host: "alder", Machine: "another", User: "Ola Nordmann", Since: time.Date(2026, 3, 1, 9, 0, 0, 0, time.Local)})
	if err == nil {
		err = os.WriteFile(note, text, 0o600)
	}
	then := time.Now().Add(-quiet)
	if err == nil {
		err = os.Chtimes(note, then, then)
	}
	if err != nil {
		u.Fatal(err)
	}
	return note
}

func (u *user) remove(path string) {
	u.Helper()
	if err := os.Remove(path); err != nil {
		u.Fatal(err)
	}
}

const isShared = "This library is in a folder of the network"

func TestALibraryThatAnotherComputerHasOpenIsShownForReadingUntilItIsFree(t *testing.T) {
	u := newUser(t)
	note := u.openElsewhere(0)
	u.start(u.path(starterName))
	u.sees("Another computer has the library open")
	u.sees("The library is open on the computer “alder”, by Ola Nordmann, since 2026-03-01 09:00.")
	u.seesNot("Take it over")
	u.tap("Open for reading only")
	u.sees("Read-only: the computer “alder” has the library open.")
	u.sees("53 claims")
	u.tap("Try to open it for changes")
	u.sees("Another computer has the library open")
	u.remove(note)
	u.tap("Try again")
	u.sees("All changes saved")
	u.seesNot(isShared)
}

func TestALibraryThatAnotherComputerLeftOpenIsTakenOver(t *testing.T) {
	u := newUser(t)
	for first := range 2 {
		u.openElsewhere(time.Hour)
		u.start(u.path(starterName))
		u.sees("nothing has been heard of that computer since")
		u.tap("Take it over")
		u.sees("All changes saved")
		if first == 0 {
			u.sees(isShared)
			u.tap("Understood")
		}
		u.seesNot(isShared)
		u.quit()
	}
}

func TestWhatIsTypedAfterAnotherComputerHasTakenTheLibraryWaits(t *testing.T) {
	u := newUser(t)
	u.openElsewhere(time.Hour)
	u.start(u.path(starterName))
	u.tap("Take it over")
	u.resize(1280, 2000)
	u.known("Hanne Olsen")
	u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	u.focus("What the judgement rests on")
	u.write("A.")
	u.sees("All changes saved")
	note := u.openElsewhere(0)
	u.write("B.")
	u.sees("1 change not saved")
	u.sees("The library is open on the computer “alder”")
	u.sees("What you enter meanwhile is kept, and saved once it can be.")
	u.remove(note)
	u.tap("Try again")
	u.sees("All changes saved")
	if got := u.stored(appraisal.Blinding).Reason; got != "A.B." {
		t.Errorf("stored is %q", got)
	}
}
