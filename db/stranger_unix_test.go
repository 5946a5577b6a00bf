//go:build linux || darwin || freebsd

package db

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"claimgrade/appraisal"
)

// nobody is a user without rights on what the tests make. Root has to become one, since permissions do not bind root.
const nobody = 65534

// openAsStranger opens the library as a user who may not write it, both ways, and says what came of it.
func openAsStranger(path string) error {
	if os.Getuid() == 0 {
		if err := syscall.Setgroups(nil); err != nil {
			return err
		}
		if err := syscall.Setgid(nobody); err != nil {
			return err
		}
		if err := syscall.Setuid(nobody); err != nil {
			return err
		}
	}
	ctx := context.Background()
	for _, o := range []Options{{}, {ReadOnly: true}} {
		l, err := Open(ctx, path, o)
		if err != nil {
			fmt.Println(appraisal.CodeOf(err), err)
			continue
		}
		claims, err := l.Claims(ctx)
		if err != nil {
			return err
		}
		problems, err := l.Check(ctx)
		if err != nil {
			return err
		}
		write := l.Do(ctx, Action{Name: "Add"}, func(b *Batch) error {
			b.PutReviewer(appraisal.Reviewer{Name: "X"})
			return nil
		})
		fmt.Println("open", len(claims), len(problems), appraisal.CodeOf(write))
		if err := l.Close(); err != nil {
			return err
		}
	}
	return nil
}

// openFolder makes a folder that other users can reach: t.TempDir lies in one that only its owner can.
func openFolder(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	must(t, os.Chmod(filepath.Dir(folder), 0o755))
	must(t, os.Chmod(folder, 0o777))
	t.Cleanup(func() { _ = os.Chmod(folder, 0o755) }) // so that it can be removed
	return folder
}

func TestWhereNothingMayBeWrittenTheLibraryOpensForReadingOnly(t *testing.T) {
	for _, test := range []struct {
		name         string
		file, folder os.FileMode
		crashed      bool // left with its -wal file, as a crash leaves it
		writing      appraisal.Code
		reading      string // "" if it opens
	}{
		{name: "read-only folder", file: 0o666, folder: 0o555, writing: appraisal.CodeReadOnly},
		{name: "read-only file", file: 0o444, folder: 0o777, writing: appraisal.CodeReadOnly},
		{name: "read-only file and folder", file: 0o444, folder: 0o555, writing: appraisal.CodeReadOnly},
		{name: "unreadable file", file: 0o000, folder: 0o777, writing: appraisal.CodeDenied, reading: string(appraisal.CodeDenied)},
		{name: "read-only folder after a crash", file: 0o666, folder: 0o555, crashed: true,
			writing: appraisal.CodeReadOnly, reading: string(appraisal.CodeDenied)},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := smallLibrary(t)
			path := filepath.Join(openFolder(t), "library.sqlite")
			if test.crashed {
				copyFile(t, l.Path(), path)
				copyFile(t, l.Path()+"-wal", path+"-wal")
			} else {
				must(t, l.Close())
				copyFile(t, l.Path(), path)
			}
			must(t, os.Chmod(path, test.file))
			must(t, os.Chmod(filepath.Dir(path), test.folder))
			before := traceOf(t, path)
			c := start(t, "stranger", path)
			var code appraisal.Code
			if _, err := fmt.Sscan(c.line(), &code); err != nil || code != test.writing {
				t.Errorf("opening for writing gives code %q, %v, want %q", code, err, test.writing)
			}
			// two claims in one sentence and one more; quotes that cannot be compared are the only remark
			reading, want := c.line(), "open 3 1 read-only"
			if test.file == 0 && !strings.Contains(reading, "Ask its owner for permission") {
				t.Errorf("it says %q, which does not tell what to do", reading)
			}
			if test.reading != "" {
				_, _ = fmt.Sscan(reading, &reading)
				want = test.reading
			}
			if reading != want {
				t.Errorf("opening for reading only gives %q, want %q", reading, want)
			}
			if rest := c.line(); rest != "" {
				t.Errorf("the second process ended with %q", rest)
			}
			if after := traceOf(t, path); after != before {
				t.Errorf("left behind:\n%s\nfound:\n%s", after, before)
			}
		})
	}
}
