package words

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/tr"
)

// Figures are the computed figures of a domain in a line or two.
func Figures(dom appraisal.Domain, s rules.DomainOutcome) string {
	var parts []string
	add := func(format, key string, scale float64, decimals int) {
		x, ok := s.Figures[key].(float64)
		if !ok {
			return
		}
		number := tr.Number(x*scale, decimals)
		if ci, ok := s.Figures[key+"_ci95"].([2]float64); ok {
			number = tr.T("%s (%s to %s)", number, tr.Number(ci[0], 2), tr.Number(ci[1], 2))
		}
		parts = append(parts, tr.T(format, number))
	}
	switch dom {
	case appraisal.Blinding:
		add(tr.Key("Simple Blinding Index %s"), "sbi", 1, 2)
		add(tr.Key("Bang index, experimental arm %s"), "bang_experimental", 1, 2)
		add(tr.Key("control arm %s"), "bang_control", 1, 2)
		add(tr.Key("James index %s"), "james", 1, 2)
	case appraisal.SampleSize:
		add(tr.Key("Information fraction %s %% of what the smallest difference that matters needs"), "information_fraction", 100, 0)
		parts = append(parts, tr.T("the verdict counts the people of all pooled trials, not this rating"))
	case appraisal.FollowUp:
		add(tr.Key("The controlled comparison covers %s %% of the claimed time"), "covered_share", 100, 0)
	case appraisal.Attrition:
		add(tr.Key("Lost overall %s %%"), "overall", 100, 1)
		add(tr.Key("difference between arms %s points"), "differential", 100, 1)
		add(tr.Key("tolerable difference, cautious %s points"), "boundary_cautious", 1, 1)
		add(tr.Key("optimistic %s points"), "boundary_optimistic", 1, 1)
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, " · ")
}
