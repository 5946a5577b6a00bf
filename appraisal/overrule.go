package appraisal

import (
	"slices"
	"strconv"
	"strings"
)

// Overrule is a reviewer's own decision on one step from the judgements to the verdict: the step then counts as they say,
// and the trace says so. Counts, computed statistics and the text of rules cannot be overruled (method 10.10).
type Overrule struct {
	UID      string
	ClaimUID string
	Reviewer string
	Step     Step
	Value    string // what it counts as: levels of certainty, a certainty, how far a part is met, a verdict
	Reason   string
	At       string // RFC 3339 UTC
}

// Step names a step on the way to a verdict.
type Step string

// The steps that can be overruled.
const (
	StepRiskOfBias      Step = "risk-of-bias"
	StepInconsistency   Step = "inconsistency"
	StepIndirectness    Step = "indirectness"
	StepImprecision     Step = "imprecision"
	StepPublicationBias Step = "publication-bias"
	StepCertainty       Step = "certainty"
	StepMagnitude       Step = "magnitude"
	StepHorizon         Step = "horizon"
	StepScope           Step = "scope"
	StepVerdict         Step = "verdict"
)

// Steps lists them in the order in which they are taken.
var Steps = []Step{StepRiskOfBias, StepInconsistency, StepIndirectness, StepImprecision, StepPublicationBias,
	StepCertainty, StepMagnitude, StepHorizon, StepScope, StepVerdict}

// largestDeduction is how many levels one reason may take from certainty.
var largestDeduction = map[Step]int{StepRiskOfBias: 2, StepInconsistency: 2, StepIndirectness: 2, StepImprecision: 3, StepPublicationBias: 1}

// Values are what a step may be overruled to.
func (s Step) Values() []string {
	if most, ok := largestDeduction[s]; ok {
		levels := make([]string, most+1)
		for i := range levels {
			levels[i] = strconv.Itoa(i)
		}
		return levels
	}
	switch s {
	case StepCertainty:
		return words(CertaintyHigh, CertaintyModerate, CertaintyLow, CertaintyVeryLow)
	case StepMagnitude:
		return []string{"MET", "PROBABLE", "UNCERTAIN", "NOT", "UNTESTED"}
	case StepHorizon, StepScope:
		return []string{"MET", "PARTIAL", "UNTESTED"}
	case StepVerdict:
		return words(Supported, PartlySupported, Overstated, NotSupported, Contradicted, CannotBeJudged, Accurate, PartlyAccurate, Inaccurate, Misattributed)
	}
	return nil
}

func words[T ~string](all ...T) []string {
	plain := make([]string, len(all))
	for i, w := range all {
		plain[i] = string(w)
	}
	return plain
}

// Validate says in one sentence what keeps the decision from being stored.
func (o Overrule) Validate() error {
	switch {
	case !oneOf(o.Step, Steps):
		return Invalidf("step", "%q is not a step that can be overruled.", o.Step)
	case !slices.Contains(o.Step.Values(), o.Value):
		return Invalidf("value", "%q is nothing that this step can come to. Choose one of the values offered.", o.Value)
	case o.Reviewer == "":
		return Invalid("reviewer", "A decision needs the reviewer's name.")
	case strings.TrimSpace(o.Reason) == "":
		return Invalid("reason", "The decision differs from what the rules come to. Write why.")
	}
	return nil
}

// Decided returns what the claim's reviewer decides on a step otherwise than the rules.
func (d Dossier) Decided(s Step) (Overrule, bool) {
	for _, o := range d.Overrules {
		if o.Step == s && o.Reviewer == d.Reviewer && d.Reviewer != "" {
			return o, true
		}
	}
	return Overrule{}, false
}
