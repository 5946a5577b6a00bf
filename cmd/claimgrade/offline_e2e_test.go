//go:build e2e

package main

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// No journey may reach for the network, since nobody asks for it in any. So the program is started where the kernel ends
// whoever makes an internet socket, on the spot: the journey fails, and the program's last words show which code it was.
// The screen and the second start are reached by sockets of files, which stay as they are.

// offlineVariable makes the test's own program the helper that takes the network away and then becomes another program.
const offlineVariable = "CLAIMGRADE_E2E_OFFLINE"

// noOffline begins what the helper says where the kernel does not take the network away.
const noOffline = "the network is not denied here: "

// offline are the words before a command that is to run without the network.
func offline() []string {
	self, err := os.Executable()
	if err != nil {
		self = os.Args[0]
	}
	return []string{"env", offlineVariable + "=yes", self}
}

// becomeOffline is what the helper does. It returns only if it fails.
func becomeOffline() error {
	if os.Getenv(offlineVariable) == "dial" { // the test of this: what a program does that reaches for the network
		_, err := net.Listen("tcp", "127.0.0.1:0")
		return err
	}
	if err := denyNetwork(); err != nil {
		fmt.Fprintln(os.Stderr, noOffline+err.Error())
	}
	env := os.Environ()
	for i, v := range env {
		if strings.HasPrefix(v, offlineVariable+"=") {
			env[i] = offlineVariable + "=dial" // for that test; to the program it means nothing
		}
	}
	path, err := exec.LookPath(os.Args[1])
	if err != nil {
		return err
	}
	return syscall.Exec(path, os.Args[1:], env)
}

// denyNetwork has the kernel end this thread, and the program that it becomes, with SIGSYS when it makes an internet socket.
func denyNetwork() error {
	type line struct {
		code   uint16
		yes    uint8
		no     uint8
		number uint32
	}
	const (
		load, equal, result = 0x20, 0x15, 0x06 // instructions of the kernel's packet filter
		call, family        = 0, 16            // where it finds the call's number and its first argument
		trap, allow         = 0x00030000, 0x7fff0000

		setFilter, filterMode = 22, 2 // of prctl(2)
		noNewPrivileges       = 38
	)
	program := []line{
		{load, 0, 0, call}, {equal, 0, 4, syscall.SYS_SOCKET},
		{load, 0, 0, family}, {equal, 1, 0, syscall.AF_INET}, {equal, 0, 1, syscall.AF_INET6},
		{result, 0, 0, trap}, {result, 0, 0, allow},
	}
	filter := struct {
		lines uint16
		first *line
	}{uint16(len(program)), &program[0]}
	runtime.LockOSThread() // this thread is the one that becomes the program
	if _, _, e := syscall.RawSyscall6(syscall.SYS_PRCTL, noNewPrivileges, 1, 0, 0, 0, 0); e != 0 {
		return e
	}
	if _, _, e := syscall.RawSyscall(syscall.SYS_PRCTL, setFilter, filterMode, uintptr(unsafe.Pointer(&filter))); e != 0 {
		return e
	}
	return nil
}

// wantOffline fails a journey in which the program reached for the network, and says when nothing could keep it from that.
func (d *desk) wantOffline(said []byte) {
	d.Helper()
	if at := bytes.Index(said, []byte(noOffline)); at >= 0 {
		line, _, _ := bytes.Cut(said[at:], []byte("\n"))
		d.Logf("%s", line)
	}
	if bytes.Contains(said, []byte("SIGSYS")) {
		d.Errorf("the program reached for the network, which nobody had asked for:\n%s", said)
	}
}

func TestAProgramThatReachesForTheNetworkIsStopped(t *testing.T) {
	words := append(offline(), os.Args[0])
	out, err := exec.Command(words[0], words[1:]...).CombinedOutput()
	if bytes.Contains(out, []byte(noOffline)) {
		t.Skipf("%s", out)
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) || !bytes.Contains(out, []byte("SIGSYS")) || !bytes.Contains(out, []byte("becomeOffline")) {
		t.Errorf("it ended with %v and said:\n%s", err, out)
	}
}
