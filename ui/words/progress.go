package words

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/tr"
)

// RowProgress says how many of the domains of a row that count are judged; empty where none counts.
func RowProgress(c appraisal.Claim, r rules.Row) string {
	judged, due := 0, 0
	for _, d := range appraisal.Domains {
		if rules.Due(c, r, d) {
			due++
			if r.Domains[d].Judged {
				judged++
			}
		}
	}
	if due == 0 {
		return ""
	}
	return tr.T("%d of %d judged", judged, due)
}

// Copied counts the judgements of a claim that were copied from another and must be given again.
func Copied(c appraisal.Claim, rows []rules.Row) int {
	n := 0
	for _, r := range rows {
		for _, d := range appraisal.Domains {
			if _, _, again := r.Domains[d].Appraisal.Copied(); again && rules.Due(c, r, d) {
				n++
			}
		}
	}
	return n
}

// Progress says how far the appraisal has come, and what makes a verdict provisional.
func Progress(c appraisal.Claim, a rules.Assessment) string {
	if a.JudgementsDue == 0 {
		return ""
	}
	said := tr.N(a.JudgementsDue, "%[2]d of 1 judgement given.", "%[2]d of %[1]d judgements given.", a.Judgements)
	if n := Copied(c, a.Rows); n > 0 {
		said += " " + tr.N(n, "1 was copied from another claim and is to be judged again.", "%d were copied from another claim and are to be judged again.")
	}
	switch {
	case a.Verdict == "":
	case a.Provisional && a.Judgements < a.JudgementsDue:
		said += " " + tr.T("Provisional: the rest is suggested from the recorded facts.")
	case a.Provisional:
		said += " " + tr.T("Provisional: a rating rests on facts that nobody has extracted.")
	}
	return said
}

// WithoutUnchecked says what the verdict would be if nothing unchecked counted. A decision of the reviewer takes no part.
func WithoutUnchecked(a rules.Assessment) string {
	verdict := strings.ToLower(Verdict(a.CheckedOnly))
	if a.ByRules != "" {
		return tr.T("Without them the rules would come to: %s, instead of %s; the reviewer's own verdict does not rest on them.", verdict, strings.ToLower(Verdict(a.ByRules)))
	}
	return tr.T("Without them the verdict would be: %s.", verdict)
}
