package whatif

import (
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// recorded is what a library knows of a claim beyond its case.
type recorded struct {
	d         appraisal.Dossier // with every fact taken as checked: only cases are asked of it, and so nothing is assessed twice
	a         rules.Assessment
	reviewers []appraisal.Reviewer
}

func newRecorded(d appraisal.Dossier, a rules.Assessment, reviewers []appraisal.Reviewer) *recorded {
	d.Linked = slices.Clone(d.Linked)
	for i := range d.Linked {
		t := &d.Linked[i].Trial
		t.Facts = asChecked(t.Facts)
		t.Arms, t.Results = slices.Clone(t.Arms), slices.Clone(t.Results)
		for n := range t.Arms {
			t.Arms[n].Facts = asChecked(t.Arms[n].Facts)
		}
		for n := range t.Results {
			t.Results[n].Facts = asChecked(t.Results[n].Facts)
		}
	}
	if d.Claim.Kind == appraisal.KindEffect {
		d.Claim.AsOf = "" // of an effect claim it only adds a note
	}
	return &recorded{d: d, a: a, reviewers: reviewers}
}

func asChecked(fs appraisal.Facts) appraisal.Facts {
	out := make(appraisal.Facts, len(fs))
	for k, f := range fs {
		f.CheckedBy = "whatif"
		out[k] = f
	}
	return out
}

// link is the link of a row, as the dossier has it.
func (r *recorded) link(row rules.Row) appraisal.Linked {
	for _, l := range r.d.Linked {
		if l.Link.UID == row.Linked.Link.UID && l.Trial.UID == row.Linked.Trial.UID && l.Link.ResultUID == row.Linked.Link.ResultUID {
			return l
		}
	}
	return row.Linked
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

// trialOf is the trial of a case that one link makes alone, with the ratings of its domains.
func (r *recorded) trialOf(l appraisal.Linked) (rules.JudgeTrial, map[appraisal.Domain]rules.DomainView, bool) {
	d := r.d
	d.Linked = []appraisal.Linked{l}
	a := rules.Assess(d)
	if a.Case == nil || len(a.Case.Trials) != 1 {
		return rules.JudgeTrial{}, nil, false
	}
	return a.Case.Trials[0], a.Rows[0].Domains, true
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
	c := rules.Assess(d).Case
	if c == nil {
		return rules.JudgeCase{}, d.Claim.Effect, false
	}
	return *c, d.Claim.Effect, true
}
