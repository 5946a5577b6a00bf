package stats

import "math"

// Index is an estimate with its standard error.
type Index struct{ Value, SE float64 }

// Interval returns the normal interval of the index at a two-sided level, not cut at the ends of the index's range. The
// one-sided 95 % limits are the ends of the two-sided 90 % interval.
func (x Index) Interval(level float64) [2]float64 {
	half := NormQuantile((1+level)/2) * x.SE
	return [2]float64{x.Value - half, x.Value + half}
}

// Guesses counts what the members of one group guessed of their allocation. Counts are 0 or more.
type Guesses struct{ Correct, Wrong, DontKnow float64 }

// N is the number of guesses, "don't know" among them.
func (g Guesses) N() float64 { return g.Correct + g.Wrong + g.DontKnow }

// Bang returns the blinding index of one group: the share of right guesses minus the share of wrong ones, from −1 (all
// wrong) over 0 (as by chance) to 1 (all right). A table of guesses without "don't know" has a DontKnow of 0. ok is
// false without guesses (Bang, Ni and Davis 2004).
func Bang(g Guesses) (x Index, ok bool) {
	n := g.N()
	if n <= 0 {
		return Index{}, false
	}
	c, i := g.Correct/n, g.Wrong/n
	variance := (c*(1-c) + i*(1-i) + 2*c*i) / n
	return Index{Value: c - i, SE: math.Sqrt(math.Max(0, variance))}, true
}

// BangGraded returns the blinding index of one group that said how sure it was. counts are, in order: strongly right,
// somewhat right, don't know, somewhat wrong, strongly wrong, weighted 1, ½, 0, −½, −1. ok is false without guesses.
func BangGraded(counts [5]float64) (x Index, ok bool) {
	weights := [5]float64{1, 0.5, 0, -0.5, -1}
	var n, sum, squares float64
	for k, c := range counts {
		n += c
		sum += weights[k] * c
		squares += weights[k] * weights[k] * c
	}
	if n <= 0 {
		return Index{}, false
	}
	b := sum / n
	return Index{Value: b, SE: math.Sqrt(math.Max(0, squares/n-b*b) / n)}, true
}

// James returns the blinding index of two groups together, from 0 (all know) over 0.5 (chance) to 1 (complete blinding).
// It is led by the "don't know" answers. ok is false without guesses, and where chance agreement is certain so that the
// index is not defined (James and others 1996).
func James(a, b Guesses) (x Index, ok bool) {
	n := a.N() + b.N()
	if n <= 0 {
		return Index{}, false
	}
	dk := (a.DontKnow + b.DontKnow) / n
	rest := 1 - dk
	if rest <= 0 {
		return Index{Value: 1}, true
	}
	// Rows: what was guessed; columns: what it was.
	p := [2][2]float64{{a.Correct / n, b.Wrong / n}, {a.Wrong / n, b.Correct / n}}
	w := [2][2]float64{{0, 0.5}, {0.5, 0}}
	row := [2]float64{p[0][0] + p[0][1], p[1][0] + p[1][1]}
	col := [2]float64{p[0][0] + p[1][0], p[0][1] + p[1][1]}
	var s, observed float64
	for g := range p {
		for j := range p[g] {
			s += w[g][j] * row[g] * col[j]
			observed += w[g][j] * p[g][j] / rest
		}
	}
	expected := s / (rest * rest)
	if expected <= 0 {
		return Index{}, false
	}
	kd := (observed - expected) / expected
	var variance float64
	for g := range p {
		for j := range p[g] {
			spread := w[0][j]*row[0] + w[1][j]*row[1] + w[g][0]*col[0] + w[g][1]*col[1]
			term := rest*w[g][j] - (1+kd)*spread
			variance += p[g][j] * rest * rest * term * term
		}
	}
	variance = variance/(4*s*s) + dk*rest - rest*(1+kd)*(dk+rest*(1+kd)/4)
	return Index{Value: (1 + dk + rest*kd) / 2, SE: math.Sqrt(math.Max(0, variance) / n)}, true
}

// BeliefDifference is the Simple Blinding Index of two groups: the share of each that believed to be in group a.
// "Don't know" is split half to either belief.
type BeliefDifference struct{ InA, InB Proportion }

// SimpleBlinding returns the difference in belief between group a and group b. ok is false if a group has no guesses
// (Petroff and others 2024).
func SimpleBlinding(a, b Guesses) (d BeliefDifference, ok bool) {
	na, nb := a.N(), b.N()
	if na <= 0 || nb <= 0 {
		return BeliefDifference{}, false
	}
	return BeliefDifference{
		InA: Proportion{P: (a.Correct + a.DontKnow/2) / na, N: na},
		InB: Proportion{P: (b.Wrong + b.DontKnow/2) / nb, N: nb},
	}, true
}

// Value is the index: 0 where both groups believe alike, 1 where all know, −1 where all are wrong.
func (d BeliefDifference) Value() float64 { return d.InA.P - d.InB.P }

// Interval returns Newcombe's hybrid-score interval of the index at a two-sided level.
func (d BeliefDifference) Interval(level float64) [2]float64 {
	return NewcombeDifference(d.InA, d.InB, level)
}
