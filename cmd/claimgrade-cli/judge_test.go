package main

import (
	"encoding/json"
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
		{"null", "A case must be an object, but is null."},
		{"[" + murrough + ", null]", "[1]: A case must be an object, but is null."},
		{`{"trial": []}`, "trial: There is no field of this name here. Allowed: claim, options, trials."},
		{`{"claim": null, "trials": []}`, "claim.kind: The claim has no kind."},
		{set(change{"claim.kind": "no-difference", "claim.magnitude": "any", "claim.mid": nil}), "claim.mid: "},
		{set(change{"claim.kind": "non-inferiority"}), "claim.margin: "},
		{set(change{"claim.kind": "not-shown"}), "claim.positive_kind: "},
		{set(change{"claim.kind": "duration-limit"}), "claim.kind: "},
		{set(change{"claim.assertiveness": 2}), "claim.assertiveness: This must be a text, but is 2."},
		{set(change{"claim.mid": "3"}), `claim.mid: This must be a number, but is "3".`},
		{set(change{"claim.mid": 0}), "claim.mid: "},
		{set(change{"claim.search_stated": 1}), "claim.search_stated: This must be true or false, but is 1."},
		{set(change{"trials": []any{[]any{}}}), "trials[0]: This must be an object, but is an array."},
		{second(change{"se": 0}), "trials[1].se: "},
		{second(change{"n": 0}), "trials[1].n: "},
		{second(change{"n": 72.5}), "trials[1].n: This must be a whole number, but is 72.5."},
		{second(change{"p_two_sided": 1.5}), "trials[1].p_two_sided: "},
		{second(change{"estimate": nil, "se": nil, "direction": "up"}), "trials[1].direction: "},
		{second(change{"bias_direction": "upwards"}), "trials[1].bias_direction: "},
		{second(change{"other_bias": "bad"}), "trials[1].other_bias: "},
	} {
		got := start(c.contents, "judge", "-")
		if got.code != exitRefused || !strings.HasPrefix(got.stderr, "standard input: ") || !strings.Contains(got.stderr, c.says) {
			t.Errorf("want %q, got %+v", c.says, got)
		}
	}
}

// What may be null says so in the method; each null is judged as the value that it stands for.
func TestNullsOfAJudgeCaseStandForTheirSettledValues(t *testing.T) {
	trialWith := func(name string, v any) change {
		ts := trials([3]float64{5.5, 1.0, 320}, [3]float64{4.8, 1.1, 280})
		ts[0].(change)["blinding"] = "high"
		ts[1].(change)[name] = v
		return change{"trials": ts}
	}
	for _, c := range []struct {
		name     string
		null, is change
	}{
		{"blinding", trialWith("blinding", nil), trialWith("blinding", "no-information")},
		{"attrition", trialWith("attrition", nil), trialWith("attrition", "no-information")},
		{"sample size", trialWith("sample_size", nil), trialWith("sample_size", "no-information")},
		{"follow-up", trialWith("follow_up", nil), trialWith("follow_up", "no-information")},
		{"direction of bias", trialWith("bias_direction", nil), trialWith("bias_direction", "unclear")},
		{"other bias considered", change{"claim.other_bias_considered": nil}, change{"claim.other_bias_considered": false}},
		{"search stated", change{"claim.search_stated": nil}, change{"claim.search_stated": false}},
		{"publication bias", change{"claim.publication_bias_suspected": nil}, change{"claim.publication_bias_suspected": false}},
		{"option", change{"options.direction_of_bias": nil}, change{"options.direction_of_bias": true}},
		{"options", change{"options": nil}, change{}},
		{"large", change{"claim.magnitude": "large"}, change{"claim.magnitude": "large", "claim.large": 6}},
		{"trials", change{"trials": nil}, change{"trials": []any{}}},
	} {
		null, is := start(asJSON(t, with(t, murrough, c.null)), "judge", "-"), start(asJSON(t, with(t, murrough, c.is)), "judge", "-")
		if null.code != exitOK || null != is {
			t.Errorf("%s: null gives\n%+v\nbut should give\n%+v", c.name, null, is)
		}
	}
	if got := start(asJSON(t, with(t, murrough, change{"claim.mid": nil, "claim.magnitude": "any"})), "judge", "-"); got.code != exitOK {
		t.Errorf("an effect of any size needs no MID: %+v", got)
	}
}
