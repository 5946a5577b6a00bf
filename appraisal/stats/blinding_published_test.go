package stats

import "testing"

// The abstract of SOX (Houweling 2014) names these shares of right guesses; the tables must yield them.
func TestTablesOfSOXYieldItsPublishedSharesOfRightGuesses(t *testing.T) {
	want := map[string]float64{"SOX investigators": 10.4, "SOX coordinators": 17.8, "SOX patients": 29.4}
	for _, p := range published {
		if share, ok := want[p.name]; ok {
			right := 100 * (p.treated.Correct + p.control.Correct) / (p.treated.N() + p.control.N())
			near(t, p.name+", right in percent", right, share, 0.0501)
		}
	}
}

// Published for CRISP (Bang 2004), to two decimals.
func TestPublishedIndicesOfCRISP(t *testing.T) {
	p := published[0]
	j, _ := James(p.treated, p.control)
	a, _ := Bang(p.treated)
	b, _ := Bang(p.control)
	for _, c := range []struct {
		name string
		got  Index
		// level of the printed interval: the limits of Bang are one-sided 95 %
		level, value, low, high float64
	}{{"James", j, 0.95, 0.75, 0.71, 0.79}, {"Bang, treated", a, 0.90, 0.21, 0.15, 0.26}, {"Bang, control", b, 0.90, 0.01, -0.07, 0.10}} {
		ci := c.got.Interval(c.level)
		near(t, c.name, c.got.Value, c.value, 0.00501)
		near(t, c.name+", low", ci[0], c.low, 0.00501)
		near(t, c.name+", high", ci[1], c.high, 0.00501)
	}
}
