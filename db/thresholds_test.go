package db

import (
	"context"
	"math"
	"strings"
	"testing"

	"claimgrade/appraisal"

	"github.com/google/go-cmp/cmp"
)

// ownThresholds is a set in which every number is its own: the round trip would notice two that are mixed up, except
// where two numbers have the same bounds.
func ownThresholds(name string) appraisal.Thresholds {
	set, _ := appraisal.BuiltIn(appraisal.StrictSet)
	set.Name = name
	set.EggerP = 0.1 + 0.2 // not short in decimals
	return set
}

func thresholdsOf(t testing.TB, l *Library) Thresholds {
	t.Helper()
	all, err := l.Thresholds(context.Background())
	must(t, err)
	return all
}

// judgedBy is the name of the set that reaches the dossiers; "" is the default one.
func judgedBy(t testing.TB, l *Library) string {
	t.Helper()
	ctx := context.Background()
	d, err := l.Dossier(ctx, "c1", "")
	must(t, err)
	all, err := l.Dossiers(ctx, "")
	must(t, err)
	for _, other := range all {
		if diff := cmp.Diff(d.Thresholds, other.Thresholds); diff != "" {
			t.Errorf("one dossier (-), all of them (+):\n%s", diff)
		}
	}
	if d.Thresholds == nil {
		return ""
	}
	return d.Thresholds.Name
}

func TestOwnThresholdsComeBackAndJudgeTheClaims(t *testing.T) {
	l := smallLibrary(t)
	if got := judgedBy(t, l); got != "" {
		t.Errorf("a new library is judged by %q", got)
	}
	do(t, l, "Add", func(b *Batch) {
		b.PutThresholds("h2", ownThresholds(" Ours "))
		b.PutThresholds("h1", ownThresholds("The other"))
	})
	do(t, l, "Use", func(b *Batch) { b.UseThresholds("h1") })
	want := Thresholds{InForce: "h1", Own: []ThresholdSet{
		{UID: "h2", Thresholds: ownThresholds("Ours")}, {UID: "h1", Thresholds: ownThresholds("The other")}}}
	if diff := cmp.Diff(want, thresholdsOf(t, l)); diff != "" {
		t.Errorf("stored (-), read back (+):\n%s", diff)
	}
	if got := judgedBy(t, l); got != "The other" {
		t.Errorf("judged by %q", got)
	}
	for which, want := range map[string]string{appraisal.StrictSet: "strict", appraisal.LenientSet: "lenient", appraisal.DefaultSet: "", "h2": "Ours"} {
		do(t, l, "Use", func(b *Batch) { b.UseThresholds(which) })
		if got := judgedBy(t, l); got != want {
			t.Errorf("%s is in force, judged by %q", which, got)
		}
	}
	do(t, l, "Use", func(b *Batch) { b.UseThresholds("h1") })
	if diff := cmp.Diff(want, thresholdsOf(t, reopen(t, l))); diff != "" {
		t.Errorf("stored (-), read back after a restart (+):\n%s", diff)
	}
}

func TestADeletedSetLeavesTheDefaultInForceAndUndoBringsBoth(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	do(t, l, "Add", func(b *Batch) { b.UseThresholds(b.PutThresholds("h1", ownThresholds("Ours"))) })
	before := snapshot(t, l)
	do(t, l, "Delete", func(b *Batch) { b.DeleteThresholds("h1") })
	if got := thresholdsOf(t, l); len(got.Own) != 0 || got.InForce != appraisal.DefaultSet {
		t.Errorf("left: %+v", got)
	}
	wantSound(t, l)
	_, err := l.Undo(ctx, "")
	must(t, err)
	if diff := cmp.Diff(before, snapshot(t, l)); diff != "" || judgedBy(t, l) != "Ours" {
		t.Errorf("judged by %q; before (-), after undo (+):\n%s", judgedBy(t, l), diff)
	}
	// The database's own cascade is logged too.
	do(t, l, "Delete bluntly", func(b *Batch) { b.remove(thresholdTable, "h1", "It was not deleted") })
	_, err = l.Undo(ctx, "")
	must(t, err)
	if diff := cmp.Diff(before, snapshot(t, l)); diff != "" {
		t.Errorf("before (-), after undo (+):\n%s", diff)
	}
	wantSound(t, l)
}

func TestThresholdsThatAreRefusedLeaveNothingBehind(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	do(t, l, "Add", func(b *Batch) { b.PutThresholds("h1", ownThresholds("Ours")) })
	before := snapshot(t, l)
	put := func(change func(*appraisal.Thresholds)) func(b *Batch) {
		set := ownThresholds("Mine")
		change(&set)
		return func(b *Batch) { b.PutThresholds("", set) }
	}
	for _, test := range []struct {
		name  string
		edit  func(b *Batch)
		code  appraisal.Code
		field string
	}{
		{"without a name", put(func(s *appraisal.Thresholds) { s.Name = " " }), appraisal.CodeInvalid, "name"},
		{"the name of a built-in set", put(func(s *appraisal.Thresholds) { s.Name = "Lenient" }), appraisal.CodeInvalid, "name"},
		{"a built-in set itself", put(func(s *appraisal.Thresholds) { *s, _ = appraisal.BuiltIn(appraisal.StrictSet) }), appraisal.CodeInvalid, "name"},
		{"out of bounds", put(func(s *appraisal.Thresholds) { s.MuchLost = 101 }), appraisal.CodeInvalid, "much_lost"},
		{"no number", put(func(s *appraisal.Thresholds) { s.EggerP = math.NaN() }), appraisal.CodeInvalid, "egger_p"},
		{"the wrong way round", put(func(s *appraisal.Thresholds) { s.LittleLost, s.MuchLost = 20, 15 }), appraisal.CodeInvalid, "little_lost"},
		{"a name that is taken", put(func(s *appraisal.Thresholds) { s.Name = "OURS" }), appraisal.CodeConflict, ""},
		{"a set that is not there", func(b *Batch) { b.UseThresholds("gone") }, appraisal.CodeConflict, ""},
		{"no set at all", func(b *Batch) { b.UseThresholds("") }, appraisal.CodeInvalid, "thresholds"},
		{"deleting what is not there", func(b *Batch) { b.DeleteThresholds("gone") }, appraisal.CodeNotFound, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := l.Do(ctx, Action{Name: "Edit"}, func(b *Batch) error { test.edit(b); return nil })
			wantCode(t, err, test.code)
			if e, ok := err.(*appraisal.Error); !ok || e.Field != test.field {
				t.Errorf("the error is %#v, want one about %q", err, test.field)
			}
			if snapshot(t, l) != before {
				t.Error("something was stored")
			}
		})
	}
}

// What stands in the file may come from another version or another hand. It is never taken for the default.
func TestDamagedThresholdsAreNamedAndNeverTakenForTheDefault(t *testing.T) {
	ctx := context.Background()
	whole, err := encodeThresholds(ownThresholds("Ours"))
	must(t, err)
	for _, test := range []struct{ name, numbers, words string }{
		{"no JSON", `{"much_lost": 2`, "damaged"},
		{"a list", `[1, 2]`, "damaged"},
		{"a word for a number", strings.Replace(whole, `"much_lost":15`, `"much_lost":"15"`, 1), "damaged"},
		{"null", `null`, "is missing"},
		{"nothing", `{}`, "is missing"},
		{"a null for a number", strings.Replace(whole, `"much_lost":15`, `"much_lost":null`, 1), "“Lost: much” is missing"},
		{"a number of another version", strings.Replace(whole, `{`, `{"new_number":1,`, 1), "“new_number”"},
		{"a number out of bounds", strings.Replace(whole, `"much_lost":15`, `"much_lost":-15`, 1), "between"},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := smallLibrary(t)
			do(t, l, "Add", func(b *Batch) { b.PutThresholds("h1", ownThresholds("Ours")) })
			for _, query := range []string{`PRAGMA ignore_check_constraints = 1`, `DROP TRIGGER threshold_set_update`} {
				_, err := l.writer.Exec(query)
				must(t, err)
			}
			_, err := l.writer.Exec(`UPDATE threshold_set SET numbers = ?`, test.numbers)
			must(t, err)

			judgedBy(t, l) // not in force, it harms nobody
			do(t, l, "Use", func(b *Batch) { b.UseThresholds("h1") })
			for _, read := range []func() error{
				func() error { _, err := l.Dossier(ctx, "c1", ""); return err },
				func() error { _, err := l.Dossiers(ctx, ""); return err },
			} {
				err := read()
				wantCode(t, err, appraisal.CodeCorrupt)
				if !strings.Contains(err.Error(), "“Ours”") || !strings.Contains(err.Error(), test.words) {
					t.Errorf("the claims say %q, want %q in it", err, test.words)
				}
			}
			own := thresholdsOf(t, l).Own
			if len(own) != 1 || own[0].Name != "Ours" || own[0].Problem == nil {
				t.Errorf("listed as %+v", own)
			}
			problems, err := l.Check(ctx)
			must(t, err)
			found := false
			for _, p := range problems {
				found = found || p.Area == "thresholds" && p.UID == "h1" && strings.Contains(p.Text, test.words)
			}
			if !found {
				t.Errorf("check found %+v", problems)
			}
			do(t, l, "Use", func(b *Batch) { b.UseThresholds(appraisal.DefaultSet) }) // the way out
			judgedBy(t, l)
			do(t, l, "Delete", func(b *Batch) { b.DeleteThresholds("h1") })
		})
	}
}

func TestABuiltInSetOfAnotherVersionIsNamed(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	do(t, l, "Use", func(b *Batch) {
		b.put(thresholdUseTable, thresholdUseColumns(&thresholdUse{uid: usedThresholds, builtIn: "very strict"}), "")
	})
	_, err := l.Dossier(ctx, "c1", "")
	wantCode(t, err, appraisal.CodeCorrupt)
	problems, err := l.Check(ctx)
	must(t, err)
	if len(problems) == 0 || problems[0].Area != "thresholds" || !strings.Contains(problems[0].Text, "very strict") {
		t.Errorf("check found %+v", problems)
	}
}

func TestTypingAThresholdIsOneStep(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	do(t, l, "Add", func(b *Batch) { b.PutThresholds("h1", ownThresholds("Ours")) })
	before := snapshot(t, l)
	for _, x := range []float64{16, 17, 18} {
		set := ownThresholds("Ours")
		set.MuchLost = x
		must(t, l.Do(ctx, Action{Name: "Change", Group: "much"}, func(b *Batch) error { b.PutThresholds("h1", set); return nil }))
	}
	if got := thresholdsOf(t, l).Own[0].MuchLost; got != 18 {
		t.Errorf("stored %v", got)
	}
	_, err := l.Undo(ctx, "")
	must(t, err)
	if diff := cmp.Diff(before, snapshot(t, l)); diff != "" {
		t.Errorf("before (-), after undo (+):\n%s", diff)
	}
}

func TestSubscribersHearOfThresholds(t *testing.T) {
	l := smallLibrary(t)
	var heard []Event
	defer l.Subscribe(func(e Event) { heard = append(heard, e) })()
	do(t, l, "Add", func(b *Batch) { b.PutThresholds("h1", ownThresholds("Ours")) })
	do(t, l, "Use", func(b *Batch) { b.UseThresholds("h1") })
	do(t, l, "Use", func(b *Batch) { b.UseThresholds("strict") })
	if len(heard) != 3 || !heard[0].Concerns(EntityThresholds, "h1") || !heard[1].Concerns(EntityThresholds, "h1") ||
		!heard[2].Concerns(EntityThresholds, "strict") {
		t.Errorf("heard %+v", heard)
	}
	changes, err := l.Changes(context.Background(), EntityThresholds, "h1")
	must(t, err)
	if len(changes) != 2 { // added, put in force
		t.Errorf("history %+v", changes)
	}
}
