package trials

import (
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/ui/session"
	"claimgrade/ui/signs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// page is one trial. It is built once and then brought up to date, so that a value being typed keeps its caret while
// everything around it changes.
type page struct {
	t         *Trials
	trial     appraisal.Trial // as last read
	documents map[string]appraisal.Document
	reviewers map[string]appraisal.Reviewer
	readOnly  string // why nothing can be changed; empty if it can

	object fyne.CanvasObject
	scroll *widgets.VScroll

	title, subtitle, counts *widgets.Text
	next                    *widgets.Link
	visited                 int // number of the unchecked fact shown last
	notes                   *widgets.TextArea
	notesDraft              draft[string]
	private                 *widgets.Check // the notes are
	privateDraft            draft[bool]
	linked                  *fyne.Container
	linksFilled             bool
	claims                  []session.ClaimItem // that are listed
	misfits                 *misfits
	held                    *held
	found                   []appraisal.Misfit         // those listed
	derived                 map[string][]rules.Derived // by subject
	fields                  []*factField               // of the trial itself, in the order of the page
	groups                  []group
	arms                    []*armCard
	armBox                  *fyne.Container
	armColumns              *columns
	noArms                  fyne.CanvasObject
	armTitle, resultTitle   *widgets.Text
	results                 []*resultCard
	resultBox               *fyne.Container
	noResults               fyne.CanvasObject
	filling                 bool
}

// group is a card of facts of the trial itself.
type group struct {
	name   string
	card   fyne.CanvasObject
	note   *widgets.Text
	fields []*factField
}

// rightHand are the groups that stand on the right where there are two columns: what the rules read, beside what the
// trial was. acrossBoth are those of long texts.
var (
	rightHand  = map[string]bool{"Blinding": true, "Follow-up": true, "Attrition": true}
	acrossBoth = map[string]bool{"Findings": true}
)

func newPage(t *Trials, c content) *page {
	p := &page{t: t, trial: c.trial, documents: c.documents, reviewers: c.reviewers, visited: -1}
	if t.s.Lib.ReadOnly() {
		p.readOnly = tr.T("The library was opened for reading only. Save a copy elsewhere and open that to make changes.")
	}
	factColumns := &columns{right: map[fyne.CanvasObject]bool{}, across: map[fyne.CanvasObject]bool{}}
	p.buildGroups()
	var cards []fyne.CanvasObject
	for _, g := range p.groups {
		cards = append(cards, g.card)
		factColumns.right[g.card], factColumns.across[g.card] = rightHand[g.name], acrossBoth[g.name]
	}
	armPart, resultPart := p.armPart(), p.resultPart()
	header := p.header()
	p.held = newHeld(t.actions.OpenArticle)
	p.scroll = widgets.NewVScroll(widgets.Pad(16, 18, 28, 18, widgets.VStack(14, header, p.held.object, newColumns(factColumns, cards...), armPart, resultPart)))
	p.scroll.OnScrolled = func(at fyne.Position) { t.scrolled(at.Y) }
	p.object = p.scroll
	return p
}

// buildGroups makes the cards of facts in the order of the list of fields.
func (p *page) buildGroups() {
	o := owner{Subject: db.Subject{TrialUID: p.trial.UID}, uid: p.trial.UID, name: func() string { return "" }}
	var names []string
	byName := map[string][]appraisal.Field{}
	for _, f := range appraisal.Fields {
		if f.Scope != appraisal.OfTrial {
			continue
		}
		if byName[f.Group] == nil {
			names = append(names, f.Group)
		}
		byName[f.Group] = append(byName[f.Group], f)
	}
	for _, name := range names {
		g := group{name: name, note: widgets.NewText("", widgets.TextStyle{Size: theme.SizeCaption, Color: theme.ColorMuted, Wrapping: widgets.OneLine})}
		var rows []fyne.CanvasObject // at once, not by Add: that lays out at no width what is yet to be filled, and again for each
		for _, field := range byName[name] {
			f := newRow(p, o, field)
			rows = append(rows, f.object)
			g.fields = append(g.fields, f)
			p.fields = append(p.fields, f)
		}
		g.card = widgets.NewCard(widgets.VStack(10, widgets.HStack(8, widgets.Fill(widgets.Heading(words.FieldGroup(name))), g.note), widgets.VStack(9, rows...)))
		p.groups = append(p.groups, g)
	}
}

// header is the card at the top: name, what the trial is in a line, what does not fit together, notes, claims.
func (p *page) header() fyne.CanvasObject {
	p.title, p.subtitle, p.counts = widgets.Title(p.trial.Name), widgets.Muted(""), widgets.Muted("")
	past := widgets.NewSmallLink(tr.T("History…"), func() { p.t.actions.History(p.trial.UID) })
	rename := widgets.NewSmallLink(tr.T("Rename…"), p.t.rename)
	remove := widgets.NewSmallLink(tr.T("Delete trial"), func() { p.t.Delete(p.trial.UID) })
	rename.SetDisabled(p.readOnly)
	remove.SetDisabled(p.readOnly)
	p.next = widgets.NewSmallLink(tr.T("Next unchecked fact"), p.nextUnchecked)
	var area *fyne.Container
	p.notes, area = newGrowing(tr.T("Anything about the trial as a whole"), 1)
	p.notes.OnChanged = func(text string) {
		if !p.filling {
			p.storeNotes(text)
		}
	}
	p.notes.SetDisabled(p.readOnly)
	p.private = widgets.NewCheck(words.PrivateNote(), p.storePrivate)
	p.private.SetDisabled(p.readOnly)
	p.linked = widgets.VStack(4, widgets.MinHeight(27, widgets.Caption(tr.T("Looking for the claims linked to it…")))) // as high as what comes
	p.misfits = newMisfits()
	p.misfits.goTo = p.goToMisfit
	return widgets.NewCard(widgets.VStack(10,
		widgets.VStack(3,
			widgets.HStackTop(14, widgets.Fill(p.title), past, rename, remove),
			p.subtitle,
			widgets.HStack(10, p.counts, p.next)),
		p.jumps(),
		p.misfits.object,
		widgets.VStack(5, widgets.NewFormField(tr.T("Notes"), area), p.private),
		p.linked))
}

// jumps are links to the parts of the page, which is long.
func (p *page) jumps() fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for _, g := range p.groups {
		parts = append(parts, uncut(widgets.NewSmallLink(words.FieldGroup(g.name), func() { p.turnTo(g.card) })))
	}
	parts = append(parts,
		uncut(widgets.NewSmallLink(tr.T("Arms"), func() { p.reveal(p.armTitle) })),
		uncut(widgets.NewSmallLink(tr.T("Results"), func() { p.reveal(p.resultTitle) })))
	return widgets.Flow(14, parts...)
}

// turnTo scrolls to a part of the page and gives its first field the keyboard.
func (p *page) turnTo(o fyne.CanvasObject) {
	p.reveal(o)
	if f := widgets.FirstFocusable(o); f != nil {
		p.t.canvas().Focus(f)
	}
}

// reveal scrolls to a part of the page.
func (p *page) reveal(o fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	y := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(p.scroll.Content).Y
	p.scroll.ScrollToOffset(fyne.NewPos(0, max(y-theme.Px(12), 0)))
}

// head is the trial without arms, results and facts, as it is on screen.
func (p *page) head() appraisal.Trial {
	return appraisal.Trial{UID: p.trial.UID, Key: p.trial.Key, Name: p.trial.Name, Notes: p.notesDraft.now, NotesPrivate: p.privateDraft.now}
}

func (p *page) storeNotes(text string) {
	p.notesDraft.set(text)
	trial := p.head()
	p.t.editText("trial notes "+trial.UID, tr.T("Notes on %s", trial.Name), func(b *db.Batch) error { b.PutTrial(trial); return nil })
}

// storePrivate says whether the notes may leave the library unasked.
func (p *page) storePrivate(on bool) {
	p.privateDraft.set(on)
	trial := p.head()
	name := tr.T("Notes on %s may leave", trial.Name)
	if on {
		name = tr.T("Notes on %s are private", trial.Name)
	}
	p.t.s.Edit(name, func(b *db.Batch) error { b.PutTrial(trial); return nil }, func(err error) {
		if err != nil {
			p.t.s.Fail(err)
			p.t.load() // what the page shows is not in the file
		}
	})
}

// refresh brings everything up to date with what was read.
func (p *page) refresh(c content) {
	p.trial, p.documents, p.reviewers = c.trial, c.documents, c.reviewers
	saving := p.t.s.Saving()
	p.title.SetText(c.trial.Name)
	if p.notesDraft.take(c.trial.Notes, saving) {
		p.filling = true
		p.notes.SetText(c.trial.Notes)
		p.filling = false
	}
	if p.privateDraft.take(c.trial.NotesPrivate, saving) {
		p.private.SetChecked(c.trial.NotesPrivate)
	}
	for _, f := range p.fields {
		f.take(c.trial.Facts, saving)
	}
	p.held.show(c.held)
	p.refreshArms(saving)
	p.refreshResults(saving)
	p.around()
}

// patch takes a fact that is being typed into what was last read, so that a letter need not read the whole trial again.
func (p *page) patch(o owner, fact appraisal.Fact) {
	put := func(fs *appraisal.Facts) {
		if *fs == nil {
			*fs = appraisal.Facts{}
		}
		(*fs)[fact.Field] = fact
	}
	switch {
	case o.ArmUID != "":
		for i, a := range p.arms {
			if a.uid == o.ArmUID {
				put(&p.trial.Arms[i].Facts)
				a.arm = p.trial.Arms[i]
			}
		}
	case o.ResultUID != "":
		for i, r := range p.results {
			if r.uid == o.ResultUID {
				put(&p.trial.Results[i].Facts)
				r.result = p.trial.Results[i]
			}
		}
	default:
		put(&p.trial.Facts)
	}
	p.around()
}

// around brings up to date what is said of the values: counts, summaries, and what does not fit together.
func (p *page) around() {
	p.fillCounts()
	line := trialLine(p.trial)
	if line == "" {
		line = tr.T("Nothing extracted yet. Enter what the report says; what it does not say, mark as not reported.")
	}
	p.subtitle.SetText(line)
	for _, g := range p.groups {
		n := 0
		for _, f := range g.fields {
			if extracted(f.fact.now) {
				n++
			}
		}
		g.note.SetText(tr.T("%d of %d extracted", n, len(g.fields)))
	}
	p.found = appraisal.Misfits(p.trial)
	p.misfits.show(named(p.found, p.trial))
	p.derived = map[string][]rules.Derived{}
	for _, d := range rules.Derivations(p.trial) {
		p.derived[d.Subject] = append(p.derived[d.Subject], d)
	}
	p.say(p.fields, "")
	for _, a := range p.arms {
		a.around()
	}
	for _, r := range p.results {
		r.around()
	}
}

// say tells at fields of one subject what follows from other values and what does not fit them; it returns the misfits
// of which no field is among these.
func (p *page) say(fields []*factField, subject string) (rest []string) {
	for _, f := range fields {
		f.derive(p.derived[subject])
	}
	return flag(fields, of(p.found, subject))
}

func (p *page) fillCounts() {
	var n tally
	for _, fs := range factSets(p.trial) {
		n.add(fs)
	}
	if n.unchecked == 0 {
		p.counts.SetRuns(widgets.Run{Text: tr.N(n.facts, "1 fact, with a place to look it up", "%d facts, all with a place to look them up")})
	} else {
		p.counts.SetRuns(widgets.Run{Text: tr.N(n.facts, "1 fact", "%d facts") + ", "},
			widgets.Run{Text: tr.T("%d unchecked", n.unchecked), Color: theme.Amber.Ink()})
	}
	show(p.counts, n.facts > 0)
	show(p.next, n.unchecked > 0)
}

const linksShown = 4

// fillLinks lists the claims that the trial is linked to; many are folded away.
func (p *page) fillLinks(l links) {
	same := func(a, b session.ClaimItem) bool {
		return a.UID == b.UID && a.Label == b.Label && a.Verdict == b.Verdict && a.Provisional == b.Provisional
	}
	if p.linksFilled && slices.EqualFunc(p.claims, l.claims, same) {
		return
	}
	p.linksFilled, p.claims = true, slices.Clone(l.claims)
	var rows []fyne.CanvasObject
	for _, c := range l.claims {
		verdict := words.Verdict(c.Verdict)
		if c.Provisional && c.Verdict != "" {
			verdict += tr.T(", provisional")
		}
		tile := widgets.NewStatusTile(signs.Tile(c.Verdict, c.Provisional))
		tile.Set(signs.Tile(c.Verdict, c.Provisional), verdict)
		link := widgets.NewLink(c.Label, func() { p.t.actions.OpenClaim(c.UID) })
		rows = append(rows, widgets.HStack(8, tile, link, widgets.NewText(verdict, widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.Cut}), widgets.Spacer()))
	}
	title := tr.N(len(rows), "Linked to 1 claim", "Linked to %d claims")
	list := widgets.VStack(5, rows...)
	if len(rows) > linksShown {
		if d, ok := first(p.linked).(*widgets.Disclosure); ok {
			d.SetTitle(title, "")
			d.SetContent(widgets.Pad(0, 0, 0, 24, list))
			return
		}
		d := widgets.NewDisclosure(title, widgets.Pad(0, 0, 0, 24, list))
		d.OnChanged = func(open bool) {
			if open {
				p.t.loadLinks() // verdicts may have changed while nobody saw them
			}
		}
		p.linked.Objects = []fyne.CanvasObject{d}
	} else if len(rows) > 0 {
		p.linked.Objects = []fyne.CanvasObject{widgets.SectionLabel(title), list}
	} else {
		p.linked.Objects = []fyne.CanvasObject{widgets.Caption(tr.T("Not linked to any claim yet. Open a claim and link the trial to it."))}
	}
	p.linked.Refresh()
}

// showsVerdicts reports whether verdicts of claims are in sight.
func (p *page) showsVerdicts() bool {
	if d, ok := first(p.linked).(*widgets.Disclosure); ok {
		return d.Open()
	}
	return len(p.claims) > 0
}

func first(c *fyne.Container) fyne.CanvasObject {
	if len(c.Objects) == 0 {
		return nil
	}
	return c.Objects[0]
}

// nextUnchecked goes to the next fact that nobody can look up, from the top of the page to its end and round again.
func (p *page) nextUnchecked() {
	var open []func() *factField
	for _, f := range p.fields {
		if unchecked(f.fact.now) {
			open = append(open, func() *factField { return f })
		}
	}
	for _, a := range p.arms {
		open = append(open, a.unchecked()...)
	}
	for _, r := range p.results {
		open = append(open, r.unchecked()...)
	}
	if len(open) == 0 {
		return
	}
	p.visited = (p.visited + 1) % len(open)
	p.focusField(open[p.visited]())
}

// focusOn gives the keyboard to the name of an arm or result; it reports whether there is one.
func (p *page) focusOn(uid string) bool {
	for _, a := range p.arms {
		if a.uid == uid {
			p.focusName(a.name, a.object)
			return true
		}
	}
	for _, r := range p.results {
		if r.uid == uid {
			r.open(true)
			p.focusName(r.name, r.object)
			return true
		}
	}
	return false
}

func (p *page) focusName(name *nameField, card fyne.CanvasObject) {
	work.Do(func() { p.reveal(card) }) // once the page has made room for it
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.scroll); c != nil {
		c.Focus(name.area)
		name.area.TypedShortcut(&fyne.ShortcutSelectAll{}) // so that typing replaces the name given for now
	}
}
