package drawer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/signs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// page is the appraisal of one domain of one row. It is built once and then brought up to date, so that a text being
// typed keeps its caret while the verdict around it changes.
type page struct {
	d      *Drawer
	object *fyne.Container
	scroll *widgets.VScroll

	title, subtitle *widgets.Text
	progress        *widgets.Text // how far the appraisal of this trial has come
	tabs            *widgets.TabStrip
	suggestion      *fyne.Container
	steps           *fyne.Container // the rules that led to the deciding one
	moreSteps       *widgets.Disclosure
	answersSay      *widgets.Text // what the answers come to, beside them
	drawing         *drawing
	figures         *widgets.Text
	questions       []*questionField
	judgement       *widgets.Segmented
	state           *widgets.Text
	copied          *fyne.Container // a judgement that came with a copy and must be given again
	withdraw        *widgets.Link
	direction       *widgets.Select
	reason          *widgets.TextArea
	reasonField     *widgets.FormField
	quotes          *fyne.Container
	facts           *fyne.Container
	factsTitle      *widgets.Text
	addQuote        *widgets.Link
	reviewer        string // whose texts are shown
	filling         bool   // values are being set, not typed
}

func newPage(d *Drawer) *page {
	p := &page{d: d}
	p.title = widgets.NewText("", widgets.TextStyle{Size: theme.SizeHeading, Bold: true})
	p.subtitle, p.progress = widgets.Caption(""), widgets.Caption("")
	p.tabs = widgets.NewTabStrip(p.tabList(), func(i int) { d.SetDomain(appraisal.Domains[i]) })
	for i, dom := range appraisal.Domains {
		if dom == d.domain {
			p.tabs.SetSelected(i)
		}
	}
	closeButton := widgets.NewMarkButton(widgets.MarkCross, tr.T("Close the appraisal (Esc)"), d.actions.Close)
	head := widgets.VStack(4,
		widgets.HStackTop(8, widgets.Fill(p.title), closeButton),
		p.subtitle, p.progress,
		widgets.HStack(14,
			widgets.NewSmallLink(tr.T("Relation and fit…"), func() { d.actions.EditLink(d.link) }),
			widgets.NewSmallLink(tr.T("Edit trial facts"), d.OpenTrial),
			widgets.Spacer(),
		),
	)
	body := []fyne.CanvasObject{p.suggestionPart(), p.judgementPart()}
	if d.domain == appraisal.Blinding {
		body = append(body, p.directionPart())
	}
	body = append(body, p.reasonPart(), p.quotePart(), p.questionPart(), p.factPart())
	p.scroll = widgets.NewVScroll(widgets.Pad(10, 16, 20, 16, widgets.VStack(16, body...)))
	p.object = container.NewBorder(widgets.Pad(14, 16, 8, 16, widgets.VStack(10, head, p.tabs)), nil, nil, nil, p.scroll)
	p.lock()
	return p
}

var readOnly = tr.Key("The library was opened for reading only. Save a copy elsewhere and open that to make changes.")

// lock disables what cannot be stored, rather than taking it and failing.
func (p *page) lock() {
	if !p.d.s.Lib.ReadOnly() {
		return
	}
	p.judgement.SetDisabled(tr.T(readOnly))
	p.withdraw.SetDisabled(tr.T(readOnly))
	p.reason.SetDisabled(tr.T(readOnly))
	p.addQuote.SetDisabled(tr.T(readOnly))
	if p.direction != nil {
		p.direction.SetDisabled(tr.T(readOnly))
	}
	for _, f := range p.questions {
		f.lock(tr.T(readOnly))
	}
}

func (p *page) tabList() []widgets.Tab {
	short := map[appraisal.Domain]string{appraisal.Blinding: tr.T("Blinding"), appraisal.SampleSize: tr.T("Sample"), appraisal.FollowUp: tr.T("Follow-up"), appraisal.Attrition: tr.T("Attrition")}
	tabs := make([]widgets.Tab, len(appraisal.Domains))
	for i, dom := range appraisal.Domains {
		v := p.d.row.Domains[dom]
		sign := signs.Rating(v.Rating)
		tip := words.Domain(dom) + ": " + words.Rating(v.Rating)
		if _, _, again := p.d.drafts[draftKey{p.d.link, dom}].Copied(); again {
			tip = words.Domain(dom) + ": " + tr.T("copied from another claim, to be judged again")
		} else if !v.Judged {
			tip = tr.T("%s: %s (suggested, not judged yet)", words.Domain(dom), words.Rating(v.Rating))
		}
		tabs[i] = widgets.Tab{Label: short[dom], Mark: sign.Mark(), Tone: sign.Tone(), Tip: tip}
	}
	return tabs
}

func (p *page) suggestionPart() fyne.CanvasObject {
	p.suggestion = widgets.VStack(4)
	p.steps = widgets.VStack(4)
	p.moreSteps = widgets.NewDisclosure("", p.steps)
	p.figures = widgets.Caption("")
	p.drawing = newDrawing()
	return widgets.VStack(6, widgets.SectionLabel(tr.T("Suggested from the recorded facts")),
		widgets.NewWell(widgets.VStack(4, p.suggestion, p.moreSteps)), p.drawing.object, p.figures)
}

func (p *page) questionPart() fyne.CanvasObject {
	p.answersSay = widgets.Caption("")
	box := widgets.VStack(12, widgets.VStack(2, widgets.SectionLabel(tr.T("Signalling questions")), p.answersSay))
	for _, q := range p.d.row.Domains[p.d.domain].Questions {
		f := newQuestionField(p, q)
		p.questions = append(p.questions, f)
		box.Add(f.object)
	}
	return box
}

func (p *page) judgementPart() fyne.CanvasObject {
	segments := make([]widgets.Segment, len(appraisal.Ratings))
	for i, r := range appraisal.Ratings {
		sign := signs.Rating(r)
		label := words.Rating(r)
		if r == appraisal.NoInformation {
			label = tr.T("No info")
		}
		segments[i] = widgets.Segment{Label: label, Mark: sign.Mark(), Tone: sign.Tone(), Tip: words.RatingMeaning(p.d.domain, r)}
	}
	p.judgement = widgets.NewSegmented(segments, func(i int) {
		if !p.filling {
			p.d.judge(appraisal.Ratings[i])
		}
	})
	p.state, p.copied = widgets.Caption(""), widgets.VStack(0)
	p.withdraw = widgets.NewSmallLink(tr.T("Withdraw the judgement"), p.d.clearJudgement)
	return widgets.VStack(6, widgets.SectionLabel(tr.T("Your judgement")), p.copied, p.judgement, p.state, widgets.HStack(0, p.withdraw, widgets.Spacer()))
}

var directions = []appraisal.BiasDirection{appraisal.TowardsExperimental, appraisal.TowardsControl, appraisal.Unclear}

func (p *page) directionPart() fyne.CanvasObject {
	options := make([]string, len(directions))
	for i, b := range directions {
		options[i] = words.BiasDirection(b)
	}
	p.direction = widgets.NewSelect(tr.T("Not given"), options, func(i int) {
		if !p.filling {
			p.d.setDirection(directions[i])
		}
	})
	return widgets.NewFormField(tr.T("Likely direction of bias"), p.direction).
		SetHelp(tr.T("Failed blinding can inflate an effect; it cannot explain that there is none. The direction decides whether it counts against this result."))
}

func (p *page) reasonPart() fyne.CanvasObject {
	p.reason = widgets.NewTextArea(tr.T("What the judgement rests on"), 3)
	p.reason.OnChanged = func(text string) {
		if p.filling {
			return
		}
		if p.d.s.Reviewer().Name == "" {
			p.d.s.WithReviewer(func() { p.d.setReason(text) })
			return
		}
		p.d.setReason(text)
	}
	p.reasonField = widgets.NewFormField(tr.T("Why"), p.reason)
	return p.reasonField
}

func (p *page) quotePart() fyne.CanvasObject {
	p.quotes = widgets.VStack(6)
	p.addQuote = widgets.NewSmallLink(tr.T("Add a quote…"), func() { p.d.editQuote(-1) })
	return widgets.VStack(6, widgets.SectionLabel(tr.T("Evidence in the source")), p.quotes, widgets.HStack(0, p.addQuote, widgets.Spacer()))
}

func (p *page) factPart() fyne.CanvasObject {
	p.facts = widgets.VStack(6)
	p.factsTitle = widgets.SectionLabel(tr.T("Facts used"))
	return widgets.VStack(6, p.factsTitle, widgets.NewFrame(p.facts))
}

// refresh brings every part up to date with the row and the draft.
func (p *page) refresh() {
	p.filling = true
	defer func() { p.filling = false }()
	d := p.d
	view := d.row.Domains[d.domain]
	draft := d.drafts[draftKey{d.link, d.domain}]

	p.title.SetText(d.row.Linked.Trial.Name)
	p.subtitle.SetText(p.subtitleWords())
	p.progress.SetText(d.progressWords())
	p.tabs.SetTabs(p.tabList())
	p.fillSuggestion(view)
	for i, q := range view.Questions {
		if i < len(p.questions) {
			if given, ok := draft.Answers[q.Question.Key]; ok {
				q.Given = given
			} else {
				q.Given = ""
			}
			p.questions[i].fill(p, q)
		}
	}
	p.fillJudgement(view, draft)
	if p.direction != nil {
		p.direction.SetSelected(index(directions, draft.BiasDirection))
	}
	another := p.reviewer != "" && p.reviewer != d.s.Reviewer().UID // their text must not pass for this reviewer's
	p.reviewer = d.s.Reviewer().UID
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.reason); another || c == nil || c.Focused() != fyne.Focusable(p.reason) {
		if p.reason.Text != draft.Reason {
			p.reason.SetText(draft.Reason)
		}
	}
	p.fillQuotes(draft)
	p.fillFacts(view)
	p.scroll.Refresh()
}

func (p *page) subtitleWords() string {
	parts := []string{}
	if p.d.row.Result.Name != "" {
		parts = append(parts, p.d.row.Result.Name)
	}
	parts = append(parts, tr.T("for this claim"))
	if r := p.d.s.Reviewer(); r.Name != "" {
		parts = append(parts, tr.T("reviewer %s", r.Initials))
	} else {
		parts = append(parts, tr.T("no reviewer yet"))
	}
	return strings.Join(parts, " · ")
}

func (p *page) fillSuggestion(v rules.DomainView) {
	s := v.Suggestion
	sign := widgets.NewSymbol(signs.Rating(s.Rating), widgets.SymbolSmall)
	head := widgets.NewRich(widgets.TextStyle{},
		widgets.Run{Text: words.Rating(s.Rating), Bold: true, Color: tone(s.Rating).Ink()},
		widgets.Run{Text: " — " + lowerFirst(words.RatingMeaning(v.Domain, s.Rating))})
	objects := []fyne.CanvasObject{widgets.HStackTop(8, sign, widgets.Fill(head))}
	deciding, others := decisive(s)
	p.suggestion.Objects = append(objects, p.ruleLines(deciding)...)
	p.suggestion.Refresh()
	p.steps.Objects = p.ruleLines(others)
	p.moreSteps.SetTitle(tr.T("What led to it"), tr.N(len(others), "1 more rule", "%d more rules"))
	if len(others) == 0 {
		p.moreSteps.Hide()
	} else {
		p.moreSteps.Show()
	}
	p.answersSay.SetText(tr.T("These answers suggest %s (%s).", words.Rating(s.Rating), string(s.Rule)))
	p.drawing.show(p.d.view.Dossier.Claim, *p.d.row, v.Domain)
	text := words.Figures(v.Domain, s)
	p.figures.SetText(text)
	if text == "" {
		p.figures.Hide()
	} else {
		p.figures.Show()
	}
}

// decisive divides the trace of a suggestion into the line of the deciding rule and those that led to it.
func decisive(s rules.DomainOutcome) (deciding, others []rules.Line) {
	for _, l := range s.Trace {
		if l.Rule == s.Rule && len(deciding) == 0 {
			deciding = append(deciding, l)
		} else {
			others = append(others, l)
		}
	}
	return deciding, others
}

// ruleLines show what rules said, each with its id, which opens the rule, and its source.
func (p *page) ruleLines(lines []rules.Line) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, l := range lines {
		link := widgets.NewSmallLink(tr.T("Rule %s", string(l.Rule)), func() { p.d.actions.ShowRule(string(l.Rule)) })
		link.SetTip(tr.T("What the rule says and which thresholds it reads"))
		out = append(out, widgets.Small(tr.Said(l.Text)), widgets.HStackTop(6, link,
			widgets.Fill(widgets.NewText(tr.Cited(l.Source), widgets.TextStyle{Size: theme.SizeSmall, Italic: true, Color: theme.ColorMuted}))))
	}
	return out
}

func (p *page) fillJudgement(v rules.DomainView, draft appraisal.Appraisal) {
	p.judgement.SetSelected(index(appraisal.Ratings, draft.Judgement))
	p.fillCopied(draft)
	switch {
	case draft.Judgement == "":
		p.state.SetText(tr.T("Not judged yet. Until then the suggestion counts and the verdict is provisional."))
		p.withdraw.Hide()
		return
	case draft.Judgement != v.Suggestion.Rating:
		text := tr.T("Overrules the suggestion (%s, %s).", words.Rating(v.Suggestion.Rating), string(v.Suggestion.Rule))
		if draft.Suggestion != v.Suggestion.Rating {
			text += " " + tr.T("It was %s (%s) when you judged: look again.", words.Rating(draft.Suggestion), draft.Rule)
		}
		p.state.SetRuns(widgets.Run{Text: text, Color: theme.Amber.Ink()})
	default:
		p.state.SetText(tr.T("Agrees with the suggestion."))
	}
	p.withdraw.Show()
}

func index[T comparable](of []T, v T) int {
	for i, x := range of {
		if x == v {
			return i
		}
	}
	return -1
}

func trim(s string) string { return strings.TrimSpace(s) }

func lower(s string) string { return strings.ToLower(s) }

func lowerFirst(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}
