package report

import (
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// citationPairs are the check whether a source says what it is cited for.
func citationPairs(c appraisal.Citation) block.Pairs {
	pairs := block.Pairs{{Label: tr.T("Finding"), Runs: block.B(words.CitationFinding(c.Finding))}}
	add := func(label string, runs ...block.Run) {
		if strings.TrimSpace(block.Text(runs)) != "" {
			pairs = append(pairs, block.Pair{Label: label, Runs: runs})
		}
	}
	add(tr.T("Cited"), block.Run{Text: c.Cited})
	add(tr.T("Right source"), block.Run{Text: c.Actual})
	if c.Quote != "" {
		add(tr.T("Quote"), block.Run{Text: tr.T("“%s”", c.Quote), Italic: true, Quote: true})
	}
	add(tr.T("Place"), block.Run{Text: c.Locator})
	add(tr.T("Note"), block.Run{Text: c.Note})
	return pairs
}

// sidesTable sets the effect before the stated time beside the one after it.
func sidesTable(c Claim) block.Table {
	o := c.Duration
	t := block.Table{Caption: tr.T("Before and after the stated time"), Columns: []block.Column{
		{Head: tr.T("Time"), Share: 1.5}, {Head: tr.T("Trials"), Share: 0.7, Align: block.Right}, {Head: tr.T("Effect (95 % CI)"), Share: 1.6, Align: block.Right}, {Head: tr.T("It shows"), Share: 3},
	}}
	add := func(name, class string, p *rules.Pooled, as appraisal.Claim) {
		trials, effect, shows := "–", tr.T("nothing controlled is linked"), ""
		switch {
		case p != nil:
			trials = strconv.Itoa(p.K)
			effect = words.Estimate(as, p.Estimate, p.CI95)
			name += ": " + words.InSentence(words.EffectTitle(as))
		case class != "":
			effect = tr.T("directions only")
		}
		if class != "" {
			shows = tr.Capital(tr.Said(rules.ClassWords(class, appraisal.Benefit)))
		}
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{block.T(name), block.T(trials), block.T(effect), block.T(shows)}})
	}
	add(tr.T("Before"), o.BeforeClass, o.Before, c.Claim)
	add(tr.T("After"), o.AfterClass, o.After, c.Claim)
	if o.WithdrawalClass != "" {
		add(tr.T("Randomised withdrawal"), o.WithdrawalClass, o.Withdrawal, words.Withdrawn(c.Claim, c.Rows))
	}
	return t
}

// tally is the table of the trials that a claim about how trials were done speaks of.
func (s *Source) tally(c Claim, level int) []block.Block {
	o := c.Evidence
	trials := map[string]appraisal.Trial{}
	for _, l := range c.Dossier.Linked {
		trials[l.Trial.UID] = l.Trial
	}
	for _, t := range c.Library {
		trials[t.UID] = t
	}
	blocks := []block.Block{block.Heading{Level: level, Text: tr.T("The trials it speaks of")}}
	if len(o.Tally) == 0 {
		return append(blocks, block.Paragraph{Runs: block.T(tr.T("No trial of this library is among those that the claim speaks of."))})
	}
	t := block.Table{Columns: []block.Column{
		{Head: tr.T("Trial"), Share: 2.9}, {Head: tr.T("Randomised"), Share: 1, Align: block.Right, Narrow: true},
		{Head: tr.T("Read of it"), Share: 2.4}, {Head: tr.T("Meets the claim"), Share: 1.6},
	}}
	for _, r := range o.Tally {
		n := "–"
		if x := trials[r.TrialUID].Facts.Number(appraisal.FieldNRandomised); x != nil {
			n = tr.Number(*x, 0)
		}
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{
			append([]block.Run{{Text: r.Trial}}, s.citeTrial(trials[r.TrialUID])...), block.T(n), block.T(tr.Said(r.Value)), block.S(meets(r)),
		}})
	}
	return append(blocks, t)
}

// meets is the sign of a trial of a tally.
func meets(r rules.TallyRow) block.Sign {
	switch {
	case !r.Counts:
		return block.Sign{Symbol: "?", Tone: "grey", Word: tr.T("Not counted: nothing is recorded")}
	case r.Meets:
		return block.Sign{Symbol: "✓", Tone: "green", Word: tr.T("Meets the claim")}
	}
	return block.Sign{Symbol: "×", Tone: "grey", Word: tr.T("Does not meet the claim")}
}
