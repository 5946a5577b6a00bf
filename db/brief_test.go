package db

import (
	"context"
	"strings"
	"testing"

	"claimgrade/appraisal"

	"github.com/google/go-cmp/cmp"
)

// brief is one in which nothing is empty.
func brief(claimUID string) appraisal.Brief {
	return appraisal.Brief{
		UID: claimUID + "/brief", ClaimUID: claimUID, Question: "Does it outlast the anaesthetic?", Asker: "Ward 3", BottomLine: "Not shown.",
		Search: "MEDLINE, 2 March 2026: ketamine AND midazolam\nCENTRAL", Uncertainty: "For those over 65.", Advice: "Wait.",
		PreparedBy: "Ana Müller", CheckedBy: "Bo Ek", RecheckBy: "2027-03-01", Note: "Call Zebulon first.", Private: true,
	}
}

func printed(claimUIDs ...string) Printed {
	return Printed{
		UID: "w-" + strings.Join(claimUIDs, "-"), At: "2026-03-01T11:30:00Z", ClaimUIDs: claimUIDs, Kind: "cat", Format: "pdf", Language: "nb", Day: "2026-03-01",
		RulesVersion: "2.1", Thresholds: "strict", SHA256: HashOf([]byte("the report")), FileName: "report.pdf", Data: []byte("the report"),
		Verdicts: []PrintedVerdict{{ClaimUID: claimUIDs[0], Label: "No added benefit", Verdict: "overstated", Certainty: "low", Rule: "V3", Provisional: true}},
	}
}

func briefOf(t testing.TB, l *Library, claimUID string) appraisal.Brief {
	t.Helper()
	b, err := l.Brief(context.Background(), claimUID)
	must(t, err)
	return b
}

func TestABriefComesBackIsFoundUndoneAndRestoredWithItsClaim(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	if got := briefOf(t, l, "c1"); got != (appraisal.Brief{ClaimUID: "c1"}) {
		t.Errorf("before anything was written the brief is %+v", got)
	}
	empty := snapshot(t, l)
	want := brief("c1")
	given := want
	given.UID = ""
	do(t, l, "Write", func(b *Batch) {
		if uid := b.PutBrief(given); uid != want.UID {
			t.Errorf("the uid is %q", uid)
		}
	})
	whole := snapshot(t, l)
	if diff := cmp.Diff(want, briefOf(t, l, "c1")); diff != "" {
		t.Errorf("stored (-), read back (+):\n%s", diff)
	}
	all, err := l.Briefs(ctx)
	must(t, err)
	if diff := cmp.Diff([]appraisal.Brief{want}, all); diff != "" {
		t.Errorf("stored (-), listed (+):\n%s", diff)
	}
	for _, word := range []string{"outlast", "ward", "shown", "MEDLINE", "65", "wait", "Müller", "zebulon"} {
		hits, err := l.Search(ctx, word, 9)
		must(t, err)
		found := false
		for _, h := range hits {
			found = found || h.Passage && h.ClaimUID == "c1" && strings.Contains(strings.ToLower(h.Text), strings.ToLower(word))
		}
		if !found {
			t.Errorf("a search for %q finds %+v", word, hits)
		}
	}
	wantSound(t, l)

	do(t, l, "Delete the claim", func(b *Batch) { b.DeleteClaim("c1") })
	if all, err := l.Briefs(ctx); err != nil || len(all) != 0 {
		t.Errorf("the claim is gone, and its brief is %+v, %v", all, err)
	}
	wantSound(t, l)
	bin, err := l.Bin(ctx)
	must(t, err)
	must(t, l.RestoreDeleted(ctx, bin[0], Action{Name: "Restore"}))
	if diff := cmp.Diff(whole, snapshot(t, l)); diff != "" {
		t.Errorf("before (-), restored from the bin (+):\n%s", diff)
	}
	wantSound(t, l)
	for range 3 {
		_, err := l.Undo(ctx, "")
		must(t, err)
		wantSound(t, l)
	}
	if diff := cmp.Diff(empty, snapshot(t, l)); diff != "" {
		t.Errorf("at first (-), all undone (+):\n%s", diff)
	}
	do(t, l, "Write", func(b *Batch) { b.PutBrief(want) })
	do(t, l, "Delete", func(b *Batch) { b.DeleteBrief("c1") })
	if hits, err := l.Search(ctx, "zebulon", 9); err != nil || len(hits) != 0 {
		t.Errorf("a deleted brief is found: %+v, %v", hits, err)
	}
	steps, _, err := l.Steps(ctx, StepQuery{Entity: EntityClaim, UID: "c1", Limit: 9})
	must(t, err)
	if len(steps) == 0 || steps[0].Changes[0].Entity != EntityBrief {
		t.Errorf("the claim's history is %+v", steps)
	}
	wantSound(t, l)
	do(t, l, "Write", func(b *Batch) { b.PutBrief(want) })
	if diff := cmp.Diff(want, briefOf(t, reopen(t, l), "c1")); diff != "" {
		t.Errorf("stored (-), read back after a restart (+):\n%s", diff)
	}
}

func TestARecheckIsADate(t *testing.T) {
	l := smallLibrary(t)
	for _, day := range []string{"soon", "2026-02-30", "2026-2-3", "now", "2026-03-01T00:00:00Z", " "} {
		b := brief("c1")
		b.RecheckBy = day
		err := l.Do(context.Background(), Action{Name: "Write"}, func(x *Batch) error { x.PutBrief(b); return nil })
		wantCode(t, err, appraisal.CodeInvalid)
	}
}

func TestMergingTakesABriefAndKeepsAPrivateNotePrivate(t *testing.T) {
	mine, theirs := twoLibraries(t)
	do(t, theirs, "Write", func(b *Batch) { b.PutBrief(brief("c3")); b.PutBrief(brief("c1")) })
	other := brief("c1")
	other.Note, other.Private, other.Advice = "Mine.", false, "Go on."
	do(t, mine, "Write", func(b *Batch) { b.PutBrief(other) })
	m := compare(t, mine, theirs)
	if len(m.Items) != 2 || len(m.Items[0].Conflicts)+len(m.Items[1].Conflicts) != 3 {
		t.Fatalf("found %+v", m.Items)
	}
	for i := range m.Items {
		for j, c := range m.Items[i].Conflicts {
			m.Items[i].Conflicts[j].Take = c.Field == "note"
		}
	}
	merge(t, mine, theirs, m)
	other.Note, other.Private = brief("c1").Note, true
	if diff := cmp.Diff(other, briefOf(t, mine, "c1")); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	if diff := cmp.Diff(brief("c3"), briefOf(t, mine, "c3")); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	wantSound(t, mine)
}

func TestWhatWasPrintedStays(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	data := printed("c1").Data
	do(t, l, "The report is a document, too", func(b *Batch) {
		b.PutFile(File{SHA256: HashOf(data), Data: data, Pages: []PageText{{Number: 1, Text: "A page."}}})
		b.PutDocument(appraisal.Document{UID: "d9", Title: "Our report", File: HashOf(data)})
	})
	before := snapshot(t, l)
	name, err := l.CanUndo(ctx)
	must(t, err)
	do(t, l, "Print", func(b *Batch) { b.PutPrinted(printed("c1", "c3")) })
	later := printed("c1")
	later.At, later.Private, later.Data = "2026-03-02T11:30:00Z", true, []byte("another")
	later.SHA256 = HashOf(later.Data)
	do(t, l, "Print", func(b *Batch) { b.PutPrinted(later) })
	if now, err := l.CanUndo(ctx); now != name || err != nil || snapshot(t, l) != before {
		t.Errorf("after printing, undo offers %q, %v, or the content has changed", now, err)
	}
	do(t, l, "Delete", func(b *Batch) { b.DeleteClaim("c1") })
	l = reopen(t, l)
	want := []Printed{later, printed("c1", "c3")}
	for i := range want {
		want[i].Data = nil
	}
	got, err := l.Printed(ctx, "c1")
	must(t, err)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("stored (-), read back (+):\n%s", diff)
	}
	if got, err := l.Printed(ctx, "c3"); err != nil || len(got) != 1 {
		t.Errorf("of the other claim: %+v, %v", got, err)
	}
	if text, err := l.File(ctx, later.SHA256); err != nil || string(text) != "another" {
		t.Errorf("the file is %q, %v", text, err)
	}
	if pages, err := l.Pages(ctx, HashOf(data)); err != nil || len(pages) != 1 {
		t.Errorf("the document's pages are %+v, %v", pages, err)
	}
	if _, err := l.writer.Exec(`UPDATE printed SET day = ''`); err == nil {
		t.Error("a record can be changed")
	}
	for _, p := range []Printed{{ClaimUIDs: []string{"c1"}}, {Data: []byte("x")}} {
		wantCode(t, l.Do(ctx, Action{Name: "Print"}, func(b *Batch) error { b.PutPrinted(p); return nil }), appraisal.CodeInvalid)
	}
	wantSound(t, l)
}
