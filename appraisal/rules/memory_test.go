package rules_test

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// Whatever is edited, in whatever order, a verdict reached with what is remembered is the one reached without.
func TestWhatIsRememberedGivesTheVerdictThatForgettingGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := patchy(t)
		d.Claim.UID = "c"
		var m rules.Memory
		for range rapid.IntRange(2, 6).Draw(t, "edits") {
			if got, want := m.Assess(d), rules.Assess(d); !reflect.DeepEqual(got, want) {
				t.Fatalf("remembered: %s %s %+v\nanew: %s %s %+v", got.Verdict, got.CheckedOnly, got.Trace, want.Verdict, want.CheckedOnly, want.Trace)
			}
			d = edited(t, d)
		}
	})
}

// edited is the claim after an edit of one of the things that a verdict rests on.
func edited(t *rapid.T, d appraisal.Dossier) appraisal.Dossier {
	at := rapid.IntRange(0, len(d.Linked)-1).Draw(t, "link")
	change := func(f func(*appraisal.Linked)) {
		d.Linked = slices.Clone(d.Linked)
		l := &d.Linked[at]
		l.Trial.Facts = maps.Clone(l.Trial.Facts)
		l.Trial.Results = slices.Clone(l.Trial.Results)
		l.Trial.Results[0].Facts = maps.Clone(l.Trial.Results[0].Facts)
		f(l)
	}
	switch rapid.IntRange(0, 9).Draw(t, "edit") {
	case 0:
		change(func(l *appraisal.Linked) { with(l.Trial.Results[0].Facts, "estimate", "-4.2", "se", "0.9") })
	case 1:
		change(func(l *appraisal.Linked) { with(l.Trial.Facts, "participants_blinded", "no") })
	case 2:
		change(func(l *appraisal.Linked) {
			l.Appraisals = []appraisal.Appraisal{{Reviewer: "r", Domain: appraisal.Attrition, Judgement: appraisal.Low, Reason: "well"}}
		})
	case 3:
		change(func(l *appraisal.Linked) { l.Link.Context = !l.Link.Context })
	case 4:
		change(func(l *appraisal.Linked) { // one that is not checked any more
			for k, f := range l.Trial.Results[0].Facts {
				f.Source, f.CheckedBy = "", ""
				l.Trial.Results[0].Facts[k] = f
			}
		})
	case 5:
		d.Linked = slices.Delete(slices.Clone(d.Linked), at, at+1)
		if len(d.Linked) == 0 {
			d = patchy(t)
			d.Claim.UID = "c"
		}
	case 6:
		d.Claim.Effect.Horizon = rapid.SampledFrom([]appraisal.Horizon{appraisal.Short, appraisal.Sustained, appraisal.RapidDays}).Draw(t, "horizon")
	case 7:
		set, _ := appraisal.BuiltIn(rapid.SampledFrom(appraisal.ThresholdSets).Draw(t, "set"))
		d.Thresholds = &set
	case 8:
		d.Reviewer = rapid.SampledFrom([]string{"r", "", "another"}).Draw(t, "reviewer")
	case 9:
		d.Claim.AsOf = rapid.SampledFrom([]string{"", "2015", "2030"}).Draw(t, "as of")
	}
	return d
}
