package report

import (
	"slices"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/pictures"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// evidenceTables are what the verdict on a claim of its kind rests on.
func (s *Source) evidenceTables(c Claim, level int) []block.Block {
	switch {
	case c.Claim.Kind == appraisal.KindReport:
		blocks := []block.Block{block.Heading{Level: level, Text: tr.T("Does the source say it?")}, s.citationPairs(c)}
		others := slices.DeleteFunc(slices.Clone(c.Rows), func(r rules.Row) bool { return names(sourceOf(c), r.Linked.Trial) })
		if context := s.contextOnly(others, anyRoom); len(context) > 0 {
			blocks = append(blocks, block.Paragraph{Small: true, Runs: context})
		}
		return blocks
	case c.Evidence != nil:
		return s.tally(c, level)
	case c.Claim.Kind == appraisal.KindNoTrial:
		if context := s.contextOnly(c.Rows, anyRoom); len(context) > 0 {
			return []block.Block{block.Paragraph{Small: true, Runs: context}}
		}
		return nil
	}
	if len(c.Rows) == 0 {
		return []block.Block{block.Paragraph{Runs: block.T(tr.T("No trial is linked to this claim."))}}
	}
	var blocks []block.Block
	if c.Duration != nil {
		blocks = append(blocks, sidesTable(c))
	}
	return append(blocks, s.trials(c)...)
}

// onPage is how many rows of trials and references together one page holds.
const onPage = 14

// trials is the table of the trials that bear on the claim, the pooled ones first, with the pool below them; context
// takes no part and is named beneath.
func (s *Source) trials(c Claim) []block.Block {
	rows := c.Rows
	t := block.Table{Columns: []block.Column{
		{Head: tr.T("Trial"), Share: 2.9},
		{Head: "n", Share: 0.6, Align: block.Right, Narrow: true},
		{Head: tr.T("Blinded"), Share: 1.05},
		{Head: tr.T("Outcome"), Share: 2.1},
		{Head: tr.T("Lost"), Share: 1.3},
		{Head: words.EffectTitle(c.Claim), Share: 1.9, Align: block.Right},
	}}
	for _, d := range appraisal.Domains {
		t.Columns = append(t.Columns, block.Column{Head: domainHead(d), Share: 0.52, Align: block.Center, Narrow: true})
	}
	for _, r := range rows {
		if r.Relation != appraisal.Context {
			t.Rows = append(t.Rows, s.trialRow(c, r))
		}
	}
	if p := pictures.PoolOf(c.Assessment); p != nil {
		t.Rows = append(t.Rows, poolRow(c, *p))
	}
	var notes []string
	if len(t.Rows) > 0 {
		notes = append(notes, trialsLegend(c))
	}
	if r, ok := alone(c); ok {
		if p := pictures.PoolOf(c.Assessment); p != nil && p.K == 1 && words.RowEstimate(c.Claim, r) != words.Estimate(c.Claim, p.Estimate, p.CI95) {
			notes = append(notes, tr.T("Pooled intervals are computed from standard errors, so that of a single trial may differ from the one reported."))
		}
	}
	notes = append(notes, leftOut(c.Rows)...)
	if len(t.Rows) == 0 {
		return []block.Block{block.Paragraph{Runs: block.T(tr.T("No linked trial bears on this claim."))}, block.Paragraph{Small: true, Runs: s.contextOnly(rows, anyRoom)}}
	}
	t.Notes = [][]block.Run{spaced(block.T(strings.Join(notes, " ")), s.contextOnly(rows, onPage-len(t.Rows)-len(s.refs.items)))}
	return []block.Block{t}
}

// domainHead is what stands over the signs of a domain, as in the figure of traffic lights: D1 to D4.
func domainHead(d appraisal.Domain) string {
	return "D" + strconv.Itoa(slices.Index(appraisal.Domains, d)+1)
}

// trialsLegend explains the letters and signs of the table: those only that the figure of traffic lights does not.
func trialsLegend(c Claim) string {
	text := tr.T("Blinded: P participants, C clinicians, A assessors, S statisticians. Lost: experimental against control arm.")
	hollow, overruled := false, false
	var domains []string
	for _, d := range appraisal.Domains {
		domains = append(domains, domainHead(d)+" "+words.InSentence(words.Domain(d)))
		for _, r := range c.Rows {
			if v := r.Domains[d]; r.Relation != appraisal.Context {
				hollow, overruled = hollow || !v.Judged, overruled || v.Overruled
			}
		}
	}
	if _, shown := draw(c, TrafficLight, halfWidth); !shown {
		text += " " + strings.Join(domains, ", ") + "."
		if hollow {
			text += " " + tr.T("Hollow: suggested by the rules, not confirmed by anybody.")
		}
	}
	if overruled {
		text += " " + tr.T("↯: the reviewer judged otherwise than the rules.")
	}
	return text
}

func (s *Source) trialRow(c Claim, r rules.Row) block.Row {
	effect := words.RowEstimate(c.Claim, r)
	if effect == "" {
		effect = words.NoEstimate(r)
	}
	cells := [][]block.Run{
		append([]block.Run{{Text: r.Linked.Trial.Name}}, s.citeTrial(r.Linked.Trial)...),
		block.T(countText(r.N)), block.T(blindedText(r.Linked.Trial.Facts)), block.T(outcomeText(r.Result)),
		block.T(lostText(r)), effectRuns(effect, r),
	}
	for _, d := range appraisal.Domains {
		cells = append(cells, block.S(ratingSign(r.Domains[d])))
	}
	return block.Row{Cells: cells}
}

// effectRuns is an estimate; that it is not part of the pool is said beside it.
func effectRuns(effect string, r rules.Row) []block.Run {
	switch {
	case effect == "":
		return block.T("–")
	case !r.InPool && r.Estimate != nil && r.OnScale:
		return []block.Run{{Text: effect + " "}, {Text: tr.T("not pooled"), Italic: true}}
	}
	return block.T(effect)
}

func countText(n *int) string {
	if n == nil {
		return "–"
	}
	return strconv.Itoa(*n)
}

// blindable are those who may be kept from knowing the treatment, in the order of the letters that stand for them.
var blindable = []appraisal.FieldKey{appraisal.FieldParticipants, appraisal.FieldClinicians, appraisal.FieldAssessors, appraisal.FieldAnalysts}

// blindedText is who did not know the treatment, by letters.
func blindedText(f appraisal.Facts) string {
	letters := strings.Fields(tr.T("P C A S")) // participants, clinicians, assessors, statisticians
	var blinded []string
	told := false
	for i, who := range blindable {
		switch f.Answer(who) {
		case appraisal.Yes, appraisal.ProbablyYes:
			blinded = append(blinded, letters[i])
		case appraisal.No, appraisal.ProbablyNo:
			told = true
		}
	}
	switch {
	case len(blinded) > 0:
		return strings.Join(blinded, " ")
	case told:
		return tr.T("nobody")
	}
	return "–"
}

// outcomeText is what was measured, and when.
func outcomeText(r appraisal.Result) string {
	name := r.Facts.Text(appraisal.FieldInstrument)
	if name == "" {
		name = tr.Capital(r.Facts.Text(appraisal.FieldConstruct))
	}
	day := r.Facts.Number(appraisal.FieldDay)
	switch {
	case r.Name == "":
		return "–"
	case day == nil || name == "":
		return r.Name
	}
	return name + ", " + words.Days(*day)
}

// lostText is how many a result lost. Of a crossover the arms may hold the same people twice; then its totals say more.
func lostText(r rules.Row) string {
	if text := flowText(r.Domains[appraisal.Attrition].Inputs.Attrition); text != "–" {
		return text
	}
	if text := lostOf(whole(r.Result.Facts, appraisal.FieldRandTotal), whole(r.Result.Facts, appraisal.FieldObsTotal)); text != "" {
		return tr.T("%s in all", text)
	}
	return "–"
}

// flowText is how many were not observed in each arm, of how many, or in all where only that is known.
func flowText(a rules.AttritionFacts) string {
	if a.Experimental != nil && a.Control != nil {
		e, c := lostOf(a.Experimental.Randomised, a.Experimental.Observed), lostOf(a.Control.Randomised, a.Control.Observed)
		if e != "" && c != "" {
			return tr.T("%s vs %s", e, c)
		}
	}
	if a.Total != nil {
		if text := lostOf(a.Total.Randomised, a.Total.Observed); text != "" {
			return tr.T("%s in all", text)
		}
	}
	return "–"
}

// lostOf is "3/47"; empty where one of the numbers is not known or both do not fit together.
func lostOf(randomised, observed *int) string {
	if randomised == nil || observed == nil || *observed > *randomised {
		return ""
	}
	return strconv.Itoa(*randomised-*observed) + "/" + strconv.Itoa(*randomised)
}

func whole(f appraisal.Facts, k appraisal.FieldKey) *int {
	n, err := strconv.Atoi(f.Text(k))
	if err != nil {
		return nil
	}
	return &n
}

// poolRow is what the trials come to together.
func poolRow(c Claim, p rules.Pooled) block.Row {
	people := 0
	for _, r := range c.Rows {
		if r.InPool && r.N != nil {
			people += *r.N
		}
	}
	name := tr.N(p.K, "Pooled (1 trial)", "Pooled (%d trials, I² %s %%)", tr.Number(p.I2, 0))
	cells := [][]block.Run{block.B(name), block.B(strconv.Itoa(people)), nil, nil, nil, block.B(words.Estimate(c.Claim, p.Estimate, p.CI95))}
	for range appraisal.Domains {
		cells = append(cells, nil)
	}
	return block.Row{Cells: cells, Total: true}
}

// leftOut says which of the trials that bear on the claim are not pooled and why, reason by reason.
func leftOut(rows []rules.Row) []string {
	var reasons []string
	names := map[string][]string{}
	for _, r := range rows {
		if r.InPool || r.NotPooled == "" || r.Relation == appraisal.Context || words.NoEstimate(r) != "" && !r.OnScale {
			continue // what has no estimate on the scale says so in its row
		}
		if names[r.NotPooled] == nil {
			reasons = append(reasons, r.NotPooled)
		}
		names[r.NotPooled] = append(names[r.NotPooled], r.Linked.Trial.Name)
	}
	parts := make([]string, len(reasons))
	for i, why := range reasons {
		parts[i] = strings.Join(names[why], ", ") + " (" + tr.Said(why) + ")"
	}
	if len(parts) == 0 {
		return nil
	}
	return []string{tr.T("Not pooled: %s.", strings.Join(parts, "; "))}
}
