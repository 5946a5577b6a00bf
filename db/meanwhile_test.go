package db

import (
	"context"
	"testing"

	"claimgrade/appraisal"
)

// writes stores something that its editor had read when they saw the library, and returns what it conflicts with.
func writes(t *testing.T, l *Library, s Seen, name string, fn func(b *Batch)) []Conflict {
	t.Helper()
	var found []Conflict
	defer l.Subscribe(func(e Event) { found = append(found, e.Conflicts...) })()
	must(t, l.Do(context.Background(), Action{Name: name, Seen: s}, func(b *Batch) error { fn(b); return nil }))
	return found
}

// judgedClaim is a claim with a linked trial that Ane Lie has appraised.
func judgedClaim(t *testing.T, l *Library) appraisal.Appraisal {
	t.Helper()
	a := appraisal.Appraisal{LinkUID: "k1", Reviewer: "r1", Domain: appraisal.Blinding, Judgement: appraisal.SomeConcerns,
		Reason: "as read", Answers: map[appraisal.Question]appraisal.Answer{}}
	do(t, l, "Begin", func(b *Batch) {
		b.PutReviewer(appraisal.Reviewer{UID: "r1", Name: "Ane Lie"})
		b.PutClaim(appraisal.Claim{UID: "c1", Label: "label", Text: "text", Kind: appraisal.KindReport})
		b.PutTrial(appraisal.Trial{UID: "t1", Name: "Trial", Notes: "as read"})
		b.PutLink(appraisal.Link{UID: "k1", ClaimUID: "c1", TrialUID: "t1"})
		b.PutAppraisal(a)
		b.PutFact(Subject{TrialUID: "t1"}, appraisal.Fact{Field: "n_randomised", Value: "10"})
	})
	return a
}

func claimAs(label, text string) func(*Batch) {
	return func(b *Batch) {
		b.PutClaim(appraisal.Claim{UID: "c1", Label: label, Text: text, Kind: appraisal.KindReport})
	}
}

func TestEditsOfDifferentFieldsOfARowAreBothKept(t *testing.T) {
	ours, theirs := two(t)
	judgedClaim(t, ours)
	s := seen(t, ours)
	do(t, theirs, "Theirs", claimAs("label", "their text"))
	if c := writes(t, ours, s, "Ours", claimAs("our label", "text")); len(c) != 0 {
		t.Errorf("told as a conflict: %v", c)
	}
	if got, err := ours.Claim(t.Context(), "c1"); got.Label != "our label" || got.Text != "their text" || err != nil {
		t.Errorf("the claim is now %q, %q (%v)", got.Label, got.Text, err)
	}
	log, err := ours.Changes(t.Context(), EntityClaim, "c1")
	must(t, err)
	if log[0].Action != "Ours" || len(log[0].Fields) != 1 || log[0].Fields[0] != (FieldChange{"label", "label", "our label"}) {
		t.Errorf("the history tells of our edit: %+v", log[0])
	}
	if _, err := ours.Undo(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	if got, _ := ours.Claim(t.Context(), "c1"); got.Label != "label" || got.Text != "their text" {
		t.Errorf("after undo the claim is %q, %q", got.Label, got.Text)
	}
}

func TestAFieldThatBothHaveChangedIsAConflict(t *testing.T) {
	ctx := t.Context()
	ours, theirs := two(t)
	judgedClaim(t, ours)
	s := seen(t, ours)
	must(t, theirs.Do(ctx, Action{Name: "Theirs", Reviewer: "r1"}, func(b *Batch) error { claimAs("label", "their text")(b); return nil }))
	c := writes(t, ours, s, "Ours", claimAs("our label", "our text"))
	if len(c) != 1 {
		t.Fatalf("conflicts: %+v", c)
	}
	x := c[0]
	if len(x.Fields) != 1 || x.Fields[0] != (FieldChange{"text", "their text", "our text"}) || x.Who != "Ane Lie" || x.Other != "Theirs" || x.When == "" {
		t.Errorf("the conflict is told as %+v", x)
	}
	if got, _ := ours.Claim(ctx, "c1"); got.Text != "our text" {
		t.Errorf("stored is %q, want what was written last", got.Text)
	}
	must(t, ours.TakeTheirs(ctx, x, Action{Name: "Take theirs"}))
	if got, _ := ours.Claim(ctx, "c1"); got.Text != "their text" || got.Label != "our label" {
		t.Errorf("after taking theirs the claim is %q, %q", got.Label, got.Text)
	}
	if _, err := ours.Undo(ctx, ""); err != nil {
		t.Fatal(err)
	}
	if got, _ := ours.Claim(ctx, "c1"); got.Text != "our text" {
		t.Errorf("after undo it is %q", got.Text)
	}
}

// What was seen is no conflict, even if it is put back to what it was before.
func TestWhatWasSeenIsNoConflict(t *testing.T) {
	ours, theirs := two(t)
	judgedClaim(t, ours)
	before := seen(t, ours)
	do(t, theirs, "Theirs", claimAs("label", "their text"))
	if c := writes(t, ours, seen(t, ours), "Back", claimAs("label", "text")); len(c) != 0 {
		t.Errorf("told as a conflict: %+v", c)
	}
	if got, _ := ours.Claim(t.Context(), "c1"); got.Text != "text" {
		t.Errorf("an edit of what was seen was not stored: %q", got.Text)
	}
	if c := writes(t, ours, before, "On", claimAs("label", "text on")); len(c) != 0 {
		t.Errorf("what we have written over ourselves is told again: %+v", c)
	}
}

// A fact is one value with its source: half of theirs and half of ours would be nobody's.
func TestAFactIsKeptOrWrittenOverAsAWhole(t *testing.T) {
	ours, theirs := two(t)
	judgedClaim(t, ours)
	s := seen(t, ours)
	put := func(f appraisal.Fact) func(*Batch) {
		f.Field = "n_randomised"
		return func(b *Batch) { b.PutFact(Subject{TrialUID: "t1"}, f) }
	}
	do(t, theirs, "Check", put(appraisal.Fact{Value: "10", CheckedBy: "r1"}))
	if c := writes(t, ours, s, "Ours", put(appraisal.Fact{Value: "12"})); len(c) != 1 {
		t.Errorf("conflicts: %+v", c)
	}
	trial, err := ours.Trial(t.Context(), "t1")
	must(t, err)
	if f := trial.Facts["n_randomised"]; f.Value != "12" || f.CheckedBy != "" {
		t.Errorf("the fact is %+v: nobody has checked 12", f)
	}
}

func TestAnswersAndQuotesThatOthersHaveAddedStay(t *testing.T) {
	ours, theirs := two(t)
	a := judgedClaim(t, ours)
	s := seen(t, ours)
	b := a
	b.Answers = map[appraisal.Question]appraisal.Answer{appraisal.QAssessorAware: appraisal.Yes}
	b.Quotes = []appraisal.Quote{{Exact: "their quote"}}
	do(t, theirs, "Theirs", func(x *Batch) { x.PutAppraisal(b) })
	a.Reason = "our reason"
	if c := writes(t, ours, s, "Ours", func(x *Batch) { x.PutAppraisal(a) }); len(c) != 0 {
		t.Errorf("told as a conflict: %+v", c)
	}
	d, err := ours.ToJudge(t.Context(), "c1", "r1")
	must(t, err)
	got := d.Linked[0].Appraisals[0]
	if got.Reason != "our reason" || len(got.Answers) != 1 || len(got.Quotes) != 1 {
		t.Errorf("the appraisal is now %+v", got)
	}
	if p, err := ours.Check(t.Context()); len(p) != 0 || err != nil {
		t.Errorf("the check finds %v (%v)", p, err)
	}
}

func TestWhatOthersHaveDeletedComesBackWithWord(t *testing.T) {
	ours, theirs := two(t)
	judgedClaim(t, ours)
	s := seen(t, ours)
	do(t, theirs, "Delete", func(b *Batch) { b.DeleteTrial("t1") })
	c := writes(t, ours, s, "Ours", putTrial("t1", "Trial", "our notes"))
	if len(c) != 1 || !c[0].Gone || c[0].Other != "Delete" {
		t.Errorf("told as %+v", c)
	}
	if got, err := ours.Trial(t.Context(), "t1"); got.Notes != "our notes" || err != nil {
		t.Errorf("what was written is lost: %q (%v)", got.Notes, err)
	}
}

// A text that was typed there when it was seen here, and is typed on.
func TestATextTypedOnElsewhereIsAConflictOfWhatWasSeen(t *testing.T) {
	ours, theirs := two(t)
	judgedClaim(t, ours)
	typed := func(notes string) {
		t.Helper()
		must(t, theirs.Do(t.Context(), Action{Name: "Notes", Group: "notes"}, func(b *Batch) error { putTrial("t1", "Trial", notes)(b); return nil }))
	}
	typed("one")
	s := seen(t, ours)
	typed("one two")
	if c := writes(t, ours, s, "Rename", putTrial("t1", "Other name", "one")); len(c) != 0 {
		t.Errorf("a rename is told as a conflict with the notes: %+v", c)
	}
	if got, _ := ours.Trial(t.Context(), "t1"); got.Notes != "one two" || got.Name != "Other name" {
		t.Errorf("the trial is %q, %q", got.Name, got.Notes)
	}
	if c := writes(t, ours, s, "Notes", putTrial("t1", "Other name", "one three")); len(c) != 1 || c[0].Fields[0].Before != "one two" {
		t.Errorf("conflicts: %+v", c)
	}
}
