package board

import (
	"math"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/figure"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2"
)

// evidence is the table of linked results: a row a result, and the pool below them.
type evidence struct {
	b     *Board
	card  fyne.CanvasObject
	table *widgets.DataTable
	view  session.View
	rows  []rules.Row
	pool  *rules.Pooled
	scale figure.Scale
	title *widgets.Text
	unit  *widgets.Text
	body  *fyne.Container
	empty fyne.CanvasObject
}

func newEvidence(b *Board) *evidence {
	e := &evidence{b: b}
	e.title = widgets.NewText("", headStyle(fyne.TextAlignLeading))
	e.unit = widgets.NewText("", headStyle(fyne.TextAlignCenter))
	e.table = widgets.NewBoardTable(e.columns())
	e.table.OnSelected = e.selected
	e.table.OnOpened = e.selected
	link := widgets.NewLink("+ Link a trial…  (Ctrl+L)", func() { b.actions.LinkTrial(b.shown) })
	e.body = widgets.VStack(4)
	e.empty = widgets.NewEmptyState(widgets.EmptyState{Title: "No trial linked yet", Text: "Link the trials that bear on this claim, then appraise each.",
		Action: "Link a trial…", OnTapped: func() { b.actions.LinkTrial(b.shown) }})
	e.card = widgets.NewCard(widgets.VStack(6, e.body, link)).SetPadding(10, 8)
	return e
}

func headStyle(align fyne.TextAlign) widgets.TextStyle {
	return widgets.TextStyle{Size: theme.SizeCaption, Bold: true, Color: theme.ColorMuted, Align: align, MaxLines: 2}
}

// columns describe the table. The last row, beyond the linked results, is the pool.
func (e *evidence) columns() []widgets.Column {
	cols := []widgets.Column{
		{Min: 116, Grow: 1, Head: func() fyne.CanvasObject { return e.title },
			New: func() fyne.CanvasObject { return widgets.NewTwoLines() },
			Update: func(i int, o fyne.CanvasObject) {
				if i >= len(e.rows) {
					o.(*widgets.TwoLines).Set("Pool", poolWords(e.view.Dossier.Claim, e.pool))
					return
				}
				r := e.rows[i]
				o.(*widgets.TwoLines).Set(r.Linked.Trial.Name, trialWords(r))
			}},
		{Title: "Shows", Width: 44, Align: fyne.TextAlignCenter, Tip: "What the result does to the claim",
			New: func() fyne.CanvasObject { return newShows() },
			Update: func(i int, o fyne.CanvasObject) {
				s := o.(*shows)
				if i >= len(e.rows) {
					s.clear()
					return
				}
				s.fill(e.rows[i])
			}},
	}
	heads := map[appraisal.Domain]struct {
		title string
		width float32
	}{appraisal.Blinding: {"Blinding", 55}, appraisal.SampleSize: {"Sample", 51}, appraisal.FollowUp: {"Follow-up", 63}, appraisal.Attrition: {"Attrition", 55}}
	for _, dom := range appraisal.Domains {
		cols = append(cols, e.symbolColumn(heads[dom].title, heads[dom].width, func(r rules.Row) (appraisal.Rating, string, bool) {
			v := r.Domains[dom]
			tip := words.Domain(dom) + ": " + words.Rating(v.Rating)
			switch {
			case v.Overruled:
				tip += ", overruling the suggestion (" + words.Rating(v.Suggestion.Rating) + ", " + string(v.Suggestion.Rule) + ")"
			case v.Judged:
				tip += ", judged"
			default:
				tip += ", suggested by " + string(v.Suggestion.Rule)
			}
			return v.Rating, tip, v.Overruled
		}))
	}
	cols = append(cols, e.symbolColumn("Overall", 55, func(r rules.Row) (appraisal.Rating, string, bool) {
		return r.Overall, "Fitness for this claim: the worst of the four (" + words.Rating(r.Overall) + ")", false
	}))
	return append(cols, widgets.Column{Min: 120, Grow: 1.3, Spare: true, Align: fyne.TextAlignCenter,
		Head: func() fyne.CanvasObject { return e.unit },
		New:  func() fyne.CanvasObject { return widgets.NewEffectCell() },
		Update: func(i int, o fyne.CanvasObject) {
			effect, tip := e.effectAt(i)
			o.(*widgets.EffectCell).Set(e.scale, effect, tip)
		},
		Foot: func() fyne.CanvasObject { return widgets.NewEffectAxis(func() figure.Scale { return e.scale }) }})
}

func (e *evidence) symbolColumn(title string, width float32, of func(rules.Row) (appraisal.Rating, string, bool)) widgets.Column {
	return widgets.Column{Title: title, Width: width, Align: fyne.TextAlignCenter,
		New: func() fyne.CanvasObject { return newJudged() },
		Update: func(i int, o fyne.CanvasObject) {
			j := o.(*judged)
			if i >= len(e.rows) || e.rows[i].Linked.Link.ResultUID == "" && !appraised(e.rows[i]) {
				j.clear() // a rating is of a result, and this row has none
				return
			}
			rating, tip, overruled := of(e.rows[i])
			j.fill(rating, tip, overruled)
		}}
}

// appraised reports whether somebody has judged the row in any domain.
func appraised(r rules.Row) bool {
	for _, v := range r.Domains {
		if v.Judged {
			return true
		}
	}
	return false
}

func (e *evidence) selected(i int) {
	if i >= len(e.rows) {
		e.choose(e.b.s.Place().Link)
		return
	}
	p := e.b.s.Place()
	p.Link = e.rows[i].Linked.Link.UID
	e.b.s.Go(p)
}

// choose shows the row of a link as selected.
func (e *evidence) choose(link string) {
	for i, r := range e.rows {
		if r.Linked.Link.UID == link && link != "" {
			e.table.Select(i)
			work.Do(e.table.RevealSelected) // once the drawer has taken its room
			return
		}
	}
	e.table.Select(-1)
}

// fill brings the table up to date.
func (e *evidence) fill(v session.View) {
	e.view, e.rows, e.pool = v, v.Assessment.Rows, nil
	if o := v.Assessment.Judged; o != nil {
		if o.Positive != nil {
			o = o.Positive
		}
		e.pool = o.Pooled
	}
	e.scale = e.fitScale()
	e.title.SetText("Trial (" + strconv.Itoa(len(e.rows)) + " linked)")
	e.unit.SetText("")
	if e.scale.Max > e.scale.Min {
		e.unit.SetText(unitTitle(v.Dossier.Claim))
	}
	n := len(e.rows)
	if e.pool != nil && e.pool.K > 1 {
		n++
	}
	e.table.SetRows(n)
	if len(e.rows) == 0 {
		e.body.Objects = []fyne.CanvasObject{e.empty}
	} else {
		e.body.Objects = []fyne.CanvasObject{e.table}
	}
	e.body.Refresh()
}

// unitTitle names what the interval measures.
func unitTitle(c appraisal.Claim) string {
	e := c.Effect
	switch {
	case e.Measure.Ratio():
		return words.Sentence(string(e.Measure)) + " (95 % CI)"
	case e.Measure == appraisal.RiskDifference:
		return "Difference in percentage points (95 % CI)"
	case e.Instrument != "" && e.Measure == appraisal.MeanDifference:
		return "Difference in " + e.Instrument + " (95 % CI)"
	case e.Measure != "":
		return words.Sentence(string(e.Measure)) + " (95 % CI)"
	}
	return "Effect (95 % CI)"
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
	for i := range e.rows {
		effect, _ := e.effectAt(i)
		effects = append(effects, effect)
		drawn = drawn || !math.IsNaN(effect.Est)
	}
	if !drawn {
		return figure.Scale{} // an axis would be about nothing
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
		return "against the claim", "for the claim"
	case k == appraisal.Harm:
		return "less harm", "more harm"
	}
	return "favours comparator", "favours intervention"
}

// effectAt is what the effect column draws of a row, with its numbers in words.
func (e *evidence) effectAt(i int) (figure.Effect, string) {
	c := e.view.Dossier.Claim
	back := func(x float64) float64 {
		if c.Effect.Measure.Ratio() {
			return math.Exp(x)
		}
		return x
	}
	if i >= len(e.rows) {
		p := e.pool
		return figure.Effect{Est: back(p.Estimate), Lo: back(p.CI95[0]), Hi: back(p.CI95[1]), Pooled: true}, poolWords(c, p)
	}
	r := e.rows[i]
	if r.Estimate == nil || !r.OnScale {
		note, tip := "", r.NotPooled
		switch {
		case r.Estimate != nil:
			note = "other scale"
			tip = words.Number(*r.Estimate, 2) + ", " + r.NotPooled
		case r.Direction == appraisal.Favours:
			note = "for, no estimate"
		case r.Direction == appraisal.Against:
			note = "against, no estimate"
		case r.Direction == appraisal.Neither:
			note = "neither way"
		}
		return figure.NoEffect(note), tip
	}
	out := figure.Effect{Est: back(*r.Estimate), Lo: math.NaN(), Hi: math.NaN(), Weight: r.Weight, Hollow: !r.InPool}
	tip := words.Number(out.Est, 2)
	if r.Low != nil && r.High != nil {
		out.Lo, out.Hi = back(*r.Low), back(*r.High)
		tip += " (" + words.Number(out.Lo, 2) + " to " + words.Number(out.Hi, 2) + ")"
	}
	if r.InPool && r.Weight > 0 {
		tip += ", weight " + words.Number(100*r.Weight, 0) + " %"
	}
	if !r.InPool && r.NotPooled != "" {
		tip += "; not pooled: " + r.NotPooled
	}
	return out, tip
}

func poolWords(c appraisal.Claim, p *rules.Pooled) string {
	if p == nil {
		return ""
	}
	back := func(x float64) float64 {
		if c.Effect.Measure.Ratio() {
			return math.Exp(x)
		}
		return x
	}
	return words.Number(back(p.Estimate), 2) + " (" + words.Number(back(p.CI95[0]), 2) + " to " + words.Number(back(p.CI95[1]), 2) + ")"
}

// trialWords are the second line of a row: result, design, size, comparator, and why it is not pooled.
func trialWords(r rules.Row) string {
	f := r.Linked.Trial.Facts
	var parts []string
	if r.Result.Name != "" {
		parts = append(parts, r.Result.Name)
	}
	if d := f.Text(appraisal.FieldDesign); d != "" {
		parts = append(parts, strings.ReplaceAll(d, "-", " "))
	}
	if r.N != nil {
		parts = append(parts, "n "+strconv.Itoa(*r.N))
	}
	if c := f.Text(appraisal.FieldControl); c != "" {
		parts = append(parts, c+" control")
	}
	return strings.Join(parts, " · ")
}
