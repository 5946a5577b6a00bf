package db

import (
	"path/filepath"
	"strings"
	"syscall"
	"unsafe"
)

// remoteDrive is what GetDriveType answers for a drive that is a folder of another machine.
const remoteDrive = 4

var driveType = syscall.NewLazyDLL("kernel32.dll").NewProc("GetDriveTypeW")

// onNetwork reports whether a file lies on a share, be it under a drive's letter. What cannot be found out is taken for local.
func onNetwork(path string) bool {
	volume := filepath.VolumeName(path)
	device := strings.HasPrefix(volume, `\\?\`) || strings.HasPrefix(volume, `\\.\`)
	switch {
	case strings.HasPrefix(volume, `\\?\UNC\`), strings.HasPrefix(volume, `\\`) && !device:
		return true
	case volume == "" || driveType.Find() != nil:
		return false
	}
	root, err := syscall.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return false
	}
	kind, _, _ := driveType.Call(uintptr(unsafe.Pointer(root)))
	return kind == remoteDrive
}

// Windows has numbers of its own for folders of the network that cannot be reached.
func init() {
	const badPath, unexpected, nameGone, timedOut, unreachable = syscall.Errno(53), syscall.Errno(59), syscall.Errno(64), syscall.Errno(121), syscall.Errno(1231)
	cutOff = append(cutOff, badPath, unexpected, nameGone, timedOut, unreachable)
}
