package stats

import "math"

// RuleOfThree returns the upper 95 % limit of the risk of an event that none of n > 0 persons had: 3/n (Hanley and
// Lippman-Hand 1983, JAMA 249:1743).
func RuleOfThree(n float64) float64 { return math.Min(1, 3/n) }

// NoneSeenLimit is the exact limit at a one-sided level that the rule of three rounds: 1−(1−level)^(1/n).
func NoneSeenLimit(n, level float64) float64 { return -math.Expm1(math.Log1p(-level) / n) }

// ExposedNeeded returns how many persons without an event exclude a risk, 0 < risk <= 1, by the rule of three: 3/risk.
func ExposedNeeded(risk float64) float64 { return 3 / risk }
