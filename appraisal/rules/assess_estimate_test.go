package rules

import (
	"math"
	"testing"

	"claimgrade/appraisal"
)

// The sentence that says what a pool comes to names its interval and says ratios as ratios.
func TestASummarySaysAnEstimateAsTheFieldWritesIt(t *testing.T) {
	for _, c := range []struct {
		name         string
		effect       appraisal.Effect
		x, low, high float64
		want         string
	}{
		{"points", appraisal.Effect{Measure: appraisal.MeanDifference, Instrument: "MADRS"}, 5.82, -1.65, 13.3, "5.82 points on MADRS (95 % CI −1.65 to 13.30)"},
		{"idle zeros", appraisal.Effect{Measure: appraisal.RiskDifference}, 17, 3, 31, "17 percentage points (95 % CI 3 to 31)"},
		{"one decimal", appraisal.Effect{Measure: appraisal.RiskDifference}, 14.2, 4, 24, "14.2 percentage points (95 % CI 4.0 to 24.0)"},
		{"ratio", appraisal.Effect{Measure: appraisal.HazardRatio}, math.Log(2), math.Log(1.2), math.Log(3.47), "hazard ratio 2.00 (95 % CI 1.20 to 3.47)"},
	} {
		if got := estimateWords(c.effect, Pooled{Estimate: c.x, CI95: [2]float64{c.low, c.high}}); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
