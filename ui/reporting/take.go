package reporting

import (
	"context"
	"path/filepath"

	"claimgrade/db"
	"claimgrade/ui/internal/outgoing"
	"claimgrade/ui/report"
	"claimgrade/ui/report/block"
	"claimgrade/ui/report/html"
	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
)

// start makes something of the claims chosen, unless a text of the brief cannot be stored.
func start[T any](w *window, what string, run func(ctx context.Context, progress func(done, total int)) (T, error), done func(T)) {
	switch {
	case len(w.request.Claims) == 0:
	case w.brief.unsaved():
		w.brief.point()
	default:
		outgoing.Make(w.making, what, run, done)
	}
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
		w.making.Save(tr.T("Save the report"), outgoing.File(p.Output), func(path string) { w.keep(path, p.record) })
	})
}

// keep stores the record of a report that was written, and then says where it is.
func (w *window) keep(path string, record db.Printed) {
	record.FileName = filepath.Base(path)
	told := func(note string) {
		w.past.load()
		outgoing.ShowSaved(w.r.canvas, w.r.actions, outgoing.SavedSpec{Title: tr.T("The report is saved"), Path: path, Notes: []string{note}})
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
		w.making.Say(tr.T("Copied as plain text."))
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
	}, func(block.Document) {
		w.making.Say(tr.T("Copied with formatting. Paste it into a document or a mail."))
	})
}
