package trials

import (
	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

const (
	notReported  = "Not reported"
	notExtracted = "Not extracted"
)

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

	line      *fyne.Container // below the value: where it comes from
	mark      *widgets.Mark
	doubt     *widgets.Text
	source    *widgets.Link
	absent    *widgets.Link // offers "not reported" while there is no fact
	problem   *widgets.Text
	problemAt *fyne.Container
	remedies  *fyne.Container
	filling   bool
	narrow    bool // a cell of a table
}

// newRow returns a field with its label at the left; newCell one with its label above, for use in a table.
func newRow(p *page, o owner, f appraisal.Field) *factField  { return newField(p, o, f, false) }
func newCell(p *page, o owner, f appraisal.Field) *factField { return newField(p, o, f, true) }

func newField(p *page, o owner, field appraisal.Field, cell bool) *factField {
	f := &factField{page: p, owner: o, field: field, narrow: cell}
	label := widgets.NewText(field.Label, widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted})
	label.SetTip(field.Help)
	if cell {
		label = widgets.SectionLabel(field.Label)
		if field.Help != "" {
			label.SetTip(field.Label + "\n" + field.Help)
		}
	}
	f.buildSource()
	value := f.control()
	if cell {
		f.object = widgets.VStack(3, label, value, f.line, f.problemAt)
	} else {
		f.object = labelled(label, widgets.VStack(2, value, f.line, f.problemAt))
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
			options = append(options, choiceName(c))
		}
		f.choice = widgets.NewSelect(notExtracted, append(options, notReported, notExtracted), f.chosen)
		f.absent.Hide()
		return f.choice
	case appraisal.LongText:
		var grows *fyne.Container
		f.area, grows = newGrowing(notExtracted, 1)
		f.area.OnChanged, f.area.OnBlur = f.typed, f.left
		f.area.OnEscape = func() { f.escape(f.area) }
		return f.beside(widgets.Fill(grows))
	}
	f.entry = widgets.NewEntry(notExtracted)
	f.entry.OnChanged, f.entry.OnBlur = f.typed, f.left
	f.entry.OnSubmitted = func(string) { f.left() }
	f.entry.OnEscape = func() { f.escape(f.entry) }
	if f.field.Kind == appraisal.TextValue {
		return f.beside(widgets.Fill(f.entry))
	}
	f.unit = widgets.NewText("", widgets.TextStyle{Size: theme.SizeSmall, Color: theme.ColorMuted, Wrapping: widgets.OneLine})
	if f.narrow {
		f.unit.Hide()
		return f.entry
	}
	return f.beside(widgets.MinWidth(112, f.entry), f.unit, widgets.Spacer())
}

// beside puts the link for "not reported" after a control; in a cell it stands below instead.
func (f *factField) beside(parts ...fyne.CanvasObject) fyne.CanvasObject {
	if f.narrow {
		if len(parts) == 1 {
			return parts[0]
		}
		return widgets.HStack(8, parts...)
	}
	return widgets.HStack(8, append(parts, f.absent)...)
}

func (f *factField) buildSource() {
	f.mark = widgets.NewMark(widgets.MarkExclaim, 12, theme.Amber.Ink())
	f.doubt = widgets.NewText("Unchecked ·", widgets.TextStyle{Size: theme.SizeCaption, Color: theme.Amber.Ink(), Wrapping: widgets.OneLine})
	f.source = widgets.NewSmallLink("", f.editSource)
	f.absent = widgets.NewSmallLink(notReported, func() { f.set(appraisal.StatusNotStated, "") })
	f.absent.SetTip("The text was read and does not say.")
	parts := []fyne.CanvasObject{f.mark, f.doubt, f.source}
	if f.narrow {
		f.doubt.Hide()
		parts = append(parts, f.absent)
	}
	f.line = widgets.HStack(4, parts...)
	f.problem = widgets.NewText("", widgets.TextStyle{Size: theme.SizeCaption, Color: theme.Red.Ink()})
	f.remedies = widgets.Flow(12,
		widgets.NewSmallLink(notReported, func() { f.set(appraisal.StatusNotStated, "") }),
		widgets.NewSmallLink("Remove the fact", f.remove))
	f.problemAt = widgets.VStack(2,
		widgets.HStackTop(5, widgets.Pad(2, 0, 0, 0, widgets.NewMark(widgets.MarkCross, 11, theme.Red.Ink())), widgets.Fill(f.problem)), f.remedies)
	f.problemAt.Hide()
}

func (f *factField) setReadOnly(why string) {
	if why == "" {
		return
	}
	for _, c := range []interface{ SetDisabled(string) }{f.source, f.absent} {
		c.SetDisabled(why)
	}
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

func (f *factField) setText(s, placeholder string) {
	f.filling = true
	defer func() { f.filling = false }()
	if f.entry != nil {
		if f.entry.Text != s {
			f.entry.SetText(s)
		}
		if f.entry.PlaceHolder != placeholder {
			f.entry.SetPlaceHolder(placeholder)
		}
		f.entry.SetTip("")
		if len([]rune(s)) > 24 {
			f.entry.SetTip(s)
		}
		return
	}
	if f.area.Text != s {
		f.area.SetText(s)
	}
	if f.area.PlaceHolder != placeholder {
		f.area.SetPlaceHolder(placeholder)
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
		f.setText("", notReported)
	} else {
		f.setText(now.Value, notExtracted)
	}
	f.fillSource()
}

// fillSource shows where the fact comes from, and beside a number its unit.
func (f *factField) fillSource() {
	now := f.fact.now
	show(f.absent, !extracted(now) && f.choice == nil && f.page.readOnly == "")
	show(f.line, extracted(now) || f.narrow && f.absent.Visible())
	show(f.source, extracted(now))
	doubtful := unchecked(now)
	show(f.doubt, doubtful && !f.narrow)
	show(f.mark, doubtful || now.CheckedBy != "")
	if doubtful {
		f.mark.Set(widgets.MarkExclaim, theme.Amber.Ink())
		f.mark.SetTip("Unchecked: nothing says where it can be looked up.")
	} else {
		f.mark.Set(widgets.MarkCheck, theme.Green.Ink())
		f.mark.SetTip(checkedWords(now, f.page.reviewers))
	}
	if extracted(now) {
		text := placeWords(now, f.page.documents)
		if f.narrow {
			text = sourceWords(now.Source)
		} else if now.Source == appraisal.SourceDerived && now.Note != "" {
			text += " · " + now.Note
		}
		f.source.SetText(text)
		f.source.SetTip(sourceTip(now, f.page.documents, f.page.reviewers))
	}
	if f.unit != nil && f.field.Kind == appraisal.DaysValue {
		unit := "days"
		if w := inUnits(now.Value); w != "" && now.Status != appraisal.StatusNotStated {
			unit = "days (" + w + ")"
		}
		f.unit.SetText(unit)
	}
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

// say shows what is wrong with what is typed; empty says that nothing is.
func (f *factField) say(sentence string, empty bool) {
	if f.problem.String() == sentence && f.problemAt.Visible() == (sentence != "") {
		return
	}
	f.problem.SetText(sentence)
	show(f.remedies, empty)
	show(f.problemAt, sentence != "")
}

// typed stores what is typed as soon as it is a value of the field.
func (f *factField) typed(text string) {
	if f.filling {
		return
	}
	if v, ok := f.check(text, false); ok && !f.holds(v) {
		f.store(changed(f.fact.now, f.field.Key, appraisal.Reported, v), true)
	}
}

// holds reports whether the fact states this value already.
func (f *factField) holds(v string) bool {
	return extracted(f.fact.now) && f.fact.now.Status != appraisal.StatusNotStated && f.fact.now.Value == v
}

// check says what is wrong with a typed text, and returns the value to store if nothing is.
func (f *factField) check(text string, done bool) (value string, ok bool) {
	v := canonical(f.field, text)
	states := extracted(f.fact.now) && f.fact.now.Status != appraisal.StatusNotStated
	if v == "" {
		if states {
			f.say("“"+short(f.fact.now.Value)+"” stays stored. Enter another value, or say that there is none:", true)
		} else {
			f.say("", false)
		}
		return "", false
	}
	if !done && unfinished(f.field, v) {
		f.say("", false)
		return "", false
	}
	if err := f.field.Check(v); err != nil {
		sentence := dialogs.Sentence(err)
		if states {
			sentence += " “" + short(f.fact.now.Value) + "” stays stored."
		}
		f.say(sentence, false)
		return "", false
	}
	f.say("", false)
	return v, true
}

func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:38]) + "…"
	}
	return s
}

// left is called when the field has lost the focus, or Enter was pressed in it.
func (f *factField) left() {
	if v, ok := f.check(f.text(), true); ok && f.holds(v) {
		f.setText(v, notExtracted) // as it is stored
	}
}

// escape goes back to the stored value; where nothing was wrong, the key goes on to the window.
func (f *factField) escape(from fyne.CanvasObject) {
	if f.problemAt.Visible() {
		f.fill()
		return
	}
	widgets.Bubble(from, &fyne.KeyEvent{Name: fyne.KeyEscape})
}

// chosen stores a choice; the last two are "not reported" and "not extracted".
func (f *factField) chosen(i int) {
	switch n := len(f.field.Choices); {
	case i < n:
		f.set(appraisal.Reported, f.field.Choices[i])
	case i == n:
		f.set(appraisal.StatusNotStated, "")
	default:
		f.remove()
	}
}

// set stores a value that was not typed.
func (f *factField) set(status appraisal.FactStatus, value string) {
	f.store(changed(f.fact.now, f.field.Key, status, value), false)
	f.fill()
}

// name is what undo calls a change of this fact.
func (f *factField) name(what string) string {
	of := f.page.trial.Name
	if n := f.owner.name(); n != "" {
		of = n + ", " + of
	}
	return what + "“" + f.field.Label + "” of " + of
}

func (f *factField) store(fact appraisal.Fact, typing bool) {
	f.fact.now = plain(fact)
	s := f.page.t.s
	subject := f.owner.Subject
	write := func(b *db.Batch) error { b.PutFact(subject, fact); return nil }
	if typing {
		s.EditText("fact "+f.owner.uid+" "+string(f.field.Key), f.name(""), write)
	} else {
		s.Edit(f.name(""), write, nil)
	}
	f.fillSource()
}

// remove takes the fact away: it is then as if nobody had looked.
func (f *factField) remove() {
	if !extracted(f.fact.now) {
		f.fill() // nothing to remove; the control goes back to its placeholder
		return
	}
	f.fact.now = appraisal.Fact{}
	subject, k := f.owner.Subject, f.field.Key
	f.page.t.s.Edit(f.name("Remove "), func(b *db.Batch) error { b.DeleteFact(subject, k); return nil }, nil)
	f.fill()
}
