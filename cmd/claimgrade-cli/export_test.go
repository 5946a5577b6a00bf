package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/export"
)

// exported is the starter library with a private note on the article of its first claim.
func exported(t *testing.T) (library string) {
	t.Helper()
	library = filepath.Join(t.TempDir(), "library.sqlite")
	if r := start("", "starter", "-o", library); r.code != exitOK {
		t.Fatal(r.stderr)
	}
	lib, err := db.Open(context.Background(), library, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	claims, err := lib.Claims(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	d, err := lib.Document(context.Background(), claims[0].DocumentUID)
	if err != nil {
		t.Fatal(err)
	}
	d.Note, d.NotePrivate = "between us", true
	if err := lib.Do(context.Background(), db.Action{Name: "x"}, func(b *db.Batch) error { b.PutDocument(d); return nil }); err != nil {
		t.Fatal(err)
	}
	return library
}

func TestExportWritesWhatTheLibraryWrites(t *testing.T) {
	library := exported(t)
	lib, err := db.Open(context.Background(), library, db.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	claim, err := findClaim(context.Background(), lib, "a000-01")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for _, f := range export.Formats {
		if f.As == export.Library || f.As == export.JSON {
			continue
		}
		var want bytes.Buffer
		if _, err := export.Write(context.Background(), lib, export.Request{As: f.As, Claims: []string{claim.UID}, Date: "2026-03-01"}, &want, nil); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, string(f.As))
		r := start("", "export", library, "-o", path, "--as", string(f.As), "--claim", "a000-01", "--date", "2026-03-01")
		got, err := os.ReadFile(path)
		if r.code != exitOK || err != nil || !bytes.Equal(got, want.Bytes()) || r.out != "" {
			t.Errorf("%s: code %d, %v, %d bytes of %d, %s", f.As, r.code, err, len(got), want.Len(), r.stderr)
		}
		r = start("", "export", library, "-o", "-", "--as", string(f.As), "--claim", "a000-01", "--date", "2026-03-01")
		if f.Text && (r.code != exitOK || r.out != want.String()) || !f.Text && r.code != exitUsage {
			t.Errorf("%s to the standard output: code %d, %d bytes, %s", f.As, r.code, len(r.out), r.stderr)
		}
	}
}

func TestExportSaysWhichPrivateNotesLeave(t *testing.T) {
	library, folder := exported(t), t.TempDir()
	r := start("", "export", library, "-o", "-", "--as", "json")
	if r.code != exitOK || strings.Contains(r.out, "between us") || !json.Valid([]byte(r.out)) ||
		!strings.Contains(r.stderr, "Private notes that are not in this file") || !strings.Contains(r.stderr, "on the document “") {
		t.Errorf("code %d: %s", r.code, r.stderr)
	}
	r = start("", "export", library, "-o", "-", "--as", "json", "--private")
	if r.code != exitOK || !strings.Contains(r.out, "between us") || !strings.Contains(r.stderr, "Private notes that leave the library in this file") {
		t.Errorf("code %d: %s", r.code, r.stderr)
	}
	if r = start("", "export", library, "-o", "-", "--as", "robvis"); strings.Contains(r.stderr, "rivate") { // holds no notes
		t.Error(r.stderr)
	}
	small := filepath.Join(folder, "small.sqlite")
	if r = start("", "export", library, "-o", small, "--as", "library", "--claim", "a000-01"); r.code != exitOK {
		t.Fatal(r.stderr)
	}
	r = start("", "claims", small, "--json")
	var first claimLine
	if err := json.NewDecoder(strings.NewReader(r.out)).Decode(&first); err != nil || first.Key == nil || *first.Key != "a000-01" || first.Verdict == nil || *first.Verdict != appraisal.CannotBeJudged {
		t.Errorf("%v: %s %s", err, r.out, r.stderr)
	}
	if r = start("", "check", small); r.code != exitOK {
		t.Error(r.out, r.stderr)
	}
}

func TestExportRefusesInWords(t *testing.T) {
	library := exported(t)
	there := file(t, "mine")
	for _, c := range []struct {
		code int
		says string
		args []string
	}{
		{exitUsage, "none of: robvis, revman", []string{library, "-o", "x", "--as", "pdf"}},
		{exitUsage, "none of: robvis, revman", []string{library, "-o", "x"}},
		{exitUsage, "name it with -o", []string{library, "--as", "ris"}},
		{exitUsage, "is no text", []string{library, "-o", "-", "--as", "tidy"}},
		{exitUsage, "YYYY-MM-DD", []string{library, "-o", "-", "--as", "ris", "--date", "today"}},
		{exitRefused, "no claim “a999”", []string{library, "-o", "-", "--as", "ris", "--claim", "a999"}},
		{exitRefused, "no reviewer “Nobody”", []string{library, "-o", "-", "--as", "ris", "--reviewer", "Nobody"}},
		{exitRefused, "already", []string{library, "-o", there, "--as", "ris"}},
		{exitRefused, "the library itself", []string{library, "-o", library, "--as", "library", "--replace"}},
	} {
		r := start("", append([]string{"export"}, c.args...)...)
		if r.code != c.code || !strings.Contains(r.stderr, c.says) || r.out != "" {
			t.Errorf("%q: code %d, %q", c.args, r.code, r.stderr)
		}
	}
	if data, err := os.ReadFile(there); err != nil || string(data) != "mine" {
		t.Errorf("the file that was there is %q, %v", data, err)
	}
	if r := start("", "export", library, "-o", there, "--as", "ris", "--replace"); r.code != exitOK {
		t.Error(r.stderr)
	}
	if data, _ := os.ReadFile(there); !strings.HasPrefix(string(data), "TY  - ") {
		t.Errorf("%.40q", data)
	}
}
