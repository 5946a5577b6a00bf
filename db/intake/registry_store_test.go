package intake

import (
	"context"
	"os"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/exchange"
	"claimgrade/db/exchange/ctgov"
)

// registryFile is a record of a registry with results, as its reader yields it.
func registryFile(t testing.TB) exchange.File {
	t.Helper()
	text, err := os.ReadFile("../exchange/ctgov/testdata/study.json")
	if err != nil {
		t.Fatal(err)
	}
	f, err := ctgov.Read(context.Background(), exchange.Source{Name: "study.json", Text: string(text)})
	if err != nil || len(f.Records) != 1 {
		t.Fatalf("read %+v, %v", f, err)
	}
	return f
}

func TestARegistryRecordAndItsPaperAreOneTrial(t *testing.T) {
	registry := registryFile(t)
	r := registry.Records[0]
	named := paper("Nasal kalmizine in depression that resists treatment: the main results", func(p *exchange.Record) { p.RegistryIDs = r.RegistryIDs })
	unnamed := paper("A further report that gives no number of the trial", func(p *exchange.Record) { p.PMID = resultPaper(t, r) })
	for _, test := range []struct {
		name  string
		files []exchange.File
	}{
		{"the paper first", []exchange.File{file("a.nbib", named, unnamed), registry}},
		{"the registry first", []exchange.File{registry, file("a.nbib", named, unnamed)}},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := newLibrary(t)
			p := propose(t, l, test.files...)
			s := store(t, l, p)
			trials := trialsOf(t, l)
			if len(trials) != 1 || s.Documents != 3 || s.Papers != 3 {
				t.Fatalf("%d trials, stored %+v; want one trial with its registry record and two papers", len(trials), s)
			}
			got := trials[0]
			if len(got.Arms) < 2 || len(got.Results) == 0 || !got.Facts.Has(appraisal.FieldParticipants) {
				t.Errorf("the registry's arms, results or masking are not there: %+v", got)
			}
			if c := got.Facts.Text(appraisal.FieldCitation); !strings.HasPrefix(c, "Hansen") {
				t.Errorf("cited as %q, not by its paper", c)
			}
			reports, err := l.Reports(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			relations := map[string]int{}
			for _, x := range reports {
				relations[x.Relation]++
			}
			if relations["registry"] != 1 || relations["result"] != 1 {
				t.Errorf("reports are %v", relations)
			}
			again := propose(t, l, test.files...)
			if again.Wanted() != 0 {
				t.Errorf("read again, %d records would be stored", again.Wanted())
			}
		})
	}
}

func resultPaper(t testing.TB, r exchange.Record) exchange.Text {
	t.Helper()
	for _, p := range r.Trial.Papers {
		if p.Relation == "result" && p.PMID != "" {
			return p.PMID
		}
	}
	t.Fatal("the record names no paper of its results")
	return ""
}

func TestARegistryRecordCompletesATrialAndOverwritesNothing(t *testing.T) {
	l := newLibrary(t)
	registry := registryFile(t)
	id := registry.Records[0].RegistryIDs[0]
	err := l.Do(context.Background(), db.Action{Name: "By hand"}, func(b *db.Batch) error {
		uid := b.PutTrial(appraisal.Trial{Name: "Hansen 2018"})
		b.PutFact(db.Subject{TrialUID: uid}, appraisal.Fact{Field: appraisal.FieldRegistration, Value: id, Status: appraisal.Reported})
		b.PutFact(db.Subject{TrialUID: uid}, appraisal.Fact{Field: appraisal.FieldNRandomised, Value: "7", Status: appraisal.Reported})
		b.PutArm(uid, appraisal.Arm{Name: "An arm under another name"})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	p := propose(t, l, registry)
	it := p.Items[0]
	if it.Proposal != OfTrialHere || it.Reason != ByRegistry || it.Choice != Complete {
		t.Fatalf("proposed %s by %q, chosen %s", it.Proposal, it.Reason, it.Choice)
	}
	store(t, l, p)
	got := trialsOf(t, l)[0]
	if got.Facts.Text(appraisal.FieldNRandomised) != "7" || got.Name != "Hansen 2018" {
		t.Errorf("a value here was overwritten: %q, %+v", got.Name, got.Facts[appraisal.FieldNRandomised])
	}
	if len(got.Arms) != 1 {
		t.Errorf("%d arms; the registry's arms may be the one here under another name", len(got.Arms))
	}
	if !got.Facts.Has(appraisal.FieldParticipants) || len(got.Results) == 0 {
		t.Error("what was missing was not added")
	}
}

func TestARegistryRecordIsHeldAgainstTheTrialAsItIsNow(t *testing.T) {
	l := newLibrary(t)
	ctx := context.Background()
	p := propose(t, l, registryFile(t))
	store(t, l, p)
	trial := trialsOf(t, l)[0]
	held, err := HeldOn(ctx, l, trial)
	if err != nil {
		t.Fatal(err)
	}
	if len(held.Reports) != 1 || held.Reports[0].Relation != "registry" {
		t.Fatalf("reports are %+v", held.Reports)
	}
	numbers := func(h Held) int {
		n := 0
		for _, d := range h.Differences {
			if d.Kind == NumbersDiffer && d.Field == appraisal.FieldNRandomised {
				n++
			}
		}
		return n
	}
	if numbers(held) != 0 {
		t.Errorf("what came from the record differs from it: %+v", held.Differences)
	}
	err = l.Do(ctx, db.Action{Name: "The paper says otherwise"}, func(b *db.Batch) error {
		b.PutFact(db.Subject{TrialUID: trial.UID}, appraisal.Fact{Field: appraisal.FieldNRandomised, Value: "118", Status: appraisal.Reported, Source: "full text"})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if held, err = HeldOn(ctx, l, trialsOf(t, l)[0]); err != nil || numbers(held) != 1 {
		t.Errorf("118 by the paper is not held against the record: %+v, %v", held.Differences, err)
	}
}
