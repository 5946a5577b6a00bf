package importing

import (
	"strconv"
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/intake"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

// detail is what was understood of the chosen record, at the right.
type detail struct {
	w      *review
	item   int
	page   *fyne.Container
	scroll *widgets.VScroll
	choice *widgets.Select
}

func newDetail(w *review) *detail {
	d := &detail{w: w, item: -1, page: widgets.VStack(14)}
	d.scroll = widgets.NewVScroll(widgets.Pad(2, 14, 20, 2, d.page))
	return d
}

// show fills the page with a record; -1 leaves it empty. The same record keeps its scroll position and keyboard.
func (d *detail) show(i int) {
	same := i == d.item
	typing := same && d.choice != nil && d.w.im.canvas.Focused() == fyne.Focusable(d.choice)
	d.item, d.choice = i, nil
	d.page.Objects = nil
	if i < 0 {
		d.page.Add(widgets.Muted(tr.T("No record is chosen.")))
	} else {
		d.fill(&d.w.plan.Items[i])
	}
	d.page.Refresh()
	if !same {
		d.scroll.Offset = fyne.Position{}
	}
	if d.scroll.Size().Width > 0 {
		d.scroll.Resize(d.scroll.Size())
	}
	d.scroll.Refresh()
	if typing && d.choice != nil {
		d.w.im.canvas.Focus(d.choice)
	}
}

func (d *detail) fill(it *intake.Item) {
	r := it.Record
	title := it.Name
	if title == "" {
		title = tr.T("Without a title")
	}
	head := widgets.VStack(4, widgets.GroupLabel(kindName(r)), widgets.Heading(title))
	if who := authors(r.Authors, 12); who != "" {
		head.Add(widgets.Muted(who))
	}
	d.page.Add(head)
	d.page.Add(d.decision(it))
	if len(r.Warnings) > 0 {
		box := widgets.VStack(5, section(tr.T("Not understood, or to be looked at")))
		for _, x := range r.Warnings {
			box.Add(warningLine(x))
		}
		d.page.Add(box)
	}
	if len(it.Conflicts) > 0 {
		d.page.Add(d.conflicts(it))
	}
	for _, part := range []fyne.CanvasObject{d.against(it), fields(r), judged(r)} {
		if part != nil {
			d.page.Add(part)
		}
	}
	if r.Trial != nil {
		d.trial(r.Trial)
	}
	if r.Abstract != "" {
		d.page.Add(widgets.VStack(4, section(tr.T("Abstract")), widgets.Body(string(r.Abstract))))
	}
	d.source(it)
}

func section(text string) fyne.CanvasObject { return widgets.SectionLabel(text) }

// decision is what will come of the record, and what could.
func (d *detail) decision(it *intake.Item) fyne.CanvasObject {
	choices := it.Choices()
	var labels []string
	at := 0
	for i, c := range choices {
		labels = append(labels, choiceWords(*it, c))
		if c == it.Choice {
			at = i
		}
	}
	i := d.item
	d.choice = widgets.NewSelect("", labels, func(n int) { d.w.decide(i, choices[n]) })
	d.choice.SetSelected(at)
	box := widgets.VStack(6, widgets.NewFormField(tr.T("What comes of it"), d.choice))
	if why := explained(*it); why != "" {
		box.Add(widgets.Small(why))
	}
	return widgets.NewWell(box)
}

// explained says by what a record was recognised, and what that means.
func explained(it intake.Item) string {
	why := reason(it.Reason)
	switch {
	case it.Proposal == intake.Here && it.Earlier != nil:
		return tr.T("It seems to be “%s”, which stands earlier in this import: %s.", it.Of, why)
	case it.Proposal == intake.Here:
		return tr.T("It seems to be “%s”, which is in the library: %s. Nothing there changes unless you choose so.", it.Of, why)
	case it.Proposal == intake.OfTrialHere:
		return tr.T("It is about the trial “%s”, which is in the library: %s. What is known there stays; what is missing is added.", it.Of, why)
	case it.Proposal == intake.PaperOfTrial && it.OfUID == "":
		return tr.T("The trial “%s” comes with this import: %s.", it.Of, why)
	case it.Proposal == intake.PaperOfTrial:
		return tr.T("The trial “%s” is in the library: %s.", it.Of, why)
	case it.Record.Kind == exchange.Row:
		return tr.T("Judgements of other tools are kept with the trial in their own words, as “Risk of bias, as judged elsewhere”. They are no judgements in ClaimGrade's four domains, and change none.")
	case it.Proposal == intake.NewDocument:
		return tr.T("It goes to the articles. Choose a trial instead if it reports one that you will appraise.")
	}
	return ""
}

// conflicts are the fields in which the record and the library differ, side by side.
func (d *detail) conflicts(it *intake.Item) fyne.CanvasObject {
	box := widgets.VStack(8, section(tr.T("Here and in the file")))
	replacing := it.Choice == intake.Replace
	if it.Differing() > 0 && !replacing {
		box.Add(widgets.Small(tr.T("To replace fields, choose so above and mark them here.")))
	}
	item := d.item
	table := widgets.NewBoardTable([]widgets.Column{
		{Title: tr.T("Field"), Min: 62, Grow: 1, New: wrapped, Update: func(i int, o fyne.CanvasObject) {
			o.(*widgets.Text).SetText(fieldName(it.Conflicts[i]))
		}},
		{Title: tr.T("Here"), Min: 62, Grow: 1.5, New: wrapped, Update: func(i int, o fyne.CanvasObject) {
			c := it.Conflicts[i]
			o.(*widgets.Text).SetText(short(fieldValue(c.Field, c.Here)))
		}},
		{Title: tr.T("In the file"), Min: 62, Grow: 1.5, New: wrapped, Update: func(i int, o fyne.CanvasObject) {
			c := it.Conflicts[i]
			o.(*widgets.Text).SetText(short(fieldValue(c.Field, c.File)))
		}},
		{Title: tr.T("Stored"), Width: 104, New: func() fyne.CanvasObject {
			return widgets.VStack(0, widgets.Small(""), widgets.NewCheck(tr.T("the file's"), nil))
		}, Update: func(i int, o fyne.CanvasObject) {
			d.takenCell(item, i, o.(*fyne.Container))
		}},
	})
	table.SetRows(len(it.Conflicts))
	box.Add(table)
	return box
}

// takenCell says whose value will stand, or lets the person choose.
func (d *detail) takenCell(item, i int, cell *fyne.Container) {
	it := &d.w.plan.Items[item]
	c := it.Conflicts[i]
	text, check := cell.Objects[0].(*widgets.Text), cell.Objects[1].(*widgets.Check)
	choose := it.Choice == intake.Replace && !c.Missing()
	check.Hidden, text.Hidden = !choose, choose
	if choose {
		check.OnChanged = nil
		check.SetChecked(c.Take)
		check.OnChanged = func(on bool) {
			d.w.plan.Items[item].Conflicts[i].Take = on
			d.w.touched = true
		}
		return
	}
	word := tr.T("what is here")
	if c.Missing() {
		word = "–"
		if it.Choice == intake.Complete || it.Choice == intake.Replace {
			word = tr.T("the file's")
		}
	} else if it.Choice == intake.Add {
		word = tr.T("both, apart")
	}
	text.SetText(word)
}

func wrapped() fyne.CanvasObject {
	return widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall})
}

// short cuts a long value, such as an abstract, to what tells two of them apart.
func short(s string) string {
	if r := []rune(s); len(r) > 240 {
		return string(r[:239]) + "…"
	}
	return s
}

// fields are the plain fields of a record.
func fields(r *exchange.Record) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	add := func(label, value string) {
		if value != "" {
			rows = append(rows, pair(label, value))
		}
	}
	if r.Year != nil {
		add(tr.T("Year"), strconv.Itoa(*r.Year))
	}
	add(tr.T("Journal, site or register"), string(r.Journal))
	add(tr.T("Volume"), joined(string(r.Volume), bracketed(string(r.Issue))))
	add(tr.T("Pages"), string(r.Pages))
	add(tr.T("DOI"), string(r.DOI))
	add(tr.T("PubMed id"), string(r.PMID))
	add(tr.T("Registry numbers"), strings.Join(r.RegistryIDs, ", "))
	add(tr.T("Language"), string(r.Language))
	add(tr.T("Address"), string(r.URL))
	if len(rows) == 0 {
		return nil
	}
	return widgets.VStack(4, append([]fyne.CanvasObject{section(tr.T("What was understood"))}, rows...)...)
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

func joined(parts ...string) string { return strings.TrimSpace(strings.Join(parts, " ")) }

const labelWidth = 130

// pair is a label with its value.
func pair(label, value string) fyne.CanvasObject {
	return widgets.HStackTop(10, widgets.MinWidth(labelWidth, widgets.Pad(1, 0, 0, 0, widgets.NewText(label, widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted}))),
		widgets.Fill(widgets.Body(value)))
}

// judged are the judgements of a row, in its own words.
func judged(r *exchange.Record) fyne.CanvasObject {
	if r.Appraisal == nil {
		return nil
	}
	label := tr.T("Risk of bias, as judged elsewhere")
	if name := intake.ToolName(r.Appraisal.Tool); name != "" {
		label += " · " + name
	}
	box := widgets.VStack(4, section(label))
	for _, x := range r.Appraisal.Domains {
		value := string(x.Judgement)
		if value == "" {
			value = "–"
		}
		if x.Direction != "" {
			value += " (" + string(x.Direction) + ")"
		}
		if x.Support != "" {
			value += "\n" + string(x.Support)
		}
		box.Add(pair(x.ID, value))
	}
	if r.Appraisal.Overall != "" {
		box.Add(pair(tr.T("Overall"), string(r.Appraisal.Overall)))
	}
	return box
}

// source shows where the record stands in its file.
func (d *detail) source(it *intake.Item) {
	s := d.w.sources[it.File]
	at := place(it.Record.At)
	if at == "" {
		return
	}
	box := widgets.VStack(5, section(tr.T("In the file")), widgets.Small(s.name+" · "+at))
	if lines := s.excerpt(it.Index); len(lines) > 0 {
		box.Add(widgets.NewWell(widgets.NewText(strings.Join(lines, "\n"), widgets.TextStyle{Size: theme.SizeSmall})))
	}
	d.page.Add(box)
}

// against is where a registry record differs from the trial in the library, or contradicts itself, side by side.
func (d *detail) against(it *intake.Item) fyne.CanvasObject {
	var rows []words.DifferenceRow
	for _, x := range it.Differences() {
		rows = append(rows, words.Difference(x))
	}
	if len(rows) == 0 {
		return nil
	}
	return widgets.VStack(8, section(tr.T("Registry against paper")), table(len(rows),
		textColumn(tr.T("What differs"), 84, 1.2, func(i int) string { return rows[i].What }),
		textColumn(tr.T("Registry"), 76, 1, func(i int) string { return short(rows[i].Registry) }),
		textColumn(tr.T("Paper, as recorded here"), 76, 1, func(i int) string { return short(rows[i].Paper) })))
}
