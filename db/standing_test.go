package db

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"claimgrade/appraisal"
)

// Once a library was deleted while its window was open, and an evening's work went into a file that nobody could find.
func TestNothingIsCalledSavedInAFileThatHasGone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows does not let anyone move or delete a file that is open")
	}
	ctx := context.Background()
	away := func(t *testing.T, path string) { must(t, os.Rename(path, path+".away")) }
	back := func(t *testing.T, path string) { must(t, os.Rename(path+".away", path)) }
	for _, test := range []struct {
		name        string
		spoil, mend func(t *testing.T, path string)
		says        string
	}{
		{"moved", away, back, "moved, renamed or deleted"},
		{"replaced by another library", func(t *testing.T, path string) {
			other := closedSmall(t)
			away(t, path)
			copyFile(t, other, path)
		}, back, "another file"},
		{"the write-ahead log moved", func(t *testing.T, path string) { away(t, path+"-wal") },
			func(t *testing.T, path string) { back(t, path+"-wal") }, "-wal"},
		{"its folder moved", func(t *testing.T, path string) { away(t, filepath.Dir(path)) },
			func(t *testing.T, path string) { back(t, filepath.Dir(path)) }, "moved"},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "folder")
			must(t, os.Mkdir(folder, 0o755))
			l := newLibraryAt(t, filepath.Join(folder, "library.sqlite"))
			must(t, l.Import(ctx, Action{Name: "Starter", Base: true}, small()))
			before := snapshot(t, l) // which makes a connection that reads
			edit := func() error {
				return l.Do(ctx, Action{Name: "Delete a claim"}, func(b *Batch) error { b.DeleteClaim("c3"); return nil })
			}

			test.spoil(t, l.Path())
			err := edit()
			wantCode(t, err, appraisal.CodeMoved)
			if !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), "“Delete a claim” was not saved") {
				t.Errorf("it says %q", err)
			}
			wantCode(t, l.SetSetting(ctx, "window.place", "{}"), appraisal.CodeMoved)
			_, err = l.Undo(ctx, "")
			wantCode(t, err, appraisal.CodeMoved)
			if snapshot(t, l) != before {
				t.Error("what was read before can no longer be read, or is something else")
			}
			rescued := filepath.Join(t.TempDir(), "rescued.sqlite")
			must(t, l.Backup(ctx, rescued))
			copied, err := Open(ctx, rescued, testOptions())
			must(t, err)
			if snapshot(t, copied) != before {
				t.Error("the copy that was saved meanwhile differs")
			}
			must(t, copied.Close())

			test.mend(t, l.Path())
			must(t, edit())
			l = reopen(t, l)
			if claims, err := l.Claims(ctx); err != nil || len(claims) != 2 {
				t.Errorf("%d claims after opening again, %v", len(claims), err)
			}
			wantSound(t, l)
		})
	}
}

// A library is read through several connections, which are made when they are needed.
func TestAConnectionMadeLaterDoesNotReadAnotherLibrary(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows does not let anyone move or delete a file that is open")
	}
	ctx := context.Background()
	l := newLibrary(t) // nothing was read yet
	other := closedSmall(t)
	must(t, os.Remove(l.Path()))
	copyFile(t, other, l.Path())
	claims, err := l.Claims(ctx)
	wantCode(t, err, appraisal.CodeMoved)
	if len(claims) > 0 {
		t.Errorf("%d claims of another library were read", len(claims))
	}
}
