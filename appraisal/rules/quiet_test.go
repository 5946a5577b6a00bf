package rules_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// patchy is a claim of any kind over trials of which facts are missing, looked for in vain or odd, partly judged.
func patchy(t *rapid.T) appraisal.Dossier {
	d := recorded(t)
	d.Reviewer = "r"
	d = rewritten(d, func(l *appraisal.Linked) {
		for _, k := range []appraisal.FieldKey{
			"participants_blinded", "assessor_blinded", "rater_separated", "perceptible_effects", "control", "controlled_phase_days", "n_randomised",
		} {
			switch rapid.IntRange(0, 5).Draw(t, string(k)) {
			case 0:
				delete(l.Trial.Facts, k)
			case 1:
				l.Trial.Facts[k] = appraisal.Fact{Field: k, Status: appraisal.StatusNotStated}
			}
		}
		with(l.Trial.Facts, "design", rapid.SampledFrom([]string{"parallel", "parallel", "crossover", "cluster", "randomised-withdrawal"}).Draw(t, "design"),
			"analysis", rapid.SampledFrom([]string{"mar-model", "locf", "completer"}).Draw(t, "analysis"))
		r := l.Trial.Results[0].Facts
		for _, k := range []appraisal.FieldKey{"outcome_kind", "observed_control", "n_control", "day", "se"} {
			if rapid.IntRange(0, 9).Draw(t, string(k)) == 0 {
				delete(r, k)
			}
		}
		for _, dom := range appraisal.Domains {
			switch rapid.IntRange(0, 3).Draw(t, "judged") {
			case 0:
				l.Appraisals = append(l.Appraisals, appraisal.Appraisal{Reviewer: "r", Domain: dom, Judgement: appraisal.High, Reason: "so it is"})
			case 1:
				l.Appraisals = append(l.Appraisals, appraisal.Appraisal{Reviewer: "r", Domain: dom, Answers: map[appraisal.Question]appraisal.Answer{
					appraisal.QParticipantsAware: appraisal.Yes, appraisal.QNotBiased: appraisal.No, appraisal.QDeviations: appraisal.Yes, appraisal.QDeviationsAffected: appraisal.NoInfo}})
			}
		}
	})
	switch rapid.IntRange(0, 5).Draw(t, "kind of claim") {
	case 0:
		d.Claim.Kind = appraisal.KindEvidence
		e := &d.Claim.Evidence
		e.Form = rapid.SampledFrom([]appraisal.EvidenceForm{appraisal.FormShare, appraisal.FormCount, appraisal.FormAbsence, appraisal.FormRank}).Draw(t, "form")
		e.Frame = []appraisal.Condition{{Field: "drug", Op: "is", Value: "ketamine"}}
		e.Quantifier, e.Domain, e.Levels = appraisal.Most, rapid.SampledFrom(appraisal.Domains).Draw(t, "domain"), []appraisal.Rating{appraisal.High, appraisal.SomeConcerns}
		e.SubjectUID, e.RankField = "A", appraisal.FieldNRandomised
		if rapid.Bool().Draw(t, "by facts") {
			e.Meets = []appraisal.Condition{{Field: "control", Op: "is", Value: "inert"}}
		}
	case 1:
		d.Claim.Kind, d.Claim.Effect.Kind = appraisal.KindEffect, appraisal.DurationLimit
	}
	return d
}

func TestWithoutTracesTheVerdictIsTheSame(t *testing.T) {
	judged := 0
	rapid.Check(t, func(t *rapid.T) {
		d := patchy(t)
		loud, quiet := rules.Loudly(d), rules.Quietly(d)
		if loud.Verdict != quiet.Verdict || loud.Rule != quiet.Rule {
			t.Fatalf("%s by %s, quietly %s by %s", loud.Verdict, loud.Rule, quiet.Verdict, quiet.Rule)
		}
		if loud.Judged != nil {
			judged++
		}
		if diff := cmp.Diff(loud.Case, quiet.Case); diff != "" {
			t.Fatal("another case: " + diff)
		}
		if diff := cmp.Diff(loud.Case, rules.CaseOf(d)); diff != "" {
			t.Fatal("the case alone is another: " + diff)
		}
		for i, r := range loud.Rows {
			for _, dom := range appraisal.Domains {
				if got := rules.Suggested(dom, d.Linked[i], d); got != r.Domains[dom].Rating {
					t.Fatalf("%s: %s alone is %q, of the claim %q", r.Linked.Trial.Name, dom, got, r.Domains[dom].Rating)
				}
			}
		}
	})
	if judged == 0 {
		t.Error("no claim of an effect among them")
	}
}
