package drawer

import (
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// figureWords are the computed figures of a domain in a line or two.
func figureWords(dom appraisal.Domain, s rules.DomainOutcome) string {
	num := func(key string) (float64, bool) { x, ok := s.Figures[key].(float64); return x, ok }
	span := func(key string) string {
		if ci, ok := s.Figures[key].([2]float64); ok {
			return " (" + words.Number(ci[0], 2) + " to " + words.Number(ci[1], 2) + ")"
		}
		return ""
	}
	var parts []string
	add := func(label, key, ci string, scale float64, unit string, decimals int) {
		if x, ok := num(key); ok {
			parts = append(parts, label+" "+words.Number(x*scale, decimals)+unit+span(ci))
		}
	}
	switch dom {
	case appraisal.Blinding:
		add("Simple Blinding Index", "sbi", "sbi_ci95", 1, "", 2)
		add("Bang index, experimental arm", "bang_experimental", "bang_experimental_ci95", 1, "", 2)
		add("control arm", "bang_control", "bang_control_ci95", 1, "", 2)
		add("James index", "james", "james_ci95", 1, "", 2)
	case appraisal.SampleSize:
		add("Information fraction", "information_fraction", "", 100, " % of what the smallest difference that matters needs", 0)
		parts = append(parts, "the verdict counts the people of all pooled trials, not this rating")
	case appraisal.FollowUp:
		add("The controlled comparison covers", "covered_share", "", 100, " % of the claimed time", 0)
	case appraisal.Attrition:
		add("Lost overall", "overall", "", 100, " %", 1)
		add("difference between arms", "differential", "", 100, " points", 1)
		add("tolerable difference, cautious", "boundary_cautious", "", 1, " points", 1)
		add("optimistic", "boundary_optimistic", "", 1, " points", 1)
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, " · ")
}

func (p *page) fillQuotes(a appraisal.Appraisal) {
	p.quotes.Objects = nil
	for i, q := range a.Quotes {
		text := widgets.Body("“" + q.Exact + "”")
		place := q.Locator
		if place == "" {
			place = "place not given"
		}
		line := widgets.HStack(10, widgets.Caption(place), widgets.Spacer())
		if !p.d.s.Lib.ReadOnly() {
			line.Add(widgets.NewSmallLink("Edit…", func() { p.d.editQuote(i) }))
			line.Add(widgets.NewSmallLink("Delete", func() { p.d.deleteQuote(i) }))
		}
		p.quotes.Add(widgets.NewFrame(widgets.VStack(4, text, line)))
	}
	if len(a.Quotes) == 0 {
		p.quotes.Add(widgets.Caption("No quote yet. A judgement with the words it rests on can be checked by others."))
	}
	p.quotes.Refresh()
}

// editQuote asks for the words and their place; i is -1 for a new quote.
func (d *Drawer) editQuote(i int) {
	d.s.WithReviewer(func() {
		var q appraisal.Quote
		title, what := "Add a quote", "Quote"
		if i >= 0 {
			q, title = d.draft().Quotes[i], "Edit the quote"
		}
		exact := widgets.NewTextArea("The exact words of the source", 4)
		exact.SetText(q.Exact)
		place := widgets.NewEntry("Page, table or paragraph")
		place.SetText(q.Locator)
		dialogs.Form(fyne.CurrentApp().Driver().CanvasForObject(d.root), dialogs.FormSpec{
			Title:   title,
			Intro:   d.row.Linked.Trial.Name + ", " + lower(words.Domain(d.domain)),
			Content: widgets.VStack(12, widgets.NewFormField("Exact words", exact), widgets.NewFormField("Place in the source", place)),
			Confirm: "Keep the quote",
			First:   exact,
			Fields:  map[string]fyne.CanvasObject{"exact": exact},
			Validate: func() error {
				if trim(exact.Text) == "" {
					return appraisal.Invalid("exact", "Paste the words of the source, or cancel.")
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
				d.store(what, "", a)
			},
		})
	})
}

func (d *Drawer) deleteQuote(i int) {
	a := d.draft()
	if i < len(a.Quotes) {
		a.Quotes = append(a.Quotes[:i], a.Quotes[i+1:]...)
		d.store("Quote deleted", "", a)
	}
}

// fillFacts lists the facts that the suggestion rests on, each with its source; unchecked ones are marked.
func (p *page) fillFacts(v rules.DomainView) {
	p.facts.Objects = nil
	unchecked := 0
	for _, u := range v.Facts {
		f, _ := appraisal.FieldOf(u.Fact.Field)
		label := f.Label
		if u.Subject != "" {
			label = u.Subject + ": " + lowerFirst(label)
		}
		value := words.Sentence(u.Fact.Value)
		if f.Kind != appraisal.ChoiceValue {
			value = u.Fact.Value
		}
		if u.Fact.Status == appraisal.StatusNotStated {
			value = "Not reported"
		}
		source, mark := sourceWords(u.Fact), theme.ColorMuted
		if !u.Fact.Checked() && u.Fact.Status != appraisal.StatusNotStated {
			unchecked++
			source, mark = "Unchecked · "+source, theme.Amber.Ink()
		}
		p.facts.Add(widgets.VStack(1,
			widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall}, widgets.Run{Text: label + ": "}, widgets.Run{Text: value, Bold: true}),
			widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall, Color: mark}, widgets.Run{Text: source})))
	}
	for _, k := range v.Missing {
		f, _ := appraisal.FieldOf(k)
		p.facts.Add(widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall}, widgets.Run{Text: f.Label + ": "}, widgets.Run{Text: "not extracted", Bold: true, Color: theme.Amber.Ink()}))
	}
	if len(p.facts.Objects) == 0 {
		p.facts.Add(widgets.Caption("None recorded."))
	}
	title := "Facts used"
	if unchecked > 0 {
		title += " (" + strconv.Itoa(unchecked) + " unchecked)"
	}
	p.factsTitle.SetText(title)
	p.facts.Refresh()
}

func sourceWords(f appraisal.Fact) string {
	var parts []string
	for _, s := range []string{f.Source, f.Locator, f.Note} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return "no source"
	}
	return strings.Join(parts, " · ")
}
