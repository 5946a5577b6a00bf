package stats

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Resampling says how to draw bootstrap samples: how many, from which seed, and the two-sided level of the interval.
// The same seed gives the same interval on every machine.
type Resampling struct {
	Draws int
	Seed  uint64
	Level float64
}

// UsualResampling is 2,000 draws for a 95 % interval.
var UsualResampling = Resampling{Draws: 2000, Seed: 1, Level: 0.95}

// Bootstrap returns the percentile interval of a coefficient of agreement, drawing whole units (trials) with
// replacement. Draws in which the coefficient is not defined are left out; ok is false where they are more than half
// (Efron 1979; percentile method).
func (r Ratings) Bootstrap(how Resampling, coefficient func(Ratings) (float64, bool)) (ci [2]float64, ok bool) {
	random := rand.New(rand.NewPCG(how.Seed, how.Seed))
	sample := Ratings{Units: make([][]int, len(r.Units)), Categories: r.Categories}
	var values []float64
	for range how.Draws {
		for i := range sample.Units {
			sample.Units[i] = r.Units[random.IntN(len(r.Units))]
		}
		if x, defined := coefficient(sample); defined {
			values = append(values, x)
		}
	}
	if len(values) == 0 || 2*len(values) < how.Draws {
		return ci, false
	}
	slices.Sort(values)
	tail := (1 - how.Level) / 2
	return [2]float64{between(values, tail), between(values, 1-tail)}, true
}

// between returns the quantile of p among sorted values, with a straight line from each to the next.
func between(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	low := math.Floor(at)
	i := int(low)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-low)*(sorted[i+1]-sorted[i])
}
