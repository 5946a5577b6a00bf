package db

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// publish writes a file under a temporary name beside path, brings it safely to disk and only then gives it its name,
// which must be free: a crash leaves either no file of that name or a whole one.
func publish(path, unique string, write func(temporary string) error) error {
	if _, err := os.Lstat(path); err == nil {
		return &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
	}
	folder := filepath.Dir(path)
	if _, err := os.Stat(folder); err != nil {
		return err
	}
	temporary := filepath.Join(folder, ".claimgrade-"+unique+".part")
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
