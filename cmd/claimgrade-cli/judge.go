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
	var c rules.JudgeCase
	if err := decode(v, &c); err != nil {
		return nil, err
	}
	out, err := rules.Judge(c)
	if err != nil {
		return nil, err
	}
	whatif.Complete(c, &out)
	return out, nil
}
