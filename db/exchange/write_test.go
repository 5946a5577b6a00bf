package exchange_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/bibtex"
	"claimgrade/db/exchange/csljson"
	"claimgrade/db/exchange/read"
	"claimgrade/db/exchange/ris"
)

// writers are the formats of references that are written.
var writers = []struct {
	format string
	write  func(io.Writer, []exchange.Record) error
}{
	{exchange.RIS, ris.Write},
	{exchange.BibTeX, bibtex.Write},
	{exchange.CSLJSON, csljson.Write},
}

// odd are pieces of texts that some format gives a meaning.
var odd = []string{"rain", "Smørgås", "α-ketamine", "{", "}", "\\", "\\alpha", "$", "$x$", "&", "%", "50%", "#", "_", "~", "^", "`", "''", "'''", "--", "----", "-", "\"", "“x”",
	"@article{k,", "TY  - JOUR", "ER  -", "AU  - X", "<", "p < 0.05", ">", ",", ";", ":", "and", "=", "=1+1", "+1", "(x)", "[x]", "\u202eabc", "😀", "👩🏽\u200d⚕️", "ﬁ", "n.d.",
	"PMID: 5", "10.1/x", "http://x", "*", "|", "\u00ad", "é", "ı", "x\\", "{\\\"o}", "%comment", "https://doi.org/10.1234/abc"}

// texts are what a record may hold: plain, as every reader leaves it.
func texts(most int) *rapid.Generator[exchange.Text] {
	return rapid.Map(rapid.SliceOfN(rapid.SampledFrom(odd), 0, most), func(words []string) exchange.Text {
		s := norm.NFC.String(strings.Join(words, " "))
		for string(exchange.Plain(s)) != s {
			s = string(exchange.Plain(s))
		}
		return exchange.Text(s)
	})
}

func records(t *rapid.T) []exchange.Record {
	var all []exchange.Record
	pick := func(label string, from ...string) exchange.Text {
		return exchange.Text(rapid.SampledFrom(from).Draw(t, label))
	}
	for range rapid.IntRange(1, 4).Draw(t, "records") {
		r := exchange.Record{Kind: exchange.Document, Title: texts(8).Draw(t, "title"), Journal: texts(3).Draw(t, "journal"), Abstract: texts(30).Draw(t, "abstract"),
			Volume: pick("volume", "", "12", "12 Suppl 1", "XII", "A&B_1"), Issue: pick("issue", "", "3", "3-4", "Suppl 1", "S1 (Pt 2)"),
			Pages: pick("pages", "", "101-109", "e12", "e12-e19", "S1-10-S1-20", "101-109, 205", "1134-42", "101", "A-1"),
			PMID:  pick("pmid", "", "1", "23982301"), Language: pick("language", "", "eng", "en-GB", "Norwegian"),
			URL: pick("url", "", "https://example.org/a_b?c=1&d=%20~x#y", "http://x.example/ø"),
			DOI: pick("doi", "", "10.1000/xyz.2016.0123", "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2", "10.1000/a_b#c%d", "10.1000/ü"),
		}
		if rapid.Bool().Draw(t, "dated") {
			year := rapid.IntRange(1500, 2100).Draw(t, "year")
			r.Year = &year
		}
		for range rapid.IntRange(0, 3).Draw(t, "authors") {
			r.Authors = append(r.Authors, author(t))
		}
		if rapid.Bool().Draw(t, "registered") {
			r.RegistryIDs = exchange.List[string](rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"NCT00000123", "ISRCTN12345678", "2011-123456-12", "ChiCTR-TRC-12345678",
				"ACTRN12605000000123", "jRCTs012345678", "CTRI/2019/01/012345", "DRKS00001234"}), 1, 4, rapid.ID[string]).Draw(t, "ids"))
		}
		all = append(all, r)
	}
	return all
}

func author(t *rapid.T) exchange.Author {
	if rapid.IntRange(0, 3).Draw(t, "group") == 0 {
		return exchange.Author{Family: rapid.SampledFrom([]string{"World Health Organization", "Rain & Wind Study Group", "Institute for Rain and Wind", "Doctors Anonymous", "Acme",
			"Department of Health, London", "{X} Team", "Group 50%"}).Draw(t, "name")}
	}
	return exchange.Author{
		Family: rapid.SampledFrom([]string{"Hansen", "van der Berg", "O'Neil", "Li", "de la Cruz", "Smith-Jones", "Øverås", "Núñez Álvarez", "d'Alembert", "Ma", "Wollstonecraft Shelley Godwin Blood"}).Draw(t, "family"),
		Given:  rapid.SampledFrom([]string{"Kari", "K", "K. A.", "J.-P.", "Kari Anne", "K Jr.", "Kari III", "Kari, Jr.", "Chr.", "Yu. A.", "🦊", "K_A"}).Draw(t, "given"),
	}
}

// In every format our own reader finds every field of every record again, whatever signs are in it.
func TestReferencesComeBackAsTheyWere(t *testing.T) {
	for _, w := range writers {
		t.Run(w.format, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				want := records(t)
				var b bytes.Buffer
				if err := w.write(&b, want); err != nil {
					t.Fatal(err)
				}
				file, err := read.File(context.Background(), "x", b.Bytes(), nil)
				if err != nil || string(file.Format) != w.format {
					t.Fatalf("%v, read as %q (%s):\n%s", err, file.Format, file.Refused, b.String())
				}
				ignored := cmpopts.IgnoreFields(exchange.Record{}, "Warnings", "At", "DuplicateOf")
				if diff := cmp.Diff(exchange.List[exchange.Record](want), file.Records, ignored, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("-want +got:\n%s\nin:\n%s", diff, b.String())
				}
				for i, r := range file.Records {
					for _, warning := range r.Warnings {
						if named := want[i].Title != "" || want[i].DOI != "" || want[i].PMID != ""; named {
							t.Fatalf("warning %q in:\n%s", warning.Message, b.String())
						}
					}
				}
			})
		})
	}
}

func TestKeysOfReferencesAreShortAndEachOnce(t *testing.T) {
	year := 2012
	r := func(family, title string, year *int) exchange.Record {
		return exchange.Record{Title: exchange.Text(title), Authors: []exchange.Author{{Family: family, Given: "K"}}, Year: year}
	}
	all := []exchange.Record{r("Øverås", "The “Rain” of it", &year), r("van der Berg", "On α", nil), r("李", "雨", &year), r("Øverås", "Rain again", &year), {}, {}}
	for range 30 {
		all = append(all, r("Lie", "Wind", &year))
	}
	form := regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	seen := map[string]bool{}
	keys := exchange.Keys(all)
	for _, k := range keys {
		if !form.MatchString(k) || seen[k] {
			t.Errorf("key %q (seen: %v)", k, seen[k])
		}
		seen[k] = true
	}
	if got, want := fmt.Sprint(keys[:7]), "[overas2012rain vanderberg anon2012 overas2012rain-b anon anon-b lie2012wind]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestALongHostileFieldIsWrittenAndReadAsText(t *testing.T) {
	hostile := strings.Repeat("<script>alert(1)</script> =cmd|'/C calc'!A0 \x00\x1b[31m \u202e} \\input{/etc/passwd} \r\nER  - \r\nTY  - JOUR\r\n", 900) // 100 kB
	for _, w := range writers {
		var b bytes.Buffer
		if err := w.write(&b, []exchange.Record{{Kind: exchange.Document, Title: "Rain", Abstract: exchange.Text(hostile)}, {Kind: exchange.Document, Title: "Wind"}}); err != nil {
			t.Fatal(err)
		}
		file, err := read.File(context.Background(), "x", b.Bytes(), nil)
		if err != nil || len(file.Records) != 2 || file.Records[1].Title != "Wind" {
			t.Fatalf("%s: %v, %d records (%s)", w.format, err, len(file.Records), file.Refused)
		}
		// Read takes away what looks like a tag of HTML, since databases put such into texts, and cuts what is longer than any
		// abstract; the file has it as it was.
		got, want := string(file.Records[0].Abstract), string(exchange.Plain(hostile))
		if len(got) < 30_000 || !strings.HasPrefix(want, got) || b.Len() < len(want) {
			t.Errorf("%s: the field has %d bytes of %d; it ends in %q", w.format, len(got), len(want), got[max(0, len(got)-99):])
		}
		for _, r := range b.String() {
			if r < ' ' && r != '\n' && r != '\r' {
				t.Fatalf("%s: a control character %q is in the file", w.format, r)
			}
		}
	}
}
