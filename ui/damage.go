package ui

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/backups"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/start"
	"claimgrade/ui/tr"
	"claimgrade/ui/work"
)

// isDamaged reports whether a file that could not be opened is a damaged library: it says so itself, or it does not even
// begin as a library any more but was one when it was last open here.
func (a *App) isDamaged(path string, err error) bool {
	code := appraisal.CodeOf(err)
	return code == appraisal.CodeCorrupt || code == appraisal.CodeForeign && slices.Contains(a.settings.Recent, path)
}

// damaged fills the window with what can be done about a damaged library, and looks for its newest good backup meanwhile.
func (a *App) damaged(path string, err error, w start.Ways) {
	sentence := dialogs.Sentence(err)
	if appraisal.CodeOf(err) == appraisal.CodeForeign {
		sentence = tr.T("“%s” was a library when it was last open here. Now it does not even begin as one.", filepath.Base(path))
	}
	others := []backups.Way{{Label: tr.T("Open another library…"), Do: w.Open}, {Label: tr.T("New library…"), Do: w.New},
		{Label: tr.T("Open the starter library"), Do: w.Starter}}
	if w.Back != nil {
		others = append([]backups.Way{{Label: tr.T("Go back to %s", w.BackTo), Do: w.Back}}, others...)
	}
	page := backups.NewDamagedPage(backups.Damaged{
		Path: path, Sentence: sentence, Others: others,
		OpenReadable: func() { a.openReadable(path) }, Salvage: func() { a.askSalvage(path) },
	})
	a.show(page.Object)
	folder := a.config.Copies
	if folder == "" {
		page.NotFound(tr.T("This program keeps no backups: it was given no folder for them."))
		return
	}
	work.Latest("good backup", func(ctx context.Context) (backups.Good, error) { return backups.NewestGood(ctx, folder, path) },
		func(good backups.Good, err error) {
			switch {
			case err != nil:
				page.NotFound(dialogs.Sentence(err))
			case good.Copy.Path == "":
				page.NotFound(tr.T("The program has kept no backup of this library that is sound."))
			default:
				page.Found(good, a.now(), func() { a.openBackup(path, good.Copy) })
			}
		})
}

// openReadable shows what can be read of a damaged library, for reading only.
func (a *App) openReadable(path string) {
	a.openSaying(tr.T("Reading what can be read of %s…", filepath.Base(path)), path, func(ctx context.Context) (opened, error) {
		lib, damage, err := db.OpenDamaged(ctx, path, a.options())
		if err != nil {
			return opened{}, err
		}
		o, err := restored(ctx, lib, backups.Notice(path, damage.Salvaged), nil)
		o.source = path
		return o, err
	})
}

// openBackup opens the content of a backup as a new library beside a damaged one. Where it cannot be written there, the
// other ways out are still on screen.
func (a *App) openBackup(damaged string, from db.Copy) {
	const key = "open backup"
	when, canvas := backups.Moment(from.At, a.now()), a.window.Canvas()
	to := freeName(stem(damaged) + "-backup" + extension)
	wait := dialogs.Wait(canvas, dialogs.ProgressSpec{
		Title: tr.T("Opening the backup of %s…", when), What: tr.T("Copying the library"), Cancel: func() { work.Cancel(key) },
	})
	work.Latest(key, func(ctx context.Context) (db.Copy, error) {
		return db.RestoreCopy(ctx, to, from.Path, a.config.Copies, a.options())
	}, func(_ db.Copy, err error) {
		wait.Close()
		if err != nil {
			a.fail(err)
			return
		}
		a.openWith(to, func(ctx context.Context) (opened, error) {
			o, err := a.openLibrary(ctx, to)
			o.after = func() {
				a.say(tr.T("This is the backup of %s, as %s. The damaged file is still there, as it was.", when, filepath.Base(to)))
			}
			return o, err
		})
	})
}

// askSalvage asks where what can be read of a damaged library is to be written, and writes it.
func (a *App) askSalvage(path string) {
	a.askTarget(target{
		title:   tr.T("Salvage into a new file"),
		intro:   tr.T("Everything that can be read is written into a new library. The damaged file stays as it is."),
		confirm: tr.T("Salvage"), name: filepath.Base(freeName(stem(path) + "-salvaged" + extension)), folder: filepath.Dir(path),
		done: func(to string) {
			backups.Salvage(a.window.Canvas(), path, to, func() { a.openPath(to) })
		},
	})
}

// tellDamaged tells somebody who is at work that the file turned out to be damaged, and lets them go on.
func (a *App) tellDamaged(err error) {
	path := a.desk.session.Lib.Path()
	dialogs.Confirm(a.window.Canvas(), dialogs.ConfirmSpec{
		Title: tr.T("The library file is damaged"), Text: dialogs.Sentence(err),
		Confirm: tr.T("Close it and see what can be done"), Cancel: tr.T("Go on"),
		OnConfirm: func() {
			a.settled(func() {
				a.Shut()
				a.problem(path, err)
			})
		},
	})
}

// stem is a path without its ending.
func stem(path string) string { return strings.TrimSuffix(path, filepath.Ext(path)) }
