package drawer

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// questionField is one signalling question: its words, the answer that counts, and where a proposed one came from.
type questionField struct {
	object  *fyne.Container
	key     appraisal.Question
	text    *widgets.Text
	answer  *widgets.Select
	from    *widgets.Text
	confirm *widgets.Link
	reset   *widgets.Link
	locked  bool // the library takes no answer
}

func newQuestionField(p *page, q rules.QuestionView) *questionField {
	f := &questionField{key: q.Question.Key, text: widgets.Body(q.Question.Text), from: widgets.Caption("")}
	f.text.SetTip(q.Question.Help + " (" + q.Question.Source + ")")
	options := make([]string, len(appraisal.Answers))
	for i, a := range appraisal.Answers {
		options[i] = words.Answer(a)
	}
	f.answer = widgets.NewSelect("Not answered", options, func(i int) {
		if !p.filling {
			p.d.answer(f.key, appraisal.Answers[i])
		}
	})
	f.confirm = widgets.NewSmallLink("Confirm this answer", func() {
		if i := f.answer.Selected(); i >= 0 {
			p.d.answer(f.key, appraisal.Answers[i])
		}
	})
	f.reset = widgets.NewSmallLink("Back to what the facts propose", func() { p.d.answer(f.key, "") })
	help := widgets.NewText("Where to find it: "+q.Question.Help+" ("+q.Question.Source+")", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted})
	help.Hide()
	where := widgets.NewSmallLink("Where do I find it?", nil)
	where.OnTapped = func() {
		if help.Visible() {
			help.Hide()
		} else {
			help.Show()
		}
		p.scroll.Refresh()
	}
	f.object = widgets.VStack(4, f.text, widgets.HStack(10, widgets.MinWidth(170, f.answer), where, widgets.Spacer()), f.from, widgets.HStack(0, f.confirm, f.reset, widgets.Spacer()), help)
	if rules.Computed(f.key) {
		f.answer.SetDisabled("Computed from the recorded facts. Correct the facts, or judge otherwise and say why.")
	}
	return f
}

func (f *questionField) fill(q rules.QuestionView) {
	f.answer.SetSelected(index(appraisal.Answers, q.Answer()))
	proposal := words.Answer(q.Proposed)
	switch {
	case q.Given != "" && q.Proposed != "" && q.Given != q.Proposed:
		f.from.SetRuns(widgets.Run{Text: "Your answer. The facts propose " + proposal + from(q.From), Color: theme.Amber.Ink()})
	case q.Given != "" && q.Proposed != "":
		f.from.SetText("Confirmed by you" + from(q.From))
	case q.Given != "":
		f.from.SetText("Your answer; the facts propose none.")
	case q.Proposed != "" && rules.Computed(q.Question.Key):
		f.from.SetText("Computed" + from(q.From))
	case q.Proposed != "":
		f.from.SetText("Proposed" + from(q.From))
	default:
		f.from.SetText("The recorded facts propose no answer.")
	}
	show(f.reset, q.Given != "" && !f.locked)
	// An answer that stands there already cannot be chosen in the list, so it is confirmed with a link.
	show(f.confirm, q.Given == "" && q.Proposed != "" && !f.locked && !rules.Computed(f.key))
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
		return " by the rules."
	}
	return " from: " + facts
}
