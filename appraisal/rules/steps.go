package rules

import (
	"slices"
	"strconv"
	"strings"

	"claimgrade/appraisal"
)

// StepView is a step on the way to a verdict as a screen or a script shows it: what it comes to, and what it would come
// to without the reviewer's own decision on it.
type StepView struct {
	Step     appraisal.Step
	Value    string // what counts, one of the step's values
	ByRules  string // what the rules come to, with the reviewer's decisions on the other steps as they are
	Rule     ID     // behind ByRules; empty where no single rule is
	Overrule *appraisal.Overrule
}

// Overruled reports whether the reviewer's decision counts and differs from what the rules come to.
func (v StepView) Overruled() bool { return v.Overrule != nil && v.Value != v.ByRules }

// Steps are the steps on the way to the verdict that the claim's reviewer may overrule, in the order in which they are
// taken; none where there is no verdict.
func Steps(d appraisal.Dossier, a Assessment) []StepView {
	var views []StepView
	now := valuesOf(&a)
	for _, s := range appraisal.Steps {
		v, ok := now[s]
		if !ok {
			continue
		}
		view := StepView{Step: s, Value: v.value, ByRules: v.value, Rule: v.rule}
		if o, ok := d.Decided(s); ok {
			view.Overrule = &o
			if s == appraisal.StepVerdict && a.ByRules != "" {
				view.ByRules, view.Rule = string(a.ByRules), a.ByRule
			} else if s != appraisal.StepVerdict {
				by := assess(without(d, s))
				was := valuesOf(&by)[s]
				view.ByRules, view.Rule = was.value, was.rule
			}
		}
		views = append(views, view)
	}
	return views
}

// without is a claim with all decisions of its reviewer but that on one step.
func without(d appraisal.Dossier, s appraisal.Step) appraisal.Dossier {
	d.Overrules = slices.DeleteFunc(slices.Clone(d.Overrules), func(o appraisal.Overrule) bool {
		return o.Step == s && o.Reviewer == d.Reviewer
	})
	return d
}

type stepValue struct {
	value string
	rule  ID
}

// valuesOf reads what each step came to; steps that the claim does not have are missing.
func valuesOf(a *Assessment) map[appraisal.Step]stepValue {
	m := map[appraisal.Step]stepValue{}
	if a.Verdict != "" && a.Verdict != appraisal.NotTrialQuestion {
		m[appraisal.StepVerdict] = stepValue{string(a.Verdict), a.Rule}
	}
	o := a.Judged
	if o != nil && o.Positive != nil {
		o = o.Positive
	}
	if o == nil || o.Deductions == nil || o.Rules == nil {
		return m
	}
	take := func(s appraisal.Step, levels int, rule *ID) {
		v := stepValue{value: strconv.Itoa(levels)}
		if rule != nil {
			v.rule = *rule
		}
		m[s] = v
	}
	take(appraisal.StepRiskOfBias, o.Deductions.RiskOfBias, o.Rules.RiskOfBias)
	take(appraisal.StepInconsistency, o.Deductions.Inconsistency, o.Rules.Inconsistency)
	take(appraisal.StepIndirectness, o.Deductions.Indirectness, o.Rules.Indirectness)
	take(appraisal.StepImprecision, o.Deductions.Imprecision, o.Rules.Imprecision)
	take(appraisal.StepPublicationBias, o.Deductions.PublicationBias, o.Rules.PublicationBias)
	if o.Certainty != nil {
		m[appraisal.StepCertainty] = stepValue{value: string(*o.Certainty)}
	}
	if c := o.Components; c != nil {
		for _, x := range []struct {
			step appraisal.Step
			part *string
			rule ID
		}{{appraisal.StepMagnitude, c.Magnitude, W1}, {appraisal.StepHorizon, c.Horizon, W2}, {appraisal.StepScope, c.Scope, W3}} {
			if x.part != nil && *x.part != "" {
				m[x.step] = stepValue{*x.part, x.rule}
			}
		}
	}
	return m
}

// StepChoice is something a step may be decided to.
type StepChoice struct {
	Value string
	Words string
	Not   string // why it may not; empty where it may
}

// StepChoices are what a step of a claim may be decided to, and those values that may not with the reason.
func StepChoices(k appraisal.ClaimKind, v StepView) []StepChoice {
	var choices []StepChoice
	for _, value := range v.Step.Values() {
		if v.Step == appraisal.StepVerdict && !answers(k, appraisal.Verdict(value)) {
			continue
		}
		c := StepChoice{Value: value, Words: StepValue(v.Step, value)}
		switch {
		case value == v.ByRules:
			c.Not = "This is what the rules come to."
		case v.Step == appraisal.StepCertainty && abs(levelOf(appraisal.Certainty(value))-levelOf(appraisal.Certainty(v.ByRules))) > 1:
			c.Not = "More than one step from what the rules come to needs a second reviewer."
		}
		choices = append(choices, c)
	}
	return choices
}

// StepValue is a value of a step as a sentence says it.
func StepValue(s appraisal.Step, value string) string {
	switch s {
	case appraisal.StepCertainty:
		return certaintyWord(levelOf(appraisal.Certainty(value)))
	case appraisal.StepMagnitude, appraisal.StepHorizon, appraisal.StepScope:
		return partWord(value)
	case appraisal.StepVerdict:
		return strings.ReplaceAll(value, "-", " ")
	}
	if n, err := strconv.Atoi(value); err == nil && n >= 0 && n <= 9 {
		return lowered(n)
	}
	return value
}

// Section is a part of a trace that belongs together.
type Section string

// The sections of a trace, in the order in which they are read.
const (
	SectionThresholds Section = "thresholds"
	SectionPool       Section = "pool"
	SectionStart      Section = "start" // of certainty
	SectionBias       Section = "risk-of-bias"
	SectionDiffer     Section = "inconsistency"
	SectionIndirect   Section = "indirectness"
	SectionImprecise  Section = "imprecision"
	SectionUnpub      Section = "publication-bias"
	SectionCaps       Section = "caps"
	SectionCertainty  Section = "certainty"
	SectionSize       Section = "magnitude"
	SectionTime       Section = "horizon"
	SectionScope      Section = "scope"
	SectionVerdict    Section = "verdict"
)

// Sections lists them. Those that are a step bear its name.
var Sections = []Section{SectionThresholds, SectionPool, SectionStart, SectionBias, SectionDiffer, SectionIndirect, SectionImprecise,
	SectionUnpub, SectionCaps, SectionCertainty, SectionSize, SectionTime, SectionScope, SectionVerdict}

// Section is the part of a trace to which a line belongs.
func (l Line) Section() Section {
	id := string(l.Rule)
	switch {
	case l.Step != "":
		return Section(l.Step)
	case l.Rule == O2 || l.Rule == O3:
		return SectionCertainty
	case l.Rule == C0:
		return SectionStart
	case l.Rule == CM:
		return SectionDiffer
	case l.Rule == CU:
		return SectionUnpub
	case l.Rule == W1:
		return SectionSize
	case l.Rule == W2:
		return SectionTime
	case l.Rule == W3:
		return SectionScope
	}
	for _, x := range []struct {
		prefix  string
		section Section
	}{{"T-", SectionThresholds}, {"P-", SectionPool}, {"C-B", SectionBias}, {"C-I", SectionDiffer}, {"C-D", SectionIndirect},
		{"C-P", SectionImprecise}, {"C-K", SectionCaps}, {"C-X", SectionCaps}} {
		if strings.HasPrefix(id, x.prefix) {
			return x.section
		}
	}
	return SectionVerdict
}
