package strength_test

import (
	"context"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/strength"
	"claimgrade/ui/widgets"
)

func TestMain(m *testing.M) { desk.Main(m) }

func open(t testing.TB) *desk.Desk {
	t.Helper()
	d := desk.Open(t, desk.Look{Width: 1280, Height: 800})
	d.Show(widgets.Body("The window below"))
	strength.New(d.Session, d.Canvas).Show()
	d.MustSee("Words of strength")
	return d
}

func stored(d *desk.Desk) appraisal.StrengthWords {
	d.Helper()
	w, err := d.Session.Lib.StrengthWords(context.Background())
	if err != nil {
		d.Fatal(err)
	}
	return w
}

func TestTheWordsAreReadChangedAndUndone(t *testing.T) {
	d := open(t)
	if got := d.Value("Emphatic"); !strings.Contains(got, "robust\n") {
		t.Errorf("the emphatic words are %q", got)
	}
	d.Retype("Emphatic", "dramatic")
	d.Press("Ctrl+Return")
	if got := stored(d); len(got.Emphatic) != 1 || got.Emphatic[0] != "dramatic" || d.UndoName() != "Change the words of strength" {
		t.Errorf("stored %+v as %q", got, d.UndoName())
	}
	d.Undo()
	if !stored(d).Equal(appraisal.DefaultStrengthWords()) {
		t.Errorf("after undo %+v", stored(d))
	}
}

func TestAWordOnTwoListsIsRefusedInWords(t *testing.T) {
	d := open(t)
	d.Retype("Emphatic", "may")
	d.Press("Ctrl+Return")
	d.MustSee("Decide for one.")
	if !dialogs.Blocked() || d.UndoName() != "" {
		t.Errorf("stored as %q", d.UndoName())
	}
	d.Tap("Back to the program's words")
	d.Press("Ctrl+Return")
	if dialogs.Blocked() || !stored(d).Equal(appraisal.DefaultStrengthWords()) {
		t.Errorf("stored %+v", stored(d))
	}
}

func TestALibraryOpenForReadingOnlyShowsTheWordsAndOffersNoSaving(t *testing.T) {
	d := desk.Open(t, desk.Look{Width: 1280, Height: 800, Library: db.Options{ReadOnly: true}})
	d.Show(widgets.Body("The window below"))
	strength.New(d.Session, d.Canvas).Show()
	d.MustSee("Words of strength", "The library was opened for reading only.", "Close")
	for _, b := range desk.All[*widgets.Button](d) {
		if b.Text() == "Save" {
			t.Error("saving is offered")
		}
	}
	d.MustNotSee("Back to the program's words")
	for _, field := range desk.All[*widgets.TextArea](d) {
		if !field.Disabled() {
			t.Errorf("%q can be typed in", field.Text)
		}
	}
	d.Press("Escape")
	if dialogs.Blocked() {
		t.Error("Esc does not close it")
	}
}
