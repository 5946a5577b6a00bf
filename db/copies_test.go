package db

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"claimgrade/appraisal"

	"pgregory.net/rapid"
)

// countOf is how many of a kind differ in each direction.
func countOf(c Comparison, of Entity) [3]int {
	for _, k := range c.Kinds {
		if k.Entity == of {
			return [3]int{k.Goes.Count, k.Returns.Count, k.Changes.Count}
		}
	}
	return [3]int{}
}

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
	again, err := l.KeepCopy(ctx, folder, CopyDaily)
	must(t, err)
	if again != first {
		t.Errorf("a library that has not changed was copied again: %+v", again)
	}
	for range 2 { // typing goes on within one action
		must(t, l.Do(ctx, Action{Name: "Type", Group: "name"}, func(b *Batch) error {
			b.PutTrial(appraisal.Trial{UID: "t2", Name: fmt.Sprint("Jelovac ", len(first.Path))})
			return nil
		}))
	}
	typed, err := l.KeepCopy(ctx, folder, CopyImport)
	must(t, err)
	must(t, l.Do(ctx, Action{Name: "Type", Group: "name"}, func(b *Batch) error {
		b.PutTrial(appraisal.Trial{UID: "t2", Name: "Jelovac, typed on"})
		return nil
	}))
	if again, err = l.KeepCopy(ctx, folder, CopyImport); err != nil || again.Path == typed.Path {
		t.Errorf("what was typed on is not copied: %+v, %v", again, err)
	}
	do(t, l, "Delete a claim", func(b *Batch) { b.DeleteClaim("c3") })
	do(t, l, "Add a trial", func(b *Batch) { b.PutTrial(appraisal.Trial{UID: "t3", Name: "New 2026"}) })
	c, err := Compare(ctx, l.Path(), typed.Path)
	must(t, err)
	if got := countOf(c, EntityTrial); got != [3]int{1, 0, 1} {
		t.Errorf("of the trials %v go, return and change", got)
	}
	if got := countOf(c, EntityClaim); got != [3]int{0, 1, 0} || c.Library.Name != "Add a trial" || c.Copy.Name != "Type" {
		t.Errorf("of the claims %v; %+v %+v", got, c.Library, c.Copy)
	}
	for _, k := range c.Kinds {
		if k.Entity == EntityTrial && (!slices.Equal(k.Goes.Names, []string{"New 2026"}) || !slices.Equal(k.Changes.Names, []string{"Jelovac, typed on"})) {
			t.Errorf("named %+v", k)
		}
	}
	now := dumpOf(t, l)
	_, err = RestoreCopy(ctx, l.Path(), first.Path, folder, testOptions())
	wantCode(t, err, appraisal.CodeLocked)
	must(t, l.Close())
	kept, err := RestoreCopy(ctx, l.Path(), first.Path, folder, testOptions())
	must(t, err)
	if names := namesIn(t, filepath.Dir(l.Path())); !slices.Equal(names, []string{"library.sqlite"}) {
		t.Errorf("beside the library there is %v", names)
	}
	restored, err := Open(ctx, l.Path(), testOptions())
	must(t, err)
	if claims, err := restored.Claims(ctx); err != nil || len(claims) != 3 {
		t.Errorf("restored: %d claims, %v", len(claims), err)
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

func namesIn(t testing.TB, folder string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestCopiesAreFoundAgainWhereverTheLibraryIsAndWhoeverElseHasSome(t *testing.T) {
	ctx := context.Background()
	l, other := smallLibrary(t), smallLibrary(t)
	other.options.NewUID = newUID // ids count up in tests: it would get the same
	folder := t.TempDir()
	kept, err := l.KeepCopy(ctx, folder, CopyMerge)
	must(t, err)
	foreign, err := other.KeepCopy(ctx, folder, CopyMerge)
	must(t, err)
	must(t, os.WriteFile(filepath.Join(folder, "notes (daily).txt"), []byte("mine"), 0o600))
	must(t, l.Close())
	moved := filepath.Join(t.TempDir(), "renamed.sqlite")
	must(t, os.Rename(l.Path(), moved))
	all, err := Copies(ctx, folder, moved)
	must(t, err)
	if len(all) != 1 || all[0] != kept || foreign.Path == kept.Path {
		t.Errorf("the moved library has %+v", all)
	}
	must(t, os.Truncate(moved, 500)) // its id is lost
	must(t, os.Rename(moved, l.Path()))
	good, found, err := NewestGood(ctx, folder, l.Path())
	must(t, err)
	if !found || good != kept {
		t.Errorf("the damaged library has %+v, %v", good, found)
	}
	damage(t, kept.Path, func([]byte) {}, 3)
	if good, found, err = NewestGood(ctx, folder, l.Path()); err != nil || found {
		t.Errorf("a damaged copy passes for good: %+v, %v", good, err)
	}
	must(t, os.Truncate(kept.Path, 500))
	if all, err = Copies(ctx, folder, l.Path()); err != nil || len(all) != 1 || !strings.Contains(all[0].Problem, "damaged") {
		t.Errorf("a copy that cannot be read is listed as %+v, %v", all, err)
	}
	if all, err = Copies(ctx, filepath.Join(folder, "none"), l.Path()); err != nil || len(all) != 0 {
		t.Errorf("a folder that is not there holds %v, %v", all, err)
	}
}

func TestADamagedLibraryIsKeptByteForByteBeforeACopyTakesItsPlace(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	folder := t.TempDir()
	kept, err := l.KeepCopy(ctx, folder, CopyDaily)
	must(t, err)
	want := dumpOf(t, l)
	l = reopen(t, l) // so that not all of it is in the -wal file
	do(t, l, "Add", func(b *Batch) { b.PutTrial(appraisal.Trial{UID: "t3", Name: "New 2026"}) })
	path := filepath.Join(t.TempDir(), "library.sqlite") // as a crash leaves it
	copyFile(t, l.Path(), path)
	copyFile(t, l.Path()+"-wal", path+"-wal")
	must(t, l.Close())
	damage(t, path, func([]byte) {}, 1, 5, 9)
	patch(t, path, 0, []byte("garbage"))
	bytes, log := textOf(t, path), textOf(t, path+"-wal")

	_, err = RestoreCopy(ctx, path, kept.Path, folder, testOptions()) // the copy of another place: perhaps the wrong file was named
	wantCode(t, err, appraisal.CodeForeign)
	if textOf(t, path) != bytes {
		t.Error("a file that was refused was changed")
	}
	must(t, os.Rename(path, l.Path()))
	must(t, os.Rename(path+"-wal", l.Path()+"-wal"))
	aside, err := RestoreCopy(ctx, l.Path(), kept.Path, folder, testOptions())
	must(t, err)
	if aside.Kind != CopyDamaged || aside.Problem == "" || textOf(t, aside.Path) != bytes || textOf(t, aside.Path+"-wal") != log {
		t.Errorf("kept aside: %+v", aside)
	}
	wantRestored(t, l.Path(), want)
}

func TestADamagedLibraryIsComparedAsFarAsItCanBeRead(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	folder := t.TempDir()
	kept, err := l.KeepCopy(ctx, folder, CopyDaily)
	must(t, err)
	do(t, l, "Add", func(b *Batch) { b.PutReviewer(appraisal.Reviewer{UID: "r3", Name: "Cy"}) })
	must(t, l.Close())
	damage(t, l.Path(), func([]byte) {}, firstPage(t, l.Path(), "setting"), firstPage(t, l.Path(), "answer"))
	before := traceOf(t, l.Path())
	c, err := Compare(ctx, l.Path(), kept.Path)
	must(t, err)
	if got := countOf(c, EntityReviewer); got != [3]int{1, 0, 0} || c.Library.Name != "Add" {
		t.Errorf("of the reviewers %v; the last step is %+v", got, c.Library)
	}
	if !slices.ContainsFunc(c.Kinds, func(k KindDifference) bool { return k.Entity == EntityAnswer && k.Unreadable }) {
		t.Errorf("nothing is said of the answers, whose page is lost: %+v", c.Kinds)
	}
	if after := traceOf(t, l.Path()); after != before {
		t.Errorf("left:\n%s\nfound:\n%s", after, before)
	}
}

// A copy comes from a folder that others may write into, so it is looked at as any library is.
func TestACopyThatDefinesAnythingElseIsNeitherReadNorRestored(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	folder := t.TempDir()
	kept, err := l.KeepCopy(ctx, folder, CopyDaily)
	must(t, err)
	must(t, l.Close())
	planted(t, kept.Path, `DROP TABLE printed`, `CREATE VIEW printed AS `+strings.ReplaceAll(unending, "%s", "uid"))
	before := textOf(t, l.Path())
	all, err := Copies(ctx, folder, l.Path())
	must(t, err)
	if len(all) != 1 || !strings.Contains(all[0].Problem, "printed") {
		t.Errorf("it is listed as %+v", all)
	}
	_, err = Compare(ctx, l.Path(), kept.Path)
	wantCode(t, err, appraisal.CodeForeign)
	_, err = RestoreCopy(ctx, l.Path(), kept.Path, folder, testOptions())
	wantCode(t, err, appraisal.CodeForeign)
	if textOf(t, l.Path()) != before {
		t.Error("the library was changed")
	}
}

// What another program has added to a library closes it, and a copy is the way out. But a file of another program is none.
func TestALibraryThatAnotherProgramHasChangedIsKeptByteForByteAndReplaced(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	folder := t.TempDir()
	kept, err := l.KeepCopy(ctx, folder, CopyDaily)
	must(t, err)
	want := dumpOf(t, l)
	must(t, l.Close())
	planted(t, l.Path(), `PRAGMA application_id = 7`)
	other := textOf(t, l.Path())
	_, err = RestoreCopy(ctx, l.Path(), kept.Path, folder, testOptions())
	if wantCode(t, err, appraisal.CodeForeign); textOf(t, l.Path()) != other {
		t.Error("a file of another program was changed")
	}
	planted(t, l.Path(), fmt.Sprint(`PRAGMA application_id = `, applicationID), `CREATE TABLE more (a)`)
	changed := textOf(t, l.Path())
	aside, err := RestoreCopy(ctx, l.Path(), kept.Path, folder, testOptions())
	must(t, err)
	if aside.Kind != CopyDamaged || textOf(t, aside.Path) != changed {
		t.Errorf("kept aside: %+v", aside)
	}
	wantRestored(t, l.Path(), want)
}

func TestTheOldestCopyCanBeRestoredThoughTheOneKeptBeforeTakesItsPlace(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	folder := t.TempDir()
	want := dumpOf(t, l)
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	l.options.Now = func() time.Time { now = now.Add(time.Second); return now }
	var oldest Copy
	for i := range keptOthers {
		kept, err := l.KeepCopy(ctx, folder, CopyRestore)
		must(t, err)
		if i == 0 {
			oldest = kept
		}
		do(t, l, "Go on", func(b *Batch) { b.PutReviewer(appraisal.Reviewer{Name: fmt.Sprint("R", i)}) })
	}
	must(t, l.Close())
	_, err := RestoreCopy(ctx, l.Path(), oldest.Path, folder, l.options)
	must(t, err)
	wantRestored(t, l.Path(), want)
	if names := namesIn(t, folder); len(names) != keptOthers {
		t.Errorf("the folder holds %q", names)
	}
}

func TestALibraryThatAnotherComputerHasOpenIsNotReplaced(t *testing.T) {
	ctx := context.Background()
	l, path := openElsewhere(t)
	copied := filepath.Join(t.TempDir(), "copy.sqlite")
	must(t, l.Backup(ctx, copied))
	before := textOf(t, path)
	_, err := RestoreCopy(ctx, path, copied, t.TempDir(), at("here"))
	if _, held := HolderOf(err); !held || textOf(t, path) != before {
		t.Errorf("it says %v", err)
	}
	must(t, l.Close())
	_, err = RestoreCopy(ctx, path, copied, t.TempDir(), at("here"))
	must(t, err)
	if names := namesIn(t, filepath.Dir(path)); !slices.Equal(names, []string{filepath.Base(path)}) {
		t.Errorf("beside the library there is %q", names)
	}
}

func TestACopyThatCannotBeWrittenWholeIsRefusedAndTheOlderOnesStay(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	folder := t.TempDir()
	kept, err := l.KeepCopy(ctx, folder, CopyDaily)
	must(t, err)
	do(t, l, "Break a reference", func(b *Batch) { b.PutReviewer(appraisal.Reviewer{Name: "X"}) })
	_, err = l.writer.Exec(`PRAGMA foreign_keys = 0`)
	must(t, err)
	do(t, l, "Break a reference", func(b *Batch) { b.add(statement{query: `UPDATE link SET trial_uid = 'gone' WHERE uid = 'k3'`}) })
	_, err = l.KeepCopy(ctx, folder, CopyDaily)
	wantCode(t, err, appraisal.CodeCorrupt)
	if names := namesIn(t, folder); !slices.Equal(names, []string{filepath.Base(kept.Path)}) {
		t.Errorf("the folder holds %v", names)
	}
}

func TestRotationKeepsDaysWeeksAndMonths(t *testing.T) {
	now := time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)
	var copies []Copy
	for day := range 800 {
		for hour := range 2 {
			copies = append(copies, Copy{Kind: CopyDaily, At: now.AddDate(0, 0, -day).Add(-time.Duration(hour) * time.Hour)})
		}
	}
	gone := rotate(copies, now)
	var kept []string
	for _, c := range copies {
		if !slices.Contains(gone, c) {
			kept = append(kept, c.At.Format("2006-01-02T15"))
		}
	}
	want := []string{
		"2026-03-20T12", "2026-03-19T12", "2026-03-18T12", "2026-03-17T12", "2026-03-16T12", "2026-03-15T12", "2026-03-14T12", // days
		"2026-03-08T12", "2026-03-01T12", // weeks, of which two more are among the days
		"2026-02-28T12", "2026-01-31T12", "2025-12-31T12", "2025-11-30T12", "2025-10-31T12", "2025-09-30T12", "2025-08-31T12", "2025-07-31T12",
		"2025-06-30T12", "2025-05-31T12", "2025-04-30T12", // months, of which March is among the days
	}
	if !slices.Equal(kept, want) {
		t.Errorf("kept %v\nwant %v", kept, want)
	}
}

// Rotating again and again, as copies are made at any times and kinds, never takes the newest of a kind, nor one that
// cannot be read or comes from a clock that was wrong.
func TestRotationNeverTakesTheNewest(t *testing.T) {
	now := time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		copies := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Copy {
			return Copy{
				Kind:    rapid.SampledFrom([]CopyKind{CopyDaily, CopyImport, CopyDamaged}).Draw(t, "kind"),
				At:      now.Add(-time.Duration(rapid.IntRange(-3*24, 700*24).Draw(t, "hours")) * time.Hour),
				Path:    rapid.StringN(8, 8, 8).Draw(t, "path"),
				Problem: rapid.SampledFrom([]string{"", "", "", "damaged"}).Draw(t, "problem"),
			}
		}), 0, 60).Draw(t, "copies")
		slices.SortStableFunc(copies, func(a, b Copy) int { return b.At.Compare(a.At) })
		gone := rotate(copies, now)
		seen := map[CopyKind]bool{}
		for _, c := range copies {
			taken := slices.Contains(gone, c)
			safe := c.Problem != "" || c.Kind == CopyDamaged || c.At.After(now.Add(24*time.Hour))
			if taken && (safe || !seen[c.Kind]) {
				t.Fatalf("%+v is taken", c)
			}
			seen[c.Kind] = seen[c.Kind] || !safe
		}
		if len(copies)-len(gone) == 0 && len(copies) > 0 {
			t.Fatal("all are taken")
		}
	})
}

// wantRestored wants a library to hold what its copy held.
func wantRestored(t *testing.T, path, want string) {
	t.Helper()
	back, err := Open(context.Background(), path, testOptions())
	must(t, err)
	defer back.Close()
	if dumpOf(t, back) != want {
		t.Error("the restored library is not the copy")
	}
}
