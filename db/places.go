package db

import (
	"context"

	"claimgrade/appraisal"
)

// Places are what points to places in the text of a document.
type Places struct {
	Claims []appraisal.Claim // main claims taken from it; the parts of a sentence share its words
	Quotes []QuoteUse
}

// QuoteUse is a quote with the judgement that rests on it.
type QuoteUse struct {
	Quote    appraisal.Quote
	ClaimUID string
	LinkUID  string
	Domain   appraisal.Domain
	Reviewer string // uid
}

// Places returns what points into a document, in the order in which it was added.
func (l *Library) Places(ctx context.Context, documentUID string) (Places, error) {
	var m Places
	err := l.read(ctx, func(q querier) (err error) {
		if m.Claims, err = claims(q, `c.document_uid = ? AND c.parent_uid IS NULL`, documentUID); err != nil {
			return err
		}
		var u QuoteUse
		columns := quoteColumns(&u.Quote)
		return q.each(`
			SELECT `+list("x", columns)+`, k.claim_uid, k.uid, a.domain, a.reviewer_uid
			FROM quote x
			JOIN appraisal_quote j ON j.quote_uid = x.uid
			JOIN appraisal a ON a.uid = j.appraisal_uid
			JOIN link k ON k.uid = a.link_uid
			WHERE x.document_uid = ?
			ORDER BY k.claim_uid, k.position, a.domain, j.position, x.uid`,
			[]any{documentUID}, targets(columns, &u.ClaimUID, &u.LinkUID, &u.Domain, &u.Reviewer),
			func() { m.Quotes = append(m.Quotes, u) })
	})
	if err != nil {
		return Places{}, fail("The claims and quotes of the document could not be read", err)
	}
	return m, nil
}
