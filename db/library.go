// Package db keeps a library of claims, trials and appraisals in one SQLite file: it opens, migrates, reads, writes,
// searches, undoes, checks and backs up. It knows the types of package appraisal, and no screen.
package db

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"sync"
	"time"

	"claimgrade/appraisal"

	"github.com/google/uuid"
)

// Options say how a library is opened. The zero value is what a program wants; tests set the clock and the ids. Both
// functions may be called from several goroutines at once.
type Options struct {
	Now         func() time.Time // the clock of the change log; default time.Now
	NewUID      func() string    // ids of new entities; default UUIDv7
	ReadOnly    bool             // nothing is written, not even beside the file where that can be avoided
	Copies      string           // the folder of the copies that are kept; empty: one from before a migration lies beside the library
	BusyTimeout time.Duration    // how long to wait for another program's lock; default 5 s
	TakeOver    bool             // a library that another machine seems to have left open is opened all the same: the person was asked

	machine machine // this one, but in tests
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewUID == nil {
		o.NewUID = newUID
	}
	if o.BusyTimeout == 0 {
		o.BusyTimeout = 5 * time.Second
	}
	if o.machine.network == nil {
		o.machine = thisMachine()
	}
	return o
}

// newUID returns a UUIDv7: ids made later sort later, which keeps the indexes of a growing library compact.
func newUID() string {
	id, err := uuid.NewV7()
	if err != nil { // the system has no randomness; version 4 would fail too
		panic(err)
	}
	return id.String()
}

// Library is an open library. Its methods may be called from several goroutines; writes wait for one another.
type Library struct {
	path    string
	private string // a folder that is removed with the library; empty but for one that was salvaged to be looked at
	options Options
	writer  *sql.DB // one connection; nil in a read-only library
	readers *sql.DB // a few, which never write

	mu          sync.Mutex
	subscribers map[int]func(Event)
	subscribed  int

	typing   group
	standing standing
	lease    *lease // nil unless other machines can reach the library
	others   others
	watcher  *sql.Conn // asks whether others have written, in a read-only library
}

// Path returns the absolute path of the library file.
func (l *Library) Path() string { return l.path }

// ReadOnly reports whether the library was opened for reading only.
func (l *Library) ReadOnly() bool { return l.writer == nil }

// Close closes the library. The file is then complete by itself: SQLite folds its -wal file back into it.
func (l *Library) Close() error {
	var err error
	if l.watcher != nil {
		err = l.watcher.Close()
	}
	err = errors.Join(err, l.readers.Close())
	if l.writer != nil { // last, since only a connection that may write can fold the -wal file back
		err = errors.Join(err, l.writer.Close())
	}
	l.lease.release()
	if l.private != "" {
		err = errors.Join(err, os.RemoveAll(l.private))
	}
	if err != nil {
		return fail("The library could not be closed", err)
	}
	return nil
}

// now is the time by the library's clock, as it is stored.
func (l *Library) now() string { return l.options.Now().UTC().Format(time.RFC3339) }

// read runs fn in one read transaction, so that all its queries see the same state of the library.
func (l *Library) read(ctx context.Context, fn func(q querier) error) error {
	tx, err := l.readers.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // a read has nothing to commit
	return fn(querier{ctx, tx})
}

// querier runs the queries of one transaction.
type querier struct {
	ctx context.Context
	tx  *sql.Tx
}

// each runs a query, scans each row into dest and calls row after it.
func (q querier) each(query string, args []any, dest []any, row func()) error {
	rows, err := q.tx.QueryContext(q.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		if err := tooLong(dest); err != nil {
			return err
		}
		row()
	}
	return rows.Err()
}

// Setting returns what SetSetting stored under the key; "" if nothing.
func (l *Library) Setting(ctx context.Context, key string) (string, error) {
	var value string
	err := l.readers.QueryRowContext(ctx, `SELECT value FROM setting WHERE key = ?`, key).Scan(&value)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fail("How the window was left could not be read", err)
	}
	return value, nil
}

// settingNotSaved does not name the key, which is no word of the window's.
const settingNotSaved = "How the window was left was not saved"

// SetSetting stores where a window was left. Settings belong to the library but not to its history: they are neither
// logged nor undone.
func (l *Library) SetSetting(ctx context.Context, key, value string) error {
	if l.writer == nil {
		return errReadOnly(settingNotSaved)
	}
	err := l.stillOurs()
	if err == nil {
		_, err = l.writer.ExecContext(ctx,
			`INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
			key, clean(value))
	}
	if err != nil {
		return fail(settingNotSaved, err)
	}
	return nil
}

func errReadOnly(what string) error {
	return &appraisal.Error{
		Code: appraisal.CodeReadOnly,
		Text: what + ": the library was opened for reading only. Save a copy elsewhere and open that to make changes.",
	}
}
