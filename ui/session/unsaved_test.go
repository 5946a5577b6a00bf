package session

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
)

// moved opens a session whose library's file was moved away; back brings it back.
func moved(t *testing.T) (s *Session, shown *[]error, back func()) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("Windows does not let anyone move a file that is open")
	}
	s = open(t)
	shown = new([]error)
	s.OnError = func(err error) { *shown = append(*shown, err) }
	path := s.Lib.Path()
	if _, err := s.Lib.Claims(context.Background()); err != nil { // a connection that reads
		t.Fatal(err)
	}
	rename := func(from, to string) {
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
	rename(path, path+".away")
	return s, shown, func() { rename(path+".away", path) }
}

func trialNamed(name string) func(b *db.Batch) error {
	return func(b *db.Batch) error { b.PutTrial(appraisal.Trial{UID: "t", Name: name}); return nil }
}

func waitingFor(t *testing.T, s *Session, edits int) {
	t.Helper()
	if n, why := s.Unsaved(); n != edits || (why != nil) != (edits > 0) {
		t.Fatalf("%d edits wait, want %d: %v", n, edits, why)
	}
}

func TestEditsWaitInTheirOrderUntilTheyCanBeStored(t *testing.T) {
	s, shown, back := moved(t)
	told := 0
	s.OnEdit(func() { told++ })
	s.EditText("name", "Name", trialNamed("One"))
	s.EditText("name", "Name", trialNamed("Two")) // takes the place of the first
	waitingFor(t, s, 1)
	s.Edit("Judge", trialNamed("Three"), nil)
	s.EditText("name", "Name", trialNamed("Four"))
	waitingFor(t, s, 3)
	if told > 0 || len(*shown) > 0 {
		t.Errorf("told of %d edits that are not stored; errors shown: %v", told, *shown)
	}
	back()
	s.SaveAgain()
	waitingFor(t, s, 0)
	if told < 3 {
		t.Errorf("told of %d edits", told)
	}
	for _, want := range []string{"Four", "Three", "Two"} {
		trial, err := s.Lib.Trial(context.Background(), "t")
		if err != nil || trial.Name != want {
			t.Fatalf("the trial is %q, %v, want %q", trial.Name, err, want)
		}
		s.Undo(nil)
	}
}

func TestAFormIsToldThatItsEditWasNotStoredAndNothingOvertakesWhatWaits(t *testing.T) {
	s, _, back := moved(t)
	var said error
	s.Edit("Save the form", trialNamed("Form"), func(err error) { said = err })
	if appraisal.CodeOf(said) != appraisal.CodeMoved {
		t.Errorf("the form was told %v", said)
	}
	waitingFor(t, s, 0) // the form is still open, with what was entered
	s.Edit("Judge", trialNamed("Judged"), nil)
	waitingFor(t, s, 1)
	s.Undo(func(name string, err error) { said = err })
	if appraisal.CodeOf(said) != appraisal.CodeMoved {
		t.Errorf("an undo went past an edit that waits: %v", said)
	}
	copied := filepath.Join(t.TempDir(), "copy.sqlite")
	s.InTurn(func(ctx context.Context) error { return s.Lib.Backup(ctx, copied) }, func(err error) { said = err })
	if said != nil {
		t.Errorf("a copy elsewhere is not possible: %v", said)
	}
	if err := s.Settle(); appraisal.CodeOf(err) != appraisal.CodeMoved {
		t.Errorf("settled with %v", err)
	}
	back()
	s.Undo(func(name string, err error) {
		if name != "Judge" || err != nil {
			t.Errorf("undid %q, %v", name, err)
		}
	})
	waitingFor(t, s, 0)
}

func TestAnEditThatIsRefusedWhenItsTurnComesIsShown(t *testing.T) {
	s, shown, back := moved(t)
	s.Edit("Delete", func(b *db.Batch) error { b.DeleteTrial("not there"); return nil }, nil)
	s.Edit("Judge", trialNamed("Judged"), nil)
	back()
	if err := s.Settle(); err != nil {
		t.Fatal(err)
	}
	s.SaveAgain() // tells
	if len(*shown) != 1 || appraisal.CodeOf((*shown)[0]) != appraisal.CodeNotFound {
		t.Errorf("shown: %v", *shown)
	}
	if _, err := s.Lib.Trial(context.Background(), "t"); err != nil {
		t.Error(err)
	}
}
