package ui

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// copier writes copies of a library beside the window, one after the other and apart from the edits: who types must not
// wait for the copy of a large library.
type copier struct {
	queue   work.InOrder
	life    context.Context // of the desk
	stop    context.CancelFunc
	showing *fyne.Container // how far the copy is that the person asked for, or why there is none
	day     string          // on which the copy of the day was last seen to, YYYY-MM-DD
}

func newCopier() *copier {
	c := &copier{showing: container.NewStack()}
	c.life, c.stop = context.WithCancel(context.Background())
	c.showing.Hide()
	return c
}

// close stops the copy being written and waits until nothing half-written is left of it.
func (c *copier) close() {
	c.stop()
	c.queue.Drain()
}

// copy runs a job that copies the library once all that was typed is stored. It ends when the desk closes or cancel is
// called; done is not called once the desk has closed.
func (d *desk) copy(job func(context.Context) error, done func(error)) (cancel func()) {
	ctx, cancel := context.WithCancel(d.copier.life)
	d.session.InTurn(func(context.Context) error { return nil }, func(error) {
		d.copier.queue.Add("", func(context.Context) error { return job(ctx) }, func(err error) {
			cancel()
			if d.app.desk == d {
				done(err)
			}
		})
	})
	return cancel
}

// askCopy asks for the file that the library is to be copied to.
func (a *App) askCopy() {
	path := a.desk.session.Lib.Path()
	name := stem(filepath.Base(path)) + "-" + time.Now().Format("2006-01-02") + extension
	a.askTarget(target{
		title: tr.T("Copy the library"), intro: tr.T("A complete copy is written. The library that is open stays open."), confirm: tr.T("Copy"),
		name: filepath.Base(freeName(filepath.Join(a.folder(), name))), folder: a.folder(),
		done: a.desk.copyTo,
	})
}

// copyTo writes a copy while the library is in use. Nothing is there until the copy is whole.
func (d *desk) copyTo(path string) {
	lib := d.session.Lib
	var cancel func()
	line := widgets.NewProgressLine(tr.T("Copying the library to %s", path), func() { cancel() })
	d.showCopying(line)
	line.Start()
	cancel = d.copy(func(ctx context.Context) error { return lib.Backup(ctx, path) }, func(err error) {
		line.Stop()
		d.showCopying(nil)
		switch {
		case errors.Is(err, context.Canceled):
			d.status.say(tr.T("The copy was cancelled. Nothing was written."))
		case err != nil:
			d.app.fail(err)
		default:
			if d.source == "" {
				d.app.backedUp(lib.Path(), path)
			}
			d.status.say(tr.T("Copied to %s", path))
		}
	})
}

// showCopying shows something about a copy above the status line; nil for no more.
func (d *desk) showCopying(o fyne.CanvasObject) {
	showing := d.copier.showing
	showing.Objects = nil
	if o != nil {
		showing.Objects = []fyne.CanvasObject{widgets.NewPanel(widgets.Pad(8, 16, 8, 16, o))}
	}
	show(showing, o != nil)
	d.root.Refresh()
}
