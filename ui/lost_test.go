package ui

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
)

func TestChangesThatASignalLosesAreToldAtTheNextStartOnce(t *testing.T) {
	u, library := writing(t, causes[0])
	causes[0].come(t, library)
	u.write("B.")
	u.tapSegment("High")
	u.sees("2 changes not saved")
	u.app.Shut() // as the program does when a signal ends it
	causes[0].pass(t, library)
	u.start(library)
	u.sees("2 changes not saved")
	u.sees("What you had changed last is not in it")
	u.sees(causes[0].says)
	u.tap("Close")
	u.app.Shut()
	u.start(library)
	if dialogs.Blocked() {
		t.Error("it is told again")
	}
}

func TestASignalStoresWhatWaitsIfItCanBe(t *testing.T) {
	u, library := writing(t, causes[0])
	causes[0].come(t, library)
	u.write("B.")
	u.sees("1 change not saved")
	causes[0].pass(t, library)
	u.app.Shut()
	u.start(library)
	if dialogs.Blocked() {
		t.Error("it tells of lost changes")
	}
	if got := u.stored(appraisal.Blinding); got.Reason != "A.B." {
		t.Errorf("stored is %q", got.Reason)
	}
}

func TestChangesThatWereGivenUpAreNotToldOfAtTheNextStart(t *testing.T) {
	u, library := writing(t, causes[0])
	causes[0].come(t, library)
	u.write("B.")
	u.quit()
	u.tap("Close without saving")
	causes[0].pass(t, library)
	u.start(library)
	if dialogs.Blocked() {
		t.Error("who gave the changes up is told of them")
	}
}

func TestMovingAboutInALibraryThatCannotBeWrittenWarnsWithoutCountingChanges(t *testing.T) {
	u, library := writing(t, causes[0])
	causes[0].come(t, library)
	u.app.desk.session.SetSetting("folded", "yes")
	u.sees(causes[0].says)
	u.sees("All changes saved")
	causes[0].pass(t, library)
	u.tap("Try again")
	u.seesNot(causes[0].says)
}
