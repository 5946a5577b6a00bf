package db

import (
	"os"
	"path/filepath"
	"syscall"
)

// networkOf names the network file system that a file lies on. What cannot be found out is taken for local.
func networkOf(path string) string {
	var stat syscall.Statfs_t
	if syscall.Statfs(path, &stat) != nil {
		return ""
	}
	number, kind := uint32(stat.Type), ""
	if number == fuse {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			path = real
		}
		if table, err := os.ReadFile("/proc/self/mountinfo"); err == nil {
			kind = mountedAs(string(table), path)
		}
	}
	return networkKind(number, kind)
}
