package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/appraisal"
)

// traceOf is the listing of the folder, with a hash of each file: what must be the same before and after a refusal.
// Reading a file drops the locks that SQLite holds on it in this process, so no library may be open and in use then.
func traceOf(t testing.TB, path string) string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	var lines []string
	for _, e := range entries {
		line := e.Name() + " " + e.Type().String()
		if e.Type().IsRegular() {
			text, err := os.ReadFile(filepath.Join(filepath.Dir(path), e.Name()))
			if err != nil && !os.IsPermission(err) {
				t.Fatal(err)
			}
			line += fmt.Sprintf(" %d %x", len(text), sha256.Sum256(text))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	must(t, err)
	must(t, os.WriteFile(to, text, 0o644))
}

// closedSmall is the path of a closed library.
func closedSmall(t testing.TB) string {
	t.Helper()
	l := smallLibrary(t)
	must(t, l.Close())
	return l.Path()
}

// patch overwrites bytes of a file.
func patch(t testing.TB, path string, at int64, with []byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	must(t, err)
	_, err = f.WriteAt(with, at)
	must(t, err)
	must(t, f.Close())
}

func sizeOf(t testing.TB, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	return info.Size()
}

func TestWhatIsNoSoundLibraryIsRefusedAndLeftUntouched(t *testing.T) {
	for _, test := range []struct {
		name string
		code appraisal.Code
		make func(t *testing.T) (path string)
	}{
		{"no file", appraisal.CodeNotFound, func(t *testing.T) string {
			return filepath.Join(t.TempDir(), "gone.sqlite")
		}},
		{"no folder", appraisal.CodeNotFound, func(t *testing.T) string {
			folder := t.TempDir()
			must(t, os.WriteFile(filepath.Join(folder, "note.txt"), []byte("x"), 0o600))
			return filepath.Join(folder, "gone.sqlite")
		}},
		{"folder", appraisal.CodeForeign, func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "folder")
			must(t, os.Mkdir(path, 0o755))
			return path
		}},
		{"empty file", appraisal.CodeForeign, func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "empty.sqlite")
			must(t, os.WriteFile(path, nil, 0o600))
			return path
		}},
		{"short text", appraisal.CodeForeign, func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "note.sqlite")
			must(t, os.WriteFile(path, []byte("Dear diary\n"), 0o600))
			return path
		}},
		{"long text", appraisal.CodeForeign, func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "book.sqlite")
			must(t, os.WriteFile(path, []byte(strings.Repeat("Call me Ishmael. ", 5000)), 0o600))
			return path
		}},
		{"another program's database", appraisal.CodeForeign, func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "other.sqlite")
			other, err := sql.Open("sqlite", address(path))
			must(t, err)
			_, err = other.Exec(`CREATE TABLE trial (id INTEGER PRIMARY KEY, uid TEXT); PRAGMA user_version = 1`)
			must(t, err)
			must(t, other.Close())
			return path
		}},
		{"another program's database with its own id", appraisal.CodeForeign, func(t *testing.T) string {
			path := closedSmall(t)
			patch(t, path, 68, []byte{0, 0, 0, 42})
			return path
		}},
		{"newer library", appraisal.CodeNewer, func(t *testing.T) string {
			path := closedSmall(t)
			patch(t, path, 60, []byte{0, 0, 0x27, 0x0f}) // 9999
			return path
		}},
		{"library cut short at a page", appraisal.CodeCorrupt, func(t *testing.T) string {
			path := closedSmall(t)
			must(t, os.Truncate(path, sizeOf(t, path)-8192))
			return path
		}},
		{"library cut short anywhere", appraisal.CodeCorrupt, func(t *testing.T) string {
			path := closedSmall(t)
			must(t, os.Truncate(path, 50_000))
			return path
		}},
		{"library cut short in its first page", appraisal.CodeCorrupt, func(t *testing.T) string {
			path := closedSmall(t)
			must(t, os.Truncate(path, 1000))
			return path
		}},
		{"library with a page overwritten", appraisal.CodeCorrupt, func(t *testing.T) string {
			path := closedSmall(t)
			patch(t, path, 3*4096, []byte(strings.Repeat("damage! ", 512)))
			return path
		}},
		{"library with its schema overwritten", appraisal.CodeCorrupt, func(t *testing.T) string {
			path := closedSmall(t)
			patch(t, path, 100, []byte(strings.Repeat("damage! ", 400)))
			return path
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := test.make(t)
			before := traceOf(t, path)
			for _, o := range []Options{{}, {ReadOnly: true}} {
				l, err := Open(context.Background(), path, o)
				if err == nil {
					_ = l.Close()
				}
				wantCode(t, err, test.code)
				if after := traceOf(t, path); after != before {
					t.Errorf("read-only %v left:\n%s\nfound:\n%s", o.ReadOnly, after, before)
				}
			}
		})
	}
}

func TestALibraryLockedByAnotherProgramIsRefusedAndLeftUntouched(t *testing.T) {
	for _, test := range []struct {
		name string
		make func(t *testing.T) string
	}{
		{"as ClaimGrade leaves it", func(t *testing.T) string { return closedSmall(t) }},
		{"as a backup is written", func(t *testing.T) string { // with a rollback journal instead of a -wal file
			path := filepath.Join(t.TempDir(), "copy.sqlite")
			must(t, smallLibrary(t).Backup(context.Background(), path))
			return path
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := test.make(t)
			locker := start(t, "lock", path)
			if said := locker.line(); said != "locked" {
				t.Fatalf("the other program said %q", said)
			}
			before := listing(t, path)
			for _, readOnly := range []bool{false, true} {
				o := testOptions()
				o.ReadOnly = readOnly
				l, err := Open(context.Background(), path, o)
				if err == nil {
					_ = l.Close()
				}
				wantCode(t, err, appraisal.CodeLocked)
				if after := listing(t, path); after != before {
					t.Errorf("read-only %v left %s, found %s", readOnly, after, before)
				}
			}
			locker.end(t)
			l, err := Open(context.Background(), path, testOptions())
			must(t, err)
			wantSound(t, l)
			must(t, l.Close())
		})
	}
}

// listing names the files of the folder without reading them: another process has them open.
func listing(t testing.TB, path string) string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	names := ""
	for _, e := range entries {
		info, err := e.Info()
		must(t, err)
		names += fmt.Sprintf("%s %d; ", e.Name(), info.Size())
	}
	return names
}

func TestReadingOnlyLeavesNoTraceAndRefusesWrites(t *testing.T) {
	ctx := context.Background()
	path := closedSmall(t)
	before := traceOf(t, path)
	o := testOptions()
	o.ReadOnly = true
	l, err := Open(ctx, path, o)
	must(t, err)
	if !l.ReadOnly() {
		t.Error("the library does not say that it is read-only")
	}
	claims, err := l.Claims(ctx)
	if err != nil || len(claims) != 3 {
		t.Errorf("read %d claims, %v", len(claims), err)
	}
	wantSound(t, l)
	wantCode(t, l.Do(ctx, Action{Name: "x"}, func(b *Batch) error { b.DeleteClaim("c1"); return nil }), appraisal.CodeReadOnly)
	wantCode(t, l.Import(ctx, Action{Name: "x"}, small()), appraisal.CodeReadOnly)
	wantCode(t, l.SetSetting(ctx, "a", "b"), appraisal.CodeReadOnly)
	_, err = l.Undo(ctx, "")
	wantCode(t, err, appraisal.CodeReadOnly)
	wantCode(t, l.Reindex(ctx), appraisal.CodeReadOnly)
	must(t, l.Close())
	if after := traceOf(t, path); after != before {
		t.Errorf("left:\n%s\nfound:\n%s", after, before)
	}
}

func TestALibraryLeftByACrashOpensWithAllThatWasSaved(t *testing.T) {
	l := smallLibrary(t)
	want := dumpOf(t, l)
	path := filepath.Join(t.TempDir(), "crashed.sqlite")
	copyFile(t, l.Path(), path)
	copyFile(t, l.Path()+"-wal", path+"-wal")
	left := func() string {
		library, err := os.ReadFile(path)
		must(t, err)
		wal, err := os.ReadFile(path + "-wal")
		must(t, err)
		return string(library) + string(wal)
	}
	before := left()
	for _, readOnly := range []bool{true, true, false} { // once without the -shm file, once with the one that reading leaves
		o := testOptions()
		o.ReadOnly = readOnly
		again, err := Open(context.Background(), path, o)
		must(t, err)
		if got := dumpOf(t, again); got != want {
			t.Errorf("read-only %v: %d bytes of content, want %d", readOnly, len(got), len(want))
		}
		wantSound(t, again)
		must(t, again.Close())
		if readOnly && left() != before {
			t.Error("reading only changed what the crash left")
		}
	}
}

func TestTwoProgramsMayShareALibrary(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	other, err := Open(ctx, l.Path(), testOptions())
	must(t, err)
	do(t, other, "Add", func(b *Batch) { b.PutReviewer(appraisal.Reviewer{UID: "r3", Name: "C"}) })
	must(t, other.Close())
	reviewers, err := l.Reviewers(ctx)
	must(t, err)
	if len(reviewers) != 3 {
		t.Errorf("the first program sees %d reviewers, want 3", len(reviewers))
	}
	do(t, l, "Add", func(b *Batch) { b.PutReviewer(appraisal.Reviewer{UID: "r4", Name: "D"}) })
	wantSound(t, l)
}

// An undo reads before it writes: without taking the lock first it would fail when the other program writes in between.
func TestTwoProgramsMayWriteAtTheSameTime(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	done := make(chan error, 2)
	for _, name := range []string{"one", "two"} {
		other, err := Open(ctx, l.Path(), Options{})
		must(t, err)
		defer other.Close()
		go func() {
			for range 60 {
				err := other.Do(ctx, Action{Name: name}, func(b *Batch) error {
					b.PutReviewer(appraisal.Reviewer{Name: name})
					return nil
				})
				if err == nil {
					_, err = other.Undo(ctx, "") // whichever of the two was last
				}
				if err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	for range 2 {
		must(t, <-done)
	}
	reviewers, err := l.Reviewers(ctx)
	must(t, err)
	if len(reviewers) != 2 {
		t.Errorf("%d reviewers left, want the 2 there were", len(reviewers))
	}
	wantSound(t, l)
}
