package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestALibraryThatAnotherComputerHasOpenIsReadButNotChanged(t *testing.T) {
	library := filepath.Join(t.TempDir(), "shared.sqlite")
	if got := start("", "import", library, sampleOf("robvis.csv")); got.code != exitOK {
		t.Fatalf("%+v", got)
	}
	note := `{"host": "alder", "machine": "another", "user": "Ola Nordmann", "since": "2026-03-01T09:00:00Z"}`
	if err := os.WriteFile(library+".open", []byte(note), 0o600); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(library)
	if err != nil {
		t.Fatal(err)
	}
	got := start("", "import", library, sampleOf("embase.ris"))
	if got.code == exitOK || !strings.Contains(got.stderr, "open on the computer “alder”, by Ola Nordmann") {
		t.Errorf("an import says %+v", got)
	}
	if got := start("", "dump", library); got.code != exitOK || got.out == "" {
		t.Errorf("reading it says %+v", got)
	}
	if after, err := os.ReadFile(library); err != nil || string(after) != string(before) {
		t.Errorf("the library was changed (%v)", err)
	}
}
