package db

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"syscall"
	"time"
	"unicode"

	"claimgrade/appraisal"
)

// In a folder of the network a small file beside the library, “name.open”, says which machine has it open for writing. It is
// touched as long as that is so. One that was not for a while is of a program that was killed, or of a machine that sleeps or
// is cut off: it keeps nobody out who takes the library over. Every edit looks at it, so that a machine which wakes after
// another has taken over does not write any more.

// Holder is the machine that has a library open.
type Holder struct {
	Host    string    `json:"host"`
	Machine string    `json:"machine"` // tells two of one name apart
	User    string    `json:"user"`
	Since   time.Time `json:"since"`
	ID      string    `json:"id"` // of the program that has written it

	Heard time.Time `json:"-"` // when it was last heard of, by our clock
	Stale bool      `json:"-"` // that is too long ago to be believed

	touched time.Time // the same by the clock of the folder's machine
}

// heldError says that another machine has the library open.
type heldError struct{ Holder }

func (e heldError) Error() string { return "open on another computer" }

// HolderOf returns the machine that an error of Open or of an edit is about.
func HolderOf(err error) (Holder, bool) {
	var held heldError
	ok := errors.As(err, &held)
	return held.Holder, ok
}

// lease is the note at a library that several machines can reach; nil for any other library.
type lease struct {
	path    string
	machine machine
	mine    Holder
	now     func() time.Time
	newUID  func() string

	stop context.CancelFunc // nil unless it is kept
	done chan struct{}
}

// leaseOf returns the note of a library in a folder of the network. One that lies beside a library on a disk of this machine
// counts as well: others may reach that disk over the network, or have reached it before the library came here.
func leaseOf(path string, o Options) *lease {
	if real, err := filepath.EvalSymlinks(path); err == nil { // others may know it by another name
		path = real
	}
	if note := path + ".open"; exists(note) || o.machine.network(path) {
		return &lease{path: note, machine: o.machine, now: o.Now, newUID: o.NewUID, mine: Holder{Host: cmp.Or(plain(o.machine.host), unknownHost),
			Machine: o.machine.id, User: userName(), Since: o.Now().UTC().Truncate(time.Second), ID: o.NewUID()}}
	}
	return nil
}

// userName is who the system says is working.
func userName() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return cmp.Or(u.Name, u.Username)
}

// take makes the note this program's and keeps it until release.
func (l *lease) take(takeOver bool) error {
	if l == nil {
		return nil
	}
	if err := l.claim(takeOver); err != nil {
		return err
	}
	if err := place(l.path, l.newUID(), l.write, os.Rename); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	l.stop, l.done = cancel, make(chan struct{})
	go l.keep(ctx)
	return nil
}

// claim makes sure that the note is this machine's, or returns an error that says whose it is. Several programs of one
// machine may have the library open: they see each other's locks.
func (l *lease) claim(takeOver bool) error {
	if l == nil {
		return nil
	}
	for range 3 { // another machine may make or remove the note at the same time
		other, err := l.read()
		switch {
		case err != nil:
			return err
		case other == nil:
			if err := publishOpenly(l.path, l.newUID(), l.write); !errors.Is(err, fs.ErrExist) {
				return err
			}
		case l.isOurs(*other):
			return nil
		default:
			if err := l.hear(other); err != nil {
				return err
			}
			if takeOver && other.Stale {
				return place(l.path, l.newUID(), l.write, os.Rename)
			}
			return heldBy(*other)
		}
	}
	return errInUse
}

func (l *lease) isOurs(h Holder) bool { return h.Host == l.mine.Host && h.Machine == l.mine.Machine }

// other returns the machine that has the library open; nil if there is none, or it is this one.
func (l *lease) other() (*Holder, error) {
	if l == nil {
		return nil, nil
	}
	h, err := l.read()
	if err != nil || h == nil || l.isOurs(*h) {
		return nil, err
	}
	return h, l.hear(h)
}

// heldBy is the error that says who has the library.
func heldBy(h Holder) error {
	const minute = "2006-01-02 15:04"
	who := cmp.Or(h.User, "somebody")
	text := fmt.Sprintf("The library is open on the computer “%s”, by %s, since %s. Only one computer at a time can change it. Close it there, or open it here for reading only.",
		h.Host, who, h.Since.Local().Format(minute))
	if h.Stale {
		text = fmt.Sprintf("The library was opened on the computer “%s”, by %s, and not closed there; nothing has been heard of that computer since %s. Make sure that the library is not in use there, then take it over in the window, or open it for reading only.",
			h.Host, who, h.Heard.Local().Format(minute))
	}
	return &appraisal.Error{Code: appraisal.CodeLocked, Text: text, Err: heldError{h}}
}

// plain is a name from a note, which anybody may have written, as a message shows it.
func plain(s string) string {
	return shortened(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s))
}

// unknownHost is the name of a machine that has none, or whose note cannot be understood.
const unknownHost = "?"

// longestNote is how many bytes are read of a note.
const longestNote = 4096

// read returns the note that is there; nil if there is none. One that cannot be understood is of an unknown machine.
func (l *lease) read() (*Holder, error) {
	info, err := os.Lstat(l.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, l.folder()
	}
	if err != nil {
		return nil, err
	}
	unknown := &Holder{Host: unknownHost, Since: info.ModTime(), touched: info.ModTime()}
	if !info.Mode().IsRegular() {
		return unknown, nil
	}
	f, err := os.Open(l.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case errors.Is(err, fs.ErrPermission):
		return unknown, nil
	case err != nil:
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, longestNote))
	if err != nil {
		return nil, err
	}
	var h Holder
	if json.Unmarshal(text, &h) != nil || plain(h.Host) == "" {
		return unknown, nil
	}
	h.Host, h.User, h.touched = plain(h.Host), plain(h.User), info.ModTime()
	return &h, nil
}

// folder returns an error if the folder has gone, and not only the note in it.
func (l *lease) folder() error {
	_, err := os.Stat(filepath.Dir(l.path))
	return err
}

// hear finds out when a machine was last heard of. The clocks of two machines may differ by hours, so the note is compared
// with a file that is written now: both have their times from the machine that the folder is on.
func (l *lease) hear(h *Holder) error {
	f, err := os.CreateTemp(filepath.Dir(l.path), TemporaryNames)
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS) {
		h.Heard = h.touched // who cannot write here takes nothing over
		return nil
	}
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString("now")
	err = errors.Join(err, f.Close())
	if err != nil {
		return err
	}
	info, err := os.Stat(f.Name())
	if err != nil {
		return err
	}
	silent := max(info.ModTime().Sub(h.touched), 0)
	h.Heard, h.Stale = l.now().Add(-silent), silent > l.machine.stale
	return nil
}

// write fills a note. Everybody may read it: it is there to be read by others.
func (l *lease) write(path string) error {
	text, err := json.Marshal(l.mine)
	if err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o644)
}

// keep touches the note from time to time. That it cannot, or that another machine has taken over, the next edit says.
func (l *lease) keep(ctx context.Context) {
	defer close(l.done)
	ticker := time.NewTicker(l.machine.renewal)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if l.claim(false) == nil {
				_ = l.touch()
			}
		}
	}
}

// touch writes what the note says again, so that it has a new time by the clock of the machine that the folder is on.
func (l *lease) touch() error {
	f, err := os.OpenFile(l.path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(io.LimitReader(f, longestNote))
	if err == nil {
		_, err = f.WriteAt(text, 0)
	}
	return errors.Join(err, f.Close())
}

// release takes the note away if this program has written it. Another program of this machine writes its own at its next
// edit, or when it is time to touch it.
func (l *lease) release() {
	if l == nil || l.stop == nil {
		return
	}
	l.stop()
	<-l.done
	if h, err := l.read(); err == nil && h != nil && h.ID == l.mine.ID {
		_ = os.Remove(l.path) // one that stays is stale soon
	}
}
