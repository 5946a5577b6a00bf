// Package ui is the window: it opens libraries, puts the screens together, and holds the menu, the toolbar and the
// status line. Screens do not know one another; screens.go plugs them in. It must not know how anything is judged or
// stored.
package ui

import (
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/glossary"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Config is what the program gives the window.
type Config struct {
	Window  fyne.Window
	Data    string           // folder of the settings and of the starter library; it exists
	State   string           // folder of the log, for "Where is my data?"
	Copies  string           // folder of the copies that are kept of libraries; empty keeps none
	Now     func() time.Time // the clock; nil is that of the system
	Version string
	Locale  string // of the system, such as nb-NO, for who has chosen no language; empty is English
	Fonts   theme.Fonts
	Log     *slog.Logger
	Listed  func() // is called whenever the lists of a library that was opened are whole for the first time; may be nil
}

// App is the window.
type App struct {
	config   Config
	window   fyne.Window
	theme    *theme.Theme
	settings Settings
	menu     *menu
	holder   *fyne.Container // what fills the window below the menu
	desk     *desk           // the open library; nil while there is none
	opening  bool
	previous string   // path of the library that was open before the one that failed to open
	failed   string   // path of the library that failed to open
	waiting  []string // files that came before the library was open
}

// New prepares the window; Start fills it.
func New(c Config) *App {
	a := &App{config: c, window: c.Window, theme: theme.New(c.Fonts), settings: LoadSettings(settingsPath(c.Data)),
		holder: container.NewStack()}
	a.speak()
	widgets.Explain = glossary.Define
	a.theme.SetMode(a.settings.mode())
	a.theme.SetHighContrast(a.settings.Contrast)
	a.theme.SetSymbols(a.settings.symbols())
	a.theme.SetScale(a.settings.size())
	fyne.CurrentApp().Settings().SetTheme(a.theme)
	a.window.SetTitle("ClaimGrade")
	a.window.SetPadded(false)
	a.window.SetContent(widgets.WithTips(a.holder, a.window.Canvas()))
	a.menu = newMenu(a.window, a.commands(), a.say, a.takes)
	a.window.SetCloseIntercept(func() { dialogs.Leave(a.window.Canvas(), a.Close) })
	a.window.Canvas().SetOnTypedKey(a.typedKey)
	a.window.SetOnDropped(a.dropped)
	for _, alias := range []struct {
		keys fyne.Shortcut
		run  func()
	}{
		{keys(fyne.KeyZ, control|shift), a.redo},
		{keys(fyne.KeyEqual, control), func() { a.resize(1) }},
		{keys(fyne.KeyEqual, control|shift), func() { a.resize(1) }},
	} {
		a.window.Canvas().AddShortcut(alias.keys, func(fyne.Shortcut) {
			if !dialogs.Blocked() && a.desk != nil {
				alias.run()
			}
		})
	}
	a.restoreSize()
	return a
}

func settingsPath(data string) string { return filepath.Join(data, "settings.json") }

// Close stores what waits and closes the window, and with it the program.
func (a *App) Close() {
	a.settled(func() {
		a.rememberSize()
		a.Shut()
		a.window.SetCloseIntercept(nil)
		a.window.Close()
	})
}

// settled goes on once everything is stored, or the person gives up what cannot be.
func (a *App) settled(next func()) {
	if a.desk == nil {
		next()
		return
	}
	err := a.desk.session.Settle()
	if err == nil {
		next()
		return
	}
	a.log("not everything could be stored", err)
	edits, _ := a.desk.session.Unsaved()
	dialogs.Confirm(a.window.Canvas(), dialogs.ConfirmSpec{
		Title: tr.N(edits, "1 change not saved", "%d changes not saved"), Text: dialogs.Sentence(err),
		Confirm: tr.T("Close without saving"), Cancel: tr.T("Go back"), Danger: true, OnConfirm: func() {
			a.desk.session.GiveUp()
			next()
		},
	})
}

// Shut stores what waits and closes the library. The program calls it, too, when it ends by a signal.
func (a *App) Shut() {
	if a.desk == nil {
		return
	}
	d := a.desk
	a.desk = nil
	d.copier.close()
	if err := d.session.Close(); err != nil {
		a.log("closing the library", err)
	}
	a.noteLost(d.session)
}

// Raise brings the window to the front and opens what is named: a library, and files to read or import. It may be called
// from any goroutine.
func (a *App) Raise(path string, files []string) {
	work.Do(func() {
		a.window.Show()
		a.window.RequestFocus()
		a.look() // not by Fyne's lifecycle: an event of it that comes as the program ends may keep it from ending for ever
		if a.opening || dialogs.Blocked() {
			return
		}
		if path != "" {
			a.openPath(path)
		}
		a.Receive(files)
	})
}

// look shows at once what another program has changed.
func (a *App) look() {
	if a.desk != nil {
		a.desk.session.Look()
	}
}

// log notes what went wrong without the words of the reader's notes, which an error's sentence may hold.
func (a *App) log(what string, err error) {
	if a.config.Log == nil || err == nil {
		return
	}
	cause := err
	for {
		inner, ok := cause.(interface{ Unwrap() error })
		if !ok || inner.Unwrap() == nil {
			break
		}
		cause = inner.Unwrap()
	}
	if appraisal.CodeOf(cause) != "" {
		a.config.Log.Error(what, "code", appraisal.CodeOf(cause))
		return
	}
	a.config.Log.Error(what, "code", appraisal.CodeOf(err), "cause", cause.Error())
}

// fail logs an error and shows it.
func (a *App) fail(err error) {
	a.log("the library refused", err)
	if appraisal.CodeOf(err) == appraisal.CodeCorrupt && a.desk != nil && a.desk.source == "" {
		a.tellDamaged(err)
		return
	}
	dialogs.Error(a.window.Canvas(), err)
}

// say shows a sentence in the status line.
func (a *App) say(sentence string) {
	if a.desk != nil {
		a.desk.status.say(sentence)
	}
}

// show fills the window below the menu.
func (a *App) show(o fyne.CanvasObject) {
	a.holder.Objects = []fyne.CanvasObject{o}
	a.holder.Refresh()
}

// clear empties the window below the menu, so that what is covered need not be laid out.
func (a *App) clear() { a.show(container.NewStack()) }

// typedKey gets the keys that nothing in the window has a use for.
func (a *App) typedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyF1 && a.desk != nil && a.desk.screens.appraisal.AtQuestion():
		a.desk.screens.appraisal.Help()
	case e.Name == fyne.KeyF1:
		a.showShortcuts()
	case e.Name == fyne.KeyF2:
		a.readHere()
	case e.Name == fyne.KeyF3 && a.reading():
		a.desk.screens.reader.Find()
	case e.Name == fyne.KeyF5:
		a.project()
	case e.Name == fyne.KeyEscape && a.desk != nil:
		a.desk.escape()
	}
}

// use shows an open library.
func (a *App) use(o opened) {
	a.failed = ""
	s, path := o.session, o.session.Lib.Path()
	if a.config.Now != nil {
		s.SetClock(a.config.Now)
	}
	if o.source == "" {
		a.settings.opened(path)
		a.saveSettings()
	}
	a.desk = newDesk(a, o)
	a.window.SetTitle(filepath.Base(path) + " – ClaimGrade")
	a.show(a.desk.root)
	a.desk.begin()
	a.menu.refresh()
	a.tellLost(path)
	a.receiveWaiting()
}

func (a *App) saveSettings() {
	if err := a.settings.Save(settingsPath(a.config.Data)); err != nil {
		a.log("saving the settings", err) // the window works without; the next start is as the last one was
	}
}

// folder is where libraries are looked for first: beside the one that is open.
func (a *App) folder() string {
	if a.desk != nil && a.desk.source != "" {
		return filepath.Dir(a.desk.source)
	}
	if a.desk != nil {
		return filepath.Dir(a.desk.session.Lib.Path())
	}
	return a.config.Data
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
