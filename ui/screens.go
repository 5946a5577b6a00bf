package ui

import (
	"fyne.io/fyne/v2"
)

// screens are the screens of a desk and what they offer to the toolbar and the menu. This file is the one place where
// screens are plugged in: plug makes them and joins them through callbacks, screenCommands gives them menu entries.
type screens struct {
	centre    map[string]centreScreen // by kind of place
	drawer    fyne.CanvasObject       // nil while there is none
	newClaim  func()
	newTrial  func()
	linkTrial func()
}

// centreScreen is a screen that fills the centre.
type centreScreen struct {
	object fyne.CanvasObject
	focus  func() // gives it the keyboard
}

func (d *desk) plug() screens {
	return screens{centre: map[string]centreScreen{}}
}

// screenCommands are the entries of the menus Claim, Trial and Review.
func (a *App) screenCommands() []command {
	return []command{
		{menu: "Review", label: "Reviewer…", shortcut: keys(fyne.KeyR, control|shift), why: a.needsLibrary, run: func() { a.desk.askReviewer(nil) }},
	}
}
