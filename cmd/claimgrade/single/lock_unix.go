//go:build linux || darwin || freebsd

package single

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes the lock, which the system frees when the process ends, however it ends. wait says that another has it.
func tryLock(path string) (free func(), wait bool) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return func() {}, false
	}
	free = func() { _ = file.Close() }
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) || errors.Is(err, syscall.EINTR) {
		free()
		return nil, true
	}
	return free, false
}
