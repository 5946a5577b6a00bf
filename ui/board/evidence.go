package board

import (
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/figure"
	"claimgrade/ui/pictures"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
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
	lines []tableLine // what the table shows of the rows, in its order
	only  *only       // what it is narrowed to; nil shows all
	pool  *rules.Pooled
	scale figure.Scale
	title *sortHead
	unit  *sortHead
	heads []*sortHead
	state *fyne.Container // says how the table is arranged, where it is
	notes *fyne.Container // says below the table how it is read
	body  *fyne.Container
	empty fyne.CanvasObject
}

func newEvidence(b *Board) *evidence {
	e := &evidence{b: b}
	e.title = e.head("", "", byName)
	e.unit = e.head("", "", byEffect)
	e.table = widgets.NewBoardTable(e.columns())
	e.table.OnSelected = e.selected
	e.table.OnOpened = e.selected
	e.table.Passed = func(i int) bool { return i < len(e.lines) && e.lines[i].row < 0 }
	e.state, e.notes = widgets.VStack(2), widgets.VStack(3)
	link := widgets.HStack(14, widgets.NewLink(tr.T("+ Link a trial…  (Ctrl+L)"), func() { b.actions.LinkTrial(b.shown) }),
		widgets.Spacer(), widgets.NewSmallLink(tr.T("Sort and group…  (Ctrl+U)"), b.askArrangement))
	e.body = widgets.VStack(4)
	e.empty = widgets.NewEmptyState(widgets.EmptyState{Title: tr.T("No trial linked yet"), Text: tr.T("Link the trials that bear on this claim, then appraise each."),
		Action: tr.T("Link a trial…"), OnTapped: func() { b.actions.LinkTrial(b.shown) }})
	e.card = widgets.NewCard(widgets.VStack(6, e.body, link)).SetPadding(10, 8)
	return e
}

func headStyle(align fyne.TextAlign) widgets.TextStyle {
	return widgets.TextStyle{Size: theme.SizeCaption, Bold: true, Color: theme.ColorMuted, Align: align, MaxLines: 2}
}

// head is the title of a column that the table can be sorted by.
func (e *evidence) head(title, about string, k sortKey) *sortHead {
	align := fyne.TextAlignCenter
	if k == byName {
		align = fyne.TextAlignLeading
	}
	h := newSortHead(title, about, k, align, func(k sortKey) { e.b.rearrange(e.b.arranged.turn(k)) })
	e.heads = append(e.heads, h)
	return h
}

// rowAt is the row on a line of the table; nil on the heading of a group, on the pool and where there is no line.
func (e *evidence) rowAt(i int) *rules.Row {
	if i < 0 || i >= len(e.lines) || e.lines[i].row < 0 {
		return nil
	}
	return &e.rows[e.lines[i].row]
}

// columns describe the table. The last line, beyond the linked results, is the pool.
func (e *evidence) columns() []widgets.Column {
	cols := []widgets.Column{
		{Min: 100, Grow: 1.4, Head: func() fyne.CanvasObject { return e.title },
			New: func() fyne.CanvasObject { return widgets.NewTwoLines() },
			Update: func(i int, o fyne.CanvasObject) {
				t := o.(*widgets.TwoLines)
				switch r := e.rowAt(i); {
				case r != nil:
					t.Set(r.Linked.Trial.Name, trialWords(e.view.Dossier.Claim, *r))
				case i < len(e.lines):
					t.Set(e.lines[i].heading, tr.N(e.lines[i].count, "1 trial", "%d trials"))
				case e.only != nil:
					t.Set(tr.T("Pool"), tr.T("of all trials"))
				default:
					t.Set(tr.T("Pool"), words.Estimate(e.view.Dossier.Claim, e.pool.Estimate, e.pool.CI95))
				}
			}},
		{Width: 44, Align: fyne.TextAlignCenter, Head: func() fyne.CanvasObject {
			return e.head(tr.T("Shows"), tr.T("What the result does to the claim"), byRelation)
		},
			New: func() fyne.CanvasObject { return newShows() },
			Update: func(i int, o fyne.CanvasObject) {
				s := o.(*shows)
				if r := e.rowAt(i); r != nil {
					s.fill(*r)
				} else {
					s.clear()
				}
			}},
	}
	heads := map[appraisal.Domain]struct {
		title string
		width float32
	}{appraisal.Blinding: {tr.T("Blinding"), 55}, appraisal.SampleSize: {tr.T("Sample"), 51}, appraisal.FollowUp: {tr.T("Follow-up"), 63}, appraisal.Attrition: {tr.T("Attrition"), 55}}
	for _, dom := range appraisal.Domains {
		cols = append(cols, e.symbolColumn(heads[dom].title, sortKey(dom), heads[dom].width, func(r rules.Row) (appraisal.Rating, string, widgets.MarkKind) {
			v := r.Domains[dom]
			tip := words.Domain(dom) + ": " + words.Rating(v.Rating)
			_, _, again := v.Appraisal.Copied()
			switch {
			case again:
				tip = tr.T("%s, suggested by %s; your judgement was copied from another claim and must be given again", tip, string(v.Suggestion.Rule))
				return v.Rating, tip, widgets.MarkExclaim
			case v.Overruled:
				tip = tr.T("%s, overruling the suggestion (%s, %s)", tip, words.Rating(v.Suggestion.Rating), string(v.Suggestion.Rule))
			case v.Judged:
				tip = tr.T("%s, judged", tip)
			default:
				tip = tr.T("%s, suggested by %s", tip, string(v.Suggestion.Rule))
			}
			if v.Overruled {
				return v.Rating, tip, widgets.MarkOverruled
			}
			return v.Rating, tip, widgets.MarkNone
		}))
	}
	cols = append(cols, e.symbolColumn(tr.T("Overall"), byOverall, 55, func(r rules.Row) (appraisal.Rating, string, widgets.MarkKind) {
		return r.Overall, tr.T("Fitness for this claim: the worst of the four (%s)", words.Rating(r.Overall)), widgets.MarkNone
	}))
	cols[len(cols)-1].Spare = true // in a narrow window the four can be read without their worst
	return append(cols, e.effectColumn(), e.numbersColumn())
}

func (e *evidence) symbolColumn(title string, key sortKey, width float32, of func(rules.Row) (appraisal.Rating, string, widgets.MarkKind)) widgets.Column {
	return widgets.Column{Width: max(width, headWidth(title)), Align: fyne.TextAlignCenter, Head: func() fyne.CanvasObject { return e.head(title, "", key) },
		New: func() fyne.CanvasObject { return newJudged() },
		Update: func(i int, o fyne.CanvasObject) {
			j := o.(*judged)
			r := e.rowAt(i)
			if r == nil || r.Linked.Link.ResultUID == "" && !pictures.Appraised(*r) {
				j.clear() // a rating is of a result, and this row has none
				return
			}
			j.fill(of(*r))
		}}
}

func (e *evidence) selected(i int) {
	r := e.rowAt(i)
	if r == nil {
		e.choose(e.b.s.Place().Link)
		return
	}
	p := e.b.s.Place()
	p.Link = r.Linked.Link.UID
	e.b.s.Go(p)
}

// choose shows the row of a link as selected.
func (e *evidence) choose(link string) {
	for i := range e.lines {
		if r := e.rowAt(i); r != nil && r.Linked.Link.UID == link && link != "" {
			e.table.Select(i)
			work.Do(e.table.RevealSelected) // once the drawer has taken its room
			return
		}
	}
	e.table.Select(-1)
}

// fill brings the table up to date.
func (e *evidence) fill(v session.View) {
	e.view, e.rows, e.pool = v, v.Assessment.Rows, pictures.PoolOf(v.Assessment)
	e.scale = pictures.Scale(v.Dossier.Claim, e.rows, e.pool)
	e.title.text.SetText(tr.T("Trial (%d linked)", len(e.rows)))
	e.unit.text.SetText("")
	if e.scale.Max > e.scale.Min {
		e.unit.text.SetText(words.EffectTitle(v.Dossier.Claim))
	}
	e.show()
}

// show puts the rows into the table as they are arranged.
func (e *evidence) show() {
	a := e.b.arranged
	e.lines = arrange(e.rows, a, e.only)
	if len(e.lines) == 0 {
		e.only, e.lines = nil, arrange(e.rows, a, nil) // what it was narrowed to is no more
	}
	for _, h := range e.heads {
		h.show(a)
	}
	e.tellState(a)
	e.notes.Objects = nil
	for _, text := range e.readingWords() {
		e.notes.Add(widgets.Caption(text))
	}
	n := len(e.lines)
	if e.pool != nil && e.pool.K > 1 {
		n++
	}
	e.table.SetRows(n)
	e.body.Objects = []fyne.CanvasObject{e.state, e.table, e.notes}
	if len(e.rows) == 0 {
		e.body.Objects = []fyne.CanvasObject{e.empty}
	}
	e.body.Refresh()
	e.choose(e.b.s.Place().Link)
}

// tellState says above the table how the trials are sorted, grouped and narrowed, and offers the way back.
func (e *evidence) tellState(a arrangement) {
	e.state.Objects = nil
	say := func(text, back string, act func()) {
		e.state.Add(widgets.HStack(10, widgets.NewText(text, widgets.TextStyle{Size: theme.SizeSmall}), widgets.NewSmallLink(back, act), widgets.Spacer()))
	}
	if e.only != nil {
		shown := 0
		for _, l := range e.lines {
			if l.row >= 0 {
				shown++
			}
		}
		say(tr.T("Only %s: %d of %d trials.", e.only.words(), shown, len(e.rows)), tr.T("Show all"), func() { e.narrow(nil) })
	}
	var parts []string
	if s := sortingOf(a.by); s.key != "" {
		parts = append(parts, tr.T("Sorted by %s, %s.", words.InSentence(s.name), s.order(a.reversed)))
	}
	switch a.group {
	case groupRelation:
		parts = append(parts, tr.T("Grouped by what they show."))
	case groupOverall:
		parts = append(parts, tr.T("Grouped by overall judgement."))
	}
	if len(parts) > 0 {
		say(strings.Join(parts, " "), tr.T("As linked"), func() { e.b.rearrange(arrangement{}) })
	}
	e.state.Hidden = len(e.state.Objects) == 0
}

// narrow shows only some of the trials; nil shows all.
func (e *evidence) narrow(o *only) {
	e.only = o
	e.show()
	e.b.summary.mark(o)
	e.b.scroll.Resize(e.b.scroll.Size())
	e.b.scroll.Refresh()
}

// trialWords are the second line of a row: how far its appraisal has come, result, design, size and comparator.
func trialWords(claim appraisal.Claim, r rules.Row) string {
	f := r.Linked.Trial.Facts
	var parts []string
	if s := words.RowProgress(claim, r); s != "" {
		parts = append(parts, s)
	}
	if r.Result.Name != "" {
		parts = append(parts, r.Result.Name)
	}
	if d := f.Text(appraisal.FieldDesign); d != "" {
		parts = append(parts, words.InSentence(words.Choice(d)))
	}
	if r.N != nil {
		parts = append(parts, tr.T("n %d", *r.N))
	}
	if c := f.Text(appraisal.FieldControl); c != "" {
		parts = append(parts, tr.T("%s control", words.InSentence(words.Choice(c))))
	}
	return strings.Join(parts, " · ")
}
