package rules

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimgrade/appraisal"
)

func ptr[T any](v T) *T { return &v }

// plainClaim is an important benefit, plainly worded, with all that a sound review states.
func plainClaim() JudgeClaim {
	return JudgeClaim{
		Kind: "benefit", Assertiveness: appraisal.Plain, Magnitude: appraisal.Important, Horizon: appraisal.RapidDays,
		MID: ptr(3.0), OIS: ptr(352.0), OtherBiasConsidered: true, SearchStated: true,
	}
}

// trial is one at Low in every domain and close to the claim.
func trial(estimate, se float64, n int, changes ...func(*JudgeTrial)) JudgeTrial {
	t := JudgeTrial{
		Estimate: &estimate, SE: &se, N: &n, Blinding: appraisal.Low, Attrition: appraisal.Low, SampleSize: appraisal.Low,
		FollowUp: appraisal.Low, PICO: appraisal.PICONone,
	}
	for _, c := range changes {
		c(&t)
	}
	return t
}

// pointing is a trial of which only the direction is known.
func pointing(d appraisal.Direction, n int, changes ...func(*JudgeTrial)) JudgeTrial {
	t := trial(0, 1, n, changes...)
	t.Estimate, t.SE, t.Direction = nil, nil, d
	return t
}

func blinding(r appraisal.Rating) func(*JudgeTrial)  { return func(t *JudgeTrial) { t.Blinding = r } }
func attrition(r appraisal.Rating) func(*JudgeTrial) { return func(t *JudgeTrial) { t.Attrition = r } }
func followUp(r appraisal.Rating) func(*JudgeTrial)  { return func(t *JudgeTrial) { t.FollowUp = r } }
func pico(p appraisal.PICOMatch) func(*JudgeTrial)   { return func(t *JudgeTrial) { t.PICO = p } }
func biased(d appraisal.BiasDirection) func(*JudgeTrial) {
	return func(t *JudgeTrial) { t.BiasDirection = d }
}
func withP(p float64) func(*JudgeTrial) { return func(t *JudgeTrial) { t.PTwoSided = &p } }

func claim(changes ...func(*JudgeClaim)) JudgeClaim {
	c := plainClaim()
	for _, change := range changes {
		change(&c)
	}
	return c
}

func anySize(c *JudgeClaim)  { c.Magnitude = appraisal.AnySize }
func hedged(c *JudgeClaim)   { c.Assertiveness = appraisal.Hedged }
func emphatic(c *JudgeClaim) { c.Assertiveness = appraisal.Emphatic }
func kind(k appraisal.EffectKind) func(*JudgeClaim) {
	return func(c *JudgeClaim) { c.Kind = string(k) }
}

func mustJudge(t testing.TB, c JudgeClaim, trials ...JudgeTrial) JudgeOutcome {
	t.Helper()
	o, err := Judge(JudgeCase{Claim: c, Trials: trials})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// ruleIDs prints the rules behind the deductions, "-" for null.
func ruleIDs(r *DeductionRules) string {
	var s []string
	for _, id := range []*ID{r.RiskOfBias, r.Inconsistency, r.Indirectness, r.Imprecision, r.PublicationBias, r.Cap} {
		if id == nil {
			s = append(s, "-")
			continue
		}
		s = append(s, string(*id))
	}
	return strings.Join(s, " ")
}

func TestGoldenVectorsOfTheClaimEngine(t *testing.T) {
	some, high := appraisal.SomeConcerns, appraisal.High
	g1 := func(changes ...func(*JudgeTrial)) []JudgeTrial {
		return []JudgeTrial{trial(5.5, 1, 320, changes...), trial(4.8, 1.1, 280, changes...), trial(5.2, .9, 400, changes...), trial(4.9, 1.2, 240, changes...)}
	}
	for _, g := range []struct {
		id        string
		claim     JudgeClaim
		trials    []JudgeTrial
		class     string
		pool      [3]float64
		tau2      float64
		deduct    Deductions
		rules     string
		certainty appraisal.Certainty
		verdict   appraisal.Verdict
		rule      ID
	}{
		{"G1", claim(), g1(), "FAV", [3]float64{5.136, 4.125, 6.148}, 0, Deductions{}, "C-B0 C-I0 C-D0 C-P0 - -", "high", "supported", V13},
		{"G2", claim(emphatic), g1(), "FAV", [3]float64{5.136, 4.125, 6.148}, 0, Deductions{}, "C-B0 C-I0 C-D0 C-P0 - -", "high", "supported", V13},
		{"G3", claim(), g1(followUp(high)), "FAV", [3]float64{5.136, 4.125, 6.148}, 0, Deductions{Indirectness: 2}, "C-B0 C-I0 C-D C-P0 - -", "low", "overstated", V10},
		{"G4", claim(emphatic), []JudgeTrial{
			trial(7.95, 2.39, 73, blinding(some)), trial(9, 3.5, 40, blinding(high), attrition(some)),
			trial(12, 4, 18, blinding(high), attrition(high)), trial(5.82, 3.81, 40),
		}, "FAV", [3]float64{8.445, 5.299, 11.591}, 0, Deductions{RiskOfBias: 1, Imprecision: 1}, "C-B5 C-I0 C-D0 C-P3 - -", "low", "overstated", V11},
		{"G5", claim(anySize), []JudgeTrial{trial(6, 1.5, 120, blinding(high)), trial(5.5, 1.4, 130, blinding(high)), trial(-.2, 1.9, 150)},
			"LEAN", [3]float64{3.941, -4.403, 12.284}, 8.189, Deductions{RiskOfBias: 2, Inconsistency: 2}, "C-B2 C-I3 C-D0 C-P0 - -", "very-low", "cannot-be-judged", V6},
		{"G6", claim(anySize), []JudgeTrial{trial(.2, .8, 600), trial(-.4, .9, 500), trial(.5, 1, 450)},
			"NULL", [3]float64{.084, -.922, 1.090}, 0, Deductions{}, "C-B0 C-I0 C-D0 C-P0 - -", "high", "contradicted", V3},
		{"G7", claim(anySize), []JudgeTrial{trial(-3, 1, 300), trial(-2.5, .9, 350)},
			"OPP", [3]float64{-2.724, -4.035, -1.413}, 0, Deductions{}, "C-B0 C-I0 C-D0 C-P0 - -", "high", "contradicted", V1},
		{"G8", claim(anySize, hedged), []JudgeTrial{trial(2, 1.4, 120)},
			"LEAN", [3]float64{2, -.744, 4.744}, 0, Deductions{Imprecision: 2}, "C-B0 C-I9 C-D0 C-P1 - C-K1", "low", "partly-supported", V7},
		{"G9", claim(), []JudgeTrial{trial(9, 1.2, 200), trial(1, 1.1, 220), trial(6, 1.3, 180), trial(-1, 1.2, 210)},
			"LEAN", [3]float64{3.736, -3.546, 11.017}, 19.497, Deductions{Inconsistency: 2, Imprecision: 1}, "C-B0 C-I3 C-D0 C-P1 - -", "very-low", "cannot-be-judged", V6},
		{"G10", claim(anySize, hedged), []JudgeTrial{trial(8, 2.4, 73)},
			"FAV", [3]float64{8, 3.296, 12.704}, 0, Deductions{Imprecision: 2}, "C-B0 C-I9 C-D0 C-P2 - C-K1", "low", "supported", V13},
		{"G11", claim(anySize), []JudgeTrial{trial(2.2, .6, 700), trial(1.8, .7, 650), trial(2.5, .8, 500, blinding(some))},
			"FAV", [3]float64{2.146, 1.370, 2.921}, 0, Deductions{}, "C-B0 C-I0 C-D0 C-P0 - -", "high", "supported", V13},
		{"G12", claim(), []JudgeTrial{trial(1.2, .3, 2400), trial(1.4, .35, 2000), trial(1, .4, 1800)},
			"FAV", [3]float64{1.215, .827, 1.603}, 0, Deductions{}, "C-B0 C-I0 C-D0 C-P0 - -", "high", "overstated", V10},
	} {
		t.Run(g.id, func(t *testing.T) {
			o := mustJudge(t, g.claim, g.trials...)
			got := [3]float64{o.Pooled.Estimate, o.Pooled.CI95[0], o.Pooled.CI95[1]}
			for i := range got {
				if math.Abs(got[i]-g.pool[i]) > .000501 {
					t.Errorf("pool %v, want %v", got, g.pool)
				}
			}
			if math.Abs(o.Pooled.Tau2-g.tau2) > .000501 {
				t.Errorf("tau2 %v, want %v", o.Pooled.Tau2, g.tau2)
			}
			if g.id == "G9" && math.Abs(o.Pooled.I2-93.2) > .05 {
				t.Errorf("I2 %v, want 93.2", o.Pooled.I2)
			}
			if g.id == "G12" && *o.Components.Magnitude != partNot {
				t.Errorf("magnitude %v, want NOT", *o.Components.Magnitude)
			}
			if *o.Class != g.class || *o.Deductions != g.deduct || ruleIDs(o.Rules) != g.rules || *o.Certainty != g.certainty || o.Verdict != g.verdict || o.Rule != g.rule {
				t.Errorf("got %s %+v %s %s %s %s", *o.Class, *o.Deductions, ruleIDs(o.Rules), *o.Certainty, o.Verdict, o.Rule)
			}
		})
	}
}

func TestTheWeightsOfG4AreThePrintedOnes(t *testing.T) {
	o := mustJudge(t, claim(emphatic), trial(7.95, 2.39, 73, blinding(appraisal.SomeConcerns)), trial(9, 3.5, 40, blinding(appraisal.High)),
		trial(12, 4, 18, blinding(appraisal.High)), trial(5.82, 3.81, 40))
	var line string
	for _, l := range o.Trace {
		if l.Rule == CB5 {
			line = l.Text
		}
	}
	want := "Weight of trials at high risk of bias 0.37, of trials whose blinding is not low 0.82 (threshold 0.75): certainty −1."
	if line != want {
		t.Errorf("got %q, want %q", line, want)
	}
}

func TestWithoutAUsableResultNothingIsJudged(t *testing.T) {
	for name, trials := range map[string][]JudgeTrial{
		"no trials":                           nil,
		"neither estimate nor direction":      {pointing("", 100)},
		"a standard error alone says nothing": {func() JudgeTrial { x := trial(1, 1, 10); x.Estimate = nil; return x }()},
	} {
		o := mustJudge(t, claim(), trials...)
		if o.Verdict != appraisal.CannotBeJudged || o.Rule != V0 || len(o.Trace) == 0 {
			t.Errorf("%s: %s %s", name, o.Verdict, o.Rule)
		}
		b, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]any
		if err := json.Unmarshal(b, &m); err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"class", "pooled", "pooled_non_high", "deductions", "rules", "certainty", "components", "positive"} {
			if v, ok := m[key]; !ok || v != nil {
				t.Errorf("%s: %s is %v, want null", name, key, v)
			}
		}
		if m["provisional"] != false || m["not_extracted_weight"] != 0.0 {
			t.Errorf("%s: %s", name, b)
		}
	}
}

func TestTheOutputHasTheKeysOfTheCaseFormat(t *testing.T) {
	o := mustJudge(t, claim(), trial(5, 1, 400), trial(4, 1, 400))
	b, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]json.RawMessage
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	keys := func(raw json.RawMessage) string {
		var m map[string]json.RawMessage
		if err := json.Unmarshal(raw, &m); err != nil {
			t.Fatal(err)
		}
		var s []string
		for k := range m {
			s = append(s, k)
		}
		return sorted(s)
	}
	if got := keys(b); got != "certainty class components deductions not_extracted_weight pooled pooled_non_high positive provisional rule rules stability trace verdict what_would_change" {
		t.Error(got)
	}
	if got := keys(m["pooled"]); got != "ci95 estimate i2 interval k prediction95 sampling_ci95 se tau2 warnings weights" {
		t.Error(got)
	}
	if got := keys(m["rules"]); got != "cap imprecision inconsistency indirectness publication_bias risk_of_bias" {
		t.Error(got)
	}
	if o := mustJudge(t, claim(), trial(5, 1, 400)); o.Pooled.Prediction95 != nil || string(mustJSON(t, o.Pooled.Warnings)) != "[]" {
		t.Errorf("one trial: %+v", o.Pooled)
	}
}

func sorted(s []string) string {
	for i := range s {
		for j := range i {
			if s[i] < s[j] {
				s[i], s[j] = s[j], s[i]
			}
		}
	}
	return strings.Join(s, " ")
}

func mustJSON(t testing.TB, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestACaseThatCannotBeJudgedNamesItsPath(t *testing.T) {
	good := func() JudgeCase {
		return JudgeCase{Claim: claim(), Trials: []JudgeTrial{trial(1, 1, 10), trial(1, 1, 10), trial(1, 1, 10)}}
	}
	for _, c := range []struct {
		field  string
		change func(*JudgeCase)
	}{
		{"claim.kind", func(c *JudgeCase) { c.Claim.Kind = "" }},
		{"claim.kind", func(c *JudgeCase) { c.Claim.Kind = "duration-limit" }},
		{"claim.positive_kind", func(c *JudgeCase) { c.Claim.Kind = "not-shown" }},
		{"claim.assertiveness", func(c *JudgeCase) { c.Claim.Assertiveness = "" }},
		{"claim.assertiveness", func(c *JudgeCase) { c.Claim.Assertiveness = "loud" }},
		{"claim.magnitude", func(c *JudgeCase) { c.Claim.Magnitude = "" }},
		{"claim.magnitude", func(c *JudgeCase) { c.Claim.Magnitude = "huge" }},
		{"claim.horizon", func(c *JudgeCase) { c.Claim.Horizon = "" }},
		{"claim.horizon", func(c *JudgeCase) { c.Claim.Horizon = "soon" }},
		{"claim.ois", func(c *JudgeCase) { c.Claim.OIS = nil }},
		{"claim.ois", func(c *JudgeCase) { c.Claim.OIS = ptr(0.0) }},
		{"claim.mid", func(c *JudgeCase) { c.Claim.MID = nil }},
		{"claim.mid", func(c *JudgeCase) { c.Claim.MID = ptr(-3.0) }},
		{"claim.mid", func(c *JudgeCase) { c.Claim.MID, c.Claim.Magnitude, c.Claim.Large = nil, appraisal.Large, ptr(9.0) }},
		{"claim.mid", func(c *JudgeCase) { c.Claim.MID, c.Claim.Magnitude, c.Claim.Kind = nil, appraisal.AnySize, "no-better" }},
		{"claim.mid", func(c *JudgeCase) {
			c.Claim.MID, c.Claim.Magnitude, c.Claim.Kind = nil, appraisal.AnySize, "no-difference"
		}},
		{"claim.margin", func(c *JudgeCase) { c.Claim.Kind = "non-inferiority" }},
		{"claim.large", func(c *JudgeCase) { c.Claim.Large = ptr(0.0) }},
		{"trials[2].se", func(c *JudgeCase) { c.Trials[2].SE = nil }},
		{"trials[1].se", func(c *JudgeCase) { c.Trials[1].SE = ptr(0.0) }},
		{"trials[1].se", func(c *JudgeCase) { c.Trials[1].SE = ptr(math.Inf(1)) }},
		{"trials[1].se", func(c *JudgeCase) {
			c.Trials[1].SE, c.Trials[1].Estimate, c.Trials[1].PTwoSided = nil, ptr(0.0), ptr(1.0)
		}},
		{"trials[0].estimate", func(c *JudgeCase) { c.Trials[0].Estimate = ptr(math.NaN()) }},
		{"trials[0].n", func(c *JudgeCase) { c.Trials[0].N = ptr(-1) }},
		{"trials[0].p_two_sided", func(c *JudgeCase) { c.Trials[0].PTwoSided = ptr(1.2) }},
		{"trials[0].pico", func(c *JudgeCase) { c.Trials[0].PICO = "" }},
		{"trials[0].pico", func(c *JudgeCase) { c.Trials[0].PICO = "far" }},
		{"trials[0].direction", func(c *JudgeCase) { c.Trials[0].Direction = "up" }},
		{"trials[0].bias_direction", func(c *JudgeCase) { c.Trials[0].BiasDirection = "up" }},
		{"trials[0].blinding", func(c *JudgeCase) { c.Trials[0].Blinding = "bad" }},
		{"trials[0].attrition", func(c *JudgeCase) { c.Trials[0].Attrition = "bad" }},
		{"trials[0].sample_size", func(c *JudgeCase) { c.Trials[0].SampleSize = "bad" }},
		{"trials[0].follow_up", func(c *JudgeCase) { c.Trials[0].FollowUp = "bad" }},
		{"trials[0].other_bias", func(c *JudgeCase) { c.Trials[0].OtherBias = "bad" }},
	} {
		k := good()
		c.change(&k)
		_, err := Judge(k)
		e, ok := err.(*appraisal.Error)
		if !ok || e.Field != c.field || e.Code != appraisal.CodeInvalid || !strings.HasSuffix(e.Text, ".") {
			t.Errorf("%s: got %#v", c.field, err)
		}
		if _, _, err := Reconsider(k, nil); err == nil {
			t.Errorf("%s: Reconsider does not refuse it", c.field)
		}
	}
}

func TestNullsOfACaseHaveTheirSettledMeaning(t *testing.T) {
	same := func(name string, a, b JudgeCase) {
		t.Helper()
		x, err := Judge(a)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		y, err := Judge(b)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d := cmp.Diff(x, y); d != "" {
			t.Errorf("%s:\n%s", name, d)
		}
	}
	pool := func(changes ...func(*JudgeTrial)) []JudgeTrial {
		return []JudgeTrial{trial(5, 1, 300, changes...), trial(1, 1, 200)}
	}
	noInfo := appraisal.NoInformation
	for name, change := range map[string]func(appraisal.Rating) func(*JudgeTrial){"blinding": blinding, "attrition": attrition, "follow-up": followUp} {
		same(name, JudgeCase{Claim: claim(), Trials: pool(change(""))}, JudgeCase{Claim: claim(), Trials: pool(change(noInfo))})
	}
	same("bias direction", JudgeCase{Claim: claim(), Trials: pool(blinding(appraisal.High))}, JudgeCase{Claim: claim(), Trials: pool(blinding(appraisal.High), biased(appraisal.Unclear))})
	same("direction of bias is on", JudgeCase{Claim: claim(), Trials: pool()}, JudgeCase{Claim: claim(), Trials: pool(), Options: JudgeOptions{DirectionOfBias: ptr(true)}})
	same("large is twice the MID", JudgeCase{Claim: claim(func(c *JudgeClaim) { c.Magnitude = appraisal.Large }), Trials: pool()},
		JudgeCase{Claim: claim(func(c *JudgeClaim) { c.Magnitude, c.Large = appraisal.Large, ptr(6.0) }), Trials: pool()})
	ni := func(mid *float64) JudgeClaim {
		return claim(kind(appraisal.NonInferiority), func(c *JudgeClaim) { c.MID, c.Margin = mid, ptr(2.0) })
	}
	same("the margin stands in for the MID", JudgeCase{Claim: ni(nil), Trials: pool(blinding(appraisal.High))}, JudgeCase{Claim: ni(ptr(2.0)), Trials: pool(blinding(appraisal.High))})
	if o := mustJudge(t, claim(anySize, func(c *JudgeClaim) { c.MID = nil }), trial(.1, 1, 400)); *o.Class != classLEAN {
		t.Errorf("without an MID nothing can be too small to matter: %s", *o.Class)
	}
}

func TestTheErrorIsRecoveredFromAnExactTwoSidedP(t *testing.T) {
	withSE := mustJudge(t, claim(), trial(5, 2.5, 400))
	x := trial(5, 1, 400, withP(.04550026389635842)) // two standard errors
	x.SE = nil
	o := mustJudge(t, claim(), x)
	if math.Abs(o.Pooled.SE-2.5) > 1e-6 || o.Verdict != withSE.Verdict {
		t.Errorf("standard error %v, want 2.5", o.Pooled.SE)
	}
}

func BenchmarkJudgeFiftyTrials(b *testing.B) {
	c := fifty()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Judge(c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReconsiderFiftyTrials(b *testing.B) {
	c := fifty()
	pools := NewPools()
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Reconsider(c, pools); err != nil {
			b.Fatal(err)
		}
	}
}

// fifty is a case of fifty trials that vary, some at High, with bias against what they show.
func fifty() JudgeCase {
	c := JudgeCase{Claim: claim()}
	for i := range 50 {
		x := trial(2*math.Sin(float64(i)), 1+float64(i%7), 40+i)
		x.Name = "Somebody 2019"
		if i%5 == 0 {
			x.Blinding, x.BiasDirection = appraisal.High, appraisal.TowardsExperimental
		}
		if i%7 == 0 {
			x.FollowUp, x.Attrition = appraisal.SomeConcerns, appraisal.High
		}
		c.Trials = append(c.Trials, x)
	}
	return c
}
