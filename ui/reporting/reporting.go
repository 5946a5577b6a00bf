// Package reporting is the window in which a report is chosen, looked at and taken away: its kind, its format, whose
// judgements it goes by, and the words that only a person can write. It must not know how a report is written or turned
// into a file, nor any other screen.
package reporting

import (
	"claimgrade/ui/internal/outgoing"
	"claimgrade/ui/session"

	"fyne.io/fyne/v2"
)

// Reporting shows the window for reports.
type Reporting struct {
	s       *session.Session
	canvas  fyne.Canvas
	actions outgoing.Actions
	// Clipboard takes text with its formatting.
	Clipboard outgoing.Clipboard

	open *window // nil while it is closed
}

// New returns a window that is closed.
func New(s *session.Session, c fyne.Canvas, a outgoing.Actions) *Reporting {
	r := &Reporting{s: s, canvas: c, actions: a, Clipboard: outgoing.NewClipboard()}
	s.OnEdit(func() {
		if r.open != nil {
			r.open.edited()
		}
	})
	return r
}

// Open shows the window for claims, the first of which is the one that is looked at.
func (r *Reporting) Open(claims ...string) {
	r.s.LoadOverview(func(o session.Overview, err error) {
		if err != nil {
			r.s.Fail(err)
			return
		}
		r.show(o, claims)
	})
}

// The settings that remember what was chosen last.
const (
	kindSetting   = "report.kind"
	formatSetting = "report.format"
)
