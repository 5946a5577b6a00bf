package ui

import (
	"context"
	"os"
	"testing"
	"time"

	"claimgrade/db"
	"claimgrade/ui/dialogs"
)

// keepsBackups lets the program keep copies, as it does outside tests.
func keepsBackups(t testing.TB) *user {
	t.Helper()
	u := newUser(t)
	u.copies = u.path("backups")
	return u
}

func (u *user) kept(library string) []db.Copy {
	u.Helper()
	all, err := db.Copies(context.Background(), u.copies, library)
	if err != nil {
		u.Fatal(err)
	}
	return all
}

// deletes deletes the claim of a label.
func (u *user) deletes(label string) {
	u.Helper()
	u.openClaim(label)
	u.choose("Delete claim")
}

func TestACopyIsKeptOnEachDayOnWhichTheLibraryIsUsed(t *testing.T) {
	u := keepsBackups(t)
	var night time.Duration
	u.now = func() time.Time { return time.Now().Add(night) }
	u.start("")
	library := u.path(starterName)
	if got := u.kept(library); len(got) != 1 || got[0].Kind != db.CopyDaily || got[0].Counts.Claims != 53 {
		t.Fatalf("kept on the first day: %+v", got)
	}
	u.quit()
	u.start("")
	u.deletes("Works in hours")
	u.quit()
	u.start("")
	if got := u.kept(library); len(got) != 1 || got[0].Counts.Claims != 53 {
		t.Fatalf("kept on the same day again: %+v", got)
	}
	night = 24 * time.Hour // the window stays open
	u.deletes("The blind failed")
	if got := u.kept(library); len(got) != 2 || got[0].Counts.Claims >= 53 {
		t.Fatalf("kept on the next day: %+v", got)
	}
	u.quit()
	night = 48 * time.Hour
	u.start("")
	if got := u.kept(library); len(got) != 2 { // it holds all there is
		t.Fatalf("kept when opened on the day after, with nothing changed since: %+v", got)
	}
	u.deletes("Rapid")
	u.quit()
	night = 72 * time.Hour
	u.start("")
	if got := u.kept(library); len(got) != 3 {
		t.Fatalf("kept when opened on the day after a change: %+v", got)
	}
	if info, err := os.Stat(u.copies); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder of the copies: %v, %v", info, err)
	}
}

func TestABackupThatFailsIsToldAndStopsNobody(t *testing.T) {
	u := keepsBackups(t)
	text("in the way")(t, u.copies)
	u.start("")
	u.sees("There is no backup of today in " + u.copies + ": ")
	u.deletes("Works in hours")
	u.sees("was deleted")
	if err := os.Remove(u.copies); err != nil {
		t.Fatal(err)
	}
	u.tap("Try again")
	u.seesNot("There is no backup of today in")
	if got := u.kept(u.path(starterName)); len(got) != 1 {
		t.Errorf("kept: %+v", got)
	}
}

func TestARestoredCopyIsPreviewedAndCanBeTakenBack(t *testing.T) {
	u := keepsBackups(t)
	u.start("")
	u.deletes("Works in hours")
	u.sees("52 claims")
	u.choose("Backups…")
	u.sees("daily copy")
	u.sees("53 claims · 29 trials")
	u.key("Return") // opens the newest
	u.sees("Restore the copy of today")
	u.sees("3 would come back")
	u.sees("Works in hours")
	u.key("Ctrl+Return")
	u.sees("53 claims")
	u.sees("was restored")
	u.tap("Go back to it…")
	u.sees("3 would go")
	u.key("Ctrl+Return")
	u.sees("52 claims")
	kinds := map[db.CopyKind]int{}
	for _, c := range u.kept(u.path(starterName)) {
		kinds[c.Kind]++
	}
	if kinds[db.CopyRestore] != 2 {
		t.Errorf("kept: %v", kinds)
	}
}

func TestNothingIsRestoredUnlessThePersonSaysSo(t *testing.T) {
	u := keepsBackups(t)
	u.start("")
	u.deletes("Works in hours")
	u.choose("Backups…")
	u.tap("Restore…")
	u.key("Escape")
	u.sees("Backups of " + starterName)
	u.key("Escape")
	if dialogs.Blocked() {
		t.Error("something is open still")
	}
	u.sees("52 claims")
	if got := u.kept(u.path(starterName)); len(got) != 1 {
		t.Errorf("kept: %+v", got)
	}
}

func TestACopyIsKeptNowUnlessNothingHasChanged(t *testing.T) {
	u := keepsBackups(t)
	u.start("")
	u.choose("Backups…")
	u.tap("Copy now")
	u.sees("Nothing has changed since the last copy")
	u.key("Escape")
	u.deletes("Works in hours")
	u.choose("Backups…")
	u.tap("Copy now")
	u.sees("A copy was kept and checked.")
	u.sees("52 claims")
}
