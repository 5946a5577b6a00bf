package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestHedgesGByTheWorkedExample(t *testing.T) {
	// Method 8.2: means 5 and 7, SD 5 and 6, 12 and 15 persons.
	x := Hedges(Group{5, 5, 12}, Group{7, 6, 15})
	near(t, "d", x.D, -0.35829, 5e-6)
	near(t, "J", x.J, 0.969646, 5e-7)
	near(t, "g", x.Value, -0.34741, 5e-6)
	near(t, "variance", x.SE*x.SE, 0.152235, 5e-7)
}

func TestSmallSampleFactorHasNoSeam(t *testing.T) {
	near(t, "J at a million", smallSample(1e6*1.0000001), smallSample(1e6*0.9999999), 1e-9)
	near(t, "J of two", smallSample(2), 1/math.Sqrt(math.Pi), 1e-12)
}

func TestMeanDifferenceByHand(t *testing.T) {
	// Variance 9/36 + 16/64 = 0.5.
	e := MeanDifference(Group{12, 3, 36}, Group{10, 4, 64})
	near(t, "difference", e.Value, 2, 1e-15)
	near(t, "SE", e.SE, math.Sqrt(0.5), 1e-15)
	// Welch's degrees of freedom: 0.5² / (0.25²/35 + 0.25²/63) = 90.
	ci := MeanDifferenceInterval(Group{12, 3, 36}, Group{10, 4, 64}, 0.95)
	half := TQuantile(0.975, 90) * math.Sqrt(0.5)
	near(t, "low", ci[0], 2-half, 1e-9)
	near(t, "high", ci[1], 2+half, 1e-9)
}

func TestMeansMirrorAndScale(t *testing.T) {
	group := func(t *rapid.T, name string) Group {
		return Group{rapid.Float64Range(-50, 50).Draw(t, name+" mean"), rapid.Float64Range(0.1, 30).Draw(t, name+" SD"), float64(rapid.IntRange(2, 400).Draw(t, name+" n"))}
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := group(t, "a"), group(t, "b")
		x, y := Hedges(a, b), Hedges(b, a)
		if x.Value != -y.Value || math.Abs(x.SE-y.SE) > 1e-12 || math.Abs(x.Value) > math.Abs(x.D) {
			t.Fatalf("%+v, mirrored %+v", x, y)
		}
		u, v := MeanDifferenceInterval(a, b, 0.95), MeanDifferenceInterval(b, a, 0.95)
		if math.Abs(u[0]+v[1]) > 1e-9 || math.Abs(u[1]+v[0]) > 1e-9 {
			t.Fatalf("interval %v, mirrored %v", u, v)
		}
		if normal := MeanDifference(a, b).Interval(); u[0] > normal[0]+1e-9 || u[1] < normal[1]-1e-9 {
			t.Fatalf("t interval %v inside the normal one %v", u, normal)
		}
		a.Mean, a.SD, b.Mean, b.SD = 7*a.Mean, 7*a.SD, 7*b.Mean, 7*b.SD
		if z := Hedges(a, b); math.Abs(z.Value-x.Value) > 1e-9*(1+math.Abs(x.Value)) {
			t.Fatalf("g changes with the unit from %g to %g", x.Value, z.Value)
		}
	})
}
