package ui

import (
	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/articles"
	"claimgrade/ui/board"
	"claimgrade/ui/claims"
	"claimgrade/ui/compare"
	"claimgrade/ui/drawer"
	"claimgrade/ui/exporting"
	"claimgrade/ui/history"
	"claimgrade/ui/importing"
	"claimgrade/ui/linking"
	"claimgrade/ui/pictures"
	"claimgrade/ui/projector"
	"claimgrade/ui/reader"
	"claimgrade/ui/reporting"
	"claimgrade/ui/session"
	"claimgrade/ui/strength"
	"claimgrade/ui/thresholds"
	"claimgrade/ui/tr"
	"claimgrade/ui/trials"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// screens are the screens of a desk and what they offer to the toolbar and the menu. This file is the one place where
// screens are plugged in: plug makes them and joins them through callbacks, screenCommands gives them menu entries.
type screens struct {
	centre    map[string]centreScreen // by kind of place
	drawer    fyne.CanvasObject
	newClaim  func()
	linkTrial func()

	appraisal *drawer.Drawer
	claims    *claims.Claims
	linking   *linking.Linking
	board     *board.Board
	compare   *compare.Compare
	trials    *trials.Trials
	articles  *articles.Articles
	history   *history.History
	reader    *reader.Reader
	importing *importing.Importing
	reporting *reporting.Reporting
	exporting *exporting.Exporting
	incoming  func(paths []string) // imports records from files

	thresholds *thresholds.Thresholds
	projector  *projector.Projector
	strength   *strength.Words
}

// centreScreen is a screen that fills the centre.
type centreScreen struct {
	object fyne.CanvasObject
	focus  func() // gives it the keyboard
}

func (d *desk) plug() screens {
	s, canvas := d.session, d.app.window.Canvas()
	out := screens{
		centre:  map[string]centreScreen{},
		claims:  claims.New(s, canvas),
		linking: linking.New(s, canvas),
		history: history.New(s, canvas),

		thresholds: thresholds.New(s, canvas),
		strength:   strength.New(s, canvas),
	}
	out.projector = projector.New(s, d.app.window, projector.Actions{Picture: pictures.Domain, Begun: d.app.clear, Ended: d.uncover})
	openClaim := func(uid string) { s.Go(session.Place{Kind: session.ClaimPlace, UID: uid}) }
	out.trials = trials.New(s, trials.Actions{OpenClaim: openClaim, History: out.history.Trial,
		OpenArticle: func(uid string) { s.Go(session.Place{Kind: session.ArticlePlace, UID: uid}) }})
	out.articles = articles.New(s, articles.Actions{OpenClaim: openClaim, NewClaim: out.claims.Create,
		Read: func(uid string) { d.read(uid, "") }, Attach: d.attachFile})
	out.linking.NewTrial = out.trials.NewTrial
	out.claims.Beside, out.claims.LinkTrials = d.beside, out.linking.Link
	openTrial := func(uid string) { s.Go(session.Place{Kind: session.TrialPlace, UID: uid}) }
	editLink := func(link string) { out.linking.Edit(s.Place().UID, link) }
	out.appraisal = drawer.New(s, drawer.Actions{OpenTrial: openTrial, EditLink: editLink, Close: d.closeDrawer, ShowRule: d.app.ShowRule, Say: d.app.say,
		Read: func(q appraisal.Quote) { d.read(q.DocumentUID, q.UID) }})
	out.drawer = out.appraisal.Object()
	out.newClaim = func() {
		article := ""
		if p := s.Place(); p.Kind == session.ArticlePlace {
			article = p.UID
		}
		out.claims.Create(article)
	}
	out.linkTrial = func() {
		if p := s.Place(); p.Kind == session.ClaimPlace && p.UID != "" {
			out.linking.Link(p.UID)
		} else {
			d.status.say(tr.T("Choose a claim first: a trial is linked to a claim."))
		}
	}
	out.board = board.New(s, board.Actions{
		LinkTrial: out.linking.Link, EditLink: editLink, Unlink: d.unlink,
		EditClaim: out.claims.Edit, EditCitation: out.claims.EditCitation, OpenTrial: openTrial,
		OpenArticle: func(uid string) { s.Go(session.Place{Kind: session.ArticlePlace, UID: uid}) }, History: out.history.Claim, ShowRule: d.app.ShowRule,
		Read: d.read,
	})
	out.reader = reader.New(s, reader.Actions{
		ClaimThis: out.claims.CreateFrom, QuoteForAppraisal: out.appraisal.AddQuote, OpenClaim: openClaim, OpenRow: s.Go,
		OpenArticle: func(uid string) { s.Go(session.Place{Kind: session.ArticlePlace, UID: uid}) },
		Attach:      d.attachFile, Say: d.app.say,
	})
	out.compare = compare.New(s, canvas, compare.Actions{OpenClaim: openClaim, ShowRule: d.app.ShowRule,
		OpenRow: func(claim, link string) { s.Go(session.Place{Kind: session.ClaimPlace, UID: claim, Link: link}) }})
	out.importing = d.importFor()
	out.reporting, out.exporting = d.reportsFor(), d.exportsFor()
	out.incoming = out.importing.Open
	out.centre[session.ClaimPlace] = centreScreen{object: out.board.Object(), focus: out.board.FocusRows}
	out.centre[session.TrialPlace] = centreScreen{object: out.trials.Object()}
	out.centre[session.ArticlePlace] = centreScreen{object: out.articles.Object()}
	out.centre[session.ReaderPlace] = centreScreen{object: out.reader.Object(), focus: out.reader.Focus}
	return out
}

// unlink takes a trial off the claim; undo brings it back with its appraisal.
func (d *desk) unlink(link string) {
	name := tr.T("Unlink a trial")
	d.session.Edit(name, func(b *db.Batch) error { b.DeleteLink(link); return nil }, func(err error) {
		if err != nil {
			d.session.Fail(err)
			return
		}
		if p := d.session.Place(); p.Link == link {
			p.Link = ""
			d.session.Go(p)
		}
		d.offerUndo(name, tr.T("The trial was unlinked. Edit → Bin… keeps it with its appraisal."))
	})
}

// offerUndo says what was deleted, with a link that takes it back.
func (d *desk) offerUndo(action, sentence string) {
	d.status.offer(sentence, tr.T("Undo"), func() {
		if d.undoName != action {
			d.status.say(tr.T("Something else was done since. Edit → Bin… brings it back."))
			return
		}
		d.app.unwind(tr.Key("Undone: %s"), undoName, tr.T("There is nothing to undo."), (*session.Session).Undo)
	})
}

// showHistory shows what has happened to the claim or trial on screen.
func (d *desk) showHistory() {
	if p := d.session.Place(); p.Kind == session.TrialPlace {
		d.screens.history.Trial(p.UID)
	} else {
		d.screens.history.Claim(p.UID)
	}
}

// hasHistory is why the history cannot be shown here.
func (a *App) hasHistory() string {
	if a.desk == nil {
		return a.needsLibrary()
	}
	p := a.desk.session.Place()
	return unless(p.UID != "" && (p.Kind == session.ClaimPlace || p.Kind == session.TrialPlace), tr.T("Choose a claim or trial first."))
}

// historyHere is what the entry of the history is called.
func (a *App) historyHere() string {
	if a.desk != nil && a.desk.session.Place().Kind == session.TrialPlace {
		return tr.T("History of this trial…")
	}
	return tr.T("History of this claim…")
}

// onClaim is why a command for a claim cannot be used.
func (a *App) onClaim() string {
	if a.desk == nil {
		return a.needsLibrary()
	}
	p := a.desk.session.Place()
	return unless(p.Kind == session.ClaimPlace && p.UID != "", tr.T("Choose a claim first."))
}

// onRow is why a command for a linked trial cannot be used.
func (a *App) onRow() string {
	if why := a.onClaim(); why != "" {
		return why
	}
	return unless(a.desk.session.Place().Link != "", tr.T("Choose a trial on the board first."))
}

// onTrial is why a command for a trial cannot be used.
func (a *App) onTrial() string {
	if a.desk == nil {
		return a.needsLibrary()
	}
	p := a.desk.session.Place()
	return unless(p.Kind == session.TrialPlace && p.UID != "", tr.T("Choose a trial first (Ctrl+2 lists them)."))
}

// screenCommands are the entries of the menus Claim, Trial and Review.
func (a *App) screenCommands() []command {
	here := func() session.Place { return a.desk.session.Place() }
	all := []command{
		{menu: "Claim", label: tr.Key("New claim…"), shortcut: keys(fyne.KeyN, control), why: a.needsLibrary, run: func() { a.desk.screens.newClaim() }},
		{menu: "Claim", label: tr.Key("Edit claim…"), shortcut: keys(fyne.KeyE, control), why: a.onClaim, run: func() { a.desk.screens.claims.Edit(here().UID) }},
		{menu: "Claim", label: tr.Key("Add a part of the sentence…"), shortcut: keys(fyne.KeyP, control), why: a.onClaim, run: func() { a.desk.screens.claims.AddPart(here().UID) }},
		{menu: "Claim", label: tr.Key("Check the citation…"), shortcut: keys(fyne.KeyJ, control), why: a.onClaim, run: func() { a.desk.screens.claims.EditCitation(here().UID) }},
		{menu: "Claim", label: tr.Key("Delete claim"), shortcut: keys(fyne.KeyBackspace, control|shift), why: a.onClaim, run: func() { a.desk.screens.claims.Delete(here().UID) }},
		{menu: "Claim", label: tr.Key("Link a trial…"), shortcut: keys(fyne.KeyL, control), ruled: true, why: a.onClaim, run: func() { a.desk.screens.linkTrial() }},
		{menu: "Claim", label: tr.Key("Relation and fit of the trial…"), shortcut: keys(fyne.KeyR, control), why: a.onRow, run: func() { a.desk.screens.linking.Edit(here().UID, here().Link) }},
		{menu: "Claim", label: tr.Key("Unlink the trial"), shortcut: keys(fyne.KeyDelete, control), why: a.onRow, run: func() { a.desk.unlink(here().Link) }},
		{menu: "Claim", label: tr.Key("Sort and group the trials…"), shortcut: keys(fyne.KeyU, control), why: a.onClaim, run: func() { a.desk.screens.board.Arrange() }},
		{menu: "Claim", label: tr.Key("Compare with another claim…"), shortcut: keys(fyne.KeyD, control), why: a.onClaim, run: func() { a.desk.screens.compare.Ask(here().UID) }},
		{menu: "Claim", label: tr.Key("New article…"), shortcut: keys(fyne.KeyA, control|shift), ruled: true, why: a.needsLibrary, run: func() { a.desk.screens.articles.NewArticle() }},
		{menu: "Trial", label: tr.Key("New trial…"), shortcut: keys(fyne.KeyT, control), why: a.needsLibrary, run: func() { a.desk.screens.trials.NewTrial("") }},
		{menu: "Trial", label: tr.Key("Open the chosen trial"), shortcut: keys(fyne.KeyT, control|shift), why: a.onRow, run: func() { a.desk.screens.appraisal.OpenTrial() }},
		{menu: "Trial", label: tr.Key("Delete trial"), shortcut: keys(fyne.KeyDelete, control|shift), why: a.onTrial, run: func() { a.desk.screens.trials.Delete(here().UID) }},
		{menu: "Review", label: tr.Key("Next open judgement"), shortcut: keys(fyne.KeyReturn, control), why: a.needsLibrary, run: func() { a.desk.nextOpen() }},
		{menu: "Review", label: tr.Key("Where do I find it?"), shortcut: keys(fyne.KeyF1, 0), why: a.onRow, run: func() { a.desk.screens.appraisal.Help() }},
		{menu: "Review", label: tr.Key("Copy this appraisal to other claims…"), shortcut: keys(fyne.KeyP, control|shift), why: a.onRow, run: func() { a.desk.screens.appraisal.Copy() }},
	}
	for i, dom := range appraisal.Domains {
		all = append(all, command{menu: "Review", label: words.Domain(dom), ruled: i == 0, shortcut: keys(fyne.KeyName(string(rune('1'+i))), alt),
			why: a.onRow, run: func() {
				a.desk.screens.appraisal.SetDomain(dom)
				a.desk.screens.appraisal.FocusJudgement()
			}})
	}
	return append(all,
		command{menu: "Review", label: tr.Key("Reviewer…"), shortcut: keys(fyne.KeyR, control|shift), ruled: true, why: a.needsLibrary, run: func() { a.desk.askReviewer(nil) }},
		command{menu: "Review", label: tr.Key("Thresholds…"), shortcut: keys(fyne.KeyM, control), why: a.needsLibrary, run: func() { a.desk.screens.thresholds.Show() }},
		command{menu: "Review", label: tr.Key("Words of strength…"), shortcut: keys(fyne.KeyM, control|shift), why: a.needsLibrary, run: func() { a.desk.screens.strength.Show() }})
}
