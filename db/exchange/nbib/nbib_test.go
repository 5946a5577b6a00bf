package nbib_test

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/nbib"
)

func read(t testing.TB, text string) exchange.File {
	t.Helper()
	f, err := nbib.Read(context.Background(), exchange.Source{Name: "refs.nbib", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func show(v any) string {
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err.Error()
	}
	return string(b)
}

const pubmed = `PMID- 30000001
OWN - NLM
STAT- MEDLINE
DCOM- 20241217
IS  - 0000-0000 (Electronic)
VI  - 20
IP  - 12
DP  - 2016 Winter
TI  - An invented drug against an invented disease: a randomised trial of
      <i>E. coli</i> &amp; p < 0.05 [Editorial].
PG  - 101-9
LID - 20240472 [pii]
LID - 10.1000/Inv.2016.0472 [doi]
AB  - BACKGROUND: Nobody knows 
      whether it works. METHODS: We gave
      PMID  - to all.
CI  - (c) 2016 Somebody.
FAU - van der Berg, Jan A
AU  - van der Berg JA
AUID- ORCID: 0000-0000-0000-0000
AD  - Department of Invention, Bergen,
      Norway.
FAU - King, Martin A 3rd
AU  - King MA 3rd
CN  - ALPHA Study Group, Part B
LA  - eng
LA  - nor
SI  - ClinicalTrials.gov/NCT00000001
SI  - EudraCT/2009-012345-12
PT  - Journal Article
TA  - Inv Med
JT  - Inventive medicine
OT  - invention
FIR - Someone, Else
IR  - Someone E
AID - 20240472 [pii]
AID - 10.1000/Inv.2016.0472 [doi]
PST - ppublish
SO  - Inv Med. 2016 Winter;20(12):101-9. doi: 10.1000/Inv.2016.0472. Epub 2016 Dec 
      18.

`

func year(y int) *int { return &y }

func want() exchange.Record {
	return exchange.Record{
		Kind: exchange.Document, Title: "An invented drug against an invented disease: a randomised trial of E. coli & p < 0.05 [Editorial].",
		Authors: exchange.List[exchange.Author]{{Family: "van der Berg", Given: "Jan A"}, {Family: "King", Given: "Martin A 3rd"}, {Family: "ALPHA Study Group, Part B"}},
		Year:    year(2016), DOI: "10.1000/inv.2016.0472", PMID: "30000001", RegistryIDs: exchange.List[string]{"NCT00000001", "2009-012345-12"},
		Abstract: "BACKGROUND: Nobody knows whether it works. METHODS: We gave PMID - to all.", Journal: "Inventive medicine", Volume: "20", Issue: "12",
		Pages: "101-9", Language: "eng, nor", At: exchange.Warning{Line: 1},
	}
}

func TestARecordOfPubMedIsReadWhole(t *testing.T) {
	for _, end := range []string{"\n", "\r\n", "\r"} {
		f := read(t, "\ufeff"+strings.ReplaceAll(pubmed, "\n", end))
		if len(f.Records) != 1 || len(f.Warnings) > 0 || f.Format != exchange.NBIB {
			t.Fatal(show(f))
		}
		if d := cmp.Diff(want(), f.Records[0]); d != "" {
			t.Errorf("%q: %s", end, d)
		}
	}
}

// Some editors take off the spaces in front of lines that go on, or put an empty line behind every line.
func TestWhatEditorsDoIsUndone(t *testing.T) {
	flat := strings.ReplaceAll(pubmed, "\n      ", "\n")
	flat = strings.Replace(flat, "\nPMID  - to all", "\nto all", 1) // would be a tag now
	doubled := strings.ReplaceAll(pubmed, "\n", "\n\n")
	tight := strings.NewReplacer("- ", "-", "- \n", "-\n").Replace(pubmed)
	for name, text := range map[string]string{"flat": flat, "doubled": doubled, "no space behind the hyphen": tight} {
		f := read(t, text+text)
		w := want()
		if name == "flat" {
			w.Abstract = "BACKGROUND: Nobody knows whether it works. METHODS: We gave to all."
		}
		if name == "no space behind the hyphen" {
			w.Abstract = exchange.Text(strings.ReplaceAll(string(w.Abstract), "- ", "-"))
		}
		for i := range f.Records {
			f.Records[i].At = w.At
			if d := cmp.Diff(w, f.Records[i]); d != "" {
				t.Errorf("%s: %s", name, d)
			}
		}
		if len(f.Records) != 1 && name != "doubled" && len(f.Records) != 2 || len(f.Warnings) > 0 {
			t.Errorf("%s: %d records, %v", name, len(f.Records), f.Warnings)
		}
	}
}

func TestRecordsArePartedWhateverStandsBetween(t *testing.T) {
	record := func(id int) string { return fmt.Sprintf("PMID- %d\nOWN - NLM\nTI  - T%d\n", id, id) }
	eric := func(n int) string {
		return fmt.Sprintf("OWN - ERIC\nTI  - T%d\nAU  - Hansen, Anna\nJT  - Teaching\nOID - EJ%d\nVI  - 4\nDP  - 2021\nLID - http://eric.example/?id=EJ%d\n", n, n, n)
	}
	ovid := func(n int) string {
		return fmt.Sprintf("<%d. >\nVN  - Ovid Technologies\nDB  - Ovid MEDLINE(R)\nUI  - 3000000%d\nTI  - T%d\nAB  - Aim.\nMethod(s): none.\nYR  - 2018\n", n, n, n)
	}
	for name, text := range map[string]string{
		"blank line":     record(1) + "\n" + record(2) + "\n\n\n" + record(3),
		"none":           record(1) + record(2) + record(3),
		"numbers":        "1.\n" + record(1) + "\n2.\n" + record(2) + "\nRecord 3 of 3\n" + record(3),
		"joined":         record(1) + "\ufeff" + record(2) + "\ufeff" + record(3),
		"ERIC":           eric(1) + "\n" + eric(2) + "\n" + eric(3),
		"ERIC, no blank": eric(1) + eric(2) + eric(3),
		"PubMed, ERIC":   record(1) + "\n" + eric(2) + "\n" + record(3),
		"Ovid":           ovid(1) + "\n" + ovid(2) + "\n" + ovid(3),
		"PMID twice":     record(1) + "PMID- 1\n\n" + record(2) + "\n" + record(3),
		"PMID later":     "OWN - NLM\nPMID- 1\nTI  - T1\n\nOWN - NLM\nPMID- 2\nTI  - T2\n\nOWN - NLM\nPMID- 3\nTI  - T3\n",
	} {
		f := read(t, text)
		var titles []string
		for _, r := range f.Records {
			titles = append(titles, string(r.Title))
			if len(r.Warnings) > 0 {
				t.Errorf("%s: %v", name, r.Warnings)
			}
		}
		if d := cmp.Diff([]string{"T1", "T2", "T3"}, titles); d != "" || len(f.Warnings) > 0 {
			t.Errorf("%s: %s %v", name, d, f.Warnings)
		}
	}
	r := read(t, eric(7)).Records[0]
	if r.URL != "http://eric.example/?id=EJ7" || r.DOI != "" || r.PMID != "" || *r.Year != 2021 {
		t.Error(show(r))
	}
	if r := read(t, ovid(7)).Records[0]; r.PMID != "30000007" || r.Abstract != "Aim. Method(s): none." || *r.Year != 2018 {
		t.Error(show(r))
	}
}

func TestFieldsThatStandIn(t *testing.T) {
	for text, check := range map[string]func(exchange.Record) bool{
		"TI  - A\nAU  - Hansen AB\nAU  - de la Cruz M": func(r exchange.Record) bool {
			return len(r.Authors) == 2 && r.Authors[1] == exchange.Author{Family: "de la Cruz", Given: "M"}
		},
		"TT  - En tittel\nTA  - Tidsskr":                       func(r exchange.Record) bool { return r.Title == "En tittel" && r.Journal == "Tidsskr" },
		"BTI - A book":                                         func(r exchange.Record) bool { return r.Title == "A book" },
		"TI  - A\nDP  - 2015 Dec-2016 Jan":                     func(r exchange.Record) bool { return *r.Year == 2015 },
		"TI  - A\nAID - 10.1000/aid":                           func(r exchange.Record) bool { return r.DOI == "10.1000/aid" },
		"TI  - A\nAID - 10.1000/pii [pii]":                     func(r exchange.Record) bool { return r.DOI == "" },
		"TI  - A\nSO  - J. 2016;1:2. doi: 10.1000/so. Epub 1.": func(r exchange.Record) bool { return r.DOI == "10.1000/so" },
		"TI  - A\nAB  - One.\nAB  - Two.\nOAB - Tre.":          func(r exchange.Record) bool { return r.Abstract == "One. Two." },
		"TI  - A\nOAB - Tre.":                                  func(r exchange.Record) bool { return r.Abstract == "Tre." },
		"TI  - A\nCN  - NCT00000001":                           func(r exchange.Record) bool { return len(r.Authors) == 0 && r.RegistryIDs[0] == "NCT00000001" },
		"TI  - A\nAB  - About NCT00000009.":                    func(r exchange.Record) bool { return len(r.RegistryIDs) == 0 },
		"PMID- 0\nTI  - A\nFAU - Hansen, A\nAU  - Other B":     func(r exchange.Record) bool { return r.PMID == "" && len(r.Authors) == 1 },
	} {
		f := read(t, text+"\n")
		if len(f.Records) != 1 || !check(f.Records[0]) || len(f.Records[0].Warnings) > 0 {
			t.Errorf("%q: %s", text, show(f))
		}
	}
}

func TestNothingIsDroppedSilently(t *testing.T) {
	for name, c := range map[string]struct {
		text, warn string
		line       int
	}{
		"unknown tag":     {"PMID- 1\nTI  - A\nQQQ - what\nSO  - J.\n", "(QQQ)", 3},
		"text in front":   {"Search results\nfor x\nPMID- 1\nTI  - A\n", "2 lines belong to no field", 1},
		"text behind":     {"PMID- 1\nTI  - A\n\nEnd of list\nof all\n", "2 lines belong to no field", 4},
		"no DOI":          {"PMID- 1\nTI  - A\nLID - 11.1/x [doi]\n", "is no DOI", 3},
		"no year":         {"PMID- 1\nTI  - A\nDP  - Spring\n", "“Spring” (DP, line 3) holds no year", 3},
		"twice":           {"PMID- 1\nTI  - A\nTI  - B\n", "TI stands again in line 3", 3},
		"nothing to know": {"OWN - NLM\nAU  - Hansen A\n", "no title, no DOI and no PubMed id", 1},
		"cut in a tag":    {"PMID- 1\nTI  - A\nAB", "cut off", 1},
		"cut in a line":   {"PMID- 1\nTI  - A\nAB  - wor", "cut off", 1},
		"cut in SO":       {"PMID- 1\nTI  - A\nSO  - J. 2016; 1", "cut off", 1},
		"cut at a line":   {"PMID- 1\nTI  - A\nSO  - J.\n\nPMID- 2\nTI  - B\n", "cut off", 5},
	} {
		f := read(t, c.text)
		found := false
		for _, w := range append(append([]exchange.Warning{}, f.Warnings...), f.Records[0].Warnings...) {
			found = found || strings.Contains(w.Message, c.warn) && w.Line == c.line
		}
		if !found || f.Records[0].Title != "A" && name != "nothing to know" {
			t.Errorf("%s: no warning says %q at line %d: %s", name, c.warn, c.line, show(f))
		}
	}
}

func TestACutFileGivesWhatItHas(t *testing.T) {
	text := pubmed + strings.ReplaceAll(pubmed, "30000001", "30000009") + strings.ReplaceAll(pubmed, "30000001", "30000002")
	for cut := len("PMID- 3"); cut < len(text); cut += 7 {
		if strings.HasSuffix(strings.TrimSpace(text[:cut]), ".") && strings.Contains(text[strings.LastIndex(text[:cut], "PMID-"):cut], "SO  -") {
			continue // a source that ends with a full stop may be whole
		}
		f := read(t, text[:cut])
		if want := strings.Count(text[:cut], "PMID-"); len(f.Records) != want || len(f.Warnings) != 1 {
			t.Fatalf("cut at %d (…%q): %d records, want %d; %v", cut, text[max(0, cut-20):cut], len(f.Records), want, f.Warnings)
		}
	}
}

func TestWhatIsNotMEDLINEIsRefused(t *testing.T) {
	f := read(t, "Just\nsome text\n")
	if len(f.Records) != 0 || !strings.Contains(string(f.Refused), "refs.nbib") {
		t.Error(show(f))
	}
	for text, want := range map[string]bool{
		pubmed: true, "\ufeff\nPMID-1": true, "OWN - ERIC\nTI  - A": true, "<1. >\nTI  - A\nAU  - B": true,
		"TY  - JOUR\nTI  - A\nAU  - B\n": false, "TY - JOUR\nTI - A\nAU - B\n": false, "1. TY  - JOUR\nTI  - A\nAU  - B\n": false, "Some text\n": false, "": false, "@article{PMID- 1}": false,
	} {
		if nbib.Looks(text) != want {
			t.Errorf("Looks(%.20q) = %v", text, !want)
		}
	}
}

// library is a file of PubMed with n records whose abstracts are as long as real ones.
func library(n int) string {
	const words = "patients were assigned to the invented treatment or to placebo and followed for twelve weeks with blinded assessment of outcomes "
	var b strings.Builder
	for i := range n {
		head, tail, _ := strings.Cut(pubmed, "AB  - ")
		_, tail, _ = strings.Cut(tail, "CI  - ")
		b.WriteString(strings.NewReplacer("30000001", fmt.Sprint(30000001+i), "0472", fmt.Sprint(1000+i)).Replace(head))
		b.WriteString("AB  - BACKGROUND: A question of")
		for line := range 20 + i%9 {
			b.WriteString(" \n      ")
			b.WriteString(words[(i+line)%40 : (i+line)%40+82])
		}
		b.WriteString(".\nCI  - " + tail[:len(tail)-1])
		for m := range 15 {
			fmt.Fprintf(&b, "MH  - Invented Heading %d/therapeutic use\n", m)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// However large the file, a person who cancels does not wait.
func TestReadingStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var cancelled time.Time
	reports := 0
	s := exchange.Source{Name: "x", Text: library(2000), Progress: func(done, total int) {
		reports++
		cancelled = time.Now()
		cancel()
	}}
	_, err := nbib.Read(ctx, s)
	if took := time.Since(cancelled); err != context.Canceled || reports != 1 || took > 200*time.Millisecond {
		t.Errorf("error %v after %d reports and %v", err, reports, took)
	}
}

// The budget: 5,000 records in at most 5 s, with at most four times the file's size. It counts what reading holds at its
// end, the text and its bytes included, as Decode makes them.
func BenchmarkRead(b *testing.B) {
	data := []byte(library(5000))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		text, _, _ := exchange.Decode("x", data)
		f := read(b, text)
		exchange.MarkDuplicates(f.Records)
		runtime.GC()
		runtime.ReadMemStats(&after)
		if len(f.Records) != 5000 || len(f.Warnings) > 0 || f.Records[4999].DuplicateOf == nil {
			b.Fatal(len(f.Records), f.Warnings)
		}
		runtime.KeepAlive(text)
	}
	size := float64(len(data))
	b.ReportMetric((float64(after.HeapAlloc)-float64(before.HeapAlloc))/size+1, "retained/size")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/size+1, "allocated/size")
}

func TestFilesThatWereJoinedWithoutALineEnd(t *testing.T) {
	f := read(t, "PMID- 1\nTI  - A\nSO  - X. 2013.\ufeffPMID- 2\nTI  - B\nSO  - X. 2014.\ufeff\ufeffPMID- 3\nTI  - C\n")
	if len(f.Records) != 3 || f.Records[1].PMID != "2" || f.Records[2].Title != "C" {
		t.Errorf("%+v", f)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(pubmed)
	f.Add("<1. >\nUI  - 1\nTI-x\r\rOWN - ERIC\nU   - http://x\n\n  y\nQQQQ- z\nPMID-1\nPMID- 2\nLID - 10.1000/ [doi]\nAB")
	f.Add("1.\nPMID- 1\n\nstray\n\ufeffPMID- 1\nCN  - &amp;<b>\nDP  - n.d.\nSO  - doi:")
	f.Fuzz(func(t *testing.T, text string) {
		file := read(t, strings.ToValidUTF8(text, "�"))
		if (len(file.Records) == 0) != (file.Refused != "") {
			t.Fatalf("%d records, refused %q", len(file.Records), file.Refused)
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
	})
}
