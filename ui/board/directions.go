package board

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/figure"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// directionsCard shows which way each trial points, beside the forest or in its place, where some trials have no estimate
// on the claim's scale; nil where all have one.
func (b *Board) directionsCard() fyne.CanvasObject {
	c := b.view.Dossier.Claim
	if c.Kind != appraisal.KindEffect && c.Kind != appraisal.KindNotShown {
		return nil
	}
	var trials []figure.Directed
	missing := 0
	for _, r := range b.view.Assessment.Rows {
		if !takesPart(r) {
			continue
		}
		trials = append(trials, directed(r))
		if onScale(r) == nil {
			missing++
		}
	}
	if missing == 0 {
		return nil
	}
	d := figure.Directions{Trials: trials, RatingHeadline: tr.T("Overall")}
	d.Against, d.For = sides(c)
	builds := []figure.Build{figure.EffectDirection(d), figure.Harvest(d)}
	picture := widgets.NewPicture(nil)
	captions := []string{
		tr.T("Effect-direction plot: an arrow a trial, larger with more people, whether or not it is statistically significant."),
		tr.T("Harvest plot: a bar a trial on the side it points to, higher with more people, with the sign of its overall judgement."),
	}
	caption := widgets.Caption("")
	choose := func(i int) {
		b.harvest = i == 1
		picture.SetBuild(builds[i])
		caption.SetText(captions[i])
		b.scroll.Resize(b.scroll.Size())
		b.scroll.Refresh()
	}
	way := widgets.NewSegmented(widgets.Segments(tr.T("Effect direction"), tr.T("Harvest plot")), choose)
	way.SetSelected(boolInt(b.harvest))
	picture.SetBuild(builds[boolInt(b.harvest)])
	caption.SetText(captions[boolInt(b.harvest)])
	why := tr.T("%d of %d trials have no estimate on the claim's scale, so the forest leaves them out.", missing, len(trials))
	if missing == len(trials) {
		why = tr.T("No trial has an estimate on the claim's scale, so there is no forest to draw.")
	}
	return widgets.NewCard(widgets.VStack(8,
		widgets.HStack(10, widgets.Fill(widgets.Heading(tr.T("Which way each trial points"))), widgets.MinWidth(230, way)),
		widgets.Small(why), picture, caption))
}

// directed is a trial as the plots of directions show it.
func directed(r rules.Row) figure.Directed {
	out := figure.Directed{Name: r.Linked.Trial.Name, RatedAs: tr.T("overall: %s", words.Rating(r.Overall)), From: numberFrom(r)}
	if r.N != nil {
		out.N = *r.N
	}
	switch {
	case r.Direction == appraisal.Favours:
		out.Direction = figure.PointsFor
	case r.Direction == appraisal.Against:
		out.Direction = figure.PointsAgainst
	case r.Direction == appraisal.Neither:
		out.Direction = figure.PointsNeither
	case r.Relation == appraisal.Mixed:
		out.Direction = figure.PointsBothWays
	}
	switch r.Overall {
	case appraisal.Low:
		out.Rating = figure.RatedLow
	case appraisal.SomeConcerns:
		out.Rating = figure.RatedSome
	case appraisal.High:
		out.Rating = figure.RatedHigh
	case appraisal.NoInformation:
		out.Rating = figure.RatedNoInfo
	}
	return out
}
