package ui

import (
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

func (a *App) showAbout() {
	help.About(a.window.Canvas(), a.config.Version, rules.Version)
}
