package crowd

import (
	"context"
	"path/filepath"
	"testing"

	"claimgrade/appraisal/rules"
	"claimgrade/db"
)

func TestACrowdHoldsTheSameEveryTimeAndItsWideClaimHasAVerdict(t *testing.T) {
	ctx := context.Background()
	why := ""
	dump := func(name string) (claims, trials int, verdict string) {
		path := filepath.Join(t.TempDir(), name)
		if err := Make(ctx, path, 1000); err != nil {
			t.Fatal(err)
		}
		lib, err := db.Open(ctx, path, db.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = lib.Close() }()
		wide, err := lib.Dossier(ctx, Wide, Reviewer)
		if err != nil {
			t.Fatal(err)
		}
		if len(wide.Linked) != WideLinks {
			t.Errorf("the wide claim links %d trials, want %d", len(wide.Linked), WideLinks)
		}
		rows, err := lib.TrialRows(ctx)
		if err != nil {
			t.Fatal(err)
		}
		all, err := lib.Claims(ctx)
		if err != nil {
			t.Fatal(err)
		}
		a := rules.Assess(wide)
		why = a.WhyNone
		return len(all), len(rows), string(a.Verdict) + " " + string(a.Rule)
	}
	claims, trials, verdict := dump("a.sqlite")
	again, trialsAgain, verdictAgain := dump("b.sqlite")
	if claims != again || trials != trialsAgain || verdict != verdictAgain || trials < 1000 {
		t.Errorf("one crowd holds %d claims and %d trials with the verdict %q, another %d, %d and %q", claims, trials, verdict, again, trialsAgain, verdictAgain)
	}
	if verdict[0] == ' ' {
		t.Errorf("the wide claim has no verdict, so opening it would measure too little: %s", why)
	}
}

func TestACrowdOfTooFewTrialsIsRefusedAndLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "few.sqlite")
	if err := Make(context.Background(), path, 10); err == nil {
		t.Error("ten trials were accepted, though a claim links fifty")
	}
}
