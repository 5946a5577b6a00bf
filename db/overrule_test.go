package db

import (
	"context"
	"testing"

	"claimgrade/appraisal"

	"github.com/google/go-cmp/cmp"
)

func decided(t testing.TB, l *Library) []appraisal.Overrule {
	t.Helper()
	d, err := l.Dossier(context.Background(), "c1", "r1")
	must(t, err)
	all, err := l.Dossiers(context.Background(), "r1")
	must(t, err)
	for _, other := range all {
		if other.Claim.UID == "c1" {
			if diff := cmp.Diff(d.Overrules, other.Overrules); diff != "" {
				t.Errorf("one dossier (-), all of them (+):\n%s", diff)
			}
		}
	}
	return d.Overrules
}

func TestADecisionIsKeptOnceForEachStepAndCanBeTakenBack(t *testing.T) {
	l := smallLibrary(t)
	o := appraisal.Overrule{UID: "o1", ClaimUID: "c1", Reviewer: "r1", Step: appraisal.StepCertainty, Value: "low", Reason: "Indirect."}
	do(t, l, "Decide", func(b *Batch) { b.PutOverrule(o) })
	o.UID, o.Value = "o2", "moderate" // the same step again
	do(t, l, "Decide otherwise", func(b *Batch) { b.PutOverrule(o) })
	got := decided(t, l)
	if len(got) != 1 || got[0].UID != "o1" || got[0].Value != "moderate" || got[0].At == "" {
		t.Fatalf("%+v", got)
	}
	do(t, l, "Take back", func(b *Batch) { b.DeleteOverrule("o1") })
	if got := decided(t, l); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	_, err := l.Undo(context.Background(), "r1")
	must(t, err)
	if got := decided(t, l); len(got) != 1 {
		t.Errorf("%+v", got)
	}
	do(t, l, "Delete", func(b *Batch) { b.DeleteClaim("c1") })
	_, err = l.Undo(context.Background(), "r1")
	must(t, err)
	if got := decided(t, l); len(got) != 1 {
		t.Errorf("after the claim came back: %+v", got)
	}
}

func TestADecisionWithoutAReasonIsRefused(t *testing.T) {
	l := smallLibrary(t)
	err := l.Do(context.Background(), Action{Name: "Decide"}, func(b *Batch) error {
		b.PutOverrule(appraisal.Overrule{ClaimUID: "c1", Reviewer: "r1", Step: appraisal.StepVerdict, Value: "supported", Reason: " "})
		return nil
	})
	wantCode(t, err, appraisal.CodeInvalid)
	if got := decided(t, l); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}
