package ui

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"claimgrade/ui/help"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// Backup is a copy of a library that was written from here.
type Backup struct {
	Path string    `json:"path"`
	At   time.Time `json:"at"`
}

// backedUp notes a copy of a library, for "Where is my data?".
func (a *App) backedUp(library, copy string) {
	if a.settings.Backups == nil {
		a.settings.Backups = map[string]Backup{}
	}
	a.settings.Backups[library] = Backup{Path: copy, At: time.Now()}
	a.saveSettings()
}

// showData tells where the program keeps things.
func (a *App) showData() {
	spec := help.DataSpec{
		Intro:      tr.T("A library is one ordinary file. To keep it safe, back it up; while it is open, do not copy the file by hand."),
		OpenFolder: a.openFolder,
	}
	if d := a.desk; d != nil {
		path := d.session.Lib.Path()
		n := d.overview.Counts
		spec.Places = append(spec.Places, help.Place{What: tr.T("The open library: claims, trials, appraisals, and their history"), Path: path, Holds: []string{
			tr.T("Holds %s, %s and %s. Size on disk: %s.", tr.N(n.Claims, "1 claim", "%d claims"), tr.N(n.Trials, "1 trial", "%d trials"),
				tr.N(n.Articles, "1 article", "%d articles"), sizeOnDisk(path)),
			a.lastBackup(path),
		}})
		spec.CopyTo = a.askCopy
		if a.config.Copies != "" {
			spec.Places = append(spec.Places, help.Place{What: tr.T("The backups that the program keeps by itself"), Path: a.config.Copies})
			spec.Backups = a.showBackups
		}
	}
	spec.Places = append(spec.Places,
		help.Place{What: tr.T("The program's folder: the starter library, and which library was open last"), Path: a.config.Data},
		help.Place{What: tr.T("The log of what went wrong, without your texts"), Path: a.config.State})
	help.Data(a.window.Canvas(), spec)
}

// lastBackup says when and where a person copied a library last.
func (a *App) lastBackup(library string) string {
	b, ok := a.settings.Backups[library]
	if !ok {
		return tr.T("You have not copied it elsewhere from this computer.")
	}
	s := tr.T("Last copy of your own: %s, to %s.", tr.Date(b.At.Local())+", "+b.At.Local().Format("15:04"), b.Path)
	if !exists(b.Path) {
		s += " " + tr.T("It is not there any more.")
	}
	return s
}

// sizeOnDisk is the size of a library with what SQLite has not merged into its file yet.
func sizeOnDisk(library string) string {
	var bytes int64
	for _, suffix := range []string{"", "-wal"} {
		if info, err := os.Stat(library + suffix); err == nil {
			bytes += info.Size()
		}
	}
	return words.Bytes(bytes)
}

// openFolder shows a folder, or that of a file, in the system's file manager.
func (a *App) openFolder(path string) {
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		path = filepath.Dir(path)
	}
	if err := openBySystem(path); err != nil {
		a.fail(fmt.Errorf(tr.T("The folder %s could not be shown: %w"), path, err))
	}
}

// openFile opens a file in the program that the system has for it.
func (a *App) openFile(path string) {
	if err := openBySystem(path); err != nil {
		a.fail(fmt.Errorf(tr.T("The file %s could not be opened: %w"), path, err))
	}
}

func openBySystem(path string) error {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter is no host
	}
	return fyne.CurrentApp().OpenURL(&url.URL{Scheme: "file", Path: path})
}
