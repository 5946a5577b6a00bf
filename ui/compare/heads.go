package compare

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/session"
	"claimgrade/ui/signs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// sides puts what there is to say of each claim beside each other, in columns of one width.
func sides(of func(i int) fyne.CanvasObject) fyne.CanvasObject {
	return widgets.HStackTop(12, widgets.Fill(of(0)), widgets.Fill(of(1)))
}

// heads are the claims with their wording and verdict.
func (p *pair) heads() fyne.CanvasObject {
	return sides(func(i int) fyne.CanvasObject { return p.head(i) })
}

func (p *pair) head(i int) fyne.CanvasObject {
	v := p.views[i]
	c, a := v.Dossier.Claim, v.Assessment
	box := widgets.VStack(6,
		widgets.HStackTop(8, widgets.Fill(widgets.Caption(names[i]+" · "+c.Label)), widgets.NewSmallLink(tr.T("Open this claim"), func() {
			p.leave(func() { p.c.actions.OpenClaim(c.UID) })
		})),
		widgets.Bold(c.Text))
	if d := v.Dossier.Document; d.UID != "" {
		box.Add(widgets.Muted(session.ShortName(d)))
	}
	if c.Wording != "" {
		box.Add(widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted}, widgets.Run{Text: tr.T("“%s”", c.Wording), Italic: true}))
	}
	verdict := widgets.Flow(14, widgets.NewVerdictPill(signs.Pill(a.Verdict, a.Provisional)))
	if level := words.CertaintyLevel(a.Certainty); level > 0 {
		verdict.Add(widgets.NewCertainty(level, tr.T("%s certainty, GRADE-informed", words.Certainty(a.Certainty))))
	}
	box.Add(verdict)
	why := a.Summary
	if a.Verdict == "" {
		why = a.WhyNone
	}
	if a.ByRules != "" {
		box.Add(widgets.Small(tr.T("Overruled by the reviewer; the rules come to: %s.", words.Verdict(a.ByRules))))
	}
	box.Add(widgets.Small(tr.Said(why)))
	return widgets.NewWell(box)
}

// part is a part of the claims as each has it.
type part struct {
	name   string
	values [2]string
}

func (x part) differs() bool { return x.values[0] != x.values[1] }

// parts set the claims' population, intervention, outcome, time and wording beside each other, and what each step came to.
func (p *pair) parts() fyne.CanvasObject {
	box := widgets.VStack(8, widgets.Heading(tr.T("Part by part")))
	claims := p.claimParts()
	box.Add(partTable(tr.T("Part of the claim"), claims))
	if steps := p.stepParts(); len(steps) > 0 {
		box.Add(partTable(tr.T("Step to the verdict"), steps))
	}
	return box
}

// partTable has a line for each part; one that differs is bold and says so.
func partTable(title string, parts []part) fyne.CanvasObject {
	value := func(i int) widgets.Column {
		return widgets.Column{Title: names[i], Min: 130, Grow: 1, New: func() fyne.CanvasObject { return widgets.Small("") },
			Update: func(row int, o fyne.CanvasObject) {
				text := parts[row].values[i]
				if text == "" {
					text = tr.T("not stated")
				}
				o.(*widgets.Text).SetRuns(widgets.Run{Text: text, Bold: parts[row].differs()})
			}}
	}
	table := widgets.NewBoardTable([]widgets.Column{
		{Title: title, Width: 130, New: func() fyne.CanvasObject { return widgets.Small("") },
			Update: func(row int, o fyne.CanvasObject) {
				runs := []widgets.Run{{Text: parts[row].name}}
				if parts[row].differs() {
					runs = append(runs, widgets.Run{Text: "\n" + tr.T("≠ differs"), Color: theme.Amber.Ink()})
				}
				o.(*widgets.Text).SetRuns(runs...)
			}},
		value(0), value(1),
	})
	table.SetRows(len(parts))
	return table
}

func (p *pair) claimParts() []part {
	both := func(of func(appraisal.Claim) string) [2]string {
		return [2]string{of(p.views[0].Dossier.Claim), of(p.views[1].Dossier.Claim)}
	}
	ofEffect := func(of func(appraisal.Effect) string) [2]string {
		return both(func(c appraisal.Claim) string {
			if c.Kind != appraisal.KindEffect && c.Kind != appraisal.KindNotShown {
				return ""
			}
			return of(c.Effect)
		})
	}
	all := []part{
		{tr.T("Kind of claim"), both(func(c appraisal.Claim) string { return words.Kind(c.Kind) })},
		{tr.T("What it says"), ofEffect(func(e appraisal.Effect) string { return words.EffectKind(e.Kind) })},
		{tr.T("Population"), both(func(c appraisal.Claim) string { return c.Population })},
		{tr.T("Intervention"), both(func(c appraisal.Claim) string { return c.Intervention })},
		{tr.T("Comparator"), both(func(c appraisal.Claim) string { return c.Comparator })},
		{tr.T("Outcome"), both(func(c appraisal.Claim) string { return c.Outcome })},
		{tr.T("Instrument"), ofEffect(func(e appraisal.Effect) string { return e.Instrument })},
		{tr.T("Time"), ofEffect(words.Horizon)},
		{tr.T("Strength of wording"), ofEffect(func(e appraisal.Effect) string { return words.Assertiveness(e.Assertiveness) })},
		{tr.T("Size asserted"), ofEffect(func(e appraisal.Effect) string { return words.Magnitude(e.Magnitude) })},
		{tr.T("Smallest difference that matters"), ofEffect(func(e appraisal.Effect) string {
			if e.MID == nil {
				return ""
			}
			return tr.Number(*e.MID, 2)
		})},
		{tr.T("Thresholds"), [2]string{thresholds(p.views[0]), thresholds(p.views[1])}},
	}
	var out []part
	for _, x := range all {
		if x.values[0] != "" || x.values[1] != "" {
			out = append(out, x)
		}
	}
	return out
}

func thresholds(v session.View) string {
	if v.Dossier.Thresholds == nil {
		return ""
	}
	return v.Dossier.Thresholds.Name
}

// stepParts are what the steps to the verdicts came to; those that one of the claims does not have are left out of it.
func (p *pair) stepParts() []part {
	values := [2]map[appraisal.Step]string{}
	for i, v := range p.views {
		values[i] = map[appraisal.Step]string{}
		for _, s := range rules.Steps(v.Dossier, v.Assessment) {
			values[i][s.Step] = stepValue(s)
		}
	}
	var out []part
	for _, s := range appraisal.Steps {
		x := part{words.Sentence(rules.StepWord(s)), [2]string{values[0][s], values[1][s]}}
		if x.values[0] == "" && x.values[1] == "" {
			continue
		}
		for i := range x.values {
			if x.values[i] == "" {
				x.values[i] = tr.T("no such step")
			}
		}
		out = append(out, x)
	}
	return out
}

func stepValue(s rules.StepView) string {
	value := words.Sentence(rules.StepValue(s.Step, s.Value))
	if s.Step == appraisal.StepVerdict {
		value = words.Verdict(appraisal.Verdict(s.Value))
	}
	if s.Overruled() {
		return tr.T("%s (overruled)", value)
	}
	return value
}
