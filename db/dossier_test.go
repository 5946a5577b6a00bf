package db

import (
	"context"
	"testing"

	"claimgrade/appraisal"

	"github.com/google/go-cmp/cmp"
)

func TestADossierHoldsAllThatBearsOnAClaim(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	content := small()
	d, err := l.Dossier(ctx, "c1", "r2")
	must(t, err)
	appraised := content.Appraisals[0]
	appraised.JudgedAt = "2026-03-01T11:30:00Z"
	second := content.Trials[1]
	second.Facts = appraisal.Facts{}
	facts := func(f appraisal.Facts) {
		for k, x := range f {
			x.Field = k
			f[k] = x
		}
	}
	facts(content.Trials[0].Facts)
	for _, a := range content.Trials[0].Arms {
		facts(a.Facts)
	}
	facts(content.Trials[0].Results[0].Facts)
	want := appraisal.Dossier{
		Claim: content.Claims[0], Document: content.Documents[0], Parts: content.Claims[:2], Reviewer: "r2",
		Linked: []appraisal.Linked{
			{Link: content.Links[0], Trial: content.Trials[0], Appraisals: []appraisal.Appraisal{appraised}},
			{Link: content.Links[1], Trial: second},
		},
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	if result, ok := d.Linked[0].Result(); !ok || result.Name != "MADRS, day 1" {
		t.Errorf("the linked result is %+v", result)
	}
	part, err := l.Dossier(ctx, "c2", "")
	must(t, err)
	if diff := cmp.Diff(content.Claims[:2], part.Parts); diff != "" {
		t.Errorf("parts of the second part: want (-), got (+):\n%s", diff)
	}
	_, err = l.Dossier(ctx, "gone", "")
	wantCode(t, err, appraisal.CodeNotFound)
}

func TestTheTrialsOfItsFrameGoToAClaimThatSpeaksOfThem(t *testing.T) {
	ctx := context.Background()
	l := smallLibrary(t)
	claim := func(uid string, kind appraisal.ClaimKind, form appraisal.EvidenceForm) appraisal.Claim {
		return appraisal.Claim{UID: uid, Label: "L", Text: "T", Kind: kind, Evidence: appraisal.Evidence{Form: form,
			Frame: []appraisal.Condition{{Field: appraisal.FieldYear, Op: "at-least", Value: "2013"}}}}
	}
	unframed := claim("unframed", appraisal.KindEvidence, "")
	unframed.Evidence.Frame = nil
	do(t, l, "Add", func(b *Batch) {
		b.PutClaim(unframed)
		b.PutClaim(claim("evidence", appraisal.KindEvidence, ""))
		b.PutClaim(claim("absence", appraisal.KindNotShown, appraisal.FormAbsence))
		b.PutClaim(claim("plain not shown", appraisal.KindNotShown, ""))
		b.PutClaim(claim("report", appraisal.KindReport, appraisal.FormShare))
	})
	for uid, want := range map[string]int{"evidence": 1, "absence": 1, "unframed": 0, "plain not shown": 0, "report": 0, "c1": 0} {
		d, err := l.Dossier(ctx, uid, "")
		must(t, err)
		if len(d.Library) != want {
			t.Errorf("%s gets %d trials of the library, want %d", uid, len(d.Library), want)
		}
	}
}

func TestDossiersAreTheDossiersOfAllClaims(t *testing.T) {
	ctx := context.Background()
	l := newLibrary(t)
	must(t, l.Import(ctx, Action{Name: "Import"}, full(t, 0)))
	must(t, l.Import(ctx, Action{Name: "More"}, func() Content {
		c := small() // its uids would overwrite those of the first content: keep what does not clash
		c.Links, c.Appraisals, c.Reviewers = c.Links[2:], nil, nil
		c.Claims = []appraisal.Claim{{UID: "c3", Label: "L", Text: "T", Kind: appraisal.KindEvidence}}
		c.Trials = []appraisal.Trial{{UID: "t3", Name: "Third"}}
		c.Links[0].TrialUID = "t3"
		return c
	}()))
	all, err := l.Dossiers(ctx, "r1")
	must(t, err)
	claims, err := l.Claims(ctx)
	must(t, err)
	if len(all) != len(claims) || len(all) != 3 {
		t.Fatalf("%d dossiers of %d claims", len(all), len(claims))
	}
	for i, c := range claims {
		want, err := l.Dossier(ctx, c.UID, "r1")
		must(t, err)
		if diff := cmp.Diff(want, all[i]); diff != "" {
			t.Errorf("%s: alone (-), among all (+):\n%s", c.UID, diff)
		}
	}
}

func TestClaimsAreListedByArticleSentenceAndPart(t *testing.T) {
	ctx := context.Background()
	l := newLibrary(t)
	put := func(uid, document, parent string, part int) {
		do(t, l, "Add", func(b *Batch) {
			b.PutClaim(appraisal.Claim{UID: uid, DocumentUID: document, ParentUID: parent, Part: part, Label: "L " + uid, Text: "T", Kind: appraisal.KindReport})
		})
	}
	do(t, l, "Add", func(b *Batch) {
		b.PutDocument(appraisal.Document{UID: "z", Title: "First article"})
		b.PutDocument(appraisal.Document{UID: "a", Title: "Second article"})
	})
	put("loose", "", "", 0)
	put("a-one", "a", "", 0)
	put("z-one", "z", "", 0)
	put("z-two", "z", "", 0)
	put("z-one-part2", "z", "z-one", 2)
	put("z-one-part1", "z", "z-one", 1)
	do(t, l, "Judge", func(b *Batch) {
		b.PutReviewer(appraisal.Reviewer{UID: "r", Name: "R"})
		b.PutReviewer(appraisal.Reviewer{UID: "s", Name: "S"})
		b.PutTrial(appraisal.Trial{UID: "t", Name: "T"})
		b.PutLink(appraisal.Link{UID: "k", ClaimUID: "z-two", TrialUID: "t"})
		b.PutLink(appraisal.Link{UID: "l", ClaimUID: "z-two", TrialUID: "t"})
		b.PutAppraisal(appraisal.Appraisal{LinkUID: "k", Reviewer: "r", Domain: appraisal.Blinding, Judgement: appraisal.Low, Suggestion: appraisal.Low})
		b.PutAppraisal(appraisal.Appraisal{LinkUID: "k", Reviewer: "r", Domain: appraisal.Attrition, Reason: "not judged yet"})
		b.PutAppraisal(appraisal.Appraisal{LinkUID: "l", Reviewer: "s", Domain: appraisal.Attrition, Judgement: appraisal.High, Suggestion: appraisal.High})
	})
	rows, err := l.ClaimRows(ctx, "r")
	must(t, err)
	var got []string
	for _, r := range rows {
		got = append(got, r.Document+"/"+r.UID)
	}
	want := []string{
		"First article/z-one", "First article/z-one-part1", "First article/z-one-part2", "First article/z-two",
		"Second article/a-one", "/loose",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	if diff := cmp.Diff(ClaimRow{UID: "z-two", DocumentUID: "z", Document: "First article", Label: "L z-two", Text: "T",
		Kind: appraisal.KindReport, Linked: 2, Judged: 1}, rows[3]); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	claims, err := l.Claims(ctx)
	must(t, err)
	for i, c := range claims {
		if c.UID != rows[i].UID {
			t.Errorf("place %d: Claims has %s, ClaimRows %s", i, c.UID, rows[i].UID)
		}
	}
}

func TestTrialRowsShowTheFactsOfAList(t *testing.T) {
	l := smallLibrary(t)
	do(t, l, "Add", func(b *Batch) {
		b.PutFact(Subject{TrialUID: "t1"}, appraisal.Fact{Field: appraisal.FieldDrug, Value: "ketamine"})
		b.PutFact(Subject{TrialUID: "t1"}, appraisal.Fact{Field: appraisal.FieldNRandomised, Status: appraisal.StatusNotStated, Value: "73"})
	})
	rows, err := l.TrialRows(context.Background())
	must(t, err)
	want := []TrialRow{
		{UID: "t1", Key: "murrough2013", Name: "Murrough 2013", Position: 1, Year: "2013", Drug: "ketamine", Arms: "ketamine midazolam", Linked: 2},
		{UID: "t2", Name: "Jelovac 2025", Position: 2, Linked: 1},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}
