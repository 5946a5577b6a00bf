package db

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
)

func TestCheckNamesWhatIsWrong(t *testing.T) {
	ctx := context.Background()
	for _, test := range []struct {
		name   string
		damage []string
		want   Problem
		words  string
	}{
		{"a link to nothing", []string{`DROP TRIGGER trial_delete`, `PRAGMA foreign_keys = 0`, `DELETE FROM trial WHERE uid = 't2'`},
			Problem{Area: "references", Entity: EntityLink, UID: "k2"}, "refers to a trial"},
		{"a search index out of step", []string{`DELETE FROM search WHERE rowid = (SELECT id * 8 + 1 FROM trial WHERE uid = 't1')`},
			Problem{Area: "search"}, "Make the index anew"},
		{"a word too many in the search index", []string{`INSERT INTO search (rowid, title, body) VALUES (800001, 'ghost', '')`},
			Problem{Area: "search"}, "Make the index anew"},
		{"a format that does not fit", []string{`PRAGMA user_version = 0`},
			Problem{Area: "schema"}, "format 0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := smallLibrary(t)
			wantSound(t, l)
			for _, query := range test.damage {
				_, err := l.writer.Exec(query)
				must(t, err)
			}
			problems, err := l.Check(ctx)
			must(t, err)
			problems = slices.DeleteFunc(problems, func(p Problem) bool { return p.Skipped })
			if len(problems) != 1 || !strings.Contains(problems[0].Text, test.words) {
				t.Fatalf("check found %+v", problems)
			}
			problems[0].Text = ""
			if problems[0] != test.want {
				t.Errorf("check found %+v, want %+v", problems[0], test.want)
			}
			if test.want.Area == "search" {
				must(t, l.Reindex(ctx))
				wantSound(t, l)
				if got := found(t, l, "murrough"); !slices.Equal(got, []string{"trial t1"}) {
					t.Errorf("after indexing anew the search finds %v", got)
				}
			}
		})
	}
}

func TestCheckSaysWhichQuotesItCouldNotCompare(t *testing.T) {
	l := smallLibrary(t)
	problems, err := l.Check(context.Background())
	must(t, err)
	// the quote of the appraisal, and that of the citation
	if len(problems) != 1 || !problems[0].Skipped || problems[0].Area != "quotes" || !strings.HasPrefix(problems[0].Text, "2 quotes") {
		t.Errorf("check says %+v", problems)
	}
}

func TestEqualLibrariesDumpEqualBytes(t *testing.T) {
	ctx := context.Background()
	content := full(t, 0)
	one := newLibrary(t)
	must(t, one.Import(ctx, Action{Name: "Import"}, content))

	// the other comes to the same content by detours, in another order
	other, err := Create(ctx, filepath.Join(t.TempDir(), "other.sqlite"), Options{})
	must(t, err)
	defer other.Close()
	must(t, other.SetSetting(ctx, "route", "x"))
	must(t, other.Import(ctx, Action{Name: "Detour"}, small()))
	_, err = other.Undo(ctx, "")
	must(t, err)
	shuffled := content
	for _, list := range []func(){
		func() { slices.Reverse(shuffled.Documents) }, func() { slices.Reverse(shuffled.Trials) }, func() { slices.Reverse(shuffled.Claims) },
		func() { slices.Reverse(shuffled.Reviewers) },
	} {
		list()
	}
	must(t, other.Import(ctx, Action{Name: "Import"}, shuffled))

	a, b := dumpOf(t, one), dumpOf(t, other)
	if a != b {
		t.Errorf("the dumps differ:\n%s\n\n%s", a, b)
	}
	for _, line := range strings.Split(strings.TrimSpace(a), "\n") {
		if !json.Valid([]byte(line)) {
			t.Errorf("not JSON: %s", line)
		}
	}
	do(t, other, "Edit", func(b *Batch) {
		f := content.Trials[0].Arms[0].Facts[appraisal.FieldArmTreated]
		f.CheckedAt = "2026-03-02T00:00:00Z"
		b.PutFact(Subject{ArmUID: content.Trials[0].Arms[0].UID}, f)
	})
	if dumpOf(t, other) == a {
		t.Error("the time at which a fact was checked is not dumped")
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestADumpThatCannotBeWrittenSaysSo(t *testing.T) {
	l := smallLibrary(t)
	if err := l.Dump(context.Background(), failingWriter{}); err == nil || !strings.Contains(err.Error(), "dumped") {
		t.Errorf("error %v", err)
	}
}

func TestABackupIsACompleteLibraryTakenDuringUse(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	folder := t.TempDir()
	stop, stopped := make(chan struct{}), make(chan error)
	go func() {
		for {
			select {
			case <-stop:
				stopped <- nil
				return
			default:
			}
			err := l.Do(ctx, Action{Name: "Write on"}, func(b *Batch) error {
				b.PutTrial(appraisal.Trial{Name: "one", Notes: strings.Repeat("x", rand.N(3000))})
				b.PutTrial(appraisal.Trial{Name: "two"})
				return nil
			})
			if err != nil {
				stopped <- err
				return
			}
		}
	}()
	for i := range 5 {
		path := filepath.Join(folder, string(rune('a'+i))+".sqlite")
		must(t, l.Backup(ctx, path))
		copied, err := Open(ctx, path, testOptions())
		must(t, err)
		wantSound(t, copied)
		rows, err := copied.TrialRows(ctx)
		must(t, err)
		if len(rows)%2 != 0 {
			t.Errorf("the copy holds %d trials: half an action", len(rows))
		}
		if name, err := copied.CanUndo(ctx); err != nil || len(rows) > 2 && name != "Write on" {
			t.Errorf("undo in the copy offers %q, %v", name, err)
		}
		must(t, copied.Close())
	}
	close(stop)
	must(t, <-stopped)
	entries, err := os.ReadDir(folder)
	must(t, err)
	if len(entries) != 5 {
		t.Errorf("the folder holds %v", entries)
	}
}

func TestABackupNeverOverwrites(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	path := filepath.Join(t.TempDir(), "mine.sqlite")
	must(t, os.WriteFile(path, []byte("precious"), 0o600))
	before := traceOf(t, path)
	wantCode(t, l.Backup(ctx, path), appraisal.CodeConflict)
	wantCode(t, l.Backup(ctx, filepath.Join(path, "below", "a file")), appraisal.CodeNotFound)
	if traceOf(t, path) != before {
		t.Error("the file or its folder changed")
	}
	wantCode(t, l.Backup(ctx, l.Path()), appraisal.CodeConflict)
	wantCode(t, l.Backup(ctx, filepath.Join(t.TempDir(), "none", "copy.sqlite")), appraisal.CodeNotFound)
}

func TestABackupCanBeTakenOfAReadOnlyLibrary(t *testing.T) {
	ctx := context.Background()
	path := closedSmall(t)
	o := testOptions()
	o.ReadOnly = true
	l, err := Open(ctx, path, o)
	must(t, err)
	defer l.Close()
	var want, got bytes.Buffer
	must(t, l.Dump(ctx, &want))
	target := filepath.Join(t.TempDir(), "copy.sqlite")
	must(t, l.Backup(ctx, target))
	copied, err := Open(ctx, target, testOptions())
	must(t, err)
	defer copied.Close()
	must(t, copied.Dump(ctx, &got))
	if got.String() != want.String() {
		t.Error("the copy differs")
	}
}
