package db

import (
	"context"
	"encoding/json"
	"strings"

	"claimgrade/appraisal"
)

func reviewerColumns(r *appraisal.Reviewer) []column {
	return []column{
		{name: "uid", at: &r.UID},
		{name: "name", at: &r.Name},
		{name: "initials", at: &r.Initials},
	}
}

var reviewerTable = newTable(EntityReviewer, reviewerColumns(new(appraisal.Reviewer)), "all")

// PutReviewer adds or changes a reviewer and returns the uid.
func (b *Batch) PutReviewer(r appraisal.Reviewer) (uid string) {
	b.give(&r.UID)
	if strings.TrimSpace(r.Name) == "" {
		b.refuse(appraisal.Invalid("name", "The reviewer has no name. Enter one."))
	}
	b.put(reviewerTable, reviewerColumns(&r), "The reviewer “"+r.Name+"” was not saved")
	return r.UID
}

// DeleteReviewer deletes a reviewer who has appraised nothing; else the batch fails with CodeConflict.
func (b *Batch) DeleteReviewer(uid string) {
	b.remove(reviewerTable, uid, "The reviewer was not deleted")
}

// Reviewers returns all reviewers in the order in which they were added.
func (l *Library) Reviewers(ctx context.Context) ([]appraisal.Reviewer, error) {
	var (
		all []appraisal.Reviewer
		r   appraisal.Reviewer
	)
	columns := reviewerColumns(&r)
	err := l.read(ctx, func(q querier) error {
		return q.each(`SELECT `+list("r", columns)+` FROM reviewer r ORDER BY r.position, r.uid`,
			nil, targets(columns), func() { all = append(all, r) })
	})
	if err != nil {
		return nil, fail("The reviewers could not be read", err)
	}
	return all, nil
}

// ReviewerSetting is the key of the setting in which the window keeps who appraises, as the JSON of a Reviewer.
const ReviewerSetting = "reviewer"

// CurrentReviewer returns the reviewer whose judgements count where nobody says whose: the one who appraises in the
// window, else the only one there is. Where there is neither, it is the zero reviewer: nobody's judgements count.
func (l *Library) CurrentReviewer(ctx context.Context) (appraisal.Reviewer, error) {
	text, err := l.Setting(ctx, ReviewerSetting)
	if err != nil {
		return appraisal.Reviewer{}, err
	}
	var r appraisal.Reviewer
	if json.Unmarshal([]byte(text), &r) == nil && r.UID != "" {
		return r, nil
	}
	all, err := l.Reviewers(ctx)
	if err != nil || len(all) != 1 {
		return appraisal.Reviewer{}, err
	}
	return all[0], nil
}
