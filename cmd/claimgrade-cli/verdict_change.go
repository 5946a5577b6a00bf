package main

import (
	"bytes"
	"fmt"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
)

// This file prints what would change a verdict, what it depends on, and the study that would settle it.

// whatWouldChange is one thing, or two together, that would move the verdict or its certainty.
type whatWouldChange struct {
	Change    string               `json:"change"`
	Verdict   appraisal.Verdict    `json:"verdict"`
	Certainty *appraisal.Certainty `json:"certainty"`
	Raises    bool                 `json:"raises"`
}

// addChanges adds to a report what package whatif found.
func (r *report) addChanges(o *rules.JudgeOutcome) {
	r.DependsOn, r.Changes = []rules.Factor{}, []whatWouldChange{}
	if o == nil || o.Stability == nil {
		return
	}
	r.DependsOn = append(r.DependsOn, o.Stability.DependsOn...)
	for _, x := range o.WhatWouldChange {
		r.Changes = append(r.Changes, whatWouldChange{x.Change, x.Verdict, given(x.Certainty), x.Raises})
	}
	r.Study = o.Study
}

func writeChanges(b *bytes.Buffer, o *rules.JudgeOutcome) {
	if o == nil || o.Stability == nil {
		return
	}
	section(b, "WHAT WOULD CHANGE IT")
	if len(o.WhatWouldChange) == 0 {
		b.WriteString("  Nothing that was tried moves it, one change or two.\n")
	}
	for _, up := range []bool{true, false} {
		heading := "  Would lower the verdict or its certainty\n"
		if up {
			heading = "  Would raise the verdict or its certainty\n"
		}
		for _, x := range o.WhatWouldChange {
			if x.Raises == up {
				b.WriteString(heading)
				heading = ""
				writeChange(b, x)
			}
		}
	}
	writeStability(b, *o.Stability)
	writeStudy(b, o.Study)
}

func writeChange(b *bytes.Buffer, x rules.Change) {
	result := words(x.Verdict)
	if x.Certainty != "" {
		result += ", certainty " + plain(x.Certainty)
	}
	fmt.Fprintf(b, "    %s: %s\n", x.Change, result)
}

func writeStability(b *bytes.Buffer, s rules.Stability) {
	if s.Variations == 0 {
		return
	}
	section(b, "HOW STABLE IT IS: the verdict holds in %d of %d variations", s.SameVerdict, s.Variations)
	b.WriteString("  Varied are the smallest difference that matters, the set of thresholds, blinding, the direction of bias, the\n" +
		"  reviewer, the interval of the pool, and each trial left out in turn.\n")
	if len(s.DependsOn) == 0 {
		b.WriteString("  It depends on none of these alone.\n")
		return
	}
	b.WriteString("  It depends on\n")
	for _, f := range s.DependsOn {
		fmt.Fprintf(b, "    %s: %s\n", f.Text, words(f.Verdict))
	}
}

func writeStudy(b *bytes.Buffer, s *rules.Study) {
	if s == nil {
		return
	}
	section(b, "WHAT WOULD SETTLE IT")
	fmt.Fprintf(b, "  %s\n", whatif.Ask(*s))
	for _, x := range whatif.Outcomes(*s) {
		writeChange(b, x)
	}
	for _, x := range s.InTheWay {
		fmt.Fprintf(b, "    In the way: %s\n", x)
	}
}
