package board

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/signs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// verdictBand is the verdict with its certainty, the one-line why and, unfolded, the whole trace.
func (b *Board) verdictBand() fyne.CanvasObject {
	a := b.view.Assessment
	steps := rules.Steps(b.view.Dossier, a)
	tone, _ := signs.Verdict(a.Verdict)
	pill := signs.Pill(a.Verdict, a.Provisional)
	pill.Tip = tr.T("Rule %s", string(a.Rule))
	head := []fyne.CanvasObject{widgets.NewVerdictPill(pill)}
	if level := words.CertaintyLevel(a.Certainty); level > 0 {
		// GRADE-informed: an algorithm does not meet what the GRADE Working Group asks of a rating.
		head = append(head, certainty(level, tr.T("%s certainty", words.Certainty(a.Certainty))))
	}
	why := tr.Said(a.Summary)
	switch {
	case a.Verdict == "":
		why = tr.Said(a.WhyNone)
	case a.ByRules != "":
		why = tr.T("By the rules: %s", why)
	}
	text := widgets.VStack(4, widgets.Body(why))
	if s := words.Progress(b.view.Dossier.Claim, a); s != "" {
		text.Add(widgets.Caption(s))
	}
	if set := b.view.Dossier.Thresholds; set != nil {
		text.Add(widgets.Caption(tr.T("Thresholds: %s", set.Name)))
	}
	content := widgets.VStack(10, widgets.Beside(360, widgets.HStack(18, head...), text))
	if o := b.decisions(steps); o != nil {
		content.Add(o)
	}
	if len(a.Trace) > 0 {
		content.Add(b.disclosure("trace", tr.N(len(a.Trace), "Why this verdict (1 step)", "Why this verdict (%d steps)"), b.whyTree(a, steps)))
	}
	return widgets.NewBand(tone, content)
}

// certainty are the four circles with their words; GRADE-informed is part of them (method 0.7).
func certainty(level int, label string) fyne.CanvasObject {
	return widgets.VStack(2, widgets.NewCertainty(level, label),
		widgets.NewText(tr.T("GRADE-informed"), widgets.TextStyle{Size: theme.SizeCaption, Color: theme.ColorMuted, Wrapping: widgets.OneLine}))
}

// kindCards are what only some kinds of claim have: a tally, a citation check, the two sides of a time limit.
func (b *Board) kindCards() []fyne.CanvasObject {
	a := b.view.Assessment
	switch {
	case a.Evidence != nil:
		return []fyne.CanvasObject{b.tallyCard(*a.Evidence)}
	case b.view.Dossier.Claim.Kind == appraisal.KindReport:
		return []fyne.CanvasObject{b.citationCard()}
	case a.Duration != nil:
		return []fyne.CanvasObject{durationCard(b.view.Dossier.Claim, a)}
	}
	return nil
}

// tallyCard lists every trial that an evidence claim speaks of.
func (b *Board) tallyCard(o rules.EvidenceOutcome) fyne.CanvasObject {
	rows := o.Tally
	mark := func(r rules.TallyRow) (widgets.MarkKind, fyne.ThemeColorName, string) {
		switch {
		case !r.Counts:
			return widgets.MarkQuestion, theme.ColorMuted, tr.T("Not counted: nothing is recorded")
		case r.Meets:
			return widgets.MarkCheck, theme.Green.Ink(), tr.T("Meets the claim")
		}
		return widgets.MarkCross, theme.ColorMuted, tr.T("Does not meet the claim")
	}
	table := widgets.NewBoardTable([]widgets.Column{
		{Title: tr.T("Trial"), Min: 140, Grow: 1, New: func() fyne.CanvasObject { return widgets.Body("") },
			Update: func(i int, o fyne.CanvasObject) { o.(*widgets.Text).SetText(rows[i].Trial) }},
		{Title: tr.T("Read of it"), Min: 130, Grow: 1.4, New: func() fyne.CanvasObject { return widgets.Small("") },
			Update: func(i int, o fyne.CanvasObject) { o.(*widgets.Text).SetText(tr.Said(rows[i].Value)) }},
		{Title: tr.T("Meets the claim"), Width: 72, Align: fyne.TextAlignCenter, New: func() fyne.CanvasObject { return widgets.NewMark(widgets.MarkNone, 14, theme.ColorInk) },
			Update: func(i int, o fyne.CanvasObject) {
				kind, color, tip := mark(rows[i])
				o.(*widgets.Mark).Set(kind, color)
				o.(*widgets.Mark).SetTip(tip)
			}},
	})
	table.SetRows(len(rows))
	table.OnOpened = func(i int) { b.actions.OpenTrial(rows[i].TrialUID) }
	title := tr.T("The trials it speaks of (%d)", len(rows))
	return widgets.NewCard(widgets.VStack(8, b.disclosure("tally", title, table)))
}

// citationCard is the check behind the verdict on a report.
func (b *Board) citationCard() fyne.CanvasObject {
	c := b.view.Dossier.Claim.Citation
	rows := widgets.VStack(6, widgets.Heading(tr.T("Does the source say it?")))
	line := func(label, text string) {
		if text != "" {
			rows.Add(widgets.HStackTop(8, widgets.MinWidth(96, widgets.Caption(label)), widgets.Fill(widgets.Small(text))))
		}
	}
	line(tr.T("Finding"), words.CitationFinding(c.Finding))
	line(tr.T("Cited"), c.Cited)
	line(tr.T("Right source"), c.Actual)
	if c.Quote != "" {
		line(tr.T("Quote"), tr.T("“%s”", c.Quote))
	}
	line(tr.T("Place"), c.Locator)
	line(tr.T("Note"), c.Note)
	return widgets.NewCard(rows)
}

// durationCard sets the effect before the stated time beside the one after it.
func durationCard(c appraisal.Claim, a rules.Assessment) fyne.CanvasObject {
	o := a.Duration
	rows := widgets.VStack(6, widgets.Heading(tr.T("Before and after the stated time")))
	line := func(label, class string, p *rules.Pooled, as appraisal.Claim) {
		text := tr.T("nothing controlled is linked")
		switch {
		case p != nil:
			text = words.EffectTitle(as) + ": " + words.Estimate(as, p.Estimate, p.CI95) + ", " + tr.N(p.K, "1 trial", "%d trials")
		case class != "":
			text = tr.T("directions only")
		}
		if class != "" {
			text += " · " + tr.Said(rules.ClassWords(class, appraisal.Benefit))
		}
		rows.Add(widgets.HStackTop(8, widgets.MinWidth(150, widgets.Caption(label)), widgets.Fill(widgets.Small(text))))
	}
	line(tr.T("Before"), o.BeforeClass, o.Before, c)
	line(tr.T("After"), o.AfterClass, o.After, c)
	if o.WithdrawalClass != "" {
		line(tr.T("Randomised withdrawal"), o.WithdrawalClass, o.Withdrawal, words.Withdrawn(c, a.Rows))
	}
	return widgets.NewCard(rows)
}

// factsCard says how many facts behind the verdict are unchecked, what it would be without them, and what was left out.
func (b *Board) factsCard() fyne.CanvasObject {
	a := b.view.Assessment
	box := widgets.VStack(8)
	if a.FactsUsed > 0 {
		box.Add(widgets.Body(words.FactsBehind(a)))
		if len(a.UncheckedFacts) > 0 {
			box.Add(b.disclosure("unchecked", tr.T("Unchecked facts"), uncheckedList(a.UncheckedFacts)))
		}
	}
	if a.OtherTimeNote != "" {
		box.Add(widgets.Body(tr.Said(a.OtherTimeNote)))
	}
	notes, left := widgets.VStack(4), 0
	for _, n := range a.Notes {
		if n != a.OtherTimeNote {
			notes.Add(widgets.Small(tr.Said(n)))
			left++
		}
	}
	if left > 0 {
		box.Add(b.disclosure("notes", tr.T("What was left out (%d)", left), notes))
	}
	if coding := b.view.Dossier.Claim.Coding; coding != "" {
		box.Add(widgets.Caption(tr.T("Coder's note: %s", strings.TrimPrefix(coding, "Coder: "))))
	}
	if len(box.Objects) == 0 {
		return nil
	}
	return widgets.NewCard(box)
}

func uncheckedList(facts []rules.FactUsed) fyne.CanvasObject {
	box := widgets.VStack(4)
	for _, u := range facts {
		f, _ := appraisal.FieldOf(u.Fact.Field)
		subject := u.Trial
		if u.Subject != "" {
			subject += ", " + u.Subject
		}
		source := words.Source(u.Fact.Source)
		if u.Fact.Note != "" {
			source += ": " + words.Note(u.Fact)
		}
		box.Add(widgets.NewRich(widgets.TextStyle{Size: theme.SizeSmall},
			widgets.Run{Text: subject + " · " + words.FieldLabel(f) + ": "}, widgets.Run{Text: words.FactValue(f, u.Fact), Bold: true},
			widgets.Run{Text: " · " + source, Color: theme.ColorMuted}))
	}
	return box
}
