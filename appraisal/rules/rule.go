// Package rules comes from recorded facts to suggestions and from judgements to verdicts, by the rules of the method,
// and returns the trace of every step. It holds the rules as named constants with their text and source. It is pure:
// no files, clock, screen or database.
package rules

import "claimgrade/appraisal"

// Version names the rule set; it is stored with every judgement and printed in every trace and report.
const Version = "1.0"

// ID names a rule, such as "B-R3".
type ID string

// Rule is a rule of the method with its plain words and the source it rests on; Source is "convention" where no
// published source was read.
type Rule struct {
	ID     ID
	Text   string
	Source string
}

// Line is one step of a trace: the rule that fired, its inputs and outcome in words, and the rule's source.
type Line struct {
	Rule   ID     `json:"rule"`
	Text   string `json:"text"`
	Source string `json:"source"`

	Step appraisal.Step `json:"-"` // that a reviewer's own decision is about; empty on lines of rules
}
