package csljson

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"claimgrade/db/exchange"
)

func read(t testing.TB, text string) exchange.File {
	t.Helper()
	file, err := Read(context.Background(), exchange.Source{Name: "refs.json", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func one(t testing.TB, text string) exchange.Record {
	t.Helper()
	file := read(t, text)
	if len(file.Records) != 1 {
		t.Fatalf("%d records of %q; refused: %s", len(file.Records), text, file.Refused)
	}
	return file.Records[0]
}

func number(n int) *int { return &n }

func TestAnItemBecomesARecord(t *testing.T) {
	r := one(t, `[{"id": "k", "type": "article-journal", "title": "Rain and <i>umbrellas</i> &amp; more",
 "author": [{"family": "Berg", "given": "J. A.", "non-dropping-particle": "van der"},
  {"family": "Cruz", "given": "Ana", "dropping-particle": "de"}, {"literal": "Nordic Rain Group"}, {"given": "Plato"},
  {"family": "King", "given": "Ola", "suffix": "Jr."}, {"literal": "et al."}],
 "editor": [{"family": "Nord", "given": "E."}],
 "issued": {"date-parts": [["2016", 3], [2017]]}, "DOI": "https://doi.org/10.1000/XYZ.1", "PMID": 12345678,
 "container-title": "Journal of Imagined Medicine", "container-title-short": "J Imag Med", "volume": 12, "issue": "3-4",
 "page": "101–109", "URL": "https://a.example/x", "language": "en", "abstract": "<jats:p>One.</jats:p> <jats:p>Two.</jats:p>"}]`)
	want := exchange.Record{
		Kind: exchange.Document, Title: "Rain and umbrellas & more",
		Authors: []exchange.Author{{Family: "van der Berg", Given: "J. A."}, {Family: "Cruz", Given: "Ana de"},
			{Family: "Nordic Rain Group"}, {Family: "Plato"}, {Family: "King", Given: "Ola, Jr."}},
		Year: number(2016), DOI: "10.1000/xyz.1", PMID: "12345678", Journal: "Journal of Imagined Medicine", Volume: "12",
		Issue: "3-4", Pages: "101-109", URL: "https://a.example/x", Language: "en", Abstract: "One. Two.",
		At: exchange.Warning{Path: "[0]"},
	}
	if d := cmp.Diff(want, r); d != "" {
		t.Error(d)
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]int{
		`{"date-parts": [[2016, 3, 1]]}`:             2016,
		`{"date-parts": [["2016"]]}`:                 2016,
		`{"date-parts": [[2015], [2017]]}`:           2015,
		`{"raw": "2016-03"}`:                         2016,
		`{"literal": "Spring 2016"}`:                 2016,
		`{"raw": "2014/2016"}`:                       2014,
		`"2016-03-01"`:                               2016,
		`2016`:                                       2016,
		`{"year": 2016}`:                             2016,
		`{"date-parts": [[null]], "raw": "in 2016"}`: 2016,
	} {
		r := one(t, `[{"id": 1, "type": "book", "title": "T", "issued": `+in+`}]`)
		if r.Year == nil || *r.Year != want || len(r.Warnings) > 0 {
			t.Errorf("%s: %v, %v", in, r.Year, r.Warnings)
		}
	}
	for _, in := range []string{`{"date-parts": [[null]]}`, `{"date-parts": [[0]]}`, `{"literal": "in press"}`, `"n.d."`, `{"date-parts": []}`, `{}`, `true`} {
		r := one(t, `[{"id": 1, "type": "book", "title": "T", "issued": `+in+`}]`)
		if r.Year != nil || len(r.Warnings) != 1 || r.Warnings[0].Path != "[0].issued" {
			t.Errorf("%s: %v, %v", in, r.Year, r.Warnings)
		}
	}
	if r := one(t, `[{"id": 1, "type": "book", "title": "T"}]`); r.Year != nil || len(r.Warnings) > 0 {
		t.Errorf("%+v", r)
	}
}

func TestANoteHoldsWhatCSLHasNoFieldFor(t *testing.T) {
	r := one(t, `[{"id": 1, "type": "book", "note": "PMID: 555\nDOI: 10.1000/N.1\nNCT00000001 and ISRCTN12345678"}]`)
	if r.PMID != "555" || r.DOI != "10.1000/n.1" || len(r.RegistryIDs) != 2 || len(r.Warnings) > 0 {
		t.Errorf("%+v", r)
	}
}

func TestFormsOfAFile(t *testing.T) {
	for name, text := range map[string]string{
		"an array":       `[{"id": "a", "type": "book", "title": "T"}]`,
		"an item":        `{"id": "a", "type": "book", "title": "T"}`,
		"items":          `{"items": [{"id": "a", "type": "book", "title": "T"}]}`,
		"references":     `{"references": [{"id": "a", "type": "book", "title": "T"}]}`,
		"Crossref":       `{"status": "ok", "message-type": "work", "message": {"type": "journal-article", "title": ["T"], "container-title": []}}`,
		"Crossref list":  `{"status": "ok", "message": {"facets": {}, "items": [{"type": "journal-article", "title": ["T"]}]}}`,
		"spaces":         " \r\n[\t{\"type\": \"book\", \"id\": \"a\", \"title\": \"T\"}\n]\n ",
		"no known type":  `[{"id": "a", "type": "odd", "title": "T"}]`,
		"title later on": `[{"id": "a", "custom": {"x": [1, {"y": 2}]}, "type": "book", "title": "T"}]`,
	} {
		if !Looks(text) {
			t.Errorf("%s is not recognised", name)
		}
		if r := one(t, text); r.Title != "T" {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if file := read(t, "{\"id\":1,\"type\":\"book\",\"title\":\"A\"}\n{\"id\":2,\"type\":\"book\",\"title\":\"B\"}\n"); len(file.Records) != 2 {
		t.Errorf("one item a line: %+v", file)
	}
	if file := read(t, `{"message": {"total-results": 70, "items": [{"type": "book", "title": ["A"]}]}}`); len(file.Warnings) != 1 {
		t.Errorf("the rest of a search is not mentioned: %+v", file)
	}
}

func TestLooks(t *testing.T) {
	for _, text := range []string{`{}`, `[1]`, `"type"`, `{"type": "FeatureCollection", "features": []}`, `{"studies": [{"protocolSection": {}}]}`,
		`{"protocolSection": {"title": "T"}}`, `{"FullStudiesResponse": {}}`, `@book{id, type = 1}`, ``, `[`, `{"id": "a"`} {
		if Looks(text) {
			t.Errorf("%s looks like CSL-JSON", text)
		}
	}
	if file := read(t, " [ ]\n"); !Looks(" [ ]\n") || file.Refused == "" || len(file.Records) > 0 {
		t.Errorf("a list without items: %+v", file)
	}
	for _, text := range []string{`[{"id": "a", "type": "book", "abstract": "cut o`, `[{"id": "a", "type": "book", "author": [{"family": "B`, `[{"id":"x","type":"article-journal"}]`} {
		if !Looks(text) {
			t.Errorf("%s does not look like CSL-JSON", text)
		}
	}
}

func TestWhatIsNotUnderstoodIsNamed(t *testing.T) {
	file := read(t, `[{"id": "a", "type": "book"}, 7, {"id": "b", "type": "book", "title": {"x": 1}, "DOI": "none", "author": [3, {"family": "B"}]}]`)
	if len(file.Records) != 2 || len(file.Warnings) != 1 || file.Warnings[0].Path != "[1]" {
		t.Fatalf("%+v", file)
	}
	var paths []string
	for _, w := range file.Records[1].Warnings {
		paths = append(paths, w.Path)
	}
	if d := cmp.Diff([]string{"[2].title", "[2].author[0]", "[2].DOI", "[2]"}, paths); d != "" {
		t.Error(d)
	}
	if w := file.Records[0].Warnings; len(w) != 1 || !strings.Contains(w[0].Message, "a has neither") {
		t.Error(w)
	}
}

func TestBrokenFilesAreRefusedWithThePlace(t *testing.T) {
	for text, want := range map[string][]string{
		"[\n{\"id\": \"a\", \"type\": \"book\"},\n{\"id\": \"b\", \"issued\": {\"date-parts\": [[20": {"cut off", "line 3, column 42", "[1].issued.date-parts[0][0]"},
		"[\n{\"id\": \"a\", \"type\": \"book\"},\n":                                                  {"cut off"},
		"[{\"id\": \"a\", \"type\": \"book\"}":                                                       {"cut off"},
		"[\n{\"id\": \"a\"},\n{\"id\": \"ø\", \"title\": x}]":                                        {"line 3, column 22", "[1].title", "invalid character 'x'"},
		"[{\"id\": \"a\"}\n {\"id\": \"b\"}]":                                                        {"line 2, column 2", "after array element"},
		"[]":                                                                                         {"no CSL-JSON item"},
		"{}":                                                                                         {"no CSL-JSON item"},
		"":                                                                                           {"cut off"},
		"[" + strings.Repeat("[", 2_000_000):                                                         {"nested too deeply"},
		`[{"id":` + strings.Repeat("[", 50_000):                                                      {"nested too deeply"},
	} {
		file := read(t, text)
		for _, w := range want {
			if !strings.Contains(string(file.Refused), w) {
				t.Errorf("%.80q: %q is missing in: %s", text, w, file.Refused)
			}
		}
		if len(file.Records) > 0 {
			t.Errorf("%.80q: %d records", text, len(file.Records))
		}
	}
}

func TestReadingStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s := exchange.Source{Text: "[" + strings.Repeat(`{"id": 1, "type": "book"},`, 10_000), Progress: func(done, total int) {
		if done > total/2 {
			t.Error("reading went on")
		}
		cancel()
	}}
	if _, err := Read(ctx, s); err != context.Canceled {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`[{"id": "a", "type": "book", "title": "T", "author": [{"family": "B", "given": "C"}], "issued": {"date-parts": [[2001]]}}]`,
		`{"message": {"items": [{"title": ["A"], "clinical-trial-number": [{"clinical-trial-number": "isrctn12345678"}]}]}}`,
		`[{"id": "a", "issued": {"raw": "20`, `{"items": [{"note": "PMID: 1"}, 3]}`, `[{"id":1}][{"id":2}]`, `{} {`, "[[", `[{"a":"\ud800"}]`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		Looks(text)
		file := read(t, text)
		if (len(file.Records) == 0) == (file.Refused == "") {
			t.Fatalf("%d records, refused: %q", len(file.Records), file.Refused)
		}
		if !utf8.ValidString(string(file.Refused)) {
			t.Fatalf("%q", file.Refused)
		}
		for _, r := range file.Records {
			if s := fmt.Sprintf("%v", r); !utf8.ValidString(s) {
				t.Fatalf("no UTF-8: %q", s)
			}
			for _, a := range r.Authors {
				if a.Family == "" {
					t.Fatalf("an author without a name: %+v", r.Authors)
				}
			}
			if r.Title == "" && r.DOI == "" && r.PMID == "" && len(r.Warnings) == 0 {
				t.Fatal("nothing is known of a record, and nothing is said")
			}
		}
	})
}
