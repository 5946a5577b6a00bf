package db

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"claimgrade/appraisal"
)

// SQLite's write-ahead log needs memory that all who have the file open share, which two machines do not. In a folder of the
// network a library is kept with a rollback journal instead, and a note beside it says which machine has it open (lease.go),
// since locks are not to be relied upon there.

// machine is what a library needs to know of the machine and its disks. Tests have others than the real one.
type machine struct {
	network  func(path string) bool // whether a file lies on a file system of the network
	host, id string
	renewal  time.Duration // how often the note is touched
	stale    time.Duration // after how long without that it is out of date
}

func thisMachine() machine {
	m := machine{network: onNetwork, renewal: 20 * time.Second, stale: 2 * time.Minute}
	m.host, _ = os.Hostname()                                  // else it has no name
	if id, err := os.ReadFile("/etc/machine-id"); err == nil { // Linux has it, and asks that it be told to nobody as it is
		m.id = shortHash("claimgrade " + strings.TrimSpace(string(id)))
	}
	return m
}

// networkNumbers are file systems of the network by the number that Linux gives them, and those that a virtual machine has
// from its host.
var networkNumbers = map[uint32]bool{
	0x00006969: true, // NFS
	0x0000517B: true, // SMB
	0xFF534D42: true, // CIFS
	0xFE534D42: true, // SMB 2 and 3
	0x01021997: true, // 9P
	0x5346414F: true, // AFS
	0x6B414653: true, // AFS, the kernel's own
	0x73757245: true, // Coda
	0x0000564C: true, // NCP
	0x00C36400: true, // Ceph
	0x7461636F: true, // OCFS2
	0x01161970: true, // GFS2
	0x0BD00BD0: true, // Lustre
	0x47504653: true, // GPFS
	0x786F4256: true, // VirtualBox
	0xBACBACBC: true, // VMware
}

// fuse is the number of all file systems that programs make. Which of them lie elsewhere is told by their names.
const fuse = 0x65735546

// fuseNames are names, or beginnings of names, of file systems of programs that lie on another machine.
var fuseNames = []string{"sshfs", "gvfsd-fuse", "kio-fuse", "rclone", "s3fs", "davfs", "curlftpfs", "glusterfs", "ceph", "smbnetfs",
	"afp", "vmhgfs", "google-drive", "onedrive", "gcsfuse", "blobfuse", "juicefs", "seaweedfs", "moosefs", "mfs", "beegfs", "lizardfs"}

// isNetwork knows a file system by its number, and those of programs by the type they are mounted as.
func isNetwork(number uint32, mountedAs string) bool {
	if number != fuse {
		return networkNumbers[number]
	}
	name, isProgram := strings.CutPrefix(mountedAs, "fuse.")
	for _, known := range fuseNames {
		if isProgram && strings.HasPrefix(name, known) {
			return true
		}
	}
	return mountedAs == "virtiofs" // of a virtual machine's host
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

// cutOff are errors of the system when a folder of the network cannot be reached.
var cutOff = []error{syscall.ESTALE, syscall.ENOTCONN, syscall.ETIMEDOUT, syscall.EHOSTDOWN, syscall.EHOSTUNREACH, syscall.ECONNABORTED, syscall.ECONNRESET}

// Shared reports whether the library lies where other machines reach it: it is slower, and only one of them may change it.
func (l *Library) Shared() bool { return l.lease != nil }

// stillOurs returns an error if the library's file has gone from its path, or another machine has taken it over.
func (l *Library) stillOurs() error {
	if err := l.standing.check(); err != nil {
		return err
	}
	return l.lease.claim(false)
}

// unlog folds the write-ahead log of a library into its file and has it kept with a rollback journal from now on. Nobody else
// may have it open then. A change that was interrupted is taken back, too. Where there is no log this does nothing. In the
// exclusive mode SQLite keeps the index of the log in its own memory and not in a file beside the library.
func (l *Library) unlog(ctx context.Context) error {
	db, err := connect(l.path, l.options, "mode=rw", "locking_mode(EXCLUSIVE)")
	if err != nil {
		return err
	}
	defer db.Close()
	var mode string
	if err := db.QueryRowContext(ctx, `PRAGMA journal_mode = DELETE`).Scan(&mode); err != nil {
		return err
	}
	if mode != "delete" {
		return errInUse
	}
	return nil
}

// sharedMode is how a library that lies where other machines reach it is opened for reading only. A connection that may
// write would take back what another machine is just writing, if its locks are not seen here.
func (l *Library) sharedMode(ctx context.Context, writable bool) (string, error) {
	other, err := l.lease.other()
	if err != nil {
		return "", err
	}
	logged, err := isLogged(l.path)
	switch {
	case err != nil:
		return "", err
	case writable && other == nil && (logged || exists(l.path+"-journal")):
		return "mode=ro", l.unlog(ctx)
	case logged && exists(l.path+"-wal"):
		return "", &appraisal.Error{Code: appraisal.CodeLocked, Text: fmt.Sprintf(
			"“%s” is open on the computer that its disk belongs to, or was not closed there. Close it there, and try again.", filepath.Base(l.path))}
	case logged:
		return "mode=ro&immutable=1", nil
	}
	return "mode=ro", nil
}

// isLogged reports whether a library is kept with a write-ahead log, by what its first bytes say. It must not be open in this
// program, since closing the descriptor used here drops the locks that SQLite holds on the file.
func isLogged(path string) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	head := make([]byte, 20)
	if _, err := io.ReadFull(f, head); err != nil {
		return false, err
	}
	return head[18] == 2 || head[19] == 2, nil // the versions that are needed to write and to read it; 2 is that of the log
}
