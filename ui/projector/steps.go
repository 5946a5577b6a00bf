package projector

import (
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
	"claimgrade/ui/figure/onscreen"
	"claimgrade/ui/session"
	"claimgrade/ui/signs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// step is one thing that is shown at a time.
type step struct {
	name   string
	domain appraisal.Domain // of a step that shows rows; empty for others
	most   float32          // the largest scale it may be shown in
	middle bool             // it stands in the middle of the wall
	build  func() fyne.CanvasObject
}

// makeSteps tells the claim in steps: as worded, domain by domain, the verdict, what it would take, what can be said.
func (p *Projector) makeSteps() []step {
	steps := []step{{name: tr.T("The claim"), most: 3, middle: true, build: p.claimStep}}
	if rows := p.rows(); len(rows) > 0 {
		for _, d := range appraisal.Domains {
			steps = append(steps, p.domainSteps(d, rows)...)
		}
	}
	steps = append(steps, step{name: tr.T("Verdict"), most: 2.7, middle: true, build: p.verdictStep})
	if o := p.view.Assessment.Judged; o != nil && len(o.WhatWouldChange) > 0 {
		steps = append(steps, step{name: tr.T("What it would take"), most: 2.1, middle: true, build: p.changeStep})
	}
	if len(p.view.Ladder) > 0 {
		steps = append(steps, step{name: tr.T("What can be said"), most: 2.1, middle: true, build: p.ladderStep})
	}
	return steps
}

// rows are the linked results that are rated, those that bear on the verdict first.
func (p *Projector) rows() []rules.Row {
	var rows []rules.Row
	for _, r := range p.view.Assessment.Rows {
		if len(r.Domains) > 0 {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b rules.Row) int {
		switch {
		case a.InPool == b.InPool:
			return 0
		case a.InPool:
			return -1
		}
		return 1
	})
	return rows
}

// plain is text in full ink: nothing on a wall is muted.
func plain(s string) *widgets.Text { return widgets.Body(s) }

func label(s string) *widgets.Text {
	return widgets.NewText(s, widgets.TextStyle{Size: theme.SizeCaption, Bold: true, Color: theme.ColorAccent})
}

// line is text that does not wrap.
func line(s string) *widgets.Text {
	return widgets.NewText(s, widgets.TextStyle{Wrapping: widgets.OneLine})
}

// claimStep is the claim in the article's words and as it was taken down.
func (p *Projector) claimStep() fyne.CanvasObject {
	c := p.view.Dossier.Claim
	from := session.ShortName(p.view.Dossier.Document)
	if c.Wording == "" {
		return widgets.VStack(14, label(from), widgets.Title(c.Text))
	}
	wording := tr.T("“%s”", strings.Trim(c.Wording, "“”«»\""))
	if c.Key != "" { // the starter library copies no sentence of an article
		from, wording = tr.T("%s, paraphrased", from), c.Wording
	}
	return widgets.VStack(14, label(from), widgets.Title(wording), label(tr.T("The claim that is judged")), plain(c.Text))
}

// domainSteps show the rows of one domain: as many at a time as fit, or one of them with its picture.
func (p *Projector) domainSteps(d appraisal.Domain, rows []rules.Row) []step {
	name := words.Domain(d)
	for _, r := range rows {
		if r.Linked.Link.UID == p.row {
			return []step{{name: name, domain: d, most: 1.9, build: func() fyne.CanvasObject { return p.oneRow(d, rows, r) }}}
		}
	}
	const readable, most = 1.5, 6
	var steps []step
	for len(rows) > 0 {
		n := min(most, len(rows))
		for n > 1 {
			project(readable * p.wall.factor())
			if fits(p.rowsOf(d, rows[:n]), p.wall.room()) {
				break
			}
			n--
		}
		some := rows[:n]
		steps = append(steps, step{name: name, domain: d, most: 2.1, build: func() fyne.CanvasObject { return p.rowsOf(d, some) }})
		rows = rows[n:]
	}
	for i := range steps {
		if len(steps) > 1 {
			steps[i].name = tr.T("%s (%d of %d)", name, i+1, len(steps))
		}
	}
	return steps
}

// rowsOf lists rows with the rating of a domain and why.
func (p *Projector) rowsOf(d appraisal.Domain, rows []rules.Row) fyne.CanvasObject {
	box := widgets.VStack(11, widgets.VStack(1, widgets.Title(words.Domain(d)), plain(question(d))))
	for _, r := range rows {
		why := plain(p.whyOf(r.Domains[d]))
		why.SetStyle(widgets.TextStyle{MaxLines: 2})
		box.Add(widgets.HStackTop(12, symbolOf(r.Domains[d]), widgets.Fill(widgets.VStack(0, nameOf(r, d), why))))
	}
	return box
}

// oneRow is one row with its picture, beside the signs of all.
func (p *Projector) oneRow(d appraisal.Domain, rows []rules.Row, chosen rules.Row) fyne.CanvasObject {
	list := widgets.VStack(7)
	for _, r := range rows {
		name := widgets.NewText(r.Linked.Trial.Name, widgets.TextStyle{Bold: r.Linked.Link.UID == chosen.Linked.Link.UID})
		entry := fyne.CanvasObject(widgets.HStack(9, widgets.NewSymbol(signs.Rating(r.Domains[d].Rating), widgets.SymbolMedium), widgets.Fill(name)))
		if r.Linked.Link.UID == chosen.Linked.Link.UID {
			entry = widgets.NewWell(entry).SetPadding(6, 4)
		} else {
			entry = widgets.Pad(4, 6, 4, 6, entry)
		}
		list.Add(entry)
	}
	v := chosen.Domains[d]
	tale := widgets.VStack(10, widgets.HStackTop(12, symbolOf(v), widgets.Fill(widgets.VStack(0, nameOf(chosen, d), plain(p.whyOf(v))))))
	if p.actions.Picture != nil {
		if build := p.actions.Picture(p.view.Dossier.Claim, chosen, d); build != nil {
			tale.Add(widgets.NewFrame(onscreen.NewBuilt(fyne.NewSize(120, 60), build)))
		} else {
			tale.Add(plain(tr.T("There is nothing to draw: the numbers are not recorded.")))
		}
	}
	return widgets.VStack(11, widgets.VStack(1, widgets.Title(words.Domain(d)), plain(question(d))),
		widgets.HStackTop(22, widgets.FillWeight(3, list), widgets.FillWeight(7, tale)))
}

// question is what a domain asks.
func question(d appraisal.Domain) string {
	switch d {
	case appraisal.Blinding:
		return tr.T("Did those who rated the outcome know the treatment, and could that have moved it?")
	case appraisal.SampleSize:
		return tr.T("Were there enough people to tell the claimed effect from none?")
	case appraisal.FollowUp:
		return tr.T("Does the controlled comparison cover the time that the claim speaks of?")
	case appraisal.Attrition:
		return tr.T("Could those who were lost have changed the result?")
	}
	return ""
}

func symbolOf(v rules.DomainView) fyne.CanvasObject {
	return widgets.VStack(0, widgets.NewSymbol(signs.Rating(v.Rating), 38))
}

// nameOf is the trial with its rating in words.
func nameOf(r rules.Row, d appraisal.Domain) *widgets.Text {
	v := r.Domains[d]
	runs := []widgets.Run{{Text: r.Linked.Trial.Name, Bold: true}, {Text: "  "},
		{Text: words.Rating(v.Rating), Bold: true, Color: signs.Rating(v.Rating).Tone().Ink()}}
	if !r.InPool {
		runs = append(runs, widgets.Run{Text: "  " + tr.T("not pooled")})
	}
	return widgets.NewRich(widgets.TextStyle{Size: theme.SizeHeading}, runs...)
}

// whyOf is the line of the rule that decided; of a rating that a reviewer judged otherwise it is the reviewer's reason.
func (p *Projector) whyOf(v rules.DomainView) string {
	if v.Overruled && v.Appraisal.Reason != "" {
		return p.hider.hide(v.Appraisal.Reason)
	}
	for _, l := range v.Suggestion.Trace {
		if l.Rule == v.Suggestion.Rule {
			return tr.Said(l.Text)
		}
	}
	return words.RatingMeaning(v.Domain, v.Rating)
}

// verdictStep is the verdict with its certainty and the sentence that says why.
func (p *Projector) verdictStep() fyne.CanvasObject {
	a := p.view.Assessment
	head := []fyne.CanvasObject{widgets.NewVerdictPill(signs.Pill(a.Verdict, a.Provisional))}
	if level := words.CertaintyLevel(a.Certainty); level > 0 {
		head = append(head, widgets.VStack(4, widgets.NewCertaintyDots(level, 24), line(tr.T("%s certainty", words.Certainty(a.Certainty))), line(tr.T("GRADE-informed"))))
	}
	why := a.Summary
	if a.Verdict == "" {
		why = a.WhyNone
	}
	claim := widgets.NewText(p.view.Dossier.Claim.Text, widgets.TextStyle{Size: theme.SizeSmall})
	return widgets.VStack(18, claim, widgets.Flow(22, head...), plain(p.hider.hide(tr.Said(why))))
}

// mostChanges is how many changes of a sort are shown: a room reads no more.
const mostChanges = 3

// changeStep says what would raise the verdict or its certainty, what would lower it, and how stable it is.
func (p *Projector) changeStep() fyne.CanvasObject {
	o := p.view.Assessment.Judged
	box := widgets.VStack(10, widgets.Title(tr.T("What it would take")))
	for _, up := range []bool{true, false} {
		lines := widgets.VStack(5, label(map[bool]string{true: tr.T("To raise it"), false: tr.T("To lower it")}[up]))
		for _, c := range o.WhatWouldChange {
			if c.Raises == up && len(lines.Objects) <= mostChanges {
				lines.Add(p.change(c))
			}
		}
		if len(lines.Objects) > 1 {
			box.Add(lines)
		}
	}
	if s := o.Stability; s != nil && s.Variations > 0 && p.view.Assessment.Pooled > 0 {
		box.Add(widgets.Bold(tr.T("The verdict holds in %d of %d variations", s.SameVerdict, s.Variations)))
	}
	if s := o.Study; s != nil {
		box.Add(widgets.VStack(5, label(tr.T("A study that would settle it")), plain(tr.Said(whatif.Ask(*s)))))
	}
	return box
}

func (p *Projector) change(c rules.Change) fyne.CanvasObject {
	runs := []widgets.Run{{Text: p.hider.hide(tr.Said(c.Change)) + " → "}, {Text: words.Verdict(c.Verdict), Bold: true}}
	if c.Certainty != "" {
		runs = append(runs, widgets.Run{Text: ", " + tr.T("%s certainty", strings.ToLower(words.Certainty(c.Certainty)))})
	}
	return widgets.NewRich(widgets.TextStyle{}, runs...)
}

// ladderStep lists the wordings from the strongest to the weakest with the verdict of each.
func (p *Projector) ladderStep() fyne.CanvasObject {
	box := widgets.VStack(12, widgets.Title(tr.T("What the trials let one say")))
	for _, r := range p.view.Ladder {
		tone, mark := signs.Verdict(r.Verdict)
		sentence := r.Sentence
		if !r.AsWorded { // the other sentences are the program's
			sentence = tr.Said(sentence)
		}
		verdict := []widgets.Run{{Text: words.Verdict(r.Verdict), Bold: true, Color: tone.Ink()}}
		if r.Certainty != "" {
			verdict = append(verdict, widgets.Run{Text: ", " + tr.T("%s certainty", strings.ToLower(words.Certainty(r.Certainty)))})
		}
		if r.AsWorded {
			verdict = append(verdict, widgets.Run{Text: " · " + tr.T("the claim as worded")})
		}
		box.Add(widgets.HStackTop(12, widgets.Pad(2, 0, 0, 0, widgets.VStack(0, widgets.NewMark(mark, 17, tone.Ink()))),
			widgets.Fill(widgets.VStack(0, widgets.NewRich(widgets.TextStyle{}, widgets.Run{Text: sentence, Bold: r.AsWorded}),
				widgets.NewRich(widgets.TextStyle{}, verdict...)))))
	}
	return box
}
