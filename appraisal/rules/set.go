package rules

import (
	"fmt"
	"strings"

	"claimgrade/appraisal"
)

// T0 names the set of thresholds that the steps after it read.
const T0 ID = "T-0"

var setRules = []Rule{
	{T0, "The thresholds of the rules are taken from one set: strict, default, lenient or the reader's own. Rule texts name the default.", convention},
}

// defaultSetLine is made once: nearly every trace begins with it.
var defaultSetLine = Line{Rule: T0, Text: "Thresholds: the default set.", Source: convention}

// setLine says which set is in force and, of the reader's own, what differs from the default.
func setLine(t *appraisal.Thresholds) Line {
	set := t.OrDefault()
	if set == (*appraisal.Thresholds)(nil).OrDefault() {
		return defaultSetLine
	}
	if own, ok := appraisal.BuiltIn(set.Name); ok && own == *set {
		return step(T0, "Thresholds: the %s set.", set.Name)
	}
	changed := set.Changed()
	if len(changed) == 0 {
		return step(T0, "Thresholds: the set “%s”, with the numbers of the default set.", set.Name)
	}
	numbers := make([]string, len(changed))
	for i, c := range changed {
		numbers[i] = fmt.Sprintf("%s %v instead of %v", c.Key, *c.Of(set), c.Default)
	}
	return step(T0, "Thresholds: the set “%s”: %s.", set.Name, strings.Join(numbers, ", "))
}
