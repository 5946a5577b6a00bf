package ui

import (
	"context"
	"slices"

	"claimgrade/db"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// A library in a folder of the network may be open on another computer: then it is opened for reading only, or taken over
// from a computer that nothing has been heard of for a while.

// openBeside opens a library for reading only while another computer has it open.
func (a *App) openBeside(path string, who db.Holder) {
	a.openWith(path, func(ctx context.Context) (opened, error) {
		o := a.options()
		o.ReadOnly = true
		lib, err := db.Open(ctx, path, o)
		notice := tr.T("Read-only: the computer “%s” has the library open. What is changed there is shown here.", who.Host)
		x, err := restored(ctx, lib, notice, err)
		x.again = true
		return x, err
	})
}

// takeOver opens a library that another computer has left open.
func (a *App) takeOver(path string) {
	a.openWith(path, func(ctx context.Context) (opened, error) {
		o := a.options()
		o.TakeOver = true
		lib, err := db.Open(ctx, path, o)
		return restored(ctx, lib, "", err)
	})
}

// notice is the strip that says what is special about an open library; nil if nothing is, or the reader knows.
func (d *desk) notice(o opened) *fyne.Container {
	a, path := d.app, d.session.Lib.Path()
	strip := func(o ...fyne.CanvasObject) *fyne.Container {
		return widgets.VStack(0, widgets.NewPanel(widgets.Pad(8, 16, 8, 16, widgets.HStack(10, o...))), widgets.NewHairline())
	}
	switch {
	case o.again:
		return strip(widgets.Fill(widgets.NewBanner(theme.Amber, o.notice, tr.T("Try to open it for changes"), func() { a.openPath(path) })))
	case o.notice != "":
		return strip(widgets.Fill(widgets.NewBanner(theme.Amber, o.notice, tr.T("Save a copy…"), a.askCopy)))
	case !d.session.Lib.Shared() || slices.Contains(a.settings.Shared, path):
		return nil
	}
	var shared *fyne.Container
	shared = strip(widgets.Fill(widgets.NewBanner(theme.Amber,
		tr.T("This library is in a folder of the network: there it is slower, and only one computer at a time can change it."),
		tr.T("Save a copy…"), a.askCopy)),
		widgets.NewButton(tr.T("Understood"), func() {
			shared.Hide()
			d.root.Refresh()
			a.settings.Shared = append(a.settings.Shared, path)
			a.saveSettings()
		}).SetCompact())
	return shared
}
