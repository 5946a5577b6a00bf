// Package stats holds the statistics of critical appraisal: indices, intervals, pools and power. Numbers in, numbers
// out; it must not know the words of trials and claims.
package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// NormQuantile returns the standard normal quantile of p, 0 < p < 1; ±Inf at the ends.
func NormQuantile(p float64) float64 { return distuv.UnitNormal.Quantile(p) }

// NormCDF returns the standard normal probability of a value at or below x.
func NormCDF(x float64) float64 { return distuv.UnitNormal.CDF(x) }

// TQuantile returns the quantile of p, 0 < p < 1, of Student's t with df > 0 degrees of freedom. With more than a few of
// them it starts from the expansion about the normal quantile (Fisher and Cornish 1960) and mends that by Newton's method,
// in a tenth of the time that inverting the incomplete beta function takes: power calculations ask for thousands.
func TQuantile(p, df float64) float64 {
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}
	if !(df >= 5 && p > 1e-4 && p < 1-1e-4) {
		return t.Quantile(p)
	}
	z := NormQuantile(p)
	z2 := z * z
	x := z * (1 + (z2+1)/(4*df) + ((5*z2+16)*z2+3)/(96*df*df) + (((3*z2+19)*z2+17)*z2-15)/(384*df*df*df))
	for range 5 {
		step := (t.CDF(x) - p) / t.Prob(x)
		x -= step
		if math.Abs(step) <= 1e-9*math.Abs(x) { // the error left is about the square of that
			break
		}
	}
	return x
}

// TCDF returns the probability that Student's t with df > 0 degrees of freedom is at or below t.
func TCDF(t, df float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.CDF(t)
}

// TTwoSidedP returns the two-sided p value of t with df > 0 degrees of freedom. It sums the lower tail twice, so that
// small values keep their digits.
func TTwoSidedP(t, df float64) float64 { return 2 * TCDF(-math.Abs(t), df) }

// NoncentralTCDF returns the probability that the noncentral t with df > 0 degrees of freedom and noncentrality ncp is
// at or below t (Lenth 1989, algorithm AS 243).
func NoncentralTCDF(t, df, ncp float64) float64 {
	return distuv.NoncentralT{Nu: df, Mu: ncp}.CDF(t)
}
