package stats

import "math"

// Group is the mean and standard deviation of N >= 2 persons, SD > 0.
type Group struct{ Mean, SD, N float64 }

// MeanDifference returns the mean of treated less that of control with its standard error √(SD²/n + SD²/n), which
// takes the two spreads as they are (Cochrane Handbook 6.5.1; effect type "MD" of the R package metafor).
func MeanDifference(treated, control Group) Effect {
	return Effect{treated.Mean - control.Mean, math.Hypot(treated.SD/math.Sqrt(treated.N), control.SD/math.Sqrt(control.N))}
}

// MeanDifferenceInterval returns the interval of the difference of means at a two-sided level by Welch's t test, which a
// small trial calls for; the effect's own interval is by the normal distribution (Welch 1947; degrees of freedom
// Satterthwaite 1946).
func MeanDifferenceInterval(treated, control Group, level float64) [2]float64 {
	e := MeanDifference(treated, control)
	// Shares of the variance, so that no fourth power leaves the range of numbers.
	t := treated.SD / math.Sqrt(treated.N) / e.SE
	c := control.SD / math.Sqrt(control.N) / e.SE
	df := 1 / (math.Pow(t, 4)/(treated.N-1) + math.Pow(c, 4)/(control.N-1))
	half := TQuantile((1+level)/2, df) * e.SE
	return [2]float64{e.Value - half, e.Value + half}
}

// StandardisedDifference is a difference of means in pooled standard deviations.
type StandardisedDifference struct {
	D      float64 // Cohen's d
	J      float64 // Hedges' exact factor for small samples
	Effect         // Hedges' g = J·d, with its standard error
}

// Hedges returns the standardised mean difference g, with variance 1/n_T + 1/n_C + g²/2N (Hedges 1981; Hedges and Olkin
// 1985; effect type "SMD" of the R package metafor).
func Hedges(treated, control Group) StandardisedDifference {
	df := treated.N + control.N - 2
	pooled := math.Hypot(treated.SD*math.Sqrt((treated.N-1)/df), control.SD*math.Sqrt((control.N-1)/df))
	d := (treated.Mean - control.Mean) / pooled
	j := smallSample(df)
	g := j * d
	variance := 1/treated.N + 1/control.N + g*g/(2*(treated.N+control.N))
	return StandardisedDifference{d, j, Effect{g, math.Sqrt(variance)}}
}

// smallSample is Γ(df/2) / (√(df/2)·Γ((df−1)/2)).
func smallSample(df float64) float64 {
	if df > 1e6 {
		return 1 - 3/(4*df-1) // the logarithms of the gammas would cancel the digits that matter
	}
	whole, _ := math.Lgamma(df / 2)
	less, _ := math.Lgamma((df - 1) / 2)
	return math.Exp(whole - less - math.Log(df/2)/2)
}
