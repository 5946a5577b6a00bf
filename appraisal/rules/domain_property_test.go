package rules_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// ordered draws two different words of a list that goes from better to worse.
func ordered[T any](t *rapid.T, name string, words ...T) (better, worse T) {
	at := rapid.IntRange(0, len(words)-2).Draw(t, name)
	return words[at], words[rapid.IntRange(at+1, len(words)-1).Draw(t, name+", worse")]
}

var (
	fromNo  = []appraisal.Answer{appraisal.No, appraisal.ProbablyNo, appraisal.ProbablyYes, appraisal.Yes}
	fromYes = []appraisal.Answer{appraisal.Yes, appraisal.ProbablyYes, appraisal.ProbablyNo, appraisal.No}
	guess   = rapid.IntRange(0, 60)
)

// masking draws any facts on blinding, with guesses and answers.
func masking(t *rapid.T) rules.BlindingFacts {
	recorded := rapid.SampledFrom([]appraisal.Answer{"", appraisal.Yes, appraisal.No, appraisal.NotReported})
	answer := rapid.SampledFrom(append([]appraisal.Answer{""}, appraisal.Answers...))
	f := rules.BlindingFacts{
		ParticipantsBlinded: recorded.Draw(t, "participants"), AssessorBlinded: recorded.Draw(t, "assessor"), RaterSeparated: recorded.Draw(t, "separated"),
		OutcomeKind:        rapid.SampledFrom([]appraisal.OutcomeKind{appraisal.PatientReported, appraisal.ClinicianRated, appraisal.Objective}).Draw(t, "outcome"),
		PerceptibleEffects: rapid.SampledFrom([]string{"none", "subtle", "obvious"}).Draw(t, "effects"),
		Control:            rapid.SampledFrom([]string{"active", "open", "inert"}).Draw(t, "control"),
		LikelyInfluenced:   answer.Draw(t, "4.5"), Deviations: answer.Draw(t, "2.3"), DeviationsAffected: answer.Draw(t, "2.4"), DeviationsBalanced: answer.Draw(t, "2.5"),
	}
	if rapid.Bool().Draw(t, "reviewer answers") {
		f.ParticipantsAware, f.AssessorAware = answer.Draw(t, "own awareness"), answer.Draw(t, "awareness of assessor")
	}
	tables := rapid.SampledFrom([]bool{true, false})
	if tables.Draw(t, "participants guess") {
		f.ParticipantGuesses = table(guess.Draw(t, "a"), guess.Draw(t, "b"), guess.Draw(t, "c"), guess.Draw(t, "d"), guess.Draw(t, "e"), guess.Draw(t, "f"))
	}
	if tables.Draw(t, "assessors guess") {
		f.AssessorGuesses = table(guess.Draw(t, "g"), guess.Draw(t, "h"), guess.Draw(t, "i"), guess.Draw(t, "j"), guess.Draw(t, "k"), guess.Draw(t, "l"))
	}
	return f
}

// Every answer of a reviewer that has a worse end is worse there. Awareness is the one with an exception: a No
// information is Some concerns at most (B-R7), so it stands outside the order of the four.
func TestWorseAnswersNeverRateBlindingBetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := masking(t)
		check := func(name string, set func(*rules.BlindingFacts, appraisal.Answer), order []appraisal.Answer) {
			b, w := f, f
			better, worse := ordered(t, name, order...)
			set(&b, better)
			set(&w, worse)
			if rated(t, w) < rated(t, b) {
				t.Fatalf("%s: %s rates better than %s in %+v", name, worse, better, f)
			}
		}
		check("influence", func(f *rules.BlindingFacts, a appraisal.Answer) { f.LikelyInfluenced = a }, fromNo)
		check("awareness of participants", func(f *rules.BlindingFacts, a appraisal.Answer) { f.ParticipantsAware = a }, fromNo)
		check("awareness of the assessor", func(f *rules.BlindingFacts, a appraisal.Answer) { f.AssessorAware = a }, fromNo)
		if f.DeviationsBalanced == "" {
			f.DeviationsBalanced = appraisal.No // a question that is asked and not answered makes the rating wait
		}
		check("deviations that affected the outcome", func(f *rules.BlindingFacts, a appraisal.Answer) { f.DeviationsAffected = a }, fromNo)
		check("deviations balanced", func(f *rules.BlindingFacts, a appraisal.Answer) { f.DeviationsBalanced = a }, fromYes)
		f.DeviationsAffected = appraisal.ProbablyYes
		check("deviations", func(f *rules.BlindingFacts, a appraisal.Answer) { f.Deviations = a }, fromNo)
	})
}

// A table in which more people of both arms guess right, instead of wrong, never shows better blinding. The likely
// influence is answered, as it goes by what was felt and by awareness of Yes otherwise.
func TestMoreRightGuessesNeverRateBlindingBetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := masking(t)
		f.ParticipantsAware, f.AssessorAware = "", ""
		f.LikelyInfluenced = rapid.SampledFrom(appraisal.Answers).Draw(t, "influence")
		of := rapid.IntRange(1, 60)
		e, c := of.Draw(t, "experimental"), of.Draw(t, "control")
		rightE, rightC := rapid.IntRange(0, e).Draw(t, "right"), rapid.IntRange(0, c).Draw(t, "right in control")
		moreE, moreC := rapid.IntRange(rightE, e).Draw(t, "more"), rapid.IntRange(rightC, c).Draw(t, "more in control")
		few, many := table(rightE, e-rightE, 0, rightC, c-rightC, 0), table(moreE, e-moreE, 0, moreC, c-moreC, 0)
		b, w := f, f
		if rapid.Bool().Draw(t, "by assessors") {
			b.AssessorGuesses, w.AssessorGuesses = few, many
		} else {
			b.ParticipantGuesses, w.ParticipantGuesses = few, many
		}
		// A suggestive, inconclusive table says No information: that is Some concerns, be the influence likely or not.
		x, y := rated(t, b), rated(t, w)
		if y < x && !unknown(t, b) && !unknown(t, w) {
			t.Fatalf("more right guesses rate %d, fewer %d", y, x)
		}
	})
}

// unknown reports whether who was aware is No information.
func unknown(t *rapid.T, f rules.BlindingFacts) bool {
	out, err := rules.Blinding(f)
	if err != nil {
		t.Fatal(err)
	}
	return out.Figures["participants_aware"] == appraisal.NoInfo || out.Figures["assessor_aware"] == appraisal.NoInfo
}

func TestBlindingDoesNotCareWhichArmIsWhich(t *testing.T) {
	turn := func(g *rules.GuessTable) *rules.GuessTable {
		if g == nil {
			return nil
		}
		return &rules.GuessTable{Experimental: g.Control, Control: g.Experimental}
	}
	rapid.Check(t, func(t *rapid.T) {
		f := masking(t)
		g := f
		g.ParticipantGuesses, g.AssessorGuesses = turn(f.ParticipantGuesses), turn(f.AssessorGuesses)
		a, err := rules.Blinding(f)
		if err != nil {
			t.Fatal(err)
		}
		b, err := rules.Blinding(g)
		if err != nil {
			t.Fatal(err)
		}
		if a.Rating != b.Rating || a.Rule != b.Rule || a.Figures["bang_experimental"] != b.Figures["bang_control"] {
			t.Fatalf("%s by %s, swapped %s by %s", a.Rating, a.Rule, b.Rating, b.Rule)
		}
	})
}

// Loss that moves from the arm that lost less to the one that lost more, in arms of one size, only drives them apart.
// More loss in that arm does the same and adds to the whole; from 10 % on the boundaries only fall, so it is never better.
func TestLossThatDrivesTheArmsApartNeverRatesBetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t)
		size := *f.Experimental.Randomised
		some, more := ordered(t, "events", 300, 40, 20, 10, 3, 0)
		few := rapid.IntRange(0, size).Draw(t, "lost in one arm")
		many := rapid.IntRange(few, size).Draw(t, "lost in the other")
		at := func(few, many, events int) int {
			g := f
			g.Experimental, g.Control = flow(size, size-few, size, size-many, nil).Experimental, flow(size, size-few, size, size-many, nil).Control
			if f.MinEventsOrNonEvents != nil {
				g.MinEventsOrNonEvents = &events
			}
			return badness[attrition(t, g).Rating]
		}
		base := at(few, many, some)
		if worse := at(few, many, more); worse < base {
			t.Fatalf("%d events rate %d, %d rate %d", more, worse, some, base)
		}
		if moved := min(rapid.IntRange(0, 50).Draw(t, "moved"), few, size-many); at(few-moved, many+moved, some) < base {
			t.Fatalf("%d and %d lost of %d rate better with %d moved apart", few, many, size, moved)
		}
		added := min(rapid.IntRange(0, 50).Draw(t, "added"), size-many)
		if 10*(few+many) >= 2*size && at(few, many+added, some) < base {
			t.Fatalf("%d and %d lost of %d rate better with %d more", few, many, size, added)
		}
	})
}

func TestWordsOfAttritionAreOrdered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawn(t)
		b, w := f, f
		b.Reasons, w.Reasons = ordered(t, "reasons", "unrelated", "similar", "related-or-differing")
		if badness[attrition(t, w).Rating] < badness[attrition(t, b).Rating] {
			t.Fatalf("%s rates better than %s", w.Reasons, b.Reasons)
		}
		b, w = f, f
		b.Analysis, w.Analysis = ordered(t, "analysis", "mnar-sensitivity", "mar-model", "locf")
		if badness[attrition(t, w).Rating] < badness[attrition(t, b).Rating] {
			t.Fatalf("%s rates better than %s", w.Analysis, b.Analysis)
		}
		// What is not said is no better and no worse than the words that stand for it.
		silent, said := f, f
		silent.Reasons, said.Reasons = "", "not-reported"
		if attrition(t, silent).Rating != attrition(t, said).Rating {
			t.Fatal("reasons not given are not reasons not reported")
		}
	})
}

func TestEasierClaimsNeverRateSampleSizeWorse(t *testing.T) {
	positive := rapid.Float64Range(0.1, 30)
	grow := rapid.Float64Range(1, 5)
	rapid.Check(t, func(t *rapid.T) {
		f := arms(rapid.IntRange(0, 1500).Draw(t, "e"), rapid.IntRange(0, 1500).Draw(t, "c"))
		f.NExposed, f.NExposedOneYear = just(rapid.IntRange(0, 1500).Draw(t, "exposed")), just(rapid.IntRange(0, 200).Draw(t, "for a year"))
		rate := func(c rules.SampleSizeClaim) int {
			out, err := rules.SampleSize(c, f)
			if err != nil {
				t.Fatal(err)
			}
			return badness[out.Rating]
		}
		never := func(what string, hard, easy rules.SampleSizeClaim) {
			if rate(easy) > rate(hard) {
				t.Fatalf("%s: %+v rates worse than %+v", what, easy, hard)
			}
		}
		score := rules.SampleSizeClaim{Kind: appraisal.Benefit, MID: just(positive.Draw(t, "mid")), PlanningSD: just(positive.Draw(t, "sd"))}
		easy := score
		easy.MID = just(*score.MID * grow.Draw(t, "larger"))
		never("a larger difference to find", score, easy)
		easy = score
		easy.PlanningSD = just(*score.PlanningSD / grow.Draw(t, "sharper"))
		never("a smaller standard deviation", score, easy)

		share := rapid.Float64Range(0.05, 0.9)
		events := rules.SampleSizeClaim{Kind: appraisal.Benefit, ControlRisk: just(share.Draw(t, "risk")), RRR: just(share.Draw(t, "rrr"))}
		easy = events
		easy.RRR = just(*events.RRR + (0.95-*events.RRR)*rapid.Float64Range(0, 1).Draw(t, "larger rrr"))
		never("a larger reduction", events, easy)
		easy = events
		easy.ControlRisk = just(*events.ControlRisk + (0.95-*events.ControlRisk)*rapid.Float64Range(0, 1).Draw(t, "commoner"))
		never("a commoner event", events, easy)

		harm := rules.SampleSizeClaim{Kind: appraisal.Harm, TolerableRisk: just(share.Draw(t, "tolerable") / 50), Horizon: appraisal.Long}
		easy = harm
		easy.TolerableRisk = just(*harm.TolerableRisk * grow.Draw(t, "more tolerant"))
		never("a larger tolerable risk", harm, easy)
		easy = harm
		easy.Horizon = appraisal.Short
		never("a shorter horizon", harm, easy)
	})
}

// The unit of an outcome has no part in whether a trial holds enough information.
func TestTheUnitNeverMattersForSampleSize(t *testing.T) {
	positive := rapid.Float64Range(0.1, 30)
	rapid.Check(t, func(t *rapid.T) {
		f := observed(rapid.IntRange(0, 800).Draw(t, "e"), rapid.IntRange(0, 800).Draw(t, "c"), positive.Draw(t, "se"))
		c := planned(positive.Draw(t, "mid"), positive.Draw(t, "sd"))
		if rapid.Bool().Draw(t, "planned only") {
			f.SE = nil
		}
		unit := rapid.Float64Range(1e-4, 1e4).Draw(t, "unit")
		g, k := f, c
		k.MID, k.PlanningSD = just(*c.MID*unit), just(*c.PlanningSD*unit)
		if f.SE != nil {
			g.SE = just(*f.SE * unit)
		}
		a, err := rules.SampleSize(c, f)
		if err != nil {
			t.Fatal(err)
		}
		b, err := rules.SampleSize(k, g)
		if err != nil || a.Rating != b.Rating || a.Rule != b.Rule {
			t.Fatalf("%s by %s, in another unit %s by %s: %v", a.Rating, a.Rule, b.Rating, b.Rule, err)
		}
	})
}

func TestNearerHorizonsNeverRateFollowUpWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.Float64Range(0, 600)
		f := rules.FollowUpFacts{
			FirstAssessmentDay: just(day.Draw(t, "first")), ResultDay: just(day.Draw(t, "result")), LastControlledDay: just(day.Draw(t, "last")),
		}
		if rapid.Bool().Draw(t, "open phase") {
			f.LastAnyDay = just(day.Draw(t, "open"))
		}
		kind := rapid.SampledFrom(appraisal.EffectKinds).Draw(t, "kind")
		rate := func(h appraisal.Horizon, days, low, some float64) int {
			out, err := rules.FollowUp(rules.FollowUpClaim{Kind: kind, Horizon: h, HorizonDays: &days, CustomLowDays: &low, CustomSomeDays: &some}, f)
			if err != nil {
				t.Fatal(err)
			}
			return badness[out.Rating]
		}
		// Durations: the longer, the harder. Onsets: the sooner, the harder.
		for _, words := range [][]appraisal.Horizon{{appraisal.Short, appraisal.Sustained, appraisal.Long}, {appraisal.RapidDays, appraisal.RapidHours}} {
			easy, hard := ordered(t, "horizon", words...)
			if rate(hard, 1, 1, 1) < rate(easy, 1, 1, 1) {
				t.Fatalf("%s rates better than %s", hard, easy)
			}
		}
		days := []float64{rapid.Float64Range(0.1, 400).Draw(t, "one"), rapid.Float64Range(0.1, 400).Draw(t, "other")}
		slices.Sort(days)
		for _, h := range []appraisal.Horizon{appraisal.AtDay, appraisal.ThroughDay} {
			if rate(h, days[1], 1, 1) < rate(h, days[0], 1, 1) {
				t.Fatalf("%s %v rates better than %v", h, days[1], days[0])
			}
		}
		if rate(appraisal.ByDay, days[0], 1, 1) < rate(appraisal.ByDay, days[1], 1, 1) {
			t.Fatalf("by day %v rates better than %v", days[0], days[1])
		}
		some := rapid.Float64Range(0, days[0]).Draw(t, "some")
		if rate(appraisal.Custom, 1, days[1], some) < rate(appraisal.Custom, 1, days[0], some) || rate(appraisal.Custom, 1, days[1], days[0]) < rate(appraisal.Custom, 1, days[1], some) {
			t.Fatal("a later custom bound rates better")
		}
	})
}
