package db

import (
	"context"
	"database/sql"
	"strings"

	"claimgrade/appraisal"
)

// Action names what a user does, in the words of the menu's Undo: "Judge blinding".
type Action struct {
	Name     string
	Reviewer string // uid of the reviewer who does it; empty if nobody has said who they are
	Group    string // writes that follow one another in the same non-empty group are one action: a text being typed
	Seen     Seen   // what the editor had seen of the library: what others have changed since is kept, or told as a conflict
	Base     bool   // the ground below which undo does not go, such as the starter library
}

func (a Action) kind() string {
	if a.Base {
		return kindBase
	}
	return kindEdit
}

// The kinds of action.
const (
	kindEdit = "edit"
	kindUndo = "undo"
	kindRedo = "redo"
	kindBase = "base"
)

// Batch collects the writes of one action. Its methods only note what is to be written, so none of them can see what
// another has done; the first value that is refused is what Do returns, and then nothing is written.
type Batch struct {
	now     string
	newUID  func() string
	err     error
	pending []statement
	run     func(statement) error // instead of collecting: an import runs its statements as they come
}

// statement is one write with values known beforehand.
type statement struct {
	query string
	args  []any
	what  string // what has failed if it fails, such as "The claim was not deleted"
	must  bool   // it concerns a row that must be there
}

func (b *Batch) add(s statement) {
	switch {
	case b.err != nil:
	case b.run != nil:
		b.refuse(b.run(s))
	default:
		b.pending = append(b.pending, s)
	}
}

// refuse keeps the first error.
func (b *Batch) refuse(err error) {
	if b.err == nil {
		b.err = err
	}
}

// give makes a uid for an entity that has none.
func (b *Batch) give(uid *string) {
	if *uid == "" {
		*uid = b.newUID()
	}
}

func (b *Batch) put(t table, columns []column, what string) {
	args, err := values(columns)
	b.refuse(err)
	b.refuse(refuseRow(t.entity, args))
	b.add(statement{query: t.upsert, args: args, what: what})
}

// remove deletes the row of a uid, which must be there.
func (b *Batch) remove(t table, uid, what string) {
	b.add(statement{query: t.remove, args: []any{uid}, what: what, must: true})
}

// exec notes a delete of the rows that belong to a uid, if there are any.
func (b *Batch) exec(query, uid string) {
	b.add(statement{query: query, args: []any{uid}, what: "What belongs to it was not deleted"})
}

// Do runs an action: fn notes the writes, which are then executed in one transaction, all or none. What fn and the
// batch refuse is refused before anything is executed. When Do returns nil the action is on disk, and whoever
// subscribed has been told. An action that changes nothing leaves no trace.
func (l *Library) Do(ctx context.Context, a Action, fn func(b *Batch) error) error {
	b := l.batch()
	if err := fn(b); err != nil {
		return err
	}
	if b.err != nil {
		return b.err
	}
	return l.commit(ctx, a, func(t *transaction) error {
		for _, s := range b.pending {
			if err := t.run(s); err != nil {
				return err
			}
		}
		return nil
	})
}

func (l *Library) batch() *Batch {
	return &Batch{now: l.now(), newUID: l.options.NewUID}
}

// commit runs the writes of an edit as one action.
func (l *Library) commit(ctx context.Context, a Action, write func(t *transaction) error) error {
	what := "“" + a.Name + "” was not saved"
	if strings.TrimSpace(a.Name) == "" {
		return appraisal.Invalid("action", "The step has no name. Say what it does.")
	}
	var action int64
	event, err := l.transact(ctx, what, func(t *transaction) error {
		if err := t.open(a); err != nil {
			return err
		}
		action = t.action
		if err := write(t); err != nil {
			return err
		}
		if err := t.reconcile(a.Seen); err != nil {
			return err
		}
		// What was undone before can no longer be redone, since the ground has changed.
		return t.exec(`UPDATE action SET state = 'dropped'
			WHERE state = 'undone' AND EXISTS (SELECT 1 FROM change WHERE action_id = ?)`, t.action)
	})
	if err != nil {
		return fail(what, err)
	}
	l.typing.remember(a.Group, action)
	l.publish(event)
	return nil
}

// transaction is the write transaction of one action.
type transaction struct {
	ctx    context.Context
	tx     *sql.Tx
	l      *Library
	action int64
	begun  bool  // the action is new
	before int64 // the last change of the action before this write, when the write goes on with one; else 0
	event  Event
	ready  map[string]*sql.Stmt // statements prepared in this transaction
}

// transact runs fn in a write transaction, which it commits if fn returns nil.
func (l *Library) transact(ctx context.Context, what string, fn func(t *transaction) error) (Event, error) {
	if l.writer == nil {
		return Event{}, errReadOnly(what)
	}
	tx, err := l.writer.BeginTx(ctx, nil)
	if err != nil {
		return Event{}, err
	}
	defer func() { _ = tx.Rollback() }() // no effect after the commit
	if err := l.stillOurs(); err != nil {
		return Event{}, err
	}
	t := &transaction{ctx: ctx, tx: tx, l: l, ready: map[string]*sql.Stmt{}}
	stored := false
	defer func() { l.others.ends(t, stored) }()
	if err := fn(t); err != nil {
		return Event{}, err
	}
	if err := t.end(); err != nil {
		return Event{}, err
	}
	err = tx.Commit()
	stored = err == nil
	return t.event, err
}

// begin opens the action that the triggers write changes to.
func (t *transaction) begin(kind, name, reviewer string, target int64) error {
	t.event = Event{Action: name, Kind: kind, Reviewer: reviewer}
	result, err := t.tx.ExecContext(t.ctx, `
		INSERT INTO action (uid, kind, name, reviewer, at, state, target)
		VALUES (?, ?, ?, ?, ?, 'done', nullif(?, 0))`,
		t.l.options.NewUID(), kind, clean(name), clean(reviewer), t.l.now(), target)
	if err != nil {
		return err
	}
	if t.action, err = result.LastInsertId(); err != nil {
		return err
	}
	t.begun = true
	t.l.others.begins(t.action)
	return t.exec(`UPDATE current_action SET action_id = ?`, t.action)
}

// end gathers what the action changed, closes it, and forgets it if it changed nothing.
func (t *transaction) end() error {
	var err error
	if t.event.Entities, err = refsOf(querier{t.ctx, t.tx}, t.action, t.before); err != nil {
		return err
	}
	if err := t.merge(); err != nil {
		return err
	}
	if err := t.exec(`UPDATE current_action SET action_id = NULL`); err != nil {
		return err
	}
	return t.exec(`DELETE FROM action WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM change WHERE action_id = ?1)`, t.action)
}

func (t *transaction) exec(query string, args ...any) error {
	_, err := t.tx.ExecContext(t.ctx, query, args...)
	return err
}

// run executes one write of a batch.
func (t *transaction) run(s statement) error {
	stmt, known := t.ready[s.query]
	if !known {
		var err error
		if stmt, err = t.tx.PrepareContext(t.ctx, s.query); err != nil {
			return fail(s.what, err)
		}
		t.ready[s.query] = stmt // closed with the transaction
	}
	result, err := stmt.ExecContext(t.ctx, s.args...)
	if err != nil {
		return fail(s.what, err)
	}
	if !s.must {
		return nil
	}
	if n, err := result.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return fail(s.what, sql.ErrNoRows)
}

// Import adds everything of the content, or changes what is there already by uid, as one action.
func (l *Library) Import(ctx context.Context, a Action, c Content) error {
	dry, total := l.batch(), 0
	dry.run = func(statement) error { total++; return nil }
	dry.putContent(c)
	if dry.err != nil {
		return dry.err
	}
	return l.commit(ctx, a, func(t *transaction) error {
		// Parts may come before the main claim, and facts come before their trial: see putContent.
		if err := t.exec(`PRAGMA defer_foreign_keys = ON`); err != nil {
			return err
		}
		b, done := l.batch(), 0
		b.run = func(s statement) error {
			if done++; c.Progress != nil && done%64 == 0 {
				c.Progress(done, total)
			}
			return t.run(s)
		}
		b.putContent(c)
		return b.err
	})
}

func (b *Batch) putContent(c Content) {
	for _, f := range c.Files {
		b.PutFile(f)
	}
	for _, d := range c.Documents {
		b.PutDocument(d)
	}
	for _, r := range c.Reviewers {
		b.PutReviewer(r)
	}
	for _, t := range c.Trials {
		b.putTrialWhole(t)
	}
	for _, x := range c.Claims {
		b.PutClaim(x)
	}
	for _, k := range c.Links {
		b.PutLink(k)
	}
	for _, a := range c.Appraisals {
		b.PutAppraisal(a)
	}
	for _, r := range c.Reports {
		b.PutReport(r)
	}
}

// putTrialWhole puts the trial's facts before the trial, so that its search row is made once instead of once a fact.
func (b *Batch) putTrialWhole(t appraisal.Trial) {
	b.give(&t.UID)
	b.putFacts(Subject{TrialUID: t.UID}, t.Facts)
	b.PutTrial(t)
	for _, a := range t.Arms {
		a.UID = b.PutArm(t.UID, a)
		b.putFacts(Subject{ArmUID: a.UID}, a.Facts)
	}
	for _, r := range t.Results {
		r.UID = b.PutResult(t.UID, r)
		b.putFacts(Subject{ResultUID: r.UID}, r.Facts)
	}
}

// putFacts puts facts in the order of the list of fields, so that equal imports write equal logs.
func (b *Batch) putFacts(s Subject, facts appraisal.Facts) {
	put := 0
	for _, field := range appraisal.Fields {
		if f, ok := facts[field.Key]; ok {
			f.Field = field.Key
			b.PutFact(s, f)
			put++
		}
	}
	if put < len(facts) {
		for k, f := range facts {
			if _, known := appraisal.FieldOf(k); !known {
				f.Field = k
				b.refuse(f.Validate())
			}
		}
	}
}
