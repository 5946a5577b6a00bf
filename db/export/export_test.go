package export_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/export"
)

const secret = "the neighbour told me"

// withSecrets is the starter library with a private note on a claim, on its article and on a trial of it.
func withSecrets(t testing.TB) (lib *db.Library, claim string) {
	t.Helper()
	ctx := context.Background()
	lib = starterLibrary(t)
	claim = claimOf(t, lib, "a000-01")
	d, err := lib.Dossier(ctx, claim, "")
	if err != nil {
		t.Fatal(err)
	}
	err = lib.Do(ctx, db.Action{Name: "Notes"}, func(b *db.Batch) error {
		doc, trial := d.Document, d.Linked[0].Trial
		doc.Note, doc.NotePrivate = secret+" of the article", true
		b.PutDocument(doc)
		trial.Notes, trial.NotesPrivate = secret+" of the trial", true
		b.PutTrial(trial)
		b.PutBrief(appraisal.Brief{ClaimUID: claim, Note: secret + " of the claim", Private: true})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lib, claim
}

// everything is a file with the members of an archive and the pages of a library unpacked, to be searched.
func everything(t testing.TB, as export.As, data []byte) string {
	t.Helper()
	if !bytes.HasPrefix(data, []byte("PK")) {
		return string(data)
	}
	var all strings.Builder
	for _, m := range members(t, data) {
		all.Write(m)
	}
	return all.String()
}

func TestPrivateNotesLeaveOnlyWhenAskedFor(t *testing.T) {
	lib, claim := withSecrets(t)
	ctx := context.Background()
	for _, f := range export.Formats {
		for _, claims := range [][]string{nil, {claim}} {
			r := export.Request{As: f.As, Claims: claims}
			held, err := export.PrivateNotes(ctx, lib, r)
			if err != nil {
				t.Fatal(err)
			}
			data, left := write(t, lib, r)
			if strings.Contains(everything(t, f.As, data), secret) {
				t.Errorf("%s: a private note left unasked", f.As)
			}
			if said := strings.Contains(strings.Join(left, " "), "rivate note"); said != f.Notes {
				t.Errorf("%s: says that private notes are left out: %v; %q", f.As, said, left)
			}
			r.Private = true
			data, left = write(t, lib, r)
			if got := strings.Contains(everything(t, f.As, data), secret); got != f.Notes || got != (len(held) > 0) {
				t.Errorf("%s: with private notes: %v, announced %d", f.As, got, len(held))
			}
			if strings.Contains(strings.Join(left, " "), "rivate note") {
				t.Errorf("%s: says of notes that left that they are left out: %q", f.As, left)
			}
			for _, n := range held { // what leaves was announced
				if !strings.Contains(everything(t, f.As, data), n.Text) {
					t.Errorf("%s: the note %q was announced and is not there", f.As, n.Text)
				}
			}
		}
	}
}

func TestOnlyTheChosenClaimsAreWritten(t *testing.T) {
	lib := starterLibrary(t)
	one, other := claimOf(t, lib, "a000-01"), claimOf(t, lib, "a001-01")
	ctx := context.Background()
	for _, f := range export.Formats {
		if f.Whole {
			continue
		}
		a, _ := write(t, lib, export.Request{As: f.As, Claims: []string{one}})
		all, _ := write(t, lib, export.Request{As: f.As})
		twice, _ := write(t, lib, export.Request{As: f.As, Claims: []string{one, one}})
		if f.As != export.Library && !bytes.Equal(a, twice) {
			t.Errorf("%s: a claim that is named twice is written twice", f.As)
		}
		if len(a) >= len(all) {
			t.Errorf("%s: one claim has %d bytes, all have %d", f.As, len(a), len(all))
		}
		claim, err := lib.Claim(ctx, other)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(everything(t, f.As, a), claim.Text) {
			t.Errorf("%s: holds a claim that was not chosen", f.As)
		}
	}
}

// What is exported as JSON makes the same library again.
func TestTheCompleteJSONMakesTheSameLibrary(t *testing.T) {
	lib, _ := withSecrets(t)
	ctx := context.Background()
	data, _ := write(t, lib, export.Request{As: export.JSON, Private: true})
	again, err := db.CreateFromJSON(ctx, filepath.Join(t.TempDir(), "again.sqlite"), bytes.NewReader(data), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	var before, after bytes.Buffer
	if err := errors.Join(lib.Dump(ctx, &before), again.Dump(ctx, &after)); err != nil {
		t.Fatal(err)
	}
	if before.Len() == 0 || !bytes.Equal(before.Bytes(), after.Bytes()) {
		t.Errorf("the dump has %d bytes, of the copy %d", before.Len(), after.Len())
	}
}

func TestAnExportCanBeCancelledAndTellsItsProgress(t *testing.T) {
	lib := starterLibrary(t)
	for _, f := range export.Formats {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := export.Write(ctx, lib, export.Request{As: f.As}, io.Discard, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: cancelled before it began: %v", f.As, err)
		}
		if f.As == export.JSON || f.As == export.Library {
			continue
		}
		ctx, cancel = context.WithCancel(context.Background())
		var told []int
		_, err := export.Write(ctx, lib, export.Request{As: f.As}, io.Discard, func(done, total int) {
			if told = append(told, done); done == total/2 {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) || len(told) < 2 || !slices.IsSorted(told) {
			t.Errorf("%s: cancelled half-way: %v after %v", f.As, err, told)
		}
		cancel()
	}
}

func TestWhatCannotBeExportedIsRefusedInASentence(t *testing.T) {
	lib := starterLibrary(t)
	empty, err := db.Create(context.Background(), filepath.Join(t.TempDir(), "empty.sqlite"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer empty.Close()
	try := func(l *db.Library, r export.Request) (string, int) {
		var b bytes.Buffer
		_, err := export.Write(context.Background(), l, r, &b, nil)
		return fmt.Sprint(err), b.Len()
	}
	if got, n := try(lib, export.Request{As: "pdf"}); !strings.Contains(got, "no format “pdf”") || n > 0 {
		t.Error(got)
	}
	for _, f := range export.Formats {
		if f.As == export.JSON || f.As == export.Tidy { // which say that there is nothing
			continue
		}
		if got, n := try(empty, export.Request{As: f.As}); !strings.HasPrefix(got, "There ") || n > 0 {
			t.Errorf("%s: %q, %d bytes", f.As, got, n)
		}
		if got, n := try(lib, export.Request{As: f.As, Claims: []string{"gone"}}); !strings.HasSuffix(got, ".") || got == "<nil>" || n > 0 {
			t.Errorf("%s: %q, %d bytes", f.As, got, n)
		}
	}
}

// failing is a disk that is full.
type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errors.New("the disk is full")
	}
	return len(p), nil
}

func TestAFailureToWriteIsTold(t *testing.T) {
	lib := starterLibrary(t)
	for _, f := range export.Formats {
		for _, room := range []int{0, 5000} {
			if _, err := export.Write(context.Background(), lib, export.Request{As: f.As}, &failing{room}, nil); err == nil || !strings.Contains(err.Error(), "the disk is full") {
				t.Errorf("%s: %v", f.As, err)
			}
		}
	}
}

// BenchmarkExport: 100 claims with 10 links each, every format.
func BenchmarkExport(b *testing.B) {
	content := db.Content{Documents: []appraisal.Document{{UID: "d", Title: "Article"}}}
	mid := 2.0
	for t := range 100 {
		trial := appraisal.Trial{UID: fmt.Sprintf("t%d", t), Name: fmt.Sprintf("Trial %d", t)}
		for r := range 10 {
			facts := appraisal.Facts{}
			for k, v := range map[appraisal.FieldKey]string{"measure": "mean-difference", "estimate": fmt.Sprint(-r), "ci_low": fmt.Sprint(-r - 3), "ci_high": fmt.Sprint(-r + 3), "better": "lower",
				"instrument": "MADRS", "n_experimental": "50", "n_control": "50", "day": "7"} {
				facts[k] = appraisal.Fact{Field: k, Value: v, Status: appraisal.Reported, Source: "abstract", Document: "d"}
			}
			trial.Results = append(trial.Results, appraisal.Result{UID: fmt.Sprintf("t%dr%d", t, r), Name: fmt.Sprintf("MADRS, day %d", r), Facts: facts})
		}
		content.Trials = append(content.Trials, trial)
	}
	for c := range 100 {
		claim := fmt.Sprintf("c%d", c)
		content.Claims = append(content.Claims, appraisal.Claim{UID: claim, DocumentUID: "d", Label: claim, Text: claim, Wording: claim, Kind: appraisal.KindEffect,
			Effect: appraisal.Effect{Kind: appraisal.Benefit, Instrument: "MADRS", Measure: appraisal.MeanDifference, Assertiveness: appraisal.Plain, Magnitude: appraisal.AnySize,
				Horizon: appraisal.Short, MID: &mid}})
		for k := range 10 {
			t := (10*c + k) % 100
			content.Links = append(content.Links, appraisal.Link{UID: fmt.Sprintf("%sl%d", claim, k), ClaimUID: claim, TrialUID: fmt.Sprintf("t%d", t), ResultUID: fmt.Sprintf("t%dr%d", t, k)})
		}
	}
	lib, err := db.Create(context.Background(), filepath.Join(b.TempDir(), "big.sqlite"), db.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer lib.Close()
	if err := lib.Import(context.Background(), db.Action{Name: "x"}, content); err != nil {
		b.Fatal(err)
	}
	for _, f := range export.Formats {
		b.Run(string(f.As), func(b *testing.B) {
			for b.Loop() {
				if _, err := export.Write(context.Background(), lib, export.Request{As: f.As}, io.Discard, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
