package words

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/tr"
)

// columns are what the columns of the library are called on the screens.
var columns = map[string]string{
	"abstract":             tr.Key("Abstract"),
	"advice":               tr.Key("Advice"),
	"answer":               tr.Key("Answer"),
	"as_of":                tr.Key("As of"),
	"asker":                tr.Key("Who asked"),
	"assertiveness":        tr.Key("Assertiveness"),
	"author":               tr.Key("Author"),
	"bias_direction":       tr.Key("Direction of bias"),
	"bottom_line":          tr.Key("Bottom line"),
	"built_in":             tr.Key("Built in"),
	"checked_by":           tr.Key("Checked by"),
	"citation_actual":      tr.Key("Citation: actual"),
	"citation_cited":       tr.Key("Citation: cited"),
	"citation_finding":     tr.Key("Citation: finding"),
	"citation_locator":     tr.Key("Citation: locator"),
	"citation_note":        tr.Key("Citation: note"),
	"citation_quote":       tr.Key("Citation: quote"),
	"coder":                tr.Key("Relation by the coder"),
	"coding":               tr.Key("Coding"),
	"comparator":           tr.Key("Comparator"),
	"confidence":           tr.Key("Confidence"),
	"construct":            tr.Key("Construct"),
	"context":              tr.Key("Context only"),
	"control_risk":         tr.Key("Control risk"),
	"control_uid":          tr.Key("Control arm"),
	"custom_low_days":      tr.Key("Custom low days"),
	"custom_some_days":     tr.Key("Custom some days"),
	"date":                 tr.Key("Date"),
	"document_uid":         tr.Key("Document"),
	"doi":                  tr.Key("DOI"),
	"effect_kind":          tr.Key("What it says"),
	"evidence_complete":    tr.Key("Evidence: complete"),
	"evidence_construct":   tr.Key("Evidence: construct"),
	"evidence_count":       tr.Key("Evidence: count"),
	"evidence_domain":      tr.Key("Evidence: domain"),
	"evidence_form":        tr.Key("Evidence: form"),
	"evidence_frame":       tr.Key("Evidence: frame"),
	"evidence_levels":      tr.Key("Levels"),
	"evidence_meets":       tr.Key("Evidence: meets"),
	"evidence_min_days":    tr.Key("Evidence: min days"),
	"evidence_quantifier":  tr.Key("Evidence: quantifier"),
	"evidence_rank_field":  tr.Key("Evidence: rank field"),
	"evidence_subject_uid": tr.Key("Trial it is about"),
	"exact":                tr.Key("Quoted words"),
	"experimental_uid":     tr.Key("Experimental arm"),
	"family":               tr.Key("Family"),
	"file_name":            tr.Key("File"),
	"horizon":              tr.Key("Horizon"),
	"horizon_days":         tr.Key("Horizon days"),
	"initials":             tr.Key("Initials"),
	"instrument":           tr.Key("Instrument"),
	"intervention":         tr.Key("Intervention"),
	"issue":                tr.Key("Issue"),
	"judgement":            tr.Key("Judgement"),
	"kind":                 tr.Key("Kind"),
	"label":                tr.Key("Label"),
	"language":             tr.Key("Language"),
	"large_size":           tr.Key("Large size"),
	"locator":              tr.Key("Locator"),
	"magnitude":            tr.Key("Magnitude"),
	"margin":               tr.Key("Margin"),
	"measure":              tr.Key("Measure"),
	"mid":                  tr.Key("Smallest difference that matters"),
	"mid_high":             tr.Key("Plausible, high"),
	"mid_low":              tr.Key("Plausible, low"),
	"mid_source":           tr.Key("Source of the smallest difference"),
	"name":                 tr.Key("Name"),
	"nearly_all":           tr.Key("Nearly all of the evidence"),
	"note":                 tr.Key("Note"),
	"note_private":         tr.Key("Note is private"),
	"notes":                tr.Key("Notes"),
	"notes_private":        tr.Key("Notes are private"),
	"numbers":              tr.Key("Numbers"),
	"ois":                  tr.Key("Optimal information size"),
	"other_bias":           tr.Key("Other bias"),
	"outcome":              tr.Key("Outcome"),
	"outlet":               tr.Key("Outlet"),
	"pages":                tr.Key("Pages"),
	"parent_uid":           tr.Key("Main claim"),
	"pico":                 tr.Key("Fit"),
	"pico_note":            tr.Key("Note on the fit"),
	"place":                tr.Key("Place"),
	"planning_sd":          tr.Key("Planning SD"),
	"pmid":                 tr.Key("PubMed id"),
	"population":           tr.Key("Population"),
	"prepared_by":          tr.Key("Prepared by"),
	"private":              tr.Key("Note is private"),
	"publication_bias":     tr.Key("Publication bias"),
	"question":             tr.Key("Question"),
	"quote":                tr.Key("Quote"),
	"reason":               tr.Key("Reason"),
	"recheck_by":           tr.Key("Look again by"),
	"registry_ids":         tr.Key("Registry numbers"),
	"relation":             tr.Key("Relation"),
	"result_uid":           tr.Key("Result"),
	"reversed":             tr.Key("Reversed"),
	"role":                 tr.Key("Role"),
	"rrr":                  tr.Key("Relative risk reduction"),
	"search":               tr.Key("Search"),
	"search_stated":        tr.Key("Search stated"),
	"set_uid":              tr.Key("Set uid"),
	"source":               tr.Key("Source"),
	"status":               tr.Key("Status"),
	"suggestion":           tr.Key("Suggestion"),
	"text":                 tr.Key("Restated in one sentence"),
	"title":                tr.Key("Title"),
	"tolerable_risk":       tr.Key("Tolerable risk"),
	"uncertainty":          tr.Key("Uncertainty"),
	"url":                  tr.Key("Web address"),
	"value":                tr.Key("Value"),
	"volume":               tr.Key("Volume"),
	"why":                  tr.Key("Why"),
	"wording":              tr.Key("In the article's words"),
	"words":                tr.Key("Words"),
}

// Column is what a column of the library is called on the screens.
func Column(column string) string {
	if l, ok := columns[column]; ok {
		return tr.T(l)
	}
	return Sentence(strings.ReplaceAll(column, "_", " "))
}

// PrivateNote is what a box beside a note says.
func PrivateNote() string { return tr.T("Private: leaves this library only when you say so") }

// Flag reports whether a column holds 0 or 1.
func Flag(column string) bool { return flags[column] }

// flags are the columns that hold 0 or 1.
var flags = map[string]bool{"nearly_all": true, "publication_bias": true, "other_bias": true, "search_stated": true,
	"evidence_complete": true, "context": true, "reversed": true,
	"private": true, "note_private": true, "notes_private": true}

// Stored is a stored value of a column in the words of the screens.
func Stored(column, v string) string {
	if v == "" || v == "[]" {
		return ""
	}
	said := ""
	switch column {
	case "judgement", "suggestion":
		said = Rating(appraisal.Rating(v))
	case "relation", "coder":
		said = Relation(appraisal.Relation(v))
	case "answer":
		said = Answer(appraisal.Answer(v))
	case "bias_direction":
		said = BiasDirection(appraisal.BiasDirection(v))
	case "pico":
		said = PICO(appraisal.PICOMatch(v))
	case "kind":
		said = Kind(appraisal.ClaimKind(v))
	case "effect_kind":
		said = EffectKind(appraisal.EffectKind(v))
	case "magnitude":
		said = Magnitude(appraisal.Magnitude(v))
	case "horizon":
		said = HorizonName(appraisal.Horizon(v))
	case "citation_finding":
		said = CitationFinding(appraisal.CitationFinding(v))
	case "assertiveness", "status":
		said = Sentence(v)
	}
	if flags[column] {
		said = map[string]string{"0": tr.T("No"), "1": tr.T("Yes")}[v]
	}
	if said == "" {
		return v
	}
	return said
}
