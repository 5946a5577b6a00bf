package stats

import "math"

// LostShares is the share of each arm, 0 to below 1, of whom the outcome is not known.
type LostShares struct{ Treated, Control float64 }

// Tipping says how much worse than the followed the lost must have fared, in units of the outcome, to bring the nearer
// end of the 95 % interval to no difference. The standard error is held. Infinite where nobody was lost; 0 or below
// where the interval holds no difference already (delta-adjusted pattern mixture: Little and Rubin; the closed form with
// the standard error held is ours).
type Tipping struct {
	Treated float64 // the lost treated alone fared worse: (|MD| − 1.96·SE)/f_T
	Both    float64 // and the lost controls better by as much: divided by f_T + f_C
}

// DeltaTipping returns the tipping points of a difference of means.
func DeltaTipping(e Effect, lost LostShares) Tipping {
	room := math.Abs(e.Value) - Z975*e.SE
	per := func(share float64) float64 {
		if share <= 0 {
			return math.Inf(1)
		}
		return room / share
	}
	return Tipping{per(lost.Treated), per(lost.Treated + lost.Control)}
}

// Shifted returns the difference of means if the lost treated fared worse by treated, and the lost controls better by
// control, than the followed of their arm; better and worse are against the estimate's direction, whichever it is.
func Shifted(e Effect, lost LostShares, treated, control float64) Effect {
	shift := lost.Treated*treated + lost.Control*control
	return Effect{e.Value - math.Copysign(1, e.Value)*shift, e.SE}
}

// JumpToReference returns the difference of means if the lost treated fared like the controls from then on:
// MD·(1−f_T), with the standard error held, which is on the side of caution (Carpenter, Roger and Kenward 2013).
func JumpToReference(e Effect, lostTreated float64) Effect {
	return Effect{e.Value * (1 - lostTreated), e.SE}
}
