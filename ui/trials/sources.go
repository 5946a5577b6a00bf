package trials

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// kindOf proposes the kind of source for a document: what other facts of the trial call it, else what it is.
func kindOf(d appraisal.Document, t appraisal.Trial) string {
	counts := map[string]int{}
	count := func(fs appraisal.Facts) {
		for _, f := range fs {
			if f.Document == d.UID && f.Source != appraisal.SourceDerived {
				counts[f.Source]++
			}
		}
	}
	count(t.Facts)
	for _, a := range t.Arms {
		count(a.Facts)
	}
	for _, r := range t.Results {
		count(r.Facts)
	}
	best := ""
	for _, k := range words.SourceKinds {
		if counts[k] > counts[best] {
			best = k
		}
	}
	if best != "" {
		return best
	}
	switch d.Kind {
	case "registry", "secondary":
		return d.Kind
	case "report":
		return "full text"
	}
	return "secondary"
}

// documentName is what a document is called beside a fact.
func documentName(d appraisal.Document) string {
	if d.Title != "" && d.Kind != "article" {
		return d.Title
	}
	return session.ShortName(d)
}

// placeWords say where a fact was read, in one line.
func placeWords(f appraisal.Fact, documents map[string]appraisal.Document) string {
	parts := []string{words.Source(f.Source)}
	if f.Document != "" {
		parts = append(parts, documentName(documents[f.Document]))
	}
	if f.Locator != "" {
		parts = append(parts, f.Locator)
	}
	return strings.Join(parts, " · ")
}

// sourceTip tells all that is recorded of where a fact comes from.
func sourceTip(f appraisal.Fact, documents map[string]appraisal.Document, reviewers map[string]appraisal.Reviewer) string {
	lines := []string{placeWords(f, documents)}
	if f.Quote != "" {
		lines = append(lines, tr.T("“%s”", f.Quote))
	}
	if f.Note != "" {
		lines = append(lines, f.Note)
	}
	if f.Confidence != "" {
		lines = append(lines, tr.T("%s confidence", words.Sentence(f.Confidence)))
	}
	if who := checkedWords(f, reviewers); who != "" {
		lines = append(lines, who)
	}
	return strings.Join(lines, "\n")
}

// checkedWords say who compared a fact with its source, and on which day; empty if nobody has.
func checkedWords(f appraisal.Fact, reviewers map[string]appraisal.Reviewer) string {
	if f.CheckedBy == "" {
		return ""
	}
	who := tr.T("somebody")
	if r, ok := reviewers[f.CheckedBy]; ok {
		who = r.Name
	}
	day, _, _ := strings.Cut(f.CheckedAt, "T")
	if day == "" {
		return tr.T("Checked by %s", who)
	}
	return tr.T("Checked by %s on %s", who, day)
}

// unchecked reports whether a fact states a value that nobody can look up.
func unchecked(f appraisal.Fact) bool {
	return extracted(f) && f.Status != appraisal.StatusNotStated && !f.Checked()
}
