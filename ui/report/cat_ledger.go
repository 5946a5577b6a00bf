package report

import (
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/whatif"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// mostMismatches are in the ledger of a topic.
const mostMismatches = 5

// misfit ranks how far a part is from the trials, the farthest first.
var misfit = []whatif.Match{whatif.NotMet, whatif.Partly, whatif.NotKnown, whatif.Met}

// ledgerTable sets those parts of the claim that the trials do not match, the worst first, beside what they did, and names
// the parts that match.
func ledgerTable(c Claim, level int) []block.Block {
	if len(c.Ledger) == 0 {
		return nil
	}
	var off []whatif.LedgerRow
	var fit []string
	for _, r := range c.Ledger {
		if r.Match == whatif.Met && len(r.Costs) == 0 {
			fit = append(fit, words.InSentence(words.Sentence(string(r.Part))))
			continue
		}
		off = append(off, r)
	}
	slices.SortStableFunc(off, func(a, b whatif.LedgerRow) int {
		if d := slices.Index(misfit, a.Match) - slices.Index(misfit, b.Match); d != 0 {
			return d
		}
		return len(b.Costs) - len(a.Costs)
	})
	var more []string
	for len(off) > mostMismatches {
		last := off[len(off)-1]
		more = append([]string{words.InSentence(words.Sentence(string(last.Part)))}, more...)
		off = off[:len(off)-1]
	}
	var notes []string
	if len(more) > 0 {
		notes = append(notes, tr.N(len(more), "1 more: %[2]s.", "%[1]d more: %[2]s.", strings.Join(more, ", ")))
	}
	if len(fit) > 0 {
		notes = append(notes, tr.T("Matches: %s.", strings.Join(fit, ", ")))
	}
	if c.Claim.Kind == appraisal.KindNotShown {
		notes = append(notes, tr.T("Of the effect that the claim says is not shown."))
	}
	blocks := []block.Block{block.Heading{Level: level, Text: tr.T("What the claim says and what the trials did")}}
	text := strings.Join(notes, " ")
	if len(off) == 0 {
		return append(blocks, block.Paragraph{Runs: block.T(text)})
	}
	t := block.Table{Columns: []block.Column{
		{Head: tr.T("Part"), Share: 1.3}, {Head: tr.T("The claim says"), Share: 1.7}, {Head: tr.T("The trials did"), Share: 3}, {Head: tr.T("It costs"), Share: 3.6},
	}}
	for _, r := range off {
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{
			{{Text: words.Sentence(string(r.Part)), Bold: true}, {Text: ": " + words.InSentence(words.Match(r.Match))}},
			block.T(words.LedgerText(r.Part, r.Claim)), block.T(didText(r)), block.T(costText(r.Costs)),
		}})
	}
	if text != "" {
		t.Notes = [][]block.Run{block.T(text)}
	}
	return append(blocks, t)
}

// mostDid is how many different things that trials did are told in one cell.
const mostDid = 2

// didText is what the trials did in a part: those alone that differ, where some are said to; equal ones together.
func didText(r whatif.LedgerRow) string {
	if r.Part == whatif.PartStrength {
		return tr.T("see the table of trials")
	}
	type group struct {
		text   string
		trials []string
	}
	var groups []group
	differing := slices.ContainsFunc(r.Trials, func(t whatif.Did) bool { return t.Differs != "" })
	for _, t := range r.Trials {
		text := t.Differs
		switch {
		case text == "" && differing:
			continue
		case text == "":
			text = words.LedgerText(r.Part, t.Text)
		}
		at := slices.IndexFunc(groups, func(g group) bool { return g.text == text })
		if at < 0 {
			groups = append(groups, group{text: text})
			at = len(groups) - 1
		}
		groups[at].trials = append(groups[at].trials, t.Trial)
	}
	var parts []string
	for i, g := range groups {
		if i == mostDid {
			n := 0
			for _, rest := range groups[i:] {
				n += len(rest.trials)
			}
			parts = append(parts, tr.N(n, "1 more trial", "%d more trials"))
			break
		}
		parts = append(parts, strings.Join(g.trials, ", ")+": "+shortened(g.text))
	}
	return strings.Join(parts, "; ")
}

func costText(costs []whatif.Cost) string {
	if len(costs) == 0 {
		return tr.T("Nothing")
	}
	parts := make([]string, len(costs))
	for i, x := range costs {
		parts[i] = tr.Said(x.Text) + " (" + string(x.Rule) + ")"
	}
	return tr.Capital(strings.Join(parts, "; "))
}

// longestDid is how many letters of what a trial did are told; the evidence report has all.
const longestDid = 64

// shortened is a text on one line, cut between two words where it is too long.
func shortened(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	letters := []rune(text)
	if len(letters) <= longestDid {
		return text
	}
	cut := string(letters[:longestDid-1])
	if at := strings.LastIndexByte(cut, ' '); at > 0 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:.") + "…"
}
