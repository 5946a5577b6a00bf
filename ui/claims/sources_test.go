package claims_test

import (
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/internal/uitest/desk"
)

// article is a short article with a list of references, one of which is a report of a trial of the starter library.
const cites = "Ketamine lowered depression scores more than midazolam [2]."

var article = "An opinion\n\n" + cites + " Lithium prevents relapse.1 Much is not known.\n\nReferences\n\n" +
	"1. Berg A, Holm B. A first paper on lithium in the very long run. J Invented. 2001;1:1-9.\n" +
	"2. Ocean C. A second paper on the quick relief that was hoped for. J Invented. 2013;2:10-19. doi:10.1234/second.\n" +
	"3. Dale D. A third paper nobody here has ever read at all. J Invented. 2015;3:20-29.\n"

func (w *writing) withArticle() appraisal.Quote {
	w.Helper()
	trial := w.Trial("Murrough 2013")
	var doc string
	w.Session.Edit("An article", func(b *db.Batch) error {
		file := db.File{SHA256: db.HashOf([]byte(article)), Data: []byte(article), Pages: []db.PageText{{Number: 1, Text: article}}}
		b.PutFile(file)
		doc = b.PutDocument(appraisal.Document{Kind: "article", Title: "An opinion", Date: "2020", File: file.SHA256})
		report := b.PutDocument(appraisal.Document{Kind: "report", Title: "A second paper on the quick relief that was hoped for", DOI: "10.1234/SECOND"})
		b.PutReport(appraisal.Report{DocumentUID: report, TrialUID: trial.UID})
		b.PutDocument(appraisal.Document{Kind: "report", Title: "A First Paper on Lithium in the Very Long Run"})
		return nil
	}, nil)
	at := len([]rune(article[:strings.Index(article, cites)]))
	return appraisal.Quote{DocumentUID: doc, Exact: cites, Anchor: appraisal.Anchor{Page: 1, Start: at, End: at + len([]rune(cites))}}
}

func TestTheSourceThatAnArticleCitesIsLookedUpInTheLibrary(t *testing.T) {
	w := beside(t, desk.Look{})
	w.claims.CreateFrom(w.withArticle())
	w.MustSee("Does the article cite a source for it?", "Suggested: ref 2: Ocean C. A second paper")
	w.Tap("Use all suggestions")
	w.MustSee("In your library: “A second paper on the quick relief that was hoped for”, a report of Murrough 2013")
	w.Tap("Choose from the article's references…")
	w.MustSee("This source is not in your library.")
	w.Type("lithium")
	w.Press("Return")
	if got := w.Value("Source cited"); !strings.HasPrefix(got, "ref 1: Berg A, Holm B.") {
		t.Errorf("the source is %q", got)
	}
	w.MustSee("In your library: “A First Paper on Lithium in the Very Long Run”. It is not recorded as the report of a trial.")
	w.Retype(restated, "Ketamine beats midazolam.")
	w.save()
	if got := w.here().Citation; !strings.HasPrefix(got.Cited, "ref 1: Berg") || got.Finding != "" {
		t.Errorf("stored %+v", got)
	}
}

func TestASourceCitedRightBehindTheWordsIsSuggestedToo(t *testing.T) {
	w := beside(t, desk.Look{})
	q := w.withArticle()
	q.Exact = strings.TrimSuffix(cites, " [2].")
	q.End -= len(" [2].")
	w.claims.CreateFrom(q)
	w.MustSee("Suggested: ref 2: Ocean C. A second paper")
}
