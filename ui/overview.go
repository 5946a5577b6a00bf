package ui

import (
	"slices"
	"time"

	"claimgrade/ui/session"
)

// pause is how long the lists wait after an edit for the next one: every claim is judged anew for them, which is too much
// to do at every keystroke.
const pause = 200 * time.Millisecond

// readOverview reads what the lists and the status line show.
func (d *desk) readOverview() {
	if d.app.desk != d {
		return
	}
	d.session.LoadOverview(func(o session.Overview, err error) {
		switch {
		case err == nil:
			d.show(o)
		case d.app.desk == d: // else closed meanwhile
			d.app.fail(err)
		}
	})
}

// show shows an overview, whole or a first part.
func (d *desk) show(o session.Overview) {
	if d.app.desk != d {
		return // closed meanwhile
	}
	before, first := d.overview, !d.loaded
	d.overview, d.loaded = o, true
	d.library.Show(o)
	d.status.count(o)
	if !d.stay(before, o) || first || before.Reading != o.Reading {
		d.showPlace()
	}
	if !o.Reading && (first || before.Reading) {
		d.keepDailySoon()
		if d.app.config.Listed != nil {
			d.app.config.Listed()
		}
	}
}

// readHistory reads what Undo and Redo would do.
func (d *desk) readHistory() {
	d.readNow = true
	d.session.LoadHistory(func(undo, redo string) {
		d.undoName, d.redoName, d.readNow = undo, redo, false
		d.app.menu.refresh()
	})
}

// stay reports whether what the reader looked at is still there. Else it goes to a neighbour, or to the claim to open
// on if the reader was nowhere yet.
func (d *desk) stay(before, now session.Overview) bool {
	p := d.session.Place()
	if now.Reading && p.Kind == session.TrialPlace {
		return true // the whole will tell
	}
	ids := placesOf(now, p.Kind)
	if p.Kind != "" && slices.Contains(ids, p.UID) {
		return true
	}
	next := session.Place{Kind: p.Kind, Tab: p.Tab, Filter: p.Filter}
	if next.Kind == "" {
		next.Kind = session.ClaimPlace
		ids = placesOf(now, next.Kind)
	}
	if p.Kind == session.ReaderPlace {
		next.Kind = session.ArticlePlace // what is known of the neighbour, since it may have no text
	}
	if len(ids) > 0 {
		at := slices.Index(placesOf(before, p.Kind), p.UID)
		next.UID = ids[min(max(at, 0), len(ids)-1)]
		if p.Kind == "" {
			next.UID = opening(now)
		}
	} else {
		next = session.Place{Tab: p.Tab}
	}
	d.status.keep(func() { d.session.Replace(next) }) // it was just said why it is not there
	return false
}

// placesOf lists the places of a kind in an overview.
func placesOf(o session.Overview, kind string) []string {
	var ids []string
	switch kind {
	case session.ClaimPlace:
		for _, c := range o.Claims {
			ids = append(ids, c.UID)
		}
	case session.TrialPlace:
		for _, t := range o.Trials {
			ids = append(ids, t.UID)
		}
	case session.ArticlePlace, session.ReaderPlace:
		for _, a := range o.Articles {
			ids = append(ids, a.Document.UID)
		}
	}
	return ids
}
