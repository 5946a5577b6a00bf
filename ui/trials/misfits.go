package trials

import (
	"slices"

	"claimgrade/appraisal"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// misfits lists values that do not fit together. On top of the page a click on one goes to its field.
type misfits struct {
	object *fyne.Container
	texts  []string
	goTo   func(i int) // to the field of the sentence of that number; nil where the list stands beside the field
}

func newMisfits() *misfits {
	m := &misfits{object: widgets.VStack(0)}
	m.object.Hide()
	return m
}

func (m *misfits) show(texts []string) {
	if slices.Equal(texts, m.texts) {
		return
	}
	m.texts = texts
	lines := widgets.VStack(4)
	if m.goTo != nil && len(texts) > 0 {
		lines.Add(widgets.NewText(tr.N(len(texts), "1 thing does not fit", "%d things do not fit"),
			widgets.TextStyle{Size: theme.SizeSmall, Color: theme.Amber.Ink(), Bold: true}))
	}
	for i, t := range texts {
		parts := []fyne.CanvasObject{widgets.Pad(2, 0, 0, 0, widgets.NewMark(widgets.MarkExclaim, 14, theme.Amber.Ink())),
			widgets.Fill(widgets.NewText(t, widgets.TextStyle{Size: theme.SizeSmall, Color: theme.Amber.Ink()}))}
		if m.goTo != nil {
			link := widgets.NewSmallLink(tr.T("Show"), func() { m.goTo(i) })
			link.SetTip(tr.T("Go to the field: %s", t))
			parts = append(parts, uncut(link))
		}
		lines.Add(widgets.HStackTop(8, parts...))
	}
	m.object.Objects = []fyne.CanvasObject{widgets.NewWell(lines).SetColors(theme.Amber.Soft(), theme.Amber.Soft())}
	show(m.object, len(texts) > 0)
	m.object.Refresh()
}

// named are all misfits with whose they are.
func named(found []appraisal.Misfit, t appraisal.Trial) []string {
	texts := make([]string, len(found))
	for i, m := range found {
		if texts[i] = tr.Said(m.Text); m.Subject != "" {
			texts[i] = m.Whose(t) + ": " + texts[i]
		}
	}
	return texts
}

// of are the misfits of one subject.
func of(found []appraisal.Misfit, uid string) []appraisal.Misfit {
	var mine []appraisal.Misfit
	for _, m := range found {
		if m.Subject == uid {
			mine = append(mine, m)
		}
	}
	return mine
}

// flag marks the fields of misfits, the whole sentence at the first of each. It returns the sentences of which no field
// is in sight.
func flag(fields []*factField, found []appraisal.Misfit) (rest []string) {
	at := map[appraisal.FieldKey][]string{}
	for _, m := range found {
		if len(m.Fields) == 0 || !slices.ContainsFunc(fields, func(f *factField) bool { return f.field.Key == m.Fields[0] }) {
			rest = append(rest, tr.Said(m.Text))
			continue
		}
		first, _ := appraisal.FieldOf(m.Fields[0])
		at[first.Key] = append(at[first.Key], tr.Said(m.Text))
		for _, k := range m.Fields[1:] {
			at[k] = append(at[k], tr.T("Does not fit “%s”.", words.FieldLabel(first)))
		}
	}
	for _, f := range fields {
		f.misfit.show(slices.Compact(at[f.field.Key]))
	}
	return rest
}

// note is a line or two below a value, hidden while there is nothing to say.
type note struct {
	object *fyne.Container
	text   *widgets.Text
}

func newMisfitNote() *note {
	n := &note{text: widgets.NewText("", widgets.TextStyle{Size: theme.SizeCaption, Color: theme.Amber.Ink()})}
	n.object = widgets.HStackTop(5, widgets.Pad(2, 0, 0, 0, widgets.NewMark(widgets.MarkExclaim, 11, theme.Amber.Ink())), widgets.Fill(n.text))
	n.object.Hide()
	return n
}

func (n *note) show(sentences []string) {
	text := ""
	for i, s := range sentences {
		if i > 0 {
			text += " "
		}
		text += s
	}
	if n.text.String() != text {
		n.text.SetText(text)
	}
	show(n.object, text != "")
}

// goToMisfit goes to the field of a misfit, opening what it is folded into.
func (p *page) goToMisfit(i int) {
	if i >= len(p.found) {
		return
	}
	m := p.found[i]
	k := appraisal.FieldKey("")
	if len(m.Fields) > 0 {
		k = m.Fields[0]
	}
	for _, f := range p.fields {
		if m.Subject == "" && f.field.Key == k {
			p.focusField(f)
		}
	}
	for _, a := range p.arms {
		if a.uid == m.Subject && k != "" {
			p.focusField(a.field(k))
		}
	}
	for _, r := range p.results {
		if r.uid != m.Subject {
			continue
		}
		r.open(true)
		if k == "" {
			p.focusName(r.name, r.object)
			return
		}
		p.focusField(fieldOf(r.fields, k))
	}
}

// focusField scrolls to a field and gives it the keyboard.
func (p *page) focusField(f *factField) {
	p.reveal(f.object)
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.scroll); c != nil {
		c.Focus(f.input())
	}
}
