package ui

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"claimgrade/ui/help"
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
		Intro:      "A library is one ordinary file. To keep it safe, back it up; while it is open, do not copy the file by hand.",
		OpenFolder: a.openFolder,
	}
	if d := a.desk; d != nil {
		path := d.session.Lib.Path()
		n := d.overview.Counts
		spec.Places = append(spec.Places, help.Place{What: "The open library: claims, trials, appraisals, and their history", Path: path, Holds: []string{
			"Holds " + words.Count(n.Claims, "claim", "claims") + ", " + words.Count(n.Trials, "trial", "trials") + " and " + words.Count(n.Articles, "article", "articles") +
				". Size on disk: " + sizeOnDisk(path) + ".",
			a.lastBackup(path),
		}})
		spec.BackUp = a.askBackup
	}
	spec.Places = append(spec.Places,
		help.Place{What: "The program's folder: the starter library, and which library was open last", Path: a.config.Data},
		help.Place{What: "The log of what went wrong, without your texts", Path: a.config.State})
	help.Data(a.window.Canvas(), spec)
}

// lastBackup says when and where a library was backed up last.
func (a *App) lastBackup(library string) string {
	b, ok := a.settings.Backups[library]
	if !ok {
		return "Last backup: none from this computer."
	}
	s := "Last backup: " + b.At.Local().Format("2 January 2006, 15:04") + ", to " + b.Path + "."
	if !exists(b.Path) {
		s += " It is not there any more."
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
	const kilo, mega = 1024, 1024 * 1024
	if bytes < mega {
		return fmt.Sprintf("%d kB", (bytes+kilo-1)/kilo)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/mega)
}

// openFolder shows a folder, or that of a file, in the system's file manager.
func (a *App) openFolder(path string) {
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		path = filepath.Dir(path)
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter is no host
	}
	if err := fyne.CurrentApp().OpenURL(&url.URL{Scheme: "file", Path: path}); err != nil {
		a.fail(fmt.Errorf("the folder %s could not be shown: %w", path, err))
	}
}
