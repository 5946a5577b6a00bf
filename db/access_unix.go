//go:build linux || darwin || freebsd

package db

import (
	"io/fs"
	"syscall"
)

// Modes of access(2).
const (
	accessRead    = 4
	accessWrite   = 2
	accessExecute = 1
)

// mayRead asks the system without opening the file: see inspect for why.
func mayRead(path string) error {
	if err := syscall.Access(path, accessRead); err != nil {
		return &fs.PathError{Op: "read", Path: path, Err: err}
	}
	return nil
}

func mayWrite(path string) bool { return syscall.Access(path, accessWrite) == nil }

func mayWriteFolder(path string) bool { return syscall.Access(path, accessWrite|accessExecute) == nil }
