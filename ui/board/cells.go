package board

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/signs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// judged is a rating disc with a mark beside it: of an overruled suggestion, or of a judgement that must be given again.
type judged struct {
	widget.BaseWidget
	disc *widgets.Symbol
	over *widgets.Mark
	box  *fyne.Container
}

func newJudged() *judged {
	j := &judged{disc: widgets.NewSymbol(widgets.RatingEmpty, widgets.SymbolMedium), over: widgets.NewMark(widgets.MarkOverruled, 11, theme.Amber.Ink())}
	j.box = widgets.HStack(1, widgets.Spacer(), j.disc, j.over, widgets.Spacer())
	j.ExtendBaseWidget(j)
	return j
}

func (j *judged) fill(r appraisal.Rating, tip string, beside widgets.MarkKind) {
	j.disc.Show()
	j.disc.Set(signs.Rating(r), tip)
	if beside != widgets.MarkNone {
		j.over.Set(beside, theme.Amber.Ink())
		j.over.SetTip(tip)
		j.over.Show()
	} else {
		j.over.Hide()
	}
	j.box.Refresh()
}

func (j *judged) clear() {
	j.disc.Hide()
	j.over.Hide()
}

// CreateRenderer is called by Fyne.
func (j *judged) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(j.box) }

// shows is the sign of a relation, with the mark of an overruled one.
type shows struct {
	widget.BaseWidget
	mark *widgets.Mark
	over *widgets.Mark
	box  *fyne.Container
}

func newShows() *shows {
	s := &shows{mark: widgets.NewRelationMark(widgets.RelationNone, false), over: widgets.NewMark(widgets.MarkOverruled, 11, theme.Amber.Ink())}
	s.box = widgets.HStack(1, widgets.Spacer(), s.mark, s.over, widgets.Spacer())
	s.ExtendBaseWidget(s)
	return s
}

func (s *shows) fill(r rules.Row) {
	tip := words.Relation(r.Relation)
	if r.Derived != "" {
		tip += ". " + tr.T("Derived from the interval: %s.", words.Relation(r.Derived)) + " " + tr.Said(r.Why)
	}
	if l := r.Linked.Link; l.Reason != "" {
		tip += " " + tr.T("Reviewer: %s", l.Reason)
	}
	if l := r.Linked.Link; l.Coder != "" && l.Coder != r.Relation {
		tip += " " + tr.T("The coder of the library wrote: %s.", words.Relation(l.Coder))
	}
	if l := r.Linked.Link; l.Why != "" {
		tip += " " + tr.T("Coder's reason: %s", l.Why)
	}
	color := theme.ColorInk
	context := r.Relation == appraisal.Context
	if context || !r.InPool {
		color = theme.ColorMuted
	}
	s.mark.Set(signs.Relation(r.Relation).MarkOf(context), color)
	s.mark.SetTip(tip)
	s.mark.Show()
	if r.Overrule {
		s.over.SetTip(tip)
		s.over.Show()
	} else {
		s.over.Hide()
	}
	s.box.Refresh()
}

func (s *shows) clear() {
	s.mark.Hide()
	s.over.Hide()
}

// CreateRenderer is called by Fyne.
func (s *shows) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.box) }
