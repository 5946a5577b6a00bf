package report

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/figure"
	"claimgrade/ui/figure/onpaper"
	"claimgrade/ui/pictures"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// What a slide holds: trials in a table, references, and a figure, as wide as it may be drawn and as high to its width.
const (
	trialsOnSlide     = 8
	referencesOnSlide = 8
	narrowestOnSlide  = 560.0
	widestOnSlide     = 1000.0
	highestOnSlide    = 0.42
)

// slides are the board of a claim to be shown to a room: one thing a slide, with where the numbers came from in the
// notes of who speaks.
func (s *Source) slides() (block.Document, error) {
	title := tr.N(len(s.Claims), "1 claim and its trials", "%d claims and their trials")
	if len(s.Claims) == 1 {
		title = s.Claims[0].Claim.Label
	}
	doc := s.document(title, block.Slides)
	for _, c := range s.Claims {
		for _, slide := range s.slidesOf(c) {
			doc.Blocks = append(doc.Blocks, slide)
		}
	}
	for _, slide := range referenceSlides(s.refs.items) {
		doc.Blocks = append(doc.Blocks, slide)
	}
	return doc, nil
}

// referenceSlides are the references on as many slides as they take to be read.
func referenceSlides(items []block.Item) (out []block.Slide) {
	parts := (len(items) + referencesOnSlide - 1) / referencesOnSlide
	for part := range parts {
		from, to := part*len(items)/parts, (part+1)*len(items)/parts
		title := tr.T("References")
		if parts > 1 {
			title = tr.T("%s (%d of %d)", title, part+1, parts)
		}
		out = append(out, block.Slide{Title: title, Blocks: []block.Block{block.List{Items: items[from:to], Numbered: true, Small: true, After: from}}})
	}
	return out
}

// slidesOf are the slides of a claim.
func (s *Source) slidesOf(c Claim) []block.Slide {
	all := []block.Slide{s.claimSlide(c), questionSlide(c)}
	if aboutEffect(c) {
		all = append(all, s.trialSlides(c)...)
	} else {
		all = append(all, sectioned(s.evidenceTables(c, 1), nil)...)
	}
	all = append(all, s.figureSlides(c)...)
	all = append(all, sectioned(ledgerTable(c, 1), block.T(tr.T("Each part is charged by itself, as if all others fitted; the rule that charges it stands in brackets.")))...)
	all = append(all, verdictSlide(c))
	all = append(all, restSlide(c)...)
	all = append(all, sectioned(changes(c, 1), nil)...)
	return append(all, ladderSlides(c)...)
}

// aboutEffect reports whether what the trials found bears on a claim, not only how they were done or what a source says.
func aboutEffect(c Claim) bool {
	return c.Claim.Kind == appraisal.KindEffect || c.Claim.Kind == appraisal.KindNotShown
}

func (s *Source) claimSlide(c Claim) block.Slide {
	blocks := s.quoted(c)
	if n := s.cite(c.Document.UID); n.Text != "" { // the list of references has it, too
		last := blocks[len(blocks)-1].(block.Paragraph)
		last.Runs = append(last.Runs, n)
		blocks[len(blocks)-1] = last
	}
	return block.Slide{Title: c.Claim.Label, Blocks: blocks, Notes: notes(tr.T("Let the room read the sentence first: what does it assert, of whom, against what, and for how long?"), by(s, c))}
}

// by says who made the slides' judgements.
func by(s *Source, c Claim) string {
	who := c.Brief.PreparedBy
	if who == "" {
		who = s.Reviewer.Name
	}
	if who == "" {
		return ""
	}
	return tr.T("Prepared by %s.", strings.TrimSuffix(who, "."))
}

func questionSlide(c Claim) block.Slide {
	e := c.Claim.Effect
	said := []string{}
	if aboutEffect(c) {
		said = append(said, pictures.Margin(c.Claim))
	}
	if c.Claim.Kind == appraisal.KindEffect {
		strength := tr.T("Strength of wording: %s.", words.InSentence(words.Assertiveness(e.Assertiveness)))
		if size := words.Magnitude(e.Magnitude); size != "" {
			strength += " " + tr.T("Size asserted: %s.", words.InSentence(size))
		}
		said = append(said, strength)
	}
	var pairs block.Pairs
	add := func(label, text string) {
		if text = strings.TrimSpace(text); text != "" {
			pairs = append(pairs, block.Pair{Label: label, Runs: block.T(text)})
		}
	}
	add(tr.T("Question"), c.Brief.Question)
	add(tr.T("Population"), c.Claim.Population)
	add(tr.T("Intervention"), c.Claim.Intervention)
	add(tr.T("Comparator"), c.Claim.Comparator)
	add(tr.T("Outcome"), c.Claim.Outcome)
	if aboutEffect(c) {
		add(tr.T("Horizon"), words.Horizon(e))
	}
	add(tr.T("Cited source"), c.Claim.Citation.Cited)
	add(tr.T("Search"), searchText(c))
	return block.Slide{Title: tr.T("What is asked"), Blocks: []block.Block{pairs}, Notes: notes(said...)}
}

// notes are what stands in the notes of who speaks, a line each.
func notes(lines ...string) []block.Run {
	var said []string
	for _, l := range lines {
		if l = strings.TrimSpace(l); l != "" {
			said = append(said, l)
		}
	}
	if len(said) == 0 {
		return nil
	}
	return block.T(strings.Join(said, "\n"))
}

// trialSlides are the table of the trials, on as many slides as it takes.
func (s *Source) trialSlides(c Claim) (out []block.Slide) {
	var rows []rules.Row
	for _, r := range c.Rows {
		if pictures.TakesPart(r) {
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		text := block.T(tr.T("No linked trial bears on this claim."))
		return []block.Slide{{Title: tr.T("What the trials show"), Blocks: []block.Block{block.Paragraph{Runs: spaced(text, s.contextOnly(c.Rows, anyRoom))}}}}
	}
	names := pictures.Names(rows)
	parts := (len(rows) + trialsOnSlide - 1) / trialsOnSlide
	for part := range parts {
		from, to := part*trialsOnSlide, min((part+1)*trialsOnSlide, len(rows))
		title := tr.T("What the trials show")
		if parts > 1 {
			title = tr.T("%s (%d of %d)", title, part+1, parts)
		}
		t := block.Table{Columns: []block.Column{{Head: tr.T("Trial"), Share: 2.6}, {Head: tr.T("n"), Share: 0.6, Align: block.Right, Narrow: true}, {Head: tr.T("Shows"), Share: 1.9}}}
		for _, d := range appraisal.Domains {
			t.Columns = append(t.Columns, block.Column{Head: words.Domain(d), Share: 1.4, Align: block.Center})
		}
		t.Columns = append(t.Columns, block.Column{Head: tr.T("Overall"), Share: 1.3, Align: block.Center}, block.Column{Head: words.EffectTitle(c.Claim), Share: 3, Align: block.Right, Narrow: true})
		var sources []string
		for i, r := range rows[from:to] {
			t.Rows = append(t.Rows, block.Row{Cells: s.trialCells(c, r, names[from+i])})
			if n := words.NumberFrom(r); n != "" {
				sources = append(sources, names[from+i]+":\n"+n)
			}
		}
		t.Notes = append(t.Notes, block.T(slideLegend(rows[from:to])))
		if apart := s.contextOnly(c.Rows, anyRoom); part == parts-1 && len(apart) > 0 {
			t.Notes = append(t.Notes, apart)
		}
		out = append(out, block.Slide{Title: title, Blocks: []block.Block{t}, Notes: notes(sources...)})
	}
	return out
}

// trialCells are a trial's cells on a slide.
func (s *Source) trialCells(c Claim, r rules.Row, name string) [][]block.Run {
	effect := words.RowEstimate(c.Claim, r)
	if effect == "" {
		effect = words.NoEstimate(r)
	}
	shows := relationSign(r).Symbol + "\u00a0" + words.Relation(r.Relation) // in letters, for the word stands beside the sign
	if r.Overrule {
		shows += " ↯"
	}
	cells := [][]block.Run{append([]block.Run{{Text: name}}, s.citeTrial(r.Linked.Trial)...), block.T(countText(r.N)), block.T(shows)}
	for _, d := range appraisal.Domains {
		cells = append(cells, block.S(ratingSign(r.Domains[d])))
	}
	return append(cells, block.S(overallSign(r)), effectRuns(effect, r))
}

// slideLegend says what the signs of a table are: of those only that it has.
func slideLegend(rows []rules.Row) string {
	text := tr.T("+ low risk, – some concerns, × high risk, ? no information.")
	hollow, overruled := false, false
	for _, r := range rows {
		overruled = overruled || r.Overrule
		for _, d := range appraisal.Domains {
			hollow, overruled = hollow || !r.Domains[d].Judged, overruled || r.Domains[d].Overruled
		}
	}
	if hollow {
		text += " " + tr.T("Hollow: suggested by the rules, not confirmed by anybody.")
	}
	if overruled {
		text += " " + tr.T("↯: the reviewer judged otherwise than the rules.")
	}
	return text
}

// figureSlides are the forest or, where some trials have no estimate for it, which way each points, and the judgements.
func (s *Source) figureSlides(c Claim) (out []block.Slide) {
	add := func(k FigureKind, title string, said ...string) bool {
		scene, below, ok := onSlide(c, k)
		if ok {
			out = append(out, block.Slide{Title: title, Blocks: []block.Block{block.Figure{Scene: scene, Share: 1}}, Notes: notes(append(below, said...)...)})
		}
		return ok
	}
	if c.Claim.Kind == appraisal.KindReport || c.Claim.Kind == appraisal.KindNoTrial {
		return nil
	}
	said := leftOut(c.Rows)
	if p := pictures.PoolOf(c.Assessment); p != nil {
		said = append([]string{words.AboutPool(c.Claim, p)}, said...)
	}
	if aboutEffect(c) && !add(ForestPlot, tr.T("Forest plot"), said...) {
		add(EffectDirection, tr.T("Which way each trial points"),
			tr.T("No trial has an estimate on the claim's scale, so there is no forest to draw."),
			tr.T("Effect-direction plot: an arrow a trial, larger with more people, whether or not it is statistically significant."))
	}
	add(TrafficLight, tr.T("Judgements by trial"), block.Text(judgementNotes(c)))
	return out
}

// onSlide is a figure that fills a slide: drawn as narrow as it can be without being too high, so that its words are large.
// What a forest says in small words below it is for who speaks.
func onSlide(c Claim, k FigureKind) (scene figure.Scene, said []string, ok bool) {
	drawn, ok := build(c, k)
	if !ok {
		return scene, nil, false
	}
	if k == ForestPlot {
		f, _ := pictures.Forest(c.Claim, c.Assessment)
		if said = f.Notes; f.Pool != nil {
			said = append([]string{f.Pool.Method}, said...)
			f.Pool.Method = ""
		}
		f.Notes = nil
		drawn = f.Build
	}
	for width := narrowestOnSlide; width <= widestOnSlide; width += 40 {
		if scene = drawn(onpaper.Env(width)); scene.Height <= width*highestOnSlide {
			break
		}
	}
	return scene, said, true
}

// judgementNotes say how far the judgements have come, and which overrule the rules, with the reason.
func judgementNotes(c Claim) []block.Run {
	said := []string{basis(c)}
	for _, r := range c.Rows {
		for _, d := range appraisal.Domains {
			if v := r.Domains[d]; v.Overruled {
				said = append(said, tr.T("↯ %s, %s: %s instead of %s.", r.Linked.Trial.Name, words.InSentence(words.Domain(d)), words.InSentence(words.Rating(v.Rating)),
					words.InSentence(words.Rating(v.Suggestion.Rating)))+" "+v.Appraisal.Reason)
			}
		}
	}
	return notes(said...)
}

// verdictSlide is the verdict with its certainty, its rule and why.
func verdictSlide(c Claim) block.Slide {
	said := []string{}
	for _, l := range c.Trace {
		said = append(said, string(l.Rule)+": "+tr.Said(l.Text))
	}
	return block.Slide{Title: tr.T("Verdict"), Blocks: []block.Block{verdictBand(c)}, Notes: notes(said...)}
}

// restSlide says how firm the verdict is: how much of it is judged and checked, and whether it stands when what it rests
// on is varied.
func restSlide(c Claim) []block.Slide {
	var blocks []block.Block
	if text := basis(c); text != "" {
		blocks = append(blocks, block.Paragraph{Runs: block.T(text)})
	}
	varied := ""
	if c.Judged != nil && c.Judged.Stability != nil && c.Judged.Stability.Variations > 0 {
		st := c.Judged.Stability
		holds := tr.T("The verdict holds in %d of %d variations", st.SameVerdict, st.Variations) + "."
		varied = tr.T("Varied are the smallest difference that matters, the set of thresholds, blinding, the direction of bias, the reviewer, and each trial left out in turn.")
		var list block.List
		for _, f := range st.DependsOn {
			list.Items = append(list.Items, block.Item{Runs: []block.Run{{Text: tr.Capital(tr.Said(f.Text)) + " → "}, {Text: words.Verdict(f.Verdict), Bold: true}}})
		}
		if len(list.Items) == 0 {
			blocks = append(blocks, block.Paragraph{Runs: block.T(holds + " " + tr.T("It depends on none of these alone."))})
		} else {
			blocks = append(blocks, block.Paragraph{Runs: block.T(holds + " " + tr.T("It depends on:"))}, list)
		}
	}
	if len(blocks) == 0 {
		return nil
	}
	return []block.Slide{{Title: tr.T("What it rests on"), Blocks: blocks, Notes: notes(varied)}}
}

// ladderSlides are the wordings that were tried, from the strongest to the weakest, with the verdict on each.
func ladderSlides(c Claim) []block.Slide {
	if len(c.Ladder) == 0 {
		return nil
	}
	t := block.Table{Columns: []block.Column{{Head: tr.T("Wording"), Share: 5}, {Head: tr.T("Verdict"), Share: 1.8}, {Head: tr.T("Certainty"), Share: 1.6}}}
	for _, r := range c.Ladder {
		wording := []block.Run{{Text: rungText(r), Bold: r.Verdict == appraisal.Supported}}
		if r.AsWorded {
			wording = append(wording, block.Run{Text: " " + tr.T("(as worded)")})
		}
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{wording,
			{{Text: words.Verdict(r.Verdict), Bold: r.Verdict == appraisal.Supported}, {Text: " (" + string(r.Rule) + ")"}}, block.T(certaintyText(r.Certainty))}})
	}
	return []block.Slide{{Title: tr.T("Wording that the trials support"), Blocks: []block.Block{t},
		Notes: notes(tr.T("From the strongest to the weakest, each judged like the claim itself."))}}
}

// sectioned makes a slide of each section of blocks: what follows a heading up to the next.
func sectioned(blocks []block.Block, said []block.Run) (out []block.Slide) {
	for _, b := range blocks {
		if h, ok := b.(block.Heading); ok {
			out = append(out, block.Slide{Title: h.Text, Notes: said})
		} else if n := len(out); n > 0 {
			out[n-1].Blocks = append(out[n-1].Blocks, b)
		}
	}
	return out
}
