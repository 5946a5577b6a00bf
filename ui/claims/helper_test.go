package claims_test

import (
	"context"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/claims"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/widgets"
)

func TestMain(m *testing.M) { desk.Main(m) }

// writing is somebody with the form of a claim.
type writing struct {
	*desk.Desk
	claims *claims.Claims
	before int // claims in the library at the beginning
}

func open(t testing.TB) *writing {
	t.Helper()
	w := &writing{Desk: desk.Open(t, desk.Look{})}
	w.claims = claims.New(w.Session, w.Canvas)
	w.Show(widgets.Body("The window below"))
	w.before = len(w.all())
	return w
}

func (w *writing) all() []appraisal.Claim {
	w.Helper()
	all, err := w.Session.Lib.Claims(context.Background())
	if err != nil {
		w.Fatal(err)
	}
	return all
}

// here is the claim at which the reader is, as it is in the file.
func (w *writing) here() appraisal.Claim {
	w.Helper()
	c, err := w.Session.Lib.Claim(context.Background(), w.Session.Place().UID)
	if err != nil {
		w.Fatal(err)
	}
	return c
}

func (w *writing) save() { w.Press("Ctrl+Return") }

// refused fails unless the form is still open, says the sentence and has stored nothing.
func (w *writing) refused(sentence string) {
	w.Helper()
	w.save()
	w.MustSee(sentence)
	if len(w.all()) != w.before || w.UndoName() != "" || !dialogs.Blocked() {
		w.Fatalf("refused, but stored %q", w.UndoName())
	}
}

// saved fails unless the form has closed.
func (w *writing) saved() {
	w.Helper()
	w.save()
	if dialogs.Blocked() {
		w.MustSee("not stored") // says what is on screen
	}
}

const (
	restated = "Restated in one sentence"
	mid      = "Smallest difference that matters"
)
