package words

import (
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// Withdrawn is a limit on duration with the measure of its randomised withdrawals, on whose scale these are shown: it need
// not be that of the readings before and after. Where they differ among themselves it has none, and their figures stay as
// they were pooled.
func Withdrawn(c appraisal.Claim, rows []rules.Row) appraisal.Claim {
	var measures []appraisal.Measure
	for _, r := range rows {
		m := appraisal.Measure(r.Result.Facts.Text(appraisal.FieldMeasure))
		if r.InPool && r.Linked.Trial.Facts.Text(appraisal.FieldDesign) == "randomised-withdrawal" && !slices.Contains(measures, m) {
			measures = append(measures, m)
		}
	}
	switch {
	case len(measures) == 1 && measures[0] == c.Effect.Measure:
	case len(measures) == 1:
		c.Effect.Measure, c.Effect.Instrument = measures[0], ""
	default:
		c.Effect.Measure, c.Effect.Instrument = "", ""
	}
	return c
}
