package stats

import "testing"

func TestRuleOfThree(t *testing.T) {
	near(t, "none of 300", RuleOfThree(300), 0.01, 1e-15)
	near(t, "persons for 1 %", ExposedNeeded(0.01), 300, 1e-9) // method 10.3, S-5
	near(t, "none of 2", RuleOfThree(2), 1, 0)
	for _, n := range []float64{30, 300, 3000} {
		exact := NoneSeenLimit(n, 0.95)
		near(t, "the exact limit", exact, ClopperPearson(0, n, 0.90)[1], 1e-9) // a one-sided 95 % limit ends a 90 % interval
		near(t, "the rule beside the exact limit", RuleOfThree(n)/exact, 1, 0.055)
		if exact > RuleOfThree(n) {
			t.Errorf("the rule of three is less cautious than the exact limit of %g", n)
		}
	}
}
