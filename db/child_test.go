package db

import (
	"bufio"
	"database/sql"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"
)

// Some faults need a second process. The test binary starts itself again in one of these roles; the role and the
// library's path come in the environment, words go through the pipes.
const (
	childRole = "CLAIMGRADE_TEST_ROLE"
	childPath = "CLAIMGRADE_TEST_PATH"
)

var roles = map[string]func(path string) error{
	"lock":     lockUntilTold,
	"step":     stepForever,
	"stranger": openAsStranger,
}

func TestMain(m *testing.M) {
	if role := roles[os.Getenv(childRole)]; role != nil {
		if err := role(os.Getenv(childPath)); err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child is a running second process.
type child struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

// start runs a role on a library; more is what else the environment says.
func start(t testing.TB, role, path string, more ...string) *child {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	cmd := exec.Command(self, "-test.run=^$")
	cmd.Env = append(append(os.Environ(), childRole+"="+role, childPath+"="+path), more...)
	in, err := cmd.StdinPipe()
	must(t, err)
	out, err := cmd.StdoutPipe()
	must(t, err)
	cmd.Stderr = os.Stderr
	must(t, cmd.Start())
	c := &child{cmd, in, bufio.NewScanner(out)}
	t.Cleanup(func() {
		_ = c.cmd.Process.Kill()
		_ = c.cmd.Wait()
	})
	return c
}

// line is the next word from the child; "" at its end.
func (c *child) line() string {
	if !c.out.Scan() {
		return ""
	}
	return c.out.Text()
}

// end tells the child to finish, and waits.
func (c *child) end(t testing.TB) {
	t.Helper()
	must(t, c.in.Close())
	must(t, c.cmd.Wait())
}

// lockUntilTold holds the library so that nobody else can even read it, until its input is closed.
func lockUntilTold(path string) error {
	db, err := sql.Open("sqlite", address(path)+"?mode=rw&_pragma=locking_mode(EXCLUSIVE)&_txlock=exclusive")
	if err != nil {
		return err
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	fmt.Println("locked")
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}
