package board

import (
	"strconv"
	"strings"

	"claimgrade/appraisal/rules"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// changeCard says which single changes would move the verdict, and how often it holds under other assumptions. It is nil
// for claims that are not judged over a pool of trials.
func (b *Board) changeCard() fyne.CanvasObject {
	o := b.view.Assessment.Judged
	if o == nil || o.Stability == nil || o.Stability.Variations == 0 && len(o.WhatWouldChange) == 0 {
		return nil
	}
	box := widgets.VStack(7, widgets.Heading("What would change it?"))
	if len(o.WhatWouldChange) == 0 {
		box.Add(widgets.Small("No single change of wording, rating, trial or search would move the verdict or its certainty."))
	}
	for _, c := range o.WhatWouldChange {
		box.Add(changeLine(c))
	}
	if s := o.Stability; s.Variations > 0 && b.view.Assessment.Pooled > 0 { // without trials nothing was varied
		line := widgets.Small("The verdict holds in " + strconv.Itoa(s.SameVerdict) + " of " + strconv.Itoa(s.Variations) + " variations.")
		line.SetTip("Varied: the smallest difference that matters (two thirds, as it is, one and a half), blinding as rated or low in every trial, " +
			"the direction of bias counted or not, and each trial left out in turn.")
		box.Add(widgets.VStack(2, line, widgets.Caption("Varied are the smallest difference that matters, blinding, the direction of bias, and each trial left out in turn.")))
	}
	return widgets.NewCard(box)
}

func changeLine(c rules.Change) fyne.CanvasObject {
	runs := []widgets.Run{{Text: c.Change + " → "}, {Text: words.Verdict(c.Verdict), Bold: true}}
	if c.Certainty != "" {
		runs = append(runs, widgets.Run{Text: ", " + strings.ToLower(words.Certainty(c.Certainty)) + " certainty", Color: theme.ColorMuted})
	}
	return widgets.HStackTop(7, widgets.Pad(5, 0, 0, 0, widgets.VStack(0, widgets.NewMark(widgets.MarkMore, 9, theme.ColorMuted))),
		widgets.Fill(widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall}, runs...)))
}
