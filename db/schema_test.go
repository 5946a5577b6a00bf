package db

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db/migrations"
)

func TestTheDigestsAreOfWhatTheMigrationsMake(t *testing.T) {
	steps, err := loadSteps(migrations.Files)
	must(t, err)
	for version := range len(steps) + 1 {
		all, err := defined(steps, version)
		must(t, err)
		if got := digest(all); version >= len(digests) || digests[version] != got {
			t.Errorf("version %d has the digest %q: set it in schema.go", version, got)
		}
	}
}

// planted changes a closed library as a stranger would, with all that SQLite allows.
func planted(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", address(path))
	must(t, err)
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, s := range append([]string{`PRAGMA foreign_keys = 0`, `PRAGMA synchronous = OFF`}, statements...) {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

const unending = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) AS %s FROM n`

// A library may come from anyone. One that defines anything of its own is refused by name before anything in it runs: for
// writing and for reading only, small enough to be checked at once or not, and it stays as it was, byte for byte.
func TestALibraryThatDefinesAnythingElseIsRefused(t *testing.T) {
	marker := `INSERT INTO setting (key, value) VALUES ('ran', 'yes') ON CONFLICT DO NOTHING;`
	rewrite := func(change string) []string {
		return []string{`PRAGMA writable_schema = 1`, change, `PRAGMA schema_version = 9999`}
	}
	sound := closedSmall(t)
	for name, c := range map[string]struct {
		do   []string
		says string
	}{
		"a trigger":                     {[]string{`CREATE TRIGGER t AFTER INSERT ON setting BEGIN ` + marker + ` END`}, "trigger “t”"},
		"a trigger on deletion":         {[]string{`CREATE TRIGGER t AFTER DELETE ON claim BEGIN ` + marker + ` END`}, "trigger “t”"},
		"a view":                        {[]string{`CREATE VIEW extra AS ` + strings.ReplaceAll(unending, "%s", "i")}, "view “extra”"},
		"a view for a table":            {[]string{`DROP TABLE setting`, `CREATE VIEW setting AS SELECT 'a' AS key, 'b' AS value`}, "view “setting”"},
		"a view for SQLite's version":   {[]string{`CREATE VIEW pragma_user_version AS ` + strings.ReplaceAll(unending, "%s", "user_version")}, "view “pragma_user_version”"},
		"a view for SQLite's mark":      {[]string{`CREATE VIEW pragma_application_id AS ` + strings.ReplaceAll(unending, "%s", "application_id")}, "view “pragma_application_id”"},
		"a column with an expression":   {[]string{`ALTER TABLE trial ADD COLUMN more TEXT CHECK (hex(zeroblob(9)) <> more)`}, "table “trial”"},
		"a generated column":            {[]string{`ALTER TABLE claim ADD COLUMN more TEXT AS (hex(zeroblob(1000)))`}, "table “claim”"},
		"an index on an expression":     {[]string{`CREATE INDEX i ON claim (hex(text))`}, "index “i”"},
		"a virtual table":               {[]string{`CREATE VIRTUAL TABLE v USING fts5 (a)`}, "v"},
		"a table":                       {[]string{`CREATE TABLE more (a)`}, "table “more”"},
		"a dropped trigger":             {[]string{`DROP TRIGGER claim_update`}, "trigger “claim_update” is missing"},
		"a changed trigger":             {[]string{`DROP TRIGGER claim_update`, `CREATE TRIGGER claim_update AFTER UPDATE ON claim BEGIN ` + marker + ` END`}, "trigger “claim_update”"},
		"statistics that are a view":    {rewrite(`INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('view', 'sqlite_stat1', 'sqlite_stat1', 0, 'CREATE VIEW sqlite_stat1 AS SELECT 1')`), "sqlite_stat1"},
		"a trigger written by hand":     {rewrite(`INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('trigger', 't', 'claim', 0, 'CREATE TRIGGER t AFTER UPDATE ON claim BEGIN ` + strings.ReplaceAll(marker, "'", "''") + ` END')`), "trigger “t”"},
		"a weaker check":                {rewrite(`UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (length(sha256) = 64)', '') WHERE name = 'file'`), "table “file”"},
		"an older version than its own": {[]string{`PRAGMA user_version = 3`}, ""},
		"no version":                    {[]string{`PRAGMA user_version = 0`}, "does not belong there"},
		"a version below zero":          {[]string{`PRAGMA user_version = -1`}, "below zero"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "sent.sqlite")
			copyFile(t, sound, path)
			planted(t, path, c.do...)
			before := traceOf(t, path)
			for _, readOnly := range []bool{true, false} {
				o := testOptions()
				o.ReadOnly = readOnly
				l, err := Open(context.Background(), path, o)
				if err == nil {
					l.Close()
				}
				wantCode(t, err, appraisal.CodeForeign)
				if !strings.Contains(err.Error(), c.says) {
					t.Errorf("%q does not speak of %s", err, c.says)
				}
			}
			if after := traceOf(t, path); after != before {
				t.Errorf("found:\n%s\nleft:\n%s", before, after)
			}
		})
	}
}

// What is only in the -wal file that comes along with a library counts, too, and a copy of a part of it does not.
func TestDefinitionsInTheLogBesideTheLibraryAreRefused(t *testing.T) {
	path := closedSmall(t)
	db, err := sql.Open("sqlite", address(path)+"?_pragma=journal_mode(WAL)")
	must(t, err)
	db.SetMaxOpenConns(1)
	for _, s := range []string{`PRAGMA wal_autocheckpoint = 0`, `CREATE TRIGGER hidden AFTER INSERT ON setting BEGIN DELETE FROM claim; END`} {
		_, err := db.Exec(s)
		must(t, err)
	}
	sent := filepath.Join(t.TempDir(), "sent.sqlite") // while it is open, its log still holds what was added
	copyFile(t, path, sent)
	copyFile(t, path+"-wal", sent+"-wal")
	must(t, db.Close())
	for _, readOnly := range []bool{true, false} {
		o := testOptions()
		o.ReadOnly = readOnly
		l, err := Open(context.Background(), sent, o)
		if err == nil {
			l.Close()
		}
		wantCode(t, err, appraisal.CodeForeign)
		if !strings.Contains(err.Error(), "hidden") {
			t.Errorf("%q does not name the trigger", err)
		}
	}
}

// An older library is compared with what its own version defines, before it is brought up to date.
func TestAnOlderLibraryThatDefinesAnythingElseIsRefused(t *testing.T) {
	for version := 1; version < len(digests)-1; version++ {
		old, _ := fixture(version)
		path := filepath.Join(t.TempDir(), "old.sqlite")
		copyFile(t, old, path)
		planted(t, path, `CREATE TRIGGER t AFTER UPDATE ON change BEGIN DELETE FROM claim; END`)
		l, err := Open(context.Background(), path, testOptions())
		if err == nil {
			l.Close()
		}
		wantCode(t, err, appraisal.CodeForeign)
		entries, err := os.ReadDir(filepath.Dir(path))
		must(t, err)
		if len(entries) != 1 {
			t.Errorf("version %d: a copy was made: %v", version, entries)
		}
	}
}

// Tools gather statistics of any database; they change nothing that a library does.
func TestALibraryWithStatisticsOpens(t *testing.T) {
	path := closedSmall(t)
	planted(t, path, `ANALYZE`)
	l, err := Open(context.Background(), path, testOptions())
	must(t, err)
	must(t, l.Close())
}

func BenchmarkDefinitions(b *testing.B) {
	path := closedSmall(b)
	steps, err := loadSteps(migrations.Files)
	must(b, err)
	db, err := connect(path, testOptions().withDefaults(), "mode=ro&immutable=1")
	must(b, err)
	defer db.Close()
	for b.Loop() {
		_, err := checkDefinitions(context.Background(), db, path, steps)
		must(b, err)
	}
}
