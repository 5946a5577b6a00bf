package session

import (
	"context"
	"database/sql"
	"testing"

	"claimgrade/appraisal"
)

// storedPlace is where the next start will find the reader.
func storedPlace(t *testing.T, s *Session) string {
	t.Helper()
	next := New(s.Lib)
	next.Restore(context.Background())
	return next.Place().UID
}

func TestWhereTheWindowWasLeftWaitsUntilItCanBeStoredAndIsToldOnce(t *testing.T) {
	s, shown, back := moved(t)
	var told []error
	s.OnSaving(func(bool) {
		_, why := s.Unsaved()
		told = append(told, why)
	})
	s.Go(Place{Kind: ClaimPlace, UID: "c1"})
	s.Go(Place{Kind: ClaimPlace, UID: "c2"})
	s.SetSetting("folded", "yes")
	if edits, why := s.Unsaved(); edits != 0 || appraisal.CodeOf(why) != appraisal.CodeMoved {
		t.Errorf("%d edits wait for %v", edits, why)
	}
	if len(told) != 1 || told[0] == nil || len(*shown) > 0 {
		t.Errorf("told %v, shown %v, want it told once and nothing shown", told, *shown)
	}
	if s.Setting("folded") != "yes" {
		t.Error("a detail that waits is not known")
	}
	if err := s.Settle(); err != nil {
		t.Errorf("nobody is to be asked about details of the window before it closes: %v", err)
	}
	back()
	s.SaveAgain()
	if got := storedPlace(t, s); got != "c2" {
		t.Errorf("the place stored is %q", got)
	}
	if edits, why := s.Unsaved(); edits != 0 || why != nil || told[len(told)-1] != nil {
		t.Errorf("%d edits wait for %v, told was %v", edits, why, told)
	}
}

func TestASettingThatWaitsIsStoredWithTheNextOne(t *testing.T) {
	s, _, back := moved(t)
	s.SetSetting("folded", "yes")
	back()
	s.Go(Place{Kind: ClaimPlace, UID: "c1"})
	if text, err := s.Lib.Setting(context.Background(), "folded"); text != "yes" || err != nil {
		t.Errorf("stored is %q, %v", text, err)
	}
	if _, why := s.Unsaved(); why != nil {
		t.Errorf("something waits for %v", why)
	}
}

func TestWhatWasGivenUpDoesNotComeBack(t *testing.T) {
	s, _, back := moved(t)
	s.Edit("Judge", trialNamed("Judged"), nil)
	waitingFor(t, s, 1)
	s.GiveUp()
	waitingFor(t, s, 0)
	back()
	if err := s.Settle(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Lib.Trial(context.Background(), "t"); appraisal.CodeOf(err) != appraisal.CodeNotFound {
		t.Errorf("the trial is there: %v", err)
	}
}

func TestASettingThatIsRefusedIsShownAndKeepsNoEdit(t *testing.T) {
	s := open(t)
	var shown []error
	s.OnError = func(err error) { shown = append(shown, err) }
	other, err := sql.Open("sqlite", s.Lib.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.Exec(`DROP TABLE setting`); err != nil { // no other time mends that
		t.Fatal(err)
	}
	s.SetSetting("folded", "yes")
	if len(shown) != 1 {
		t.Errorf("shown: %v", shown)
	}
	s.Edit("Judge", trialNamed("Judged"), nil)
	if _, err := s.Lib.Trial(context.Background(), "t"); err != nil {
		t.Error(err)
	}
	if _, why := s.Unsaved(); why != nil || s.backlog.settings["folded"] != "" {
		t.Errorf("it waits for %v", why)
	}
}
