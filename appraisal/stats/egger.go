package stats

import "math"

// Regression is the outcome of Egger's test of funnel asymmetry.
type Regression struct {
	Intercept, SE float64
	T, P          float64 // P two-sided, with k−2 degrees of freedom
}

// Egger regresses estimate/SE on 1/SE by ordinary least squares and tests the intercept (Egger 1997, BMJ 315:629). ok is
// false with fewer than three effects, or where all standard errors are equal so that no line can be drawn.
func Egger(effects []Effect) (r Regression, ok bool) {
	k := float64(len(effects))
	if k < 3 {
		return r, false
	}
	// Precision in units of its mean: the intercept has no unit, and nothing overflows.
	var unit float64
	for _, e := range effects {
		unit += 1 / e.SE / k
	}
	var meanX, meanY float64
	for _, e := range effects {
		meanX += 1 / e.SE / unit / k
		meanY += e.Value / e.SE / k
	}
	var sxx, sxy float64
	for _, e := range effects {
		dx := 1/e.SE/unit - meanX
		sxx += dx * dx
		sxy += dx * (e.Value/e.SE - meanY)
	}
	if sxx < 1e-18*k {
		return r, false
	}
	slope := sxy / sxx
	r.Intercept = meanY - slope*meanX
	var rss float64
	for _, e := range effects {
		d := e.Value/e.SE - meanY - slope*(1/e.SE/unit-meanX)
		rss += d * d
	}
	r.SE = math.Sqrt(rss / (k - 2) * (1/k + meanX*meanX/sxx))
	if r.SE <= 1e-12*math.Abs(r.Intercept) || r.SE == 0 {
		return r, false // the points lie on a line: there is no error to test against
	}
	r.T = r.Intercept / r.SE
	r.P = TTwoSidedP(r.T, k-2)
	return r, true
}
