package rules

// epsilon is the slack of every comparison with a threshold, so that 0.6 − 0.4 counts as 0.2 (method 10.0.5).
const epsilon = 1e-9

func atLeast(a, b float64) bool { return a >= b-epsilon }
func atMost(a, b float64) bool  { return a <= b+epsilon }
func above(a, b float64) bool   { return a > b+epsilon }
func below(a, b float64) bool   { return a < b-epsilon }
