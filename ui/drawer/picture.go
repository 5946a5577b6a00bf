package drawer

import (
	"math"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/stats"
	"claimgrade/ui/figure"
	"claimgrade/ui/words"
)

// Picture is what a domain looks like in a row of a claim, drawn from what the rules were given; nil where there is
// nothing to draw.
func Picture(claim appraisal.Claim, row rules.Row, dom appraisal.Domain) figure.Build {
	v := row.Domains[dom]
	switch dom {
	case appraisal.Blinding:
		return blindingPicture(v, armNames(row))
	case appraisal.SampleSize:
		return precisionPicture(claim.Effect, row)
	case appraisal.FollowUp:
		return followUpPicture(v.Inputs)
	case appraisal.Attrition:
		return attritionPicture(v, armNames(row))
	}
	return nil
}

// armNames are those of the compared arms, the experimental one first.
func armNames(row rules.Row) [2]string {
	names := [2]string{"Experimental arm", "Control arm"}
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

func blindingPicture(v rules.DomainView, names [2]string) figure.Build {
	table := v.Inputs.Blinding.ParticipantGuesses
	if table == nil {
		return nil
	}
	var arms []figure.Guessing
	for i, g := range []*rules.Guesses{table.Experimental, table.Control} {
		key := []string{"bang_experimental", "bang_control"}[i]
		index, ok := v.Suggestion.Figures[key].(float64)
		ci, okCI := v.Suggestion.Figures[key+"_ci95"].([2]float64)
		if !ok || !okCI || g == nil {
			continue
		}
		n := 0
		for _, count := range []*int{g.Correct, g.Wrong, g.DontKnow} {
			if count != nil {
				n += *count
			}
		}
		arms = append(arms, figure.Guessing{Arm: names[i], N: n, Index: index, Lo: ci[0], Hi: ci[1], Unblinding: ci[0] > 0})
	}
	if len(arms) == 0 {
		return nil
	}
	return figure.Blinding(arms)
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
	pic := figure.Precision{Est: back(row.Estimate), Lo: back(row.Low), Hi: back(row.High), MID: back(in.SampleSizeClaim.MID),
		Detectable: math.NaN(), Log: log, Left: "against the claim", Right: "for the claim"}
	if row.SE != nil {
		detectable := *row.SE * (stats.NormQuantile(0.975) + stats.NormQuantile(0.8))
		pic.Detectable = back(&detectable)
	}
	return figure.SampleSize(pic)
}

func followUpPicture(in rules.DomainInputs) figure.Build {
	day := func(x *float64) float64 {
		if x == nil {
			return math.NaN()
		}
		return *x
	}
	f := in.FollowUp
	t := figure.Timeline{Controlled: day(f.LastControlledDay), Any: day(f.LastAnyDay), Read: day(f.ResultDay), Needed: math.NaN(), Words: words.Days}
	if math.IsNaN(t.Read) {
		t.Read = day(f.FirstAssessmentDay)
	}
	if math.IsNaN(t.Controlled) && math.IsNaN(t.Any) && math.IsNaN(t.Read) {
		return nil
	}
	if needed, onset, ok := rules.Needed(in.FollowUpClaim); ok {
		t.Needed, t.Onset = needed, onset
	}
	return figure.FollowUp(t)
}

func attritionPicture(v rules.DomainView, names [2]string) figure.Build {
	f := v.Inputs.Attrition
	var l figure.Losses
	for i, a := range []*rules.ArmFlow{f.Experimental, f.Control} {
		if a != nil && a.Randomised != nil && a.Observed != nil {
			l.Arms = append(l.Arms, figure.Flow{Arm: names[i], Randomised: *a.Randomised, Observed: *a.Observed})
		}
	}
	if t := f.Total; len(l.Arms) == 0 && t != nil && t.Randomised != nil && t.Observed != nil {
		l.Arms = append(l.Arms, figure.Flow{Arm: "Both arms", Randomised: *t.Randomised, Observed: *t.Observed})
	}
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
