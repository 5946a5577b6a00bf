package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
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

// handedOver reports whether another window is open and has taken the library.
func (s *single) handedOver(library string) bool {
	conn, err := net.DialTimeout("unix", s.path, patienceWithFirst)
	if err != nil {
		return false
	}
	defer conn.Close()
	if conn.SetDeadline(time.Now().Add(patienceWithFirst)) != nil {
		return false
	}
	if _, err := conn.Write([]byte("open " + library + "\n")); err != nil {
		return false
	}
	answer, _ := bufio.NewReader(conn).ReadString('\n')
	return answer == "done\n"
}

// listen answers later starts until release.
func (s *single) listen(raise func(library string)) {
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

func answer(conn net.Conn, raise func(library string)) {
	defer conn.Close()
	if conn.SetDeadline(time.Now().Add(patienceWithFirst)) != nil {
		return
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	library, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "open ")
	if err != nil || !ok {
		return
	}
	raise(library)
	_, _ = conn.Write([]byte("done\n")) // without it the other opens a window, too
}

func (s *single) release() {
	if s.listener != nil {
		_ = s.listener.Close() // removes the socket
	}
}
