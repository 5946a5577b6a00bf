package rules

import (
	"testing"

	"claimgrade/appraisal"
)

func TestLimitsOnDuration(t *testing.T) {
	shown := []JudgeTrial{trial(6, 1, 200), trial(6, 1, 200)}
	gone := []JudgeTrial{trial(.2, .8, 200), trial(-.2, .8, 200)}
	open := []JudgeTrial{trial(1.5, 1.4, 200), trial(1.5, 1.4, 200)}
	opposite := []JudgeTrial{trial(-6, 1, 200), trial(-6, 1, 200)}
	relapsed := func(x, n int) []Relapse {
		return []Relapse{{Trial: "A", Relapsed: x, Of: n, ComparatorCount: 5, ComparatorOf: 9}}
	}
	for _, c := range []struct {
		name      string
		c         DurationCase
		rule      ID
		verdict   appraisal.Verdict
		certainty appraisal.Certainty
	}{
		{"nothing", DurationCase{}, D0, appraisal.CannotBeJudged, ""},
		{"counts of nobody", DurationCase{Relapses: relapsed(0, 0)}, D0, appraisal.CannotBeJudged, ""},
		{"there, then gone", DurationCase{Before: shown, After: gone}, D1, appraisal.Supported, appraisal.CertaintyHigh},
		{"there, then the opposite", DurationCase{Before: shown, After: opposite}, D1, appraisal.Supported, appraisal.CertaintyHigh},
		{"still there", DurationCase{Before: shown, After: shown}, D1, appraisal.Contradicted, appraisal.CertaintyHigh},
		{"still there, hardly certain", DurationCase{Before: shown, After: []JudgeTrial{trial(6, 1, 50, blinding(high), followUp(high))}}, D1, appraisal.CannotBeJudged, appraisal.CertaintyVeryLow},
		{"not significant any more is no proof", DurationCase{Before: shown, After: open}, D1, appraisal.NotSupported, appraisal.CertaintyLow},
		{"never shown", DurationCase{Before: gone, After: gone}, D1, appraisal.NotSupported, appraisal.CertaintyHigh},
		{"the lower certainty counts", DurationCase{Before: shown, After: []JudgeTrial{trial(.2, .6, 300)}}, D1, appraisal.Supported, appraisal.CertaintyModerate},
		{"one side only", DurationCase{Before: shown}, D0, appraisal.CannotBeJudged, ""},
		{"withdrawal", DurationCase{Withdrawal: shown}, D1, appraisal.Supported, appraisal.CertaintyHigh},
		{"withdrawal makes no difference", DurationCase{Withdrawal: gone}, D1, appraisal.Contradicted, appraisal.CertaintyHigh},
		{"withdrawal where before and after leave it open", DurationCase{Before: shown, After: open, Withdrawal: shown}, D1, appraisal.Supported, appraisal.CertaintyHigh},
		{"withdrawal does not overrule before and after", DurationCase{Before: shown, After: shown, Withdrawal: shown}, D1, appraisal.Contradicted, appraisal.CertaintyHigh},
		{"most relapsed, single arm", DurationCase{Relapses: relapsed(40, 50)}, D2, appraisal.PartlySupported, appraisal.CertaintyVeryLow},
		{"about half relapsed", DurationCase{Relapses: relapsed(28, 50)}, D2, appraisal.NotSupported, appraisal.CertaintyVeryLow},
		{"nearly all, 70 %", DurationCase{Relapses: relapsed(70, 100), NearlyAll: true}, D2, appraisal.Overstated, appraisal.CertaintyVeryLow},
		{"nearly all, 95 %", DurationCase{Relapses: relapsed(95, 100), NearlyAll: true}, D2, appraisal.PartlySupported, appraisal.CertaintyVeryLow},
		{"nearly all, 28 of 30: the lower limit is below 0.8", DurationCase{Relapses: relapsed(28, 30), NearlyAll: true}, D2, appraisal.Overstated, appraisal.CertaintyVeryLow},
		{"a single arm where the controlled readings leave it open", DurationCase{Before: shown, After: open, Relapses: relapsed(40, 50)}, D2, appraisal.PartlySupported, appraisal.CertaintyVeryLow},
		{"a single arm does not overrule controlled readings", DurationCase{Before: shown, After: shown, Relapses: relapsed(40, 50)}, D1, appraisal.Contradicted, appraisal.CertaintyHigh},
		{"nearly all, shown but not counted", DurationCase{Before: shown, After: gone, NearlyAll: true}, D1, appraisal.Overstated, appraisal.CertaintyHigh},
		{"nearly all, shown and counted", DurationCase{Before: shown, After: gone, NearlyAll: true, Relapses: relapsed(95, 100)}, D1, appraisal.Supported, appraisal.CertaintyHigh},
		{"nearly all, shown, counts leave it open", DurationCase{Before: shown, After: gone, NearlyAll: true, Relapses: relapsed(28, 30)}, D1, appraisal.PartlySupported, appraisal.CertaintyHigh},
		{"follow-up short of the stated time", DurationCase{Before: shown, After: []JudgeTrial{trial(.2, .8, 200, followUp(high)), trial(-.2, .8, 200, followUp(high))}}, D1, appraisal.Overstated, appraisal.CertaintyLow},
		{"read long before the stated time", DurationCase{Before: []JudgeTrial{trial(6, 1, 200, followUp(high)), trial(6, 1, 200, followUp(high))}, After: gone}, D1, appraisal.Supported, appraisal.CertaintyHigh},
		{"directions only", DurationCase{Before: []JudgeTrial{pointing(appraisal.Favours, 100)}, After: gone}, D1, appraisal.NotSupported, appraisal.CertaintyLow},
	} {
		c.c.Claim = claim()
		c.c.Claim.Kind, c.c.Claim.Magnitude, c.c.Claim.Horizon = "", "", ""
		o, v, certainty := JudgeDuration(c.c)
		if o.Rule != c.rule || v != c.verdict || certainty != c.certainty {
			t.Errorf("%s: %s by %s at %q, want %s by %s at %q", c.name, v, o.Rule, certainty, c.verdict, c.rule, c.certainty)
		}
		if len(o.Trace) == 0 {
			t.Errorf("%s: no trace", c.name)
		}
		for _, l := range o.Trace {
			if _, ok := Find(l.Rule); !ok {
				t.Errorf("%s: rule %q is not in the catalogue", c.name, l.Rule)
			}
		}
	}
}

func TestASingleArmIsShownBesideItsComparator(t *testing.T) {
	o, _, _ := JudgeDuration(DurationCase{Claim: claim(), Relapses: []Relapse{{Trial: "Ekstrand", Relapsed: 35, Of: 50, ComparatorCount: 40, ComparatorOf: 63}, {Trial: "Other", Relapsed: 3, Of: 5}}})
	if o.Trace[1].Text != "Ekstrand: 35 of 50 relapsed, beside 40 of 63 of the comparator." || o.Trace[2].Text != "Other: 3 of 5 relapsed; no comparator." {
		t.Errorf("%v", o.Trace)
	}
}
