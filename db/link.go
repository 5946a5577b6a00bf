package db

import (
	"claimgrade/appraisal"
)

func linkColumns(k *appraisal.Link) []column {
	return []column{
		{name: "uid", at: &k.UID},
		{name: "claim_uid", at: &k.ClaimUID},
		{name: "trial_uid", at: &k.TrialUID},
		{name: "result_uid", at: &k.ResultUID, optional: true},
		{name: "position", at: &k.Position},
		{name: "relation", at: (*string)(&k.Relation)},
		{name: "reason", at: &k.Reason},
		{name: "coder", at: (*string)(&k.Coder)},
		{name: "why", at: &k.Why},
		{name: "context", at: &k.Context},
		{name: "pico", at: (*string)(&k.PICO)},
		{name: "pico_note", at: &k.PICONote},
		{name: "reversed", at: &k.Reversed},
	}
}

var linkTable = newTable(EntityLink, linkColumns(new(appraisal.Link)), "")

// PutLink adds or changes a link and returns its uid. A claim is linked to a result once: a second link to it is
// refused with CodeConflict.
func (b *Batch) PutLink(k appraisal.Link) (uid string) {
	b.give(&k.UID)
	b.put(linkTable, linkColumns(&k), "The link was not saved")
	return k.UID
}

// DeleteLink deletes a link with all its appraisals.
func (b *Batch) DeleteLink(uid string) {
	b.deleteAppraisals(`link_uid = ?1`, uid)
	b.remove(linkTable, uid, "The link was not deleted")
}

// deleteLinks deletes the links that meet a condition on ?1, with their appraisals. Children go before their parents,
// so that the change log can tell to which claim each row belonged.
func (b *Batch) deleteLinks(where, uid string) {
	b.deleteAppraisals(`link_uid IN (SELECT uid FROM link WHERE `+where+`)`, uid)
	b.exec(`DELETE FROM link WHERE `+where, uid)
}

// links reads links in their order, by claim.
func links(q querier, where string, args ...any) ([]appraisal.Link, error) {
	var (
		all []appraisal.Link
		k   appraisal.Link
	)
	columns := linkColumns(&k)
	err := q.each(`SELECT `+list("k", columns)+` FROM link k WHERE `+where+` ORDER BY k.claim_uid, k.position, k.uid`,
		args, targets(columns), func() { all = append(all, k) })
	return all, err
}
