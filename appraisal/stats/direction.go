package stats

// Direction says which way results point, whatever their significance.
type Direction int

// The directions. Mixed: too few of the results agree; None: there is no result with a direction.
const (
	Harm    Direction = -1
	Mixed   Direction = 0
	Benefit Direction = 1
	None    Direction = 2
)

// OneDirection returns the direction of one trial from how many of its outcomes in a domain point to benefit, to harm
// and neither way: that which at least 70 % of all of them share, else Mixed; None without outcomes (Thomson and
// Thomas 2013; Boon and Thomson 2021, Res Synth Methods 12:29).
func OneDirection(benefit, harm, neither int) Direction {
	all := benefit + harm + neither
	switch {
	case all == 0:
		return None
	case 10*benefit >= 7*all: // on whole numbers: 7 of 10 is 70 %
		return Benefit
	case 10*harm >= 7*all:
		return Harm
	}
	return Mixed
}

// DirectionSummary counts trials by their direction. The sign test takes every trial's chance to point to benefit for
// the same, which trials of different size and population do not have (Nikolakopoulos 2020): show the share with its
// interval, and P beside it as a description.
type DirectionSummary struct {
	Benefit, Harm, Mixed int
	Share                float64    // of benefit among trials with a direction
	Wilson, Exact        [2]float64 // its 95 % intervals, by Wilson and by Clopper and Pearson
	P                    float64    // two-sided exact sign test
}

// SummariseDirections counts directions. ok is false where no trial points either way; the counts are then still those
// given (Boon and Thomson 2021; Cochrane Handbook 12.2.1.3).
func SummariseDirections(directions []Direction) (s DirectionSummary, ok bool) {
	for _, d := range directions {
		switch d {
		case Benefit:
			s.Benefit++
		case Harm:
			s.Harm++
		case Mixed:
			s.Mixed++
		}
	}
	s.P = SignTest(s.Benefit, s.Harm)
	n := float64(s.Benefit + s.Harm)
	if n == 0 {
		return s, false
	}
	s.Share = float64(s.Benefit) / n
	s.Wilson = Wilson(s.Share, n, 0.95)
	s.Exact = ClopperPearson(float64(s.Benefit), n, 0.95)
	return s, true
}
