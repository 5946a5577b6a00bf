package single

import (
	"errors"
	"syscall"
)

// sharingViolation is what Windows answers while another process has a file open for itself.
const sharingViolation = syscall.Errno(32)

// tryLock opens a file for this process alone, until it is closed or the process ends. wait says that another has it.
func tryLock(path string) (free func(), wait bool) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return func() {}, false
	}
	file, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return func() {}, errors.Is(err, sharingViolation)
	}
	return func() { _ = syscall.CloseHandle(file) }, false
}
