package db

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"claimgrade/appraisal"
)

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
