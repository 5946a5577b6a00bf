// Package drawer is the right pane: the appraisal of one linked result in the four domains. It shows what the facts
// propose and takes the reviewer's answers, judgement, reason and quotes, each stored as soon as it is given.
package drawer

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/signs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Actions are what the drawer asks of other screens.
type Actions struct {
	OpenTrial func(trialUID string)   // to edit its facts
	EditLink  func(linkUID string)    // relation and fit
	Close     func()                  // the row is no longer selected
	ShowRule  func(id string)         // what a rule says
	Say       func(sentence string)   // in the status line
	Read      func(q appraisal.Quote) // where its words stand in its document
}

// Drawer appraises the selected row of the board.
type Drawer struct {
	s       *session.Session
	actions Actions
	root    *fyne.Container
	view    session.View
	row     *rules.Row
	domain  appraisal.Domain
	page    *page // what is shown; nil while nothing is selected
	scrolls map[appraisal.Domain]float32

	// drafts are the appraisals as the reviewer has them on screen. Writes take a moment, and each must build on the one
	// before it. They are kept over a change of row: the edits of the row before may still be on their way.
	drafts map[draftKey]appraisal.Appraisal
	link   string
	last   target // the judgement that was on screen last
}

// draftKey names what one reviewer holds of one row in one domain.
type draftKey struct {
	link   string
	domain appraisal.Domain
}

// New returns a drawer that follows the session's place.
func New(s *session.Session, a Actions) *Drawer {
	d := &Drawer{s: s, actions: a, root: container.NewStack(), drafts: map[draftKey]appraisal.Appraisal{}, scrolls: map[appraisal.Domain]float32{}}
	s.OnPlace(func(_, _ session.Place) { d.load() })
	s.OnEdit(d.load)
	d.load()
	return d
}

// Object is what the window shows.
func (d *Drawer) Object() fyne.CanvasObject { return d.root }

// Shown reports whether a row is selected, so that the pane is worth its room.
func (d *Drawer) Shown() bool { p := d.s.Place(); return p.Kind == session.ClaimPlace && p.Link != "" }

// load shows the selected row, or the hint to select one.
func (d *Drawer) load() {
	p := d.s.Place()
	if !d.Shown() {
		d.clear(tr.T("Select a trial on the board to appraise it."))
		return
	}
	d.s.LoadClaim("drawer", p.UID, func(v session.View, err error) {
		if err != nil {
			d.clear(tr.T("The claim could not be read: %s", dialogs.Sentence(err)))
			return
		}
		d.show(v)
	})
}

func (d *Drawer) clear(sentence string) {
	d.page, d.row, d.link = nil, nil, ""
	d.root.Objects = []fyne.CanvasObject{widgets.NewPanel(widgets.NewEmptyState(widgets.EmptyState{Title: tr.T("No trial selected"), Text: sentence}))}
	d.root.Refresh()
}

func (d *Drawer) show(v session.View) {
	p := d.s.Place()
	d.row = nil
	for i := range v.Assessment.Rows {
		if v.Assessment.Rows[i].Linked.Link.UID == p.Link {
			d.row = &v.Assessment.Rows[i]
		}
	}
	if d.row == nil {
		d.clear(tr.T("The trial is no longer linked to this claim."))
		return
	}
	d.view = v
	domain := p.Domain
	if domain == "" {
		domain = appraisal.Blinding
	}
	if d.link != p.Link {
		d.scrolls = map[appraisal.Domain]float32{}
	}
	if !d.s.Saving() {
		d.drafts = map[draftKey]appraisal.Appraisal{} // everything is stored, so the row has it all
	}
	for _, dom := range appraisal.Domains {
		if _, ok := d.drafts[draftKey{p.Link, dom}]; !ok {
			d.drafts[draftKey{p.Link, dom}] = d.row.Domains[dom].Appraisal
		}
	}
	if d.page == nil || d.link != p.Link || d.domain != domain {
		if d.page != nil && d.link == p.Link {
			d.scrolls[d.domain] = d.page.scroll.Offset.Y
		}
		d.link, d.domain = p.Link, domain
		d.page = newPage(d)
		d.root.Objects = []fyne.CanvasObject{widgets.NewPanel(d.page.object)}
		d.root.Refresh()
		d.page.scroll.ScrollToOffset(fyne.NewPos(0, d.scrolls[domain]))
	}
	d.page.refresh()
	d.remember(p, domain)
}

// SetDomain goes to one of the four tabs.
func (d *Drawer) SetDomain(dom appraisal.Domain) {
	p := d.s.Place()
	if p.Link == "" {
		return
	}
	p.Domain = dom
	d.s.Go(p)
}

// OpenTrial goes to the facts of the selected row's trial.
func (d *Drawer) OpenTrial() {
	if d.row != nil {
		d.actions.OpenTrial(d.row.Linked.Trial.UID)
	}
}

// FocusJudgement gives the judgement of the shown domain the keyboard.
func (d *Drawer) FocusJudgement() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(d.root); c != nil && d.page != nil {
		// The head has its words only now. What has the keyboard is scrolled into sight below it as high as it will be.
		d.page.object.Layout.Layout(d.page.object.Objects, d.page.object.Size())
		c.Focus(d.page.judgement)
	}
}

// draft is the appraisal of the shown domain as it is on screen.
func (d *Drawer) draft() appraisal.Appraisal {
	a := d.drafts[draftKey{d.link, d.domain}]
	a.LinkUID, a.Domain, a.Reviewer = d.link, d.domain, d.s.Reviewer().UID
	answers := make(map[appraisal.Question]appraisal.Answer, len(a.Answers))
	for k, v := range a.Answers {
		answers[k] = v
	}
	a.Answers = answers
	a.Quotes = append([]appraisal.Quote(nil), a.Quotes...)
	return a
}

// What undo calls the changes of an appraisal.
var (
	judged    = tr.Key("Judgement on %s, %s")
	withdrawn = tr.Key("Judgement withdrawn on %s, %s")
	answered  = tr.Key("Answer on %s, %s")
	directed  = tr.Key("Direction of bias on %s, %s")
	reasoned  = tr.Key("Reason on %s, %s")
	quoted    = tr.Key("Quote on %s, %s")
	unquoted  = tr.Key("Quote deleted on %s, %s")
)

// store keeps the changed appraisal. A text that is being typed gives a key, so that only its newest state is written.
func (d *Drawer) store(what, key string, a appraisal.Appraisal) {
	d.drafts[draftKey{d.link, d.domain}] = a
	name := tr.T(what, d.row.Linked.Trial.Name, lower(words.Domain(d.domain)))
	write := func(b *db.Batch) error { b.PutAppraisal(a); return nil }
	if key != "" {
		d.s.EditText(key+" "+a.LinkUID+" "+string(a.Domain), name, write)
		return
	}
	d.s.Edit(name, write, nil)
}

// asReviewer does what needs the reviewer's name. Until the name is given the page shows what is stored, not what was
// touched: the question may be cancelled.
func (d *Drawer) asReviewer(do func()) {
	asks := d.s.Reviewer().Name == ""
	d.s.WithReviewer(do)
	if asks && d.page != nil {
		d.page.refresh()
	}
}

// judge stores a judgement. One that differs from the suggestion needs a reason, which is asked for at once.
func (d *Drawer) judge(r appraisal.Rating) {
	d.asReviewer(func() {
		view := d.row.Domains[d.domain]
		a := d.draft()
		a.Judgement, a.Suggestion, a.Rule = r, view.Suggestion.Rating, string(view.Suggestion.Rule)
		a.RulesVersion, a.JudgedAt = rules.Version, d.s.Now()
		if a.Overruled() && trim(a.Reason) == "" {
			d.askReason(a)
			return
		}
		d.store(judged, "", a)
	})
}

func (d *Drawer) askReason(a appraisal.Appraisal) {
	c := fyne.CurrentApp().Driver().CanvasForObject(d.root)
	why := widgets.NewTextArea(tr.T("What did you read that the rules could not know?"), 4)
	dialogs.Form(c, dialogs.FormSpec{
		Title:   tr.T("Why does your judgement differ?"),
		Intro:   tr.T("The recorded facts suggest %s (%s). You judge %s. The reason is kept with it, and the board marks it.", words.Rating(a.Suggestion), a.Rule, words.Rating(a.Judgement)),
		Content: widgets.NewFormField(tr.T("Reason"), why),
		Confirm: tr.T("Overrule the suggestion"),
		First:   why,
		Fields:  map[string]fyne.CanvasObject{"reason": why},
		Validate: func() error {
			if trim(why.Text) == "" {
				return appraisal.Invalid("reason", tr.T("Write why, or cancel to leave the judgement as it was."))
			}
			return nil
		},
		OnConfirm: func() {
			a.Reason = trim(why.Text)
			d.store(judged, "", a)
		},
		OnCancel: func() { d.page.refresh() },
	})
}

// clearJudgement takes the judgement back; answers, reason and quotes stay.
func (d *Drawer) clearJudgement() {
	a := d.draft()
	a.Judgement, a.Suggestion, a.Rule, a.RulesVersion, a.JudgedAt = "", "", "", "", ""
	d.store(withdrawn, "", a)
}

// answer stores the reviewer's answer to a signalling question; "" goes back to what the facts propose.
func (d *Drawer) answer(q appraisal.Question, given appraisal.Answer) {
	d.asReviewer(func() {
		a := d.draft()
		if given == "" {
			delete(a.Answers, q)
		} else {
			a.Answers[q] = given
		}
		d.store(answered, "", a)
	})
}

func (d *Drawer) setDirection(b appraisal.BiasDirection) {
	d.asReviewer(func() {
		a := d.draft()
		a.BiasDirection = b
		d.store(directed, "", a)
	})
}

// setReason stores the reason as it is typed. An overruled suggestion keeps the last reason that was not empty.
func (d *Drawer) setReason(text string) {
	a := d.draft()
	if a.Reviewer == "" {
		return
	}
	if trim(text) == "" && a.Overruled() {
		d.page.reasonField.SetError(tr.T("An overruled suggestion needs a reason; the last one is kept until you write another."))
		return
	}
	d.page.reasonField.SetError("")
	if text == a.Reason {
		return
	}
	a.Reason = text
	d.store(reasoned, "reason", a)
}

// tone of a rating, for texts.
func tone(r appraisal.Rating) theme.Tone { return signs.Rating(r).Tone() }
