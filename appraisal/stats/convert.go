package stats

import "math"

// SEFromIntervalAt returns the standard error behind a symmetric interval at a two-sided level such as 0.90 by the normal
// distribution; ok is false where the limits leave none. Ratios: give the logarithms (Cochrane Handbook 6.3.1).
func SEFromIntervalAt(low, high, level float64) (se float64, ok bool) {
	if level <= 0 || level >= 1 {
		return 0, false
	}
	return usable((high - low) / (2 * NormQuantile((1+level)/2)))
}

// SEFromIntervalOfT is SEFromInterval for a 95 % interval made with the t distribution of df > 0 degrees of freedom, as
// small trials print it (Cochrane Handbook 6.5.2.2).
func SEFromIntervalOfT(low, high, df float64) (se float64, ok bool) {
	return usable((high - low) / (2 * TQuantile(0.975, df)))
}

// SEFromF returns the standard error behind an estimate and its F statistic with one degree of freedom in the numerator,
// whose root is t.
func SEFromF(estimate, f float64) (se float64, ok bool) {
	if f <= 0 {
		return 0, false
	}
	return SEFromT(estimate, math.Sqrt(f))
}

// SEFromPOfF returns the standard error behind an estimate and the exact p value of an F test with one degree of freedom
// in the numerator and df > 0 in the denominator: the p of F is the two-sided p of its root, t.
func SEFromPOfF(estimate, p, df float64) (se float64, ok bool) { return SEFromPOfT(estimate, p, df) }

// SEFromOneSidedP returns the standard error behind an estimate and its exact one-sided p value in the direction of the
// estimate, 0 < p < 0.5, by the normal distribution. A one-sided p is half a two-sided one; read as two-sided it would
// make the trial too precise.
func SEFromOneSidedP(estimate, p float64) (se float64, ok bool) {
	if p >= 0.5 {
		return 0, false
	}
	return SEFromP(estimate, 2*p)
}

// SEFromSD returns the standard error of a difference of means of two arms with one standard deviation sd:
// sd·√(1/n1 + 1/n2); ok is false where an arm is empty.
func SEFromSD(sd, n1, n2 float64) (se float64, ok bool) {
	if n1 <= 0 || n2 <= 0 {
		return 0, false
	}
	return usable(sd * math.Sqrt(1/n1+1/n2))
}

// SDFromSE returns the standard deviation behind a standard error of a difference of means of two arms (Cochrane
// Handbook 6.5.2.3).
func SDFromSE(se, n1, n2 float64) (sd float64, ok bool) {
	if n1 <= 0 || n2 <= 0 {
		return 0, false
	}
	return usable(se / math.Sqrt(1/n1+1/n2))
}
