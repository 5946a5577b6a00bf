package rules_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// every runs over all words of the facts that blinding reads, guesses and deviations left out.
func every(do func(rules.BlindingFacts)) {
	recorded := []appraisal.Answer{appraisal.Yes, appraisal.NotReported, appraisal.No}
	for _, pb := range recorded {
		for _, ab := range recorded {
			for _, sep := range recorded {
				for _, kind := range []appraisal.OutcomeKind{appraisal.PatientReported, appraisal.ClinicianRated, appraisal.Objective} {
					for _, effects := range []string{"none", "subtle", "obvious"} {
						for _, control := range []string{"active", "open", "inert"} {
							for _, q45 := range append([]appraisal.Answer{""}, appraisal.Answers...) {
								do(rules.BlindingFacts{
									ParticipantsBlinded: pb, AssessorBlinded: ab, RaterSeparated: sep, OutcomeKind: kind,
									PerceptibleEffects: effects, Control: control, LikelyInfluenced: q45,
								})
							}
						}
					}
				}
			}
		}
	}
}

func rated(t rapid.TB, f rules.BlindingFacts) int {
	t.Helper()
	out, err := rules.Blinding(f)
	if err != nil {
		t.Fatal(err)
	}
	b, ok := badness[out.Rating]
	if !ok {
		t.Fatalf("%+v is rated %s", f, out.Rating)
	}
	return b
}

// Worse facts never give a better rating, with one exception by design: "blinded" with obvious effects is read as
// probably aware, "not reported" as no information, so saying nothing can be milder. Open label is the worst of all.
func TestWorseFactsNeverRateBlindingBetter(t *testing.T) {
	every(func(f rules.BlindingFacts) {
		base := rated(t, f)
		worse := func(what string, change func(*rules.BlindingFacts)) {
			g := f
			change(&g)
			if rated(t, g) < base {
				t.Fatalf("%s makes %+v better", what, f)
			}
		}
		worse("open label", func(g *rules.BlindingFacts) { g.ParticipantsBlinded = appraisal.No })
		worse("an unblinded assessor", func(g *rules.BlindingFacts) { g.AssessorBlinded = appraisal.No })
		worse("obvious effects", func(g *rules.BlindingFacts) { g.PerceptibleEffects = "obvious" })
		worse("an inert control", func(g *rules.BlindingFacts) { g.Control = "inert" })
		worse("a rater at the dosing session", func(g *rules.BlindingFacts) { g.RaterSeparated = appraisal.No })
		worse("likely influence", func(g *rules.BlindingFacts) { g.LikelyInfluenced = appraisal.Yes })
		if f.PerceptibleEffects == "none" {
			worse("subtle effects", func(g *rules.BlindingFacts) { g.PerceptibleEffects = "subtle" })
		}
		if f.RaterSeparated == appraisal.Yes {
			worse("silence on separation", func(g *rules.BlindingFacts) { g.RaterSeparated = "" })
		}
		for _, d := range appraisal.Answers {
			worse("deviations", func(g *rules.BlindingFacts) {
				g.Deviations, g.DeviationsAffected, g.DeviationsBalanced = d, appraisal.Yes, appraisal.No
			})
		}
	})
}

// For outcomes that participants report, the rating is RoB 2's Domain 4 with a fitting method of measurement, except
// that an unknown awareness is Some concerns whatever the influence.
func TestPatientReportedOutcomesFollowRoB2Domain4(t *testing.T) {
	every(func(f rules.BlindingFacts) {
		if f.OutcomeKind != appraisal.PatientReported || f.LikelyInfluenced == "" {
			return
		}
		out, err := rules.Blinding(f)
		if err != nil {
			t.Fatal(err)
		}
		no := []any{appraisal.No, appraisal.ProbablyNo}
		aware := out.Figures["assessor_aware"]
		want := appraisal.High
		switch {
		case slices.Contains(no, aware):
			want = appraisal.Low
		case slices.Contains(no, any(f.LikelyInfluenced)), aware == appraisal.NoInfo:
			want = appraisal.SomeConcerns
		}
		if out.Rating != want {
			t.Fatalf("%+v is %s by %s, want %s", f, out.Rating, out.Rule, want)
		}
	})
}

func TestEveryWordAndTableOfBlindingIsRated(t *testing.T) {
	answers := append([]appraisal.Answer{""}, appraisal.Answers...)
	recorded := []appraisal.Answer{"", appraisal.Yes, appraisal.No, appraisal.NotReported}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 40)
		guesses := func(name string) *rules.GuessTable {
			if !rapid.Bool().Draw(t, name) {
				return nil
			}
			return table(n.Draw(t, "a"), n.Draw(t, "b"), n.Draw(t, "c"), n.Draw(t, "d"), n.Draw(t, "e"), n.Draw(t, "f"))
		}
		f := rules.BlindingFacts{
			ParticipantsBlinded: rapid.SampledFrom(recorded).Draw(t, "pb"),
			AssessorBlinded:     rapid.SampledFrom(recorded).Draw(t, "ab"),
			OutcomeKind:         rapid.SampledFrom([]appraisal.OutcomeKind{appraisal.PatientReported, appraisal.ClinicianRated, appraisal.Objective}).Draw(t, "kind"),
			PerceptibleEffects:  rapid.SampledFrom([]string{"none", "subtle", "obvious"}).Draw(t, "effects"),
			Control:             rapid.SampledFrom([]string{"inert", "active", "open"}).Draw(t, "control"),
			RaterSeparated:      rapid.SampledFrom(recorded).Draw(t, "separated"),
			ParticipantGuesses:  guesses("participants guess"),
			AssessorGuesses:     guesses("assessors guess"),
			GuessTiming:         rapid.SampledFrom([]string{"", "before", "after", "not-reported"}).Draw(t, "timing"),
			LikelyInfluenced:    rapid.SampledFrom(answers).Draw(t, "q45"),
			Deviations:          rapid.SampledFrom(answers).Draw(t, "q23"),
			DeviationsAffected:  rapid.SampledFrom(answers).Draw(t, "q24"),
			DeviationsBalanced:  rapid.SampledFrom(answers).Draw(t, "q25"),
			ParticipantsAware:   rapid.SampledFrom(answers).Draw(t, "p"),
			AssessorAware:       rapid.SampledFrom(answers).Draw(t, "a"),
		}
		out, err := rules.Blinding(f)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, out)
		if _, ok := badness[out.Rating]; !ok {
			t.Fatalf("rated %s", out.Rating)
		}
	})
}
