package ui

import (
	"path/filepath"

	"claimgrade/appraisal/rules"
	"claimgrade/ui/help"
)

func (a *App) showShortcuts() {
	groups := append(a.menu.listed(),
		help.Group{Title: "Lists", Keys: []help.Key{
			{What: "Move and choose", Keys: "Up, Down"}, {What: "Go on in the centre", Keys: "Enter"},
			{What: "First, last", Keys: "Home, End"}, {What: "Up to the search field", Keys: "Up in the first row"},
		}},
		help.Group{Title: "Everywhere", Keys: []help.Key{
			{What: "Next, previous control", Keys: "Tab, Shift+Tab"}, {What: "Press", Keys: "Space or Enter"},
			{What: "Open the menu", Keys: "Alt"}, {What: "Cancel, close, empty the search", Keys: "Esc"},
		}})
	help.Shortcuts(a.window.Canvas(), groups)
}

func (a *App) showData() {
	var places []help.Place
	if a.desk != nil {
		places = append(places, help.Place{What: "The open library: claims, trials, appraisals, and their history", Path: a.desk.session.Lib.Path()})
	}
	places = append(places,
		help.Place{What: "The program's folder: the starter library, and which library was open last", Path: a.config.Data},
		help.Place{What: "The log of what went wrong, without your texts", Path: filepath.Join(a.config.State)})
	help.Data(a.window.Canvas(), "A library is one ordinary file. Copy it to move it or to keep it safe; while it is open, "+
		"use File, Back up library.", places)
}

func (a *App) showAbout() {
	help.About(a.window.Canvas(), a.config.Version, rules.Version)
}
