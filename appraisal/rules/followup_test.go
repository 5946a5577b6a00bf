package rules_test

import (
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

func TestFollowUpRatings(t *testing.T) {
	type claim = rules.FollowUpClaim
	type facts = rules.FollowUpFacts
	const low, some, high, none = appraisal.Low, appraisal.SomeConcerns, appraisal.High, appraisal.NoInformation
	preset := func(h appraisal.Horizon) claim { return claim{Kind: appraisal.Benefit, Horizon: h} }
	harm := func(c claim) claim { c.Kind = appraisal.Harm; return c }
	at := func(h appraisal.Horizon, n float64) claim { c := preset(h); c.HorizonDays = &n; return c }
	custom := func(l, s float64) claim {
		c := preset(appraisal.Custom)
		c.CustomLowDays, c.CustomSomeDays = &l, &s
		return c
	}
	first := func(d float64) facts { return facts{FirstAssessmentDay: &d} }
	last := func(d float64) facts { return facts{LastControlledDay: &d} }
	read := func(d float64) facts { return facts{ResultDay: &d} }
	open := func(f facts, d float64) facts { f.LastAnyDay = &d; return f }
	hours, rapidDays := preset(appraisal.RapidHours), preset(appraisal.RapidDays)
	short, sustained, long := preset(appraisal.Short), preset(appraisal.Sustained), preset(appraisal.Long)
	for _, c := range []struct {
		name    string
		claim   claim
		facts   facts
		rating  appraisal.Rating
		rule    rules.ID
		covered float64 // −1: none
	}{
		// The method's vectors.
		{"rapid, day 1", rapidDays, first(1), low, rules.F1, 1},
		{"rapid, day 14", rapidDays, first(14), some, rules.F2, 0.5},
		{"rapid, day 28", rapidDays, first(28), high, rules.F3, 0.25},
		{"short, day 56", short, last(56), low, rules.F4, 1},
		{"short, day 28", short, last(28), some, rules.F5, 28.0 / 42},
		{"short, day 7", short, last(7), high, rules.F7, 7.0 / 42},
		{"sustained, day 84", sustained, last(84), some, rules.F5, 84.0 / 182},
		{"sustained, day 200", sustained, last(200), low, rules.F4, 1},
		{"long, day 182", long, last(182), some, rules.F5, 0.5},
		{"long harm, day 56, open to day 400", harm(long), open(last(56), 400), some, rules.F6, 56.0 / 364},
		// Edges of the presets.
		{"hours, 2 h", hours, first(0.083), low, rules.F1, 1},
		{"hours, day 0", hours, first(0), low, rules.F1, 1},
		{"hours, day 1", hours, first(1), low, rules.F1, 1},
		{"hours, day 1.1", hours, first(1.1), some, rules.F2, 1 / 1.1},
		{"hours, day 7", hours, first(7), some, rules.F2, 1.0 / 7},
		{"hours, day 7.1", hours, first(7.1), high, rules.F3, 1 / 7.1},
		{"rapid, day 7", rapidDays, first(7), low, rules.F1, 1},
		{"rapid, day 7.1", rapidDays, first(7.1), some, rules.F2, 7 / 7.1},
		{"rapid, day 14.01", rapidDays, first(14.01), high, rules.F3, 7 / 14.01},
		{"short, day 42", short, last(42), low, rules.F4, 1},
		{"short, day 41.9", short, last(41.9), some, rules.F5, 41.9 / 42},
		{"short, day 27.9", short, last(27.9), high, rules.F7, 27.9 / 42},
		{"sustained, day 182", sustained, last(182), low, rules.F4, 1},
		{"sustained, day 181", sustained, last(181), some, rules.F5, 181.0 / 182},
		{"sustained, day 83", sustained, last(83), high, rules.F7, 83.0 / 182},
		{"long, 52 weeks", long, last(364), low, rules.F4, 1},
		{"long, day 363", long, last(363), some, rules.F5, 363.0 / 364},
		{"long, day 181", long, last(181), high, rules.F7, 181.0 / 364},
		// Long follow-up never rescues an onset claim, nor an early reading a claim of duration.
		{"rapid, followed long", rapidDays, facts{FirstAssessmentDay: just(28.0), LastControlledDay: just(400.0)}, high, rules.F3, 0.25},
		{"short, read early", short, facts{FirstAssessmentDay: just(1.0), LastControlledDay: just(7.0)}, high, rules.F7, 7.0 / 42},
		// Nothing reported.
		{"rapid, nothing", rapidDays, last(7), none, rules.F0, -1},
		{"short, nothing", short, first(1), none, rules.F0, -1},
		{"at a day, nothing", at(appraisal.AtDay, 28), last(28), none, rules.F0, -1},
		{"through a day, nothing", at(appraisal.ThroughDay, 28), read(28), none, rules.F0, -1},
		{"by a day, nothing", at(appraisal.ByDay, 1), read(1), none, rules.F0, -1},
		// Uncontrolled exposure informs on harm only.
		{"long harm, nothing controlled, open to day 364", harm(long), open(facts{}, 364), some, rules.F6, -1},
		{"long harm, nothing controlled, open to day 363", harm(long), open(facts{}, 363), none, rules.F0, -1},
		{"long harm, day 56, open to day 363", harm(long), open(last(56), 363), high, rules.F7, 56.0 / 364},
		{"long harm, day 200, open to day 400", harm(long), open(last(200), 400), some, rules.F5, 200.0 / 364},
		{"long harm, day 400", harm(long), open(last(400), 500), low, rules.F4, 1},
		{"long benefit, day 56, open to day 400", long, open(last(56), 400), high, rules.F7, 56.0 / 364},
		{"harm through day 100, open", harm(at(appraisal.ThroughDay, 100)), open(last(7), 100), some, rules.F6, 0.07},
		{"harm at day 100, open", harm(at(appraisal.AtDay, 100)), open(read(7), 400), high, rules.F10, 7.0 / 90},
		{"rapid harm, open", harm(rapidDays), open(facts{}, 400), none, rules.F0, -1},
		// A stated time.
		{"at day 28, read at 28", at(appraisal.AtDay, 28), read(28), low, rules.F10, 1},
		{"at day 28, read at 25.2", at(appraisal.AtDay, 28), read(25.2), low, rules.F10, 1},
		{"at day 28, read at 25", at(appraisal.AtDay, 28), read(25), some, rules.F10, 25 / 25.2},
		{"at day 28, read at 14", at(appraisal.AtDay, 28), read(14), some, rules.F10, 14 / 25.2},
		{"at day 28, read at 13", at(appraisal.AtDay, 28), read(13), high, rules.F10, 13 / 25.2},
		{"through day 28, day 28", at(appraisal.ThroughDay, 28), last(28), low, rules.F11, 1},
		{"through day 28, day 27", at(appraisal.ThroughDay, 28), last(27), some, rules.F11, 27.0 / 28},
		{"through day 28, day 14", at(appraisal.ThroughDay, 28), last(14), some, rules.F11, 0.5},
		{"through day 28, day 13", at(appraisal.ThroughDay, 28), last(13), high, rules.F11, 13.0 / 28},
		{"by day 1, 2 h", at(appraisal.ByDay, 1), first(0.083), low, rules.F12, 1},
		{"by day 1, day 1", at(appraisal.ByDay, 1), first(1), low, rules.F12, 1},
		{"by day 1, day 2", at(appraisal.ByDay, 1), first(2), some, rules.F12, 0.5},
		{"by day 1, day 3", at(appraisal.ByDay, 1), first(3), high, rules.F12, 1.0 / 3},
		{"custom, 90 and 30, day 90", custom(90, 30), last(90), low, rules.F4, 1},
		{"custom, 90 and 30, day 30", custom(90, 30), last(30), some, rules.F5, 1.0 / 3},
		{"custom, 90 and 30, day 29", custom(90, 30), last(29), high, rules.F7, 29.0 / 90},
		{"custom harm, open to day 90", harm(custom(90, 30)), open(last(1), 90), some, rules.F6, 1.0 / 90},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, err := rules.FollowUp(c.claim, c.facts)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, out)
			if out.Rating != c.rating || out.Rule != c.rule {
				t.Errorf("%s by %s, want %s by %s", out.Rating, out.Rule, c.rating, c.rule)
			}
			if c.covered < 0 {
				if x, given := out.Figures["covered_share"]; x != nil || !given {
					t.Errorf("covered share %v, want none", x)
				}
				return
			}
			figure(t, out, "covered_share", c.covered, 1e-12)
		})
	}
}

func TestDesignsThatChangeTheTimesAreTraced(t *testing.T) {
	sustained := rules.FollowUpClaim{Kind: appraisal.Benefit, Horizon: appraisal.Sustained}
	out, err := rules.FollowUp(sustained, rules.FollowUpFacts{LastControlledDay: just(200.0), RandomisedWithdrawal: true})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, out)
	if out.Rating != appraisal.Low || out.Rule != rules.F4 || !traced(out, rules.F8) {
		t.Errorf("withdrawal: %s by %s, %+v", out.Rating, out.Rule, out.Trace)
	}
	short := sustained
	short.Horizon = appraisal.Short
	if out, _ := rules.FollowUp(short, rules.FollowUpFacts{LastControlledDay: just(200.0), RandomisedWithdrawal: true}); traced(out, rules.F8) {
		t.Error("withdrawal is traced for a short claim")
	}
	for _, excluded := range []bool{false, true} {
		out, _ := rules.FollowUp(short, rules.FollowUpFacts{LastControlledDay: just(30.0), CrossoverBeforeHorizon: true, CarryOverExcluded: excluded})
		sound(t, out)
		if out.Rating != appraisal.SomeConcerns || out.Rule != rules.F5 || !traced(out, rules.F9) {
			t.Errorf("crossover: %s by %s, %+v", out.Rating, out.Rule, out.Trace)
		}
	}
}

func TestFollowUpNotExtracted(t *testing.T) {
	out, err := rules.FollowUp(rules.FollowUpClaim{Kind: appraisal.Benefit, Horizon: appraisal.Short}, rules.FollowUpFacts{NotExtracted: true})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, out)
	if out.Rating != appraisal.NotExtracted || out.Rule != rules.F0 {
		t.Errorf("%s by %s", out.Rating, out.Rule)
	}
}

func TestFollowUpRefusesWhatItCannotRead(t *testing.T) {
	type claim = rules.FollowUpClaim
	type facts = rules.FollowUpFacts
	short := claim{Kind: appraisal.Benefit, Horizon: appraisal.Short}
	for _, c := range []struct {
		field string
		claim claim
		facts facts
	}{
		{"claim.kind", claim{Horizon: appraisal.Short}, facts{}},
		{"claim.kind", claim{Kind: "safety", Horizon: appraisal.Short}, facts{}},
		{"claim.horizon", claim{Kind: appraisal.Benefit}, facts{}},
		{"claim.horizon", claim{Kind: appraisal.Benefit, Horizon: "weeks"}, facts{}},
		{"claim.horizon_days", claim{Kind: appraisal.Benefit, Horizon: appraisal.AtDay}, facts{}},
		{"claim.horizon_days", claim{Kind: appraisal.Benefit, Horizon: appraisal.ThroughDay}, facts{}},
		{"claim.horizon_days", claim{Kind: appraisal.Benefit, Horizon: appraisal.ByDay, HorizonDays: just(0.0)}, facts{}},
		{"claim.horizon_days", claim{Kind: appraisal.Benefit, Horizon: appraisal.AtDay, HorizonDays: just(1e308)}, facts{}},
		{"claim.custom_low_days", claim{Kind: appraisal.Benefit, Horizon: appraisal.Custom, CustomLowDays: just(1e9), CustomSomeDays: just(3.0)}, facts{}},
		{"claim.custom_low_days", claim{Kind: appraisal.Benefit, Horizon: appraisal.Custom, CustomSomeDays: just(3.0)}, facts{}},
		{"claim.custom_some_days", claim{Kind: appraisal.Benefit, Horizon: appraisal.Custom, CustomLowDays: just(3.0)}, facts{}},
		{"claim.custom_some_days", claim{Kind: appraisal.Benefit, Horizon: appraisal.Custom, CustomLowDays: just(3.0), CustomSomeDays: just(4.0)}, facts{}},
		{"facts.first_assessment_day", short, facts{FirstAssessmentDay: just(-1.0)}},
		{"facts.result_day", short, facts{ResultDay: just(math.Inf(1))}},
		{"facts.last_controlled_day", short, facts{LastControlledDay: just(math.NaN())}},
		{"facts.last_any_day", short, facts{LastAnyDay: just(-0.5)}},
		{"facts.last_any_day", short, facts{LastAnyDay: just(1e7)}},
	} {
		_, err := rules.FollowUp(c.claim, c.facts)
		refusedAt(t, err, c.field)
	}
}

func TestEarlierAndLongerReadingsNeverRateWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.Float64Range(0, 800)
		some := rapid.Float64Range(0, 300).Draw(t, "custom some")
		c := rules.FollowUpClaim{
			Kind:    rapid.SampledFrom(appraisal.EffectKinds).Draw(t, "kind"),
			Horizon: rapid.SampledFrom(appraisal.Horizons).Draw(t, "horizon"), HorizonDays: just(rapid.Float64Range(0.05, 500).Draw(t, "N")),
			CustomSomeDays: &some, CustomLowDays: just(some + rapid.Float64Range(0.1, 300).Draw(t, "custom low")),
		}
		f := rules.FollowUpFacts{
			FirstAssessmentDay: just(day.Draw(t, "first")), ResultDay: just(day.Draw(t, "result")),
			LastControlledDay: just(day.Draw(t, "last")), LastAnyDay: just(day.Draw(t, "open")),
			RandomisedWithdrawal: rapid.Bool().Draw(t, "withdrawal"), CrossoverBeforeHorizon: rapid.Bool().Draw(t, "crossover"),
			CarryOverExcluded: rapid.Bool().Draw(t, "carry-over"),
		}
		rate := func(f rules.FollowUpFacts) int {
			out, err := rules.FollowUp(c, f)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, out)
			if x := out.Figures["covered_share"].(float64); x < 0 || x > 1 {
				t.Fatalf("covered share %g", x)
			}
			if x := out.Figures["covered_share"].(float64); (out.Rating == appraisal.Low) != (x > 1-1e-9) {
				t.Fatalf("covered share %g with %s", x, out.Rating)
			}
			return badness[out.Rating]
		}
		base := rate(f)
		g := f
		g.FirstAssessmentDay = just(*f.FirstAssessmentDay * rapid.Float64Range(0, 1).Draw(t, "earlier"))
		g.ResultDay = just(*f.ResultDay + day.Draw(t, "later result"))
		g.LastControlledDay = just(*f.LastControlledDay + day.Draw(t, "longer"))
		g.LastAnyDay = just(*f.LastAnyDay + day.Draw(t, "longer open"))
		if rate(g) > base {
			t.Fatalf("%+v is worse than %+v", g, f)
		}
		text, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		var back rules.FollowUpFacts
		if err := json.Unmarshal(text, &back); err != nil || rate(back) != base {
			t.Fatalf("after JSON: %+v, %v", back, err)
		}
	})
}
