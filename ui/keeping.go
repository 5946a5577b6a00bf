package ui

import (
	"context"
	"errors"
	"time"

	"claimgrade/db"
	"claimgrade/ui/backups"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"
)

// unhurried is how long the copy of the day waits after a library was opened, so that its first picture comes first.
const unhurried = 2 * time.Second

// keepDailySoon keeps the copy of the day once the window has settled.
func (d *desk) keepDailySoon() {
	if d.app.config.Copies != "" {
		work.Later("daily copy", unhurried, d.keepDaily)
	}
}

// keepDaily keeps a copy of the library on every day on which it is used: when it is opened, and with the first change of
// a new day while it stays open. A day without a change needs none.
func (d *desk) keepDaily() {
	lib, folder, today := d.session.Lib, d.app.config.Copies, d.session.Today()
	if folder == "" || d.app.desk != d || lib.ReadOnly() || d.copier.day == today {
		return
	}
	d.copier.day = today
	d.copy(func(ctx context.Context) error {
		all, err := db.Copies(ctx, folder, lib.Path())
		if err != nil {
			return err
		}
		for _, c := range all {
			if c.Kind == db.CopyDaily && c.Problem == "" && c.At.Local().Format(time.DateOnly) == today {
				return nil
			}
		}
		_, err = lib.KeepCopy(ctx, folder, db.CopyDaily)
		return err
	}, func(err error) {
		if err != nil && !errors.Is(err, context.Canceled) {
			d.tellUnkept(err)
		}
	})
}

// tellUnkept says above the status line that there is no copy of today, until the person tries again or lets it be.
func (d *desk) tellUnkept(err error) {
	d.app.log("keeping the copy of the day", err)
	banner := widgets.NewBanner(theme.Amber, tr.T("There is no backup of today in %s: %s", d.app.config.Copies, dialogs.Sentence(err)), tr.T("Try again"), func() {
		d.showCopying(nil)
		d.copier.day = ""
		d.keepDaily()
	})
	d.showCopying(widgets.HStack(10, widgets.Fill(banner), widgets.NewButton(tr.T("Not now"), func() { d.showCopying(nil) }).SetCompact()))
}

// keepBefore keeps a copy before something that changes much, and then goes on. If there is none, the person decides.
func (d *desk) keepBefore(kind db.CopyKind, next func()) {
	lib, folder := d.session.Lib, d.app.config.Copies
	if folder == "" || lib.ReadOnly() {
		next()
		return
	}
	canvas := d.app.window.Canvas()
	var cancel func()
	wait := dialogs.Wait(canvas, dialogs.ProgressSpec{
		Title: tr.T("Keeping a backup first"), What: tr.T("Copying the library"), Cancel: func() { cancel() },
	})
	cancel = d.copy(func(ctx context.Context) error {
		_, err := lib.KeepCopy(ctx, folder, kind)
		return err
	}, func(err error) {
		wait.Close()
		switch {
		case err == nil:
			next()
		case !errors.Is(err, context.Canceled):
			d.app.log("keeping a copy", err)
			dialogs.Confirm(canvas, dialogs.ConfirmSpec{
				Title: tr.T("No backup could be kept"), Text: dialogs.Sentence(err), Danger: true,
				Confirm: tr.T("Go on without a backup"), OnConfirm: next,
			})
		}
	})
}

// copyNow keeps a copy because the person wants one.
func (d *desk) copyNow(done func(db.Copy, error)) {
	lib, folder := d.session.Lib, d.app.config.Copies
	var kept db.Copy
	d.copy(func(ctx context.Context) (err error) {
		kept, err = lib.KeepCopy(ctx, folder, db.CopyDaily)
		return err
	}, func(err error) { done(kept, err) })
}

// showBackups lists the copies of the open library.
func (a *App) showBackups() { backups.Show(a.window.Canvas(), a.shelf()) }

// keepsCopies is why the copies cannot be shown.
func (a *App) keepsCopies() string {
	if a.desk == nil {
		return a.needsLibrary()
	}
	return unless(a.config.Copies != "", tr.T("This program keeps no backups: it was given no folder for them."))
}
