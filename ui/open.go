package ui

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/starter"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/start"
	"claimgrade/ui/tr"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

const (
	starterName = "ketamine.sqlite"
	extension   = ".sqlite"
)

// libraryEnds are the endings that the file of a library may have.
var libraryEnds = []string{extension, ".sqlite3", ".db"}

// opened is a library ready to be shown.
type opened struct {
	session *session.Session
	notice  string // why it is open for reading only; empty if it is not
	again   bool   // it may be open for changes at the next try
	source  string // the damaged library that it was read from, as far as that could be; empty for any other
	after   func() // what is told once it is shown; may be nil
}

// Start opens the library named, else the one that was open last, else the starter library.
func (a *App) Start(path string) {
	switch {
	case path != "":
		a.openPath(path)
	case a.settings.Library != "":
		a.openPath(a.settings.Library)
	default:
		a.openStarter()
	}
}

// openPath opens a library; one that cannot be written is opened for reading only.
func (a *App) openPath(path string) {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	a.openWith(path, func(ctx context.Context) (opened, error) { return a.openLibrary(ctx, path) })
}

// openLibrary opens a library beside the window, for reading only if it cannot be written.
func (a *App) openLibrary(ctx context.Context, path string) (opened, error) {
	lib, err := db.Open(ctx, path, a.options())
	if appraisal.CodeOf(err) != appraisal.CodeReadOnly {
		return restored(ctx, lib, "", err)
	}
	o := a.options()
	o.ReadOnly = true
	lib, err = db.Open(ctx, path, o)
	return restored(ctx, lib, readOnlyNotice(path), err)
}

// options say how libraries are opened.
func (a *App) options() db.Options { return db.Options{Now: a.config.Now, Copies: a.config.Copies} }

func (a *App) now() time.Time {
	if a.config.Now != nil {
		return a.config.Now()
	}
	return time.Now()
}

func readOnlyNotice(path string) string {
	return tr.T("Read-only: “%s” or its folder cannot be written. You can look at everything; to change something, "+
		"save a copy elsewhere and open that.", filepath.Base(path))
}

// openStarter opens the starter library, and makes it if it is not there yet. Where the one that is there cannot be
// opened, it makes another beside it.
func (a *App) openStarter() {
	path := filepath.Join(a.config.Data, starterName)
	if a.failed == path {
		path = freeName(path)
	}
	if exists(path) {
		a.openPath(path)
		return
	}
	a.openWith(path, func(ctx context.Context) (opened, error) {
		if err := createStarter(ctx, path); err != nil {
			return opened{}, err
		}
		lib, err := db.Open(ctx, path, a.options())
		return restored(ctx, lib, "", err)
	})
}

// createStarter makes the starter library under another name first: whatever happens, no half of it is ever found at
// path.
func createStarter(ctx context.Context, path string) error {
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf(tr.T("The starter library could not be made: %w"), err)
	}
	if err := starter.Create(ctx, part, db.Options{}); err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return fmt.Errorf(tr.T("The starter library could not be made: %w"), err)
	}
	return nil
}

// freeName is a path that no file has yet: ketamine.sqlite, ketamine-2.sqlite, …
func freeName(path string) string {
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	for i := 2; exists(path); i++ {
		path = fmt.Sprintf("%s-%d%s", stem, i, extension)
	}
	return path
}

func restored(ctx context.Context, lib *db.Library, notice string, err error) (opened, error) {
	if err != nil {
		return opened{}, err
	}
	s := session.New(lib)
	s.Restore(ctx)
	return opened{session: s, notice: notice}, nil
}

// openWith closes the library that is open and shows the one that open returns, or what is wrong with it. A form in which
// something was typed is asked about first.
func (a *App) openWith(path string, open func(context.Context) (opened, error)) {
	a.openSaying(tr.T("Opening %s…", filepath.Base(path)), path, open)
}

// openSaying is openWith for an opening that does more, which the window says meanwhile.
func (a *App) openSaying(what, path string, open func(context.Context) (opened, error)) {
	dialogs.Leave(a.window.Canvas(), func() { a.settled(func() { a.openAnyway(what, path, open) }) })
}

func (a *App) openAnyway(what, path string, open func(context.Context) (opened, error)) {
	if a.desk != nil {
		a.previous = a.desk.session.Lib.Path()
	}
	a.Shut()
	a.opening = true
	a.window.SetTitle("ClaimGrade")
	a.show(start.Opening(what))
	a.menu.refresh()
	work.Latest("open library", open, func(o opened, err error) {
		a.opening = false
		if err != nil {
			a.problem(path, err)
			return
		}
		a.use(o)
		if o.after != nil {
			o.after()
		}
	})
}

// problem fills the window with why a library could not be opened, and with the ways out.
func (a *App) problem(path string, err error) {
	a.log("opening a library", err)
	a.failed = path
	ways := start.Ways{
		Retry: func() { a.openPath(path) }, Open: a.askOpen, New: a.askNew, Starter: a.openStarter,
	}
	if a.previous != "" && a.previous != path && exists(a.previous) {
		previous := a.previous
		ways.BackTo, ways.Back = filepath.Base(previous), func() { a.openPath(previous) }
	}
	holder, elsewhere := db.HolderOf(err)
	if elsewhere {
		ways.Read = func() { a.openBeside(path, holder) }
		if holder.Stale {
			ways.Take = func() { a.takeOver(path) }
		}
	}
	if a.isDamaged(path, err) {
		a.damaged(path, err, ways)
	} else {
		a.show(start.Page(start.Problem{Path: path, Err: err, Elsewhere: elsewhere}, ways))
	}
	a.menu.refresh()
}

// askOpen offers the libraries that the program knows of, and to choose any other file.
func (a *App) askOpen() {
	known := a.knownLibraries()
	if len(known) == 0 {
		a.chooseFile()
		return
	}
	dialogs.Choose(a.window.Canvas(), dialogs.ChooseSpec{
		Title: tr.T("Open a library"), Placeholder: tr.T("Type a part of its name"), Confirm: tr.T("Open"), Choices: known,
		Empty:  tr.T("None of the libraries used lately has that in its name. Choose the file instead."),
		Create: tr.T("Choose another file…"), OnCreate: func(string) { a.chooseFile() },
		OnChosen: func(c dialogs.Choice) { a.openPath(c.ID) },
	})
}

// knownLibraries are those used lately and those in the program's own folder, without the one that is open.
func (a *App) knownLibraries() []dialogs.Choice {
	paths := slices.Clone(a.settings.Recent)
	own, _ := filepath.Glob(filepath.Join(a.config.Data, "*"+extension)) // the pattern is a good one
	paths = append(paths, own...)
	var known []dialogs.Choice
	seen := map[string]bool{}
	if a.desk != nil {
		seen[a.desk.session.Lib.Path()] = true
	}
	for _, p := range paths {
		if seen[p] || !exists(p) {
			continue
		}
		seen[p] = true
		known = append(known, dialogs.Choice{ID: p, Title: filepath.Base(p), Sub: filepath.Dir(p)})
	}
	return known
}

// chooseFile lets the reader look for a library among all files.
func (a *App) chooseFile() {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil {
			a.fail(err)
			return
		}
		if file == nil {
			return // cancelled
		}
		path := file.URI().Path()
		if a.desk != nil && a.desk.session.Lib.Path() == path {
			a.Shut() // closing the dialog's own handle on the file drops the library's locks: it must be opened anew
		}
		_ = file.Close() // only its name was wanted
		if db.IsLibraryJSON(path) {
			a.importLibrary(path)
			return
		}
		a.openPath(path)
	}, a.window)
	d.SetFilter(storage.NewExtensionFileFilter(append([]string{".json"}, libraryEnds...)))
	d.SetTitleText(tr.T("Open a library"))
	a.showChooser(d)
}

// chooser is what Fyne's dialogs of files and folders have in common.
type chooser interface {
	dialog.Dialog
	SetLocation(fyne.ListableURI)
	SetView(dialog.ViewLayout)
}

// showChooser shows a dialog of files beside the open library, and lets Esc close it.
func (a *App) showChooser(d chooser) {
	if folder, err := storage.ListerForURI(storage.NewFileURI(a.folder())); err == nil {
		d.SetLocation(folder)
	}
	d.SetView(dialog.ListView)
	size := a.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(size.Width*0.9, 860), min(size.Height*0.9, 600)))
	cv := a.window.Canvas()
	before := cv.OnTypedKey()
	cv.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			d.Dismiss()
		}
	})
	d.SetOnClosed(func() { cv.SetOnTypedKey(before) })
	d.Show()
}

// target is where a new file is to be written.
type target struct {
	title, intro, confirm string
	name, folder          string
	done                  func(path string)
}

// askTarget asks for a name and a folder. It never offers to overwrite: a library's file is somebody's work.
func (a *App) askTarget(t target) {
	dialogs.Target(a.window.Canvas(), dialogs.TargetSpec{
		Title: t.title, Intro: t.intro, Confirm: t.confirm, Name: t.name, Folder: t.folder, Endings: libraryEnds,
		ChooseFolder: a.chooseFolder, Done: func(path string, _ bool) { t.done(path) },
	})
}

func (a *App) chooseFolder(done func(path string)) {
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err != nil {
			a.fail(err)
			return
		}
		if folder == nil {
			done("")
			return
		}
		done(folder.Path())
	}, a.window)
	d.SetTitleText(tr.T("Choose a folder"))
	a.showChooser(d)
}

func (a *App) askNew() {
	a.askTarget(target{
		title: tr.T("New library"), intro: tr.T("A library is one file that holds claims, trials and appraisals."), confirm: tr.T("Create"),
		name: filepath.Base(freeName(filepath.Join(a.folder(), "library"+extension))), folder: a.folder(),
		done: func(path string) {
			a.openWith(path, func(ctx context.Context) (opened, error) {
				lib, err := db.Create(ctx, path, a.options())
				return restored(ctx, lib, "", err)
			})
		},
	})
}
