package export

import (
	"context"

	"claimgrade/appraisal"
	"claimgrade/db/exchange/tidy"
)

// factRow is one recorded value with whose it is.
type factRow struct {
	trial   appraisal.Trial
	scope   appraisal.Scope
	uid     string // of the arm or result
	subject string
	fact    appraisal.Fact
	field   appraisal.Field
	source  appraisal.Document
	checker string
}

var factColumns = []column[factRow]{
	text("trial_uid", "its row in trials", func(r factRow) string { return r.trial.UID }),
	text("trial", "name of the trial", func(r factRow) string { return r.trial.Name }),
	text("of", "whose value it is: trial, arm or result", func(r factRow) string { return string(r.scope) }),
	text("subject_uid", "identity of the arm or result", func(r factRow) string { return r.uid }),
	text("subject", "name of the arm or result", func(r factRow) string { return r.subject }),
	text("field", "what is recorded", func(r factRow) string { return string(r.fact.Field) }),
	text("label", "the field in words", func(r factRow) string { return r.field.Label }),
	text("value", "numbers with a decimal point", func(r factRow) string { return r.fact.Value }),
	text("status", "reported, or not-reported: the text was read and does not say", func(r factRow) string { return string(r.fact.Status) }),
	text("source", "kind of source", func(r factRow) string { return r.fact.Source }),
	text("document_uid", "its row in documents", func(r factRow) string { return r.fact.Document }),
	text("document", "title of the document", func(r factRow) string { return r.source.Title }),
	text("locator", "place in the document", func(r factRow) string { return r.fact.Locator }),
	text("quote", "the words there", func(r factRow) string { return r.fact.Quote }),
	text("confidence", "the recorder's own: high, medium or low", func(r factRow) string { return r.fact.Confidence }),
	text("note", "how it was read or computed", func(r factRow) string { return r.fact.Note }),
	truth("checked", "it has a source with a place, or somebody has checked it", func(r factRow) bool { return r.fact.Checked() }),
	text("checked_by", "who", func(r factRow) string { return r.checker }),
	text("checked_at", "when", func(r factRow) string { return r.fact.CheckedAt }),
}

// facts is the table of all values that are recorded of the trials, field by field in the order of a form.
func (x *content) facts(ctx context.Context, trials []appraisal.Trial) (tidy.Table, error) {
	t := tableOf("facts", "A row is one recorded value of a trial, of one of its arms, or of one of its results.", factColumns)
	documents := make(map[string]appraisal.Document, len(x.documents))
	for _, d := range x.documents {
		documents[d.UID] = d
	}
	for _, trial := range trials {
		if err := ctx.Err(); err != nil {
			return t, err
		}
		add := func(scope appraisal.Scope, uid, subject string, facts appraisal.Facts) {
			for _, field := range appraisal.Fields {
				f, ok := facts[field.Key]
				if !ok {
					continue
				}
				checker := f.CheckedBy
				if r, ok := x.reviewers[f.CheckedBy]; ok {
					checker = r.Name
				}
				t.Rows = append(t.Rows, cells(factColumns, factRow{trial, scope, uid, subject, f, field, documents[f.Document], checker}))
			}
		}
		add(appraisal.OfTrial, "", "", trial.Facts)
		for _, a := range trial.Arms {
			add(appraisal.OfArm, a.UID, a.Name, a.Facts)
		}
		for _, r := range trial.Results {
			add(appraisal.OfResult, r.UID, r.Name, r.Facts)
		}
	}
	return t, nil
}

// trialTable lists the trials.
func (x *content) trialTable(trials []appraisal.Trial) tidy.Table {
	withheld := 0
	columns := []column[appraisal.Trial]{
		text("trial_uid", "identity of the trial", func(t appraisal.Trial) string { return t.UID }),
		text("trial_key", "id in the starter library", func(t appraisal.Trial) string { return t.Key }),
		text("trial", "name of the trial", func(t appraisal.Trial) string { return t.Name }),
		text("notes", "notes on it that are not private", func(t appraisal.Trial) string {
			if t.NotesPrivate && !x.Private {
				if t.Notes != "" {
					withheld++
				}
				return ""
			}
			return t.Notes
		}),
	}
	out := tableOf("trials", "A row is a trial.", columns)
	for _, t := range trials {
		out.Rows = append(out.Rows, cells(columns, t))
	}
	x.leave(withheld, "The private notes on one trial are left out.", "The private notes on %d trials are left out.")
	return out
}

// documentTable lists the documents that the claims stand in and rest on.
func (x *content) documentTable(trials []appraisal.Trial) tidy.Table {
	withheld := 0
	columns := []column[appraisal.Document]{
		text("document_uid", "identity of the document", func(d appraisal.Document) string { return d.UID }),
		text("document_key", "id in the starter library", func(d appraisal.Document) string { return d.Key }),
		text("kind", "article, report, registry, secondary or other", func(d appraisal.Document) string { return d.Kind }),
		text("title", "as printed", func(d appraisal.Document) string { return d.Title }),
		text("author", "as the library has them", func(d appraisal.Document) string { return d.Author }),
		text("outlet", "journal, site or register", func(d appraisal.Document) string { return d.Outlet }),
		text("date", "as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD", func(d appraisal.Document) string { return d.Date }),
		text("doi", "without the address of the resolver", func(d appraisal.Document) string { return d.DOI }),
		text("pmid", "PubMed id", func(d appraisal.Document) string { return d.PMID }),
		text("url", "where it can be read", func(d appraisal.Document) string { return d.URL }),
		text("note", "note on it that is not private", func(d appraisal.Document) string {
			if d.NotePrivate && !x.Private {
				if d.Note != "" {
					withheld++
				}
				return ""
			}
			return d.Note
		}),
	}
	out := tableOf("documents", "A row is a document that a claim stands in, that reports a trial, or that a fact or a judgement rests on.", columns)
	wanted := x.restOn(trials)
	for _, d := range x.documents {
		if len(x.Claims) == 0 || wanted[d.UID] {
			out.Rows = append(out.Rows, cells(columns, d))
		}
	}
	x.leave(withheld, "The private note on one document is left out.", "The private notes on %d documents are left out.")
	return out
}
