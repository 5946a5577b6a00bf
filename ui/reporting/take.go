package reporting

import (
	"context"
	"path/filepath"

	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/outgoing"
	"claimgrade/ui/report"
	"claimgrade/ui/report/block"
	"claimgrade/ui/report/html"
	"claimgrade/ui/tr"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// takeKey is the job that makes what is taken away.
const takeKey = "report take"

// start makes something beside the window once all that was typed is stored. The window stays usable; its foot shows
// how far it is and can cancel it.
func start[T any](w *window, what string, run func(ctx context.Context, progress func(done, total int)) (T, error), done func(T)) {
	if w.busy || len(w.request.Claims) == 0 {
		return
	}
	if w.brief.unsaved() {
		w.brief.point()
		return
	}
	w.setBusy(what)
	w.r.s.InTurn(func(context.Context) error { return nil }, func(error) {
		if !w.busy || w.closed {
			return // cancelled meanwhile
		}
		work.Start(takeKey, work.Job[T]{
			Run:        func(ctx context.Context, tell func(work.Progress)) (T, error) { return run(ctx, progressOf(tell)) },
			OnProgress: func(p work.Progress) { w.wait.Set(p.Done, p.Total, p.What) },
			Done: func(v T, err error) {
				w.setBusy("")
				if err != nil {
					w.r.s.Fail(err)
					return
				}
				done(v)
			},
		})
	})
}

// setBusy shows that something is being made; empty: nothing is.
func (w *window) setBusy(what string) {
	w.busy = what != ""
	w.wait.Hidden = !w.busy
	if w.busy {
		w.wait.Set(0, 0, what)
		w.wait.Start()
	} else {
		w.wait.Stop()
	}
	w.say("")
	w.enable()
}

// stop cancels what is being made. Nothing of it is kept.
func (w *window) stop() {
	work.Cancel(takeKey)
	w.setBusy("")
	w.say(tr.T("Cancelled. Nothing was written."))
}

// printed is a report with the record of it.
type printed struct {
	report.Output
	record db.Printed
}

// saveAs makes the report, asks where it goes, and writes it.
func (w *window) saveAs() {
	r, lib := w.request, w.r.s.Lib
	start(w, tr.T("Making the report"), func(ctx context.Context, progress func(done, total int)) (printed, error) {
		out, err := report.Make(ctx, lib, r, progress)
		if err != nil {
			return printed{}, err
		}
		record, err := report.Record(ctx, lib, r, out)
		return printed{out, record}, err
	}, func(p printed) {
		w.ask(tr.T("Save the report"), p.Output, func(path string) { w.keep(path, p.record) })
	})
}

// ask asks where a file goes, writes it, and then tells its path.
func (w *window) ask(title string, out report.Output, written func(path string)) {
	w.r.askTarget(title, out.Name, func(path string, replace bool) { w.r.write(path, out.Data, replace, func() { written(path) }) })
}

func (r *Reporting) askTarget(title, name string, done func(path string, replace bool)) {
	dialogs.Target(r.canvas, dialogs.TargetSpec{
		Title: title, Confirm: tr.T("Save"), Name: name, Folder: r.target(), Endings: []string{filepath.Ext(name)}, MayReplace: true,
		ChooseFolder: r.actions.ChooseFolder, Done: done,
	})
}

// write writes a file whole or not at all.
func (r *Reporting) write(path string, data []byte, replace bool, done func()) {
	work.Latest("report write", func(context.Context) (struct{}, error) { return struct{}{}, db.WriteFile(path, data, replace) },
		func(_ struct{}, err error) {
			if err != nil {
				r.s.Fail(err)
				return
			}
			r.folder = filepath.Dir(path)
			done()
		})
}

// keep stores the record of a report that was written, and then says where it is.
func (w *window) keep(path string, record db.Printed) {
	record.FileName = filepath.Base(path)
	told := func(note string) {
		w.past.load()
		outgoing.Saved(w.r.canvas, w.r.actions, outgoing.SavedSpec{Title: tr.T("The report is saved"), Path: path, Notes: []string{note}})
	}
	if w.r.s.Lib.ReadOnly() {
		told(tr.T("The library is open for reading only, so it keeps no record of this report."))
		return
	}
	w.r.s.Edit(tr.T("Record of a report"), func(b *db.Batch) error { b.PutPrinted(record); return nil }, func(err error) {
		if err != nil {
			w.r.s.Fail(err)
			return
		}
		told(tr.T("The library keeps a copy with the verdict as it is now: see “Earlier reports”."))
	})
}

// copyPlain puts the words alone on the clipboard.
func (w *window) copyPlain() {
	r, lib := w.request, w.r.s.Lib
	start(w, tr.T("Making the report"), func(ctx context.Context, progress func(done, total int)) ([]byte, error) {
		doc, err := report.Compose(ctx, lib, r, progress)
		if err != nil {
			return nil, err
		}
		return report.Render(ctx, doc, report.Plain)
	}, func(text []byte) {
		fyne.CurrentApp().Clipboard().SetContent(string(text))
		w.say(tr.T("Copied as plain text."))
	})
}

// copyRich puts the report on the clipboard with its formatting.
func (w *window) copyRich() {
	r, lib, clipboard := w.request, w.r.s.Lib, w.r.Clipboard
	start(w, tr.T("Making the report"), func(ctx context.Context, progress func(done, total int)) (block.Document, error) {
		doc, err := report.Compose(ctx, lib, r, progress)
		if err != nil {
			return doc, err
		}
		rich, err := html.Fragment(ctx, doc)
		if err != nil {
			return doc, err
		}
		plain, err := report.Render(ctx, doc, report.Plain)
		if err != nil {
			return doc, err
		}
		return doc, clipboard.Copy(ctx, rich, plain)
	}, func(block.Document) { w.say(tr.T("Copied with formatting. Paste it into a document or a mail.")) })
}
