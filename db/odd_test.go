package db

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"claimgrade/appraisal"
)

var odds = flag.Int("odds", 4, "how many libraries with odd values are read; three thousand are all, in some minutes")

// readEverything calls all that reads a library. It may refuse, but not panic, and not hang.
func readEverything(ctx context.Context, l *Library) (errs []error) {
	keep := func(err error) {
		if err != nil {
			errs = append(errs, err)
		}
	}
	documents, err := l.Documents(ctx)
	keep(err)
	for _, d := range documents {
		_, err := l.Places(ctx, d.UID)
		keep(err)
		_, err = l.Pages(ctx, d.File)
		keep(err)
	}
	claims, err := l.Claims(ctx)
	keep(err)
	for _, c := range claims {
		_, err := l.Dossier(ctx, c.UID, "r1")
		keep(err)
		_, err = l.Changes(ctx, EntityClaim, c.UID)
		keep(err)
		_, err = l.Printed(ctx, c.UID)
		keep(err)
		_, err = l.ToJudge(ctx, c.UID, "r1")
		keep(err)
	}
	for _, read := range []func() error{
		func() error { _, err := l.Trials(ctx); return err },
		func() error { _, err := l.TrialRows(ctx); return err },
		func() error { _, err := l.Trial(ctx, "t1"); return err },
		func() error { _, err := l.TrialIdentities(ctx); return err },
		func() error { _, err := l.ClaimRows(ctx, "r1"); return err },
		func() error { _, err := l.Dossiers(ctx, "r1"); return err },
		func() error { _, err := l.DossiersOf(ctx, "t1", "r1"); return err },
		func() error { _, err := l.Reviewers(ctx); return err },
		func() error { _, err := l.CurrentReviewer(ctx); return err },
		func() error { _, err := l.Reports(ctx); return err },
		func() error { _, err := l.Briefs(ctx); return err },
		func() error { _, err := l.Thresholds(ctx); return err },
		func() error { _, err := l.StrengthWords(ctx); return err },
		func() error { _, err := l.Bin(ctx); return err },
		func() error { _, _, err := l.Steps(ctx, StepQuery{}); return err },
		func() error { _, err := l.PrivateNotes(ctx, nil); return err },
		func() error { _, err := l.Search(ctx, "ketamine", 10); return err },
		func() error { _, err := l.CanUndo(ctx); return err },
		func() error { _, err := l.Check(ctx); return err },
		func() error { return l.WriteJSON(ctx, io.Discard, true) },
		func() error { return l.WriteJSON(ctx, io.Discard, false) },
		func() error { return l.Dump(ctx, io.Discard) },
	} {
		keep(read())
	}
	return errs
}

// oddities are values that no ClaimGrade has written.
var oddities = []string{
	`''`, `'nowhere'`, `'a' || char(31) || 'b'`, `CAST(x'ff00fe' AS TEXT)`, `'[1,{'`, `'{}'`, `'{"uid":7}'`, `'-1e999'`, `'2026-99-99'`,
	`-9223372036854775808`, `9e999`, `x'00'`, `NULL`,
}

// spoil puts a value that does not belong there into every row of a column, where the column takes its type at all.
func spoil(conn *sql.Conn, table, column, value string) error {
	_, err := conn.ExecContext(context.Background(), fmt.Sprintf(`UPDATE OR REPLACE "%s" SET "%s" = %s`, table, column, value))
	return err
}

// Whatever stands in the rows of a library from a stranger, reading it ends with what is there or with an error.
func TestALibraryWithOddValuesIsReadOrRefused(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	do(t, l, "Print", func(b *Batch) { b.PutPrinted(printed("c1")) })
	var spots [][3]string
	err := l.read(ctx, func(q querier) error {
		var table, column string
		return q.each(`SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
			WHERE m.type = 'table' AND m.name NOT LIKE 'search%' AND m.name NOT LIKE 'sqlite%' AND c.name <> 'id' ORDER BY 1, 2`,
			nil, []any{&table, &column}, func() {
				for _, value := range oddities {
					spots = append(spots, [3]string{table, column, value})
				}
			})
	})
	must(t, err)
	sound := filepath.Join(t.TempDir(), "sound.sqlite")
	must(t, l.Backup(ctx, sound))
	some := *odds
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(spots), func(i, j int) { spots[i], spots[j] = spots[j], spots[i] })
	folder := t.TempDir()
	if some < len(spots) { // those that once ended the program come first
		spots = append([][3]string{{"fact", "value", oddities[2]}, {"fact", "trial_uid", oddities[1]}, {"arm", "trial_uid", oddities[1]}, {"printed", "claim_uids", oddities[0]}}, spots...)
		some += 4
	}
	for i, s := range spots {
		if some == 0 {
			break
		}
		path := filepath.Join(folder, fmt.Sprintf("%d.sqlite", i))
		if !odd(t, sound, path, s) {
			continue
		}
		some--
		l, err := Open(ctx, path, testOptions())
		if err != nil {
			t.Errorf("%v: %v", s, err)
			continue
		}
		func() {
			defer func() {
				if r := recover(); r != nil {
					t.Errorf("%v: panic: %v", s, r)
				}
			}()
			for _, err := range readEverything(ctx, l) {
				if appraisal.CodeOf(err) == "" {
					t.Errorf("%v: no sentence: %v", s, err)
				}
			}
		}()
		_ = l.Close()
		_ = os.Remove(path)
	}
}

// odd makes a library in which a column holds an odd value, with all triggers and definitions as they must be.
func odd(t *testing.T, sound, path string, s [3]string) bool {
	t.Helper()
	copyFile(t, sound, path)
	db, err := sql.Open("sqlite", address(path)+"?_pragma=ignore_check_constraints(1)&_pragma=synchronous(0)&_pragma=journal_mode(OFF)")
	must(t, err)
	defer db.Close()
	conn, err := db.Conn(context.Background())
	must(t, err)
	defer conn.Close()
	var triggers []string
	rows, err := conn.QueryContext(context.Background(), `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
	must(t, err)
	for rows.Next() {
		var name, text string
		must(t, rows.Scan(&name, &text))
		triggers = append(triggers, name, text)
	}
	must(t, rows.Err())
	exec := func(query string) {
		_, err := conn.ExecContext(context.Background(), query)
		must(t, err)
	}
	for i := 0; i < len(triggers); i += 2 {
		exec(`DROP TRIGGER ` + triggers[i])
	}
	if err := spoil(conn, s[0], s[1], s[2]); err != nil {
		return false
	}
	for i := 1; i < len(triggers); i += 2 {
		exec(triggers[i])
	}
	return true
}
