package stats

import (
	"math"
	"sync/atomic"
)

// Z975 is the 97.5 % quantile of the standard normal distribution: half the width of a 95 % interval in standard errors.
const Z975 = 1.959963984540054

// Effect is one estimate with its standard error, SE > 0, both in the same unit; ratios on the log scale.
type Effect struct{ Value, SE float64 }

// Interval returns the 95 % interval of the estimate.
func (e Effect) Interval() [2]float64 { return [2]float64{e.Value - Z975*e.SE, e.Value + Z975*e.SE} }

// Tau2Method names an estimator of the variance between trials.
type Tau2Method int

// The estimators. CommonEffect takes the variance between trials as 0.
const (
	CommonEffect Tau2Method = iota
	DerSimonianLaird
	REML
	MaximumLikelihood
	PauleMandel
)

// Pool is an inverse-variance pool of k >= 1 effects.
type Pool struct {
	K         int
	Estimate  float64
	SE        float64   // of the estimate, by Wald
	CommonSE  float64   // sampling error alone: the standard error of the common-effect pool
	Tau2      float64   // variance between trials
	I2        float64   // share of 1 of the variance that lies between trials: tau² / (tau² + typical variance)
	Q         float64   // Cochran's Q
	Weights   []float64 // shares of 1, in the order of the effects
	Converged bool      // false where 200 steps did not settle tau²; it is then the best value seen
	q         float64   // weighted residual variance at tau², the factor of Hartung and Knapp
}

// Interval is a confidence interval or prediction interval with what it was made from.
type Interval struct {
	Low, High float64
	SE        float64 // of the estimate
	Critical  float64 // the quantile of the reference distribution
}

// RandomEffects pools effects by inverse variance, with the variance between trials by the method named. It needs at
// least one effect. Formulas: Viechtbauer 2010 (J Stat Softw 36:3), sections on model fitting; the tau² of a single
// effect is 0.
func RandomEffects(effects []Effect, method Tau2Method) Pool {
	k := len(effects)
	f := newFit(effects)
	p := Pool{K: k, Converged: true, CommonSE: f.scale / math.Sqrt(f.weigh(0)), Weights: make([]float64, k)}
	tau2 := 0.0
	if k > 1 {
		p.Q = f.residual(1)
		typical := f.typicalVariance()
		tau2, p.Converged = f.tau2(method, p.Q, typical)
		p.I2 = tau2 / (tau2 + typical)
	}
	sum := f.weigh(tau2)
	p.Estimate = (f.mean + f.centre) * f.scale
	p.SE = f.scale / math.Sqrt(sum)
	p.Tau2 = tau2 * f.scale * f.scale
	for i, w := range f.w {
		p.Weights[i] = w / sum
	}
	if k > 1 {
		p.q = f.residual(1) / float64(k-1)
	}
	return p
}

// Wald returns the 95 % interval by the normal distribution.
func (p Pool) Wald() Interval {
	return Interval{p.Estimate - Z975*p.SE, p.Estimate + Z975*p.SE, p.SE, Z975}
}

// HartungKnapp returns the 95 % interval by t with k−1 degrees of freedom, its standard error never below Wald's: the
// "ad hoc" form. It needs two effects or more.
func (p Pool) HartungKnapp() Interval {
	se := p.SE * math.Sqrt(math.Max(1, p.q))
	c := t975(p.K - 1)
	return Interval{p.Estimate - c*se, p.Estimate + c*se, se, c}
}

// quantiles holds t975 by degrees of freedom once computed: a claim is pooled anew for every what-if, with the same few
// numbers of trials.
var quantiles [256]atomic.Uint64

func t975(df int) float64 {
	if df >= len(quantiles) {
		return TQuantile(0.975, float64(df))
	}
	if bits := quantiles[df].Load(); bits != 0 {
		return math.Float64frombits(bits)
	}
	t := TQuantile(0.975, float64(df))
	quantiles[df].Store(math.Float64bits(t))
	return t
}

// Sampling returns the 95 % interval around the estimate by sampling error alone.
func (p Pool) Sampling() [2]float64 {
	return [2]float64{p.Estimate - Z975*p.CommonSE, p.Estimate + Z975*p.CommonSE}
}

// Prediction returns the 95 % interval for the effect in a new trial, by the same distribution and standard error as the
// confidence interval given.
func (p Pool) Prediction(ci Interval) [2]float64 {
	half := ci.Critical * math.Hypot(math.Sqrt(p.Tau2), ci.SE)
	return [2]float64{p.Estimate - half, p.Estimate + half}
}

// fit holds the effects in units of about the smallest standard error, so that no square leaves the range of numbers,
// and around the most precise estimate, so that equal estimates differ by exactly nothing.
type fit struct {
	scale, centre float64 // a power of two, and the most precise estimate in its units
	y, v, w       []float64
	after         []float64 // scratch: the weights after each
	mean          float64   // at the last weighing
}

func newFit(effects []Effect) *fit {
	k := len(effects)
	buf := make([]float64, 4*k)
	f := &fit{y: buf[:k], v: buf[k : 2*k], w: buf[2*k : 3*k], after: buf[3*k:]}
	best := effects[0]
	for _, e := range effects[1:] {
		if e.SE < best.SE || (e.SE == best.SE && e.Value < best.Value) {
			best = e
		}
	}
	_, exp := math.Frexp(best.SE)
	f.scale = math.Ldexp(1, exp)
	f.centre = best.Value / f.scale
	for i, e := range effects {
		se := e.SE / f.scale
		f.y[i], f.v[i] = e.Value/f.scale-f.centre, se*se
	}
	return f
}

// weigh sets the weights and the mean for a variance between trials and returns the sum of weights.
func (f *fit) weigh(tau2 float64) float64 {
	var sum, sumY float64
	for i, v := range f.v {
		w := 1 / (v + tau2)
		f.w[i] = w
		sum += w
		sumY += w * f.y[i]
	}
	f.mean = sumY / sum
	return sum
}

// residual returns the sum of w^power·(y−mean)² at the last weighing, for power 1 or 2.
func (f *fit) residual(power int) float64 {
	var s float64
	for i, w := range f.w {
		r := w * (f.y[i] - f.mean)
		if power == 1 {
			s += r * (f.y[i] - f.mean)
		} else {
			s += r * r
		}
	}
	return s
}

// pairs returns the sum over pairs i<j of w_i·w_j: half of (Σw)²−Σw², which is not written as that difference because
// one trial that outweighs all others would cancel every digit.
func (f *fit) pairs() float64 {
	var before, s float64
	for _, w := range f.w {
		s += w * before
		before += w
	}
	return s
}

// typicalVariance is (k−1)Σw / ((Σw)²−Σw²) at tau² 0 (Higgins and Thompson 2002).
func (f *fit) typicalVariance() float64 {
	sum := f.weigh(0)
	return float64(len(f.w)-1) * sum / (2 * f.pairs())
}

func (f *fit) tau2(method Tau2Method, q, typical float64) (float64, bool) {
	df := float64(len(f.w) - 1)
	sum := f.weigh(0)
	dl := math.Max(0, (q-df)*sum/(2*f.pairs()))
	tau2, converged := dl, true
	switch method {
	case CommonEffect:
		return 0, true
	case REML, MaximumLikelihood:
		tau2, converged = f.score(method, dl, typical)
	case PauleMandel:
		tau2, converged = f.pauleMandel(df, typical)
	}
	if tau2 < 1e-8*typical {
		tau2 = 0
	}
	return tau2, converged
}

// settled is the change of tau², in typical variances, below which the search ends; maxSteps bounds it.
const (
	settled  = 1e-10
	maxSteps = 200
)

// score maximises the (restricted) likelihood over tau² by Fisher scoring from the DerSimonian–Laird value. A step that
// lowers the likelihood is halved until it does not. Where few trials are precise, the likelihood can have a second top
// at 0; if that is the higher one, tau² is 0.
func (f *fit) score(method Tau2Method, tau2, typical float64) (float64, bool) {
	best, atZero := f.logLikelihood(method, tau2), f.logLikelihood(method, 0)
	converged := false
	for range maxSteps {
		next := math.Max(0, tau2+f.step(method, tau2))
		likelihood := f.logLikelihood(method, next)
		// Near the top the likelihood is flat to the last digit: there rounding must not stop the search.
		slack := 1e-14 * (1 + math.Abs(best))
		for likelihood < best-slack && math.Abs(next-tau2) >= settled*typical {
			next = (tau2 + next) / 2
			likelihood = f.logLikelihood(method, next)
		}
		if math.Abs(next-tau2) < settled*typical {
			converged = true
			break
		}
		tau2, best = next, likelihood
	}
	if atZero > best+1e-14*(1+math.Abs(best)) {
		return 0, true
	}
	return tau2, converged
}

// step is one Fisher scoring step: y'PPy − tr P over tr PP for REML, the same with W in place of P for ML.
func (f *fit) step(method Tau2Method, tau2 float64) float64 {
	sum := f.weigh(tau2)
	if method == MaximumLikelihood {
		var sum2 float64
		for _, w := range f.w {
			sum2 += w * w
		}
		return (f.residual(2) - sum) / sum2
	}
	// tr P is twice the pairs over Σw. tr PP is the sum of squares of P = W − ww'/Σw: its diagonal, w_i·(all other
	// weights)/Σw, and twice its pairs.
	for i := len(f.w) - 2; i >= 0; i-- {
		f.after[i] = f.after[i+1] + f.w[i+1]
	}
	var trPP, pairs, pairs2, before, before2 float64
	for i, w := range f.w {
		d := w * (before + f.after[i]) / sum
		trPP += d * d
		pairs += w * before
		pairs2 += w * w * before2
		before += w
		before2 += w * w
	}
	trPP += 2 * pairs2 / (sum * sum)
	return (f.residual(2) - 2*pairs/sum) / trPP
}

// logLikelihood returns the (restricted) log-likelihood of tau² without its constant.
func (f *fit) logLikelihood(method Tau2Method, tau2 float64) float64 {
	sum := f.weigh(tau2)
	logs := 0.0
	// The logarithm of a product of a few variances costs one call instead of several; four of them cannot overflow.
	product := 1.0
	for i, v := range f.v {
		product *= v + tau2
		if i%4 == 3 || product > 1e150 {
			logs += math.Log(product)
			product = 1
		}
	}
	logs += math.Log(product)
	l := -0.5 * (logs + f.residual(1))
	if method == REML {
		l -= 0.5 * math.Log(sum)
	}
	return l
}

// pauleMandel solves Q(tau²) = k−1. Q falls and is convex in tau², so Newton's steps from 0 never pass the root.
func (f *fit) pauleMandel(df, typical float64) (float64, bool) {
	tau2 := 0.0
	for range maxSteps {
		f.weigh(tau2)
		excess := f.residual(1) - df
		if excess <= 0 {
			return tau2, true
		}
		change := excess / f.residual(2)
		tau2 += change
		if change < settled*typical {
			return tau2, true
		}
	}
	return tau2, false
}
