package board

import (
	"strings"

	"claimgrade/appraisal/rules"
	"claimgrade/ui/figure"
	"claimgrade/ui/pictures"
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
				cell.Set(e.scale, pictures.Effect(e.view.Dossier.Claim, *r), e.effectTip(*r))
			case i < len(e.lines):
				cell.Set(e.scale, figure.NoEffect(""), "")
			default:
				cell.Set(e.scale, pictures.Pool(e.view.Dossier.Claim, e.pool), e.poolTip())
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
				text.SetRuns(widgets.Run{Text: words.Estimate(c, e.pool.Estimate, e.pool.CI95), Bold: true})
			case r == nil || r.Estimate == nil || !r.OnScale:
				text.SetText("")
			default:
				numbers, weight := words.RowEstimate(c, *r), tr.T("not pooled")
				if r.InPool {
					weight = words.Weight(*r)
				}
				text.SetRuns(widgets.Run{Text: numbers}, widgets.Run{Text: "\n" + weight, Color: theme.ColorMuted})
			}
		}}
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
		lines = append(lines, tr.T("Square: the estimate, %s.", tr.Number(words.AsShown(c, *r.Estimate), 2)))
		if r.Low != nil && r.High != nil {
			lines = append(lines, tr.T("Line: its 95 %% confidence interval, %s.", words.Interval(c, [2]float64{*r.Low, *r.High})))
		}
		if w := words.Weight(r); w != "" {
			lines = append(lines, tr.T("Size of the square: its weight in the pool, %s.", w))
		}
	}
	if !r.InPool && r.NotPooled != "" {
		lines = append(lines, tr.T("Not pooled: %s.", tr.Said(r.NotPooled)))
	}
	if r.Linked.Link.Reversed {
		lines = append(lines, tr.T("Turned round: the claim's intervention is this result's control arm."))
	}
	if from := words.NumberFrom(r); from != "" {
		lines = append(lines, from)
	}
	return strings.Join(lines, "\n")
}

func (e *evidence) poolTip() string {
	c, p := e.view.Dossier.Claim, e.pool
	lines := []string{tr.T("Diamond: the pool of %d trials by random effects, from end to end of its 95 %% confidence interval, %s.", p.K, words.Estimate(c, p.Estimate, p.CI95))}
	return strings.Join(append(lines, words.AboutPrediction(c, p)), "\n")
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
			if words.Prediction(p) != nil {
				legend += " " + tr.T("Thin line through it: the prediction interval.")
			}
		}
		out = append(out, words.AboutPool(c, p))
	}
	return append(out, legend)
}
