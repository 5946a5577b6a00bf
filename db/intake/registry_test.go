package intake

import (
	"context"
	"os"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db/exchange"
	"claimgrade/db/exchange/ctgov"
)

// registryTrial is the trial of the registry's test data, with some of its texts replaced: old, new, old, new.
func registryTrial(t testing.TB, swaps ...string) appraisal.Trial {
	t.Helper()
	b, err := os.ReadFile("../exchange/ctgov/testdata/study.json")
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for i := 0; i < len(swaps); i += 2 {
		if !strings.Contains(text, swaps[i]) {
			t.Fatalf("the study has no %s", swaps[i])
		}
		text = strings.ReplaceAll(text, swaps[i], swaps[i+1])
	}
	f, err := ctgov.Read(context.Background(), exchange.Source{Name: "study.json", Text: text})
	if err != nil || len(f.Records) != 1 {
		t.Fatalf("%v, refused: %s", err, f.Refused)
	}
	return TrialOf(f.Records[0], "doc-1")
}

func resultNamed(t testing.TB, trial appraisal.Trial, name string) appraisal.Result {
	t.Helper()
	for _, r := range trial.Results {
		if strings.HasPrefix(r.Name, name) {
			return r
		}
	}
	t.Fatalf("no result %s", name)
	return appraisal.Result{}
}

func wantFacts(t *testing.T, fs appraisal.Facts, want map[appraisal.FieldKey]string) {
	t.Helper()
	for k, v := range want {
		if got := fs.Text(k); got != v {
			t.Errorf("%s is %q, want %q (%+v)", k, got, v, fs[k])
		}
	}
}

func TestRegistryRecordBecomesATrial(t *testing.T) {
	trial := registryTrial(t)
	wantFacts(t, trial.Facts, map[appraisal.FieldKey]string{
		appraisal.FieldRegistration: "NCT99000001, 2016-009991-12", appraisal.FieldDesign: "parallel", appraisal.FieldAllocation: "randomised", appraisal.FieldNRandomised: "121",
		appraisal.FieldMeantBlind: "yes", appraisal.FieldParticipants: "yes", appraisal.FieldAssessors: "yes", appraisal.FieldClinicians: "", appraisal.FieldControl: "inert",
		appraisal.FieldPerceptible: "obvious", appraisal.FieldControlled: "28", appraisal.FieldTotalFollowUp: "182.64", appraisal.FieldDrug: "kalmizine", appraisal.FieldPlannedN: "",
		appraisal.FieldCountry: "Norway, Denmark", appraisal.FieldFunding: "Fjordvik Research (sponsor), Nordhavn University Hospital",
	})
	if trial.Facts.Answer(appraisal.FieldClinicians) != appraisal.NotReported {
		t.Error("the record lists who is masked, and treating staff are not among them")
	}
	if !strings.Contains(trial.Facts.Text(appraisal.FieldConflicts), "122, but 121") {
		t.Errorf("%q", trial.Facts.Text(appraisal.FieldConflicts))
	}
	if len(trial.Arms) != 2 || trial.Arms[0].Role != "experimental" || trial.Arms[1].Role != "control" {
		t.Fatalf("%+v", trial.Arms)
	}
	wantFacts(t, trial.Arms[0].Facts, map[appraisal.FieldKey]string{
		appraisal.FieldArmRandomised: "60", appraisal.FieldArmCompleted: "52", appraisal.FieldArmAnalysed: "54", appraisal.FieldArmTreated: "59",
		appraisal.FieldArmLosses: "Adverse Event 5, Lost to Follow-up 2, Withdrawal by Subject 1",
	})
	wantFacts(t, resultNamed(t, trial, "Change in MADRS").Facts, map[appraisal.FieldKey]string{
		appraisal.FieldInstrument: "MADRS", appraisal.FieldConstruct: "depression severity", appraisal.FieldOutcomeKind: "clinician-rated", appraisal.FieldBetter: "lower",
		appraisal.FieldDay: "28", appraisal.FieldLastControlled: "28", appraisal.FieldMeasure: "mean-difference", appraisal.FieldEstimate: "-4.1", appraisal.FieldCILow: "-7.3",
		appraisal.FieldCIHigh: "-0.9", appraisal.FieldSE: "1.63", appraisal.FieldP: "0.012", appraisal.FieldNExp: "54", appraisal.FieldNCtl: "57", appraisal.FieldMeanExp: "-15.3", appraisal.FieldMeanCtl: "-11.2",
		appraisal.FieldSDExp: "8.8182", appraisal.FieldSDCtl: "8.3048",
	})
	wantFacts(t, resultNamed(t, trial, "Remission").Facts, map[appraisal.FieldKey]string{
		appraisal.FieldConstruct: "remission", appraisal.FieldBetter: "higher", appraisal.FieldMeasure: "odds-ratio", appraisal.FieldEstimate: "2.27", appraisal.FieldCILow: "0.96",
		appraisal.FieldEventsExp: "19", appraisal.FieldEventsCtl: "11",
	})
}

func TestEveryFactOfARegistryRecordIsValidAndHasItsPlace(t *testing.T) {
	check := func(fs appraisal.Facts) {
		for k, f := range fs {
			if err := f.Validate(); err != nil {
				t.Errorf("%s: %v", k, err)
			}
			if f.Document != "doc-1" || f.Locator == "" || !f.Checked() || f.Field != k {
				t.Errorf("%s: %+v", k, f)
			}
			if f.Source == appraisal.SourceDerived && f.Note == "" {
				t.Errorf("%s is derived, and nothing says how: %+v", k, f)
			}
		}
	}
	trial := registryTrial(t)
	check(trial.Facts)
	for _, a := range trial.Arms {
		check(a.Facts)
	}
	for _, r := range trial.Results {
		check(r.Facts)
	}
}

// TestRegistryFactsFillAllFourSuggestions links a claim to the record's primary result and asks the rules.
func TestRegistryFactsFillAllFourSuggestions(t *testing.T) {
	trial := registryTrial(t)
	mid := 2.0
	claim := appraisal.Claim{UID: "c", Label: "Kalmizine works", Text: "Kalmizine lowers symptoms of depression.", Kind: appraisal.KindEffect, Effect: appraisal.Effect{
		Kind: appraisal.Benefit, Construct: "depression severity", Instrument: "MADRS", Measure: appraisal.MeanDifference, Assertiveness: appraisal.Plain, Magnitude: appraisal.AnySize,
		Horizon: appraisal.Short, MID: &mid,
	}}
	for _, name := range []string{"Change in MADRS"} {
		r := resultNamed(t, trial, name)
		a := rules.Assess(appraisal.Dossier{Claim: claim, Linked: []appraisal.Linked{{Link: appraisal.Link{UID: "l", ClaimUID: "c", TrialUID: trial.UID, ResultUID: r.UID}, Trial: trial}}})
		if len(a.Rows) != 1 {
			t.Fatalf("%d rows", len(a.Rows))
		}
		for _, d := range appraisal.Domains {
			v := a.Rows[0].Domains[d]
			t.Logf("%s: %s by %s", d, v.Suggestion.Rating, v.Suggestion.Rule)
			if v.Suggestion.Rating == appraisal.NoInformation || v.Suggestion.Rating == appraisal.NotExtracted || v.Suggestion.Rating == "" {
				t.Errorf("%s: %s; missing %v", d, v.Suggestion.Rating, v.Missing)
			}
		}
		if !a.Rows[0].InPool {
			t.Errorf("not pooled: %s", a.Rows[0].NotPooled)
		}
	}
}

func TestWhichGroupWasSubtractedFromWhich(t *testing.T) {
	tests := []struct {
		name     string
		swaps    []string
		estimate string
		low      string
		note     string
	}{
		{"as wanted", nil, "-4.1", "-7.3", ""},
		{"turned round by the numbers", []string{`"paramValue": "-4.1"`, `"paramValue": "4.1"`, `"ciLowerLimit": "-7.3"`, `"ciLowerLimit": "0.9"`, `"ciUpperLimit": "-0.9"`, `"ciUpperLimit": "7.3"`,
			"Kalmizine minus placebo", "Difference"}, "-4.1", "-7.3", ""},
		{"words against numbers", []string{"Kalmizine minus placebo", "Placebo minus kalmizine"}, "", "", "disagree"},
		{"neither", []string{`"value": "-15.3"`, `"value": "NA"`, "Kalmizine minus placebo", "Difference"}, "", "", "is not stated"},
		{"words alone", []string{`"value": "-15.3"`, `"value": "NA"`}, "-4.1", "-7.3", ""},
		{"another measure", []string{"LS Mean Difference", "Median Difference (Net)"}, "", "", "not taken over"},
		{"another interval", []string{`"ciPctValue": "95"`, `"ciPctValue": "90"`}, "-4.1", "", ""},
		{"two controls", []string{`"Kalmizine 40 mg"`, `"Sham spray"`}, "", "", "not certain"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := resultNamed(t, registryTrial(t, tt.swaps...), "Change in MADRS").Facts
			if f.Text(appraisal.FieldEstimate) != tt.estimate || f.Text(appraisal.FieldCILow) != tt.low || !strings.Contains(f.Text(appraisal.FieldScopeNote), tt.note) {
				t.Errorf("estimate %q from %q: %s", f.Text(appraisal.FieldEstimate), f.Text(appraisal.FieldCILow), f.Text(appraisal.FieldScopeNote))
			}
		})
	}
}

func TestWhatTheRegistryDoesNotStateIsAbsent(t *testing.T) {
	trial := TrialOf(exchange.Record{Kind: exchange.TrialKind, RegistryIDs: []string{"NCT99000009"}, Trial: &exchange.Trial{Masking: "double", Allocation: "randomized"}}, "d")
	for _, k := range []appraisal.FieldKey{appraisal.FieldParticipants, appraisal.FieldAssessors, appraisal.FieldNRandomised, appraisal.FieldPlannedN, appraisal.FieldControlled, appraisal.FieldPerceptible, appraisal.FieldControl, appraisal.FieldLossReasons} {
		if trial.Facts.Has(k) {
			t.Errorf("%s: %+v", k, trial.Facts[k])
		}
	}
	if trial.Facts.Text(appraisal.FieldMeantBlind) != "yes" || trial.Name != "NCT99000009" {
		t.Errorf("%+v", trial)
	}
	empty := TrialOf(exchange.Record{}, "")
	if empty.Name == "" {
		t.Error("a trial has a name")
	}
	open := registryTrial(t, `"TRIPLE"`, `"NONE"`, `"whoMasked"`, `"nobody"`)
	wantFacts(t, open.Facts, map[appraisal.FieldKey]string{appraisal.FieldMeantBlind: "no", appraisal.FieldParticipants: "no", appraisal.FieldAssessors: "no"})
}

func TestRegistryAgainstPaper(t *testing.T) {
	paperOf := func(change func(*appraisal.Trial)) appraisal.Trial {
		fact := func(k appraisal.FieldKey, v string) appraisal.Fact {
			return appraisal.Fact{Field: k, Value: v, Status: appraisal.Reported, Source: "abstract", Document: "paper", Locator: "Methods"}
		}
		set := func(fs appraisal.Facts, kv ...string) {
			for i := 0; i < len(kv); i += 2 {
				fs[appraisal.FieldKey(kv[i])] = fact(appraisal.FieldKey(kv[i]), kv[i+1])
			}
		}
		p := appraisal.Trial{Facts: appraisal.Facts{}, Arms: []appraisal.Arm{{Name: "Placebo", Facts: appraisal.Facts{}}}, Results: []appraisal.Result{{Facts: appraisal.Facts{}}}}
		set(p.Facts, "n_randomised", "121", "participants_blinded", "yes", "assessor_blinded", "yes", "allocation", "randomised", "design", "parallel")
		set(p.Arms[0].Facts, "randomised", "61")
		set(p.Results[0].Facts, "outcome", "MADRS change", "day", "28", "construct", "depression severity")
		if change != nil {
			change(&p)
		}
		return p
	}
	put := func(fs appraisal.Facts, k appraisal.FieldKey, v string) {
		f := fs[k]
		f.Field, f.Value = k, v
		fs[k] = f
	}
	tests := []struct {
		name   string
		change func(*appraisal.Trial)
		want   DifferenceKind
		values string
	}{
		{"numbers", func(p *appraisal.Trial) { put(p.Facts, appraisal.FieldNRandomised, "118") }, NumbersDiffer, "121/118"},
		{"an arm", func(p *appraisal.Trial) { put(p.Arms[0].Facts, appraisal.FieldArmRandomised, "58") }, NumbersDiffer, "61/58"},
		{"plan", func(p *appraisal.Trial) { put(p.Facts, appraisal.FieldPlannedN, "200") }, PlanNotReached, "121/200"},
		{"outcome", func(p *appraisal.Trial) { put(p.Results[0].Facts, appraisal.FieldOutcome, "HAM-D change") }, OutcomeChanged, "Change in MADRS Total Score/"},
		{"time", func(p *appraisal.Trial) { put(p.Results[0].Facts, appraisal.FieldDay, "1") }, TimeChanged, "28/1"},
		{"masking", func(p *appraisal.Trial) { put(p.Facts, appraisal.FieldAssessors, "no") }, MaskingDiffers, "yes/no"},
		{"design", func(p *appraisal.Trial) { put(p.Facts, appraisal.FieldDesign, "crossover") }, DesignDiffers, "parallel/crossover"},
	}
	registry := registryTrial(t)
	same := Compare(registry, paperOf(nil))
	if len(same) != 1 || same[0].Kind != EnrolmentNotFlow || same[0].Registry.Locator == "" || same[0].Paper.Value != "121" {
		t.Fatalf("%+v", same)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := Compare(registry, paperOf(tt.change))
			if len(found) != 2 {
				t.Fatalf("%+v", found)
			}
			for _, d := range found {
				if d.Kind == EnrolmentNotFlow {
					continue
				}
				if d.Kind != tt.want || d.Registry.Value+"/"+d.Paper.Value != tt.values || d.Registry.Source == "" {
					t.Errorf("%+v", d)
				}
			}
		})
	}
}
