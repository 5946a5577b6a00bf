package ui

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	setting "claimgrade/ui/internal/uitest/desk"
)

// cause is something that keeps a library from being written, and passes.
type cause struct {
	name   string
	folder func(t *testing.T) string // for the library
	come   func(t *testing.T, library string)
	pass   func(t *testing.T, library string)
	says   string
}

var causes = []cause{
	{
		name: "the file is moved away", folder: func(t *testing.T) string { return t.TempDir() },
		come: func(t *testing.T, library string) { rename(t, library, library+".away") },
		pass: func(t *testing.T, library string) { rename(t, library+".away", library) },
		says: "was moved, renamed or deleted. Put it back and try again",
	},
	{name: "the disk is full", folder: smallDisk, come: fillDisk, pass: freeDisk, says: "the disk is full. Free some space and try again."},
}

func rename(t *testing.T, from, to string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("Windows does not let anyone move a file that is open")
	}
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// writing is somebody in the middle of a reason on a library that can be kept from being written.
func writing(t *testing.T, c cause) (u *user, library string) {
	t.Helper()
	library = filepath.Join(c.folder(t), "library.sqlite")
	setting.Copy(t, library)
	u = newUser(t)
	u.start(library)
	u.resize(1280, 2000)
	u.known("Hanne Olsen")
	u.openRow("Robust", "Murrough 2013", appraisal.Blinding)
	u.focus("What the judgement rests on")
	u.write("A.")
	u.sees("All changes saved")
	return u, library
}

func TestWhatIsTypedWhileNothingCanBeWrittenIsSavedOnceItCan(t *testing.T) {
	for _, c := range causes {
		t.Run(c.name, func(t *testing.T) {
			u, library := writing(t, c)
			c.come(t, library)
			u.write("B.")
			u.sees(c.says)
			u.sees("1 change not saved")
			u.write("C.") // the keyboard is still in the field
			const typed = "A.B.C."
			u.sees(typed)
			u.sees("1 change not saved")
			u.tapSegment("High") // in its turn, after the text
			u.sees("2 changes not saved")
			u.tap("Try again")
			u.sees("That did not work")
			u.key("Escape")
			u.sees("2 changes not saved")

			c.pass(t, library)
			u.tap("Try again")
			u.sees("All changes saved")
			u.seesNot(c.says)
			if got := u.stored(appraisal.Blinding); got.Reason != typed || got.Judgement != appraisal.High {
				t.Errorf("stored %+v", got)
			}
			u.app.undo()
			if got := u.stored(appraisal.Blinding); got.Reason != typed || got.Judgement != "" {
				t.Errorf("undone to %+v", got)
			}
		})
	}
}

func TestTheNextEditSavesThoseThatWaited(t *testing.T) {
	u, library := writing(t, causes[0])
	causes[0].come(t, library)
	u.write("B.")
	causes[0].pass(t, library)
	u.tapSegment("High")
	u.sees("All changes saved")
	if got := u.stored(appraisal.Blinding); got.Reason != "A.B." || got.Judgement != appraisal.High {
		t.Errorf("stored %+v", got)
	}
}

func TestClosingTheWindowAsksBeforeAnythingUnsavedIsGivenUp(t *testing.T) {
	u, library := writing(t, causes[0])
	causes[0].come(t, library)
	u.write("B.")
	u.quit()
	u.sees("1 change not saved")
	u.sees(causes[0].says)
	u.tap("Go back")
	if u.app.desk == nil {
		t.Fatal("the library was closed")
	}
	causes[0].pass(t, library)
	u.quit()
	if u.app.desk != nil {
		t.Fatal("the window did not close")
	}
	if reason := reasonIn(t, library); reason != "A.B." {
		t.Errorf("stored %q", reason)
	}

	u, library = writing(t, causes[0])
	causes[0].come(t, library)
	u.write("B.")
	u.quit()
	u.tap("Close without saving")
	if u.app.desk != nil {
		t.Fatal("the window did not close")
	}
}

// reasonIn is the reason that a library holds for the row that was written on.
func reasonIn(t *testing.T, path string) string {
	t.Helper()
	l, err := db.Open(context.Background(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	reviewers, err := l.Reviewers(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	claims, err := l.Claims(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range claims {
		for _, r := range reviewers {
			d, err := l.Dossier(context.Background(), c.UID, r.UID)
			if err != nil {
				t.Fatal(err)
			}
			for _, k := range d.Linked {
				if a, _ := k.DomainAppraisal(r.UID, appraisal.Blinding); c.Label == "Robust" && r.Name == "Hanne Olsen" && a.Reason != "" {
					return a.Reason
				}
			}
		}
	}
	return ""
}
