package ui

import (
	"context"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
)

// elsewhere changes the open library in another program.
func (u *user) elsewhere(name string, fn func(b *db.Batch)) {
	u.Helper()
	lib, err := db.Open(context.Background(), u.app.desk.session.Lib.Path(), db.Options{})
	if err != nil {
		u.Fatal(err)
	}
	defer func() { _ = lib.Close() }()
	a := db.Action{Name: name, Reviewer: u.app.desk.session.Reviewer().UID}
	if err := lib.Do(context.Background(), a, func(b *db.Batch) error { fn(b); return nil }); err != nil {
		u.Fatal(err)
	}
}

func TestAChangeInAnotherWindowIsOnScreenAndNotOursToUndo(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.openClaim("Robust")
	claim, err := u.app.desk.session.Lib.Claim(t.Context(), u.app.desk.session.Place().UID)
	if err != nil {
		t.Fatal(err)
	}
	claim.Text = "Said otherwise in another window."
	u.elsewhere("Restate the claim", func(b *db.Batch) { b.PutClaim(claim) })
	u.seesNot("Said otherwise in another window.")
	u.app.look()
	u.sees("Said otherwise in another window.")
	u.sees("Changed in another window: Restate the claim")
	if name := u.app.desk.undoName; name == "Restate the claim" {
		t.Errorf("the menu offers to undo what was done in another window")
	}
}

// inBothWindows types a reason that is changed in another window between two keystrokes.
func (u *user) inBothWindows() {
	u.Helper()
	u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	u.focus("What the judgement rests on")
	u.write("Ours")
	a := u.stored(appraisal.Blinding)
	a.Reason = "Theirs"
	u.elsewhere("Reason on the trial", func(b *db.Batch) { b.PutAppraisal(a) })
	u.write(" goes on")
}

func TestAReasonTypedInTwoWindowsIsAConflictThatIsShown(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.known("Hanne Olsen")
	u.inBothWindows()
	u.sees("There it says: Reason: Theirs.")
	u.sees("by Hanne Olsen in another window")
	if got := u.stored(appraisal.Blinding).Reason; got != "Ours goes on" {
		t.Errorf("stored is %q, want what was typed", got)
	}
	u.write(".")
	u.tap("Take theirs")
	if got := u.stored(appraisal.Blinding).Reason; got != "Theirs" {
		t.Errorf("after taking theirs the reason is %q", got)
	}
	u.seesNot("Take theirs")
	u.app.undo()
	if got := u.stored(appraisal.Blinding).Reason; got != "Ours goes on." {
		t.Errorf("after undo the reason is %q", got)
	}
}
