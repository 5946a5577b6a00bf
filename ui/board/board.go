// Package board is the centre of the window for a claim: what the claim says, the verdict with its why, the linked
// results in a table on one common scale, and every step that led from the one to the other.
package board

import (
	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Actions are what the board asks of other screens.
type Actions struct {
	LinkTrial    func(claimUID string)
	EditLink     func(linkUID string)
	Unlink       func(linkUID string)
	EditClaim    func(claimUID string)
	EditCitation func(claimUID string)
	OpenTrial    func(trialUID string)
	OpenArticle  func(documentUID string)
	Read         func(documentUID, claimUID string) // the article, where the claim stands in it
	History      func(claimUID string)
	ShowRule     func(id string) // what a rule says
}

// Board shows the claim of the session's place.
type Board struct {
	s       *session.Session
	actions Actions
	root    *fyne.Container
	scroll  *widgets.VScroll
	page    *fyne.Container
	view    session.View
	shown   string // uid of the claim on screen; empty while none is
	rows    *evidence
	open    map[string]bool // which sections are unfolded

	arranged arrangement // of the trials, of whichever claim
	counted  bool        // the summary by domain counts trials instead of weights
	harvest  bool        // directions are shown as a harvest plot
	summary  *summary
	// deciders are the buttons by which the steps on screen are overruled.
	deciders map[appraisal.Step]*widgets.Button
}

// New returns a board that follows the session's place.
func New(s *session.Session, a Actions) *Board {
	b := &Board{s: s, actions: a, root: container.NewStack(), open: map[string]bool{}}
	b.page = widgets.VStack(12)
	b.scroll = widgets.NewVScroll(widgets.PadAll(16, b.page))
	b.scroll.OnScrolled = func(p fyne.Position) {
		if b.shown != "" && b.shown == s.Place().UID {
			s.Update(func(place *session.Place) { place.Scroll = p.Y })
		}
	}
	s.OnPlace(func(old, now session.Place) {
		switch {
		case now.Kind != session.ClaimPlace:
		case now.Same(old) && b.shown == now.UID:
			b.rows.choose(now.Link)
		default:
			b.load()
		}
	})
	s.OnEdit(b.load)
	b.load()
	return b
}

// Object is what the window shows.
func (b *Board) Object() fyne.CanvasObject { return b.root }

// FocusRows gives the table of linked results the keyboard.
func (b *Board) FocusRows() {
	if b.rows == nil || len(b.view.Assessment.Rows) == 0 {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(b.root); c != nil {
		c.Focus(b.rows.table.Focusable())
	}
}

func (b *Board) load() {
	p := b.s.Place()
	if p.Kind != session.ClaimPlace || p.UID == "" {
		return
	}
	b.s.LoadClaim("board", p.UID, func(v session.View, err error) {
		if err != nil {
			b.shown = ""
			b.root.Objects = []fyne.CanvasObject{widgets.NewEmptyState(widgets.EmptyState{Title: tr.T("This claim cannot be shown"), Text: dialogs.Sentence(err)})}
			b.root.Refresh()
			return
		}
		b.show(v)
	})
}

// show fills the page. The table stays the same object while the claim does, so that it keeps the keyboard.
func (b *Board) show(v session.View) {
	uid := v.Dossier.Claim.UID
	fresh := uid != b.shown
	b.view = v
	giveBack := b.keepDecider()
	b.deciders = map[appraisal.Step]*widgets.Button{}
	if fresh || b.rows == nil {
		b.rows = newEvidence(b)
	}
	b.shown = uid
	b.rows.fill(v)
	objects := []fyne.CanvasObject{b.claimCard(), b.verdictBand()}
	objects = append(objects, b.kindCards()...)
	objects = append(append(append(objects, b.rows.card, b.directionsCard(), b.summaryCard()), b.wordingCards()...), b.changeCard(), b.factsCard())
	b.page.Objects = nil
	for _, o := range objects {
		if o != nil {
			b.page.Objects = append(b.page.Objects, o)
		}
	}
	b.summary.mark(b.rows.only)
	b.page.Refresh()
	if len(b.root.Objects) != 1 || b.root.Objects[0] != b.scroll {
		b.root.Objects = []fyne.CanvasObject{b.scroll}
		b.root.Refresh()
	}
	b.scroll.Resize(b.scroll.Size())
	if fresh {
		b.scroll.ScrollToOffset(fyne.NewPos(0, b.s.Place().Scroll))
	} else {
		giveBack()
	}
	b.scroll.Refresh()
}

// disclosure is a section that remembers whether it is unfolded, whichever claim is shown.
func (b *Board) disclosure(key, title string, content fyne.CanvasObject) *widgets.Disclosure {
	d := widgets.NewDisclosure(title, content)
	d.SetOpen(b.open[key])
	d.OnChanged = func(open bool) {
		b.open[key] = open
		b.scroll.Resize(b.scroll.Size())
		b.scroll.Refresh()
	}
	return d
}
