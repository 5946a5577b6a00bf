package report

import (
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// verdict is what the trials make of the claim, why, what was decided otherwise than by the rules, and what the reader
// must know.
func (w *evidenceWriter) verdict(c Claim) {
	w.section(1, "verdict", tr.T("Verdict"))
	head := []block.Run{{Text: verdictText(c), Bold: true}}
	if text := certaintyText(c.Certainty); text != "" {
		head = append(head, block.Run{Text: " · " + text + ", " + tr.T("GRADE-informed")})
	}
	if c.Rule != "" {
		head = append(head, block.Run{Text: " · " + tr.T("rule") + " "}, w.rule(c.Rule))
	}
	why := tr.Said(c.Summary)
	switch {
	case c.Verdict == "":
		why = tr.Said(c.WhyNone)
	case c.ByRules != "":
		why = tr.T("By the rules: %s", why)
	}
	band := block.Band{Tone: verdictTone(c.Verdict), Blocks: []block.Block{block.Paragraph{Runs: head}}}
	for _, text := range []string{why, words.Progress(c.Claim, c.Assessment)} {
		if text != "" {
			band.Blocks = append(band.Blocks, block.Paragraph{Runs: block.T(text), Small: text != why})
		}
	}
	w.add(band)
	w.decisions(c)
	w.steps(c)
	var notes []block.Item
	for _, n := range c.Notes {
		if !slices.ContainsFunc(c.Rows, func(r rules.Row) bool {
			return r.NotPooled != "" && n == r.Linked.Trial.Name+" is not pooled: "+r.NotPooled+"."
		}) {
			notes = append(notes, block.Item{Runs: block.T(tr.Said(n))}) // the others stand below the table
		}
	}
	if c.FactsUsed > 0 {
		notes = append(notes, block.Item{Runs: block.T(words.FactsBehind(c.Assessment))})
	}
	if len(notes) > 0 {
		w.section(2, "", tr.T("What the reader must know"))
		w.add(block.List{Items: notes})
	}
}

// decisions are those of the reviewer on steps to the verdict, and those of other reviewers, which do not count.
func (w *evidenceWriter) decisions(c Claim) {
	var items []block.Item
	for _, v := range c.Steps {
		if o := v.Overrule; o != nil {
			items = append(items, block.Item{Runs: []block.Run{{Text: "↯ " + words.Overruled(v), Bold: true},
				{Text: " " + o.Reason + after(" — ", joined(", ", w.s.Reviewer.Name, dayOf(o.At)))}}})
		}
	}
	for _, o := range c.Overrules {
		if o.Reviewer != c.Dossier.Reviewer || c.Dossier.Reviewer == "" {
			items = append(items, block.Item{Runs: block.T(tr.T("%s decided on %s: %s. It does not count here. Reason: %s", w.s.nameOf(o.Reviewer),
				words.StepWord(o.Step), words.StepValue(o.Step, o.Value), o.Reason))})
		}
	}
	if o := c.Judged; o != nil && o.CountOnce != nil {
		items = append(items, block.Item{Runs: block.T(tr.T("Risk of bias may explain why the trials differ. Counted once, inconsistency would be: %s.",
			words.StepValue(appraisal.StepInconsistency, tr.Number(float64(*o.CountOnce), 0))))})
	}
	if len(items) > 0 {
		w.section(2, "decisions", tr.T("Decided by reviewers"))
		w.add(block.List{Items: items})
	}
}

// steps are what the verdict is made of: what certainty was lowered for, and how far the parts of the wording are met.
func (w *evidenceWriter) steps(c Claim) {
	if len(c.Steps) < 2 { // the verdict alone stands above
		return
	}
	t := block.Table{Columns: []block.Column{{Head: tr.T("Step"), Share: 2}, {Head: tr.T("Comes to"), Share: 2.2}, {Head: tr.T("By the rules"), Share: 2.2}, {Head: tr.T("Rule"), Share: 1, Narrow: true}}}
	for _, v := range c.Steps {
		mark := ""
		if v.Overruled() {
			mark = "↯ "
		}
		row := block.Row{Total: v.Step == appraisal.StepVerdict, Cells: [][]block.Run{block.T(tr.Capital(words.StepWord(v.Step))),
			{{Text: mark + tr.Capital(words.StepValue(v.Step, v.Value)), Bold: v.Overruled()}}, block.T(tr.Capital(words.StepValue(v.Step, v.ByRules))), block.T("–")}}
		if v.Rule != "" {
			row.Cells[3] = []block.Run{w.rule(v.Rule)}
		}
		t.Rows = append(t.Rows, row)
	}
	w.section(2, "steps", tr.T("What it is made of"))
	w.add(t)
}

// ledger sets each part of the claim beside what the trials did, with what the difference costs.
func (w *evidenceWriter) ledger(c Claim) {
	if len(c.Ledger) == 0 {
		return
	}
	w.section(1, "ledger", tr.T("What the claim says and what the trials did"))
	if c.Claim.Kind == appraisal.KindNotShown {
		w.note(tr.T("Of the effect that the claim says is not shown."))
	}
	t := block.Table{Columns: []block.Column{{Head: tr.T("Part"), Share: 1.5}, {Head: tr.T("The claim says"), Share: 1.8}, {Head: tr.T("The trials did"), Share: 4.1}, {Head: tr.T("It costs"), Share: 2}}}
	for _, r := range c.Ledger {
		var costs []block.Run
		for i, x := range r.Costs {
			if i > 0 {
				costs = append(costs, block.Run{Text: "; "})
			}
			costs = append(costs, block.Run{Text: tr.Capital(tr.Said(x.Text)) + " "}, w.rule(x.Rule))
		}
		if costs == nil {
			costs = block.T(tr.T("Nothing"))
		}
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{
			{{Text: words.Sentence(string(r.Part)), Bold: true}, {Text: ": " + words.InSentence(words.Match(r.Match))}},
			block.T(words.LedgerText(r.Part, r.Claim)), did(r), costs}})
	}
	w.add(t)
}

// changes is what would move the verdict, how often it holds, and what would settle it.
func (w *evidenceWriter) changes(c Claim) {
	o := c.Judged
	switch {
	case c.Duration != nil:
		w.section(1, "changes", tr.T("What would change it?"))
		w.note(tr.T("A limit on duration compares the effect before the stated time with the effect after it. Such comparisons are not tried under other assumptions, so nothing tells what would change the verdict."))
		return
	case o == nil || o.Stability == nil || o.Stability.Variations == 0 && len(o.WhatWouldChange) == 0:
		return
	}
	w.section(1, "changes", tr.T("What would change it?"))
	if c.ByRules != "" {
		w.note(tr.T("All this is about the verdict that the rules come to, %s, not about the reviewer's: %s.",
			strings.ToLower(words.Verdict(c.ByRules)), strings.ToLower(words.Verdict(c.Verdict))))
	}
	if len(o.WhatWouldChange) == 0 {
		w.note(tr.T("Nothing that was tried, one change or two, would move the verdict or its certainty."))
	}
	for _, up := range []bool{true, false} {
		title := tr.T("Would lower the verdict or its certainty")
		if up {
			title = tr.T("Would raise the verdict or its certainty")
		}
		var items []block.Item
		for _, x := range o.WhatWouldChange {
			if x.Raises == up {
				items = append(items, block.Item{Runs: changeRuns(x)})
			}
		}
		if len(items) > 0 {
			w.section(2, "", title)
			w.add(block.List{Items: items})
		}
	}
	w.stability(c)
	w.settling(o.Study)
}

func (w *evidenceWriter) stability(c Claim) {
	s := c.Judged.Stability
	if s.Variations == 0 || c.Pooled == 0 { // without trials nothing was varied
		return
	}
	w.section(2, "stability", tr.T("How stable it is"))
	w.say(block.Run{Text: tr.T("The verdict holds in %d of %d variations", s.SameVerdict, s.Variations) + ".", Bold: true})
	w.note(tr.T("Varied are the smallest difference that matters, the set of thresholds, blinding, the direction of bias, the reviewer, and each trial left out in turn."))
	if len(s.DependsOn) == 0 {
		w.say(block.Run{Text: tr.T("It depends on none of these alone.")})
		return
	}
	w.say(block.Run{Text: tr.T("It depends on:")})
	var items []block.Item
	for _, f := range s.DependsOn {
		items = append(items, block.Item{Runs: changeRuns(rules.Change{Change: tr.Capital(tr.Said(f.Text)), Verdict: f.Verdict})})
	}
	w.add(block.List{Items: items})
}
