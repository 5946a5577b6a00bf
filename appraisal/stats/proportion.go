package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Wilson returns the score interval of the proportion p out of n > 0 at a two-sided level such as 0.95 (Wilson 1927).
// p may stand for a fractional count.
func Wilson(p, n, level float64) [2]float64 {
	z := NormQuantile((1 + level) / 2)
	z2 := z * z
	mid := p + z2/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z2/(4*n*n))
	low, high := (mid-half)/(1+z2/n), (mid+half)/(1+z2/n)
	// At the ends the limit is exact; rounding would leave a trace of it.
	if p <= 0 {
		low = 0
	}
	if p >= 1 {
		high = 1
	}
	return [2]float64{math.Max(0, low), math.Min(1, high)}
}

// ClopperPearson returns the exact interval of x out of n > 0, 0 <= x <= n, at a two-sided level.
func ClopperPearson(x, n, level float64) [2]float64 {
	tail := (1 - level) / 2
	ci := [2]float64{0, 1}
	if x > 0 {
		ci[0] = distuv.Beta{Alpha: x, Beta: n - x + 1}.Quantile(tail)
	}
	if x < n {
		ci[1] = distuv.Beta{Alpha: x + 1, Beta: n - x}.Quantile(1 - tail)
	}
	return ci
}

// Proportion is a share P of N observations; P·N need not be whole.
type Proportion struct{ P, N float64 }

// NewcombeDifference returns the hybrid-score interval of a.P − b.P at a two-sided level: the Wilson limits of each
// share, put together by squares (Newcombe 1998, method 10).
func NewcombeDifference(a, b Proportion, level float64) [2]float64 {
	d := a.P - b.P
	wa, wb := Wilson(a.P, a.N, level), Wilson(b.P, b.N, level)
	return [2]float64{
		d - math.Hypot(a.P-wa[0], wb[1]-b.P),
		d + math.Hypot(wa[1]-a.P, b.P-wb[0]),
	}
}
