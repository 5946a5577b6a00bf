package trials_test

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/internal/uitest"
	setting "claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/session"
	"claimgrade/ui/trials"

	"fyne.io/fyne/v2"
)

func TestMain(m *testing.M) { setting.Main(m) }

// desk is the page of a trial in a window over a library of its own.
type desk struct {
	*setting.Desk
	s      *session.Session
	trials *trials.Trials
	canvas fyne.Canvas
	opened string // the claim that was asked for
}

// look is how a test shows the window.
type look = setting.Look

func open(t testing.TB, l look) *desk {
	t.Helper()
	if l.Width == 0 {
		l.Width, l.Height = 1000, 3400 // all of the page
	}
	d := &desk{Desk: setting.Open(t, l)}
	d.s, d.canvas = d.Session, d.Canvas
	d.trials = trials.New(d.s, trials.Actions{OpenClaim: func(uid string) { d.opened = uid }})
	d.Show(d.trials.Object())
	return d
}

// at opens a window with the trial of a name.
func at(t testing.TB, name string) *desk {
	t.Helper()
	d := open(t, look{})
	d.goTo(name)
	return d
}

func (d *desk) goTo(name string) {
	d.Helper()
	d.s.Go(session.Place{Kind: session.TrialPlace, UID: d.trial(name).UID})
	uitest.Settle(d.canvas)
}

// The short names that the tests of this package use.

func (d *desk) trial(name string) appraisal.Trial                       { d.Helper(); return d.Trial(name) }
func (d *desk) inputs() (labels []string, controls []fyne.CanvasObject) { return d.Inputs() }
func (d *desk) input(label string) fyne.CanvasObject                    { d.Helper(); return d.Input(label) }
func (d *desk) focus(label string)                                      { d.Helper(); d.Focus(label) }
func (d *desk) value(label string) string                               { d.Helper(); return d.Value(label) }
func (d *desk) retype(label, text string)                               { d.Helper(); d.Retype(label, text) }
func (d *desk) choose(label, option string)                             { d.Helper(); d.Choose(label, option) }
func (d *desk) tap(words string)                                        { d.Helper(); d.Tap(words) }
func (d *desk) sees(words string) bool                                  { return d.Sees(words) }
func (d *desk) mustSee(words string)                                    { d.Helper(); d.MustSee(words) }
