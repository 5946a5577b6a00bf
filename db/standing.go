package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io/fs"
	"os"
	"sync"
)

// standing remembers which file was opened under a path. Systems let a file that is in use be moved, deleted or replaced;
// SQLite then goes on with what it has open, and what it says to be saved is in no file of that name.
type standing struct {
	path string

	mu     sync.Mutex
	file   fs.FileInfo // nil until the library is open
	logged bool        // it was opened with a write-ahead log beside it
}

// remember takes the file that lies under the path now as the library's.
func (s *standing) remember() error {
	file, err := os.Stat(s.path)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.file, s.logged = file, exists(s.path+"-wal")
	return nil
}

// check returns an error if the library's file no longer lies under its path.
func (s *standing) check() error {
	s.mu.Lock()
	file, logged := s.file, s.logged
	s.mu.Unlock()
	if file == nil {
		return nil
	}
	now, err := os.Stat(s.path)
	switch {
	case err == nil && os.SameFile(now, file) && (!logged || exists(s.path+"-wal")):
		return nil
	case err == nil && os.SameFile(now, file):
		return logMoved
	case err == nil:
		return fileReplaced
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fileMoved
	}
	return err
}

// errMoved says what has become of the library's file.
type errMoved string

func (e errMoved) Error() string { return string(e) }

const (
	fileMoved    errMoved = "the library's file is not where it was opened: it was moved, renamed or deleted. Put it back and try again, or save a copy of the library elsewhere and go on with that."
	fileReplaced errMoved = "the library's file is not where it was opened: another file has taken its place. Put it back and try again, or save a copy of the library elsewhere and go on with that."
	logMoved     errMoved = "the library's file is not where it was opened: the “-wal” file beside it, which holds the last changes, was moved or deleted. Put it back and try again, or save a copy of the library elsewhere and go on with that."
)

// pool is connect for the library that was opened: a connection that is made later must not meet another file.
func (l *Library) pool(query string, pragmas ...string) (*sql.DB, error) {
	c, err := connector(l.path, l.options, query, pragmas...)
	if err != nil {
		return nil, err
	}
	return openPool(sameFile{c, &l.standing}), nil
}

type sameFile struct {
	driver.Connector
	standing *standing
}

// Connect makes a connection, or says that the file has gone.
func (c sameFile) Connect(ctx context.Context) (driver.Conn, error) {
	if err := c.standing.check(); err != nil {
		return nil, err
	}
	return c.Connector.Connect(ctx)
}
