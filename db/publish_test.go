package db

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"claimgrade/appraisal"
)

func textOf(t testing.TB, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	must(t, err)
	return string(text)
}

// alone fails unless a folder holds this file and nothing else: no temporary file is left behind.
func alone(t testing.TB, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if len(entries) != 1 || entries[0].Name() != filepath.Base(path) {
		t.Errorf("the folder holds %v", entries)
	}
}

func TestAFileIsWrittenAndReplacedOnlyWhenAsked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "report å.pdf")
	must(t, WriteFile(path, []byte("one"), false))
	err := WriteFile(path, []byte("two"), false)
	wantCode(t, err, appraisal.CodeConflict)
	if !errors.Is(err, fs.ErrExist) || !strings.Contains(err.Error(), "report å.pdf") || textOf(t, path) != "one" {
		t.Errorf("%v; the file is now %q", err, textOf(t, path))
	}
	must(t, os.Chmod(path, 0o640))
	must(t, WriteFile(path, []byte("two"), true))
	info, err := os.Stat(path)
	must(t, err)
	if textOf(t, path) != "two" || info.Mode().Perm() != 0o640 {
		t.Errorf("replaced by %q with permissions %v", textOf(t, path), info.Mode())
	}
	alone(t, path)
	other := filepath.Join(t.TempDir(), "new.txt")
	must(t, WriteFile(other, nil, true)) // nothing to replace
	alone(t, other)
}

func TestAFileBehindALinkIsReplacedWhereItIs(t *testing.T) {
	real, link := filepath.Join(t.TempDir(), "real.txt"), filepath.Join(t.TempDir(), "link.txt")
	must(t, WriteFile(real, []byte("one"), false))
	if err := os.Symlink(real, link); err != nil {
		t.Skip(err)
	}
	wantCode(t, WriteFile(link, []byte("two"), false), appraisal.CodeConflict)
	must(t, WriteFile(link, []byte("two"), true))
	if textOf(t, real) != "two" {
		t.Errorf("the file is %q", textOf(t, real))
	}
	alone(t, real)
	alone(t, link)
}

func TestALibraryIsNotReplacedByWhatIsMadeOfIt(t *testing.T) {
	folder := t.TempDir()
	library, link, other := filepath.Join(folder, "mine.sqlite"), filepath.Join(folder, "link.sqlite"), filepath.Join(folder, "other.sqlite")
	must(t, WriteFile(library, []byte("precious"), false))
	must(t, WriteFile(other, []byte("older"), false))
	must(t, os.Link(library, link))
	for _, path := range []string{library, filepath.Join(folder, ".", "mine.sqlite"), link} {
		err := WriteFromLibrary(library, path, []byte("a part"), true)
		wantCode(t, err, appraisal.CodeConflict)
		if !strings.Contains(err.Error(), "the library itself") || textOf(t, library) != "precious" {
			t.Errorf("%v; it is now %q", err, textOf(t, library))
		}
	}
	must(t, WriteFromLibrary(library, other, []byte("a part"), true))
	if textOf(t, other) != "a part" {
		t.Errorf("another file is %q", textOf(t, other))
	}
}

func TestAFailedWriteLeavesTheOldFileWhole(t *testing.T) {
	for name, fault := range map[string]error{"full": syscall.ENOSPC, "read-only": syscall.EROFS, "input": syscall.EIO} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "report.pdf")
			must(t, WriteFile(path, []byte("the old one"), false))
			half := func(temporary string) error {
				return errors.Join(os.WriteFile(temporary, []byte("the ne"), 0o666), fault)
			}
			if err := supplant(path, "x", half); !errors.Is(err, fault) {
				t.Errorf("error %v", err)
			}
			if textOf(t, path) != "the old one" {
				t.Errorf("the file is now %q", textOf(t, path))
			}
			alone(t, path)
		})
	}
}

func TestWhatCannotBeWrittenSaysWhy(t *testing.T) {
	folder := t.TempDir()
	locked := filepath.Join(folder, "locked.txt")
	must(t, os.WriteFile(locked, []byte("mine"), 0o400))
	for path, code := range map[string]appraisal.Code{
		filepath.Join(folder, "gone", "report.pdf"):       appraisal.CodeNotFound,
		filepath.Join(locked, "report.pdf"):               appraisal.CodeNotFound,
		filepath.Join(folder, strings.Repeat("long", 99)): appraisal.CodeInvalid,
		folder: appraisal.CodeConflict,
	} {
		wantCode(t, WriteFile(path, []byte("x"), true), code)
		wantCode(t, WriteFile(path, []byte("x"), false), code)
	}
	if os.Getuid() != 0 { // nothing is locked for root
		wantCode(t, WriteFile(locked, []byte("x"), true), appraisal.CodeDenied)
	}
	alone(t, locked)
}
