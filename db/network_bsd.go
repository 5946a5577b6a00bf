//go:build darwin || freebsd

package db

import "syscall"

// local is the flag of file systems that lie on this machine: MNT_LOCAL of mount(2).
const local = 0x1000

// onNetwork reports whether a file lies on a file system of the network. What cannot be found out is taken for local.
func onNetwork(path string) bool {
	var stat syscall.Statfs_t
	return syscall.Statfs(path, &stat) == nil && uint64(stat.Flags)&local == 0
}
