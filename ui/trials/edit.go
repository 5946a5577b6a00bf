package trials

import (
	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

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
			f.say(tr.T("“%s” stays stored. Enter another value, or say that there is none:", short(f.display(f.fact.now.Value))), true)
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
			sentence += " " + tr.T("“%s” stays stored.", short(f.display(f.fact.now.Value)))
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
		f.setText(f.display(v)) // as it is stored
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

// What undo calls the changes of a fact: of its value, of it as a whole, of where it comes from.
var (
	valueChanged  = tr.Key("“%s” of %s")
	factRemoved   = tr.Key("Remove “%s” of %s")
	sourceChanged = tr.Key("Source of “%s” of %s")
)

// name is what undo calls a change of this fact.
func (f *factField) name(what string) string {
	of := f.page.trial.Name
	if n := f.owner.name(); n != "" {
		of = n + ", " + of
	}
	return tr.T(what, words.FieldLabel(f.field), of)
}

func (f *factField) store(fact appraisal.Fact, typing bool) {
	f.fact.set(plain(fact))
	s := f.page.t.s
	subject := f.owner.Subject
	write := func(b *db.Batch) error { b.PutFact(subject, fact); return nil }
	if typing {
		f.page.patch(f.owner, fact)
		f.page.t.editText("fact "+f.owner.uid+" "+string(f.field.Key), f.name(valueChanged), write)
	} else {
		s.Edit(f.name(valueChanged), write, nil)
	}
	f.fillSource()
}

// remove takes the fact away: it is then as if nobody had looked.
func (f *factField) remove() {
	if !extracted(f.fact.now) {
		f.fill() // nothing to remove; the control goes back to its placeholder
		return
	}
	f.fact.set(appraisal.Fact{})
	subject, k := f.owner.Subject, f.field.Key
	f.page.t.s.Edit(f.name(factRemoved), func(b *db.Batch) error { b.DeleteFact(subject, k); return nil }, nil)
	f.fill()
}
