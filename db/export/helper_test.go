package export_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"claimgrade/db"
	"claimgrade/db/export"
	"claimgrade/db/starter"
)

// made is the file of the starter library, which takes a while to make.
var made = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "starter.sqlite")
	if err := starter.Create(context.Background(), path, db.Options{}); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// starterLibrary is the starter library in a new file.
func starterLibrary(t testing.TB) *db.Library {
	t.Helper()
	data, err := made()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "starter.sqlite")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, path)
}

func open(t testing.TB, path string) *db.Library {
	t.Helper()
	lib, err := db.Open(context.Background(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	return lib
}

// write exports and returns the bytes and what was left out.
func write(t testing.TB, lib *db.Library, r export.Request) ([]byte, []string) {
	t.Helper()
	var b bytes.Buffer
	left, err := export.Write(context.Background(), lib, r, &b, nil)
	if err != nil {
		t.Fatalf("%s: %v", r.As, err)
	}
	return b.Bytes(), left
}

// fileOf writes data into a file and returns its path.
func fileOf(t testing.TB, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
