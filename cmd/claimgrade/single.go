package main

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

// single sees to it that one window is open for a person: a second start hands its library over to the first and ends.
// Whatever fails about that is no reason not to start.
type single struct {
	path     string
	listener net.Listener
}

// patienceWithFirst is how long a second start waits for the first to answer before it opens a window of its own.
const patienceWithFirst = 2 * time.Second

// claimSingle prepares the socket by which starts with one state folder find each other.
func claimSingle(state string) *single {
	path := filepath.Join(state, "window.sock")
	if len(path) > 100 { // the system keeps the paths of sockets short
		sum := sha256.Sum256([]byte(path))
		path = filepath.Join(os.TempDir(), "claimgrade-"+hex.EncodeToString(sum[:8])+".sock")
	}
	return &single{path: path}
}

// handover is what a second start was to open.
type handover struct {
	Library string
	Files   []string
}

// handedOver reports whether another window is open and has taken what was to be opened.
func (s *single) handedOver(h handover) bool {
	conn, err := net.DialTimeout("unix", s.path, patienceWithFirst)
	if err != nil {
		return false
	}
	defer conn.Close()
	if conn.SetDeadline(time.Now().Add(patienceWithFirst)) != nil {
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

// listen answers later starts until release.
func (s *single) listen(raise func(library string, files []string)) {
	_ = os.Remove(s.path) // left by a window that was killed: nobody has answered on it
	listener, err := net.Listen("unix", s.path)
	if err != nil {
		return
	}
	s.listener = listener
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go answer(conn, raise)
		}
	}()
}

func answer(conn net.Conn, raise func(library string, files []string)) {
	defer conn.Close()
	if conn.SetDeadline(time.Now().Add(patienceWithFirst)) != nil {
		return
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	text, ok := strings.CutPrefix(line, "open ")
	var h handover
	if err != nil || !ok || json.Unmarshal([]byte(text), &h) != nil {
		return
	}
	raise(h.Library, h.Files)
	_, _ = conn.Write([]byte("done\n")) // without it the other opens a window, too
}

func (s *single) release() {
	if s.listener != nil {
		_ = s.listener.Close() // removes the socket
	}
}
