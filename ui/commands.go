package ui

import (
	"fmt"

	"claimgrade/appraisal"
	"claimgrade/ui/library"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

var quitLabel = tr.Key("Quit")

// The menus as the commands name them, and their submenus.
var _ = []string{tr.Key("File"), tr.Key("Edit"), tr.Key("View"), tr.Key("Claim"), tr.Key("Trial"), tr.Key("Review"), tr.Key("Help"), tr.Key("Language")}

// commands is the table of the menu, in its order. Its labels are keys of texts.
func (a *App) commands() []command {
	var all []command
	for _, some := range [][]command{
		a.fileCommands(), a.editCommands(), a.viewCommands(), a.screenCommands(), a.helpCommands(),
	} {
		all = append(all, some...)
	}
	return all
}

// needsLibrary is why most commands cannot be used while no library is open.
func (a *App) needsLibrary() string { return unless(a.desk != nil, tr.T("Open a library first.")) }

// noFilter is why it cannot be chosen which claims are listed.
func (a *App) noFilter() string {
	if a.desk == nil {
		return a.needsLibrary()
	}
	return library.WhyNoFilter(a.desk.overview)
}

func (a *App) fileCommands() []command {
	idle := func() string { return unless(!a.opening, tr.T("A library is being opened.")) }
	all := []command{
		{menu: "File", label: tr.Key("Open library…"), shortcut: keys(fyne.KeyO, control), why: idle, run: a.askOpen},
		{menu: "File", label: tr.Key("New library…"), shortcut: keys(fyne.KeyN, control|shift), why: idle, run: a.askNew},
		{menu: "File", label: tr.Key("Open the starter library"), shortcut: keys(fyne.KeyO, control|shift), why: idle, run: a.openStarter},
		{menu: "File", label: tr.Key("Copy library to…"), shortcut: keys(fyne.KeyS, control|shift), ruled: true, why: a.needsLibrary, run: a.askCopy},
		{menu: "File", label: tr.Key("Backups…"), shortcut: keys(fyne.KeyB, alt), why: a.keepsCopies, run: a.showBackups},
	}
	all = append(append(append(all, a.articleCommands()...), a.importCommands()...), a.outgoingCommands()...)
	return append(all,
		command{menu: "File", label: quitLabel, shortcut: keys(fyne.KeyQ, control), ruled: true, run: a.Close})
}

func (a *App) editCommands() []command {
	return []command{
		{menu: "Edit", name: func() string { return a.historyLabel(tr.T("Undo"), tr.Key("Undo %s"), undoName) }, label: tr.Key("Undo the last change"),
			shortcut: &fyne.ShortcutUndo{}, why: func() string { return a.historyReason(undoName, tr.T("There is nothing to undo.")) }, run: a.undo},
		{menu: "Edit", name: func() string { return a.historyLabel(tr.T("Redo"), tr.Key("Redo %s"), redoName) }, label: tr.Key("Redo what was undone"),
			shortcut: &fyne.ShortcutRedo{}, why: func() string { return a.historyReason(redoName, tr.T("There is nothing to redo.")) }, run: a.redo},
		{menu: "Edit", name: a.historyHere, label: tr.Key("History of this claim or trial…"), shortcut: keys(fyne.KeyG, control), ruled: true,
			why: a.hasHistory, run: func() { a.desk.showHistory() }},
		{menu: "Edit", label: tr.Key("Bin…"), shortcut: keys(fyne.KeyB, control|shift), why: a.needsLibrary, run: func() { a.desk.screens.history.Bin() }},
	}
}

func (a *App) viewCommands() []command {
	all := []command{
		{menu: "View", label: tr.Key("Go to anything…"), shortcut: paletteShortcut, run: a.openPalette},
		{menu: "View", label: tr.Key("Find"), shortcut: findShortcut, why: a.needsLibrary, run: a.find},
		{menu: "View", label: tr.Key("Filter the claims…"), shortcut: keys(fyne.KeyF, control|shift), why: a.noFilter, run: func() { a.desk.showList(); a.desk.library.AskFilter() }},
	}
	for i, label := range []string{tr.Key("Claims"), tr.Key("Trials"), tr.Key("Articles")} {
		all = append(all, command{menu: "View", label: label, shortcut: keys(fyne.KeyName(fmt.Sprint(i+1)), control), ruled: i == 0,
			why: a.needsLibrary, run: func() { a.desk.showList(); a.desk.library.ShowTab(i) }})
	}
	all = append(all,
		command{menu: "View", label: tr.Key("Next in the list"), shortcut: keys(fyne.KeyDown, alt), why: a.needsLibrary, run: func() { a.desk.step(1) }},
		command{menu: "View", label: tr.Key("Previous in the list"), shortcut: keys(fyne.KeyUp, alt), why: a.needsLibrary, run: func() { a.desk.step(-1) }},
		command{menu: "View", label: tr.Key("Back"), shortcut: backShortcut, ruled: true,
			why: a.unlessDesk(func(s *session.Session) bool { return s.CanBack() }, tr.T("This is the first place you went to.")),
			run: func() { a.desk.session.Back() }},
		command{menu: "View", label: tr.Key("Forward"), shortcut: forwardShortcut,
			why: a.unlessDesk(func(s *session.Session) bool { return s.CanForward() }, tr.T("You have not gone back from anywhere.")),
			run: func() { a.desk.session.Forward() }},
	)
	all = append(all, a.readingCommands()...)
	all = append(all, command{menu: "View", label: tr.Key("Projector view"), shortcut: keys(fyne.KeyF5, 0), ruled: true, why: a.onClaim, run: a.project})
	for i, m := range []struct {
		label string
		mode  theme.Mode
		key   fyne.KeyName
	}{{tr.Key("Light theme"), theme.Light, fyne.KeyL}, {tr.Key("Dark theme"), theme.Dark, fyne.KeyD}, {tr.Key("System theme"), theme.FollowSystem, fyne.KeyY}} {
		all = append(all, command{menu: "View", label: m.label, shortcut: keys(m.key, control|shift), ruled: i == 0,
			checked: func() bool { return a.theme.Mode() == m.mode }, run: func() { a.setMode(m.mode) }})
	}
	all = append(all, command{menu: "View", label: tr.Key("High contrast"), shortcut: keys(fyne.KeyK, control|shift),
		checked: a.theme.HighContrast, run: func() { a.setHighContrast(!a.theme.HighContrast()) }})
	for i, n := range symbolNames {
		all = append(all, command{menu: "View", label: n.label, shortcut: keys(n.key, control|shift), ruled: i == 0,
			checked: func() bool { return a.theme.Symbols() == n.symbols }, run: func() { a.setSymbols(n.symbols) }})
	}
	all = append(all, a.languageCommands()...)
	return append(all,
		command{menu: "View", label: tr.Key("Larger"), name: a.sizing(tr.Key("Larger"), tr.Key("Larger pages")), shortcut: keys(fyne.KeyPlus, control), ruled: true,
			why: func() string {
				return unless(a.reading() || a.theme.Scale() < largest, tr.T("This is the largest size."))
			}, run: func() { a.resize(1) }},
		command{menu: "View", label: tr.Key("Smaller"), name: a.sizing(tr.Key("Smaller"), tr.Key("Smaller pages")), shortcut: keys(fyne.KeyMinus, control),
			why: func() string {
				return unless(a.reading() || a.theme.Scale() > smallest, tr.T("This is the smallest size."))
			}, run: func() { a.resize(-1) }},
		command{menu: "View", label: tr.Key("Normal size"), name: a.sizing(tr.Key("Normal size"), tr.Key("Pages as wide as the window")), shortcut: keys(fyne.Key0, control),
			checked: func() bool { return !a.reading() && a.theme.Scale() == 1 }, run: func() { a.resize(0) }},
	)
}

func (a *App) unlessDesk(can func(*session.Session) bool, reason string) func() string {
	return func() string {
		if a.desk == nil {
			return a.needsLibrary()
		}
		return unless(can(a.desk.session), reason)
	}
}

func (a *App) helpCommands() []command {
	return []command{
		{menu: "Help", label: tr.Key("Keyboard shortcuts"), shortcut: keys(fyne.KeySlash, control), run: a.showShortcuts},
		{menu: "Help", label: tr.Key("Glossary"), shortcut: keys(fyne.KeyG, control|shift), run: a.showGlossary},
		{menu: "Help", label: tr.Key("Rules"), shortcut: keys(fyne.KeyU, control|shift), run: func() { a.ShowRule("") }},
		{menu: "Help", label: tr.Key("Show the hint again"), shortcut: keys(fyne.KeyE, control|shift), why: a.needsLibrary, run: a.showHint},
		{menu: "Help", label: tr.Key("Where is my data?"), shortcut: keys(fyne.KeyH, control|shift), run: a.showData},
		{menu: "Help", label: tr.Key("About ClaimGrade"), shortcut: keys(fyne.KeyI, control|shift), ruled: true, run: a.showAbout},
	}
}

// historyName picks what would be undone, or what would be redone.
type historyName func(d *desk) string

func undoName(d *desk) string { return d.undoName }
func redoName(d *desk) string { return d.redoName }

// historyLabel is what an entry is called: verb alone, or with what it would be done to.
func (a *App) historyLabel(verb, with string, of historyName) string {
	if a.desk == nil || of(a.desk) == "" {
		return verb
	}
	return cutLabel(tr.T(with, lowerFirst(of(a.desk))))
}

func (a *App) historyReason(of historyName, nothing string) string {
	switch {
	case a.desk == nil:
		return a.needsLibrary()
	case a.typingIn() != nil:
		return "" // typing may be there to undo: the field knows
	case a.desk.session.Lib.ReadOnly():
		return tr.T("The library is open for reading only: there is nothing to undo.")
	}
	return unless(a.desk.hasStep(of), nothing)
}

// hasStep reports whether there is something to undo or redo. Right after an edit only the library knows: whoever is
// fast must not be told that there is nothing.
func (d *desk) hasStep(of historyName) bool { return of(d) != "" || d.readNow || d.session.Saving() }

// typingIn is the text field that has the keyboard, if one has.
func (a *App) typingIn() *widget.Entry { return fieldOf(a.window.Canvas().Focused()) }

// undo takes back typing in the field that has the keyboard, and else the last action on the library: the menu's
// shortcut comes before the field's own, which would otherwise never be reached.
func (a *App) undo() {
	if e := a.typingIn(); e != nil && changes(e, e.Undo) {
		return
	}
	a.unwind(tr.Key("Undone: %s"), undoName, tr.T("There is nothing to undo."), (*session.Session).Undo)
}

func (a *App) redo() {
	if e := a.typingIn(); e != nil && changes(e, e.Redo) {
		return
	}
	a.unwind(tr.Key("Done again: %s"), redoName, tr.T("There is nothing to redo."), (*session.Session).Redo)
}

// changes reports whether act has changed the text of a field.
func changes(e *widget.Entry, act func()) bool {
	before := e.Text
	act()
	return e.Text != before
}

func (a *App) unwind(did string, of historyName, nothing string, act func(*session.Session, func(string, error))) {
	d := a.desk
	if !d.hasStep(of) {
		a.say(nothing)
		return
	}
	act(d.session, func(name string, err error) {
		if appraisal.CodeOf(err) == appraisal.CodeNotFound {
			a.say(nothing)
			return
		}
		if err != nil {
			d.session.Fail(err)
			return
		}
		a.say(tr.T(did, lowerFirst(name)))
	})
}
