// Package library is the left pane of the window: the claims, trials and articles of the open library as three lists
// that are filtered as one types. It shows where the reader is and goes where the reader chooses. It must not know what
// the centre shows.
package library

import (
	"context"
	"strconv"
	"time"

	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// Actions are what the pane cannot do by itself.
type Actions struct {
	ClearFilter func() // empties the search field
	Opened      func() // Enter was pressed: the reader wants to go on in the centre
	Above       func() // Up was pressed in the first row
	NewClaim    func()
	NewTrial    func()
	NewArticle  func()
}

// The tabs, in the order and with the words of Place.Tab.
var tabs = []struct{ key, label, place string }{
	{"claims", tr.Key("Claims"), session.ClaimPlace},
	{"trials", tr.Key("Trials"), session.TrialPlace},
	{"articles", tr.Key("Articles"), session.ArticlePlace},
}

// What is said of an empty tab.
var (
	noMatch = [...]string{tr.Key("No claim matches"), tr.Key("No trial matches"), tr.Key("No article matches")}
	noneYet = [...]string{tr.Key("No claims yet"), tr.Key("No trials yet"), tr.Key("No articles yet")}
)

// Library is the pane.
type Library struct {
	session  *session.Session
	actions  Actions
	overview session.Overview
	loaded   bool
	lists    [3]shelf // of the tabs
	tab      int
	narrowed narrowing // choices made with the filter of the claims
	asking   bool      // a row is being made

	strip *widgets.TabStrip
	list  *widgets.GroupedList
	full  *fyne.Container // holds the list
	empty *fyne.Container // holds what is said instead of an empty list
	bar   *fyne.Container // the button of the filter, how many claims are listed, and the choices made
	count *widgets.Text
	chips *fyne.Container
	ask   *widgets.Button // asks which claims are listed
	root  *fyne.Container
}

// shelf is one tab's list: all its entries, and those that the filter lets through.
type shelf struct {
	entries []entry
	whole   []place // all rows, for when nothing is filtered out
	shown   []place
	found   int // entries let through, headings and mere companions not counted
	all     int
}

// New returns the pane of a session, which must be where it was left. Show fills it.
func New(s *session.Session, actions Actions) *Library {
	l := &Library{session: s, actions: actions, list: widgets.NewGroupedList()}
	l.strip = widgets.NewQuietTabs(make([]widgets.Tab, len(tabs)), func(i int) { l.turnTo(i) })
	l.list.OnSelected = func(item widgets.ListItem) {
		p := s.Place()
		s.Go(session.Place{Kind: tabs[l.tab].place, UID: item.ID, Tab: tabs[l.tab].key, Filter: p.Filter})
	}
	l.list.OnOpened = func(widgets.ListItem) {
		if actions.Opened != nil {
			actions.Opened()
		}
	}
	if actions.Above != nil {
		l.list.SetOnEscapeUp(actions.Above)
	}
	l.full, l.empty = widgets.Fill(l.list), widgets.Fill(widgets.Spacer())
	l.empty.Hide()
	l.count, l.chips = widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.Cut}), widgets.Flow(6)
	l.ask = widgets.NewButton(tr.T("Filter…"), l.AskFilter).SetCompact()
	l.ask.SetTip(tr.T("List only claims of some verdicts, articles or stages") + "   Ctrl+Shift+F")
	l.bar = widgets.Pad(2, 14, 2, 16, widgets.VStack(6, widgets.HStack(10, widgets.Fill(l.count), l.ask), l.chips))
	l.root = widgets.VStack(4, widgets.Pad(10, 12, 0, 12, l.strip), l.bar, l.full, l.empty)
	l.tab = tabOf(s.Place().Tab, s.Place().Kind)
	s.OnPlace(l.follow)
	s.OnNotes(func() {
		if l.tab == 1 && !l.asking { // else the row that asked has its answer
			l.list.Refill()
		}
	})
	l.refresh()
	return l
}

// Object is what the window shows.
func (l *Library) Object() fyne.CanvasObject { return widgets.NewPanel(l.root) }

// tabOf is the tab of a stored word, else of a kind of place, else the first.
func tabOf(key, place string) int {
	for i, t := range tabs {
		if t.key == key {
			return i
		}
	}
	for i, t := range tabs {
		if t.place == place {
			return i
		}
	}
	return 0
}

// Show lists an overview. The lists are made beside the window: there may be a hundred thousand trials.
func (l *Library) Show(o session.Overview) {
	trials, before := l.lists[1], l.overview.Trials
	work.Latest("lists", func(context.Context) ([3]shelf, error) {
		if !l.loaded || !sameTrials(before, o.Trials) {
			trials = newShelf(trialEntries(o))
		}
		return [3]shelf{newShelf(claimEntries(o)), trials, newShelf(articleEntries(o))}, nil
	}, func(lists [3]shelf, err error) {
		if err != nil {
			l.session.Fail(err)
			return
		}
		l.overview, l.loaded, l.lists = o, true, lists
		l.ask.SetDisabled(WhyNoFilter(o))
		l.refresh()
	})
}

// sameTrials reports whether two overviews share their trials, as they do when no trial was touched.
func sameTrials(a, b []*session.TrialItem) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// note tells what is known of a trial whose row is being made.
func (l *Library) note(trialUID string) (session.Note, bool) {
	l.asking = true
	defer func() { l.asking = false }()
	return l.session.Note(trialUID)
}

// Letters that are typed in one go are looked for once: with a hundred thousand trials each would take some ten
// milliseconds, in which the window shows none of them.
const (
	filterKey = "filter the lists"
	letters   = 30 * time.Millisecond
)

// SetFilter shows what matches the text in all tabs.
func (l *Library) SetFilter(text string) {
	if text == l.session.Place().Filter {
		return
	}
	l.session.Update(func(p *session.Place) { p.Filter = text })
	work.Later(filterKey, letters, l.fromTop)
}

// fromTop lists what is to be listed now from its beginning.
func (l *Library) fromTop() {
	l.refresh()
	l.list.SetOffset(0)
	l.list.Select(l.chosen())
}

// Shown are the things listed now, without the headings.
func (l *Library) Shown() []widgets.ListItem {
	var items []widgets.ListItem
	rows := l.lists[l.tab].list(l.note)
	for i := range rows.Count {
		if it := rows.Item(i); !it.Heading {
			items = append(items, it)
		}
	}
	return items
}

// Selected is the ID of the entry that is shown as chosen; empty if none is.
func (l *Library) Selected() string { return l.list.Selected() }

// ShowTab turns to a tab, counted from 0, and gives its list the keyboard.
func (l *Library) ShowTab(i int) {
	l.turnTo(i)
	l.Focus()
}

// Focus gives the list the keyboard.
func (l *Library) Focus() {
	work.Flush(filterKey)
	if c := fyne.CurrentApp().Driver().CanvasForObject(l.list); c != nil && l.full.Visible() {
		c.Focus(l.list.Focusable())
	}
}

// Step goes to the next or previous entry of the list and reports whether there was one.
func (l *Library) Step(by int) bool {
	work.Flush(filterKey)
	rows := l.lists[l.tab].list(l.note)
	at := -1
	if by < 0 {
		at = rows.Count
	}
	for i := range rows.Count {
		if it := rows.Shape(i); it.ID != "" && it.ID == l.list.Selected() {
			at = i
		}
	}
	for at += by; at >= 0 && at < rows.Count; at += by {
		if it := rows.Shape(at); !it.Heading {
			l.list.Select(it.ID)
			l.list.OnSelected(it)
			return true
		}
	}
	return false
}

func (l *Library) turnTo(i int) {
	l.tab = i
	l.session.Update(func(p *session.Place) { p.Tab = tabs[i].key })
	l.fromTop()
}

// follow shows where the reader has gone: in the tab of that kind of place.
func (l *Library) follow(old, now session.Place) {
	if now.Kind == session.ReaderPlace { // the lists stay as they are beside an article that is read
		if to := tabOf(now.Tab, session.ArticlePlace); to != l.tab {
			l.turnTo(to)
		}
	} else if now.Kind != "" && now.Kind != tabs[l.tab].place {
		l.tab = tabOf("", now.Kind)
		l.session.Update(func(p *session.Place) { p.Tab = tabs[l.tab].key })
		l.refresh()
	} else if old.Filter != now.Filter {
		l.refresh()
	}
	l.list.Select(l.chosen())
}

// chosen is what is selected in the tab: where the reader is, if that is a place of its kind.
func (l *Library) chosen() string {
	switch p := l.session.Place(); {
	case p.Kind == tabs[l.tab].place, p.Kind == session.ReaderPlace && tabs[l.tab].place == session.ArticlePlace:
		return p.UID
	case p.Kind == session.ReaderPlace && tabs[l.tab].place == session.ClaimPlace:
		return p.Show
	}
	return ""
}

// refresh filters all tabs and shows the present one.
func (l *Library) refresh() {
	before := l.parts()
	filter := newFilter(l.session.Place().Filter)
	strip := make([]widgets.Tab, len(tabs))
	for i := range tabs {
		var narrowed narrowing
		if i == 0 {
			narrowed = l.narrowed
		}
		l.lists[i].filter(filter, narrowed)
		strip[i] = widgets.Tab{Label: tr.T(tabs[i].label), Note: l.counted(i)}
	}
	l.strip.SetTabs(strip)
	l.strip.SetSelected(l.tab)
	l.list.SetRows(l.lists[l.tab].list(l.note))
	l.list.Select(l.chosen())
	l.showNarrowed()
	l.showEmpty()
	// The list has filled its rows by itself; all of them are made anew only where something else needs their room.
	if after := l.parts(); after != before || after.empty || after.chips > 0 {
		l.root.Refresh()
	}
}

// parts are those of the pane that can be seen or not.
type parts struct {
	bar, empty bool
	chips      int
}

func (l *Library) parts() parts {
	return parts{l.bar.Visible(), l.empty.Visible(), len(l.chips.Objects)}
}

// counted is the count below a tab's name: "3 of 53" while something is filtered out.
func (l *Library) counted(i int) string {
	sh := l.lists[i]
	switch {
	case !l.loaded, l.unread(i) && l.session.Place().Filter != "":
		return "…"
	case l.unread(i):
		return strconv.Itoa(l.overview.Counts.Trials)
	case sh.found < sh.all:
		return tr.T("%d of %d", sh.found, sh.all)
	}
	return strconv.Itoa(sh.all)
}

// unread reports whether a tab's things are not listed yet: the trials, while there is only a first part of the overview.
func (l *Library) unread(i int) bool { return i == 1 && l.overview.Reading }

func (l *Library) showEmpty() {
	sh := l.lists[l.tab]
	l.empty.Hidden = !l.loaded || len(sh.shown) > 0
	l.full.Hidden = !l.empty.Hidden
	if !l.empty.Hidden {
		l.empty.Objects = []fyne.CanvasObject{widgets.NewEmptyState(l.emptyState())}
	}
}

func (l *Library) emptyState() widgets.EmptyState {
	if l.unread(l.tab) {
		return widgets.EmptyState{Title: tr.T("Reading the trials…"), Text: tr.T("They are listed as soon as all have been read.")}
	}
	if l.tab == 0 && l.lists[0].all > 0 && len(l.narrowed) > 0 {
		text := tr.T("The filter lists only claims with %s.", l.narrowed.named())
		if typed := l.session.Place().Filter; typed != "" {
			text = tr.T("The filter lists only claims with %s, and with “%s” in them.", l.narrowed.named(), typed)
		}
		return widgets.EmptyState{Title: tr.T("The filter hides all claims"), Text: text, Action: tr.T("Clear the filter"), OnTapped: func() {
			l.narrowed = nil
			if l.actions.ClearFilter != nil {
				l.actions.ClearFilter()
			}
			l.widen()
		}}
	}
	if l.lists[l.tab].all > 0 {
		return widgets.EmptyState{
			Title: tr.T(noMatch[l.tab]), Text: tr.T("Nothing here has “%s” in it.", l.session.Place().Filter) + " " + l.elsewhere(),
			Action: tr.T("Clear the filter"), OnTapped: l.actions.ClearFilter,
		}
	}
	e := widgets.EmptyState{Title: tr.T(noneYet[l.tab])}
	switch l.tab {
	case 0:
		e.Text = tr.T("A claim is a sentence of an article that trials can support or contradict.")
		e.Action, e.OnTapped = tr.T("New claim…"), l.actions.NewClaim
	case 1:
		e.Text = tr.T("Trials are what claims are graded against.")
		e.Action, e.OnTapped = tr.T("New trial…"), l.actions.NewTrial
	case 2:
		e.Text = tr.T("An article is where claims stand: a paper, a blog post, a leaflet.")
		e.Action, e.OnTapped = tr.T("New article…"), l.actions.NewArticle
	}
	return e
}

// elsewhere says what the other tabs have found.
func (l *Library) elsewhere() string {
	var found string
	for i, sh := range l.lists {
		if i != l.tab && (sh.found > 0 || l.unread(i)) {
			if found != "" {
				found += ", "
			}
			count := strconv.Itoa(sh.found)
			if l.unread(i) {
				count = "…"
			}
			found += tr.T(tabs[i].label) + " " + count
		}
	}
	if found == "" {
		return ""
	}
	return tr.T("Elsewhere: %s.", found)
}
