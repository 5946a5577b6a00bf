package db

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"

	"github.com/google/go-cmp/cmp"
)

func TestAnEditIsOnDiskWhenDoReturns(t *testing.T) {
	l := newLibrary(t)
	var claim, trial string
	do(t, l, "Add claim", func(b *Batch) {
		claim = b.PutClaim(appraisal.Claim{Label: "L", Text: "T", Kind: appraisal.KindReport})
		trial = b.PutTrial(appraisal.Trial{Name: "T 2020"})
		b.PutLink(appraisal.Link{ClaimUID: claim, TrialUID: trial})
	})
	l = reopen(t, l)
	d, err := l.Dossier(context.Background(), claim, "")
	must(t, err)
	if len(d.Linked) != 1 || d.Linked[0].Trial.UID != trial || d.Linked[0].Trial.Name != "T 2020" {
		t.Errorf("read back %+v", d)
	}
}

func TestRefusedValuesLeaveNothingBehind(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	inf := math.Inf(1)
	claim := func(change func(c *appraisal.Claim)) func(b *Batch) {
		return func(b *Batch) {
			c := appraisal.Claim{Label: "L", Text: "T", Kind: appraisal.KindReport}
			change(&c)
			b.PutClaim(c)
		}
	}
	fact := func(s Subject, f appraisal.Fact) func(b *Batch) { return func(b *Batch) { b.PutFact(s, f) } }
	view := func(change func(a *appraisal.Appraisal)) func(b *Batch) {
		return func(b *Batch) {
			a := appraisal.Appraisal{LinkUID: "k1", Reviewer: "r1", Domain: appraisal.Attrition}
			change(&a)
			b.PutAppraisal(a)
		}
	}
	for _, test := range []struct {
		name string
		code appraisal.Code
		edit func(b *Batch)
	}{
		{"claim without text", appraisal.CodeInvalid, claim(func(c *appraisal.Claim) { c.Text = " " })},
		{"claim with an infinite number", appraisal.CodeInvalid, claim(func(c *appraisal.Claim) { c.Effect.OIS = &inf })},
		{"claim with an unknown word", appraisal.CodeInvalid, claim(func(c *appraisal.Claim) { c.Effect.Magnitude = "huge" })},
		{"claim part of itself", appraisal.CodeInvalid, claim(func(c *appraisal.Claim) { c.UID, c.ParentUID = "c9", "c9" })},
		{"part of a part", appraisal.CodeConflict, claim(func(c *appraisal.Claim) { c.ParentUID, c.Part = "c2", 2 })},
		{"main claim with parts made a part", appraisal.CodeConflict, claim(func(c *appraisal.Claim) { c.UID, c.ParentUID = "c1", "c3" })},
		{"claim of no document", appraisal.CodeConflict, claim(func(c *appraisal.Claim) { c.DocumentUID = "gone" })},
		{"trial without name", appraisal.CodeInvalid, func(b *Batch) { b.PutTrial(appraisal.Trial{}) }},
		{"reviewer without name", appraisal.CodeInvalid, func(b *Batch) { b.PutReviewer(appraisal.Reviewer{Name: "\t"}) }},
		{"arm of no trial", appraisal.CodeConflict, func(b *Batch) { b.PutArm("gone", appraisal.Arm{Name: "a"}) }},
		{"arm moved to another trial", appraisal.CodeConflict, func(b *Batch) { b.PutArm("t2", appraisal.Arm{UID: "m1"}) }},
		{"arm with an unknown role", appraisal.CodeInvalid, func(b *Batch) { b.PutArm("t1", appraisal.Arm{Role: "treated"}) }},
		{"result moved to another trial", appraisal.CodeConflict, func(b *Batch) { b.PutResult("t2", appraisal.Result{UID: "x1"}) }},
		{"fact not a number", appraisal.CodeInvalid, fact(Subject{ResultUID: "x1"}, appraisal.Fact{Field: appraisal.FieldSE, Value: "2,4"})},
		{"fact of the wrong kind of subject", appraisal.CodeInvalid, fact(Subject{TrialUID: "t1"}, appraisal.Fact{Field: appraisal.FieldSE, Value: "2.4"})},
		{"fact of two subjects", appraisal.CodeInvalid, fact(Subject{TrialUID: "t1", ArmUID: "m1"}, appraisal.Fact{Field: appraisal.FieldYear, Value: "2013"})},
		{"fact taken from another subject", appraisal.CodeConflict, fact(Subject{TrialUID: "t2"}, appraisal.Fact{UID: "f2", Field: appraisal.FieldYear, Value: "2025"})},
		{"fact moved to another field", appraisal.CodeConflict, fact(Subject{TrialUID: "t1"}, appraisal.Fact{UID: "f2", Field: appraisal.FieldPMID, Value: "2025"})},
		{"fact without a subject deleted", appraisal.CodeInvalid, func(b *Batch) { b.DeleteFact(Subject{}, appraisal.FieldYear) }},
		{"fact not there deleted", appraisal.CodeNotFound, func(b *Batch) { b.DeleteFact(Subject{TrialUID: "t2"}, appraisal.FieldYear) }},
		{"claim not there deleted", appraisal.CodeNotFound, func(b *Batch) { b.DeleteClaim("gone") }},
		{"document that facts rest on deleted", appraisal.CodeConflict, func(b *Batch) { b.DeleteDocument("d2") }},
		{"reviewer who has judged deleted", appraisal.CodeConflict, func(b *Batch) { b.DeleteReviewer("r1") }},
		{"result linked twice", appraisal.CodeConflict, func(b *Batch) {
			b.PutLink(appraisal.Link{ClaimUID: "c1", TrialUID: "t1", ResultUID: "x1"})
		}},
		{"link to a result of another trial", appraisal.CodeConflict, func(b *Batch) {
			b.PutLink(appraisal.Link{ClaimUID: "c3", TrialUID: "t2", ResultUID: "x1"})
		}},
		{"overruled without a reason", appraisal.CodeInvalid, view(func(a *appraisal.Appraisal) { a.Suggestion, a.Judgement = "low", "high" })},
		{"appraisal of no link", appraisal.CodeConflict, view(func(a *appraisal.Appraisal) { a.LinkUID = "gone" })},
		{"appraisal by nobody", appraisal.CodeInvalid, view(func(a *appraisal.Appraisal) { a.Reviewer = "" })},
		{"appraisal by a stranger", appraisal.CodeConflict, view(func(a *appraisal.Appraisal) { a.Reviewer = "gone" })},
		{"answer of an unknown word", appraisal.CodeInvalid, view(func(a *appraisal.Appraisal) {
			a.Answers = map[appraisal.Question]appraisal.Answer{appraisal.QDeviations: "maybe"}
		})},
	} {
		t.Run(test.name, func(t *testing.T) {
			before := snapshot(t, l)
			err := l.Do(ctx, Action{Name: "Edit"}, func(b *Batch) error {
				b.PutReviewer(appraisal.Reviewer{UID: "before", Name: "Before"})
				test.edit(b)
				b.PutReviewer(appraisal.Reviewer{UID: "after", Name: "After"})
				return nil
			})
			wantCode(t, err, test.code)
			if after := snapshot(t, l); after != before {
				t.Errorf("content changed:\n%s", cmp.Diff(before, after))
			}
			if name, err := l.CanUndo(ctx); name != "" || err != nil {
				t.Errorf("undo offers %q, %v", name, err)
			}
		})
	}
	wantSound(t, l)
}

func TestACallerMayGiveUpABatch(t *testing.T) {
	l := smallLibrary(t)
	before := snapshot(t, l)
	want := errors.New("changed my mind")
	err := l.Do(context.Background(), Action{Name: "Edit"}, func(b *Batch) error {
		b.DeleteTrial("t1")
		return want
	})
	if !errors.Is(err, want) || snapshot(t, l) != before {
		t.Errorf("error %v, or the content changed", err)
	}
	wantCode(t, l.Do(context.Background(), Action{}, func(b *Batch) error { b.DeleteTrial("t1"); return nil }), appraisal.CodeInvalid)
}

func TestACancelledEditIsNotSaved(t *testing.T) {
	l := smallLibrary(t)
	ctx, cancel := context.WithCancel(context.Background())
	err := l.Do(ctx, Action{Name: "Edit"}, func(b *Batch) error {
		b.DeleteTrial("t1")
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was cancelled", err)
	}
	if trials, err := l.Trials(context.Background()); err != nil || len(trials) != 2 {
		t.Errorf("%d trials left, %v", len(trials), err)
	}
	do(t, l, "Go on", func(b *Batch) { b.DeleteTrial("t1") })
}

func TestAnUnchangedPutLeavesNoTrace(t *testing.T) {
	ctx := context.Background()
	l := newLibrary(t)
	must(t, l.Import(ctx, Action{Name: "First"}, full(t, 0)))
	told := 0
	defer l.Subscribe(func(Event) { told++ })()
	must(t, l.Import(ctx, Action{Name: "Second"}, full(t, 0)))
	if told != 0 {
		t.Errorf("subscribers were told of %d events", told)
	}
	if name, err := l.CanUndo(ctx); name != "First" || err != nil {
		t.Errorf("undo offers %q, %v", name, err)
	}
}

func TestAFactKeepsItsIdentityBySubjectAndField(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	do(t, l, "Correct year", func(b *Batch) {
		b.PutFact(Subject{TrialUID: "t1"}, appraisal.Fact{Field: appraisal.FieldYear, Value: "2012", CheckedBy: "Ana"})
		b.PutFact(Subject{ArmUID: "m1"}, appraisal.Fact{UID: "other", Field: appraisal.FieldArmRandomised, Value: "48"})
		b.PutFact(Subject{ResultUID: "x1"}, appraisal.Fact{UID: "f5", Field: appraisal.FieldEstimate, Status: appraisal.StatusNotStated, CheckedAt: "2020-01-01T00:00:00Z"})
	})
	got, err := l.Trial(ctx, "t1")
	must(t, err)
	if f := got.Facts[appraisal.FieldYear]; f.UID != "f2" || f.Value != "2012" || f.CheckedAt != "2026-03-01T11:30:00Z" {
		t.Errorf("trial fact %+v", f)
	}
	if f := got.Arms[0].Facts[appraisal.FieldArmRandomised]; f.UID != "f3" || f.Value != "48" {
		t.Errorf("arm fact %+v", f)
	}
	if f := got.Results[0].Facts[appraisal.FieldEstimate]; f.UID != "f5" || f.Value != "" || f.CheckedAt != "" {
		t.Errorf("result fact %+v", f)
	}
}

func TestAnAppraisalKeepsItsIdentityAndReplacesItsParts(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	do(t, l, "Judge again", func(b *Batch) { // as a screen does that has not reloaded: without uid
		b.PutAppraisal(appraisal.Appraisal{
			LinkUID: "k1", Reviewer: "r1", Domain: appraisal.Blinding, Judgement: appraisal.Low, Suggestion: appraisal.Low,
			Answers: map[appraisal.Question]appraisal.Answer{appraisal.QAssessorAware: appraisal.No},
			Quotes:  []appraisal.Quote{{UID: "q2", Exact: "raters were kept apart"}, {UID: "q1", DocumentUID: "d2", Exact: "dissociative effects"}},
		})
		b.PutAppraisal(appraisal.Appraisal{LinkUID: "k1", Reviewer: "r2", Domain: appraisal.Blinding, Reason: "Not yet."})
	})
	d, err := l.Dossier(ctx, "c1", "r1")
	must(t, err)
	want := []appraisal.Appraisal{{
		UID: "p1", LinkUID: "k1", Reviewer: "r1", Domain: appraisal.Blinding, Judgement: appraisal.Low, Suggestion: appraisal.Low,
		Answers:  map[appraisal.Question]appraisal.Answer{appraisal.QAssessorAware: appraisal.No},
		Quotes:   []appraisal.Quote{{UID: "q2", Exact: "raters were kept apart"}, {UID: "q1", DocumentUID: "d2", Exact: "dissociative effects"}},
		JudgedAt: "2026-03-01T11:30:00Z",
	}, {
		UID: d.Linked[0].Appraisals[1].UID, LinkUID: "k1", Reviewer: "r2", Domain: appraisal.Blinding, Reason: "Not yet.",
		Answers: map[appraisal.Question]appraisal.Answer{},
	}}
	if diff := cmp.Diff(want, d.Linked[0].Appraisals); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	do(t, l, "Drop quote", func(b *Batch) {
		a := want[0]
		a.Quotes = nil
		b.PutAppraisal(a)
	})
	if dump := dumpOf(t, l); strings.Contains(dump, `"entity":"quote"`) || strings.Contains(dump, `"entity":"appraisal_quote"`) {
		t.Errorf("quotes remain that nothing refers to:\n%s", dump)
	}
}

func TestAQuoteSharedByTwoAppraisalsOutlivesOne(t *testing.T) {
	l := smallLibrary(t)
	share := func(d appraisal.Domain) appraisal.Appraisal {
		return appraisal.Appraisal{LinkUID: "k2", Reviewer: "r1", Domain: d, Quotes: []appraisal.Quote{{UID: "shared", Exact: "both"}}}
	}
	do(t, l, "Share", func(b *Batch) { b.PutAppraisal(share(appraisal.Attrition)); b.PutAppraisal(share(appraisal.FollowUp)) })
	do(t, l, "Drop one", func(b *Batch) {
		a := share(appraisal.Attrition)
		a.Quotes = nil
		b.PutAppraisal(a)
	})
	d, err := l.Dossier(context.Background(), "c1", "r1")
	must(t, err)
	kept, _ := d.Linked[1].DomainAppraisal("r1", appraisal.FollowUp)
	dropped, _ := d.Linked[1].DomainAppraisal("r1", appraisal.Attrition)
	if len(kept.Quotes) != 1 || len(dropped.Quotes) != 0 {
		t.Errorf("kept %v, dropped %v", kept.Quotes, dropped.Quotes)
	}
	do(t, l, "Delete the claim", func(b *Batch) { b.DeleteClaim("c1") })
	if dump := dumpOf(t, l); strings.Contains(dump, "quote\",") {
		t.Errorf("quotes remain:\n%s", dump)
	}
}

func TestNothingChangesOutsideAnAction(t *testing.T) {
	l := smallLibrary(t)
	for _, query := range []string{
		`INSERT INTO reviewer (uid, name, initials, position) VALUES ('x', 'X', 'X', 9)`,
		`UPDATE reviewer SET name = 'Y'`,
		`DELETE FROM answer`,
		`UPDATE fact SET value = '2'`,
		`DELETE FROM quote`,
	} {
		_, err := l.writer.Exec(query)
		if err == nil || !strings.Contains(err.Error(), "outside an action") {
			t.Errorf("%s: error %v", query, err)
		}
	}
}

func TestSubscribersHearOfWhatChanged(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	var heard []Event
	cancel := l.Subscribe(func(e Event) {
		if claims, err := l.Claims(ctx); err != nil || len(claims) == 0 { // committed, and no lock is held
			t.Errorf("reading from a subscriber: %d claims, %v", len(claims), err)
		}
		heard = append(heard, e)
	})
	must(t, l.Do(ctx, Action{Name: "Check fact", Reviewer: "r1"}, func(b *Batch) error {
		b.PutFact(Subject{ArmUID: "m1"}, appraisal.Fact{Field: appraisal.FieldArmTreated, Value: "47"})
		return nil
	}))
	do(t, l, "Judge", func(b *Batch) {
		b.PutAppraisal(appraisal.Appraisal{LinkUID: "k3", Reviewer: "r2", Domain: appraisal.FollowUp, Reason: "r", Quotes: []appraisal.Quote{{Exact: "e"}}})
	})
	do(t, l, "Delete arm", func(b *Batch) { b.DeleteArm("m1") })
	_, err := l.Undo(ctx, "r2")
	must(t, err)
	_ = l.Do(ctx, Action{Name: "Fail"}, func(b *Batch) error { b.DeleteClaim("gone"); return nil })
	cancel()
	do(t, l, "After", func(b *Batch) { b.DeleteClaim("c3") })
	trial := []Ref{{EntityTrial, "t1"}}
	want := []Event{
		{Action: "Check fact", Kind: "edit", Reviewer: "r1", Entities: trial},
		{Action: "Judge", Kind: "edit", Entities: []Ref{{EntityClaim, "c3"}}},
		{Action: "Delete arm", Kind: "edit", Entities: trial},
		{Action: "Delete arm", Kind: "undo", Reviewer: "r2", Entities: trial},
	}
	if diff := cmp.Diff(want, heard); diff != "" {
		t.Errorf("want (-), heard (+):\n%s", diff)
	}
	if !heard[0].Concerns(EntityTrial, "t1") || heard[0].Concerns(EntityTrial, "t2") {
		t.Error("Concerns is wrong about the event")
	}
}

// A screen stores a text at every keystroke.
func TestTypingIsOneStepOfTheHistory(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	before := snapshot(t, l)
	told := 0
	defer l.Subscribe(func(e Event) {
		if told++; !e.Concerns(EntityClaim, "c3") {
			t.Errorf("told of %+v", e)
		}
	})()
	typed := func(group, reviewer, text string) {
		t.Helper()
		must(t, l.Do(ctx, Action{Name: "Reason " + group, Reviewer: reviewer, Group: group}, func(b *Batch) error {
			b.PutAppraisal(appraisal.Appraisal{LinkUID: "k3", Reviewer: "r1", Domain: appraisal.FollowUp, Reason: text})
			return nil
		}))
	}
	reason := func() string {
		d, err := l.Dossier(ctx, "c3", "r1")
		must(t, err)
		a, _ := d.Linked[0].DomainAppraisal("r1", appraisal.FollowUp)
		return a.Reason
	}
	undo := func(want string) {
		t.Helper()
		_, err := l.Undo(ctx, "")
		must(t, err)
		if got := reason(); got != want {
			t.Errorf("after undo the reason is %q, want %q", got, want)
		}
	}
	typed("one", "r1", "T")
	typed("one", "r1", "To")
	typed("one", "r1", "Too")
	typed("two", "r1", "Too s")
	typed("two", "r1", "Too sh")
	typed("two", "r1", "Too sho") // typed, then taken back: no step
	typed("two", "r1", "Too sh")
	typed("two", "r2", "Too shor") // another reviewer's
	typed("three", "r2", "Too short")
	typed("three", "r2", "Too shor")
	if told != 10 {
		t.Errorf("told of %d writes, want 10", told)
	}
	changes, err := l.Changes(ctx, EntityClaim, "c3")
	must(t, err)
	if len(changes) != 3+2 { // and that the claim and its link were added
		t.Errorf("%d changes logged, want 5: %+v", len(changes), changes)
	}
	undo("Too sh")
	typed("two", "r2", "Too sh!") // after an undo a new step begins
	undo("Too sh")
	undo("Too")
	undo("")
	if diff := cmp.Diff(before, snapshot(t, l)); diff != "" {
		t.Errorf("before (-), after undo (+):\n%s", diff)
	}
	_, err = l.Redo(ctx, "")
	must(t, err)
	if got := reason(); got != "Too" {
		t.Errorf("after redo the reason is %q", got)
	}
	wantSound(t, l)
}

func TestArmsAndResultsKeepTheirOrder(t *testing.T) {
	l := newLibrary(t)
	do(t, l, "Add", func(b *Batch) {
		b.PutTrial(appraisal.Trial{UID: "t", Name: "T"})
		for _, uid := range []string{"z", "a", "m"} {
			b.PutArm("t", appraisal.Arm{UID: uid, Name: uid})
			b.PutResult("t", appraisal.Result{UID: "r" + uid, Name: uid})
		}
	})
	do(t, l, "Rename", func(b *Batch) { b.PutArm("t", appraisal.Arm{UID: "z", Name: "renamed"}) })
	got, err := l.Trial(context.Background(), "t")
	must(t, err)
	var order []string
	for _, a := range got.Arms {
		order = append(order, a.UID)
	}
	for _, r := range got.Results {
		order = append(order, r.UID)
	}
	if want := []string{"z", "a", "m", "rz", "ra", "rm"}; !slices.Equal(order, want) || got.Arms[0].Name != "renamed" {
		t.Errorf("order %v, want %v; arms %+v", order, want, got.Arms)
	}
}
