package dialogs_test

import (
	"errors"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/widgets"

	"fyne.io/fyne/v2"
)

const question = "Throw away what you typed?"

func TestTypedTextIsThrownAwayOnlyAfterAQuestion(t *testing.T) {
	c, behind := window(t)
	name := widgets.NewEntry("")
	name.SetText("Ketamine")
	cancelled := 0
	form := dialogs.Form(c, dialogs.FormSpec{Title: "New arm", Content: widgets.NewFormField("Name", name), OnCancel: func() { cancelled++ }})
	uitest.Press(c, "Ctrl+A")
	uitest.Type(c, "Midazolam")
	uitest.Press(c, "Escape")
	if !uitest.Sees(c, question) || !form.Open() || cancelled != 0 {
		t.Fatalf("asked %v, form open %v, cancelled %d", uitest.Sees(c, question), form.Open(), cancelled)
	}
	uitest.Press(c, "Return") // a hasty Enter throws nothing away
	if !form.Open() || c.Focused() != fyne.Focusable(name) || name.Text != "Midazolam" {
		t.Fatalf("form open %v, focus on %T, the field says %q", form.Open(), c.Focused(), name.Text)
	}
	uitest.TapText(t, c, "Cancel")
	uitest.Press(c, "Escape") // nor does Esc
	if !form.Open() {
		t.Fatal("Esc in the question throws the text away")
	}
	uitest.Press(c, "Escape")
	uitest.TapText(t, c, "Throw it away")
	if form.Open() || cancelled != 1 || dialogs.Blocked() || c.Focused() != fyne.Focusable(behind) {
		t.Errorf("form open %v, cancelled %d, blocked %v, focus on %T", form.Open(), cancelled, dialogs.Blocked(), c.Focused())
	}
}

func TestWhatWasPutBackAsItWasIsThrownAwayWithoutAQuestion(t *testing.T) {
	c, _ := window(t)
	name := widgets.NewEntry("")
	form := dialogs.Form(c, dialogs.FormSpec{Title: "New arm", Content: widgets.NewFormField("Name", name)})
	uitest.Type(c, "K")
	uitest.Press(c, "BackSpace", "Escape")
	if form.Open() {
		t.Errorf("still open, and shows %q", uitest.Words(c))
	}
}

func TestAChoiceMadeInAFormIsNotLostUnasked(t *testing.T) {
	kinds := map[string]fyne.CanvasObject{
		"area": widgets.NewTextArea("", 2), "select": widgets.NewSelect("", []string{"A", "B"}, nil),
		"segmented": widgets.NewSegmented(widgets.Segments("A", "B"), nil), "check": widgets.NewCheck("tick", nil), "chip": widgets.NewChipButton("chip", nil),
	}
	change := map[string]func(fyne.CanvasObject){
		"area": func(o fyne.CanvasObject) { o.(*widgets.TextArea).SetText("x") }, "select": func(o fyne.CanvasObject) { o.(*widgets.Select).SetSelected(1) },
		"segmented": func(o fyne.CanvasObject) { o.(*widgets.Segmented).SetSelected(1) }, "check": func(o fyne.CanvasObject) { o.(*widgets.Check).SetChecked(true) },
		"chip": func(o fyne.CanvasObject) { o.(*widgets.ChipButton).SetChosen(true) },
	}
	for kind, control := range kinds {
		t.Run(kind, func(t *testing.T) {
			c, _ := window(t)
			form := dialogs.Form(c, dialogs.FormSpec{Title: "All", Content: widgets.VStack(8, widgets.NewCard(control))})
			change[kind](control)
			uitest.Press(c, "Escape")
			if !form.Open() || !uitest.Sees(c, question) {
				t.Error("it is lost unasked")
			}
		})
	}
}

func TestClosingTheWindowAsksBeforeAFormIsLost(t *testing.T) {
	c, _ := window(t)
	left := 0
	dialogs.Leave(c, func() { left++ })
	name := widgets.NewEntry("")
	form := dialogs.Form(c, dialogs.FormSpec{Title: "New arm", Content: widgets.NewFormField("Name", name)})
	dialogs.Leave(c, func() { left++ })
	if left != 2 {
		t.Fatalf("left %d times of 2 while nothing was typed", left)
	}
	uitest.Type(c, "K")
	dialogs.Leave(c, func() { left++ })
	dialogs.Leave(c, func() { left++ }) // the question stands already
	if left != 2 || !uitest.Sees(c, question) {
		t.Fatalf("left %d times; on screen %q", left, uitest.Words(c))
	}
	uitest.TapText(t, c, "Throw it away")
	if left != 3 || !form.Open() {
		t.Errorf("left %d times", left)
	}
}

func TestAnErrorIsShownAtItsFieldWhichGetsTheKeyboard(t *testing.T) {
	c, _ := window(t)
	label, text, days := widgets.NewEntry(""), widgets.NewTextArea("", 3), widgets.NewEntry("")
	labelField, textField, daysField := widgets.NewFormField("Label", label), widgets.NewFormField("Text", text), widgets.NewFormField("Days", widgets.HStack(4, widgets.Fill(days)))
	wrong := []error{appraisal.Invalid("text", "Write a text."), appraisal.Invalid("days", "Enter days."), errors.New("Nothing fits.")}
	dialogs.Form(c, dialogs.FormSpec{Title: "All", Content: widgets.VStack(8, labelField, textField, daysField),
		Fields: map[string]fyne.CanvasObject{"text": text, "days": days},
		Validate: func() error {
			err := wrong[0]
			wrong = wrong[1:]
			return err
		}})
	uitest.Press(c, "Return")
	if textField.Error() != "Write a text." || c.Focused() != fyne.Focusable(text) {
		t.Errorf("the text's field says %q, focus on %T", textField.Error(), c.Focused())
	}
	uitest.Press(c, "Ctrl+Return")
	if textField.Error() != "" || daysField.Error() != "Enter days." || c.Focused() != fyne.Focusable(days) {
		t.Errorf("the fields say %q and %q, focus on %T", textField.Error(), daysField.Error(), c.Focused())
	}
	uitest.Press(c, "Return")
	if daysField.Error() != "" || !uitest.Sees(c, "Nothing fits.") {
		t.Errorf("the days' field says %q; on screen %q", daysField.Error(), uitest.Words(c))
	}
}
