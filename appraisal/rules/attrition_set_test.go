package rules_test

import (
	"testing"

	"claimgrade/appraisal/rules"
)

// Two of 21 lost and none of 34 (found by a random case): the model behind the boundaries takes arms of one size and would allow twice the overall
// loss at most, less than the printed table does. A lenient reader would have rated this trial worse than the default.
func TestALenientSetAllowsNoLessThanThePrintedBoundaries(t *testing.T) {
	for lost := 0; lost <= 40; lost++ {
		var before [2]float64
		for i, name := range []string{"strict", "default", "lenient"} {
			f := flow(100, 100-lost, 100, 100-lost, nil)
			f.Thresholds = set(t, name)
			o, err := rules.Attrition(f)
			if err != nil {
				t.Fatal(err)
			}
			now := [2]float64{}
			for j, key := range []string{"boundary_cautious", "boundary_optimistic"} {
				if x, ok := o.Figures[key].(float64); ok {
					now[j] = x
				}
				if i > 0 && now[j] < before[j] {
					t.Errorf("%d %% lost, %s, %s: %v after %v", lost, name, key, now[j], before[j])
				}
			}
			before = now
		}
	}
}
