package whatif

import (
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// recorded is what a library knows of a claim beyond its case.
type recorded struct {
	d         appraisal.Dossier
	a         rules.Assessment
	reviewers []appraisal.Reviewer
}

// judges are whose judgements may count: first the case's own, then everybody else who judged a domain of this claim.
func (r *recorded) judges() []string {
	var others []string
	for _, l := range r.d.Linked {
		for _, a := range l.Appraisals {
			if a.Judgement != "" && a.Reviewer != r.d.Reviewer && !slices.Contains(others, a.Reviewer) {
				others = append(others, a.Reviewer)
			}
		}
	}
	slices.Sort(others)
	return append([]string{r.d.Reviewer}, others...)
}

func (r *recorded) judgesWords(uid string) string {
	for _, x := range r.reviewers {
		if x.UID == uid && x.Name != "" {
			return "the reviewer: as " + x.Name + " judges"
		}
	}
	return "the reviewer: as another reviewer judges"
}

// rows are the rows of the trials of a case, by their place in it; -1 where there is none. A case's trials share their
// numbers with the rows that they were made from.
func (r *recorded) rows(c rules.JudgeCase) []int {
	at := make([]int, len(c.Trials))
	taken := map[int]bool{}
	for i, t := range c.Trials {
		at[i] = -1
		for n, row := range r.a.Rows {
			if !taken[n] && row.InPool && row.Linked.Trial.Name == t.Name && row.Estimate == t.Estimate && row.N == t.N {
				at[i], taken[n] = n, true
				break
			}
		}
	}
	return at
}

// atHorizon is the case of the claim at another time. A judgement of follow-up was given for the claim's own time, and
// does not count for another.
func (r *recorded) atHorizon(change func(*appraisal.Effect)) (rules.JudgeCase, appraisal.Effect, bool) {
	d := r.d
	change(&d.Claim.Effect)
	d.Linked = slices.Clone(d.Linked)
	for i := range d.Linked {
		x := &d.Linked[i]
		x.Appraisals = slices.DeleteFunc(slices.Clone(x.Appraisals), func(a appraisal.Appraisal) bool { return a.Domain == appraisal.FollowUp })
	}
	c := rules.CaseOf(d)
	if c == nil {
		return rules.JudgeCase{}, d.Claim.Effect, false
	}
	return *c, d.Claim.Effect, true
}
