package whatif

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// factual is a claim over one trial whose facts are drawn.
func factual(t *rapid.T) appraisal.Dossier {
	facts := func(pairs ...string) appraisal.Facts {
		fs := appraisal.Facts{}
		for i := 0; i < len(pairs); i += 2 {
			k := appraisal.FieldKey(pairs[i])
			fs[k] = appraisal.Fact{Field: k, Value: pairs[i+1], Status: appraisal.Reported}
		}
		return fs
	}
	one := func(name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
	x := appraisal.Trial{UID: "t", Name: "T", Facts: facts("design", one("design", "parallel", "crossover"), "allocation", "randomised",
		"participants_blinded", one("participants", "yes", "no"), "assessor_blinded", one("assessors", "yes", "no"),
		"perceptible_effects", one("effects", "none", "obvious"), "control", one("control", "inert", "active"),
		"loss_reasons", one("reasons", "unrelated", "related-or-differing"), "controlled_phase_days", one("controlled", "20", "60")),
		Arms: []appraisal.Arm{{UID: "e"}, {UID: "c"}},
		Results: []appraisal.Result{{UID: "r", ExperimentalUID: "e", ControlUID: "c", Facts: facts("construct", "depression severity", "measure", "mean-difference",
			"better", "lower", "outcome_kind", one("outcome", "clinician-rated", "patient-reported"), "day", "42", "estimate", "-5", "se", "1",
			"n_experimental", "100", "n_control", "100", "randomised_experimental", "120", "randomised_control", "120",
			"observed_experimental", one("observed", "119", "100", "80"), "observed_control", "110")}}}
	for _, k := range []appraisal.FieldKey{"participants_blinded", "assessor_blinded", "perceptible_effects", "control", "loss_reasons"} {
		if rapid.IntRange(0, 3).Draw(t, string(k)+" missing") == 0 {
			delete(x.Facts, k)
		}
	}
	mid, ois := 3.0, 352.0
	return appraisal.Dossier{
		Claim: appraisal.Claim{Kind: appraisal.KindEffect, Effect: appraisal.Effect{
			Kind: appraisal.Benefit, Construct: "depression severity", Measure: appraisal.MeanDifference, Assertiveness: appraisal.Plain,
			Magnitude: appraisal.AnySize, Horizon: appraisal.Short, MID: &mid, OIS: &ois}},
		Linked: []appraisal.Linked{{Link: appraisal.Link{UID: "k", TrialUID: "t", ResultUID: "r", PICO: appraisal.PICONone}, Trial: x}},
	}
}

// otherwise calls f with the claim for each value that a fact of its trial may have; none is one looked for in vain.
func otherwise(d appraisal.Dossier, f func(dom appraisal.Domain, field appraisal.FieldKey, value string, d appraisal.Dossier)) {
	for _, dom := range domains {
		for _, p := range phrases[dom.domain] {
			field, _ := appraisal.FieldOf(p.field)
			for _, value := range append([]string{""}, field.Choices...) {
				fact := appraisal.Fact{Field: p.field, Value: value, Status: appraisal.Reported}
				if value == "" {
					fact.Status = appraisal.StatusNotStated
				}
				other := d
				other.Linked = append([]appraisal.Linked{}, d.Linked...)
				x := &other.Linked[0].Trial
				x.Facts = maps.Clone(x.Facts)
				x.Facts[p.field] = fact
				f(dom.domain, p.field, value, other)
			}
		}
	}
}

// A fact that is tried changes one rating of one trial: assessing the whole claim again would say the same.
func TestAFactThatIsTriedMovesItsOwnRatingOnly(t *testing.T) {
	moved := 0
	rapid.Check(t, func(t *rapid.T) {
		d := factual(t)
		was := rules.Assess(d)
		otherwise(d, func(dom appraisal.Domain, field appraisal.FieldKey, value string, other appraisal.Dossier) {
			want := *was.Case
			want.Trials = append([]rules.JudgeTrial{}, want.Trials...)
			rating := ratingOf(dom)(&want.Trials[0])
			before := *rating
			*rating = rules.Suggested(dom, other.Linked[0], other)
			if *rating != before {
				moved++
			}
			if diff := cmp.Diff(&want, rules.Assess(other).Case); diff != "" {
				t.Fatalf("%s %s: %s", field, value, diff)
			}
		})
	})
	if moved == 0 {
		t.Error("no fact moved a rating")
	}
}

func ratingOf(d appraisal.Domain) func(*rules.JudgeTrial) *appraisal.Rating {
	return domains[slices.IndexFunc(domains, func(x ratedDomain) bool { return x.domain == d })].rating
}

// The changes that are offered for facts are those that assessing the claim anew for each value gives.
func TestTheFactsOfferedAreThoseThatDoWhatTheySay(t *testing.T) {
	offered := 0
	rapid.Check(t, func(t *rapid.T) {
		d := factual(t)
		a := rules.Assess(d)
		b, ok := newBase(*a.Case)
		if !ok {
			t.Fatal("refused")
		}
		b.recorded = &recorded{d: d, a: a}
		f := &finder{base: b, factual: map[slot]bool{}}
		f.facts()
		reached := map[string]bool{}
		otherwise(d, func(dom appraisal.Domain, _ appraisal.FieldKey, _ string, other appraisal.Dossier) {
			reached[string(dom)+" "+string(rules.Assess(other).Rows[0].Domains[dom].Rating)] = true
		})
		for _, x := range f.tried {
			if !strings.HasPrefix(x.slot.rates, string(appraisal.Attrition)) { // attrition has the numbers lost, too
				offered++
				if !reached[x.slot.rates] {
					t.Fatalf("%s: no fact gives %s", x.text(), x.slot.rates)
				}
			}
		}
	})
	if offered == 0 {
		t.Error("nothing was offered")
	}
}
