package db

import (
	"slices"

	"claimgrade/appraisal"
)

func appraisalColumns(a *appraisal.Appraisal) []column {
	return []column{
		{name: "uid", at: &a.UID},
		{name: "link_uid", at: &a.LinkUID},
		{name: "reviewer_uid", at: &a.Reviewer},
		{name: "domain", at: (*string)(&a.Domain)},
		{name: "suggestion", at: (*string)(&a.Suggestion)},
		{name: "rule", at: &a.Rule},
		{name: "rules_version", at: &a.RulesVersion},
		{name: "judgement", at: (*string)(&a.Judgement)},
		{name: "reason", at: &a.Reason},
		{name: "bias_direction", at: (*string)(&a.BiasDirection)},
		{name: "judged_at", at: &a.JudgedAt},
	}
}

// answerRow is one answer of an appraisal.
type answerRow struct {
	uid, appraisal   string
	question, answer string
}

func answerColumns(a *answerRow) []column {
	return []column{
		{name: "uid", at: &a.uid},
		{name: "appraisal_uid", at: &a.appraisal},
		{name: "question", at: &a.question},
		{name: "answer", at: &a.answer},
	}
}

func quoteColumns(x *appraisal.Quote) []column {
	return []column{
		{name: "uid", at: &x.UID},
		{name: "document_uid", at: &x.DocumentUID, optional: true},
		{name: "exact", at: &x.Exact},
		{name: "prefix", at: &x.Prefix},
		{name: "suffix", at: &x.Suffix},
		{name: "page", at: &x.Page},
		{name: "start_at", at: &x.Start},
		{name: "end_at", at: &x.End},
		{name: "locator", at: &x.Locator},
	}
}

// quoteRow says that an appraisal rests on a quote.
type quoteRow struct {
	uid, appraisal, quote string
	position              int
}

func appraisalQuoteColumns(r *quoteRow) []column {
	return []column{
		{name: "uid", at: &r.uid},
		{name: "appraisal_uid", at: &r.appraisal},
		{name: "quote_uid", at: &r.quote},
		{name: "position", at: &r.position},
	}
}

var (
	appraisalTable = newTable(EntityAppraisal, appraisalColumns(new(appraisal.Appraisal)), "",
		key{columns: "link_uid, reviewer_uid, domain"})
	answerTable         = newTable(EntityAnswer, answerColumns(new(answerRow)), "")
	quoteTable          = newTable(EntityQuote, quoteColumns(new(appraisal.Quote)), "")
	appraisalQuoteTable = newTable(EntityAppraisalQuote, appraisalQuoteColumns(new(quoteRow)), "")
)

// held finds the appraisal that is stored for a link, reviewer and domain: it may have another uid than the one given.
const held = `SELECT uid FROM appraisal WHERE link_uid = ?1 AND reviewer_uid = ?2 AND domain = ?3`

// PutAppraisal adds or changes what a reviewer (Appraisal.Reviewer is a reviewer's uid) holds of a link in a domain.
// There is one such appraisal, which keeps the uid it was first given; so an appraisal needs no uid. Its answers and
// quotes are replaced as a whole. A judgement without a time was given now.
func (b *Batch) PutAppraisal(a appraisal.Appraisal) {
	b.give(&a.UID)
	b.refuse(a.Validate())
	switch {
	case a.Judgement == "":
		a.JudgedAt = ""
	case a.JudgedAt == "":
		a.JudgedAt = b.now
	}
	const what = "The appraisal was not saved"
	b.put(appraisalTable, appraisalColumns(&a), what)
	b.putAnswers(a, what)
	b.putQuotes(a, what)
}

func (b *Batch) putAnswers(a appraisal.Appraisal, what string) {
	questions := make([]string, 0, len(a.Answers))
	for q := range a.Answers {
		questions = append(questions, string(q))
	}
	slices.Sort(questions)
	natural := []any{a.LinkUID, a.Reviewer, string(a.Domain)}
	b.add(statement{
		query: `DELETE FROM answer WHERE appraisal_uid = (` + held + `) AND question NOT IN (SELECT value FROM json_each(?4))`,
		args:  append(slices.Clone(natural), set(questions)),
		what:  what,
	})
	for _, q := range questions {
		b.add(statement{
			query: `INSERT INTO answer (uid, appraisal_uid, question, answer)
				SELECT uid || '/' || ?4, uid, ?4, ?5 FROM (` + held + `) WHERE true
				ON CONFLICT (uid) DO UPDATE SET answer = excluded.answer`,
			args: append(slices.Clone(natural), q, string(a.Answers[appraisal.Question(q)])),
			what: what,
		})
	}
}

func (b *Batch) putQuotes(a appraisal.Appraisal, what string) {
	quotes := slices.Clone(a.Quotes)
	uids := make([]string, len(quotes))
	for i := range quotes {
		b.give(&quotes[i].UID)
		uids[i] = quotes[i].UID
	}
	natural := []any{a.LinkUID, a.Reviewer, string(a.Domain)}
	kept := append(slices.Clone(natural), set(uids))
	b.add(statement{
		query: `DELETE FROM quote
			WHERE uid IN (SELECT quote_uid FROM appraisal_quote WHERE appraisal_uid = (` + held + `))
			AND uid NOT IN (SELECT value FROM json_each(?4))
			AND NOT EXISTS (SELECT 1 FROM appraisal_quote o WHERE o.quote_uid = quote.uid AND o.appraisal_uid <> (` + held + `))`,
		args: kept,
		what: what,
	})
	b.add(statement{
		query: `DELETE FROM appraisal_quote
			WHERE appraisal_uid = (` + held + `) AND quote_uid NOT IN (SELECT value FROM json_each(?4))`,
		args: kept,
		what: what,
	})
	for i := range quotes {
		b.put(quoteTable, quoteColumns(&quotes[i]), what)
		b.add(statement{
			query: `INSERT INTO appraisal_quote (uid, appraisal_uid, quote_uid, position)
				SELECT uid || '/' || ?4, uid, ?4, ?5 FROM (` + held + `) WHERE true
				ON CONFLICT (uid) DO UPDATE SET position = excluded.position`,
			args: append(slices.Clone(natural), uids[i], int64(i)),
			what: what,
		})
	}
}

// DeleteAppraisal deletes an appraisal with its answers and quotes.
func (b *Batch) DeleteAppraisal(uid string) {
	b.deleteParts(`uid = ?1`, uid)
	b.remove(appraisalTable, uid, "The appraisal was not deleted")
}

// deleteAppraisals deletes the appraisals that meet a condition on ?1, with their answers and quotes.
func (b *Batch) deleteAppraisals(where, uid string) {
	b.deleteParts(where, uid)
	b.exec(`DELETE FROM appraisal WHERE `+where, uid)
}

// deleteParts deletes the answers and quotes of the appraisals that meet a condition on ?1. A quote that another
// appraisal shares stays.
func (b *Batch) deleteParts(where, uid string) {
	of := `(SELECT uid FROM appraisal WHERE ` + where + `)`
	b.exec(`DELETE FROM quote
		WHERE uid IN (SELECT quote_uid FROM appraisal_quote WHERE appraisal_uid IN `+of+`)
		AND NOT EXISTS (SELECT 1 FROM appraisal_quote o WHERE o.quote_uid = quote.uid AND o.appraisal_uid NOT IN `+of+`)`, uid)
	b.exec(`DELETE FROM appraisal_quote WHERE appraisal_uid IN `+of, uid)
	b.exec(`DELETE FROM answer WHERE appraisal_uid IN `+of, uid)
}

// appraisals reads whole appraisals by their link: all of the links that meet a condition.
func appraisals(q querier, where string, args ...any) (map[string][]appraisal.Appraisal, error) {
	answers := map[string]map[appraisal.Question]appraisal.Answer{}
	var ans answerRow
	columns := answerColumns(&ans)
	err := q.each(`SELECT `+list("s", columns)+`
		FROM link k JOIN appraisal a ON a.link_uid = k.uid JOIN answer s ON s.appraisal_uid = a.uid
		WHERE `+where, args, targets(columns), func() {
		of := answers[ans.appraisal]
		if of == nil {
			of = map[appraisal.Question]appraisal.Answer{}
			answers[ans.appraisal] = of
		}
		of[appraisal.Question(ans.question)] = appraisal.Answer(ans.answer)
	})
	if err != nil {
		return nil, err
	}

	quotes := map[string][]appraisal.Quote{}
	var (
		quote appraisal.Quote
		of    string
	)
	columns = quoteColumns(&quote)
	err = q.each(`SELECT `+list("x", columns)+`, j.appraisal_uid
		FROM link k JOIN appraisal a ON a.link_uid = k.uid JOIN appraisal_quote j ON j.appraisal_uid = a.uid
		JOIN quote x ON x.uid = j.quote_uid
		WHERE `+where+` ORDER BY j.appraisal_uid, j.position, x.uid`, args, targets(columns, &of),
		func() { quotes[of] = append(quotes[of], quote) })
	if err != nil {
		return nil, err
	}

	byLink := map[string][]appraisal.Appraisal{}
	var a appraisal.Appraisal
	columns = appraisalColumns(&a)
	err = q.each(`SELECT `+list("a", columns)+`
		FROM link k JOIN appraisal a ON a.link_uid = k.uid
		JOIN reviewer r ON r.uid = a.reviewer_uid
		WHERE `+where+` ORDER BY a.link_uid, r.position, a.domain, a.uid`, args, targets(columns), func() {
		a.Answers, a.Quotes = answers[a.UID], quotes[a.UID]
		if a.Answers == nil {
			a.Answers = map[appraisal.Question]appraisal.Answer{} // so that a screen can write into it
		}
		byLink[a.LinkUID] = append(byLink[a.LinkUID], a)
	})
	return byLink, err
}
