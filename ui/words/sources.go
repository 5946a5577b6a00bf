package words

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/tr"
)

// SourceReviewer is the kind of source of a value that a person typed without naming a text.
const SourceReviewer = "reviewer"

// SourceKinds are the kinds of source that a fact can be given, from the best to none, as they are stored.
var SourceKinds = []string{
	"full text", "table (PMC)", "full-text excerpt", "abstract", "registry", "protocol", "label excerpt",
	"secondary (Cochrane)", "secondary", appraisal.SourceDerived, appraisal.SourceCoder, SourceReviewer, appraisal.SourceUnsourced,
}

var sources = map[string]string{
	"full text":               tr.Key("Full text"),
	"table (PMC)":             tr.Key("Full-text table"),
	"full-text excerpt":       tr.Key("Full-text excerpt"),
	"abstract":                tr.Key("Abstract"),
	"registry":                tr.Key("Registry record"),
	"bibliographic record":    tr.Key("Bibliographic record"),
	"protocol":                tr.Key("Protocol"),
	"label excerpt":           tr.Key("Product label"),
	"secondary (Cochrane)":    tr.Key("Cochrane review"),
	"secondary":               tr.Key("Secondary source"),
	appraisal.SourceDerived:   tr.Key("Derived"),
	appraisal.SourceCoder:     tr.Key("Expert's reading, no text"),
	SourceReviewer:            tr.Key("Entered by a reviewer"),
	appraisal.SourceUnsourced: tr.Key("Recalled, no source"),
}

// Source is a kind of source in words.
func Source(kind string) string {
	if s, ok := sources[kind]; ok {
		return tr.T(s)
	}
	switch {
	case kind == "":
		return tr.T("No source")
	case strings.HasPrefix(kind, "article"): // the starter library says which; the document's name follows anyway
		return tr.T("Article")
	}
	return Sentence(kind)
}

// Note is the note of a fact: that of a registry record or a derivation was written by the program, all others by people.
func Note(f appraisal.Fact) string {
	if f.Source == "registry" || f.Source == appraisal.SourceDerived {
		return tr.Said(f.Note)
	}
	return f.Note
}

// FactSource is where a fact was found, as it stands on a line of its own: source, locator and note.
func FactSource(f appraisal.Fact) string {
	var parts []string
	if f.Source != "" || f.Locator == "" && f.Note == "" {
		parts = append(parts, Source(f.Source))
	}
	for _, s := range []string{f.Locator, Note(f)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}
