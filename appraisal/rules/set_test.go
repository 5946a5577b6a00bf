package rules_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// worst orders ratings; what cannot be rated stands outside the order.
var worst = map[appraisal.Rating]int{appraisal.Low: 1, appraisal.SomeConcerns: 2, appraisal.High: 3}

func set(t rapid.TB, name string) *appraisal.Thresholds {
	t.Helper()
	s, ok := appraisal.BuiltIn(name)
	if !ok {
		t.Fatalf("no set %s", name)
	}
	return &s
}

// inAnySet rates the same facts by the three sets, the strictest first.
func inAnySet(t rapid.TB, rate func(*appraisal.Thresholds) (rules.DomainOutcome, error)) (ratings []int) {
	t.Helper()
	for _, name := range appraisal.ThresholdSets {
		o, err := rate(set(t, name))
		if err != nil {
			t.Fatal(err)
		}
		if want := "Thresholds: the " + name + " set."; o.Trace[0].Rule != rules.T0 || o.Trace[0].Text != want {
			t.Fatalf("the trace begins with %q", o.Trace[0].Text)
		}
		ratings = append(ratings, worst[o.Rating])
	}
	return ratings
}

func TestAStricterSetNeverRatesADomainBetter(t *testing.T) {
	fall := func(t *rapid.T, ratings []int, what any) {
		for i := 1; i < len(ratings); i++ {
			if ratings[i-1] != 0 && ratings[i] != 0 && ratings[i-1] < ratings[i] {
				t.Fatalf("%v by the strict, default and lenient set: %+v", ratings, what)
			}
		}
	}
	days := rapid.Float64Range(0, 500)
	rapid.Check(t, func(t *rapid.T) {
		loss := drawn(t)
		fall(t, inAnySet(t, func(s *appraisal.Thresholds) (rules.DomainOutcome, error) {
			f := loss
			f.Thresholds = s
			return rules.Attrition(f)
		}), loss)

		horizon := rapid.SampledFrom(appraisal.Horizons).Draw(t, "horizon")
		n, low := days.Draw(t, "day")+1, days.Draw(t, "low")+1
		some := low / 2
		first, result, last := days.Draw(t, "first"), days.Draw(t, "result"), days.Draw(t, "last")
		fall(t, inAnySet(t, func(s *appraisal.Thresholds) (rules.DomainOutcome, error) {
			return rules.FollowUp(rules.FollowUpClaim{Kind: appraisal.Benefit, Horizon: horizon, HorizonDays: &n, CustomLowDays: &low, CustomSomeDays: &some, Thresholds: s},
				rules.FollowUpFacts{FirstAssessmentDay: &first, ResultDay: &result, LastControlledDay: &last})
		}), []float64{n, low, first, result, last})

		mid, se := 3.0, rapid.Float64Range(0.2, 4).Draw(t, "se")
		people := rapid.IntRange(0, 300).Draw(t, "people")
		exposed := rapid.IntRange(0, 900).Draw(t, "exposed")
		kind := rapid.SampledFrom([]appraisal.EffectKind{appraisal.Benefit, appraisal.Harm}).Draw(t, "kind")
		fall(t, inAnySet(t, func(s *appraisal.Thresholds) (rules.DomainOutcome, error) {
			return rules.SampleSize(rules.SampleSizeClaim{Kind: kind, MID: &mid, Horizon: appraisal.Long, Thresholds: s},
				rules.SampleSizeFacts{NExperimental: &people, NControl: &people, SE: &se, NExposed: &exposed, NExposedOneYear: &people})
		}), people)
	})
}

// Guesses have an answer outside the order: No information, which counts as Some concerns. So only tables that every set
// reads as an answer are compared.
func TestAStricterSetNeverRatesBlindingBetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := masking(t)
		var ratings []int
		for _, name := range appraisal.ThresholdSets {
			f.Thresholds = set(t, name)
			o, err := rules.Blinding(f)
			if err != nil {
				t.Fatal(err)
			}
			if o.Figures["participants_aware"] == appraisal.NoInfo || o.Figures["assessor_aware"] == appraisal.NoInfo {
				return
			}
			ratings = append(ratings, worst[o.Rating])
		}
		if ratings[0] < ratings[1] || ratings[1] < ratings[2] {
			t.Fatalf("%v by the strict, default and lenient set: %+v", ratings, f)
		}
	})
}

func TestATraceSaysWhatOnesOwnSetChanges(t *testing.T) {
	own := set(t, appraisal.DefaultSet)
	own.Name, own.MuchLost, own.FewPeople = "Ours", 25, 60
	o, err := rules.Attrition(rules.AttritionFacts{Thresholds: own})
	if err != nil {
		t.Fatal(err)
	}
	if want := "Thresholds: the set “Ours”: much_lost 25 instead of 20, few_people 60 instead of 50."; o.Trace[0].Text != want {
		t.Errorf("the trace begins with %q", o.Trace[0].Text)
	}
}

func ownSet(t rapid.TB, key string, value float64) *appraisal.Thresholds {
	t.Helper()
	s := set(t, appraisal.DefaultSet)
	s.Name = "ours"
	for _, x := range appraisal.ThresholdList {
		if x.Key == key {
			*x.Of(s) = value
			return s
		}
	}
	t.Fatalf("no threshold %s", key)
	return nil
}

// Every threshold of certainty and verdict moves the step that it is said to be read by.
func TestEveryThresholdOverTrialsIsReadByTheRulesItNames(t *testing.T) {
	num := func(x float64) *float64 { return &x }
	n := func(x int) *int { return &x }
	low := rules.JudgeTrial{Estimate: num(5), SE: num(1), N: n(200), Blinding: appraisal.Low, Attrition: appraisal.Low, SampleSize: appraisal.Low, FollowUp: appraisal.Low, PICO: appraisal.PICONone}
	with := func(change func(*rules.JudgeTrial)) rules.JudgeTrial {
		x := low
		change(&x)
		return x
	}
	high := with(func(x *rules.JudgeTrial) { x.Attrition = appraisal.High })
	far := with(func(x *rules.JudgeTrial) { x.Attrition = appraisal.High; x.Estimate = num(8) })
	open := with(func(x *rules.JudgeTrial) { x.Blinding = appraisal.SomeConcerns })
	short := with(func(x *rules.JudgeTrial) { x.FollowUp = appraisal.High })
	claim := rules.JudgeClaim{Kind: "benefit", Assertiveness: appraisal.Plain, Magnitude: appraisal.Important, Horizon: appraisal.Short,
		MID: num(3), OIS: num(352), OtherBiasConsidered: true, SearchStated: true}
	var funnel []rules.JudgeTrial
	for i := range 10 {
		funnel = append(funnel, with(func(x *rules.JudgeTrial) {
			x.SE, x.Estimate = num(0.5+0.1*float64(i)), num(4+0.3*float64(i)+0.3*float64(i%3))
		}))
	}
	for _, c := range []struct {
		key    string
		value  float64
		trials []rules.JudgeTrial
		claim  func(*rules.JudgeClaim)
		rule   rules.ID // that is in the trace under one of the two sets only
	}{
		{"high_weight", 0.6, []rules.JudgeTrial{low, high}, nil, rules.CB1},
		{"blinding_weight", 0.9, []rules.JudgeTrial{open, open, open, low}, nil, rules.CB5},
		{"moved_share", 0.2, []rules.JudgeTrial{low, low, far}, nil, rules.CB4},
		{"far_information", 0.1, []rules.JudgeTrial{with(func(x *rules.JudgeTrial) { x.N = n(50) })}, nil, rules.CP2},
		{"egger_p", 0, funnel, nil, rules.CU},
		{"far_weight", 0.6, []rules.JudgeTrial{low, short}, nil, rules.CD},
		{"most_weight", 0.7, []rules.JudgeTrial{low, short, short, short}, nil, ""},
		{"pooled_share", 0.3, []rules.JudgeTrial{low}, func(x *rules.JudgeClaim) { x.LinkedRandomised = 500 }, rules.CX3},
		{"covered_weight", 0.2, []rules.JudgeTrial{low, short, short}, nil, ""},
		{"large_factor", 1.2, []rules.JudgeTrial{low}, func(x *rules.JudgeClaim) { x.Magnitude = appraisal.Large }, ""},
	} {
		jc := rules.JudgeCase{Claim: claim, Trials: c.trials}
		if c.claim != nil {
			c.claim(&jc.Claim)
		}
		before, err := rules.Judge(jc)
		if err != nil {
			t.Fatal(err)
		}
		jc.Options.Thresholds = ownSet(t, c.key, c.value)
		after, err := rules.Judge(jc)
		if err != nil {
			t.Fatal(err)
		}
		if c.rule != "" && fired(before.Trace, c.rule) == fired(after.Trace, c.rule) {
			t.Errorf("%s: %s is the same", c.key, c.rule)
		}
		if c.rule == "" && *before.Deductions == *after.Deductions && deref(before.Components) == deref(after.Components) {
			t.Errorf("%s changes nothing", c.key)
		}
	}
}

// deref is the parts of a claim as words, to compare.
func deref(c *rules.Components) string {
	var all []string
	for _, p := range []*string{c.Magnitude, c.Horizon, c.Scope} {
		if p != nil {
			all = append(all, *p)
		}
	}
	return strings.Join(all, " ")
}

func fired(trace []rules.Line, id rules.ID) bool {
	for _, l := range trace {
		if l.Rule == id {
			return true
		}
	}
	return false
}
