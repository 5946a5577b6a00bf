package db

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
)

// step is one step of the schema: the SQL that leads from the version before to this one.
type step struct {
	version int
	sql     string
}

// loadSteps reads the numbered files: those of one number make one step. Numbers run from 1 without a gap.
func loadSteps(files fs.FS) ([]step, error) {
	names, err := fs.Glob(files, "*.sql") // sorted by name
	if err != nil {
		return nil, err
	}
	var steps []step
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		number, _, _ := strings.Cut(name, "_")
		version, err := strconv.Atoi(number)
		switch {
		case err == nil && version == len(steps) && version > 0:
			steps[version-1].sql += "\n" + string(text)
		case err == nil && version == len(steps)+1:
			steps = append(steps, step{version, string(text)})
		default:
			return nil, fmt.Errorf("migration %s: the number does not follow %d", name, len(steps))
		}
	}
	return steps, nil
}

// migrate brings the file from a version to the newest, each step in a transaction of its own together with its
// version number. A step that adds a column of an entity must write its default into the logged rows, too: undo, the bin
// and the history put rows back from there.
func migrate(ctx context.Context, db *sql.DB, steps []step, from int) error {
	for _, s := range steps[from:] {
		if err := s.run(ctx, db); err != nil {
			return fmt.Errorf("schema version %d: %w", s.version, err)
		}
	}
	return nil
}

func (s step) run(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // no effect after the commit
	var version int
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return err
	}
	if version >= s.version { // another program was faster
		return nil
	}
	if _, err := tx.ExecContext(ctx, s.sql); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA user_version = %d`, s.version)); err != nil {
		return err
	}
	return tx.Commit()
}

// saveCopy keeps the library as it was before a migration: in the folder of copies, if there is one, else beside it. After
// a migration that failed the copy is there already.
func (l *Library) saveCopy(ctx context.Context) error {
	conn, err := l.writer.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	k := keeping{library: l.path, folder: cmp.Or(l.options.Copies, filepath.Dir(l.path)), kind: CopyMigration, o: l.options}
	kept, err := k.write(ctx, conn)
	if err != nil {
		return err
	}
	_ = k.rotate(ctx, kept) // an older copy that cannot be removed is no reason not to open the library
	return nil
}
