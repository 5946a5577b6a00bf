package drawer

import (
	"math"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/stats"
	"claimgrade/appraisal/whatif"
	"claimgrade/ui/figure"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// lostPart asks what the result would be had the lost fared otherwise: a slider for the assumption, the result under it
// beside the reported one, and the tipping point. It stores nothing.
type lostPart struct {
	object  *fyne.Container
	asked   fyne.CanvasObject // all that a slider needs; hidden where something hinders
	why     *widgets.Text
	assumes *widgets.Text
	slider  *widgets.Slider
	picture *widgets.Picture
	found   *widgets.Text
	tip     *widgets.Text
	caution *widgets.Text

	lost  whatif.Lost
	words lostWords
	scale figure.Scale
}

func newLostPart() *lostPart {
	p := &lostPart{why: widgets.Caption(""), assumes: widgets.Small(""), picture: widgets.NewPicture(nil),
		found: widgets.Small(""), tip: widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Bold: true}), caution: widgets.Caption("")}
	p.slider = widgets.NewSlider(func(int) { p.assume() })
	p.slider.SetTip(tr.T("Drag, or use the arrow keys, to assume another fate of the lost"))
	p.asked = widgets.NewFrame(widgets.VStack(6, widgets.Bold(tr.T("What if the lost had fared otherwise?")), p.assumes, p.slider, p.picture, p.found, p.tip, p.caution))
	p.object = widgets.VStack(0, p.why, p.asked)
	return p
}

// show asks of a row. The slider stays where it is as long as the question is the same.
func (p *lostPart) show(claim appraisal.Claim, row rules.Row) {
	lost, hindered := whatif.LostOf(row)
	p.why.Hidden = hindered == whatif.NotHindered
	if hindered != whatif.NotHindered {
		p.asked.Hide()
		p.why.SetText(hindranceWords(hindered))
		p.lost = whatif.Lost{}
		return
	}
	p.asked.Show()
	p.words = lostWordsOf(claim, row, lost)
	if lost != p.lost {
		p.lost = lost
		p.slider.SetRange(lost.Steps, p.words.least(), p.words.most())
		p.slider.SetMarks(p.marks()...)
		p.slider.SetValue(lost.Start)
		p.scale = p.scaleOfAll(claim, row)
	}
	p.tip.SetText(p.words.tip())
	p.caution.SetText(p.words.caution())
	p.assume()
}

// marks are the positions that mean something, from left to right.
func (p *lostPart) marks() (out []widgets.SliderMark) {
	mark := func(at float64, label string, tone theme.Tone) {
		if at >= 0 && at <= float64(p.lost.Steps) {
			out = append(out, widgets.SliderMark{At: at, Label: label, Tone: tone})
		}
	}
	tipping, like := tr.T("tipping point"), tr.T("like those followed")
	if p.lost.Counts {
		most, fewest := p.lost.TipsOfCounts()
		mark(float64(most), tipping, theme.Red)
		if most != p.lost.Start {
			mark(float64(p.lost.Start), like, theme.Grey)
			mark(float64(fewest), tipping, theme.Red)
		}
		return out
	}
	if tip, ok := p.lost.Tip(); ok {
		mark(tip/p.lost.Step, tipping, theme.Red)
	}
	if e, ok := p.lost.Reported(); ok && !p.lost.OfOther {
		// As much worse as the arms differ: the method's jump to reference.
		mark(math.Abs(e.Value)/p.lost.Step, tr.T("like the other arm"), theme.Grey)
	}
	return out
}

// scaleOfAll holds the result of every position, so that the axis stays where it is while the slider moves.
func (p *lostPart) scaleOfAll(claim appraisal.Claim, row rules.Row) figure.Scale {
	effects := []figure.Effect{p.effect(p.lost.Reported())}
	for i := 0; i <= p.lost.Steps; i++ {
		if e, ok := p.lost.Effect(i); ok {
			effects = append(effects, p.effect(e, ok))
		}
	}
	null, margin := 0.0, 0.0
	if p.lost.Counts {
		null = 1
	} else if claim.Effect.MID != nil && row.OnScale {
		margin = *claim.Effect.MID
	}
	s := figure.FitScale(effects, p.lost.Counts, null, margin)
	s.Left, s.Right = p.words.sides()
	return s
}

// effect is a result as it is drawn: a ratio where events are counted.
func (p *lostPart) effect(e stats.Effect, ok bool) figure.Effect {
	if !ok {
		return figure.NoEffect(tr.T("not defined"))
	}
	ci := e.Interval()
	if p.lost.Counts {
		return figure.Effect{Est: math.Exp(e.Value), Lo: math.Exp(ci[0]), Hi: math.Exp(ci[1]), Weight: 0.4}
	}
	return figure.Effect{Est: e.Value, Lo: ci[0], Hi: ci[1], Weight: 0.4}
}

// assume shows what the position of the slider makes of the result.
func (p *lostPart) assume() {
	at := p.slider.Value()
	reported, _ := p.lost.Reported()
	assumed, ok := p.lost.Effect(at)
	p.assumes.SetText(p.words.assumption(at))
	p.picture.SetBuild(figure.Assume(figure.WhatIf{Reported: p.effect(reported, true), Assumed: p.effect(assumed, ok), Scale: p.scale,
		ReportedName: p.words.reportedName(), AssumedName: tr.T("With this assumption"), ReportedFrom: p.words.reportedFrom(), AssumedFrom: p.words.assumedFrom()}))
	if !ok {
		p.found.SetText(tr.T("Nobody or everybody would have had the outcome: a ratio is not defined."))
		return
	}
	changed := whatif.Concluded(assumed) != whatif.Concluded(reported)
	tone := theme.ColorInk
	if changed {
		tone = theme.Red.Ink()
	}
	p.found.SetRuns(widgets.Run{Text: conclusionWords(whatif.Concluded(reported), whatif.Concluded(assumed)), Color: tone, Bold: changed})
}

// conclusionWords say what an assumption does to the conclusion.
func conclusionWords(reported, assumed int) string {
	switch {
	case reported == assumed && assumed == 0:
		return tr.T("The conclusion stays: the interval includes “no difference”.")
	case reported == assumed:
		return tr.T("The conclusion stays: the interval still excludes “no difference”.")
	case assumed == 0:
		return tr.T("The conclusion changes: the interval now includes “no difference”.")
	case reported == 0:
		return tr.T("The conclusion changes: the interval now excludes “no difference”.")
	}
	return tr.T("The conclusion turns round: the interval lies on the other side of “no difference”.")
}

// hindranceWords say why there is no slider.
func hindranceWords(h whatif.Hindrance) string {
	switch h {
	case whatif.LossUnknown:
		return tr.T("What the lost could have changed cannot be asked: how many were randomised to and observed in each arm is not recorded.")
	case whatif.NobodyLost:
		return tr.T("Nobody was lost, so no fate of the lost could have changed the result.")
	case whatif.SamePeople:
		return tr.T("What the lost could have changed cannot be asked of a crossover trial: both conditions hold the same people.")
	case whatif.Clustered:
		return tr.T("What the lost could have changed cannot be asked of a cluster trial: its people are not independent of each other.")
	case whatif.EventSideUnknown:
		return tr.T("What the lost could have changed cannot be asked: whether the event is good or bad for the patient is not recorded.")
	case whatif.CountsDisagree:
		return tr.T("What the lost could have changed cannot be asked: an arm has more events than people observed. Check the numbers.")
	}
	return tr.T("What the lost could have changed cannot be asked: it needs a difference of means with its interval, or the events of both arms.")
}
