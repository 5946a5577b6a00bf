package report

import (
	"fmt"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
	"claimgrade/ui/figure"
	"claimgrade/ui/figure/onpaper"
	"claimgrade/ui/pictures"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// cat is the critically appraised topic: what a claim comes to, and what that rests on, on one page. Of several claims
// one follows the other, each on a page of its own with its own references.
func (s *Source) cat() (block.Document, error) {
	if len(s.Claims) == 1 {
		c := s.Claims[0]
		doc := s.document(bottomLine(c), block.Sheet)
		doc.Blocks = s.topic(c, 1)
		return doc, nil
	}
	doc := s.document(tr.N(len(s.Claims), "1 critically appraised topic", "%d critically appraised topics"), block.Sheet)
	for i, c := range s.Claims {
		if i > 0 {
			doc.Blocks = append(doc.Blocks, block.Pages{})
		}
		s.refs = newReferences(fmt.Sprintf("%d-", i+1))
		doc.Blocks = append(doc.Blocks, block.Heading{Level: 1, Text: bottomLine(c)})
		doc.Blocks = append(doc.Blocks, s.topic(c, 2)...)
	}
	return doc, nil
}

// topic are the parts of one topic below its title. Headings begin at a level.
func (s *Source) topic(c Claim, level int) []block.Block {
	band := verdictBand(c)
	if text := basis(c); text != "" {
		band.Blocks = append(band.Blocks, block.Paragraph{Small: true, Runs: block.T(text)})
	}
	blocks := []block.Block{s.wording(c), s.about(c), band, s.question(c)}
	blocks = append(blocks, s.evidenceTables(c, level)...)
	blocks = append(blocks, s.plots(c)...)
	blocks = append(blocks, ledgerTable(c, level)...)
	blocks = append(blocks, changes(c, level)...)
	blocks = append(blocks, supportedWording(c)...)
	return append(blocks, s.referencesAt(level)...)
}

// How wide figures are drawn that stand beside one another. It is more than half a page has, so that they are drawn a little
// smaller than elsewhere, but no word below 6.5 points.
const (
	halfWidth  = 390
	forestHalf = 430 // it has no words as small as a legend's
)

// plots are the forest plot and the traffic lights of the trials beside each other, with what the forest says in words
// below both.
func (s *Source) plots(c Claim) []block.Block {
	if c.Claim.Kind == appraisal.KindEvidence { // it is about how trials were done, and its tally says that
		return nil
	}
	var side block.Beside
	var notes []string
	add := func(scene figure.Scene) { side = append(side, []block.Block{block.Figure{Scene: scene}}) }
	if f, ok := pictures.Forest(c.Claim, c.Assessment); ok {
		if f.Margin != "" {
			notes = append(notes, tr.T("Dashed: %s.", words.InSentence(strings.TrimSuffix(f.Margin, "."))))
		}
		if f.Pool != nil {
			notes = append(notes, f.Pool.Method)
			f.Pool.Method = ""
		}
		f.Notes, f.Margin, f.NoteHead = nil, "", ""
		add(f.Build(onpaper.Env(forestHalf)))
	}
	if scene, ok := s.trafficLight(c, halfWidth); ok {
		add(scene)
	}
	if len(side) == 0 {
		return nil
	}
	blocks := []block.Block{side}
	if len(notes) > 0 {
		blocks = append(blocks, block.Paragraph{Small: true, Runs: block.T(strings.Join(notes, " "))})
	}
	return blocks
}

// bottomLine is the title: what its people wrote, else the strongest wording that the trials support, else the verdict on
// the claim.
func bottomLine(c Claim) string {
	if text := strings.TrimSpace(c.Brief.BottomLine); text != "" {
		return text
	}
	if r, ok := supported(c); ok && c.ByRules == "" {
		return rungText(r)
	}
	return tr.T("%s: %s", words.Verdict(c.Verdict), c.Claim.Text)
}

// supported is the strongest wording of the ladder that the trials support.
func supported(c Claim) (whatif.Rung, bool) {
	for _, r := range c.Ladder {
		if r.Verdict == appraisal.Supported {
			return r, true
		}
	}
	return whatif.Rung{}, false
}

// rungText is a wording: that of the claim itself is somebody's own.
func rungText(r whatif.Rung) string {
	if r.AsWorded {
		return r.Sentence
	}
	return tr.Said(r.Sentence)
}

// wording is the claim in the article's words, with its source, and as it was restated to be judged.
func (s *Source) wording(c Claim) block.Block {
	var runs []block.Run
	says := tr.T("The article says:")
	if c.Claim.Key != "" { // the starter library copies no sentence of an article
		says = tr.T("The article says, paraphrased:")
	}
	if c.Claim.Wording != "" {
		runs = append(runs, block.Run{Text: says + " "}, block.Run{Text: tr.T("“%s”", c.Claim.Wording), Italic: true, Quote: true})
		runs = append(runs, s.lostWords(c.Claim.UID)...)
	} else {
		runs = append(runs, block.Run{Text: tr.T("The claim:") + " "}, block.Run{Text: c.Claim.Text, Italic: true})
	}
	if n := s.cite(c.Document.UID); n.Text != "" {
		runs = append(runs, n)
	}
	if place := placeOf(c.Claim); place != "" {
		runs = append(runs, block.Run{Text: " (" + place + ")"})
	}
	if last := &runs[len(runs)-1]; last.Raised || last.Italic {
		runs = append(runs, block.Run{Text: "."})
	} else {
		last.Text += "."
	}
	if c.Claim.Wording != "" && c.Claim.Wording != c.Claim.Text {
		runs = append(runs, block.Run{Text: " " + tr.T("Judged as:") + " "}, block.Run{Text: c.Claim.Text, Bold: true})
	}
	return block.Paragraph{Runs: runs}
}

// placeOf is where in the article the claim stands.
func placeOf(c appraisal.Claim) string {
	var parts []string
	if c.Anchor.Page > 0 {
		parts = append(parts, tr.T("page %d", c.Anchor.Page))
	}
	if c.Place != "" {
		parts = append(parts, c.Place)
	}
	return strings.Join(parts, ", ")
}

// about says who made the topic and when.
func (s *Source) about(c Claim) block.Block {
	by := c.Brief.PreparedBy
	if by == "" {
		by = s.Reviewer.Name
	}
	var parts []string
	if by != "" {
		parts = append(parts, tr.T("Prepared by %s", by))
		if who := s.Reviewer.Name; who != "" && who != by {
			parts = append(parts, tr.T("judgements of %s", who))
		}
	} else {
		parts = append(parts, tr.T("Prepared by: not named"))
	}
	if c.Brief.CheckedBy != "" {
		parts = append(parts, tr.T("checked by %s", c.Brief.CheckedBy))
	} else {
		parts = append(parts, tr.T("not checked by a second person"))
	}
	if s.Date != "" {
		parts = append(parts, dayOf(s.Date))
	}
	if c.Brief.RecheckBy != "" {
		parts = append(parts, tr.T("re-check by %s", dayOf(c.Brief.RecheckBy)))
	} else {
		parts = append(parts, tr.T("no date for a re-check"))
	}
	return block.Paragraph{Small: true, Runs: block.T(tr.Capital(strings.Join(parts, " · ")))}
}

// verdictBand is the verdict with its certainty, its rule, why, and what a reviewer decided otherwise.
func verdictBand(c Claim) block.Band {
	head := []block.Run{{Text: verdictText(c), Bold: true}}
	if text := certaintyText(c.Certainty); text != "" {
		head = append(head, block.Run{Text: " · " + text + ", " + tr.T("GRADE-informed")})
	}
	if c.Rule != "" {
		head = append(head, block.Run{Text: " · " + tr.T("rule %s", string(c.Rule))})
	}
	why := tr.Said(c.Summary)
	switch {
	case c.Verdict == "":
		why = tr.Said(c.WhyNone)
	case c.ByRules != "":
		why = tr.T("By the rules: %s", why)
	}
	blocks := []block.Block{block.Paragraph{Runs: head}}
	if why != "" {
		blocks = append(blocks, block.Paragraph{Runs: block.T(why)})
	}
	for _, v := range c.Steps {
		if v.Overrule != nil {
			blocks = append(blocks, block.Paragraph{Runs: []block.Run{{Text: "↯ " + words.Overruled(v), Bold: true}, {Text: " " + v.Overrule.Reason}}})
		}
	}
	return block.Band{Tone: verdictTone(c.Verdict), Blocks: blocks}
}

// question is what the claim is about, part by part, in two columns, so that it stays short.
func (s *Source) question(c Claim) block.Block {
	pairs := func(all ...string) (out block.Pairs) {
		for i := 0; i < len(all); i += 2 {
			if text := strings.TrimSpace(all[i+1]); text != "" {
				out = append(out, block.Pair{Label: all[i], Runs: block.T(text)})
			}
		}
		return out
	}
	horizon := ""
	if c.Claim.Kind == appraisal.KindEffect || c.Claim.Kind == appraisal.KindNotShown {
		horizon = words.Horizon(c.Claim.Effect)
	}
	left := pairs(tr.T("Question"), c.Brief.Question, tr.T("Population"), c.Claim.Population, tr.T("Intervention"), c.Claim.Intervention,
		tr.T("Comparator"), c.Claim.Comparator)
	outcome := pairs(tr.T("Outcome"), c.Claim.Outcome)
	right := pairs(tr.T("Horizon"), horizon)
	if cited := s.citedRuns(c); len(cited) > 0 { // the shorter column has the outcome
		left = append(left, outcome...)
		right = append(right, block.Pair{Label: tr.T("Cited source"), Runs: cited})
	} else {
		right = append(outcome, right...)
	}
	right = append(right, pairs(tr.T("Search"), searchText(c))...)
	if len(left) == 0 || len(right) == 0 {
		return append(left, right...)
	}
	return block.Beside{{left}, {right}}
}

// citedRuns say whether the source that the article cites says it; nothing where it cites none and nobody looked, and of
// claims about a source, which is their whole question.
func (s *Source) citedRuns(c Claim) []block.Run {
	said := c.Claim.Citation
	switch {
	case c.Claim.Kind == appraisal.KindReport || said.Cited == "" && said.Finding == "":
		return nil
	case said.Cited == "":
		return block.T(words.CitationFinding(said.Finding))
	}
	runs := []block.Run{{Text: said.Cited}}
	if said.Actual == "" {
		runs = append(runs, s.citeNamed(c)...)
	}
	return append(runs, block.Run{Text: ": " + words.InSentence(words.CitationFinding(said.Finding))})
}

// searchText says how the trials were found; where nobody wrote that down, what the verdict then covers.
func searchText(c Claim) string {
	if text := strings.TrimSpace(c.Brief.Search); text != "" {
		return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' }), "; ")
	}
	switch {
	case c.Claim.Kind == appraisal.KindReport || c.Claim.Kind == appraisal.KindNoTrial:
		return ""
	case c.Claim.Kind == appraisal.KindEvidence && len(c.Claim.Evidence.Frame) > 0:
		return tr.T("None recorded: the verdict covers this library only.")
	}
	return tr.T("None recorded: the verdict covers the linked trials only.")
}

// mostChanges are told, so that the topic fits its page.
const mostChanges = 3

// changes are what would raise or lower the verdict: of both some, where there are both.
func changes(c Claim, level int) []block.Block {
	title := tr.T("What would change it")
	heading := block.Heading{Level: level, Text: title}
	if c.Duration != nil {
		return []block.Block{heading, block.Paragraph{Runs: block.T(tr.T("Comparisons of the time before and after are not tried under other assumptions."))}}
	}
	o := c.Judged
	if o == nil || o.Stability == nil || o.Stability.Variations == 0 && len(o.WhatWouldChange) == 0 {
		return nil
	}
	if n := len(o.WhatWouldChange); n > mostChanges {
		heading.Text = tr.T("%s (%d of %d)", title, mostChanges, n)
	}
	blocks := []block.Block{heading}
	if c.ByRules != "" {
		blocks = append(blocks, block.Paragraph{Runs: block.T(tr.T("Of the verdict by the rules, %s:", words.InSentence(words.Verdict(c.ByRules))))})
	}
	list := block.List{}
	for _, x := range someOf(o.WhatWouldChange) {
		list.Items = append(list.Items, block.Item{Runs: changeRuns(x)})
	}
	if len(list.Items) == 0 {
		blocks = append(blocks, block.Paragraph{Runs: block.T(tr.T("Nothing that was tried, one change or two, would move the verdict or its certainty."))})
	} else {
		blocks = append(blocks, list)
	}
	return blocks
}

// someOf chooses the changes to tell: in turn one that raises and one that lowers, in the order in which they were found.
func someOf(all []rules.Change) []rules.Change {
	chosen := make([]bool, len(all))
	up := true
	for n := 0; n < min(mostChanges, len(all)); n++ {
		at := -1
		for i, x := range all {
			if !chosen[i] && (x.Raises == up || at < 0) {
				at = i
				if x.Raises == up {
					break
				}
			}
		}
		chosen[at], up = true, !up
	}
	var out []rules.Change
	for i, x := range all {
		if chosen[i] {
			out = append(out, x)
		}
	}
	return out
}

func changeRuns(x rules.Change) []block.Run {
	runs := []block.Run{{Text: tr.Said(x.Change) + " → "}, {Text: words.Verdict(x.Verdict), Bold: true}}
	if x.Certainty != "" {
		runs = append(runs, block.Run{Text: ", " + tr.T("%s certainty", words.InSentence(words.Certainty(x.Certainty)))})
	}
	return runs
}

// supportedWording is the strongest wording that the trials support, with its certainty. Where it is the title, it is not
// written out again.
func supportedWording(c Claim) []block.Block {
	if len(c.Ladder) == 0 {
		return nil
	}
	runs := []block.Run{{Text: tr.T("Wording that the trials support:") + " ", Bold: true}}
	r, ok := supported(c)
	switch {
	case !ok:
		return []block.Block{block.Paragraph{Runs: append(runs, block.Run{Text: tr.T("none of those that were tried.")})}}
	case rungText(r) == bottomLine(c) && r.AsWorded:
		runs = append(runs, block.Run{Text: tr.T("as in the title, which is the claim as worded.")})
	case rungText(r) == bottomLine(c):
		runs = append(runs, block.Run{Text: tr.T("as in the title.")})
	default:
		runs = append(runs, block.Run{Text: rungText(r)})
	}
	if r.AsWorded && rungText(r) != bottomLine(c) {
		runs = append(runs, block.Run{Text: " " + tr.T("(as worded)")})
	}
	if r.Certainty != "" {
		runs = append(runs, block.Run{Text: " " + certaintyText(r.Certainty) + "."})
	}
	return []block.Block{block.Paragraph{Runs: runs}}
}

// basis says how much of the verdict rests on judgements, and on facts that somebody can look up.
func basis(c Claim) string {
	var parts []string
	if text := words.Progress(c.Claim, c.Assessment); text != "" {
		parts = append(parts, text)
	}
	if len(c.UncheckedFacts) > 0 {
		parts = append(parts, words.FactsBehind(c.Assessment))
	}
	if c.OtherTimeNote != "" {
		parts = append(parts, tr.Said(c.OtherTimeNote))
	}
	return strings.Join(parts, " ")
}
