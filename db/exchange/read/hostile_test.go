package read

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"unicode/utf8"
)

func zipped(t testing.TB, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		if _, err := z.Create(n); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// held is how much memory the program has taken from the system for its data.
func held() int {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapSys - m.HeapReleased)
}

// Files that are made to take all memory or time are refused or read, and take a small multiple of their size.
func TestHostileFilesAreBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("makes files of 50 MB")
	}
	const mb = 1 << 20
	repeat := func(what string, size int) []byte { return []byte(strings.Repeat(what, size/len(what))) }
	joined := func(begin string, rest []byte) []byte { return append([]byte(begin), rest...) }
	for _, c := range []struct {
		name string
		data []byte
	}{
		{"deeply nested JSON lists", repeat("[", 50*mb)},
		{"deeply nested JSON objects", repeat(`{"a":`, 50*mb)},
		{"nested within an item", joined(`[{"id":"a","type":"book","title":`, repeat("[", 50*mb))},
		{"nested within a study", joined(`{"studies":[{"protocolSection":{"identificationModule":{"nctId":`, repeat(`{"a":`, 50*mb))},
		{"one long line of RIS", joined("TY  - JOUR\nTI  - ", repeat("x", 10*mb))},
		{"one long line of MEDLINE", joined("PMID- 1\nTI  - ", repeat("x y ", 10*mb))},
		{"one long line of text", repeat("x", 10*mb)},
		{"one long line of commas", repeat(",", 10*mb)},
		{"one long row of judgements", joined("Study,D1,D2,Overall\n", repeat("Low,", 10*mb))},
		{"one long head", joined("Study,D1,", repeat("D2,", 10*mb))},
		{"a quotation mark never closed", joined("Study,D1,D2,Overall\n\"", repeat("a,\n", 10*mb))},
		{"quotation marks", repeat(`"`, 10*mb)},
		{"open braces of BibTeX", joined("@article{a, title = ", repeat("{", 10*mb))},
		{"at signs", repeat("@a{", 10*mb)},
		{"less-than signs", joined("TY  - JOUR\nTI  - ", repeat("<a ", 10*mb))},
		{"ampersands", joined("TY  - JOUR\nTI  - ", repeat("&amp;", 10*mb))},
		{"markup", repeat("<a><b ", 10*mb)},
		{"many empty records", repeat("TY  - \nER  - \n", 2*mb)},
		{"many authors", joined("TY  - JOUR\nTI  - a\n", repeat("AU  - Berg, J\n", 5*mb))},
	} {
		t.Run(c.name, func(t *testing.T) {
			debug.FreeOSMemory()
			before := held()
			f := readAs(t, "hostile", c.data)
			after := held() // what was taken is not given back at once
			if (f.Refused == "") == (len(f.Records) == 0) {
				t.Errorf("refused %q with %d records", f.Refused, len(f.Records))
			}
			if after > before+60*len(c.data)+4096*len(f.Records)+64*mb {
				t.Errorf("%d MB of memory for %d MB", (after-before)/mb, len(c.data)/mb)
			}
			if len(f.Refused) > 2000 {
				t.Errorf("a refusal of %d letters", len(f.Refused))
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range samples(f) {
		f.Add(s.data)
	}
	for _, s := range []string{"", "%PDF-", "<html>", "PK\x03\x04", "\xff\xfeT\x00Y\x00", "Patient;Age\n1;2\n", "%0 Journal"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := readAs(t, "file", data)
		if (file.Refused == "") == (len(file.Records) == 0) {
			t.Fatalf("refused %q with %d records", file.Refused, len(file.Records))
		}
		if strings.Contains(string(file.Refused), "mistake of this program") {
			t.Fatal(file.Refused)
		}
		if bad := notUTF8(reflect.ValueOf(file)); bad != "" {
			t.Fatalf("%q is not UTF-8", bad)
		}
		if _, err := json.Marshal(file); err != nil {
			t.Fatal(err)
		}
	})
}

// notUTF8 finds a text that is not UTF-8 anywhere in a value; JSON would hide it.
func notUTF8(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		if !utf8.ValidString(v.String()) {
			return v.String()
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return notUTF8(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			if bad := notUTF8(v.Index(i)); bad != "" {
				return bad
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if bad := notUTF8(v.Field(i)); bad != "" {
				return bad
			}
		}
	}
	return ""
}

func TestATitleWithoutEndIsCutAndSaid(t *testing.T) {
	f := readAs(t, "long.ris", []byte("TY  - JOUR\nTI  - "+strings.Repeat("word ", 400_000)+"\nAU  - Vik, Ola\nER  -\n"))
	r := f.Records[0]
	if len(r.Title) != longestText || len(r.Warnings) != 1 || r.Warnings[0].Line != 1 || !strings.Contains(r.Warnings[0].Message, "lost its line ends") {
		t.Errorf("a title of %d characters, warnings %+v", len(r.Title), r.Warnings)
	}
}
