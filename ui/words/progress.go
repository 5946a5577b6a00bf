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

// FactsBehind says how many facts behind the verdict nobody can look up, and what it would be without them; empty where it
// rests on no fact.
func FactsBehind(a rules.Assessment) string {
	n := len(a.UncheckedFacts)
	switch {
	case a.FactsUsed == 0:
		return ""
	case n == 0:
		return tr.N(a.FactsUsed, "The 1 fact behind the verdict has a source.", "All %d facts behind the verdict have a source.")
	}
	text := tr.N(a.FactsUsed, "The 1 fact behind the verdict is unchecked.", "%[2]d of %[1]d facts behind the verdict are unchecked.", n)
	if n == 1 && a.FactsUsed > 1 {
		text = tr.T("1 of %d facts behind the verdict is unchecked.", a.FactsUsed)
	}
	if without := withoutUnchecked(a); without != "" {
		text += " " + without
	}
	return text
}

// withoutUnchecked says what the verdict would be if nothing unchecked counted. A decision of the reviewer takes no part.
func withoutUnchecked(a rules.Assessment) string {
	verdict := strings.ToLower(Verdict(a.CheckedOnly))
	one := len(a.UncheckedFacts) == 1
	switch {
	case a.CheckedOnly == "":
		return ""
	case a.CheckedOnly == a.ByRules && one:
		return tr.T("Without it the rules would come to the same.")
	case a.CheckedOnly == a.ByRules:
		return tr.T("Without them the rules would come to the same.")
	case a.CheckedOnly == a.Verdict && a.ByRules == "" && one:
		return tr.T("Without it the verdict would be the same.")
	case a.CheckedOnly == a.Verdict && a.ByRules == "":
		return tr.T("Without them the verdict would be the same.")
	case a.ByRules != "" && one:
		return tr.T("Without it the rules would come to: %s, instead of %s; the reviewer's own verdict does not rest on it.", verdict, strings.ToLower(Verdict(a.ByRules)))
	case a.ByRules != "":
		return tr.T("Without them the rules would come to: %s, instead of %s; the reviewer's own verdict does not rest on them.", verdict, strings.ToLower(Verdict(a.ByRules)))
	case one:
		return tr.T("Without it the verdict would be: %s.", verdict)
	}
	return tr.T("Without them the verdict would be: %s.", verdict)
}
