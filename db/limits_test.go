package db

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/appraisal"
)

// lowered lowers a limit for a test: to write what the real ones refuse would take hundreds of megabytes.
func lowered(t testing.TB, limit *int, to int) {
	was := *limit
	*limit = to
	t.Cleanup(func() { *limit = was })
}

// What a stranger's library holds beyond any reason is told, before memory is taken for it.
func TestHugeValuesAreRefusedInWords(t *testing.T) {
	ctx := context.Background()
	sound := closedSmall(t)
	lowered(t, &largestValue, 300_000)
	lowered(t, &longestText, 100_000)
	lowered(t, &mostParts, 50)
	long := func(column, of string, n int) string {
		return fmt.Sprintf(`UPDATE %s SET %s = printf('%%.*c', %d, 'x') WHERE uid IN ('t1', 'c1', 'f1')`, of, column, n)
	}
	for name, c := range map[string]struct {
		do   string
		says string
	}{
		"a name too large for memory": {long("name", "trial", 400_000), "larger than a library keeps"},
		"a long name":                 {long("name", "trial", 200_000), "a text of"},
		"a long quote":                {long("quote", "fact", 200_000), "a text of"},
		"a long wording":              {long("wording", "claim", 200_000), "a text of"},
		"many arms": {`INSERT INTO arm (uid, trial_uid, name, role, position)
			WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) SELECT 'many' || i, 't1', '', 'control', i FROM n`, "“Murrough 2013” has 62 arms"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "sent.sqlite")
			copyFile(t, sound, path)
			planted(t, path, `UPDATE current_action SET action_id = (SELECT max(id) FROM action)`, c.do, `UPDATE current_action SET action_id = NULL`)
			l, err := Open(ctx, path, testOptions())
			must(t, err)
			defer l.Close()
			_, err = l.Dossiers(ctx, "")
			wantCode(t, err, appraisal.CodeInvalid)
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("it says %q, want %q in it", err, c.says)
			}
			if len(err.Error()) > 500 {
				t.Errorf("what is said has %d bytes", len(err.Error()))
			}
		})
	}
}

// No step writes what could not be read again, nor what the log of changes could not hold.
func TestTextsBeyondReasonAreNotStored(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	lowered(t, &longestRow, 100_000)
	err := l.Do(ctx, Action{Name: "Paste"}, func(b *Batch) error {
		b.PutDocument(appraisal.Document{UID: "d1", Title: "T", Note: strings.Repeat("x", 60_000), Abstract: strings.Repeat("y", 60_000)})
		return nil
	})
	wantCode(t, err, appraisal.CodeInvalid)
	do(t, l, "Paste", func(b *Batch) {
		b.PutDocument(appraisal.Document{UID: "d1", Title: "T", Note: strings.Repeat("x", 90_000)})
	})
}
