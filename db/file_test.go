package db

import (
	"context"
	"strings"
	"testing"

	"claimgrade/appraisal"

	"github.com/google/go-cmp/cmp"
)

// putPaper keeps a file and a document that points to it.
func putPaper(t testing.TB, l *Library, uid, data string, pages ...string) File {
	t.Helper()
	f := File{SHA256: HashOf([]byte(data)), Data: []byte(data)}
	for i, text := range pages {
		f.Pages = append(f.Pages, PageText{Number: i + 1, Text: text, Layout: []byte{1, byte(i)}})
	}
	do(t, l, "Add a paper", func(b *Batch) {
		b.PutFile(f)
		b.PutDocument(appraisal.Document{UID: uid, Title: "Paper " + uid, File: f.SHA256, FileName: uid + ".pdf"})
	})
	return f
}

func TestAFileAndItsPagesComeBack(t *testing.T) {
	ctx := context.Background()
	l := newLibrary(t)
	want := putPaper(t, l, "p", "%PDF-1.7 …", "page one", "page two")
	l = reopen(t, l)
	data, err := l.File(ctx, want.SHA256)
	must(t, err)
	pages, err := l.Pages(ctx, want.SHA256)
	must(t, err)
	if diff := cmp.Diff(want, File{HashOf(data), data, pages}); diff != "" {
		t.Errorf("put (-), read back (+):\n%s", diff)
	}
	wantSound(t, l)
	_, err = l.File(ctx, strings.Repeat("0", 64))
	wantCode(t, err, appraisal.CodeNotFound)
	_, err = l.Pages(ctx, strings.Repeat("0", 64))
	wantCode(t, err, appraisal.CodeNotFound)
}

func TestAFileUnderAWrongFingerprintIsRefused(t *testing.T) {
	l := newLibrary(t)
	err := l.Do(context.Background(), Action{Name: "Add"}, func(b *Batch) error {
		b.PutFile(File{SHA256: HashOf([]byte("other")), Data: []byte("this")})
		return nil
	})
	wantCode(t, err, appraisal.CodeInvalid)
}

// Undo moves the pointer only: the content stays, and redo needs nothing that is gone.
func TestUndoAndTheBinKeepTheFile(t *testing.T) {
	ctx := context.Background()
	l := newLibrary(t)
	f := putPaper(t, l, "p", "content", "words")
	pointer := func() string {
		d, err := l.Document(ctx, "p")
		if appraisal.CodeOf(err) == appraisal.CodeNotFound {
			return "gone"
		}
		must(t, err)
		return d.File
	}
	_, err := l.Undo(ctx, "")
	must(t, err)
	if pointer() != "gone" {
		t.Error("undo left the document")
	}
	_, err = l.Redo(ctx, "")
	must(t, err)
	do(t, l, "Delete", func(b *Batch) { b.DeleteDocument("p") })
	must(t, l.RestoreDeleted(ctx, inBin(t, l)[0], Action{Name: "Restore"}))
	if pointer() != f.SHA256 {
		t.Errorf("the document points to %q", pointer())
	}
	data, err := l.File(ctx, f.SHA256)
	if err != nil || string(data) != "content" {
		t.Errorf("the file holds %q, %v", data, err)
	}
	wantSound(t, l)
}

func TestAnOnlyPutFileLeavesNoStep(t *testing.T) {
	ctx := context.Background()
	l := newLibrary(t)
	do(t, l, "Keep a file", func(b *Batch) { b.PutFile(File{SHA256: HashOf(nil)}) })
	if name, err := l.CanUndo(ctx); name != "" || err != nil {
		t.Errorf("there is %q to undo, %v", name, err)
	}
}

func TestASearchFindsTheTextOfFiles(t *testing.T) {
	l := newLibrary(t)
	f := putPaper(t, l, "p", "content", "an aardvark", "two badgers")
	want := func(text string, uids ...string) {
		t.Helper()
		if diff := cmp.Diff(uids, found(t, l, text)); diff != "" {
			t.Errorf("%s: want (-), found (+):\n%s", text, diff)
		}
	}
	want("aardvark", "document p")
	want("badgers", "document p")
	f.Pages = []PageText{{Number: 1, Text: "one civet"}} // read again, by a better reader
	do(t, l, "Read again", func(b *Batch) { b.PutFile(f) })
	want("aardvark")
	want("civet", "document p")
	wantSound(t, l)
	do(t, l, "Take the file away", func(b *Batch) { b.PutDocument(appraisal.Document{UID: "p", Title: "Paper p", Abstract: "A dingo."}) })
	want("civet")
	want("dingo", "document p")
	wantSound(t, l)
}

func TestADocumentReportsATrialOnce(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	report := func(relation string) {
		do(t, l, "Report", func(b *Batch) { b.PutReport(appraisal.Report{DocumentUID: "d1", TrialUID: "t1", Relation: relation}) })
	}
	report("background")
	report("result")
	all, err := l.Reports(ctx)
	must(t, err)
	if len(all) != 1 || all[0].Relation != "result" {
		t.Fatalf("reports %+v", all)
	}
	steps := stepsOf(t, l, EntityTrial, "t1")
	d, err := l.Document(ctx, "d1")
	must(t, err)
	if got := steps[0].Changes[0]; got.Entity != EntityReport || got.Of != d.Title {
		t.Errorf("the trial's history says %+v", got)
	}
	do(t, l, "Unlink", func(b *Batch) { b.DeleteReport(all[0].UID) })
	if all, err := l.Reports(ctx); len(all) != 0 || err != nil {
		t.Errorf("reports %+v, %v", all, err)
	}
	_, err = l.Undo(ctx, "")
	must(t, err)
	do(t, l, "Delete the trial", func(b *Batch) { b.DeleteTrial("t1") })
	must(t, l.RestoreDeleted(ctx, inBin(t, l)[0], Action{Name: "Restore"}))
	if all, err := l.Reports(ctx); len(all) != 1 || err != nil {
		t.Errorf("after the trial came back: reports %+v, %v", all, err)
	}
	wantSound(t, l)
}

// The log of an older library holds rows without the columns of today: what was deleted then must come back now.
func TestWhatWasDeletedInAnOlderLibraryComesBack(t *testing.T) {
	ctx := context.Background()
	path := t.TempDir() + "/old.sqlite"
	old, _ := fixture(2)
	copyFile(t, old, path)
	l, err := Open(ctx, path, Options{}) // its ids are taken in the fixture
	must(t, err)
	defer l.Close()
	bin := inBin(t, l)
	if len(bin) == 0 {
		t.Fatal("nothing is in the bin of the fixture")
	}
	for _, d := range bin {
		must(t, l.RestoreDeleted(ctx, d, Action{Name: "Restore"}))
	}
	wantSound(t, l)
	for range 2 { // the restoring, and the deletion before the migration
		_, err = l.Undo(ctx, "")
		must(t, err)
	}
	wantSound(t, l)
}

// outside changes a library with the tools of SQLite, past its triggers.
func outside(t testing.TB, l *Library, query string, args ...any) {
	t.Helper()
	_, err := l.writer.ExecContext(context.Background(), query, args...)
	must(t, err)
}

func TestCheckFindsFilesThatAreGoneOrTorn(t *testing.T) {
	ctx := context.Background()
	l := newLibrary(t)
	gone, torn := putPaper(t, l, "gone", "one"), putPaper(t, l, "torn", "two")
	putPaper(t, l, "whole", "three")
	outside(t, l, `DELETE FROM file WHERE sha256 = ?`, gone.SHA256)
	outside(t, l, `UPDATE file SET bytes = x'00' WHERE sha256 = ?`, torn.SHA256)
	problems, err := l.Check(ctx)
	must(t, err)
	want := []Problem{
		{Area: "files", Entity: EntityDocument, UID: "gone", Text: "The file of “Paper gone” is not in the library. Add it to the document again."},
		{Area: "files", Entity: EntityDocument, UID: "torn", Text: "The file of “Paper torn” is not what was put into the library. Add it to the document again, or open a backup."},
	}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Errorf("want (-), check says (+):\n%s", diff)
	}
	_, err = l.File(ctx, torn.SHA256)
	wantCode(t, err, appraisal.CodeCorrupt)
}

func TestCheckFindsQuotesThatAreNotInTheirDocument(t *testing.T) {
	l := smallLibrary(t)
	putPaper(t, l, "p", "content", "First page.", "The effi-\ncacy was 12 points.")
	do(t, l, "Quote", func(b *Batch) {
		quotes := []appraisal.Quote{
			{UID: "there", DocumentUID: "p", Exact: "The efficacy was 12 points", Anchor: appraisal.Anchor{Page: 1}},
			{UID: "other", DocumentUID: "p", Exact: "The efficacy was 13 points"},
		}
		b.PutAppraisal(appraisal.Appraisal{LinkUID: "k1", Reviewer: "r2", Domain: appraisal.FollowUp, Reason: "r", Quotes: quotes})
		b.PutFact(Subject{TrialUID: "t1"}, appraisal.Fact{UID: "f9", Field: appraisal.FieldFunding, Value: "x", Document: "p", Quote: "Funded by nobody"})
		b.PutClaim(appraisal.Claim{UID: "c9", Label: "L", Text: "T", Kind: appraisal.KindReport, DocumentUID: "p", Wording: "was 12 point", Anchor: appraisal.Anchor{Page: 2}})
		b.PutClaim(appraisal.Claim{UID: "c8", Label: "L", Text: "T", Kind: appraisal.KindReport, DocumentUID: "p", Wording: "in the user's own words"})
	})
	problems, err := l.Check(context.Background())
	must(t, err)
	var got []string
	for _, p := range problems {
		if p.Area == "quotes" && p.Doubt {
			got = append(got, p.UID+": "+p.Text)
		}
	}
	const todo = " does not stand in the text of “Paper p”. Open the document and choose the words again."
	want := []string{"c9: “was 12 point”" + todo, "f9: “Funded by nobody”" + todo, "other: “The efficacy was 13 points”" + todo}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want (-), check says (+):\n%s", diff)
	}
}
