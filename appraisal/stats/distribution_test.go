package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// near fails unless got is want to the digits printed: half a unit of the last one.
func near(t testing.TB, what string, got, want, half float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > half {
		t.Errorf("%s = %.10g, want %.10g", what, got, want)
	}
}

func TestQuantilesMatchPublishedTables(t *testing.T) {
	near(t, "normal .975", NormQuantile(0.975), 1.959963984540054, 1e-12)
	near(t, "normal .80", NormQuantile(0.80), 0.8416212335729143, 1e-12)
	near(t, "t .975, df 12", TQuantile(0.975, 12), 2.178813, 5e-7)
	near(t, "t .975, df 2", TQuantile(0.975, 2), 4.302653, 5e-7)
	near(t, "t .975, df 71", TQuantile(0.975, 71), 1.993943, 5e-7)
}

func TestTwoSidedPOfT(t *testing.T) {
	near(t, "t −3.9522, df 12", TTwoSidedP(-3.9522, 12), 0.0019, 5e-5)
	near(t, "t 0", TTwoSidedP(0, 5), 1, 1e-15)
	if p := TTwoSidedP(40, 30); p <= 0 || p > 1e-20 {
		t.Errorf("a t of 40 has p = %g, want a small number above 0", p)
	}
}

func TestNoncentralTMatchesPublishedValues(t *testing.T) {
	near(t, "F(2; 38, 1.5)", NoncentralTCDF(2, 38, 1.5), 0.682418, 5e-7)
	near(t, "F(1; 10, 0.5)", NoncentralTCDF(1, 10, 0.5), 0.678631, 5e-7)
}

func TestCumulativeAndQuantileAreInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.Float64Range(0.001, 0.999).Draw(t, "p")
		df := rapid.Float64Range(1, 500).Draw(t, "df")
		if got := NormCDF(NormQuantile(p)); math.Abs(got-p) > 1e-12 {
			t.Fatalf("normal: %g comes back as %g", p, got)
		}
		if got := TCDF(TQuantile(p, df), df); math.Abs(got-p) > 1e-9 {
			t.Fatalf("t with %g df: %g comes back as %g", df, p, got)
		}
		if got := NoncentralTCDF(1.3, df, 0); math.Abs(got-TCDF(1.3, df)) > 1e-9 {
			t.Fatalf("noncentral t at 0 is %g, central %g", got, TCDF(1.3, df))
		}
	})
}
