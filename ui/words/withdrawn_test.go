package words

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

func TestWithdrawalsAreShownOnTheirOwnScale(t *testing.T) {
	row := func(m appraisal.Measure, design string, pooled bool) rules.Row {
		facts := func(k appraisal.FieldKey, v string) appraisal.Facts { return appraisal.Facts{k: {Field: k, Value: v}} }
		return rules.Row{InPool: pooled, Result: appraisal.Result{Facts: facts(appraisal.FieldMeasure, string(m))},
			Linked: appraisal.Linked{Trial: appraisal.Trial{Facts: facts(appraisal.FieldDesign, design)}}}
	}
	hazard := row(appraisal.HazardRatio, "randomised-withdrawal", true)
	points := row(appraisal.MeanDifference, "randomised-withdrawal", true)
	for name, c := range map[string]struct {
		rows       []rules.Row
		measure    appraisal.Measure
		instrument string
	}{
		"all hazard ratios":       {[]rules.Row{hazard, hazard, row(appraisal.MeanDifference, "parallel", true)}, appraisal.HazardRatio, ""},
		"as the claim":            {[]rules.Row{points}, appraisal.MeanDifference, "MADRS"},
		"of two kinds":            {[]rules.Row{hazard, points}, "", ""},
		"one that does not count": {[]rules.Row{hazard, row(appraisal.MeanDifference, "randomised-withdrawal", false)}, appraisal.HazardRatio, ""},
		"none":                    {nil, "", ""},
	} {
		claim := appraisal.Claim{Effect: appraisal.Effect{Measure: appraisal.MeanDifference, Instrument: "MADRS"}}
		got := Withdrawn(claim, c.rows).Effect
		if got.Measure != c.measure || got.Instrument != c.instrument {
			t.Errorf("%s: shown as %q on %q, want %q on %q", name, got.Measure, got.Instrument, c.measure, c.instrument)
		}
	}
}
