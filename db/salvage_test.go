package db

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db/pages"
)

var damages = flag.Int("damages", 2, "how many random damages a library is salvaged from; a thousand take a quarter of an hour")

// worked is a closed library in which somebody has worked: several pages of every larger table, a file, things that were
// edited and deleted.
func worked(t testing.TB) string {
	t.Helper()
	l := newLibrary(t)
	must(t, l.Import(context.Background(), Action{Name: "Starter", Base: true}, small()))
	c := linkedContent(30)
	must(t, l.Import(context.Background(), Action{Name: "Trials"}, c))
	do(t, l, "A file", func(b *Batch) {
		data := []byte(strings.Repeat("one file ", 2000))
		b.PutFile(File{SHA256: HashOf(data), Data: data, Pages: []PageText{{Number: 1, Text: "one file"}}})
		b.PutDocument(appraisal.Document{UID: "d9", Title: "With a file", File: HashOf(data), FileName: "one.txt"})
		b.PutPrinted(printed("c1"))
		b.PutBrief(brief("c1"))
	})
	for i := range 40 {
		do(t, l, "Add a trial", func(b *Batch) {
			b.PutTrial(appraisal.Trial{UID: fmt.Sprintf("extra%02d", i), Name: fmt.Sprintf("Extra %d", i)})
		})
	}
	do(t, l, "Delete some", func(b *Batch) {
		b.DeleteClaim("c3")
		b.DeleteTrial("extra07")
	})
	_, err := l.Undo(context.Background(), "")
	must(t, err)
	must(t, l.SetSetting(context.Background(), "route", "claim/c1"))
	must(t, l.Close())
	return l.Path()
}

// placed is a row of the sound library: on which page it begins, and to which rows it must lead.
type placed struct {
	page    int
	parents []string
}

// placesOf lists the rows of a library by "table uid".
func placesOf(t testing.TB, path string) map[string]placed {
	t.Helper()
	db, err := sql.Open("sqlite", address(path)+"?mode=ro&immutable=1")
	must(t, err)
	defer db.Close()
	f, closeFile, err := openPages(path)
	must(t, err)
	defer closeFile()
	all := map[string]placed{}
	for entity := range tables {
		var root int
		must(t, db.QueryRow(`SELECT rootpage FROM sqlite_schema WHERE name = ?`, string(entity)).Scan(&root))
		at := map[int64]int{}
		f.Table(root, func(r pages.Row) { at[r.ID] = r.Page })
		parents := []string{"''"}
		rows, err := db.Query(`
			SELECT f."table", f."from" FROM pragma_foreign_key_list(?1) f JOIN pragma_table_info(?1) c ON c.name = f."from" WHERE f."to" = 'uid' AND f.seq = 0`, string(entity))
		must(t, err)
		for rows.Next() {
			var parent, column string
			must(t, rows.Scan(&parent, &column))
			if parent != "claim" && parent != "arm" || entity == EntityLink || entity == EntityFact || entity == EntityOverrule || entity == EntityBrief {
				parents = append(parents, fmt.Sprintf("'%s ' || coalesce(%s, '')", parent, column))
			}
		}
		must(t, rows.Err())
		rows, err = db.Query(fmt.Sprintf(`SELECT id, uid, %s FROM %s`, strings.Join(parents, ` || '|' || `), entity))
		must(t, err)
		for rows.Next() {
			var id int64
			var uid, to string
			must(t, rows.Scan(&id, &uid, &to))
			p := placed{page: at[id]}
			for _, parent := range strings.Split(to, "|") {
				if !strings.HasSuffix(parent, " ") && parent != "" {
					p.parents = append(p.parents, parent)
				}
			}
			all[string(entity)+" "+uid] = p
		}
		must(t, rows.Err())
	}
	return all
}

// damage overwrites pages of a file, which are numbered from 1.
func damage(t testing.TB, path string, with func(page []byte), pages ...int) {
	t.Helper()
	for _, page := range pages {
		b := make([]byte, 4096)
		with(b)
		patch(t, path, int64(page-1)*4096, b)
	}
}

// firstPage is the first page of a table or index.
func firstPage(t testing.TB, path, name string) int {
	t.Helper()
	db, err := sql.Open("sqlite", address(path)+"?mode=ro&immutable=1")
	must(t, err)
	defer db.Close()
	var root int
	must(t, db.QueryRow(`SELECT rootpage FROM sqlite_schema WHERE name = ?`, name).Scan(&root))
	return root
}

// salvaged salvages a damaged file, and fails unless the result is sound and the damaged file and its folder stay as
// they are.
func salvaged(t testing.TB, path string) (map[string]bool, Salvaged) {
	t.Helper()
	ctx := context.Background()
	before := traceOf(t, path)
	to := filepath.Join(t.TempDir(), "salvaged.sqlite")
	found, err := salvage(ctx, path, to, Options{}.withDefaults(), nil)
	must(t, err)
	if after := traceOf(t, path); after != before {
		t.Errorf("left:\n%s\nfound:\n%s", after, before)
	}
	l, err := Open(ctx, to, testOptions())
	must(t, err)
	defer l.Close()
	wantSound(t, l)
	there := map[string]bool{}
	for entity := range tables {
		var uid string
		must(t, l.read(ctx, func(q querier) error {
			return q.each(`SELECT uid FROM `+string(entity), nil, []any{&uid}, func() { there[string(entity)+" "+uid] = true })
		}))
	}
	return there, found
}

// wantUndamaged fails unless every row on an undamaged page is there, or refers to one that is not.
func wantUndamaged(t testing.TB, rows map[string]placed, there map[string]bool, broken []int) {
	t.Helper()
	for row, p := range rows {
		orphan := slices.ContainsFunc(p.parents, func(parent string) bool { return !there[parent] })
		if !there[row] && !orphan && !slices.Contains(broken, p.page) {
			t.Errorf("%s is lost, from page %d, which is not damaged", row, p.page)
		}
	}
	for row := range there {
		if _, ok := rows[row]; !ok {
			t.Errorf("%s was not in the library", row)
		}
	}
}

func noise(r *rand.Rand) func([]byte) {
	return func(page []byte) {
		for i := range page {
			page[i] = byte(r.Uint32())
		}
	}
}

func TestWhateverIsDamagedTheRowsOnOtherPagesAreSalvaged(t *testing.T) {
	path := worked(t)
	rows := placesOf(t, path)
	count := int(sizeOf(t, path) / 4096)
	seeds := []int{579, 679} // a deletion that was taken back, as the lost end of the history says; two tables whose rows look the same
	for seed := range *damages {
		seeds = append(seeds, seed)
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(uint64(seed), 7))
			with := noise(r)
			if seed%2 == 0 {
				with = func([]byte) {} // zeros
			}
			broken := []int{1 + r.IntN(count)}
			for range r.IntN(1 << r.IntN(6)) {
				broken = append(broken, 1+r.IntN(count))
			}
			bad := filepath.Join(t.TempDir(), "bad.sqlite")
			copyFile(t, path, bad)
			damage(t, bad, with, broken...)
			there, _ := salvaged(t, bad)
			wantUndamaged(t, rows, there, broken)
		})
	}
}

func TestWhatTheHistoryStillTellsIsPutBack(t *testing.T) {
	path := worked(t)
	rows := placesOf(t, path)
	damage(t, path, func([]byte) {}, firstPage(t, path, "trial"), firstPage(t, path, "arm"), firstPage(t, path, "claim"), rows["claim c1"].page)
	there, found := salvaged(t, path)
	for row := range rows {
		if !there[row] {
			t.Errorf("%s is lost, though it is in the history", row)
		}
	}
	for _, x := range found.Tables {
		if x.Entity == EntityClaim && (x.Broken == 0 || x.Rebuilt == 0 || x.Whole()) {
			t.Errorf("of the claims it says %+v", x)
		}
	}
}

func TestSalvageOfASoundLibraryKeepsEverything(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	do(t, l, "Delete a claim", func(b *Batch) { b.DeleteClaim("c3") })
	want, history := dumpOf(t, l), historyOf(t, l)
	bad := filepath.Join(t.TempDir(), "copied.sqlite") // as it lies on the disk while the program runs
	copyFile(t, l.Path(), bad)
	copyFile(t, l.Path()+"-wal", bad+"-wal")
	if sizeOf(t, bad+"-wal") == 0 {
		t.Fatal("nothing is in the -wal file")
	}
	to := filepath.Join(t.TempDir(), "salvaged.sqlite")
	found, err := Salvage(ctx, bad, to, nil)
	must(t, err)
	if !found.Whole() {
		t.Errorf("it says that something is lost: %+v", found)
	}
	s, err := Open(ctx, to, testOptions())
	must(t, err)
	defer s.Close()
	if got := dumpOf(t, s); got != want {
		t.Errorf("salvaged:\n%s\nwas:\n%s", got, want)
	}
	if got := historyOf(t, s); got != history {
		t.Errorf("the history is now\n%s\nit was\n%s", got, history)
	}
	if name, err := s.CanUndo(ctx); name != "" || err != nil {
		t.Errorf("undo offers %q, %v: a step that may be there in part only", name, err)
	}
	hits, err := s.Search(ctx, "Murrough", 5)
	if must(t, err); len(hits) == 0 {
		t.Error("the search finds nothing")
	}
}

// historyOf lists the changes of a library.
func historyOf(t testing.TB, l *Library) string {
	t.Helper()
	var line, all string
	must(t, l.read(context.Background(), func(q querier) error {
		return q.each(`SELECT c.seq || ' ' || a.name || ' ' || c.entity || ' ' || c.uid || ' ' || c.op FROM change c JOIN action a ON a.id = c.action_id ORDER BY c.seq`,
			nil, []any{&line}, func() { all += line + "\n" })
	}))
	return all
}

func TestEveryKindOfDamageIsSalvagedAndOpenedForReading(t *testing.T) {
	ctx := context.Background()
	sound := worked(t)
	rows := placesOf(t, sound)
	for _, test := range []struct {
		name   string
		harm   func(t *testing.T, path string)
		trials int // of 72 that must be there
		header bool
	}{
		{"the header is destroyed", func(t *testing.T, path string) { patch(t, path, 0, make([]byte, 100)) }, 72, true},
		{"the first page is destroyed", func(t *testing.T, path string) { patch(t, path, 0, make([]byte, 4096)) }, 72, true},
		{"an index is destroyed", func(t *testing.T, path string) {
			damage(t, path, func([]byte) {}, firstPage(t, path, "trial_position"), firstPage(t, path, "sqlite_autoindex_trial_1"))
		}, 72, false},
		{"the root of the trials is destroyed", func(t *testing.T, path string) { damage(t, path, func([]byte) {}, firstPage(t, path, "trial")) }, 72, false},
		{"the history is destroyed", func(t *testing.T, path string) {
			damage(t, path, func([]byte) {}, firstPage(t, path, "change"), firstPage(t, path, "action"))
		}, 72, false},
		{"half of the file is missing", func(t *testing.T, path string) { must(t, os.Truncate(path, sizeOf(t, path)/2)) }, 0, false},
		{"the end is missing", func(t *testing.T, path string) { must(t, os.Truncate(path, sizeOf(t, path)-5000)) }, 30, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "bad.sqlite")
			copyFile(t, sound, path)
			test.harm(t, path)
			before := traceOf(t, path)
			l, found, err := OpenDamaged(ctx, path, Options{})
			must(t, err)
			trials, err := l.Trials(ctx)
			if must(t, err); len(trials) < test.trials {
				t.Errorf("%d trials, want %d of 72", len(trials), test.trials)
			}
			if found.Path != path || found.HeaderLost != test.header || !l.ReadOnly() {
				t.Errorf("it says %+v", found)
			}
			wantCode(t, l.Do(ctx, Action{Name: "Add"}, func(b *Batch) error { b.PutReviewer(appraisal.Reviewer{Name: "X"}); return nil }), appraisal.CodeReadOnly)
			private := filepath.Dir(l.Path())
			if info, err := os.Stat(private); err != nil || info.Mode().Perm() != 0o700 {
				t.Errorf("the folder of what is looked at is %v, %v", info.Mode(), err)
			}
			must(t, l.Close())
			if exists(private) {
				t.Error("a copy of the library is left behind")
			}
			if after := traceOf(t, path); after != before {
				t.Errorf("left:\n%s\nfound:\n%s", after, before)
			}
		})
	}
	if len(rows) < 600 {
		t.Errorf("only %d rows were damaged", len(rows))
	}
}

func TestWhatIsNoDamagedLibraryIsNotSalvaged(t *testing.T) {
	ctx := context.Background()
	to := filepath.Join(t.TempDir(), "new.sqlite")
	_, err := Salvage(ctx, filepath.Join(t.TempDir(), "gone.sqlite"), to, nil)
	wantCode(t, err, appraisal.CodeNotFound)
	empty := filepath.Join(t.TempDir(), "empty.sqlite")
	must(t, os.WriteFile(empty, nil, 0o600))
	_, err = Salvage(ctx, empty, to, nil)
	wantCode(t, err, appraisal.CodeCorrupt)
	_, err = Salvage(ctx, t.TempDir(), to, nil)
	wantCode(t, err, appraisal.CodeForeign)
	for name, keep := range map[string]int64{"first page": 4096, "few bytes": 30} {
		cut := closedSmall(t)
		must(t, os.Truncate(cut, keep))
		_, err = Salvage(ctx, cut, to, nil)
		if wantCode(t, err, appraisal.CodeCorrupt); !strings.Contains(err.Error(), "library.sqlite") {
			t.Errorf("%s: it says %q", name, err)
		}
	}
	other := filepath.Join(t.TempDir(), "book.txt")
	must(t, os.WriteFile(other, []byte(strings.Repeat("Call me Ishmael. ", 5000)), 0o600))
	_, err = Salvage(ctx, other, to, nil)
	wantCode(t, err, appraisal.CodeCorrupt)
	path := closedSmall(t)
	patch(t, path, 68, []byte{0, 0, 0, 42})
	_, err = Salvage(ctx, path, to, nil)
	wantCode(t, err, appraisal.CodeForeign)
	path = closedSmall(t)
	_, err = Salvage(ctx, path, path, nil)
	wantCode(t, err, appraisal.CodeConflict)
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err = Salvage(stopped, path, to, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a salvage that was stopped says %v", err)
	}
	if exists(to) {
		t.Error("something was written")
	}
}
