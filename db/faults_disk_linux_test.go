package db

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"claimgrade/appraisal"
)

// These are faults of real disks, which only root can make. The fault layer plays the same ones at every write point.

// tinyDisk is a disk in memory with room for so many kilobytes.
func tinyDisk(t testing.TB, kilobytes int) (folder string) {
	t.Helper()
	folder = t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, fmt.Sprintf("size=%dk", kilobytes)); err != nil {
		t.Skip("no small disk can be made here, which takes root: ", err)
	}
	t.Cleanup(func() { must(t, syscall.Unmount(folder, syscall.MNT_DETACH)) })
	return folder
}

// fill takes all but a few kilobytes of a disk away, and returns what gives them back.
func fill(t testing.TB, folder string, leave int64) (free func()) {
	t.Helper()
	var disk syscall.Statfs_t
	must(t, syscall.Statfs(folder, &disk))
	path := filepath.Join(folder, "filler")
	f, err := os.Create(path)
	must(t, err)
	size := int64(disk.Bavail)*disk.Bsize - leave<<10
	must(t, syscall.Fallocate(int(f.Fd()), 0, 0, max(size, 1)))
	must(t, f.Close())
	return func() { must(t, os.Remove(path)) }
}

func grown(name string) func(b *Batch) error {
	return func(b *Batch) error {
		for range 200 {
			b.PutTrial(appraisal.Trial{Name: name, Notes: strings.Repeat("long ", 200)})
		}
		return nil
	}
}

func TestARealFullDiskRefusesAnEditInWordsAndTakesItOnceThereIsRoom(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(tinyDisk(t, 8<<10), "a.sqlite")
	copyFile(t, closedSmall(t), path)
	l, err := Open(ctx, path, Options{})
	must(t, err)
	must(t, l.Do(ctx, Action{Name: "First"}, func(b *Batch) error { b.PutTrial(appraisal.Trial{Name: "T"}); return nil }))
	before := snapshot(t, l)
	for _, leave := range []int64{0, 64} { // nothing fits, and a part of it
		free := fill(t, filepath.Dir(path), leave)
		wantCode(t, l.Do(ctx, Action{Name: "Grow"}, grown("Grow")), appraisal.CodeFull)
		if snapshot(t, l) != before {
			t.Errorf("with %d kB left a part of the step was saved", leave)
		}
		copied := filepath.Join(filepath.Dir(path), "copy.sqlite")
		wantCode(t, l.Backup(ctx, copied), appraisal.CodeFull)
		if exists(copied) {
			t.Errorf("with %d kB left there is half a copy", leave)
		}
		free()
	}
	free := fill(t, filepath.Dir(path), 0)
	must(t, l.Close()) // what cannot be folded stays where it is
	free()
	l, err = Open(ctx, path, Options{})
	must(t, err)
	defer l.Close()
	if snapshot(t, l) != before {
		t.Error("closing on a full disk has changed the library")
	}
	must(t, l.Do(ctx, Action{Name: "Grow"}, grown("Grow")))
	wantSound(t, l)
}

func TestARealFullDiskRefusesAMigrationInWordsAndItIsDoneOnceThereIsRoom(t *testing.T) {
	ctx := context.Background()
	folder := tinyDisk(t, 8<<10)
	path := oldLibrary(t, folder, "old")
	size := sizeOf(t, path)
	for _, leave := range []int64{0, size >> 11, size>>10 + 100} { // nothing fits, half of the copy, the copy but not the migration
		free := fill(t, folder, leave)
		_, err := Open(ctx, path, Options{})
		wantCode(t, err, appraisal.CodeFull)
		if got := countsOf(t, path); got != countsOf(t, "testdata/v1.sqlite") {
			t.Errorf("with %d kB left the library has the rows\n%s", leave, got)
		}
		free()
	}
	wantWholeMigration(t, "a full disk", path)
}

// journalledDisk is a disk in a file, with a real file system that can fail.
func journalledDisk(t testing.TB) (folder string, mount func(options string) error) {
	t.Helper()
	image, folder := filepath.Join(t.TempDir(), "disk.img"), t.TempDir()
	f, err := os.Create(image)
	must(t, err)
	must(t, errors.Join(f.Truncate(16<<20), f.Close()))
	if said, err := exec.Command("mkfs.ext4", "-q", "-F", image).CombinedOutput(); err != nil {
		t.Skipf("no disk can be made here: %v: %s", err, said)
	}
	mount = func(options string) error {
		said, err := exec.Command("mount", "-o", options, image, folder).CombinedOutput()
		if err != nil {
			return fmt.Errorf("mount -o %s: %w: %s", options, err, said)
		}
		return nil
	}
	if err := mount("loop"); err != nil {
		t.Skip("no disk can be made here, which takes root: ", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(folder, syscall.MNT_DETACH) })
	return folder, mount
}

// A disk that fails is made read-only by the system, whoever has files open on it.
func TestADiskThatTheSystemMakesReadOnlyUnderAnOpenLibraryLosesNothing(t *testing.T) {
	ctx := context.Background()
	folder, mount := journalledDisk(t)
	path := filepath.Join(folder, "a.sqlite")
	copyFile(t, closedSmall(t), path)
	for _, name := range []string{path, folder} {
		f, err := os.Open(name)
		must(t, err)
		must(t, errors.Join(f.Sync(), f.Close()))
	}
	l, err := Open(ctx, path, Options{})
	must(t, err)
	edit := func(b *Batch) error { b.PutTrial(appraisal.Trial{Name: "T"}); return nil }
	must(t, l.Do(ctx, Action{Name: "First"}, edit))
	before := snapshot(t, l)
	must(t, mount("remount,abort"))
	for range 2 {
		switch err := l.Do(ctx, Action{Name: "Second"}, edit); appraisal.CodeOf(err) {
		case appraisal.CodeReadOnly, appraisal.CodeDisk:
		default:
			t.Errorf("the edit gives %v", err)
		}
	}
	if snapshot(t, l) != before {
		t.Error("what is read has changed")
	}
	elsewhere := filepath.Join(t.TempDir(), "copy.sqlite")
	must(t, l.Backup(ctx, elsewhere)) // the way out
	if err := l.Close(); err != nil && appraisal.CodeOf(err) == "" {
		t.Errorf("closing gives %v", err)
	}

	must(t, syscall.Unmount(folder, 0))
	must(t, mount("loop")) // repairs it
	must(t, mount("remount,ro"))
	_, err = Open(ctx, path, Options{})
	wantCode(t, err, appraisal.CodeReadOnly)
	must(t, mount("remount,rw"))
	for _, path := range []string{elsewhere, path} {
		l, err := Open(ctx, path, Options{})
		must(t, err)
		if snapshot(t, l) != before {
			t.Errorf("%s differs", filepath.Base(path))
		}
		must(t, l.Do(ctx, Action{Name: "Second"}, edit))
		wantSound(t, l)
		must(t, l.Close())
	}
}
