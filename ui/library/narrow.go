package library

import (
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// choice is one thing that claims can be narrowed down to, such as a verdict. Claims must meet one of the choices made
// under each heading. It is known by its key; heading is one of the constants below.
type choice struct{ heading, label, key string }

// Headings of the choices.
var (
	byVerdict  = tr.Key("Verdict")
	byProgress = tr.Key("Judgements")
	byOpen     = tr.Key("Still open")
	byArticle  = tr.Key("Article")
)

// How far the appraisal of a claim has come.
var (
	notStarted = tr.Key("Not started")
	begun      = tr.Key("In part")
	allJudged  = tr.Key("All judged")
)

// within are the headings as they stand in a sentence, with the choice.
var within = map[string]string{
	byVerdict: tr.Key("verdict “%s”"), byProgress: tr.Key("judgements “%s”"), byOpen: tr.Key("still open “%s”"), byArticle: tr.Key("article “%s”"),
}

// facets are the choices that a claim meets, as keys.
func facets(c session.ClaimItem) []string {
	keys := []string{byVerdict + string(c.Verdict), byArticle + c.DocumentUID}
	if c.Due > 0 {
		switch c.Judged {
		case 0:
			keys = append(keys, byProgress+notStarted)
		case c.Due:
			keys = append(keys, byProgress+allJudged)
		default:
			keys = append(keys, byProgress+begun)
		}
	}
	for _, d := range c.Open {
		keys = append(keys, byOpen+string(d))
	}
	return keys
}

// choices are what claims can be narrowed down to: verdicts and articles that there are, and every stage of the work.
func choices(o session.Overview) []choice {
	met := map[string]bool{}
	for _, c := range o.Claims {
		for _, k := range facets(c) {
			met[k] = true
		}
	}
	var all []choice
	for _, v := range []appraisal.Verdict{appraisal.Supported, appraisal.PartlySupported, appraisal.Overstated, appraisal.NotSupported,
		appraisal.Contradicted, appraisal.CannotBeJudged, appraisal.Accurate, appraisal.PartlyAccurate, appraisal.Inaccurate,
		appraisal.Misattributed, appraisal.NotTrialQuestion, ""} {
		all = append(all, choice{byVerdict, words.Verdict(v), byVerdict + string(v)})
	}
	for _, p := range []string{notStarted, begun, allJudged} {
		all = append(all, choice{byProgress, tr.T(p), byProgress + p})
	}
	for _, d := range appraisal.Domains {
		all = append(all, choice{byOpen, words.Domain(d), byOpen + string(d)})
	}
	for _, a := range o.Articles {
		all = append(all, choice{byArticle, heading(a.Document), byArticle + a.Document.UID})
	}
	return slices.DeleteFunc(all, func(c choice) bool {
		return !met[c.key] && (c.heading == byVerdict || c.heading == byArticle)
	})
}

// narrowing is the choices made.
type narrowing []choice

// lets reports whether something with these facets is let through.
func (n narrowing) lets(facets []string) bool {
	asked, met := map[string]bool{}, map[string]bool{}
	for _, c := range n {
		asked[c.heading] = true
		met[c.heading] = met[c.heading] || slices.Contains(facets, c.key)
	}
	for heading := range asked {
		if !met[heading] {
			return false
		}
	}
	return true
}

// named says the choices made in words.
func (n narrowing) named() string {
	var parts []string
	for _, c := range n {
		parts = append(parts, tr.T(within[c.heading], c.label))
	}
	return strings.Join(parts, ", ")
}

// WhyNoFilter is why it cannot be chosen which claims of an overview are listed; empty if it can.
func WhyNoFilter(o session.Overview) string {
	if o.Reading {
		return tr.T("Some verdicts are still being worked out.")
	}
	return ""
}

// AskFilter lets the reader choose which claims are listed.
func (l *Library) AskFilter() {
	if l.tab != 0 {
		l.turnTo(0)
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(l.root)
	if c == nil || WhyNoFilter(l.overview) != "" {
		return
	}
	columns := map[string][]fyne.CanvasObject{}
	for _, ch := range choices(l.overview) {
		if columns[ch.heading] == nil {
			columns[ch.heading] = []fyne.CanvasObject{widgets.GroupLabel(tr.T(ch.heading))}
		}
		box := widgets.NewCheck(ch.label, func(on bool) { l.narrow(ch, on) })
		box.SetChecked(slices.Contains(l.narrowed, ch))
		columns[ch.heading] = append(columns[ch.heading], box)
	}
	stack := func(headings ...string) fyne.CanvasObject {
		var parts []fyne.CanvasObject
		for _, h := range headings {
			if columns[h] != nil {
				parts = append(parts, widgets.VStack(2, columns[h]...))
			}
		}
		return widgets.VStack(14, parts...)
	}
	dialogs.Show(c, dialogs.ShowSpec{Title: tr.T("Which claims are listed"), Width: dialogs.Wide, Content: widgets.VStack(12,
		widgets.NewText(tr.T("Under each heading, tick what the listed claims may be; nothing ticked lists all."),
			widgets.TextStyle{Color: theme.ColorMuted}),
		widgets.HStackTop(24, widgets.Fill(stack(byVerdict)), widgets.Fill(stack(byProgress, byOpen, byArticle))))})
}

// narrow makes a choice or takes it back.
func (l *Library) narrow(c choice, on bool) {
	at := slices.Index(l.narrowed, c)
	switch {
	case on && at < 0:
		l.narrowed = append(l.narrowed, c)
	case !on && at >= 0:
		l.narrowed = slices.Delete(slices.Clone(l.narrowed), at, at+1)
	}
	l.fromTop()
}

// widen takes all choices back.
func (l *Library) widen() {
	l.narrowed = nil
	l.refresh()
	l.list.Select(l.chosen())
}

// showNarrowed shows the choices made as chips, each of which takes its choice back, and how many claims are left.
func (l *Library) showNarrowed() {
	l.bar.Hidden = l.tab != 0
	count := tr.N(l.lists[0].all, "1 claim", "%d claims")
	if l.lists[0].found < l.lists[0].all {
		count = tr.N(l.lists[0].all, "%[2]d of %[1]d claim", "%[2]d of %[1]d claims", l.lists[0].found)
	}
	l.count.SetText(count)
	var chips []fyne.CanvasObject
	for _, c := range l.narrowed {
		chip := widgets.NewChipButton(c.label+"  ×", func() { l.narrow(c, false) })
		chip.SetTip(tr.T("Only claims with %s are listed. Press to take this back.", narrowing{c}.named()))
		chips = append(chips, chip)
	}
	l.chips.Objects = chips
	l.chips.Hidden = len(chips) == 0
}
