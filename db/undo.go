package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"claimgrade/appraisal"
)

// The action that Undo would undo, and the one that Redo would redo: never across a base, and none that another program,
// ?1, has done since this one opened the library. Who undoes means what they did, or what they found.
const (
	aboveBase = `id > coalesce((SELECT max(id) FROM action WHERE kind = 'base'), 0) AND id NOT IN (SELECT value FROM json_each(?1))`
	nextUndo  = `SELECT id, name FROM action WHERE kind = 'edit' AND state = 'done' AND ` + aboveBase + ` ORDER BY id DESC LIMIT 1`
	nextRedo  = `SELECT id, name FROM action WHERE kind = 'edit' AND state = 'undone' AND ` + aboveBase + ` ORDER BY id LIMIT 1`
)

// CanUndo returns the name of the action that Undo would undo; "" if there is none.
func (l *Library) CanUndo(ctx context.Context) (name string, err error) { return l.next(ctx, nextUndo) }

// CanRedo returns the name of the action that Redo would redo; "" if there is none.
func (l *Library) CanRedo(ctx context.Context) (name string, err error) { return l.next(ctx, nextRedo) }

func (l *Library) next(ctx context.Context, query string) (name string, err error) {
	err = l.read(ctx, func(q querier) error {
		foreign, err := l.others.note(q)
		if err != nil {
			return err
		}
		var id int64
		return q.tx.QueryRowContext(ctx, query, numbers(foreign)).Scan(&id, &name)
	})
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fail("The history could not be read", err)
	}
	return name, nil
}

// Undo takes back the last action that is not undone, as a new action of the reviewer, and returns its name. It
// survives restarts. What other programs do while the library is open is not taken back, and an action whose rows they
// have changed since is refused with CodeConflict. With nothing to undo it returns an error of CodeNotFound.
func (l *Library) Undo(ctx context.Context, reviewerUID string) (name string, err error) {
	return l.reverse(ctx, reviewerUID, reversal{
		kind: kindUndo, next: nextUndo, order: "DESC", state: "before", from: "after", gone: "insert", becomes: "undone",
		nothing: "There is nothing to undo.", what: "The step was not undone",
	})
}

// Redo does again what was undone last, as a new action of the reviewer, and returns its name. With nothing to redo it
// returns an error of CodeNotFound.
func (l *Library) Redo(ctx context.Context, reviewerUID string) (name string, err error) {
	return l.reverse(ctx, reviewerUID, reversal{
		kind: kindRedo, next: nextRedo, order: "ASC", state: "after", from: "before", gone: "delete", becomes: "done",
		nothing: "There is nothing to redo.", what: "The step was not done again",
	})
}

// reversal is how an undo or redo goes through the changes of an action.
type reversal struct {
	kind    string
	next    string // finds the action
	order   string // in which its changes are gone through
	state   string // to which rows are put back: before or after the change
	from    string // in which rows are found: the other one of the two
	gone    string // the operation that means: the row is not there in that state
	becomes string // the state of the action afterwards
	nothing string
	what    string
}

// reverse goes through the changes of an action one by one in their strict order: the states on the way are then those
// that the library has been in, and no constraint can be in the way.
func (l *Library) reverse(ctx context.Context, reviewerUID string, r reversal) (name string, err error) {
	event, err := l.transact(ctx, r.what, func(t *transaction) error {
		foreign, err := l.others.note(querier{ctx, t.tx})
		if err != nil {
			return err
		}
		var target int64
		err = t.tx.QueryRowContext(ctx, r.next, numbers(foreign)).Scan(&target, &name)
		if errors.Is(err, sql.ErrNoRows) {
			return &appraisal.Error{Code: appraisal.CodeNotFound, Text: r.nothing}
		}
		if err != nil {
			return err
		}
		if err := t.refuseOthers(target, newer(foreign, target), r); err != nil {
			return err
		}
		changes, err := t.changes(target, r)
		if err != nil {
			return err
		}
		if err := t.begin(r.kind, name, reviewerUID, target); err != nil {
			return err
		}
		for _, s := range append(changes, statement{
			query: `UPDATE action SET state = ?1 WHERE id = ?2`, args: []any{r.becomes, target}, what: r.what,
		}) {
			if err := t.run(s); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return "", fail(r.what, err)
	}
	l.publish(event)
	return name, nil
}

// changes prepares the writes that put back each row an action has changed. The values stay in the log: a statement
// takes them from there by number.
func (t *transaction) changes(target int64, r reversal) ([]statement, error) {
	// Each row is put back within sight of the log only; what it refers to may follow.
	all := []statement{{query: `PRAGMA defer_foreign_keys = ON`, what: r.what}}
	var (
		seq     int64
		entity  Entity
		uid, op string
	)
	err := querier{t.ctx, t.tx}.each(`SELECT seq, entity, uid, op FROM change WHERE action_id = ? ORDER BY seq `+r.order,
		[]any{target}, []any{&seq, (*string)(&entity), &uid, &op}, func() {
			table := tables[entity]
			if op == r.gone { // an import's facts may have gone with their trial, which it wrote after them
				all = append(all, statement{query: table.remove, args: []any{uid}, what: r.what})
				return
			}
			all = append(all, statement{query: fmt.Sprintf(table.restore, r.state), args: []any{seq}, what: r.what, must: true})
		})
	return all, err
}

// refuseOthers returns an error if an action of others has left a row of the target otherwise than the target did: to
// put it back would take their change along.
func (t *transaction) refuseOthers(target int64, others []int64, r reversal) error {
	if len(others) == 0 {
		return nil
	}
	var name string
	err := t.tx.QueryRowContext(t.ctx, `
		WITH ends AS (
			SELECT entity, uid, min(seq) AS first, max(seq) AS last FROM change WHERE action_id = ?1 GROUP BY entity, uid
		)
		SELECT a.name
		FROM ends e
		JOIN change mine ON mine.seq = iif(?3 = 'after', e.last, e.first)
		JOIN change newest ON newest.seq = (SELECT max(seq) FROM change c WHERE c.uid = e.uid AND c.entity = e.entity)
		JOIN change theirs ON theirs.uid = e.uid AND theirs.entity = e.entity AND theirs.action_id IN (SELECT value FROM json_each(?2))
		JOIN action a ON a.id = theirs.action_id
		WHERE newest.after IS NOT iif(?3 = 'after', mine.after, mine.before)
		ORDER BY theirs.seq DESC
		LIMIT 1`, target, numbers(others), r.from).Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return &appraisal.Error{Code: appraisal.CodeConflict, Text: r.what + ": another window has changed the same since (“" + name +
		"”). The history of the claim or trial shows both, and brings back single steps."}
}

// numbers writes numbers as a JSON array.
func numbers(list []int64) string {
	text, _ := json.Marshal(append([]int64{}, list...))
	return string(text)
}
