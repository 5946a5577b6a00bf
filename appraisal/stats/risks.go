package stats

import "math"

// Arm is the number with the event among N persons, 0 <= Events <= N; after imputation it need not be whole.
type Arm struct{ Events, N float64 }

// Risk is the share with the event.
func (a Arm) Risk() float64 { return a.Events / a.N }

// cells returns events and non-events of two arms, with half a person added to each of the four if one of them is
// empty, so that logarithms exist. ok is false where an arm is empty, or where nobody or everybody had the event, so
// that a ratio is not defined (Cochrane Handbook 10.4.4).
func cells(treated, control Arm) (t, c [2]float64, ok bool) {
	if treated.N <= 0 || control.N <= 0 {
		return t, c, false
	}
	t = [2]float64{treated.Events, treated.N - treated.Events}
	c = [2]float64{control.Events, control.N - control.Events}
	if t[0]+c[0] <= 0 || t[1]+c[1] <= 0 {
		return t, c, false
	}
	if t[0] <= 0 || t[1] <= 0 || c[0] <= 0 || c[1] <= 0 {
		for i := range t {
			t[i] += 0.5
			c[i] += 0.5
		}
	}
	return t, c, true
}

// LogRiskRatio returns the logarithm of the risk ratio of treated to control with its standard error
// √(1/e_T − 1/n_T + 1/e_C − 1/n_C), Wald's (Cochrane Handbook 6.4.1). With an empty cell half a person is added to each
// of the four; ok is false where nobody or everybody had the event.
func LogRiskRatio(treated, control Arm) (e Effect, ok bool) {
	t, c, ok := cells(treated, control)
	if !ok {
		return e, false
	}
	nt, nc := t[0]+t[1], c[0]+c[1]
	variance := t[1]/(t[0]*nt) + c[1]/(c[0]*nc) // 1/e − 1/n, without cancelling
	return Effect{math.Log(t[0] / nt / (c[0] / nc)), math.Sqrt(variance)}, true
}

// LogOddsRatio returns the logarithm of the odds ratio with Woolf's standard error, the root of the sum of one over
// each cell (Woolf 1955; Cochrane Handbook 6.4.1). Empty cells as in LogRiskRatio.
func LogOddsRatio(treated, control Arm) (e Effect, ok bool) {
	t, c, ok := cells(treated, control)
	if !ok {
		return e, false
	}
	return Effect{math.Log(t[0] / t[1] * (c[1] / c[0])), math.Sqrt(1/t[0] + 1/t[1] + 1/c[0] + 1/c[1])}, true
}

// RiskDifference returns the risk of treated less that of control with its standard error √(Σ p(1−p)/n) (Cochrane
// Handbook 6.4.1). ok is false where an arm is empty, and where each arm had no or only events: then there is no
// standard error. For the interval of a single trial RiskDifferenceInterval is the better one.
func RiskDifference(treated, control Arm) (e Effect, ok bool) {
	if treated.N <= 0 || control.N <= 0 {
		return e, false
	}
	p, q := treated.Risk(), control.Risk()
	e = Effect{p - q, math.Sqrt(p*(1-p)/treated.N + q*(1-q)/control.N)}
	return e, e.SE > 0
}

// RiskDifferenceInterval returns Newcombe's hybrid-score interval of the risk difference at a two-sided level, which
// holds with few or no events too (Newcombe 1998, method 10). Both arms have persons.
func RiskDifferenceInterval(treated, control Arm, level float64) [2]float64 {
	return NewcombeDifference(Proportion{treated.Risk(), treated.N}, Proportion{control.Risk(), control.N}, level)
}

// NumberNeeded is the number of persons to treat for one more (or, if To is below 0, one fewer) to have the event, with
// its interval.
type NumberNeeded struct {
	To     float64    // 1/risk difference; infinite for none
	Limits [2]float64 // 1/each limit of the risk difference, in their order
	// Through says that the interval of the risk difference holds 0, so that the number needed runs from one limit
	// through infinity to the other.
	Through bool
}

// NumberNeededToTreat returns the inverse of a risk difference and of its interval (Altman 1998, BMJ 317:1309).
func NumberNeededToTreat(difference float64, ci [2]float64) NumberNeeded {
	inverse := func(x float64) float64 {
		if x == 0 {
			return math.Inf(1)
		}
		return 1 / x
	}
	return NumberNeeded{
		To:      inverse(difference),
		Limits:  [2]float64{inverse(ci[0]), inverse(ci[1])},
		Through: ci[0] <= 0 && ci[1] >= 0,
	}
}
