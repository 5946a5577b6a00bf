// Package desk sets a screen before a test as its user meets it: in a window, over a starter library of its own that may
// be spoilt. It is apart from uitest so that tests of plain widgets build no library. Only tests import it.
package desk

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimgrade/appraisal"
	"claimgrade/assets"
	"claimgrade/db"
	"claimgrade/db/starter"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// made is the path of a starter library that tests copy: making one takes longer than most tests.
var made string

// Main runs the tests of a package whose screens show the starter library. Its TestMain calls it.
func Main(m *testing.M) {
	dir, err := os.MkdirTemp("", "claimgrade-desk")
	if err != nil {
		panic(err)
	}
	made = filepath.Join(dir, "starter.sqlite")
	if err := starter.Create(context.Background(), made, db.Options{}); err != nil {
		panic(err)
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// Copy puts a starter library where it may be spoilt.
func Copy(t testing.TB, path string) {
	t.Helper()
	text, err := os.ReadFile(made)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// Fonts are the program's own.
func Fonts() theme.Fonts {
	face := fyne.NewStaticResource
	return theme.Fonts{Regular: face("r", assets.FontRegular), Bold: face("b", assets.FontBold),
		Italic: face("i", assets.FontItalic), BoldItalic: face("bi", assets.FontBoldItalic)}
}

// Look is how a test shows the window. The zero value is a light one that is high enough for most pages to need no
// scrolling.
type Look struct {
	Mode          theme.Mode
	Width, Height float32
	Library       db.Options
	Anonymous     bool        // the reviewer's name is not known yet
	Language      tr.Language // English if none is given
	// Queued leaves the jobs beside the window, as in the program. What they bring waits until Await lets it in.
	Queued bool
}

// Reviewer is who appraises, unless the look is anonymous.
const Reviewer = "Hanna Olsen"

// Desk is a window over a library of its own.
type Desk struct {
	testing.TB
	Session *session.Session
	Canvas  fyne.Canvas
	// Errors are those that the window showed. A test that expects none need not look: it fails at its end.
	Errors []error

	root  *fyne.Container
	turns Turns // nil unless queued
}

// Open opens an empty window over a fresh starter library.
func Open(t testing.TB, l Look) *Desk {
	t.Helper()
	if l.Language != "" {
		if err := tr.Use(l.Language); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = tr.Use(tr.English) })
	}
	d := &Desk{TB: t, root: container.NewStack()}
	if l.Mode == theme.FollowSystem {
		l.Mode = theme.Light
	}
	if l.Width == 0 {
		l.Width, l.Height = 1000, 2600
	}
	a := test.NewTempApp(t)
	th := theme.New(Fonts())
	th.SetMode(l.Mode)
	a.Settings().SetTheme(th)
	if l.Queued {
		d.turns = Queue(a)
	} else {
		t.Cleanup(work.Inline())
	}
	path := filepath.Join(t.TempDir(), "library.sqlite")
	Copy(t, path)
	lib, err := db.Open(context.Background(), path, l.Library)
	if err != nil {
		t.Fatal(err)
	}
	d.Session = session.New(lib)
	t.Cleanup(func() {
		if d.turns != nil {
			d.Await("everything stored", func() bool { return !d.Session.Saving() })
		}
		_ = d.Session.Close()
		if len(d.Errors) > 0 {
			t.Errorf("errors were shown: %v", d.Errors)
		}
	})
	d.Session.OnError = func(err error) { d.Errors = append(d.Errors, err) }
	if !l.Anonymous {
		if err := d.Session.SetReviewer(Reviewer); err != nil {
			t.Fatal(err)
		}
	}
	d.Canvas = uitest.Window(t, d.root, l.Width, l.Height).Canvas()
	return d
}

// Show fills the window with a screen.
func (d *Desk) Show(screen fyne.CanvasObject) {
	d.root.Objects = []fyne.CanvasObject{screen}
	d.root.Refresh()
	uitest.Settle(d.Canvas)
}

// Go moves the session to a place.
func (d *Desk) Go(p session.Place) {
	d.Session.Go(p)
	uitest.Settle(d.Canvas)
}

// GoToClaim moves to the claim of a label and returns it as it is in the file.
func (d *Desk) GoToClaim(label string) appraisal.Claim {
	d.Helper()
	c := d.Claim(label)
	d.Go(session.Place{Kind: session.ClaimPlace, UID: c.UID})
	return c
}

// GoToRow moves to the linked result of a trial on the board of a claim, with the drawer at a domain.
func (d *Desk) GoToRow(claim, trial string, dom appraisal.Domain) {
	d.Helper()
	c := d.Claim(claim)
	d.Go(session.Place{Kind: session.ClaimPlace, UID: c.UID, Link: d.Linked(c.UID, trial).Link.UID, Domain: dom})
}

// Claim reads a claim from the file by its label.
func (d *Desk) Claim(label string) appraisal.Claim {
	d.Helper()
	all, err := d.Session.Lib.Claims(context.Background())
	if err != nil {
		d.Fatal(err)
	}
	for _, c := range all {
		if c.Label == label {
			return c
		}
	}
	d.Fatalf("no claim is labelled %q", label)
	return appraisal.Claim{}
}

// Dossier reads a claim with all that is linked from the file.
func (d *Desk) Dossier(claimUID string) appraisal.Dossier {
	d.Helper()
	dossier, err := d.Session.Lib.Dossier(context.Background(), claimUID, d.Session.Reviewer().UID)
	if err != nil {
		d.Fatal(err)
	}
	return dossier
}

// Linked reads the linked result of a trial, given by the beginning of its name, from the file.
func (d *Desk) Linked(claimUID, trial string) appraisal.Linked {
	d.Helper()
	for _, l := range d.Dossier(claimUID).Linked {
		if strings.HasPrefix(l.Trial.Name, trial) {
			return l
		}
	}
	d.Fatalf("no trial %q is linked", trial)
	return appraisal.Linked{}
}

// Trial reads a trial from the file by the beginning of its name.
func (d *Desk) Trial(name string) appraisal.Trial {
	d.Helper()
	all, err := d.Session.Lib.Trials(context.Background())
	if err != nil {
		d.Fatal(err)
	}
	for _, t := range all {
		if strings.HasPrefix(t.Name, name) {
			return t
		}
	}
	d.Fatalf("no trial %q in the library", name)
	return appraisal.Trial{}
}

// View is the claim of the place with its verdict, as the screens get it.
func (d *Desk) View() session.View {
	d.Helper()
	var view session.View
	got := false
	d.Session.LoadClaim("test", d.Session.Place().UID, func(v session.View, err error) {
		if err != nil {
			d.Fatal(err)
		}
		view, got = v, true
	})
	d.Await("the claim read", func() bool { return got })
	return view
}

// UndoName is what Undo would take back; empty for nothing.
func (d *Desk) UndoName() string {
	d.Helper()
	name, err := d.Session.Lib.CanUndo(context.Background())
	if err != nil {
		d.Fatal(err)
	}
	return name
}

// Undo takes the last action back.
func (d *Desk) Undo() {
	d.Session.Undo(nil)
	uitest.Settle(d.Canvas)
}

const patience = 20 * time.Second

// Await lets in what the jobs beside the window bring, until the condition holds.
func (d *Desk) Await(what string, holds func() bool) {
	d.Helper()
	d.turns.Await(d, what, holds)
	uitest.Settle(d.Canvas)
}

// Turns are what waits to run on the UI goroutine. The driver for tests runs it at once on the goroutine of the job, which
// no window does.
type Turns chan func()

// Queue leaves the jobs of an app beside the window, as in the program. What they bring waits until Await lets it in.
func Queue(a fyne.App) Turns {
	turns := make(Turns, 10000)
	fyne.SetCurrentApp(queuedApp{a, queuedDriver{a.Driver(), turns}})
	return turns
}

// Await lets in what waits until the condition holds.
func (q Turns) Await(t testing.TB, what string, holds func() bool) {
	t.Helper()
	late := time.After(patience)
	for !holds() {
		select {
		case turn := <-q:
			turn()
		case <-late:
			t.Fatalf("waited in vain for: %s", what)
		}
	}
}

type queuedApp struct {
	fyne.App
	driver queuedDriver
}

func (a queuedApp) Driver() fyne.Driver { return a.driver }

type queuedDriver struct {
	fyne.Driver
	turns Turns
}

func (q queuedDriver) DoFromGoroutine(f func(), wait bool) {
	if wait {
		f() // asked for by the goroutine of the test itself
		return
	}
	q.turns <- f
}
