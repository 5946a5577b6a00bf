package rules

import (
	"math"

	"claimgrade/appraisal"
	"claimgrade/appraisal/stats"
)

// K1 marks a claim that trials cannot decide.
const K1 ID = "K-1"

// kindRules are the rules that need no trial.
var kindRules = []Rule{
	{K1, "Prevalence, mechanism, approval, practice or opinion: not a trial question.", convention},
}

// CitationWords says in a sentence what a citation check found.
func CitationWords(f appraisal.CitationFinding) string {
	switch f {
	case appraisal.SourceSays:
		return "The source says it."
	case appraisal.SourceSaysPart:
		return "The source says part of it."
	case appraisal.SourceDoesNotSay:
		return "The source does not say it."
	case appraisal.SourceSaysOpposite:
		return "The source says the opposite."
	case appraisal.NoSuchSource:
		return "There is no such source."
	case appraisal.AnotherSource:
		return "Another source says it."
	case appraisal.NotObtained:
		return "The source was not obtained."
	}
	return "Nobody has checked the source."
}

// Conventions for the optimal information size where the claim gives neither a planning SD nor a control risk.
const (
	standardDifference = 0.3 // the smallest difference that matters in standard deviations
	evenRisk           = 0.5 // for risk differences: the risk that needs the most people
	commonRisk         = 0.3 // for ratios
)

// optimalSize is the total number of people that one trial with 80 % power at a two-sided 5 % would need to detect the
// smallest difference that matters; nil where no difference is given.
func optimalSize(e appraisal.Effect, t *appraisal.Thresholds) *float64 {
	if e.OIS != nil {
		return e.OIS
	}
	mid := e.MID
	if mid == nil {
		mid = e.Margin
	}
	var n float64
	switch {
	case e.Measure == appraisal.RiskDifference && mid != nil:
		p := evenRisk
		if e.ControlRisk != nil {
			p = *e.ControlRisk
		}
		q := p - *mid/100
		if q <= 0 {
			q = p + *mid/100
		}
		if q <= 0 || q >= 1 {
			return nil
		}
		n = 2 * math.Ceil(stats.Usual.RisksPerArm(p, q)-1e-9)
	case e.Measure.Ratio() || (mid == nil && e.ControlRisk != nil):
		p, rrr := commonRisk, t.OrDefault().RRR
		if e.ControlRisk != nil {
			p = *e.ControlRisk
		}
		if e.RRR != nil {
			rrr = *e.RRR
		} else if mid != nil && e.Measure.Ratio() {
			rrr = 1 - math.Exp(-*mid)
		}
		n = stats.Usual.RisksTotal(p, rrr)
	case mid != nil && e.Measure == appraisal.StdDifference:
		n = stats.Usual.MeansTotal(*mid, 1)
	case mid != nil && e.PlanningSD != nil:
		n = stats.Usual.MeansTotal(*mid, *e.PlanningSD)
	default:
		n = stats.Usual.MeansTotal(standardDifference, 1)
	}
	if math.IsNaN(n) || math.IsInf(n, 0) || n <= 0 {
		return nil
	}
	return &n
}
