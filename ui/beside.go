package ui

import (
	"claimgrade/ui/dialogs"

	"fyne.io/fyne/v2"
)

// beside shows a form in the right pane, next to what it is about: the article in the centre stays to be read. While a
// row of a board is chosen, the drawer stands there instead, and the form waits. nil takes the form away.
func (d *desk) beside(p *dialogs.Pane) {
	d.side = p
	d.right.Objects = []fyne.CanvasObject{d.screens.drawer}
	if p != nil {
		d.right.Objects = append(d.right.Objects, p)
	}
	d.fitPanes()
	d.right.Refresh()
	if p != nil {
		p.Focus()
	} else {
		d.focusCentre()
	}
}

// formWidth is the width of a form in the right pane that has room: two fields stand beside each other in it. Below
// leastForm the kinds of claim no longer fit beside each other.
const formWidth, leastForm = 440, 326

// takes says whether a form in the window wants a shortcut for itself.
func (a *App) takes(s fyne.Shortcut) bool {
	return a.desk != nil && a.desk.side != nil && a.desk.side.Takes(s)
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
