package db

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"unsafe"
)

// A fault layer between the store and the real file system. The kernel stops a second process at each call with which it
// writes (seccomp's user notification) and asks this one what to make of it: let it through, let it fail, let it write a
// part only, or kill the process in front of it. So every write point of an action can be tried, one after the other,
// without a mock of anything.

// Numbers of seccomp(2) and its notifications, which package syscall does not know.
const (
	sysSeccomp, sysPidfdOpen, sysPidfdGetfd = 317, 434, 438

	filterFlags   = 1 | 8 | 16 | 32 // all threads; a listener; refuse as ESRCH; only death interrupts a stopped call
	receiveNotice = 0xc0502100
	answerNotice  = 0xc0182101
	letThrough    = 1
)

type notice struct {
	id       uint64
	pid      uint32
	flags    uint32
	nr, arch int32
	ip       uint64
	args     [6]uint64
}

type answer struct {
	id    uint64
	value int64
	errno int32
	flags uint32
}

// writing are the calls with which files are changed.
var writing = map[int32]string{
	syscall.SYS_PWRITE64: "write", syscall.SYS_WRITE: "write", syscall.SYS_FTRUNCATE: "truncate", syscall.SYS_FALLOCATE: "allocate",
	syscall.SYS_FSYNC: "sync", syscall.SYS_FDATASYNC: "sync", syscall.SYS_OPEN: "open", syscall.SYS_OPENAT: "open",
	syscall.SYS_LINKAT: "link", syscall.SYS_RENAMEAT: "rename", syscall.SYS_FCHMODAT: "chmod",
	syscall.SYS_UNLINK: "unlink", syscall.SYS_UNLINKAT: "unlink",
}

// offerCalls has the kernel ask whoever holds the returned descriptor about every call of this process that writes,
// except to its standard output.
func offerCalls() (listener int, err error) {
	type line struct {
		code   uint16
		yes    uint8
		no     uint8
		number uint32
	}
	const load, equal, greater, result = 0x20, 0x15, 0x25, 0x06
	program := []line{{load, 0, 0, 0}} // the number of the call
	for nr := range writing {
		if nr == syscall.SYS_WRITE {
			program = append(program, line{equal, 0, 3, uint32(nr)}, line{load, 0, 0, 16}, // its first argument
				line{greater, 0, 1, 2}, line{result, 0, 0, 0x7fc00000}, line{load, 0, 0, 0})
			continue
		}
		program = append(program, line{equal, 0, 1, uint32(nr)}, line{result, 0, 0, 0x7fc00000})
	}
	program = append(program, line{result, 0, 0, 0x7fff0000})
	filter := struct {
		lines uint16
		first *line
	}{uint16(len(program)), &program[0]}
	runtime.LockOSThread() // the promise below is the thread's
	const noNewPrivileges = 38
	if _, _, e := syscall.RawSyscall6(syscall.SYS_PRCTL, noNewPrivileges, 1, 0, 0, 0, 0); e != 0 {
		return 0, e
	}
	fd, _, e := syscall.RawSyscall(sysSeccomp, 1, filterFlags, uintptr(unsafe.Pointer(&filter)))
	if e != 0 {
		return 0, e
	}
	return int(fd), nil
}

// fault is what is made of a call: of one, or of all from one on.
type fault struct {
	name  string
	errno syscall.Errno
	calls string // which it concerns; empty for all
	lasts bool   // it does not pass by itself
	half  bool   // the first half of what was to be written is
	kill  bool
	away  string // the file that somebody moves away before the call
}

var (
	diskFault    = fault{name: "the disk reports an error", errno: syscall.EIO}
	diskFull     = fault{name: "the disk is full", errno: syscall.ENOSPC, calls: "write allocate open link", lasts: true}
	shortWrite   = fault{name: "half of it is written, then the disk is full", errno: syscall.ENOSPC, calls: "write allocate", lasts: true, half: true}
	diskReadOnly = fault{name: "the disk has become read-only", errno: syscall.EROFS, lasts: true}
	denied       = fault{name: "permission is lost", errno: syscall.EACCES, calls: "open link rename unlink chmod", lasts: true}
	killed       = fault{name: "the program is killed", kill: true}
)

// layer answers for the files below a folder.
type layer struct {
	folder   string
	listener uintptr
	done     chan struct{}

	mu    sync.Mutex
	f     fault
	at    int      // which of the calls from here on is the first to fail; 0 for none
	calls []string // seen since arm
	hits  int      // failed since arm
}

// intercept takes over the calls of a process that has called offerCalls.
func intercept(t testing.TB, process int, listener int, folder string) *layer {
	t.Helper()
	pidfd, _, e := syscall.Syscall(sysPidfdOpen, uintptr(process), 0, 0)
	if e != 0 {
		t.Skip("the kernel does not hand over the calls of another process: ", e)
	}
	defer syscall.Close(int(pidfd))
	fd, _, e := syscall.Syscall(sysPidfdGetfd, pidfd, uintptr(listener), 0)
	if e != 0 {
		t.Skip("the kernel does not hand over the calls of another process: ", e)
	}
	x := &layer{folder: folder, listener: fd, done: make(chan struct{})}
	go x.serve()
	return x
}

// arm sets what is to fail: the n-th call of the fault's kind, counted from here. With n = 0 nothing fails.
func (x *layer) arm(f fault, n int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.f, x.at, x.calls, x.hits = f, n, nil, 0
}

// seen are the calls since arm, and how many of them failed.
func (x *layer) seen() (calls []string, hits int) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.calls, x.hits
}

// serve answers until the process is gone.
func (x *layer) serve() {
	defer close(x.done)
	defer syscall.Close(int(x.listener))
	for {
		wait := struct {
			fd           int32
			events, came int16
		}{int32(x.listener), 1, 0}
		n, _, e := syscall.Syscall(syscall.SYS_POLL, uintptr(unsafe.Pointer(&wait)), 1, ^uintptr(0))
		if e == syscall.EINTR {
			continue
		}
		if e != 0 || n == 0 || wait.came&1 == 0 { // hung up
			return
		}
		var call notice
		if _, _, e := syscall.Syscall(syscall.SYS_IOCTL, x.listener, receiveNotice, uintptr(unsafe.Pointer(&call))); e != 0 {
			continue // it was killed meanwhile
		}
		reply, made := x.judge(&call)
		if !made {
			continue // it ends in front of the call, which nobody is to let through
		}
		reply.id = call.id
		_, _, _ = syscall.Syscall(syscall.SYS_IOCTL, x.listener, answerNotice, uintptr(unsafe.Pointer(&reply)))
	}
}

// judge says what becomes of a call; made is false if nothing does.
func (x *layer) judge(call *notice) (a answer, made bool) {
	through := answer{flags: letThrough}
	kind, path := writing[call.nr], x.pathOf(call)
	if !strings.HasPrefix(path, x.folder) {
		return through, true
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.f.calls != "" && !strings.Contains(x.f.calls, kind) || x.f.errno == syscall.ENOSPC && kind == "open" && exists(path) {
		return through, true // opening what is there takes no room
	}
	x.calls = append(x.calls, kind+" "+filepath.Base(path))
	n := len(x.calls)
	if x.at == 0 || n < x.at || n > x.at && !x.f.lasts {
		return through, true
	}
	x.hits++
	switch {
	case x.f.kill:
		_ = syscall.Kill(int(call.pid), syscall.SIGKILL)
		return through, false
	case x.f.away != "":
		_ = os.Rename(x.f.away, x.f.away+".away") // it is missed by whoever opens it
		return through, true
	case x.f.half && n == x.at && kind == "write" && call.args[2] > 1:
		return x.writeHalf(call, path), true
	}
	return answer{errno: -int32(x.f.errno)}, true
}

// writeHalf does what a disk does that gets full in the middle of a write.
func (x *layer) writeHalf(call *notice, path string) answer {
	data := make([]byte, call.args[2]/2)
	memory, err := os.Open(fmt.Sprintf("/proc/%d/mem", call.pid))
	if err != nil {
		return answer{errno: -int32(syscall.ENOSPC)}
	}
	defer memory.Close()
	file, err2 := os.OpenFile(path, os.O_WRONLY, 0)
	if _, err := memory.ReadAt(data, int64(call.args[1])); err != nil || err2 != nil {
		return answer{errno: -int32(syscall.ENOSPC)}
	}
	defer file.Close()
	offset := int64(call.args[3])
	if call.nr == syscall.SYS_WRITE {
		info, err := file.Stat() // these are written from beginning to end
		if err != nil {
			return answer{errno: -int32(syscall.ENOSPC)}
		}
		offset = info.Size()
	}
	n, _ := file.WriteAt(data, offset)
	return answer{value: int64(n)}
}

// pathOf is the file that a call changes; empty for a call that changes none.
func (x *layer) pathOf(call *notice) string {
	switch call.nr {
	case syscall.SYS_OPEN:
		return x.opened(call, call.args[0], call.args[1])
	case syscall.SYS_OPENAT:
		return x.opened(call, call.args[1], call.args[2])
	case syscall.SYS_UNLINK:
		return x.text(call, call.args[0])
	case syscall.SYS_UNLINKAT, syscall.SYS_FCHMODAT:
		return x.text(call, call.args[1])
	case syscall.SYS_LINKAT, syscall.SYS_RENAMEAT:
		return x.text(call, call.args[3])
	}
	path, _ := os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", call.pid, call.args[0]))
	return path
}

func (x *layer) opened(call *notice, path, flags uint64) string {
	if flags&syscall.O_CREAT == 0 && flags&syscall.O_ACCMODE == syscall.O_RDONLY {
		return "" // only read
	}
	return x.text(call, path)
}

// text reads a path from the memory of the process.
func (x *layer) text(call *notice, at uint64) string {
	memory, err := os.Open(fmt.Sprintf("/proc/%d/mem", call.pid))
	if err != nil {
		return ""
	}
	defer memory.Close()
	var text []byte
	for len(text) < 4096 {
		part := make([]byte, 64) // small, so as not to run into a page that is not there
		n, err := memory.ReadAt(part, int64(at)+int64(len(text)))
		text = append(text, part[:n]...)
		if end := bytes.IndexByte(text, 0); end >= 0 {
			return string(text[:end])
		}
		if err != nil {
			return ""
		}
	}
	return ""
}
