package pages

import (
	"bytes"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	_ "modernc.org/sqlite"
)

// made is a database with pages of a size that holds every type of value, small and large, and has interior pages. If
// logged, most of it is in its write-ahead log.
func made(t testing.TB, pageSize int, logged bool) (main, log []byte, want []Row) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "made.sqlite")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	mode := "DELETE"
	if logged {
		mode = "WAL"
	}
	exec := func(query string, args ...any) {
		t.Helper()
		if _, err := db.Exec(query, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(fmt.Sprintf(`PRAGMA page_size = %d`, pageSize))
	exec(`PRAGMA journal_mode = ` + mode)
	exec(`PRAGMA wal_autocheckpoint = 0`)
	exec(`BEGIN`)
	exec(`CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)`)
	for i := range 400 {
		exec(`INSERT INTO t (id, a, b, c) VALUES (?, ?, ?, ?)`, int64(i-200)*int64(i-200)*int64(i-200), strings.Repeat("æ", i*i%7000), float64(i)/3, bytes.Repeat([]byte{byte(i)}, 1+i%50))
	}
	for i, v := range []int64{0, 1, -1, 127, -128, 128, 1 << 15, -1 << 15, 1 << 23, -1 << 31, 1 << 40, -1 << 47, 1<<63 - 1, -1 << 63} {
		exec(`INSERT INTO t (id, a, b) VALUES (?, ?, NULL)`, int64(1)<<62+int64(i), v)
	}
	exec(`COMMIT`)
	exec(`DELETE FROM t WHERE id % 7 = 3`)
	rows, err := db.Query(`SELECT id, a, b, c FROM t ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		r := Row{Values: make([]any, 4)}
		if err := rows.Scan(&r.ID, &r.Values[1], &r.Values[2], &r.Values[3]); err != nil {
			t.Fatal(err)
		}
		want = append(want, r)
	}
	main, err = os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if logged {
		if log, err = os.ReadFile(path + "-wal"); err != nil {
			t.Fatal(err)
		}
	}
	return main, log, want
}

func opened(main, log []byte) *File {
	if log == nil {
		return Open(bytes.NewReader(main), int64(len(main)), nil)
	}
	return Open(bytes.NewReader(main), int64(len(main)), bytes.NewReader(log))
}

// root is where the one table begins.
func root(t testing.TB, f *File) int {
	t.Helper()
	at := 0
	f.Table(1, func(r Row) { at = int(r.Values[3].(int64)) })
	return at
}

func TestRowsAreThoseThatSQLiteReads(t *testing.T) {
	for _, test := range []struct {
		pageSize int
		logged   bool
	}{{4096, false}, {512, false}, {65536, false}, {4096, true}, {1024, true}} {
		t.Run(fmt.Sprint(test), func(t *testing.T) {
			main, log, want := made(t, test.pageSize, test.logged)
			f := opened(main, log)
			var got []Row
			found := f.Table(root(t, f), func(r Row) {
				r.Page = 0
				got = append(got, r)
			})
			if found != (Found{}) {
				t.Errorf("of a sound file it says %+v", found)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("SQLite reads (-), we read (+):\n%s", diff)
			}
			f.Loose(func(rows []Row) { t.Errorf("%d deleted rows come back", len(rows)) })
			if test.logged && f.Pages() <= len(main)/test.pageSize {
				t.Error("nothing is read from the log")
			}
		})
	}
}

// A log that is cut or garbled counts up to its last whole commit, as for SQLite.
func TestALogEndsAtItsLastWholeCommit(t *testing.T) {
	main, log, _ := made(t, 1024, true)
	count := func(log []byte) (n int) {
		f := opened(main, log)
		at := 2
		f.Table(1, func(r Row) { at = int(r.Values[3].(int64)) })
		f.Table(at, func(Row) { n++ })
		return n
	}
	all, before := count(log), 0
	if before = count(log[:len(log)-10]); before == all || before == 0 {
		t.Errorf("with the last commit there are %d rows, without it %d", all, before)
	}
	garbled := bytes.Clone(log)
	garbled[len(log)-500] ^= 1
	if n := count(garbled); n != before {
		t.Errorf("with a garbled end there are %d rows, want %d", n, before)
	}
	garbled[20] ^= 1 // in its head
	if n := count(garbled); n != 0 {
		t.Errorf("a log that is none gives %d rows", n)
	}
}

// Whatever bytes there are, reading ends, and says so.
func TestAnyBytesCanBeRead(t *testing.T) {
	for _, logged := range []bool{false, true} {
		main, log, _ := made(t, 512, logged)
		for seed := range 60 {
			r := rand.New(rand.NewPCG(uint64(seed), 1))
			main, log := bytes.Clone(main), bytes.Clone(log)
			for range 1 + r.IntN(200) {
				main[r.IntN(len(main))] = byte(r.Uint32())
				if logged {
					log[r.IntN(len(log))] = byte(r.Uint32())
				}
			}
			main = main[:r.IntN(len(main))]
			f := opened(main, log)
			for page := range f.Pages() + 2 {
				f.Table(page, func(Row) {})
			}
			opened(main, log).Loose(func([]Row) {})
		}
	}
}

func FuzzRead(f *testing.F) {
	main, log, _ := made(f, 512, true)
	f.Add(main[:min(len(main), 4096)], log[:4096])
	main, _, _ = made(f, 512, false)
	f.Add(main[:8192], []byte(nil))
	f.Fuzz(func(t *testing.T, main, log []byte) {
		file := opened(main, log)
		for page := range min(file.Pages(), 50) {
			file.Table(page, func(Row) {})
		}
		file.Loose(func([]Row) {})
	})
}
