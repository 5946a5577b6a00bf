package ui

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	setting "claimgrade/ui/internal/uitest/desk"

	_ "modernc.org/sqlite" // to make files that the program must refuse
)

func TestALibraryThatCannotBeOpenedIsExplainedAndLeftAsItIs(t *testing.T) {
	for _, c := range []struct {
		name  string
		make  func(t *testing.T, path string)
		title string
		says  string
	}{
		{"missing", func(*testing.T, string) {}, "The library is not there", "There is no file"},
		{"another kind of file", text("Dear diary,"), "This is not a ClaimGrade library", "is not a ClaimGrade library"},
		{"empty", text(""), "This is not a ClaimGrade library", "It is empty"},
		{"another program's database", execute(`CREATE TABLE t (a)`), "This is not a ClaimGrade library", "belongs to another program"},
		{"newer", altered(`PRAGMA user_version = 9999`), "This library needs a newer ClaimGrade", "made by a newer ClaimGrade"},
		{"damaged", damaged, "The library file is damaged", "Open a backup of it"},
		{"a folder", func(t *testing.T, path string) {
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		}, "This is not a ClaimGrade library", "It is a folder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := newUser(t)
			path := u.path("odd.sqlite")
			c.make(t, path)
			before, _ := os.ReadFile(path)
			u.start(path)
			u.sees(c.title)
			u.sees(c.says)
			u.sees(path)
			after, _ := os.ReadFile(path)
			if !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
			if beside, _ := filepath.Glob(path + "?*"); len(beside) > 0 {
				t.Errorf("left beside the file: %q", beside)
			}
			u.tap("Open the starter library")
			u.sees("53 claims")
			u.quit()
			u.start("")
			u.sees("53 claims") // what could not be opened is not what is remembered
		})
	}
}

func text(s string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func execute(statement string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		t.Helper()
		file, err := sql.Open("sqlite", "file:"+path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.Exec(statement); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func altered(statement string) func(*testing.T, string) {
	return func(t *testing.T, path string) {
		setting.Copy(t, path)
		execute(statement)(t, path)
	}
}

// damaged is a library with its second half cut off.
func damaged(t *testing.T, path string) {
	setting.Copy(t, path)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, info.Size()/2); err != nil {
		t.Fatal(err)
	}
}

func TestAProblemThatHasPassedIsGoneAtTheNextTry(t *testing.T) {
	u := newUser(t)
	u.start(u.path("later.sqlite"))
	u.sees("The library is not there")
	setting.Copy(t, u.path("later.sqlite"))
	u.tap("Try again")
	u.sees("53 claims")
	u.sees("later.sqlite")
}

func TestAfterAFailedOpeningOneCanGoBack(t *testing.T) {
	u := newUser(t)
	u.start("")
	place := u.app.desk.session.Place()
	u.app.openPath(u.path("nothing.sqlite"))
	u.tap("Go back to " + starterName)
	u.sees("53 claims")
	if got := u.app.desk.session.Place(); got != place {
		t.Errorf("back at %+v, left at %+v", got, place)
	}
}

func TestAStarterLibraryThatIsDamagedIsReplacedByAnotherBesideIt(t *testing.T) {
	u := newUser(t)
	damaged(t, u.path(starterName))
	u.start("")
	u.sees("The library file is damaged")
	u.tap("Open the starter library")
	u.sees("53 claims")
	u.sees("ketamine-2.sqlite")
}

func TestALibraryOpenForReadingOnlySaysSoAndRefusesEdits(t *testing.T) {
	u := newUser(t)
	u.start("")
	path := u.path(starterName)
	u.app.openWith(path, func(ctx context.Context) (opened, error) {
		lib, err := db.Open(ctx, path, db.Options{ReadOnly: true})
		return restored(ctx, lib, readOnlyNotice(path), err)
	})
	u.resize(1280, 800)
	u.sees("Read-only: “ketamine.sqlite”")
	u.choose("Claims")
	u.key("Down") // looking around is no edit
	u.seesNot("was not saved")
	u.app.desk.session.Edit("Delete the claim", func(b *db.Batch) error { b.DeleteClaim(u.app.desk.session.Place().UID); return nil }, nil)
	u.sees("“Delete the claim” was not saved: the library was opened for reading only.")
	u.key("Escape")
	u.tap("Save a copy…")
	u.fill("copy")
	u.key("Return")
	u.sees("Copied to")
}

func TestALockedLibraryIsExplained(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.app.problem(u.path(starterName), &appraisal.Error{Code: appraisal.CodeLocked, Text: "Another program has locked it."})
	u.sees("Another program is using the library")
	u.tap("Try again")
	u.sees("53 claims")
}
