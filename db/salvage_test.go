package db

import (
	"context"
	"path/filepath"
	"testing"
)

func TestSalvageOfASoundLibraryKeepsEverything(t *testing.T) {
	l := smallLibrary(t)
	do(t, l, "Delete a claim", func(b *Batch) { b.DeleteClaim("c3") })
	want := dumpOf(t, l)
	to := filepath.Join(t.TempDir(), "salvaged.sqlite")
	must(t, l.Close())
	found, err := Salvage(context.Background(), l.Path(), to, nil)
	must(t, err)
	for _, x := range found.Tables {
		t.Logf("%+v", x)
	}
	if !found.Whole() {
		t.Errorf("%+v", found)
	}
	s, err := Open(context.Background(), to, testOptions())
	must(t, err)
	defer s.Close()
	if got := dumpOf(t, s); got != want {
		t.Errorf("salvaged:\n%s\nwas:\n%s", got, want)
	}
	wantSound(t, s)
}
