package drawer

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

func (p *page) fillQuotes(a appraisal.Appraisal) {
	p.quotes.Objects = nil
	for i, q := range a.Quotes {
		text := widgets.Body(tr.T("“%s”", q.Exact))
		place := q.Locator
		if place == "" {
			place = tr.T("place not given")
		}
		line := widgets.HStack(10, p.placeOfQuote(q, place), widgets.Spacer())
		if !p.d.s.Lib.ReadOnly() {
			line.Add(widgets.NewSmallLink(tr.T("Edit…"), func() { p.d.editQuote(i) }))
			line.Add(widgets.NewSmallLink(tr.T("Delete"), func() { p.d.deleteQuote(i) }))
		}
		parts := []fyne.CanvasObject{text, line}
		if p.d.view.Lost[q.UID] {
			parts = append(parts, widgets.NewText(tr.T("These words are not in the text of the document as it is now. Open it and compare."),
				widgets.TextStyle{Size: theme.SizeSmall, Color: theme.Amber.Ink()}))
		}
		p.quotes.Add(widgets.NewFrame(widgets.VStack(4, parts...)))
	}
	if len(a.Quotes) == 0 {
		p.quotes.Add(widgets.Caption(tr.T("No quote yet. A judgement with the words it rests on can be checked by others.")))
	}
	p.quotes.Refresh()
}

// placeOfQuote says where a quote stands. In a document of the library it goes there.
func (p *page) placeOfQuote(q appraisal.Quote, place string) fyne.CanvasObject {
	if q.DocumentUID == "" {
		return widgets.Caption(place)
	}
	link := widgets.NewSmallLink(place, func() { p.d.actions.Read(q) })
	link.SetTip(tr.T("Read these words in their document"))
	return link
}

// editQuote asks for the words and their place; i is -1 for a new quote.
func (d *Drawer) editQuote(i int) {
	d.s.WithReviewer(func() {
		var q appraisal.Quote
		title := tr.T("Add a quote")
		if i >= 0 {
			q, title = d.draft().Quotes[i], tr.T("Edit the quote")
		}
		exact := widgets.NewTextArea(tr.T("The exact words of the source"), 4)
		exact.SetText(q.Exact)
		place := widgets.NewEntry(tr.T("Page, table or paragraph"))
		place.SetText(q.Locator)
		dialogs.Form(fyne.CurrentApp().Driver().CanvasForObject(d.root), dialogs.FormSpec{
			Title:   title,
			Intro:   d.row.Linked.Trial.Name + ", " + lower(words.Domain(d.domain)),
			Content: widgets.VStack(12, widgets.NewFormField(tr.T("Exact words"), exact), widgets.NewFormField(tr.T("Place in the source"), place)),
			Confirm: tr.T("Keep the quote"),
			First:   exact,
			Fields:  map[string]fyne.CanvasObject{"exact": exact},
			Validate: func() error {
				if trim(exact.Text) == "" {
					return appraisal.Invalid("exact", tr.T("Paste the words of the source, or cancel."))
				}
				return nil
			},
			OnConfirm: func() {
				q.Exact, q.Locator = trim(exact.Text), trim(place.Text)
				a := d.draft()
				if i >= 0 && i < len(a.Quotes) {
					a.Quotes[i] = q
				} else {
					a.Quotes = append(a.Quotes, q)
				}
				d.store(quoted, "", a)
			},
		})
	})
}

func (d *Drawer) deleteQuote(i int) {
	a := d.draft()
	if i < len(a.Quotes) {
		a.Quotes = append(a.Quotes[:i], a.Quotes[i+1:]...)
		d.store(unquoted, "", a)
	}
}

// fillFacts lists the facts that the suggestion rests on, each with its source; unchecked ones are marked.
func (p *page) fillFacts(v rules.DomainView) {
	p.facts.Objects = nil
	unchecked := 0
	for _, u := range v.Facts {
		f, _ := appraisal.FieldOf(u.Fact.Field)
		label := words.FieldLabel(f)
		if u.Subject != "" {
			label = u.Subject + ": " + lowerFirst(label)
		}
		value := words.FactValue(f, u.Fact)
		source, mark := words.FactSource(u.Fact), theme.ColorMuted
		if !u.Fact.Checked() && u.Fact.Status != appraisal.StatusNotStated {
			unchecked++
			source, mark = tr.T("Unchecked")+" · "+source, theme.Amber.Ink()
		}
		p.facts.Add(widgets.VStack(1,
			widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall}, widgets.Run{Text: label + ": "}, widgets.Run{Text: value, Bold: true}),
			widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall, Color: mark}, widgets.Run{Text: source})))
	}
	for _, k := range v.Missing {
		f, _ := appraisal.FieldOf(k)
		p.facts.Add(widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall}, widgets.Run{Text: words.FieldLabel(f) + ": "}, widgets.Run{Text: tr.T("not extracted"), Bold: true, Color: theme.Amber.Ink()}))
	}
	if len(p.facts.Objects) == 0 {
		p.facts.Add(widgets.Caption(tr.T("None recorded.")))
	}
	title := tr.T("Facts used")
	if unchecked > 0 {
		title = tr.T("Facts used (%d unchecked)", unchecked)
	}
	p.factsTitle.SetText(title)
	p.facts.Refresh()
}
