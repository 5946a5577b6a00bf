package ui

import (
	"fmt"
	"strings"

	"claimgrade/assets"
	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// language is the one that the reader chose, else that of the system.
func (a *App) language() tr.Language {
	for _, l := range tr.Languages {
		if string(l) == a.settings.Language {
			return l
		}
	}
	return tr.Of(a.config.Locale)
}

// speak makes the chosen language that of all texts made from now on.
func (a *App) speak() {
	l := a.language()
	if err := tr.Use(l); err != nil {
		a.log("reading the texts of a language", err)
		return
	}
	if err := toolkitTexts(l); err != nil {
		a.log("reading the toolkit's texts of a language", err)
	}
}

// toolkitTold is set once the toolkit was given texts, which it then has for good.
var toolkitTold bool

// toolkitTexts gives the toolkit its own texts (of the dialogs of files, of Cut and Copy) in a language. It picks them by
// the system's locale, so they are given to it under that. English it has itself.
func toolkitTexts(l tr.Language) error {
	system := lang.SystemLocale()
	if l == tr.English && !toolkitTold && strings.HasPrefix(string(system), string(tr.English)) {
		return nil
	}
	toolkitTold = true
	text, err := assets.Lang.ReadFile("lang/fyne." + string(l) + ".json")
	if err != nil {
		return err
	}
	if system == "und" { // the system's is none, and the toolkit falls back to English
		system = fyne.Locale(tr.English)
	}
	if err := lang.AddTranslationsForLocale(text, system); err != nil {
		return fmt.Errorf("the toolkit refused its texts for %s: %w", system, err)
	}
	return nil
}

// setLanguage changes the language, empty for the system's. What is on the screen was made in the old one, so the library
// is opened anew where it is: that stores what waits, and keeps the place and what can be undone.
func (a *App) setLanguage(chosen string) {
	before := a.language()
	a.settings.Language = chosen
	a.saveSettings()
	if a.language() == before {
		a.menu.refresh()
		return
	}
	a.window.Canvas().Unfocus() // a field keeps what was typed into it when it is left
	a.speak()
	a.menu = newMenu(a.window, a.commands(), a.say, a.takes)
	switch {
	case a.desk != nil:
		a.openPath(a.desk.session.Lib.Path())
	case a.failed != "":
		a.openPath(a.failed)
	}
}

// languageCommands are the entries of View > Language. A language is called by its own name in all of them.
func (a *App) languageCommands() []command {
	keyOf := []fyne.KeyName{fyne.Key4, fyne.Key5}
	idle := func() string { return unless(!a.opening, tr.T("A library is being opened.")) }
	var all []command
	for i, l := range tr.Languages {
		all = append(all, command{menu: "View", sub: "Language", label: l.Name(), shortcut: keys(keyOf[i], control|shift), why: idle,
			checked: func() bool { return a.settings.Language == string(l) }, run: func() { a.setLanguage(string(l)) }})
	}
	return append(all, command{menu: "View", sub: "Language", label: tr.Key("As the system"), shortcut: keys(fyne.Key6, control|shift), why: idle,
		checked: func() bool { return a.settings.Language == "" }, run: func() { a.setLanguage("") }})
}
