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

// basis is what the answer rests on: sentences first, then the trials in a table.
func (w *letterWriter) basis() {
	c := w.c
	switch {
	case c.Claim.Kind == appraisal.KindReport:
		w.checkedSource()
	case c.Claim.Kind == appraisal.KindNoTrial:
		w.say(sentence{text: tr.Said(c.Summary), link: w.rule(c.Rule)})
		w.checkedSource()
	case c.Evidence != nil:
		w.counted()
	case c.Duration != nil:
		w.limited()
		w.trialTable()
	default:
		w.pooled()
		w.trialTable()
	}
	w.facts()
}

// limited is the effect before and after the stated time.
func (w *letterWriter) limited() {
	o := w.c.Duration
	link := w.rule(w.c.Rule)
	side := func(text string, p *rules.Pooled, class string, as appraisal.Claim) sentence {
		if p == nil {
			return sentence{}
		}
		return sentence{text: tr.T(text, measured(as, p.Estimate, p.CI95), tr.N(p.K, "1 trial", "%d trials")) + " " + plainClass(class, appraisal.Benefit), link: link}
	}
	all := []sentence{
		side(tr.Key("Before the stated time there is %s, from %s."), o.Before, o.BeforeClass, w.c.Claim),
		side(tr.Key("After it there is %s, from %s."), o.After, o.AfterClass, w.c.Claim),
		side(tr.Key("Where the treatment was withdrawn by lot there is %s, from %s."), o.Withdrawal, o.WithdrawalClass, words.Withdrawn(w.c.Claim, w.c.Rows)),
	}
	if o.Before == nil && o.After == nil && o.Withdrawal == nil {
		all = append(all, sentence{text: tr.Said(w.c.Summary), link: link})
	}
	w.say(all...)
}

// pooled is what the trials show together.
func (w *letterWriter) pooled() {
	c := w.c
	n, people, first := 0, 0, -1
	for i, r := range c.Rows {
		if !r.InPool {
			continue
		}
		n++
		if r.N != nil {
			people += *r.N
		}
		if first < 0 {
			first = i
		}
	}
	if n == 0 {
		w.say(w.none())
		return
	}
	row := "#" + w.rowAnchor(first)
	text := tr.N(n, "1 trial counts towards the answer.", "%d trials count towards the answer.")
	if people > 0 {
		text = tr.N(n, "1 trial counts towards the answer, with %[2]d people.", "%[1]d trials count towards the answer, with %[2]d people in all.", people)
	}
	w.say(sentence{text: text, link: row, refs: w.citesOf(func(r rules.Row) bool { return r.InPool })}, w.shown(row))
}

// none says that no trial counts, and which ones touch on the question.
func (w *letterWriter) none() sentence {
	all := func(rules.Row) bool { return true }
	refs := w.citesOf(all)
	if len(refs) == 0 {
		return sentence{text: tr.T("No trial of this is in our library."), link: w.linkOr(w.c.Rule)}
	}
	names := w.namesOf(all)
	return sentence{tr.N(len(names), "%[2]s touches on this, but has no result that can be counted.", "%[2]s touch on this, but none has a result that can be counted.", and(names)), refs[0].Link, refs}
}

// linkOr is a link to a rule or, where there is none, to the article.
func (w *letterWriter) linkOr(id rules.ID) string {
	if _, known := rules.Find(id); known {
		return w.rule(id)
	}
	return w.claimLink()
}

// citesOf are the references of the trials of some rows, each once.
func (w *letterWriter) citesOf(wanted func(rules.Row) bool) []block.Run {
	var numbers []block.Run
	seen := map[string]bool{}
	for _, r := range w.c.Rows {
		if !wanted(r) {
			continue
		}
		for _, n := range w.s.citeTrial(r.Linked.Trial) {
			if n.Link != "" && !seen[n.Link] {
				numbers = append(numbers, n)
			}
			seen[n.Link] = true
		}
	}
	return listed(numbers)
}

// shown is what the counted trials come to.
func (w *letterWriter) shown(row string) sentence {
	c := w.c
	o := outcomeOf(c)
	if o == nil || o.Class == nil {
		return sentence{text: tr.Said(c.Summary), link: w.linkOr(c.Rule)}
	}
	meaning := plainClass(*o.Class, c.Claim.Effect.Kind)
	p := pictures.PoolOf(c.Assessment)
	if p == nil {
		reported := tr.T("They report which way the result went, but not by how much.")
		if c.Pooled == 1 {
			reported = tr.T("It reports which way the result went, but not by how much.")
		}
		return sentence{text: reported + " " + meaning, link: row}
	}
	link, text, x, ci := row, tr.Key("It found %s."), p.Estimate, p.CI95
	if p.K > 1 {
		link, text = "#pool-"+w.at, tr.Key("Together they give %s.")
	} else if r, ok := alone(c); ok { // as it was reported, not as it was computed again from its error
		x, ci = *r.Estimate, [2]float64{*r.Low, *r.High}
	}
	if sound := soundOf(c); sound != nil {
		meaning = tr.T("Without the trials at high risk of bias it is %s.", words.Estimate(c.Claim, sound.Estimate, sound.CI95)) + " " + meaning
	}
	return sentence{text: tr.T(text, measured(c.Claim, x, ci)) + " " + meaning, link: link}
}

// alone is the one row of a pool of one.
func alone(c Claim) (rules.Row, bool) {
	for _, r := range c.Rows {
		if r.InPool && r.OnScale && r.Estimate != nil && r.Low != nil && r.High != nil {
			return r, true
		}
	}
	return rules.Row{}, false
}

// measured is an estimate as a sentence says it, with what it measures.
func measured(c appraisal.Claim, x float64, ci [2]float64) string {
	e := c.Effect
	estimate, interval := words.EstimateParts(c, x, ci)
	switch {
	case e.Measure == appraisal.OddsRatio:
		return tr.T("an odds ratio of %s (95 %% confidence interval %s)", estimate, interval)
	case e.Measure == appraisal.RiskRatio:
		return tr.T("a risk ratio of %s (95 %% confidence interval %s)", estimate, interval)
	case e.Measure == appraisal.HazardRatio:
		return tr.T("a hazard ratio of %s (95 %% confidence interval %s)", estimate, interval)
	case e.Measure == appraisal.RiskDifference:
		return tr.T("a difference of %s percentage points (95 %% confidence interval %s)", estimate, interval)
	case e.Measure == appraisal.StdDifference:
		return tr.T("a difference of %s standard deviations (95 %% confidence interval %s)", estimate, interval)
	case e.Instrument != "":
		return tr.T("a difference of %s points on %s (95 %% confidence interval %s)", estimate, e.Instrument, interval)
	}
	return tr.T("an effect of %s (95 %% confidence interval %s)", estimate, interval)
}

// plainClass is what a result shows, in plain words.
func plainClass(class string, kind appraisal.EffectKind) string {
	switch class {
	case "FAV":
		if kind == appraisal.Harm {
			return tr.T("That shows the harm in question.")
		}
		return tr.T("That shows the effect in question.")
	case "OPP":
		return tr.T("That shows the opposite.")
	case "NULL":
		return tr.T("Either way, that is too small to matter.")
	case "LEAN":
		return tr.T("That points towards the effect in question, but it may be that there is none.")
	case "OPP_LEAN":
		return tr.T("That points the other way, but it may be that there is no effect.")
	case "TIE":
		return tr.T("The trials point neither way.")
	case "SAME":
		return tr.T("That lies within the margin in question.")
	case "DIFF":
		return tr.T("That shows a difference beyond the margin in question.")
	case "OPEN":
		return tr.T("A difference that matters is still possible: this is absence of evidence, not evidence of absence.")
	}
	return ""
}

// trialTable is the trials that count, with the pool below them and those that do not count beneath.
func (w *letterWriter) trialTable() {
	c := w.c
	t := block.Table{Columns: []block.Column{{Head: tr.T("Trial"), Share: 2}, {Head: tr.T("People"), Share: 1.1, Align: block.Right, Narrow: true}, {Head: tr.T("Outcome"), Share: 1.7},
		{Head: tr.T("Lost"), Share: 1.4}, {Head: tr.T("Effect (95 % CI)"), Share: 2.3, Align: block.Right}, {Head: tr.T("High risk or concern"), Share: 1.8}}}
	for i, r := range c.Rows {
		if !r.InPool {
			continue
		}
		people := "–"
		if r.N != nil {
			people = strconv.Itoa(*r.N)
		}
		name := append([]block.Run{{Text: r.Linked.Trial.Name}}, w.s.citeTrial(r.Linked.Trial)...)
		t.Rows = append(t.Rows, block.Row{ID: w.rowAnchor(i), Cells: [][]block.Run{name, block.T(people), block.T(outcomeText(r.Result)),
			block.T(lostText(r)), block.T(effectOf(c.Claim, r)), block.T(concerns(r))}})
	}
	if p := pictures.PoolOf(c.Assessment); p != nil && p.K > 1 {
		t.Rows = append(t.Rows, block.Row{ID: "pool-" + w.at, Total: true, Cells: [][]block.Run{block.T(tr.T("Together")), nil, nil, nil,
			block.B(words.Estimate(c.Claim, p.Estimate, p.CI95)), nil}})
	}
	if len(t.Rows) > 0 {
		t.Caption = words.EffectTitle(c.Claim)
		notes := sidesOf(c.Claim) + " " + tr.T("Lost: not observed at the end, in the treated and the control arm.")
		if slices.ContainsFunc(t.Rows, func(r block.Row) bool { return strings.Contains(block.Text(r.Cells[len(r.Cells)-1]), "↯") }) {
			notes += " " + tr.T("↯: the reviewer judged otherwise than the rules.")
		}
		t.Notes = append(t.Notes, block.T(notes))
		w.add(t)
	}
	w.notCounted()
}

// sidesOf says how the sign of an effect is read.
func sidesOf(c appraisal.Claim) string {
	null := "0"
	if c.Effect.Measure.Ratio() {
		null = "1"
	}
	left, right := words.EffectSides(c)
	if right == tr.T("for the claim") {
		return tr.T("Figures above %s speak for the statement, those below it against it.", null)
	}
	return tr.T("Figures above %s: %s; below it: %s.", null, right, left)
}

// concerns are the domains in which a result is rated High; ↯ where a reviewer decided otherwise than the rules.
func concerns(r rules.Row) string {
	var all []string
	for _, d := range appraisal.Domains {
		v := r.Domains[d]
		if v.Rating != appraisal.High {
			continue
		}
		name := words.InSentence(words.Domain(d))
		if v.Overruled {
			name += " ↯"
		}
		all = append(all, name)
	}
	if len(all) == 0 {
		return tr.T("none high")
	}
	return tr.Capital(strings.Join(all, ", "))
}

// notCounted names the linked trials that bear on the claim and do not count, reason by reason, each with its reference.
func (w *letterWriter) notCounted() {
	var reasons []string
	for _, r := range w.c.Rows {
		if !r.InPool && r.NotPooled != "" && r.Relation != appraisal.Context && !contains(reasons, r.NotPooled) {
			reasons = append(reasons, r.NotPooled)
		}
	}
	var all []sentence
	for _, why := range reasons {
		is := func(r rules.Row) bool { return !r.InPool && r.NotPooled == why && r.Relation != appraisal.Context }
		names := w.namesOf(is)
		refs := w.citesOf(is)
		link := w.basisLink()
		if len(refs) > 0 {
			link = refs[0].Link
		}
		all = append(all, sentence{tr.N(len(names), "%[2]s is not counted (%[3]s).", "%[2]s are not counted (%[3]s).", and(names), tr.Said(why)), link, refs})
	}
	w.say(all...)
}

func contains(all []string, s string) bool {
	for _, x := range all {
		if x == s {
			return true
		}
	}
	return false
}

// namesOf are the trials of some rows, each once.
func (w *letterWriter) namesOf(wanted func(rules.Row) bool) []string {
	var names []string
	for _, r := range w.c.Rows {
		if wanted(r) && !contains(names, r.Linked.Trial.Name) {
			names = append(names, r.Linked.Trial.Name)
		}
	}
	return names
}

// facts says how much of this nobody can look up.
func (w *letterWriter) facts() {
	if len(w.c.UncheckedFacts) > 0 {
		w.say(sentence{text: words.FactsBehind(w.c.Assessment), link: w.basisLink()})
	}
}
