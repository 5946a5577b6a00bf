package db

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func init() { roles["look at a damaged one"] = lookAtDamaged }

// lookAtDamaged opens a damaged library, says where what could be read of it lies, and waits to be killed.
func lookAtDamaged(path string) error {
	l, _, err := OpenDamaged(context.Background(), path, Options{})
	if err != nil {
		return err
	}
	fmt.Println(l.Path())
	select {}
}

// A program that is killed leaves what it has read of a damaged library in the folder for temporary files.
func TestWhatAKilledProgramHasReadOfADamagedLibraryGoesWithTheNextOpening(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	path := closedSmall(t)
	must(t, os.Truncate(path, sizeOf(t, path)-5000))
	killed, looks := start(t, "look at a damaged one", path), start(t, "look at a damaged one", path)
	left, used := killed.line(), looks.line()
	if !exists(left) || !exists(used) {
		t.Fatalf("what was read lies in %q and %q", left, used)
	}
	must(t, killed.cmd.Process.Kill())
	_ = killed.cmd.Wait() // says that it was killed
	l, err := Open(context.Background(), closedSmall(t), testOptions())
	must(t, err)
	defer l.Close()
	if exists(filepath.Dir(left)) {
		t.Error("the copy of a program that was killed is left")
	}
	if !exists(used) {
		t.Error("the copy of a program that is running was taken away")
	}
}
