package report

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/ui/pictures"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

func TestAnEvidenceReportHoldsWhatTheWindowShows(t *testing.T) {
	lib := library(t)
	s, err := gather(context.Background(), lib, Request{Kind: Evidence, Claims: allClaims(t, lib)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range s.Claims {
		text := textOf(compose1(t, lib, Request{Kind: Evidence, Claims: []string{c.Claim.UID}, Date: "2026-11-28"}))
		wants := func(what, s string) {
			if s != "" && !strings.Contains(text, s) {
				t.Errorf("%s: the report lacks %s %q", c.Claim.Label, what, s)
			}
		}
		wants("the claim", c.Claim.Text)
		wants("its wording", c.Claim.Wording)
		wants("the verdict", words.Verdict(c.Verdict))
		wants("the rule", string(c.Rule))
		wants("the summary", c.Summary)
		wants("the certainty", certaintyText(c.Certainty))
		wants("the progress", words.Progress(c.Claim, c.Assessment))
		if p := pictures.PoolOf(c.Assessment); p != nil && p.K > 1 {
			wants("the pool", words.Estimate(c.Claim, p.Estimate, p.CI95))
		}
		for _, r := range c.Rows {
			wants("a trial", r.Linked.Trial.Name)
			wants("an estimate", words.RowEstimate(c.Claim, r))
			wants("a weight", words.Weight(r))
			wants("a reason", r.NotPooled)
			if r.Relation == appraisal.Context {
				continue
			}
			for _, v := range r.Domains {
				if !isRated(r) {
					continue
				}
				for _, f := range v.Facts {
					wants("a fact", factValue(f.Fact))
					wants("a quote", f.Fact.Quote)
				}
				for _, q := range v.Questions {
					wants("a question", q.Question.Text)
				}
			}
		}
		for _, l := range c.Trace {
			wants("a step", l.Text)
		}
		for _, x := range c.Ladder {
			wants("a wording", x.Sentence)
		}
		if o := c.Judged; o != nil && o.Stability != nil && o.Stability.Variations > 0 && c.Pooled > 0 {
			wants("the stability", fmt.Sprintf("The verdict holds in %d of %d variations", o.Stability.SameVerdict, o.Stability.Variations))
			for _, x := range o.WhatWouldChange {
				wants("a change", x.Change)
			}
		}
	}
}

func TestEveryLinkOfAnEvidenceReportLeadsSomewhere(t *testing.T) {
	for _, language := range tr.Languages {
		use(t, language)
		lib := library(t)
		doc := compose1(t, lib, Request{Kind: Evidence, Claims: allClaims(t, lib), Date: "2026-11-28"})
		there := places(doc.Blocks)
		links := 0
		for _, r := range runsOf(doc.Blocks) {
			if id, inside := strings.CutPrefix(r.Link, "#"); inside {
				links++
				if there[id] != 1 {
					t.Errorf("%q leads to #%s, which is there %d times", r.Text, id, there[id])
				}
			}
		}
		if links < 1000 {
			t.Errorf("there are only %d links", links)
		}
	}
}

func TestRulesAndSharedFactsAreToldOnce(t *testing.T) {
	lib := library(t)
	// Both claims rest on the same results of the same trials.
	claims := []string{uidOf(t, lib, "a001-01", 0), uidOf(t, lib, "a002-01", 0)}
	doc := compose1(t, lib, Request{Kind: Evidence, Claims: claims, Date: "2026-11-28"})
	text := textOf(doc)
	if !strings.Contains(text, "Answers and facts are the same as those under ") {
		t.Error("what was told under the first claim is told again under the second")
	}
	rule, _ := rules.Find("B-R4")
	if n := strings.Count(text, rule.Text); n != 1 {
		t.Errorf("rule %s is explained %d times", rule.ID, n)
	}
	if !strings.Contains(text, "Contents\n") {
		t.Error("a report on two claims has no list of them")
	}
}

func TestReviewersTheirDecisionsAndDisagreementsAreTold(t *testing.T) {
	ctx, lib := context.Background(), library(t)
	uid := uidOf(t, lib, "a001-01", 0)
	var ada, bo string
	write(t, lib, func(b *db.Batch) {
		ada, bo = b.PutReviewer(appraisal.Reviewer{Name: "Ada Lund"}), b.PutReviewer(appraisal.Reviewer{Name: "Bo Li"})
	})
	d, err := lib.Dossier(ctx, uid, ada)
	if err != nil {
		t.Fatal(err)
	}
	var link string
	for _, l := range d.Linked {
		if l.Trial.Name == "Murrough 2013" {
			link = l.Link.UID
		}
	}
	write(t, lib, func(b *db.Batch) {
		judge := func(by string, d appraisal.Domain, r, suggested appraisal.Rating, why string, quotes ...appraisal.Quote) {
			b.PutAppraisal(appraisal.Appraisal{LinkUID: link, Reviewer: by, Domain: d, Judgement: r, Suggestion: suggested, Rule: "B-R7", RulesVersion: "1.0",
				Reason: why, JudgedAt: "2026-03-04T10:00:00Z", BiasDirection: appraisal.TowardsExperimental, Quotes: quotes})
		}
		judge(ada, appraisal.Blinding, appraisal.High, appraisal.SomeConcerns, "Everybody knew.", appraisal.Quote{Exact: "Most guessed right", Locator: "page 7"})
		judge(bo, appraisal.Blinding, appraisal.SomeConcerns, appraisal.SomeConcerns, "Midazolam helps.")
		judge(ada, appraisal.Attrition, appraisal.Low, appraisal.Low, "Nobody left.")
		judge(bo, appraisal.Attrition, appraisal.Low, appraisal.Low, "One left.")
		b.PutOverrule(appraisal.Overrule{ClaimUID: uid, Reviewer: ada, Step: appraisal.StepImprecision, Value: "0", Reason: "Enough people for days.", At: "2026-03-05T10:00:00Z"})
		b.PutOverrule(appraisal.Overrule{ClaimUID: uid, Reviewer: bo, Step: appraisal.StepVerdict, Value: string(appraisal.Supported), Reason: "I would say so.", At: "2026-03-05T10:00:00Z"})
	})
	doc := compose1(t, lib, Request{Kind: Evidence, Claims: []string{uid}, Reviewer: ada, Date: "2026-11-28"})
	text := textOf(doc)
	for _, s := range []string{
		"The judgements of Ada Lund count.", "judged by Ada Lund, 4 March 2026", "↯ Overrules the suggestion (Some concerns, B-R7).", "Everybody knew.",
		"“Most guessed right”", "page 7", "Towards the experimental arm", "Bo Li, 4 March 2026", "Midazolam helps.",
		"1 of 2 domains judged by two or more were judged the same.", "Murrough 2013, MADRS, day 1, blinding", "Krippendorff's alpha",
		"Enough people for days. — Ada Lund, 5 March 2026", "Bo Li decided on the verdict: supported. It does not count here. Reason: I would say so.",
		"History of the claim",
	} {
		if !strings.Contains(text, s) {
			t.Errorf("the report lacks %q", s)
		}
	}
	marked := false
	for _, r := range runsOf(doc.Blocks) {
		marked = marked || r.Sign != nil && r.Sign.Overruled && r.Sign.Word == "High" && !r.Sign.Hollow
	}
	if !marked {
		t.Error("no sign is marked as overruled")
	}
}

func TestWhoAskedAndPrivateNotesStayInTheLibrary(t *testing.T) {
	lib := library(t)
	uid := uidOf(t, lib, "a001-01", 0)
	write(t, lib, func(b *db.Batch) {
		b.PutBrief(appraisal.Brief{ClaimUID: uid, Asker: "Dr Secret, ward 7", Note: "Call back.", Private: true, PreparedBy: "Kari"})
	})
	for _, private := range []bool{false, true} {
		text := textOf(compose1(t, lib, Request{Kind: Evidence, Claims: []string{uid}, Private: private}))
		if strings.Contains(text, "Secret") || strings.Contains(text, "Call back") {
			t.Error("the history tells what a brief says")
		}
		if !strings.Contains(text, "Test") {
			t.Error("the history lacks the last action")
		}
	}
}

func TestAReportCanBeCancelled(t *testing.T) {
	lib := library(t)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := Compose(ctx, lib, Request{Kind: Evidence, Claims: allClaims(t, lib)}, func(done, total int) {
		if done == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("after it was cancelled: %v", err)
	}
}

func TestNoReportHoldsBrokenText(t *testing.T) {
	lib := library(t)
	for _, kind := range []Kind{Evidence, Letter} {
		for _, r := range runsOf(compose1(t, lib, Request{Kind: kind, Claims: allClaims(t, lib)}).Blocks) {
			for _, bad := range []string{"\uFFFD", "%!", "<nil>", "NaN", "..", " ,", "()", ": .", "  ."} {
				if strings.Contains(r.Text, bad) && !strings.Contains(r.Text, "…") {
					t.Errorf("%s: %q holds %q", kind, r.Text, bad)
				}
			}
		}
	}
}

// A table with a cell too few or too many would lose or shift what it says.
func TestTablesOfReportsAreWhole(t *testing.T) {
	lib := library(t)
	for _, kind := range []Kind{Evidence, Letter} {
		doc := compose1(t, lib, Request{Kind: kind, Claims: allClaims(t, lib), Date: "2026-11-28"})
		tables := 0
		walk(doc.Blocks, func(b block.Block) {
			if table, ok := b.(block.Table); ok {
				tables++
				for _, row := range table.Rows {
					if len(row.Cells) != len(table.Columns) {
						t.Errorf("%s: a row of %d cells stands under %d columns: %q", kind, len(row.Cells), len(table.Columns), block.Text(row.Cells[0]))
					}
				}
			}
		})
		if tables < 20 {
			t.Errorf("%s: only %d tables", kind, tables)
		}
	}
}

// BenchmarkEvidenceReportOfAHundredClaims is of 100 claims with 1,000 links: it may take 3 s.
func BenchmarkEvidenceReportOfAHundredClaims(b *testing.B) {
	ctx, lib := context.Background(), library(b)
	claim, err := lib.Claim(ctx, uidOf(b, lib, "a001-01", 0))
	if err != nil {
		b.Fatal(err)
	}
	trials, err := lib.Trials(ctx)
	if err != nil {
		b.Fatal(err)
	}
	var links []appraisal.Link
	for _, t := range trials {
		for _, r := range t.Results {
			links = append(links, appraisal.Link{TrialUID: t.UID, ResultUID: r.UID, PICO: appraisal.PICONone})
		}
	}
	var claims []string
	write(b, lib, func(batch *db.Batch) {
		for i := range 100 {
			own := claim
			own.UID, own.Key, own.Part, own.ParentUID = "", "", 0, ""
			uid := batch.PutClaim(own)
			claims = append(claims, uid)
			for n := range 10 {
				l := links[(7*i+n)%len(links)]
				l.ClaimUID, l.Position = uid, n
				batch.PutLink(l)
			}
		}
	})
	for b.Loop() {
		doc := compose1(b, lib, Request{Kind: Evidence, Claims: claims})
		if _, err := Render(ctx, doc, HTML); err != nil {
			b.Fatal(err)
		}
	}
}

// A withdrawal trial reports a hazard ratio: its logarithm without a word says nothing to a reader.
func TestALimitOnDurationIsShownOnTheScaleOfItsTrials(t *testing.T) {
	lib := library(t)
	uid := uidOf(t, lib, "a000-03", 0)
	for _, kind := range []Kind{CAT, Evidence, Letter} {
		text := textOf(compose1(t, lib, Request{Kind: kind, Claims: []string{uid}}))
		if n := strings.Count(text, "2.04 (1.20 to 3.47)") + strings.Count(text, "2.04 (95 % confidence interval 1.20 to 3.47)"); n != 1 || strings.Contains(text, "0.71 (0.18") {
			t.Errorf("%s: the hazard ratio is told %d times, its logarithm: %v", kind, n, strings.Contains(text, "0.71 (0.18"))
		}
		if !strings.Contains(strings.ToLower(text), "hazard ratio") {
			t.Errorf("%s does not say that it is one", kind)
		}
	}
}
