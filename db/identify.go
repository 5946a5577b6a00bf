package db

import (
	"context"

	"claimgrade/appraisal"
)

// TrialIdentity is what a trial can be recognised by.
type TrialIdentity struct {
	UID          string
	Name         string
	Year         string
	DOI          string
	PMID         string
	Registration string // as the fact has it: one number or several
}

// TrialIdentities returns what all trials can be recognised by, in the order of Trials, without reading their other facts.
func (l *Library) TrialIdentities(ctx context.Context) ([]TrialIdentity, error) {
	var (
		all []TrialIdentity
		t   TrialIdentity
	)
	const value = `coalesce((SELECT f.value FROM fact f WHERE f.trial_uid = t.uid AND f.field = ? AND f.status <> 'not-reported'), '')`
	err := l.read(ctx, func(q querier) error {
		return q.each(`
			SELECT t.uid, t.name, `+value+`, `+value+`, `+value+`, `+value+`
			FROM trial t
			ORDER BY t.position, t.uid`,
			[]any{appraisal.FieldYear, appraisal.FieldDOI, appraisal.FieldPMID, appraisal.FieldRegistration},
			[]any{&t.UID, &t.Name, &t.Year, &t.DOI, &t.PMID, &t.Registration}, func() { all = append(all, t) })
	})
	if err != nil {
		return nil, fail("The trials could not be read", err)
	}
	return all, nil
}

// TrialsOf returns the trials of some uids, whole; those that are not there are left out.
func (l *Library) TrialsOf(ctx context.Context, uids []string) ([]appraisal.Trial, error) {
	if len(uids) == 0 {
		return nil, nil
	}
	var found []appraisal.Trial
	err := l.read(ctx, func(q querier) (err error) {
		found, err = trials(q, uids)
		return err
	})
	if err != nil {
		return nil, fail("The trials could not be read", err)
	}
	return found, nil
}
