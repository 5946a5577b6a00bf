package whatif_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
)

func completed(d appraisal.Dossier, reviewers ...appraisal.Reviewer) rules.JudgeOutcome {
	a := rules.Assess(d)
	whatif.CompleteClaim(d, &a, reviewers)
	return *a.Judged
}

func changeNamed(o rules.JudgeOutcome, text string) (rules.Change, bool) {
	at := slices.IndexFunc(o.WhatWouldChange, func(c rules.Change) bool { return c.Change == text })
	if at < 0 {
		return rules.Change{}, false
	}
	return o.WhatWouldChange[at], true
}

func TestTheClaimsOwnRangeOfTheSmallestDifferenceIsTried(t *testing.T) {
	d := works()
	d.Claim.Effect.Magnitude, d.Claim.Effect.MIDLow, d.Claim.Effect.MIDHigh = appraisal.Important, ptr(2.0), ptr(7.0)
	s := completed(d).Stability
	if s.Variations != 35+3 || !slices.ContainsFunc(s.DependsOn, func(f rules.Factor) bool { return f.Text == "the smallest difference that matters: at 7" }) {
		t.Errorf("%+v", s)
	}
	d.Claim.Effect.MIDLow = d.Claim.Effect.MID
	if s := completed(d).Stability; s.Variations != 23+3 {
		t.Errorf("a range that begins at the value itself: %+v", s)
	}
}

func TestEachReviewerIsAVariationWithAName(t *testing.T) {
	d := works()
	d.Reviewer = "a"
	for i := range d.Linked {
		d.Linked[i].Appraisals = []appraisal.Appraisal{
			{Reviewer: "b", Domain: appraisal.FollowUp, Judgement: appraisal.High, Reason: "too short"},
			{Reviewer: "a", Domain: appraisal.FollowUp, Judgement: appraisal.Low},
		}
	}
	s := completed(d, appraisal.Reviewer{UID: "b", Name: "Berit"}).Stability
	want := rules.Factor{Text: "the reviewer: as Berit judges", Verdict: appraisal.Overstated}
	if s.Variations != 2*36-1+3 || !slices.Contains(s.DependsOn, want) {
		t.Errorf("%+v", s)
	}
}

func TestASetOfThresholdsSuggestsAnewWhatNobodyJudged(t *testing.T) {
	d := works()
	d.Claim.Effect.Horizon = appraisal.Sustained
	for i := range d.Linked {
		// 100 days: Low for a sustained effect by the lenient set only.
		d.Linked[i].Trial.Facts["controlled_phase_days"] = appraisal.Fact{Field: "controlled_phase_days", Value: "100", Status: appraisal.Reported}
	}
	before := rules.Assess(d)
	s := completed(d).Stability
	if want := (rules.Factor{Text: "the set of thresholds: lenient", Verdict: appraisal.Supported}); before.Verdict == want.Verdict || !slices.Contains(s.DependsOn, want) {
		t.Errorf("%s: %+v", before.Verdict, s)
	}
	d.Reviewer = "a"
	for i := range d.Linked {
		d.Linked[i].Appraisals = []appraisal.Appraisal{{Reviewer: "a", Domain: appraisal.FollowUp, Judgement: appraisal.SomeConcerns}}
	}
	for _, f := range completed(d).Stability.DependsOn {
		if strings.Contains(f.Text, "lenient") {
			t.Errorf("a judgement holds under every set: %+v", f)
		}
	}
}

// TestAFactThatWouldChangeItDoesSoWhenRecorded records the fact and assesses the claim again.
func TestAFactThatWouldChangeItDoesSoWhenRecorded(t *testing.T) {
	d := works()
	d.Linked = d.Linked[:1]
	text := "A: assessors not blinded instead of blinded, so blinding is rated High"
	x, ok := changeNamed(completed(d), text)
	if !ok {
		t.Fatalf("%+v", completed(d).WhatWouldChange)
	}
	d.Linked[0].Trial.Facts["assessor_blinded"] = appraisal.Fact{Field: "assessor_blinded", Value: "no", Status: appraisal.Reported}
	a := rules.Assess(d)
	if a.Verdict != x.Verdict || *a.Judged.Certainty != x.Certainty || x.Raises {
		t.Errorf("said %+v, is %s %s", x, a.Verdict, *a.Judged.Certainty)
	}

	d = works()
	d.Linked = d.Linked[:1]
	d.Reviewer = "r"
	d.Linked[0].Appraisals = []appraisal.Appraisal{{Reviewer: "r", Domain: appraisal.Blinding, Judgement: appraisal.Low}}
	if x, ok := changeNamed(completed(d), text); ok {
		t.Errorf("blinding is judged, and facts do not change a judgement: %+v", x)
	}
}

func TestTheSmallestNumberLostThatChangesTheRatingIsNamed(t *testing.T) {
	d := works()
	d.Linked = d.Linked[:1]
	o := completed(d)
	at := slices.IndexFunc(o.WhatWouldChange, func(c rules.Change) bool { return strings.Contains(c.Change, "more lost") })
	if at < 0 {
		t.Skipf("attrition alone moves nothing here: %+v", o.WhatWouldChange)
	}
	if c := o.WhatWouldChange[at]; c.Raises {
		t.Errorf("%+v", c)
	}
}

func TestAnotherTimeIsAWordingToo(t *testing.T) {
	d := works()
	d.Claim.Effect.Horizon = appraisal.Sustained
	x, ok := changeNamed(completed(d), "The claim speaks of the effect in the short term (weeks) instead of over months")
	d.Claim.Effect.Horizon = appraisal.Short
	a := rules.Assess(d)
	if !ok || x.Verdict != a.Verdict || !x.Raises {
		t.Errorf("%+v, and as such a claim %s", x, a.Verdict)
	}
}

func TestTheStudyOfAClaimIsReadOnTheDayThatItNames(t *testing.T) {
	d := works()
	d.Claim.Effect.Horizon, d.Claim.Effect.HorizonDays = appraisal.AtDay, ptr(28.0)
	d.Linked[0].Trial.Facts["perceptible_effects"] = appraisal.Fact{Field: "perceptible_effects", Value: "obvious", Status: appraisal.Reported}
	s := completed(d).Study
	if s.Day == nil || *s.Day != 28 || s.Onset || !strings.Contains(strings.Join(s.Needs, " "), "active control") {
		t.Errorf("%+v", s)
	}
}

func TestTheOrderOfLinksDoesNotMatterToWhatWouldChange(t *testing.T) {
	d := works()
	d.Linked[1].Trial.Facts["assessor_blinded"] = appraisal.Fact{Field: "assessor_blinded", Status: appraisal.StatusNotStated}
	want := completed(d)
	slices.Reverse(d.Linked)
	got := completed(d)
	if diff := cmp.Diff(want.WhatWouldChange, got.WhatWouldChange) + cmp.Diff(want.Stability, got.Stability); diff != "" {
		t.Error(diff)
	}
}
