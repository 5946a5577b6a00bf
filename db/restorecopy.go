package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"claimgrade/appraisal"
)

// RestoreCopy puts the content of a copy in the place of a library, which must be open nowhere, this program included.
// The library as it is now is kept first, in the folder, and returned: as a copy, or, if it is damaged, byte for byte
// with what lies beside it. There is none where nothing lies in the library's place. Whatever happens, either the
// library as it was or the content of the copy is found there, whole.
func RestoreCopy(ctx context.Context, library, copy, folder string, o Options) (kept Copy, err error) {
	what := fmt.Sprintf("“%s” was not restored", filepath.Base(library))
	o = o.withDefaults()
	r := restoring{keeping: keeping{folder: folder, kind: CopyRestore, o: o}}
	if r.library, err = filepath.Abs(library); err == nil {
		r.copy, err = filepath.Abs(copy)
	}
	if err != nil {
		return Copy{}, fail(what, err)
	}
	if at, err := filepath.EvalSymlinks(r.library); err == nil { // what is replaced is the file, not a link to it
		r.library = at
	}
	if there, err := os.Stat(r.library); err == nil {
		if from, err := os.Stat(r.copy); err == nil && os.SameFile(there, from) {
			return Copy{}, &appraisal.Error{Code: appraisal.CodeConflict, Text: what + ": the copy is the library itself. Choose a copy."}
		}
	}
	if _, err := soundCopy(ctx, r.copy, o); err != nil {
		return Copy{}, failed(what, err)
	}
	note := leaseOf(r.library, o)
	if err := note.take(o.TakeOver); err != nil { // another computer may have it open, whose locks are not seen here
		return Copy{}, failed(what, err)
	}
	defer note.release()
	switch info, err := os.Stat(r.library); {
	case errors.Is(err, fs.ErrNotExist):
		if err := r.fill(ctx, publish); err != nil {
			return Copy{}, failed(what, err)
		}
		return Copy{}, nil
	case err != nil:
		return Copy{}, fail(what, err)
	case !info.Mode().IsRegular():
		return Copy{}, fail(what, &fs.PathError{Op: "replace", Path: r.library, Err: fs.ErrExist})
	}
	_, err = soundCopy(ctx, r.library, o)
	switch code := appraisal.CodeOf(err); {
	case err == nil:
		kept, err = r.replaceSound(ctx)
	case errors.Is(err, errDefinitions), code == appraisal.CodeCorrupt && (IsDatabase(r.library) || r.ownCopy()):
		kept, err = r.replaceDamaged(ctx)
	case code == appraisal.CodeCorrupt:
		err = errForeign(r.library, "It is a file of another kind, or its beginning is destroyed; then choose a copy that was kept of it")
	}
	if err != nil {
		return Copy{}, failed(what, err)
	}
	return kept, nil
}

type restoring struct {
	keeping
	copy string
}

// ownCopy reports whether the copy was made of the library in this place: then a file that is no library there is one that
// was damaged, and not another that was named by mistake.
func (r restoring) ownCopy() bool {
	c, ok := namedCopy(r.copy)
	return ok && sameLibrary(c.owner, ownerOf(context.Background(), nil, r.library))
}

// fill writes the content of the copy under the library's name.
func (r restoring) fill(ctx context.Context, write func(path, unique string, write func(string) error) error) error {
	return inCopy(ctx, r.copy, r.o, func(conn *sql.Conn) error {
		return write(r.library, r.o.NewUID(), func(temporary string) error { return vacuumInto(ctx, conn, temporary, r.o) })
	})
}

// replaceSound holds the library exclusively, so that nobody else can have it open, while it is replaced. Leaving the
// write-ahead log folds it into the file: one that was left beside it would be taken for that of the new file.
func (r restoring) replaceSound(ctx context.Context) (Copy, error) {
	db, err := connect(r.library, r.o, "mode=rw", "locking_mode(EXCLUSIVE)")
	if err != nil {
		return Copy{}, err
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return Copy{}, err
	}
	defer conn.Close()
	var mode string
	for _, query := range []string{`PRAGMA user_version`, `PRAGMA journal_mode = DELETE`} { // a log is left only where it was read
		if err := conn.QueryRowContext(ctx, query).Scan(&mode); err != nil {
			return Copy{}, err
		}
	}
	if mode != "delete" {
		return Copy{}, errInUse
	}
	if err := os.Remove(r.library + "-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) { // SQLite does not tell if it could not
		return Copy{}, err
	}
	for _, query := range []string{`BEGIN EXCLUSIVE`, `COMMIT`} { // the lock stays, as the locking mode says
		if _, err := conn.ExecContext(ctx, query); err != nil {
			return Copy{}, err
		}
	}
	kept, err := r.write(ctx, conn)
	if err != nil {
		return Copy{}, err
	}
	if err := r.fill(ctx, supplant); err != nil {
		return Copy{}, err
	}
	_ = r.rotate(ctx, kept) // only now: the copy may be the oldest. One that cannot be removed is no reason to fail
	return kept, nil
}

var errInUse = &appraisal.Error{Code: appraisal.CodeLocked, Text: "another program has the library open. Close it there and try again."}

// beside are the files that SQLite keeps beside a database, by the ends of their names.
var beside = []string{"-wal", "-shm", "-journal"}

// replaceDamaged keeps the bytes of the library and of what lies beside it before the copy takes its place.
func (r restoring) replaceDamaged(ctx context.Context) (Copy, error) {
	switch used, err := inUse(r.library); {
	case err != nil:
		return Copy{}, err
	case used:
		return Copy{}, errInUse
	}
	owner, err := ownerOfFile(ctx, r.library, r.o)
	if err != nil {
		return Copy{}, err
	}
	folder, err := filepath.Abs(r.folder)
	if err != nil {
		return Copy{}, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Copy{}, err
	}
	r.kind = CopyDamaged
	aside, err := r.free(folder, owner)
	if err != nil {
		return Copy{}, err
	}
	for _, end := range append([]string{""}, beside...) {
		err := publish(aside+end, r.o.NewUID(), func(temporary string) error { return copyBytes(r.library+end, temporary) })
		if err != nil && (end == "" || !errors.Is(err, fs.ErrNotExist)) {
			return Copy{}, err
		}
	}
	for _, end := range beside { // their bytes are kept; what they said of the damaged file must not be taken for the new one's
		if err := os.Remove(r.library + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Copy{}, err
		}
	}
	if err := r.fill(ctx, supplant); err != nil {
		return Copy{}, err
	}
	return readCopy(ctx, aside, r.o)
}

// copyBytes copies a file as it is.
func copyBytes(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
