package whatif_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
)

func factsOf(pairs ...string) appraisal.Facts {
	out := appraisal.Facts{}
	for i := 0; i < len(pairs); i += 2 {
		k := appraisal.FieldKey(pairs[i])
		out[k] = appraisal.Fact{Field: k, Value: pairs[i+1], Status: appraisal.Reported, Source: "abstract", Locator: "Abstract"}
	}
	return out
}

// linkedTrial is a sound trial of 400 people with one result on the 42nd day.
func linkedTrial(name, estimate string) appraisal.Linked {
	t := appraisal.Trial{UID: name, Name: name, Facts: factsOf("population", "adults", "intervention", "drug 10 mg a day", "comparator", "placebo",
		"allocation", "randomised", "design", "parallel", "n_randomised", "400", "meant_to_be_blind", "yes", "participants_blinded", "yes",
		"assessor_blinded", "yes", "rater_separated", "yes", "perceptible_effects", "none", "control", "inert", "controlled_phase_days", "60")}
	t.Results = []appraisal.Result{{UID: name + "/r", Name: "MADRS, day 42", Facts: factsOf("outcome", "MADRS change",
		"construct", "depression severity", "instrument", "MADRS", "outcome_kind", "clinician-rated", "better", "lower", "day", "42",
		"measure", "mean-difference", "estimate", estimate, "se", "1", "n_experimental", "200", "n_control", "200",
		"randomised_experimental", "200", "observed_experimental", "200", "randomised_control", "200", "observed_control", "200")}}
	return appraisal.Linked{Trial: t, Link: appraisal.Link{UID: "l" + name, TrialUID: name, ResultUID: name + "/r", PICO: appraisal.PICONone}}
}

// works is the claim that a drug eases depression, over three sound trials.
func works() appraisal.Dossier {
	return appraisal.Dossier{
		Claim: appraisal.Claim{
			Kind: appraisal.KindEffect, Text: "The drug works.", Population: "adults", Intervention: "the drug", Comparator: "placebo", Outcome: "depression severity",
			Effect: appraisal.Effect{
				Kind: appraisal.Benefit, Construct: "depression severity", Instrument: "MADRS", Measure: appraisal.MeanDifference,
				Assertiveness: appraisal.Plain, Magnitude: appraisal.AnySize, Horizon: appraisal.Short, MID: ptr(3.0), OIS: ptr(352.0), OtherBias: true, SearchStated: true,
			},
		},
		Linked: []appraisal.Linked{linkedTrial("A", "-6"), linkedTrial("B", "-5.5"), linkedTrial("C", "-6.5")},
	}
}

func ledgerOf(d appraisal.Dossier) map[whatif.Part]whatif.LedgerRow {
	m := map[whatif.Part]whatif.LedgerRow{}
	for _, r := range whatif.Ledger(d, rules.Assess(d)) {
		m[r.Part] = r
	}
	return m
}

func costs(r whatif.LedgerRow) string {
	var out []string
	for _, c := range r.Costs {
		out = append(out, string(c.Rule)+" "+c.Text)
	}
	return strings.Join(out, "; ")
}

func TestAClaimThatFitsItsTrialsCostsNothing(t *testing.T) {
	rows := whatif.Ledger(works(), rules.Assess(works()))
	var parts []whatif.Part
	for _, r := range rows {
		parts = append(parts, r.Part)
		if r.Match != whatif.Met || len(r.Costs) != 0 || len(r.Trials) != 3 || r.Claim == "" {
			t.Errorf("%+v", r)
		}
	}
	want := []whatif.Part{"population", "intervention", "comparator", "outcome", "horizon", "magnitude", "strength"}
	if !reflect.DeepEqual(parts, want) {
		t.Errorf("parts %v", parts)
	}
	if got := rows[1].Trials[0]; got.Trial != "A" || got.Text != "drug 10 mg a day" || got.Differs != "" {
		t.Errorf("%+v", got)
	}
}

func TestChangingOneWordOfTheClaimMovesOnlyItsRow(t *testing.T) {
	tired := works()
	tired.Linked[0].Link.PICO, tired.Linked[0].Link.PICONote = appraisal.PICOSome, "Population: elderly."
	tired.Linked[1].Link.PICO, tired.Linked[1].Link.PICONote = appraisal.PICOSome, "Comparator: another drug."
	tired.Claim.Effect.SearchStated = false
	for name, d := range map[string]appraisal.Dossier{"trials that fit": works(), "trials that fit in part": tired} {
		for part, change := range map[whatif.Part][]func(*appraisal.Claim){
			whatif.PartPopulation:   {func(c *appraisal.Claim) { c.Population = "children" }},
			whatif.PartIntervention: {func(c *appraisal.Claim) { c.Intervention = "the drug, 20 mg" }},
			whatif.PartComparator:   {func(c *appraisal.Claim) { c.Comparator = "usual care" }},
			whatif.PartOutcome:      {func(c *appraisal.Claim) { c.Outcome = "mood" }},
			whatif.PartHorizon: {
				func(c *appraisal.Claim) { c.Effect.Horizon = appraisal.Sustained }, func(c *appraisal.Claim) { c.Effect.Horizon = appraisal.Long },
				func(c *appraisal.Claim) { c.Effect.Horizon = appraisal.RapidHours },
			},
			whatif.PartMagnitude: {
				func(c *appraisal.Claim) { c.Effect.Magnitude = appraisal.Important }, func(c *appraisal.Claim) { c.Effect.Magnitude = appraisal.Large },
			},
			whatif.PartStrength: {
				func(c *appraisal.Claim) { c.Effect.Assertiveness = appraisal.Emphatic }, func(c *appraisal.Claim) { c.Effect.Assertiveness = appraisal.Hedged },
			},
		} {
			for _, f := range change {
				other := d
				f(&other.Claim)
				before, after := ledgerOf(d), ledgerOf(other)
				for p := range before {
					if moved := !cmp.Equal(before[p], after[p]); moved != (p == part) {
						t.Errorf("%s: a change of %s: %s moved %v\n%s", name, part, p, moved, cmp.Diff(before[p], after[p]))
					}
				}
			}
		}
	}
}

func TestAMismatchIsChargedByItsRule(t *testing.T) {
	d := works()
	d.Claim.Effect.Horizon = appraisal.Long
	row := ledgerOf(d)[whatif.PartHorizon]
	if row.Match != whatif.NotMet || costs(row) != "C-D certainty −2; W-2 time counts as untested" || row.Trials[0].Text != "read on day 42, compared up to day 60" {
		t.Errorf("%+v", row)
	}

	d = works()
	for i := range d.Linked {
		d.Linked[i].Link.PICO, d.Linked[i].Link.PICONote = appraisal.PICOSome, "Population: elderly. Comparator: another drug."
	}
	rows := ledgerOf(d)
	for _, p := range []whatif.Part{whatif.PartPopulation, whatif.PartComparator} {
		if got := costs(rows[p]); rows[p].Match != whatif.Partly || got != "C-D half a point towards a lower certainty; W-3 whom and what it speaks of counts as partly met" {
			t.Errorf("%s: %s %s", p, rows[p].Match, got)
		}
	}
	if r := rows[whatif.PartIntervention]; r.Match != whatif.Met || len(r.Costs) != 0 {
		t.Errorf("%+v", r)
	}
	if got := rows[whatif.PartPopulation].Trials[0].Differs; got != "elderly" {
		t.Errorf("differs %q", got)
	}

	d = works()
	d.Claim.Effect.Magnitude, d.Claim.Effect.MID = appraisal.Large, ptr(5.0)
	if row := ledgerOf(d)[whatif.PartMagnitude]; row.Match != whatif.NotMet || !strings.Contains(costs(row), "W-1 size counts as not met") {
		t.Errorf("%s %s", row.Match, costs(row))
	}

	d = works()
	d.Claim.Effect.Assertiveness, d.Claim.Effect.SearchStated = appraisal.Emphatic, false
	if row := ledgerOf(d)[whatif.PartStrength]; row.Match != whatif.Partly || costs(row) != "C-X2 at most Moderate: no search is stated" {
		t.Errorf("%s %s", row.Match, costs(row))
	}
}

func TestADistanceThatNamesNoPartIsNotKnown(t *testing.T) {
	d := works()
	for i := range d.Linked {
		d.Linked[i].Link.PICO, d.Linked[i].Link.PICONote = appraisal.PICOMajor, "Another trial."
	}
	for p, r := range ledgerOf(d) {
		want := whatif.NotKnown
		switch p {
		case whatif.PartHorizon, whatif.PartMagnitude, whatif.PartStrength:
			want = whatif.Met
		}
		if r.Match != want {
			t.Errorf("%s: %s", p, r.Match)
		}
	}
}

func TestWhereTheEffectIsNotShownTheLedgerSaysSo(t *testing.T) {
	d := works()
	d.Linked = []appraisal.Linked{linkedTrial("A", "-1.5")}
	row := ledgerOf(d)[whatif.PartMagnitude]
	if row.Match != whatif.NotKnown || len(row.Costs) != 1 || row.Costs[0].Rule != rules.P4 {
		t.Errorf("%+v", row)
	}
}

func TestClaimsWithoutAPoolHaveNoLedgerAndNoLadder(t *testing.T) {
	d := works()
	d.Claim.Effect.Kind, d.Claim.Effect.Horizon, d.Claim.Effect.HorizonDays = appraisal.DurationLimit, appraisal.AtDay, ptr(7.0)
	if a := rules.Assess(d); whatif.Ledger(d, a) != nil || whatif.Ladder(d, a) != nil {
		t.Error("a limit on duration has one")
	}
}
