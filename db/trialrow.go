package db

import (
	"context"
	"strings"

	"claimgrade/appraisal"
)

// TrialRow is a trial as a list shows it and as one looks for it: without its other facts, its results and all sources.
// Values that are not recorded, and those that the source does not state, are empty.
type TrialRow struct {
	UID          string
	Key          string
	Name         string
	Position     int // in the order of Trials, with the uid where two have the same
	Year         string
	Drug         string
	Randomised   string
	Design       string
	Comparator   string
	Population   string
	Registration string
	DOI          string
	PMID         string
	Arms         string // their names, with spaces between them
	Linked       int    // links from claims
}

// at is where the value of a field is kept; nil for what no list shows.
func (r *TrialRow) at(k appraisal.FieldKey) *string {
	switch k {
	case appraisal.FieldYear:
		return &r.Year
	case appraisal.FieldDrug:
		return &r.Drug
	case appraisal.FieldNRandomised:
		return &r.Randomised
	case appraisal.FieldDesign:
		return &r.Design
	case appraisal.FieldComparator:
		return &r.Comparator
	case appraisal.FieldPopulation:
		return &r.Population
	case appraisal.FieldRegistration:
		return &r.Registration
	case appraisal.FieldDOI:
		return &r.DOI
	case appraisal.FieldPMID:
		return &r.PMID
	}
	return nil
}

// TrialRows returns all trials as a list shows them, in the order of Trials.
func (l *Library) TrialRows(ctx context.Context) ([]TrialRow, error) {
	var all []TrialRow
	err := l.EachTrialRow(ctx, nil, func(r TrialRow) { all = append(all, r) })
	return all, err
}

// CountTrials is how many trials there are.
func (l *Library) CountTrials(ctx context.Context) (n int, err error) {
	err = l.read(ctx, func(q querier) error { return q.each(`SELECT count(*) FROM trial`, nil, []any{&n}, func() {}) })
	if err != nil {
		return 0, fail("The trials could not be counted", err)
	}
	return n, nil
}

// EachTrialRow calls row with the trials of the uids, all if uids is nil, in the order of Trials. It keeps none of them:
// of a hundred thousand, a caller may want a few words each.
func (l *Library) EachTrialRow(ctx context.Context, uids []string, row func(TrialRow)) error {
	in, args := ` IS NOT NULL`, []any{divider}
	if uids != nil {
		in, args = ` IN (SELECT value FROM json_each(?2))`, []any{divider, set(uids)}
	}
	var (
		r      TrialRow
		packed string
	)
	// All trial facts of a trial come as one text, field and value by turns: to seek each field alone takes twice as long,
	// and to fetch each as a row of its own three times.
	err := l.read(ctx, func(q querier) error {
		return q.each(`
			SELECT t.uid, t.key, t.name, t.position,
				coalesce((SELECT group_concat(a.name, ' ' ORDER BY a.position, a.uid) FROM arm a WHERE a.trial_uid = t.uid), ''),
				(SELECT count(*) FROM link k WHERE k.trial_uid = t.uid),
				coalesce((SELECT group_concat(f.field || ?1 || f.value, ?1) FROM fact f
					WHERE f.trial_uid = t.uid AND f.status <> 'not-reported'), '')
			FROM trial t
			WHERE t.uid`+in+`
			ORDER BY t.position, t.uid`,
			args, []any{&r.UID, &r.Key, &r.Name, &r.Position, &r.Arms, &r.Linked, &packed}, func() {
				one := r
				one.unpack(packed)
				row(one)
			})
	})
	if err != nil {
		return fail("The list of trials could not be read", err)
	}
	return nil
}

// unpack takes over fields and values by turns.
func (r *TrialRow) unpack(packed string) {
	for packed != "" {
		var field, value string
		field, packed, _ = strings.Cut(packed, divider)
		value, packed, _ = strings.Cut(packed, divider)
		if at := r.at(appraisal.FieldKey(field)); at != nil {
			*at = value
		}
	}
}
