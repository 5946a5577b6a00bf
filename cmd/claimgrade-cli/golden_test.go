package main

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/stats"
)

// trial is a trial of a case with some members of its own.
func changed(trial any, c change) any {
	t := trial.(change)
	for k, v := range c {
		t[k] = v
	}
	return t
}

// judged runs cases through `judge` as one file and returns one outcome each.
func judged(t testing.TB, cases []any) []rules.JudgeOutcome {
	t.Helper()
	got := start("", "judge", file(t, asJSON(t, cases)))
	lines := strings.Split(strings.TrimSuffix(got.out, "\n"), "\n")
	if got.code != exitOK || got.stderr != "" || len(lines) != len(cases) {
		t.Fatalf("exit %d, %d lines for %d cases: %s", got.code, len(lines), len(cases), got.stderr)
	}
	all := make([]rules.JudgeOutcome, len(lines))
	for i, line := range lines {
		if err := json.Unmarshal([]byte(line), &all[i]); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// The golden vectors of the claim engine (method 10.8), from case files.
func TestJudgeGivesGoldenVectors(t *testing.T) {
	high := change{"blinding": "high"}
	g1 := func() []any {
		return trials([3]float64{5.5, 1.0, 320}, [3]float64{4.8, 1.1, 280}, [3]float64{5.2, 0.9, 400}, [3]float64{4.9, 1.2, 240})
	}
	g3 := g1()
	for i := range g3 {
		changed(g3[i], change{"follow_up": "high"})
	}
	g4 := trials([3]float64{7.95, 2.39, 73}, [3]float64{9, 3.5, 40}, [3]float64{12, 4, 18}, [3]float64{5.82, 3.81, 40})
	changed(g4[0], change{"blinding": "some-concerns"})
	changed(g4[1], change{"blinding": "high", "attrition": "some-concerns"})
	changed(g4[2], change{"blinding": "high", "attrition": "high"})
	g5 := trials([3]float64{6, 1.5, 120}, [3]float64{5.5, 1.4, 130}, [3]float64{-.2, 1.9, 150})
	changed(g5[0], high)
	changed(g5[1], high)
	g11 := trials([3]float64{2.2, .6, 700}, [3]float64{1.8, .7, 650}, [3]float64{2.5, .8, 500})
	changed(g11[2], change{"blinding": "some-concerns"})
	anySize, hedged, emphatic := change{"claim.magnitude": "any"}, change{"claim.assertiveness": "hedged"}, change{"claim.assertiveness": "emphatic"}

	// Deductions are those for bias, inconsistency, indirectness, imprecision and publication bias; rules those that
	// the method prints.
	golden := []struct {
		id         string
		claim      []change
		trials     []any
		pool       [3]float64
		tau2       float64
		deductions [5]int
		rules      string
		verdict    string
	}{
		{"G1", nil, g1(), [3]float64{5.136, 4.125, 6.148}, 0, [5]int{}, "", "high supported V-13"},
		{"G2", []change{emphatic}, g1(), [3]float64{5.136, 4.125, 6.148}, 0, [5]int{}, "", "high supported V-13"},
		{"G3", nil, g3, [3]float64{5.136, 4.125, 6.148}, 0, [5]int{0, 0, 2, 0, 0}, "", "low overstated V-10"},
		{"G4", []change{emphatic}, g4, [3]float64{8.445, 5.299, 11.591}, 0, [5]int{1, 0, 0, 1, 0}, "C-B5 C-P3", "low overstated V-11"},
		{"G5", []change{anySize}, g5, [3]float64{3.941, -4.403, 12.284}, 8.189, [5]int{2, 2, 0, 0, 0}, "C-B2 C-I3", "very-low cannot-be-judged V-6"},
		{"G6", []change{anySize}, trials([3]float64{.2, .8, 600}, [3]float64{-.4, .9, 500}, [3]float64{.5, 1, 450}),
			[3]float64{.084, -.922, 1.090}, 0, [5]int{}, "", "high contradicted V-3"},
		{"G7", []change{anySize}, trials([3]float64{-3, 1, 300}, [3]float64{-2.5, .9, 350}),
			[3]float64{-2.724, -4.035, -1.413}, 0, [5]int{}, "", "high contradicted V-1"},
		{"G8", []change{anySize, hedged}, trials([3]float64{2.0, 1.4, 120}),
			[3]float64{2, -.744, 4.744}, 0, [5]int{0, 0, 0, 2, 0}, "", "low partly-supported V-7"},
		{"G9", nil, trials([3]float64{9, 1.2, 200}, [3]float64{1, 1.1, 220}, [3]float64{6, 1.3, 180}, [3]float64{-1, 1.2, 210}),
			[3]float64{3.736, -3.546, 11.017}, 19.497, [5]int{0, 2, 0, 1, 0}, "C-I3", "very-low cannot-be-judged V-6"},
		{"G10", []change{anySize, hedged}, trials([3]float64{8, 2.4, 73}),
			[3]float64{8, 3.296, 12.704}, 0, [5]int{0, 0, 0, 2, 0}, "C-P2", "low supported V-13"},
		{"G11", []change{anySize}, g11, [3]float64{2.146, 1.370, 2.921}, 0, [5]int{}, "", "high supported V-13"},
		{"G12", nil, trials([3]float64{1.2, .3, 2400}, [3]float64{1.4, .35, 2000}, [3]float64{1.0, .4, 1800}),
			[3]float64{1.215, .827, 1.603}, 0, [5]int{}, "", "high overstated V-10"},
	}
	cases := make([]any, len(golden))
	for i, g := range golden {
		c := change{"trials": g.trials}
		for _, more := range g.claim {
			for k, v := range more {
				c[k] = v
			}
		}
		cases[i] = with(t, murrough, c)
	}
	for i, o := range judged(t, cases) {
		g := golden[i]
		if got := fmt.Sprintf("%s %s %s", *o.Certainty, o.Verdict, o.Rule); got != g.verdict {
			t.Errorf("%s: %s, want %s", g.id, got, g.verdict)
		}
		near(t, g.id, []float64{o.Pooled.Estimate, o.Pooled.CI95[0], o.Pooled.CI95[1], o.Pooled.Tau2}, append(g.pool[:], g.tau2), 5.01e-4)
		d := o.Deductions
		if got := [5]int{d.RiskOfBias, d.Inconsistency, d.Indirectness, d.Imprecision, d.PublicationBias}; got != g.deductions {
			t.Errorf("%s: deductions %v, want %v", g.id, got, g.deductions)
		}
		named := []string{string(*o.Rules.RiskOfBias), string(*o.Rules.Inconsistency), string(*o.Rules.Indirectness), string(*o.Rules.Imprecision)}
		for _, id := range strings.Fields(g.rules) {
			if !slices.Contains(named, id) {
				t.Errorf("%s: rules %v, want %s", g.id, named, id)
			}
		}
		if o.Stability.Variations == 0 || o.WhatWouldChange == nil {
			t.Errorf("%s: stability %+v, changes %v", g.id, o.Stability, o.WhatWouldChange)
		}
		switch g.id {
		case "G9":
			near(t, g.id+" I²", []float64{o.Pooled.I2}, []float64{93.2}, .0501)
		case "G12":
			if *o.Components.Magnitude != "NOT" {
				t.Errorf("G12: magnitude %s", *o.Components.Magnitude)
			}
		}
	}
}

func near(t testing.TB, name string, got, want []float64, within float64) {
	t.Helper()
	for i := range want {
		if len(got) != len(want) || !(math.Abs(got[i]-want[i]) <= within) {
			t.Errorf("%s: %v, want %v", name, got, want)
			return
		}
	}
}

// The vaccine trials of method 8.2, as logarithms of risk ratios, through the pool of `judge`.
func TestJudgePoolsTheVaccineTrialsAsPrinted(t *testing.T) {
	var ts [][3]float64
	for _, x := range [][4]float64{
		{4, 119, 11, 128}, {6, 300, 29, 274}, {3, 228, 11, 209}, {62, 13536, 248, 12619}, {33, 5036, 47, 5761}, {180, 1361, 372, 1079}, {8, 2537, 10, 619},
		{505, 87886, 499, 87892}, {29, 7470, 45, 7232}, {17, 1699, 65, 1600}, {186, 50448, 141, 27197}, {5, 2493, 3, 2338}, {27, 16886, 29, 17825},
	} {
		n1, n2 := x[0]+x[1], x[2]+x[3]
		ts = append(ts, [3]float64{math.Log(x[0] / n1 / (x[2] / n2)), math.Sqrt(1/x[0] - 1/n1 + 1/x[2] - 1/n2), n1 + n2})
	}
	p := judged(t, []any{with(t, murrough, change{"claim.mid": nil, "claim.magnitude": "any", "trials": trials(ts...)})})[0].Pooled
	if p.K != 13 || p.Interval != "hk" || p.Prediction95 == nil {
		t.Fatalf("%+v", p)
	}
	near(t, "estimate, SE, CI, tau²", []float64{p.Estimate, p.SE, p.CI95[0], p.CI95[1], p.Tau2}, []float64{-.7145, .1808, -1.1084, -.3206, .3132}, 5.1e-5)
	near(t, "I²", []float64{p.I2}, []float64{92.22}, 5.1e-3)
	near(t, "prediction", p.Prediction95[:], []float64{-1.9960, .5670}, 5.1e-5)
	near(t, "sampling error", []float64{(p.SamplingCI95[1] - p.SamplingCI95[0]) / (2 * stats.Z975)}, []float64{.0405}, 5.1e-5)
}

// tables are the guess tables of method 3.2 and 3.3 with all that is printed of them.
var tables = []struct {
	name  string
	table any
	// Estimates with their standard errors; nil where nothing is printed.
	james, jamesCI          []float64
	experimental, control   []float64
	experimentalLo, ctlLows []float64 // one-sided 95 % limits
	sbi                     []float64 // with its 95 % interval
}{
	{"CRISP", guesses([3]int{82, 25, 170}, [3]int{29, 27, 83}), []float64{.7479, .0217}, []float64{.7053, .7905},
		[]float64{.2058, .0352}, []float64{.0144, .0538}, []float64{.1478, .2637}, []float64{-.0741, .1029}, []float64{.1101, .0091, .2091}},
	{"SOX investigators", guesses([3]int{48, 4, 330}, [3]int{30, 22, 319}), []float64{.8964, .0109}, []float64{.8750, .9178},
		[]float64{.1152, .0179}, []float64{.0216, .0194}, []float64{.0857, .1447}, []float64{-.0104, .0535}, nil},
	{"SOX coordinators", guesses([3]int{94, 11, 289}, [3]int{44, 52, 284}), []float64{.8234, .0133}, []float64{.7973, .8494},
		[]float64{.2107, .0237}, []float64{-.0211, .0258}, []float64{.1716, .2497}, []float64{-.0634, .0213}, nil},
	{"SOX patients", guesses([3]int{143, 14, 188}, [3]int{57, 104, 175}), []float64{.7051, .0159}, []float64{.6739, .7364},
		[]float64{.3739, .0302}, []float64{-.1399, .0370}, []float64{.3242, .4236}, []float64{-.2007, -.0790}, []float64{.1170, .0445, .1879}},
	{"20 of 30", guesses([3]int{20, 10, 0}, [3]int{15, 15, 0}), nil, nil, []float64{.3333, .1721}, nil, nil, nil, nil},
	{"Newcombe a", guesses([3]int{56, 14, 0}, [3]int{32, 48, 0}), nil, nil, nil, nil, nil, nil, []float64{.2, .0524, .3339}},
	{"Newcombe b", guesses([3]int{9, 1, 0}, [3]int{7, 3, 0}), nil, nil, nil, nil, nil, nil, []float64{.6, .1705, .8090}},
	{"Newcombe c", guesses([3]int{6, 1, 0}, [3]int{5, 2, 0}), nil, nil, nil, nil, nil, nil, []float64{.5714, .0582, .8062}},
	{"Newcombe d", guesses([3]int{5, 51, 0}, [3]int{29, 0, 0}), nil, nil, nil, nil, nil, nil, []float64{.0893, -.0381, .1926}},
	{"Newcombe g", guesses([3]int{0, 10, 0}, [3]int{20, 0, 0}), nil, nil, nil, nil, nil, nil, []float64{0, -.1611, .2775}},
	{"Newcombe h", guesses([3]int{10, 0, 0}, [3]int{20, 0, 0}), nil, nil, nil, nil, nil, nil, []float64{1, .6791, 1}},
}

func TestRateGivesThePrintedGuessTables(t *testing.T) {
	const z95 = 1.6448536269514722 // one-sided
	for _, x := range tables {
		got := start(asJSON(t, with(t, blindingCase, change{"facts.participant_guesses": x.table})), "rate", "-")
		var out struct{ Figures map[string]any }
		if err := json.Unmarshal([]byte(got.out), &out); err != nil {
			t.Fatalf("%s: %v %s", x.name, err, got.stderr)
		}
		// of returns an estimate with its standard error, or as much as is printed of it.
		of := func(key string, printed []float64) (estimate, se float64, pair []float64) {
			estimate = out.Figures[key].(float64)
			lo, hi := pairOf(out.Figures[key+"_ci95"])
			se = (hi - lo) / (2 * stats.Z975)
			near(t, x.name+" "+key, []float64{estimate, se}[:len(printed)], printed, 5.1e-5)
			return estimate, se, []float64{lo, hi}
		}
		_, _, james := of("james", x.james)
		near(t, x.name+" James's interval", james[:len(x.jamesCI)], x.jamesCI, 5.1e-5)
		for key, want := range map[string][2][]float64{"bang_experimental": {x.experimental, x.experimentalLo}, "bang_control": {x.control, x.ctlLows}} {
			b, se, _ := of(key, want[0])
			near(t, x.name+" limits of "+key, []float64{b - z95*se, b + z95*se}[:len(want[1])], want[1], 5.1e-5)
		}
		if x.sbi != nil {
			lo, hi := pairOf(out.Figures["sbi_ci95"])
			near(t, x.name+" SBI", []float64{out.Figures["sbi"].(float64), lo, hi}, x.sbi, 5.1e-5)
		}
	}
}

func pairOf(v any) (lo, hi float64) {
	pair, _ := v.([]any)
	if len(pair) != 2 {
		return math.NaN(), math.NaN()
	}
	lo, _ = pair[0].(float64)
	hi, _ = pair[1].(float64)
	return lo, hi
}

// What the guesses of method 10.1 say of the participants' awareness.
func TestRateReadsAwarenessFromGuesses(t *testing.T) {
	for _, c := range []struct {
		name, timing, aware string
		table               any
		ci90                []float64
	}{
		{"7 of 19 twice", "", "no", guesses([3]int{7, 12, 0}, [3]int{7, 12, 0}), []float64{-.482, .002}},
		{"13 of 26 and 25 of 28", "after", "probably-yes", guesses([3]int{13, 13, 0}, [3]int{25, 3, 0}), []float64{.190, .559}},
		{"13 of 26 and 25 of 28, asked before", "before", "yes", guesses([3]int{13, 13, 0}, [3]int{25, 3, 0}), []float64{.190, .559}},
		{"6 of 10 twice", "", "no-information", guesses([3]int{6, 4, 0}, [3]int{6, 4, 0}), []float64{-.151, .491}},
		{"CRISP", "", "no", tables[0].table, nil},
		{"SOX investigators", "", "no", tables[1].table, nil},
		{"SOX coordinators", "", "no", tables[2].table, nil},
		{"SOX patients", "", "no", tables[3].table, nil},
	} {
		facts := change{"facts.participant_guesses": c.table}
		if c.timing != "" {
			facts["facts.guess_timing"] = c.timing
		}
		got := start(asJSON(t, with(t, blindingCase, facts)), "rate", "-")
		var out struct{ Figures map[string]any }
		if err := json.Unmarshal([]byte(got.out), &out); err != nil {
			t.Fatalf("%s: %v %s", c.name, err, got.stderr)
		}
		if out.Figures["participants_aware"] != c.aware {
			t.Errorf("%s: aware %v, want %s", c.name, out.Figures["participants_aware"], c.aware)
		}
		lo, hi := pairOf(out.Figures["sbi_ci90"])
		near(t, c.name, []float64{lo, hi}[:len(c.ci90)], c.ci90, 5.1e-4)
	}
}
