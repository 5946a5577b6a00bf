package board

import (
	"strings"

	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// changeCard says what would raise the verdict and what would lower it, how often it holds under other assumptions and
// on which of them it depends, and which study would settle it. It is nil for claims that are not judged over a pool of
// trials.
func (b *Board) changeCard() fyne.CanvasObject {
	if b.view.Assessment.Duration != nil {
		return widgets.NewCard(widgets.VStack(7, widgets.Heading(tr.T("What would change it?")),
			widgets.Small(tr.T("A limit on duration compares the effect before the stated time with the effect after it. Such comparisons are not tried under other assumptions, so nothing tells what would change the verdict."))))
	}
	o := b.view.Assessment.Judged
	if o == nil || o.Stability == nil || o.Stability.Variations == 0 && len(o.WhatWouldChange) == 0 {
		return nil
	}
	box := widgets.VStack(7, widgets.Heading(tr.T("What would change it?")))
	if note := ofTheRules(b.view.Assessment); note != "" {
		box.Add(widgets.Small(note))
	}
	if len(o.WhatWouldChange) == 0 {
		box.Add(widgets.Small(tr.T("Nothing that was tried, one change or two, would move the verdict or its certainty.")))
	}
	for _, up := range []bool{true, false} {
		title := widgets.Caption(tr.T("Would lower the verdict or its certainty"))
		if up {
			title = widgets.Caption(tr.T("Would raise the verdict or its certainty"))
		}
		lines := widgets.VStack(5, title)
		for _, c := range o.WhatWouldChange {
			if c.Raises == up {
				lines.Add(changeLine(c))
			}
		}
		if len(lines.Objects) > 1 {
			box.Add(lines)
		}
	}
	if s := o.Stability; s.Variations > 0 && b.view.Assessment.Pooled > 0 { // without trials nothing was varied
		box.Add(stability(*s))
	}
	if s := o.Study; s != nil {
		box.Add(study(*s))
	}
	return widgets.NewCard(box)
}

// ofTheRules says that what is told of changes is about the verdict by the rules, where the reviewer decided another.
func ofTheRules(a rules.Assessment) string {
	if a.ByRules == "" {
		return ""
	}
	return tr.T("All this is about the verdict that the rules come to, %s, not about the reviewer's: %s.",
		strings.ToLower(words.Verdict(a.ByRules)), strings.ToLower(words.Verdict(a.Verdict)))
}

// stability counts the variations under which the verdict holds, and names those single ones under which it does not.
func stability(s rules.Stability) fyne.CanvasObject {
	line := widgets.Bold(tr.T("The verdict holds in %d of %d variations", s.SameVerdict, s.Variations))
	line.SetTip(tr.T("Every combination of: the smallest difference that matters (low, as it is, high), the sets of thresholds, blinding as rated or low in every trial, " +
		"the direction of bias counted or not, and each reviewer; then the other interval of the pool, and each trial left out in turn."))
	box := widgets.VStack(5, line,
		widgets.Caption(tr.T("Varied are the smallest difference that matters, the set of thresholds, blinding, the direction of bias, the reviewer, and each trial left out in turn.")))
	if len(s.DependsOn) == 0 {
		box.Add(widgets.Small(tr.T("It depends on none of these alone.")))
		return box
	}
	box.Add(widgets.Small(tr.T("It depends on:")))
	for _, f := range s.DependsOn {
		box.Add(changeLine(rules.Change{Change: tr.Capital(tr.Said(f.Text)), Verdict: f.Verdict}))
	}
	return box
}

// study says which further trial would settle the claim and what each of its findings would lead to.
func study(s rules.Study) fyne.CanvasObject {
	box := widgets.VStack(5, widgets.Bold(tr.T("What would settle it?")), widgets.Small(tr.Said(whatif.Ask(s))))
	for _, c := range whatif.Outcomes(s) {
		box.Add(changeLine(c))
	}
	for _, text := range s.InTheWay {
		box.Add(widgets.Small(tr.T("In the way: %s.", tr.Said(text))))
	}
	return box
}

func changeLine(c rules.Change) fyne.CanvasObject {
	runs := []widgets.Run{{Text: tr.Said(c.Change) + " → "}, {Text: words.Verdict(c.Verdict), Bold: true}}
	if c.Certainty != "" {
		runs = append(runs, widgets.Run{Text: ", " + tr.T("%s certainty", strings.ToLower(words.Certainty(c.Certainty))), Color: theme.ColorMuted})
	}
	return widgets.HStackTop(7, widgets.Pad(5, 0, 0, 0, widgets.VStack(0, widgets.NewMark(widgets.MarkMore, 9, theme.ColorMuted))),
		widgets.Fill(widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall}, runs...)))
}
