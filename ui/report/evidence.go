package report

import (
	"strconv"

	"claimgrade/appraisal/rules"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// evidence is everything behind the claims of a request, in the order in which a reader asks for it: what is claimed, the
// verdict, the trials in one table, what the words cost, what would change it; then every trial with every domain, the
// steps to the verdict and the history. The rules are explained once, at the end.
func (s *Source) evidence() (block.Document, error) {
	title := tr.T("Evidence report: %s", s.Claims[0].Claim.Label)
	if n := len(s.Claims); n > 1 {
		title = tr.N(n, "Evidence report", "Evidence report on %d claims")
	}
	doc := s.document(title, block.Page)
	w := &evidenceWriter{s: s, rules: map[rules.ID]bool{}, told: map[string]block.Run{}}
	w.about()
	w.contents()
	for i := range s.Claims {
		w.claim(i)
	}
	w.appendix()
	doc.Blocks = w.out
	return doc, nil
}

// evidenceWriter gathers the blocks of an evidence report. Headings of a claim stand a level lower where there are several.
type evidenceWriter struct {
	s     *Source
	out   []block.Block
	rules map[rules.ID]bool    // named so far, to be explained in the appendix
	told  map[string]block.Run // answers and facts of a result that were listed already, with a link to where
	at    string               // what the ids of the claim being written begin with
	deep  int                  // how many levels its headings stand lower
}

func (w *evidenceWriter) add(blocks ...block.Block) { w.out = append(w.out, blocks...) }

func (w *evidenceWriter) say(runs ...block.Run) { w.add(block.Paragraph{Runs: runs}) }

func (w *evidenceWriter) note(text string) {
	if text != "" {
		w.add(block.Paragraph{Runs: block.T(text), Small: true})
	}
}

// section is a heading of the claim being written.
func (w *evidenceWriter) section(level int, id, text string) {
	if id != "" {
		id = w.at + "-" + id
	}
	w.add(block.Heading{Level: min(level+w.deep, 4), Text: text, ID: id})
}

// rule is the name of a rule, which leads to what it says.
func (w *evidenceWriter) rule(id rules.ID) block.Run {
	if _, known := rules.Find(id); !known {
		return block.Run{Text: string(id)}
	}
	w.rules[id] = true
	return block.Run{Text: string(id), Link: "#" + ruleAnchor(id)}
}

func ruleAnchor(id rules.ID) string { return "rule-" + string(id) }

// about says whose judgements these are and how the signs are read.
func (w *evidenceWriter) about() {
	whose := tr.T("No reviewer's judgements count here: every rating is the suggestion of the rules.")
	if name := w.s.Reviewer.Name; name != "" {
		whose = tr.T("The judgements of %s count. Where there is none, the suggestion of the rules stands in.", name)
	}
	w.note(whose + " " + tr.T("Rules %s; thresholds: %s.", rules.Version, tr.Said(w.s.Claims[0].Thresholds.OrDefault().Name)))
	w.add(block.Paragraph{Small: true, Runs: legend()})
}

// legend explains the signs.
func legend() []block.Run {
	var runs []block.Run
	for i, r := range legendRatings {
		lead := "   "
		if i == 0 {
			lead = ""
		}
		runs = append(runs, block.Run{Text: lead}, block.Run{Sign: rated(r), Text: words.Rating(r)})
	}
	return append(runs, block.Run{Text: ". " + tr.T("Hollow: suggested by the rules, judged by nobody. ↯: a reviewer decided otherwise than the rules.")})
}

// contents lists the claims where there are several.
func (w *evidenceWriter) contents() {
	if len(w.s.Claims) < 2 {
		return
	}
	t := block.Table{Columns: []block.Column{{Head: tr.T("No."), Share: 0.5, Align: block.Right, Narrow: true}, {Head: tr.T("Claim"), Share: 5},
		{Head: tr.T("Verdict"), Share: 2.4}, {Head: tr.T("Certainty"), Share: 1.2}, {Head: tr.T("Judged"), Share: 0.9, Align: block.Right, Narrow: true}}}
	for i, c := range w.s.Claims {
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{
			block.T(strconv.Itoa(i + 1)), {{Text: c.Claim.Label, Link: "#" + claimAnchor(i)}},
			block.T(verdictText(c)), block.T(words.Certainty(c.Certainty)), block.T(judgedCount(c)),
		}})
	}
	w.add(block.Heading{Level: 1, Text: tr.T("Contents"), ID: "contents"}, t)
}

func claimAnchor(i int) string { return "claim-" + strconv.Itoa(i+1) }

// judgedCount is how many of the judgements that count were given.
func judgedCount(c Claim) string {
	if c.JudgementsDue == 0 {
		return "–"
	}
	return tr.T("%d of %d", c.Judgements, c.JudgementsDue)
}

// claim writes all there is on one claim.
func (w *evidenceWriter) claim(i int) {
	c := w.s.Claims[i]
	w.at, w.deep = claimAnchor(i), 0
	if len(w.s.Claims) > 1 {
		w.deep = 1
		w.add(block.Pages{}, block.Heading{Level: 1, Text: strconv.Itoa(i+1) + ". " + c.Claim.Label, ID: w.at})
	}
	w.claimed(c)
	w.verdict(c)
	w.table(c)
	w.tally(c)
	w.duration(c)
	w.ledger(c)
	w.ladder(c)
	w.changes(c)
	w.trials(c)
	w.agreement(c)
	w.trace(c)
	w.unchecked(c)
	w.history(i)
}

// appendix explains the rules that were named, gives the numbers they read, and lists what was cited.
func (w *evidenceWriter) appendix() {
	var items [][]block.Run
	var ids []string
	for _, r := range rules.All() {
		if w.rules[r.ID] {
			items = append(items, []block.Run{{Text: string(r.ID), Bold: true}, {Text: " " + tr.Said(r.Text) + " "}, {Text: "(" + tr.Cited(r.Source) + ")", Italic: true}})
			ids = append(ids, ruleAnchor(r.ID))
		}
	}
	if len(items) > 0 {
		w.add(block.Heading{Level: 1, Text: tr.T("The rules named in this report"), ID: "rules"})
		w.note(tr.T("Each with what it says and, in parentheses, what it rests on. Rules %s.", rules.Version))
		list := block.List{}
		for i, runs := range items {
			list.Items = append(list.Items, block.Item{Runs: runs, ID: ids[i]})
		}
		w.add(list)
	}
	w.thresholds()
	w.add(w.s.references()...)
}
