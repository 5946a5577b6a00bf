package db

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"claimgrade/appraisal"
)

// testOptions are a clock that stands still and ids that count up, so that runs are alike.
func testOptions() Options {
	var n atomic.Int64
	return Options{
		Now: func() time.Time { return time.Date(2026, 3, 1, 12, 30, 0, 0, time.FixedZone("CET", 3600)) },
		NewUID: func() string {
			return fmt.Sprintf("new-%06d", n.Add(1))
		},
		BusyTimeout: 20 * time.Millisecond,
	}
}

// newLibrary makes an empty library in a folder of its own.
func newLibrary(t testing.TB) *Library {
	t.Helper()
	return newLibraryAt(t, filepath.Join(t.TempDir(), "library.sqlite"))
}

func newLibraryAt(t testing.TB, path string) *Library {
	t.Helper()
	l, err := Create(context.Background(), path, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func reopen(t testing.TB, l *Library) *Library {
	t.Helper()
	must(t, l.Close())
	again, err := Open(context.Background(), l.Path(), testOptions())
	must(t, err)
	t.Cleanup(func() { _ = again.Close() })
	return again
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// do runs an action that must succeed.
func do(t testing.TB, l *Library, name string, fn func(b *Batch)) {
	t.Helper()
	must(t, l.Do(context.Background(), Action{Name: name}, func(b *Batch) error {
		fn(b)
		return nil
	}))
}

// wantCode fails unless err is a sentence for the user with this code.
func wantCode(t testing.TB, err error, code appraisal.Code) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want code %q", code)
	}
	if got := appraisal.CodeOf(err); got != code {
		t.Fatalf("error %q has code %q, want %q", err, got, code)
	}
	text := err.Error()
	if !strings.HasSuffix(text, ".") || strings.Contains(text, "SQL") || strings.Contains(text, "constraint") {
		t.Fatalf("%q is not a sentence that a user can read", text)
	}
}

func dumpOf(t testing.TB, l *Library) string {
	t.Helper()
	var out bytes.Buffer
	must(t, l.Dump(context.Background(), &out))
	return out.String()
}

// snapshot is all that undo must bring back: the content, and the order in which things are listed.
func snapshot(t testing.TB, l *Library) string {
	t.Helper()
	ctx := context.Background()
	claims, err := l.Claims(ctx)
	must(t, err)
	trials, err := l.Trials(ctx)
	must(t, err)
	documents, err := l.Documents(ctx)
	must(t, err)
	reviewers, err := l.Reviewers(ctx)
	must(t, err)
	own, err := l.Thresholds(ctx)
	must(t, err)
	out := dumpOf(t, l)
	for _, c := range claims {
		out += "claim " + c.UID + "\n"
	}
	for _, x := range trials {
		out += "trial " + x.UID + "\n"
	}
	for _, d := range documents {
		out += "document " + d.UID + "\n"
	}
	for _, o := range own.Own {
		out += "thresholds " + o.UID + "\n"
	}
	for _, r := range reviewers {
		out += "reviewer " + r.UID + "\n"
	}
	return out
}

func wantSound(t testing.TB, l *Library) {
	t.Helper()
	problems, err := l.Check(context.Background())
	must(t, err)
	for _, p := range problems {
		if !p.Skipped && !p.Doubt {
			t.Errorf("check found: %+v", p)
		}
	}
}

// small is a library with one of everything that is linked.
func small() Content {
	return Content{
		Documents: []appraisal.Document{
			{UID: "d1", Key: "a000", Kind: "article", Title: "Ketamine doubts", Author: "G. Brenner", Outlet: "Magazine"},
			{UID: "d2", Kind: "report", Title: "A trial report", Date: "2013-10"},
		},
		Reviewers: []appraisal.Reviewer{{UID: "r1", Name: "Ana Müller", Initials: "AM"}, {UID: "r2", Name: "Bo Ek", Initials: "BE"}},
		Trials: []appraisal.Trial{{
			UID: "t1", Key: "murrough2013", Name: "Murrough 2013",
			Facts: appraisal.Facts{
				appraisal.FieldCitation: {UID: "f1", Value: "Murrough JW, Perez AM. Am J Psychiatry 2013", Status: appraisal.Reported, Source: "abstract", Document: "d2", Quote: "two-site trial"},
				appraisal.FieldYear:     {UID: "f2", Value: "2013", Status: appraisal.Reported},
			},
			Arms: []appraisal.Arm{
				{UID: "m1", Name: "ketamine", Role: "experimental", Facts: appraisal.Facts{appraisal.FieldArmRandomised: {UID: "f3", Value: "47"}}},
				{UID: "m2", Name: "midazolam", Role: "control", Facts: appraisal.Facts{appraisal.FieldArmRandomised: {UID: "f4", Value: "25"}}},
			},
			Results: []appraisal.Result{{UID: "x1", Name: "MADRS, day 1", ExperimentalUID: "m1", ControlUID: "m2",
				Facts: appraisal.Facts{appraisal.FieldEstimate: {UID: "f5", Value: "-7.95"}}}},
		}, {
			UID: "t2", Name: "Jelovac 2025",
		}},
		Claims: []appraisal.Claim{
			{UID: "c1", Key: "a000-01", DocumentUID: "d1", Label: "No added benefit", Text: "Ketamine did no more than midazolam.", Kind: appraisal.KindReport},
			{UID: "c2", Key: "a000-01", Part: 1, ParentUID: "c1", DocumentUID: "d1", Label: "Nor in cost", Text: "It cost no less.", Kind: appraisal.KindReport},
			{UID: "c3", DocumentUID: "d1", Label: "Fading", Text: "The gain fades.", Wording: "lose ground later", Kind: appraisal.KindNotShown},
		},
		Links: []appraisal.Link{
			{UID: "k1", ClaimUID: "c1", TrialUID: "t1", ResultUID: "x1", Position: 1, Why: "two centres"},
			{UID: "k2", ClaimUID: "c1", TrialUID: "t2", Position: 2, Context: true},
			{UID: "k3", ClaimUID: "c3", TrialUID: "t1", Position: 1},
		},
		Appraisals: []appraisal.Appraisal{{
			UID: "p1", LinkUID: "k1", Reviewer: "r1", Domain: appraisal.Blinding, Suggestion: appraisal.Low,
			Judgement: appraisal.High, Reason: "Dissociation gives it away.",
			Answers: map[appraisal.Question]appraisal.Answer{appraisal.QParticipantsAware: appraisal.Yes},
			Quotes:  []appraisal.Quote{{UID: "q1", DocumentUID: "d2", Exact: "dissociative effects"}},
		}},
	}
}

func smallLibrary(t testing.TB) *Library {
	t.Helper()
	l := newLibrary(t)
	must(t, l.Import(context.Background(), Action{Name: "Starter", Base: true}, small()))
	return l
}

func TestClosedLibraryIsOneCompleteFile(t *testing.T) {
	l := smallLibrary(t)
	before := dumpOf(t, l)
	must(t, l.Close())
	names, err := os.ReadDir(filepath.Dir(l.Path()))
	must(t, err)
	if len(names) != 1 {
		t.Errorf("the folder holds %v, want the library alone", names)
	}
	again, err := Open(context.Background(), l.Path(), testOptions())
	must(t, err)
	defer again.Close()
	if after := dumpOf(t, again); after != before {
		t.Error("the content differs after closing and opening")
	}
}

func TestCreateRefusesAnExistingFileAndLeavesIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mine.sqlite")
	must(t, os.WriteFile(path, []byte("precious"), 0o600))
	_, err := Create(context.Background(), path, Options{})
	wantCode(t, err, appraisal.CodeConflict)
	text, err := os.ReadFile(path)
	must(t, err)
	names, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if string(text) != "precious" || len(names) != 1 {
		t.Errorf("the file is now %q among %v", text, names)
	}
	_, err = Create(context.Background(), filepath.Join(t.TempDir(), "no", "such", "folder.sqlite"), Options{})
	wantCode(t, err, appraisal.CodeNotFound)
}

func TestPathsMayHoldAnyCharacter(t *testing.T) {
	for _, name := range []string{"with space.sqlite", "what?.sqlite", "a#b.sqlite", "100%.sqlite", "%41.sqlite", "Käse и 医.sqlite", "a&b=c+d;e.sqlite", "file:x.sqlite", "it's “quoted”.sqlite"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			l := newLibraryAt(t, path)
			must(t, l.Import(context.Background(), Action{Name: "Fill"}, small()))
			want := dumpOf(t, l)
			backup := filepath.Join(filepath.Dir(path), "copy of "+name)
			must(t, l.Backup(context.Background(), backup))
			l = reopen(t, l)
			if dumpOf(t, l) != want {
				t.Error("the content differs after opening again")
			}
			must(t, l.Close())
			names, err := os.ReadDir(filepath.Dir(path))
			must(t, err)
			if len(names) != 2 {
				t.Errorf("the folder holds %v, want the library and its copy", names)
			}
		})
	}
}

func TestSettingsAreKeptOutsideTheHistory(t *testing.T) {
	ctx := context.Background()
	l := newLibrary(t)
	if v, err := l.Setting(ctx, "route"); v != "" || err != nil {
		t.Errorf("a setting never made is %q, %v", v, err)
	}
	must(t, l.SetSetting(ctx, "route", "claim/c1"))
	must(t, l.SetSetting(ctx, "route", "claim/c2"))
	l = reopen(t, l)
	if v, err := l.Setting(ctx, "route"); v != "claim/c2" || err != nil {
		t.Errorf("the setting is %q, %v after opening again", v, err)
	}
	if name, err := l.CanUndo(ctx); name != "" || err != nil {
		t.Errorf("undo offers %q, %v for a setting", name, err)
	}
}
