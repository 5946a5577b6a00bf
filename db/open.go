package db

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"claimgrade/appraisal"
	"claimgrade/db/migrations"

	"modernc.org/sqlite"
)

// applicationID marks a SQLite file as a library; 0001_1_tables.sql writes it.
const applicationID = 1131169650

// checkedWhole is the largest file that is checked page by page at every opening (about 30 ms for 16 MB). Larger ones
// are checked by Check, and where they are read.
const checkedWhole = 16 << 20

// walLimit is to how many bytes the -wal file is cut when it is begun anew. SQLite folds it back at every 1,000 pages that
// were written, but leaves it as long as the largest edit or the longest reader has made it.
const walLimit = 4 << 20

// Create makes an empty library at path and opens it. It never overwrites a file, and no half-made library is ever
// seen at path.
func Create(ctx context.Context, path string, o Options) (*Library, error) {
	what := fmt.Sprintf("The library “%s” was not created", filepath.Base(path))
	if o.ReadOnly {
		return nil, errReadOnly(what)
	}
	o = o.withDefaults()
	steps, err := loadSteps(migrations.Files)
	if err != nil {
		return nil, fail(what, err)
	}
	path, err = filepath.Abs(path)
	if err != nil {
		return nil, fail(what, err)
	}
	if err := publish(path, o.NewUID(), func(temporary string) error { return build(ctx, temporary, o, steps) }); err != nil {
		return nil, fail(what, err)
	}
	return open(ctx, path, o, steps)
}

// build makes an empty library of the newest version in a new file.
func build(ctx context.Context, path string, o Options, steps []step) error {
	db, err := connect(path, o, "mode=rwc", "synchronous(FULL)")
	if err != nil {
		return err
	}
	err = migrate(ctx, db, steps, 0)
	return errors.Join(err, db.Close())
}

// Open opens the library at path. What is not a library, or cannot be used, is refused with a coded error and left as
// it is, byte for byte, with nothing new beside it. An older library is brought up to date after a dated copy of it
// was saved beside it.
func Open(ctx context.Context, path string, o Options) (*Library, error) {
	steps, err := loadSteps(migrations.Files)
	if err != nil {
		return nil, fail("The library could not be opened", err)
	}
	return open(ctx, path, o.withDefaults(), steps)
}

func open(ctx context.Context, path string, o Options, steps []step) (*Library, error) {
	what := fmt.Sprintf("“%s” could not be opened", filepath.Base(path))
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fail(what, err)
	}
	found, err := inspect(ctx, path, o, steps)
	if err != nil {
		return nil, fail(what, err)
	}
	if !o.ReadOnly && !found.writable {
		return nil, &appraisal.Error{Code: appraisal.CodeReadOnly, Text: what +
			": the file or its folder is read-only. Open it for reading only, or save a copy elsewhere and open that."}
	}
	l := &Library{path: path, options: o, subscribers: map[int]func(Event){}, standing: standing{path: path}, lease: found.lease}
	if o.ReadOnly {
		err = l.connectReadOnly(ctx, found, steps)
	} else if err = l.lease.take(o.TakeOver); err == nil {
		err = l.connect(ctx, steps)
	}
	if err == nil && found.unfolded {
		err = l.recheck(ctx)
	}
	if err == nil {
		err = l.standing.remember()
	}
	if err == nil {
		err = l.others.start(ctx, cmp.Or(l.writer, l.readers))
	}
	if err != nil {
		_ = l.closePools() // the first error says what is wrong
		l.lease.release()
		return nil, fail(what, err)
	}
	if !o.ReadOnly {
		SweepLeftovers(filepath.Dir(path))
		sweepDamaged()
	}
	return l, nil
}

// connect opens the pools of a library that can be written, and migrates it.
func (l *Library) connect(ctx context.Context, steps []step) error {
	journal := []string{"journal_mode(WAL)", "synchronous(FULL)", fmt.Sprintf("journal_size_limit(%d)", walLimit)}
	if l.Shared() {
		if err := l.unlog(ctx); err != nil {
			return err
		}
		journal = []string{"journal_mode(DELETE)", "synchronous(EXTRA)"} // the end of the journal is the commit: it must be on the disk, too
	}
	var err error
	l.writer, err = l.pool("mode=rw&_txlock=immediate", append(journal, "foreign_keys(1)", "fullfsync(1)")...)
	if err != nil {
		return err
	}
	l.writer.SetMaxOpenConns(1)
	version, err := checkDefinitions(ctx, l.writer, l.path, steps) // again: now with what is in the -wal file
	if err != nil {
		return err
	}
	if version < len(steps) {
		if err := l.saveCopy(ctx); err != nil {
			return err
		}
		if err := migrate(ctx, l.writer, steps, version); err != nil {
			return err
		}
	}
	l.readers, err = l.pool("mode=ro")
	return err
}

// connectReadOnly opens the readers of a library that must not be written. Where the folder can be written, a
// connection that may write but does not is the cleaner guest: it takes its -wal and -shm files along when it leaves.
// But where a -wal file lies there already, such a guest would fold it into the library when it is the last to leave.
func (l *Library) connectReadOnly(ctx context.Context, found inspection, steps []step) error {
	mode, pragmas, err := "mode=rw", []string{"query_only(1)"}, error(nil)
	switch {
	case l.Shared():
		pragmas = nil
		if mode, err = l.sharedMode(ctx, found.writable); err != nil {
			return err
		}
	case exists(l.path + "-wal"), !found.writable && found.unfolded:
		mode, pragmas = "mode=ro", nil
	case !found.writable:
		mode, pragmas = "mode=ro&immutable=1", nil
	}
	if l.readers, err = l.pool(mode, pragmas...); err != nil {
		return err
	}
	version, err := checkDefinitions(ctx, l.readers, l.path, steps)
	switch {
	case err != nil:
		return err
	case version < len(steps):
		return &appraisal.Error{Code: appraisal.CodeReadOnly, Text: fmt.Sprintf(
			"“%s” was made by an earlier ClaimGrade and must be brought up to date, which reading only forbids. Open it for writing once, or open a copy.",
			filepath.Base(l.path))}
	}
	return nil
}

// recheck repeats, through SQLite's own view of the file and its -wal, what inspect could not be sure of.
func (l *Library) recheck(ctx context.Context) error {
	var id int
	err := l.readers.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id)
	switch {
	case err != nil:
		return err
	case id != applicationID:
		return errForeign(l.path, "It belongs to another program")
	}
	return quickCheck(ctx, l.readers, l.path)
}

func (l *Library) closePools() error {
	var err error
	if l.readers != nil {
		err = l.readers.Close()
	}
	if l.writer != nil {
		err = errors.Join(err, l.writer.Close())
	}
	return err
}

// inspection is what can be known of a file without touching it.
type inspection struct {
	writable bool // the file and its folder
	unfolded bool // there is a -wal or -journal file beside it: it is in use, or was not closed
	lease    *lease
}

// inspect looks at the file as it lies on disk: without locks, without its -wal, and without leaving a trace. It goes
// through SQLite rather than reading the file itself, because closing an own descriptor of a file drops the locks that
// SQLite may hold on it elsewhere in this process.
func inspect(ctx context.Context, path string, o Options, steps []step) (inspection, error) {
	var found inspection
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return found, err
	case err != nil:
		return found, &appraisal.Error{Code: appraisal.CodeNotFound, Err: err,
			Text: fmt.Sprintf("There is no file “%s”. Check the path, or create a new library there.", path)}
	case info.IsDir():
		return found, errForeign(path, "It is a folder")
	case !info.Mode().IsRegular():
		return found, errForeign(path, "It is not an ordinary file")
	case info.Size() == 0:
		return found, errForeign(path, "It is empty; perhaps a copy or download was cut short")
	}
	if err := mayRead(path); err != nil {
		return found, err
	}
	found.writable = mayWrite(path) && mayWriteFolder(filepath.Dir(path))
	found.unfolded = exists(path+"-wal") || exists(path+"-journal")
	found.lease = leaseOf(path, o)

	err = peek(ctx, path, o, steps, info.Size() <= checkedWhole)
	unsure := appraisal.CodeOf(err) == appraisal.CodeCorrupt || errors.Is(err, errDefinitions)
	if unsure && (found.unfolded || found.lease != nil || exists(path+"-wal")) {
		found.unfolded = true
		return found, nil // pages may still be in the -wal file, or just being written: SQLite has the last word
	}
	return found, err
}

// peek reads the application id, the version, what the file defines and, if whole is true, every page of it, as if nobody
// could be writing it. The pages come last: to check them SQLite computes expressions that the file defines.
func peek(ctx context.Context, path string, o Options, steps []step, whole bool) error {
	db, err := connect(path, o, "mode=ro&immutable=1")
	if err != nil {
		return err
	}
	defer db.Close()
	var id int
	err = db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id)
	if err == nil && id != applicationID {
		return errForeign(path, "It belongs to another program")
	}
	if err == nil {
		_, err = checkDefinitions(ctx, db, path, steps)
	}
	switch code, _ := explain(err); code {
	case appraisal.CodeForeign:
		return errForeign(path, "It is a file of another kind")
	case appraisal.CodeCorrupt:
		return errDamaged(path, err)
	}
	if err != nil || !whole {
		return err
	}
	return quickCheck(ctx, db, path)
}

// quickCheck reads every page and says what is wrong with the first bad one.
func quickCheck(ctx context.Context, db *sql.DB, path string) error {
	var verdict string
	err := db.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&verdict)
	if code, _ := explain(err); err != nil && code != appraisal.CodeCorrupt {
		return err
	}
	if err == nil && verdict == "ok" {
		return nil
	}
	if err == nil {
		err = errors.New(verdict)
	}
	return errDamaged(path, err)
}

func errDamaged(path string, err error) error {
	return &appraisal.Error{Code: appraisal.CodeCorrupt, Err: err, Text: fmt.Sprintf(
		"“%s” is damaged: part of it is missing or was overwritten. Nothing was changed. Open a backup of it.",
		filepath.Base(path))}
}

func errForeign(path, why string) error {
	return &appraisal.Error{Code: appraisal.CodeForeign, Text: fmt.Sprintf(
		"“%s” is not a ClaimGrade library. %s. Choose another file, or create a new library.", filepath.Base(path), why)}
}

func errNewer(version, newest int) error {
	return &appraisal.Error{Code: appraisal.CodeNewer, Text: fmt.Sprintf(
		"The library was made by a newer ClaimGrade (its format is %d, this program knows up to %d). Install the newer program to open it.",
		version, newest)}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func versionOf(ctx context.Context, db *sql.DB) (int, error) {
	var version int
	err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version)
	return version, err
}

// connect opens a pool on the file. The connection is made, and so tried, by the first query.
func connect(path string, o Options, query string, pragmas ...string) (*sql.DB, error) {
	c, err := connector(path, o, query, pragmas...)
	if err != nil {
		return nil, err
	}
	return openPool(c), nil
}

func openPool(c driver.Connector) *sql.DB {
	db := sql.OpenDB(c)
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4)
	return db
}

// connector makes the connections of a pool. Everything that one needs is in its address: a PRAGMA run later would reach
// one connection of the pool only.
func connector(path string, o Options, query string, pragmas ...string) (driver.Connector, error) {
	pragmas = append([]string{
		fmt.Sprintf("busy_timeout(%d)", o.BusyTimeout/time.Millisecond), // first: the others may meet a lock
		"trusted_schema(0)",
		"cell_size_check(1)",
		"mmap_size(0)", // a file that changes under a mapping would end the program
		"temp_store(MEMORY)",
		"cache_size(-8000)",
	}, pragmas...)
	values := url.Values{"_pragma": pragmas, "_dqs": {"0"}, "_defensive": {"1"}}
	c, err := sqlite.NewConnector(address(path) + "?" + query + "&" + values.Encode())
	if err != nil {
		return nil, err
	}
	return limited{c}, nil
}

// address writes an absolute path as SQLite's file: address, in which ?, # and % of a name must be escaped.
func address(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // C:/…
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

const beginsDatabase = "SQLite format 3\x00"

// IsDatabase reports whether a file begins as SQLite databases do, which libraries are.
func IsDatabase(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, len(beginsDatabase))
	_, err = io.ReadFull(f, head)
	return err == nil && string(head) == beginsDatabase
}
