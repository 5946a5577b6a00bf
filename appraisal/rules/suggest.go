package rules

import (
	"strings"

	"claimgrade/appraisal"
)

// This file turns the inputs of a domain into what a reviewer sees: the suggestion, the signalling questions with the
// answers that the facts propose, and the facts behind them.

// suggest returns the four domain views of a linked result for a claim. Quiet ones hold ratings only: no suggestion of a
// domain that is judged, no trace, questions or facts.
func suggest(base *reader, l appraisal.Linked, d appraisal.Dossier) map[appraisal.Domain]DomainView {
	views := make(map[appraisal.Domain]DomainView, len(appraisal.Domains))
	for _, domain := range appraisal.Domains {
		views[domain] = view(base.fork(), domain, l, d)
	}
	return views
}

func view(r *reader, domain appraisal.Domain, l appraisal.Linked, d appraisal.Dossier) DomainView {
	a, _ := l.DomainAppraisal(d.Reviewer, domain)
	v := DomainView{Domain: domain, Appraisal: a, Judged: a.Judgement != ""}
	if v.Judged && r.quiet {
		v.Rating = a.Judgement
		return v
	}
	switch domain {
	case appraisal.Blinding:
		suggestBlinding(r, &v, d.Thresholds)
	case appraisal.Attrition:
		suggestAttrition(r, &v, d.Thresholds)
	case appraisal.SampleSize:
		suggestSampleSize(r, &v, d)
	case appraisal.FollowUp:
		suggestFollowUp(r, &v, d)
	}
	v.Facts = r.used
	v.Rating = v.Suggestion.Rating
	if v.Judged {
		// Facts may have changed since: what counts is whether the judgement differs from what is suggested now.
		v.Rating, v.Overruled = a.Judgement, a.Judgement != v.Suggestion.Rating
	}
	return v
}

// Suggested is the rating that a domain of a linked result gets for a claim, without anything that tells why.
func Suggested(domain appraisal.Domain, l appraisal.Linked, d appraisal.Dossier) appraisal.Rating {
	return view(newReader(l).quietly(), domain, l, d).Rating
}

func (v *DomainView) given(q appraisal.Question) appraisal.Answer { return v.Appraisal.Answers[q] }

// ask adds a signalling question with its proposed answer.
func (v *DomainView) ask(q appraisal.Question, proposed appraisal.Answer, from string) {
	for _, known := range Questions {
		if known.Key == q && known.Domain == v.Domain {
			v.Questions = append(v.Questions, QuestionView{Question: known, Proposed: proposed, From: from, Given: v.given(q)})
			return
		}
	}
}

// refused turns inputs that the rules cannot read into a suggestion nobody can mistake for a rating.
func refused(rule ID, err error) DomainOutcome {
	r, _ := Find(rule)
	return DomainOutcome{Rating: appraisal.NotExtracted, Rule: rule, Figures: map[string]any{}, Trace: []Line{{Rule: rule, Text: "Not rated: " + err.Error(), Source: r.Source}}}
}

func suggestBlinding(r *reader, v *DomainView, set *appraisal.Thresholds) {
	f, missing := blindingInputs(r)
	f.Thresholds = set
	f.ParticipantsAware = v.given(appraisal.QParticipantsAware)
	f.AssessorAware = v.given(appraisal.QAssessorAware)
	f.LikelyInfluenced = v.given(appraisal.QLikelyInfluenced)
	f.Deviations = v.given(appraisal.QDeviations)
	f.DeviationsAffected = v.given(appraisal.QDeviationsAffected)
	f.DeviationsBalanced = v.given(appraisal.QDeviationsBalanced)
	v.Inputs.Blinding = f
	v.Suggestion, v.WouldBe, v.Missing = blindingOfPartial(f, missing, r.quiet)
	if r.quiet {
		return
	}

	// The answers the facts propose are those without the reviewer's own.
	own := f
	own.ParticipantsAware, own.AssessorAware, own.LikelyInfluenced = "", "", ""
	proposed, _ := Blinding(own)
	word := func(key string) appraisal.Answer {
		a, _ := proposed.Figures[key].(appraisal.Answer)
		return a
	}
	v.ask(appraisal.QParticipantsAware, word("participants_aware"), factWords(r, appraisal.FieldParticipants, appraisal.FieldPerceptible, appraisal.FieldControl, appraisal.FieldMostGuessed, appraisal.FieldGuessCorrect))
	v.ask(appraisal.QAssessorAware, word("assessor_aware"), factWords(r, appraisal.FieldOutcomeKind, appraisal.FieldAssessors, appraisal.FieldRaterSeparate))
	v.ask(appraisal.QLikelyInfluenced, likelyInfluenced(own, word("participants_aware"), word("assessor_aware")), factWords(r, appraisal.FieldPerceptible, appraisal.FieldOutcomeKind))
	v.ask(appraisal.QDeviations, "", "")
	v.ask(appraisal.QDeviationsAffected, "", "")
	v.ask(appraisal.QDeviationsBalanced, "", "")
}

// likelyInfluenced is q45 of 10.1 as the facts propose it.
func likelyInfluenced(f BlindingFacts, participants, assessor appraisal.Answer) appraisal.Answer {
	switch {
	case participants == "" && assessor == "":
		return ""
	case assessor == appraisal.Yes || (participants == appraisal.Yes && f.OutcomeKind != appraisal.Objective):
		return appraisal.NoInfo
	case f.PerceptibleEffects == "obvious":
		return appraisal.ProbablyYes
	}
	return appraisal.ProbablyNo
}

// maxGuessed bounds the number of missing inputs whose values are tried out.
const maxGuessed = 3

// blindingOfPartial rates blinding when some inputs were never extracted. The rating rests on them, and so is
// not-extracted (method 0.11), only if another value of theirs would change it.
func blindingOfPartial(f BlindingFacts, missing []appraisal.FieldKey, quiet bool) (DomainOutcome, appraisal.Rating, []appraisal.FieldKey) {
	if len(missing) == 0 {
		out, err := rateBlinding(f, quiet)
		if err != nil {
			return refused(B0, err), "", nil
		}
		return out, "", nil
	}
	asRead, err := rateBlinding(f, quiet) // absent read as not reported, where the rules allow that
	wouldBe := asRead.Rating
	if err == nil && len(missing) <= maxGuessed && !restsOn(f, missing, asRead.Rating) {
		return asRead, "", nil
	}
	out := DomainOutcome{Rating: appraisal.NotExtracted, Rule: B0, Figures: map[string]any{}}
	if quiet {
		return out, "", nil
	}
	if err == nil {
		out.Rule, out.Figures, out.Trace = asRead.Rule, asRead.Figures, asRead.Trace
	}
	rule, _ := Find(B0)
	text := "Not extracted yet: " + fieldNames(missing) + ". The rating rests on it and counts as Some concerns until somebody looks."
	if err == nil {
		text += " If the report does not say, it is " + RatingWord(wouldBe) + " by " + string(asRead.Rule) + "."
	} else {
		wouldBe = ""
	}
	out.Trace = append(out.Trace[:len(out.Trace):len(out.Trace)], Line{Rule: B0, Text: text, Source: rule.Source})
	return out, wouldBe, missing
}

// restsOn tries every value of the missing inputs and reports whether any gives another rating.
func restsOn(f BlindingFacts, missing []appraisal.FieldKey, rating appraisal.Rating) bool {
	if len(missing) == 0 {
		out, err := rateBlinding(f, true)
		return err != nil || out.Rating != rating
	}
	rest := missing[1:]
	switch missing[0] {
	case appraisal.FieldOutcomeKind:
		for _, k := range []appraisal.OutcomeKind{appraisal.PatientReported, appraisal.ClinicianRated, appraisal.Objective} {
			g := f
			g.OutcomeKind = k
			if restsOn(g, rest, rating) {
				return true
			}
		}
		return false
	case appraisal.FieldPerceptible:
		for _, w := range []string{"none", "subtle", "obvious"} {
			g := f
			g.PerceptibleEffects = w
			if restsOn(g, rest, rating) {
				return true
			}
		}
		return false
	case appraisal.FieldControl:
		for _, w := range []string{"inert", "active", "open"} {
			g := f
			g.Control = w
			if restsOn(g, rest, rating) {
				return true
			}
		}
		return false
	}
	for _, a := range []appraisal.Answer{appraisal.Yes, appraisal.No, appraisal.NotReported} {
		g := f
		switch missing[0] {
		case appraisal.FieldParticipants:
			g.ParticipantsBlinded = a
		case appraisal.FieldAssessors:
			g.AssessorBlinded = a
		}
		if restsOn(g, rest, rating) {
			return true
		}
	}
	return false
}

func suggestAttrition(r *reader, v *DomainView, set *appraisal.Thresholds) {
	f, missing := attritionInputs(r)
	f.Thresholds = set
	proposedReasons, proposedRobust := f.Reasons, f.Robust
	switch v.given(appraisal.QNotBiased) {
	case appraisal.Yes, appraisal.ProbablyYes:
		f.Robust = true
	case appraisal.No, appraisal.ProbablyNo, appraisal.NoInfo:
		f.Robust = false
	}
	f.Reasons = reasonsGiven(f.Reasons, v.given(appraisal.QReasonsUnrelated), v.given(appraisal.QReasonsDiffer))
	v.Inputs.Attrition = f
	out, err := rateAttrition(f, r.quiet)
	if err != nil {
		out = refused(A0, err)
	}
	v.Suggestion, v.Missing = out, missing
	if r.quiet {
		return
	}

	v.ask(appraisal.QNearlyAll, nearlyAll(f, out), factWords(r, appraisal.FieldRandExp, appraisal.FieldRandCtl, appraisal.FieldObsExp, appraisal.FieldObsCtl, appraisal.FieldArmRandomised, appraisal.FieldArmAnalysed, appraisal.FieldRandTotal, appraisal.FieldNRandomised, appraisal.FieldObsTotal, appraisal.FieldNTotal))
	robust := appraisal.Answer("")
	if r.trial.Facts.Has(appraisal.FieldRobust) {
		robust = yesOrNo(proposedRobust)
	}
	v.ask(appraisal.QNotBiased, robust, factWords(r, appraisal.FieldRobust, appraisal.FieldAnalysis))
	unrelated, differ := appraisal.Answer(""), appraisal.Answer("")
	if proposedReasons != "" {
		unrelated, differ = yesOrNo(proposedReasons == "unrelated"), yesOrNo(proposedReasons == "related-or-differing")
	}
	v.ask(appraisal.QReasonsUnrelated, unrelated, factWords(r, appraisal.FieldLossReasons))
	v.ask(appraisal.QReasonsDiffer, differ, factWords(r, appraisal.FieldLossReasons))
}

// reasonsGiven lets the reviewer's answers on the reasons for loss replace the recorded ones.
func reasonsGiven(recorded string, unrelated, differ appraisal.Answer) string {
	switch {
	case isYes(differ):
		return "related-or-differing"
	case isYes(unrelated):
		return "unrelated"
	case isNo(differ) && (isNo(unrelated) || recorded == "related-or-differing"):
		return "similar"
	case isNo(unrelated) && recorded == "unrelated":
		return "not-reported"
	case unrelated == appraisal.NoInfo && recorded == "unrelated", differ == appraisal.NoInfo && recorded == "related-or-differing":
		return "not-reported"
	}
	return recorded
}

// nearlyAll is RoB 2's 3.1 computed from the counts; it is not the reviewer's to change.
func nearlyAll(f AttritionFacts, out DomainOutcome) appraisal.Answer {
	a, ok := out.Figures["overall"].(float64)
	switch {
	case f.NotExtracted:
		return ""
	case !ok:
		return appraisal.NoInfo
	}
	return yesOrNo(a <= 0.05+1e-9)
}

func suggestSampleSize(r *reader, v *DomainView, d appraisal.Dossier) {
	claim, f, missing := sampleInputs(r, d.Claim)
	claim.Thresholds = d.Thresholds
	v.Inputs.SampleSizeClaim, v.Inputs.SampleSize = claim, f
	v.Missing = missing
	out, err := rateSampleSize(claim, f, r.quiet)
	if err != nil {
		out = refused(S0, err)
	}
	v.Suggestion = out
	if r.quiet {
		return
	}
	enough := appraisal.Answer("")
	switch out.Rating {
	case appraisal.Low:
		enough = appraisal.Yes
	case appraisal.SomeConcerns:
		enough = appraisal.ProbablyNo
	case appraisal.High:
		enough = appraisal.No
	case appraisal.NoInformation:
		enough = appraisal.NoInfo
	}
	v.ask(appraisal.QEnoughInformation, enough, factWords(r, appraisal.FieldEstimate, appraisal.FieldSE, appraisal.FieldNExp, appraisal.FieldNCtl, appraisal.FieldArmAnalysed, appraisal.FieldNTotal))
}

func suggestFollowUp(r *reader, v *DomainView, d appraisal.Dossier) {
	claim, f, missing := followUpInputs(r, d.Claim)
	claim.Thresholds = d.Thresholds
	v.Inputs.FollowUpClaim, v.Inputs.FollowUp = claim, f
	v.Missing = missing
	out, err := rateFollowUp(claim, f, r.quiet)
	if err != nil {
		out = refused(F0, err)
	}
	v.Suggestion = out
	if r.quiet {
		return
	}
	enough := appraisal.Answer("")
	switch out.Rating {
	case appraisal.Low:
		enough = appraisal.Yes
	case appraisal.SomeConcerns:
		enough = appraisal.ProbablyNo
	case appraisal.High:
		enough = appraisal.No
	case appraisal.NoInformation:
		enough = appraisal.NoInfo
	}
	v.ask(appraisal.QLongEnough, enough, factWords(r, appraisal.FieldDay, appraisal.FieldFirstDay, appraisal.FieldLastControlled, appraisal.FieldControlled, appraisal.FieldTotalFollowUp))
}

// Computed reports whether a question is answered by counting alone: its answer follows the facts, and a reviewer who
// sees it otherwise corrects the facts or overrules the suggestion.
func Computed(q appraisal.Question) bool {
	return q == appraisal.QNearlyAll || q == appraisal.QEnoughInformation || q == appraisal.QLongEnough
}

func isYes(a appraisal.Answer) bool { return a == appraisal.Yes || a == appraisal.ProbablyYes }
func isNo(a appraisal.Answer) bool  { return a == appraisal.No || a == appraisal.ProbablyNo }

func yesOrNo(b bool) appraisal.Answer {
	if b {
		return appraisal.Yes
	}
	return appraisal.No
}

// factWords lists facts that were read, in words: "Assessors blinded: yes".
func factWords(r *reader, keys ...appraisal.FieldKey) string {
	var parts []string
	for _, k := range keys {
		for _, u := range r.used {
			if u.Fact.Field != k {
				continue
			}
			f, _ := appraisal.FieldOf(k)
			value := u.Fact.Value
			if u.Fact.Status == appraisal.StatusNotStated {
				value = "not reported"
			}
			label := f.Label
			if f.Scope == appraisal.OfArm {
				label = u.Subject + ", " + strings.ToLower(label)
			}
			parts = append(parts, label+": "+value)
		}
	}
	return strings.Join(parts, " · ")
}

func fieldNames(keys []appraisal.FieldKey) string {
	names := make([]string, len(keys))
	for i, k := range keys {
		f, _ := appraisal.FieldOf(k)
		names[i] = strings.ToLower(f.Label)
	}
	return strings.Join(names, ", ")
}

// RatingWord is a rating in words.
func RatingWord(r appraisal.Rating) string {
	switch r {
	case appraisal.Low:
		return "Low"
	case appraisal.SomeConcerns:
		return "Some concerns"
	case appraisal.High:
		return "High"
	case appraisal.NoInformation:
		return "No information"
	case appraisal.NotExtracted:
		return "Not extracted"
	}
	return ""
}

// severity orders ratings for "worst of four". No information is as bad as High except for blinding, where the rule
// itself answers it with Some concerns (method 10.0.3); Not extracted counts as Some (method 0.11).
func severity(d appraisal.Domain, r appraisal.Rating) int {
	switch r {
	case appraisal.High:
		return 4
	case appraisal.NoInformation:
		if d == appraisal.Blinding {
			return 1
		}
		return 3
	case appraisal.SomeConcerns:
		return 2
	case appraisal.NotExtracted:
		return 1
	}
	return 0
}

// overall is the worst of the four domains: the row's fitness for this claim.
func overall(views map[appraisal.Domain]DomainView) appraisal.Rating {
	worst, rating := -1, appraisal.Rating("")
	for _, d := range appraisal.Domains {
		v := views[d]
		if s := severity(d, v.Rating); s > worst {
			worst, rating = s, v.Rating
		}
	}
	return rating
}
