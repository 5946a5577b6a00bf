package rules

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal"
)

// drawn lets rapid draw, and so shrink, a random case.
type drawn struct{ t *rapid.T }

func (d drawn) number(low, high float64) float64 {
	return rapid.Float64Range(low, high).Draw(d.t, "number")
}
func (d drawn) below(n int) int { return rapid.IntRange(0, n-1).Draw(d.t, "choice") }

// manyCases runs a check on cases from a fixed seed: more of them than rapid draws by default.
func manyCases(t *testing.T, n int, check func(JudgeCase, JudgeOutcome)) {
	t.Helper()
	s := plainSource{rand.New(rand.NewPCG(7, 11))}
	for range n {
		c := randomCase(s)
		o, err := Judge(c)
		if err != nil {
			t.Fatal(err)
		}
		check(c, o)
		if t.Failed() {
			t.Fatalf("case: %s", mustJSON(t, c))
		}
	}
}

func copied(c JudgeCase) JudgeCase {
	c.Trials = append([]JudgeTrial{}, c.Trials...)
	return c
}

func judged(t testing.TB, c JudgeCase) JudgeOutcome {
	t.Helper()
	o, err := Judge(c)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestNoOutcomeHoldsANumberThatIsNone(t *testing.T) {
	var walk func(v reflect.Value) bool
	walk = func(v reflect.Value) bool {
		switch v.Kind() {
		case reflect.Float64:
			return finite(v.Float())
		case reflect.Pointer, reflect.Interface:
			return v.IsNil() || walk(v.Elem())
		case reflect.Struct:
			for i := range v.NumField() {
				if !walk(v.Field(i)) {
					return false
				}
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				if !walk(v.Index(i)) {
					return false
				}
			}
		}
		return true
	}
	manyCases(t, 20000, func(_ JudgeCase, o JudgeOutcome) {
		if !walk(reflect.ValueOf(o)) {
			t.Errorf("a number is not finite in %+v", o)
		}
		if _, err := json.Marshal(o); err != nil {
			t.Error(err)
		}
	})
}

func TestNumbersOfAnySizeAreJudgedOrRefused(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := randomCase(drawn{rt})
		for i := range c.Trials {
			if x := &c.Trials[i]; x.Estimate != nil {
				*x.Estimate *= math.Pow(10, rapid.Float64Range(-40, 40).Draw(rt, "estimate"))
				*x.SE *= math.Pow(10, rapid.Float64Range(-40, 40).Draw(rt, "se"))
			}
		}
		o, err := Judge(c)
		if err != nil {
			return
		}
		if _, err := json.Marshal(o); err != nil {
			rt.Fatal(err)
		}
	})
}

func TestEveryVerdictIsExplainedByRulesOfTheCatalogue(t *testing.T) {
	manyCases(t, 20000, func(_ JudgeCase, o JudgeOutcome) {
		if len(o.Trace) == 0 || o.Trace[len(o.Trace)-1].Rule != o.Rule {
			t.Errorf("the trace does not end with %s", o.Rule)
		}
		for _, l := range o.Trace {
			if r, ok := Find(l.Rule); !ok || l.Source != r.Source || l.Source == "" || l.Text == "" || strings.Contains(l.Text, "NaN") || strings.Contains(l.Text, "%!") {
				t.Errorf("line %+v", l)
			}
		}
	})
}

func TestEveryRuleOverTrialsCanBeReached(t *testing.T) {
	seen := map[ID]bool{}
	note := func(ls []Line) {
		for _, l := range ls {
			seen[l.Rule] = true
		}
	}
	s := plainSource{rand.New(rand.NewPCG(5, 5))}
	for range 20000 {
		c := randomCase(s)
		c.Claim.NonRandomised, c.Claim.LinkedRandomised = s.below(5) == 0, s.below(3)*1000
		note(judged(t, c).Trace)
	}
	for x := range 9 {
		for _, q := range []appraisal.Quantifier{appraisal.All, appraisal.Most, appraisal.Many, appraisal.Some, appraisal.Few, appraisal.None} {
			for _, complete := range []bool{false, true} {
				for _, form := range []appraisal.EvidenceForm{appraisal.FormShare, appraisal.FormCount, appraisal.FormAbsence} {
					for _, n := range []int{1, 9} {
						o, _ := JudgeEvidence(EvidenceCase{Form: form, Quantifier: q, Complete: complete, Count: 4, Rows: tally(min(x, n), n, 1)})
						note(o.Trace)
					}
				}
			}
		}
		values := []*float64{}
		for i := range 9 {
			values = append(values, ptr(float64(-i)))
		}
		o, _ := JudgeEvidence(EvidenceCase{Form: appraisal.FormRank, Values: values, Subject: x, HasSubject: true})
		note(o.Trace)
	}
	for _, f := range appraisal.CitationFindings {
		_, _, trace := JudgeReport(f)
		note(trace)
	}
	for _, c := range []DurationCase{
		{}, {Relapses: []Relapse{{Relapsed: 9, Of: 10}}},
		{Before: []JudgeTrial{trial(9, 1, 400)}, After: []JudgeTrial{trial(0, 1, 400)}, NearlyAll: true},
	} {
		c.Claim = claim()
		o, _, _ := JudgeDuration(c)
		note(o.Trace)
	}
	// P-6 needs a pool with a trial left out; random cases have either estimates or directions. C-B3 is rare.
	note(mustJudge(t, claim(), twin(), pointing(appraisal.Favours, 9)).Trace)
	note(mustJudge(t, claim(), twin(blinding(high), attrition(high))).Trace)
	note(mustJudge(t, claim(), fifty().Trials...).Trace)
	note(mustJudge(t, claim(func(c *JudgeClaim) { c.PublicationBiasSuspected = true }), twin()).Trace)
	for _, own := range [][]appraisal.Overrule{
		decision(appraisal.StepInconsistency, "0"), decision(appraisal.StepCertainty, "low"), decision(appraisal.StepCertainty, "high"), decision(appraisal.StepHorizon, partPartial),
	} {
		c := flawed()
		c.Options.Overrules = own
		note(judged(t, c).Trace)
	}
	note(Assess(appraisal.Dossier{Reviewer: "r", Overrules: decision(appraisal.StepVerdict, string(appraisal.PartlyAccurate)),
		Claim: appraisal.Claim{Kind: appraisal.KindReport, Citation: appraisal.Citation{Finding: appraisal.SourceSays}}}).Trace)
	// What a library's trials are, and how often they are recorded, is no part of a case: design_test.go reaches these.
	for _, id := range []ID{P8, P9, P10, P11, P12, P13, P14, P15} {
		seen[id] = true
	}
	ids := map[ID]bool{}
	for _, catalogue := range judgementCatalogues {
		for _, r := range catalogue {
			if ids[r.ID] || r.Text == "" || r.Source == "" {
				t.Errorf("rule %s is twice in the catalogue, or has no text or source", r.ID)
			}
			ids[r.ID] = true
			if !seen[r.ID] {
				t.Errorf("rule %s was never reached", r.ID)
			}
		}
	}
}

func TestTheOrderOfTrialsNeverMatters(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := randomCase(drawn{rt})
		for i := range c.Trials {
			c.Trials[i].Name = fmt.Sprintf("T%d", i) // traces may name a trial by its place
		}
		turned := copied(c)
		at := make([]int, len(c.Trials))
		for i := range at {
			at[i] = i
		}
		at = rapid.Permutation(at).Draw(rt, "order")
		for i, j := range at {
			turned.Trials[i] = c.Trials[j]
		}
		a, b := judged(t, c), judged(t, turned)
		if d := different(a, b, at); d != "" {
			rt.Fatal(d)
		}
	})
}

// Where only a certain pair of trials decides, few drawn cases show it: many plain ones are turned as well.
func TestTheOrderOfTrialsNeverMattersInManyCases(t *testing.T) {
	s := rand.New(rand.NewPCG(3, 9))
	manyCases(t, 20000, func(c JudgeCase, _ JudgeOutcome) {
		for i := range c.Trials {
			c.Trials[i].Name = fmt.Sprintf("T%d", i)
		}
		turned, at := copied(c), s.Perm(len(c.Trials))
		for i, j := range at {
			turned.Trials[i] = c.Trials[j]
		}
		if d := different(judged(t, c), judged(t, turned), at); d != "" {
			t.Errorf("turned by %v: %s", at, d)
		}
	})
}

// different names the first part in which two outcomes differ; at says which trial of a stands at each place of b.
func different(a, b JudgeOutcome, at []int) string {
	near := func(x, y float64) bool { return math.Abs(x-y) <= 1e-9*(1+math.Abs(x)) }
	pools := func(p, q *Pooled) bool {
		if p == nil || q == nil {
			return p == q
		}
		ok := p.K == q.K && near(p.Estimate, q.Estimate) && near(p.SE, q.SE) && near(p.CI95[0], q.CI95[0]) && near(p.CI95[1], q.CI95[1]) &&
			near(p.Tau2, q.Tau2) && near(p.I2, q.I2) && p.Interval == q.Interval && near(p.SamplingCI95[0], q.SamplingCI95[0]) && (p.Prediction95 == nil) == (q.Prediction95 == nil)
		if ok && p.Prediction95 != nil {
			ok = near(p.Prediction95[0], q.Prediction95[0]) && near(p.Prediction95[1], q.Prediction95[1])
		}
		for i, j := range at {
			ok = ok && near(q.Weights[i], p.Weights[j])
		}
		return ok
	}
	switch {
	case !reflect.DeepEqual(a.Class, b.Class):
		return "class"
	case !pools(a.Pooled, b.Pooled) || !pools(a.PooledNonHigh, b.PooledNonHigh):
		return fmt.Sprintf("pools %+v %+v", a.Pooled, b.Pooled)
	case !reflect.DeepEqual(a.Deductions, b.Deductions) || !reflect.DeepEqual(a.Rules, b.Rules) || !reflect.DeepEqual(a.Certainty, b.Certainty):
		return fmt.Sprintf("certainty %+v %+v", a.Deductions, b.Deductions)
	case !reflect.DeepEqual(a.Components, b.Components) || a.Provisional != b.Provisional || !near(a.NotExtractedWeight, b.NotExtractedWeight):
		return "components"
	case a.Verdict != b.Verdict || a.Rule != b.Rule || len(a.Trace) != len(b.Trace):
		return "verdict"
	case a.Positive != nil:
		return different(*a.Positive, *b.Positive, at)
	}
	return ""
}

func TestTheUnitOfTheOutcomeNeverMatters(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := randomCase(drawn{rt})
		unit := math.Exp(rapid.Float64Range(-12, 12).Draw(rt, "log unit"))
		other := copied(c)
		other.Claim.Margin = ptr(*c.Claim.Margin * unit)
		if c.Claim.MID != nil {
			other.Claim.MID = ptr(*c.Claim.MID * unit)
		}
		for i := range other.Trials {
			if x := &other.Trials[i]; x.Estimate != nil {
				x.Estimate, x.SE = ptr(*x.Estimate*unit), ptr(*x.SE*unit)
			}
		}
		a, b := judged(t, c), judged(t, other)
		if a.Verdict != b.Verdict || a.Rule != b.Rule || !reflect.DeepEqual(a.Deductions, b.Deductions) || !reflect.DeepEqual(a.Components, b.Components) || !reflect.DeepEqual(a.Class, b.Class) {
			rt.Fatalf("%s by %s became %s by %s in units of %v", a.Verdict, a.Rule, b.Verdict, b.Rule, unit)
		}
	})
}

func TestReconsideringComesToTheSameVerdict(t *testing.T) {
	manyCases(t, 5000, func(c JudgeCase, o JudgeOutcome) {
		body := &o
		if o.Positive != nil {
			body = o.Positive
		}
		remembered := NewPools()
		for _, pools := range []*Pools{nil, remembered, remembered} {
			v, certainty, err := Reconsider(c, pools)
			if err != nil || v != o.Verdict || certainty != certaintyWords(body) {
				t.Errorf("%s at %s, judged %s at %s: %v", v, certainty, o.Verdict, certaintyWords(body), err)
			}
		}
	})
}

// worse is a rating one step worse, or "" where there is none.
func worse(r appraisal.Rating) appraisal.Rating {
	switch r {
	case appraisal.Low:
		return appraisal.SomeConcerns
	case appraisal.SomeConcerns:
		return appraisal.High
	}
	return ""
}

// TestAWorseRatingNeverRaisesCertainty holds wherever the trials not at high risk of bias had no say before. Where they
// had (C-B2, C-B4), a worse rating can silence them, and the deduction for what they said goes: see the next test.
func TestAWorseRatingNeverRaisesCertainty(t *testing.T) {
	silenced := 0
	manyCases(t, 20000, func(c JudgeCase, a JudgeOutcome) {
		if a.Certainty == nil {
			return
		}
		for i := range c.Trials {
			for domain, rating := range []func(*JudgeTrial) *appraisal.Rating{
				func(x *JudgeTrial) *appraisal.Rating { return &x.Blinding }, func(x *JudgeTrial) *appraisal.Rating { return &x.Attrition },
				func(x *JudgeTrial) *appraisal.Rating { return &x.FollowUp }, func(x *JudgeTrial) *appraisal.Rating { return &x.SampleSize },
			} {
				k := copied(c)
				r := rating(&k.Trials[i])
				if *r = worse(*r); *r == "" {
					continue
				}
				b := judged(t, k)
				if levelOf(*b.Certainty) <= levelOf(*a.Certainty) {
					continue
				}
				if rule := *a.Rules.RiskOfBias; rule != CB2 && rule != CB4 {
					t.Errorf("domain %d of trial %d: %s at %s became %s at %s", domain, i, rule, *a.Certainty, *b.Rules.RiskOfBias, *b.Certainty)
				}
				silenced++
			}
		}
	})
	if silenced == 0 {
		t.Error("no case silenced its sounder trials: the exception is not needed")
	}
}

// The rules as printed are not monotone in the ratings. These cases are on record, so that a change of rules that mends
// or moves them is seen.
func TestTheKnownCasesInWhichWorseIsBetter(t *testing.T) {
	expect := func(name string, o JudgeOutcome, bias ID, certainty appraisal.Certainty, verdict ID) {
		t.Helper()
		if *o.Rules.RiskOfBias != bias || *o.Certainty != certainty || o.Rule != verdict {
			t.Errorf("%s: %s, %s, %s", name, *o.Rules.RiskOfBias, *o.Certainty, o.Rule)
		}
	}
	// The second trial alone shows nothing; at High too it can no longer say so.
	pair := func(r appraisal.Rating) JudgeOutcome {
		return mustJudge(t, claim(anySize), trial(2, .8, 400, attrition(high)), trial(0, 2, 400, attrition(r)))
	}
	expect("sounder trial speaks", pair(some), CB2, appraisal.CertaintyLow, V12)
	expect("sounder trial silenced", pair(high), CB1, appraisal.CertaintyModerate, V13)

	// Without the two trials at High the finding is that of all again.
	three := func(r appraisal.Rating) JudgeOutcome {
		return mustJudge(t, claim(), trial(-2, .8, 400), trial(-2, 1, 400, attrition(high)), trial(0, 1.5, 400, attrition(r)))
	}
	expect("the sounder trials differ", three(low), CB4, appraisal.CertaintyModerate, V8)
	expect("the sounder trials agree", three(high), CB0, appraisal.CertaintyHigh, V1)

	// The sounder trials leave it open, all together show an effect: with nothing known of any, all decide.
	ignorance := func(r appraisal.Rating) JudgeOutcome {
		all := func(x *JudgeTrial) { x.Blinding, x.Attrition, x.FollowUp = r, r, r }
		return mustJudge(t, claim(anySize), trial(-2, 2, 400, all), trial(2, 1, 400, all, attrition(high)), trial(2, 1, 400, all))
	}
	expect("known", ignorance(low), CB4, appraisal.CertaintyModerate, V8)
	expect("unknown", ignorance(noInf), CB1, appraisal.CertaintyVeryLow, V10)

	// Relief to an unblinded refutation raises the certainty in a leaning, of which a hedged claim lives.
	relief := func(on bool) JudgeOutcome {
		o, err := Judge(JudgeCase{Claim: claim(anySize, hedged), Options: JudgeOptions{DirectionOfBias: &on}, Trials: []JudgeTrial{
			trial(2, 1, 400), trial(-1, 1, 400, blinding(high), biased(appraisal.TowardsExperimental)),
		}})
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	expect("without relief", relief(false), CB1, appraisal.CertaintyVeryLow, V6)
	expect("with relief", relief(true), CB0, appraisal.CertaintyLow, V7)
}

// support is how far a verdict speaks for the claim.
func support(v appraisal.Verdict) int {
	switch v {
	case appraisal.Supported:
		return 3
	case appraisal.PartlySupported:
		return 2
	case appraisal.Overstated:
		return 1
	}
	return 0
}

func TestLosingAllInformationNeverHelpsAClaim(t *testing.T) {
	manyCases(t, 20000, func(c JudgeCase, a JudgeOutcome) {
		if c.Claim.Kind == kindNotShown {
			return // there ignorance is what the claim says
		}
		k := copied(c)
		for i := range k.Trials {
			x := &k.Trials[i]
			x.Blinding, x.Attrition, x.FollowUp, x.SampleSize = noInf, noInf, noInf, noInf
		}
		b := judged(t, k)
		if b.Certainty != nil && *b.Certainty != appraisal.CertaintyVeryLow {
			t.Errorf("%s with nothing known of any trial", *b.Certainty)
		}
		// Where only the sounder trials decided (C-B4), all trials may show more than they did; it is overstated then.
		if support(b.Verdict) > support(a.Verdict) && !(*a.Rules.RiskOfBias == CB4 && b.Rule == V10) {
			t.Errorf("%s by %s became %s by %s", a.Verdict, a.Rule, b.Verdict, b.Rule)
		}
		for i := range k.Trials {
			k.Trials[i] = c.Trials[i]
			k.Trials[i].Estimate, k.Trials[i].SE, k.Trials[i].Direction = nil, nil, ""
		}
		if none := judged(t, k); none.Rule != V0 {
			t.Errorf("%s by %s without any result", none.Verdict, none.Rule)
		}
	})
}

// favouring is the direction of bias that helps the claim, "" where no direction does.
func favouring(k string) appraisal.BiasDirection {
	switch appraisal.EffectKind(k) {
	case appraisal.Benefit, appraisal.NonInferiority:
		return appraisal.TowardsExperimental
	case appraisal.Harm, appraisal.NoBetter:
		return appraisal.TowardsControl
	}
	return ""
}

// TestReliefNeverImprovesAVerdictThatTheBiasFavours holds but for two ways in which relief acts as intended and yet
// helps: trials that it takes out of High join, or leave with them, the trials that decide (C-B4); and in a pool that
// only leans, a sound refutation raises Very low to Low, where a hedged claim is partly supported (V-6 to V-7).
func TestReliefNeverImprovesAVerdictThatTheBiasFavours(t *testing.T) {
	manyCases(t, 40000, func(c JudgeCase, _ JudgeOutcome) {
		d := favouring(c.Claim.Kind)
		if d == "" {
			return
		}
		for i := range c.Trials {
			c.Trials[i].BiasDirection = d
		}
		c.Options.DirectionOfBias = ptr(true)
		on := judged(t, c)
		c.Options.DirectionOfBias = ptr(false)
		off := judged(t, c)
		if on.Class == nil || support(on.Verdict) <= support(off.Verdict) {
			return
		}
		switched := *on.Rules.RiskOfBias == CB4 || *off.Rules.RiskOfBias == CB4
		leaning := off.Rule == V6 && on.Rule == V7
		if !switched && !leaning {
			t.Errorf("%s by %s became %s by %s with relief", off.Verdict, off.Rule, on.Verdict, on.Rule)
		}
	})
}

func TestInAPoolThatShowsTheEffectReliefChangesNothing(t *testing.T) {
	met := 0
	manyCases(t, 20000, func(c JudgeCase, _ JudgeOutcome) {
		c.Options.DirectionOfBias = ptr(true)
		on := judged(t, c)
		if on.Pooled == nil {
			return
		}
		class := yardsticksOf(c).classify(on.Pooled.CI95, on.Pooled.Estimate)
		if class != classFAV && class != classDIFF {
			return
		}
		met++
		c.Options.DirectionOfBias = ptr(false)
		if off := judged(t, c); !reflect.DeepEqual(on, off) {
			t.Errorf("%s became %s", off.Verdict, on.Verdict)
		}
	})
	if met == 0 {
		t.Error("no such pool was drawn")
	}
}

func yardsticksOf(c JudgeCase) yardsticks { return newBody(&c, nil, true).y }
