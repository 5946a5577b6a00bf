package db

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"claimgrade/appraisal"
	"claimgrade/db/migrations"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the fixture of the newest schema version, once it is released never again")

// fixture is a library of one version with the dump it must give.
func fixture(version int) (library, dump string) {
	return fmt.Sprintf("testdata/v%d.sqlite", version), fmt.Sprintf("testdata/v%d.dump", version)
}

// schema lists everything that is defined in a library.
func schema(t testing.TB, l *Library) map[string]string {
	t.Helper()
	all := map[string]string{}
	var name, sql string
	must(t, l.read(context.Background(), func(q querier) error {
		return q.each(`SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema`, nil, []any{&name, &sql}, func() { all[name] = sql })
	}))
	return all
}

// A library of every released version opens, keeps its content, and has then the schema of a new one. It also fails
// when a released migration is edited.
func TestLibrariesOfEveryReleasedVersionOpen(t *testing.T) {
	ctx := context.Background()
	steps, err := loadSteps(migrations.Files)
	must(t, err)
	if *update {
		library, dump := fixture(len(steps))
		_ = os.Remove(library)
		l := newLibraryAt(t, library)
		must(t, l.Import(ctx, Action{Name: "Starter", Base: true}, small()))
		do(t, l, "Delete a claim", func(b *Batch) { b.DeleteClaim("c3") })
		do(t, l, "Own thresholds", func(b *Batch) { b.UseThresholds(b.PutThresholds("h1", ownThresholds("Ours"))) })
		do(t, l, "Own words", func(b *Batch) { b.PutStrengthWords(appraisal.StrengthWords{Emphatic: []string{"dramatic"}}) })
		do(t, l, "A decision", func(b *Batch) {
			b.PutOverrule(appraisal.Overrule{UID: "o1", ClaimUID: "c1", Reviewer: "r1", Step: appraisal.StepCertainty, Value: "low", Reason: "Indirect."})
		})
		do(t, l, "A file", func(b *Batch) {
			data := []byte("one file")
			b.PutFile(File{SHA256: HashOf(data), Data: data, Pages: []PageText{{Number: 1, Text: "one file"}}})
			b.PutDocument(appraisal.Document{UID: "d9", Title: "With a file", File: HashOf(data), FileName: "one.txt", RegistryIDs: []string{"NCT00000001"}})
			b.PutReport(appraisal.Report{UID: "p1", DocumentUID: "d9", TrialUID: "t1", Relation: "result"})
		})
		do(t, l, "A brief, private notes, a report", func(b *Batch) {
			b.PutBrief(brief("c1"))
			b.PutDocument(appraisal.Document{UID: "d8", Title: "With a note", Note: "Ask Ana.", NotePrivate: true})
			b.PutTrial(appraisal.Trial{UID: "t9", Name: "With a note", Notes: "Ask Bo.", NotesPrivate: true})
			b.PutPrinted(printed("c1"))
		})
		must(t, os.WriteFile(dump, []byte(dumpOf(t, l)), 0o644))
		must(t, l.Close())
	}
	want := schema(t, newLibrary(t))
	for version := 1; version <= len(steps); version++ {
		library, dump := fixture(version)
		t.Run(library, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "old.sqlite")
			copyFile(t, library, path)
			l, err := Open(ctx, path, Options{})
			must(t, err)
			defer l.Close()
			text, err := os.ReadFile(dump)
			must(t, err)
			if diff := cmp.Diff(string(text), dumpOf(t, l)); diff != "" {
				t.Errorf("content then (-), now (+):\n%s", diff)
			}
			if diff := cmp.Diff(want, schema(t, l)); diff != "" {
				t.Errorf("schema of a new library (-), of the old one (+):\n%s", diff)
			}
			wantSound(t, l)
			do(t, l, "Go on", func(b *Batch) { b.PutReviewer(appraisal.Reviewer{Name: "New"}) })
			_, err = l.Undo(ctx, "")
			must(t, err)
		})
	}
}

// withNext is the released steps and one more.
func withNext(t testing.TB, sql string) []step {
	t.Helper()
	files := fstest.MapFS{}
	names, err := fs.Glob(migrations.Files, "*.sql")
	must(t, err)
	for _, name := range names {
		text, err := migrations.Files.ReadFile(name)
		must(t, err)
		files[name] = &fstest.MapFile{Data: text}
	}
	released, err := loadSteps(files)
	must(t, err)
	files[fmt.Sprintf("%04d_next.sql", len(released)+1)] = &fstest.MapFile{Data: []byte(sql)}
	steps, err := loadSteps(files)
	must(t, err)
	return steps
}

func TestAnOlderLibraryIsBroughtUpToDateAfterACopyIsSaved(t *testing.T) {
	ctx := context.Background()
	path := closedSmall(t)
	steps := withNext(t, `CREATE TABLE novelty (id INTEGER PRIMARY KEY) STRICT; CREATE INDEX one ON novelty (id);`)
	l, err := open(ctx, path, testOptions().withDefaults(), steps)
	must(t, err)
	version, err := versionOf(ctx, l.readers)
	must(t, err)
	if version != len(steps) || schema(t, l)["table novelty"] == "" {
		t.Errorf("the format is %d, want %d, or the step did not run", version, len(steps))
	}
	dump := dumpOf(t, l)
	must(t, l.Close())

	copies, err := Copies(ctx, filepath.Dir(path), path)
	must(t, err)
	if len(copies) != 1 || copies[0].Kind != CopyMigration || copies[0].Format != len(steps)-1 {
		t.Fatalf("the copies are %+v", copies)
	}
	old, err := Open(ctx, copies[0].Path, testOptions())
	must(t, err)
	defer old.Close()
	if dumpOf(t, old) != dump {
		t.Error("the saved copy has other content")
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if len(entries) > 4 { // the library, the copy, and the -wal and -shm of the copy that is open here
		t.Errorf("the folder holds %v", entries)
	}
	_, err = Open(ctx, path, testOptions()) // by the program as it is released
	wantCode(t, err, appraisal.CodeNewer)
}

func TestAMigrationThatFailsChangesNothing(t *testing.T) {
	ctx := context.Background()
	path := closedSmall(t)
	steps := withNext(t, `CREATE TABLE novelty (id INTEGER PRIMARY KEY) STRICT; DROP TABLE answer; INSERT INTO missing VALUES (1);`)
	folder := filepath.Join(t.TempDir(), "copies")
	for _, copies := range []string{"", "", folder, folder} { // who tries again does not fill the disk with copies
		o := testOptions()
		o.Copies = copies
		_, err := open(ctx, path, o.withDefaults(), steps)
		if err == nil || !strings.Contains(err.Error(), "schema version") {
			t.Fatalf("error %v", err)
		}
	}
	for _, folder := range []string{filepath.Dir(path), folder} {
		copies, err := Copies(ctx, folder, path)
		must(t, err)
		if len(copies) != 1 || copies[0].Problem != "" {
			t.Errorf("%s holds the copies %+v", folder, copies)
		}
	}
	l, err := Open(ctx, path, testOptions())
	must(t, err)
	defer l.Close()
	if schema(t, l)["table novelty"] != "" {
		t.Error("half a step is left")
	}
	wantSound(t, l)
}

func TestAnOlderLibraryIsNotMigratedForReadingOnly(t *testing.T) {
	path := closedSmall(t)
	before := traceOf(t, path)
	o := testOptions()
	o.ReadOnly = true
	_, err := open(context.Background(), path, o.withDefaults(), withNext(t, `CREATE TABLE novelty (id INTEGER PRIMARY KEY) STRICT`))
	wantCode(t, err, appraisal.CodeReadOnly)
	if after := traceOf(t, path); after != before {
		t.Errorf("left:\n%s\nfound:\n%s", after, before)
	}
}

func TestMigrationsAreNumberedWithoutAGap(t *testing.T) {
	for name, files := range map[string][]string{
		"gap":      {"0001_a.sql", "0003_b.sql"},
		"start":    {"0002_a.sql"},
		"no digit": {"first.sql"},
		"zero":     {"0000_a.sql"},
	} {
		fsys := fstest.MapFS{}
		for _, f := range files {
			fsys[f] = &fstest.MapFile{Data: []byte("SELECT 1")}
		}
		if _, err := loadSteps(fsys); err == nil {
			t.Errorf("%s: %v passes", name, files)
		}
	}
	steps, err := loadSteps(fstest.MapFS{
		"0001_2.sql": &fstest.MapFile{Data: []byte("second")}, "0001_1.sql": &fstest.MapFile{Data: []byte("first")},
		"0002_x.sql": &fstest.MapFile{Data: []byte("third")}, "readme.md": &fstest.MapFile{},
	})
	if err != nil || len(steps) != 2 || steps[0].sql != "first\nsecond" || steps[1].version != 2 {
		t.Errorf("steps %+v, %v", steps, err)
	}
}
