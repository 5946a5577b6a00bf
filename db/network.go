package db

import "strings"

// SQLite's write-ahead log needs memory that all who have the file open share, which two machines do not. On a file system
// of the network a library is kept with a rollback journal instead, and a note beside it says which machine has it open
// (lease.go), since locks are not to be relied upon there.

// machine is what a library needs to know of the machine and its disks. Tests have others than the real ones.
type machine struct {
	network        func(path string) string // the kind of network file system that a file lies on; empty on a local one
	host           string
	renewal, stale int // seconds: how often the note is written anew, and after how long without it is out of date
}

// networkKinds are file systems of the network by the number that Linux gives them, and those of a virtual machine's host.
var networkKinds = map[uint32]string{
	0x00006969: "NFS",
	0x0000517B: "SMB",
	0xFF534D42: "SMB", // CIFS
	0xFE534D42: "SMB", // SMB 2 and 3
	0x01021997: "9P",
	0x5346414F: "AFS",
	0x6B414653: "AFS", // the kernel's own
	0x73757245: "Coda",
	0x0000564C: "NCP",
	0x00C36400: "Ceph",
	0x7461636F: "OCFS2",
	0x01161970: "GFS2",
	0x0BD00BD0: "Lustre",
	0x47504653: "GPFS",
	0x786F4256: "shared folder of the host", // VirtualBox
	0xBACBACBC: "shared folder of the host", // VMware
}

// fuse is the number of all file systems that programs make. Which of them lie elsewhere is told by their names.
const fuse = 0x65735546

// fuseKinds are names, or beginnings of names, of file systems of programs that lie on another machine.
var fuseKinds = []string{"sshfs", "gvfsd-fuse", "kio-fuse", "rclone", "s3fs", "davfs", "curlftpfs", "glusterfs", "ceph", "smbnetfs",
	"afp", "vmhgfs", "google-drive", "onedrive", "gcsfuse", "blobfuse", "juicefs", "seaweedfs", "moosefs", "mfs", "beegfs", "lizardfs"}

// networkKind names a file system by its number, and for those of programs by the type it is mounted as.
func networkKind(number uint32, mountedAs string) string {
	if number != fuse {
		return networkKinds[number]
	}
	if mountedAs == "virtiofs" {
		return networkKinds[0x786F4256]
	}
	name, isFuse := strings.CutPrefix(mountedAs, "fuse.")
	if !isFuse {
		return ""
	}
	for _, kind := range fuseKinds {
		if strings.HasPrefix(name, kind) {
			return name
		}
	}
	return ""
}

// mountedAs is the type of the file system that a path lies on, from the table of mounts as Linux writes it (proc(5),
// mountinfo). Of two mounts at one place the later covers the other.
func mountedAs(table, path string) (kind string) {
	longest := -1
	unescape := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)
	for line := range strings.Lines(table) {
		head, tail, found := strings.Cut(line, " - ")
		fields, after := strings.Fields(head), strings.Fields(tail)
		if !found || len(fields) < 5 || len(after) == 0 {
			continue
		}
		at := unescape.Replace(fields[4])
		within := path == at || strings.HasPrefix(path, strings.TrimSuffix(at, "/")+"/")
		if within && len(at) >= longest {
			longest, kind = len(at), after[0]
		}
	}
	return kind
}
