package db

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"claimgrade/appraisal"
)

// Restoring says what is put back to how it was before an action.
type Restoring struct {
	Action   int64 // what is restored is what this action has changed …
	Entity   Entity
	UID      string // … of this claim or trial, with what belongs to it
	Row      string // only the row of this uid; empty for all of them
	Name     string // of the new action: "Restore …"
	Reviewer string
}

// RestorePlan returns what Restore would change, without changing anything; or the error that it would return.
func (l *Library) RestorePlan(ctx context.Context, r Restoring) ([]Change, error) {
	return l.restore(ctx, r, true)
}

// Restore puts rows back to how they were before an action, as a new action that can be undone. Rows that have changed
// since are put back as well. It is refused, with CodeConflict, where it no longer fits: what a row belongs to is gone.
func (l *Library) Restore(ctx context.Context, r Restoring) error {
	_, err := l.restore(ctx, r, false)
	return err
}

func (l *Library) restore(ctx context.Context, r Restoring, plan bool) ([]Change, error) {
	return l.putBack(ctx, putBack{Action: Action{Name: r.Name, Reviewer: r.Reviewer}, plan: plan, find: func(q querier) ([]Change, error) {
		return changes(q, concerns(r.Entity)+` AND c.action_id = ?3 AND (?4 = '' OR c.uid = ?4)`, r.UID, string(r.Entity), r.Action, r.Row)
	}})
}

// putBack is an edit that undoes a part of an older action.
type putBack struct {
	Action
	find func(q querier) ([]Change, error)
	plan bool // only find out what would change
	bin  bool // bring back what was deleted and leave alone what has changed since
}

// errPlanned ends the transaction of a plan, which must not be committed.
var errPlanned = errors.New("only planned")

func (l *Library) putBack(ctx context.Context, p putBack) (done []Change, err error) {
	write := func(t *transaction) error {
		q := querier{t.ctx, t.tx}
		found, err := p.find(q)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return &appraisal.Error{Code: appraisal.CodeNotFound, Text: "This step is no longer in the history. Look again."}
		}
		found = firstOfEach(found)
		for _, c := range found {
			if err := t.putBackRow(c, found, p.bin); err != nil {
				return err
			}
		}
		if done, err = changes(q, `c.action_id = ?`, t.action); err != nil {
			return err
		}
		if len(done) == 0 {
			return &appraisal.Error{Code: appraisal.CodeConflict, Text: "It is as it was before this step already. There is nothing to restore."}
		}
		if err := (namer{q: q, rows: map[Ref]map[string]string{}}).name(done); err != nil {
			return err
		}
		if p.plan {
			return errPlanned
		}
		return nil
	}
	err = l.commit(ctx, p.Action, write)
	if errors.Is(err, errPlanned) {
		err = nil
	}
	return done, err
}

// order puts what others refer to before what refers to it.
var order = []Entity{EntityDocument, EntityReviewer, EntityTrial, EntityArm, EntityResult, EntityFact, EntityClaim,
	EntityLink, EntityAppraisal, EntityQuote, EntityAnswer, EntityAppraisalQuote, EntityOverrule, EntityBrief, EntityReport, EntityThresholds, EntityThresholdUse, EntityStrengthWords}

// firstOfEach keeps the first change of each row, since it holds how the row was before the action, and orders them so
// that no reference is missing on the way: rows that go, children first, then rows that come back, parents first.
func firstOfEach(all []Change) []Change {
	first := map[Ref]Change{}
	for _, c := range all {
		ref := Ref{c.Entity, c.UID}
		if had, ok := first[ref]; !ok || c.Seq < had.Seq {
			first[ref] = c
		}
	}
	var out []Change
	for _, c := range first {
		out = append(out, c)
	}
	rank := func(c Change) int {
		at := 2 * slices.Index(order, c.Entity)
		if c.Entity == EntityClaim && c.Row["parent_uid"] != "" {
			at++
		}
		if c.Op == "insert" {
			return -at - 1
		}
		return at
	}
	slices.SortFunc(out, func(a, b Change) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Seq, b.Seq))
	})
	return out
}

// putBackRow puts one row back to how it was before a change.
func (t *transaction) putBackRow(c Change, together []Change, bin bool) error {
	table := tables[c.Entity]
	what := "The " + thing(c.Entity) + " was not restored"
	if c.Op == "insert" {
		if c.Entity.Owner() == c.Entity {
			return &appraisal.Error{Code: appraisal.CodeConflict,
				Text: "In this step the " + thing(c.Entity) + " was made: before it, there was none. Delete it if it should go."}
		}
		return t.run(statement{query: table.remove, args: []any{c.UID}, what: what})
	}
	if bin && c.Op == "update" {
		return t.putBackFields(c, what)
	}
	missing, err := t.missing(c)
	if err != nil {
		return err
	}
	if missing != (Ref{}) {
		// A trial comes back without its link to a claim that is gone too, and without what belongs to that link.
		asked := c.Entity != EntityLink || !slices.ContainsFunc(together, func(o Change) bool { return o.Entity == EntityTrial || o.Entity == EntityClaim })
		if bin && (!asked || missing.Entity == EntityLink || missing.Entity == EntityAppraisal || missing.Entity == EntityQuote) {
			return nil
		}
		return t.gone(c, missing)
	}
	return t.run(statement{query: fmt.Sprintf(table.replace, "before"), args: []any{c.Seq}, what: what})
}

// putBackFields puts back the fields that a deletion has emptied elsewhere, unless somebody has filled them since.
func (t *transaction) putBackFields(c Change, what string) error {
	for _, f := range c.Fields {
		if missing, err := t.absent(Ref{refers[f.Field], f.Before}); err != nil || missing {
			if err != nil {
				return err
			}
			continue
		}
		err := t.run(statement{what: what, args: []any{c.Seq}, query: fmt.Sprintf(`
			UPDATE %[1]s SET %[2]s = (SELECT before ->> '%[2]s' FROM change WHERE seq = ?1)
			WHERE uid = (SELECT uid FROM change WHERE seq = ?1) AND %[2]s IS (SELECT after ->> '%[2]s' FROM change WHERE seq = ?1)`,
			c.Entity, f.Field)})
		if err != nil {
			return err
		}
	}
	return nil
}

// missing is the first row to which the state before a change refers and which is not there; zero if all are.
func (t *transaction) missing(c Change) (Ref, error) {
	before, err := t.rowBefore(c.Seq)
	if err != nil {
		return Ref{}, err
	}
	for _, column := range tables[c.Entity].columns {
		entity, ok := refers[column.name]
		if uid := before[column.name]; ok && uid != "" {
			ref := Ref{entity, uid}
			if absent, err := t.absent(ref); err != nil || absent {
				return ref, err
			}
		}
	}
	return Ref{}, nil
}

func (t *transaction) rowBefore(seq int64) (map[string]string, error) {
	var text string
	if err := t.tx.QueryRowContext(t.ctx, `SELECT before FROM change WHERE seq = ?`, seq).Scan(&text); err != nil {
		return nil, err
	}
	return state(text)
}

func (t *transaction) absent(ref Ref) (bool, error) {
	if ref.Entity == "" || ref.UID == "" {
		return false, nil
	}
	var one int
	err := t.tx.QueryRowContext(t.ctx, fmt.Sprintf(`SELECT 1 FROM %s WHERE uid = ?`, ref.Entity), ref.UID).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return true, nil
	}
	return false, err
}

// gone says why a row cannot come back.
func (t *transaction) gone(c Change, missing Ref) error {
	name, err := namer{q: querier{t.ctx, t.tx}, rows: map[Ref]map[string]string{}}.called(missing)
	if err != nil {
		return err
	}
	if name != "" {
		name = " “" + name + "”"
	}
	return &appraisal.Error{Code: appraisal.CodeConflict, Text: "The " + thing(c.Entity) + " cannot be restored: the " + thing(missing.Entity) +
		name + " that it belongs to is no longer in the library. Restore that first."}
}
