package pictures

import (
	"math"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/stats"
	"claimgrade/ui/figure"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// Domain is what a domain looks like in a row of a claim, drawn from what the rules were given, every mark with the
// source of its number; nil where there is nothing to draw.
func Domain(claim appraisal.Claim, row rules.Row, dom appraisal.Domain) figure.Build {
	v := row.Domains[dom]
	switch dom {
	case appraisal.Blinding:
		return blindingPicture(v, row)
	case appraisal.SampleSize:
		return precisionPicture(claim.Effect, row)
	case appraisal.FollowUp:
		return followUpPicture(claim.Effect, v, row)
	case appraisal.Attrition:
		return attritionPicture(v, row)
	}
	return nil
}

// ArmNames are the names of the compared arms, the experimental one first.
func ArmNames(row rules.Row) [2]string {
	names := [2]string{tr.T("Experimental arm"), tr.T("Control arm")}
	for _, a := range row.Linked.Trial.Arms {
		switch a.UID {
		case row.Result.ExperimentalUID:
			names[0] = a.Name
		case row.Result.ControlUID:
			names[1] = a.Name
		}
	}
	return names
}

var guessFields = []appraisal.FieldKey{appraisal.FieldGuessCorrect, appraisal.FieldGuessWrong, appraisal.FieldGuessDontKnow}

func blindingPicture(v rules.DomainView, row rules.Row) figure.Build {
	table := v.Inputs.Blinding.ParticipantGuesses
	if table == nil {
		return nil
	}
	names, from := ArmNames(row), Origins{row}
	uids := [2]string{row.Result.ExperimentalUID, row.Result.ControlUID}
	g := figure.Guesses{James: math.NaN(), JamesLo: math.NaN(), JamesHi: math.NaN(),
		ZoneFrom: tr.T("Bang 2004 calls blinding successful within 0.2 of chance.")}
	for i, of := range []*rules.Guesses{table.Experimental, table.Control} {
		key := []string{"bang_experimental", "bang_control"}[i]
		index, ok := v.Suggestion.Figures[key].(float64)
		ci, okCI := v.Suggestion.Figures[key+"_ci95"].([2]float64)
		if !ok || !okCI || of == nil {
			continue
		}
		n := 0
		for _, count := range []*int{of.Correct, of.Wrong, of.DontKnow} {
			if count != nil {
				n += *count
			}
		}
		g.Arms = append(g.Arms, figure.Guessing{Arm: names[i], N: n, Index: index, Lo: ci[0], Hi: ci[1], Unblinding: ci[0] > 0,
			From: Derived(tr.T("Derived by the index of Bang (2004), (right − wrong) / all, from:"), from.OfArm(uids[i], guessFields...))})
	}
	if len(g.Arms) == 0 {
		return nil
	}
	if james, ok := v.Suggestion.Figures["james"].(float64); ok {
		g.James = james
		if ci, ok := v.Suggestion.Figures["james_ci95"].([2]float64); ok {
			g.JamesLo, g.JamesHi = ci[0], ci[1]
		}
		g.JamesFrom = Derived(tr.T("Derived by the index of James (1996) from:"), from.OfArms(guessFields...))
	}
	switch v.Inputs.Blinding.GuessTiming {
	case "before":
		g.Asked = tr.T("asked before the effect could show")
	case "after":
		g.Asked = tr.T("asked after the end point")
	default:
		g.Asked = tr.T("when it was asked is not known")
	}
	g.AskedFrom = Recorded(from.OfTrial(appraisal.FieldGuessTiming))
	return figure.Blinding(g)
}

// precisionPicture sets the effect beside the smallest difference that matters and the difference that the trial could
// detect at 80 % power, which its standard error tells (method 5.3).
func precisionPicture(claim appraisal.Effect, row rules.Row) figure.Build {
	in := row.Domains[appraisal.SampleSize].Inputs
	if row.Estimate == nil || !row.OnScale {
		return nil
	}
	log := claim.Measure.Ratio()
	back := func(x *float64) float64 {
		switch {
		case x == nil:
			return math.NaN()
		case log:
			return math.Exp(*x)
		}
		return *x
	}
	estimate := Origins{row}.OfResult(appraisal.FieldMeasure, appraisal.FieldEstimate, appraisal.FieldCILow, appraisal.FieldCIHigh, appraisal.FieldSE,
		appraisal.FieldPTwoSided, appraisal.FieldBetter)
	pic := figure.Precision{Est: back(row.Estimate), Lo: back(row.Low), Hi: back(row.High), MID: back(in.SampleSizeClaim.MID),
		EstFrom:    Derived(tr.T("As recorded, turned so that the right side is in favour of the claim:"), estimate),
		MIDFrom:    tr.T("Given with the claim. Its source: %s", orNone(claim.MIDSource)),
		Detectable: math.NaN(), Log: log, Left: tr.T("against the claim"), Right: tr.T("for the claim")}
	if row.SE != nil {
		detectable := *row.SE * (stats.NormQuantile(0.975) + stats.NormQuantile(0.8))
		pic.Detectable = back(&detectable)
		pic.DetectableFrom = Derived(tr.T("Derived as 2.80 times the standard error of the effect (method 5.3), here %s, from:", tr.Number(*row.SE, 3)), estimate)
	}
	return figure.SampleSize(pic)
}

func orNone(s string) string {
	if s == "" {
		return tr.T("none given")
	}
	return s
}

func followUpPicture(claim appraisal.Effect, v rules.DomainView, row rules.Row) figure.Build {
	day := func(x *float64) float64 {
		if x == nil {
			return math.NaN()
		}
		return *x
	}
	in, from := v.Inputs, Origins{row}
	f := in.FollowUp
	result := func(k appraisal.FieldKey) []string { return from.OfResult(k) }
	trial := func(k appraisal.FieldKey) []string { return from.OfTrial(k) }
	t := figure.Timeline{Controlled: day(f.LastControlledDay), Any: day(f.LastAnyDay), Read: day(f.ResultDay), Needed: math.NaN(), Covered: math.NaN(), Words: words.Days,
		ControlledFrom: Recorded(firstRecorded(result(appraisal.FieldLastControlled), trial(appraisal.FieldControlled), result(appraisal.FieldDay))),
		AnyFrom:        Recorded(firstRecorded(result(appraisal.FieldLastAny), trial(appraisal.FieldTotalFollowUp)), trial(appraisal.FieldFollowUpKind)),
		ReadFrom:       Recorded(firstRecorded(result(appraisal.FieldDay), result(appraisal.FieldFirstDay)))}
	if math.IsNaN(t.Read) {
		t.Read = day(f.FirstAssessmentDay)
	}
	if math.IsNaN(t.Controlled) && math.IsNaN(t.Any) && math.IsNaN(t.Read) {
		return nil
	}
	if doses := row.Linked.Trial.Facts.Number(appraisal.FieldDoses); doses != nil {
		t.Doses, t.DosesFrom = int(*doses), Recorded(trial(appraisal.FieldDoses))
	}
	if needed, onset, ok := rules.Needed(in.FollowUpClaim); ok {
		t.Needed, t.Onset = needed, onset
		t.NeededFrom = tr.T("The claim's horizon: %s.", words.Horizon(claim)) + "\n" + byRule(v.Suggestion.Rule)
		if covered, ok := v.Suggestion.Figures["covered_share"].(float64); ok {
			t.Covered, t.CoveredFrom = covered, byRule(v.Suggestion.Rule)
		}
	}
	return figure.FollowUp(t)
}

func attritionPicture(v rules.DomainView, row rules.Row) figure.Build {
	f := v.Inputs.Attrition
	l := figure.Losses{Arms: flows(f, row)}
	if len(l.Arms) == 0 {
		return nil
	}
	number := func(key string) float64 {
		if x, ok := v.Suggestion.Figures[key].(float64); ok {
			return x
		}
		return math.NaN()
	}
	l.Overall, l.Differential = number("overall"), 100*number("differential")
	l.PointFrom, l.BoundaryFrom = byRule(rules.AD), byRule(rules.AD)
	if f.Total != nil {
		l.PointFrom = byRule(rules.AT)
	}
	for percent := 0; ; percent++ {
		cautious, low, optimistic, ok := rules.Boundaries(f.Thresholds, percent)
		if !ok {
			break
		}
		l.Optimist = append(l.Optimist, optimistic)
		if low {
			l.Cautious = append(l.Cautious, cautious)
		}
	}
	l.Tolerable = l.Differential <= number("boundary_cautious")
	l.TooLarge = !(l.Differential <= number("boundary_optimistic"))
	return figure.Attrition(l)
}

// flows are the arms' ways from randomised to observed, or that of both together where only totals are known.
func flows(f rules.AttritionFacts, row rules.Row) (out []figure.Flow) {
	names, from := ArmNames(row), Origins{row}
	uids := [2]string{row.Result.ExperimentalUID, row.Result.ControlUID}
	randomised := [2]appraisal.FieldKey{appraisal.FieldRandExp, appraisal.FieldRandCtl}
	observed := [2]appraisal.FieldKey{appraisal.FieldObsExp, appraisal.FieldObsCtl}
	for i, a := range []*rules.ArmFlow{f.Experimental, f.Control} {
		if a == nil || a.Randomised == nil || a.Observed == nil {
			continue
		}
		facts := row.Linked.Trial.Arm(uids[i]).Facts
		flow := figure.Flow{Arm: names[i], Reasons: facts.Text(appraisal.FieldArmLosses)}
		flow.ReasonsFrom = Recorded(firstRecorded(from.OfArm(uids[i], appraisal.FieldArmLosses), from.OfTrial(appraisal.FieldAttrition, appraisal.FieldLossReasons)))
		flow.Stages = []figure.Stage{{Name: tr.T("randomised"), N: *a.Randomised,
			From: Recorded(firstRecorded(from.OfResult(randomised[i]), from.OfArm(uids[i], appraisal.FieldArmRandomised)))}}
		for _, s := range []struct {
			name string
			key  appraisal.FieldKey
		}{{tr.T("treated"), appraisal.FieldArmTreated}, {tr.T("completed"), appraisal.FieldArmCompleted}} {
			// A number that belongs to another population than the two ends would show losses that there were not.
			last := flow.Stages[len(flow.Stages)-1].N
			if n := facts.Number(s.key); n != nil && int(*n) < last && int(*n) > *a.Observed {
				flow.Stages = append(flow.Stages, figure.Stage{Name: s.name, N: int(*n), From: Recorded(from.OfArm(uids[i], s.key))})
			}
		}
		flow.Stages = append(flow.Stages, figure.Stage{Name: tr.T("observed"), N: *a.Observed,
			From: Recorded(firstRecorded(from.OfResult(observed[i]), from.OfArm(uids[i], appraisal.FieldArmAnalysed)))})
		out = append(out, flow)
	}
	if t := f.Total; len(out) == 0 && t != nil && t.Randomised != nil && t.Observed != nil {
		out = append(out, figure.Flow{Arm: tr.T("Both arms"), ReasonsFrom: Recorded(from.OfTrial(appraisal.FieldAttrition, appraisal.FieldLossReasons)), Stages: []figure.Stage{
			{Name: tr.T("randomised"), N: *t.Randomised, From: Recorded(firstRecorded(from.OfResult(randomised[:]...), from.OfArms(appraisal.FieldArmRandomised),
				from.OfResult(appraisal.FieldRandTotal), from.OfTrial(appraisal.FieldNRandomised)))},
			{Name: tr.T("observed"), N: *t.Observed, From: Recorded(firstRecorded(from.OfResult(observed[:]...), from.OfArms(appraisal.FieldArmAnalysed),
				from.OfResult(appraisal.FieldObsTotal), from.OfResult(appraisal.FieldNTotal)))}}})
	}
	return out
}
