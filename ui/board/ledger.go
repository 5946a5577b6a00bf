package board

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/whatif"
	"claimgrade/ui/signs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// wordingCards set the claim's words beside what the trials did, and beside the wordings that the trials support. They
// are left out for claims that are not judged over a pool of trials.
func (b *Board) wordingCards() []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	if rungs := b.view.Ladder; len(rungs) > 0 {
		cards = append(cards, ladderCard(rungs))
	}
	if rows := b.view.Ledger; len(rows) > 0 && b.view.Assessment.Pooled > 0 {
		cards = append(cards, b.ledgerCard(rows))
	}
	return cards
}

// ladderCard lists the wordings from the strongest to the weakest, the claim itself among them.
func ladderCard(rungs []whatif.Rung) fyne.CanvasObject {
	table := widgets.NewBoardTable([]widgets.Column{
		textColumn(tr.T("Wording"), 206, 1, func(i int) []widgets.Run {
			runs := []widgets.Run{{Text: tr.Said(rungs[i].Sentence)}}
			if rungs[i].AsWorded { // in the claim's own words
				runs[0] = widgets.Run{Text: rungs[i].Sentence, Bold: true}
				runs = append(runs, widgets.Run{Text: "  " + tr.T("The claim as worded"), Color: theme.ColorMuted})
			}
			return runs
		}),
		textColumn(tr.T("Verdict"), 150, 0, func(i int) []widgets.Run {
			tone, _ := signs.Verdict(rungs[i].Verdict)
			runs := []widgets.Run{{Text: words.Verdict(rungs[i].Verdict), Bold: true, Color: tone.Ink()}}
			if c := rungs[i].Certainty; c != "" {
				runs = append(runs, widgets.Run{Text: "\n" + tr.T("%s certainty", words.Certainty(c)), Color: theme.ColorMuted})
			}
			return runs
		}),
	})
	table.SetRows(len(rungs))
	return widgets.NewCard(widgets.VStack(6, widgets.Heading(tr.T("Wording that the trials support")),
		widgets.Caption(tr.T("From the strongest to the weakest, each judged like the claim itself.")), table))
}

// ledgerCard shows part by part what the claim says, what the trials did and what the difference costs. What it costs
// can be read while it is folded.
func (b *Board) ledgerCard(rows []whatif.LedgerRow) fyne.CanvasObject {
	table := widgets.NewBoardTable([]widgets.Column{
		textColumn(tr.T("Part"), 92, 0, func(i int) []widgets.Run {
			return []widgets.Run{{Text: words.Sentence(string(rows[i].Part)), Bold: true}, {Text: "\n" + words.Match(rows[i].Match), Color: matchColor(rows[i].Match)}}
		}),
		textColumn(tr.T("The claim says"), 84, 1, func(i int) []widgets.Run { return []widgets.Run{{Text: words.LedgerText(rows[i].Part, rows[i].Claim)}} }),
		textColumn(tr.T("The trials did"), 100, 2.4, func(i int) []widgets.Run { return didRuns(rows[i].Part, rows[i].Trials) }),
		textColumn(tr.T("It costs"), 80, 1.1, func(i int) []widgets.Run { return costRuns(rows[i].Costs) }),
	})
	table.SetRows(len(rows))
	off := []string{}
	for _, r := range rows {
		if len(r.Costs) > 0 {
			off = append(off, strings.ToLower(words.Sentence(string(r.Part))))
		}
	}
	note := tr.T("every part fits")
	if len(off) > 0 {
		note = tr.T("it costs something in: %s", strings.Join(off, ", "))
	}
	content := fyne.CanvasObject(table)
	if b.view.Dossier.Claim.Kind == appraisal.KindNotShown {
		content = widgets.VStack(6, widgets.Caption(tr.T("Of the effect that the claim says is not shown.")), table)
	}
	d := b.disclosure("ledger", tr.T("What the claim says and what the trials did"), content)
	d.SetTitle(tr.T("What the claim says and what the trials did"), note)
	return widgets.NewCard(d)
}

// textColumn is a column of small text: of a fixed width, or growing by its share from the least one.
func textColumn(title string, width, grow float32, runs func(int) []widgets.Run) widgets.Column {
	c := widgets.Column{
		Title: title, Width: width,
		New:    func() fyne.CanvasObject { return widgets.Small("") },
		Update: func(i int, o fyne.CanvasObject) { o.(*widgets.Text).SetRuns(runs(i)...) },
	}
	if grow > 0 {
		c.Width, c.Min, c.Grow = 0, width, grow
	}
	return c
}

func matchColor(m whatif.Match) fyne.ThemeColorName {
	switch m {
	case whatif.Met:
		return theme.Green.Ink()
	case whatif.Partly:
		return theme.Amber.Ink()
	case whatif.NotMet:
		return theme.Red.Ink()
	}
	return theme.ColorMuted
}

// didRuns is a line for each trial; how it differs from the claim stands out.
func didRuns(part whatif.Part, trials []whatif.Did) []widgets.Run {
	var runs []widgets.Run
	for i, t := range trials {
		name := t.Trial + ": "
		if i > 0 {
			name = "\n" + name
		}
		runs = append(runs, widgets.Run{Text: name, Color: theme.ColorMuted}, widgets.Run{Text: words.LedgerText(part, t.Text)})
		if t.Differs != "" {
			runs = append(runs, widgets.Run{Text: ". " + tr.T("Differs: %s", t.Differs), Italic: true})
		}
	}
	return runs
}

func costRuns(costs []whatif.Cost) []widgets.Run {
	if len(costs) == 0 {
		return []widgets.Run{{Text: tr.T("Nothing"), Color: theme.ColorMuted}}
	}
	var runs []widgets.Run
	for i, c := range costs {
		text := tr.Capital(tr.Said(c.Text))
		if i > 0 {
			text = "\n" + text
		}
		runs = append(runs, widgets.Run{Text: text + " "}, widgets.Run{Text: string(c.Rule), Color: theme.ColorMuted})
	}
	return runs
}
