package rules_test

import (
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// masked is the base of the method's vectors: all blinded, a clinician rates, effects obvious, control active, rater
// kept away.
func masked(change func(*rules.BlindingFacts)) rules.BlindingFacts {
	f := rules.BlindingFacts{
		ParticipantsBlinded: appraisal.Yes, AssessorBlinded: appraisal.Yes, OutcomeKind: appraisal.ClinicianRated,
		PerceptibleEffects: "obvious", Control: "active", RaterSeparated: appraisal.Yes,
	}
	if change != nil {
		change(&f)
	}
	return f
}

func table(cRight, cWrong, cDK, pRight, pWrong, pDK int) *rules.GuessTable {
	return &rules.GuessTable{
		Experimental: &rules.Guesses{Correct: &cRight, Wrong: &cWrong, DontKnow: &cDK},
		Control:      &rules.Guesses{Correct: &pRight, Wrong: &pWrong, DontKnow: &pDK},
	}
}

func TestBlindingVectors(t *testing.T) {
	type facts = rules.BlindingFacts
	const (
		y, py, pn, n, ni = appraisal.Yes, appraisal.ProbablyYes, appraisal.ProbablyNo, appraisal.No, appraisal.NoInfo
		low, some, high  = appraisal.Low, appraisal.SomeConcerns, appraisal.High
		pro, obj         = appraisal.PatientReported, appraisal.Objective
		nr               = appraisal.NotReported
	)
	for _, c := range []struct {
		name   string
		change func(*facts)
		p, a   appraisal.Answer
		rating appraisal.Rating
		rule   rules.ID
	}{
		{"base", nil, ni, n, some, rules.BR3},
		{"inert, separation not reported", func(f *facts) { f.Control, f.RaterSeparated = "inert", nr }, py, ni, high, rules.BR4},
		{"inert, separation null", func(f *facts) { f.Control, f.RaterSeparated = "inert", "" }, py, ni, high, rules.BR4},
		{"inert, separated", func(f *facts) { f.Control = "inert" }, py, n, some, rules.BR3},
		{"patient-reported, inert", func(f *facts) { f.OutcomeKind, f.Control = pro, "inert" }, py, py, high, rules.BR5},
		{"patient-reported, active", func(f *facts) { f.OutcomeKind = pro }, ni, ni, some, rules.BR7},
		{"subtle, inert, clinician", func(f *facts) { f.PerceptibleEffects, f.Control = "subtle", "inert" }, pn, n, low, rules.BR2},
		{"subtle, inert, patient-reported", func(f *facts) { f.PerceptibleEffects, f.Control, f.OutcomeKind = "subtle", "inert", pro }, pn, pn, low, rules.BR2},
		{"open label, blinded rater, no effects", func(f *facts) { f.ParticipantsBlinded, f.PerceptibleEffects = n, "none" }, y, n, some, rules.BR3},
		{"open, patient-reported", func(f *facts) { f.ParticipantsBlinded, f.OutcomeKind = n, pro }, y, y, high, rules.BR5},
		{"open, patient-reported, influence unlikely", func(f *facts) { f.ParticipantsBlinded, f.OutcomeKind, f.LikelyInfluenced = n, pro, pn }, y, y, some, rules.BR6},
		{"open, mortality", func(f *facts) { f.ParticipantsBlinded, f.AssessorBlinded, f.OutcomeKind = n, n, obj }, y, y, low, rules.BR1},
		{"nothing reported, no effects", func(f *facts) {
			f.ParticipantsBlinded, f.AssessorBlinded, f.RaterSeparated, f.PerceptibleEffects = nr, nr, nr, "none"
		}, ni, ni, some, rules.BR7},
		{"nothing given, no effects", func(f *facts) {
			f.ParticipantsBlinded, f.AssessorBlinded, f.RaterSeparated, f.PerceptibleEffects = "", "", "", "none"
		}, ni, ni, some, rules.BR7},
		{"no effects, nobody can tell", func(f *facts) { f.PerceptibleEffects = "none" }, n, n, low, rules.BR2},
		{"rater saw obvious effects", func(f *facts) { f.RaterSeparated = n }, ni, py, high, rules.BR5},
		{"rater may have seen obvious effects", func(f *facts) { f.RaterSeparated = nr }, ni, ni, some, rules.BR7},
		{"rater saw subtle effects", func(f *facts) { f.RaterSeparated, f.PerceptibleEffects = n, "subtle" }, pn, pn, low, rules.BR2},
		{"assessor not blinded", func(f *facts) { f.AssessorBlinded = n }, ni, y, high, rules.BR5},
		{"assessor not blinded, influence unlikely", func(f *facts) { f.AssessorBlinded, f.LikelyInfluenced = n, n }, ni, y, some, rules.BR6},
		{"open label, assessor not blinded", func(f *facts) { f.ParticipantsBlinded, f.AssessorBlinded = n, n }, y, y, high, rules.BR4},
		{"open label, assessor not blinded, influence unknown", func(f *facts) { f.ParticipantsBlinded, f.AssessorBlinded, f.LikelyInfluenced = n, n, ni }, y, y, high, rules.BR4},
		{"inert, rater may have seen, influence unlikely", func(f *facts) { f.Control, f.RaterSeparated, f.LikelyInfluenced = "inert", nr, pn }, py, ni, some, rules.BR7},
		{"no effects but guessed 7 of 19", func(f *facts) {
			f.PerceptibleEffects, f.ParticipantGuesses = "none", table(7, 12, 0, 7, 12, 0)
		}, n, n, low, rules.BR2},
		{"guessed 13 of 26 and 25 of 28, asked after", func(f *facts) {
			f.ParticipantGuesses, f.GuessTiming = table(13, 13, 0, 25, 3, 0), "after"
		}, py, n, some, rules.BR3},
		{"guessed 13 of 26 and 25 of 28, asked before", func(f *facts) {
			f.ParticipantGuesses, f.GuessTiming = table(13, 13, 0, 25, 3, 0), "before"
		}, y, n, some, rules.BR3},
		{"guessed 6 of 10 in both arms", func(f *facts) {
			f.PerceptibleEffects, f.ParticipantGuesses, f.GuessTiming = "none", table(6, 4, 0, 6, 4, 0), "before"
		}, ni, n, some, rules.BR3},
		{"CRISP", func(f *facts) { f.ParticipantGuesses = table(82, 25, 170, 29, 27, 83) }, n, n, low, rules.BR2},
		{"SOX patients", func(f *facts) { f.ParticipantGuesses = table(143, 14, 188, 57, 104, 175) }, n, n, low, rules.BR2},
		{"SOX investigators", func(f *facts) {
			f.RaterSeparated, f.AssessorGuesses = nr, table(48, 4, 330, 30, 22, 319)
		}, ni, n, some, rules.BR3},
		{"SOX coordinators guess, effects subtle", func(f *facts) {
			f.PerceptibleEffects, f.AssessorGuesses = "subtle", table(94, 11, 289, 44, 52, 284)
		}, pn, n, low, rules.BR2},
		{"few guesses below 0.20", func(f *facts) {
			f.PerceptibleEffects, f.ParticipantGuesses = "none", table(5, 5, 0, 5, 5, 0)
		}, pn, n, low, rules.BR2},
		{"guessed 60 of 100 in both arms, asked before", func(f *facts) {
			f.ParticipantGuesses, f.GuessTiming = table(60, 40, 0, 60, 40, 0), "before"
		}, y, n, some, rules.BR3},
		{"the 90 % interval counts: the 95 % one would hold 0", func(f *facts) {
			f.ParticipantGuesses, f.GuessTiming = table(24, 16, 0, 24, 16, 0), "after"
		}, py, n, some, rules.BR3},
		{"upper limit a little below 0.30", func(f *facts) { f.ParticipantGuesses = table(22, 18, 0, 22, 18, 0) }, n, n, low, rules.BR2},
		{"upper limit a little above 0.30", func(f *facts) { f.ParticipantGuesses = table(18, 14, 0, 18, 14, 0) }, pn, n, low, rules.BR2},
		{"open label, assessor not reported, no effects", func(f *facts) {
			f.ParticipantsBlinded, f.AssessorBlinded, f.PerceptibleEffects = n, nr, "none"
		}, y, ni, high, rules.BR4},
		{"guesses do not mend an open label", func(f *facts) {
			f.ParticipantsBlinded, f.ParticipantGuesses = n, table(82, 25, 170, 29, 27, 83)
		}, y, n, some, rules.BR3},
		{"guesses stand in where blinding is not reported", func(f *facts) {
			f.ParticipantsBlinded, f.ParticipantGuesses = nr, table(82, 25, 170, 29, 27, 83)
		}, n, n, low, rules.BR2},
		{"an arm without guesses is no table", func(f *facts) { f.ParticipantGuesses = table(0, 0, 0, 29, 27, 83) }, ni, n, some, rules.BR3},
		{"a missing arm is no table", func(f *facts) {
			f.ParticipantGuesses = table(1, 1, 1, 29, 27, 83)
			f.ParticipantGuesses.Experimental = nil
		}, ni, n, some, rules.BR3},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, err := rules.Blinding(masked(c.change))
			if err != nil {
				t.Fatal(err)
			}
			sound(t, out)
			if out.Rating != c.rating || out.Rule != c.rule {
				t.Errorf("%s by %s, want %s by %s", out.Rating, out.Rule, c.rating, c.rule)
			}
			if p, a := out.Figures["participants_aware"], out.Figures["assessor_aware"]; p != c.p || a != c.a {
				t.Errorf("participants aware %v, assessor %v; want %s and %s", p, a, c.p, c.a)
			}
		})
	}
}

func TestGuessFigures(t *testing.T) {
	for _, c := range []struct {
		name              string
		guesses           *rules.GuessTable
		sbi, low90, hig90 float64
	}{
		{"7 of 19 twice", table(7, 12, 0, 7, 12, 0), -0.263, -0.482, 0.002},
		{"13 of 26, 25 of 28", table(13, 13, 0, 25, 3, 0), 0.393, 0.190, 0.559},
		{"6 of 10 twice", table(6, 4, 0, 6, 4, 0), 0.2, -0.151, 0.491},
	} {
		out, err := rules.Blinding(masked(func(f *rules.BlindingFacts) { f.ParticipantGuesses = c.guesses }))
		if err != nil {
			t.Fatal(err)
		}
		ci := out.Figures["sbi_ci90"].([2]float64)
		figure(t, out, "sbi", c.sbi, 5.1e-4)
		if d := ci[0] - c.low90; d > 5.1e-4 || d < -5.1e-4 {
			t.Errorf("%s: lower limit %g, want %g", c.name, ci[0], c.low90)
		}
		if d := ci[1] - c.hig90; d > 5.1e-4 || d < -5.1e-4 {
			t.Errorf("%s: upper limit %g, want %g", c.name, ci[1], c.hig90)
		}
	}
	out, _ := rules.Blinding(masked(func(f *rules.BlindingFacts) {
		f.ParticipantGuesses = table(82, 25, 170, 29, 27, 83)
		f.AssessorGuesses = table(48, 4, 330, 30, 22, 319)
	}))
	figure(t, out, "sbi", 0.1101, 5.1e-5) // the participants', not the assessors' 0.068
	figure(t, out, "bang_experimental", 0.2058, 5.1e-5)
	figure(t, out, "bang_control", 0.0144, 5.1e-5)
	figure(t, out, "james", 0.7479, 5.1e-5)
	if ci := out.Figures["james_ci95"].([2]float64); ci[0] < 0.70525 || ci[0] > 0.70535 || ci[1] < 0.79045 || ci[1] > 0.79055 {
		t.Errorf("James interval %v", ci)
	}
	out, _ = rules.Blinding(masked(func(f *rules.BlindingFacts) { f.AssessorGuesses = table(48, 4, 330, 30, 22, 319) }))
	figure(t, out, "bang_experimental", 0.1152, 5.1e-5)
	out, _ = rules.Blinding(masked(func(f *rules.BlindingFacts) { f.ParticipantGuesses = table(9, 0, 0, 0, 0, 9) }))
	figure(t, out, "bang_control", 0, 0)
	if out.Figures["james"] != nil || out.Figures["james_ci95"] != nil {
		t.Errorf("James of a table where it is not defined: %v", out.Figures["james"])
	}
	out, _ = rules.Blinding(masked(func(f *rules.BlindingFacts) { f.ParticipantGuesses = table(10, 0, 0, 10, 0, 0) }))
	if ci := out.Figures["bang_experimental_ci95"].([2]float64); ci != [2]float64{1, 1} {
		t.Errorf("interval of all right %v", ci)
	}
	out, _ = rules.Blinding(masked(func(f *rules.BlindingFacts) { f.ParticipantGuesses = table(9, 1, 0, 1, 0, 0) }))
	if ci := out.Figures["bang_experimental_ci95"].([2]float64); ci[1] <= 1 {
		t.Errorf("interval %v is cut at 1", ci)
	}
}

func TestOppositeGuessingIsNoted(t *testing.T) {
	out, _ := rules.Blinding(masked(func(f *rules.BlindingFacts) { f.ParticipantGuesses = table(2, 8, 0, 2, 8, 0) }))
	for _, l := range out.Trace {
		if l.Rule == rules.BP2 {
			if want := "opposite guessing"; !strings.Contains(l.Text, want) {
				t.Errorf("%q lacks %q", l.Text, want)
			}
			return
		}
	}
	t.Fatalf("no %s in %+v", rules.BP2, out.Trace)
}

func TestReviewersAnswersReplaceTheDerivedOnes(t *testing.T) {
	out, err := rules.Blinding(masked(func(f *rules.BlindingFacts) {
		f.ParticipantsAware, f.AssessorAware = appraisal.ProbablyNo, appraisal.ProbablyYes
		f.ParticipantGuesses = table(13, 13, 0, 25, 3, 0)
	}))
	if err != nil {
		t.Fatal(err)
	}
	if out.Figures["participants_aware"] != appraisal.ProbablyNo || out.Figures["assessor_aware"] != appraisal.ProbablyYes {
		t.Errorf("figures %v", out.Figures)
	}
	if out.Rating != appraisal.High || out.Rule != rules.BR5 || !traced(out, rules.BU) || traced(out, rules.BP2) {
		t.Errorf("%s by %s, trace %+v", out.Rating, out.Rule, out.Trace)
	}
	out, _ = rules.Blinding(masked(func(f *rules.BlindingFacts) {
		f.OutcomeKind, f.ParticipantsAware = appraisal.PatientReported, appraisal.No
	}))
	if out.Rating != appraisal.Low || !traced(out, rules.BA1) {
		t.Errorf("patient-reported, answered not aware: %s, %+v", out.Rating, out.Trace)
	}
}

func TestDeviationsWorsenTheRatingAsRoB2Domain2Says(t *testing.T) {
	const y, py, pn, n, ni = appraisal.Yes, appraisal.ProbablyYes, appraisal.ProbablyNo, appraisal.No, appraisal.NoInfo
	const low, some, high = appraisal.Low, appraisal.SomeConcerns, appraisal.High
	for _, c := range []struct {
		dev, affected, balanced appraisal.Answer
		part                    appraisal.Rating // empty: waits for an answer
	}{
		{n, "", "", low}, {pn, "", "", low}, {pn, y, n, low}, {ni, "", "", some}, {ni, y, n, some},
		{y, "", "", ""}, {py, "", y, ""}, {y, n, "", some}, {py, pn, n, some},
		{y, y, "", ""}, {y, ni, "", ""}, {y, y, y, some}, {y, py, py, some}, {y, ni, y, some},
		{y, y, n, high}, {y, ni, pn, high}, {py, py, ni, high}, {"", y, n, ""},
	} {
		for _, base := range []struct {
			change func(*rules.BlindingFacts)
			rating appraisal.Rating
			rule   rules.ID
		}{
			{func(f *rules.BlindingFacts) { f.OutcomeKind = appraisal.Objective }, low, rules.BR1},
			{func(f *rules.BlindingFacts) {}, some, rules.BR3},
			{func(f *rules.BlindingFacts) { f.AssessorBlinded = n }, high, rules.BR5},
		} {
			f := masked(base.change)
			f.Deviations, f.DeviationsAffected, f.DeviationsBalanced = c.dev, c.affected, c.balanced
			out, err := rules.Blinding(f)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, out)
			rating, rule := base.rating, base.rule
			if c.part != "" && badness[c.part] > badness[rating] {
				rating, rule = c.part, rules.BR8
			}
			if out.Rating != rating || out.Rule != rule {
				t.Errorf("%q %q %q on %s: %s by %s, want %s by %s", c.dev, c.affected, c.balanced, base.rating, out.Rating, out.Rule, rating, rule)
			}
			if traced(out, rules.BR8) != (c.dev != "") {
				t.Errorf("%q: trace %+v", c.dev, out.Trace)
			}
		}
	}
}

func TestBlindingNotExtracted(t *testing.T) {
	out, err := rules.Blinding(rules.BlindingFacts{NotExtracted: true})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, out)
	if out.Rating != appraisal.NotExtracted || out.Rule != rules.B0 || len(out.Figures) != 11 {
		t.Errorf("%s by %s with %d figures", out.Rating, out.Rule, len(out.Figures))
	}
}

func TestBlindingRefusesWhatItCannotRead(t *testing.T) {
	type facts = rules.BlindingFacts
	for field, change := range map[string]func(*facts){
		"facts.participants_blinded":                     func(f *facts) { f.ParticipantsBlinded = "probably-yes" },
		"facts.assessor_blinded":                         func(f *facts) { f.AssessorBlinded = "YES" },
		"facts.outcome_kind":                             func(f *facts) { f.OutcomeKind = "" },
		"facts.perceptible_effects":                      func(f *facts) { f.PerceptibleEffects = "" },
		"facts.control":                                  func(f *facts) { f.Control = "placebo" },
		"facts.rater_separated":                          func(f *facts) { f.RaterSeparated = "maybe" },
		"facts.guess_timing":                             func(f *facts) { f.GuessTiming = "during" },
		"facts.likely_influenced":                        func(f *facts) { f.LikelyInfluenced = "not-reported" },
		"facts.deviations":                               func(f *facts) { f.Deviations = "not-applicable" },
		"facts.deviations_affected_outcome":              func(f *facts) { f.DeviationsAffected = "perhaps" },
		"facts.deviations_balanced":                      func(f *facts) { f.DeviationsBalanced = "perhaps" },
		"facts.participant_guesses.experimental.correct": func(f *facts) { f.ParticipantGuesses = table(-1, 1, 1, 1, 1, 1) },
		"facts.participant_guesses.control.wrong":        func(f *facts) { f.ParticipantGuesses = table(1, 1, 1, 1, -3, 1) },
		"facts.assessor_guesses.control.dont_know": func(f *facts) {
			f.AssessorGuesses = table(1, 1, 1, 1, 1, 1)
			f.AssessorGuesses.Control.DontKnow = nil
		},
		"facts.assessor_guesses.experimental.dont_know": func(f *facts) { f.AssessorGuesses = table(1, 1, 2_000_000_000, 1, 1, 1) },
	} {
		_, err := rules.Blinding(masked(change))
		refusedAt(t, err, field)
	}
	_, err := rules.Blinding(masked(func(f *facts) { f.NotExtracted, f.Control = true, "placebo" }))
	refusedAt(t, err, "facts.control")
}
