package db

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"claimgrade/appraisal"
)

// A writer is killed over and over at points of no choosing. Whatever it had said to be saved must be there, whole,
// and the library sound.
func TestNothingSavedIsLostWhenTheProgramIsKilled(t *testing.T) {
	ctx := context.Background()
	l := newLibrary(t)
	path := l.Path()
	must(t, l.Close())
	acknowledged := map[string]bool{}
	for round := range 20 {
		writer := start(t, "write", path)
		for range 1 + rand.N(12) {
			uid := writer.line()
			if uid == "" || strings.HasPrefix(uid, "failed") {
				t.Fatalf("round %d: the writer ended with %q", round, uid)
			}
			acknowledged[uid] = true
		}
		for range rand.N(200_000) { // let it run into its next writes, for a while of no fixed length
			_ = fmt.Sprint()
		}
		must(t, writer.cmd.Process.Kill())
		for uid := writer.line(); uid != ""; uid = writer.line() { // said before it died
			acknowledged[uid] = true
		}
		_ = writer.cmd.Wait()

		l, err := Open(ctx, path, testOptions())
		must(t, err)
		claims, err := l.Claims(ctx)
		must(t, err)
		trials, err := l.TrialRows(ctx)
		must(t, err)
		stored := map[string]bool{}
		for _, c := range claims {
			stored[c.UID] = true
		}
		for uid := range acknowledged {
			if !stored[uid] {
				t.Fatalf("round %d: the claim %s was said to be saved and is gone", round, uid)
			}
		}
		if len(trials) != 20*len(claims) {
			t.Fatalf("round %d: %d claims and %d trials: an action was saved in part", round, len(claims), len(trials))
		}
		wantSound(t, l)
		if name, err := l.CanUndo(ctx); name != "Add" || err != nil {
			t.Fatalf("round %d: undo offers %q, %v", round, name, err)
		}
		must(t, l.Close())
	}
}

func TestAFullDiskLosesTheStepAndNothingElse(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	before := snapshot(t, l)
	var pages int
	must(t, l.writer.QueryRow(`PRAGMA page_count`).Scan(&pages))
	_, err := l.writer.Exec(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+2)) // the writer has one connection
	must(t, err)
	big := func(b *Batch) error {
		for range 200 {
			b.PutTrial(appraisal.Trial{Name: "T", Notes: strings.Repeat("long ", 200)})
		}
		return nil
	}
	wantCode(t, l.Do(ctx, Action{Name: "Add trials"}, big), appraisal.CodeFull)
	if snapshot(t, l) != before {
		t.Error("a part of the step was saved")
	}
	wantSound(t, l)
	_, err = l.writer.Exec(`PRAGMA max_page_count = 1000000`)
	must(t, err)
	must(t, l.Do(ctx, Action{Name: "Add trials"}, big))
}

func TestAWriteWaitsForAnotherProgramAndThenSaysSo(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	other, err := sql.Open("sqlite", address(l.Path())+"?_txlock=immediate")
	must(t, err)
	defer other.Close()
	tx, err := other.Begin()
	must(t, err)
	edit := func(b *Batch) error { b.DeleteClaim("c3"); return nil }
	wantCode(t, l.Do(ctx, Action{Name: "Delete"}, edit), appraisal.CodeLocked)
	wantCode(t, l.SetSetting(ctx, "a", "b"), appraisal.CodeLocked)
	if claims, err := l.Claims(ctx); err != nil || len(claims) != 3 {
		t.Errorf("reading beside a writer: %d claims, %v", len(claims), err)
	}
	must(t, tx.Rollback())
	must(t, l.Do(ctx, Action{Name: "Delete"}, edit))
}

func TestDamageDoneWhileTheLibraryIsOpenIsNamed(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	l = reopen(t, l)
	pages := sizeOf(t, l.Path()) / 4096
	for page := int64(2); page < pages; page++ { // after the schema's first page
		patch(t, l.Path(), page*4096, []byte(strings.Repeat("damage! ", 512)))
	}
	_, err := l.Trials(ctx)
	wantCode(t, err, appraisal.CodeCorrupt)
	problems, err := l.Check(ctx)
	must(t, err)
	if len(problems) == 0 || problems[0].Area != "file" || !strings.Contains(problems[0].Text, "backup") {
		t.Errorf("check found %+v", problems)
	}
}
