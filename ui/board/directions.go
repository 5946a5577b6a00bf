package board

import (
	"claimgrade/appraisal"
	"claimgrade/ui/figure"
	"claimgrade/ui/pictures"
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
		if !pictures.TakesPart(r) {
			continue
		}
		trials = append(trials, pictures.Directed(r))
		if onScale(r) == nil {
			missing++
		}
	}
	if missing == 0 {
		return nil
	}
	d := figure.Directions{Trials: trials, RatingHeadline: tr.T("Overall")}
	d.Against, d.For = words.EffectSides(c)
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
