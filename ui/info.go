package ui

import (
	"claimgrade/appraisal/rules"
	"claimgrade/ui/help"
	"claimgrade/ui/tr"
)

func (a *App) showShortcuts() {
	groups := append(a.menu.listed(),
		help.Group{Title: tr.T("Lists"), Keys: []help.Key{
			{What: tr.T("Move and choose"), Keys: tr.T("Up, Down")}, {What: tr.T("Go on in the centre"), Keys: tr.T("Enter")},
			{What: tr.T("First, last"), Keys: tr.T("Home, End")}, {What: tr.T("Up to the search field"), Keys: tr.T("Up in the first row")},
		}},
		help.Group{Title: tr.T("Everywhere"), Keys: []help.Key{
			{What: tr.T("Next, previous control"), Keys: tr.T("Tab, Shift+Tab")}, {What: tr.T("Press"), Keys: tr.T("Space or Enter")},
			{What: tr.T("Open the menu"), Keys: tr.T("Alt")}, {What: tr.T("Cancel, close, empty the search"), Keys: tr.T("Esc")},
		}})
	help.Shortcuts(a.window.Canvas(), groups)
}

func (a *App) showAbout() {
	help.About(a.window.Canvas(), a.config.Version, rules.Version)
}
