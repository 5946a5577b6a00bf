package db

import (
	"context"
	"strings"
	"testing"

	"claimgrade/appraisal"

	"github.com/google/go-cmp/cmp"
)

func strengthOf(t testing.TB, l *Library) appraisal.StrengthWords {
	t.Helper()
	w, err := l.StrengthWords(context.Background())
	must(t, err)
	return w
}

func TestOnesOwnWordsOfStrengthComeBackAndGoWithUndo(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	before := snapshot(t, l)
	if diff := cmp.Diff(appraisal.DefaultStrengthWords(), strengthOf(t, l)); diff != "" {
		t.Errorf("a new library has other words than the program:\n%s", diff)
	}
	do(t, l, "Change", func(b *Batch) {
		b.PutStrengthWords(appraisal.StrengthWords{Hedged: []string{" may\t be "}, Emphatic: []string{"dramatic", "stunning"}})
	})
	want := appraisal.StrengthWords{Hedged: []string{"may be"}, Plain: []string{}, Emphatic: []string{"dramatic", "stunning"}}
	if diff := cmp.Diff(want, strengthOf(t, l)); diff != "" {
		t.Errorf("stored (-), read back (+):\n%s", diff)
	}
	after := snapshot(t, l)
	if after == before {
		t.Error("the dump leaves them out")
	}
	_, err := l.Undo(ctx, "")
	must(t, err)
	if diff := cmp.Diff(before, snapshot(t, l)); diff != "" {
		t.Errorf("before (-), after undo (+):\n%s", diff)
	}
	_, err = l.Redo(ctx, "")
	must(t, err)
	do(t, l, "Back", func(b *Batch) { b.PutStrengthWords(appraisal.DefaultStrengthWords()) })
	if diff := cmp.Diff(before, snapshot(t, l)); diff != "" {
		t.Errorf("with the program's words the library is not as before:\n%s", diff)
	}
	wantSound(t, l)
	wantCode(t, l.Do(ctx, Action{Name: "Change"}, func(b *Batch) error {
		b.PutStrengthWords(appraisal.StrengthWords{Hedged: []string{"may", "may"}})
		return nil
	}), appraisal.CodeInvalid)
}

func TestDamagedWordsOfStrengthAreNamedAndNeverTakenForTheProgramsOwn(t *testing.T) {
	ctx := context.Background()
	for _, words := range []string{``, `{`, `null`, `[]`, `{}`, `{"hedged":["may"],"plain":[],"emphatic":[],"new":[]}`,
		`{"hedged":[1],"plain":[],"emphatic":[]}`, `{"hedged":[],"plain":null,"emphatic":[]}`, `{"hedged":["may"],"plain":[],"emphatic":["may"]}`,
		`{"hedged":[],"plain":[],"emphatic":[]} x`} {
		l := smallLibrary(t)
		do(t, l, "Change", func(b *Batch) { b.PutStrengthWords(appraisal.StrengthWords{Hedged: []string{"may"}}) })
		for _, query := range []string{`PRAGMA ignore_check_constraints = 1`, `DROP TRIGGER strength_words_update`} {
			_, err := l.writer.Exec(query)
			must(t, err)
		}
		_, err := l.writer.Exec(`UPDATE strength_words SET words = ?`, words)
		must(t, err)
		_, err = l.StrengthWords(ctx)
		wantCode(t, err, appraisal.CodeCorrupt)
		problems, err := l.checkStrength(ctx)
		must(t, err)
		if len(problems) != 1 || !strings.Contains(problems[0].Text, "damaged") {
			t.Errorf("%s: check found %+v", words, problems)
		}
		if words != "" && words != "{" { // what is no JSON cannot be logged as such, and needs a backup
			do(t, l, "Back", func(b *Batch) { b.PutStrengthWords(appraisal.DefaultStrengthWords()) })
			strengthOf(t, l)
		}
	}
}
