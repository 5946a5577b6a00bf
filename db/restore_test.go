package db

import (
	"context"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"

	"github.com/google/go-cmp/cmp"
)

func stepsOf(t testing.TB, l *Library, entity Entity, uid string) []Step {
	t.Helper()
	steps, _, err := l.Steps(context.Background(), StepQuery{Entity: entity, UID: uid, Limit: 50})
	must(t, err)
	return steps
}

func inBin(t testing.TB, l *Library) []Deleted {
	t.Helper()
	all, err := l.Bin(context.Background())
	must(t, err)
	return all
}

func names(all []Deleted) []string {
	var out []string
	for _, d := range all {
		out = append(out, string(d.Entity)+" "+d.Name)
	}
	return out
}

func TestStepsComeInPagesByPersonAndWithNames(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	for i, who := range []string{"r1", "r2", "r1"} {
		must(t, l.Do(ctx, Action{Name: "Relation", Reviewer: who}, func(b *Batch) error {
			b.PutLink(appraisal.Link{UID: "k1", ClaimUID: "c1", TrialUID: "t1", ResultUID: "x1", Position: i + 5})
			b.PutFact(Subject{ArmUID: "m1"}, appraisal.Fact{Field: appraisal.FieldArmRandomised, Value: string(rune('1' + i)), Document: "d2"})
			return nil
		}))
	}
	page, more, err := l.Steps(ctx, StepQuery{Entity: EntityClaim, UID: "c1", Limit: 2})
	must(t, err)
	if len(page) != 2 || !more || page[0].By != "Ana Müller" || page[1].By != "Bo Ek" {
		t.Fatalf("first page: %+v, more: %v", page, more)
	}
	if c := page[0].Changes[0]; c.Entity != EntityLink || c.Of != "Murrough 2013" {
		t.Errorf("the link's change is %+v", c)
	}
	rest, more, err := l.Steps(ctx, StepQuery{Entity: EntityClaim, UID: "c1", Before: page[1].Action, Limit: 2})
	must(t, err)
	if len(rest) != 2 || more || rest[1].Kind != kindBase {
		t.Errorf("second page: %+v, more: %v", rest, more)
	}
	only, _, err := l.Steps(ctx, StepQuery{Entity: EntityTrial, UID: "t1", Reviewer: "r2", Limit: 9})
	must(t, err)
	if len(only) != 1 || only[0].Changes[0].Of != "ketamine" {
		t.Errorf("of one person: %+v", only)
	}
	trial := stepsOf(t, l, EntityTrial, "t1")
	document := trial[2].Changes[0].Fields[slices.IndexFunc(trial[2].Changes[0].Fields, func(f FieldChange) bool { return f.Field == "document_uid" })]
	if document.After != "A trial report" {
		t.Errorf("a reference is called %+v", document)
	}
	people, err := l.StepPeople(ctx, EntityClaim, "c1")
	must(t, err)
	if diff := cmp.Diff([]Person{{"r1", "Ana Müller"}, {"r2", "Bo Ek"}}, people); diff != "" {
		t.Errorf("people: %s", diff)
	}
}

func TestAFactIsRestoredEvenAfterItWasRemovedAndEnteredAgain(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	fact := func() string {
		trial, err := l.Trial(ctx, "t1")
		must(t, err)
		return trial.Facts[appraisal.FieldYear].Value
	}
	do(t, l, "Remove", func(b *Batch) { b.DeleteFact(Subject{TrialUID: "t1"}, appraisal.FieldYear) })
	removed := stepsOf(t, l, EntityTrial, "t1")[0]
	do(t, l, "Enter", func(b *Batch) {
		b.PutFact(Subject{TrialUID: "t1"}, appraisal.Fact{Field: appraisal.FieldYear, Value: "1999"})
	})
	before := snapshot(t, l)
	r := Restoring{Action: removed.Action, Entity: EntityTrial, UID: "t1", Row: "f2", Name: "Restore year"}
	plan, err := l.RestorePlan(ctx, r)
	must(t, err)
	if len(plan) != 1 || plan[0].Fields[0] != (FieldChange{"value", "1999", "2013"}) {
		t.Errorf("the plan is %+v", plan)
	}
	if diff := cmp.Diff(before, snapshot(t, l)); diff != "" {
		t.Errorf("planning has changed the library:\n%s", diff)
	}
	must(t, l.Restore(ctx, r))
	if got := fact(); got != "2013" {
		t.Errorf("restored %q", got)
	}
	_, err = l.RestorePlan(ctx, r)
	wantCode(t, err, appraisal.CodeConflict) // there is nothing left to restore
	if name, err := l.Undo(ctx, ""); err != nil || name != "Restore year" {
		t.Fatalf("undid %q, %v", name, err)
	}
	if diff := cmp.Diff(before, snapshot(t, l)); diff != "" {
		t.Errorf("before (-), after undo (+):\n%s", diff)
	}
	wantSound(t, l)
}

func TestWhatNoLongerFitsIsNotRestored(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	do(t, l, "Unlink", func(b *Batch) { b.DeleteLink("k1") })
	unlink := stepsOf(t, l, EntityClaim, "c1")[0]
	do(t, l, "Delete trial", func(b *Batch) { b.DeleteTrial("t1") })
	before := snapshot(t, l)
	r := Restoring{Action: unlink.Action, Entity: EntityClaim, UID: "c1", Name: "Restore link"}
	for range 2 { // the plan says the same as the deed
		_, err := l.RestorePlan(ctx, r)
		wantCode(t, err, appraisal.CodeConflict)
		if !strings.Contains(err.Error(), "Murrough 2013") {
			t.Errorf("%q does not name the trial", err)
		}
	}
	wantCode(t, l.Restore(ctx, r), appraisal.CodeConflict)
	made := stepsOf(t, l, EntityClaim, "c1")
	_, err := l.RestorePlan(ctx, Restoring{Action: made[len(made)-1].Action, Entity: EntityClaim, UID: "c1", Row: "c1", Name: "Restore"})
	wantCode(t, err, appraisal.CodeConflict)
	if diff := cmp.Diff(before, snapshot(t, l)); diff != "" {
		t.Errorf("refused, but changed:\n%s", diff)
	}
}

func TestTheBinBringsBackWholeThings(t *testing.T) {
	ctx := context.Background()
	for _, test := range []struct {
		name   string
		delete func(b *Batch)
		want   string
	}{
		{"claim", func(b *Batch) { b.DeleteClaim("c1") }, "claim No added benefit"},
		{"part", func(b *Batch) { b.DeleteClaim("c2") }, "claim Nor in cost"},
		{"trial", func(b *Batch) { b.DeleteTrial("t1") }, "trial Murrough 2013"},
		{"article", func(b *Batch) { b.DeleteDocument("d1") }, "document Ketamine doubts"},
		{"link", func(b *Batch) { b.DeleteLink("k1") }, "link Murrough 2013"},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := smallLibrary(t)
			do(t, l, "Subject", func(b *Batch) {
				c, err := l.Claim(ctx, "c3")
				must(t, err)
				c.Evidence.SubjectUID = "t1"
				b.PutClaim(c)
				b.PutOverrule(appraisal.Overrule{UID: "o1", ClaimUID: "c1", Reviewer: "r1", Step: appraisal.StepRiskOfBias, Value: "0", Reason: "No harm."})
			})
			before := dumpOf(t, l)
			do(t, l, "Delete", test.delete)
			after := dumpOf(t, l)
			all := inBin(t, l)
			if diff := cmp.Diff([]string{test.want}, names(all)); diff != "" {
				t.Fatalf("in the bin: %s", diff)
			}
			must(t, l.RestoreDeleted(ctx, all[0], Action{Name: "Restore"}))
			if diff := cmp.Diff(before, dumpOf(t, l)); diff != "" {
				t.Errorf("before (-), restored (+):\n%s", diff)
			}
			if left := inBin(t, l); len(left) != 0 {
				t.Errorf("still in the bin: %q", names(left))
			}
			wantSound(t, l)
			_, err := l.Undo(ctx, "")
			must(t, err)
			if diff := cmp.Diff(after, dumpOf(t, l)); diff != "" {
				t.Errorf("deleted (-), restoring undone (+):\n%s", diff)
			}
			if all := inBin(t, l); len(all) != 1 {
				t.Errorf("in the bin after undo: %q", names(all))
			}
		})
	}
}

func TestTheBinHoldsWhatWasDeletedOnly(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	do(t, l, "Add", func(b *Batch) { b.PutTrial(appraisal.Trial{UID: "t9", Name: "T9"}) })
	_, err := l.Undo(ctx, "")
	must(t, err)
	do(t, l, "Delete", func(b *Batch) { b.DeleteTrial("t2") })
	do(t, l, "Delete", func(b *Batch) { b.DeleteTrial("t1") })
	do(t, l, "Delete", func(b *Batch) { b.DeleteClaim("c3") })
	if diff := cmp.Diff([]string{"claim Fading", "trial Murrough 2013", "trial Jelovac 2025"}, names(inBin(t, l))); diff != "" {
		t.Errorf("in the bin: %s", diff)
	}
	_, err = l.Undo(ctx, "")
	must(t, err)
	if diff := cmp.Diff([]string{"trial Murrough 2013", "trial Jelovac 2025"}, names(inBin(t, l))); diff != "" {
		t.Errorf("in the bin after undo: %s", diff)
	}
}

func TestATrialComesBackWithoutItsLinkToAClaimThatIsGoneToo(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	do(t, l, "Delete", func(b *Batch) { b.DeleteTrial("t1") })
	do(t, l, "Delete", func(b *Batch) { b.DeleteClaim("c1") })
	must(t, l.RestoreDeleted(ctx, inBin(t, l)[1], Action{Name: "Restore"}))
	got := snapshot(t, l)
	if !strings.Contains(got, `"k3"`) || strings.Contains(got, `"k1"`) || !strings.Contains(got, `"f5"`) {
		t.Errorf("restored:\n%s", got)
	}
	wantSound(t, l)
}
