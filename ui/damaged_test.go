package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"claimgrade/ui/dialogs"
)

// spoilt has a library that was used, with a copy of before the last change, and is then damaged: its last third is noise.
func (u *user) spoilt() (path string, bytesOfIt []byte) {
	u.Helper()
	u.start("")
	u.deletes("Works in hours") // after the copy of the day
	u.quit()
	path = u.path(starterName)
	bytesOfIt = u.spoil(path)
	u.start("")
	u.sees("The library file is damaged")
	u.sees("The damaged file stays as it is")
	return path, bytesOfIt
}

// spoil damages a file.
func (u *user) spoil(path string) (bytesOfIt []byte) {
	u.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		u.Fatal(err)
	}
	for i := len(text) * 2 / 3; i < len(text); i++ {
		text[i] = byte(i * 7)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		u.Fatal(err)
	}
	return text
}

func (u *user) unchanged(path string, text []byte) {
	u.Helper()
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, text) {
		u.Errorf("the damaged file was changed (%v)", err)
	}
}

func TestADamagedLibraryGoesOnFromItsNewestGoodBackup(t *testing.T) {
	u := keepsBackups(t)
	path, text := u.spoilt()
	u.sees("It holds: 53 claims · 29 trials")
	u.tap("Go on with the backup of today")
	u.sees("53 claims")
	u.sees("The damaged file is still there, as it was.")
	u.sees("ketamine-backup.sqlite")
	u.unchanged(path, text)
	if u.app.desk.session.Lib.ReadOnly() {
		t.Error("the backup cannot be worked on")
	}
	if got := u.kept(path); len(got) < 1 || got[len(got)-1].Counts.Claims != 53 {
		t.Errorf("kept: %+v", got)
	}
}

func TestWhatIsReadableOfADamagedLibraryIsShownAndNothingRemembersItsPlace(t *testing.T) {
	u := keepsBackups(t)
	path, text := u.spoilt()
	u.tap("Look at what is readable")
	u.sees("“ketamine.sqlite” is damaged. What can be read of it is shown, for reading only.")
	u.sees("Not all could be read of: ")
	d := u.app.desk
	private := filepath.Dir(d.session.Lib.Path())
	if !d.session.Lib.ReadOnly() || len(d.overview.Claims) == 0 {
		t.Errorf("read-only is %v, %d claims", d.session.Lib.ReadOnly(), len(d.overview.Claims))
	}
	if got := u.app.folder(); got != u.home {
		t.Errorf("a copy would be saved in %s", got)
	}
	u.quit()
	u.unchanged(path, text)
	if exists(private) {
		t.Error("what was read is left behind in " + private)
	}
	if got := u.app.settings.Library; got != path {
		t.Errorf("the library of last time is %s", got)
	}
}

func TestADamagedLibraryIsSalvagedIntoANewFileThatOpens(t *testing.T) {
	u := keepsBackups(t)
	path, text := u.spoilt()
	u.tap("Salvage into a new file…")
	u.sees("Everything that can be read is written into a new library.")
	u.key("Return")
	u.sees("What was salvaged")
	u.sees("kept")
	u.key("Ctrl+Return")
	u.sees("ketamine-salvaged.sqlite")
	u.unchanged(path, text)
	problems, err := u.app.desk.session.Lib.Check(t.Context())
	for _, p := range problems {
		if !p.Doubt && !p.Skipped {
			t.Errorf("the salvaged library: %+v", p)
		}
	}
	if err != nil {
		t.Error(err)
	}
	if dialogs.Blocked() {
		t.Error("a dialog is open still")
	}
}

func TestWithoutABackupADamagedLibrarySaysSo(t *testing.T) {
	u := keepsBackups(t)
	damaged(t, u.path("odd.sqlite"))
	u.start(u.path("odd.sqlite"))
	u.sees("The library file is damaged")
	u.sees("The program has kept no backup of this library that is sound.")
	u.tap("Open the starter library")
	u.sees("53 claims")
}

func TestALibraryWhoseBeginningIsGoneIsDamagedAndNotForeign(t *testing.T) {
	u := keepsBackups(t)
	u.start("")
	u.quit()
	path := u.path(starterName)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	clear(text[:100])
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	u.start("")
	u.sees("was a library when it was last open here")
	u.sees("Go on with the backup of today")
	u.unchanged(path, text)
}

func TestABackupThatCannotBeWrittenOutLeavesTheOtherWays(t *testing.T) {
	u := keepsBackups(t)
	path, text := u.spoilt()
	u.clearCopies() // after it was offered
	u.tap("Go on with the backup of today")
	u.sees("“ketamine-backup.sqlite” was not restored")
	u.key("Escape")
	u.sees("The library file is damaged")
	u.tap("Look at what is readable")
	u.sees("for reading only")
	if exists(u.path("ketamine-backup.sqlite")) {
		t.Error("something is left of it")
	}
	u.quit()
	u.unchanged(path, text)
}
