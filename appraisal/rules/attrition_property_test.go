package rules_test

import (
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal/rules"
)

// drawn is any readable trial, with arms as large as they come.
func drawn(t *rapid.T) rules.AttritionFacts {
	size := rapid.IntRange(1, 300)
	rE, rC := size.Draw(t, "rE"), size.Draw(t, "rC")
	oE, oC := rapid.IntRange(0, rE).Draw(t, "oE"), rapid.IntRange(0, rC).Draw(t, "oC")
	if rapid.Bool().Draw(t, "few lost") {
		oE, oC = rE-(rE-oE)/10, rC-(rC-oC)/10
	}
	return flow(rE, oE, rC, oC, func(f *rules.AttritionFacts) {
		f.Reasons = rapid.SampledFrom([]string{"", "unrelated", "related-or-differing", "similar", "not-reported"}).Draw(t, "reasons")
		f.Analysis = rapid.SampledFrom([]string{"", "mar-model", "locf", "completer", "mnar-sensitivity"}).Draw(t, "analysis")
		f.Robust = rapid.Bool().Draw(t, "robust")
		if rapid.Bool().Draw(t, "binary") {
			f.MinEventsOrNonEvents = just(rapid.IntRange(0, 40).Draw(t, "events"))
		}
	})
}

func attrition(t rapid.TB, f rules.AttritionFacts) rules.DomainOutcome {
	t.Helper()
	out, err := rules.Attrition(f)
	if err != nil {
		t.Fatal(err)
	}
	sound(t, out)
	return out
}

func TestAttritionDoesNotCareWhichArmIsWhich(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t)
		g := f
		g.Experimental, g.Control = f.Control, f.Experimental
		a, b := attrition(t, f), attrition(t, g)
		if a.Rating != b.Rating || a.Rule != b.Rule || a.Figures["differential"] != b.Figures["differential"] {
			t.Fatalf("%s by %s, swapped %s by %s", a.Rating, a.Rule, b.Rating, b.Rule)
		}
	})
}

// More loss need not be worse by design: loss in the arm that lost less makes the arms alike, and the boundaries rise
// up to 9 % of overall loss. Everything else that is worse never rates better.
func TestWorseFactsNeverRateAttritionBetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t)
		base := badness[attrition(t, f).Rating]
		check := func(what string, better, worse func(*rules.AttritionFacts)) {
			b, w := f, f
			better(&b)
			worse(&w)
			if badness[attrition(t, b).Rating] > base || badness[attrition(t, w).Rating] < base {
				t.Fatalf("%s: better facts %s, these %d, worse ones %s", what, attrition(t, b).Rating, base, attrition(t, w).Rating)
			}
		}
		check("robustness", func(g *rules.AttritionFacts) { g.Robust = true }, func(g *rules.AttritionFacts) { g.Robust = false })
		check("reasons", func(g *rules.AttritionFacts) { g.Reasons = "unrelated" }, func(g *rules.AttritionFacts) { g.Reasons = "related-or-differing" })
		check("analysis", func(g *rules.AttritionFacts) { g.Analysis = "mar-model" }, func(g *rules.AttritionFacts) { g.Analysis = "locf" })
		check("events", func(g *rules.AttritionFacts) { g.MinEventsOrNonEvents = nil }, func(g *rules.AttritionFacts) { g.MinEventsOrNonEvents = just(0) })
	})
}

func TestTotalsAreRatedAsTheWorstSplit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t)
		e, c := f.Experimental, f.Control
		g := f
		g.Experimental, g.Control = nil, nil
		g.Total = totals(*e.Randomised+*c.Randomised, *e.Observed+*c.Observed, min(*e.Randomised, *c.Randomised)).Total
		arms, total := attrition(t, f), attrition(t, g)
		if badness[total.Rating] < badness[arms.Rating] {
			t.Fatalf("arms %s, their totals %s", arms.Rating, total.Rating)
		}
		// No split of the same totals has a larger difference.
		lost := *g.Total.Randomised - *g.Total.Observed
		small, large := *g.Total.SmallestArm, *g.Total.Randomised-*g.Total.SmallestArm
		most := 0.0
		for inSmall := max(0, lost-large); inSmall <= min(lost, small); inSmall++ {
			most = math.Max(most, math.Abs(float64(inSmall)/float64(small)-float64(lost-inSmall)/float64(large)))
		}
		if d := total.Figures["differential"].(float64); math.Abs(d-most) > 1e-12 {
			t.Fatalf("difference %g, the largest possible is %g", d, most)
		}
	})
}

func TestAttritionFactsSurviveJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t)
		text, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		var back rules.AttritionFacts
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatal(err)
		}
		if a, b := attrition(t, f), attrition(t, back); a.Rating != b.Rating || a.Rule != b.Rule {
			t.Fatalf("%s by %s, after JSON %s by %s", a.Rating, a.Rule, b.Rating, b.Rule)
		}
	})
}
