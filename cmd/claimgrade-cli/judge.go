package main

import (
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
)

// judge is the command that judges a claim over its trials.
func judge(c *call) int { return c.eachCase(judgeCase) }

func judgeCase(v value) (any, error) {
	if v.kind != object {
		return nil, v.wrong("", object)
	}
	var file caseFile
	if err := decode(v, &file); err != nil {
		return nil, err
	}
	c := file.asCase()
	out, err := rules.Judge(c)
	if err != nil {
		return nil, err
	}
	whatif.Complete(c, &out)
	return out, nil
}

// caseFile is a claim over its trials as a file holds it: the case and, in its options, the set of thresholds.
type caseFile struct {
	Claim   rules.JudgeClaim   `json:"claim"`
	Options caseOptions        `json:"options"`
	Trials  []rules.JudgeTrial `json:"trials"`
}

type caseOptions struct {
	DirectionOfBias *bool         `json:"direction_of_bias"`
	Thresholds      *thresholdSet `json:"thresholds,omitempty"`
}

func (f caseFile) asCase() rules.JudgeCase {
	c := rules.JudgeCase{Claim: f.Claim, Trials: f.Trials, Options: rules.JudgeOptions{DirectionOfBias: f.Options.DirectionOfBias}}
	if t := f.Options.Thresholds; t != nil {
		c.Options.Thresholds = t.set
	}
	return c
}

// fileOf is a case as a file holds it; the default set is left out.
func fileOf(c *rules.JudgeCase) *caseFile {
	if c == nil {
		return nil
	}
	f := &caseFile{Claim: c.Claim, Trials: c.Trials, Options: caseOptions{DirectionOfBias: c.Options.DirectionOfBias}}
	if t := c.Options.Thresholds; t != nil && len(t.Changed()) > 0 {
		f.Options.Thresholds = &thresholdSet{t}
	}
	return f
}
