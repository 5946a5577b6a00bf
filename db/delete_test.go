package db

import (
	"context"
	"strings"
	"testing"

	"claimgrade/appraisal"

	"github.com/google/go-cmp/cmp"
)

func TestDeletingTakesAlongWhatBelongsToIt(t *testing.T) {
	for _, test := range []struct {
		name  string
		edit  func(b *Batch)
		gone  []string // uids that must be nowhere
		stays []string
	}{
		{"claim", func(b *Batch) { b.DeleteClaim("c1") }, []string{"c1", "c2", "k1", "k2", "p1", "q1"}, []string{"c3", "k3", "t1", "d1"}},
		{"part", func(b *Batch) { b.DeleteClaim("c2") }, []string{"c2"}, []string{"c1", "k1", "p1"}},
		{"trial", func(b *Batch) { b.DeleteTrial("t1") }, []string{"t1", "m1", "x1", "f1", "f3", "f5", "k1", "k3", "p1"}, []string{"t2", "k2", "c1", "d2"}},
		{"arm", func(b *Batch) { b.DeleteArm("m1") }, []string{"m1", "f3"}, []string{"m2", "x1", "f5", "k1"}},
		{"result", func(b *Batch) { b.DeleteResult("x1") }, []string{"x1", "f5", "k1", "p1"}, []string{"t1", "m1", "k3"}},
		{"link", func(b *Batch) { b.DeleteLink("k1") }, []string{"k1", "p1", "q1"}, []string{"x1", "k2"}},
		{"appraisal", func(b *Batch) { b.DeleteAppraisal("p1") }, []string{"p1", "q1"}, []string{"k1", "r1", "d2"}},
		{"document", func(b *Batch) { b.DeleteDocument("d1") }, []string{"d1", "c1", "c2", "c3", "k1", "p1", "q1"}, []string{"d2", "t1"}},
		{"fact", func(b *Batch) { b.DeleteFact(Subject{ArmUID: "m1"}, appraisal.FieldArmRandomised) }, []string{"f3"}, []string{"m1", "f4"}},
		{"reviewer", func(b *Batch) { b.DeleteReviewer("r2") }, []string{"r2"}, []string{"r1"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			ctx := context.Background()
			l := smallLibrary(t)
			before := snapshot(t, l)
			do(t, l, "Delete", test.edit)
			after := snapshot(t, l)
			for _, uid := range test.gone {
				if strings.Contains(after, `"`+uid+`"`) {
					t.Errorf("%s is still there", uid)
				}
			}
			for _, uid := range test.stays {
				if !strings.Contains(after, `"`+uid+`"`) {
					t.Errorf("%s is gone", uid)
				}
			}
			wantSound(t, l)
			if name, err := l.Undo(ctx, ""); name != "Delete" || err != nil {
				t.Fatalf("undid %q, %v", name, err)
			}
			if diff := cmp.Diff(before, snapshot(t, l)); diff != "" {
				t.Errorf("before (-), after undo (+):\n%s", diff)
			}
			if _, err := l.Redo(ctx, ""); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(after, snapshot(t, l)); diff != "" {
				t.Errorf("deleted (-), after redo (+):\n%s", diff)
			}
			wantSound(t, l)
		})
	}
}

// The database itself cascades what a batch does not delete one by one, and logs that too.
func TestCascadesAreLoggedAndUndone(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	before := snapshot(t, l)
	for _, table := range []table{trialTable, claimTable} {
		uid := map[Entity]string{EntityTrial: "t1", EntityClaim: "c1"}[table.entity]
		do(t, l, "Delete bluntly", func(b *Batch) { b.remove(table, uid, "It was not deleted") })
	}
	var logged int
	must(t, l.readers.QueryRow(`SELECT count(*) FROM change WHERE op = 'delete'`).Scan(&logged))
	// t1, 2 arms, result, 5 facts, k1, k3, p1, answer, its quote's attachment; then c1, c2, k2
	if logged != 14+3 {
		t.Errorf("%d deletions logged, want 17", logged)
	}
	for range 2 {
		if _, err := l.Undo(ctx, ""); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(before, snapshot(t, l)); diff != "" {
		t.Errorf("before (-), after undo (+):\n%s", diff)
	}
	wantSound(t, l)
}
