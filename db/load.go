package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/migrations"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// loading says how a new library is made of rows.
type loading struct {
	what    string // has failed, if it fails
	name    string // of the action in its history
	schema  int    // version of the rows
	history bool   // the rows bring their own: else what is written is the history's one action
	foreign bool   // nobody has looked at them: what a window would refuse to store is refused
	fill    func(v *loader) error
}

// grow makes a new library of rows at path. Nothing is seen there, nor left, until it is whole and was read back.
func grow(ctx context.Context, path string, o Options, g loading) error {
	if o.ReadOnly {
		return errReadOnly(g.what)
	}
	o = o.withDefaults()
	path, err := filepath.Abs(path)
	if err != nil {
		return fail(g.what, err)
	}
	err = publish(path, o.NewUID(), func(temporary string) error {
		db, err := connect(temporary, o, "mode=rwc&_txlock=immediate", "foreign_keys(1)", "synchronous(FULL)", "secure_delete(1)")
		if err != nil {
			return err
		}
		db.SetMaxOpenConns(1)
		if err := errors.Join(g.build(ctx, db, o), db.Close()); err != nil {
			return err
		}
		return readBack(ctx, temporary, o, g.foreign)
	})
	if err != nil {
		return failed(g.what, err)
	}
	return nil
}

// failed is fail for a sentence about a detail, which says what failed, too.
func failed(what string, err error) error {
	var e *appraisal.Error
	if errors.As(err, &e) {
		return &appraisal.Error{Code: e.Code, Text: what + ": " + e.Text, Err: err}
	}
	return fail(what, err)
}

// build fills a new file: in the format that the rows have, which is then brought up to date as any library is.
func (g loading) build(ctx context.Context, db *sql.DB, o Options) error {
	steps, err := loadSteps(migrations.Files)
	if err != nil {
		return err
	}
	if err := migrate(ctx, db, steps[:g.schema], 0); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // no effect after the commit
	v := &loader{q: querier{ctx, tx}, statements: map[string]*sql.Stmt{}, columns: map[Entity][]field{}, history: g.history}
	if err := v.begin(g.name, o); err != nil {
		return err
	}
	if err := g.fill(v); err != nil {
		return err
	}
	if err := v.finish(); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	if err := migrate(ctx, db, steps, g.schema); err != nil {
		return err
	}
	for _, query := range []string{`INSERT INTO search (search) VALUES ('delete-all')`, `INSERT INTO search (rowid, title, body) ` + indexed, `VACUUM`} {
		if _, err := db.ExecContext(ctx, query); err != nil {
			return err
		}
	}
	return nil
}

// readBack refuses a library in which something cannot be read or, if its rows are foreign, could not have been stored.
func readBack(ctx context.Context, path string, o Options, foreign bool) error {
	o.ReadOnly = true
	l, err := Open(ctx, path, o)
	if err != nil {
		return err
	}
	defer l.Close()
	problems, err := l.Check(ctx)
	if err != nil {
		return err
	}
	for _, p := range problems {
		if !p.Skipped && !p.Doubt {
			return &appraisal.Error{Code: appraisal.CodeInvalid, Text: p.Text}
		}
	}
	_, err = l.Dossiers(ctx, "")
	if err == nil {
		_, err = l.Documents(ctx)
	}
	if err == nil {
		_, err = l.printed(ctx, `1`)
	}
	if err == nil && foreign {
		err = l.checkForeign(ctx)
	}
	return err
}

// checkForeign refuses claims and facts that a window would refuse, and dates that are none. A date in other words, such as
// “Spring 2013”, is what a list of references may say.
func (l *Library) checkForeign(ctx context.Context) error {
	claims, err := l.Claims(ctx)
	if err != nil {
		return err
	}
	for _, c := range claims {
		if err := c.Validate(); err != nil {
			return appraisal.Invalidf("claim", "the claim “%s”: %s", shortened(c.Label), err)
		}
		if noDay(c.AsOf) {
			return errNoDay("claim", c.Label, c.AsOf)
		}
	}
	trials, err := l.Trials(ctx)
	if err != nil {
		return err
	}
	for _, t := range trials {
		for _, f := range allFacts(t) {
			if err := f.Validate(); err != nil {
				return appraisal.Invalidf("trial", "the trial “%s”: %s", shortened(t.Name), err)
			}
		}
	}
	documents, err := l.Documents(ctx)
	if err != nil {
		return err
	}
	for _, d := range documents {
		if noDay(d.Date) {
			return errNoDay("document", d.Title, d.Date)
		}
	}
	return nil
}

// numbered is what is meant as a date of the calendar.
var numbered = regexp.MustCompile(`^[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?$`)

func noDay(date string) bool { return numbered.MatchString(date) && !appraisal.ValidDate(date) }

func errNoDay(of, name, date string) error {
	return appraisal.Invalidf(of, "the %s “%s”: “%s” is no date of the calendar. Correct it in the file.", of, shortened(name), shortened(date))
}

// allFacts are the facts of a trial, its arms and its results.
func allFacts(t appraisal.Trial) []appraisal.Fact {
	all := slices.Collect(maps.Values(t.Facts))
	for _, a := range t.Arms {
		all = slices.AppendSeq(all, maps.Values(a.Facts))
	}
	for _, r := range t.Results {
		all = slices.AppendSeq(all, maps.Values(r.Facts))
	}
	return all
}

// loader writes rows into a new library: a visitor of another one, or what a file in JSON is read into.
type loader struct {
	q          querier
	statements map[string]*sql.Stmt
	columns    map[Entity][]field // of the tables of entities
	history    bool               // the rows bring their own
	within     bool               // and it has begun: no other rows may follow
	suspended  []string           // triggers

	of     Entity // the table that is being filled
	fields []field
	rows   int // of it
}

// begin opens the action that the rows belong to, unless they bring a history.
func (v *loader) begin(name string, o Options) error {
	if err := v.exec(`PRAGMA defer_foreign_keys = ON`); err != nil { // what is referred to may follow
		return err
	}
	if err := v.suspend(); err != nil || v.history {
		return err
	}
	result, err := v.q.tx.ExecContext(v.q.ctx, `INSERT INTO action (uid, kind, name, reviewer, at, state) VALUES (?, 'base', ?, '', ?, 'done')`,
		o.NewUID(), name, (&Library{options: o}).now())
	if err != nil {
		return err
	}
	action, err := result.LastInsertId()
	if err != nil {
		return err
	}
	return v.exec(`UPDATE current_action SET action_id = ?`, action)
}

// suspend takes away the triggers of the search index, which is made once at the end, and those of the change log, if
// the rows bring their own: with them it would take several times as long.
func (v *loader) suspend() error {
	var name, text string
	var names []string
	err := v.q.each(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND (sql LIKE '%INSERT INTO search %' OR ? AND sql LIKE '%INSERT INTO change %') ORDER BY name`,
		[]any{v.history}, []any{&name, &text}, func() { names, v.suspended = append(names, name), append(v.suspended, text) })
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := v.exec(`DROP TRIGGER ` + name); err != nil {
			return err
		}
	}
	return nil
}

func (v *loader) exec(query string, args ...any) error {
	_, err := v.q.tx.ExecContext(v.q.ctx, query, args...)
	return err
}

func (v *loader) table(of Entity, fields []field) error {
	v.of, v.fields, v.rows = of, fields, 0
	past := of == tableAction || of == tableChange
	switch {
	case past && !v.history:
		return appraisal.Invalidf("history", "“%s” is in the file, which says that it holds no history. Export the library again.", string(of))
	case !past && v.within:
		return appraisal.Invalidf("history", "“%s” stands in the file after the history, which must come last. Export the library again.", string(of))
	}
	v.within = past
	return nil
}

func (v *loader) row(values []any) error {
	v.rows++
	return v.put(values)
}

func (v *loader) put(values []any) error {
	switch v.of {
	case tableFile:
		return v.said(v.file(values))
	case tableAction:
		return v.said(v.run(`INSERT INTO action (uid, kind, name, reviewer, at, state, target)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT id FROM action WHERE uid = ?7))`, values))
	case tableChange:
		if err := v.change(values); err != nil {
			return err
		}
		return v.said(v.run(`INSERT INTO change (action_id, entity, uid, owner, op, before, after)
			VALUES ((SELECT id FROM action WHERE uid = ?1), ?2, ?3, ?4, ?5, ?6, ?7)`, values))
	}
	names, marks := make([]string, len(v.fields)), make([]string, len(v.fields))
	for i, f := range v.fields {
		names[i], marks[i] = f.name, "?"
	}
	return v.said(v.run(fmt.Sprintf(`INSERT INTO %s (%s) VALUES (%s)`, v.of, strings.Join(names, ", "), strings.Join(marks, ", ")), values))
}

func (v *loader) run(query string, values []any) error {
	s, known := v.statements[query]
	if !known {
		var err error
		if s, err = v.q.tx.PrepareContext(v.q.ctx, query); err != nil {
			return err
		}
		v.statements[query] = s // closed with the transaction
	}
	_, err := s.ExecContext(v.q.ctx, values...)
	return err
}

// file is not put as files are, since the same file twice is a mistake here.
func (v *loader) file(values []any) error {
	f := File{SHA256: values[0].(string), Data: values[1].([]byte), Pages: values[2].([]PageText)}
	if f.SHA256 != HashOf(f.Data) {
		return v.refuse("the bytes and their fingerprint do not belong together.")
	}
	err := v.run(`INSERT INTO file (sha256, size, bytes) VALUES (?, ?, ?)`, []any{f.SHA256, int64(len(f.Data)), notNull(f.Data)})
	if err != nil {
		return err
	}
	b := Batch{run: func(s statement) error { return v.run(s.query, s.args) }}
	b.putPages(f, "")
	return b.err
}

// change refuses a row of a history that could not be undone: its states must have the columns of its table.
func (v *loader) change(values []any) error {
	of, _ := values[1].(string)
	if _, known := tables[Entity(of)]; !known {
		return v.refuse("“%s” is no kind of thing that a history speaks of.", of)
	}
	columns, known := v.columns[Entity(of)]
	if !known {
		var err error
		if columns, err = fieldsOf(v.q, Entity(of)); err != nil {
			return err
		}
		v.columns[Entity(of)] = columns
	}
	for _, state := range values[5:] {
		text, given := state.(string)
		if !given {
			continue
		}
		if err := v.state(text, columns); err != nil {
			return err
		}
	}
	return nil
}

func (v *loader) state(text string, columns []field) error {
	row, err := decodeRow(text)
	if err != nil {
		return v.refuse("“%s” is no row of the library.", shortened(text))
	}
	for _, f := range columns {
		if _, ok := row[f.name]; !ok {
			return v.refuse("the field “%s” is missing.", f.name)
		}
		delete(row, f.name)
	}
	for name := range row {
		return v.refuse("the field “%s” is not known.", shortened(name))
	}
	return nil
}

// refuse says what is wrong in the row that is being read.
func (v *loader) refuse(format string, args ...any) error {
	return v.entry(fmt.Sprintf(format, args...))
}

func (v *loader) entry(why string) error {
	return appraisal.Invalidf(string(v.of), "“%s”, entry %d: %s", string(v.of), v.rows, why)
}

// said turns the refusal of a row by the database into a sentence.
func (v *loader) said(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return v.entry("there is another with the same uid, or in the same place.")
	case sqlite3.SQLITE_CONSTRAINT_NOTNULL: // of an action that is not there
		return v.entry("it belongs to something that is not in the file.")
	}
	if code, why := explain(err); code == appraisal.CodeInvalid || code == appraisal.CodeConflict {
		return v.entry(why)
	}
	return err
}

// finish closes the action and refuses references that lead nowhere.
func (v *loader) finish() error {
	for _, query := range append([]string{
		`UPDATE current_action SET action_id = NULL`,
		`DELETE FROM action WHERE kind = 'base' AND NOT EXISTS (SELECT 1 FROM change)`, // an empty library has no history
	}, v.suspended...) {
		if err := v.exec(query); err != nil {
			return err
		}
	}
	var (
		table, parent, uid string
		row                sql.NullInt64
		number             int
		found              bool
	)
	err := v.q.each(`SELECT "table", rowid, parent, fkid FROM pragma_foreign_key_check ORDER BY 1, 2, 4 LIMIT 1`, nil, []any{&table, &row, &parent, &number}, func() { found = true })
	if err != nil || !found {
		return err
	}
	if err := v.q.each(`SELECT uid FROM `+table+` WHERE id = ?`, []any{row}, []any{&uid}, func() {}); err != nil {
		return err
	}
	return appraisal.Invalidf(table, "“%s” “%s” refers to a “%s” that is not in the file.", table, uid, parent)
}
