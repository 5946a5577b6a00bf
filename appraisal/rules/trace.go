package rules

import (
	"math"
	"strconv"
	"strings"

	"claimgrade/appraisal"
)

// trace gathers the lines of a judgement; a quiet one gathers none, for judgements made only to be compared.
type trace struct {
	lines []Line
	quiet bool
}

// newTrace begins with the line that names the set of thresholds.
func newTrace(set *appraisal.Thresholds, quiet bool) trace {
	if quiet {
		return trace{quiet: true}
	}
	return trace{lines: []Line{setLine(set)}}
}

func (t *trace) say(id ID, format string, args ...any) {
	if !t.quiet {
		t.lines = append(t.lines, step(id, format, args...))
	}
}

// decided is say of a reviewer's decision on a step.
func (t *trace) decided(s appraisal.Step, id ID, format string, args ...any) {
	t.say(id, format, args...)
	if !t.quiet {
		t.lines[len(t.lines)-1].Step = s
	}
}

// num prints a number with four significant digits, as a reader can use them, only when its line is written.
type num float64

func (n num) String() string {
	x := float64(n)
	size := math.Abs(x)
	var s string
	switch {
	case size != 0 && (size < 1e-4 || size >= 1e7):
		s = strconv.FormatFloat(x, 'g', 4, 64)
	case size >= 1000:
		s = strconv.FormatFloat(x, 'f', 0, 64)
	default:
		decimals := 3
		switch {
		case size >= 100:
			decimals = 1
		case size >= 10:
			decimals = 2
		case size != 0 && size < 1:
			decimals = min(2-int(math.Floor(math.Log10(size))), 6)
		}
		s = strconv.FormatFloat(x, 'f', decimals, 64)
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" || s == "" {
		s = "0"
	}
	return strings.Replace(s, "-", "−", 1)
}

// share2 prints a share of 1 with two decimals.
type share2 float64

func (s share2) String() string { return strconv.FormatFloat(float64(s), 'f', 2, 64) }

// interval prints the limits of an interval.
type interval [2]float64

func (i interval) String() string { return num(i[0]).String() + " to " + num(i[1]).String() }
