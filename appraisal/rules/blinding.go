package rules

import (
	"fmt"

	"claimgrade/appraisal"
	"claimgrade/appraisal/stats"
)

// The rules of BLINDING (method 10.1). B-P find whether participants knew, B-A whether the assessor did, B-Q whether
// that is likely to have moved the outcome, B-R rate.
const (
	B0  ID = "B-0"
	BU  ID = "B-U"
	BP1 ID = "B-P1"
	BP2 ID = "B-P2"
	BP3 ID = "B-P3"
	BP4 ID = "B-P4"
	BP5 ID = "B-P5"
	BP6 ID = "B-P6"
	BP7 ID = "B-P7"
	BP8 ID = "B-P8"
	BA1 ID = "B-A1"
	BA2 ID = "B-A2"
	BA3 ID = "B-A3"
	BA4 ID = "B-A4"
	BA5 ID = "B-A5"
	BA6 ID = "B-A6"
	BA7 ID = "B-A7"
	BA8 ID = "B-A8"
	BQ1 ID = "B-Q1"
	BQ2 ID = "B-Q2"
	BQ3 ID = "B-Q3"
	BQ4 ID = "B-Q4"
	BR1 ID = "B-R1"
	BR2 ID = "B-R2"
	BR3 ID = "B-R3"
	BR4 ID = "B-R4"
	BR5 ID = "B-R5"
	BR6 ID = "B-R6"
	BR7 ID = "B-R7"
	BR8 ID = "B-R8"
)

const guessSource = "Petroff 2024 and R package SBI (Simple Blinding Index with Newcombe's interval); convention (0.20, after Bang 2004; 0.30)"

var blindingRules = []Rule{
	{B0, "Nobody has extracted what the rating of blinding rests on: not extracted, until somebody looks.", convention},
	{BU, "The reviewer's own answer on who knew the allocation stands in place of the derived one.", "RoB 2 (the reviewer answers)"},
	{BP1, "Participants were not blinded: aware, Yes.", "RoB 2, 2.1"},
	{BP2, "Participants guessed their allocation. Index at least 0.20 and its 90 % interval above 0: aware, Yes if asked before the effect could show, else Probably yes. At least 0.20 with 0 in the interval: No information. Below 0.20: No if the upper limit is below 0.30, else Probably no.", guessSource},
	{BP8, "Most participants are said to have guessed right, without counts: aware, Probably yes.", convention},
	{BP3, "Blinding of participants is not reported: No information.", "RoB 2, 2.1"},
	{BP4, "Blinded, but the effects are obvious and the control is inert: aware, Probably yes.", "RoB 2, 2.1 (side effects known to be specific to one intervention); Wilkinson 2019"},
	{BP5, "Blinded, the effects are obvious, the control is not inert: No information.", "convention, in the light of Shiroma 2020 and Sumner 2020 (as Cochrane CD011612 reports them)"},
	{BP6, "Blinded, the effects are subtle: aware, Probably no.", convention},
	{BP7, "Blinded, no effects can be felt: aware, No.", convention},
	{BA1, "The participant reports the outcome and so is its assessor.", "RoB 2, 4.3"},
	{BA2, "The assessor was not blinded: aware, Yes.", "RoB 2, 4.3"},
	{BA3, "Blinding of the assessor is not reported: No information.", "RoB 2, 4.3"},
	{BA4, "Assessors guessed the allocation: read as participants' guesses are.", guessSource},
	{BA5, "The assessor was blinded and kept away from the dosing sessions: aware, No.", "Sumner 2020; convention"},
	{BA6, "The assessor was blinded but saw dosing sessions with obvious effects: aware, Probably yes.", convention},
	{BA7, "The effects are obvious, and whether the blinded assessor saw the dosing sessions is not reported: No information.", convention},
	{BA8, "The assessor was blinded, and the effects are not obvious: aware, Probably no.", convention},
	{BQ1, "Whether knowing is likely to have moved the outcome: the reviewer's answer.", "RoB 2, 4.5"},
	{BQ2, "The assessor knew for certain, or the participants did and the outcome is not objective: whether that moved the outcome cannot be told, No information.", "RoB 2, 4.5"},
	{BQ3, "Effects were obvious: knowing is likely to have moved the outcome, Probably yes.", "RoB 2, 4.5; convention"},
	{BQ4, "Nothing points to knowledge that moved the outcome: Probably no.", "RoB 2, 4.5; convention"},
	{BR1, "The outcome is objective: Low, whoever knew.", "RoB 2, 4.4"},
	{BR2, "The assessor was not aware: Low.", "RoB 2, 4.3"},
	{BR3, "The assessor was not aware, but a clinician rated what a participant said who was, or may have been, aware: Some concerns.", "convention (goes beyond RoB 2)"},
	{BR4, "A clinician rated what an aware participant said, was not surely unaware, and influence is likely or unknown: High.", "RoB 2, 4.5; convention (the participant is the informant)"},
	{BR5, "The assessor was aware, and influence is likely or unknown: High.", "RoB 2, 4.5"},
	{BR6, "The assessor was aware, but influence is unlikely: Some concerns.", "RoB 2, 4.5"},
	{BR7, "Whether the assessor was aware is unknown: Some concerns.", "convention (more lenient than RoB 2)"},
	{BR8, "Deviations from the intended interventions because of the trial context make the rating worse where they are graver: none, Low; unknown, Some concerns; unlikely to matter or balanced between the arms, Some concerns; else High.", "RoB 2, 2.3 to 2.5"},
}

const (
	subtle  = "subtle"
	obvious = "obvious"
	inert   = "inert"
	before  = "before"
)

// blindingFigures are the names of the case format.
var blindingFigures = []string{
	"sbi", "sbi_ci90", "sbi_ci95", "bang_experimental", "bang_experimental_ci95", "bang_control", "bang_control_ci95",
	"james", "james_ci95", "participants_aware", "assessor_aware",
}

// Blinding rates whether knowledge of the allocation may have moved the result. It refuses unknown words, negative
// counts and a missing outcome kind, perceptibility or control.
func Blinding(f BlindingFacts) (DomainOutcome, error) { return rateBlinding(f, false) }

// rateBlinding rates; a quiet rating has neither trace nor figures.
func rateBlinding(f BlindingFacts, quiet bool) (DomainOutcome, error) {
	if err := f.check(); err != nil {
		return DomainOutcome{}, err
	}
	b := blindCase{BlindingFacts: f, figures: noFigures(quiet, blindingFigures...), trace: newTrace(f.Thresholds, quiet)}
	if f.NotExtracted {
		b.say(B0, "Nobody has extracted the facts on blinding: not extracted.")
		return DomainOutcome{Rating: appraisal.NotExtracted, Rule: B0, Figures: b.figures, Trace: b.trace.lines}, nil
	}
	b.readGuesses()
	p := b.participants()
	a := b.assessor(p)
	b.figure("participants_aware", p)
	b.figure("assessor_aware", a)
	rating, rule := b.rate(p, a)
	rating, rule = b.deviations(rating, rule)
	return DomainOutcome{Rating: rating, Rule: rule, Figures: b.figures, Trace: b.trace.lines}, nil
}

// What the facts on blinding may say. Made once: what would change a verdict is asked of them hundreds of times.
var (
	reportedWords = words([]appraisal.Answer{appraisal.Yes, appraisal.No, appraisal.NotReported})
	answerWords   = words(appraisal.Answers)
	outcomeKinds  = words([]appraisal.OutcomeKind{appraisal.PatientReported, appraisal.ClinicianRated, appraisal.Objective})
)

func (f BlindingFacts) check() error {
	var in inputs
	in.word("facts.participants_blinded", "whether participants were blinded", string(f.ParticipantsBlinded), reportedWords)
	in.word("facts.assessor_blinded", "whether the assessor was blinded", string(f.AssessorBlinded), reportedWords)
	in.word("facts.outcome_kind", "a kind of outcome", string(f.OutcomeKind), outcomeKinds)
	in.word("facts.perceptible_effects", "how perceptible the effects are", f.PerceptibleEffects, []string{"none", subtle, obvious})
	in.word("facts.control", "a control condition", f.Control, []string{inert, "active", "open"})
	in.word("facts.rater_separated", "whether the rater was kept away", string(f.RaterSeparated), reportedWords)
	in.word("facts.guess_timing", "the time of guessing", f.GuessTiming, []string{before, "after", "not-reported"})
	in.word("most_guessed_right", "whether most guessed right", string(f.MostGuessedRight), reportedWords)
	in.word("facts.likely_influenced", "an answer", string(f.LikelyInfluenced), answerWords)
	in.word("facts.deviations", "an answer", string(f.Deviations), answerWords)
	in.word("facts.deviations_affected_outcome", "an answer", string(f.DeviationsAffected), answerWords)
	in.word("facts.deviations_balanced", "an answer", string(f.DeviationsBalanced), answerWords)
	in.word("participants_aware", "an answer", string(f.ParticipantsAware), answerWords)
	in.word("assessor_aware", "an answer", string(f.AssessorAware), answerWords)
	f.ParticipantGuesses.check(&in, "facts.participant_guesses")
	f.AssessorGuesses.check(&in, "facts.assessor_guesses")
	if !f.NotExtracted {
		const how = " is not given. Give it, or mark the facts as not extracted."
		in.required("facts.outcome_kind", f.OutcomeKind != "", "Who yields the outcome"+how)
		in.required("facts.perceptible_effects", f.PerceptibleEffects != "", "Whether effects can be felt"+how)
		in.required("facts.control", f.Control != "", "The control condition"+how)
	}
	return in.err
}

func (t *GuessTable) check(in *inputs, path string) {
	if t == nil {
		return
	}
	arms := []struct {
		name string
		g    *Guesses
	}{{"experimental", t.Experimental}, {"control", t.Control}}
	for _, arm := range arms {
		if arm.g == nil {
			continue
		}
		cells := []struct {
			name string
			n    *int
		}{{"correct", arm.g.Correct}, {"wrong", arm.g.Wrong}, {"dont_know", arm.g.DontKnow}}
		for _, c := range cells {
			field := path + "." + arm.name + "." + c.name
			in.required(field, c.n != nil, "A count of guesses is missing. Give all three of each arm (0 where nobody said so), or leave the table out.")
			in.count(field, "A count of guesses", c.n, 0)
		}
	}
}

// blindCase is one rating of blinding in the making.
type blindCase struct {
	BlindingFacts
	own, rater *stats.BeliefDifference // what the guesses of participants and assessors show; nil without a table
	figures    map[string]any
	trace      trace
}

func (b *blindCase) say(id ID, format string, args ...any) { b.trace.say(id, format, args...) }

func (b *blindCase) figure(name string, value any) {
	if b.figures != nil {
		b.figures[name] = value
	}
}

// readGuesses computes the indices. The figures shown are the participants' whenever they guessed.
func (b *blindCase) readGuesses() {
	b.rater = b.belief(b.AssessorGuesses)
	b.own = b.belief(b.ParticipantGuesses)
}

// belief computes the indices of one table into the figures; nil if there is none, or an arm of it is empty.
func (b *blindCase) belief(t *GuessTable) *stats.BeliefDifference {
	if t == nil || t.Experimental == nil || t.Control == nil {
		return nil
	}
	e, c := t.Experimental.counts(), t.Control.counts()
	d, ok := stats.SimpleBlinding(e, c)
	if !ok {
		return nil
	}
	if b.trace.quiet {
		return &d
	}
	b.figures["sbi"], b.figures["sbi_ci90"], b.figures["sbi_ci95"] = d.Value(), d.Interval(0.90), d.Interval(0.95)
	put := func(name string, x stats.Index, ok bool) {
		b.figures[name], b.figures[name+"_ci95"] = nil, nil
		if ok {
			b.figures[name], b.figures[name+"_ci95"] = x.Value, x.Interval(0.95)
		}
	}
	bangE, okE := stats.Bang(e)
	bangC, okC := stats.Bang(c)
	james, okJ := stats.James(e, c)
	put("bang_experimental", bangE, okE)
	put("bang_control", bangC, okC)
	put("james", james, okJ)
	return &d
}

func (g *Guesses) counts() stats.Guesses {
	return stats.Guesses{Correct: float64(*g.Correct), Wrong: float64(*g.Wrong), DontKnow: float64(*g.DontKnow)}
}

// participants answers whether participants knew their allocation.
func (b *blindCase) participants() appraisal.Answer {
	var id ID
	var a appraisal.Answer
	switch {
	case b.ParticipantsAware != "":
		b.say(BU, "Participants aware: %s, answered by the reviewer.", answerWord(b.ParticipantsAware))
		return b.ParticipantsAware
	case b.ParticipantsBlinded == appraisal.No:
		id, a = BP1, appraisal.Yes
	case b.own != nil:
		answer, why := b.guessed(b.own)
		b.say(BP2, "Participants' guesses: %s Participants aware: %s.", why, answerWord(answer))
		return answer
	case b.MostGuessedRight == appraisal.Yes:
		b.say(BP8, "Most participants are said to have guessed right; counts by arm are not reported. Participants aware: %s.", answerWord(appraisal.ProbablyYes))
		return appraisal.ProbablyYes
	case b.ParticipantsBlinded == "" || b.ParticipantsBlinded == appraisal.NotReported:
		id, a = BP3, appraisal.NoInfo
	case b.PerceptibleEffects == obvious && b.Control == inert:
		id, a = BP4, appraisal.ProbablyYes
	case b.PerceptibleEffects == obvious:
		id, a = BP5, appraisal.NoInfo
	case b.PerceptibleEffects == subtle:
		id, a = BP6, appraisal.ProbablyNo
	default:
		id, a = BP7, appraisal.No
	}
	b.say(id, "Participants blinded: %s; perceptible effects: %s; control: %s. Participants aware: %s.",
		said(b.ParticipantsBlinded), b.PerceptibleEffects, b.Control, answerWord(a))
	return a
}

// assessor answers whether the assessor knew, given whether participants did.
func (b *blindCase) assessor(participants appraisal.Answer) appraisal.Answer {
	var id ID
	var a appraisal.Answer
	switch {
	case b.AssessorAware != "":
		b.say(BU, "Assessor aware: %s, answered by the reviewer.", answerWord(b.AssessorAware))
		return b.AssessorAware
	case b.OutcomeKind == appraisal.PatientReported:
		b.say(BA1, "The outcome is patient-reported, so the participant is the assessor. Assessor aware: %s.", answerWord(participants))
		return participants
	case b.AssessorBlinded == appraisal.No:
		id, a = BA2, appraisal.Yes
	case b.AssessorBlinded == "" || b.AssessorBlinded == appraisal.NotReported:
		id, a = BA3, appraisal.NoInfo
	case b.rater != nil:
		answer, why := b.guessed(b.rater)
		b.say(BA4, "Assessors' guesses: %s Assessor aware: %s.", why, answerWord(answer))
		return answer
	case b.RaterSeparated == appraisal.Yes:
		id, a = BA5, appraisal.No
	case b.PerceptibleEffects == obvious && b.RaterSeparated == appraisal.No:
		id, a = BA6, appraisal.ProbablyYes
	case b.PerceptibleEffects == obvious:
		id, a = BA7, appraisal.NoInfo
	default:
		id, a = BA8, appraisal.ProbablyNo
	}
	b.say(id, "Assessor blinded: %s; kept away from dosing sessions: %s; perceptible effects: %s. Assessor aware: %s.",
		said(b.AssessorBlinded), said(b.RaterSeparated), b.PerceptibleEffects, answerWord(a))
	return a
}

// guessed reads a table of guesses: the index has a conventional edge of successful blinding.
func (b *blindCase) guessed(d *stats.BeliefDifference) (appraisal.Answer, string) {
	s, ci := d.Value(), d.Interval(0.90)
	t := b.Thresholds.OrDefault()
	edge, upper, said := t.GuessDifference, t.GuessUpper, share2(t.GuessDifference).String()
	figures := fmt.Sprintf("Simple Blinding Index %.3f, 90 %% interval %.3f to %.3f: ", s, ci[0], ci[1])
	switch {
	case atLeast(s, edge) && above(ci[0], 0) && b.GuessTiming == before:
		return appraisal.Yes, figures + "at least " + said + ", interval above 0, asked before the effect could show."
	case atLeast(s, edge) && above(ci[0], 0):
		return appraisal.ProbablyYes, figures + "at least " + said + ", interval above 0, but not known to be asked before the effect could show."
	case atLeast(s, edge):
		return appraisal.NoInfo, figures + "at least " + said + ", but the interval holds 0: suggestive, not conclusive."
	case atMost(s, -edge):
		figures += "opposite guessing; "
	}
	if below(ci[1], upper) {
		return appraisal.No, figures + "below " + said + ", upper limit below " + share2(upper).String() + "."
	}
	return appraisal.ProbablyNo, figures + "below " + said + ", upper limit not below " + share2(upper).String() + "."
}

// influenced answers whether knowledge is likely to have moved the outcome (RoB 2, 4.5).
func (b *blindCase) influenced(participants, assessor appraisal.Answer) appraisal.Answer {
	id, a := BQ4, appraisal.ProbablyNo
	switch {
	case b.LikelyInfluenced != "":
		id, a = BQ1, b.LikelyInfluenced
	case assessor == appraisal.Yes || (participants == appraisal.Yes && b.OutcomeKind != appraisal.Objective):
		id, a = BQ2, appraisal.NoInfo
	case b.PerceptibleEffects == obvious:
		id, a = BQ3, appraisal.ProbablyYes
	}
	b.say(id, "Perceptible effects: %s. Outcome likely influenced by knowing the allocation: %s.", b.PerceptibleEffects, answerWord(a))
	return a
}

// rate gives the rating before deviations: the first rule that matches.
func (b *blindCase) rate(participants, assessor appraisal.Answer) (appraisal.Rating, ID) {
	clinician := b.OutcomeKind == appraisal.ClinicianRated
	rating, id := appraisal.SomeConcerns, BR7
	switch {
	case b.OutcomeKind == appraisal.Objective:
		rating, id = appraisal.Low, BR1
	case isNo(assessor) && clinician && !isNo(participants):
		rating, id = appraisal.SomeConcerns, BR3
	case isNo(assessor):
		rating, id = appraisal.Low, BR2
	default:
		likely := !isNo(b.influenced(participants, assessor))
		switch {
		case clinician && isYes(participants) && likely:
			rating, id = appraisal.High, BR4
		case isYes(assessor) && likely:
			rating, id = appraisal.High, BR5
		case isYes(assessor):
			rating, id = appraisal.SomeConcerns, BR6
		}
	}
	b.say(id, "Outcome %s; participants aware: %s; assessor aware: %s. %s.",
		b.OutcomeKind, answerWord(participants), answerWord(assessor), RatingWord(rating))
	return rating, id
}

// deviations takes the worse of the rating and RoB 2's Domain 2, part 1, if its first question was answered. While a
// question that its answers make necessary has none, it waits.
func (b *blindCase) deviations(rating appraisal.Rating, rule ID) (appraisal.Rating, ID) {
	if b.Deviations == "" {
		return rating, rule
	}
	const waits = " is not answered yet: the rating stays as it is until then."
	part, answers := appraisal.SomeConcerns, "Deviations because of the trial context: "+answerWord(b.Deviations)
	if isNo(b.Deviations) {
		part = appraisal.Low
	}
	if isYes(b.Deviations) {
		if b.DeviationsAffected == "" {
			b.say(BR8, "%s; whether they affected the outcome%s", answers, waits)
			return rating, rule
		}
		answers += "; affected the outcome: " + answerWord(b.DeviationsAffected)
		if !isNo(b.DeviationsAffected) {
			if b.DeviationsBalanced == "" {
				b.say(BR8, "%s; whether they were balanced between the arms%s", answers, waits)
				return rating, rule
			}
			answers += "; balanced between the arms: " + answerWord(b.DeviationsBalanced)
			if !isYes(b.DeviationsBalanced) {
				part = appraisal.High
			}
		}
	}
	if severity(appraisal.Blinding, part) <= severity(appraisal.Blinding, rating) {
		b.say(BR8, "%s: %s. The rating stays %s.", answers, RatingWord(part), RatingWord(rating))
		return rating, rule
	}
	b.say(BR8, "%s: %s, worse than %s.", answers, RatingWord(part), RatingWord(rating))
	return part, BR8
}

// said is a recorded answer in words; nothing recorded is not reported.
func said(a appraisal.Answer) string {
	if a == "" || a == appraisal.NotReported {
		return "not reported"
	}
	return string(a)
}
