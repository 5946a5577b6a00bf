package ui

import (
	"path/filepath"
	"time"

	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
)

// Lost says how many changes a library does not have, and why.
type Lost struct {
	Changes int       `json:"changes"`
	Why     string    `json:"why"`
	At      time.Time `json:"at"`
}

// noteLost keeps in mind what of a session could not be stored when it was closed. Who closes the window is asked before
// and needs not be told again; when a signal ends the program, such as the end of the computer's session, nobody can be.
func (a *App) noteLost(s *session.Session) {
	changes, why := s.Unsaved()
	if changes == 0 {
		return
	}
	if a.settings.Lost == nil {
		a.settings.Lost = map[string]Lost{}
	}
	a.settings.Lost[s.Lib.Path()] = Lost{Changes: changes, Why: dialogs.Sentence(why), At: time.Now()}
	a.saveSettings()
}

// tellLost says once what a library that was opened does not have.
func (a *App) tellLost(library string) {
	lost, ok := a.settings.Lost[library]
	if !ok {
		return
	}
	delete(a.settings.Lost, library)
	a.saveSettings()
	dialogs.Tell(a.window.Canvas(), tr.N(lost.Changes, "1 change not saved", "%d changes not saved"),
		tr.T("ClaimGrade was ended on %s at %s while “%s” could not be written. What you had changed last is not in it: look through it. The cause was this. %s",
			tr.Date(lost.At.Local()), lost.At.Local().Format("15:04"), filepath.Base(library), lost.Why))
}
