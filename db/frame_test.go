package db

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// A claim's frame is looked up by SQL and decided by the rules. No trial that the rules would take may be missing,
// whatever its values are written like.
func TestTheFrameOfAClaimIsTheSameAsAmongAllTrials(t *testing.T) {
	const seed = 20261129
	r := rand.New(rand.NewPCG(seed, seed))
	ctx := context.Background()
	l := newLibrary(t)
	values := []string{"ketamine", "Ketamine", "KETAMINE", "\u212aetamine", "esketamine", "Ø-drug", "ø-DRUG", "Ketamin\u0065\u0301", "2", "10", "2.5", "ketamine|x"}
	fields := []appraisal.FieldKey{appraisal.FieldDrug, appraisal.FieldPopulation, appraisal.FieldComparator}
	status := func() appraisal.FactStatus {
		return []appraisal.FactStatus{appraisal.Reported, appraisal.Reported, "", appraisal.StatusNotStated}[r.IntN(4)]
	}
	some := func() string { return values[r.IntN(len(values))] }
	var c Content
	for i := range 60 {
		trial := appraisal.Trial{UID: fmt.Sprintf("t%02d", i), Name: fmt.Sprintf("T %02d", i), Facts: appraisal.Facts{}}
		for _, k := range fields {
			if r.IntN(4) > 0 {
				trial.Facts[k] = appraisal.Fact{Value: some(), Status: status()}
			}
		}
		arm := appraisal.Arm{UID: trial.UID + "a", Name: "A", Facts: appraisal.Facts{}}
		if r.IntN(2) > 0 {
			arm.Facts[appraisal.FieldArmRandomised] = appraisal.Fact{Value: fmt.Sprint(r.IntN(12)), Status: status()}
		}
		result := appraisal.Result{UID: trial.UID + "r", Name: "R", Facts: appraisal.Facts{}}
		if r.IntN(2) > 0 {
			result.Facts[appraisal.FieldOutcome] = appraisal.Fact{Value: some(), Status: status()}
		}
		trial.Arms, trial.Results = []appraisal.Arm{arm}, []appraisal.Result{result}
		c.Trials = append(c.Trials, trial)
	}
	must(t, l.Import(ctx, Action{Name: "Import"}, c))
	all, err := l.Trials(ctx)
	must(t, err)

	empty, full := 0, 0
	for i := range 300 {
		claim := appraisal.Claim{UID: fmt.Sprintf("c%03d", i), Label: "L", Text: "T", Kind: appraisal.KindEvidence,
			Evidence: appraisal.Evidence{Form: []appraisal.EvidenceForm{appraisal.FormAbsence, appraisal.FormShare}[r.IntN(2)]}}
		for range 1 + r.IntN(2) {
			x := appraisal.Condition{Field: fields[r.IntN(len(fields))], Op: []string{"is", "is-not", "one-of", "at-least", "at-most"}[r.IntN(5)], Value: some()}
			switch r.IntN(5) {
			case 0:
				x.Field, x.Value = appraisal.FieldArmRandomised, fmt.Sprint(r.IntN(12))
			case 1:
				x.Field = appraisal.FieldOutcome
			case 2:
				x.Value = some() + " | " + some()
			}
			claim.Evidence.Frame = append(claim.Evidence.Frame, x)
		}
		do(t, l, "Add", func(b *Batch) { b.PutClaim(claim) })
		want := rules.FrameTrials(claim, all)
		whole, err := l.Dossier(ctx, claim.UID, "")
		must(t, err)
		lean, err := l.Judging(ctx, []string{claim.UID}, "")
		must(t, err)
		for name, d := range map[string]appraisal.Dossier{"the dossier": whole, "the dossier to be judged": lean[0]} {
			got := []string{}
			for _, x := range d.Library {
				got = append(got, x.UID)
			}
			if !slices.Equal(got, append([]string{}, want...)) {
				t.Fatalf("seed %d, frame %+v: %s speaks of %v, want %v", seed, claim.Evidence.Frame, name, got, want)
			}
		}
		if len(want) == 0 {
			empty++
		} else {
			full++
		}
	}
	if empty < 20 || full < 20 {
		t.Errorf("%d frames hold nothing and %d something: too few of one kind to prove anything", empty, full)
	}
}

func TestClaimsThatLinkATrialAreFound(t *testing.T) {
	l := smallLibrary(t)
	got, err := l.ClaimsLinking(context.Background(), []string{"t2"})
	must(t, err)
	all, err := l.Dossiers(context.Background(), "")
	must(t, err)
	want := []string{}
	for _, d := range all {
		if slices.ContainsFunc(d.Linked, func(x appraisal.Linked) bool { return x.Trial.UID == "t2" }) {
			want = append(want, d.Claim.UID)
		}
	}
	slices.Sort(want)
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("the trial is linked by %v, want %v", got, want)
	}
}
