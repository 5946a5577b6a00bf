package db

import (
	"context"
	"testing"

	"claimgrade/appraisal"
)

// two are two programs that have one library open.
func two(t *testing.T) (ours, theirs *Library) {
	t.Helper()
	ours = newLibrary(t)
	o := testOptions()
	o.NewUID = newUID
	theirs, err := Open(t.Context(), ours.Path(), o)
	must(t, err)
	t.Cleanup(func() { must(t, theirs.Close()) })
	return ours, theirs
}

func putTrial(uid, name, notes string) func(b *Batch) {
	return func(b *Batch) { b.PutTrial(appraisal.Trial{UID: uid, Name: name, Notes: notes}) }
}

func seen(t *testing.T, l *Library) Seen {
	t.Helper()
	s, err := l.Seen(t.Context())
	must(t, err)
	return s
}

func since(t *testing.T, l *Library, s Seen) (Event, Seen) {
	t.Helper()
	e, now, err := l.Since(t.Context(), s)
	must(t, err)
	return e, now
}

func TestWhatAnotherProgramHasChangedIsNamedOnce(t *testing.T) {
	ours, theirs := two(t)
	s := seen(t, ours)
	do(t, ours, "Own", putTrial("t1", "T", ""))
	if e, _ := since(t, ours, s); len(e.Entities) != 0 {
		t.Errorf("our own edit is told as another's: %v", e)
	}
	must(t, theirs.SetSetting(t.Context(), "window.place", "elsewhere"))
	if e, _ := since(t, ours, s); len(e.Entities) != 0 {
		t.Errorf("where another window is looking is told as an edit: %v", e)
	}
	do(t, theirs, "Theirs", putTrial("t2", "U", ""))
	e, now := since(t, ours, s)
	if e.Action != "Theirs" || !e.Concerns(EntityTrial, "t2") || e.Concerns(EntityTrial, "t1") {
		t.Errorf("the other's edit of trial t2 is told as %v", e)
	}
	if e, _ := since(t, ours, now); len(e.Entities) != 0 {
		t.Errorf("it is told again: %v", e)
	}
}

func TestATextThatAnotherProgramTypesIsSeenAtEveryStep(t *testing.T) {
	ours, theirs := two(t)
	typed := func(notes string) {
		t.Helper()
		must(t, theirs.Do(t.Context(), Action{Name: "Notes", Group: "notes"}, func(b *Batch) error {
			putTrial("t1", "T", notes)(b)
			return nil
		}))
	}
	do(t, theirs, "New trial", putTrial("t1", "T", ""))
	s := seen(t, ours)
	for _, notes := range []string{"w", "wo", "wa", ""} { // the last one takes the typing back, and its action with it
		typed(notes)
		e, now := since(t, ours, s)
		if !e.Concerns(EntityTrial, "t1") {
			t.Errorf("the text %q is not seen: %v", notes, e)
		}
		s = now
	}
}

func TestAReadOnlyLibrarySeesWhatOthersChange(t *testing.T) {
	theirs := newLibrary(t)
	o := testOptions()
	o.ReadOnly = true
	ours, err := Open(t.Context(), theirs.Path(), o)
	must(t, err)
	defer func() { must(t, ours.Close()) }()
	s := seen(t, ours)
	do(t, theirs, "Theirs", putTrial("t2", "U", ""))
	if e, _ := since(t, ours, s); !e.Concerns(EntityTrial, "t2") {
		t.Errorf("the other's edit is not seen: %v", e)
	}
}

func TestUndoTakesBackWhatWasDoneHere(t *testing.T) {
	ctx := context.Background()
	ours, theirs := two(t)
	do(t, ours, "Ours", putTrial("t1", "T", ""))
	do(t, theirs, "Theirs", putTrial("t2", "U", ""))
	if name, err := ours.CanUndo(ctx); name != "Ours" || err != nil {
		t.Errorf("undo is offered for %q (%v), want what was done here", name, err)
	}
	if name, err := theirs.CanUndo(ctx); name != "Theirs" || err != nil {
		t.Errorf("there, undo is offered for %q (%v)", name, err)
	}
	if name, err := ours.Undo(ctx, ""); name != "Ours" || err != nil {
		t.Fatalf("undone: %q (%v)", name, err)
	}
	if name, err := ours.CanUndo(ctx); name != "" || err != nil {
		t.Errorf("undo is offered for %q, which another program did", name)
	}
	if name, err := theirs.CanRedo(ctx); name != "" || err != nil {
		t.Errorf("redo is offered there for %q, which was done and undone elsewhere", name)
	}
	if name, err := ours.Redo(ctx, ""); name != "Ours" || err != nil {
		t.Fatalf("redone: %q (%v)", name, err)
	}
	if got, err := theirs.Trials(ctx); len(got) != 2 || err != nil {
		t.Errorf("trials: %v (%v)", got, err)
	}
}

func TestUndoDoesNotTakeBackWhatOthersChangedSince(t *testing.T) {
	ctx := context.Background()
	ours, theirs := two(t)
	do(t, ours, "Ours", putTrial("t1", "T", "mine"))
	do(t, theirs, "Theirs", putTrial("t1", "T", "theirs"))
	_, err := ours.Undo(ctx, "")
	wantCode(t, err, appraisal.CodeConflict)
	if got, err := ours.Trial(ctx, "t1"); got.Notes != "theirs" || err != nil {
		t.Errorf("after a refused undo the notes are %q (%v)", got.Notes, err)
	}
	if _, err := theirs.Undo(ctx, ""); err != nil {
		t.Fatal(err)
	}
	if name, err := ours.Undo(ctx, ""); name != "Ours" || err != nil {
		t.Errorf("they have taken their change back, but undo is refused: %v", err)
	}
}

// A refused write must not make its number ours: another program gets it next.
func TestTheNumberOfARefusedEditIsNotOurs(t *testing.T) {
	ours, theirs := two(t)
	s := seen(t, ours)
	err := ours.Do(t.Context(), Action{Name: "Refused"}, func(b *Batch) error {
		b.PutArm("no such trial", appraisal.Arm{Name: "A"})
		return nil
	})
	if err == nil {
		t.Fatal("an arm of no trial was stored")
	}
	do(t, theirs, "Theirs", putTrial("t2", "U", ""))
	if e, _ := since(t, ours, s); !e.Concerns(EntityTrial, "t2") {
		t.Errorf("the other's edit is not seen after a refused one of ours: %v", e)
	}
}
