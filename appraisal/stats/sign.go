package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// SignTest returns the exact two-sided p value of x successes against y failures when both are equally likely; 1 where
// there is neither.
func SignTest(x, y int) float64 {
	n := x + y
	if n == 0 {
		return 1
	}
	fewer := math.Min(float64(x), float64(y))
	return math.Min(1, 2*distuv.Binomial{N: float64(n), P: 0.5}.CDF(fewer))
}
