package board

import (
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/pictures"
	"claimgrade/ui/signs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// summary is the traffic-light summary of a claim: for each domain a bar that divides the trials by their ratings, as
// risk-of-bias plots do. A part of a bar narrows the table to its trials.
type summary struct {
	b      *Board
	rows   []rules.Row
	bars   []*widgets.StackedBar
	groups [][]group // the parts of each bar
	at     []appraisal.Domain
}

// group are the trials of one rating in one domain.
type group struct {
	ratings []appraisal.Rating
	count   int
	weight  float64
}

// summaryCard divides the trials of the claim by their ratings; nil where nothing is linked.
func (b *Board) summaryCard() fyne.CanvasObject {
	s := &summary{b: b}
	b.summary = s
	pooled := 0
	for _, r := range b.view.Assessment.Rows {
		if !pictures.TakesPart(r) {
			continue
		}
		s.rows = append(s.rows, r)
		if weightOf(r) != nil {
			pooled++
		}
	}
	if len(s.rows) == 0 {
		return nil
	}
	weighted := pooled > 0 && !b.counted
	head := widgets.HStack(10, widgets.Fill(widgets.Heading(tr.T("Judgements by domain"))))
	if pooled > 0 {
		way := widgets.NewSegmented(widgets.Segments(tr.T("By weight"), tr.T("By number")), func(i int) {
			b.counted = i == 1
			b.show(b.view)
		})
		way.SetSelected(boolInt(!weighted))
		head.Add(widgets.MinWidth(190, way))
	}
	box := widgets.VStack(5, head)
	for _, d := range append(slices.Clone(appraisal.Domains[:]), "") {
		box.Add(s.bar(d, weighted))
	}
	box.Add(widgets.Caption(s.basis(weighted, pooled)))
	return widgets.NewCard(box)
}

// bar is the bar of a domain, or of the overall judgement for none.
func (s *summary) bar(d appraisal.Domain, weighted bool) fyne.CanvasObject {
	var total group
	groups := make([]group, len(pictures.RatingGroups))
	for i, ratings := range pictures.RatingGroups {
		groups[i].ratings = ratings
		for _, r := range s.rows {
			if !slices.Contains(ratings, pictures.RatingIn(r, d)) {
				continue
			}
			w := weightOf(r)
			if weighted && w == nil {
				continue
			}
			groups[i].count++
			if w != nil {
				groups[i].weight += *w
			}
		}
		total.count += groups[i].count
		total.weight += groups[i].weight
	}
	groups = slices.DeleteFunc(groups, func(g group) bool { return g.count == 0 })
	name := tr.T("Overall")
	if d != "" {
		name = words.Domain(d)
	}
	parts := make([]widgets.BarPart, len(groups))
	for i, g := range groups {
		sign := signs.Rating(g.ratings[0])
		trials := tr.N(g.count, "1 trial", "%d trials")
		p := widgets.BarPart{Share: float32(g.count) / float32(total.count), Label: trials, Mark: sign.Mark(), Tone: sign.Tone(),
			Hollow: g.ratings[0] == appraisal.NotExtracted, Tip: name + ": " + words.Judged(g.ratings[0]) + ", " + trials}
		if weighted {
			percent := tr.Number(100*g.weight/total.weight, 0) + " %"
			p.Share, p.Label = float32(g.weight/total.weight), percent
			p.Tip += ", " + tr.T("%s of the weight", percent)
		}
		p.Tip += ".\n" + tr.T("Click to see only these.")
		parts[i] = p
	}
	bar := widgets.NewStackedBar(parts, nil)
	bar.OnTapped = func(i int) {
		s.tapped(only{domain: d, ratings: groups[i].ratings, pooled: weighted}, bar.Chosen() == i)
	}
	s.bars, s.groups, s.at = append(s.bars, bar), append(s.groups, groups), append(s.at, d)
	return widgets.HStack(8, widgets.MinWidth(84, widgets.NewText(name, widgets.TextStyle{Size: theme.SizeSmall, Wrapping: widgets.OneLine})), widgets.Fill(bar))
}

// basis says what the bars count and which judgements.
func (s *summary) basis(weighted bool, pooled int) string {
	text := tr.T("Shares of the trials linked to the claim, %d in all; context is left out.", len(s.rows))
	if weighted {
		text = tr.N(len(s.rows), "Shares of the weight in the pool, as risk-of-bias plots have them: the only trial.",
			"Shares of the weight in the pool, as risk-of-bias plots have them: %[2]d of %[1]d trials.", pooled)
	}
	if a := s.b.view.Assessment; a.Judgements < a.JudgementsDue {
		text += " " + tr.T("What nobody has judged yet counts as the rules suggest it.")
	}
	return text
}

// tapped narrows the table to a part of a bar, or shows all again if it was narrowed to it.
func (s *summary) tapped(o only, again bool) {
	if again {
		s.b.rows.narrow(nil)
		return
	}
	s.b.rows.narrow(&o)
}

// mark shows the part that the table is narrowed to.
func (s *summary) mark(o *only) {
	for i, bar := range s.bars {
		at := -1
		if o != nil && s.at[i] == o.domain {
			at = slices.IndexFunc(s.groups[i], func(g group) bool { return g.ratings[0] == o.ratings[0] })
		}
		bar.SetChosen(at)
	}
}
