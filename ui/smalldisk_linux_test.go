package ui

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// smallDisk is a disk of 24 MB of its own.
func smallDisk(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=24m"); err != nil {
		t.Skip("no small disk can be made here, which takes root: ", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return folder
}

func filler(library string) string { return filepath.Join(filepath.Dir(library), "filler") }

// fillDisk writes a file until nothing more fits on the disk.
func fillDisk(t *testing.T, library string) {
	t.Helper()
	f, err := os.Create(filler(library))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for block := make([]byte, 1<<20); len(block) > 0; {
		switch _, err := f.Write(block); {
		case errors.Is(err, syscall.ENOSPC):
			block = block[:len(block)/2]
		case err != nil:
			t.Fatal(err)
		}
	}
}

func freeDisk(t *testing.T, library string) {
	t.Helper()
	if err := os.Remove(filler(library)); err != nil {
		t.Fatal(err)
	}
}
