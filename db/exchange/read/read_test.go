package read

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"claimgrade/db/exchange"
)

func TestEachFormatIsReadByItsContent(t *testing.T) {
	for _, s := range samples(t) {
		f := readAs(t, s.name, s.data)
		if string(f.Format) != s.format || f.Refused != "" || len(f.Records) != s.records || f.Name != s.name {
			t.Errorf("%s: format %s, refused %q, %d records", s.name, f.Format, f.Refused, len(f.Records))
		}
	}
}

// A name says nothing: whatever a file is called, the same is understood of it.
func TestRenamingAFileChangesNothing(t *testing.T) {
	all := samples(t)
	want := map[string]string{}
	for _, s := range all {
		want[s.name] = understood(t, readAs(t, s.name, s.data))
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(all).Draw(t, "file")
		end := rapid.SampledFrom([]string{".txt", ".ris", ".nbib", ".csv", ".json", ".bib", ".zip", ".pdf", ".enw", "", "."}).Draw(t, "extension")
		name := rapid.StringMatching(`[A-Za-z/. ]{0,12}`).Draw(t, "name") + end
		f, err := File(context.Background(), name, s.data, nil)
		if err != nil {
			t.Fatal(err)
		}
		f.Name, f.Warnings = "", nil
		if b, err := json.Marshal(f); err != nil || string(b) != want[s.name] {
			t.Fatalf("%s as %q: %s", s.name, name, b)
		}
	})
}

func asUTF16(text string, order binary.ByteOrder, mark bool) []byte {
	units := utf16.Encode([]rune(text))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	out := make([]byte, 2*len(units))
	for i, u := range units {
		order.PutUint16(out[2*i:], u)
	}
	return out
}

// asWindows1252 writes the letters up to U+00FF, which that encoding has at the same place.
func asWindows1252(t *testing.T, text string) []byte {
	var out []byte
	for _, r := range text {
		if r > 0xff {
			t.Fatalf("%q is not in Windows-1252", r)
		}
		out = append(out, byte(r))
	}
	return out
}

func TestEncodingsAndLineEndsDoNotMatter(t *testing.T) {
	for _, s := range samples(t) {
		if s.format == exchange.RevManZip {
			continue
		}
		text := string(s.data)
		want := understood(t, readAs(t, s.name, s.data))
		for name, data := range map[string][]byte{
			"byte-order mark":            []byte("\ufeff" + text),
			"UTF-16 little with mark":    asUTF16(text, binary.LittleEndian, true),
			"UTF-16 big with mark":       asUTF16(text, binary.BigEndian, true),
			"UTF-16 little without mark": asUTF16(text, binary.LittleEndian, false),
			"UTF-16 big without mark":    asUTF16(text, binary.BigEndian, false),
			"Windows-1252":               asWindows1252(t, text),
			"CRLF":                       []byte(strings.ReplaceAll(text, "\n", "\r\n")),
			"CR":                         []byte(strings.ReplaceAll(text, "\n", "\r")),
		} {
			f := readAs(t, s.name, data)
			if got := understood(t, f); got != want {
				t.Errorf("%s, %s:\n%s\nwant\n%s\n%v", s.name, name, got, want, f.Refused)
			}
			if name == "Windows-1252" && !bytes.Equal(data, s.data) && len(f.Warnings) == 0 {
				t.Errorf("%s: nothing says that it was read as Windows-1252", s.name)
			}
		}
	}
}

// Wherever a file is cut, it is refused or has at least one record, and JSON and archives are refused.
func TestACutFileIsNeverAnEmptySuccess(t *testing.T) {
	for _, s := range samples(t) {
		whole := understood(t, readAs(t, s.name, s.data))
		for n := range len(s.data) {
			f := readAs(t, s.name, s.data[:n])
			if (f.Refused == "") == (len(f.Records) == 0) {
				t.Fatalf("%s cut at %d: refused %q with %d records", s.name, n, f.Refused, len(f.Records))
			}
			strict := s.format == exchange.RevManZip || strings.HasSuffix(s.name, ".json")
			if strict && f.Refused == "" && understood(t, f) != whole {
				t.Errorf("%s cut at %d is not refused", s.name, n)
			}
		}
	}
}

func TestDuplicatesAreMarked(t *testing.T) {
	ris, err := os.ReadFile(filepath.Join("testdata", "embase.ris"))
	if err != nil {
		t.Fatal(err)
	}
	f := readAs(t, "twice.ris", append(bytes.Clone(ris), ris...))
	if len(f.Records) != 4 || f.Records[2].DuplicateOf == nil || *f.Records[2].DuplicateOf != 0 || f.Records[3].DuplicateOf == nil {
		t.Errorf("%d records", len(f.Records))
	}
}

func TestWarningsAreInTheOrderOfTheFile(t *testing.T) {
	f := readAs(t, "a", []byte("Study,Year,D1,D2,Overall\nA,?,Low,High,Low,\xe5\nB,?,Low"))
	for _, r := range append(f.Records, exchange.Record{Warnings: f.Warnings}) {
		for i, w := range r.Warnings {
			if i > 0 && w.Line < r.Warnings[i-1].Line {
				t.Errorf("%v", r.Warnings)
			}
		}
	}
	if len(f.Warnings) < 2 {
		t.Errorf("%v", f.Warnings)
	}
}

func TestWhatIsNotReadIsNamedWithWhatToDo(t *testing.T) {
	zipOf := func(names ...string) string { return string(zipped(t, names...)) }
	for _, c := range []struct{ name, data, is, do string }{
		{"empty", "", "empty", "export it again"},
		{"only spaces", " \n\t", "empty", "export it again"},
		{"PDF", "%PDF-1.7\n%\xe2\xe3", "a PDF document", "Open it as an article"},
		{"SQLite", "SQLite format 3\x00\x10\x00", "a database file", "export the references as RIS"},
		{"old Excel", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "an old Office document", "CSV"},
		{"Excel", zipOf("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook", "CSV"},
		{"Word", zipOf("[Content_Types].xml", "word/document.xml"), "a Word document", "Open it as an article"},
		{"LibreOffice", zipOf("META-INF/manifest.xml", "content.xml"), "LibreOffice", "CSV"},
		{"EPUB", zipOf("META-INF/container.xml"), "an e-book", "PDF"},
		{"any zip", zipOf("a.ris"), "no table of studies", "a.ris"},
		{"gzip", "\x1f\x8b\x08\x00", "gzip", "Unpack it"},
		{"web page", "<!DOCTYPE html>\n<html lang=\"en\"><head></head></html>", "a web page", "Open it as an article"},
		{"web page without a type", "  <HTML><BODY>@article{a, title={b}}</BODY></HTML>", "a web page", "Open it as an article"},
		{"PubMed XML", "<?xml version=\"1.0\" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC \"-//NLM//DTD\" \"x\">\n<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>", "PubMed's XML", "Format: PubMed"},
		{"RevMan 5", "<?xml version=\"1.0\"?>\n<COCHRANE_REVIEW DOI=\"10.1000/1\"></COCHRANE_REVIEW>", "RevMan 5", "data package"},
		{"EndNote XML", "<?xml version=\"1.0\"?><xml><records><record/></records></xml>", "EndNote's XML", "RIS"},
		{"old registry XML", "<clinical_study rank=\"1\">\n</clinical_study>", "ClinicalTrials.gov", "JSON"},
		{"other XML", "<?xml version=\"1.0\"?><feed/>", "XML of a kind", "RIS"},
		{"EndNote tagged", "%0 Journal Article\n%T A title\n%A Berg, J\n", "EndNote's tagged format", "RIS"},
		{"Web of Science", "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Berg, J\n", "Web of Science's plain text", "RIS"},
		{"other JSON", `{"name": "x", "list": [1, 2]}`, "JSON", "RIS"},
		{"other table", "Patient;Age;Sex\n1;50;f\n", "a table with the columns “Patient”, “Age”, “Sex”", "Title"},
		{"prose", "Dear colleague,\nplease find", "begins with “Dear colleague,”", "export it again"},
		{"picture", "\x89PNG\r\n\x1a\n\x00", "a picture", "Import the data"},
		{"bytes", string(bytes.Repeat([]byte{1, 2, 0, 0, 3}, 100)), "not a text file", ""},
	} {
		f := readAs(t, "file.ris", []byte(c.data))
		if !strings.Contains(string(f.Refused), c.is) || !strings.Contains(string(f.Refused), c.do) || len(f.Records) > 0 {
			t.Errorf("%s: %q with %d records", c.name, f.Refused, len(f.Records))
		}
	}
}

func TestFilesThatCannotBeOpenedAreRefused(t *testing.T) {
	folder := t.TempDir()
	large := filepath.Join(folder, "large.json")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, 1<<30); err != nil {
		t.Fatal(err)
	}
	for path, says := range map[string]string{
		folder:                           "This is a folder.",
		filepath.Join(folder, "no such"): "There is no file of this name.",
		large:                            "1024 MB; files of up to 256 MB",
	} {
		f, err := Path(context.Background(), path, nil)
		if err != nil || !strings.Contains(string(f.Refused), says) || f.Name != path {
			t.Errorf("%s: %v, %+v", path, err, f)
		}
	}
}

func TestAReaderThatFailsDoesNotStopTheProgram(t *testing.T) {
	f, err := run(context.Background(), format{"odd", nil, func(context.Context, exchange.Source) (exchange.File, error) {
		panic("index out of range")
	}}, exchange.Source{})
	if err != nil || !strings.Contains(string(f.Refused), "a mistake of this program (index out of range)") {
		t.Errorf("%v, %+v", err, f)
	}
}

func TestReadingIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, s := range samples(t) {
		if _, err := File(ctx, s.name, s.data, nil); err == nil {
			t.Errorf("%s: it went on", s.name)
		}
	}
}
