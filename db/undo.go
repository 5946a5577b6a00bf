package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"claimgrade/appraisal"
)

// The action that Undo would undo, and the one that Redo would redo: never across a base.
const (
	aboveBase = `id > coalesce((SELECT max(id) FROM action WHERE kind = 'base'), 0)`
	nextUndo  = `SELECT id, name FROM action WHERE kind = 'edit' AND state = 'done' AND ` + aboveBase + ` ORDER BY id DESC LIMIT 1`
	nextRedo  = `SELECT id, name FROM action WHERE kind = 'edit' AND state = 'undone' AND ` + aboveBase + ` ORDER BY id LIMIT 1`
)

// CanUndo returns the name of the action that Undo would undo; "" if there is none.
func (l *Library) CanUndo(ctx context.Context) (name string, err error) { return l.next(ctx, nextUndo) }

// CanRedo returns the name of the action that Redo would redo; "" if there is none.
func (l *Library) CanRedo(ctx context.Context) (name string, err error) { return l.next(ctx, nextRedo) }

func (l *Library) next(ctx context.Context, query string) (name string, err error) {
	var id int64
	err = l.readers.QueryRowContext(ctx, query).Scan(&id, &name)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fail("The history could not be read", err)
	}
	return name, nil
}

// Undo takes back the last action that is not undone, as a new action of the reviewer, and returns its name. It
// survives restarts. With nothing to undo it returns an error of CodeNotFound.
func (l *Library) Undo(ctx context.Context, reviewerUID string) (name string, err error) {
	return l.reverse(ctx, reviewerUID, reversal{
		kind: kindUndo, next: nextUndo, order: "DESC", state: "before", gone: "insert", becomes: "undone",
		nothing: "There is nothing to undo.", what: "The step was not undone",
	})
}

// Redo does again what was undone last, as a new action of the reviewer, and returns its name. With nothing to redo it
// returns an error of CodeNotFound.
func (l *Library) Redo(ctx context.Context, reviewerUID string) (name string, err error) {
	return l.reverse(ctx, reviewerUID, reversal{
		kind: kindRedo, next: nextRedo, order: "ASC", state: "after", gone: "delete", becomes: "done",
		nothing: "There is nothing to redo.", what: "The step was not done again",
	})
}

// reversal is how an undo or redo goes through the changes of an action.
type reversal struct {
	kind    string
	next    string // finds the action
	order   string // in which its changes are gone through
	state   string // to which rows are put back: before or after the change
	gone    string // the operation that means: the row is not there in that state
	becomes string // the state of the action afterwards
	nothing string
	what    string
}

// reverse goes through the changes of an action one by one in their strict order: the states on the way are then those
// that the library has been in, and no constraint can be in the way.
func (l *Library) reverse(ctx context.Context, reviewerUID string, r reversal) (name string, err error) {
	event, err := l.transact(ctx, r.what, func(t *transaction) error {
		var target int64
		err := t.tx.QueryRowContext(ctx, r.next).Scan(&target, &name)
		if errors.Is(err, sql.ErrNoRows) {
			return &appraisal.Error{Code: appraisal.CodeNotFound, Text: r.nothing}
		}
		if err != nil {
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
