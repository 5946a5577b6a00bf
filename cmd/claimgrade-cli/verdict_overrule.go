package main

import (
	"bytes"
	"fmt"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// This file prints what the reviewer decided otherwise than the rules on the way to a verdict.

// overruledStep is the reviewer's decision on one step.
type overruledStep struct {
	Step     appraisal.Step `json:"step"`
	Value    string         `json:"value"`
	ByRules  *string        `json:"by_rules"`
	Rule     *rules.ID      `json:"rule"`
	Counts   bool           `json:"counts"`
	Reason   string         `json:"reason"`
	Reviewer string         `json:"reviewer"`
}

// addOverruled adds the decisions of the reviewer whose judgements count, and what the rules come to without that on
// the verdict.
func (r *report) addOverruled(d appraisal.Dossier, a rules.Assessment, reviewer string) {
	r.ByRules, r.ByRule = given(a.ByRules), given(a.ByRule)
	r.Overruled = []overruledStep{}
	for _, v := range rules.Steps(d, a) {
		if o := v.Overrule; o != nil {
			r.Overruled = append(r.Overruled, overruledStep{Step: v.Step, Value: o.Value, ByRules: given(v.ByRules), Rule: given(v.Rule),
				Counts: o.Value == v.Value, Reason: o.Reason, Reviewer: reviewer})
		}
	}
	if a.Judged != nil {
		r.CountOnce = a.Judged.CountOnce
	}
}

func writeOverruled(b *bytes.Buffer, r report) {
	if len(r.Overruled) == 0 {
		return
	}
	section(b, "DECIDED BY %s", r.Overruled[0].Reviewer)
	for _, o := range r.Overruled {
		rule := ""
		if o.Rule != nil {
			rule = " (" + string(*o.Rule) + ")"
		}
		fmt.Fprintf(b, "  ↯ %s: %s%s. %s\n", rules.StepWord(o.Step), o.against(), rule, o.Reason)
	}
}

// against sets a decision beside what the rules come to.
func (o overruledStep) against() string {
	own := rules.StepValue(o.Step, o.Value)
	switch {
	case o.ByRules == nil || *o.ByRules == o.Value:
		return own + ", as the rules say"
	case !o.Counts:
		return own + ", which does not count; the rules say " + rules.StepValue(o.Step, *o.ByRules)
	}
	return own + " instead of " + rules.StepValue(o.Step, *o.ByRules)
}
