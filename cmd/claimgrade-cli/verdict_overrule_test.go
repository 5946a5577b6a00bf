package main

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
)

// decide stores a reviewer's decisions on a claim of a library.
func decide(t testing.TB, path, key string, decisions ...appraisal.Overrule) {
	t.Helper()
	lib := opened(t, path)
	claim, err := findClaim(context.Background(), lib, key)
	if err != nil {
		t.Fatal(err)
	}
	do(t, lib, func(b *db.Batch) {
		reviewer := b.PutReviewer(appraisal.Reviewer{Name: "Ada"})
		for _, o := range decisions {
			o.ClaimUID, o.Reviewer, o.Reason = claim.UID, reviewer, "Read it so."
			b.PutOverrule(o)
		}
	})
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestOverruledStepsStandBesideWhatTheRulesComeTo(t *testing.T) {
	path := mine(t)
	was := reportOn(t, path, "a000-01")
	decide(t, path, "a000-01", appraisal.Overrule{Step: appraisal.StepVerdict, Value: "not-supported"})
	r := reportOn(t, path, "a000-01")
	if was.ByRules != nil || len(was.Overruled) != 0 {
		t.Errorf("before anybody decided: %+v", was.Overruled)
	}
	if *r.Verdict == *was.Verdict || r.ByRules == nil || *r.ByRules != *was.Verdict || *r.ByRule != *was.Rule || *r.Rule != "O-5" {
		t.Fatalf("%v by %v, rules %v by %v", *r.Verdict, *r.Rule, r.ByRules, r.ByRule)
	}
	if len(r.Overruled) != 1 {
		t.Fatalf("%+v", r.Overruled)
	}
	if o := r.Overruled[0]; o.Step != appraisal.StepVerdict || *o.ByRules != string(*was.Verdict) || !o.Counts || o.Reason != "Read it so." || o.Reviewer != "Ada" {
		t.Errorf("%+v", o)
	}
	text := start("", "verdict", path, "a000-01").out
	if !strings.Contains(text, "↯ the rules say") || !strings.Contains(text, "DECIDED BY Ada\n  ↯ verdict: ") {
		t.Error(text)
	}
	for _, line := range strings.Split(start("", "claims", path, "--json").out, "\n") {
		var c claimLine
		if json.Unmarshal([]byte(line), &c) == nil && c.UID == r.UID && *c.Verdict != *r.Verdict {
			t.Errorf("claims says %s", *c.Verdict)
		}
	}
}

func TestADecisionOnCertaintyThatDoesNotCountSaysSo(t *testing.T) {
	path := mine(t)
	decide(t, path, "a001-01", appraisal.Overrule{Step: appraisal.StepCertainty, Value: "high"}, appraisal.Overrule{Step: appraisal.StepScope, Value: "UNTESTED"})
	r := reportOn(t, path, "a001-01")
	if len(r.Overruled) != 2 || r.Overruled[0].Counts || *r.Overruled[0].ByRules != "low" || !r.Overruled[1].Counts || *r.Verdict != appraisal.Overstated || r.ByRules != nil {
		t.Fatalf("%s %+v", *r.Verdict, r.Overruled)
	}
	text := start("", "verdict", path, "a001-01").out
	if !strings.Contains(text, "↯ certainty: High, which does not count; the rules say Low. Read it so.\n") ||
		!strings.Contains(text, "↯ scope: untested instead of met (W-3). Read it so.\n") {
		t.Error(text)
	}
}

func TestAFlawThatMayBeChargedTwiceIsAskedAbout(t *testing.T) {
	path, asked := mine(t), 0
	for _, line := range strings.Split(strings.TrimSpace(start("", "claims", path, "--json").out), "\n") {
		var c claimLine
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		if c.Label != "Safe and effective alternative" {
			continue
		}
		asked++
		if r := reportOn(t, path, c.UID); r.CountOnce == nil || *r.CountOnce != 0 {
			t.Errorf("count once: %v", r.CountOnce)
		}
		if text := start("", "verdict", path, c.UID).out; !strings.Contains(text, "Counted once, inconsistency would be: no deduction") {
			t.Error(text)
		}
	}
	if asked != 1 {
		t.Errorf("%d claims have this label", asked)
	}
}
