package stats

import (
	"gonum.org/v1/gonum/stat/distuv"
)

// Heterogeneity is the interval of the variance between trials and of I² (a share of 1) at a two-sided level.
type Heterogeneity struct{ Tau2, I2 [2]float64 }

// QProfile returns the values of tau² at which Cochran's Q, with weights that hold that tau², is no surprise at a
// two-sided level; I² follows from tau² and the typical variance. Both ends are 0 where even tau² 0 spreads the trials
// too much for their closeness. ok is false with fewer than two effects (Viechtbauer 2007, Stat Med 26:37).
func QProfile(effects []Effect, level float64) (h Heterogeneity, ok bool) {
	if len(effects) < 2 {
		return h, false
	}
	f := newFit(effects)
	typical := f.typicalVariance()
	chi := distuv.ChiSquared{K: float64(len(effects) - 1)}
	for end, p := range []float64{(1 + level) / 2, (1 - level) / 2} {
		// Paule and Mandel's equation, with a quantile of Q in place of its mean.
		tau2, converged := f.pauleMandel(chi.Quantile(p), typical)
		if !converged {
			return h, false
		}
		h.Tau2[end] = tau2 * f.scale * f.scale
		h.I2[end] = tau2 / (tau2 + typical)
	}
	return h, true
}

// QP returns the p value of Cochran's Q: the chance of trials that differ this much if all had one effect. It is 1 for
// a single trial (Cochran 1954).
func (p Pool) QP() float64 {
	if p.K < 2 {
		return 1
	}
	return distuv.ChiSquared{K: float64(p.K - 1)}.Survival(p.Q)
}

// Prediction is a 95 % interval for the effect in a new trial, with the name of its kind: intervals of different kinds
// differ much where trials are few, so none is shown without its name.
type Prediction struct {
	Name      string
	Low, High float64
	Critical  float64 // the quantile it was made with
}

// The names of prediction intervals: the reference distribution, then the standard error of the mean.
const (
	PredictionZWald     = "z, Wald"
	PredictionTHK       = "t(k−1), Hartung–Knapp"
	PredictionRileyWald = "t(k−2), Wald"
	PredictionRileyHK   = "t(k−2), Hartung–Knapp"
)

// Predictions returns the prediction intervals that k trials allow: estimate ± quantile·√(tau²+SE²). With k−1 or by
// z the quantile is that of the confidence interval (as the R package metafor does by default); t with k−2 is the form of
// Higgins, Thompson and Spiegelhalter 2009 and of Riley 2011. One trial has none; two have only that by z, since t with
// one degree of freedom is as wide as no knowledge.
func (p Pool) Predictions() []Prediction {
	if p.K < 2 {
		return nil
	}
	made := func(name string, ci Interval, critical float64) Prediction {
		ci.Critical = critical
		pi := p.Prediction(ci)
		return Prediction{name, pi[0], pi[1], critical}
	}
	wald := p.Wald()
	all := []Prediction{made(PredictionZWald, wald, Z975)}
	if p.K == 2 {
		return all
	}
	hk := p.HartungKnapp()
	riley := TQuantile(0.975, float64(p.K-2))
	return append(all, made(PredictionTHK, hk, hk.Critical), made(PredictionRileyWald, wald, riley), made(PredictionRileyHK, hk, riley))
}

// H2 is the whole variance of the estimates in typical sampling variances: 1/(1−I²), infinite where I² rounds to 1
// (Higgins and Thompson 2002).
func (p Pool) H2() float64 { return 1 / (1 - p.I2) }
