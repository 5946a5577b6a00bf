package drawer

import (
	"claimgrade/appraisal"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// restsOn is what a judgement in a domain rests on, so that it need not hold for another claim.
var restsOn = map[appraisal.Domain]string{
	appraisal.Blinding:   tr.Key("Blinding rests on the outcome and on who assessed it."),
	appraisal.SampleSize: tr.Key("Sample size rests on the result used and on the smallest difference that matters to the claim."),
	appraisal.FollowUp:   tr.Key("Follow-up rests on the time that the claim speaks of."),
	appraisal.Attrition:  tr.Key("Attrition rests on the result used: who was lost to it."),
}

// fillCopied says that a judgement came with a copy from another claim, until the reviewer gives one here.
func (p *page) fillCopied(a appraisal.Appraisal) {
	p.copied.Objects = nil
	if rating, claim, ok := a.Copied(); ok {
		p.copied.Add(p.copiedNote(a.Domain, rating, claim))
	}
	p.copied.Refresh()
}

func (p *page) copiedNote(dom appraisal.Domain, rating appraisal.Rating, claim string) fyne.CanvasObject {
	label := p.d.s.ClaimLabel(claim)
	origin := tr.T("%s was copied from another claim.", words.Rating(rating))
	if label != "" {
		origin = tr.T("%s was copied from “%s”.", words.Rating(rating), label)
	}
	keep := widgets.NewButton(tr.T("Keep %s", words.Rating(rating)), func() { p.d.judge(rating) }).SetCompact()
	if p.d.s.Lib.ReadOnly() {
		keep.SetDisabled(tr.T(readOnly))
	}
	row := []fyne.CanvasObject{keep}
	if label != "" {
		row = append(row, widgets.NewSmallLink(tr.T("Open that claim"), func() {
			p.d.s.Go(session.Place{Kind: session.ClaimPlace, UID: claim})
		}))
	}
	said := widgets.NewText(origin+" "+tr.T("Judge it again for this claim.")+" "+tr.T(restsOn[dom]),
		widgets.TextStyle{Size: theme.SizeSmall, Color: theme.Amber.Ink()})
	return widgets.NewWell(widgets.VStack(8,
		widgets.HStackTop(8, widgets.Pad(2, 0, 0, 0, widgets.NewMark(widgets.MarkExclaim, 14, theme.Amber.Ink())), widgets.Fill(said)),
		widgets.HStack(12, append(row, widgets.Spacer())...))).SetColors(theme.Amber.Soft(), theme.Amber.Soft())
}
