package library

import (
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/session"
	"claimgrade/ui/signs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
)

// entry is one thing of a list, ready to be shown and to be searched.
type entry struct {
	id     string
	item   *widgets.ListItem  // its row; nil for a trial, whose row is made when it is shown
	trial  *session.TrialItem // nil for all else
	group  string             // the heading it stands under
	parent string             // the entry that must be shown with it: a part of a claim is nothing without the whole
	hay    string             // what the filter looks through, in lower case
	facets []string           // what it can be narrowed down by
}

// filter is what was typed, as words that must all occur.
type filter []string

func newFilter(typed string) filter { return strings.Fields(strings.ToLower(typed)) }

func (f filter) matches(hay string) bool {
	for _, word := range f {
		if !strings.Contains(hay, word) {
			return false
		}
	}
	return true
}

// newShelf is a list that shows all its entries.
func newShelf(entries []entry) shelf {
	s := shelf{entries: entries}
	for i := range entries {
		if entries[i].parent == "" {
			s.all++
		}
	}
	s.whole = s.rows(nil)
	s.shown, s.found = s.whole, s.all
	return s
}

// filter works out what the shelf shows. Parts of claims are not counted, as they are not counted in the status bar.
func (s *shelf) filter(f filter, n narrowing) {
	if len(f) == 0 && len(n) == 0 {
		s.shown, s.found = s.whole, s.all
		return
	}
	hit := make([]bool, len(s.entries)) // those that match, and the wholes of parts that match
	wholes := map[string]bool{}
	for i := range s.entries {
		if e := &s.entries[i]; f.matches(e.hay) && n.lets(e.facets) {
			hit[i] = true
			if e.parent != "" {
				wholes[e.parent] = true
			}
		}
	}
	s.found = 0
	for i := range s.entries {
		e := &s.entries[i]
		hit[i] = hit[i] || len(wholes) > 0 && wholes[e.id]
		if hit[i] && e.parent == "" {
			s.found++
		}
	}
	s.shown = s.rows(hit)
}

// place is a row of a shelf: an entry, or the heading above it.
type place struct {
	entry   int32
	heading bool
}

// rows are the entries that are hit, all for none, under their headings.
func (s *shelf) rows(hit []bool) []place {
	var rows []place
	if hit == nil {
		rows = make([]place, 0, len(s.entries))
	}
	group := ""
	for i := range s.entries {
		if hit != nil && !hit[i] {
			continue
		}
		if e := &s.entries[i]; e.group != group {
			group = e.group
			rows = append(rows, place{int32(i), true})
		}
		rows = append(rows, place{int32(i), false})
	}
	return rows
}

// list is what the shelf shows, for the widget. note tells what is known of a trial that is shown.
func (s *shelf) list(note noter) widgets.ListRows {
	entries, shown := s.entries, s.shown
	return widgets.ListRows{Count: len(shown),
		Item: func(i int) widgets.ListItem {
			e := &entries[shown[i].entry]
			switch {
			case shown[i].heading:
				return widgets.ListItem{Heading: true, Title: e.group}
			case e.trial != nil:
				return trialRow(e.trial, note)
			}
			return *e.item
		},
		Shape: func(i int) widgets.ListItem {
			e := &entries[shown[i].entry]
			switch {
			case shown[i].heading:
				return widgets.ListItem{Heading: true, Title: e.group}
			case e.trial != nil:
				return widgets.ListItem{ID: e.id, Title: e.trial.Name, Sub: e.trial.Name}
			}
			return *e.item
		}}
}

func hay(parts ...string) string { return strings.ToLower(strings.Join(parts, "\n")) }

func claimEntries(o session.Overview) []entry {
	articles := map[string]string{}
	for _, a := range o.Articles {
		articles[a.Document.UID] = heading(a.Document)
	}
	known := map[string]bool{}
	for _, c := range o.Claims {
		known[c.UID] = true
	}
	entries := make([]entry, 0, len(o.Claims))
	for _, c := range o.Claims {
		group := articles[c.DocumentUID]
		if group == "" {
			group = tr.T("Without an article")
		}
		row := claimRow(c)
		e := entry{id: c.UID, item: &row, group: group, hay: hay(c.Label, c.Text, group, c.Article, strings.Join(c.Trials, "\n")), facets: facets(c)}
		if known[c.Parent] {
			e.parent = c.Parent
		}
		entries = append(entries, e)
	}
	return entries
}

// heading names an article by its first author and year, and where it appeared.
func heading(d appraisal.Document) string {
	year := ""
	if len(d.Date) >= 4 {
		year = d.Date[:4]
	}
	who, where := surname(d.Author), d.Outlet
	if where == "" {
		where = d.Title
	}
	if who == where { // a site that signs with its own name
		who = ""
	}
	if who == "" {
		return strings.TrimSpace(where + " " + year)
	}
	return strings.TrimSpace(who+" "+year) + " · " + where
}

// surname is the family name of the first author as bylines write it: "Debernard KAB, Westergren T", "Grant Brenner, MD".
func surname(authors string) string {
	first, _, _ := strings.Cut(authors, ",")
	first, _, _ = strings.Cut(first, "(")
	parts := strings.Fields(first)
	if len(parts) == 0 {
		return ""
	}
	for i, p := range parts {
		parts[i] = strings.Trim(p, `"“”'`)
	}
	last := parts[len(parts)-1]
	if len(parts) > 1 && last == strings.ToUpper(last) {
		return parts[0] // initials follow the name
	}
	return last
}

func claimRow(c session.ClaimItem) widgets.ListItem {
	item := widgets.ListItem{
		ID: c.UID, Title: c.Label, Sub: claimSub(c),
		Tile: signs.Tile(c.Verdict, c.Provisional), Tip: claimTip(c),
	}
	if c.Verdict != "" {
		item.Certainty = words.CertaintyLevel(c.Certainty)
		if c.Judged > 0 { // the tile says whether it is provisional; one that nobody has begun says no more
			item.Note = judged(c)
		}
	}
	return item
}

// claimSub is the second line of a claim: its verdict, or how far its appraisal has come, or why there is no verdict.
func claimSub(c session.ClaimItem) string {
	switch {
	case c.Pending:
		return tr.T("Being worked out…")
	case c.Verdict != "": // its sign is outlined while it is provisional
		return words.Verdict(c.Verdict)
	case c.Linked == 0 && needsTrials(c.Kind):
		return tr.T("No trial linked yet")
	case c.Due > 0:
		return judged(c)
	case c.WhyNone != "":
		return tr.Said(c.WhyNone)
	}
	return words.Verdict("")
}

func needsTrials(k appraisal.ClaimKind) bool {
	return k == appraisal.KindEffect || k == appraisal.KindNotShown || k == appraisal.KindEvidence
}

func judged(c session.ClaimItem) string {
	said := tr.T("%d of %d judged", c.Judged, c.Due)
	if c.Again > 0 {
		said += ", " + tr.N(c.Again, "1 to judge again", "%d to judge again")
	}
	return said
}

// claimTip says in full what the tile and the second line abbreviate.
func claimTip(c session.ClaimItem) string {
	if c.Pending {
		return tr.T("Its verdict is still being worked out: it speaks of many trials.")
	}
	lines := []string{words.Verdict(c.Verdict)}
	if c.ByRules != "" {
		lines = append(lines, tr.T("Overruled: rules say %s", words.Verdict(c.ByRules)))
	}
	if c.Verdict != "" && c.Certainty != "" {
		lines = append(lines, tr.T("Certainty, GRADE-informed: %s", words.Certainty(c.Certainty)))
	}
	if c.Verdict == "" && c.WhyNone != "" {
		lines = append(lines, tr.Said(c.WhyNone))
	}
	if c.Due > 0 {
		lines = append(lines, tr.T("Judgements: %s", judged(c)))
	}
	if c.Provisional {
		lines = append(lines, tr.T("Provisional: it rests on suggestions, or on facts that nobody has extracted."))
	}
	return strings.Join(lines, "\n")
}

func trialEntries(o session.Overview) []entry {
	trials := slices.Clone(o.Trials)
	slices.SortStableFunc(trials, func(a, b *session.TrialItem) int { return strings.Compare(a.Words, b.Words) })
	entries := make([]entry, len(trials))
	for i, t := range trials {
		entries[i] = entry{id: t.UID, trial: t, hay: t.Words}
	}
	return entries
}

// noter tells what is known of a trial beyond its item.
type noter func(uid string) (n session.Note, known bool)

func trialRow(t *session.TrialItem, note noter) widgets.ListItem {
	about, known := note(t.UID)
	item := widgets.ListItem{ID: t.UID, Title: t.Name, Sub: trialSub(t, about, known)}
	if n := len(about.Misfits); n > 0 {
		doubt := tr.N(n, "1 thing does not fit", "%d things do not fit")
		item.Tile = widgets.Tile{Tone: theme.Amber, Mark: widgets.MarkExclaim}
		item.Tip = doubt + ":\n" + strings.Join(about.Misfits, "\n")
		item.Sub = doubt + " · " + item.Sub
	}
	return item
}

// trialSub is the second line of a trial: how it was done, how large it was, against what.
func trialSub(t *session.TrialItem, about session.Note, known bool) string {
	var parts []string
	if t.Design != "" {
		parts = append(parts, words.Choice(short(t.Design)))
	}
	if t.N > 0 {
		parts = append(parts, tr.T("n %d", t.N))
	}
	if t.Comparator != "" {
		parts = append(parts, short(t.Comparator))
	}
	switch {
	case len(parts) > 0:
	case !known:
		return "…"
	case about.Facts == 0:
		return tr.T("No facts recorded yet")
	default:
		return tr.N(about.Facts, "1 fact", "%d facts")
	}
	return strings.Join(parts, ", ")
}

// short is a description up to its first bracket, comma or semicolon.
func short(s string) string {
	if i := strings.IndexAny(s, "(,;"); i > 0 {
		s = s[:i]
	}
	return strings.TrimSpace(s)
}

func articleEntries(o session.Overview) []entry {
	entries := make([]entry, 0, len(o.Articles))
	for _, a := range o.Articles {
		d := a.Document
		title := d.Title
		if title == "" {
			title = session.ShortName(d)
		}
		sub := tr.N(a.Claims, "1 claim", "%d claims")
		if h := heading(d); h != title && h != "" {
			sub += " · " + h
		}
		entries = append(entries, entry{id: d.UID, item: &widgets.ListItem{ID: d.UID, Title: title, Sub: sub},
			hay: hay(d.Title, d.Author, d.Outlet, d.Date, d.Note)})
	}
	return entries
}
