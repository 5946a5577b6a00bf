package words_test

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/words"
)

func TestNumbersOfOneEstimateHaveEquallyManyDecimals(t *testing.T) {
	points := appraisal.Claim{Effect: appraisal.Effect{Measure: appraisal.MeanDifference}}
	for _, c := range []struct {
		x, low, high float64
		want         string
	}{
		{7.95, 3.2, 12.71, "7.95 (3.20 to 12.71)"},
		{17, 3, 31, "17 (3 to 31)"},
		{14.2, 3.9, 24, "14.2 (3.9 to 24.0)"},
		{-0.001, -1.5, 1.5, "0.0 (−1.5 to 1.5)"},
	} {
		if got := words.Estimate(points, c.x, [2]float64{c.low, c.high}); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestWhatUncheckedFactsDoToTheVerdictIsSaid(t *testing.T) {
	facts := make([]rules.FactUsed, 2)
	for _, c := range []struct {
		name string
		a    rules.Assessment
		want string
	}{
		{"no fact", rules.Assessment{}, ""},
		{"all checked", rules.Assessment{FactsUsed: 3}, "All 3 facts behind the verdict have a source."},
		{"the only one", rules.Assessment{FactsUsed: 1, UncheckedFacts: facts[:1]}, "The 1 fact behind the verdict is unchecked."},
		{"one, no matter", rules.Assessment{FactsUsed: 9, UncheckedFacts: facts[:1], Verdict: appraisal.Supported, CheckedOnly: appraisal.Supported},
			"1 of 9 facts behind the verdict is unchecked. Without it the verdict would be the same."},
		{"two that matter", rules.Assessment{FactsUsed: 9, UncheckedFacts: facts, Verdict: appraisal.Supported, CheckedOnly: appraisal.NotSupported},
			"2 of 9 facts behind the verdict are unchecked. Without them the verdict would be: not supported."},
		{"a reviewer's own verdict", rules.Assessment{FactsUsed: 9, UncheckedFacts: facts, Verdict: appraisal.Supported, ByRules: appraisal.NotSupported, CheckedOnly: appraisal.NotSupported},
			"2 of 9 facts behind the verdict are unchecked. Without them the rules would come to the same."},
	} {
		if got := words.FactsBehind(c.a); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFactsThatAnAnswerCameFromAreSaidInWords(t *testing.T) {
	for in, want := range map[string]string{
		"Reasons for loss: related-or-differing · Participants blinded: no": "Reasons for loss: related, or differing between arms · Participants blinded: no",
		"Who yields it: patient-reported":                                   "Who yields it: patient-reported",
		"":                                                                  "",
	} {
		if got := words.From(in); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
