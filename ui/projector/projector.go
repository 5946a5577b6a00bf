// Package projector shows a claim to a room: one thing at a time, large and in high contrast, without the names of
// reviewers. It follows the library but changes nothing in it, and it must not know any other screen.
package projector

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/figure"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// Actions are what the projector asks of the window.
type Actions struct {
	// Picture is what a domain looks like in a row; nil where there is nothing to draw.
	Picture func(appraisal.Claim, rules.Row, appraisal.Domain) figure.Build
	Begun   func()            // the projector covers the window
	Ended   func(edited bool) // it is gone; the library was changed meanwhile, or not
}

// Projector shows the steps of a claim over the whole window.
type Projector struct {
	s       *session.Session
	window  fyne.Window
	actions Actions
	wall    *wall // nil while nothing is shown

	claim string // its uid
	row   string // link of the row whose picture is shown; empty for none
	view  session.View
	steps []step
	at    int
	size  fyne.Size // of the wall when the steps were made

	oldKey   func(*fyne.KeyEvent)
	oldFocus fyne.Focusable
	wasFull  bool
	edited   bool
	hider    hider // takes the names of reviewers out of what they wrote
}

// New returns a projector that follows the session's library.
func New(s *session.Session, w fyne.Window, a Actions) *Projector {
	p := &Projector{s: s, window: w, actions: a}
	s.OnEdit(func() {
		if p.wall != nil {
			p.edited = true
			p.load()
		}
	})
	return p
}

// Show puts up a claim, with the picture of a row if its link is given.
func (p *Projector) Show(claim, link string) {
	if p.wall != nil {
		return
	}
	c := p.window.Canvas()
	p.claim, p.row, p.at, p.steps, p.size = claim, link, 0, nil, fyne.Size{}
	p.oldFocus, p.oldKey, p.wasFull = c.Focused(), c.OnTypedKey(), p.window.FullScreen()
	p.edited = false
	widgets.HideTip()
	c.Unfocus()
	project(1)
	if p.actions.Begun != nil {
		p.actions.Begun()
	}
	p.wall = newWall(p)
	c.Overlays().Add(p.wall)
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { p.key(e.Name) })
	p.window.SetFullScreen(true)
	p.wall.Resize(c.Size())
	p.load()
}

// Shown reports whether the projector covers the window.
func (p *Projector) Shown() bool { return p.wall != nil }

// Leave goes back to the window as it was.
func (p *Projector) Leave() {
	if p.wall == nil {
		return
	}
	c := p.window.Canvas()
	c.Overlays().Remove(p.wall)
	p.wall = nil
	c.SetOnTypedKey(p.oldKey)
	project(0)
	p.window.SetFullScreen(p.wasFull)
	if p.actions.Ended != nil {
		p.actions.Ended(p.edited)
	}
	widgets.FocusAgain(c, p.oldFocus)
}

func project(size float32) {
	if t, ours := fyne.CurrentApp().Settings().Theme().(*theme.Theme); ours {
		t.Project(size)
	}
}

// load reads the claim; what is shown stays where it is.
func (p *Projector) load() {
	p.s.LoadClaim("projector", p.claim, func(v session.View, err error) {
		if p.wall == nil {
			return // left meanwhile
		}
		if err != nil {
			p.Leave()
			dialogs.Error(p.window.Canvas(), err)
			return
		}
		names, err := p.s.ReviewerNames()
		if err != nil {
			p.Leave()
			dialogs.Error(p.window.Canvas(), err)
			return
		}
		p.view, p.hider = v, newHider(names)
		p.arrange()
	})
}

// arrange makes the steps for the size there is and shows the present one.
func (p *Projector) arrange() {
	if p.view.Dossier.Claim.UID == "" || p.wall == nil {
		return
	}
	p.size = p.wall.Size()
	p.steps = p.makeSteps()
	p.at = min(p.at, len(p.steps)-1)
	p.wall.show(p.steps[p.at])
}

func (p *Projector) turn(to int) {
	to = min(max(to, 0), len(p.steps)-1)
	if to >= 0 && to != p.at {
		p.at = to
		p.wall.show(p.steps[p.at])
	}
}

// key is a key that was pressed. Those of presenters' remote controls are Page Up and Page Down.
func (p *Projector) key(name fyne.KeyName) {
	switch name {
	case fyne.KeyRight, fyne.KeyPageDown, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.turn(p.at + 1)
	case fyne.KeyLeft, fyne.KeyPageUp, fyne.KeyBackspace:
		p.turn(p.at - 1)
	case fyne.KeyHome:
		p.turn(0)
	case fyne.KeyEnd:
		p.turn(len(p.steps) - 1)
	case fyne.KeyDown:
		p.walk(1)
	case fyne.KeyUp:
		p.walk(-1)
	case fyne.KeyEscape, fyne.KeyF5:
		p.Leave()
	}
}

// walk chooses the next row, whose picture is then shown in every domain; before the first and after the last one
// there is none. It works where rows are shown.
func (p *Projector) walk(by int) {
	if len(p.steps) == 0 || p.steps[p.at].domain == "" {
		return
	}
	rows := p.rows()
	at := -1
	for i, r := range rows {
		if r.Linked.Link.UID == p.row {
			at = i
		}
	}
	if at < 0 && by < 0 {
		at = len(rows)
	}
	domain := p.steps[p.at].domain
	p.row = ""
	if at += by; at >= 0 && at < len(rows) {
		p.row = rows[at].Linked.Link.UID
	}
	p.steps = p.makeSteps() // rows that go over several steps are one step with a picture
	for i, s := range p.steps {
		if s.domain == domain {
			p.at = i
			break
		}
	}
	p.wall.show(p.steps[p.at])
}
