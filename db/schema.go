package db

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"claimgrade/appraisal"
)

// A library may come from anyone, and SQLite runs what a file defines: triggers at every write, views and generated columns
// at every read, expressions of indexes and CHECKs in between. So before anything of a library is used, all that it defines
// must be, word for word, what the migrations of its version make. Whatever else it defines is refused, not passed over: we
// cannot know what it was meant to do, and a file that another tool has added to may no longer keep what our triggers keep.

// definition is something that a database defines: a table, an index, a view or a trigger; what it is defined on, and how.
type definition struct{ kind, name, table, sql string }

func (d definition) compare(other definition) int {
	return cmp.Or(strings.Compare(d.kind, other.kind), strings.Compare(d.name, other.name),
		strings.Compare(d.table, other.table), strings.Compare(d.sql, other.sql))
}

// statistics are tables in which SQLite's ANALYZE keeps numbers. They hold no code, and any tool may have made them.
var statistics = []definition{
	{"table", "sqlite_stat1", "sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"},
	{"table", "sqlite_stat4", "sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"},
}

// digests are of what the released versions define, from version 0 on: a file that has the right one needs no closer
// look. A version that is not here yet is compared with what its migrations make, which takes longer.
var digests = []string{
	"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	"33c94792e41e2c224946e9cbec08bff0db5b8bbc2e790b33ff83626007195eaa",
	"55e77230c2cde96a541d6102ac053f9968b975f47f87c796c981e613cd46d7e8",
	"af4792b17f7980bf4e52d281b25b5efaf94797a77850344507e2afa746a597bc",
	"8289293140857b3b5349312b8e54b80fb0b5264fbfdafa34e8b3452ce6437d3e",
}

// checkDefinitions refuses a file that defines anything else than a library of its version does, and returns that version.
// It asks nothing by a name that a file could give to something else: pragma_user_version may be a view, say.
func checkDefinitions(ctx context.Context, db *sql.DB, path string, steps []step) (version int, err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `BEGIN`); err != nil { // version and definitions belong together
		return 0, err
	}
	defer func() { _, _ = conn.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`) }() // a read has nothing to commit
	if err := conn.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return 0, err
	}
	switch {
	case version > len(steps):
		return version, errNewer(version, len(steps))
	case version < 0:
		return version, errDefines(path, "its version is below zero")
	}
	found, err := definitionsOf(ctx, conn)
	if err != nil {
		return version, err
	}
	if version < len(digests) && digest(found) == digests[version] {
		return version, nil
	}
	want, err := defined(steps, version)
	if err != nil {
		return version, err
	}
	if why := difference(want, found); why != "" {
		return version, errDefines(path, why)
	}
	return version, nil
}

// definitionsOf reads what a file defines, sorted.
func definitionsOf(ctx context.Context, conn *sql.Conn) ([]definition, error) {
	rows, err := conn.QueryContext(ctx, `SELECT coalesce(type, ''), coalesce(name, ''), coalesce(tbl_name, ''), coalesce(sql, '') FROM main.sqlite_master`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []definition
	for rows.Next() {
		var d definition
		if err := rows.Scan(&d.kind, &d.name, &d.table, &d.sql); err != nil {
			return nil, err
		}
		if !slices.Contains(statistics, d) {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, definition.compare)
	return all, rows.Err()
}

func digest(all []definition) string {
	sum := sha256.New()
	for _, d := range all {
		fmt.Fprintf(sum, "%d %d %d %d\n%s%s%s%s\n", len(d.kind), len(d.name), len(d.table), len(d.sql), d.kind, d.name, d.table, d.sql)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// difference names the first thing that is not as it must be; empty if there is none.
func difference(want, found []definition) string {
	is := func(d definition) func(definition) bool {
		return func(x definition) bool { return x.kind == d.kind && x.name == d.name }
	}
	for i, d := range found {
		at := slices.IndexFunc(want, is(d))
		switch {
		case at < 0, i > 0 && is(d)(found[i-1]):
			return fmt.Sprintf("it has the %s “%s”, which does not belong there", kindOf(d), shortened(d.name))
		case want[at] != d:
			return fmt.Sprintf("its %s “%s” is not as ClaimGrade makes it", kindOf(d), shortened(d.name))
		}
	}
	for _, d := range want {
		if !slices.ContainsFunc(found, is(d)) {
			return fmt.Sprintf("its %s “%s” is missing", kindOf(d), d.name)
		}
	}
	return ""
}

// defined is what a library of a version defines: its migrations are run, in memory.
func defined(steps []step, version int) ([]definition, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // each connection would have a memory of its own
	ctx := context.Background()
	if err := migrate(ctx, db, steps[:version], 0); err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	return definitionsOf(ctx, conn)
}

// kindOf is the word for the kind of an object; the file may say anything.
func kindOf(d definition) string {
	switch d.kind {
	case "table", "index", "view", "trigger":
		return d.kind
	}
	return "entry"
}

// errDefinitions marks the refusal of a file for what it defines.
var errDefinitions = errors.New("the definitions are not those of a library")

func errDefines(path, why string) error {
	return &appraisal.Error{Code: appraisal.CodeForeign, Err: errDefinitions, Text: fmt.Sprintf(
		"“%s” was not opened, because it may do things that a library must not do: %s. Another program has changed it. Nothing in it was run or changed. Open a backup of it, or ask whoever gave it to you for an export as JSON.",
		filepath.Base(path), why)}
}
