package whatif

import (
	"fmt"
	"math"
	"strings"

	"claimgrade/appraisal/rules"
)

// Ask says in a sentence which study would settle a claim or, where none does, up to which size none would.
func Ask(s rules.Study) string {
	switch {
	case s.People == 0:
		return "No trial can be named that would settle it."
	case !s.Settles:
		return fmt.Sprintf("Not even one more sound trial of %d people would settle it.", s.People)
	}
	text := fmt.Sprintf("One trial of %d people, %d in each arm", s.People, s.PerArm)
	switch {
	case s.Day != nil && s.Onset:
		text = text + ", first read within " + spell(*s.Day)
	case s.Day != nil:
		text = text + ", read after " + spell(*s.Day)
	default:
		text = text + ", read at the claim's time"
	}
	return text + ", with " + strings.Join(s.Needs, "; ") + "."
}

// Outcomes say what each finding of the study would lead to. They are none where no study can be named.
func Outcomes(s rules.Study) []rules.Change {
	if s.People == 0 {
		return nil
	}
	finds := func(x float64) string {
		if math.Abs(x) < 1e-12 {
			return "It finds no difference"
		}
		return "It finds " + strings.TrimSpace(measured(x, " "+s.Unit))
	}
	return []rules.Change{
		{Change: finds(s.Effect), Verdict: s.IfFound.Verdict, Certainty: s.IfFound.Certainty},
		{Change: finds(s.None), Verdict: s.IfNone.Verdict, Certainty: s.IfNone.Certainty},
	}
}
