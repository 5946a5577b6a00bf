package main

import (
	"bytes"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
)

// This file prints what the claim's words cost (the mismatch ledger) and which wordings the trials support (the ladder).

// mismatch sets one part of the claim's wording beside what the trials did.
type mismatch struct {
	Part   whatif.Part  `json:"part"`
	Claim  string       `json:"claim"`
	Match  whatif.Match `json:"match"`
	Trials []did        `json:"trials"`
	Costs  []cost       `json:"costs"`
}

// did is what one trial did in that part.
type did struct {
	Trial   string  `json:"trial"`
	Text    string  `json:"text"`
	Differs *string `json:"differs"`
}

// cost is what the difference costs, and the rule that charges it.
type cost struct {
	Text string   `json:"text"`
	Rule rules.ID `json:"rule"`
}

// wording is one rung of the ladder.
type wording struct {
	Sentence  string               `json:"sentence"`
	Verdict   appraisal.Verdict    `json:"verdict"`
	Certainty *appraisal.Certainty `json:"certainty"`
	Rule      rules.ID             `json:"rule"`
	AsWorded  bool                 `json:"as_worded"`
}

// ledgerOf is empty for claims that are not judged over a pool of trials, and where no trial counts.
func ledgerOf(d appraisal.Dossier, a rules.Assessment) []mismatch {
	lines := []mismatch{}
	if a.Pooled == 0 {
		return lines
	}
	for _, r := range whatif.Ledger(d, a) {
		m := mismatch{Part: r.Part, Claim: r.Claim, Match: r.Match, Trials: []did{}, Costs: []cost{}}
		for _, t := range r.Trials {
			m.Trials = append(m.Trials, did{t.Trial, t.Text, given(t.Differs)})
		}
		for _, c := range r.Costs {
			m.Costs = append(m.Costs, cost{c.Text, c.Rule})
		}
		lines = append(lines, m)
	}
	return lines
}

func ladderOf(d appraisal.Dossier, a rules.Assessment) []wording {
	rungs := []wording{}
	for _, r := range whatif.Ladder(d, a) {
		rungs = append(rungs, wording{r.Sentence, r.Verdict, given(r.Certainty), r.Rule, r.AsWorded})
	}
	return rungs
}

// writeLedger writes a block a part: what the claim says, a line a trial, what the difference costs.
func writeLedger(b *bytes.Buffer, lines []mismatch) {
	if len(lines) == 0 {
		return
	}
	section(b, "WHAT THE CLAIM SAYS, WHAT THE TRIALS DID, AND WHAT THE DIFFERENCE COSTS")
	var table [][]string
	for _, m := range lines {
		table = append(table, []string{string(m.Part), "claim", orDash(m.Claim)})
		for _, t := range m.Trials {
			text := orDash(t.Text)
			if t.Differs != nil {
				text += "; differs: " + *t.Differs
			}
			table = append(table, []string{"", t.Trial, text})
		}
		table = append(table, []string{"", "match", matchWords(m.Match)})
		for _, c := range m.Costs {
			table = append(table, []string{"", "costs", c.Text + " (" + string(c.Rule) + ")"})
		}
	}
	writeLines(b, table)
}

func matchWords(m whatif.Match) string {
	if m == whatif.NotMet {
		return "does not match"
	}
	return string(m)
}

// writeLadder writes the wordings from the strongest to the weakest.
func writeLadder(b *bytes.Buffer, rungs []wording) {
	if len(rungs) == 0 {
		return
	}
	section(b, "WORDINGS, FROM THE STRONGEST TO THE WEAKEST (→ the claim as worded)")
	table := [][]string{{"", "verdict", "certainty", "rule", "wording"}}
	for _, r := range rungs {
		mark, certainty := "", "–"
		if r.AsWorded {
			mark = "→"
		}
		if r.Certainty != nil {
			certainty = plain(*r.Certainty)
		}
		table = append(table, []string{mark, words(r.Verdict), certainty, string(r.Rule), strings.Join(strings.Fields(r.Sentence), " ")})
	}
	writeLines(b, table)
}
