package main

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
)

// The examples of the case format, from which the vectors are made.
const (
	blindingCase = `{"domain": "blinding", "facts": {"participants_blinded": "yes", "assessor_blinded": "yes",
		"outcome_kind": "clinician-rated", "perceptible_effects": "obvious", "control": "active", "rater_separated": "yes",
		"participant_guesses": null, "assessor_guesses": null, "guess_timing": null, "likely_influenced": null,
		"deviations": null, "deviations_affected_outcome": null, "deviations_balanced": null}}`
	attritionCase = `{"domain": "attrition", "facts": {"experimental": {"randomised": 100, "observed": 90},
		"control": {"randomised": 100, "observed": 80}, "total": null, "not_extracted": false,
		"min_events_or_non_events": null, "reasons": "not-reported", "analysis": "mar-model", "robust": false}}`
	sampleCase = `{"domain": "sample-size", "claim": {"kind": "benefit", "mid": 3, "planning_sd": null, "control_risk": null,
		"rrr": 0.25, "tolerable_risk": 0.01, "horizon": "short"},
		"facts": {"n_experimental": 47, "n_control": 25, "se": 2.385, "n_exposed": null, "n_exposed_one_year": null}}`
	followCase = `{"domain": "follow-up", "claim": {"kind": "benefit", "horizon": "rapid-days", "horizon_days": null,
		"custom_low_days": null, "custom_some_days": null},
		"facts": {"first_assessment_day": 1, "result_day": 7, "last_controlled_day": 7, "last_any_day": null,
		"randomised_withdrawal": false, "crossover_before_horizon": false, "carry_over_excluded": false}}`
)

type change = map[string]any

func guesses(e, c [3]int) any {
	arm := func(n [3]int) change { return change{"correct": n[0], "wrong": n[1], "dont_know": n[2]} }
	return change{"experimental": arm(e), "control": arm(c)}
}

func flow(rE, oE, rC, oC int, more change) change {
	c := change{
		"facts.experimental.randomised": rE, "facts.experimental.observed": oE,
		"facts.control.randomised": rC, "facts.control.observed": oC,
	}
	for k, v := range more {
		c[k] = v
	}
	return c
}

// vectors are the method's printed vectors: what goes in, what comes out. A rule that was not printed is empty.
var vectors = []struct {
	name, base   string
	change       change
	rating, rule string
	figures      map[string]float64 // to half a unit of the fourth decimal, or of the third where marked
}{
	{"blinding base", blindingCase, nil, "some-concerns", "", nil},
	{"inert, separation not reported", blindingCase, change{"facts.control": "inert", "facts.rater_separated": "not-reported"}, "high", "", nil},
	{"inert, separated", blindingCase, change{"facts.control": "inert"}, "some-concerns", "", nil},
	{"patient-reported, inert", blindingCase, change{"facts.outcome_kind": "patient-reported", "facts.control": "inert"}, "high", "", nil},
	{"patient-reported, active", blindingCase, change{"facts.outcome_kind": "patient-reported"}, "some-concerns", "", nil},
	{"subtle, inert", blindingCase, change{"facts.perceptible_effects": "subtle", "facts.control": "inert"}, "low", "", nil},
	{"subtle, inert, patient-reported", blindingCase, change{"facts.perceptible_effects": "subtle", "facts.control": "inert", "facts.outcome_kind": "patient-reported"}, "low", "", nil},
	{"open, blinded rater, no effects", blindingCase, change{"facts.participants_blinded": "no", "facts.perceptible_effects": "none"}, "some-concerns", "B-R3", nil},
	{"open, patient-reported", blindingCase, change{"facts.participants_blinded": "no", "facts.outcome_kind": "patient-reported"}, "high", "B-R5", nil},
	{"open, patient-reported, unlikely", blindingCase, change{"facts.participants_blinded": "no", "facts.outcome_kind": "patient-reported", "facts.likely_influenced": "probably-no"}, "some-concerns", "B-R6", nil},
	{"open, mortality", blindingCase, change{"facts.participants_blinded": "no", "facts.outcome_kind": "objective"}, "low", "B-R1", nil},
	{"nothing reported, no effects", blindingCase, change{"facts.participants_blinded": "not-reported", "facts.assessor_blinded": "not-reported", "facts.rater_separated": "not-reported", "facts.perceptible_effects": "none"}, "some-concerns", "B-R7", nil},
	{"guesses 7 of 19", blindingCase, change{"facts.perceptible_effects": "none", "facts.participant_guesses": guesses([3]int{7, 12, 0}, [3]int{7, 12, 0})}, "low", "", map[string]float64{"sbi": -0.2632}},
	{"guesses 13 of 26 and 25 of 28, after", blindingCase, change{"facts.participant_guesses": guesses([3]int{13, 13, 0}, [3]int{25, 3, 0}), "facts.guess_timing": "after"}, "some-concerns", "", map[string]float64{"sbi": 0.3929}},
	{"guesses 6 of 10", blindingCase, change{"facts.participant_guesses": guesses([3]int{6, 4, 0}, [3]int{6, 4, 0})}, "some-concerns", "", map[string]float64{"sbi": 0.2}},
	{"CRISP", blindingCase, change{"facts.participant_guesses": guesses([3]int{82, 25, 170}, [3]int{29, 27, 83})}, "low", "", map[string]float64{"sbi": 0.1101, "james": 0.7479, "bang_experimental": 0.2058, "bang_control": 0.0144}},
	{"SOX investigators", blindingCase, change{"facts.participant_guesses": guesses([3]int{48, 4, 330}, [3]int{30, 22, 319})}, "low", "", map[string]float64{"james": 0.8964, "bang_experimental": 0.1152, "bang_control": 0.0216}},
	{"SOX coordinators", blindingCase, change{"facts.participant_guesses": guesses([3]int{94, 11, 289}, [3]int{44, 52, 284})}, "low", "", map[string]float64{"james": 0.8234, "bang_experimental": 0.2107, "bang_control": -0.0211}},
	{"SOX patients", blindingCase, change{"facts.participant_guesses": guesses([3]int{143, 14, 188}, [3]int{57, 104, 175})}, "low", "", map[string]float64{"sbi": 0.1170, "james": 0.7051, "bang_experimental": 0.3739, "bang_control": -0.1399}},
	{"attrition 5 of 200", attritionCase, flow(100, 97, 100, 98, nil), "low", "A-1", map[string]float64{"overall": 0.025, "differential": 0.01}},
	{"4 events", attritionCase, flow(100, 97, 100, 98, change{"facts.min_events_or_non_events": 4}), "some-concerns", "A-10", nil},
	{"20 events", attritionCase, flow(100, 97, 100, 98, change{"facts.min_events_or_non_events": 20}), "low", "", nil},
	{"11 %", attritionCase, flow(100, 90, 100, 88, nil), "some-concerns", "", nil},
	{"11 %, robust", attritionCase, flow(100, 90, 100, 88, change{"facts.robust": true}), "low", "A-3", nil},
	{"15 %", attritionCase, nil, "some-concerns", "", map[string]float64{"overall": 0.15, "differential": 0.1, "boundary_cautious": 5.9, "boundary_optimistic": 10.7}},
	{"15 %, carried forward", attritionCase, change{"facts.analysis": "locf"}, "high", "A-8", nil},
	{"23.5 %", attritionCase, flow(100, 75, 100, 78, nil), "some-concerns", "", nil},
	{"23.5 %, robust", attritionCase, flow(100, 75, 100, 78, change{"facts.robust": true}), "some-concerns", "A-4", nil},
	{"on the boundary", attritionCase, flow(100, 75, 100, 85, nil), "some-concerns", "", map[string]float64{"differential": 0.1, "boundary_optimistic": 10}},
	{"on the boundary, carried forward", attritionCase, flow(100, 75, 100, 85, change{"facts.analysis": "locf"}), "high", "", nil},
	{"14 %", attritionCase, flow(100, 92, 100, 80, nil), "high", "A-5", nil},
	{"30 %", attritionCase, flow(50, 40, 50, 30, nil), "high", "A-5", nil},
	{"30 %, robust", attritionCase, flow(50, 40, 50, 30, change{"facts.robust": true}), "some-concerns", "A-4", nil},
	{"totals", attritionCase, change{"facts.experimental": nil, "facts.control": nil, "facts.total": change{"randomised": 65, "observed": 62, "smallest_arm": 32}}, "some-concerns", "A-10", map[string]float64{"overall": 0.0462, "differential": 0.0938}},
	{"nothing on attrition", attritionCase, change{"facts.experimental": nil}, "no-information", "A-0", nil},
	{"MID 3", sampleCase, nil, "high", "", map[string]float64{"information_fraction": 0.2016}},
	{"MID 6", sampleCase, change{"claim.mid": 6}, "some-concerns", "", map[string]float64{"information_fraction": 0.8063}},
	{"150 and 150", sampleCase, change{"facts.n_experimental": 150, "facts.n_control": 150, "facts.se": nil, "claim.planning_sd": 10}, "some-concerns", "", map[string]float64{"information_fraction": 0.8553}},
	{"180 and 180", sampleCase, change{"facts.n_experimental": 180, "facts.n_control": 180, "facts.se": nil, "claim.planning_sd": 10}, "low", "", map[string]float64{"information_fraction": 1.0263}},
	{"risk .7", sampleCase, change{"facts.n_experimental": 100, "facts.n_control": 100, "facts.se": nil, "claim.mid": nil, "claim.control_risk": 0.7}, "some-concerns", "", map[string]float64{"information_fraction": 0.8301}},
	{"risk .6", sampleCase, change{"facts.n_experimental": 250, "facts.n_control": 250, "facts.se": nil, "claim.mid": nil, "claim.control_risk": 0.6}, "low", "", map[string]float64{"information_fraction": 1.4468}},
	{"20 and 20", sampleCase, change{"facts.n_experimental": 20, "facts.n_control": 20, "facts.se": nil}, "high", "S-1", nil},
	{"harm, 300 exposed", sampleCase, change{"claim.kind": "harm", "facts.n_exposed": 300}, "low", "S-5", nil},
	{"rapid, day 1", followCase, nil, "low", "", map[string]float64{"covered_share": 1}},
	{"rapid, day 14", followCase, change{"facts.first_assessment_day": 14}, "some-concerns", "", map[string]float64{"covered_share": 0.5}},
	{"rapid, day 28", followCase, change{"facts.first_assessment_day": 28}, "high", "", map[string]float64{"covered_share": 0.25}},
	{"short, day 56", followCase, change{"claim.horizon": "short", "facts.last_controlled_day": 56}, "low", "", nil},
	{"short, day 28", followCase, change{"claim.horizon": "short", "facts.last_controlled_day": 28}, "some-concerns", "", nil},
	{"short, day 7", followCase, change{"claim.horizon": "short"}, "high", "", nil},
	{"sustained, day 84", followCase, change{"claim.horizon": "sustained", "facts.last_controlled_day": 84}, "some-concerns", "", nil},
	{"sustained, day 200", followCase, change{"claim.horizon": "sustained", "facts.last_controlled_day": 200}, "low", "", nil},
	{"long, day 182", followCase, change{"claim.horizon": "long", "facts.last_controlled_day": 182}, "some-concerns", "", nil},
	{"long harm", followCase, change{"claim.kind": "harm", "claim.horizon": "long", "facts.last_controlled_day": 56, "facts.last_any_day": 400}, "some-concerns", "F-6", nil},
	{"not extracted", followCase, change{"facts.not_extracted": true}, "not-extracted", "F-0", nil},
}

func TestRateGivesThePrintedVectors(t *testing.T) {
	cases := make([]any, len(vectors))
	for i, v := range vectors {
		cases[i] = with(t, v.base, v.change)
	}
	got := start("", "rate", file(t, asJSON(t, cases)))
	if got.code != exitOK || got.stderr != "" {
		t.Fatalf("exit %d: %s", got.code, got.stderr)
	}
	lines := strings.Split(strings.TrimSuffix(got.out, "\n"), "\n")
	if len(lines) != len(vectors) {
		t.Fatalf("%d lines for %d cases", len(lines), len(vectors))
	}
	for i, v := range vectors {
		var keys map[string]json.RawMessage
		var out struct {
			Rating, Rule string
			Figures      map[string]any
			Trace        []struct{ Rule, Text, Source string }
		}
		if err := json.Unmarshal([]byte(lines[i]), &keys); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(lines[i]), &out); err != nil {
			t.Fatal(err)
		}
		if len(keys) != 4 || keys["trace"] == nil || keys["figures"] == nil {
			t.Errorf("%s: keys of %s", v.name, lines[i])
		}
		if out.Rating != v.rating || (v.rule != "" && out.Rule != v.rule) {
			t.Errorf("%s: %s by %s, want %s %s", v.name, out.Rating, out.Rule, v.rating, v.rule)
		}
		if len(out.Trace) == 0 || slices.ContainsFunc(out.Trace, func(l struct{ Rule, Text, Source string }) bool {
			return l.Rule == "" || l.Text == "" || l.Source == ""
		}) {
			t.Errorf("%s: trace %v", v.name, out.Trace)
		}
		for name, want := range v.figures {
			if x, ok := out.Figures[name].(float64); !ok || math.Abs(x-want) > 5.1e-5 {
				t.Errorf("%s: %s = %v, want %v", v.name, name, out.Figures[name], want)
			}
		}
	}
}

func TestRateNamesEveryFigureOfItsDomain(t *testing.T) {
	for base, names := range map[string][]string{
		blindingCase: {
			"assessor_aware", "bang_control", "bang_control_ci95", "bang_experimental", "bang_experimental_ci95",
			"james", "james_ci95", "participants_aware", "sbi", "sbi_ci90", "sbi_ci95",
		},
		attritionCase: {"boundary_cautious", "boundary_optimistic", "differential", "overall"},
		sampleCase:    {"information_fraction"},
		followCase:    {"covered_share"},
	} {
		for _, notExtracted := range []bool{false, true} {
			got := start(asJSON(t, with(t, base, change{"facts.not_extracted": notExtracted})), "rate", "-")
			var out struct{ Figures map[string]any }
			if err := json.Unmarshal([]byte(got.out), &out); err != nil {
				t.Fatalf("%v: %s", err, got.stderr)
			}
			var have []string
			for name := range out.Figures {
				have = append(have, name)
			}
			slices.Sort(have)
			if !slices.Equal(have, names) {
				t.Errorf("figures %v, want %v", have, names)
			}
		}
	}
}

func TestRatePrintsStableText(t *testing.T) {
	got := start(attritionCase, "rate", "-")
	want := `{"rating":"some-concerns","rule":"A-10","figures":{"boundary_cautious":5.9,"boundary_optimistic":10.7,"differential":0.1,"overall":0.15},"trace":[{"rule":"T-0","text":"Thresholds: the default set.","source":"convention"},` +
		`{"rule":"A-D","text":"Missing 30 of 200: overall 15 %, between the arms 10 percentage points. Boundaries at 15 %: cautious 5.9, optimistic 10.7.","source":"What Works Clearinghouse, Standards Handbook 4.1, table II.1 (as the R package baselinr carries it)"},` +
		`{"rule":"A-10","text":"Neither little enough for Low nor lopsided enough for High. Some concerns.","source":"RoB 2, 3.4; convention"}]}` + "\n"
	if got.out != want {
		t.Errorf("printed\n%swant\n%s", got.out, want)
	}
	got = start(asJSON(t, with(t, attritionCase, flow(3, 2, 7, 6, nil))), "rate", "-")
	if !strings.Contains(got.out, `"differential":0.19047619047619`) {
		t.Errorf("numbers lose digits: %s", got.out)
	}
}

func TestAbsentMembersAreReadAsNull(t *testing.T) {
	got := start(`{"domain":"attrition","facts":{}}`, "rate", "-")
	if got.code != exitOK || !strings.HasPrefix(got.out, `{"rating":"no-information","rule":"A-0"`) {
		t.Errorf("%+v", got)
	}
}
