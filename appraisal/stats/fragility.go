package stats

import "math"

// FisherExact returns the two-sided p value of Fisher's exact test that two arms have one risk: the chance of all tables
// with these margins that are no likelier than the one seen, as R's fisher.test does (Fisher 1935). Counts are whole.
func FisherExact(treated, control Arm) float64 {
	events := treated.Events + control.Events
	all := treated.N + control.N
	logChance := func(x float64) float64 {
		return logChoose(treated.N, x) + logChoose(control.N, events-x) - logChoose(all, events)
	}
	seen := logChance(treated.Events)
	var p float64
	for x := math.Max(0, events-control.N); x <= math.Min(events, treated.N); x++ {
		// Tables as likely as the one seen must not be lost to rounding.
		if l := logChance(x); l <= seen+1e-7 {
			p += math.Exp(l)
		}
	}
	return math.Min(1, p)
}

func logChoose(n, k float64) float64 {
	a, _ := math.Lgamma(n + 1)
	b, _ := math.Lgamma(k + 1)
	c, _ := math.Lgamma(n - k + 1)
	return a - b - c
}

// Fragility is how many events a significant difference hangs on. It says no more than p does, in other words: an aid
// to reading, never a rating.
type Fragility struct {
	Index  int     // 0 where the difference is not significant as it is
	P      float64 // Fisher's, as seen
	PAfter float64 // once Index events are added
}

// Fewer reports whether the conclusion hangs on fewer persons than were lost to follow-up.
func (f Fragility) Fewer(lost int) bool { return f.Index < lost }

// FragilityIndex returns how many persons without the event, in the arm with the lower risk, would have to have it for
// Fisher's exact p to reach alpha (Walsh 2014, J Clin Epidemiol 67:622, who takes the arm with fewer events, which in
// equal arms is the same). ok is false where an arm is empty.
func FragilityIndex(a, b Arm, alpha float64) (f Fragility, ok bool) {
	if a.N <= 0 || b.N <= 0 {
		return f, false
	}
	if b.Risk() < a.Risk() {
		a, b = b, a
	}
	f.P = FisherExact(a, b)
	f.PAfter = f.P
	for f.PAfter < alpha && a.Events < a.N {
		a.Events++
		f.Index++
		f.PAfter = FisherExact(a, b)
	}
	return f, true
}
