package stats

import "math"

// SEFromInterval returns the standard error behind a symmetric 95 % interval by the normal distribution; ok is false
// where the limits leave none. Ratios: give the logarithms of the limits.
func SEFromInterval(low, high float64) (se float64, ok bool) {
	return usable((high - low) / (2 * Z975))
}

// SEFromP returns the standard error behind an estimate and its exact two-sided p value, 0 < p < 1, by the normal
// distribution; ok is false where the pair leaves none (an estimate of 0, p of 1). Ratios: give the logarithm.
func SEFromP(estimate, p float64) (se float64, ok bool) {
	if p <= 0 || p >= 1 {
		return 0, false
	}
	return usable(math.Abs(estimate) / -NormQuantile(p/2))
}

// SEFromPOfT is SEFromP for a t test with df > 0 degrees of freedom.
func SEFromPOfT(estimate, p, df float64) (se float64, ok bool) {
	if p <= 0 || p >= 1 {
		return 0, false
	}
	return usable(math.Abs(estimate) / -TQuantile(p/2, df))
}

// SEFromT returns the standard error behind an estimate and its t (or z) statistic. For an F statistic with one degree
// of freedom in the numerator, t is its square root.
func SEFromT(estimate, t float64) (se float64, ok bool) { return usable(math.Abs(estimate / t)) }

// LogRatio returns a ratio with its printed 95 % limits as an effect on the log scale; ok is false where one of them is
// not above 0 or the limits leave no standard error.
func LogRatio(ratio, low, high float64) (e Effect, ok bool) {
	if ratio <= 0 || low <= 0 || high <= 0 {
		return Effect{}, false
	}
	se, ok := SEFromInterval(math.Log(low), math.Log(high))
	return Effect{math.Log(ratio), se}, ok
}

func usable(se float64) (float64, bool) {
	if !(se > 0) || math.IsInf(se, 0) {
		return 0, false
	}
	return se, true
}
