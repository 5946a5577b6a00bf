package db

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// oldLibrary puts a library of the first version into a folder of its own below another.
func oldLibrary(t testing.TB, folder, name string) (path string) {
	t.Helper()
	path = filepath.Join(folder, name, "old.sqlite")
	must(t, os.Mkdir(filepath.Dir(path), 0o755))
	fixture, _ := fixture(1)
	copyFile(t, fixture, path)
	return path
}

// wantWholeMigration brings a library of the first version up to date, if it is not yet, and fails unless it holds what it
// did, and there are copies beside it, which hold all that was in the file.
func wantWholeMigration(t testing.TB, point, path string) {
	t.Helper()
	l, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatalf("%s: %v", point, err)
	}
	old, dump := fixture(1)
	if dumpOf(t, l) != textOf(t, dump) {
		t.Errorf("%s: the library holds something else than before", point)
	}
	wantSound(t, l)
	must(t, l.Close())
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	copies := 0
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".sqlite" || e.Name() == filepath.Base(path) {
			continue
		}
		copies++
		if got, want := countsOf(t, filepath.Join(filepath.Dir(path), e.Name())), countsOf(t, old); got != want {
			t.Errorf("%s: the copy %s has the rows\n%s\nwant\n%s", point, e.Name(), got, want)
		}
	}
	if copies == 0 {
		t.Errorf("%s: there is no copy of the library as it was", point)
	}
}

// countsOf is what a database of any version says of itself: whether it is sound, and how many rows its tables have.
func countsOf(t testing.TB, path string) string {
	t.Helper()
	path, err := filepath.Abs(path)
	must(t, err)
	db, err := connect(path, Options{}.withDefaults(), "mode=ro&immutable=1")
	must(t, err)
	defer db.Close()
	var verdict string
	var names []string
	must(t, db.QueryRow(`PRAGMA integrity_check`).Scan(&verdict))
	rows, err := db.Query(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' ORDER BY name`)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var name string
		must(t, rows.Scan(&name))
		names = append(names, name)
	}
	must(t, rows.Err())
	for _, name := range names {
		var count int
		must(t, db.QueryRow(`SELECT count(*) FROM "`+name+`"`).Scan(&count))
		if count > 0 { // a later version has tables that are empty yet
			verdict += fmt.Sprintf("; %s %d", name, count)
		}
	}
	return verdict
}

func TestAMigrationThatFailsAtAnyWritePointLeavesTheOldContentAndIsDoneTheNextTime(t *testing.T) {
	for _, f := range passing {
		t.Run(f.name, func(t *testing.T) {
			folder := t.TempDir()
			h := newHelper(t, folder)
			all := h.count(f, "open "+oldLibrary(t, folder, "count"))
			for _, n := range points(t, all, 3) {
				h.arm(fault{}, 0)
				h.must("close", "")
				path := oldLibrary(t, folder, fmt.Sprint(n))
				answer, reached := h.faulted(f, n, "open", path)
				point := h.point(n)
				h.arm(fault{}, 0)
				if !reached {
					t.Fatalf("%s was not reached", point)
				}
				if !passes(t, point, answer) {
					wantRefusal(t, f, point, answer)
					h.must("open", path)
				}
				h.must("edit", "next")
				if claims := h.must("look", ""); claims != "5" {
					t.Errorf("%s: %s claims, want 5", point, claims)
				}
				if name, err := undoLast(path); name != "next" || err != nil {
					t.Errorf("%s: undo takes back %q, %v", point, name, err)
				}
				h.must("close", "")
				wantWholeMigration(t, point, path)
				h.must("open", path)
			}
		})
	}
}

// undoLast takes the last action of a library back, beside whoever has it open.
func undoLast(path string) (string, error) {
	ctx := context.Background()
	l, err := Open(ctx, path, Options{})
	if err != nil {
		return "", err
	}
	name, err := l.Undo(ctx, "")
	return name, errors.Join(err, l.Close())
}

func TestAKillAtAnyWritePointOfAMigrationLosesNothing(t *testing.T) {
	folder := t.TempDir()
	counting := newHelper(t, folder)
	all := counting.count(killed, "open "+oldLibrary(t, folder, "count"))
	for _, n := range points(t, all, 6) {
		h := newHelper(t, folder)
		path := oldLibrary(t, folder, fmt.Sprint(n))
		answer, reached := h.faulted(killed, n, "open", path)
		if !reached || answer != "" {
			t.Fatalf("%s: the answer is %q", h.point(n), answer)
		}
		<-h.done
		wantWholeMigration(t, h.point(n), path)
	}
}

// Somebody who tidies up their folders may meet a library that is being brought up to date.
func TestALibraryThatIsMovedAwayAtAnyWritePointOfItsMigrationLosesNothing(t *testing.T) {
	folder := t.TempDir()
	h := newHelper(t, folder)
	all := h.count(fault{}, "open "+oldLibrary(t, folder, "count"))
	h.must("close", "")
	for _, n := range points(t, all, 4) {
		path := oldLibrary(t, folder, fmt.Sprint(n))
		answer, reached := h.faulted(fault{away: path}, n, "open", path)
		point := h.point(n)
		h.arm(fault{}, 0)
		if !reached {
			t.Fatalf("%s was not reached", point)
		}
		if code, text, _ := strings.Cut(answer, "|"); !slices.Contains([]string{"not-found", "moved", "disk", "denied"}, code) || !strings.HasSuffix(text, ".") {
			t.Errorf("%s: the answer is %q", point, answer)
		}
		must(t, os.Rename(path+".away", path))
		wantWholeMigration(t, point, path)
	}
}
