package db

import (
	"context"
	"slices"
)

// binned are the entities that are listed in the bin, when they were not deleted together with another of them.
var binned = []string{string(EntityDocument), string(EntityTrial), string(EntityClaim), string(EntityLink)}

// Deleted is something in the bin: what was deleted and has not come back.
type Deleted struct {
	Entity Entity
	UID    string
	Name   string // of a link: its trial
	Of     string // of a link: its claim
	Action int64  // that deleted it
	At     string
	By     string  // as in Change
	With   []Count // what went with it
}

// Count is how many rows of an entity there are.
type Count struct {
	Entity Entity
	N      int
}

// mostDeleted is how many are listed: older ones stay in the history, but nobody would look through them.
const mostDeleted = 500

// Bin lists what was deleted and is not there, the newest first. A row whose making was undone was not deleted.
func (l *Library) Bin(ctx context.Context) ([]Deleted, error) {
	var all []Deleted
	err := l.read(ctx, func(q querier) error {
		var (
			d     Deleted
			found []Deleted
			rows  []map[string]string
			text  string
			bad   error
		)
		err := q.each(`
			SELECT c.entity, c.uid, c.action_id, a.at, coalesce(r.name, a.reviewer), c.before
			FROM change c
			JOIN action a ON a.id = c.action_id
			LEFT JOIN reviewer r ON r.uid = a.reviewer
			WHERE c.op = 'delete'
				AND c.entity IN (SELECT value FROM json_each(?1))
				AND NOT EXISTS (SELECT 1 FROM change o WHERE o.uid = c.uid AND o.entity = c.entity AND o.seq > c.seq)
				AND (a.kind <> 'undo' OR EXISTS (
					SELECT 1
					FROM change o
					JOIN action e ON e.id = o.action_id
					WHERE o.uid = c.uid AND o.entity = c.entity AND o.op = 'delete' AND e.kind = 'edit' AND e.state = 'done'))
			ORDER BY c.seq DESC
			LIMIT ?2`,
			[]any{set(binned), mostDeleted},
			[]any{(*string)(&d.Entity), &d.UID, &d.Action, &d.At, &d.By, &text}, func() {
				row, err := state(text)
				if err != nil {
					bad = err
				}
				found, rows = append(found, d), append(rows, row)
			})
		if err == nil {
			err = bad
		}
		if err != nil {
			return err
		}
		all, err = topmost(q, found, rows)
		return err
	})
	if err != nil {
		return nil, fail("The bin could not be read", err)
	}
	return all, nil
}

// topmost leaves out what was deleted together with what it belongs to, and names the rest.
func topmost(q querier, found []Deleted, rows []map[string]string) ([]Deleted, error) {
	type at struct {
		ref    Ref
		action int64
	}
	there := map[at]bool{}
	for _, d := range found {
		there[at{Ref{d.Entity, d.UID}, d.Action}] = true
	}
	n := namer{q: q, rows: map[Ref]map[string]string{}}
	var all []Deleted
	for i, d := range found {
		child := false
		for _, column := range []string{"parent_uid", "document_uid", "claim_uid", "trial_uid"} {
			child = child || there[at{Ref{refers[column], rows[i][column]}, d.Action}]
		}
		if child {
			continue
		}
		var err error
		if d.Name, err = n.called(Ref{d.Entity, d.UID}); err != nil {
			return nil, err
		}
		if d.Entity == EntityLink {
			if d.Of, err = n.called(Ref{EntityClaim, rows[i]["claim_uid"]}); err != nil {
				return nil, err
			}
		}
		var with Count
		err = q.each(`SELECT entity, count(*) FROM change WHERE action_id = ? AND op = 'delete' AND uid <> ? GROUP BY entity ORDER BY entity`,
			[]any{d.Action, d.UID}, []any{(*string)(&with.Entity), &with.N}, func() { d.With = append(d.With, with) })
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}

// RestoreDeleted brings back something from the bin with all that went with it, as an action that can be undone. What
// has changed since stays as it is. A link to a claim or trial that is gone too is left out when the other end is
// brought back, and refused, with CodeConflict, when it is the link that is asked for.
func (l *Library) RestoreDeleted(ctx context.Context, d Deleted, a Action) error {
	_, err := l.putBack(ctx, putBack{Action: a, bin: true, find: func(q querier) ([]Change, error) {
		all, err := changes(q, `c.action_id = ? AND c.op <> 'insert'`, d.Action)
		if err != nil {
			return nil, err
		}
		return slices.DeleteFunc(all, func(c Change) bool {
			return c.Entity == d.Entity && c.UID != d.UID && !partOf(c, d)
		}), nil
	}})
	return err
}

// partOf reports whether a deleted row is a part of the sentence whose main claim is brought back.
func partOf(c Change, d Deleted) bool { return c.Entity == EntityClaim && c.Row["parent_uid"] == d.UID }
