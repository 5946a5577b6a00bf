// Package importing is the one way in for records of other programs: it reads files, shows what was understood record by
// record before anything is stored, lets a person decide, and stores it as one step that can be undone. It must not know
// how a format is read or how records are recognised, nor any other screen.
package importing

import (
	"context"
	"errors"
	"path/filepath"
	"sync/atomic"

	"claimgrade/db"
	"claimgrade/db/exchange"
	"claimgrade/db/fetch"
	"claimgrade/db/intake"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// Actions are what the import asks of the window.
type Actions struct {
	// Stored tells what was done, in a sentence, and what undo calls it.
	Stored func(action, sentence string)
	// Keep keeps a copy of the library before what changes much of it, and then goes on with next; may be nil.
	Keep func(kind db.CopyKind, next func())
}

// Importing shows imports over a window.
type Importing struct {
	s       *session.Session
	canvas  fyne.Canvas
	actions Actions
	// Client fetches records by their number. The zero value asks the services themselves.
	Client fetch.Client
}

// New returns an import that shows nothing yet.
func New(s *session.Session, c fyne.Canvas, a Actions) *Importing {
	return &Importing{s: s, canvas: c, actions: a}
}

// input is something to be read: a file of a path, or what somebody else has read or fetched already.
type input struct {
	path string
	name string
	data []byte
}

// Open reads files and shows what is in them. What it refuses does not stop the others.
func (im *Importing) Open(paths []string) {
	var all []input
	for _, p := range paths {
		all = append(all, input{path: p, name: filepath.Base(p)})
	}
	im.read(all)
}

// OpenText reads a text that was pasted.
func (im *Importing) OpenText(name, text string) {
	im.read([]input{{name: name, data: []byte(text)}})
}

// OpenFetched reads what was fetched by its number.
func (im *Importing) OpenFetched(s exchange.Source) {
	data := s.Data
	if data == nil {
		data = []byte(s.Text)
	}
	im.read([]input{{name: s.Name, data: data}})
}

// readKey is the job that reads.
const readKey = "import read"

// reading is what the job that reads brings.
type reading struct {
	plan    intake.Plan
	sources []source
}

// read shows the progress of reading and then the review.
func (im *Importing) read(all []input) {
	if len(all) == 0 {
		return
	}
	if len(all) == 1 && all[0].path != "" && db.IsDatabase(all[0].path) {
		im.merge(all[0].path)
		return
	}
	w := im.wait(tr.T("Reading %s", all[0].name), readKey)
	lib := im.s.Lib
	work.Start(readKey, work.Job[reading]{
		Run: func(ctx context.Context, report func(work.Progress)) (reading, error) {
			sources, err := readAll(ctx, all, report)
			if err != nil {
				return reading{}, err
			}
			report(work.Progress{What: tr.T("Looking for what the library has already")})
			plan, err := intake.Propose(ctx, lib, filesOf(sources))
			return reading{plan, sources}, err
		},
		OnProgress: w.progress,
		Done: func(r reading, err error) {
			w.close()
			if err != nil {
				im.s.Fail(err)
				return
			}
			im.review(r)
		},
	})
}

// waiting is a small dialog that shows how far a job is.
type waiting struct {
	dialog *dialogs.Dialog
	line   *widgets.ProgressLine
	cancel func()
}

// wait says what is being done, and cancels the job when the person leaves.
func (im *Importing) wait(what, key string) *waiting {
	w := &waiting{cancel: func() { work.Cancel(key) }}
	w.line = widgets.NewProgressLine(what, func() { w.dialog.Cancel() })
	w.line.Start()
	w.dialog = dialogs.Panel(im.canvas, dialogs.PanelSpec{
		Content: widgets.VStack(12, widgets.Title(tr.T("Import")), w.line), Width: dialogs.Medium, Stays: true,
		OnCancel: func() {
			w.cancel()
			w.line.Stop()
		},
	})
	return w
}

func (w *waiting) progress(p work.Progress) { w.line.Set(p.Done, p.Total, p.What) }

func (w *waiting) close() {
	w.line.Stop()
	w.dialog.Close()
}

// many is from how many records on an import is preceded by a copy of the library.
const many = 50

// keep has a copy kept before next.
func (im *Importing) keep(kind db.CopyKind, next func()) {
	if im.actions.Keep == nil {
		next()
		return
	}
	im.actions.Keep(kind, next)
}

// store writes an import as one step that can be cancelled on the way, and then leaves the dialog it came from.
func (im *Importing) store(name string, over *dialogs.Dialog, write func(context.Context, intake.Storing) (sentence string, err error)) {
	ctx, cancel := context.WithCancel(context.Background())
	wait := im.wait(tr.T("Storing"), "")
	wait.cancel = cancel
	var (
		sentence string
		waiting  atomic.Bool // a report that the window has not shown yet
	)
	storing := intake.Storing{Action: name, Reviewer: im.s.Reviewer(), Progress: func(done, total int) {
		if !waiting.Swap(true) {
			work.Do(func() {
				waiting.Store(false)
				wait.progress(work.Progress{Done: done, Total: total, What: tr.T("Storing")})
			})
		}
	}}
	im.s.Write(func(context.Context) (err error) {
		sentence, err = write(ctx, storing)
		return err
	}, func(err error) {
		cancel()
		wait.close()
		switch {
		case errors.Is(err, context.Canceled): // nothing was stored; the review is there still
		case err != nil:
			im.s.Fail(err)
		default:
			over.Close()
			if im.actions.Stored != nil {
				im.actions.Stored(name, sentence)
			}
		}
	})
}
