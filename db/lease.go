package db

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"sync"
	"time"

	"claimgrade/appraisal"
)

// On a file system of the network a small file beside the library, “name.open”, says which machine has it open. It is
// written anew as long as that is so. One that was not for a while is of a program that has crashed, or of a machine that
// sleeps or is cut off: it keeps nobody out who takes the library over.

// Holder is the machine that has a library open.
type Holder struct {
	Host  string    `json:"host"`
	User  string    `json:"user"`
	Since time.Time `json:"since"`
	ID    string    `json:"id"` // of the program

	Silent time.Duration `json:"-"` // for how long it has not said so
	Stale  bool          `json:"-"` // too long to be believed
}

// heldError says that another machine has the library open.
type heldError struct{ Holder }

func (e heldError) Error() string { return "open on " + e.Host }

// HolderOf returns the machine that an error of Open or of an edit is about.
func HolderOf(err error) (Holder, bool) {
	var held heldError
	ok := errors.As(err, &held)
	return held.Holder, ok
}

// lease is this program's note at a library.
type lease struct {
	path    string
	folder  string
	machine machine
	mine    Holder

	mu   sync.Mutex
	lost error // another machine has taken the library over
	stop context.CancelFunc
	done chan struct{}
}

// seconds is a number of them.
func seconds(n int) time.Duration { return time.Duration(n) * time.Second }

// take writes the note, unless another machine's is there. takeOver says that a stale one is no hindrance.
func (l *lease) take(takeOver bool) error {
	other, err := l.read()
	switch {
	case err != nil:
		return err
	case other == nil:
		// To make the file is refused if another has made it meanwhile.
		err := l.create()
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
		if other, err = l.read(); err != nil || other == nil {
			return err
		}
	}
	if other.Host != l.mine.Host && !(takeOver && other.Stale) {
		return l.held(*other)
	}
	return l.write()
}

// held is the error that says who has the library.
func (l *lease) held(h Holder) error {
	text := fmt.Sprintf("The library is open on the computer “%s”, by %s, since %s. Two computers cannot change it at once. Close it there, or open it for reading only.",
		h.Host, h.User, h.Since.Local().Format("2006-01-02 15:04"))
	if h.Stale {
		text = fmt.Sprintf("The library was opened on the computer “%s”, by %s, at %s, and was not closed; nothing was heard of it for %d minutes. Make sure that it is not in use there and take it over.",
			h.Host, h.User, h.Since.Local().Format("2006-01-02 15:04"), int(h.Silent.Minutes()))
	}
	return &appraisal.Error{Code: appraisal.CodeLocked, Text: text, Err: heldError{h}}
}

// largest is how much is read of a note: nobody knows who has written it.
const largest = 4096

// read returns the note that is there; nil if there is none.
func (l *lease) read() (*Holder, error) {
	info, err := os.Lstat(l.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	h := Holder{Host: "?", User: "?", Since: info.ModTime()} // of a note that cannot be read
	if info.Mode().IsRegular() && info.Size() <= largest {
		text, err := os.ReadFile(l.path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		var said Holder
		if err == nil && json.Unmarshal(text, &said) == nil && said.Host != "" {
			h = said
		}
	}
	now, err := l.serverTime()
	if err != nil {
		return nil, err
	}
	h.Silent = max(now.Sub(info.ModTime()), 0)
	h.Stale = h.Silent > seconds(l.machine.stale)
	return &h, nil
}

// serverTime is the time by the clock of the machine that the folder is on: those of two others may differ by hours.
func (l *lease) serverTime() (time.Time, error) {
	file, err := os.CreateTemp(l.folder, TemporaryNames)
	if err != nil {
		return time.Time{}, err
	}
	_, err = file.WriteString("now")
	err = errors.Join(err, file.Close())
	info, statErr := os.Stat(file.Name())
	err = errors.Join(err, statErr, os.Remove(file.Name()))
	if err != nil {
		return time.Time{}, err
	}
	return info.ModTime(), nil
}

// create makes the note where there is none.
func (l *lease) create() error {
	file, err := os.OpenFile(l.path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, leaseMode)
	if err != nil {
		return err
	}
	text, err := json.Marshal(l.mine)
	if err == nil {
		_, err = file.Write(text)
	}
	return errors.Join(err, file.Close())
}

// leaseMode lets others on the network read who has the library; it holds nothing else.
const leaseMode = 0o644

// write puts the note in the place of the one that is there.
func (l *lease) write() error {
	text, err := json.Marshal(l.mine)
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(l.folder, TemporaryNames)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	err = errors.Join(err, file.Chmod(leaseMode), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), l.path)
	}
	if err != nil {
		_ = os.Remove(file.Name()) // the first error says what is wrong
	}
	return err
}

// keep writes the note anew until release is called.
func (l *lease) keep() {
	ctx, cancel := context.WithCancel(context.Background())
	l.stop, l.done = cancel, make(chan struct{})
	go func() {
		defer close(l.done)
		ticker := time.NewTicker(seconds(l.machine.renewal))
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
				l.renew()
			}
		}
	}()
}

// renew writes the note anew, or notices that another machine has taken the library over. A folder that cannot be reached
// is no reason to stop: the next edit says so.
func (l *lease) renew() {
	other, err := l.read()
	if err != nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if other != nil && other.Host != l.mine.Host {
		l.lost = l.held(*other)
		return
	}
	l.lost = nil
	_ = l.write()
}

// check returns an error once another machine has taken the library over.
func (l *lease) check() error {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.lost
}

// release takes the note away, if it is this program's.
func (l *lease) release() {
	if l == nil || l.stop == nil {
		return
	}
	l.stop()
	<-l.done
	if other, err := l.read(); err == nil && other != nil && other.ID == l.mine.ID {
		_ = os.Remove(l.path) // what stays is stale soon
	}
}

// newLease is the note of a library that this program opens.
func newLease(path string, m machine, o Options) *lease {
	return &lease{path: path + ".open", folder: filepath.Dir(path), machine: m,
		mine: Holder{Host: m.host, User: userName(), Since: o.Now().UTC().Truncate(time.Second), ID: o.NewUID()}}
}

// userName is who the system says is working; empty if it does not.
func userName() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return cmp.Or(u.Name, u.Username)
}
