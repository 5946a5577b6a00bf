package report

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
	"claimgrade/db"
	"claimgrade/db/starter"
	"claimgrade/ui/report/block"
)

// library is the starter library in a file of its own.
func library(t testing.TB) *db.Library {
	t.Helper()
	path := filepath.Join(t.TempDir(), "starter.sqlite")
	if err := starter.Create(context.Background(), path, db.Options{}); err != nil {
		t.Fatal(err)
	}
	lib, err := db.Open(context.Background(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	return lib
}

func write(t testing.TB, lib *db.Library, do func(*db.Batch)) {
	t.Helper()
	err := lib.Do(context.Background(), db.Action{Name: "Test"}, func(b *db.Batch) error { do(b); return nil })
	if err != nil {
		t.Fatal(err)
	}
}

// uidOf is the uid of a starter claim by its key and part.
func uidOf(t testing.TB, lib *db.Library, key string, part int) string {
	t.Helper()
	all, err := lib.Claims(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if c.Key == key && c.Part == part {
			return c.UID
		}
	}
	t.Fatalf("there is no claim %s.%d", key, part)
	return ""
}

func allClaims(t testing.TB, lib *db.Library) []string {
	t.Helper()
	all, err := lib.Claims(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	uids := make([]string, len(all))
	for i, c := range all {
		uids[i] = c.UID
	}
	return uids
}

// The window computes what it shows claim by claim; a report of all claims reads the library in one pass. Nobody may see a
// difference.
func TestAReportIsWrittenFromWhatTheWindowShows(t *testing.T) {
	ctx, lib := context.Background(), library(t)
	s, err := gather(ctx, lib, Request{Claims: allClaims(t, lib)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range s.Claims {
		d, err := lib.Dossier(ctx, c.Claim.UID, "")
		if err != nil {
			t.Fatal(err)
		}
		a := rules.Assess(d)
		whatif.CompleteClaim(d, &a, nil)
		if !reflect.DeepEqual(c.Dossier, d) {
			t.Errorf("%s: the report is written from another dossier than the board", c.Claim.Label)
		}
		if !reflect.DeepEqual(c.Assessment, a) {
			t.Errorf("%s: the report is written from another assessment than the board", c.Claim.Label)
		}
		if !reflect.DeepEqual(c.Ladder, whatif.Ladder(d, a)) || a.Pooled > 0 && !reflect.DeepEqual(c.Ledger, whatif.Ledger(d, a)) {
			t.Errorf("%s: the report has another ladder or ledger than the board", c.Claim.Label)
		}
	}
}

func TestFewClaimsAreReadAsManyAre(t *testing.T) {
	ctx, lib := context.Background(), library(t)
	many, err := gather(ctx, lib, Request{Claims: allClaims(t, lib)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, uid := range allClaims(t, lib) {
		few, err := gather(ctx, lib, Request{Claims: []string{uid}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(few.Claims[0], many.Claims[i]) {
			t.Errorf("%s differs", few.Claims[0].Claim.Label)
		}
	}
}

func TestProgressIsToldAndAReportCanBeCancelled(t *testing.T) {
	lib := library(t)
	ctx, cancel := context.WithCancel(context.Background())
	var told []int
	_, err := gather(ctx, lib, Request{Claims: allClaims(t, lib)}, func(done, total int) {
		if total != len(allClaims(t, lib)) {
			t.Fatalf("%d claims in all", total)
		}
		told = append(told, done)
		if done == 5 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("cancelled, but %v", err)
	}
	if want := []int{0, 1, 2, 3, 4, 5}; !reflect.DeepEqual(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

func TestPrivateNotesAreInAReportOnlyWhenAsked(t *testing.T) {
	ctx, lib := context.Background(), library(t)
	uid := uidOf(t, lib, "a001-01", 0)
	d, err := lib.Dossier(ctx, uid, "")
	if err != nil {
		t.Fatal(err)
	}
	const secret = "SECRET"
	write(t, lib, func(b *db.Batch) {
		document, trial := d.Document, d.Linked[0].Trial
		document.Note, document.NotePrivate = secret, true
		trial.Notes, trial.NotesPrivate = secret, true
		b.PutDocument(document)
		b.PutTrial(trial)
		b.PutBrief(appraisal.Brief{ClaimUID: uid, Note: secret, Private: true})
	})
	for _, private := range []bool{false, true} {
		s, err := gather(ctx, lib, Request{Claims: []string{uid}, Private: private}, nil)
		if err != nil {
			t.Fatal(err)
		}
		c := s.Claims[0]
		for what, text := range map[string]string{
			"brief": c.Brief.Note, "article": c.Document.Note, "document": s.Documents[d.Document.UID].Note,
			"trial": c.Dossier.Linked[0].Trial.Notes, "row": c.Rows[0].Linked.Trial.Notes,
		} {
			if (text == secret) != private {
				t.Errorf("private notes asked for: %v, but the note of the %s is %q", private, what, text)
			}
		}
	}
}

func TestWhatCannotBeReportedIsRefusedInASentence(t *testing.T) {
	ctx, lib := context.Background(), library(t)
	for _, r := range []Request{
		{Kind: CAT},
		{Kind: CAT, Claims: []string{"gone"}},
		{Kind: "poem", Claims: allClaims(t, lib)[:1]},
		{Kind: CAT, Claims: append(allClaims(t, lib), "gone")},
	} {
		if _, err := Compose(ctx, lib, r, nil); err == nil || appraisal.CodeOf(err) == "" {
			t.Errorf("%+v: %v", r.Kind, err)
		}
	}
	if _, err := Render(ctx, block.Document{}, "wav"); err == nil {
		t.Error("a report became sound")
	}
}

func TestReportsNameTheVersionOfTheProgram(t *testing.T) {
	text, err := os.ReadFile("../../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`(?m)^\s*Version = "` + regexp.QuoteMeta(Version) + `"$`).Match(text) {
		t.Errorf("reports are made by version %s, FyneApp.toml has another", Version)
	}
}
