package db

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"claimgrade/appraisal"
)

// WriteFile writes a file of the user's choosing, all or nothing: a failure leaves what was there. Unless replace is set,
// which says that the user was asked, a file that is there already is refused with CodeConflict (fs.ErrExist).
func WriteFile(path string, data []byte, replace bool) error {
	what := fmt.Sprintf("“%s” was not written", filepath.Base(path))
	write := func(temporary string) error { return os.WriteFile(temporary, data, 0o666) }
	if holdsLibrary(data) {
		write = private(write)
	}
	path, err := filepath.Abs(path)
	switch {
	case err != nil:
	case replace && exists(path):
		err = supplant(path, newUID(), write)
	default:
		err = publishOpenly(path, newUID(), write)
	}
	if err != nil {
		return fail(what, err)
	}
	return nil
}

// WriteFromLibrary is WriteFile for what was made of a library, which is itself never replaced, by whatever name or link it
// is asked for: whoever has it open would go on writing into a file that nobody finds any more.
func WriteFromLibrary(library, path string, data []byte, replace bool) error {
	at, err := os.Stat(library)
	if there, errThere := os.Stat(path); err == nil && errThere == nil && os.SameFile(at, there) {
		return &appraisal.Error{Code: appraisal.CodeConflict, Err: fs.ErrExist,
			Text: fmt.Sprintf("“%s” was not written: it is the library itself. Choose another name.", filepath.Base(path))}
	}
	return WriteFile(path, data, replace)
}

// publish makes a library: publishOpenly, but for its owner's eyes only.
func publish(path, unique string, write func(temporary string) error) error {
	return publishOpenly(path, unique, private(write))
}

// publishOpenly writes a file under a temporary name beside path, brings it safely to disk and only then gives it its name,
// which must be free: a crash leaves either no file of that name or a whole one.
func publishOpenly(path, unique string, write func(temporary string) error) error {
	if exists(path) {
		return &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
	}
	return place(path, unique, write, name)
}

// supplant is publish for a name that is taken: a crash leaves either the old file or the new one, whole. A link keeps
// leading to the file, and the file keeps its permissions.
func supplant(path, unique string, write func(temporary string) error) error {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	old, err := os.Stat(path)
	switch {
	case err != nil:
		return err
	case old.IsDir():
		return &fs.PathError{Op: "replace", Path: path, Err: syscall.EISDIR}
	case !old.Mode().IsRegular(), !mayWrite(path): // a device; or a file that its owner has locked
		return &fs.PathError{Op: "replace", Path: path, Err: fs.ErrPermission}
	}
	return place(path, unique, write, func(temporary, path string) error {
		if err := os.Chmod(temporary, old.Mode().Perm()); err != nil {
			return err
		}
		return os.Rename(temporary, path)
	})
}

// place writes a file under a temporary name beside path and, when it is safe on the disk, gives it its name.
func place(path, unique string, write func(temporary string) error, name func(temporary, path string) error) error {
	folder := filepath.Dir(path)
	if _, err := os.Stat(folder); err != nil {
		return err
	}
	SweepLeftovers(folder)
	temporary := filepath.Join(folder, strings.Replace(TemporaryNames, "*", unique, 1))
	defer os.Remove(temporary)
	if err := write(temporary); err != nil {
		return err
	}
	if err := syncFile(temporary); err != nil {
		return err
	}
	if err := name(temporary, path); err != nil {
		return err
	}
	if d, err := os.Open(folder); err == nil { // so that the name survives a loss of power, where folders can be synced
		_ = d.Sync()
		_ = d.Close()
	}
	return nil
}

// name gives the file its final name without ever replacing another.
func name(temporary, path string) error {
	err := os.Link(temporary, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	// The file system knows no links: reserve the name, then replace the reservation.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(temporary, path); err != nil {
		_ = os.Remove(path)
		return err
	}
	return nil
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
