package rules

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/stats"
)

// This file comes from the recorded facts of a linked result to the inputs of the four domains. Everything it reads is
// remembered, so that a screen can show which facts a suggestion rests on and a verdict can count the unchecked ones.

// reader reads facts of one linked result and remembers them in the order of reading.
type reader struct {
	trial  appraisal.Trial
	result appraisal.Result
	used   []FactUsed
	seen   []seen // few enough to look through

	reversed bool // the claim's intervention is the result's control arm
	quiet    bool // remembers nothing: for ratings made only to be compared
}

// seen is a fact that was read.
type seen struct {
	subject string
	field   appraisal.FieldKey
}

func newReader(l appraisal.Linked) *reader {
	res, _ := l.Result()
	return &reader{trial: l.Trial, result: res, reversed: l.Link.Reversed}
}

// quietly is the reader as one that remembers nothing.
func (r *reader) quietly() *reader {
	r.quiet = true
	return r
}

// fork reads the same facts with a memory of its own: one domain's.
func (r *reader) fork() *reader {
	return &reader{trial: r.trial, result: r.result, reversed: r.reversed, quiet: r.quiet}
}

func (r *reader) note(subject string, fs appraisal.Facts, k appraisal.FieldKey) {
	if r.quiet {
		return
	}
	f, ok := fs[k]
	if !ok || slices.Contains(r.seen, seen{subject, k}) {
		return
	}
	r.seen = append(r.seen, seen{subject, k})
	r.used = append(r.used, FactUsed{Trial: r.trial.Name, Subject: subject, Fact: f})
}

func (r *reader) ofTrial(k appraisal.FieldKey) string {
	r.note("", r.trial.Facts, k)
	return r.trial.Facts.Text(k)
}

func (r *reader) answer(k appraisal.FieldKey) appraisal.Answer {
	r.note("", r.trial.Facts, k)
	return r.trial.Facts.Answer(k)
}

func (r *reader) ofResult(k appraisal.FieldKey) string {
	r.note(r.result.Name, r.result.Facts, k)
	return r.result.Facts.Text(k)
}

func (r *reader) number(k appraisal.FieldKey) *float64 {
	if f, ok := appraisal.FieldOf(k); ok && f.Scope == appraisal.OfTrial {
		r.note("", r.trial.Facts, k)
		return r.trial.Facts.Number(k)
	}
	r.note(r.result.Name, r.result.Facts, k)
	return r.result.Facts.Number(k)
}

func (r *reader) whole(k appraisal.FieldKey) *int { return toInt(r.number(k)) }

// wholeOr reads a number of the result, or that of the whole trial where the result has none of its own. A result that
// says its number is not reported is about part of the trial: the trial's number would be wrong.
func (r *reader) wholeOr(own, trial appraisal.FieldKey) *int {
	if r.result.Facts.Has(own) {
		return r.whole(own)
	}
	return r.whole(trial)
}

// inVain reports whether one of these facts was looked for and is not in the text: of the result, its two arms or the
// trial. What was looked for in vain is not reported; what nobody looked for is not extracted (method 0.11).
func (r *reader) inVain(keys ...appraisal.FieldKey) bool {
	e, c := r.trial.Arm(r.result.ExperimentalUID), r.trial.Arm(r.result.ControlUID)
	for _, fs := range []appraisal.Facts{r.result.Facts, e.Facts, c.Facts, r.trial.Facts} {
		for _, k := range keys {
			if f, ok := fs[k]; ok && f.Status == appraisal.StatusNotStated {
				return true
			}
		}
	}
	return false
}

func (r *reader) ofArm(uid string, k appraisal.FieldKey) *int {
	for i := range r.trial.Arms {
		if a := &r.trial.Arms[i]; a.UID == uid && uid != "" {
			r.note(a.Name, a.Facts, k)
			return toInt(a.Facts.Number(k))
		}
	}
	return nil
}

func toInt(v *float64) *int {
	if v == nil || *v != math.Trunc(*v) {
		return nil
	}
	n := int(*v)
	return &n
}

func firstOf[T any](vs ...*T) *T {
	for _, v := range vs {
		if v != nil {
			return v
		}
	}
	return nil
}

// blindingInputs gathers the inputs of 10.1. missing lists the fields that nobody has extracted.
func blindingInputs(r *reader) (f BlindingFacts, missing []appraisal.FieldKey) {
	ask := func(k appraisal.FieldKey) appraisal.Answer {
		a := r.answer(k)
		if a == "" {
			missing = append(missing, k)
		}
		return a
	}
	f.OutcomeKind = appraisal.OutcomeKind(r.ofResult(appraisal.FieldOutcomeKind))
	if f.OutcomeKind == "" {
		missing = append(missing, appraisal.FieldOutcomeKind)
	}
	f.ParticipantsBlinded = ask(appraisal.FieldParticipants)
	f.AssessorBlinded = ask(appraisal.FieldAssessors)
	f.PerceptibleEffects = r.ofTrial(appraisal.FieldPerceptible)
	if f.PerceptibleEffects == "" {
		missing = append(missing, appraisal.FieldPerceptible)
	}
	f.Control = r.ofTrial(appraisal.FieldControl)
	if f.Control == "" {
		missing = append(missing, appraisal.FieldControl)
	}
	// Separation and timing refine the rating, as reasons and analysis do for attrition: absent, they are not reported.
	f.RaterSeparated = r.answer(appraisal.FieldRaterSeparate)
	f.GuessTiming = r.ofTrial(appraisal.FieldGuessTiming)
	f.MostGuessedRight = r.answer(appraisal.FieldMostGuessed)
	f.ParticipantGuesses = guessTable(r, [3]appraisal.FieldKey{appraisal.FieldGuessCorrect, appraisal.FieldGuessWrong, appraisal.FieldGuessDontKnow})
	f.AssessorGuesses = guessTable(r, [3]appraisal.FieldKey{appraisal.FieldRaterCorrect, appraisal.FieldRaterWrong, appraisal.FieldRaterDontKnow})
	return f, missing
}

// guessTable reads the guesses of both arms; nil unless both arms have right and wrong guesses. Where nobody counted
// "don't know", nobody could say so: it is 0.
func guessTable(r *reader, keys [3]appraisal.FieldKey) *GuessTable {
	arm := func(uid string) *Guesses {
		g := Guesses{Correct: r.ofArm(uid, keys[0]), Wrong: r.ofArm(uid, keys[1]), DontKnow: r.ofArm(uid, keys[2])}
		if g.Correct == nil || g.Wrong == nil {
			return nil
		}
		if g.DontKnow == nil {
			zero := 0
			g.DontKnow = &zero
		}
		return &g
	}
	e, c := arm(r.result.ExperimentalUID), arm(r.result.ControlUID)
	if e == nil || c == nil {
		return nil
	}
	return &GuessTable{Experimental: e, Control: c}
}

// attritionInputs gathers the inputs of 10.2: the result's own numbers, else those of its arms, else totals.
func attritionInputs(r *reader) (f AttritionFacts, missing []appraisal.FieldKey) {
	flow := func(uid string, rand, obs appraisal.FieldKey) *ArmFlow {
		return &ArmFlow{
			Randomised: firstOf(r.whole(rand), r.ofArm(uid, appraisal.FieldArmRandomised)),
			Observed:   firstOf(r.whole(obs), r.ofArm(uid, appraisal.FieldArmAnalysed)),
		}
	}
	f.Experimental = flow(r.result.ExperimentalUID, appraisal.FieldRandExp, appraisal.FieldObsExp)
	f.Control = flow(r.result.ControlUID, appraisal.FieldRandCtl, appraisal.FieldObsCtl)
	if !f.Experimental.known() || !f.Control.known() {
		randomised, observed := sum(f.Experimental.Randomised, f.Control.Randomised), sum(f.Experimental.Observed, f.Control.Observed)
		f.Experimental, f.Control = nil, nil
		f.Total = totalFlow(r, randomised, observed)
		noRandomised, noObserved := f.Total.Randomised == nil, f.Total.Observed == nil
		if noRandomised || noObserved {
			f.Total = nil
			// One number that is not reported settles it, whatever the other is.
			f.NotExtracted = !(noRandomised && r.inVain(appraisal.FieldRandExp, appraisal.FieldRandCtl, appraisal.FieldRandTotal, appraisal.FieldArmRandomised, appraisal.FieldNRandomised)) &&
				!(noObserved && r.inVain(appraisal.FieldObsExp, appraisal.FieldObsCtl, appraisal.FieldObsTotal, appraisal.FieldArmAnalysed, appraisal.FieldNTotal))
		}
		if f.NotExtracted {
			missing = append(missing, appraisal.FieldArmRandomised, appraisal.FieldArmAnalysed)
		}
	}
	f.MinEventsOrNonEvents = minEvents(r, f)
	f.Reasons = r.ofTrial(appraisal.FieldLossReasons)
	f.Analysis = r.ofTrial(appraisal.FieldAnalysis)
	f.Robust = r.ofTrial(appraisal.FieldRobust) == "yes"
	return f, missing
}

func (a *ArmFlow) known() bool { return a != nil && a.Randomised != nil && a.Observed != nil }

func sum(a, b *int) *int {
	if a == nil || b == nil {
		return nil
	}
	n := *a + *b
	return &n
}

// totalFlow reads the flow of both arms together; what the arms say of one of its numbers comes first. Where the smallest
// arm is not recorded, it is taken as half of all.
func totalFlow(r *reader, randomised, observed *int) *TotalFlow {
	t := TotalFlow{Randomised: randomised, Observed: observed, SmallestArm: r.whole(appraisal.FieldSmallestArm)}
	if t.Randomised == nil {
		t.Randomised = r.wholeOr(appraisal.FieldRandTotal, appraisal.FieldNRandomised)
	}
	if t.Observed == nil {
		t.Observed = firstOf(r.whole(appraisal.FieldObsTotal), r.whole(appraisal.FieldNTotal))
	}
	if t.Randomised == nil || t.Observed == nil {
		return &t
	}
	if t.SmallestArm == nil {
		e, c := r.ofArm(r.result.ExperimentalUID, appraisal.FieldArmRandomised), r.ofArm(r.result.ControlUID, appraisal.FieldArmRandomised)
		half := *t.Randomised / 2
		t.SmallestArm = &half
		if e != nil && c != nil {
			least := min(*e, *c)
			t.SmallestArm = &least
		}
	}
	return &t
}

// minEvents is the smallest number of events or non-events in an arm; nil for continuous outcomes.
func minEvents(r *reader, f AttritionFacts) *int {
	if !f.Experimental.known() || !f.Control.known() {
		return nil
	}
	e, c := r.whole(appraisal.FieldEventsExp), r.whole(appraisal.FieldEventsCtl)
	if e == nil || c == nil {
		return nil
	}
	m := min(*e, *f.Experimental.Observed-*e, *c, *f.Control.Observed-*c)
	if m < 0 {
		return nil
	}
	return &m
}

// sampleInputs gathers the inputs of 10.3.
func sampleInputs(r *reader, c appraisal.Claim) (SampleSizeClaim, SampleSizeFacts, []appraisal.FieldKey) {
	e := c.Effect
	sc := SampleSizeClaim{Kind: e.Kind, RRR: e.RRR, TolerableRisk: e.TolerableRisk, Horizon: e.Horizon, HarmShown: e.Kind == appraisal.Harm}
	if e.TolerableRisk != nil && e.Kind != appraisal.Harm && e.Kind != appraisal.Benefit {
		sc.Kind = appraisal.Harm // a safety claim: could a harm of the tolerable size have been excluded?
	}
	if e.Kind == appraisal.DurationLimit || e.Kind == "" {
		sc.Kind = appraisal.Benefit
	}
	switch {
	case e.MID != nil:
		sc.MID, sc.PlanningSD = e.MID, e.PlanningSD
	case e.ControlRisk != nil:
		sc.ControlRisk = e.ControlRisk
	}
	f := SampleSizeFacts{
		NExperimental:   firstOf(r.whole(appraisal.FieldNExp), r.ofArm(r.result.ExperimentalUID, appraisal.FieldArmAnalysed), r.ofArm(r.result.ExperimentalUID, appraisal.FieldArmRandomised)),
		NControl:        firstOf(r.whole(appraisal.FieldNCtl), r.ofArm(r.result.ControlUID, appraisal.FieldArmAnalysed), r.ofArm(r.result.ControlUID, appraisal.FieldArmRandomised)),
		NExposedOneYear: r.whole(appraisal.FieldExposedYear),
	}
	if est := readEstimate(r); est != nil && (e.Measure == "" || est.measure == e.Measure) {
		f.SE = est.se
	}
	var missing []appraisal.FieldKey
	if f.NExperimental == nil || f.NControl == nil {
		if n := r.wholeOr(appraisal.FieldNTotal, appraisal.FieldNRandomised); n != nil {
			a, b := *n/2, *n-*n/2
			f.NExperimental, f.NControl = &a, &b
		} else if sc.Kind != appraisal.Harm {
			f.NotExtracted = !r.inVain(appraisal.FieldNExp, appraisal.FieldNCtl, appraisal.FieldNTotal, appraisal.FieldArmAnalysed)
			if f.NotExtracted {
				missing = append(missing, appraisal.FieldArmAnalysed)
			}
		}
	}
	design := r.design()
	if design.Unusable != "" && sc.Kind != appraisal.Harm {
		// How much such a trial tells is not known: neither its interval nor its people say it.
		return sc, SampleSizeFacts{NotExtracted: !r.inVain(appraisal.FieldClustering, appraisal.FieldClusterSize, appraisal.FieldICC)},
			[]appraisal.FieldKey{appraisal.FieldClustering, appraisal.FieldClusterSize, appraisal.FieldICC}
	}
	if n := headCount(r); r.samePeople() && n != nil && f.NExperimental != nil && f.NControl != nil && *n < *f.NExperimental+*f.NControl {
		a, b := *n/2, *n-*n/2
		f.NExperimental, f.NControl = &a, &b
	}
	given, analysed := r.result.ExperimentalUID, f.NExperimental
	if r.reversed {
		given, analysed = r.result.ControlUID, f.NControl
	}
	f.NExposed = effective(firstOf(r.ofArm(given, appraisal.FieldArmTreated), analysed), design.Effect)
	f.NExperimental, f.NControl = effective(f.NExperimental, design.Effect), effective(f.NControl, design.Effect)
	return sc, f, missing
}

// followUpInputs gathers the inputs of 10.4. Without a day of its own a result is taken at the end of the controlled
// phase, and a crossover trial's controlled phase is its first period.
func followUpInputs(r *reader, c appraisal.Claim) (FollowUpClaim, FollowUpFacts, []appraisal.FieldKey) {
	e := c.Effect
	kind := e.Kind
	if kind == appraisal.DurationLimit || kind == "" {
		kind = appraisal.Benefit
	}
	fc := FollowUpClaim{Kind: kind, Horizon: e.Horizon, HorizonDays: e.HorizonDays, CustomLowDays: e.CustomLowDays, CustomSomeDays: e.CustomSomeDays}
	day := r.number(appraisal.FieldDay)
	controlled := r.number(appraisal.FieldControlled)
	f := FollowUpFacts{
		ResultDay:          day,
		FirstAssessmentDay: firstOf(r.number(appraisal.FieldFirstDay), day),
		LastControlledDay:  firstOf(r.number(appraisal.FieldLastControlled), controlled, day),
		LastAnyDay:         firstOf(r.number(appraisal.FieldLastAny), r.number(appraisal.FieldTotalFollowUp)),
	}
	design := r.ofTrial(appraisal.FieldDesign)
	f.RandomisedWithdrawal = design == "randomised-withdrawal"
	f.CrossoverBeforeHorizon = design == crossover
	f.CarryOverExcluded = r.ofTrial(appraisal.FieldCarryOver) == "yes"
	need, keys := f.LastControlledDay, []appraisal.FieldKey{appraisal.FieldLastControlled, appraisal.FieldControlled, appraisal.FieldDay}
	switch e.Horizon {
	case appraisal.AtDay:
		need, keys = f.ResultDay, []appraisal.FieldKey{appraisal.FieldDay}
	case appraisal.RapidHours, appraisal.RapidDays, appraisal.ByDay:
		need, keys = f.FirstAssessmentDay, []appraisal.FieldKey{appraisal.FieldFirstDay, appraisal.FieldDay}
	}
	if need != nil || r.inVain(keys...) {
		return fc, f, nil
	}
	f.NotExtracted = true
	return fc, f, keys[:1]
}

// estimate is a result's comparison as recorded, on the scale of analysis (log for ratios).
type estimate struct {
	measure   appraisal.Measure
	value     float64
	se        *float64
	low, high *float64
}

// readEstimate returns the recorded comparison of two arms, or nil.
func readEstimate(r *reader) *estimate {
	m := appraisal.Measure(r.ofResult(appraisal.FieldMeasure))
	v := r.number(appraisal.FieldEstimate)
	if v == nil || !m.Comparative() || (m.Ratio() && *v <= 0) {
		return nil
	}
	scale := func(x *float64) *float64 {
		if x == nil || !m.Ratio() {
			return x
		}
		if *x <= 0 {
			return nil
		}
		l := math.Log(*x)
		return &l
	}
	e := &estimate{measure: m, value: *scale(v), low: scale(r.number(appraisal.FieldCILow)), high: scale(r.number(appraisal.FieldCIHigh))}
	e.se = r.number(appraisal.FieldSE)
	if e.se == nil && e.low != nil && e.high != nil && *e.high > *e.low {
		se := (*e.high - *e.low) / (2 * stats.Z975)
		e.se = &se
	}
	if e.se == nil {
		if p := r.number(appraisal.FieldPTwoSided); p != nil {
			if se, ok := stats.SEFromP(e.value, *p); ok {
				e.se = &se
			}
		}
	}
	if e.se != nil && *e.se <= 0 {
		e.se = nil
	}
	if e.se != nil && (e.low == nil || e.high == nil) {
		lo, hi := e.value-stats.Z975**e.se, e.value+stats.Z975**e.se
		e.low, e.high = &lo, &hi
	}
	if effect := r.design().Effect; effect > 1 {
		e.widened(math.Sqrt(effect))
	}
	return e
}

// orient turns an estimate so that + favours what the claim asserts: the claim's intervention, or for a harm claim the
// harm being there.
func orient(r *reader, l appraisal.Linked, kind appraisal.EffectKind) float64 {
	sign := 1.0
	if r.ofResult(appraisal.FieldBetter) == "lower" {
		sign = -sign
	}
	if l.Link.Reversed {
		sign = -sign
	}
	if kind == appraisal.Harm {
		sign = -sign
	}
	return sign
}

func (e *estimate) times(sign float64) *estimate {
	if e == nil || sign > 0 {
		return e
	}
	neg := func(x *float64) *float64 {
		if x == nil {
			return nil
		}
		y := -*x
		return &y
	}
	return &estimate{measure: e.measure, value: -e.value, se: e.se, low: neg(e.high), high: neg(e.low)}
}

// yearOf returns the year at the start of a date, or 0.
func yearOf(date string) int {
	if len(date) < 4 {
		return 0
	}
	y, err := strconv.Atoi(strings.TrimSpace(date[:4]))
	if err != nil {
		return 0
	}
	return y
}
