package trials

import (
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

func notReported() string  { return tr.T("Not reported") }
func notExtracted() string { return tr.T("Not extracted") }

// owner is whose fact a field shows: the trial, one of its arms or one of its results.
type owner struct {
	db.Subject
	uid  string
	name func() string // as undo names it; empty for the trial itself
}

// factField is one fact: its value, ready to be edited, and where it comes from. It is made once and then brought up to
// date, so that what is being typed keeps its caret.
type factField struct {
	page   *page
	owner  owner
	field  appraisal.Field
	fact   draft[appraisal.Fact]
	object fyne.CanvasObject

	entry  *widgets.Entry
	area   *widgets.TextArea
	choice *widgets.Select
	unit   *widgets.Text

	line      fyne.CanvasObject // below the value, with room of its own from the start: where it comes from
	mark      *widgets.Mark
	doubt     *widgets.Text
	source    *quietLink
	absent    *quietLink // offers "not reported" while there is no fact
	problem   *widgets.Text
	problemAt *fyne.Container
	remedies  *fyne.Container
	misfit    *note         // what the value does not fit
	derived   *widgets.Text // what follows from other values
	hint      string        // the placeholder, whole
	filling   bool
	narrow    bool // a cell of a table
}

// newRow returns a field with its label at the left; newCell one with its label above, for use in a table.
func newRow(p *page, o owner, f appraisal.Field) *factField  { return newField(p, o, f, false) }
func newCell(p *page, o owner, f appraisal.Field) *factField { return newField(p, o, f, true) }

func newField(p *page, o owner, field appraisal.Field, cell bool) *factField {
	f := &factField{page: p, owner: o, field: field, narrow: cell}
	label := widgets.NewText(words.FieldLabel(field), widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted})
	label.SetTip(words.FieldHelp(field))
	if cell {
		name := words.FieldLabel(field)
		if field.Kind == appraisal.DaysValue && field.Key != appraisal.FieldDay {
			name = tr.T("%s, days", name)
		}
		label = widgets.SectionLabel(name)
		if field.Help != "" {
			label.SetTip(name + "\n" + words.FieldHelp(field))
		}
	}
	f.buildSource()
	f.misfit = newMisfitNote()
	f.derived = widgets.NewText("", widgets.TextStyle{Size: theme.SizeCaption, Color: theme.ColorMuted, Wrapping: widgets.Cut})
	f.derived.Hide()
	value := f.control()
	if cell {
		f.object = widgets.VStack(3, label, value, f.line, f.derived, f.misfit.object, f.problemAt)
	} else {
		f.object = labelled(label, widgets.VStack(2, value, f.line, f.derived, f.misfit.object, f.problemAt))
	}
	f.setReadOnly(p.readOnly)
	f.fill()
	return f
}

// control makes the control of the kind of value, with what stands beside it.
func (f *factField) control() fyne.CanvasObject {
	switch f.field.Kind {
	case appraisal.ChoiceValue:
		options := make([]string, 0, len(f.field.Choices)+2)
		for _, c := range f.field.Choices {
			options = append(options, words.Choice(c))
		}
		f.choice = widgets.NewSelect(notExtracted(), append(options, notReported(), notExtracted()), f.chosen)
		return f.choice
	case appraisal.TextValue:
		var grows *fyne.Container
		f.area, grows = newLine(notExtracted(), f.typed, f.left)
		f.area.OnEscape = func() { f.escape(f.area) }
		return f.beside(widgets.Fill(grows))
	case appraisal.LongText:
		var grows *fyne.Container
		f.area, grows = newGrowing(notExtracted(), 1)
		f.area.OnChanged, f.area.OnBlur = f.typed, f.left
		f.area.OnEscape = func() { f.escape(f.area) }
		return f.beside(widgets.Fill(grows))
	}
	f.entry = widgets.NewEntry(notExtracted())
	f.entry.OnChanged, f.entry.OnBlur = f.typed, f.left
	f.entry.OnSubmitted = func(string) { f.left() }
	f.entry.OnEscape = func() { f.escape(f.entry) }
	f.unit = widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.OneLine})
	if f.narrow {
		f.unit.Hide()
		return f.entry
	}
	return f.beside(widgets.MinWidth(112, f.entry), f.unit, widgets.Spacer())
}

// beside puts what belongs to a control after it.
func (f *factField) beside(parts ...fyne.CanvasObject) fyne.CanvasObject {
	if len(parts) == 1 {
		return parts[0]
	}
	return widgets.HStack(8, parts...)
}

func (f *factField) buildSource() {
	f.mark = widgets.NewMark(widgets.MarkExclaim, 12, theme.Amber.Ink())
	f.doubt = widgets.NewText(tr.T("Unchecked")+" ·", widgets.TextStyle{Size: theme.SizeCaption, Color: theme.Amber.Ink(), Wrapping: widgets.OneLine})
	f.source = newQuietLink("", f.editSource)
	f.absent = newQuietLink(tr.T("Not reported?"), func() { f.set(appraisal.StatusNotStated, "") })
	f.absent.SetTip(tr.T("Mark it: the text was read and does not say."))
	if f.narrow {
		f.doubt.Hide()
	}
	where := container.NewStack(f.source, f.absent) // never both
	f.line = widgets.MinHeight(f.source.MinSize().Height/theme.Px(1), widgets.HStack(4, f.mark, f.doubt, widgets.Fill(where)))
	f.problem = widgets.NewText("", widgets.TextStyle{Size: theme.SizeCaption, Color: theme.Red.Ink()})
	f.remedies = widgets.Flow(12,
		uncut(widgets.NewSmallLink(notReported(), func() { f.set(appraisal.StatusNotStated, "") })),
		uncut(widgets.NewSmallLink(tr.T("Remove the fact"), f.remove)))
	f.problemAt = widgets.VStack(2,
		widgets.HStackTop(5, widgets.Pad(2, 0, 0, 0, widgets.NewMark(widgets.MarkCross, 11, theme.Red.Ink())), widgets.Fill(f.problem)), f.remedies)
	f.problemAt.Hide()
}

func (f *factField) setReadOnly(why string) {
	if why == "" {
		return
	}
	f.source.disable()
	f.input().(interface{ SetDisabled(string) }).SetDisabled(why)
}

// input is what takes the focus.
func (f *factField) input() fyne.Focusable {
	switch {
	case f.entry != nil:
		return f.entry
	case f.area != nil:
		return f.area
	}
	return f.choice
}

// text is what the field shows now; setText shows another value without storing it.
func (f *factField) text() string {
	if f.entry != nil {
		return f.entry.Text
	}
	return f.area.Text
}

func (f *factField) setText(s string) {
	f.filling = true
	defer func() { f.filling = false }()
	switch {
	case f.entry != nil && f.entry.Text != s:
		f.entry.SetText(s)
	case f.area != nil && f.area.Text != s:
		f.area.SetText(s)
	}
}

// fillPlaceholder says in an empty field what there is of the fact.
func (f *factField) fillPlaceholder() {
	text := notExtracted()
	switch now := f.fact.now; {
	case extracted(now) && now.Status == appraisal.StatusNotStated:
		text = notReported()
	case extracted(now):
		text = tr.T("Empty")
	}
	if f.hint == text || f.choice != nil {
		return
	}
	f.hint = text
	if f.entry != nil {
		f.entry.SetPlaceHolder(text)
	} else {
		f.area.SetPlaceHolder(text)
	}
}

// take is given the fact as it is in the file.
func (f *factField) take(fs appraisal.Facts, saving bool) {
	stored, ok := fs[f.field.Key]
	if ok {
		stored = plain(stored)
		stored.Field = f.field.Key
	}
	if f.fact.take(stored, saving) {
		f.fill()
		return
	}
	f.fillSource()
}

// fill shows the fact.
func (f *factField) fill() {
	f.say("", false)
	now := f.fact.now
	absent := extracted(now) && now.Status == appraisal.StatusNotStated
	if f.choice != nil {
		at := -1
		for i, c := range f.field.Choices {
			if extracted(now) && !absent && c == now.Value {
				at = i
			}
		}
		if absent {
			at = len(f.field.Choices)
		}
		f.choice.SetSelected(at)
	} else if absent {
		f.setText("")
	} else {
		f.setText(f.display(now.Value))
	}
	f.fillSource()
}

// fillSource shows where the fact comes from, and beside a number its unit.
func (f *factField) fillSource() {
	now := f.fact.now
	f.fillPlaceholder()
	offer := !extracted(now) && f.choice == nil && f.page.readOnly == ""
	show(f.absent, offer)
	show(f.source, extracted(now))
	doubtful := unchecked(now)
	show(f.doubt, doubtful && !f.narrow)
	show(f.mark, doubtful || now.CheckedBy != "")
	if doubtful {
		f.mark.Set(widgets.MarkExclaim, theme.Amber.Ink())
		f.mark.SetTip(tr.T("Unchecked: nothing says where it can be looked up."))
	} else {
		f.mark.Set(widgets.MarkCheck, theme.Green.Ink())
		f.mark.SetTip(checkedWords(now, f.page.reviewers))
	}
	if extracted(now) {
		text := placeWords(now, f.page.documents)
		if f.narrow {
			text, _, _ = strings.Cut(words.Source(now.Source), ",")
		} else if now.Source == appraisal.SourceDerived && now.Note != "" {
			text += " · " + now.Note
		}
		f.source.SetText(text)
		f.source.SetTip(sourceTip(now, f.page.documents, f.page.reviewers))
	}
	if f.unit != nil && f.field.Kind == appraisal.DaysValue {
		unit := tr.T("days")
		if now.Status == appraisal.StatusNotStated || now.Value == "" {
		} else if w := inUnits(now.Value); w != "" && w == f.display(now.Value) {
			unit = "" // the field itself says it
		} else if w != "" {
			unit = tr.T("days (%s)", w)
		}
		f.unit.SetText(unit)
	}
}

// display is a stored value as the field shows it: numbers with the reader's decimal sign, a time of less than a day in
// hours or minutes, choices in words.
func (f *factField) display(v string) string {
	switch f.field.Kind {
	case appraisal.ChoiceValue:
		return words.Choice(v)
	case appraisal.WholeNumber, appraisal.DecimalNum:
		return tr.Digits(v)
	case appraisal.DaysValue:
		if d, err := strconv.ParseFloat(v, 64); err == nil && d > 0 && d < 1 {
			return words.Days(d)
		}
		return tr.Digits(v)
	}
	return v
}

// derive shows what follows from other values, with how it was reckoned in the tooltip.
func (f *factField) derive(found []rules.Derived) {
	var texts, tips []string
	for _, d := range found {
		if d.Field == f.field.Key {
			texts, tips = append(texts, tr.Said(d.Text)), append(tips, tr.Said(d.Text)+"\n"+tr.Said(d.Formula))
		}
	}
	if text := strings.Join(texts, " · "); f.derived.String() != text {
		f.derived.SetText(text)
	}
	f.derived.SetTip(strings.Join(append(tips, tr.T("Derived, not stored.")), "\n"))
	show(f.derived, len(texts) > 0)
}

func show(o fyne.CanvasObject, visible bool) {
	if o.Visible() == visible {
		return
	}
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}
