package dialogs

import (
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// Progress is a dialog that shows how far a job is, for as long as the window must wait for it.
type Progress struct {
	dialog *Dialog
	line   *widgets.ProgressLine
	what   string
}

// ProgressSpec describes a job that the window waits for.
type ProgressSpec struct {
	Title, What string
	Cancel      func() // stops the job, by its button or Esc, after the dialog has closed; nil where it cannot be stopped
}

// Wait shows a job's progress until it is closed.
func Wait(c fyne.Canvas, s ProgressSpec) *Progress {
	p := &Progress{what: s.What}
	var cancel func()
	if s.Cancel != nil {
		cancel = func() { p.dialog.Cancel() }
	}
	p.line = widgets.NewProgressLine(s.What, cancel)
	p.line.Start()
	d := &Dialog{canvas: c, cancel: func() {
		if s.Cancel != nil {
			p.Close()
			s.Cancel()
		}
	}}
	d.modal = newModal(widgets.VStack(12, widgets.Title(s.Title), p.line), Medium)
	p.dialog = d
	d.show(nil)
	return p
}

// Set shows how far the job has come; what is done now keeps its name unless the job gives it another.
func (p *Progress) Set(w work.Progress) {
	if w.What == "" {
		w.What = p.what
	}
	p.line.Set(w.Done, w.Total, w.What)
}

// Close takes the dialog away.
func (p *Progress) Close() {
	p.line.Stop()
	p.dialog.Close()
}
