package report

import (
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
	"claimgrade/ui/pictures"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// legendRatings are the ratings in the order of the legend.
var legendRatings = []appraisal.Rating{appraisal.Low, appraisal.SomeConcerns, appraisal.High, appraisal.NoInformation, appraisal.NotExtracted}

// table is the linked results: a row a result, with the pool below them.
func (w *evidenceWriter) table(c Claim) {
	w.section(1, "table", tr.T("The trials"))
	if len(c.Rows) == 0 {
		w.note(tr.T("No trial is linked to this claim."))
		return
	}
	t := block.Table{Columns: []block.Column{{Head: tr.T("Trial and result"), Share: 2.9}, {Head: "n", Share: 0.85, Align: block.Right, Narrow: true},
		{Head: tr.T("Shows"), Share: 1.3, Align: block.Center, Narrow: true}}}
	for _, d := range appraisal.Domains {
		t.Columns = append(t.Columns, block.Column{Head: domainHead(d), Share: 0.95, Align: block.Center, Narrow: true})
	}
	t.Columns = append(t.Columns, block.Column{Head: tr.T("Overall"), Share: 1.4, Align: block.Center, Narrow: true},
		block.Column{Head: words.EffectTitle(c.Claim), Share: 2.8, Align: block.Right, Narrow: true}, block.Column{Head: tr.T("Weight"), Share: 1.35, Align: block.Right, Narrow: true})
	for i, r := range c.Rows {
		t.Rows = append(t.Rows, w.tableRow(c, i, r))
	}
	if p := pictures.PoolOf(c.Assessment); p != nil && p.K > 1 {
		cells := make([][]block.Run, len(t.Columns))
		cells[0] = block.T(tr.T("Pool"))
		cells[len(cells)-2] = block.B(words.Estimate(c.Claim, p.Estimate, p.CI95))
		cells[len(cells)-1] = block.T("100 %")
		t.Rows = append(t.Rows, block.Row{Cells: cells, Total: true})
	}
	t.Notes = append(t.Notes, block.T(heads()+" "+sidesOf(c.Claim)))
	if p := pictures.PoolOf(c.Assessment); p != nil {
		t.Notes = append(t.Notes, block.T(words.AboutPool(c.Claim, p)))
	}
	if o := soundOf(c); o != nil {
		t.Notes = append(t.Notes, block.T(tr.T("Without the trials at high risk of bias: %s, %s.", words.Estimate(c.Claim, o.Estimate, o.CI95), tr.N(o.K, "1 trial", "%d trials"))))
	}
	w.add(t)
	w.leftOut(c)
	w.figures(c)
}

// textWidth is how wide the text of a page is, in the units of figures.
const textWidth = 640

// figures are the pictures of the trials.
func (w *evidenceWriter) figures(c Claim) {
	if scene, ok := w.s.forest(c, textWidth); ok {
		w.add(block.Figure{Scene: scene, Caption: tr.T("Forest plot: %s.", words.EffectTitle(c.Claim)), Share: 1})
	}
	if scene, ok := w.s.trafficLight(c, textWidth); ok {
		w.add(block.Figure{Scene: scene, Caption: tr.T("Traffic-light plot: the judgements of each trial, domain by domain.")})
	}
	if scene, ok := w.s.summary(c, textWidth); ok {
		w.add(block.Figure{Scene: scene, Caption: tr.T("Judgements by domain.")})
	}
}

// soundOf is the pool without the trials at high risk of bias, where the verdict rests on it.
func soundOf(c Claim) *rules.Pooled {
	o := c.Judged
	if o != nil && o.Positive != nil {
		o = o.Positive
	}
	if o == nil {
		return nil
	}
	return o.PooledNonHigh
}

// heads explain what stands over the signs of the domains.
func heads() string {
	var all []string
	for _, d := range appraisal.Domains {
		all = append(all, domainHead(d)+" "+words.InSentence(words.Domain(d)))
	}
	return strings.Join(all, ", ") + "."
}

// rated is the sign of a rating that somebody gave.
func rated(r appraisal.Rating) *block.Sign {
	s := ratingSign(rules.DomainView{Rating: r, Judged: true})
	return &s
}

// overallSign is the worst of the four: hollow while one of them is not judged.
func overallSign(r rules.Row) block.Sign {
	v := rules.DomainView{Rating: r.Overall, Judged: true}
	for _, d := range appraisal.Domains {
		v.Judged = v.Judged && r.Domains[d].Judged
	}
	return ratingSign(v)
}

// relationSign is what a result does to the claim.
func relationSign(r rules.Row) *block.Sign {
	s := block.Sign{Symbol: "○", Tone: "grey", Word: words.Relation(r.Relation), Overruled: r.Overrule} // inconclusive, or context
	switch r.Relation {
	case appraisal.Supports:
		s.Symbol = "▲"
	case appraisal.Contradicts:
		s.Symbol = "▼"
	case appraisal.ShowsNoDiff:
		s.Symbol = "◆"
	case appraisal.Mixed:
		s.Symbol = "●"
	}
	return &s
}

func (w *evidenceWriter) tableRow(c Claim, i int, r rules.Row) block.Row {
	name := append([]block.Run{{Text: r.Linked.Trial.Name, Link: "#" + w.trialAnchor(i)}}, w.s.citeTrial(r.Linked.Trial)...)
	name = append(name, block.Run{Text: after(" · ", r.Result.Name)})
	people := "–"
	if r.N != nil {
		people = strconv.Itoa(*r.N)
	}
	cells := [][]block.Run{name, block.T(people), block.S(*relationSign(r))}
	rated := isRated(r)
	for _, d := range appraisal.Domains {
		cell := block.T("–")
		if rated {
			cell = block.S(ratingSign(r.Domains[d]))
		}
		cells = append(cells, cell)
	}
	overall := block.T("–")
	if rated {
		overall = block.S(overallSign(r))
	}
	return block.Row{Cells: append(cells, overall, block.T(effectOf(c.Claim, r)), block.T(orDash(words.Weight(r))))}
}

// isRated reports whether a row has ratings to show: a rating is of a result, and a row without one has none unless
// somebody judged it.
func isRated(r rules.Row) bool {
	if r.Linked.Link.ResultUID != "" {
		return true
	}
	for _, v := range r.Domains {
		if v.Judged {
			return true
		}
	}
	return false
}

// effectOf is the estimate of a row, or what is known in its place.
func effectOf(c appraisal.Claim, r rules.Row) string {
	if text := words.RowEstimate(c, r); text != "" {
		return text
	}
	return orDash(words.NoEstimate(r))
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// leftOut says which results are not in the pool and why.
func (w *evidenceWriter) leftOut(c Claim) {
	var items []block.Item
	for _, r := range c.Rows {
		if !r.InPool && r.NotPooled != "" {
			items = append(items, block.Item{Runs: []block.Run{{Text: joined(", ", r.Linked.Trial.Name, r.Result.Name) + ": ", Bold: true}, {Text: tr.Said(r.NotPooled)}}})
		}
	}
	if len(items) > 0 {
		w.section(2, "", tr.T("Not counted, and why"))
		w.add(block.List{Items: items})
	}
}

// did is what each trial did in a part of the claim.
func did(r whatif.LedgerRow) []block.Run {
	var runs []block.Run
	for i, t := range r.Trials {
		lead := ""
		if i > 0 {
			lead = " · "
		}
		runs = append(runs, block.Run{Text: lead + t.Trial + ": ", Bold: true}, block.Run{Text: words.LedgerText(r.Part, t.Text)})
		if t.Differs != "" {
			runs = append(runs, block.Run{Text: ". " + tr.T("Differs: %s", t.Differs), Italic: true})
		}
	}
	return runs
}

// ladder is the wordings from the strongest to the weakest.
func (w *evidenceWriter) ladder(c Claim) {
	if len(c.Ladder) == 0 {
		return
	}
	w.section(1, "wording", tr.T("Wording that the trials support"))
	w.note(tr.T("From the strongest to the weakest, each judged like the claim itself."))
	t := block.Table{Columns: []block.Column{{Head: tr.T("Wording"), Share: 5}, {Head: tr.T("Verdict"), Share: 1.6}, {Head: tr.T("Certainty"), Share: 1.1}, {Head: tr.T("Rule"), Share: 0.7, Narrow: true}}}
	for _, x := range c.Ladder {
		text := []block.Run{{Text: tr.Said(x.Sentence)}}
		if x.AsWorded {
			text = []block.Run{{Text: x.Sentence, Bold: true}, {Text: " (" + words.InSentence(tr.T("The claim as worded")) + ")"}}
		}
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{text, block.T(words.Verdict(x.Verdict)), block.T(orDash(words.Certainty(x.Certainty))), {w.rule(x.Rule)}}})
	}
	w.add(t)
}

// settling is the study that would settle the claim.
func (w *evidenceWriter) settling(s *rules.Study) {
	if s == nil {
		return
	}
	w.section(2, "study", tr.T("What would settle it?"))
	w.say(block.Run{Text: tr.Said(whatif.Ask(*s))})
	var items []block.Item
	for _, x := range whatif.Outcomes(*s) {
		items = append(items, block.Item{Runs: changeRuns(x)})
	}
	for _, text := range s.InTheWay {
		items = append(items, block.Item{Runs: block.T(tr.T("In the way: %s.", tr.Said(text)))})
	}
	if len(items) > 0 {
		w.add(block.List{Items: items})
	}
}

// tally lists every trial that a claim about how trials were done speaks of.
func (w *evidenceWriter) tally(c Claim) {
	e := c.Evidence
	if e == nil {
		return
	}
	w.section(1, "tally", tr.T("The trials it speaks of (%d)", len(e.Tally)))
	if e.Form == appraisal.FormRank {
		w.say(block.Run{Text: tr.N(e.N, "Number %[2]d of 1 trial.", "Number %[2]d of %[1]d trials.", e.Rank), Bold: true})
	} else if e.Form == appraisal.FormAbsence {
		w.say(block.Run{Text: controlled(*e), Bold: true})
	} else if e.N > 0 {
		w.say(block.Run{Text: tr.N(e.N, "%[2]d of 1 trial meets the claim", "%[2]d of %[1]d trials meet the claim", e.X), Bold: true},
			block.Run{Text: tr.T(": a share of %s %% (95 %% CI %s to %s).", tr.Number(100*e.Share, 0), tr.Number(100*e.CI95[0], 0), tr.Number(100*e.CI95[1], 0))})
	}
	t := block.Table{Columns: []block.Column{{Head: tr.T("Trial"), Share: 2.5}, {Head: words.TallyReadHead(c.Claim), Share: 4}, {Head: words.TallyHead(c.Claim.Evidence), Share: 1.6}}}
	rows, trials := tallied(c)
	for _, r := range rows {
		name := append([]block.Run{{Text: r.Trial}}, w.s.citeTrial(trials[r.TrialUID])...)
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{name, block.T(orDash(words.TallyRead(c.Claim, trials[r.TrialUID], r))), meets(c.Claim.Evidence, r)}})
	}
	w.add(t)
}

// duration sets the effect before the stated time beside the one after it.
func (w *evidenceWriter) duration(c Claim) {
	o := c.Duration
	if o == nil {
		return
	}
	w.section(1, "duration", tr.T("Before and after the stated time"))
	t := block.Table{Columns: []block.Column{{Head: tr.T("When"), Share: 1.6}, {Head: words.EffectTitle(c.Claim), Share: 2, Align: block.Right}, {Head: tr.T("Trials"), Share: 0.8, Align: block.Right, Narrow: true}, {Head: tr.T("What it shows"), Share: 3}}}
	add := func(label, class string, p *rules.Pooled, as appraisal.Claim) {
		effect, trials := tr.T("nothing controlled is linked"), "–"
		switch {
		case p != nil:
			effect, trials = words.Estimate(as, p.Estimate, p.CI95), strconv.Itoa(p.K)
			if as.Effect.Measure != c.Claim.Effect.Measure {
				label += ": " + words.InSentence(words.EffectTitle(as))
			}
		case class != "":
			effect = tr.T("directions only")
		}
		shows := "–"
		if class != "" {
			shows = tr.Capital(strings.TrimSpace(tr.Said(rules.ClassWords(class, appraisal.Benefit))))
		}
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{block.T(label), block.T(effect), block.T(trials), block.T(shows)}})
	}
	add(tr.T("Before"), o.BeforeClass, o.Before, c.Claim)
	add(tr.T("After"), o.AfterClass, o.After, c.Claim)
	if o.WithdrawalClass != "" {
		add(tr.T("Randomised withdrawal"), o.WithdrawalClass, o.Withdrawal, words.Withdrawn(c.Claim, c.Rows))
	}
	w.add(t)
}
