package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// contract holds a folder for each case: a file in the shape of a real export, and want.json, written by hand: what import
// must say of it. Keys that are unknown (null, [], false) are left out there; a warning names its place and some of its words.
const contract = "testdata/import/contract"

// The keys of records and trials, with what stands for the unknown.
var (
	unknownRecord = map[string]any{
		"kind": nil, "title": nil, "authors": []any{}, "year": nil, "doi": nil, "pmid": nil, "registry_ids": []any{}, "abstract": nil,
		"journal": nil, "volume": nil, "issue": nil, "pages": nil, "url": nil, "language": nil, "duplicate_of": nil, "trial": nil,
		"appraisal": nil, "warnings": []any{},
	}
	unknownTrial = map[string]any{
		"study_type": nil, "allocation": nil, "model": nil, "masking": nil, "masked": []any{}, "masking_text": nil, "enrolment": nil,
		"results_posted": false, "arms": []any{}, "periods": []any{}, "outcomes": []any{}, "papers": []any{}, "results": []any{},
	}
)

// whole puts what is unknown into what a case says.
func whole(unknown map[string]any, said any) map[string]any {
	all := maps.Clone(unknown)
	maps.Copy(all, said.(map[string]any))
	return all
}

// imported runs import over one file and returns its object.
func imported(t *testing.T, path string) map[string]any {
	t.Helper()
	got := start("", "import", nowhere(t), path, "--dry-run", "--json")
	var f map[string]any
	if err := json.Unmarshal([]byte(got.out), &f); err != nil || strings.Count(got.out, "\n") != 1 {
		t.Fatalf("%v: %s%s", err, got.out, got.stderr)
	}
	if refused := f["refused"] != nil; refused != (got.code == exitRefused) || refused != strings.Contains(got.stderr, filepath.Base(path)) {
		t.Errorf("exit %d, standard error %q, refused: %v", got.code, got.stderr, f["refused"])
	}
	return f
}

// sameWarnings takes the warnings out of what import said and what it should have said, and compares them.
func sameWarnings(t *testing.T, where string, got, want map[string]any) {
	t.Helper()
	said, expected := got["warnings"].([]any), want["warnings"].([]any)
	delete(got, "warnings")
	delete(want, "warnings")
	if len(said) != len(expected) {
		t.Errorf("%s: %d warnings, want %d: %v", where, len(said), len(expected), said)
		return
	}
	for i := range said {
		s, e := said[i].(map[string]any), expected[i].(map[string]any)
		if !cmp.Equal(s["line"], e["line"]) || !cmp.Equal(s["path"], e["path"]) || !strings.Contains(s["message"].(string), e["says"].(string)) {
			t.Errorf("%s: warning %v, want %v", where, s, e)
		}
	}
}

func TestImportKeepsItsContract(t *testing.T) {
	folders, err := os.ReadDir(contract)
	if err != nil || len(folders) < 30 {
		t.Fatalf("%d cases: %v", len(folders), err)
	}
	for _, folder := range folders {
		t.Run(folder.Name(), func(t *testing.T) {
			files, err := filepath.Glob(filepath.Join(contract, folder.Name(), "*"))
			if err != nil || len(files) != 2 {
				t.Fatalf("%v %v", files, err)
			}
			path := files[0]
			if filepath.Base(path) == "want.json" {
				path = files[1]
			}
			text, err := os.ReadFile(filepath.Join(contract, folder.Name(), "want.json"))
			if err != nil {
				t.Fatal(err)
			}
			var want map[string]any
			if err := json.Unmarshal(text, &want); err != nil {
				t.Fatal(err)
			}
			got := imported(t, path)
			if words, ok := want["refused"].(string); ok {
				if said, _ := got["refused"].(string); !strings.Contains(said, words) {
					t.Errorf("refused: %v, want %q", got["refused"], words)
				}
				want["refused"] = got["refused"]
			}
			want["file"] = path
			sameWarnings(t, "file", got, want)
			records, said := want["records"].([]any), got["records"].([]any)
			for i, r := range records {
				r := whole(unknownRecord, r)
				if r["trial"] != nil {
					r["trial"] = whole(unknownTrial, r["trial"])
				}
				if records[i] = r; i < len(said) {
					sameWarnings(t, fmt.Sprintf("record %d", i), said[i].(map[string]any), r)
				}
			}
			if diff := cmp.Diff(any(want), any(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The same references come out in every encoding and with every kind of line end.
func TestImportReadsEveryEncoding(t *testing.T) {
	const text = "TY  - JOUR\nTI  - Naïve café – “Ångström”\nAU  - Øst, Åse\nPY  - 2011\nER  - \n"
	wide := func(order binary.AppendByteOrder, s string) string {
		var b []byte
		for _, u := range utf16.Encode([]rune(s)) {
			b = order.AppendUint16(b, u)
		}
		return string(b)
	}
	western := strings.NewReplacer("ï", "\xef", "é", "\xe9", "–", "\x96", "“", "\x93", "”", "\x94", "Å", "\xc5", "ö", "\xf6", "Ø", "\xd8")
	want := imported(t, saved(t, "refs.ris", text))["records"]
	for name, c := range map[string]struct {
		data     string
		warnings int
	}{
		"UTF-8 with a mark":   {"\ufeff" + text, 0},
		"UTF-16 LE":           {wide(binary.LittleEndian, text), 0},
		"UTF-16 BE":           {wide(binary.BigEndian, text), 0},
		"UTF-16 LE, a mark":   {wide(binary.LittleEndian, "\ufeff"+text), 0},
		"UTF-16 BE, a mark":   {wide(binary.BigEndian, "\ufeff"+text), 0},
		"Windows-1252":        {western.Replace(text), 1},
		"CRLF":                {strings.ReplaceAll(text, "\n", "\r\n"), 0},
		"CR":                  {strings.ReplaceAll(text, "\n", "\r"), 0},
		"UTF-16 LE with CRLF": {wide(binary.LittleEndian, strings.ReplaceAll(text, "\n", "\r\n")), 0},
	} {
		for _, ext := range []string{"ris", "csv", "json"} {
			got := imported(t, saved(t, "refs."+ext, c.data))
			if diff := cmp.Diff(want, got["records"]); diff != "" || got["format"] != "ris" || len(got["warnings"].([]any)) != c.warnings {
				t.Errorf("%s as .%s: %s%v", name, ext, diff, got["warnings"])
			}
		}
	}
}
