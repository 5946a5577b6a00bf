package rules

import (
	"encoding/binary"
	"math"

	"claimgrade/appraisal"
	"claimgrade/appraisal/stats"
)

// What the trials of a pool show (method 10.5, 0.5, 0.18). SAME, DIFF and OPEN are of claims of no difference, TIE of
// directions only.
const (
	classFAV     = "FAV"
	classOPP     = "OPP"
	classNULL    = "NULL"
	classLEAN    = "LEAN"
	classOppLean = "OPP_LEAN"
	classSAME    = "SAME"
	classDIFF    = "DIFF"
	classOPEN    = "OPEN"
	classTIE     = "TIE"
)

// The interval of a pool.
const (
	intervalHK   = "hk"
	intervalWald = "wald"
)

// finding is what a set of trials shows together: a pool of estimates, or a count of directions.
type finding struct {
	class   string
	pooled  *Pooled   // nil where only directions are known
	weights []float64 // shares of 1 by member of the body, 0 for those outside the set
	signs   signs     // where only directions are known
}

// poolOf pools the estimates of the members at the places given: at least one (method 8.1, 0.12). Weights are by trial of
// the case, of which there are n; turned takes the interval that the rules do not.
func poolOf(members []member, at []int, n int, turned bool) *Pooled {
	effects := make([]stats.Effect, len(at))
	for i, m := range at {
		effects[i] = members[m].effect
	}
	fit := stats.RandomEffects(effects, stats.REML)
	p := &Pooled{
		K: fit.K, Estimate: fit.Estimate, Tau2: fit.Tau2, I2: 100 * fit.I2,
		Weights: make([]float64, n), SamplingCI95: fit.Sampling(), Interval: intervalWald, Warnings: []string{},
	}
	for i, m := range at {
		p.Weights[members[m].at] = fit.Weights[i]
	}
	ci := fit.Wald()
	if fit.K >= 3 && fit.Tau2 > 0 {
		other := fit.HartungKnapp()
		if hartungKnapp(fit) != turned {
			ci, other, p.Interval = other, ci, intervalHK
		}
		p.OtherCI95 = &[2]float64{other.Low, other.High}
	}
	p.SE, p.CI95 = ci.SE, [2]float64{ci.Low, ci.High}
	if fit.K > 1 {
		pi := fit.Prediction(ci)
		p.Prediction95 = &pi
	}
	if fit.K == 2 {
		p.Warnings = append(p.Warnings, "Two trials only: the variance between trials is hardly known, and Wald's interval may be too narrow.")
	}
	if !fit.Converged {
		p.Warnings = append(p.Warnings, "The variance between trials did not settle in 200 steps; the best value found is used.")
	}
	return p
}

// Pools remembers the pools of one set of estimates, so that variations of a case that leave the estimates alone need
// not pool them again. It is not safe for use by several goroutines.
type Pools struct {
	known map[string]*Pooled
	egger *eggerOf
	room  *[]member // of the variation being judged
}

// eggerOf is Egger's test of all the estimates.
type eggerOf struct {
	fit stats.Regression
	ok  bool
}

// NewPools returns an empty memory, for one set of trials in one order.
func NewPools() *Pools { return &Pools{known: map[string]*Pooled{}, room: new([]member)} }

// Others are pools of another set of estimates, of whose variations none is judged at the same time.
func (p *Pools) Others() *Pools { return &Pools{known: map[string]*Pooled{}, room: p.room} }

func (p *Pools) of(members []member, at []int, n int, turned bool) *Pooled {
	if p == nil {
		return poolOf(members, at, n, turned)
	}
	var room [128]byte
	key := append(room[:0], 0)
	if turned {
		key[0] = 1
	}
	for _, i := range at {
		key = binary.AppendUvarint(key, uint64(members[i].at))
	}
	if known, ok := p.known[string(key)]; ok {
		return known
	}
	fresh := poolOf(members, at, n, turned)
	p.known[string(key)] = fresh
	return fresh
}

// eggers is Egger's test of all members.
func (p *Pools) eggers(members []member) (stats.Regression, bool) {
	if p != nil && p.egger != nil {
		return p.egger.fit, p.egger.ok
	}
	effects := make([]stats.Effect, len(members))
	for i := range members {
		effects[i] = members[i].effect
	}
	fit, ok := stats.Egger(effects)
	if p != nil {
		p.egger = &eggerOf{fit, ok}
	}
	return fit, ok
}

// members are an empty slice with room for so many. What a variation was judged with is not asked for once the next is.
func (p *Pools) members(n int) []member {
	if p == nil {
		return make([]member, 0, n)
	}
	if cap(*p.room) < n {
		*p.room = make([]member, 0, n+1) // a variation may have one trial more
	}
	return (*p.room)[:0]
}

// hartungKnapp says which interval a pool gets (method 0.12): with few trials heterogeneity is to be charged, not the
// quantile of t.
func hartungKnapp(p stats.Pool) bool {
	return (p.K >= 5 && p.Tau2 > 0) || ((p.K == 3 || p.K == 4) && atLeast(100*p.I2, 40))
}

// span is an interval compared with thresholds. The slack of a comparison grows with the span's own numbers, so that
// the unit of the outcome never matters.
type span struct{ low, high, slack float64 }

func spanOf(ci [2]float64) span {
	return span{ci[0], ci[1], epsilon * math.Max(math.Abs(ci[0]), math.Abs(ci[1]))}
}

func (s span) over(threshold float64) bool  { return s.low > threshold+s.slack }
func (s span) under(threshold float64) bool { return s.high < threshold-s.slack }
func (s span) holds(threshold float64) bool {
	return s.low < threshold-s.slack && s.high > threshold+s.slack
}
func (s span) apart(o span) bool {
	slack := math.Max(s.slack, o.slack)
	return s.high < o.low-slack || o.high < s.low-slack
}

// yardsticks are the sizes of the claim that an interval is compared with; NaN where the claim gives none, which
// compares as false.
type yardsticks struct {
	kind   appraisal.EffectKind
	mid    float64 // smallest difference that matters; for non-inferiority the margin where there is none
	margin float64
}

// classify says what an interval shows of a claim of this kind (method 10.5, 0.5).
func (y yardsticks) classify(ci [2]float64, estimate float64) string {
	s := spanOf(ci)
	switch y.kind {
	case appraisal.NoDifference:
		return sameness(s.over(-y.mid) && s.under(y.mid), s.over(y.mid) || s.under(-y.mid))
	case appraisal.NoBetter:
		return sameness(s.under(y.mid), s.over(y.mid))
	case appraisal.NonInferiority:
		return sameness(s.over(-y.margin), s.under(-y.margin))
	}
	switch {
	case s.over(0):
		return classFAV
	case s.under(0):
		return classOPP
	case s.over(-y.mid) && s.under(y.mid):
		return classNULL
	case estimate > 0:
		return classLEAN
	}
	return classOppLean
}

func sameness(same, different bool) string {
	switch {
	case same:
		return classSAME
	case different:
		return classDIFF
	}
	return classOPEN
}

// noEffect reports whether a class says that the trials do not show what the claim needs: what C-B2 asks of the
// sounder trials.
func noEffect(class string) bool {
	switch class {
	case classNULL, classOPP, classOppLean, classDIFF, classOPEN:
		return true
	}
	return false
}

// shows says what a trial's own interval is used to show: +1 an effect, −1 its absence, 0 neither (method 0.21).
func (y yardsticks) shows(e stats.Effect) int {
	ci := e.Interval()
	switch y.classify(ci, e.Value) {
	case classFAV, classLEAN:
		return 1
	case classNULL, classOPP, classOppLean:
		return -1
	case classSAME:
		if y.kind == appraisal.NonInferiority {
			return 1
		}
		return -1
	case classDIFF:
		if ci[0] > 0 {
			return 1
		}
		return -1
	}
	return 0
}

// signs counts the directions of trials without estimates.
type signs struct {
	favours, against, neither int
	significant               int // two-sided p below .05
}

func (s signs) k() int { return s.favours + s.against + s.neither }

// classify says what directions alone show (method 10.5, 0.18, 0.21).
func (s signs) classify(kind appraisal.EffectKind) string {
	k := s.k()
	most := max(s.favours, s.against)
	// Trials that show no direction have none to share, so they break the unanimity of a few trials.
	shown := most > min(s.favours, s.against) &&
		(stats.SignTest(s.favours, s.against) < 0.05-epsilon || (k < 6 && most == k && s.significant >= 2))
	switch {
	case kind == appraisal.NoDifference || kind == appraisal.NoBetter || kind == appraisal.NonInferiority:
		return classOPEN // sameness needs an interval
	case shown && s.favours > s.against:
		return classFAV
	case shown:
		return classOPP
	case s.favours == s.against:
		return classTIE
	case 2*s.favours > k:
		return classLEAN
	}
	return classOppLean
}
