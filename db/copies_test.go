package db

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"claimgrade/appraisal"
)

func TestACopyIsKeptCheckedAndRestored(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	folder := filepath.Join(t.TempDir(), "copies")
	first, err := l.KeepCopy(ctx, folder, CopyDaily)
	must(t, err)
	if first.Counts != (CopyCounts{Claims: 2, Trials: 2, Appraisals: 1}) || first.Kind != CopyDaily || first.Problem != "" {
		t.Errorf("kept %+v", first)
	}
	if info, err := os.Stat(first.Path); err != nil || info.Mode().Perm() != 0o600 || info.Size() != first.Size {
		t.Errorf("the copy is %v, %v", info, err)
	}
	before := dumpOf(t, l)
	again, err := l.KeepCopy(ctx, folder, CopyDaily)
	must(t, err)
	if again != first {
		t.Errorf("a library that has not changed was copied again: %+v", again)
	}
	do(t, l, "Delete a claim", func(b *Batch) { b.DeleteClaim("c3") })
	second, err := l.KeepCopy(ctx, folder, CopyDaily)
	must(t, err)
	all, err := Copies(ctx, folder, l.Path())
	must(t, err)
	if len(all) != 1 || all[0] != second || second.Counts.Claims != 1 {
		t.Errorf("of one day the copies are %+v, want the last", all)
	}
	do(t, l, "Delete a trial", func(b *Batch) { b.DeleteTrial("t2") })
	c, err := Compare(ctx, l.Path(), second.Path)
	must(t, err)
	t.Logf("%+v", c)
	_, err = RestoreCopy(ctx, l.Path(), second.Path, folder, testOptions())
	wantCode(t, err, appraisal.CodeLocked)
	now := dumpOf(t, l)
	must(t, l.Close())
	kept, err := RestoreCopy(ctx, l.Path(), second.Path, folder, testOptions())
	must(t, err)
	restored, err := Open(ctx, l.Path(), testOptions())
	must(t, err)
	if dumpOf(t, restored) == now || dumpOf(t, restored) == before {
		t.Error("the restored library is not the copy")
	}
	wantSound(t, restored)
	must(t, restored.Close())
	_, err = RestoreCopy(ctx, l.Path(), kept.Path, folder, testOptions())
	must(t, err)
	back, err := Open(ctx, l.Path(), testOptions())
	must(t, err)
	defer back.Close()
	if dumpOf(t, back) != now {
		t.Error("the state before the restore was not kept")
	}
}
