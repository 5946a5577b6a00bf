//go:build linux || darwin || freebsd

package db

import (
	"os"
	"syscall"
)

// inUse reports whether another program has a file open as a database: by the locks that SQLite holds. It must not be
// open in this program, since closing the descriptor used here would drop the locks.
func inUse(path string) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	const first, length = 0x40000000, 512 // where SQLite locks: see its file format, "the lock-byte page"
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Start: first, Len: length}
	if err := syscall.FcntlFlock(f.Fd(), syscall.F_GETLK, &lock); err != nil {
		return false, err
	}
	return lock.Type != syscall.F_UNLCK, nil
}
