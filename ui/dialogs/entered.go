package dialogs

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

// entered is what the fields in an object hold, without blanks around it. It differs once something was typed or chosen.
func entered(content fyne.CanvasObject) []string {
	var out []string
	widgets.Walk(content, func(o fyne.CanvasObject) bool {
		switch w := o.(type) {
		case *widgets.Entry:
			out = append(out, strings.TrimSpace(w.Text))
		case *widgets.TextArea:
			out = append(out, strings.TrimSpace(w.Text))
		case *widgets.Select:
			out = append(out, strconv.Itoa(w.Selected()))
		case *widgets.Segmented:
			out = append(out, strconv.Itoa(w.Selected()))
		case *widgets.Check:
			out = append(out, strconv.FormatBool(w.Checked()))
		case *widgets.ChipButton:
			out = append(out, strconv.FormatBool(w.Chosen()))
		}
		return true
	})
	return out
}

// watch remembers what the fields hold now, so that leaving the dialog can tell whether anything would be lost.
func (d *Dialog) watch(content fyne.CanvasObject) {
	before := entered(content)
	d.changed = func() bool { return !slices.Equal(before, entered(content)) }
}

// unlessLost goes on at once where nothing was typed, and else asks first.
func (d *Dialog) unlessLost(then func()) {
	switch {
	case d.changed == nil || !d.changed():
		then()
	case d.asking == nil || !d.asking.Open():
		d.asking = Confirm(d.canvas, ConfirmSpec{
			Title: tr.T("Throw away what you typed?"), Text: tr.T("It has not been kept yet."),
			Confirm: tr.T("Throw it away"), Cancel: tr.T("Go on typing"), Danger: true, OnConfirm: then,
		})
	}
}

// Leave goes on once no dialog on the canvas holds anything typed, or the reader lets go of it: before the window closes,
// say.
func Leave(c fyne.Canvas, then func()) {
	for _, o := range c.Overlays().List() {
		if m, ok := o.(*modal); ok && m.dialog.changed != nil && m.dialog.changed() {
			m.dialog.unlessLost(then)
			return
		}
	}
	if p := paneIn(c); p != nil {
		p.dialog.unlessLost(then)
		return
	}
	then()
}

// wrongField is the control that an error is about, by the name the error gives it; nil if the form has none of that name.
func (s FormSpec) wrongField(err error) fyne.CanvasObject {
	var e interface{ About() string }
	if !errors.As(err, &e) {
		return nil
	}
	return s.Fields[e.About()]
}

// fieldsOf are the fields in a form.
func fieldsOf(content fyne.CanvasObject) []*widgets.FormField {
	var out []*widgets.FormField
	widgets.Walk(content, func(o fyne.CanvasObject) bool {
		if f, ok := o.(*widgets.FormField); ok {
			out = append(out, f)
		}
		return true
	})
	return out
}

// holds says whether an object is another or somewhere in it.
func holds(around, o fyne.CanvasObject) bool {
	found := false
	widgets.Walk(around, func(in fyne.CanvasObject) bool {
		found = found || in == o
		return !found
	})
	return found
}

// point shows what is wrong at the control that the error is about and gives it the keyboard. It reports whether the
// words are shown there.
func (d *Dialog) point(s FormSpec, err error) (told bool) {
	fields := fieldsOf(s.Content)
	wrong := s.wrongField(err)
	if wrong == nil && len(fields) == 1 {
		wrong = fields[0].Control() // there is no other it could be about
	}
	var at *widgets.FormField
	for _, f := range fields {
		f.SetError("")
		if wrong != nil && holds(f, wrong) {
			at = f
		}
	}
	if wrong == nil {
		return false
	}
	if at != nil {
		at.SetError(Sentence(err))
	}
	d.relayout()
	now, _ := d.canvas.Focused().(fyne.CanvasObject)
	if f := widgets.FirstFocusable(wrong); f != nil && (now == nil || !holds(wrong, now)) {
		d.canvas.Focus(f)
	}
	if at != nil {
		widgets.Reveal(at)
	}
	return at != nil
}
