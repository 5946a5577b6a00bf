package db

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"claimgrade/appraisal"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// twoLibraries are two copies of a small one, whose own uids never meet.
func twoLibraries(t testing.TB) (mine, theirs *Library) {
	t.Helper()
	mine, theirs = smallLibrary(t), smallLibrary(t)
	n := 0
	theirs.options.NewUID = func() string { n++; return fmt.Sprintf("theirs-%04d", n) }
	return mine, theirs
}

func compare(t testing.TB, mine, theirs *Library) *Merge {
	t.Helper()
	m, err := mine.Compare(context.Background(), theirs, nil)
	must(t, err)
	return m
}

func merge(t testing.TB, mine, theirs *Library, m *Merge) Merged {
	t.Helper()
	done, err := mine.Merge(context.Background(), Action{Name: "Merge"}, theirs, m, nil)
	must(t, err)
	return done
}

func TestEqualLibrariesHaveNothingToMerge(t *testing.T) {
	mine, theirs := twoLibraries(t)
	m := compare(t, mine, theirs)
	if len(m.Items) != 0 || m.Equal != 2+2+2+3 {
		t.Fatalf("found %+v, %d equal", m.Items, m.Equal)
	}
	before := dumpOf(t, mine)
	if merge(t, mine, theirs, m); dumpOf(t, mine) != before {
		t.Error("the library has changed")
	}
}

func TestMergingAddsWhatIsNewAndKeepsWhatDiffers(t *testing.T) {
	mine, theirs := twoLibraries(t)
	ctx := context.Background()
	do(t, theirs, "Work of a colleague", func(b *Batch) {
		data := []byte("the file itself")
		b.PutFile(File{SHA256: HashOf(data), Data: data, Pages: []PageText{{Number: 1, Text: "Page one."}}})
		b.PutDocument(appraisal.Document{UID: "d9", Kind: "article", Title: "Theirs", File: HashOf(data), RegistryIDs: []string{"NCT00000001"}})
		b.PutClaim(appraisal.Claim{UID: "c9", DocumentUID: "d9", Label: "Theirs", Text: "It works.", Kind: appraisal.KindNotShown})
		b.PutLink(appraisal.Link{UID: "k9", ClaimUID: "c9", TrialUID: "t1", Position: 1})
		b.PutTrial(appraisal.Trial{UID: "t1", Key: "murrough2013", Name: "Murrough et al. 2013"})
		b.PutFact(Subject{TrialUID: "t1"}, appraisal.Fact{Field: appraisal.FieldYear, Value: "2014", Status: appraisal.Reported})
		b.PutFact(Subject{TrialUID: "t1"}, appraisal.Fact{Field: appraisal.FieldCountry, Value: "USA", Status: appraisal.Reported})
		b.PutReport(appraisal.Report{DocumentUID: "d9", TrialUID: "t1", Relation: "result"})
	})
	do(t, mine, "Work of mine", func(b *Batch) { // the same fact, recorded apart under another uid
		b.PutFact(Subject{TrialUID: "t1"}, appraisal.Fact{UID: "mine-country", Field: appraisal.FieldCountry, Value: "United States", Status: appraisal.Reported})
	})
	before := snapshot(t, mine)
	m := compare(t, mine, theirs)
	var got []string
	for _, it := range m.Items {
		got = append(got, fmt.Sprintf("%s %s new=%v added=%d", it.Entity, it.Name, it.New, it.Added))
		for _, c := range it.Conflicts {
			got = append(got, fmt.Sprintf("  %s %s: %s / %s", c.Of, c.Field, c.Mine, c.Theirs))
		}
	}
	want := []string{
		"claim Theirs new=true added=2",
		"trial Murrough et al. 2013 new=false added=1",
		"   name: Murrough 2013 / Murrough et al. 2013",
		"  year value: 2013 / 2014",
		"  country value: United States / USA",
		"document Theirs new=true added=1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("want (-), got (+):\n%s", diff)
	}
	for i := range m.Items {
		for j := range m.Items[i].Conflicts {
			m.Items[i].Conflicts[j].Take = m.Items[i].Conflicts[j].Of == "year"
		}
	}
	if done := merge(t, mine, theirs, m); done != (Merged{Added: 2, Changed: 1}) {
		t.Errorf("did %+v", done)
	}
	trial, err := mine.Trial(ctx, "t1")
	must(t, err)
	if trial.Name != "Murrough 2013" || trial.Facts.Text(appraisal.FieldYear) != "2014" || trial.Facts.Text(appraisal.FieldCountry) != "United States" {
		t.Errorf("the trial is now %q, %+v", trial.Name, trial.Facts)
	}
	d, err := mine.Document(ctx, "d9")
	must(t, err)
	if text, err := mine.File(ctx, d.File); err != nil || string(text) != "the file itself" || len(d.RegistryIDs) != 1 {
		t.Errorf("the document came as %+v with the file %q, %v", d, text, err)
	}
	wantSound(t, mine)
	if _, err := mine.Undo(ctx, ""); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, snapshot(t, mine)); diff != "" {
		t.Errorf("before (-), after undo (+):\n%s", diff)
	}
}

func TestWhatRestsOnSomethingLeftOutIsLeftOutToo(t *testing.T) {
	mine, theirs := twoLibraries(t)
	do(t, theirs, "Work of a colleague", func(b *Batch) {
		b.PutTrial(appraisal.Trial{UID: "t9", Name: "Theirs 2020"})
		b.PutDocument(appraisal.Document{UID: "d9", Kind: "report", Title: "Theirs"})
		b.PutLink(appraisal.Link{UID: "k9", ClaimUID: "c1", TrialUID: "t9", Position: 3})
		b.PutFact(Subject{TrialUID: "t2"}, appraisal.Fact{Field: appraisal.FieldYear, Value: "2025", Document: "d9"})
	})
	m := compare(t, mine, theirs)
	for i := range m.Items {
		m.Items[i].Take = m.Items[i].Name != "Theirs 2020" && m.Items[i].Name != "Theirs"
	}
	if done := merge(t, mine, theirs, m); done.Skipped != 1 || done.Added != 0 || done.Changed != 1 {
		t.Errorf("did %+v; want the link left out and the fact kept", done)
	}
	trial, err := mine.Trial(context.Background(), "t2")
	must(t, err)
	if f := trial.Facts[appraisal.FieldYear]; f.Value != "2025" || f.Document != "" {
		t.Errorf("the fact is %+v; its document was left out", f)
	}
	wantSound(t, mine)
}

// Whatever a colleague has done, a merge leaves a sound library, and one undo takes it back.
func TestMergesAreSoundAndUndone(t *testing.T) {
	mine, theirs := twoLibraries(t) // both are as they were after each check, so that not every one makes files
	ctx := context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		defer func() {
			for name, _ := theirs.CanUndo(ctx); name != ""; name, _ = theirs.CanUndo(ctx) {
				if _, err := theirs.Undo(ctx, ""); err != nil {
					rt.Fatal(err)
				}
			}
		}()
		for range rapid.IntRange(1, 3).Draw(rt, "edits") {
			edit(rt, t, theirs)
		}
		m := compare(t, mine, theirs)
		for i := range m.Items {
			m.Items[i].Take = rapid.Bool().Draw(rt, "take")
			for j := range m.Items[i].Conflicts {
				m.Items[i].Conflicts[j].Take = rapid.Bool().Draw(rt, "theirs")
			}
		}
		before := snapshot(t, mine)
		merge(t, mine, theirs, m)
		wantSound(t, mine)
		if snapshot(t, mine) == before {
			return
		}
		if _, err := mine.Undo(ctx, ""); err != nil {
			rt.Fatal(err)
		}
		if after := snapshot(t, mine); after != before {
			rt.Fatalf("before and after undo differ:\n%s", cmp.Diff(before, after))
		}
	})
}

// edit does one thing in a small library.
func edit(rt *rapid.T, t testing.TB, l *Library) {
	n := rapid.IntRange(0, 99).Draw(rt, "n")
	uid := func(kind string) string { return fmt.Sprintf("%s-%d", kind, n) }
	switch rapid.IntRange(0, 7).Draw(rt, "edit") {
	case 0:
		do(t, l, "Trial", func(b *Batch) {
			b.PutTrial(appraisal.Trial{UID: uid("trial"), Name: uid("Trial")})
			b.PutArm(uid("trial"), appraisal.Arm{UID: uid("arm"), Name: "A"})
			b.PutFact(Subject{ArmUID: uid("arm")}, appraisal.Fact{Field: appraisal.FieldArmRandomised, Value: "12"})
			b.PutResult(uid("trial"), appraisal.Result{UID: uid("result"), Name: "R", ExperimentalUID: uid("arm")})
			b.PutLink(appraisal.Link{UID: uid("link"), ClaimUID: "c3", TrialUID: uid("trial"), ResultUID: uid("result"), Position: 7})
		})
	case 1:
		do(t, l, "Fact", func(b *Batch) {
			b.PutFact(Subject{TrialUID: "t1"}, appraisal.Fact{Field: appraisal.FieldYear, Value: fmt.Sprint(1900 + n), Document: "d1"})
		})
	case 2:
		do(t, l, "Claim", func(b *Batch) {
			b.PutDocument(appraisal.Document{UID: uid("document"), Kind: "article", Title: uid("Title")})
			b.PutClaim(appraisal.Claim{UID: uid("claim"), DocumentUID: uid("document"), Label: "L", Text: "T.", Kind: appraisal.KindReport})
			b.PutClaim(appraisal.Claim{UID: uid("a-part"), ParentUID: uid("claim"), Part: 1, DocumentUID: uid("document"), Label: "L", Text: "T.", Kind: appraisal.KindReport})
		})
	case 3:
		do(t, l, "Judge", func(b *Batch) {
			b.PutAppraisal(appraisal.Appraisal{LinkUID: "k1", Reviewer: "r2", Domain: appraisal.Attrition, Judgement: appraisal.Low, Reason: strings.Repeat("x", n+1),
				Answers: map[appraisal.Question]appraisal.Answer{appraisal.QNearlyAll: appraisal.Yes},
				Quotes:  []appraisal.Quote{{DocumentUID: "d2", Exact: uid("quote")}}})
		})
	case 4:
		do(t, l, "Reviewer", func(b *Batch) { b.PutReviewer(appraisal.Reviewer{UID: uid("reviewer"), Name: uid("R")}) })
	case 5:
		do(t, l, "Name", func(b *Batch) { b.PutTrial(appraisal.Trial{UID: "t2", Name: uid("Jelovac")}) })
	case 7:
		do(t, l, "Decide", func(b *Batch) {
			b.PutOverrule(appraisal.Overrule{ClaimUID: "c1", Reviewer: "r1", Step: appraisal.StepCertainty, Value: "low", Reason: uid("because")})
		})
	case 6:
		do(t, l, "Claim text", func(b *Batch) {
			b.PutClaim(appraisal.Claim{UID: "c3", DocumentUID: "d1", Label: uid("Fading"), Text: "The gain fades.", Kind: appraisal.KindNotShown})
		})
	}
}
