package stats

import "math"

// Missing stands in Ratings where a rater did not rate a unit.
const Missing = -1

// Ratings holds what raters said of units: one row per unit, in it one category per rater, from 0 to Categories−1, or
// Missing. All rows have the same length; Categories is 2 or more.
type Ratings struct {
	Units      [][]int
	Categories int
}

// Weights says how much two categories agree: 1 for the same, less the further apart they are.
type Weights int

// The weights. Identity counts only full agreement; Linear is 1−|k−l|/(q−1), Quadratic 1−(k−l)²/(q−1)².
const (
	Identity Weights = iota
	Linear
	Quadratic
)

func (w Weights) of(k, l, categories int) float64 {
	d := math.Abs(float64(k-l)) / float64(categories-1)
	switch {
	case k == l:
		return 1
	case w == Linear:
		return 1 - d
	case w == Quadratic:
		return 1 - d*d
	}
	return 0
}

// Agreement is agreement corrected for chance: (Observed−Expected)/(1−Expected).
type Agreement struct{ Observed, Expected, Value float64 }

// corrected puts an agreement together. ok is false where chance alone would agree fully, so that nothing is left to
// divide by.
func corrected(observed, expected float64) (a Agreement, ok bool) {
	if !(expected < 1-1e-12) {
		return Agreement{Observed: observed, Expected: expected}, false
	}
	return Agreement{observed, expected, (observed - expected) / (1 - expected)}, true
}

// counts returns how many raters put each unit in each category.
func (r Ratings) counts() [][]float64 {
	table := make([][]float64, len(r.Units))
	for i, unit := range r.Units {
		table[i] = make([]float64, r.Categories)
		for _, k := range unit {
			if k != Missing {
				table[i][k]++
			}
		}
	}
	return table
}

func total(row []float64) float64 {
	var sum float64
	for _, x := range row {
		sum += x
	}
	return sum
}

// Percent returns the agreement of pairs of raters, 0 to 1, averaged over the units that two or more rated; ok is false
// without such a unit (Gwet 2014, Handbook of Inter-Rater Reliability, 4th edition; Fleiss 1971 where nothing is
// missing).
func (r Ratings) Percent(w Weights) (share float64, ok bool) {
	var sum, units float64
	for _, row := range r.counts() {
		n := total(row)
		if n < 2 {
			continue
		}
		units++
		for k, x := range row {
			like := 0.0 // raters that agree with one who said k, that one among them
			for l, y := range row {
				like += w.of(k, l, r.Categories) * y
			}
			sum += x * (like - 1) / (n * (n - 1))
		}
	}
	if units == 0 {
		return 0, false
	}
	return sum / units, true
}

// shares returns how common each category is: the mean over rated units of the share of their raters.
func (r Ratings) shares() []float64 {
	share := make([]float64, r.Categories)
	var units float64
	for _, row := range r.counts() {
		n := total(row)
		if n == 0 {
			continue
		}
		units++
		for k, x := range row {
			share[k] += x / n
		}
	}
	for k := range share {
		share[k] /= units
	}
	return share
}

// crossed returns the chance that a rating drawn by the shares a agrees with one drawn by b.
func (w Weights) crossed(a, b []float64) float64 {
	var sum float64
	for k, x := range a {
		for l, y := range b {
			sum += w.of(k, l, len(a)) * x * y
		}
	}
	return sum
}

// Fleiss returns Fleiss' kappa, which for two raters is Scott's pi: chance is that of two ratings drawn from all
// (Scott 1955; Fleiss 1971; with weights and missing ratings Gwet 2014).
func (r Ratings) Fleiss(w Weights) (Agreement, bool) {
	observed, ok := r.Percent(w)
	if !ok {
		return Agreement{}, false
	}
	share := r.shares()
	return corrected(observed, w.crossed(share, share))
}

// Gwet returns AC1 with Identity and AC2 with other weights. Chance is that of raters who are unsure, which keeps it
// low where one category is rare or common (Gwet 2008). It overstates agreement where there is none: never show it
// alone.
func (r Ratings) Gwet(w Weights) (Agreement, bool) {
	observed, ok := r.Percent(w)
	if !ok {
		return Agreement{}, false
	}
	var unsure float64
	for _, p := range r.shares() {
		unsure += p * (1 - p)
	}
	q := float64(r.Categories)
	return corrected(observed, w.sum(r.Categories)*unsure/(q*(q-1)))
}

// BrennanPrediger returns the coefficient whose chance is that of raters to whom all categories are alike (Brennan and
// Prediger 1981; with weights Gwet 2014).
func (r Ratings) BrennanPrediger(w Weights) (Agreement, bool) {
	observed, ok := r.Percent(w)
	if !ok {
		return Agreement{}, false
	}
	q := float64(r.Categories)
	return corrected(observed, w.sum(r.Categories)/(q*q))
}

func (w Weights) sum(categories int) float64 {
	var sum float64
	for k := range categories {
		for l := range categories {
			sum += w.of(k, l, categories)
		}
	}
	return sum
}

// Conger returns Conger's kappa: chance is that of pairs of different raters, each drawn from what that rater said.
// ok is false with fewer than two raters who rated at all (Conger 1980; with missing ratings Gwet 2014).
func (r Ratings) Conger(w Weights) (Agreement, bool) {
	observed, ok := r.Percent(w)
	if !ok {
		return Agreement{}, false
	}
	var expected, pairs float64
	habits := r.habits()
	for g := range habits {
		for h := range g {
			expected += w.crossed(habits[g], habits[h])
			pairs++
		}
	}
	if pairs == 0 {
		return Agreement{}, false
	}
	return corrected(observed, expected/pairs)
}

// habits returns, for each rater who rated at all, the share of each category in what that rater said.
func (r Ratings) habits() [][]float64 {
	var habits [][]float64
	for g := range r.Units[0] {
		habit := make([]float64, r.Categories)
		for _, unit := range r.Units {
			if unit[g] != Missing {
				habit[unit[g]]++
			}
		}
		n := total(habit)
		if n == 0 {
			continue
		}
		for k := range habit {
			habit[k] /= n
		}
		habits = append(habits, habit)
	}
	return habits
}

// Table returns the square table of what two raters said of the units that both rated: rows the first rater, columns
// the second.
func (r Ratings) Table(first, second int) [][]float64 {
	table := make([][]float64, r.Categories)
	for k := range table {
		table[k] = make([]float64, r.Categories)
	}
	for _, unit := range r.Units {
		if k, l := unit[first], unit[second]; k != Missing && l != Missing {
			table[k][l]++
		}
	}
	return table
}

// Kappa is Cohen's kappa with its large-sample standard error.
type Kappa struct {
	Agreement
	SE float64
}

// Cohen returns the kappa of two raters from their square table of counts, weighted or not; ok is false for an empty
// table, and where chance alone would agree fully (Cohen 1960 and 1968; standard error of Fleiss, Cohen and Everitt
// 1969).
func Cohen(table [][]float64, w Weights) (k Kappa, ok bool) {
	q := len(table)
	rows, columns := make([]float64, q), make([]float64, q)
	var n float64
	for i := range table {
		for j, x := range table[i] {
			n += x
			rows[i] += x
			columns[j] += x
		}
	}
	if n == 0 {
		return Kappa{}, false
	}
	// How a rating of either rater agrees, on average, with the other rater's ratings.
	rowMean, columnMean := make([]float64, q), make([]float64, q)
	var observed float64
	for i := range table {
		rows[i] /= n
		columns[i] /= n
	}
	for i := range table {
		for j, x := range table[i] {
			weight := w.of(i, j, q)
			observed += weight * x / n
			rowMean[i] += weight * columns[j]
			columnMean[j] += weight * rows[i]
		}
	}
	expected := w.crossed(rows, columns)
	k.Agreement, ok = corrected(observed, expected)
	if !ok {
		return k, false
	}
	rest := 1 - k.Value
	var spread float64
	for i := range table {
		for j, x := range table[i] {
			d := w.of(i, j, q) - (rowMean[i]+columnMean[j])*rest
			spread += x / n * d * d
		}
	}
	bias := k.Value - expected*rest
	k.SE = math.Sqrt(math.Max(0, spread-bias*bias)/n) / (1 - expected)
	return k, true
}
