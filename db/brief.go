package db

import (
	"context"

	"claimgrade/appraisal"
)

func briefColumns(b *appraisal.Brief) []column {
	return []column{
		{name: "uid", at: &b.UID},
		{name: "claim_uid", at: &b.ClaimUID},
		{name: "question", at: &b.Question},
		{name: "asker", at: &b.Asker},
		{name: "bottom_line", at: &b.BottomLine},
		{name: "search", at: &b.Search},
		{name: "uncertainty", at: &b.Uncertainty},
		{name: "advice", at: &b.Advice},
		{name: "prepared_by", at: &b.PreparedBy},
		{name: "checked_by", at: &b.CheckedBy},
		{name: "recheck_by", at: &b.RecheckBy},
		{name: "note", at: &b.Note},
		{name: "private", at: &b.Private},
	}
}

var briefTable = newTable(EntityBrief, briefColumns(new(appraisal.Brief)), "", key{columns: "claim_uid"})

// PutBrief adds or changes the brief of a claim and returns its uid. A claim has one, which is the same in every
// library: its uid is made from the claim's, whatever is given.
func (b *Batch) PutBrief(x appraisal.Brief) (uid string) {
	x.UID = x.ClaimUID + "/brief"
	b.refuse(x.Validate())
	b.put(briefTable, briefColumns(&x), "The brief of the claim was not saved")
	return x.UID
}

// DeleteBrief deletes the brief of a claim.
func (b *Batch) DeleteBrief(claimUID string) {
	b.add(statement{query: `DELETE FROM brief WHERE claim_uid = ?1`, args: []any{claimUID}, what: "The brief of the claim was not deleted", must: true})
}

// Briefs returns all briefs, in the order in which their claims were added.
func (l *Library) Briefs(ctx context.Context) ([]appraisal.Brief, error) { return l.briefs(ctx, `1`) }

// Brief returns the brief of a claim; one without texts if nothing was written yet.
func (l *Library) Brief(ctx context.Context, claimUID string) (appraisal.Brief, error) {
	found, err := l.briefs(ctx, `b.claim_uid = ?`, claimUID)
	if err != nil || len(found) == 0 {
		return appraisal.Brief{ClaimUID: claimUID}, err
	}
	return found[0], nil
}

func (l *Library) briefs(ctx context.Context, where string, args ...any) ([]appraisal.Brief, error) {
	var (
		all []appraisal.Brief
		b   appraisal.Brief
	)
	columns := briefColumns(&b)
	err := l.read(ctx, func(q querier) error {
		return q.each(`SELECT `+list("b", columns)+` FROM brief b JOIN claim c ON c.uid = b.claim_uid WHERE `+where+` ORDER BY c.position, c.uid`,
			args, targets(columns), func() { all = append(all, b) })
	})
	if err != nil {
		return nil, fail("The briefs of the claims could not be read", err)
	}
	return all, nil
}
