package db

import (
	"context"
	"database/sql"
	"fmt"

	"claimgrade/appraisal"
	"claimgrade/db/migrations"
)

// Problem is something wrong with a library, or something that could not be checked.
type Problem struct {
	Area    string // file, schema, references, search, thresholds, words, files, quotes, values
	Entity  Entity // the row concerned, if it is one
	UID     string
	Text    string // what is wrong and what can be done
	Skipped bool   // not a fault: this could not be checked, and Text says why
	Doubt   bool   // not a fault of the library: values of a trial do not fit together, or a quote is not in its document
}

// Check reads the whole library and returns what is wrong with it: nothing, for a sound one. It changes nothing.
func (l *Library) Check(ctx context.Context) ([]Problem, error) {
	var all []Problem
	for _, check := range []func(context.Context) ([]Problem, error){
		l.checkFile, l.checkSchema, l.checkReferences, l.checkSearch, l.checkThresholds, l.checkStrength, l.checkFiles, l.checkQuotes,
	} {
		found, err := check(ctx)
		if code, _ := explain(err); code == appraisal.CodeCorrupt {
			return append(all, Problem{Area: "file", Text: "The file is damaged (" + err.Error() + "). Open a backup of it."}), nil
		}
		if err != nil {
			return nil, fail("The library could not be checked", err)
		}
		all = append(all, found...)
	}
	for _, p := range all {
		if p.Area == "file" || p.Area == "schema" || p.Area == "references" {
			return all, nil // trials that hang in the air cannot be read
		}
	}
	found, err := l.checkValues(ctx)
	return append(all, found...), err
}

func (l *Library) checkFile(ctx context.Context) ([]Problem, error) {
	var (
		all     []Problem
		verdict string
	)
	err := l.read(ctx, func(q querier) error {
		return q.each(`PRAGMA integrity_check`, nil, []any{&verdict}, func() {
			if verdict != "ok" {
				all = append(all, Problem{Area: "file", Text: "The file is damaged: " + verdict + ". Open a backup of it."})
			}
		})
	})
	return all, err
}

func (l *Library) checkSchema(ctx context.Context) ([]Problem, error) {
	steps, err := loadSteps(migrations.Files)
	if err != nil {
		return nil, err
	}
	version, err := versionOf(ctx, l.readers)
	if err != nil || version == len(steps) {
		return nil, err
	}
	return []Problem{{Area: "schema", Text: fmt.Sprintf(
		"The file is of format %d, not %d. Close the library and open it again.", version, len(steps))}}, nil
}

func (l *Library) checkReferences(ctx context.Context) ([]Problem, error) {
	var all []Problem
	err := l.read(ctx, func(q querier) error {
		type broken struct {
			table, parent string
			row           sql.NullInt64
			number        int
		}
		var (
			b    broken
			rows []broken
		)
		if err := q.each(`PRAGMA foreign_key_check`, nil, []any{&b.table, &b.row, &b.parent, &b.number},
			func() { rows = append(rows, b) }); err != nil {
			return err
		}
		for _, b := range rows {
			p := Problem{Area: "references", Entity: Entity(b.table), Text: fmt.Sprintf(
				"A %s refers to a %s that is not there. Delete it or open a backup.", b.table, b.parent)}
			if _, known := tables[p.Entity]; known {
				if err := q.each(`SELECT uid FROM `+b.table+` WHERE id = ?`, []any{b.row}, []any{&p.UID}, func() {}); err != nil {
					return err
				}
			}
			all = append(all, p)
		}
		return nil
	})
	return all, err
}

// checkValues looks for recorded values that do not fit together, trial by trial.
func (l *Library) checkValues(ctx context.Context) ([]Problem, error) {
	trials, err := l.Trials(ctx)
	var all []Problem
	for _, t := range trials {
		for _, m := range appraisal.Misfits(t) {
			name := t.Name
			if whose := m.Whose(t); whose != "" {
				name += ", " + whose
			}
			all = append(all, Problem{Area: "values", Entity: EntityTrial, UID: t.UID, Doubt: true, Text: name + ": " + m.Text})
		}
	}
	return all, err
}

// checkSearch makes the index a second time, in memory, and compares every word of both.
func (l *Library) checkSearch(ctx context.Context) ([]Problem, error) {
	var differ int
	err := l.unbound(ctx, func(conn *sql.Conn) (err error) {
		differ, err = compareSearch(ctx, conn)
		return err
	})
	if err != nil || differ == 0 {
		return nil, err
	}
	return []Problem{{Area: "search", Text: fmt.Sprintf(
		"The search index is out of step with the library in %d places: a search may miss something. Make the index anew.", differ)}}, nil
}

// unbound lends a connection that reads the library but may write elsewhere: into memory, or to a copy. A connection
// that is held to reading could not even do that.
func (l *Library) unbound(ctx context.Context, fn func(conn *sql.Conn) error) error {
	conn, err := l.readers.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if l.ReadOnly() {
		if _, err := conn.ExecContext(ctx, `PRAGMA query_only = 0`); err != nil {
			return err
		}
		defer func() { _, _ = conn.ExecContext(context.WithoutCancel(ctx), `PRAGMA query_only = 1`) }()
	}
	return fn(conn)
}

// compareSearch counts the words that are in one index and not in the other.
func compareSearch(ctx context.Context, conn *sql.Conn) (differ int, err error) {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer func() { _ = tx.Rollback() }() // takes the second index away
	q := querier{ctx, tx}
	for _, query := range []string{
		`CREATE VIRTUAL TABLE temp.again USING fts5 (title, body, content = '', tokenize = 'unicode61 remove_diacritics 2')`,
		`INSERT INTO temp.again (rowid, title, body) ` + indexed,
		`CREATE VIRTUAL TABLE temp.again_words USING fts5vocab (temp, again, instance)`,
		`CREATE VIRTUAL TABLE temp.held_words USING fts5vocab (main, search, instance)`,
	} {
		if _, err := tx.ExecContext(ctx, query); err != nil {
			return 0, err
		}
	}
	err = q.each(`
		SELECT count(*) FROM (
			SELECT * FROM (SELECT term, doc, col, offset FROM temp.again_words EXCEPT SELECT term, doc, col, offset FROM temp.held_words)
			UNION ALL
			SELECT * FROM (SELECT term, doc, col, offset FROM temp.held_words EXCEPT SELECT term, doc, col, offset FROM temp.again_words)
		)`, nil, []any{&differ}, func() {})
	return differ, err
}
