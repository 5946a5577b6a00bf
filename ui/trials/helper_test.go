package trials_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/assets"
	"claimgrade/db"
	"claimgrade/db/starter"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/trials"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// made is the path of a starter library that tests copy: making one takes longer than most tests.
var made string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "claimgrade-trials")
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

// desk is the page of a trial in a window over a library of its own.
type desk struct {
	testing.TB
	s      *session.Session
	trials *trials.Trials
	canvas fyne.Canvas
	opened string // the claim that was asked for
	errors []error
}

// look is how a test shows the window.
type look struct {
	mode          theme.Mode
	width, height float32
	library       db.Options
}

func open(t testing.TB, l look) *desk {
	t.Helper()
	th := uitest.App(t, l.mode)
	face := fyne.NewStaticResource
	*th = *theme.New(theme.Fonts{Regular: face("r", assets.FontRegular), Bold: face("b", assets.FontBold),
		Italic: face("i", assets.FontItalic), BoldItalic: face("bi", assets.FontBoldItalic)})
	th.SetMode(l.mode)
	fyne.CurrentApp().Settings().SetTheme(th)
	path := filepath.Join(t.TempDir(), "library.sqlite")
	text, err := os.ReadFile(made)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	lib, err := db.Open(context.Background(), path, l.library)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{TB: t, s: session.New(lib)}
	t.Cleanup(func() { _ = d.s.Close() })
	d.s.OnError = func(err error) { d.errors = append(d.errors, err) }
	d.s.AskReviewer = func(next func()) {
		if err := d.s.SetReviewer("Hanna Olsen"); err != nil {
			t.Fatal(err)
		}
		next()
	}
	d.trials = trials.New(d.s, trials.Actions{OpenClaim: func(uid string) { d.opened = uid }})
	if l.width == 0 {
		l.width, l.height = 1000, 2600
	}
	d.canvas = uitest.Window(t, d.trials.Object(), l.width, l.height).Canvas()
	t.Cleanup(func() {
		if len(d.errors) > 0 {
			t.Errorf("errors were shown: %v", d.errors)
		}
	})
	return d
}

// at opens a window with the trial of a name.
func at(t testing.TB, name string) *desk {
	t.Helper()
	d := open(t, look{mode: theme.Light})
	d.goTo(name)
	return d
}

func (d *desk) goTo(name string) {
	d.Helper()
	d.s.Go(session.Place{Kind: session.TrialPlace, UID: d.trial(name).UID})
	uitest.Settle(d.canvas)
}

// trial reads a trial from the file by the beginning of its name.
func (d *desk) trial(name string) appraisal.Trial {
	d.Helper()
	all, err := d.s.Lib.Trials(context.Background())
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

// inputs are the controls of the page by the label before each, in order.
func (d *desk) inputs() (labels []string, controls []fyne.CanvasObject) {
	d.Helper()
	label := ""
	for _, s := range uitest.Look(d.canvas) {
		switch s.Object.(type) {
		case *widgets.Entry, *widgets.TextArea, *widgets.Select:
			labels, controls = append(labels, label), append(controls, s.Object)
		}
		if s.Text != "" {
			label = s.Text
		}
	}
	return labels, controls
}

// input is the first control with a label.
func (d *desk) input(label string) fyne.CanvasObject {
	d.Helper()
	labels, controls := d.inputs()
	i := slices.Index(labels, label)
	if i < 0 {
		d.Fatalf("no field %q on the page: %s", label, strings.Join(labels, " | "))
	}
	return controls[i]
}

// focus gives the keyboard to the field with a label.
func (d *desk) focus(label string) {
	d.Helper()
	d.canvas.Focus(d.input(label).(fyne.Focusable))
}

// value is what the field with a label shows.
func (d *desk) value(label string) string {
	d.Helper()
	switch v := d.input(label).(type) {
	case *widgets.Entry:
		return v.Text
	case *widgets.TextArea:
		return v.Text
	case *widgets.Select:
		if i := v.Selected(); i >= 0 {
			return v.Options()[i]
		}
	}
	return ""
}

// retype replaces what the field with a label shows.
func (d *desk) retype(label, text string) {
	d.Helper()
	d.focus(label)
	uitest.Press(d.canvas, "Ctrl+A")
	if text == "" {
		uitest.Press(d.canvas, "BackSpace")
		return
	}
	uitest.Type(d.canvas, text)
}

// choose takes one of the choices of the field with a label.
func (d *desk) choose(label, option string) {
	d.Helper()
	d.focus(label)
	uitest.Press(d.canvas, "Space")
	uitest.Type(d.canvas, option)
	uitest.Press(d.canvas, "Return")
}

func (d *desk) tap(words string)       { d.Helper(); uitest.TapText(d, d.canvas, words) }
func (d *desk) sees(words string) bool { return uitest.Sees(d.canvas, words) }

func (d *desk) mustSee(words string) {
	d.Helper()
	if !d.sees(words) {
		d.Fatalf("%q is not on screen; there is: %s", words, strings.Join(uitest.Words(d.canvas), " | "))
	}
}
