package stats

import "math"

// Design is a two-sided test at Alpha that should have Power: 0 < Alpha < 1, Alpha < Power < 1. Power counts the tail
// in the direction of the effect only; the other tail is negligible.
type Design struct{ Alpha, Power float64 }

// Usual is the design of most trials: α 0.05, power 0.80.
var Usual = Design{Alpha: 0.05, Power: 0.80}

// z returns the sum of the normal quantiles of the test and of its power: 2.8016 for the usual design.
func (d Design) z() float64 { return NormQuantile(1-d.Alpha/2) + NormQuantile(d.Power) }

// MeansPerArmNormal returns the number per arm, not rounded, to detect a difference of effect > 0 standard deviations
// between two means: 2(z/effect)².
func (d Design) MeansPerArmNormal(effect float64) float64 {
	r := d.z() / effect
	return 2 * r * r
}

// asymptotic is the number per arm from which the t distribution adds a constant to the normal formula.
const asymptotic = 20000

// MeansPerArm returns the number per arm, not rounded and at least 2, to detect a difference of effect > 0 standard
// deviations between two means by the t test, from the noncentral t distribution. It is infinite for an effect too
// small for the arithmetic.
func (d Design) MeansPerArm(effect float64) float64 {
	normal := d.MeansPerArmNormal(effect)
	if normal > asymptotic {
		z := NormQuantile(1 - d.Alpha/2)
		return normal + z*z/4 // Guenther 1981; off by less than one in a million here
	}
	excess := func(n float64) float64 { return MeansPower(effect, n, n, d.Alpha) - d.Power }
	if excess(2) >= 0 {
		return 2
	}
	// The normal formula with a constant is off by a hundredth for all but the largest effects, and each try costs.
	z := NormQuantile(1 - d.Alpha/2)
	low, high := normal+z*z/4-0.05, normal+z*z/4+0.05
	if low <= 2 || excess(low) >= 0 {
		low = 2
	}
	for excess(high) < 0 && !math.IsInf(high, 1) {
		high *= 2
	}
	return root(low, high, excess)
}

// MeansPower returns the power of the two-sided t test at alpha to detect a difference of effect >= 0 standard
// deviations with n1 and n2 observations, n1+n2 > 2, from the noncentral t distribution; the upper tail only.
func MeansPower(effect, n1, n2, alpha float64) float64 {
	df := n1 + n2 - 2
	ncp := effect * math.Sqrt(n1*n2/(n1+n2))
	return math.Max(0, 1-NoncentralTCDF(TQuantile(1-alpha/2, df), df, ncp))
}

// MeansPowerNormal is MeansPower by the normal distribution.
func MeansPowerNormal(effect, n1, n2, alpha float64) float64 {
	return NormCDF(effect*math.Sqrt(n1*n2/(n1+n2)) - NormQuantile(1-alpha/2))
}

// Detectable returns the smallest difference in standard deviations that n1 and n2 observations, both above 0 and more
// than 2 together, detect by the t test.
func (d Design) Detectable(n1, n2 float64) float64 {
	excess := func(effect float64) float64 { return MeansPower(effect, n1, n2, d.Alpha) - d.Power }
	high := d.DetectableNormal(n1, n2)
	for excess(high) < 0 && !math.IsInf(high, 1) {
		high *= 2
	}
	return root(0, high, excess)
}

// DetectableNormal is Detectable by the normal distribution: z·√(1/n1 + 1/n2).
func (d Design) DetectableNormal(n1, n2 float64) float64 { return d.z() * math.Sqrt(1/n1+1/n2) }

// RisksPerArm returns the number per arm, not rounded, to detect that two risks p1 and p2 differ, 0 < p < 1, p1 ≠ p2,
// by the normal formula with the pooled risk under no difference (Fleiss 1981).
func (d Design) RisksPerArm(p1, p2 float64) float64 {
	mean := (p1 + p2) / 2
	null := NormQuantile(1-d.Alpha/2) * math.Sqrt(2*mean*(1-mean))
	alternative := NormQuantile(d.Power) * math.Sqrt(p1*(1-p1)+p2*(1-p2))
	r := (null + alternative) / (p1 - p2)
	return r * r
}

// RisksPower returns the power of the two-sided test at alpha that two risks differ, with n > 0 observations per arm;
// the upper tail only.
func RisksPower(p1, p2, n, alpha float64) float64 {
	mean := (p1 + p2) / 2
	z := math.Sqrt(n)*math.Abs(p1-p2) - NormQuantile(1-alpha/2)*math.Sqrt(2*mean*(1-mean))
	return NormCDF(z / math.Sqrt(p1*(1-p1)+p2*(1-p2)))
}

// MeansTotal returns the optimal information size for two means: the total, both arms rounded up, of one trial that
// detects a difference of mid > 0 when the standard deviation is sd > 0.
func (d Design) MeansTotal(mid, sd float64) float64 { return 2 * ceil(d.MeansPerArm(mid/sd)) }

// RisksTotal returns the optimal information size for two risks: the total, both arms rounded up, of one trial that
// detects a relative reduction rrr of the risk control, both between 0 and 1.
func (d Design) RisksTotal(control, rrr float64) float64 {
	return 2 * ceil(d.RisksPerArm(control, control*(1-rrr)))
}

// InformationFraction returns the information of an estimate with standard error se > 0 as a share of what the design
// needs to detect target > 0: (target/(z·se))². 1 means that power is reached, 0.5 about even odds.
func (d Design) InformationFraction(target, se float64) float64 {
	r := target / (d.z() * se)
	return r * r
}

// EffectiveN returns the size of each of two equal arms that carry as much information as n1 and n2; 0 if one is empty.
func EffectiveN(n1, n2 float64) float64 {
	if n1 <= 0 || n2 <= 0 {
		return 0
	}
	return 2 / (1/n1 + 1/n2)
}

// ceil rounds up, but takes a number within rounding error of a whole one for that.
func ceil(x float64) float64 { return math.Ceil(x - 1e-9) }

// root returns where the rising function f, below 0 at low and not below 0 at high, is 0: regula falsi with the
// Illinois correction, to the last digits in a handful of steps.
func root(low, high float64, f func(float64) float64) float64 {
	fLow, fHigh := f(low), f(high)
	x := high
	for range 100 {
		last := x
		x = high - fHigh*(high-low)/(fHigh-fLow)
		fx := f(x)
		if fx == 0 || math.Abs(x-last) <= 1e-14*math.Abs(x) {
			break
		}
		if (fx > 0) == (fHigh > 0) {
			fLow /= 2
		} else {
			low, fLow = high, fHigh
		}
		high, fHigh = x, fx
	}
	return x
}
