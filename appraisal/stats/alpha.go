package stats

import "math"

// Metric says how far apart two categories are for Krippendorff's alpha.
type Metric int

// The metrics. Nominal: different or not. Ordinal: by how many ratings lie between. IntervalMetric: by the difference of
// the numbers. RatioMetric: by their relative difference.
const (
	Nominal Metric = iota
	Ordinal
	IntervalMetric
	RatioMetric
)

// Krippendorff returns alpha: 1 less the disagreement within units over that expected if all ratings were shuffled.
// Missing ratings are allowed; units with a single rating do not count. values are the numbers that the categories stand
// for under IntervalMetric and RatioMetric, nil for 0, 1, 2 and so on. ok is false without a unit that two rated, and where all
// ratings are the same, so that there was nothing to disagree on (Krippendorff 2004, Content Analysis, chapter 11).
func (r Ratings) Krippendorff(m Metric, values []float64) (alpha float64, ok bool) {
	if values == nil {
		for k := range r.Categories {
			values = append(values, float64(k))
		}
	}
	return r.alpha(func(k, l int, totals []float64) float64 { return m.distance(k, l, totals, values) })
}

// alpha takes the squared distance of two categories, the second below the first, from how often each was used.
func (r Ratings) alpha(distance func(k, l int, totals []float64) float64) (alpha float64, ok bool) {
	q := r.Categories
	pairs := make([][]float64, q) // the coincidence matrix
	for k := range pairs {
		pairs[k] = make([]float64, q)
	}
	for _, row := range r.counts() {
		n := total(row)
		if n < 2 {
			continue
		}
		for k, x := range row {
			for l, y := range row {
				if k == l {
					y--
				}
				pairs[k][l] += x * y / (n - 1)
			}
		}
	}
	totals := make([]float64, q)
	for k := range pairs {
		totals[k] = total(pairs[k])
	}
	var observed, expected float64
	for k := range q {
		for l := range k {
			d := distance(k, l, totals)
			observed += pairs[k][l] * d
			expected += totals[k] * totals[l] * d
		}
	}
	if !(expected > 0) {
		return 0, false
	}
	return 1 - (total(totals)-1)*observed/expected, true
}

// distance returns the squared distance of two categories, l below k.
func (m Metric) distance(k, l int, totals, values []float64) float64 {
	d := 1.0
	switch m {
	case Ordinal:
		d = total(totals[l:k+1]) - (totals[k]+totals[l])/2
	case IntervalMetric:
		d = values[k] - values[l]
	case RatioMetric:
		sum := math.Abs(values[k] + values[l])
		if sum == 0 {
			return 0
		}
		d = (values[k] - values[l]) / sum
	}
	return d * d
}
