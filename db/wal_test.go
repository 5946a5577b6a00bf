package db

import (
	"context"
	"os"
	"strings"
	"testing"

	"claimgrade/appraisal"
)

// Somebody reads for long, another program or a long export, while much is written: SQLite must keep in the -wal file what
// it cannot fold back yet. Once the reader has gone, the file is small again after the next edits, not only at the end.
func TestTheWALFileIsSmallAgainOnceALongReaderHasGone(t *testing.T) {
	l := newLibrary(t)
	edit := func() {
		do(t, l, "Note", func(b *Batch) {
			b.PutDocument(appraisal.Document{UID: "d", Title: "An article", Abstract: l.options.NewUID() + strings.Repeat(" words", 60_000)})
		})
	}
	edit()
	reader, err := l.readers.BeginTx(context.Background(), nil)
	must(t, err)
	var held int
	must(t, reader.QueryRow(`SELECT count(*) FROM document`).Scan(&held)) // only now it holds what it sees
	for range 20 {
		edit()
	}
	if grown := walSize(t, l); grown <= walLimit {
		t.Fatalf("the -wal file has %d bytes while somebody reads: this is no test", grown)
	}
	must(t, reader.Rollback())
	edit() // folds all back
	edit() // begins the file anew
	if size := walSize(t, l); size > walLimit {
		t.Errorf("the -wal file has %d bytes after the reader has gone, want at most %d", size, walLimit)
	}
	must(t, l.Close())
	if size := walSize(t, l); size != 0 {
		t.Errorf("the -wal file has %d bytes after the library was closed", size)
	}
}

func walSize(t testing.TB, l *Library) int64 {
	t.Helper()
	info, err := os.Stat(l.Path() + "-wal")
	if os.IsNotExist(err) {
		return 0
	}
	must(t, err)
	return info.Size()
}
