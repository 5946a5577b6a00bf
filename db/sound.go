package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/migrations"
)

// vacuumInto writes a copy of what a connection reads into a new file and refuses it unless it is sound and has as many
// rows. Only the owner may read it.
func vacuumInto(ctx context.Context, conn *sql.Conn, path string, o Options) error {
	for attempt := 1; ; attempt++ {
		before, err := censusOf(ctx, conn)
		if err != nil {
			return err
		}
		f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600) // SQLite refuses a file that holds something
		if err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
		if _, err := conn.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
			return err
		}
		written, err := soundCopy(ctx, path, o)
		if err != nil {
			return err
		}
		after, err := censusOf(ctx, conn)
		switch {
		case err != nil:
			return err
		case written == before || written == after:
			return nil
		case before == after || attempt == 3: // not because somebody went on working meanwhile
			return &appraisal.Error{Code: appraisal.CodeDisk, Text: "what was written does not hold as many rows as the library. Try again, or choose another disk."}
		}
		if err := os.Remove(path); err != nil {
			return err
		}
	}
}

// soundCopy reads the whole of a file that nobody writes, and returns how many rows it has, or what is wrong with it.
func soundCopy(ctx context.Context, path string, o Options) (census string, err error) {
	err = inCopy(ctx, path, o, func(conn *sql.Conn) error {
		for _, check := range []string{`PRAGMA integrity_check(1)`, `SELECT "table" || ' refers to ' || parent FROM pragma_foreign_key_check LIMIT 1`} {
			var verdict string
			err := conn.QueryRowContext(ctx, check).Scan(&verdict)
			switch {
			case err == nil && verdict == "ok", errors.Is(err, sql.ErrNoRows):
			case err == nil:
				return errDamaged(path, errors.New(verdict))
			default:
				return err
			}
		}
		census, err = censusOf(ctx, conn)
		return err
	})
	if code, _ := explain(err); code == appraisal.CodeCorrupt || code == appraisal.CodeForeign { // it is no database any more
		err = errDamaged(path, err)
	}
	return census, err
}

// inCopy lends a connection that reads a library without leaving a trace beside it. Where somebody has it open or did not
// close it, its -wal file is part of it. The library may come from anyone, so what it defines is looked at first.
func inCopy(ctx context.Context, path string, o Options, do func(conn *sql.Conn) error) error {
	steps, err := loadSteps(migrations.Files)
	if err != nil {
		return err
	}
	db, err := connect(path, o, asCopy(path))
	if err != nil {
		return err
	}
	defer db.Close()
	var id int
	if err := db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id); err != nil {
		return err
	}
	if id != applicationID {
		return errForeign(path, "It belongs to another program")
	}
	if _, err := checkDefinitions(ctx, db, path, steps); err != nil {
		return err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return do(conn)
}

// asCopy is how SQLite is told to read a file of which nothing may change.
func asCopy(path string) string {
	if exists(path + "-wal") {
		return "mode=ro"
	}
	return "mode=ro&immutable=1"
}

// censusOf is how many rows each table has, in one text. Where the window was left (setting) is no content.
func censusOf(ctx context.Context, conn *sql.Conn) (string, error) {
	var names []string
	rows, err := conn.QueryContext(ctx, `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'search\_%' ESCAPE '\' AND name <> 'setting' ORDER BY name`)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return "", err
		}
		names = append(names, fmt.Sprintf(`'%[1]s ' || (SELECT count(*) FROM "%[1]s")`, strings.NewReplacer(`"`, `""`, `'`, `''`).Replace(name)))
	}
	if err := rows.Err(); err != nil || len(names) == 0 {
		return "", err
	}
	var census string
	err = conn.QueryRowContext(ctx, `SELECT `+strings.Join(names, ` || ', ' || `)).Scan(&census)
	return census, err
}

// stateOf tells two states of a library apart: by how many rows there are and by the end of its history. Typing goes on
// within the last action, so its changes count by what they say.
func stateOf(ctx context.Context, conn *sql.Conn) (string, error) {
	census, err := censusOf(ctx, conn)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	fmt.Fprintln(sum, census)
	rows, err := conn.QueryContext(ctx, `
		SELECT a.uid, c.seq, c.op, coalesce(c.after, '')
		FROM action a
		LEFT JOIN change c ON c.action_id = a.id
		WHERE a.id = (SELECT max(id) FROM action)
		ORDER BY c.seq DESC
		LIMIT 1000`)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	for rows.Next() {
		var uid, after string
		var seq, op sql.NullString
		if err := rows.Scan(&uid, &seq, &op, &after); err != nil {
			return "", err
		}
		fmt.Fprintln(sum, uid, seq, op, after)
	}
	return hex.EncodeToString(sum.Sum(nil)), rows.Err()
}
