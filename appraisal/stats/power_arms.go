package stats

import "math"

// MeansPowerStrict is MeansPower with the other tail added: the chance of a significant difference in either direction
// (R: power.t.test with strict = TRUE).
func MeansPowerStrict(effect, n1, n2, alpha float64) float64 {
	df := n1 + n2 - 2
	ncp := effect * math.Sqrt(n1*n2/(n1+n2))
	return MeansPower(effect, n1, n2, alpha) + NoncentralTCDF(-TQuantile(1-alpha/2, df), df, ncp)
}

// RisksPowerArms returns the power of the two-sided test at alpha that two risks differ, with arms of different size: as
// RisksPower with the effective number 2·n1·n2/(n1+n2) per arm.
func RisksPowerArms(p1, p2 float64, n1, n2, alpha float64) float64 {
	n := EffectiveN(n1, n2)
	if n == 0 {
		return 0
	}
	return RisksPower(p1, p2, n, alpha)
}

// RisksPowerArcsine returns the power of the two-sided test at alpha that two risks of arms of different size differ, by
// the arcsine of their roots, which makes the variance the same everywhere; both tails (Cohen 1988, chapter 6; R:
// pwr.2p2n.test). Risks lie from 0 to 1.
func RisksPowerArcsine(p1, p2 float64, n1, n2, alpha float64) float64 {
	h := math.Abs(2*math.Asin(math.Sqrt(p1)) - 2*math.Asin(math.Sqrt(p2)))
	ncp, z := h*math.Sqrt(EffectiveN(n1, n2)/2), NormQuantile(1-alpha/2)
	return NormCDF(ncp-z) + NormCDF(-ncp-z)
}

// DetectableRisk returns the lower of two risks that arms of this size detect against the risk control, 0 < control < 1;
// ok is false where not even a risk of 0 is detected.
func (d Design) DetectableRisk(control, n1, n2 float64) (risk float64, ok bool) {
	excess := func(reduction float64) float64 {
		return RisksPowerArms(control, control-reduction, n1, n2, d.Alpha) - d.Power
	}
	if !(excess(control) >= 0) {
		return 0, false
	}
	low, high := 0.0, control
	for high-low > 1e-13 {
		if mid := (low + high) / 2; excess(mid) < 0 {
			low = mid
		} else {
			high = mid
		}
	}
	return control - high, true
}

// InformationSize is the optimal information size for one risk of the controls.
type InformationSize struct{ ControlRisk, Total float64 }

// UsualControlRisks are the risks that a table of information sizes is printed for.
var UsualControlRisks = []float64{0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6}

// RisksTable returns the optimal information size for each risk of the controls, for a relative reduction rrr of it, all
// between 0 and 1 (GRADE guidelines 6, Guyatt 2011).
func (d Design) RisksTable(rrr float64, controlRisks []float64) []InformationSize {
	table := make([]InformationSize, len(controlRisks))
	for i, risk := range controlRisks {
		table[i] = InformationSize{risk, d.RisksTotal(risk, rrr)}
	}
	return table
}
