// Package single sees to it that one window is open for a person: a second start hands over what it was to open to the
// first, and ends. Whatever fails about that is no reason not to start. It must not know what a window is.
package single

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Times after which a start goes on by itself.
const (
	dialing   = 2 * time.Second
	answering = 15 * time.Second // the first may be starting itself
	locking   = 5 * time.Second  // another start is finding out whether it is the first
)

// Handover is what a second start was to open.
type Handover struct {
	Library string
	Files   []string
}

// Window is the place at which starts with one state folder find each other.
type Window struct {
	path     string
	listener net.Listener
}

// At returns the place of a state folder.
func At(state string) *Window {
	path := filepath.Join(state, "window.sock")
	if len(path) > 100 { // the system keeps the paths of sockets short
		sum := sha256.Sum256([]byte(path))
		path = filepath.Join(os.TempDir(), "claimgrade-"+hex.EncodeToString(sum[:8])+".sock")
	}
	return &Window{path: path}
}

// Taken reports whether another window is open and has taken what was to be opened. If not, this one is the first from
// here on: later starts wait for its Serve. Of two starts at the same moment one is the first, since they ask and answer
// one after the other.
func (w *Window) Taken(h Handover) bool {
	free := w.lock()
	conn, err := net.DialTimeout("unix", w.path, dialing)
	if err != nil {
		w.listen()
		free()
		return false
	}
	free()
	defer conn.Close()
	return handOver(conn, h)
}

// lock keeps other starts out, or gives up.
func (w *Window) lock() (free func()) {
	for until := time.Now().Add(locking); time.Now().Before(until); time.Sleep(10 * time.Millisecond) {
		if free, wait := tryLock(w.path + ".lock"); !wait {
			return free
		}
	}
	return func() {}
}

func (w *Window) listen() {
	_ = os.Remove(w.path) // left by a window that was killed: nobody has answered on it
	listener, err := net.Listen("unix", w.path)
	if err != nil {
		return // without it there may be two windows, which can write to one library
	}
	w.listener = listener
}

func handOver(conn net.Conn, h Handover) bool {
	if conn.SetDeadline(time.Now().Add(answering)) != nil {
		return false
	}
	line, err := json.Marshal(h) // in one line, whatever the names of the files are
	if err != nil {
		return false
	}
	if _, err := conn.Write(append(append([]byte("open "), line...), '\n')); err != nil {
		return false
	}
	answer, _ := bufio.NewReader(conn).ReadString('\n')
	return answer == "done\n"
}

// Serve answers later starts until Release: raise brings the window to the front and opens what is named.
func (w *Window) Serve(raise func(library string, files []string)) {
	if w.listener == nil {
		return
	}
	go func() {
		for {
			conn, err := w.listener.Accept()
			if err != nil {
				return
			}
			go answer(conn, raise)
		}
	}()
}

func answer(conn net.Conn, raise func(library string, files []string)) {
	defer conn.Close()
	if conn.SetDeadline(time.Now().Add(dialing)) != nil {
		return
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	text, ok := strings.CutPrefix(line, "open ")
	var h Handover
	if err != nil || !ok || json.Unmarshal([]byte(text), &h) != nil {
		return
	}
	raise(h.Library, h.Files)
	_, _ = conn.Write([]byte("done\n")) // without it the other opens a window, too
}

// Release gives the place up.
func (w *Window) Release() {
	if w.listener != nil {
		_ = w.listener.Close() // removes the socket
	}
}
