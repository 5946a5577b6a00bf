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

// networkOf says whether a file lies on a share, be it under a drive's letter. What cannot be found out is taken for local.
func networkOf(path string) string {
	volume := filepath.VolumeName(path)
	switch {
	case strings.HasPrefix(volume, `\\?\UNC\`), strings.HasPrefix(volume, `\\`) && !strings.HasPrefix(volume, `\\?\`) && !strings.HasPrefix(volume, `\\.\`):
		return "SMB"
	case volume == "" || driveType.Find() != nil:
		return ""
	}
	root, err := syscall.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return ""
	}
	if kind, _, _ := driveType.Call(uintptr(unsafe.Pointer(root))); kind == remoteDrive {
		return "SMB"
	}
	return ""
}
