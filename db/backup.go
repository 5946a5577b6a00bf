package db

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
)

// Backup writes a complete copy of the library, as it is at this moment, to a new file; it never overwrites one. The
// library can be used meanwhile.
func (l *Library) Backup(ctx context.Context, path string) error {
	what := fmt.Sprintf("The copy “%s” was not written", filepath.Base(path))
	path, err := filepath.Abs(path)
	if err != nil {
		return fail(what, err)
	}
	err = publish(path, l.options.NewUID(), func(temporary string) error {
		return l.unbound(ctx, func(conn *sql.Conn) error {
			_, err := conn.ExecContext(ctx, `VACUUM INTO ?`, temporary)
			return err
		})
	})
	if err != nil {
		return fail(what, err)
	}
	return nil
}
