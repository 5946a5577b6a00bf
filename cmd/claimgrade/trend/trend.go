// Package trend judges whether something that was measured again and again has come to rest or goes on growing, and draws
// it. It must not know what was measured, nor how.
package trend

import (
	"fmt"
	"math"
	"slices"
)

// Series is one measure over the length of a run.
type Series struct {
	Name, Unit string
	X, Y       []float64 // of the same length; X ascends
	// Allowed is by how much Y may grow in the second half of the run, in its unit. A measure that is shown and not judged
	// has none: nil.
	Allowed *float64
}

// Growth is how much a series has grown over the second half of its run, with the interval that holds it in 95 of 100
// cases if the measurements differ from their trend by chance alone.
type Growth struct {
	By, Low, High float64
	Level         float64 // the median of that half
}

// enough is the least number of measurements of which a trend is told.
const enough = 8

// SecondHalf is the growth over the later half of the run: the first holds what fills up once, such as caches. The slope is
// the median of those of all pairs (Theil and Sen), which a few odd measurements do not move, and its interval that of
// Kendall's rank correlation (Sen 1968). ok is false where there are too few measurements.
func (s Series) SecondHalf() (g Growth, ok bool) {
	if len(s.X) < 2 || len(s.X) != len(s.Y) {
		return g, false
	}
	middle := (s.X[0] + s.X[len(s.X)-1]) / 2
	from, _ := slices.BinarySearch(s.X, middle)
	x, y := s.X[from:], s.Y[from:]
	n := len(x)
	if n < enough {
		return g, false
	}
	var slopes []float64
	for i := range n {
		for j := i + 1; j < n; j++ {
			if x[j] > x[i] {
				slopes = append(slopes, (y[j]-y[i])/(x[j]-x[i]))
			}
		}
	}
	if len(slopes) == 0 {
		return g, false
	}
	slices.Sort(slopes)
	count := float64(len(slopes))
	wide := 1.96 * math.Sqrt(float64(n)*float64(n-1)*float64(2*n+5)/18)
	at := func(place float64) float64 { return slopes[min(max(int(math.Round(place)), 0), len(slopes)-1)] }
	span := x[n-1] - x[0]
	return Growth{By: middleOf(slopes) * span, Low: at((count-wide)/2-1) * span, High: at((count+wide)/2) * span, Level: median(y)}, true
}

func median(values []float64) float64 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return middleOf(sorted)
}

func middleOf(sorted []float64) float64 {
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// Rises says why a series does not level off; empty if it does. It must grow by more than is allowed, and its interval must
// leave out that it does not grow at all.
func (s Series) Rises() string {
	if s.Allowed == nil {
		return ""
	}
	g, ok := s.SecondHalf()
	switch {
	case !ok:
		return fmt.Sprintf("%s: %d measurements are too few to tell", s.Name, len(s.X))
	case g.By > *s.Allowed && g.Low > 0:
		return fmt.Sprintf("%s grows by %s %s in the second half of the run (%s to %s), of %s; allowed are %s", s.Name,
			Short(g.By), s.Unit, Short(g.Low), Short(g.High), Short(g.Level), Short(*s.Allowed))
	}
	return ""
}

// Short writes a number with as many digits as tell something.
func Short(v float64) string {
	switch a := math.Abs(v); {
	case a >= 100 || v == math.Trunc(v):
		return fmt.Sprintf("%.0f", v)
	case a >= 10:
		return fmt.Sprintf("%.1f", v)
	default:
		return fmt.Sprintf("%.2f", v)
	}
}
