package compare

import (
	"cmp"
	"slices"

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

// aligned is a trial with what each claim makes of it; nil where the claim is not linked to it.
type aligned struct{ rows [2]*rules.Row }

// any is a row of the trial, of A if it is linked there.
func (x aligned) any() *rules.Row {
	if x.rows[0] != nil {
		return x.rows[0]
	}
	return x.rows[1]
}

func (x aligned) shared() bool { return x.rows[0] != nil && x.rows[1] != nil }

// align puts the rows of two claims on common lines: those of one result first, then those of one trial, then the rest.
// Trials in both claims come first.
func align(a, b []rules.Row) []aligned {
	taken := make([]bool, len(b))
	partner := make([]*rules.Row, len(a))
	for _, same := range []func(x, y rules.Row) bool{
		func(x, y rules.Row) bool {
			return x.Linked.Trial.UID == y.Linked.Trial.UID && x.Linked.Link.ResultUID == y.Linked.Link.ResultUID
		},
		func(x, y rules.Row) bool { return x.Linked.Trial.UID == y.Linked.Trial.UID },
	} {
		for i := range a {
			for j := range b {
				if partner[i] == nil && !taken[j] && same(a[i], b[j]) {
					partner[i], taken[j] = &b[j], true
				}
			}
		}
	}
	var out []aligned
	for i := range a {
		out = append(out, aligned{[2]*rules.Row{&a[i], partner[i]}})
	}
	for j := range b {
		if !taken[j] {
			out = append(out, aligned{[2]*rules.Row{nil, &b[j]}})
		}
	}
	slices.SortStableFunc(out, func(x, y aligned) int { return cmp.Compare(place(x), place(y)) })
	return out
}

// place is 0 for trials in both claims, 1 for those of A only, 2 for those of B only.
func place(x aligned) int {
	switch {
	case x.shared():
		return 0
	case x.rows[0] != nil:
		return 1
	}
	return 2
}

// trials is the table of the trials of both claims.
func (p *pair) trials() fyne.CanvasObject {
	lines := align(p.views[0].Assessment.Rows, p.views[1].Assessment.Rows)
	box := widgets.VStack(8, widgets.Heading(tr.T("Trials")))
	if len(lines) == 0 {
		box.Add(widgets.Small(tr.T("Neither claim has a trial linked.")))
		return box
	}
	both, differ := 0, 0
	for _, x := range lines {
		if x.shared() {
			both++
			if len(differences(x)) > 0 {
				differ++
			}
		}
	}
	box.Add(widgets.Small(tr.T("%s linked to both claims, %s to one only.", tr.N(both, "1 trial is", "%d trials are"), tr.N(len(lines)-both, "1 trial", "%d trials")) +
		" " + tr.T("Of each pair of signs the left is of A, the right of B; ≠ stands between those that differ (%d of the shared trials).", differ)))
	table := widgets.NewBoardTable(p.trialColumns(lines))
	table.SetRows(len(lines))
	table.OnOpened = func(i int) {
		at := 0
		if lines[i].rows[0] == nil {
			at = 1
		}
		row := lines[i].rows[at]
		p.leave(func() { p.c.actions.OpenRow(p.views[at].Dossier.Claim.UID, row.Linked.Link.UID) })
	}
	box.Add(table)
	box.Add(widgets.Caption(tr.T("Enter on a row opens it on the board of its claim.")))
	return box
}

func (p *pair) trialColumns(lines []aligned) []widgets.Column {
	cols := []widgets.Column{
		{Title: tr.T("Trial"), Min: 110, Grow: 1, New: func() fyne.CanvasObject { return widgets.NewTwoLines() },
			Update: func(i int, o fyne.CanvasObject) {
				o.(*widgets.TwoLines).Set(lines[i].any().Linked.Trial.Name, resultWords(lines[i]))
			}},
		{Title: tr.T("Shows"), Min: 74, Grow: 0.12, Align: fyne.TextAlignCenter, New: func() fyne.CanvasObject { return newTwoSigns() },
			Update: func(i int, o fyne.CanvasObject) {
				o.(*twoSigns).fill(lines[i], func(r rules.Row) (fyne.CanvasObject, string) {
					context := r.Relation == appraisal.Context
					color := theme.ColorInk
					if context {
						color = theme.ColorMuted
					}
					m := widgets.NewMark(signs.Relation(r.Relation).MarkOf(context), 14, color)
					m.SetTip(words.Relation(r.Relation))
					return m, string(r.Relation)
				})
			}},
	}
	for _, d := range appraisal.Domains {
		cols = append(cols, ratingColumn(lines, words.Domain(d), func(r rules.Row) (appraisal.Rating, string) {
			v := r.Domains[d]
			how := tr.T("suggested by %s", string(v.Suggestion.Rule))
			if v.Judged {
				how = tr.T("judged")
			}
			return v.Rating, words.Domain(d) + ": " + words.Rating(v.Rating) + ", " + how
		}))
	}
	return append(cols, ratingColumn(lines, tr.T("Overall"), func(r rules.Row) (appraisal.Rating, string) {
		return r.Overall, tr.T("Overall: %s", words.Rating(r.Overall))
	}))
}

func ratingColumn(lines []aligned, title string, of func(rules.Row) (appraisal.Rating, string)) widgets.Column {
	return widgets.Column{Title: title, Min: 74, Grow: 0.12, Align: fyne.TextAlignCenter, New: func() fyne.CanvasObject { return newTwoSigns() },
		Update: func(i int, o fyne.CanvasObject) {
			o.(*twoSigns).fill(lines[i], func(r rules.Row) (fyne.CanvasObject, string) {
				if r.Linked.Link.ResultUID == "" && !judged(r) {
					return nil, "" // a rating is of a result, and this row has none
				}
				rating, tip := of(r)
				s := widgets.NewSymbol(signs.Rating(rating), 20)
				s.Set(signs.Rating(rating), tip)
				return s, string(rating)
			})
		}}
}

func judged(r rules.Row) bool {
	for _, v := range r.Domains {
		if v.Judged {
			return true
		}
	}
	return false
}

// resultWords say which result each claim reads of a trial, and where it is linked to one claim only.
func resultWords(x aligned) string {
	if !x.shared() {
		only := tr.T("A only")
		if x.rows[0] == nil {
			only = tr.T("B only")
		}
		if n := x.any().Result.Name; n != "" {
			return only + " · " + n
		}
		return only
	}
	a, b := x.rows[0].Result.Name, x.rows[1].Result.Name
	if a == b {
		return a
	}
	whole := func(name string) string {
		if name == "" {
			return tr.T("the trial as a whole")
		}
		return name
	}
	return "A: " + whole(a) + " · B: " + whole(b)
}

// differences lists what two claims make of one trial otherwise; nil for trials of one claim only.
func differences(x aligned) []string {
	if !x.shared() {
		return nil
	}
	a, b := x.rows[0], x.rows[1]
	var out []string
	if a.Relation != b.Relation {
		out = append(out, "relation")
	}
	for _, d := range appraisal.Domains {
		if a.Domains[d].Rating != b.Domains[d].Rating {
			out = append(out, string(d))
		}
	}
	if a.Overall != b.Overall {
		out = append(out, "overall")
	}
	return out
}

// twoSigns are the signs of both claims beside each other, with ≠ between those that differ.
type twoSigns struct {
	widget.BaseWidget
	cells [2]*fyne.Container
	apart *widgets.Text
	box   *fyne.Container
}

func newTwoSigns() *twoSigns {
	s := &twoSigns{apart: widgets.NewText("≠", widgets.TextStyle{Bold: true, Color: theme.Amber.Ink(), Wrapping: widgets.OneLine})}
	for i := range s.cells {
		s.cells[i] = widgets.VStack(0)
	}
	slot := func(c *fyne.Container) fyne.CanvasObject {
		return widgets.MinWidth(20, widgets.HStack(0, widgets.Spacer(), c, widgets.Spacer()))
	}
	s.box = widgets.HStack(2, widgets.Spacer(), slot(s.cells[0]), widgets.MinWidth(14, widgets.HStack(0, widgets.Spacer(), s.apart, widgets.Spacer())), slot(s.cells[1]), widgets.Spacer())
	s.ExtendBaseWidget(s)
	return s
}

// fill shows what of makes of each claim's row, and of two rows with different values the mark between them.
func (s *twoSigns) fill(x aligned, of func(rules.Row) (sign fyne.CanvasObject, value string)) {
	var values [2]string
	shown := 0
	for i, row := range x.rows {
		s.cells[i].Objects = nil
		if row == nil {
			continue
		}
		if sign, value := of(*row); sign != nil {
			s.cells[i].Objects = []fyne.CanvasObject{sign}
			values[i] = value
			shown++
		}
	}
	s.apart.SetText("")
	if shown == 2 && values[0] != values[1] {
		s.apart.SetText("≠")
		s.apart.SetTip(tr.T("The claims differ here."))
	}
	s.box.Refresh()
}

// Parts shows what is inside to whoever searches the tree.
func (s *twoSigns) Parts() []fyne.CanvasObject { return []fyne.CanvasObject{s.box} }

// CreateRenderer is called by Fyne.
func (s *twoSigns) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.box) }
