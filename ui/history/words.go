package history

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/words"
)

// line is one changed value in words.
type line struct {
	label, before, after string
	op                   string // of its row: a new one had no value before
}

// hidden are columns that mean nothing to a reader: they place a row, or say what its heading says already.
var hidden = map[string]bool{
	"key": true, "position": true, "part": true, "trial_uid": true, "arm_uid": true, "result_uid": true, "link_uid": true,
	"claim_uid": true, "appraisal_uid": true, "reviewer_uid": true, "quote_uid": true, "field": true, "domain": true, "question": true,
	"rule": true, "step": true, "decided_at": true, "rules_version": true, "judged_at": true, "checked_at": true, "prefix": true, "suffix": true,
}

// labels are what columns are called on the screens; the others are called by their own words.
var labels = map[string]string{
	"text": "Restated in one sentence", "wording": "In the article's words", "effect_kind": "What it says", "mid": "Smallest difference that matters",
	"mid_low": "Plausible, low", "mid_high": "Plausible, high", "mid_source": "Source of the smallest difference",
	"planning_sd": "Planning SD", "rrr": "Relative risk reduction", "ois": "Optimal information size",
	"document_uid": "Document", "parent_uid": "Main claim", "evidence_subject_uid": "Trial it is about", "evidence_levels": "Levels",
	"experimental_uid": "Experimental arm", "control_uid": "Control arm", "doi": "DOI", "pmid": "PubMed id", "url": "Web address",
	"exact": "Quoted words", "bias_direction": "Direction of bias", "pico": "Fit", "pico_note": "Note on the fit", "context": "Context only",
	"result_uid": "Result", "coder": "Relation by the coder", "as_of": "As of", "nearly_all": "Nearly all of the evidence",
}

func label(column string) string {
	if l, ok := labels[column]; ok {
		return l
	}
	for prefix, of := range map[string]string{"effect_": "", "evidence_": "Evidence: ", "citation_": "Citation: "} {
		if rest, ok := strings.CutPrefix(column, prefix); ok {
			return words.Sentence(of + strings.ReplaceAll(rest, "_", " "))
		}
	}
	return words.Sentence(strings.ReplaceAll(column, "_", " "))
}

// flags are the columns that hold 0 or 1.
var flags = map[string]bool{"nearly_all": true, "publication_bias": true, "other_bias": true, "search_stated": true,
	"evidence_complete": true, "context": true, "reversed": true}

// value is a stored value in the words of the screens.
func value(column, v string) string {
	if v == "" || v == "[]" {
		return ""
	}
	said := ""
	switch column {
	case "judgement", "suggestion":
		said = words.Rating(appraisal.Rating(v))
	case "relation", "coder":
		said = words.Relation(appraisal.Relation(v))
	case "answer":
		said = words.Answer(appraisal.Answer(v))
	case "bias_direction":
		said = words.BiasDirection(appraisal.BiasDirection(v))
	case "pico":
		said = words.PICO(appraisal.PICOMatch(v))
	case "kind":
		said = words.Kind(appraisal.ClaimKind(v))
	case "effect_kind":
		said = words.EffectKind(appraisal.EffectKind(v))
	case "magnitude":
		said = words.Magnitude(appraisal.Magnitude(v))
	case "horizon":
		said = words.HorizonName(appraisal.Horizon(v))
	case "citation_finding":
		said = words.CitationFinding(appraisal.CitationFinding(v))
	case "assertiveness", "status":
		said = words.Sentence(v)
	}
	if flags[column] {
		said = map[string]string{"0": "No", "1": "Yes"}[v]
	}
	if said == "" {
		return v
	}
	return said
}

// lines are the changed values of a row that mean something to a reader.
func lines(c db.Change) []line {
	var out []line
	for _, f := range c.Fields {
		if hidden[f.Field] && (c.Entity != db.EntityLink || f.Field != "result_uid") {
			continue
		}
		l := line{label: label(f.Field), before: value(f.Field, f.Before), after: value(f.Field, f.After), op: c.Op}
		switch {
		case l.before == l.after:
			continue
		case c.Entity == db.EntityFact && f.Field == "value", c.Entity == db.EntityAnswer:
			l.label = "" // the heading says it
		case c.Entity == db.EntityOverrule && f.Field == "value":
			l.label = "Counts as"
		case flags[f.Field] && c.Op != "update" && l.before != "Yes" && l.after != "Yes":
			continue // a new row says No to everything
		}
		out = append(out, l)
	}
	return out
}

// subject says what row was changed and how: "Blinding of Murrough 2013", "Arm ketamine, added".
func subject(c db.Change) string {
	s := what(c)
	switch c.Op {
	case "insert":
		s += ", added"
	case "delete":
		s += ", deleted"
	}
	return s
}

func what(c db.Change) string {
	of := func(s string) string {
		if c.Of == "" {
			return s
		}
		return s + " of " + c.Of
	}
	domain := words.Domain(appraisal.Domain(c.Row["domain"]))
	switch c.Entity {
	case db.EntityClaim:
		return "Claim " + short(c.Row["label"])
	case db.EntityTrial:
		return "Trial " + c.Row["name"]
	case db.EntityArm, db.EntityResult:
		return strings.TrimSpace(words.Sentence(string(c.Entity)) + " " + short(c.Row["name"]))
	case db.EntityDocument:
		return "Article " + short(c.Row["title"])
	case db.EntityLink:
		return "Link to " + c.Of
	case db.EntityAppraisal:
		return of(domain)
	case db.EntityAnswer:
		return of(domain) + ": " + strings.ReplaceAll(c.Row["question"], "-", " ")
	case db.EntityOverrule:
		return "Own decision on " + strings.ReplaceAll(c.Row["step"], "-", " ")
	case db.EntityQuote:
		return "Quote"
	case db.EntityFact:
		name := c.Row["field"]
		if f, ok := appraisal.FieldOf(appraisal.FieldKey(name)); ok {
			name = f.Label
		}
		return of(name)
	}
	return words.Sentence(strings.ReplaceAll(string(c.Entity), "_", " "))
}

// longest is how many letters of a value the list shows; the rest is read by opening the step.
const longest = 90

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > longest {
		return strings.TrimSpace(string(r[:longest-1])) + "…"
	}
	return s
}

// sentence is a line as one text; cut, if its values are shortened.
func (l line) sentence(cut bool) string {
	show := func(s string) string {
		if s == "" {
			return "nothing"
		}
		if cut {
			return short(s)
		}
		return s
	}
	text := show(l.before) + " → " + show(l.after)
	switch l.op {
	case "insert":
		text = show(l.after)
	case "delete":
		text = show(l.before)
	}
	if l.label != "" {
		text = l.label + ": " + text
	}
	return text
}

// told are the changes of a step that are shown: how a quote hangs on an appraisal is told by the quote.
func told(all []db.Change) []db.Change {
	var out []db.Change
	for i := len(all) - 1; i >= 0; i-- { // as they came
		c := all[i]
		if c.Entity == db.EntityAppraisalQuote || c.Op == "update" && len(lines(c)) == 0 {
			continue
		}
		out = append(out, c)
	}
	return out
}

// done is a step's name with what kind of action it was.
func done(s db.Step) string {
	switch s.Kind {
	case "undo":
		return "Undone: " + s.Name
	case "redo":
		return "Done again: " + s.Name
	}
	return s.Name
}

// who is the person of a step.
func who(by string) string {
	if by == "" {
		return "Nobody named"
	}
	return by
}
