package trials

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/session"
	"claimgrade/ui/words"
)

// sourceKind is a kind of source with its words.
type sourceKind struct{ key, words string }

// sourceKinds are the kinds of source that are offered, from the best to none.
var sourceKinds = []sourceKind{
	{"full text", "Full text"},
	{"table (PMC)", "Full-text table"},
	{"full-text excerpt", "Full-text excerpt"},
	{"abstract", "Abstract"},
	{"registry", "Registry record"},
	{"protocol", "Protocol"},
	{"label excerpt", "Product label"},
	{"secondary (Cochrane)", "Cochrane review"},
	{"secondary", "Secondary source"},
	{appraisal.SourceDerived, "Derived"},
	{appraisal.SourceCoder, "Expert's reading, no text"},
	{sourceReviewer, "Entered by a reviewer"},
	{appraisal.SourceUnsourced, "Recalled, no source"},
}

func sourceWords(kind string) string {
	for _, k := range sourceKinds {
		if k.key == kind {
			return k.words
		}
	}
	switch {
	case kind == "":
		return "No source"
	case strings.HasPrefix(kind, "article"): // the starter library says which; the document's name follows anyway
		return "Article"
	}
	return words.Sentence(kind)
}

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
	for _, k := range sourceKinds {
		if counts[k.key] > counts[best] {
			best = k.key
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
	parts := []string{sourceWords(f.Source)}
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
		lines = append(lines, "“"+f.Quote+"”")
	}
	if f.Note != "" {
		lines = append(lines, f.Note)
	}
	if f.Confidence != "" {
		lines = append(lines, words.Sentence(f.Confidence)+" confidence")
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
	who := "somebody"
	if r, ok := reviewers[f.CheckedBy]; ok {
		who = r.Name
	}
	day, _, _ := strings.Cut(f.CheckedAt, "T")
	if day == "" {
		return "Checked by " + who
	}
	return "Checked by " + who + " on " + day
}

// unchecked reports whether a fact states a value that nobody can look up.
func unchecked(f appraisal.Fact) bool {
	return extracted(f) && f.Status != appraisal.StatusNotStated && !f.Checked()
}
