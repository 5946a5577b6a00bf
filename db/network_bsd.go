//go:build darwin || freebsd

package db

import "syscall"

// local is the flag of file systems that lie on this machine: MNT_LOCAL of mount(2).
const local = 0x1000

// networkOf names the network file system that a file lies on. What cannot be found out is taken for local.
func networkOf(path string) string {
	var stat syscall.Statfs_t
	if syscall.Statfs(path, &stat) != nil || uint64(stat.Flags)&local != 0 {
		return ""
	}
	var name []byte
	for _, c := range stat.Fstypename {
		if c == 0 {
			break
		}
		name = append(name, byte(c))
	}
	return string(name)
}
