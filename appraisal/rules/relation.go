package rules

import (
	"math"

	"claimgrade/appraisal"
)

// DeriveRelation says what a result does to a claim of this kind, by its oriented 95 % interval alone, and why (method
// 0.14). Mid is the smallest difference that matters (for non-inferiority the margin), NaN where none is given. A
// result that is not significant is not a contradiction.
func DeriveRelation(kind appraisal.EffectKind, low, high, mid float64) (appraisal.Relation, string) {
	s := spanOf([2]float64{low, high})
	shown := interval{low, high}.String()
	y := yardsticks{kind: kind, mid: mid, margin: mid}
	switch kind {
	case appraisal.NoDifference, appraisal.NoBetter, appraisal.NonInferiority:
		if math.IsNaN(mid) {
			return appraisal.Inconclusive, "No smallest difference that matters is given, so sameness cannot be read from " + shown + "."
		}
		switch y.classify([2]float64{low, high}, (low+high)/2) {
		case classSAME:
			return appraisal.Supports, shown + " leaves no difference that matters (" + y.String() + ")."
		case classDIFF:
			return appraisal.Contradicts, shown + " shows a difference that matters (" + y.String() + ")."
		}
		return appraisal.Inconclusive, shown + " still holds a difference that matters (" + y.String() + ")."
	}
	switch {
	case s.over(0):
		return appraisal.Supports, shown + " excludes 0, in favour of the claim."
	case s.over(-mid) && s.under(mid):
		return appraisal.ShowsNoDiff, shown + " lies within " + num(mid).String() + " either way: no difference that matters."
	case s.under(mid):
		return appraisal.Contradicts, shown + " excludes an effect of " + num(mid).String() + "."
	case math.IsNaN(mid) && s.under(0):
		return appraisal.Contradicts, shown + " excludes 0, against the claim."
	}
	if math.IsNaN(mid) {
		return appraisal.Inconclusive, shown + " holds 0, and no smallest difference that matters is given."
	}
	return appraisal.Inconclusive, shown + " holds both no effect and one that matters."
}
