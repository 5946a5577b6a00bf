package db

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// CopyKind says why a copy of a library was kept.
type CopyKind string

// The kinds of copies.
const (
	CopyDaily     CopyKind = "daily"
	CopyMigration CopyKind = "migration" // before the library was brought up to date
	CopyImport    CopyKind = "import"    // before an import
	CopyMerge     CopyKind = "merge"     // before another library was merged in
	CopyRestore   CopyKind = "restore"   // before a copy was put in the library's place
	CopyDamaged   CopyKind = "damaged"   // a damaged file as it was, byte for byte, before a copy was put in its place
)

// Copy is a copy of a library in the folder of copies.
type Copy struct {
	Path    string
	Kind    CopyKind
	At      time.Time // UTC
	Size    int64     // bytes
	Format  int
	Counts  CopyCounts
	Problem string // why it cannot be read; "" if it can

	owner string // of which library it is: see ownerOf
}

// CopyCounts are what a copy holds; the parts of a claim are not counted, as on the screens.
type CopyCounts struct{ Claims, Trials, Appraisals int }

// KeepCopy keeps a copy of the library, as it is at this moment, in a folder, which is made if it is not there. The copy
// gets its name only after it was read and found sound; older copies are removed, by the rules of rotate, only after that.
// Where nothing has changed since the last copy of this kind, that one is returned.
func (l *Library) KeepCopy(ctx context.Context, folder string, kind CopyKind) (Copy, error) {
	k := keeping{library: l.path, folder: folder, kind: kind, o: l.options}
	if err := l.baptise(ctx); err != nil {
		return Copy{}, fail(k.what(), err)
	}
	var c Copy
	err := l.unbound(ctx, func(conn *sql.Conn) (err error) {
		c, err = k.keep(ctx, conn)
		return err
	})
	return c, err
}

// settingLibrary is the setting that holds the id of a library. Copies are found by it when the library has moved.
const settingLibrary = "library"

// baptise gives the library an id if it has none.
func (l *Library) baptise(ctx context.Context) error {
	if l.writer == nil {
		return nil
	}
	if err := l.stillOurs(); err != nil {
		return err
	}
	_, err := l.writer.ExecContext(ctx, `INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING`, settingLibrary, l.options.NewUID())
	return err
}

// keeping is how a copy is kept.
type keeping struct {
	library string // path
	folder  string
	kind    CopyKind
	o       Options
}

func (k keeping) what() string {
	return fmt.Sprintf("No copy of “%s” was kept", filepath.Base(k.library))
}

// keep does what KeepCopy says with a connection to the library.
func (k keeping) keep(ctx context.Context, conn *sql.Conn) (Copy, error) {
	c, err := k.write(ctx, conn)
	if err != nil {
		return Copy{}, failed(k.what(), err)
	}
	if err := k.rotate(ctx, c); err != nil {
		return c, fail("A copy was kept, but an older one could not be removed", err)
	}
	return c, nil
}

func (k keeping) write(ctx context.Context, conn *sql.Conn) (Copy, error) {
	folder, err := filepath.Abs(k.folder)
	if err != nil {
		return Copy{}, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil { // it holds what the library holds
		return Copy{}, err
	}
	owner := ownerOf(ctx, conn, k.library)
	now, err := stateOf(ctx, conn)
	if err != nil {
		return Copy{}, err
	}
	if last, ok := k.last(ctx, folder, owner, now); ok {
		return last, nil
	}
	path, err := k.free(folder, owner)
	if err != nil {
		return Copy{}, err
	}
	if err := publish(path, k.o.NewUID(), func(temporary string) error { return vacuumInto(ctx, conn, temporary, k.o) }); err != nil {
		return Copy{}, err
	}
	return readCopy(ctx, path, k.o)
}

// free returns a path for a new copy. Two in one second are told apart by the second.
func (k keeping) free(folder, owner string) (string, error) {
	ext := filepath.Ext(k.library)
	base := strings.TrimSuffix(filepath.Base(k.library), ext)
	at := k.o.Now().UTC()
	for range 100 {
		path := filepath.Join(folder, fmt.Sprintf("%s (%s %s %s)%s", base, k.kind, at.Format(copyTime), owner, ext))
		if !exists(path) {
			return path, nil
		}
		at = at.Add(time.Second)
	}
	return "", &fs.PathError{Op: "create", Path: folder, Err: fs.ErrExist}
}

// copyTime is how the time of a copy stands in its name.
const copyTime = "20060102T150405Z"

// copyName is the end of a copy's name: kind, time, and whose copy it is.
var copyName = regexp.MustCompile(`^(.+) \(([a-z]+) (\d{8}T\d{6}Z) ([0-9a-f]{12} [0-9a-f]{12})\)(\.[^.]*)?$`)

// ownerOf tells whose copies are whose: by the id of the library, which it keeps when it is moved, and by its place,
// which alone is known when the file is damaged, and in which two libraries differ that were copied from one another.
func ownerOf(ctx context.Context, conn *sql.Conn, library string) string {
	id := ""
	if conn != nil {
		_ = conn.QueryRowContext(ctx, `SELECT value FROM setting WHERE key = ?`, settingLibrary).Scan(&id) // else its place must do
	}
	if real, err := filepath.EvalSymlinks(library); err == nil {
		library = real
	}
	place := shortHash(library)
	if id == "" {
		return place + " " + place
	}
	return shortHash(id) + " " + place
}

func shortHash(s string) string { return HashOf([]byte(s))[:12] }

// sameLibrary reports whether two owners share the id or the place.
func sameLibrary(a, b string) bool {
	aID, aPlace, _ := strings.Cut(a, " ")
	bID, bPlace, _ := strings.Cut(b, " ")
	return aID == bID || aPlace == bPlace
}

// namedCopy reads what the name of a file tells. It is false if it is not that of a copy.
func namedCopy(path string) (Copy, bool) {
	found := copyName.FindStringSubmatch(filepath.Base(path))
	if found == nil {
		return Copy{}, false
	}
	at, err := time.Parse(copyTime, found[3])
	return Copy{Path: path, Kind: CopyKind(found[2]), At: at, owner: found[4]}, err == nil
}

// namedCopies returns the copies in a folder, the newest first, by their names alone. A folder that is not there has none.
func namedCopies(folder string, whose func(owner string) bool) ([]Copy, error) {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var all []Copy
	for _, e := range entries {
		if c, ok := namedCopy(filepath.Join(folder, e.Name())); ok && e.Type().IsRegular() && whose(c.owner) {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b Copy) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.Path, a.Path))
	})
	return all, nil
}

// readCopy adds to what a copy's name tells what is in it. What cannot be read is told by Problem.
func readCopy(ctx context.Context, path string, o Options) (Copy, error) {
	c, _ := namedCopy(path)
	info, err := os.Stat(path)
	if err != nil {
		return c, err
	}
	c.Size = info.Size()
	err = c.look(ctx, o)
	if err != nil && ctx.Err() != nil {
		return c, ctx.Err()
	}
	if err != nil {
		c.Problem = fail("The copy cannot be read", err).Error()
	}
	return c, nil
}

func (c *Copy) look(ctx context.Context, o Options) error {
	return inCopy(ctx, c.Path, o, func(conn *sql.Conn) error {
		if err := conn.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&c.Format); err != nil {
			return err
		}
		return conn.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM claim WHERE parent_uid IS NULL), (SELECT count(*) FROM trial), (SELECT count(*) FROM appraisal)`).
			Scan(&c.Counts.Claims, &c.Counts.Trials, &c.Counts.Appraisals)
	})
}

// Copies returns the copies of a library in a folder, the newest first. Those that cannot be read say so. The library
// itself need not be readable, nor be there.
func Copies(ctx context.Context, folder, library string) ([]Copy, error) {
	const what = "The copies could not be listed"
	o := Options{}.withDefaults()
	owner, err := ownerOfFile(ctx, library, o)
	if err != nil {
		return nil, fail(what, err)
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return nil, fail(what, err)
	}
	all, err := namedCopies(folder, func(other string) bool { return sameLibrary(owner, other) })
	if err != nil {
		return nil, fail(what, err)
	}
	for i := range all {
		c, err := readCopy(ctx, all[i].Path, o)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fail(what, err)
		}
		all[i] = c
	}
	return all, nil
}

// ownerOfFile is ownerOf for a library that need not be open, nor readable, nor there.
func ownerOfFile(ctx context.Context, library string, o Options) (string, error) {
	library, err := filepath.Abs(library)
	if err != nil {
		return "", err
	}
	owner := ownerOf(ctx, nil, library)
	if info, err := os.Stat(library); err == nil && info.Mode().IsRegular() {
		_ = inCopy(ctx, library, o, func(conn *sql.Conn) error { // where it cannot be read, its place tells
			owner = ownerOf(ctx, conn, library)
			return nil
		})
	}
	return owner, ctx.Err()
}

// NewestGood returns the newest copy of a library that is sound, and false if there is none.
func NewestGood(ctx context.Context, folder, library string) (Copy, bool, error) {
	all, err := Copies(ctx, folder, library)
	if err != nil {
		return Copy{}, false, err
	}
	for _, c := range all {
		if c.Problem != "" || c.Kind == CopyDamaged {
			continue
		}
		if _, err := soundCopy(ctx, c.Path, Options{}.withDefaults()); err == nil {
			return c, true, nil
		}
		if ctx.Err() != nil {
			return Copy{}, false, ctx.Err()
		}
	}
	return Copy{}, false, nil
}

// last returns the newest copy of this kind, if it is sound and holds the library in this state.
func (k keeping) last(ctx context.Context, folder, owner, state string) (Copy, bool) {
	all, err := namedCopies(folder, func(other string) bool { return owner == other })
	if err != nil {
		return Copy{}, false // a new copy is never wrong
	}
	i := slices.IndexFunc(all, func(c Copy) bool { return c.Kind == k.kind })
	if i < 0 {
		return Copy{}, false
	}
	held := ""
	err = inCopy(ctx, all[i].Path, k.o, func(conn *sql.Conn) (err error) {
		held, err = stateOf(ctx, conn)
		return err
	})
	if err != nil || held != state {
		return Copy{}, false
	}
	if _, err := soundCopy(ctx, all[i].Path, k.o); err != nil {
		return Copy{}, false
	}
	c, err := readCopy(ctx, all[i].Path, k.o)
	return c, err == nil && c.Problem == ""
}
