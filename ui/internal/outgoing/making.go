package outgoing

import (
	"context"
	"path/filepath"

	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// Making makes what leaves the library beside the window, asks where it goes and writes it. At the foot of its window it
// shows how far it is, and can be cancelled there.
type Making struct {
	s       *session.Session
	canvas  fyne.Canvas
	actions Actions
	// Changed is called when something begins or ends to be made, to relayout the window and to enable its buttons.
	Changed func()

	key    string // of its job
	object *fyne.Container
	note   *widgets.Text
	wait   *widgets.ProgressLine
	busy   bool
	closed bool
}

// NewMaking returns one that makes nothing yet. key names its job.
func NewMaking(s *session.Session, c fyne.Canvas, a Actions, key string) *Making {
	m := &Making{s: s, canvas: c, actions: a, key: key}
	m.note = widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted})
	m.wait = widgets.NewProgressLine("", m.stop)
	m.object = widgets.VStack(0, m.note, m.wait)
	m.object.Hide()
	return m
}

// Object stands at the foot of the window; it is hidden while there is nothing to say.
func (m *Making) Object() fyne.CanvasObject { return m.object }

// Busy says whether something is being made.
func (m *Making) Busy() bool { return m.busy }

// Say shows a sentence at the foot; an empty one takes it away.
func (m *Making) Say(sentence string) {
	m.note.SetText(sentence)
	m.note.Hidden, m.wait.Hidden = sentence == "" || m.busy, !m.busy
	m.object.Hidden = sentence == "" && !m.busy
	m.Changed()
}

// Close stops what is under way.
func (m *Making) Close() {
	m.closed = true
	work.Cancel(m.key)
	m.wait.Stop()
}

func (m *Making) set(what string) {
	m.busy = what != ""
	if m.busy {
		m.wait.Set(0, 0, what)
		m.wait.Start()
	} else {
		m.wait.Stop()
	}
	m.Say("")
}

// stop cancels what is being made. Nothing of it is kept.
func (m *Making) stop() {
	work.Cancel(m.key)
	m.set("")
	m.Say(tr.T("Cancelled. Nothing was written."))
}

// Make makes something beside the window once all that was typed is stored.
func Make[T any](m *Making, what string, run func(ctx context.Context, progress func(done, total int)) (T, error), done func(T)) {
	if m.busy {
		return
	}
	m.set(what)
	m.s.InTurn(func(context.Context) error { return nil }, func(error) {
		if !m.busy || m.closed {
			return // cancelled meanwhile
		}
		work.Start(m.key, work.Job[T]{
			Run:        func(ctx context.Context, tell func(work.Progress)) (T, error) { return run(ctx, Progress(tell)) },
			OnProgress: func(p work.Progress) { m.wait.Set(p.Done, p.Total, p.What) },
			Done: func(v T, err error) {
				m.set("")
				if err != nil {
					m.s.Fail(err)
					return
				}
				done(v)
			},
		})
	})
}

// Progress tells of the claims that are done.
func Progress(tell func(work.Progress)) func(done, total int) {
	return func(done, total int) {
		tell(work.Progress{Done: done, Total: total, What: tr.T("Reading and judging claim %d of %d", min(done+1, total), total)})
	}
}

// File is what is to be written, with a name that is proposed for it.
type File struct {
	Data []byte
	Name string
}

// Save asks where a file goes, writes it whole or not at all, and then tells its path.
func (m *Making) Save(title string, f File, done func(path string)) {
	dialogs.Target(m.canvas, dialogs.TargetSpec{
		Title: title, Confirm: tr.T("Save"), Name: f.Name, Folder: m.actions.Folder(), Endings: []string{filepath.Ext(f.Name)}, MayReplace: true,
		ChooseFolder: m.actions.ChooseFolder,
		Done:         func(path string, replace bool) { m.write(path, f.Data, replace, done) },
	})
}

func (m *Making) write(path string, data []byte, replace bool, done func(path string)) {
	library := m.s.Lib.Path()
	work.Latest("write a file", func(context.Context) (struct{}, error) {
		return struct{}{}, db.WriteFromLibrary(library, path, data, replace)
	},
		func(_ struct{}, err error) {
			if err != nil {
				m.s.Fail(err)
				return
			}
			m.actions.Saved(path)
			done(path)
		})
}
