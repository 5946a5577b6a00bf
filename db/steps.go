package db

import (
	"context"
	"database/sql"
	"errors"
	"strings"
)

// Step is what one action has done to a claim or trial, with what belongs to it.
type Step struct {
	Action  int64 // number of the action in this file
	At      string
	Name    string
	Kind    string // edit, base, undo or redo
	By      string // as in Change
	Changes []Change
}

// StepQuery says which steps are wanted.
type StepQuery struct {
	Entity   Entity
	UID      string
	Reviewer string // only those signed so; empty for all
	Before   int64  // only those before this action; 0 for the newest
	Limit    int
}

// Steps returns what has happened to a claim or trial, the newest first, and whether there is more before. References
// to other rows are given by name.
func (l *Library) Steps(ctx context.Context, s StepQuery) (steps []Step, more bool, err error) {
	err = l.read(ctx, func(q querier) error {
		where := concerns(s.Entity)
		var id int64
		var ids []int64
		err := q.each(`
			SELECT DISTINCT c.action_id
			FROM change c
			JOIN action a ON a.id = c.action_id
			WHERE `+where+` AND (?3 = 0 OR c.action_id < ?3) AND (?4 = '' OR a.reviewer = ?4)
			ORDER BY c.action_id DESC
			LIMIT ?5`,
			[]any{s.UID, string(s.Entity), s.Before, s.Reviewer, s.Limit + 1}, []any{&id}, func() { ids = append(ids, id) })
		if err != nil {
			return err
		}
		if more = len(ids) > s.Limit; more {
			ids = ids[:s.Limit]
		}
		known := namer{q: q, rows: map[Ref]map[string]string{}}
		for _, id := range ids {
			all, err := changes(q, where+` AND c.action_id = ?3`, s.UID, string(s.Entity), id)
			if err != nil {
				return err
			}
			if err := known.name(all); err != nil {
				return err
			}
			steps = append(steps, Step{Action: id, At: all[0].At, Name: all[0].Action, Kind: all[0].Kind, By: all[0].By, Changes: all})
		}
		return nil
	})
	if err != nil {
		return nil, false, fail("The history could not be read", err)
	}
	return steps, more, nil
}

// Person is somebody in a history.
type Person struct {
	UID  string // as signed; empty for edits of nobody known
	Name string
}

// StepPeople returns who has changed a claim or trial, in the order of their names.
func (l *Library) StepPeople(ctx context.Context, entity Entity, uid string) ([]Person, error) {
	var (
		all []Person
		p   Person
	)
	err := l.read(ctx, func(q querier) error {
		return q.each(`
			SELECT DISTINCT a.reviewer, coalesce(r.name, a.reviewer) AS name
			FROM change c
			JOIN action a ON a.id = c.action_id
			LEFT JOIN reviewer r ON r.uid = a.reviewer
			WHERE a.reviewer <> '' AND `+concerns(entity)+`
			ORDER BY name, a.reviewer`,
			[]any{uid, string(entity)}, []any{&p.UID, &p.Name}, func() { all = append(all, p) })
	})
	if err != nil {
		return nil, fail("The history could not be read", err)
	}
	return all, nil
}

// refers tells to which entity a column refers.
var refers = map[string]Entity{
	"trial_uid": EntityTrial, "arm_uid": EntityArm, "result_uid": EntityResult, "experimental_uid": EntityArm,
	"control_uid": EntityArm, "document_uid": EntityDocument, "claim_uid": EntityClaim, "parent_uid": EntityClaim,
	"evidence_subject_uid": EntityTrial, "link_uid": EntityLink, "reviewer_uid": EntityReviewer,
	"appraisal_uid": EntityAppraisal, "quote_uid": EntityQuote,
}

// namer finds what rows are called, those that are gone too: every row has been in the change log.
type namer struct {
	q    querier
	rows map[Ref]map[string]string
}

// row is the newest logged state of a row; nil if there is none.
func (n namer) row(ref Ref) (map[string]string, error) {
	if row, ok := n.rows[ref]; ok || ref.UID == "" {
		return row, nil
	}
	var text string
	err := n.q.tx.QueryRowContext(n.q.ctx,
		`SELECT coalesce(after, before) FROM change WHERE uid = ? AND entity = ? ORDER BY seq DESC LIMIT 1`, ref.UID, string(ref.Entity)).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		n.rows[ref] = nil
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	row, err := state(text)
	n.rows[ref] = row
	return row, err
}

// called is the name of a row; of a row without a name of its own, that of what it belongs to.
func (n namer) called(ref Ref) (string, error) {
	row, err := n.row(ref)
	if err != nil || row == nil {
		return "", err
	}
	switch ref.Entity {
	case EntityClaim:
		return row["label"], nil
	case EntityDocument:
		return row["title"], nil
	case EntityQuote:
		return row["exact"], nil
	case EntityLink:
		return n.called(Ref{EntityTrial, row["trial_uid"]})
	case EntityAppraisal:
		return n.called(Ref{EntityLink, row["link_uid"]})
	}
	return row["name"], nil
}

// name fills in what the changed rows belong to, and puts names in the place of references.
func (n namer) name(all []Change) error {
	for i := range all {
		c := &all[i]
		var err error
		if c.Of, err = n.owner(*c); err != nil {
			return err
		}
		if c.Entity == EntityAnswer || c.Entity == EntityAppraisalQuote {
			of, err := n.row(Ref{EntityAppraisal, c.Row["appraisal_uid"]})
			if err != nil {
				return err
			}
			c.Row["domain"] = of["domain"]
		}
		for j := range c.Fields {
			f := &c.Fields[j]
			entity, ok := refers[f.Field]
			if !ok {
				continue
			}
			for _, value := range []*string{&f.Before, &f.After} {
				if *value == "" {
					continue
				}
				if name, err := n.called(Ref{entity, *value}); err != nil {
					return err
				} else if name != "" {
					*value = name
				}
			}
		}
	}
	return nil
}

func (n namer) owner(c Change) (string, error) {
	of := func(entity Entity, column string) (string, error) { return n.called(Ref{entity, c.Row[column]}) }
	switch c.Entity {
	case EntityLink:
		return of(EntityTrial, "trial_uid")
	case EntityAppraisal:
		return of(EntityLink, "link_uid")
	case EntityAnswer, EntityAppraisalQuote:
		return of(EntityAppraisal, "appraisal_uid")
	case EntityReport:
		return of(EntityDocument, "document_uid")
	case EntityFact:
		if c.Row["arm_uid"] != "" {
			return of(EntityArm, "arm_uid")
		}
		if c.Row["result_uid"] != "" {
			return of(EntityResult, "result_uid")
		}
	}
	return "", nil
}

// thing is a kind of row in the words of a sentence.
func thing(e Entity) string { return strings.ReplaceAll(string(e), "_", " ") }
