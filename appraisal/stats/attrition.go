package stats

// The boundaries of the What Works Clearinghouse (Standards Handbook 4.1, table II.1): the largest difference in
// attrition between two groups, in percentage points, that is still low, by overall attrition in whole percent.
var (
	cautious = []float64{
		5.7, 5.8, 5.9, 5.9, 6.0, 6.1, 6.2, 6.3, 6.3, 6.3, // 0 to 9 %
		6.3, 6.2, 6.2, 6.1, 6.0, 5.9, 5.9, 5.8, 5.7, 5.5,
		5.4, 5.3, 5.2, 5.1, 4.9, 4.8, 4.7, 4.5, 4.4, 4.3,
		4.1, 4.0, 3.8, 3.6, 3.5, 3.3, 3.2, 3.1, 2.9, 2.8,
		2.6, 2.5, 2.3, 2.1, 2.0, 1.8, 1.6, 1.5, 1.3, 1.2,
		1.0, 0.9, 0.7, 0.6, 0.4, 0.3, 0.2, 0.0, // 50 to 57 %
	}
	optimistic = []float64{
		10.0, 10.1, 10.2, 10.3, 10.4, 10.5, 10.7, 10.8, 10.9, 10.9, // 0 to 9 %
		10.9, 10.9, 10.9, 10.8, 10.8, 10.7, 10.6, 10.5, 10.3, 10.2,
		10.0, 9.9, 9.7, 9.5, 9.4, 9.2, 9.0, 8.8, 8.6, 8.4,
		8.2, 8.0, 7.8, 7.6, 7.4, 7.2, 7.0, 6.7, 6.5, 6.3,
		6.0, 5.8, 5.6, 5.3, 5.1, 4.9, 4.6, 4.4, 4.2, 3.9,
		3.7, 3.5, 3.2, 3.0, 2.8, 2.6, 2.3, 2.1, 1.9, 1.6,
		1.4, 1.1, 0.9, 0.7, 0.5, 0.3, // 60 to 65 %
	}
)

// CautiousBoundary returns the boundary for interventions that may themselves drive people out, in percentage points.
// ok is false below 0 % and past the table (58 % and more), where no difference is low.
func CautiousBoundary(percent int) (points float64, ok bool) { return boundary(cautious, percent) }

// OptimisticBoundary returns the boundary for interventions that do not, in percentage points. ok is false below 0 %
// and past the table (66 % and more).
func OptimisticBoundary(percent int) (points float64, ok bool) { return boundary(optimistic, percent) }

func boundary(table []float64, percent int) (float64, bool) {
	if percent < 0 || percent >= len(table) {
		return 0, false
	}
	return table[percent], true
}

// WholePercent returns part of whole in percent, rounded half up, computed on integers: 113 of 200 is 57. 0 <= part <=
// whole, 0 < whole, both below 10^16.
func WholePercent(part, whole int) int {
	return int((200*int64(part) + int64(whole)) / (2 * int64(whole)))
}
