package trials

import (
	"slices"

	"claimgrade/appraisal"
	"claimgrade/db/intake"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// held is the card of the papers and registry records that report the trial, with where they and what is recorded of it
// differ. It is not there for a trial that nothing in the library reports.
type held struct {
	object *fyne.Container
	open   func(documentUID string)
	shown  []string // what it says, so that it is built anew only when that has changed
}

func newHeld(open func(string)) *held {
	h := &held{object: widgets.VStack(0), open: open}
	h.object.Hide()
	return h
}

func (h *held) show(x intake.Held) {
	var differ []words.DifferenceRow
	for _, d := range x.Differences {
		differ = append(differ, words.Difference(d))
	}
	says := said(x.Reports, differ)
	if slices.Equal(says, h.shown) {
		return
	}
	h.shown = says
	show(h.object, len(says) > 0)
	box := widgets.VStack(10, widgets.Heading(tr.T("Papers and registry records")))
	for _, r := range x.Reports {
		box.Add(h.row(r))
	}
	if len(differ) > 0 {
		box.Add(widgets.VStack(6, widgets.SectionLabel(tr.T("Registry against paper")),
			widgets.Small(tr.T("The registry record is held against what is recorded of the trial here."))))
		box.Add(differenceTable(differ))
	}
	h.object.Objects = nil
	if len(says) > 0 {
		h.object.Objects = []fyne.CanvasObject{widgets.NewCard(box)}
	}
	h.object.Refresh()
}

func said(reports []intake.Reporting, differ []words.DifferenceRow) (all []string) {
	for _, r := range reports {
		all = append(all, r.Document.UID, reportTitle(r.Document), r.Relation)
	}
	for _, d := range differ {
		all = append(all, d.What, d.Registry, d.Paper)
	}
	return all
}

func (h *held) row(r intake.Reporting) fyne.CanvasObject {
	title := fyne.CanvasObject(widgets.Body(reportTitle(r.Document)))
	if h.open != nil {
		title = widgets.NewSmallLink(reportTitle(r.Document), func() { h.open(r.Document.UID) }) // a long one is cut, and whole in its tip
	}
	line := words.ReportRelation(r.Relation)
	if name := session.ShortName(r.Document); name != "" && name != reportTitle(r.Document) {
		line += " · " + name
	}
	return widgets.VStack(1, title, widgets.Small(line))
}

func reportTitle(d appraisal.Document) string {
	if d.Title != "" {
		return d.Title
	}
	return session.ShortName(d)
}

func differenceTable(rows []words.DifferenceRow) fyne.CanvasObject {
	column := func(title string, least, grow float32, cell func(words.DifferenceRow) string) widgets.Column {
		return widgets.Column{Title: title, Min: least, Grow: grow,
			New:    func() fyne.CanvasObject { return widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall}) },
			Update: func(i int, o fyne.CanvasObject) { o.(*widgets.Text).SetText(cell(rows[i])) }}
	}
	table := widgets.NewBoardTable([]widgets.Column{
		column(tr.T("What differs"), 150, 1.3, func(d words.DifferenceRow) string { return d.What }),
		column(tr.T("Registry"), 110, 1, func(d words.DifferenceRow) string { return d.Registry }),
		column(tr.T("Recorded here"), 110, 1, func(d words.DifferenceRow) string { return d.Paper }),
	})
	table.SetRows(len(rows))
	return table
}
