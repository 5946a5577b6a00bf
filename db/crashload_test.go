package db

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"claimgrade/appraisal"

	"pgregory.net/rapid"
)

// load is a library under random edits. Step n of a seed is the same whenever it is run on the same content, ids and all,
// so two libraries that were given the same steps are equal to the last byte of their change log: the one that was
// killed is compared with one that was not.
type load struct {
	*Library
	seed  uint64
	uids  string // begins the ids made in this step
	given int
	at    int // minutes since the beginning: a step takes one
}

func openLoad(path string, seed uint64) (*load, error) {
	x := &load{seed: seed}
	return x, x.open(path)
}

func (x *load) open(path string) (err error) {
	x.Library, err = Open(context.Background(), path, x.options())
	return err
}

func (x *load) options() Options {
	o := testOptions()
	o.BusyTimeout = 5 * time.Second
	o.Now = func() time.Time {
		return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC).Add(time.Duration(x.at) * time.Minute)
	}
	o.NewUID = func() string { x.given++; return fmt.Sprintf("%s-%04d", x.uids, x.given) }
	return o
}

// begin names the ids that are made from here on, in the step of a number.
func (x *load) begin(n int, ids string) { x.at, x.uids, x.given = n, ids, 0 }

// step does one thing a person could do: at most one transaction that the content shows. It is given again, with the
// same number, where a kill left nothing of it in the content: whatever else it had done by then must not change what it
// comes to. An edit or a merge that the library refuses in words is fine: people try such things, too, and drawn edits may
// clash with what the other library holds. Anything else must succeed.
func (x *load) step(n int) error {
	ctx := context.Background()
	x.begin(n, fmt.Sprint("s", n))
	r := rand.New(rand.NewPCG(x.seed, uint64(n)))
	kind := r.IntN(44)
	var err error
	switch {
	case kind < 18:
		err = x.Do(ctx, Action{Name: fmt.Sprint("Edit ", n), Reviewer: "r1"}, x.edits(n, 1+r.IntN(6)))
	case kind < 26:
		err = x.Do(ctx, Action{Name: "Type", Group: fmt.Sprint("text ", n/8)}, func(b *Batch) error {
			b.PutTrial(appraisal.Trial{UID: "t1", Name: "T", Notes: strings.Repeat("word ", 1+n%700)})
			return nil
		})
	case kind < 30:
		_, err = x.Undo(ctx, "r1")
	case kind < 32:
		_, err = x.Redo(ctx, "r2")
	case kind < 34:
		err = x.SetSetting(ctx, "window.place", fmt.Sprint("step ", n))
	case kind < 36:
		err = x.Import(ctx, Action{Name: fmt.Sprint("Import ", n)}, x.records(n, 5+r.IntN(40)))
	case kind < 38:
		err = x.Do(ctx, Action{Name: fmt.Sprint("Article ", n)}, x.article(n, r.IntN(300_000)))
	case kind < 40:
		_, err = x.KeepCopy(ctx, copiesOf(x.Path()), CopyDaily)
	case kind < 41:
		err = x.merges(ctx, n)
	case kind < 42:
		err = x.restores(ctx)
	default:
		if err = x.Close(); err == nil { // which folds the -wal file back: the other moment at which much is written
			err = x.open(x.Path())
		}
	}
	if (kind < 32 || kind == 40) && appraisal.CodeOf(err) != "" && !broken(err) {
		return nil
	}
	return err
}

// broken reports whether an error is one that a sound library on a sound disk does not give.
func broken(err error) bool {
	switch appraisal.CodeOf(err) {
	case appraisal.CodeCorrupt, appraisal.CodeForeign, appraisal.CodeFull, appraisal.CodeReadOnly, appraisal.CodeLocked, appraisal.CodeDenied:
		return true
	}
	return false
}

// edits draws writes as the test of undo does.
func (x *load) edits(n, writes int) func(b *Batch) error {
	return func(b *Batch) error {
		rapid.Custom(func(r *rapid.T) bool {
			for range writes {
				drawEdit(r, b)
			}
			return true
		}).Example(int(x.seed) + n)
		return nil
	}
}

// copiesOf is the folder of the copies of a library, otherBeside another library that is merged into it.
func copiesOf(path string) string    { return filepath.Join(filepath.Dir(path), "copies") }
func otherBeside(path string) string { return filepath.Join(filepath.Dir(path), "other.sqlite") }

// merges brings the other library in, which is another one each time. Its own history is not compared, so its ids need
// not be the same each time: they must not, as the step of a kill is given again.
func (x *load) merges(ctx context.Context, n int) error {
	theirs := x.options()
	theirs.NewUID = nil
	other, err := Open(ctx, otherBeside(x.Path()), theirs)
	if err != nil {
		return err
	}
	defer other.Close()
	err = other.Do(ctx, Action{Name: "Theirs"}, func(b *Batch) error {
		b.PutTrial(appraisal.Trial{UID: fmt.Sprint("theirs-", n), Name: fmt.Sprint("Theirs ", n)})
		return nil
	})
	if err != nil {
		return err
	}
	m, err := x.Compare(ctx, other, nil)
	if err != nil {
		return err
	}
	_, err = x.Merge(ctx, Action{Name: fmt.Sprint("Merge ", n)}, other, m, nil)
	return err
}

// restores puts the last copy in the place of the library, if there is one.
func (x *load) restores(ctx context.Context) error {
	path := x.Path()
	copies, err := Copies(ctx, copiesOf(path), path)
	if err != nil {
		return err
	}
	for _, c := range copies {
		if c.Kind != CopyDaily {
			continue
		}
		if err := x.Close(); err != nil {
			return err
		}
		_, err := RestoreCopy(ctx, path, c.Path, copiesOf(path), x.options())
		return errors.Join(err, x.open(path))
	}
	return nil
}

func (x *load) records(n, trials int) Content {
	var c Content
	for i := range trials {
		uid := fmt.Sprintf("i%d-%d", n, i)
		c.Trials = append(c.Trials, appraisal.Trial{UID: uid, Name: "Imported " + uid, Facts: appraisal.Facts{
			appraisal.FieldYear: {UID: "f" + uid, Value: fmt.Sprint(1950 + n%70), Status: appraisal.Reported},
		}})
	}
	return c
}

func (x *load) article(n, size int) func(b *Batch) error {
	data := []byte(strings.Repeat(fmt.Sprintf("Line of article %d. ", n), 1+size/20))
	return func(b *Batch) error {
		b.PutFile(File{SHA256: HashOf(data), Data: data, Pages: []PageText{{Number: 1, Text: string(data[:min(len(data), 4000)])}}})
		b.PutDocument(appraisal.Document{UID: fmt.Sprint("a", n), Title: fmt.Sprint("Article ", n), File: HashOf(data), FileName: "a.txt"})
		return nil
	}
}

// crashSteps and crashSeed tell the second process where to go on.
const (
	crashFrom = "CLAIMGRADE_TEST_FROM"
	crashSeed = "CLAIMGRADE_TEST_SEED"
)

// stepForever goes on with the steps of a load, from the one of a number or not at all if that is negative, and says
// after each one that it is saved, until it is killed.
func stepForever(path string) error {
	seed, err := strconv.ParseUint(os.Getenv(crashSeed), 10, 64)
	if err != nil {
		return err
	}
	from, err := strconv.Atoi(os.Getenv(crashFrom))
	if err != nil {
		return err
	}
	x, err := openLoad(path, seed)
	if err != nil {
		return err
	}
	fmt.Println("open")
	if from < 0 { // only opened
		_, err := io.Copy(io.Discard, os.Stdin)
		return err
	}
	for n := from; ; n++ {
		if err := x.step(n); err != nil {
			return fmt.Errorf("step %d: %w", n, err)
		}
		fmt.Println(n) // standard output is not buffered
	}
}

// whole is everything a library keeps: its content, the history with every row before and after, the settings and the
// files.
func whole(t testing.TB, l *Library) string {
	t.Helper()
	var out strings.Builder
	out.WriteString(dumpOf(t, l))
	var line string
	must(t, l.read(context.Background(), func(q querier) error {
		for _, query := range []string{
			`SELECT concat_ws('|', 'action', id, uid, kind, name, reviewer, at, state, target) FROM action ORDER BY id`,
			`SELECT concat_ws('|', 'change', seq, action_id, entity, uid, owner, op, coalesce(before, '-'), coalesce(after, '-')) FROM change ORDER BY seq`,
			`SELECT concat_ws('|', 'setting', key, value) FROM setting ORDER BY key`,
			`SELECT concat_ws('|', 'file', sha256, size, pages) FROM file ORDER BY sha256`,
			`SELECT concat_ws('|', 'page', sha256, number, length(text)) FROM page ORDER BY sha256, number`,
			`SELECT concat_ws('|', 'numbered', name, seq) FROM sqlite_sequence ORDER BY name`,
			`SELECT 'in the middle of action ' || action_id FROM current_action WHERE action_id IS NOT NULL`,
		} {
			if err := q.each(query, nil, []any{&line}, func() { out.WriteString(line + "\n") }); err != nil {
				return err
			}
		}
		return nil
	}))
	return out.String()
}

// wantLogAgrees fails unless every logged table holds exactly what the last changes of its rows say.
func wantLogAgrees(t testing.TB, l *Library) {
	t.Helper()
	for entity, table := range tables {
		var differ []string
		for _, c := range table.columns {
			differ = append(differ, fmt.Sprintf(`json_object('x', t.%[1]s) IS NOT json_object('x', json_extract(c.after, '$.%[1]s'))`, c.name))
		}
		var uid string
		must(t, l.read(context.Background(), func(q querier) error {
			return q.each(fmt.Sprintf(`
				WITH c AS (SELECT uid, after FROM change WHERE seq IN (SELECT max(seq) FROM change WHERE entity = ?1 GROUP BY uid))
				SELECT coalesce(t.uid, c.uid) FROM %s t FULL JOIN c ON c.uid = t.uid
				WHERE (t.uid IS NULL) <> (c.after IS NULL) OR t.uid IS NOT NULL AND (%s)`, entity, strings.Join(differ, " OR ")),
				[]any{string(entity)}, []any{&uid}, func() { t.Errorf("the change log and the table disagree on %s %s", entity, uid) })
		}))
	}
}
