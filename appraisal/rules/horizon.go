package rules

import "claimgrade/appraisal"

// Needed is the day that the claim's horizon asks for: an onset by that day, else a duration up to it. ok is false where
// the horizon names no day.
func Needed(c FollowUpClaim) (day float64, onset, ok bool) {
	if b, onset, ok := presetBounds(c.Horizon, c.Thresholds.OrDefault()); ok {
		return b.low, onset, true
	}
	switch {
	case c.Horizon == appraisal.Custom && c.CustomLowDays != nil:
		return *c.CustomLowDays, false, true
	case c.HorizonDays != nil:
		return *c.HorizonDays, c.Horizon == appraisal.ByDay, true
	}
	return 0, false, false
}
