package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"claimgrade/db"
	"claimgrade/ui/exporting"
	"claimgrade/ui/internal/outgoing"
	"claimgrade/ui/reporting"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
)

// outgoingActions are what the windows for reports and data ask of the program.
func (d *desk) outgoingActions() outgoing.Actions {
	return outgoing.Actions{
		Folder: func() string {
			if d.savedIn != "" {
				return d.savedIn
			}
			return d.app.folder()
		},
		Saved:        func(path string) { d.savedIn = filepath.Dir(path) },
		ChooseFolder: d.app.chooseFolder, OpenFile: d.app.openFile, ShowFolder: d.app.openFolder,
	}
}

// reportsFor makes the window for reports of a desk.
func (d *desk) reportsFor() *reporting.Reporting {
	return reporting.New(d.session, d.app.window.Canvas(), d.outgoingActions())
}

// exportsFor makes the window for data of a desk.
func (d *desk) exportsFor() *exporting.Exporting {
	return exporting.New(d.session, d.app.window.Canvas(), d.outgoingActions())
}

// report opens the window for reports of the claim on screen or, beside an article, of its claims.
func (d *desk) report() {
	d.screens.reporting.Open(d.claimsHere()...)
}

// askReport is report, or why there is none.
func (d *desk) askReport() {
	if why := d.app.hasClaims(); why != "" {
		d.status.say(why)
		return
	}
	d.report()
}

// claimsHere are the claims of what is on screen.
func (d *desk) claimsHere() []string {
	p := d.session.Place()
	switch p.Kind {
	case session.ClaimPlace:
		if p.UID != "" {
			return []string{p.UID}
		}
	case session.ArticlePlace, session.ReaderPlace:
		var of []string
		for _, c := range d.overview.Claims {
			if c.DocumentUID == p.UID && c.Parent == "" {
				of = append(of, c.UID)
			}
		}
		return of
	}
	return nil
}

// hasClaims is why no report can be made.
func (a *App) hasClaims() string {
	if a.desk == nil {
		return a.needsLibrary()
	}
	return unless(len(a.desk.overview.Claims) > 0, tr.T("There is no claim yet. A report is about claims: make one first (Ctrl+N)."))
}

// outgoingCommands are those of the menu File for what leaves the library.
func (a *App) outgoingCommands() []command {
	return []command{
		{menu: "File", label: tr.Key("Report…"), shortcut: keys(fyne.KeyR, alt), ruled: true, why: a.hasClaims, run: func() { a.desk.report() }},
		{menu: "File", label: tr.Key("Export data…"), shortcut: keys(fyne.KeyE, alt), why: a.needsLibrary, run: func() { a.desk.screens.exporting.Open(a.desk.claimsHere()...) }},
	}
}

// importLibrary makes a new library of one that was exported as JSON, and opens it.
func (a *App) importLibrary(path string) {
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) + extension
	a.askTarget(target{
		title: tr.T("Make a library of the JSON file"), confirm: tr.T("Create"),
		intro: tr.T("“%s” holds a whole library. A new library is made of it; the one that is open stays as it is.", filepath.Base(path)),
		name:  filepath.Base(freeName(filepath.Join(a.folder(), name))), folder: a.folder(),
		done: func(to string) {
			a.openWith(to, func(ctx context.Context) (opened, error) {
				lib, err := libraryOf(ctx, path, to)
				return restored(ctx, lib, "", err)
			})
		},
	})
}

func libraryOf(ctx context.Context, path, to string) (*db.Library, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf(tr.T("The file “%s” could not be read: %w"), filepath.Base(path), err)
	}
	defer f.Close()
	return db.CreateFromJSON(ctx, to, f, db.Options{})
}
