package ris_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/ris"
)

func read(t testing.TB, text string) exchange.File {
	t.Helper()
	f, err := ris.Read(context.Background(), exchange.Source{Name: "refs.ris", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func one(t testing.TB, text string) exchange.Record {
	t.Helper()
	f := read(t, text)
	if len(f.Records) != 1 || f.Refused != "" || f.Format != exchange.RIS {
		t.Fatalf("want one record: %s", show(f))
	}
	return f.Records[0]
}

func show(v any) string {
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func titles(f exchange.File) []string {
	var all []string
	for _, r := range f.Records {
		all = append(all, string(r.Title))
	}
	return all
}

const embase = `TY  - JOUR
M3  - Article
Y1  - 2019
VL  - 15
IS  - 1
SP  - 307
EP  - 356
SN  - 0000-0000
JF  - Journal of Invented Trials
JO  - J. Invent. Trials
UR  - https://www.embase.example/search/results?id=L2000000001&from=export
U2  - L2000000001
DB  - Embase
DB  - Medline
L2  - http://dx.doi.org/10.1000/jit.2019.77
DO  - 10.1000/JIT.2019.77
CN  - ClinicalTrials.gov (NCT00000001)
A1  - van der Berg, J.A.
A1  - Sørensen, Å.
M1  - (van der Berg J.A.; Sørensen Å.) Institute of Invention, Bergen, Norway
T1  - Invented drug for <i>E. coli</i> &amp; others
LA  - English
KW  - human
N2  - First line, p < 0.05.
ER  - 

`

func TestARecordOfEmbaseIsReadWhole(t *testing.T) {
	got := one(t, embase)
	year := 2019
	want := exchange.Record{
		Kind: exchange.Document, Title: "Invented drug for E. coli & others",
		Authors: exchange.List[exchange.Author]{{Family: "van der Berg", Given: "J.A."}, {Family: "Sørensen", Given: "Å."}},
		Year:    &year, DOI: "10.1000/jit.2019.77", RegistryIDs: exchange.List[string]{"NCT00000001"},
		Abstract: "First line, p < 0.05.", Journal: "Journal of Invented Trials", Volume: "15", Issue: "1", Pages: "307-356",
		URL: "https://www.embase.example/search/results?id=L2000000001&from=export", Language: "English",
		At: exchange.Warning{Line: 1},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// Every program writes the format in its own way.
func TestDialects(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want exchange.Record // compared are title, authors, year, DOI, PMID, registry ids, journal and pages
	}{
		"Cochrane": {
			"Record #3 of 18\nProvider: John Wiley & Sons, Ltd.\nContent: text/plain; charset=\"UTF-8\"\n\nTY  -  JOUR\nAN  -  CN-00000001\nAU  -  Hansen, A\nTI  -  Time to invent\nJA  -  Invention\nPY  -  2024\nSP  -  1279‐1297\nC3  -  EMBASE 643000001,PUBMED 38000001,CTgov NCT00000002\nUR  -  https://www.cochranelibrary.example/central/doi/10.1002/central/CN-00000001/full\nER  -  \n\n\n",
			exchange.Record{Title: "Time to invent", Authors: authors("Hansen", "A"), Year: year(2024), PMID: "38000001", RegistryIDs: exchange.List[string]{"NCT00000002"}, Journal: "Invention", Pages: "1279-1297"},
		},
		"Ovid": {
			"2. \nTY  - JOUR\nDB  - Ovid MEDLINE(R) and Epub Ahead of Print\nAN  - 30000001\nDO  - https://dx.doi.org/10.1000/Ov-1\nT1  - An Ovid title.\nA1  - Hansen, Anna B\nA2  - Editor, Eve\nY1  - 2021//\nJF  - Journal of Ovid\nSP  - 53\nEP  - 65\nM1  - Other (2013). Ref. https://pubmed.ncbi.nlm.nih.gov/29000001 https://dx.doi.org/10.1000/other\nER  -  \n\nLink to the Ovid Full Text or citation: https://ovid.example/x\n\n",
			exchange.Record{Title: "An Ovid title.", Authors: authors("Hansen", "Anna B"), Year: year(2021), DOI: "10.1000/ov-1", PMID: "30000001", Journal: "Journal of Ovid", Pages: "53-65"},
		},
		"EBSCO": {
			"TY  - JOUR\nAU  - Hansen, Anna B.\nT1  - On nursing.\nJO  - Nursing\nJF  - Nursing\nY1  - 2024/04/03/\nSP  - 1\nEP  - 60\nL3  - 10.1000/nurs.1\nUR  - https://search.example/login.aspx?direct=true&db=aph\nDP  - EBSCOhost\nDB  - aph\nAN  - 176400001\nER  - \n",
			exchange.Record{Title: "On nursing.", Authors: authors("Hansen", "Anna B."), Year: year(2024), DOI: "10.1000/nurs.1", Journal: "Nursing", Pages: "1-60"},
		},
		"Web of Science": {
			"TY  - JOUR\nAU  - Hansen, AB\nTI  - Horned inventions\nT2  - PLOS INVENTED\nJ9  - PLOS INV\nDA  - SEP 22\nPY  - 2010\nC7  - e12292\nDO  - 10.1000/wos.1\nAN  - MEDLINE:20000001\nER  -\n\nEF\n",
			exchange.Record{Title: "Horned inventions", Authors: authors("Hansen", "AB"), Year: year(2010), DOI: "10.1000/wos.1", PMID: "20000001", Journal: "PLOS INVENTED"},
		},
		"PubMed through Zotero": {
			"TY  - JOUR\nTI  - A title\nAU  - Hansen, Anna\nT2  - The Journal\nDA  - 2020/03//\nPY  - 2020\nDB  - PubMed\nAN  - 32000001\nLB  - x\nJ2  - J\nLA  - eng\nSP  - 5\nEP  - 9\nER  - \n",
			exchange.Record{Title: "A title", Authors: authors("Hansen", "Anna"), Year: year(2020), PMID: "32000001", Journal: "The Journal", Pages: "5-9"},
		},
		"PubMed through others": {
			"TY  - JOUR\nTI  - A title\nA1  - Hansen, Anna\nAU  - ALPHA Study Group\nU1  - 32000002[pmid]\nM3  - doi: 10.1000/m3\nPY  - 2020\nJF  - Long Name\nJO  - LN\nER  - \n",
			exchange.Record{Title: "A title", Authors: exchange.List[exchange.Author]{{Family: "Hansen", Given: "Anna"}, {Family: "ALPHA Study Group"}}, Year: year(2020), DOI: "10.1000/m3", PMID: "32000002", Journal: "Long Name"},
		},
		"small letters": {
			"ty  - JOUR\nti  - A title\nau  - Hansen, A.; Olsen, B.\npy  - 2001\ner  - \n",
			exchange.Record{Title: "A title", Authors: exchange.List[exchange.Author]{{Family: "Hansen", Given: "A."}, {Family: "Olsen", Given: "B."}}, Year: year(2001)},
		},
		"one space, tabs, none behind": {
			"TY - JOUR\nTI -\tA title\nAU\t-\tHansen, A.\nPY  -2001\nDO\t- 10.1000/tab\nER -\n",
			exchange.Record{Title: "A title", Authors: authors("Hansen", "A."), Year: year(2001), DOI: "10.1000/tab"},
		},
		"set in, and copied from a page": {
			"    TY\u00a0\u00a0- JOUR\n    TI\u00a0\u00a0- A title\n    PY  - 2001\n    ER  - \n",
			exchange.Record{Title: "A title", Year: year(2001)},
		},
		"number on the same line": {
			"1. TY  - JOUR\nTI  - A title\nPY  - 2001\nER  - \n",
			exchange.Record{Title: "A title", Year: year(2001)},
		},
		"empty TI": {
			"TY  - JOUR\nTI  - \nT1  - A title\nPY  - \nDA  - 2001/05\nUR  - https://a.example https://doi.org/10.1000/UR\nER  - \n",
			exchange.Record{Title: "A title", Year: year(2001), DOI: "10.1000/ur"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := read(t, c.text)
			if len(f.Records) != 1 || len(f.Warnings) > 0 || len(f.Records[0].Warnings) > 0 {
				t.Fatal(show(f))
			}
			r := f.Records[0]
			got := exchange.Record{Title: r.Title, Authors: r.Authors, Year: r.Year, DOI: r.DOI, PMID: r.PMID, RegistryIDs: r.RegistryIDs, Journal: r.Journal, Pages: r.Pages}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func authors(family, given string) exchange.List[exchange.Author] {
	return exchange.List[exchange.Author]{{Family: family, Given: given}}
}

func year(y int) *int { return &y }

func TestTextGoesOnOverLines(t *testing.T) {
	r := one(t, "TY  - JOUR\nTI  - A title\n  in two lines\nPY  - 2001\nAB  - Aims:\n\n   We saw IL-6.\nBP - 120 mm Hg\nAD-like text\nKW  - word\nand more\nAB  - Second.\nER  - \n")
	if r.Title != "A title in two lines" || r.Abstract != "Aims: We saw IL-6. BP - 120 mm Hg AD-like text Second." {
		t.Error(show(r))
	}
}

func TestLineEndsAndMarksDoNotMatter(t *testing.T) {
	text := "\ufeffTY  - JOUR\nTI  - A\nER  - \n\n\ufeffTY  - JOUR\nTI  - B\nER  - \n"
	for _, end := range []string{"\n", "\r\n", "\r"} {
		f := read(t, strings.ReplaceAll(text, "\n", end))
		if d := cmp.Diff([]string{"A", "B"}, titles(f)); d != "" || len(f.Warnings) > 0 || f.Records[1].At.Line != 5 {
			t.Errorf("%q: %s %s", end, d, show(f))
		}
	}
}

func TestNothingIsDroppedSilently(t *testing.T) {
	for name, c := range map[string]struct {
		text    string
		records int
		warn    string // of the file or of the first record
		line    int
	}{
		"no end":            {"TY  - JOUR\nTI  - A\nPY  - 2001\n", 1, "no end (ER)", 1},
		"cut in a tag":      {"TY  - JOUR\nTI  - A\nER", 1, "no end (ER)", 1},
		"no end before TY":  {"TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  - \n", 2, "ended where the next one begins", 1},
		"unknown tag":       {"TY  - JOUR\nTI  - A\nQQ  - what\nER  - \n", 1, "(QQ)", 3},
		"field outside":     {"TI  - Lost\nTY  - JOUR\nTI  - A\nER  - \n", 1, "outside of the records", 1},
		"text outside":      {"TY  - JOUR\nTI  - A\nER  - \nHello\nthere\n", 1, "2 lines are text outside", 4},
		"text after TY":     {"TY  - JOUR\nstray\nTI  - A\nER  - \n", 1, "belongs to no field", 2},
		"no DOI":            {"TY  - JOUR\nTI  - A\nDO  - 11.5/x\nUR  - https://doi.org/10.1000/x\nER  - \n", 1, "“11.5/x” (DO, line 3) is no DOI", 3},
		"no year":           {"TY  - JOUR\nTI  - A\nPY  - in press\nER  - \n", 1, "“in press” (PY, line 3) holds no year", 3},
		"zeros":             {"TY  - JOUR\nTI  - A\nY1  - 0000//\nER  - \n", 1, "holds no year", 3},
		"title twice":       {"TY  - JOUR\nTI  - A\nTI  - B\nER  - \n", 1, "TI stands again in line 3", 3},
		"nothing to know":   {"TY  - JOUR\nAU  - Hansen, A\nER  - \n", 1, "no title, no DOI and no PubMed id", 1},
		"nothing but a tag": {"TY  -", 1, "no title", 1},
	} {
		f := read(t, c.text)
		if len(f.Records) != c.records {
			t.Errorf("%s: %s", name, show(f))
			continue
		}
		found := false
		for _, w := range append(append([]exchange.Warning{}, f.Warnings...), f.Records[0].Warnings...) {
			found = found || strings.Contains(w.Message, c.warn) && w.Line == c.line
		}
		if !found {
			t.Errorf("%s: no warning says %q at line %d: %s", name, c.warn, c.line, show(f))
		}
	}
	if r := one(t, "TY  - JOUR\nTI  - A\nDO  - 11.5/x\nUR  - https://doi.org/10.1000/x\nER  - \n"); r.DOI != "" {
		t.Errorf("the DOI is %q", r.DOI)
	}
}

func TestWhatDatabasesWriteAroundTheRecordsIsNoNews(t *testing.T) {
	f := read(t, "Scopus\nEXPORT DATE: 12 March 2024\n\n1. \nTY  - JOUR\nTI  - A\nUS  - https://trials.example/CN-1\nER  - \n\n2. \nTY  - JOUR\nTI  - B\nER  - \n")
	if len(f.Records) != 2 || len(f.Warnings) > 0 || len(f.Records[0].Warnings) > 0 {
		t.Error(show(f))
	}
}

func TestFilesThatWereJoinedWithoutALineEnd(t *testing.T) {
	file := func(title string) string { return "\ufeffTY  - JOUR\nTI  - " + title + "\nER  - " }
	for name, text := range map[string]string{"as they are": file("A") + file("B") + file("C"), "without marks": strings.ReplaceAll(file("A")+file("B")+file("C"), "\ufeff", ""), "a mark too many": file("A") + "\n\ufeff" + file("B") + "\ufeff" + file("C")} {
		f := read(t, text)
		if len(f.Records) != 3 || f.Records[2].Title != "C" || len(f.Warnings) > 0 {
			t.Errorf("%s: %s", name, show(f))
		}
	}
	if r := one(t, "TY  - JOUR\nTI  - A\ufeffb\nAB  - x\ufeff TY is\nER  - \n"); r.Title != "Ab" {
		t.Errorf("%+v", r)
	}
}

func TestWhatIsNotRISIsRefused(t *testing.T) {
	f := read(t, "PMID- 1\nTI  - A\n")
	if len(f.Records) != 0 || !strings.Contains(string(f.Refused), "refs.ris") || !strings.Contains(string(f.Refused), "TY") {
		t.Error(show(f))
	}
	for text, want := range map[string]bool{embase: true, "\ufeff\n1. \nTY - JOUR": true, "Some words\nTY is a tag\n": false, "PMID- 1\n": false, "": false} {
		if ris.Looks(text) != want {
			t.Errorf("Looks(%.20q) = %v", text, !want)
		}
	}
}

// A file cut off anywhere gives the records that began before the cut.
func TestACutFileGivesWhatItHas(t *testing.T) {
	text := strings.Repeat(embase, 3)
	for cut := 5; cut < len(text); cut += 7 {
		f := read(t, text[:cut])
		want := strings.Count(text[:cut], "TY  -")
		ended := strings.Count(text[:cut], "ER  -")
		if len(f.Records) != want || (want > ended) != (len(f.Warnings) > 0) {
			t.Fatalf("cut at %d: %d records and %d warnings, want %d records", cut, len(f.Records), len(f.Warnings), want)
		}
	}
}

func TestReadingStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s := exchange.Source{Name: "x", Text: strings.Repeat(embase, 5000)}
	lines := 0
	s.Progress = func(done, total int) {
		lines++
		cancel()
		if done > total || total != len(s.Text) {
			t.Errorf("progress %d of %d", done, total)
		}
	}
	if _, err := ris.Read(ctx, s); err != context.Canceled || lines != 1 {
		t.Errorf("error %v after %d reports", err, lines)
	}
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat(embase, 5000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if f := read(b, text); len(f.Records) != 5000 {
			b.Fatal(len(f.Records))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(embase)
	f.Add("1. TY - JOUR\r\nti - x\rAB  - y\n\n z\nER\t-\nTI  - lost\n\ufeffTY  -JOUR\nU1  - 1[pmid]\nPY  - n.d.")
	f.Add("TY  - \nQQ  - <i>&amp;\xff\nDO  - 10.1000/\nSP  - 1–\nER")
	f.Fuzz(func(t *testing.T, text string) {
		file := read(t, strings.ToValidUTF8(text, "�"))
		if (len(file.Records) == 0) != (file.Refused != "") {
			t.Fatalf("%d records, refused %q", len(file.Records), file.Refused)
		}
		exchangeChecks(t, file)
	})
}

// exchangeChecks are what is true of every file.
func exchangeChecks(t *testing.T, file exchange.File) {
	t.Helper()
	b, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), `\ufffd`) {
		t.Error("a string is not UTF-8")
	}
	for _, r := range file.Records {
		for _, text := range []exchange.Text{r.Title, r.Abstract, r.Journal, r.Pages, r.Volume, r.Issue, r.URL, r.Language, r.DOI, r.PMID} {
			if string(text) != strings.Join(strings.Fields(string(text)), " ") {
				t.Errorf("%q is not plain", text)
			}
		}
		if r.At.Line == 0 {
			t.Error("a record without its line")
		}
	}
}
