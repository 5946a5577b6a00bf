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

// TQuantile returns the quantile of p, 0 < p < 1, of Student's t with df > 0 degrees of freedom.
func TQuantile(p, df float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(p)
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
