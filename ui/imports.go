package ui

import (
	"claimgrade/db"
	"claimgrade/ui/importing"
	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// importFor makes the import of a desk.
func (d *desk) importFor() *importing.Importing {
	return importing.New(d.session, d.app.window.Canvas(), importing.Actions{Stored: d.offerUndo, Keep: d.keepBefore})
}

// importCommands are those of the menu File for records of other programs and libraries of others.
func (a *App) importCommands() []command {
	return []command{
		{menu: "File", label: tr.Key("Import…"), shortcut: keys(fyne.KeyI, control), ruled: true, why: a.needsLibrary, run: func() {
			a.chooseRecords(tr.T("Import records from a file"), append([]string{".txt"}, recordEnds...))
		}},
		{menu: "File", label: tr.Key("Import by identifier…"), shortcut: keys(fyne.KeyJ, control|shift), why: a.needsLibrary, run: func() { a.desk.screens.importing.AskIdentifier() }},
		{menu: "File", label: tr.Key("Merge another library…"), shortcut: keys(fyne.KeyM, alt), why: a.needsLibrary, run: func() {
			a.chooseRecords(tr.T("Merge another library into this one"), libraryEnds)
		}},
	}
}

// chooseRecords lets the reader look for a file to import.
func (a *App) chooseRecords(title string, ends []string) {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			a.fail(err)
		case file != nil:
			path := file.URI().Path()
			_ = file.Close() // only its name was wanted
			if db.IsLibraryJSON(path) {
				a.importLibrary(path)
				return
			}
			a.desk.screens.importing.Open([]string{path})
		}
	}, a.window)
	d.SetFilter(storage.NewExtensionFileFilter(ends))
	d.SetTitleText(title)
	a.showChooser(d)
}
