package board

import (
	"math"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/figure"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// effectColumn draws every result on the one scale of the claim, with its axis below.
func (e *evidence) effectColumn() widgets.Column {
	return widgets.Column{Min: 120, Grow: 1.3, Spare: true, Tall: true, Align: fyne.TextAlignCenter,
		Head: func() fyne.CanvasObject { return e.unit },
		New:  func() fyne.CanvasObject { return widgets.NewEffectCell() },
		Update: func(i int, o fyne.CanvasObject) {
			cell := o.(*widgets.EffectCell)
			switch r := e.rowAt(i); {
			case r != nil:
				cell.Set(e.scale, e.effectOf(*r), e.effectTip(*r))
			case i < len(e.lines):
				cell.Set(e.scale, figure.NoEffect(""), "")
			default:
				cell.Set(e.scale, e.poolEffect(), e.poolTip())
			}
		},
		Foot: func() fyne.CanvasObject { return widgets.NewEffectAxis(func() figure.Scale { return e.scale }) }}
}

// numbersColumn writes the numbers beside the drawing, where there is room.
func (e *evidence) numbersColumn() widgets.Column {
	return widgets.Column{Width: 138, Spare: true, Align: fyne.TextAlignCenter,
		Head: func() fyne.CanvasObject {
			return e.head(tr.T("Estimate and weight"), tr.T("Estimate with its 95 % interval, and its share of the pool"), byWeight)
		},
		New: func() fyne.CanvasObject {
			return widgets.NewText("", widgets.TextStyle{Size: theme.SizeCaption, Align: fyne.TextAlignCenter})
		},
		Update: func(i int, o fyne.CanvasObject) {
			text := o.(*widgets.Text)
			c := e.view.Dossier.Claim
			r := e.rowAt(i)
			switch {
			case r == nil && i >= len(e.lines):
				text.SetRuns(widgets.Run{Text: estimateWords(c, e.pool.Estimate, e.pool.CI95), Bold: true})
			case r == nil || r.Estimate == nil || !r.OnScale:
				text.SetText("")
			default:
				numbers, weight := rowNumbers(c, *r), tr.T("not pooled")
				if r.InPool {
					weight = weightWords(*r)
				}
				text.SetRuns(widgets.Run{Text: numbers}, widgets.Run{Text: "\n" + weight, Color: theme.ColorMuted})
			}
		}}
}

// unitTitle names what the interval measures.
func unitTitle(c appraisal.Claim) string {
	e := c.Effect
	switch {
	case e.Measure.Ratio():
		return tr.T("%s (95 %% CI)", words.Sentence(string(e.Measure)))
	case e.Measure == appraisal.RiskDifference:
		return tr.T("Difference in percentage points (95 % CI)")
	case e.Instrument != "" && e.Measure == appraisal.MeanDifference:
		return tr.T("Difference in %s (95 %% CI)", e.Instrument)
	case e.Measure != "":
		return tr.T("%s (95 %% CI)", words.Sentence(string(e.Measure)))
	}
	return tr.T("Effect (95 % CI)")
}

// fitScale makes the one axis of all rows that are on the claim's scale. + is in favour of what the claim asserts.
func (e *evidence) fitScale() figure.Scale {
	c := e.view.Dossier.Claim
	log := c.Effect.Measure.Ratio()
	null, margin := 0.0, 0.0
	if c.Effect.MID != nil {
		margin = *c.Effect.MID
	}
	if log {
		null = 1
		if margin > 0 {
			margin = math.Exp(margin)
		}
	}
	var effects []figure.Effect
	drawn := false
	for _, r := range e.rows {
		effect := e.effectOf(r)
		effects = append(effects, effect)
		drawn = drawn || !math.IsNaN(effect.Est)
	}
	if !drawn {
		return figure.Scale{} // an axis would be about nothing
	}
	if e.pool != nil && e.pool.K > 1 {
		effects = append(effects, e.poolEffect())
	}
	s := figure.FitScale(effects, log, null, margin)
	s.Left, s.Right = sides(c)
	return s
}

// sides name the two directions of the scale. Only a claim that an effect is there has results for and against it.
func sides(c appraisal.Claim) (left, right string) {
	k := c.Effect.Kind
	switch {
	case c.Kind == appraisal.KindEffect && (k == appraisal.Benefit || k == appraisal.Harm || k == appraisal.DurationLimit):
		return tr.T("against the claim"), tr.T("for the claim")
	case k == appraisal.Harm:
		return tr.T("less harm"), tr.T("more harm")
	}
	return tr.T("favours comparator"), tr.T("favours intervention")
}

// effectOf is what the effect column draws of a row.
func (e *evidence) effectOf(r rules.Row) figure.Effect {
	c := e.view.Dossier.Claim
	if r.Estimate == nil || !r.OnScale {
		note := ""
		switch {
		case r.Estimate != nil:
			note = tr.T("other scale")
		case r.Direction == appraisal.Favours:
			note = tr.T("for, no estimate")
		case r.Direction == appraisal.Against:
			note = tr.T("against, no estimate")
		case r.Direction == appraisal.Neither:
			note = tr.T("neither way")
		}
		return figure.NoEffect(note)
	}
	out := figure.Effect{Est: asShown(c, *r.Estimate), Lo: math.NaN(), Hi: math.NaN(), Weight: r.Weight, Hollow: !r.InPool}
	if r.Low != nil && r.High != nil {
		out.Lo, out.Hi = asShown(c, *r.Low), asShown(c, *r.High)
	}
	if r.InPool {
		out.Label = weightWords(r)
	}
	return out
}

func (e *evidence) poolEffect() figure.Effect {
	c, p := e.view.Dossier.Claim, e.pool
	out := figure.Effect{Est: asShown(c, p.Estimate), Lo: asShown(c, p.CI95[0]), Hi: asShown(c, p.CI95[1]), Pooled: true}
	if pi := prediction(p); pi != nil {
		out.Prediction = &[2]float64{asShown(c, pi[0]), asShown(c, pi[1])}
	}
	return out
}

// fewestPredicted is how many trials a prediction interval takes: with two, how much effects differ is hardly known.
const fewestPredicted = 3

// prediction is the prediction interval of a pool that has enough trials for one.
func prediction(p *rules.Pooled) *[2]float64 {
	if p == nil || p.K < fewestPredicted {
		return nil
	}
	return p.Prediction95
}

// asShown is a figure of the rules on the scale that is drawn: ratios are pooled as logarithms.
func asShown(c appraisal.Claim, x float64) float64 {
	if c.Effect.Measure.Ratio() {
		return math.Exp(x)
	}
	return x
}

// intervalWords is an interval on the scale that is drawn.
func intervalWords(c appraisal.Claim, ci [2]float64) string {
	return tr.T("%s to %s", tr.Number(asShown(c, ci[0]), 2), tr.Number(asShown(c, ci[1]), 2))
}

// estimateWords is an estimate with its interval.
func estimateWords(c appraisal.Claim, x float64, ci [2]float64) string {
	return tr.Number(asShown(c, x), 2) + " (" + intervalWords(c, ci) + ")"
}

// rowNumbers are the estimate of a row, with its interval where it has one.
func rowNumbers(c appraisal.Claim, r rules.Row) string {
	if r.Low == nil || r.High == nil {
		return tr.Number(asShown(c, *r.Estimate), 2)
	}
	return estimateWords(c, *r.Estimate, [2]float64{*r.Low, *r.High})
}

// weightWords is the share of the pool that a row has; empty where it has none.
func weightWords(r rules.Row) string {
	if !r.InPool || r.Weight <= 0 {
		return ""
	}
	percent := 100 * r.Weight
	if percent < 10 {
		return tr.Number(percent, 1) + " %"
	}
	return tr.Number(percent, 0) + " %"
}

// effectTip says what the marks of a row are and where their numbers came from.
func (e *evidence) effectTip(r rules.Row) string {
	c := e.view.Dossier.Claim
	var lines []string
	switch {
	case r.Estimate == nil:
		lines = append(lines, tr.T("No estimate on this scale."))
	case !r.OnScale:
		lines = append(lines, tr.T("%s, on another scale.", tr.Number(*r.Estimate, 2)))
	default:
		lines = append(lines, tr.T("Square: the estimate, %s.", tr.Number(asShown(c, *r.Estimate), 2)))
		if r.Low != nil && r.High != nil {
			lines = append(lines, tr.T("Line: its 95 %% confidence interval, %s.", intervalWords(c, [2]float64{*r.Low, *r.High})))
		}
		if w := weightWords(r); w != "" {
			lines = append(lines, tr.T("Size of the square: its weight in the pool, %s.", w))
		}
	}
	if !r.InPool && r.NotPooled != "" {
		lines = append(lines, tr.T("Not pooled: %s.", tr.Said(r.NotPooled)))
	}
	if r.Linked.Link.Reversed {
		lines = append(lines, tr.T("Turned round: the claim's intervention is this result's control arm."))
	}
	if from := numberFrom(r); from != "" {
		lines = append(lines, from)
	}
	return strings.Join(lines, "\n")
}

// numberFrom says where the numbers of a result came from: the estimate as reported, else what it was computed from.
func numberFrom(r rules.Row) string {
	groups := [][]appraisal.FieldKey{
		{appraisal.FieldEstimate, appraisal.FieldCILow, appraisal.FieldCIHigh, appraisal.FieldSE, appraisal.FieldP},
		{appraisal.FieldMeanExp, appraisal.FieldMeanCtl, appraisal.FieldSDExp, appraisal.FieldSDCtl},
		{appraisal.FieldEventsExp, appraisal.FieldEventsCtl},
		{appraisal.FieldDirection},
	}
	for _, keys := range groups {
		if r.Result.Facts.Text(keys[0]) == "" {
			continue
		}
		var lines []string
		for _, k := range keys {
			if f := r.Result.Facts[k]; r.Result.Facts.Text(k) != "" {
				field, _ := appraisal.FieldOf(k)
				lines = append(lines, tr.T("From: %s %s, %s", lowerFirst(words.FieldLabel(field)), words.FactValue(field, f), sourceWords(f)))
			}
		}
		return strings.Join(lines, "\n")
	}
	return ""
}

// sourceWords is where a fact was found.
func sourceWords(f appraisal.Fact) string {
	var parts []string
	for _, s := range []string{words.Source(f.Source), f.Locator, words.Note(f)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if !f.Checked() {
		parts = append(parts, tr.T("unchecked"))
	}
	return strings.Join(parts, ", ")
}

func (e *evidence) poolTip() string {
	c, p := e.view.Dossier.Claim, e.pool
	lines := []string{tr.T("Diamond: the pool of %d trials by random effects, from end to end of its 95 %% confidence interval, %s.", p.K, estimateWords(c, p.Estimate, p.CI95))}
	return strings.Join(append(lines, e.predictionWords()), "\n")
}

// predictionWords tell the prediction interval, or why there is none.
func (e *evidence) predictionWords() string {
	if pi := prediction(e.pool); pi != nil {
		return tr.T("95 %% prediction interval: %s (%d trials). It is where the effect in a further trial like these is to be expected.",
			intervalWords(e.view.Dossier.Claim, *pi), e.pool.K)
	}
	return tr.T("No prediction interval: %s, and how much effects differ from trial to trial takes at least %d.",
		tr.N(e.pool.K, "only 1 trial is pooled", "only %d trials are pooled"), fewestPredicted)
}

// readingWords say below the table what the drawing shows and what the pool comes to.
func (e *evidence) readingWords() []string {
	if e.scale.Max <= e.scale.Min {
		return nil
	}
	c := e.view.Dossier.Claim
	legend := tr.T("Square: estimate, larger with more weight (%); hollow: not pooled. Line: 95 % interval.")
	if lo, hi, ok := e.scale.Zone(); ok {
		legend += " " + tr.T("Band: %s to %s, differences too small to matter.", tr.Number(lo, 2), tr.Number(hi, 2))
	}
	out := []string{}
	if p := e.pool; p != nil {
		if p.K > 1 {
			legend += " " + tr.T("Diamond: the pool.")
			if prediction(p) != nil {
				legend += " " + tr.T("Thin line through it: the prediction interval.")
			}
			out = append(out, tr.T("Pool of %d trials, random effects: %s. I² %s %%.", p.K, estimateWords(c, p.Estimate, p.CI95), tr.Number(p.I2, 0))+" "+e.predictionWords())
		} else {
			out = append(out, e.predictionWords())
		}
	}
	return append(out, legend)
}
