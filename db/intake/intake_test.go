package intake

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/exchange"

	"pgregory.net/rapid"
)

func newLibrary(t testing.TB) *db.Library {
	t.Helper()
	l, err := db.Create(context.Background(), filepath.Join(t.TempDir(), "library.claimgrade"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func dump(t testing.TB, l *db.Library) string {
	t.Helper()
	var b bytes.Buffer
	if err := l.Dump(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func year(n int) *int { return &n }

func paper(title string, change func(*exchange.Record)) exchange.Record {
	r := exchange.Record{Kind: exchange.Document, Title: exchange.Text(title), Year: year(2012),
		Authors: exchange.List[exchange.Author]{{Family: "Hansen", Given: "A. B."}}}
	if change != nil {
		change(&r)
	}
	return r
}

func file(name string, records ...exchange.Record) exchange.File {
	return exchange.File{Name: name, Records: records}
}

func propose(t testing.TB, l *db.Library, files ...exchange.File) Plan {
	t.Helper()
	p, err := Propose(context.Background(), l, files)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func store(t testing.TB, l *db.Library, p Plan) Summary {
	t.Helper()
	s, err := p.Store(context.Background(), l, Storing{Action: "Import", Reviewer: appraisal.Reviewer{UID: "r1", Name: "Ada Berg"}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func trialsOf(t testing.TB, l *db.Library) []appraisal.Trial {
	t.Helper()
	all, err := l.Trials(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func documentsOf(t testing.TB, l *db.Library) []appraisal.Document {
	t.Helper()
	all, err := l.Documents(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const longTitle = "Drug A against placebo in people with winter tiredness"

func TestARecordIsRecognised(t *testing.T) {
	stored := paper(longTitle, func(r *exchange.Record) { r.DOI, r.PMID = "10.1000/a.1", "111" })
	for _, test := range []struct {
		name   string
		record exchange.Record
		want   Proposal
		by     Reason
	}{
		{"by DOI, whatever its title", paper("Quite another title of the same", func(r *exchange.Record) { r.DOI = "10.1000/A.1" }), Here, ByDOI},
		{"by PubMed id", paper("Quite another title of the same", func(r *exchange.Record) { r.PMID = "111" }), Here, ByPMID},
		{"by title and year, case and signs apart", paper(strings.ToUpper(longTitle)+".", nil), Here, ByTitle},
		{"not by title where the DOI is another", paper(longTitle, func(r *exchange.Record) { r.DOI = "10.1000/b.2" }), NewDocument, NoneKnown},
		{"not by title where the year is another", paper(longTitle, func(r *exchange.Record) { r.Year = year(2013) }), NewDocument, NoneKnown},
		{"not by a short title", paper("Editorial", nil), NewDocument, NoneKnown},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := newLibrary(t)
			store(t, l, propose(t, l, file("a.ris", stored, paper("Editorial", func(r *exchange.Record) { r.DOI = "10.1000/e" }))))
			p := propose(t, l, file("b.ris", test.record))
			if it := p.Items[0]; it.Proposal != test.want || it.Reason != test.by {
				t.Errorf("proposed %s by %q, want %s by %q", it.Proposal, it.Reason, test.want, test.by)
			}
			before := dump(t, l)
			if store(t, l, p); test.want == Here && dump(t, l) != before {
				t.Error("what is here already was changed without a choice")
			}
		})
	}
}

func TestPapersWithOneRegistryNumberAreOneTrial(t *testing.T) {
	l := newLibrary(t)
	number := func(ids ...string) func(*exchange.Record) { return func(r *exchange.Record) { r.RegistryIDs = ids } }
	p := propose(t, l, file("a.nbib",
		paper("The main results of a trial of drug A", number("NCT00000001")),
		paper("Sleep in a trial of drug A, a further report", number("2010-000001-01")),
		paper("Quality of life in a trial of drug A", number("NCT00000001", "2010-000001-01")),
		paper("Pooled analysis of two trials of drug A", number("NCT00000001", "NCT00000002"))))
	var got []Proposal
	for _, it := range p.Items {
		got = append(got, it.Proposal)
	}
	if want := []Proposal{NewTrial, PaperOfTrial, PaperOfTrial, PaperOfTrial}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("proposed %v, want %v", got, want)
	}
	s := store(t, l, p)
	if s.Trials != 1 || s.Documents != 4 || s.Papers != 4 {
		t.Errorf("stored %+v, want 1 trial, 4 documents that report it", s)
	}
	trials := trialsOf(t, l)
	if len(trials) != 1 || trials[0].Name != "Hansen 2012" || trials[0].Facts.Text(appraisal.FieldRegistration) != "NCT00000001" {
		t.Errorf("the library has %+v", trials)
	}
	again := propose(t, l, file("b.nbib", paper("A fourth paper of this trial of drug A", number("NCT00000001"))))
	if it := again.Items[0]; it.Proposal != PaperOfTrial || it.OfUID != trials[0].UID || it.Of != "Hansen 2012" {
		t.Errorf("a later paper is proposed as %+v", it)
	}
}

func TestADoubleOfTheSameImportIsLeftOutUnlessChosen(t *testing.T) {
	l := newLibrary(t)
	p := propose(t, l,
		file("a.ris", paper(longTitle, func(r *exchange.Record) { r.DOI = "10.1000/a.1" })),
		file("b.nbib", paper(longTitle, func(r *exchange.Record) { r.DOI, r.PMID, r.Abstract = "10.1000/a.1", "111", "All of it." })))
	it := p.Items[1]
	if it.Proposal != Here || it.Earlier == nil || *it.Earlier != 0 || it.Choice != Leave {
		t.Fatalf("the double is proposed as %+v", it)
	}
	p.Items[1].Choice = Complete
	store(t, l, p)
	all := documentsOf(t, l)
	if len(all) != 1 || all[0].PMID != "111" || all[0].Abstract != "All of it." {
		t.Errorf("the library has %+v; want one document with what the double adds", all)
	}
}

func TestFieldsAreReplacedOneByOne(t *testing.T) {
	l := newLibrary(t)
	store(t, l, propose(t, l, file("a.ris", paper(longTitle, func(r *exchange.Record) { r.DOI, r.Journal, r.Pages, r.Issue = "10.1000/a.1", "J Winter", "1-9", "4" }))))
	p := propose(t, l, file("b.ris", paper(longTitle, func(r *exchange.Record) {
		r.DOI, r.Journal, r.Pages, r.Volume = "10.1000/a.1", "Journal of Winter", "1-10", "3"
	})))
	it := &p.Items[0]
	var fields []string
	for _, c := range it.Conflicts {
		fields = append(fields, c.Field+": "+c.Here+" / "+c.File)
	}
	want := []string{"outlet: J Winter / Journal of Winter", "volume:  / 3", "pages: 1-9 / 1-10"}
	if fmt.Sprint(fields) != fmt.Sprint(want) || it.Differing() != 2 {
		t.Fatalf("conflicts %v, want %v", fields, want)
	}
	it.Choice = Replace
	it.Conflicts[2].Take = true
	store(t, l, p)
	d := documentsOf(t, l)[0]
	if d.Outlet != "J Winter" || d.Volume != "3" || d.Pages != "1-10" {
		t.Errorf("stored outlet %q, volume %q, pages %q", d.Outlet, d.Volume, d.Pages)
	}
}

func row(study string, words ...string) exchange.Record {
	a := &exchange.Appraisal{Study: exchange.Text(study), Tool: "rob2", Overall: exchange.Text(words[len(words)-1])}
	for i, w := range words[:len(words)-1] {
		a.Domains = append(a.Domains, exchange.DomainWord{ID: fmt.Sprintf("D%d", i+1), Judgement: exchange.Text(w)})
	}
	return exchange.Record{Kind: exchange.Row, Title: exchange.Text(study), Appraisal: a}
}

func TestJudgementsOfOthersStayInTheirWordsWithTheTrial(t *testing.T) {
	l := newLibrary(t)
	store(t, l, propose(t, l, file("a.nbib", paper(longTitle, func(r *exchange.Record) { r.RegistryIDs = exchange.List[string]{"NCT00000001"} }))))
	p := propose(t, l, file("/somewhere/table.csv", row("Hansen et al. (2012)", "Low", "Some concerns", "High"), row("Berg 2015", "Low", "Low")))
	if a, b := p.Items[0], p.Items[1]; a.Proposal != Judgements || a.Of != "Hansen 2012" || b.Proposal != NewTrial {
		t.Fatalf("proposed %s of %q and %s", a.Proposal, a.Of, b.Proposal)
	}
	s := store(t, l, p)
	trials := trialsOf(t, l)
	if len(trials) != 2 {
		t.Fatalf("the library has %d trials, want 2", len(trials))
	}
	f := trials[0].Facts[appraisal.FieldJudgedElsewhere]
	if f.Value != "RoB 2. D1: Low; D2: Some concerns; Overall: High" || f.Locator != "table.csv" || f.Document == "" {
		t.Errorf("kept %+v", f)
	}
	if s.Judgements != 1 || s.Trials != 1 {
		t.Errorf("stored %+v", s)
	}
	store(t, l, propose(t, l, file("other.csv", row("Hansen 2012", "High", "High"))))
	if got := trialsOf(t, l)[0].Facts.Text(appraisal.FieldJudgedElsewhere); got != f.Value+"\nRoB 2. D1: High; Overall: High" {
		t.Errorf("a second table left %q", got)
	}
	appraised, err := l.Dossiers(context.Background(), "")
	if err != nil || len(appraised) != 0 {
		t.Errorf("dossiers %v, %v: the words of others are no appraisals of claims", appraised, err)
	}
}

func TestStudiesOfAReviewBecomeTrialsWithResults(t *testing.T) {
	l := newLibrary(t)
	n, half, events, mean, sd := 40.0, 20.5, 7.0, 12.5, 3.0
	r := exchange.Record{Kind: exchange.TrialKind, Title: "Olsen 2009", Year: year(2009), Trial: &exchange.Trial{Results: exchange.List[exchange.Result]{
		{Outcome: "Response", Experimental: exchange.Side{N: &n, Events: &events}, Control: exchange.Side{N: &half, Events: &events}},
		{Outcome: "Score", Experimental: exchange.Side{N: &n, Mean: &mean, SD: &sd}, Control: exchange.Side{N: &n, Mean: &mean, SD: &sd}},
	}}, Appraisal: row("Olsen 2009", "Low", "").Appraisal}
	store(t, l, propose(t, l, file("review.zip", r)))
	got := trialsOf(t, l)[0]
	if len(got.Arms) != 2 || len(got.Results) != 2 || got.Results[0].ExperimentalUID != got.Arms[0].UID {
		t.Fatalf("stored %+v", got)
	}
	response := got.Results[0].Facts
	if response.Text(appraisal.FieldNExp) != "40" || response.Text(appraisal.FieldEventsExp) != "7" || response.Has(appraisal.FieldNCtl) || response.Has(appraisal.FieldMeanExp) {
		t.Errorf("response has %+v", response)
	}
	if note := response.Text(appraisal.FieldScopeNote); !strings.Contains(note, "20.5") {
		t.Errorf("half a participant was dropped without a word: %q", note)
	}
	if again := propose(t, l, file("review.zip", r)); again.Items[0].Proposal != Here || again.Items[0].Choice != Leave || len(again.Items[0].Conflicts) != 0 {
		t.Errorf("read again, it is %+v", again.Items[0])
	}
}

// Whatever is imported with whatever choices, one undo brings the library back to what it was.
func TestOneUndoTakesAnImportBack(t *testing.T) {
	l := newLibrary(t) // it is empty again after each check, so that not every one makes a file
	rapid.Check(t, func(rt *rapid.T) {
		store(t, l, propose(t, l, file("first", records(rt, "first")...)))
		before := dump(t, l)
		p := propose(t, l, file("second", records(rt, "second")...), file("third", records(rt, "third")...))
		for i := range p.Items {
			p.Items[i].Choice = rapid.SampledFrom(p.Items[i].Choices()).Draw(rt, "choice")
			for c := range p.Items[i].Conflicts {
				p.Items[i].Conflicts[c].Take = rapid.Bool().Draw(rt, "take")
			}
		}
		store(t, l, p)
		after := dump(t, l)
		undo := func() {
			if _, err := l.Undo(context.Background(), ""); err != nil {
				rt.Fatal(err)
			}
		}
		defer undo()
		if after == before {
			return
		}
		defer undo()
		if _, err := l.Undo(context.Background(), ""); err != nil {
			rt.Fatal(err)
		}
		if got := dump(t, l); got != before {
			rt.Fatalf("before:\n%s\nafter undo:\n%s", before, got)
		}
		if _, err := l.Redo(context.Background(), ""); err != nil {
			rt.Fatal(err)
		}
		if got := dump(t, l); got != after {
			rt.Fatalf("imported:\n%s\nafter redo:\n%s", after, got)
		}
	})
}

// records are some of few authors, titles and numbers, so that many are alike.
func records(rt *rapid.T, label string) (all []exchange.Record) {
	for range rapid.IntRange(1, 6).Draw(rt, label) {
		pick := func(words ...string) string { return rapid.SampledFrom(words).Draw(rt, "word") }
		switch rapid.IntRange(0, 3).Draw(rt, "kind") {
		case 0:
			all = append(all, row(pick("Hansen 2012", "Berg 2015", "Olsen"), pick("Low", "High", "NA"), pick("Low", "")))
		case 1:
			n := float64(rapid.IntRange(0, 50).Draw(rt, "n"))
			all = append(all, exchange.Record{Kind: exchange.TrialKind, Title: exchange.Text(pick("Hansen 2012", "Olsen 2009")), Trial: &exchange.Trial{
				Results: exchange.List[exchange.Result]{{Outcome: pick("Response", "Score"), Experimental: exchange.Side{N: &n}}}}})
		default:
			all = append(all, paper(pick(longTitle, "A second title, long enough", "Short"), func(r *exchange.Record) {
				r.DOI, r.PMID = exchange.Text(pick("", "10.1000/a.1", "10.1000/a.2")), exchange.Text(pick("", "1", "2"))
				r.Abstract, r.Pages = exchange.Text(pick("", "Words.")), exchange.Text(pick("", "1-9", "2-9"))
				if id := pick("", "NCT00000001", "NCT00000002", "2010-000001-01"); id != "" {
					r.RegistryIDs = append(r.RegistryIDs, id)
				}
			}))
		}
	}
	return all
}

func TestACancelledImportLeavesNothing(t *testing.T) {
	l := newLibrary(t)
	p := propose(t, l, file("big.nbib", many(1000)...))
	before := dump(t, l)
	ctx, cancel := context.WithCancel(context.Background())
	told := 0
	_, err := p.Store(ctx, l, Storing{Action: "Import", Progress: func(done, total int) {
		if told++; done > total/2 {
			cancel()
		}
	}})
	if err == nil || told == 0 {
		t.Fatalf("stored all the same, %v; progress was told %d times", err, told)
	}
	if dump(t, l) != before {
		t.Error("a part of the cancelled import is there")
	}
}

// many are records of which every fifth is a further paper of a trial.
func many(n int) (all []exchange.Record) {
	for i := range n {
		all = append(all, paper(fmt.Sprintf("A report of some length, numbered %d, about a drug", i), func(r *exchange.Record) {
			r.DOI, r.PMID = exchange.Text(fmt.Sprintf("10.1000/x.%d", i)), exchange.Text(fmt.Sprint(1000000+i))
			r.Abstract = exchange.Text(strings.Repeat("Some words of an abstract. ", 60))
			if i%5 == 0 {
				r.RegistryIDs = exchange.List[string]{fmt.Sprintf("NCT%08d", i/10)}
			}
		}))
	}
	return all
}

func BenchmarkImportOf5000(b *testing.B) {
	records := many(5000)
	for b.Loop() {
		l := newLibrary(b)
		store(b, l, propose(b, l, file("big.nbib", records...)))
		if p := propose(b, l, file("big.nbib", records...)); p.Wanted() != 0 {
			b.Fatalf("%d of 5000 are not recognised", p.Wanted())
		}
	}
}

func TestAbbreviatedPagesAreTheSame(t *testing.T) {
	for _, test := range []struct {
		here, file string
		same       bool
	}{{"201-12", "201-212", true}, {"201–212", "201-12", true}, {"201-12", "201-214", false}, {"e12", "e12", true}, {"99-104", "99-104", true}, {"12", "12-13", false}} {
		if got := samePages(test.here, test.file); got != test.same {
			t.Errorf("%s and %s: same %v", test.here, test.file, got)
		}
	}
}
