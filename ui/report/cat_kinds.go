package report

import (
	"slices"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// citationPairs are what was compared with the claim. The finding and the note on it stand in the band of the verdict.
func (s *Source) citationPairs(c Claim) block.Pairs {
	said := c.Claim.Citation
	var pairs block.Pairs
	add := func(label string, runs ...block.Run) {
		if strings.TrimSpace(block.Text(runs)) != "" {
			pairs = append(pairs, block.Pair{Label: label, Runs: runs})
		}
	}
	cited, actual := []block.Run{{Text: said.Cited}}, []block.Run{{Text: said.Actual}}
	if said.Actual != "" {
		actual = append(actual, s.citeSource(c)...)
	} else if said.Cited != "" {
		cited = append(cited, s.citeSource(c)...)
	}
	add(tr.T("Cited"), cited...)
	add(tr.T("Right source"), actual...)
	if said.Quote != "" {
		add(tr.T("Quote"), block.Run{Text: tr.T("“%s”", said.Quote), Italic: true, Quote: true})
	}
	add(tr.T("Place"), block.Run{Text: said.Locator})
	if len(pairs) == 0 {
		add(tr.T("Cited"), block.Run{Text: tr.T("No source is named.")})
	}
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
	blocks := []block.Block{block.Heading{Level: level, Text: tr.T("The trials it speaks of")}}
	if len(c.Evidence.Tally) == 0 {
		return append(blocks, block.Paragraph{Runs: block.T(tr.T("No trial of this library is among those that the claim speaks of."))})
	}
	rows, trials := tallied(c)
	e := c.Claim.Evidence
	t := block.Table{Columns: []block.Column{
		{Head: tr.T("Trial"), Share: 2.9}, {Head: tr.T("Randomised"), Share: 1, Align: block.Right, Narrow: true},
		{Head: words.TallyReadHead(c.Claim), Share: 2.4}, {Head: words.TallyHead(e), Share: 1.6},
	}}
	for _, r := range rows {
		n := "–"
		if x := trials[r.TrialUID].Facts.Number(appraisal.FieldNRandomised); x != nil {
			n = tr.Number(*x, 0)
		}
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{
			append([]block.Run{{Text: r.Trial}}, s.citeTrial(trials[r.TrialUID])...), block.T(n), block.T(words.TallyRead(c.Claim, trials[r.TrialUID], r)), meets(e, r),
		}})
	}
	if e.Form == appraisal.FormRank && e.RankField == appraisal.FieldNRandomised { // it is what is read of the trials
		t.Columns = slices.Delete(t.Columns, 1, 2)
		for i := range t.Rows {
			t.Rows[i].Cells = slices.Delete(t.Rows[i].Cells, 1, 2)
		}
	}
	return append(blocks, t)
}

// meets says in a word, and for those who look at many by a sign, what a trial says about the claim.
func meets(e appraisal.Evidence, r rules.TallyRow) []block.Run {
	said := words.TallySays(e, r)
	switch {
	case !r.Counts:
		return block.S(block.Sign{Symbol: "?", Tone: "grey", Word: said})
	case e.Form == appraisal.FormRank && r.Meets:
		return block.B(said)
	case e.Form == appraisal.FormRank:
		return block.T(said)
	case r.Meets:
		return block.S(block.Sign{Symbol: "✓", Tone: "green", Word: said})
	}
	return block.S(block.Sign{Symbol: "×", Tone: "grey", Word: said})
}
