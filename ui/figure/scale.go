package figure

import (
	"math"
	"strconv"
	"strings"

	"claimgrade/ui/tr"
)

// Scale is the common axis of a column of effects.
type Scale struct {
	Min, Max float64
	Log      bool    // ratios: equal distances are equal factors; Min must be above 0
	Null     float64 // the value of no effect: 0 for differences, 1 for ratios
	Margin   float64 // the smallest difference that matters, drawn as a band around Null; 0 draws none. For ratios a factor above 1
	Ticks    []float64
	Left     string // what lies to the left of Null, such as "favours ketamine"
	Right    string
}

// At returns where a value lies on the axis: 0 at Min, 1 at Max, outside beyond them.
func (s Scale) At(v float64) float64 {
	lo, hi := s.Min, s.Max
	if s.Log {
		if v <= 0 {
			return math.Inf(-1)
		}
		lo, hi, v = math.Log(lo), math.Log(hi), math.Log(v)
	}
	if hi == lo {
		return 0.5
	}
	return (v - lo) / (hi - lo)
}

// Zone returns the ends of the band of differences too small to matter.
func (s Scale) Zone() (lo, hi float64, ok bool) {
	switch {
	case s.Log && s.Margin > 1:
		return s.Null / s.Margin, s.Null * s.Margin, true
	case !s.Log && s.Margin > 0:
		return s.Null - s.Margin, s.Null + s.Margin, true
	}
	return 0, 0, false
}

// FitScale makes an axis for effects: it holds every estimate, the null and the margin, and the intervals as long as one
// wide interval does not squeeze the others; what it cuts off is drawn with an arrow.
func FitScale(effects []Effect, log bool, null, margin float64) Scale {
	s := Scale{Log: log, Null: null, Margin: margin}
	to, from := func(v float64) float64 { return v }, func(v float64) float64 { return v }
	if log {
		to, from = math.Log, math.Exp
	}
	usable := func(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) && (!log || v > 0) }
	lo, hi := to(null), to(null)
	take := func(v float64) {
		if usable(v) {
			lo, hi = math.Min(lo, to(v)), math.Max(hi, to(v))
		}
	}
	for _, e := range effects {
		take(e.Est)
	}
	if a, b, ok := s.Zone(); ok {
		take(a)
		take(b)
	}
	core := hi - lo
	lowest, highest := lo-0.75*core, hi+0.75*core
	for _, e := range effects {
		ends := []float64{e.Lo, e.Hi}
		if e.Prediction != nil {
			ends = append(ends, e.Prediction[:]...)
		}
		for _, v := range ends {
			if usable(v) && (core == 0 || (to(v) >= lowest && to(v) <= highest)) {
				take(v)
			} else if usable(v) {
				take(from(math.Min(math.Max(to(v), lowest), highest)))
			}
		}
	}
	if hi == lo {
		lo, hi = lo-1, hi+1
	}
	pad := (hi - lo) * 0.04
	s.Min, s.Max = from(lo-pad), from(hi+pad)
	s.Ticks = ticks(s)
	return s
}

func ticks(s Scale) []float64 {
	if s.Log {
		if row := logTicks(s.Min, s.Max); len(row) > 1 {
			return row
		} // else a narrow range, in which equal steps tell more
	}
	return linearTicks(s.Min, s.Max, 5)
}

// linearTicks returns round values, that many steps from the first to the last at most.
func linearTicks(lo, hi, steps float64) []float64 {
	span := hi - lo
	if span <= 0 || math.IsInf(span, 0) || math.IsNaN(span) {
		return nil
	}
	unit := math.Pow(10, math.Floor(math.Log10(span/steps)))
	step := unit
	for _, m := range []float64{1, 2, 5, 10} {
		if step = m * unit; span/step <= steps {
			break
		}
	}
	var out []float64
	for k := math.Ceil(lo / step); k*step <= hi; k++ {
		out = append(out, k*step)
	}
	return out
}

// logTicks returns round values of the 1-2-5 row, thinned to six at most.
func logTicks(lo, hi float64) []float64 {
	var row []float64
	for p := math.Floor(math.Log10(lo)); p <= math.Ceil(math.Log10(hi)); p++ {
		for _, m := range []float64{1, 2, 5} {
			// Through text, so that 0.1 is 0.1 and not a neighbour of it.
			v, _ := strconv.ParseFloat(strconv.FormatFloat(m*math.Pow(10, p), 'g', 3, 64), 64)
			if v >= lo && v <= hi {
				row = append(row, v)
			}
		}
	}
	for len(row) > 6 {
		var thin []float64
		for i, v := range row {
			if i%2 == 0 || v == 1 {
				thin = append(thin, v)
			}
		}
		if len(thin) == len(row) {
			break
		}
		row = thin
	}
	return row
}

// Number writes a value for an axis: a true minus sign, no needless zeros, the decimal sign of the language.
func Number(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if len(s) > 7 {
		s = strconv.FormatFloat(v, 'g', 3, 64)
	}
	if s == "-0" {
		s = "0"
	}
	return tr.Digits(strings.Replace(s, "-", "−", 1))
}
