package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	setting "claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/work"
)

// references is a file of so many articles.
func (u *user) references(n int) string {
	u.Helper()
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "TY  - JOUR\nTI  - Light in the winter of year %d\nAU  - Solberg, Ida\nPY  - %d\nER  - \n\n", i, 1900+i)
	}
	path := u.path(fmt.Sprintf("%d.ris", n))
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		u.Fatal(err)
	}
	return path
}

// theirs is a library of somebody else, with one trial more.
func (u *user) theirs() string {
	u.Helper()
	path := u.path("theirs.sqlite")
	setting.Copy(u, path)
	l, err := db.Open(context.Background(), path, db.Options{})
	if err != nil {
		u.Fatal(err)
	}
	err = l.Do(context.Background(), db.Action{Name: "Add a trial"}, func(b *db.Batch) error {
		b.PutTrial(appraisal.Trial{UID: "theirs-1", Name: "Solberg 2016"})
		return nil
	})
	if err := errors.Join(err, l.Close()); err != nil {
		u.Fatal(err)
	}
	return path
}

// newest is the copy that was kept last.
func (u *user) newest() db.Copy {
	u.Helper()
	all := u.kept(u.path(starterName))
	if len(all) == 0 {
		return db.Copy{}
	}
	return all[0]
}

func TestACopyIsKeptBeforeALargeImportAndNoneBeforeASmallOne(t *testing.T) {
	u := keepsBackups(t)
	u.start("")
	articles := len(u.app.desk.overview.Articles)
	u.app.Receive([]string{u.references(49)})
	u.tap("Import 49 records")
	if got := u.newest(); got.Kind != db.CopyDaily {
		t.Errorf("a copy was kept before a small import: %+v", got)
	}
	u.app.undo()
	u.app.Receive([]string{u.references(50)})
	u.tap("Import 50 records")
	if got := u.newest(); got.Kind != db.CopyImport || got.Problem != "" {
		t.Errorf("kept before a large import: %+v", got)
	}
	if got := len(u.app.desk.overview.Articles); got != articles+50 {
		t.Errorf("%d articles were imported", got-articles)
	}
}

func TestACopyIsKeptBeforeEveryMerge(t *testing.T) {
	u := keepsBackups(t)
	u.start("")
	u.app.desk.screens.importing.Open([]string{u.theirs()})
	u.tap("Merge 1 thing")
	u.sees("Merged: 1 added")
	if got := u.newest(); got.Kind != db.CopyMerge || got.Counts.Trials != 29 {
		t.Errorf("kept before the merge: %+v", got)
	}
	if got := u.app.desk.overview.Counts.Trials; got != 30 {
		t.Errorf("%d trials after the merge", got)
	}
}

func TestWithoutACopyThePersonDecidesWhetherTheImportGoesOn(t *testing.T) {
	u := keepsBackups(t)
	u.start("")
	articles := len(u.app.desk.overview.Articles)
	imported := func() int { return len(u.app.desk.overview.Articles) - articles }
	u.clearCopies()
	text("in the way")(t, u.copies)
	u.app.Receive([]string{u.references(50)})
	u.tap("Import 50 records")
	u.sees("No backup could be kept")
	u.sees("No copy of “ketamine.sqlite” was kept")
	u.key("Return") // in haste
	if imported() != 0 {
		t.Fatalf("%d were imported without a copy, unasked", imported())
	}
	u.sees("Import 50 records") // what was decided for each is still there
	u.tap("Import 50 records")
	u.tap("Go on without a backup")
	if imported() != 50 {
		t.Errorf("%d were imported", imported())
	}
}

func TestALibraryWithoutCopiesSaysSoAndGetsItsFirst(t *testing.T) {
	u := keepsBackups(t)
	u.start("")
	u.clearCopies()
	u.choose("Where is my data?")
	u.sees(u.copies)
	u.tap("Backups…")
	u.sees("No copy has been kept of this library yet.")
	u.tap("Copy now")
	u.sees("A copy was kept and checked.")
	u.seesNot("No copy has been kept")
	u.sees("53 claims · 29 trials")
}

func TestACopyThatCannotBeReadIsNamedAndNotRestored(t *testing.T) {
	u := keepsBackups(t)
	u.start("")
	if err := os.WriteFile(u.newest().Path, []byte("no library"), 0o600); err != nil {
		t.Fatal(err)
	}
	u.choose("Backups…")
	u.sees("The copy cannot be read")
	u.key("Return")
	u.tap("Restore…")
	u.sees("Backups of " + starterName) // nothing lies over the list
}

// holds stops every copy in the middle, where it asks for the time, until it is released.
func (u *user) holds() (reached func() bool, release func()) {
	arrived, gone := make(chan bool, 100), make(chan bool)
	u.now = func() time.Time {
		if bytes.Contains(debug.Stack(), []byte(".KeepCopy(")) {
			arrived <- true
			<-gone
		}
		return time.Now()
	}
	return func() bool { return len(arrived) > 0 }, sync.OnceFunc(func() { close(gone) })
}

// until is await for what no job of the window tells.
func (u *user) until(what string, holds func() bool) {
	u.Helper()
	u.await(what, func() bool {
		work.Do(func() {}) // so that it is asked again
		return holds()
	})
}

// underway reports whether a function is being run, by what stands in the stacks of all goroutines.
func underway(function string) bool {
	stacks := make([]byte, 1<<20)
	return bytes.Contains(stacks[:runtime.Stack(stacks, true)], []byte(function))
}

func TestTheCopyOfTheDayDelaysNeitherTheFirstPictureNorEdits(t *testing.T) {
	u := queuedUser(t)
	u.copies = u.path("backups")
	reached, release := u.holds()
	defer release() // or a test that fails would wait for it
	u.start("")
	u.awaits("53 claims")
	if reached() || !work.Flush("daily copy") {
		t.Fatal("the copy does not wait for the window")
	}
	u.until("the copy begun", reached)
	u.openClaim("Works in hours")
	u.await("the claim read", work.Idle)
	u.choose("Delete claim")
	u.awaits("52 claims") // though the copy is not done
	u.awaits("All changes saved")
	if got := u.kept(u.path(starterName)); len(got) != 0 {
		t.Errorf("kept already: %+v", got)
	}
	release()
	u.until("the copy kept", func() bool { return len(u.kept(u.path(starterName))) == 1 })
}

func TestACopyBeforeAnImportIsCancelledAndSoIsTheImport(t *testing.T) {
	u := queuedUser(t)
	u.copies = u.path("backups")
	reached, release := u.holds()
	defer release() // or a test that fails would wait for it
	u.start("")
	u.awaits("53 claims")
	work.Drop("daily copy")
	articles := len(u.app.desk.overview.Articles)
	u.app.Receive([]string{u.references(50)})
	u.awaits("Import 50 records")
	u.tap("Import 50 records")
	u.sees("Keeping a backup first")
	u.until("the copy begun", reached)
	u.key("Escape")
	release()
	u.until("the copy given up", func() bool { return !underway(".KeepCopy(") })
	u.seesNot("Keeping a backup first")
	u.sees("Import 50 records")
	if got := len(u.app.desk.overview.Articles); got != articles {
		t.Errorf("%d were imported", got-articles)
	}
	if left, _ := os.ReadDir(u.copies); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestASalvageIsCancelledAndLeavesNothing(t *testing.T) {
	u := queuedUser(t)
	u.spoil(u.path(starterName))
	u.start(u.path(starterName))
	u.awaits("Salvage into a new file…")
	u.tap("Salvage into a new file…")
	u.key("Return")
	u.sees("Reading " + starterName)
	u.until("the salvage begun", func() bool { return underway(".salvage(") })
	u.key("Escape")
	u.until("the salvage ended", func() bool { return !underway(".salvage(") })
	if left, _ := filepath.Glob(u.path("*salvaged*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	u.sees("The library file is damaged")
	if dialogs.Blocked() {
		t.Error("a dialog is open still")
	}
}
