package ui

import (
	"context"
	"strings"
	"time"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/palette"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
	"claimgrade/ui/work"
)

const (
	foundOfASort = 12  // hits the palette lists of each sort
	snippet      = 110 // letters of a passage
)

// openPalette puts up the field that goes anywhere and does anything. Without a library it has commands only.
func (a *App) openPalette() {
	spec := palette.Spec{Search: func(context.Context, string) ([]palette.Group, error) { return nil, nil }}
	for _, c := range a.menu.commands {
		spec.Commands = append(spec.Commands, palette.Item{Title: c.text(), Keys: shortcutText(c.shortcut), Why: c.reason(),
			Sub: c.where(), More: c.where() + " " + tr.T(c.label) + " " + c.label, Run: func() { a.menu.invoke(c) }})
	}
	if d := a.desk; d != nil {
		spec.Recent = d.recent()
		lib, articles := d.session.Lib, map[string]bool{}
		for _, x := range d.overview.Articles {
			articles[x.Document.UID] = true
		}
		spec.Search = func(ctx context.Context, typed string) ([]palette.Group, error) {
			hits, err := lib.Search(ctx, typed, foundOfASort)
			return d.groups(hits, typed, articles), err
		}
	}
	palette.Show(a.window.Canvas(), spec)
}

// groups sorts hits into what the palette lists. It runs beside the window.
func (d *desk) groups(hits []db.Hit, typed string, articles map[string]bool) []palette.Group {
	groups := []palette.Group{{Title: tr.T("Claims")}, {Title: tr.T("Trials")}, {Title: tr.T("Articles")}, {Title: tr.T("Reasons and quotes")}}
	for _, h := range hits {
		place := session.Place{Kind: session.ClaimPlace, UID: h.ClaimUID, Link: h.LinkUID, Domain: h.Domain}
		it := palette.Item{Title: h.Title, Sub: db.Snippet(h.Text, typed, snippet), Match: h.Match}
		at := 0
		switch {
		case h.Passage:
			at = 3
			it.Title, it.Sub = it.Sub, whence(h)
			if h.ClaimUID == "" {
				place = session.Place{Kind: session.TrialPlace, UID: h.TrialUID}
			}
		case h.Entity == db.EntityTrial:
			at = 1
			place = session.Place{Kind: session.TrialPlace, UID: h.UID}
		case h.Entity == db.EntityDocument:
			if !articles[h.UID] {
				continue // what only trials rest on has no page
			}
			at = 2
			place = session.Place{Kind: session.ArticlePlace, UID: h.UID}
		case h.Whole != "":
			it.Sub = tr.T("Part of “%s” · %s", h.Whole, it.Sub)
		}
		it.Run = func() { d.open(place) }
		groups[at].Items = append(groups[at].Items, it)
	}
	return groups
}

// whence says where a passage stands.
func whence(h db.Hit) string {
	var parts []string
	if h.Domain != "" {
		parts = append(parts, words.Domain(h.Domain))
	}
	if h.Trial != "" {
		parts = append(parts, h.Trial)
	}
	switch {
	case h.Entity == db.EntityFact:
		parts = append(parts, tr.T("quote of a recorded value"))
	case h.Entity == db.EntityClaim:
		parts = append(parts, tr.T("Check of the citation"), h.Title)
	default:
		parts = append(parts, h.Title)
	}
	return strings.Join(parts, " · ")
}

// open goes to a place and gives it the keyboard.
func (d *desk) open(p session.Place) {
	d.session.Go(p)
	d.focusCentre()
}

// recentPlaces is how many places are remembered of a library.
const recentPlaces = 10

// remember notes where the reader is, for the palette and over restarts.
func (d *desk) remember(p session.Place) {
	if p.UID == "" || d.source != "" {
		return
	}
	path := d.session.Lib.Path()
	places := []session.Place{{Kind: p.Kind, UID: p.UID}}
	for _, old := range d.app.settings.Places[path] {
		if !old.Same(p) && len(places) < recentPlaces+1 { // the present one is not offered
			places = append(places, old)
		}
	}
	d.app.settings.visited(path, places)
	work.Later("recent places", time.Second, d.app.saveSettings)
}

// recent are the places gone to last that are still there, without the present one.
func (d *desk) recent() []palette.Item {
	var items []palette.Item
	for _, p := range d.app.settings.Places[d.session.Lib.Path()] {
		title, sub := d.called(p)
		if title == "" || p.Same(d.session.Place()) || len(items) == recentPlaces {
			continue
		}
		items = append(items, palette.Item{Title: title, Sub: sub, Run: func() { d.open(p) }})
	}
	return items
}

// called is what a place is called; empty if it is not there any more.
func (d *desk) called(p session.Place) (title, sub string) {
	switch p.Kind {
	case session.ClaimPlace:
		for _, c := range d.overview.Claims {
			if c.UID == p.UID {
				sub = tr.T("Claim")
				if c.Article != "" {
					sub += " · " + c.Article
				}
				if c.Verdict != appraisal.Verdict("") {
					sub += " · " + words.Verdict(c.Verdict)
				}
				return c.Label, sub
			}
		}
	case session.TrialPlace:
		for _, t := range d.overview.Trials {
			if t.UID == p.UID {
				return t.Name, tr.T("Trial")
			}
		}
	case session.ArticlePlace:
		for _, x := range d.overview.Articles {
			if x.Document.UID == p.UID {
				return x.Document.Title, tr.T("Article") + " · " + session.ShortName(x.Document)
			}
		}
	}
	return "", ""
}
