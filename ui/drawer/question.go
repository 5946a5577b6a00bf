package drawer

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// questionField is one signalling question. What the facts propose stands in words beside the control, which holds
// nothing but the reviewer's own answer: a proposal must never look like a decision.
type questionField struct {
	object   *fyne.Container
	key      appraisal.Question
	text     *widgets.Text
	answer   *widgets.Select // nil where the answer is computed
	proposed *widgets.Text
	where    *widgets.Link
	help     *widgets.Text
	confirm  *widgets.Link
	reset    *widgets.Link
	locked   bool // the library takes no answer
}

func newQuestionField(p *page, q rules.QuestionView) *questionField {
	f := &questionField{key: q.Question.Key, text: widgets.Body(tr.T(q.Question.Text)), proposed: widgets.Caption("")}
	help := tr.T("Where to find it: %s (%s)", tr.T(q.Question.Help), tr.Cited(q.Question.Source))
	f.help = widgets.NewText(help, widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted})
	f.help.Hide()
	f.where = widgets.NewSmallLink(tr.T("Where do I find it?"), func() { p.toggleHelp(f) })
	f.where.SetTip(help + "   F1")
	f.confirm = widgets.NewSmallLink(tr.T("Confirm this answer"), nil)
	f.reset = widgets.NewSmallLink(tr.T("Back to what the facts propose"), func() { p.d.answer(f.key, "") })
	if rules.Computed(f.key) {
		f.proposed.SetTip(tr.T("Computed from the recorded facts. Correct the facts, or judge otherwise and say why."))
		f.object = widgets.VStack(4, f.text, f.proposed, widgets.HStack(10, f.where, widgets.Spacer()), f.help)
		return f
	}
	options := make([]string, len(appraisal.Answers))
	for i, a := range appraisal.Answers {
		options[i] = words.Answer(a)
	}
	f.answer = widgets.NewSelect(tr.T("Not answered"), options, func(i int) {
		if !p.filling {
			p.d.answer(f.key, appraisal.Answers[i])
		}
	})
	f.object = widgets.VStack(4, f.text, f.proposed, widgets.HStack(10, widgets.MinWidth(170, f.answer), f.where, widgets.Spacer()),
		widgets.HStack(0, f.confirm, f.reset, widgets.Spacer()), f.help)
	return f
}

func (f *questionField) fill(p *page, q rules.QuestionView) {
	proposal := words.Answer(q.Proposed)
	computed := rules.Computed(f.key)
	said := func(lead, answer, rest string) {
		f.proposed.SetRuns(widgets.Run{Text: lead + " "}, widgets.Run{Text: answer, Bold: true}, widgets.Run{Text: rest})
	}
	switch {
	case q.Given != "" && q.Proposed != "" && q.Given != q.Proposed:
		f.proposed.SetRuns(widgets.Run{Text: tr.T("Your answer. The facts propose") + " " + proposal + from(q.From), Color: theme.Amber.Ink()})
	case q.Given != "" && q.Proposed != "":
		f.proposed.SetText(tr.T("Confirmed by you") + from(q.From))
	case q.Given != "":
		f.proposed.SetText(tr.T("Your answer; the facts propose none."))
	case q.Proposed != "" && computed:
		said(tr.T("Computed:"), proposal, from(q.From))
	case q.Proposed != "":
		said(tr.T("The facts propose"), proposal, from(q.From))
	default:
		f.proposed.SetText(tr.T("The recorded facts propose no answer."))
	}
	if computed {
		return
	}
	f.answer.SetSelected(index(appraisal.Answers, q.Given))
	f.confirm.OnTapped = func() { p.d.answer(f.key, q.Proposed) }
	show(f.reset, q.Given != "" && !f.locked)
	show(f.confirm, q.Given == "" && q.Proposed != "" && !f.locked)
}

// lock says why no answer can be given.
func (f *questionField) lock(why string) {
	f.locked = true
	if f.answer != nil {
		f.answer.SetDisabled(why)
	}
}

// has reports whether the keyboard is at the question.
func (f *questionField) has(focused fyne.Focusable) bool {
	for _, o := range []fyne.Focusable{f.where, f.confirm, f.reset} {
		if focused == o {
			return true
		}
	}
	return f.answer != nil && focused == fyne.Focusable(f.answer)
}

// toggleHelp unfolds or folds where the answer to a question is found.
func (p *page) toggleHelp(f *questionField) {
	show(f.help, !f.help.Visible())
	p.scroll.Refresh()
	if f.help.Visible() {
		widgets.Reveal(f.help)
	}
}

// AtQuestion reports whether the keyboard is at a signalling question, so that F1 can help with it.
func (d *Drawer) AtQuestion() bool { return d.focusedQuestion() != nil }

func (d *Drawer) focusedQuestion() *questionField {
	c := fyne.CurrentApp().Driver().CanvasForObject(d.root)
	if d.page == nil || c == nil || c.Focused() == nil {
		return nil
	}
	for _, f := range d.page.questions {
		if f.has(c.Focused()) {
			return f
		}
	}
	return nil
}

// Help unfolds where the answer to the question at the keyboard is found; where it is at none, that of the first
// question, which then gets it.
func (d *Drawer) Help() {
	if d.page == nil || len(d.page.questions) == 0 {
		return
	}
	f := d.focusedQuestion()
	if f == nil {
		f = d.page.questions[0]
		if c := fyne.CurrentApp().Driver().CanvasForObject(d.root); c != nil {
			c.Focus(f.where)
		}
		f.help.Hide() // so that it is shown
	}
	d.page.toggleHelp(f)
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

func from(facts string) string {
	if facts == "" {
		return " " + tr.T("by the rules.")
	}
	return " " + tr.T("from:") + " " + words.From(facts)
}
