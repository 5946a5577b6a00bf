package ui

import (
	"claimgrade/ui/dialogs"
	"claimgrade/ui/library"
	"claimgrade/ui/session"
	"claimgrade/ui/start"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// desk is an open library with everything that shows it.
type desk struct {
	app      *App
	session  *session.Session
	source   string // the damaged library that is shown as far as it can be read; empty for any other
	screens  screens
	hint     *hint
	library  *library.Library
	left     fyne.CanvasObject
	toolbar  *toolbar
	status   *status
	warning  *fyne.Container // says why edits wait to be stored
	warned   string          // what it says
	copier   *copier
	clashes  *conflicts // tells of what was changed here and in another window
	centre   *fyne.Container
	right    *fyne.Container // the drawer, or a form beside the article
	side     *dialogs.Pane   // that form; nil while there is none
	middle   *fyne.Container // holds the panes, which are made anew for another interface size
	panes    *widgets.Panes
	root     fyne.CanvasObject
	overview session.Overview
	loaded   bool   // the overview was read
	undoName string // what Undo would undo; empty if nothing
	redoName string
	readNow  bool   // what Undo and Redo would do is being read
	savedIn  string // the folder in which a report or an export was saved last
	offered  string // the claim that the status line offers to go on with
}

func newDesk(a *App, o opened) *desk {
	s := o.session
	d := &desk{app: a, session: s, source: o.source, centre: container.NewStack(), middle: container.NewStack(), warning: container.NewStack(), copier: newCopier()}
	d.hint = newHint(a)
	d.status = newStatus(s.Lib.Path(), s.Lib.ReadOnly())
	s.OnError = a.fail
	s.AskReviewer = d.askReviewer
	s.OnDeleted = d.offerUndo
	s.OnFirst = d.show
	s.Held = func() bool { return dialogs.Blocked() || d.side != nil }
	d.clashes = newConflicts(s, func() { d.root.Refresh() })
	s.OnConflict = d.clashes.add
	s.OnOthers = func(action string) { d.status.say(tr.T("Changed in another window: %s", action)) }
	d.screens = d.plug()
	d.toolbar = newToolbar(toolbarActions{
		search: func(text string) { d.library.SetFilter(text) }, results: func() { d.showList(); d.library.Focus() },
		back: func() { s.Back() }, forward: func() { s.Forward() },
		newClaim: d.screens.newClaim, linkTrial: d.screens.linkTrial, report: d.askReport,
		reviewer: func() { d.askReviewer(nil) },
	})
	d.library = library.New(s, library.Actions{
		ClearFilter: func() { d.toolbar.search.SetText("") }, Opened: d.focusCentre, Above: d.find,
		NewClaim: d.screens.newClaim, NewTrial: func() { d.screens.trials.NewTrial("") }, NewArticle: d.screens.articles.NewArticle,
	})
	d.left = d.library.Object()
	d.right = container.NewStack(d.screens.drawer)
	d.fitPanes()

	rows := []fyne.CanvasObject{d.toolbar.root, widgets.NewHairline()}
	if notice := d.notice(o); notice != nil {
		rows = append(rows, notice)
	}
	d.warning.Hide()
	rows = append(rows, widgets.Fill(d.middle), d.copier.showing, d.clashes.root, d.warning, widgets.NewHairline(), d.status.root)
	d.root = widgets.VStack(0, rows...)

	s.OnPlace(d.moved)
	s.OnEdit(func() {
		d.offered = ""                     // an undo may have opened the claim again
		d.toolbar.person.set(s.Reviewer()) // an undo may have given them another name
		d.readHistory()
		d.keepDaily()
		work.Later("overview", pause, d.readOverview)
	})
	s.OnSaving(func(now bool) {
		if !s.Lib.ReadOnly() {
			d.showSaving(now)
		}
	})
	return d
}

// showSaving says whether all is stored. What cannot be stored for now takes no keyboard away from whoever is typing.
func (d *desk) showSaving(now bool) {
	edits, why := d.session.Unsaved()
	switch {
	case edits == 0:
		d.status.saving(now)
	case !now:
		d.status.unsaved(edits)
	}
	switch {
	case why == nil:
		d.warn("")
	case !now:
		d.app.log("something waits to be stored", why)
		d.warn(tr.T("%s What you enter meanwhile is kept, and saved once it can be.", dialogs.Sentence(why)))
	}
}

// warn shows a sentence above the status line until it is empty.
func (d *desk) warn(sentence string) {
	if sentence == d.warned {
		return
	}
	d.warned = sentence
	d.warning.Objects = nil
	if sentence != "" {
		d.warning.Objects = []fyne.CanvasObject{widgets.NewPanel(widgets.Pad(8, 16, 8, 16,
			widgets.NewBanner(theme.Red, sentence, tr.T("Try again"), d.session.SaveAgain)))}
	}
	show(d.warning, sentence != "")
	d.root.Refresh()
}

// Widths of the panes at normal size.
const (
	leftWidth, rightWidth                = 260, 372
	minLeft, minCentre, minRight         = 200, 420, 300
	narrowest                    float32 = 1000 // a window of this width is wide enough at every interface size
)

// fitPanes makes the panes for the interface size in use.
func (d *desk) fitPanes() {
	a := d.app
	left, right := a.settings.Left, a.settings.Right
	if left == 0 {
		left = leftWidth
	}
	if right == 0 {
		right = rightWidth
	}
	leastRight := float32(minRight)
	if d.side != nil {
		right, leastRight = max(right, formWidth), leastForm
	}
	d.panes = widgets.NewPanes(widgets.PaneSpec{
		Left: d.left, Center: d.hint.above(d.centre), Right: d.right, LeftWidth: left, RightWidth: right,
		MinLeft: minLeft, MinCenter: minCentre, MinRight: leastRight, Least: narrowest,
	})
	d.panes.OnChanged = func(left, right float32) {
		a.settings.Left, a.settings.Right = left, right
		a.saveSettings()
	}
	d.showSides()
	d.middle.Objects = []fyne.CanvasObject{d.panes}
	d.middle.Refresh()
}

// begin shows where the library was left and starts reading it.
func (d *desk) begin() {
	d.toolbar.person.set(d.session.Reviewer())
	d.toolbar.search.SetText(d.session.Place().Filter)
	d.showPlace()
	d.library.Focus()
	d.readOverview()
	d.readHistory()
	d.session.Watch()
}

func (d *desk) moved(_, now session.Place) {
	widgets.HideTip()
	d.offered = ""
	d.remember(now)
	d.showPlace()
	d.status.say("")
}

// showPlace puts the screen of the present place into the centre.
func (d *desk) showPlace() {
	p := d.session.Place()
	if shown, ok := d.screens.centre[p.Kind]; ok && p.UID != "" {
		d.fillCentre(shown.object)
	} else {
		d.fillCentre(d.nothing())
	}
	if search := d.toolbar.search; search.Text != p.Filter {
		search.SetText(p.Filter)
	}
	d.toolbar.enable(d.session.CanBack(), d.session.CanForward())
	d.hint.follow(p)
	d.showSides()
	d.app.menu.refresh()
}

func (d *desk) fillCentre(o fyne.CanvasObject) {
	if len(d.centre.Objects) == 1 && d.centre.Objects[0] == o {
		return
	}
	d.centre.Objects = []fyne.CanvasObject{o}
	d.centre.Refresh()
}

// nothing fills the centre of a library without claims.
func (d *desk) nothing() fyne.CanvasObject {
	if !d.loaded {
		return container.NewStack()
	}
	if len(d.overview.Claims) > 0 {
		return widgets.NewEmptyState(widgets.EmptyState{Title: tr.T("Nothing chosen"), Text: tr.T("Choose a claim from the list.")})
	}
	return widgets.NewEmptyState(widgets.EmptyState{Title: tr.T("No claims yet"),
		Text:   tr.T("Take a sentence from an article, say what it claims, and link the trials that bear on it."),
		Action: tr.T("New claim…"), OnTapped: d.screens.newClaim})
}

// showSides shows the drawer while a row of a claim's board is chosen. In a narrow window it may take the place of the
// board: then it takes the keyboard, too.
func (d *desk) showSides() {
	p := d.session.Place()
	_, before, _ := d.panes.Seen()
	onRow := p.Kind == session.ClaimPlace && p.Link != ""
	show(d.screens.drawer, onRow)
	if d.side != nil {
		show(d.side, !onRow)
	}
	d.panes.ShowSides(true, onRow || d.side != nil)
	if _, board, drawer := d.panes.Seen(); before && !board && drawer {
		d.screens.appraisal.FocusJudgement()
	}
}

// showList makes room for the lists, if the drawer has taken it.
func (d *desk) showList() {
	if list, _, _ := d.panes.Seen(); !list {
		d.closeDrawer()
	}
}

// escape closes what can be closed: the drawer first, then the hint.
func (d *desk) escape() {
	if d.side != nil && d.side.Visible() {
		d.side.Cancel()
		return
	}
	if d.session.Place().Link == "" && d.hint.strip.Visible() {
		d.hint.dismiss()
		return
	}
	d.closeDrawer()
}

func (d *desk) closeDrawer() {
	p := d.session.Place()
	if p.Link == "" {
		return
	}
	p.Link = ""
	d.session.Go(p)
	d.focusCentre()
}

// find gives the search field the keyboard and selects what is in it.
func (d *desk) find() {
	d.app.window.Canvas().Focus(d.toolbar.search)
	d.toolbar.search.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// focusCentre gives the screen in the centre the keyboard.
func (d *desk) focusCentre() {
	if shown, ok := d.screens.centre[d.session.Place().Kind]; ok && shown.focus != nil {
		shown.focus()
	}
}

func (d *desk) step(by int) {
	switch {
	case d.library.Step(by):
	case d.overview.Reading && d.session.Place().Tab == "trials":
		d.status.say(tr.T("The trials are still being read."))
	default:
		d.status.say(map[bool]string{true: tr.T("This is the last one in the list."), false: tr.T("This is the first one in the list.")}[by > 0])
	}
}

// askReviewer asks who is appraising and then calls next, if there is one.
func (d *desk) askReviewer(next func()) {
	known, err := d.session.ReviewerNames()
	if err != nil {
		d.app.fail(err)
		return
	}
	done := func() {
		d.toolbar.person.set(d.session.Reviewer())
		if next != nil {
			next()
		}
	}
	start.AskName(d.app.window.Canvas(), start.NameSpec{
		Current: d.session.Reviewer().Name, Known: known,
		Done: func(name string) {
			if err := d.session.SetReviewer(name); err != nil {
				d.app.fail(err)
				return
			}
			done()
		},
		Rename: func(name string) {
			d.session.RenameReviewer(name)
			done()
		},
	})
}

// fieldOf is the text field that a focused thing is; nil if it is none.
func fieldOf(f fyne.Focusable) *widget.Entry {
	switch e := f.(type) {
	case *widgets.Entry:
		return &e.Entry
	case *widgets.SearchField:
		return &e.Entry.Entry
	case *widgets.TextArea:
		return &e.Entry
	case *widget.Entry:
		return e
	}
	return nil
}
