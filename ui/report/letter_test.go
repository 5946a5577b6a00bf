package report

import (
	"context"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
)

func compose1(t testing.TB, lib *db.Library, r Request) block.Document {
	t.Helper()
	doc, err := Compose(context.Background(), lib, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// places are the ids of a document to which links may point, with how often each is there.
func places(blocks []block.Block) map[string]int {
	found := map[string]int{}
	walk(blocks, func(b block.Block) {
		switch b := b.(type) {
		case block.Heading:
			found[b.ID]++
		case block.Paragraph:
			found[b.ID]++
		case block.List:
			for _, item := range b.Items {
				found[item.ID]++
			}
		case block.Table:
			for _, row := range b.Rows {
				found[row.ID]++
			}
		}
	})
	delete(found, "")
	return found
}

// runsOf are all stretches of text of a document.
func runsOf(blocks []block.Block) []block.Run {
	var all []block.Run
	add := func(runs []block.Run) { all = append(all, runs...) }
	walk(blocks, func(b block.Block) {
		switch b := b.(type) {
		case block.Heading:
			add(block.T(b.Text))
		case block.Paragraph:
			add(b.Runs)
		case block.List:
			for _, item := range b.Items {
				add(item.Runs)
			}
		case block.Pairs:
			for _, p := range b {
				add(append(block.T(p.Label), p.Runs...))
			}
		case block.Table:
			for _, c := range b.Columns {
				add(block.T(c.Head))
			}
			for _, row := range b.Rows {
				for _, cell := range row.Cells {
					add(cell)
				}
			}
			for _, n := range b.Notes {
				add(n)
			}
		case block.Figure:
			add(block.T(b.Scene.Alt))
		}
	})
	return all
}

// walk visits the blocks of a document, those within others, too.
func walk(blocks []block.Block, visit func(block.Block)) {
	for _, b := range blocks {
		visit(b)
		switch b := b.(type) {
		case block.Band:
			walk(b.Blocks, visit)
		case block.Slide:
			walk(b.Blocks, visit)
		case block.Beside:
			for _, column := range b {
				walk(column, visit)
			}
		}
	}
}

// textOf is all that a document says, a line a stretch of text.
func textOf(doc block.Document) string {
	var b strings.Builder
	for _, r := range runsOf(doc.Blocks) {
		b.WriteString(block.Text([]block.Run{r}) + "\n")
	}
	return b.String()
}

// withoutBasis are the sentences of a letter that neither lead to what they rest on nor are marked as somebody's own. The
// day and the question state nothing; the lists at the end are what sentences lead to.
func withoutBasis(doc block.Document) []string {
	there := places(doc.Blocks)
	var wrong []string
	check := func(runs []block.Run) {
		for _, r := range runs {
			if r.Raised || strings.TrimSpace(r.Text) == "" || r.Basis == block.Unbased {
				continue
			}
			id, inside := strings.CutPrefix(r.Link, "#")
			if r.Basis != block.Based || !inside || there[id] == 0 {
				wrong = append(wrong, r.Text+" → "+r.Link)
			}
		}
	}
	asked := false
	for i, b := range doc.Blocks {
		switch b := b.(type) {
		case block.Heading:
			asked = b.Text == tr.T("Question")
		case block.Paragraph:
			if i > 0 && !asked {
				check(b.Runs)
			}
			asked = false
		case block.List:
			for _, item := range b.Items {
				if item.ID == "" {
					check(item.Runs)
				}
			}
		}
	}
	return wrong
}

func TestEverySentenceOfALetterLeadsToWhatItRestsOn(t *testing.T) {
	for _, language := range tr.Languages {
		use(t, language)
		lib := library(t)
		all := allClaims(t, lib)
		letters := [][]string{all}
		for _, uid := range all {
			letters = append(letters, []string{uid})
		}
		for _, claims := range letters {
			doc := compose1(t, lib, Request{Kind: Letter, Claims: claims, Date: "2026-11-28"})
			for _, wrong := range withoutBasis(doc) {
				t.Errorf("%s: %s: a sentence without a basis: %s", language, doc.Title, wrong)
			}
			for id, n := range places(doc.Blocks) {
				if n > 1 {
					t.Errorf("%s: the id %s is there %d times", doc.Title, id, n)
				}
			}
			if len(runsOf(doc.Blocks)) < 15 {
				t.Errorf("%s: the letter says next to nothing", doc.Title)
			}
		}
	}
}

func use(t testing.TB, l tr.Language) {
	t.Helper()
	if err := tr.Use(l); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tr.Use(tr.English) })
}

// The check above must be able to fail.
func TestASentenceWithoutABasisIsFound(t *testing.T) {
	lib := library(t)
	doc := compose1(t, lib, Request{Kind: Letter, Claims: []string{uidOf(t, lib, "a001-01", 0)}})
	for _, bad := range []block.Run{
		{Text: "It works."}, {Text: "It works.", Basis: block.Based}, {Text: "It works.", Basis: block.Based, Link: "#nowhere"},
		{Text: "It works.", Link: "#basis-1"}, {Text: "It works.", Basis: block.Based, Link: "https://example.org"},
	} {
		spoiled := doc
		spoiled.Blocks = append([]block.Block{}, doc.Blocks...)
		spoiled.Blocks = append(spoiled.Blocks, block.Paragraph{Runs: []block.Run{bad}})
		if got := withoutBasis(spoiled); len(got) != 1 {
			t.Errorf("%+v is taken for a sentence with a basis", bad)
		}
	}
}

func TestWhatPeopleWroteIsTheirsAndWhoAskedIsNotNamed(t *testing.T) {
	lib := library(t)
	uid := uidOf(t, lib, "a001-01", 0)
	write(t, lib, func(b *db.Batch) {
		b.PutBrief(appraisal.Brief{ClaimUID: uid, Question: "May a ward start ketamine?", Asker: "Dr Secret, ward 7", BottomLine: "It may help for days.",
			Search: "PubMed, 2 May 2026: ketamine AND depression\nCochrane Library, 2 May 2026", Uncertainty: "Nobody over 75 was studied.",
			Advice: "Ask a specialist first.", PreparedBy: "Kari Nordmann", CheckedBy: "Ola Hansen", RecheckBy: "2027-05-02", Note: "Call back.", Private: true})
	})
	doc := compose1(t, lib, Request{Kind: Letter, Claims: []string{uid}, Date: "2026-11-28"})
	text := textOf(doc)
	for _, own := range []string{"It may help for days.", "PubMed, 2 May 2026: ketamine AND depression", "Cochrane Library, 2 May 2026", "Nobody over 75 was studied.", "Ask a specialist first."} {
		found := false
		for _, r := range runsOf(doc.Blocks) {
			found = found || r.Text == own && r.Basis == block.Unbased
		}
		if !found {
			t.Errorf("“%s” is not there as somebody's own", own)
		}
	}
	for _, s := range []string{"May a ward start ketamine?", "Advice\n", "Kari Nordmann", "Ola Hansen", "2 May 2027", "28 November 2026"} {
		if !strings.Contains(text, s) {
			t.Errorf("the letter lacks %q", s)
		}
	}
	for _, s := range []string{"Secret", "Call back", "No search is recorded", "not checked by a second person", "What can be said is"} {
		if strings.Contains(text, s) {
			t.Errorf("the letter says %q", s)
		}
	}
	if wrong := withoutBasis(doc); len(wrong) > 0 {
		t.Errorf("without a basis: %q", wrong)
	}
	if doc.Author != "Kari Nordmann" {
		t.Errorf("the author is %q", doc.Author)
	}
}

func TestALetterWithoutABriefSaysWhatIsMissing(t *testing.T) {
	lib := library(t)
	text := textOf(compose1(t, lib, Request{Kind: Letter, Claims: []string{uidOf(t, lib, "a001-01", 0)}, Date: "2026-11-28"}))
	for _, s := range []string{"Is it right to say that", "No search is recorded.", "not checked by a second person", "not named", "The answer is provisional: 0 of 8",
		"2 trials count towards the answer, with 112 people in all.", "7.34 (3.32 to 11.35)", "7.95 (3.20 to 12.71)"} {
		if !strings.Contains(text, s) {
			t.Errorf("the letter lacks %q", s)
		}
	}
	if strings.Contains(text, "Advice\n") {
		t.Error("there is a heading for advice that nobody gave")
	}
}

// The answer is for people who know neither rules nor their words.
func TestAnAnswerIsPlainForEveryVerdict(t *testing.T) {
	lib := library(t)
	s, err := gather(context.Background(), lib, Request{Kind: Letter, Claims: allClaims(t, lib)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, c := range s.Claims {
		if c.Verdict == "" {
			continue
		}
		answer := plainVerdict(c)
		seen[string(c.Claim.Kind)+" "+string(c.Verdict)] = true
		if answer == c.Claim.Text || strings.HasPrefix(answer, "Partly supported") || len(strings.Fields(answer)) < 4 {
			t.Errorf("%s, %s: the answer is %q", c.Claim.Label, c.Verdict, answer)
		}
	}
	if len(seen) < 10 {
		t.Errorf("the starter library has only %d kinds of answers", len(seen))
	}
}
