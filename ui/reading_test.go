package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/article"
	"claimgrade/ui/session"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
)

// reads opens the article of the tests from a file.
func (u *user) reads(name string, data []byte) {
	u.Helper()
	u.app.Receive([]string{article.File(u, name, data)})
	uitest.Settle(u.canvas())
}

// finds looks for words in the article that is read and leaves the field, so that they are selected.
func (u *user) finds(words string) {
	u.Helper()
	u.choose("Find in article")
	u.key("Ctrl+A")
	u.write(words)
	u.key("Escape")
}

// takes makes a claim and a quote of sentences of the article that is read.
func (u *user) takes() {
	u.Helper()
	u.known("Hanne Olsen")
	s := u.app.desk.session
	doc, err := s.Lib.Document(u.Context(), s.Place().UID)
	if err != nil {
		u.Fatal(err)
	}
	link := u.app.desk.overview.Claims[1].UID
	var row appraisal.Link
	s.LoadClaim("test", link, func(v session.View, err error) { row = v.Dossier.Linked[0].Link })
	s.Edit("Take", func(b *db.Batch) error {
		b.PutClaim(appraisal.Claim{DocumentUID: doc.UID, Kind: appraisal.KindNoTrial, Label: "Gone after four weeks", Text: "Nothing is known beyond four weeks.",
			Wording: "The longest comparison ended after four weeks.", Anchor: appraisal.Anchor{Page: 1}})
		b.PutAppraisal(appraisal.Appraisal{LinkUID: row.UID, Reviewer: s.Reviewer().UID, Domain: appraisal.Attrition, Quotes: []appraisal.Quote{
			{DocumentUID: doc.UID, Exact: "Two of the trials lost more than a fifth of those who were randomised.", Anchor: appraisal.Anchor{Page: 1}, Locator: "p. 1"}}})
		return nil
	}, nil)
	uitest.Settle(u.canvas())
}

func TestAFileDroppedOnTheWindowIsReadOrImportedByItsContent(t *testing.T) {
	u := newUser(t)
	u.start("")
	var imported []string
	u.app.desk.screens.incoming = func(paths []string) { imported = append(imported, paths...) }
	pdf := article.File(t, "solvarin.pdf", article.PDF(t))
	ris := article.File(t, "misnamed.txt", []byte("TY  - JOUR\nTI  - Solvarin compared\nPY  - 2019\nER  - \n"))
	odd := article.File(t, "odd.json", []byte(`{"something": "else"}`))
	u.app.dropped(fyne.NewPos(1, 1), []fyne.URI{storage.NewFileURI(pdf), storage.NewFileURI(ris), storage.NewFileURI(odd)})
	uitest.Settle(u.canvas())
	u.sees(article.Title + " (PDF, 3 pages)")
	if len(imported) != 2 || imported[0] != ris || imported[1] != odd {
		t.Errorf("imported %v", imported)
	}
	u.app.unwind("%s", undoName, "", (*session.Session).Undo)
	uitest.Settle(u.canvas())
	u.seesNot(article.Title + " (PDF, 3 pages)")
}

func TestFilesOfTheCommandLineWaitForTheLibrary(t *testing.T) {
	u := newUser(t)
	text := article.File(t, "letter.txt", []byte(article.Text()))
	library, others := Sorted([]string{text, u.path(starterName)})
	if library != u.path(starterName) || len(others) != 1 || others[0] != text {
		t.Fatalf("sorted into %q and %q", library, others)
	}
	for _, none := range []string{u.path("gone.sqlite"), u.path("gone"), u.home} {
		if library, others := Sorted([]string{none}); library != none || len(others) > 0 {
			t.Errorf("%s is not taken for a library", none)
		}
	}
	if library, others := Sorted([]string{u.path("gone.pdf")}); library != "" || len(others) != 1 {
		t.Error("an article that is not there is taken for a library")
	}
	u.start(library)
	u.app.Receive(others)
	uitest.Settle(u.canvas())
	u.sees("letter (text)")
}

func TestASelectedSentenceBecomesAClaimAndItsPlaceOpensTheArticleAgain(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.known("Hanne Olsen")
	u.reads("solvarin.pdf", article.PDF(t))
	reading := u.app.desk.session.Place()
	u.finds("relieved resistant")
	u.write("sc")
	u.sees("Restated in one sentence")
	u.key("Escape")
	u.seesNot("Restated in one sentence")
	u.takes()

	claims := u.app.desk.overview.Claims
	var claim session.ClaimItem
	for _, c := range claims {
		if c.DocumentUID == reading.UID {
			claim = c
		}
	}
	u.goTo(session.ClaimPlace, claim.UID)
	u.tap("Read in the article")
	if p := u.app.desk.session.Place(); p.Kind != session.ReaderPlace || p.UID != reading.UID {
		t.Fatalf("at %+v", p)
	}
	u.sees("page 1 of 3")
	u.choose("Back")
	if p := u.app.desk.session.Place(); p.UID != claim.UID {
		t.Errorf("Back went to %+v", p)
	}
}

func TestAQuoteGoesBelowTheJudgementThatWasOpenAndOpensItsPlace(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.known("Hanne Olsen")
	u.openRow("Robust", "Murrough 2013", appraisal.Attrition)
	u.reads("solvarin.pdf", article.PDF(t))
	u.finds("lost more than a fifth")
	u.write("sq")
	u.sees("Quoted for the judgement on Murrough 2013, attrition")
	u.openRow("Robust", "Murrough 2013", appraisal.Attrition)
	u.resize(1280, 2400)
	u.sees("“Two of the trials lost more than a fifth of those who were randomised.”")
	u.tap("p. 1")
	if p := u.app.desk.session.Place(); p.Kind != session.ReaderPlace || p.Show == "" && p.Page == 0 {
		t.Errorf("at %+v", p)
	}
	u.sees("page 1 of 3")
}

func TestWithoutAnOpenJudgementAQuoteAsksForWhich(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.known("Hanne Olsen")
	u.reads("solvarin.pdf", article.PDF(t))
	u.finds("nineteen people")
	u.write("q")
	u.sees("For which judgement are these words?")
	u.write("murrough sample robust")
	u.key("Return")
	u.sees("Quoted for the judgement on Murrough 2013")
}

func TestSizesAndFindingAreThoseOfTheArticleWhileOneIsRead(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.reads("solvarin.pdf", article.PDF(t))
	before := u.app.theme.Scale()
	u.choose("Larger pages")
	if u.app.theme.Scale() != before {
		t.Error("the interface got larger")
	}
	u.choose("Find")
	u.write("dissociation")
	u.sees("match 1 of 1")
	u.key("Escape", "Escape")
	u.openClaim("Robust")
	u.choose("Larger")
	if u.app.theme.Scale() <= before {
		t.Error("the interface did not get larger")
	}
}

func TestRecentArticlesAndTheArticlesPageReopenAText(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.reads("letter.txt", []byte(article.Text()))
	u.reads("solvarin.pdf", article.PDF(t))
	u.openClaim("Robust")
	u.choose("Recent articles…")
	u.write("letter")
	u.key("Return")
	u.sees("letter (text)")
	u.goTo(session.ArticlePlace, u.app.desk.session.Place().UID)
	u.sees("letter.txt")
	u.tap("Read")
	u.sees("letter (text)")
	u.quit()
	u.start("")
	u.sees("letter (text)")
}

func TestADamagedDropSaysWhatIsWrong(t *testing.T) {
	u := newUser(t)
	u.start("")
	path := filepath.Join(t.TempDir(), "empty.pdf")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	u.app.Receive([]string{path})
	uitest.Settle(u.canvas())
	u.sees("“empty.pdf” was not opened")
	if !strings.Contains(strings.Join(uitest.Words(u.canvas()), " "), "The file is empty.") {
		t.Error("the reason is not said")
	}
}
