package rules_test

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// flow is a trial with its numbers randomised and observed per arm.
func flow(rE, oE, rC, oC int, change func(*rules.AttritionFacts)) rules.AttritionFacts {
	f := rules.AttritionFacts{
		Experimental: &rules.ArmFlow{Randomised: &rE, Observed: &oE},
		Control:      &rules.ArmFlow{Randomised: &rC, Observed: &oC},
	}
	if change != nil {
		change(&f)
	}
	return f
}

func totals(randomised, observed, smallest int) rules.AttritionFacts {
	return rules.AttritionFacts{Total: &rules.TotalFlow{Randomised: &randomised, Observed: &observed, SmallestArm: &smallest}}
}

func TestAttritionRatings(t *testing.T) {
	type facts = rules.AttritionFacts
	robust := func(f *facts) { f.Robust = true }
	locf := func(f *facts) { f.Analysis = "locf" }
	completer := func(f *facts) { f.Analysis = "completer" }
	unrelated := func(f *facts) { f.Reasons = "unrelated" }
	differing := func(f *facts) { f.Reasons = "related-or-differing" }
	events := func(n int) func(*facts) { return func(f *facts) { f.MinEventsOrNonEvents = &n } }
	const low, some, high = appraisal.Low, appraisal.SomeConcerns, appraisal.High
	for _, c := range []struct {
		name   string
		facts  facts
		rating appraisal.Rating
		rule   rules.ID
	}{
		// The method's vectors.
		{"5 of 200", flow(100, 97, 100, 98, nil), low, rules.A1},
		{"5 of 200, 4 events", flow(100, 97, 100, 98, events(4)), some, rules.A10},
		{"5 of 200, 20 events", flow(100, 97, 100, 98, events(20)), low, rules.A1},
		{"11 %", flow(100, 90, 100, 88, nil), some, rules.A10},
		{"11 %, robust", flow(100, 90, 100, 88, robust), low, rules.A3},
		{"15 %, 10 points", flow(100, 90, 100, 80, nil), some, rules.A10},
		{"15 %, 10 points, last observation carried forward", flow(100, 90, 100, 80, locf), high, rules.A8},
		{"23.5 %", flow(100, 75, 100, 78, nil), some, rules.A10},
		{"23.5 %, robust", flow(100, 75, 100, 78, robust), some, rules.A4},
		{"20 %, exactly 10 points, the boundary", flow(100, 75, 100, 85, nil), some, rules.A10},
		{"20 %, exactly 10 points, last observation carried forward", flow(100, 75, 100, 85, locf), high, rules.A8},
		{"14 %, 12 points", flow(100, 92, 100, 80, nil), high, rules.A5},
		{"30 %, 20 points", flow(50, 40, 50, 30, nil), high, rules.A5},
		{"30 %, 20 points, robust", flow(50, 40, 50, 30, robust), some, rules.A4},
		// The edges of every rule.
		{"5 events lost against 5 events", flow(100, 97, 100, 98, events(5)), some, rules.A10},
		{"5 lost against 6 events", flow(100, 97, 100, 98, events(6)), low, rules.A1},
		{"exactly 5 % and 5 points", flow(200, 185, 200, 195, nil), low, rules.A1},
		{"5.25 %", flow(200, 184, 200, 195, nil), some, rules.A10},
		{"2.75 %, 5.5 points", flow(200, 189, 200, 200, nil), some, rules.A10},
		{"nobody lost", flow(9, 9, 8, 8, nil), low, rules.A1},
		{"exactly 20 %, unrelated", flow(100, 75, 100, 85, unrelated), low, rules.A2},
		{"20.5 %, 9 points, unrelated", flow(100, 75, 100, 84, unrelated), high, rules.A7},
		{"20.5 %, 1 point, unrelated", flow(100, 80, 100, 79, unrelated), some, rules.A10},
		{"20.5 %, 9 points, cautious boundary 5.3", flow(100, 75, 100, 84, nil), high, rules.A7},
		{"20 %, robust", flow(100, 75, 100, 85, robust), low, rules.A3},
		{"20.5 %, robust", flow(100, 75, 100, 84, robust), some, rules.A4},
		{"exactly 40 %, like arms", flow(100, 60, 100, 60, nil), some, rules.A10},
		{"40.5 %, like arms", flow(100, 60, 100, 59, nil), high, rules.A6},
		{"65.4 %, like arms: row 65", flow(500, 173, 500, 173, nil), high, rules.A6},
		{"65.5 %, like arms: row 66, past the table", flow(200, 69, 200, 69, nil), high, rules.A5},
		{"everybody lost", flow(20, 0, 20, 0, nil), high, rules.A5},
		{"everybody lost, robust", flow(20, 0, 20, 0, robust), some, rules.A4},
		{"25 %, like arms, differing reasons", flow(100, 75, 100, 75, differing), high, rules.A7},
		{"25 %, 6 points over the cautious boundary", flow(100, 72, 100, 78, nil), high, rules.A7},
		{"24 %, 4 points", flow(100, 74, 100, 78, nil), some, rules.A10},
		{"exactly 10 %, 10 points, completers", flow(100, 85, 100, 95, completer), some, rules.A10},
		{"10.5 %, 9 points, completers", flow(100, 85, 100, 94, completer), high, rules.A8},
		{"10.5 %, 9 points, a model", flow(100, 85, 100, 94, func(f *facts) { f.Analysis = "mar-model" }), some, rules.A10},
		{"11 %, 6 points, below the boundary, completers", flow(100, 86, 100, 92, completer), some, rules.A10},
		{"8 %, 8 points, differing reasons", flow(100, 88, 100, 96, differing), high, rules.A9},
		{"8 %, 6 points, differing reasons", flow(100, 89, 100, 95, differing), some, rules.A10},
		{"8 %, similar reasons", flow(100, 88, 100, 96, func(f *facts) { f.Reasons = "similar" }), some, rules.A10},
		{"a sensitivity analysis alone is not a robust result", flow(100, 90, 100, 88, func(f *facts) { f.Analysis = "mnar-sensitivity" }), some, rules.A10},
		{"first match: few missing before differing reasons", flow(100, 97, 100, 98, differing), low, rules.A1},
		{"first match: unrelated before robust", flow(100, 90, 100, 88, func(f *facts) { f.Reasons, f.Robust = "unrelated", true }), low, rules.A2},
		// Totals: all lost in the smaller arm.
		{"3 of 65, smaller arm 32", totals(65, 62, 32), some, rules.A10},
		{"1 of 65, smaller arm 32", totals(65, 64, 32), low, rules.A1},
		{"8 of 65, smaller arm 32", totals(65, 57, 32), high, rules.A5},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, err := rules.Attrition(c.facts)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, out)
			if out.Rating != c.rating || out.Rule != c.rule {
				t.Errorf("%s by %s, want %s by %s; %+v", out.Rating, out.Rule, c.rating, c.rule, out.Trace)
			}
		})
	}
}

func TestAttritionFigures(t *testing.T) {
	out, err := rules.Attrition(flow(200, 100, 200, 74, nil)) // 226 of 400: 56.5 %, row 57
	if err != nil {
		t.Fatal(err)
	}
	figure(t, out, "overall", 0.565, 1e-15)
	figure(t, out, "differential", 0.13, 1e-12)
	figure(t, out, "boundary_cautious", 0, 0)
	figure(t, out, "boundary_optimistic", 2.1, 0)

	out, _ = rules.Attrition(flow(200, 80, 200, 80, nil)) // 60 %
	if b, given := out.Figures["boundary_cautious"]; b != nil || !given {
		t.Errorf("cautious boundary past its table: %v", b)
	}
	figure(t, out, "boundary_optimistic", 1.4, 0)

	out, _ = rules.Attrition(totals(65, 62, 32))
	figure(t, out, "overall", 3.0/65, 1e-15)
	figure(t, out, "differential", 3.0/32, 1e-15)
	if !traced(out, rules.AT) {
		t.Errorf("the split of totals is not in the trace: %+v", out.Trace)
	}
	if out, _ := rules.Attrition(flow(33, 33, 32, 29, nil)); traced(out, rules.AT) {
		t.Error("a split is traced where arms are known")
	}
}

func TestArmsGoBeforeTotals(t *testing.T) {
	f := flow(33, 33, 32, 31, nil)
	f.Total = totals(65, 50, 32).Total
	out, _ := rules.Attrition(f)
	figure(t, out, "overall", 1.0/65, 1e-15)
	f.Control.Observed = nil
	out, _ = rules.Attrition(f)
	figure(t, out, "overall", 15.0/65, 1e-15)
}

func TestAttritionWithoutNumbersHasNoInformation(t *testing.T) {
	missing := flow(10, 9, 10, 9, nil)
	missing.Control.Randomised = nil
	halfTotal := totals(65, 62, 32)
	halfTotal.Total.SmallestArm = nil
	for _, f := range []rules.AttritionFacts{{}, missing, halfTotal, {Robust: true, Reasons: "unrelated"}} {
		out, err := rules.Attrition(f)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, out)
		if out.Rating != appraisal.NoInformation || out.Rule != rules.A0 || out.Figures["overall"] != nil || len(out.Figures) != 4 {
			t.Errorf("%s by %s, figures %v", out.Rating, out.Rule, out.Figures)
		}
	}
	f := flow(10, 9, 10, 9, nil)
	f.NotExtracted = true
	out, _ := rules.Attrition(f)
	sound(t, out)
	if out.Rating != appraisal.NotExtracted || out.Rule != rules.A0 {
		t.Errorf("%s by %s", out.Rating, out.Rule)
	}
}

func TestAttritionRefusesWhatItCannotRead(t *testing.T) {
	type facts = rules.AttritionFacts
	for _, c := range []struct {
		field string
		facts facts
	}{
		{"facts.experimental.randomised", flow(0, 0, 10, 10, nil)},
		{"facts.control.randomised", flow(10, 10, -1, 0, nil)},
		{"facts.experimental.observed", flow(10, 11, 10, 10, nil)},
		{"facts.control.observed", flow(10, 10, 10, -2, nil)},
		{"facts.reasons", flow(10, 10, 10, 10, func(f *facts) { f.Reasons = "none" })},
		{"facts.analysis", flow(10, 10, 10, 10, func(f *facts) { f.Analysis = "LOCF" })},
		{"facts.min_events_or_non_events", flow(10, 10, 10, 10, func(f *facts) { f.MinEventsOrNonEvents = just(-1) })},
		{"facts.total.observed", totals(65, 66, 32)},
		{"facts.total.smallest_arm", totals(65, 62, 33)},
		{"facts.total.randomised", totals(0, 0, 1)},
		{"facts.experimental.randomised", flow(2_000_000_000, 3, 10, 10, nil)},
	} {
		_, err := rules.Attrition(c.facts)
		refusedAt(t, err, c.field)
	}
}
