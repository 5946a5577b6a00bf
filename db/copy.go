package db

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimgrade/appraisal"
)

// CopyAppraisal stores an appraisal that was copied from another claim. Unless replace is set it leaves alone what the
// reviewer has in that place already, whenever that came there.
func (b *Batch) CopyAppraisal(a appraisal.Appraisal, replace bool) {
	if replace {
		b.PutAppraisal(a)
		return
	}
	const what = "The copied appraisal was not saved"
	a.UID = b.newUID() // so that answers and quotes find the row only if it is this one
	b.refuse(a.Validate())
	switch {
	case a.Judgement == "":
		a.JudgedAt = ""
	case a.JudgedAt == "":
		a.JudgedAt = b.now
	}
	// A row in which nothing was left is in nobody's way.
	b.add(statement{
		query: `DELETE FROM appraisal
			WHERE link_uid = ?1 AND reviewer_uid = ?2 AND domain = ?3
			AND judgement = '' AND suggestion = '' AND reason = '' AND bias_direction = ''
			AND NOT EXISTS (SELECT 1 FROM answer s WHERE s.appraisal_uid = appraisal.uid)
			AND NOT EXISTS (SELECT 1 FROM appraisal_quote j WHERE j.appraisal_uid = appraisal.uid)`,
		args: []any{a.LinkUID, a.Reviewer, string(a.Domain)}, what: what,
	})
	args, err := values(appraisalColumns(&a))
	b.refuse(err)
	b.add(statement{query: insertOf(EntityAppraisal, appraisalTable.columns) + ` WHERE true ON CONFLICT (link_uid, reviewer_uid, domain) DO NOTHING`, args: args, what: what})
	b.copyParts(a, what)
}

// insertOf inserts a row of a table where a condition, which is to follow, holds.
func insertOf(into Entity, columns []column) string {
	var names, marks []string
	for i, c := range columns {
		names, marks = append(names, c.name), append(marks, fmt.Sprintf("?%d", i+1))
	}
	return fmt.Sprintf("INSERT INTO %s (%s) SELECT %s", into, strings.Join(names, ", "), strings.Join(marks, ", "))
}

// copyParts stores the answers and quotes of an appraisal that was copied, if it was.
func (b *Batch) copyParts(a appraisal.Appraisal, what string) {
	for _, q := range slices.Sorted(maps.Keys(a.Answers)) {
		b.add(statement{
			query: `INSERT INTO answer (uid, appraisal_uid, question, answer)
				SELECT uid || '/' || ?2, uid, ?2, ?3 FROM appraisal WHERE uid = ?1`,
			args: []any{a.UID, string(q), string(a.Answers[q])}, what: what,
		})
	}
	for i, quote := range a.Quotes {
		quote.UID = b.newUID()
		args, err := values(quoteColumns(&quote))
		b.refuse(err)
		b.add(statement{
			query: insertOf(EntityQuote, quoteTable.columns) + fmt.Sprintf(` WHERE EXISTS (SELECT 1 FROM appraisal WHERE uid = ?%d)`, len(args)+1),
			args:  append(args, a.UID), what: what,
		})
		b.add(statement{
			query: `INSERT INTO appraisal_quote (uid, appraisal_uid, quote_uid, position)
				SELECT uid || '/' || ?2, uid, ?2, ?3 FROM appraisal WHERE uid = ?1`,
			args: []any{a.UID, quote.UID, int64(i)}, what: what,
		})
	}
}

// DossiersOf returns the dossiers of the claims that link a trial, in the order of Claims. They hold what the rating of
// their rows rests on, and not the trials of the library that a claim may speak of beyond those it links.
func (l *Library) DossiersOf(ctx context.Context, trialUID, reviewerUID string) ([]appraisal.Dossier, error) {
	const linking = `(SELECT claim_uid FROM link WHERE trial_uid = ?1)`
	var all []appraisal.Dossier
	err := l.read(ctx, func(q querier) error {
		found, err := claims(q, `c.uid IN `+linking, trialUID)
		if err != nil {
			return err
		}
		s := scope{links: `k.claim_uid IN ` + linking, decisions: `o.claim_uid IN ` + linking, args: []any{trialUID}}
		for _, c := range found {
			s.documents = append(s.documents, c.DocumentUID)
		}
		g := gatherer{reviewer: reviewerUID}
		if err := g.read(q, s); err != nil {
			return err
		}
		for _, c := range found {
			all = append(all, g.dossier(c, nil))
		}
		return nil
	})
	if err != nil {
		return nil, fail("The claims that link the trial could not be read", err)
	}
	return all, nil
}
