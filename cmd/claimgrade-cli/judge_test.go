package main

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

// The example of the case format.
const murrough = `{"claim": {"kind": "benefit", "positive_kind": null, "assertiveness": "plain", "magnitude": "important",
	"horizon": "rapid-days", "mid": 3, "large": null, "margin": null, "ois": 352,
	"publication_bias_suspected": false, "other_bias_considered": true, "search_stated": true},
	"options": {"direction_of_bias": true},
	"trials": [{"name": "Murrough 2013", "estimate": 7.95, "se": 2.39, "n": 73, "blinding": "some-concerns", "attrition": "low",
	"sample_size": "high", "follow_up": "low", "pico": "none", "bias_direction": "unclear", "other_bias": null}]}`

// trials are sound trials of the method's golden vectors: estimate, standard error, people.
func trials(of ...[3]float64) []any {
	var ts []any
	for _, x := range of {
		ts = append(ts, change{
			"name": "", "estimate": x[0], "se": x[1], "n": x[2], "blinding": "low", "attrition": "low", "sample_size": "low",
			"follow_up": "low", "pico": "none", "bias_direction": nil, "other_bias": nil,
		})
	}
	return ts
}

func TestJudgeGivesGoldenVectors(t *testing.T) {
	g1 := trials([3]float64{5.5, 1.0, 320}, [3]float64{4.8, 1.1, 280}, [3]float64{5.2, 0.9, 400}, [3]float64{4.9, 1.2, 240})
	g6 := trials([3]float64{.2, .8, 600}, [3]float64{-.4, .9, 500}, [3]float64{.5, 1, 450})
	g7 := trials([3]float64{-3, 1, 300}, [3]float64{-2.5, .9, 350})
	cases := []any{
		with(t, murrough, change{"trials": g1}),
		with(t, murrough, change{"trials": g1, "claim.assertiveness": "emphatic"}),
		with(t, murrough, change{"trials": g6, "claim.magnitude": "any"}),
		with(t, murrough, change{"trials": g7, "claim.magnitude": "any"}),
	}
	want := []struct {
		estimate      float64
		class         string
		certainty     string
		verdict, rule string
	}{
		{5.136, "FAV", "high", "supported", "V-13"},
		{5.136, "FAV", "high", "supported", "V-13"},
		{0.084, "NULL", "high", "contradicted", "V-3"},
		{-2.724, "OPP", "high", "contradicted", "V-1"},
	}
	got := start("", "judge", file(t, asJSON(t, cases)))
	if got.code != exitOK || got.stderr != "" {
		t.Fatalf("exit %d: %s", got.code, got.stderr)
	}
	lines := strings.Split(strings.TrimSuffix(got.out, "\n"), "\n")
	if len(lines) != len(want) {
		t.Fatalf("%d lines", len(lines))
	}
	for i, w := range want {
		var out struct {
			Class, Certainty, Verdict, Rule string
			Pooled                          struct{ Estimate float64 }
			Stability                       struct{ Variations int }
			Changes                         []any `json:"what_would_change"`
		}
		if err := json.Unmarshal([]byte(lines[i]), &out); err != nil {
			t.Fatal(err)
		}
		if out.Class != w.class || out.Certainty != w.certainty || out.Verdict != w.verdict || out.Rule != w.rule || math.Abs(out.Pooled.Estimate-w.estimate) > 5.1e-4 {
			t.Errorf("case %d: %+v, want %+v", i, out, w)
		}
		if out.Stability.Variations == 0 || out.Changes == nil {
			t.Errorf("case %d: stability %+v, changes %v", i, out.Stability, out.Changes)
		}
	}
}

func TestJudgePrintsEveryKey(t *testing.T) {
	keys := []string{
		"class", "pooled", "pooled_non_high", "deductions", "rules", "certainty", "components", "provisional",
		"not_extracted_weight", "positive", "verdict", "rule", "trace", "stability", "what_would_change",
	}
	for _, c := range []string{murrough, asJSON(t, with(t, murrough, change{"trials": []any{}}))} {
		got := start(c, "judge", "-")
		var out map[string]json.RawMessage
		if err := json.Unmarshal([]byte(got.out), &out); err != nil {
			t.Fatalf("%v: %s", err, got.stderr)
		}
		if len(out) != len(keys) {
			t.Errorf("%d keys, want %d", len(out), len(keys))
		}
		for _, k := range keys {
			if _, ok := out[k]; !ok {
				t.Errorf("%q is missing", k)
			}
		}
	}
}

func TestJudgeRefusalsNameThePath(t *testing.T) {
	set := func(c change) string { return asJSON(t, with(t, murrough, c)) }
	second := func(c change) string {
		ts := trials([3]float64{5.5, 1.0, 320}, [3]float64{4.8, 1.1, 280})
		for k, v := range c {
			ts[1].(change)[k] = v
		}
		return set(change{"trials": ts})
	}
	for _, c := range []struct{ contents, says string }{
		{set(change{"claim.ois": nil}), "claim.ois: "},
		{set(change{"claim.horizon": nil}), "claim.horizon: "},
		{set(change{"claim.mid": nil}), "claim.mid: "},
		{set(change{"claim.kind": "efficacy"}), "claim.kind: "},
		{set(change{"claim.strength": "plain"}), "claim.strength: There is no field"},
		{set(change{"claim.LinkedRandomised": 3}), "claim.LinkedRandomised: There is no field"},
		{set(change{"options.direction_of_bias": "yes"}), "options.direction_of_bias: This must be true or false"},
		{set(change{"trials": change{}}), "trials: This must be an array, but is an object."},
		{set(change{"trials": []any{nil}}), "trials[0]: This must be an object, but is null."},
		{second(change{"se": nil}), "trials[1].se: "},
		{second(change{"pico": nil}), "trials[1].pico: "},
		{second(change{"blinding": "unclear"}), "trials[1].blinding: "},
		{second(change{"weight": 1}), "trials[1].weight: There is no field"},
		{"[" + murrough + "," + second(change{"n": "many"}) + "]", "[1].trials[1].n: This must be a number"},
	} {
		got := start(c.contents, "judge", "-")
		if got.code != exitRefused || !strings.HasPrefix(got.stderr, "standard input: ") || !strings.Contains(got.stderr, c.says) {
			t.Errorf("want %q, got %+v", c.says, got)
		}
	}
}
