package rules

import "claimgrade/appraisal"

// The proposals of the Cochrane tool RoB 2 (22 August 2019) for its domains 2, 3 and 4, as pure functions of the answers
// to their signalling questions. The rules of blinding and attrition draw on parts of them; these are the whole, for a
// reader who wants RoB 2's own judgement beside ours, and for a check against the official tool. Answers to questions
// that the others make needless are ignored. ok is false while an asked question has no answer.

// RoB2DeviationAnswers answers domain 2, effect of assignment: deviations from the intended interventions.
type RoB2DeviationAnswers struct {
	ParticipantsAware appraisal.Answer // 2.1
	CarersAware       appraisal.Answer // 2.2
	Deviations        appraisal.Answer // 2.3, because of the trial context; asked unless both know nothing
	AffectedOutcome   appraisal.Answer // 2.4, asked after a yes to 2.3
	Balanced          appraisal.Answer // 2.5, asked unless 2.4 is a no
	RightAnalysis     appraisal.Answer // 2.6
	Impact            appraisal.Answer // 2.7, asked unless 2.6 is a yes
}

// RoB2Deviations returns RoB 2's proposal for domain 2: Low if both parts are, High if one is, else Some concerns.
func RoB2Deviations(a RoB2DeviationAnswers) (r appraisal.Rating, ok bool) {
	context, known := a.context()
	analysis, analysed := a.analysis()
	if !known || !analysed {
		return "", false
	}
	switch {
	case context == appraisal.High || analysis == appraisal.High:
		return appraisal.High, true
	case context == appraisal.Low && analysis == appraisal.Low:
		return appraisal.Low, true
	}
	return appraisal.SomeConcerns, true
}

// context is part 1: questions 2.1 to 2.5.
func (a RoB2DeviationAnswers) context() (appraisal.Rating, bool) {
	switch {
	case unanswered(a.ParticipantsAware, a.CarersAware):
		return "", false
	case isNo(a.ParticipantsAware) && isNo(a.CarersAware):
		return appraisal.Low, true
	case unanswered(a.Deviations):
		return "", false
	case isNo(a.Deviations):
		return appraisal.Low, true
	case !isYes(a.Deviations):
		return appraisal.SomeConcerns, true
	case unanswered(a.AffectedOutcome):
		return "", false
	case isNo(a.AffectedOutcome):
		return appraisal.SomeConcerns, true
	case unanswered(a.Balanced):
		return "", false
	case isYes(a.Balanced):
		return appraisal.SomeConcerns, true
	}
	return appraisal.High, true
}

// analysis is part 2: questions 2.6 and 2.7.
func (a RoB2DeviationAnswers) analysis() (appraisal.Rating, bool) {
	switch {
	case unanswered(a.RightAnalysis):
		return "", false
	case isYes(a.RightAnalysis):
		return appraisal.Low, true
	case unanswered(a.Impact):
		return "", false
	case isNo(a.Impact):
		return appraisal.SomeConcerns, true
	}
	return appraisal.High, true
}

// RoB2MissingDataAnswers answers domain 3: missing outcome data.
type RoB2MissingDataAnswers struct {
	NearlyAll    appraisal.Answer // 3.1
	NotBiased    appraisal.Answer // 3.2, asked unless 3.1 is a yes; has no "no information"
	CouldDepend  appraisal.Answer // 3.3, asked after a no to 3.2
	LikelyDepend appraisal.Answer // 3.4, asked unless 3.3 is a no
}

// RoB2MissingData returns RoB 2's proposal for domain 3.
func RoB2MissingData(a RoB2MissingDataAnswers) (r appraisal.Rating, ok bool) {
	switch {
	case unanswered(a.NearlyAll):
		return "", false
	case isYes(a.NearlyAll):
		return appraisal.Low, true
	case !isYes(a.NotBiased) && !isNo(a.NotBiased):
		return "", false
	case isYes(a.NotBiased):
		return appraisal.Low, true
	case unanswered(a.CouldDepend):
		return "", false
	case isNo(a.CouldDepend):
		return appraisal.Low, true
	case unanswered(a.LikelyDepend):
		return "", false
	case isNo(a.LikelyDepend):
		return appraisal.SomeConcerns, true
	}
	return appraisal.High, true
}

// RoB2MeasurementAnswers answers domain 4: measurement of the outcome.
type RoB2MeasurementAnswers struct {
	Inappropriate    appraisal.Answer // 4.1
	Differed         appraisal.Answer // 4.2
	AssessorsAware   appraisal.Answer // 4.3, asked unless 4.1 or 4.2 is a yes
	CouldInfluence   appraisal.Answer // 4.4, asked unless 4.3 is a no
	LikelyInfluenced appraisal.Answer // 4.5, asked unless 4.4 is a no
}

// RoB2Measurement returns RoB 2's proposal for domain 4.
func RoB2Measurement(a RoB2MeasurementAnswers) (r appraisal.Rating, ok bool) {
	if unanswered(a.Inappropriate, a.Differed) {
		return "", false
	}
	base := appraisal.SomeConcerns // whether ascertainment differed is not known
	if isNo(a.Differed) {
		base = appraisal.Low
	}
	switch {
	case isYes(a.Inappropriate) || isYes(a.Differed):
		return appraisal.High, true
	case unanswered(a.AssessorsAware):
		return "", false
	case isNo(a.AssessorsAware):
		return base, true
	case unanswered(a.CouldInfluence):
		return "", false
	case isNo(a.CouldInfluence):
		return base, true
	case unanswered(a.LikelyInfluenced):
		return "", false
	case isNo(a.LikelyInfluenced):
		return appraisal.SomeConcerns, true
	}
	return appraisal.High, true
}

// unanswered reports whether one of the answers is none of the five that RoB 2 knows.
func unanswered(answers ...appraisal.Answer) bool {
	for _, a := range answers {
		if !isYes(a) && !isNo(a) && a != appraisal.NoInfo {
			return true
		}
	}
	return false
}
