package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/db"
)

// decoded is what a command printed with --json.
func decoded[T any](t *testing.T, got ran) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(got.out), &v); err != nil || got.code != exitOK {
		t.Fatalf("%v: %+v", err, got)
	}
	return v
}

// withoutFirstClaim deletes a claim of a library.
func withoutFirstClaim(t *testing.T, path string) {
	t.Helper()
	ctx := context.Background()
	lib, err := db.Open(ctx, path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	claims, err := lib.Claims(ctx)
	if err == nil {
		err = lib.Do(ctx, db.Action{Name: "Delete a claim"}, func(b *db.Batch) error { b.DeleteClaim(claims[0].UID); return nil })
	}
	if closed := lib.Close(); err == nil {
		err = closed
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestACopyIsKeptListedComparedAndRestored(t *testing.T) {
	path, folder := mine(t), filepath.Join(t.TempDir(), "copies")
	if got := start("", "copies", path, "--in", folder); got.code != exitRefused || !strings.Contains(got.stderr, "no such folder") {
		t.Errorf("without the folder: %+v", got)
	}
	kept := decoded[copyLine](t, start("", "copy", path, "--in", folder, "--json"))
	if kept.Kind != db.CopyDaily || kept.Claims == 0 || kept.Problem != nil {
		t.Errorf("kept %+v", kept)
	}
	if got := start("", "compare", path, kept.Path); got.code != exitOK || !strings.Contains(got.out, "Both hold the same.") {
		t.Errorf("a library and its copy: %+v", got)
	}
	want := start("", "dump", path).out
	withoutFirstClaim(t, path)
	c := decoded[comparisonLine](t, start("", "compare", path, kept.Path, "--json"))
	if len(c.Kinds) == 0 || c.Kinds[0].Kind != db.EntityClaim || c.Kinds[0].Returns.Count == 0 || c.Library.Name != "Delete a claim" {
		t.Errorf("compared: %+v", c)
	}
	if got := start("", "compare", path, kept.Path); !strings.Contains(got.out, " come back: "+c.Kinds[0].Returns.Names[0]) {
		t.Errorf("for a reader: %+v", got)
	}
	before := decoded[copyLine](t, start("", "restore", path, kept.Path, "--in", folder, "--json"))
	if got := start("", "dump", path).out; got != want {
		t.Error("the restored library is not what was copied")
	}
	all := decoded[[]copyLine](t, start("", "copies", path, "--in", folder, "--json"))
	if len(all) != 2 || all[0].Path != before.Path || all[0].Kind != db.CopyRestore || all[1].Path != kept.Path {
		t.Errorf("the copies are %+v", all)
	}
	if err := os.Truncate(all[1].Path, 9000); err != nil {
		t.Fatal(err)
	}
	if got := start("", "copies", path, "--in", folder); !strings.Contains(got.out, filepath.Base(all[0].Path)) || !strings.Contains(got.out, "is damaged") {
		t.Errorf("a copy that cannot be read is not told: %+v", got)
	}
	if got := start("", "restore", path, all[1].Path, "--in", folder); got.code != exitRefused || start("", "dump", path).out != want {
		t.Errorf("a damaged copy was restored: %+v", got)
	}
}

func TestADamagedLibraryIsSalvagedIntoANewOne(t *testing.T) {
	path := mine(t)
	to := filepath.Join(t.TempDir(), "new.claimgrade")
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(make([]byte, 60*4096), 60*4096); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	before := folderOf(t, path)
	got := start("", "salvage", path, "-o", to)
	if got.code != exitOK || !strings.Contains(got.out, "The file is damaged") {
		t.Fatalf("%+v", got)
	}
	if folderOf(t, path) != before {
		t.Error("the damaged file was changed, or something lies beside it")
	}
	if got := start("", "check", to); got.code != exitOK {
		t.Errorf("what was salvaged: %+v", got)
	}
	if got := start("", "salvage", path, "-o", to, "--json"); got.code != exitRefused {
		t.Errorf("a library was overwritten: %+v", got)
	}
	if got := start("", "salvage", path); got.code != exitUsage {
		t.Errorf("without a new file: %+v", got)
	}
}

func TestTheDocumentNamesEveryKeyOfTheCommandsAboutCopies(t *testing.T) {
	document, err := os.ReadFile(filepath.Join("..", "..", "docs", "case-format.md"))
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	var within func(v value)
	within = func(v value) {
		keys = append(keys, v.names...)
		for _, name := range v.names {
			within(v.members[name])
		}
		for _, item := range v.items {
			within(item)
		}
	}
	path, folder := mine(t), t.TempDir()
	kept := decoded[copyLine](t, start("", "copy", path, "--in", folder, "--json"))
	withoutFirstClaim(t, path)
	for _, args := range [][]string{
		{"copies", path, "--in", folder}, {"compare", path, kept.Path}, {"salvage", path, "-o", filepath.Join(folder, "new")}, {"restore", path, kept.Path, "--in", folder},
	} {
		v, err := parseJSON([]byte(start("", append(args, "--json")...).out))
		if err != nil {
			t.Fatalf("%v: %v", args, err)
		}
		within(v)
	}
	if len(keys) < 30 {
		t.Errorf("only the keys %v were found", keys)
	}
	for _, k := range keys {
		if !strings.Contains(string(document), "`"+k+"`") {
			t.Errorf("docs/case-format.md does not name %q", k)
		}
	}
}
