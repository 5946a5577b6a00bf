package report

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/db/starter"
	"claimgrade/ui/pictures"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// The numbers of a topic are those of the board, of every claim there is.
func TestATopicSaysWhatTheBoardSays(t *testing.T) {
	lib := library(t)
	s, err := gather(context.Background(), lib, Request{Claims: allClaims(t, lib)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range s.Claims {
		doc := compose1(t, lib, Request{Kind: CAT, Claims: []string{c.Claim.UID}, Date: "2026-11-28"})
		text := doc.Title + "\n" + textOf(doc)
		wants := func(what, said string) {
			if said != "" && !strings.Contains(text, said) {
				t.Errorf("%s: the topic lacks %s: %q", c.Claim.Label, what, said)
			}
		}
		wants("the verdict", words.Verdict(c.Verdict))
		wants("the certainty", certaintyText(c.Certainty))
		wants("the rule", string(c.Rule))
		wants("the wording", c.Claim.Wording)
		wants("the claim", c.Claim.Text)
		wants("its place", c.Claim.Place)
		wants("the outcome", c.Claim.Outcome)
		wants("why", c.Summary+c.WhyNone)
		wants("the progress", words.Progress(c.Claim, c.Assessment))
		wants("the day", "28 November 2026")
		if c.Provisional {
			wants("that it is provisional", "provisional")
		}
		if p := pictures.PoolOf(c.Assessment); p != nil {
			wants("the pool", words.Estimate(c.Claim, p.Estimate, p.CI95))
		}
		if e := c.Evidence; e != nil {
			for _, r := range e.Tally {
				wants("a trial of the tally", r.Trial)
			}
		} else if c.Claim.Kind != appraisal.KindReport && c.Claim.Kind != appraisal.KindNoTrial {
			for _, r := range c.Rows {
				wants("a trial", r.Linked.Trial.Name)
				if r.Relation != appraisal.Context {
					wants("an estimate", words.RowEstimate(c.Claim, r))
				}
			}
		}
		if c.Claim.Kind == appraisal.KindReport {
			wants("the quote", c.Claim.Citation.Quote)
		}
	}
}

// rowsOf are the rows of the table of trials, by the name of the trial.
func rowsOf(doc block.Document) map[string]block.Row {
	rows := map[string]block.Row{}
	walk(doc.Blocks, func(b block.Block) {
		if table, ok := b.(block.Table); ok && len(table.Columns) == 10 {
			for _, r := range table.Rows {
				rows[r.Cells[0][0].Text] = r
			}
		}
	})
	return rows
}

func TestTheTableOfATopicTellsSuggestedFromJudgedAndOverruled(t *testing.T) {
	lib := library(t)
	uid := uidOf(t, lib, "a001-01", 0)
	d, err := lib.Dossier(context.Background(), uid, "")
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(d.Linked, func(l appraisal.Linked) bool { return l.Trial.Name == "Murrough 2013" })
	write(t, lib, func(b *db.Batch) {
		who := b.PutReviewer(appraisal.Reviewer{Name: "Kari Nordmann"})
		judge := func(dom appraisal.Domain, suggested, r appraisal.Rating) {
			b.PutAppraisal(appraisal.Appraisal{LinkUID: d.Linked[at].Link.UID, Reviewer: who, Domain: dom, Suggestion: suggested, Judgement: r, Reason: "read twice"})
		}
		judge(appraisal.Blinding, appraisal.SomeConcerns, appraisal.SomeConcerns)
		judge(appraisal.FollowUp, appraisal.Low, appraisal.High)
	})
	reviewer, err := lib.CurrentReviewer(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	doc := compose1(t, lib, Request{Kind: CAT, Claims: []string{uid}, Reviewer: reviewer.UID})
	row := rowsOf(doc)["Murrough 2013"]
	var got []string
	for _, cell := range row.Cells[6:] {
		s := cell[0].Sign
		got = append(got, fmt.Sprint(s.Word, " ", s.Hollow, " ", s.Overruled))
	}
	want := []string{"Some concerns false false", "High true false", "High false true", "Low true false"}
	if !slices.Equal(got, want) {
		t.Errorf("signs %v, want %v", got, want)
	}
	if text := textOf(doc); !strings.Contains(text, "↯") || !strings.Contains(text, "Prepared by Kari Nordmann") {
		t.Error("the topic says neither that a judgement is overruled nor who prepared it")
	}
}

func TestTheBriefOfAClaimIsItsTopic(t *testing.T) {
	lib := library(t)
	uid := uidOf(t, lib, "a001-01", 0)
	plain := textOf(compose1(t, lib, Request{Kind: CAT, Claims: []string{uid}}))
	for _, text := range []string{"not checked by a second person", "None recorded: the verdict covers the linked trials only."} {
		if !strings.Contains(strings.ToLower(plain), strings.ToLower(text)) {
			t.Errorf("without a brief the topic does not say %q", text)
		}
	}
	write(t, lib, func(b *db.Batch) {
		b.PutBrief(appraisal.Brief{ClaimUID: uid, BottomLine: "Offer it once.", Question: "Does it work?", Search: "PubMed, 1 May\nEmbase, 2 May",
			PreparedBy: "Kari", CheckedBy: "Ola", RecheckBy: "2027-05-01", Asker: "Nobody You Know"})
	})
	doc := compose1(t, lib, Request{Kind: CAT, Claims: []string{uid}})
	if doc.Title != "Offer it once." {
		t.Errorf("the title is %q", doc.Title)
	}
	text := textOf(doc)
	for _, said := range []string{"Does it work?", "PubMed, 1 May; Embase, 2 May", "Prepared by Kari", "checked by Ola", "re-check by 1 May 2027", "IV ketamine, usually 0.5 mg/kg, may improve"} {
		if !strings.Contains(text, said) {
			t.Errorf("the topic does not say %q", said)
		}
	}
	if strings.Contains(text, "Nobody You Know") {
		t.Error("the topic names who asked")
	}
}

func TestReferencesAreNumberedInTheOrderInWhichTheyAreCited(t *testing.T) {
	lib := library(t)
	for _, claims := range [][]string{{uidOf(t, lib, "a001-01", 0)}, allClaims(t, lib)} {
		doc := compose1(t, lib, Request{Kind: CAT, Claims: claims})
		there := places(doc.Blocks)
		seen := map[string]bool{}
		next := 1
		for _, r := range runsOf(doc.Blocks) {
			id, inside := strings.CutPrefix(r.Link, "#")
			if !inside {
				continue
			}
			if there[id] != 1 {
				t.Fatalf("%q leads to #%s, which is there %d times", r.Text, id, there[id])
			}
			if seen[id] {
				continue
			}
			if r.Text == "1" {
				next = 1 // the next topic
			}
			if r.Text != strconv.Itoa(next) {
				t.Errorf("#%s is number %s, want %d", id, r.Text, next)
			}
			seen[id], next = true, next+1
		}
		if len(seen) != len(there) || len(seen) < 5 {
			t.Errorf("%d of %d references are cited", len(seen), len(there))
		}
	}
}

func TestADocumentIsWrittenInVancouverStyle(t *testing.T) {
	for _, x := range []struct {
		d    appraisal.Document
		want string
	}{
		{appraisal.Document{Author: "Murrough JW, Iosifescu DV", Title: "Ketamine", Outlet: "Am J Psychiatry", Date: "2013-10-01", Volume: "170", Issue: "10", Pages: "1134-42", DOI: "10.1/x", PMID: "239"},
			"Murrough JW, Iosifescu DV. Ketamine. Am J Psychiatry. 2013;170(10):1134-42. doi:10.1/x. PMID: 239."},
		{appraisal.Document{Author: "A A, B B, C C, D D, E E, F F, G G", Title: "Does it work?", Date: "2020"}, "A A, B B, C C, D D, E E, F F, et al. Does it work? 2020."},
		{appraisal.Document{Author: "A A, B B, C C, D D, E E, F F", Title: "Six"}, "A A, B B, C C, D D, E E, F F. Six."},
		{appraisal.Document{Title: "Page", URL: "https://example.org/a b"}, "Page. Available from: https://example.org/a b"},
		{appraisal.Document{Kind: "registry", Title: "Record", RegistryIDs: []string{"NCT00000001"}}, "NCT00000001. Record."},
		{appraisal.Document{Kind: "registry", Title: "Record NCT00000001", RegistryIDs: []string{"NCT00000001"}}, "Record NCT00000001."},
		{appraisal.Document{Date: "2020", Pages: "1-2"}, "2020:1-2."},
		{appraisal.Document{}, "Untitled article."},
	} {
		if got := block.Text(vancouver(x.d)); got != x.want {
			t.Errorf("got  %s\nwant %s", got, x.want)
		}
	}
	for _, r := range vancouver(appraisal.Document{Title: "T", URL: "javascript:alert(1)"}) {
		if r.Link != "" {
			t.Errorf("an address that is none of the web became a link: %q", r.Link)
		}
	}
}

func TestATrialIsCitedByThePaperThatReportsIt(t *testing.T) {
	lib := library(t)
	uid := uidOf(t, lib, "a001-01", 0)
	d, err := lib.Dossier(context.Background(), uid, "")
	if err != nil {
		t.Fatal(err)
	}
	trial := d.Linked[slices.IndexFunc(d.Linked, func(l appraisal.Linked) bool { return l.Trial.Name == "Murrough 2013" })].Trial
	write(t, lib, func(b *db.Batch) {
		for _, x := range []struct{ kind, title, relation string }{
			{"report", "Its paper", "result"}, {"registry", "Its record", "registry"}, {"report", "Its forerunner", "background"}, {"report", "An analysis of it", "derived"},
		} {
			doc := b.PutDocument(appraisal.Document{Kind: x.kind, Title: x.title})
			b.PutReport(appraisal.Report{DocumentUID: doc, TrialUID: trial.UID, Relation: x.relation})
		}
	})
	doc := compose1(t, lib, Request{Kind: CAT, Claims: []string{uid}})
	text := textOf(doc)
	for said, want := range map[string]bool{"Its paper.": true, "Its record.": true, "Its forerunner": false, "An analysis of it": false, "Murrough JW": false} {
		if strings.Contains(text, said) != want {
			t.Errorf("the references say %q: %v", said, !want)
		}
	}
	if got := block.Text(rowsOf(doc)["Murrough 2013"].Cells[0]); got != "Murrough 20134,5" { // behind the article and the two trials that it cites
		t.Errorf("the trial is cited as %q", got)
	}
}

func TestALedgerTellsTheWorstAndNamesTheRest(t *testing.T) {
	lib := library(t)
	s, err := gather(context.Background(), lib, Request{Claims: allClaims(t, lib)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, c := range s.Claims {
		blocks := ledgerTable(c, 1)
		if len(blocks) == 0 {
			continue
		}
		text := strings.ToLower(textOf(block.Document{Blocks: blocks}))
		for _, r := range c.Ledger {
			if !strings.Contains(text, string(r.Part)) {
				t.Errorf("%s: the ledger does not name the part %s", c.Claim.Label, r.Part)
			}
		}
		if table, ok := blocks[1].(block.Table); ok {
			told = max(told, len(table.Rows))
			if len(table.Rows) > mostMismatches {
				t.Errorf("%s: %d rows", c.Claim.Label, len(table.Rows))
			}
		}
	}
	if told != mostMismatches {
		t.Errorf("the longest ledger of the starter library has %d rows", told)
	}
}

// Norwegian topics say the same; a sentence of the program that stays English would be found by its words.
func TestTopicsAreNorwegianThroughout(t *testing.T) {
	lib := library(t)
	use(t, tr.Norwegian)
	for _, uid := range allClaims(t, lib) {
		text := textOf(compose1(t, lib, Request{Kind: CAT, Claims: []string{uid}}))
		for _, english := range []string{"Certainty lowered", "linked trials", "low certainty", "not pooled", "Blinded:", "judgements given", "Matches:", "As in the title"} {
			if strings.Contains(text, english) {
				t.Errorf("%s says %q", uid, english)
			}
		}
	}
}

// hundredClaims is a library of a hundred claims with a thousand links: the starter's, each ten times.
func hundredClaims(t testing.TB) (*db.Library, []string) {
	t.Helper()
	content, err := starter.Content()
	if err != nil {
		t.Fatal(err)
	}
	var rich []appraisal.Claim
	links := map[string][]appraisal.Link{}
	for _, k := range content.Links {
		links[k.ClaimUID] = append(links[k.ClaimUID], k)
	}
	for _, c := range content.Claims {
		if c.Kind == appraisal.KindEffect && len(links[c.UID]) >= 9 && len(rich) < 5 {
			rich = append(rich, c)
		}
	}
	content.Claims, content.Links = nil, nil
	var uids []string
	for i := range 100 {
		c := rich[i%len(rich)]
		from := c.UID
		c.UID, c.Key, c.ParentUID, c.Part = fmt.Sprintf("claim%03d", i), "", "", 0
		content.Claims = append(content.Claims, c)
		for n, k := range links[from] {
			k.UID, k.ClaimUID = fmt.Sprintf("link%03d-%02d", i, n), c.UID
			content.Links = append(content.Links, k)
		}
		uids = append(uids, c.UID)
	}
	lib, err := db.Create(context.Background(), filepath.Join(t.TempDir(), "hundred.sqlite"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	if err := lib.Import(context.Background(), db.Action{Name: "Import", Base: true}, content); err != nil {
		t.Fatal(err)
	}
	if len(content.Links) < 900 {
		t.Fatalf("only %d links", len(content.Links))
	}
	return lib, uids
}

func BenchmarkGatherAHundredClaims(b *testing.B) {
	lib, uids := hundredClaims(b)
	for b.Loop() {
		if _, err := gather(context.Background(), lib, Request{Claims: uids}, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReportsOfAHundredClaims(b *testing.B) {
	lib, uids := hundredClaims(b)
	for _, k := range Kinds {
		for _, f := range Formats {
			b.Run(string(k)+"/"+string(f), func(b *testing.B) {
				for b.Loop() {
					if _, err := Make(context.Background(), lib, Request{Kind: k, Format: f, Claims: uids, Date: "2026-11-28"}, nil); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// What is on one page is read; what goes on to a second often is not.
func TestATopicOfSixTrialsFitsOnePage(t *testing.T) {
	lib := library(t)
	for _, language := range tr.Languages {
		use(t, language)
		s, err := gather(context.Background(), lib, Request{Claims: allClaims(t, lib)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		sixes := 0
		for _, c := range s.Claims {
			shown := 0
			for _, r := range c.Rows {
				if r.Relation != appraisal.Context {
					shown++
				}
			}
			if c.Claim.Kind == appraisal.KindEvidence || shown > 6 || shown < 4 && c.Claim.Part > 0 {
				continue // a tally may be as long as the library; those of few trials are short
			}
			if shown == 6 {
				sixes++
			}
			out, err := Make(context.Background(), lib, Request{Kind: CAT, Format: PDF, Claims: []string{c.Claim.UID}, Date: "2026-11-28"}, nil)
			if err != nil {
				t.Fatal(err)
			}
			pages := bytes.Count(out.Data, []byte("/Type /Page\n")) + bytes.Count(out.Data, []byte("/Type /Page "))
			if pages != 1 {
				t.Errorf("%s: %s.%d has %d trials on %d pages", language, c.Claim.Key, c.Claim.Part, shown, pages)
			}
		}
		if sixes < 3 {
			t.Errorf("only %d claims of six trials were looked at", sixes)
		}
	}
}
