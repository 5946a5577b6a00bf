package db

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// Other programs may write to the file of an open library: a second window, the command line. What they have done is found
// in the change log: every action that this program did not write is another's.

// others tells the actions of this program from those of others.
type others struct {
	mu      sync.Mutex
	known   int64          // the newest action that was told apart
	own     map[int64]bool // actions of this program that are newer, or are being written
	last    int64          // the newest action of this program
	foreign []int64        // actions of others since the library was opened, in their order
}

// begins notes an action that this program is about to write; ends takes the note back if it was not stored, since its
// number may be another's then.
func (o *others) begins(action int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.own == nil {
		o.own = map[int64]bool{}
	}
	o.own[action] = true
}

func (o *others) ends(t *transaction, stored bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case stored:
		o.last = max(o.last, t.action)
	case t.begun:
		delete(o.own, t.action)
	}
}

// start takes all there is as known, on a connection that there is already.
func (o *others) start(ctx context.Context, on *sql.DB) error {
	return on.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) FROM action`).Scan(&o.known)
}

// note tells the actions apart that have been stored since the last call, and returns those of others.
func (o *others) note(q querier) ([]int64, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var id int64
	err := q.each(`SELECT id FROM action WHERE id > ? ORDER BY id`, []any{o.known}, []any{&id}, func() {
		if o.known = id; !o.own[id] {
			o.foreign = append(o.foreign, id)
		}
	})
	for id := range o.own {
		if id <= o.known {
			delete(o.own, id)
		}
	}
	return o.foreign, err
}

// owns reports whether the newest action of this program is this one.
func (o *others) owns(action int64) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return action == o.last || o.own[action]
}

// Seen is how far somebody has seen a library. The zero value has seen nothing, and is not compared with anything.
type Seen struct {
	version int64 // PRAGMA data_version: another with each transaction of another connection
	action  int64
	tail    tail
}

// tail is another program's newest action as it was seen: a text that is being typed there goes on under its number.
type tail struct {
	action int64
	seq    int64  // its last change …
	after  string // … and the row after it
	refs   []Ref
}

// Seen is for whoever reads the library next: it has seen everything.
func (l *Library) Seen(ctx context.Context) (Seen, error) {
	_, seen, err := l.Since(ctx, Seen{version: -1, action: -1})
	return seen, err
}

// Since returns what other programs have changed since it was seen, and what is seen now. Where nothing has changed it
// takes some microseconds. The event names no entity if there is nothing to tell.
func (l *Library) Since(ctx context.Context, seen Seen) (Event, Seen, error) {
	version, err := l.dataVersion(ctx)
	if err != nil {
		return Event{}, seen, fail("The library could not be looked at", err)
	}
	if version == seen.version {
		return Event{}, seen, nil
	}
	now := Seen{version: version}
	var event Event
	err = l.read(ctx, func(q querier) (err error) {
		foreign, err := l.others.note(q)
		if err != nil {
			return err
		}
		if err := q.tx.QueryRowContext(q.ctx, `SELECT coalesce(max(id), 0) FROM action`).Scan(&now.action); err != nil {
			return err
		}
		if now.tail, err = l.readTail(q, now.action); err != nil || seen.action < 0 {
			return err
		}
		event, err = told(q, newer(foreign, seen.action))
		if err != nil || seen.tail.action == 0 {
			return err
		}
		as, err := tailOf(q, seen.tail.action)
		if err == nil && (as.seq != seen.tail.seq || as.after != seen.tail.after) {
			event.add(seen.tail.refs)
			event.add(as.refs)
		}
		return err
	})
	if err != nil {
		return Event{}, seen, fail("What another program has changed could not be read", err)
	}
	return event, now, nil
}

// dataVersion asks on the connection that writes, for which its own commits do not count.
func (l *Library) dataVersion(ctx context.Context) (version int64, err error) {
	if l.writer != nil {
		err = l.writer.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version)
		return version, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.watcher == nil { // a library that is open for reading only: one connection, since each counts for itself
		if l.watcher, err = l.readers.Conn(ctx); err != nil {
			return 0, err
		}
	}
	err = l.watcher.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&version)
	return version, err
}

func newer(actions []int64, than int64) []int64 {
	for i, a := range actions {
		if a > than {
			return actions[i:]
		}
	}
	return nil
}

// told is the event of what some actions have changed. It carries the name of the newest.
func told(q querier, actions []int64) (Event, error) {
	var event Event
	for _, action := range actions {
		err := q.tx.QueryRowContext(q.ctx, `SELECT name, kind, reviewer FROM action WHERE id = ?`, action).
			Scan(&event.Action, &event.Kind, &event.Reviewer)
		if errors.Is(err, sql.ErrNoRows) { // it was taken back by whoever typed it
			continue
		}
		if err != nil {
			return event, err
		}
		refs, err := refsOf(q, action, 0)
		if err != nil {
			return event, err
		}
		event.add(refs)
	}
	return event, nil
}

// readTail is the newest action if it is another program's.
func (l *Library) readTail(q querier, newest int64) (tail, error) {
	if newest == 0 || l.others.owns(newest) {
		return tail{}, nil
	}
	return tailOf(q, newest)
}

func tailOf(q querier, action int64) (tail, error) {
	t := tail{action: action}
	err := q.tx.QueryRowContext(q.ctx, `SELECT seq, coalesce(after, '') FROM change WHERE action_id = ? ORDER BY seq DESC LIMIT 1`, action).
		Scan(&t.seq, &t.after)
	if errors.Is(err, sql.ErrNoRows) {
		return t, nil
	}
	if err == nil {
		t.refs, err = refsOf(q, action, 0)
	}
	return t, err
}

// refsOf are the entities that an action has changed, or things of theirs, after one of its changes.
func refsOf(q querier, action, after int64) ([]Ref, error) {
	var (
		refs   []Ref
		entity Entity
		owner  string
		known  = map[Ref]bool{}
	)
	err := q.each(`SELECT DISTINCT entity, owner FROM change WHERE action_id = ? AND seq > ? ORDER BY entity, owner`,
		[]any{action, after}, []any{(*string)(&entity), &owner}, func() {
			if ref := (Ref{entity.Owner(), owner}); owner != "" && !known[ref] {
				known[ref] = true
				refs = append(refs, ref)
			}
		})
	return refs, err
}
