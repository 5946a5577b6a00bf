package report

import (
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/pictures"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// handout is what a journal club has before it: the claim, its trials as they were reported, an empty grid and four
// questions. It gives no judgement away, neither anybody's nor that of the rules: the room is to come to its own.
func (s *Source) handout() (block.Document, error) {
	title := tr.T("Journal club")
	if len(s.Claims) == 1 {
		title = tr.T("Journal club: %s", s.Claims[0].Claim.Label)
	}
	doc := s.document(title, block.Page)
	for i, c := range s.Claims {
		level := 1
		if len(s.Claims) > 1 {
			if i > 0 {
				doc.Blocks = append(doc.Blocks, block.Pages{})
			}
			s.refs = newReferences(strconv.Itoa(i+1) + "-")
			doc.Blocks = append(doc.Blocks, block.Heading{Level: 1, Text: c.Claim.Label})
			level = 2
		}
		doc.Blocks = append(doc.Blocks, block.Heading{Level: level, Text: tr.T("The claim")}, block.Band{Tone: "grey", Blocks: s.quoted(c)})
		studies := studiesOf(c)
		doc.Blocks = append(doc.Blocks, block.Heading{Level: level, Text: tr.T("The trials")}, s.reported(c, studies))
		front := len(studies)+len(s.refs.items) <= onFront
		if front {
			doc.Blocks = append(doc.Blocks, s.referencesAt(level)...)
		}
		doc.Blocks = append(doc.Blocks, block.Pages{}, block.Heading{Level: level, Text: tr.T("Your judgement")}, grid(studies)) // on the back, to write on
		doc.Blocks = append(doc.Blocks, prompts(level, len(studies))...)
		if !front {
			doc.Blocks = append(doc.Blocks, s.referencesAt(level)...)
		}
	}
	return doc, nil
}

// quoted is a claim in the article's words with its source in full, and as it was restated.
func (s *Source) quoted(c Claim) []block.Block {
	says, wording := tr.T("The article says:"), c.Claim.Wording
	if c.Claim.Key != "" { // the starter library copies no sentence of an article
		says = tr.T("The article says, paraphrased:")
	}
	var blocks []block.Block
	if wording != "" {
		blocks = append(blocks, block.Paragraph{Runs: []block.Run{{Text: says + " "}, {Text: tr.T("“%s”", wording), Italic: true, Quote: true}}})
	}
	if wording != c.Claim.Text {
		blocks = append(blocks, block.Paragraph{Runs: []block.Run{{Text: tr.T("In one sentence:") + " "}, {Text: c.Claim.Text, Bold: true}}})
	}
	source := vancouver(c.Document)
	if place := placeOf(c.Claim); place != "" {
		source = append(source, block.Run{Text: " " + tr.Capital(place) + "."})
	}
	return append(blocks, block.Paragraph{Small: true, Runs: source})
}

// study is a trial of a handout, with the result that is linked to the claim where there is one.
type study struct {
	name  string
	trial appraisal.Trial
	row   *rules.Row
}

// studiesOf are the trials of a claim in the order in which they were linked, or which it speaks of. Context is not to be
// appraised.
func studiesOf(c Claim) (out []study) {
	if c.Evidence != nil {
		rows, trials := tallied(c)
		for _, r := range rows {
			out = append(out, study{name: r.Trial, trial: trials[r.TrialUID]})
		}
		return out
	}
	names := pictures.Names(c.Rows)
	for i := range c.Rows {
		r := &c.Rows[i]
		if r.Linked.Link.Context || r.Linked.Link.ResultUID == "" && r.Relation == appraisal.Context {
			continue
		}
		out = append(out, study{names[i], r.Linked.Trial, r})
	}
	return out
}

// reported is the table of what the trials reported, without anything that somebody or the rules made of it.
func (s *Source) reported(c Claim, studies []study) block.Block {
	switch {
	case len(studies) == 0 && len(c.Rows) > 0:
		return block.Paragraph{Runs: block.T(tr.T("No trial that is linked to this claim in the library answers it. Which would you look for?"))}
	case len(studies) == 0:
		return block.Paragraph{Runs: block.T(tr.T("No trial is linked to this claim in the library. Which would you look for?"))}
	}
	t := block.Table{Columns: []block.Column{
		{Head: tr.T("Trial"), Share: 2.2},
		{Head: tr.T("n"), Share: 0.6, Align: block.Right, Narrow: true},
		{Head: tr.T("Comparator"), Share: 1.7},
		{Head: tr.T("Blinded"), Share: 0.9},
		{Head: tr.T("Outcome and time"), Share: 1.9},
		{Head: tr.T("Lost"), Share: 1.5},
		{Head: tr.T("Effect (95 % CI)"), Share: 2.3, Align: block.Right},
	}}
	if c.Evidence != nil { // of trials as such, not of a result of theirs
		t.Columns[4].Head = tr.T("Controlled phase")
		t.Columns[5].Share = 2.8
		t.Columns = t.Columns[:6]
	}
	hasEffects := false
	for _, x := range studies {
		f := x.trial.Facts
		cells := [][]block.Run{append([]block.Run{{Text: x.name}}, s.citeTrial(x.trial)...)}
		add := func(texts ...string) {
			for _, text := range texts {
				cells = append(cells, block.T(text))
			}
		}
		against := words.Short(factText(f, appraisal.FieldComparator))
		if r := x.row; r != nil {
			add(countText(r.N), against, blindedText(f), outcomeText(r.Result), lostText(*r), reportedEffect(c.Claim, *r))
			hasEffects = hasEffects || r.Estimate != nil && r.OnScale
		} else {
			add(factText(f, appraisal.FieldNRandomised), against, blindedText(f), factText(f, appraisal.FieldControlled), words.Short(factText(f, appraisal.FieldAttrition)))
		}
		t.Rows = append(t.Rows, block.Row{Cells: cells})
	}
	legend := tr.T("Blinded: P participants, C clinicians, A assessors, S statisticians.")
	if c.Evidence == nil {
		legend += " " + tr.T("Lost: experimental against control arm.")
	}
	t.Notes = append(t.Notes, block.T(legend))
	if hasEffects {
		left, right := words.EffectSides(c.Claim)
		null := "0"
		if c.Claim.Effect.Measure.Ratio() {
			null = "1"
		}
		t.Notes = append(t.Notes, block.T(words.EffectTitle(c.Claim)+". "+tr.T("Below %s: %s; above: %s", null, left, right)+"."))
	}
	return t
}

// factText is a fact in words, or a dash.
func factText(fs appraisal.Facts, k appraisal.FieldKey) string {
	f, ok := fs[k]
	field, known := appraisal.FieldOf(k)
	if !ok || !known {
		return "–"
	}
	if text := strings.TrimSpace(words.FactValue(field, f)); text != "" {
		return text
	}
	return "–"
}

// reportedEffect is an estimate or, where there is none on the claim's scale, what the report says of its direction.
func reportedEffect(c appraisal.Claim, r rules.Row) string {
	if text := words.RowEstimate(c, r); text != "" {
		return text
	}
	switch {
	case r.Estimate != nil:
		return tr.T("other scale")
	case r.Direction == appraisal.Neither:
		return tr.T("neither way")
	}
	return words.InSentence(factText(r.Result.Facts, appraisal.FieldDirection))
}

// Of few trials the grid has rows of more lines, and there is more room for answers, so that the back of the sheet is used
// and not more than it.
const (
	gridRows  = 3 // where no trial is linked
	fewTrials = 5
	veryFew   = 3
	onFront   = 11 // trials and references that one page holds below the claim
	emptyLine = 30 // spaces: formats give a column the width of what it holds
)

// linesFor is how many lines to write on there are for one trial in the grid, and for an answer.
func linesFor(trials int) (grid, answer int) {
	switch {
	case trials > fewTrials:
		return 2, 2
	case trials > veryFew:
		return 3, 2
	}
	return 3, 3
}

// grid is an empty table: trials against domains, with room for a sign and the reason.
func grid(studies []study) block.Block {
	t := block.Table{Columns: []block.Column{{Head: tr.T("Trial"), Share: 1.5}}}
	for _, d := range appraisal.Domains {
		t.Columns = append(t.Columns, block.Column{Head: words.Domain(d), Share: 1.4})
	}
	names := make([]string, gridRows)
	if len(studies) > 0 {
		names = names[:0]
		for _, x := range studies {
			names = append(names, x.name)
		}
	}
	line := strings.Repeat("\u00a0", emptyLine) // spaces that are not broken keep a line that holds nothing else
	lines, _ := linesFor(len(studies))
	room := line + strings.Repeat("\n"+line, lines-1)
	for _, n := range names {
		cells := [][]block.Run{block.T(n)}
		for range appraisal.Domains {
			cells = append(cells, block.T(room))
		}
		t.Rows = append(t.Rows, block.Row{Cells: cells})
	}
	t.Notes = [][]block.Run{
		block.T(tr.T("Write a sign and why: + low concern, – some, × high, ? not reported.")),
		block.T(tr.T("Blinding: could those who gave the outcome tell the treatment? Sample size: is the interval narrow enough to settle what matters? Follow-up: does the controlled time reach as far as the claim? Attrition: how many were lost, from which arm, and why?")),
	}
	return t
}

// prompts are the questions to a journal club, with lines to answer on.
func prompts(level, trials int) []block.Block {
	_, lines := linesFor(trials)
	blocks := []block.Block{block.Heading{Level: level, Text: tr.T("Four questions")}}
	for i, q := range []string{
		tr.T("What is compared with what in the trials, and is it what the claim compares?"),
		tr.T("Was the outcome read at the time of which the claim speaks?"),
		tr.T("Would the result stand if those who were lost had fared worse?"),
		tr.T("Would you word the claim so? If not, how?"),
	} {
		blocks = append(blocks, block.Lines{Label: strconv.Itoa(i+1) + ". " + q, Count: lines})
	}
	return append(blocks, block.Lines{Label: tr.T("What else"), Count: lines})
}
