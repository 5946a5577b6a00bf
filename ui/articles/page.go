package articles

import (
	"claimgrade/appraisal"
	"claimgrade/ui/signs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

var readOnly = tr.Key("The library was opened for reading only. Save a copy elsewhere and open that to make changes.")

const labelWidth = 96

// head is the card that says what the article is.
func (p *Articles) head() fyne.CanvasObject {
	d := p.shown.document
	edit := widgets.NewSmallLink(tr.T("Edit…"), func() { p.edit(p.shown.document, tr.T("Edit the article"), tr.T("Save")) })
	remove := widgets.NewSmallLink(tr.T("Delete article"), p.remove)
	switch n := len(p.shown.claims); {
	case p.s.Lib.ReadOnly():
		edit.SetDisabled(tr.T(readOnly))
		remove.SetDisabled(tr.T(readOnly))
	case n > 0:
		remove.SetDisabled(tr.N(n, "It has 1 claim. Delete it first.", "It has %d claims. Delete them first."))
	}
	rows := widgets.VStack(5)
	note := tr.T("Note")
	if d.NotePrivate {
		note = tr.T("Note, private")
	}
	for _, f := range []struct{ label, text string }{
		{tr.T("Author"), d.Author}, {tr.T("Published in"), d.Outlet}, {tr.T("Date"), d.Date}, {tr.T("DOI"), d.DOI}, {tr.T("PubMed id"), d.PMID},
		{tr.T("Web address"), d.URL}, {note, d.Note},
	} {
		if f.text != "" {
			rows.Add(widgets.HStackTop(12, widgets.MinWidth(labelWidth, widgets.Muted(f.label)), widgets.Fill(widgets.Small(f.text))))
		}
	}
	if len(rows.Objects) == 0 {
		rows.Add(widgets.Muted(tr.T("Nothing else is known of it yet. Edit it to add the author, the journal or site, and the date.")))
	}
	parts := []fyne.CanvasObject{
		widgets.HStackTop(14, widgets.Fill(widgets.Title(title(d))), edit, remove),
		rows,
		p.reading(d),
	}
	if len(p.shown.claims) > 0 {
		parts = append(parts, p.verdicts())
	}
	return widgets.NewCard(widgets.VStack(10, parts...))
}

// reading is the button that opens the text of the article, or the one that brings it into the library.
func (p *Articles) reading(d appraisal.Document) fyne.CanvasObject {
	if d.File != "" {
		read := widgets.NewButton(tr.T("Read"), func() { p.actions.Read(d.UID) })
		read.SetTip(tr.T("Read the article and take claims from its sentences"))
		name := widgets.NewText(d.FileName, widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.Cut})
		return widgets.HStack(12, read, widgets.Fill(name))
	}
	attach := widgets.NewButton(tr.T("Attach the file…"), func() { p.actions.Attach(d.UID) })
	attach.SetTip(tr.T("A PDF, web page, Word document or text. The claims of the article are then looked for in it."))
	if p.s.Lib.ReadOnly() {
		attach.SetDisabled(tr.T(readOnly))
	}
	return widgets.HStack(12, attach, widgets.Fill(widgets.Muted(tr.T("Its text is not in the library yet."))))
}

// verdictOrder is the order in which verdicts are counted.
var verdictOrder = []appraisal.Verdict{
	appraisal.Supported, appraisal.Accurate, appraisal.PartlySupported, appraisal.PartlyAccurate, appraisal.Overstated,
	appraisal.NotSupported, appraisal.Inaccurate, appraisal.Misattributed, appraisal.Contradicted, appraisal.CannotBeJudged,
	appraisal.NotTrialQuestion, "",
}

// verdicts counts the claims of the article by verdict.
func (p *Articles) verdicts() fyne.CanvasObject {
	counts := map[appraisal.Verdict]int{}
	for _, c := range p.shown.claims {
		counts[c.verdict]++
	}
	row := widgets.Flow(6)
	for _, v := range verdictOrder {
		if n := counts[v]; n > 0 {
			tone, mark := signs.Verdict(v)
			row.Add(widgets.NewToneChip(tr.Number(float64(n), 0)+" "+words.Verdict(v), mark, tone))
		}
	}
	return row
}

// list is the card with the claims of the article.
func (p *Articles) list() fyne.CanvasObject {
	add := widgets.NewButton(tr.T("New claim in this article…"), func() { p.actions.NewClaim(p.shown.document.UID) })
	if p.s.Lib.ReadOnly() {
		add.SetDisabled(tr.T(readOnly))
	}
	if len(p.shown.claims) == 0 {
		e := widgets.EmptyState{Title: tr.T("No claims yet"), Text: tr.T("Take a sentence of the article and say what it claims. Then link the trials that bear on it.")}
		if !p.s.Lib.ReadOnly() {
			e.Action, e.OnTapped = tr.T("New claim in this article…"), func() { p.actions.NewClaim(p.shown.document.UID) }
		}
		return widgets.NewCard(widgets.NewEmptyState(e))
	}
	rows := widgets.VStack(10)
	for i, c := range p.shown.claims {
		if i > 0 && !c.part {
			rows.Add(widgets.NewHairline())
		}
		rows.Add(p.row(c))
	}
	heading := widgets.Heading(tr.N(len(p.shown.claims), "1 claim", "%d claims"))
	return widgets.NewCard(widgets.VStack(12,
		widgets.HStack(12, widgets.Fill(heading), add),
		widgets.HStack(12, widgets.Spacer(), widgets.MinWidth(verdictWidth, widgets.Caption(tr.T("Verdict, and certainty (GRADE-informed)")))),
		rows))
}

const verdictWidth = 190

// row is one claim: its sign, its label and sentence, its verdict and certainty.
func (p *Articles) row(c claim) fyne.CanvasObject {
	tile := widgets.NewStatusTile(signs.Tile(c.verdict, c.provisional))
	runs := []widgets.Run{{Text: words.Verdict(c.verdict), Bold: true}}
	switch {
	case c.verdict == "":
		runs = []widgets.Run{{Text: c.why, Color: theme.ColorMuted}}
	case c.provisional:
		runs = append(runs, widgets.Run{Text: tr.T(", provisional"), Color: theme.ColorMuted})
	}
	right := []fyne.CanvasObject{widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall}, runs...)}
	if level := words.CertaintyLevel(c.certainty); level > 0 && c.verdict != "" {
		right = append(right, widgets.HStack(6, widgets.NewCertaintyDots(level, widgets.DotsSmall),
			widgets.NewText(words.Certainty(c.certainty), widgets.TextStyle{Size: theme.SizeCaption, Color: theme.ColorMuted, Wrapping: widgets.OneLine})))
	}
	label := widgets.NewLink(c.label, func() { p.actions.OpenClaim(c.uid) })
	left := float32(0)
	if c.part {
		left = 32
	}
	return widgets.Pad(0, 0, 0, left, widgets.HStackTop(12,
		widgets.Pad(1, 0, 0, 0, widgets.VStack(0, tile)),
		widgets.Fill(widgets.VStack(2, widgets.HStack(0, label, widgets.Spacer()), widgets.NewText(c.text, widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted}))),
		widgets.MinWidth(verdictWidth, widgets.VStack(2, right...))))
}
