package db

import (
	"context"

	"claimgrade/appraisal"
)

func reportColumns(r *appraisal.Report) []column {
	return []column{
		{name: "uid", at: &r.UID},
		{name: "document_uid", at: &r.DocumentUID},
		{name: "trial_uid", at: &r.TrialUID},
		{name: "relation", at: &r.Relation},
	}
}

var reportTable = newTable(EntityReport, reportColumns(new(appraisal.Report)), "", key{columns: "document_uid, trial_uid"})

// PutReport says that a document reports a trial, or changes what is said of that. A document reports a trial once: a
// second put of the same two meets the first, so a report needs no uid.
func (b *Batch) PutReport(r appraisal.Report) {
	b.give(&r.UID)
	b.put(reportTable, reportColumns(&r), "The report of the trial was not saved")
}

// DeleteReport takes back that a document reports a trial. Both stay.
func (b *Batch) DeleteReport(uid string) {
	b.remove(reportTable, uid, "The report of the trial was not deleted")
}

// Reports returns which documents report which trials, in the order in which the trials and then the documents were
// added.
func (l *Library) Reports(ctx context.Context) ([]appraisal.Report, error) {
	return l.reports(ctx, `1`)
}

// ReportsOf returns which documents report a trial, in the order in which the documents were added.
func (l *Library) ReportsOf(ctx context.Context, trialUID string) ([]appraisal.Report, error) {
	return l.reports(ctx, `r.trial_uid = ?`, trialUID)
}

func (l *Library) reports(ctx context.Context, where string, args ...any) ([]appraisal.Report, error) {
	var (
		all []appraisal.Report
		r   appraisal.Report
	)
	columns := reportColumns(&r)
	err := l.read(ctx, func(q querier) error {
		return q.each(`
			SELECT `+list("r", columns)+`
			FROM report r
			JOIN trial t ON t.uid = r.trial_uid
			JOIN document d ON d.uid = r.document_uid
			WHERE `+where+`
			ORDER BY t.position, d.position, r.uid`, args, targets(columns), func() { all = append(all, r) })
	})
	if err != nil {
		return nil, fail("The reports of trials could not be read", err)
	}
	return all, nil
}
