//go:build linux || darwin || freebsd

package db

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// withUmask runs the rest of the test as a person whose new files get these permissions.
func withUmask(t testing.TB, mask int) {
	old := syscall.Umask(mask)
	t.Cleanup(func() { syscall.Umask(old) })
}

// wantModes fails unless every file in a folder has the permissions that its name is given.
func wantModes(t testing.TB, folder string, want func(name string) os.FileMode) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	for _, e := range entries {
		info, err := e.Info()
		must(t, err)
		if info.Mode().Perm() != want(e.Name()) {
			t.Errorf("%s has the permissions %v, want %v", e.Name(), info.Mode().Perm(), want(e.Name()))
		}
	}
}

// Whatever holds a library is its owner's alone, whatever the system gives to new files; what is made to be passed on is not.
func TestOnlyTheOwnerMayReadALibrary(t *testing.T) {
	for _, mask := range []int{0, 0o022} {
		t.Run(fmt.Sprintf("umask %03o", mask), func(t *testing.T) {
			ctx := context.Background()
			withUmask(t, mask)
			l := smallLibrary(t)
			folder := filepath.Dir(l.Path())
			must(t, l.Backup(ctx, filepath.Join(folder, "copy.sqlite")))
			must(t, l.CopyClaims(ctx, filepath.Join(folder, "claims.sqlite"), []string{"c1"}, false))
			var text strings.Builder
			must(t, l.WriteJSON(ctx, &text, true))
			must(t, WriteFile(filepath.Join(folder, "library.json"), []byte(text.String()), false))
			data, err := os.ReadFile(filepath.Join(folder, "copy.sqlite"))
			must(t, err)
			must(t, WriteFile(filepath.Join(folder, "sent.sqlite"), data, false))
			must(t, WriteFile(filepath.Join(folder, "report.pdf"), []byte("%PDF"), false))
			if names, _ := filepath.Glob(l.Path() + "-*"); len(names) != 2 {
				t.Fatalf("beside the open library lie %v, want its log and its index", names)
			}
			must(t, os.Chmod(filepath.Join(folder, "sent.sqlite"), 0o640)) // the owner's decision
			must(t, WriteFile(filepath.Join(folder, "sent.sqlite"), data, true))
			wantModes(t, folder, func(name string) os.FileMode {
				switch name {
				case "report.pdf":
					return 0o666 &^ os.FileMode(mask)
				case "sent.sqlite":
					return 0o640
				}
				return 0o600
			})
		})
	}
}

// An older library is saved as it was, for its owner alone, before it is brought up to date.
func TestTheCopyBeforeAMigrationIsTheOwnersAlone(t *testing.T) {
	withUmask(t, 0)
	old, _ := fixture(1)
	path := filepath.Join(t.TempDir(), "old.sqlite")
	copyFile(t, old, path)
	must(t, os.Chmod(path, 0o600))
	l, err := Open(context.Background(), path, testOptions())
	must(t, err)
	defer l.Close()
	wantModes(t, filepath.Dir(path), func(string) os.FileMode { return 0o600 })
}

// A program that is killed while it writes a copy leaves a part of it. It goes when the library is next opened, or
// something is next written there, as soon as nobody can be writing it any more.
func TestWhatAKilledProgramLeftIsRemoved(t *testing.T) {
	if path := os.Getenv("CLAIMGRADE_LEAVE"); path != "" {
		err := publish(path, "dead", func(temporary string) error {
			db, err := connect(temporary, testOptions().withDefaults(), "mode=rwc", "synchronous(FULL)")
			must(t, err)
			_, err = db.Exec(`BEGIN; CREATE TABLE half (a); INSERT INTO half VALUES (zeroblob(30000000));`)
			must(t, err)
			return syscall.Kill(os.Getpid(), syscall.SIGKILL)
		})
		t.Fatal("it goes on: ", err)
	}
	path := closedSmall(t)
	folder := filepath.Dir(path)
	child := exec.Command(os.Args[0], "-test.run=^TestWhatAKilledProgramLeftIsRemoved$")
	child.Env = append(os.Environ(), "CLAIMGRADE_LEAVE="+filepath.Join(folder, "copy.sqlite"))
	if out, err := child.CombinedOutput(); err == nil || child.ProcessState.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Fatalf("the program was not killed: %v\n%s", err, out)
	}
	left, _ := filepath.Glob(filepath.Join(folder, ".claimgrade-dead.part*"))
	if len(left) < 2 {
		t.Fatalf("the killed program left %v, want a file and its journal", left)
	}
	own := filepath.Join(folder, ".claimgrade-notes.txt") // a name that is not ours
	must(t, os.WriteFile(own, nil, 0o600))
	remains := func(when string, want int) {
		t.Helper()
		l, err := Open(context.Background(), path, testOptions())
		must(t, err)
		must(t, l.Close())
		if left, _ := filepath.Glob(filepath.Join(folder, ".claimgrade-dead.part*")); len(left) != want {
			t.Errorf("%s: %v is there, want %d files", when, left, want)
		}
	}
	remains("at once, when it may still be written", len(left))
	long := time.Now().Add(-abandonedAfter - time.Minute)
	for _, name := range append(left, own) {
		must(t, os.Chtimes(name, long, long))
	}
	remains("after an hour without a change", 0)
	if !exists(own) {
		t.Error("a file of another name was removed")
	}
}

func TestLeftoversAreFoundInFoldersOfAnyName(t *testing.T) {
	folder := filepath.Join(t.TempDir(), `a[b]*?\ å`)
	part := filepath.Join(folder, ".claimgrade-x.part")
	must(t, os.MkdirAll(part, 0o700))
	long := time.Now().Add(-2 * abandonedAfter)
	must(t, os.Chtimes(part, long, long))
	must(t, WriteFile(filepath.Join(folder, "report.txt"), nil, false))
	if exists(part) {
		t.Error("the leftover is still there")
	}
}
