package db

import "claimgrade/appraisal"

func overruleColumns(o *appraisal.Overrule) []column {
	return []column{
		{name: "uid", at: &o.UID},
		{name: "claim_uid", at: &o.ClaimUID},
		{name: "reviewer_uid", at: &o.Reviewer},
		{name: "step", at: (*string)(&o.Step)},
		{name: "value", at: &o.Value},
		{name: "reason", at: &o.Reason},
		{name: "decided_at", at: &o.At},
	}
}

var overruleTable = newTable(EntityOverrule, overruleColumns(new(appraisal.Overrule)), "",
	key{columns: "claim_uid, reviewer_uid, step"})

// PutOverrule adds or changes what a reviewer decides on a step of a claim (Overrule.Reviewer is a reviewer's uid). There
// is one such decision, which keeps the uid it was first given. One without a time was made now.
func (b *Batch) PutOverrule(o appraisal.Overrule) {
	b.give(&o.UID)
	b.refuse(o.Validate())
	if o.At == "" {
		o.At = b.now
	}
	b.put(overruleTable, overruleColumns(&o), "The decision was not saved")
}

// DeleteOverrule takes a decision back: the rules decide again.
func (b *Batch) DeleteOverrule(uid string) {
	b.remove(overruleTable, uid, "The decision was not taken back")
}

// overrules reads decisions by claim.
func overrules(q querier, where string, args ...any) (map[string][]appraisal.Overrule, error) {
	var o appraisal.Overrule
	all := map[string][]appraisal.Overrule{}
	columns := overruleColumns(&o)
	err := q.each(`SELECT `+list("o", columns)+` FROM overrule o WHERE `+where+` ORDER BY o.claim_uid, o.reviewer_uid, o.step`,
		args, targets(columns), func() { all[o.ClaimUID] = append(all[o.ClaimUID], o) })
	return all, err
}
