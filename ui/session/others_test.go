package session

import (
	"context"
	"testing"
	"time"

	"claimgrade/appraisal"
	"claimgrade/db"
)

// elsewhere is the same library, open in another program.
func elsewhere(t testing.TB, s *Session) *db.Library {
	t.Helper()
	lib, err := db.Open(context.Background(), s.Lib.Path(), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	return lib
}

func change(t testing.TB, lib *db.Library, name string, fn func(b *db.Batch)) {
	t.Helper()
	if err := lib.Do(context.Background(), db.Action{Name: name}, func(b *db.Batch) error { fn(b); return nil }); err != nil {
		t.Fatal(err)
	}
}

func TestWhatAnotherProgramChangesIsShown(t *testing.T) {
	s := open(t)
	there := elsewhere(t, s)
	before := overview(t, s)
	claim := before.Claims[0].claim
	told := 0
	s.OnEdit(func() { told++ })
	said := ""
	s.OnOthers = func(action string) { said = action }

	s.Look()
	if told != 0 {
		t.Errorf("nothing has changed, but the screens were told %d times", told)
	}
	claim.Label = "Another label"
	change(t, there, "Edit the label", func(b *db.Batch) { b.PutClaim(claim) })
	s.Look()
	if told != 1 || said != "Edit the label" {
		t.Errorf("the screens were told %d times, of %q", told, said)
	}
	if got := overview(t, s).Claims[0].Label; got != "Another label" {
		t.Errorf("the list still says %q", got)
	}
	s.Look()
	if told != 1 {
		t.Error("the same change was told again")
	}
}

func TestOwnEditsAreNotToldAsAnothers(t *testing.T) {
	s := open(t)
	s.OnOthers = func(action string) { t.Errorf("%q is told as another program's", action) }
	s.Edit("Own", func(b *db.Batch) error { b.PutTrial(appraisal.Trial{Name: "T"}); return nil }, nil)
	s.Look()
}

// A name that was corrected in another window is not put back by the next edit here.
func TestANameCorrectedElsewhereIsTakenOver(t *testing.T) {
	s := open(t)
	if err := s.SetReviewer("Ane Lie"); err != nil {
		t.Fatal(err)
	}
	s.Edit("Own", func(b *db.Batch) error { b.PutTrial(appraisal.Trial{Name: "T"}); return nil }, nil)
	r := s.Reviewer()
	r.Name = "Ane Lien"
	change(t, elsewhere(t, s), "Correct the name", func(b *db.Batch) { b.PutReviewer(r) })
	s.Look()
	if got := s.Reviewer().Name; got != "Ane Lien" {
		t.Errorf("the reviewer is still called %q", got)
	}
}

func TestWhatIsBeingTypedOrAFormIsNotReadAnew(t *testing.T) {
	s := open(t)
	there := elsewhere(t, s)
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	s.now = func() time.Time { return now }
	said := 0
	s.OnOthers = func(string) { said++ }
	held := false
	s.Held = func() bool { return held }

	var uid string
	s.EditText("notes", "Notes", func(b *db.Batch) error { uid = b.PutTrial(appraisal.Trial{Name: "T", Notes: "w"}); return nil })
	change(t, there, "Theirs", func(b *db.Batch) { b.PutTrial(appraisal.Trial{UID: uid, Name: "T", Notes: "other"}) })
	s.Look()
	if said != 0 {
		t.Error("the screens were told in the middle of a text")
	}
	now = now.Add(typingPause)
	held = true
	s.Look()
	if said != 0 {
		t.Error("the screens were told while a form was open")
	}
	held = false
	s.Look()
	if said != 1 {
		t.Errorf("after a pause the screens were told %d times, want once", said)
	}
}
