package rules

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"claimgrade/appraisal"
)

// This file says in words what an effect claim rests on.

// effectSummary is the one-line why of an effect claim.
func effectSummary(c appraisal.Claim, o JudgeOutcome, a *Assessment) string {
	if o.Class == nil {
		return "No linked result can be used: " + noneUsable(a.Rows)
	}
	var b strings.Builder
	pool := o.Pooled
	if o.PooledNonHigh != nil {
		// The class belongs to the pool that decides; its people are not those of all rows.
		pool = o.PooledNonHigh
		fmt.Fprintf(&b, "Without the trials at high risk of bias, %s of %d: ", plural(pool.K, "trial"), a.Pooled)
	} else if pool != nil {
		fmt.Fprintf(&b, "%s of %s: ", plural(pool.K, "trial"), people(a.Rows))
	}
	if pool != nil {
		b.WriteString(estimateWords(c.Effect, *pool))
	} else {
		fmt.Fprintf(&b, "%s, direction only", plural(a.Pooled, "trial"))
	}
	words := ClassWords
	if pool == nil {
		words = DirectionWords
	}
	b.WriteString(": " + words(*o.Class, c.Effect.Kind) + ".")
	if s := wordingWords(c, o); s != "" {
		b.WriteString(" " + s)
	}
	b.WriteString(certaintyReasons(o))
	return b.String()
}

// certaintyReasons say what certainty was lowered for, or that the reviewer decided it: what the rules lowered it for
// does not lead to what counts then.
func certaintyReasons(o JudgeOutcome) string {
	for _, l := range o.Trace {
		if l.Rule == O2 && o.Certainty != nil {
			return " " + certaintyWord(levelOf(*o.Certainty)) + " certainty is the reviewer's decision."
		}
	}
	reasons := ""
	if o.Deductions != nil {
		if s := deductionWords(*o.Deductions); s != "" {
			reasons += " Certainty lowered for " + s + "."
		}
	}
	if s := lowestCap(o); s != "" {
		reasons += " " + s
	}
	return reasons
}

// wordingWords says why a shown effect still does not support the claim as worded.
func wordingWords(c appraisal.Claim, o JudgeOutcome) string {
	if o.Certainty == nil || o.Rules == nil {
		return ""
	}
	switch o.Rule {
	case V11, V12:
		if needs := required(c.Effect.Assertiveness); needs > levelOf(*o.Certainty) {
			return "Worded " + string(c.Effect.Assertiveness) + ", it asks for " + certaintyWord(needs) + " certainty, and the trials give " + certaintyWord(levelOf(*o.Certainty)) + "."
		}
	case V10:
		if o.Components != nil {
			return notMetWords(*o.Components)
		}
	}
	return ""
}

// notMetWords says which asserted parts the trials do not reach or did not test.
func notMetWords(c Components) string {
	var parts []string
	for _, p := range []struct {
		degree       *string
		not, untried string
	}{
		{c.Magnitude, "the size it asserts is not reached", "the size it asserts was not tested"},
		{c.Horizon, "the time it speaks of is not covered", "the time it speaks of was not tested"},
		{c.Scope, "the trials studied something else", "the trials studied something else"},
	} {
		switch {
		case p.degree == nil:
		case *p.degree == partNot:
			parts = append(parts, p.not)
		case *p.degree == partUntested:
			parts = append(parts, p.untried)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "But " + strings.Join(parts, ", and ") + "."
}

func noneUsable(rows []Row) string {
	if len(rows) == 0 {
		return "none is linked yet."
	}
	for _, r := range rows {
		if r.Relation != appraisal.Context {
			return "none has an estimate or direction on the claim's outcome and scale."
		}
	}
	return "all are linked as context."
}

func people(rows []Row) string {
	n := 0
	for _, r := range rows {
		if r.InPool && r.N != nil {
			n += *r.N
		}
	}
	return plural(n, "person")
}

func plural(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case noun == "person":
		return fmt.Sprintf("%d people", n)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// number prints a figure with as many decimals as a reader can use.
func number(x float64) string {
	s := fmt.Sprintf("%.2f", x)
	if math.Abs(x) >= 100 {
		s = fmt.Sprintf("%.0f", x)
	}
	if s == "-0.00" {
		s = "0.00"
	}
	return strings.Replace(s, "-", "−", 1)
}

// estimateWords is a pool with its unit and interval. Ratios are pooled as logarithms, and said as ratios.
func estimateWords(e appraisal.Effect, p Pooled) string {
	estimate, low, high := p.Estimate, p.CI95[0], p.CI95[1]
	if e.Measure.Ratio() {
		estimate, low, high = math.Exp(estimate), math.Exp(low), math.Exp(high)
	}
	n := numbers(estimate, low, high)
	text := n[0] + UnitWords(e)
	switch e.Measure {
	case appraisal.OddsRatio:
		text = fmt.Sprintf("odds ratio %s", n[0])
	case appraisal.RiskRatio:
		text = fmt.Sprintf("risk ratio %s", n[0])
	case appraisal.HazardRatio:
		text = fmt.Sprintf("hazard ratio %s", n[0])
	}
	return fmt.Sprintf("%s (95 %% CI %s to %s)", text, n[1], n[2])
}

// numbers prints figures that stand together with equally many decimals, without those that are idle in all.
func numbers(xs ...float64) []string {
	out := make([]string, len(xs))
	for i, x := range xs {
		out[i] = number(x)
	}
	idle := func(s string) bool {
		return strings.Contains(s, ".") && (strings.HasSuffix(s, "0") || strings.HasSuffix(s, "."))
	}
	for !slices.ContainsFunc(out, func(s string) bool { return !idle(s) }) {
		for i, s := range out {
			out[i] = s[:len(s)-1]
		}
	}
	return out
}

// UnitWords is the unit of a claim's estimates, with the space before it; empty where none is known.
func UnitWords(e appraisal.Effect) string {
	switch {
	case e.Measure.Ratio():
		return " log units (" + strings.ReplaceAll(string(e.Measure), "-", " ") + ")"
	case e.Measure == appraisal.RiskDifference:
		return " percentage points"
	case e.Measure == appraisal.StdDifference:
		return " standard deviations"
	case e.Instrument != "":
		return " points on " + e.Instrument
	}
	return ""
}

// ClassWords says in words what the trials of a class show.
func ClassWords(class string, kind appraisal.EffectKind) string {
	subject := "the claimed effect"
	if kind == appraisal.Harm {
		subject = "the claimed harm"
	}
	switch class {
	case "FAV":
		return subject + " is shown"
	case "OPP":
		return "the opposite is shown"
	case "NULL":
		return "too small to matter, either way"
	case "LEAN":
		return "leans to " + subject + ", but no effect is not excluded"
	case "OPP_LEAN":
		return "leans the other way"
	case "TIE":
		return "no direction prevails"
	case "SAME":
		return "within the margin claimed"
	case "DIFF":
		return "a difference beyond the margin is shown"
	case "OPEN":
		return "absence of evidence: the interval still holds a difference that matters"
	}
	return class
}

// DirectionWords says in words what trials of a class show that have a direction only.
func DirectionWords(class string, kind appraisal.EffectKind) string {
	if class == classOPEN {
		return "absence of evidence: sameness cannot be read from a direction, it needs an interval"
	}
	return ClassWords(class, kind)
}

func deductionWords(d Deductions) string {
	var parts []string
	for _, x := range []struct {
		n    int
		name string
	}{{d.RiskOfBias, "risk of bias"}, {d.Inconsistency, "inconsistency"}, {d.Indirectness, "indirectness"}, {d.Imprecision, "imprecision"}, {d.PublicationBias, "publication bias"}} {
		if x.n != 0 {
			parts = append(parts, fmt.Sprintf("%s −%d", x.name, abs(x.n)))
		}
	}
	return strings.Join(parts, ", ")
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// lowestCap names the strictest cap that applies: they apply one after the other, and the outcome names the first.
func lowestCap(o JudgeOutcome) string {
	if o.Rules == nil || o.Rules.Cap == nil {
		return ""
	}
	for _, l := range o.Trace {
		if l.Rule == CX3 {
			return capWords(CX3)
		}
	}
	return capWords(*o.Rules.Cap)
}

// capWords says what keeps the certainty from being higher, whatever the trials show.
func capWords(id ID) string {
	switch id {
	case CK1:
		return "At most Moderate: a single trial short of the people needed."
	case CX1:
		return "At most Moderate: randomisation, concealment and selective reporting were not considered."
	case CX2:
		return "At most Moderate: no stated search."
	case CX3:
		return "At most Low: most people of the linked trials are not in the pool."
	}
	return ""
}
