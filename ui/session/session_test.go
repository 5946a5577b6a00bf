package session

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/starter"
	"claimgrade/ui/work"

	"fyne.io/fyne/v2/test"
)

// made are the bytes of a starter library: making one takes longer than most tests.
var made = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "claimgrade-session")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "starter.sqlite")
	if err := starter.Create(context.Background(), path, db.Options{}); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// open opens a session on a starter library of the test's own.
func open(t testing.TB) *Session {
	t.Helper()
	test.NewTempApp(t)
	t.Cleanup(work.Inline())
	path := filepath.Join(t.TempDir(), "ketamine.sqlite")
	bytes, err := made()
	if err == nil {
		err = os.WriteFile(path, bytes, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return reopen(t, path)
}

func reopen(t testing.TB, path string) *Session {
	t.Helper()
	lib, err := db.Open(context.Background(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	s := New(lib)
	s.OnError = func(err error) { t.Errorf("an error was shown: %v", err) }
	s.Restore(context.Background())
	return s
}

func overview(t testing.TB, s *Session) Overview {
	t.Helper()
	var got Overview
	s.LoadOverview(func(o Overview, err error) {
		if err != nil {
			t.Fatal(err)
		}
		got = o
	})
	return got
}

// judge gives one judgement on the first link of the first claim that has one.
func judge(t testing.TB, s *Session) (link string) {
	t.Helper()
	dossiers, err := s.Lib.Dossiers(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dossiers {
		if len(d.Linked) > 0 {
			link = d.Linked[0].Link.UID
			break
		}
	}
	s.Edit("Judgement", func(b *db.Batch) error {
		b.PutAppraisal(appraisal.Appraisal{LinkUID: link, Reviewer: s.Reviewer().UID, Domain: appraisal.Blinding,
			Suggestion: appraisal.High, Judgement: appraisal.High})
		return nil
	}, nil)
	return link
}

func TestTheOverviewCountsWhatTheLibraryHolds(t *testing.T) {
	s := open(t)
	o := overview(t, s)
	parts := 0
	for _, c := range o.Claims {
		if c.Parent != "" {
			parts++
		}
	}
	if o.Counts.Claims+parts != len(o.Claims) || o.Counts.Trials != len(o.Trials) || o.Counts.Articles != len(o.Articles) || o.Counts.Appraisals != 0 {
		t.Errorf("%d claims (%d parts), %d trials, %d articles are counted as %+v", len(o.Claims), parts, len(o.Trials), len(o.Articles), o.Counts)
	}
}

func TestAReviewerComesIntoTheLibraryWithTheFirstJudgementAndUndoTakesBothBack(t *testing.T) {
	s := open(t)
	if err := s.SetReviewer("Hanne Olsen"); err != nil {
		t.Fatal(err)
	}
	if got := s.Reviewer().Initials; got != "HO" {
		t.Errorf("initials are %q", got)
	}
	if names, _ := s.ReviewerNames(); len(names) != 0 {
		t.Errorf("before anything was written the library knows %q", names)
	}
	judge(t, s)
	if names, _ := s.ReviewerNames(); len(names) != 1 || names[0] != "Hanne Olsen" {
		t.Errorf("after a judgement the library knows %q", names)
	}
	if got := overview(t, s).Counts.Appraisals; got != 1 {
		t.Errorf("%d appraisals are counted", got)
	}
	s.Undo(func(name string, err error) {
		if err != nil || name != "Judgement" {
			t.Errorf("undid %q: %v", name, err)
		}
	})
	judge(t, s) // the reviewer is gone with the undone action, and comes back
	if got := overview(t, s).Counts.Appraisals; got != 1 {
		t.Errorf("after undo and another judgement %d appraisals are counted", got)
	}
}

func TestAReviewerWhoComesBackIsTheSamePerson(t *testing.T) {
	s := open(t)
	_ = s.SetReviewer("Hanne Olsen")
	judge(t, s)
	hanne := s.Reviewer()
	_ = s.SetReviewer("Knut Dahl")
	if got := overview(t, s); got.Counts.Appraisals != 1 {
		t.Errorf("another reviewer's appraisal is not counted: %+v", got.Counts)
	}
	_ = s.SetReviewer("hanne olsen")
	if s.Reviewer() != hanne {
		t.Errorf("the reviewer is %+v, was %+v", s.Reviewer(), hanne)
	}
	again := reopen(t, s.Lib.Path())
	if again.Reviewer() != hanne {
		t.Errorf("after reopening the reviewer is %+v", again.Reviewer())
	}
}

func TestBackAndForwardWalkThroughThePlaces(t *testing.T) {
	s := open(t)
	var moves []string
	s.OnPlace(func(_, now Place) { moves = append(moves, now.UID+now.Link) })
	s.Go(Place{Kind: ClaimPlace, UID: "a"})
	s.Go(Place{Kind: ClaimPlace, UID: "a", Link: "x"}) // a row of the same claim is no place of its own
	s.Go(Place{Kind: TrialPlace, UID: "b"})
	s.Go(Place{Kind: TrialPlace, UID: "b"})
	if !s.Back() || s.Back() || s.CanBack() || !s.CanForward() {
		t.Error("there is not exactly one place to go back to")
	}
	if !s.Forward() || s.Forward() {
		t.Error("there is not exactly one place to go forward to")
	}
	want := []string{"a", "ax", "b", "ax", "b"}
	for i := range want {
		if i >= len(moves) || moves[i] != want[i] {
			t.Fatalf("moved to %q, want %q", moves, want)
		}
	}
	s.Back()
	s.Go(Place{Kind: ClaimPlace, UID: "c"})
	if s.CanForward() {
		t.Error("after going elsewhere one can still go forward")
	}
}

func TestThePlaceSurvivesReopening(t *testing.T) {
	s := open(t)
	want := Place{Kind: ClaimPlace, UID: "a", Link: "x", Domain: appraisal.Attrition, Tab: "claims", Filter: "mid"}
	s.Go(want)
	s.Update(func(p *Place) { p.Scroll = 120 })
	want.Scroll = 120
	if got := reopen(t, s.Lib.Path()).Place(); got != want {
		t.Errorf("reopened at %+v, want %+v", got, want)
	}
}

func TestAnEditTellsWhoeverShowsTheLibraryAndARefusedOneDoesNot(t *testing.T) {
	s := open(t)
	var shown []error
	s.OnError = func(err error) { shown = append(shown, err) }
	edits := 0
	s.OnEdit(func() { edits++ })
	var saving []bool
	s.OnSaving(func(now bool) { saving = append(saving, now) })
	s.Edit("New article", func(b *db.Batch) error { b.PutDocument(appraisal.Document{Kind: "article", Title: "T"}); return nil }, nil)
	if edits != 1 || len(saving) != 2 || !saving[0] || saving[1] {
		t.Errorf("%d edits were told, saving went %v", edits, saving)
	}
	s.Edit("New claim", func(b *db.Batch) error { b.PutClaim(appraisal.Claim{}); return nil }, nil)
	if edits != 1 || len(shown) != 1 || appraisal.CodeOf(shown[0]) != appraisal.CodeInvalid {
		t.Errorf("a refused edit: %d told, shown %v", edits, shown)
	}
	var taken error
	s.Edit("New claim", func(*db.Batch) error { return errors.New("no") }, func(err error) { taken = err })
	if taken == nil || len(shown) != 1 {
		t.Errorf("the caller got %v, and %d errors were shown", taken, len(shown))
	}
}

func TestTypingIsUndoneInOneStep(t *testing.T) {
	s := open(t)
	var uid string
	for _, text := range []string{"T", "Ti", "Tit"} {
		s.EditText("title", "Title of the article", func(b *db.Batch) error {
			uid = b.PutDocument(appraisal.Document{UID: uid, Kind: "article", Title: text})
			return nil
		})
	}
	s.Undo(func(string, error) {})
	if _, err := s.Lib.Document(context.Background(), uid); appraisal.CodeOf(err) != appraisal.CodeNotFound {
		t.Errorf("after one undo the article is still there: %v", err)
	}
}

func TestTheHistoryIsNamed(t *testing.T) {
	s := open(t)
	names := func() (u, r string) {
		s.LoadHistory(func(undo, redo string) { u, r = undo, redo })
		return u, r
	}
	if u, r := names(); u != "" || r != "" {
		t.Errorf("a fresh starter library can undo %q and redo %q", u, r)
	}
	s.Edit("New article", func(b *db.Batch) error { b.PutDocument(appraisal.Document{Kind: "article", Title: "T"}); return nil }, nil)
	if u, _ := names(); u != "New article" {
		t.Errorf("undo would undo %q", u)
	}
	s.Undo(func(string, error) {})
	if _, r := names(); r != "New article" {
		t.Errorf("redo would redo %q", r)
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{"Hanne Olsen": "HO", "hanne marie olsen": "HO", "Åse": "Å", "": "", "  ": ""} {
		if got := Initials(name); got != want {
			t.Errorf("%q has the initials %q, want %q", name, got, want)
		}
	}
}

// BenchmarkOverview is what the left pane costs after every edit: reading and judging every claim of the starter library.
func BenchmarkOverview(b *testing.B) {
	s := open(b)
	for b.Loop() {
		s.edited()
		overview(b, s)
	}
}
