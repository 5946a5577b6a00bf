package reader_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/article"
	setting "claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/reader"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/work"

	"codeberg.org/go-pdf/fpdf"
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func TestMain(m *testing.M) { setting.Main(m) }

// desk is the reader in a window over a library of its own.
type desk struct {
	*setting.Desk
	s       *session.Session
	reader  *reader.Reader
	claimed []appraisal.Quote
	quoted  []appraisal.Quote
	opened  string
	row     session.Place
	said    string
}

func open(t testing.TB, l setting.Look) *desk {
	t.Helper()
	d := &desk{Desk: setting.Open(t, l)}
	d.s = d.Session
	d.reader = reader.New(d.s, reader.Actions{
		ClaimThis:         func(q appraisal.Quote) { d.claimed = append(d.claimed, q) },
		QuoteForAppraisal: func(q appraisal.Quote) { d.quoted = append(d.quoted, q) },
		OpenClaim:         func(uid string) { d.opened = uid },
		OpenRow:           func(p session.Place) { d.row = p },
		OpenArticle:       func(string) {},
		Attach:            func(string) {},
		Say:               func(s string) { d.said = s },
	})
	d.Show(d.reader.Object())
	return d
}

func openPDF(t testing.TB) *desk {
	t.Helper()
	d := open(t, setting.Look{Width: 900, Height: 700})
	d.reader.OpenFiles([]string{article.File(t, "solvarin.pdf", article.PDF(t))})
	uitest.Settle(d.Canvas)
	return d
}

// pick finds words and selects them with the keyboard.
func (d *desk) pick(words string) {
	d.Helper()
	d.reader.Find()
	uitest.Press(d.Canvas, "Ctrl+A")
	uitest.Type(d.Canvas, words)
	uitest.Press(d.Canvas, "Escape")
}

func (d *desk) documents() []appraisal.Document {
	d.Helper()
	all, err := d.s.Lib.Documents(context.Background())
	if err != nil {
		d.Fatal(err)
	}
	return all
}

func (d *desk) here() appraisal.Document {
	d.Helper()
	x, err := d.s.Lib.Document(context.Background(), d.s.Place().UID)
	if err != nil {
		d.Fatal(err)
	}
	return x
}

func TestAPDFIsStoredWithItsTextDrawnAndOneUndoTakesItAway(t *testing.T) {
	d := openPDF(t)
	before := len(d.documents())
	x := d.here()
	if x.Title != article.Title || x.FileName != "solvarin.pdf" || x.Kind != "article" {
		t.Errorf("stored %+v", x)
	}
	d.MustSee(article.Title+" (PDF, 3 pages)", "page 1 of 3")
	data, err := d.s.Lib.File(context.Background(), x.File)
	if err != nil || db.HashOf(data) != x.File {
		t.Errorf("the file is not kept: %v", err)
	}
	drawn := 0
	for _, s := range uitest.Look(d.Canvas) {
		if img, ok := s.Object.(*canvas.Image); ok && img.Image != nil && img.Image.Bounds().Dx() > 300 {
			drawn++
		}
	}
	if drawn == 0 {
		t.Error("no page is drawn")
	}
	d.Undo()
	if now := len(d.documents()); now != before-1 {
		t.Errorf("after undo there are %d documents, there were %d with it", now, before)
	}
}

func TestTheSameFileIsNotStoredTwice(t *testing.T) {
	d := open(t, setting.Look{Width: 900, Height: 700})
	data := article.PDF(t)
	d.reader.OpenFiles([]string{article.File(t, "solvarin.pdf", data)})
	uid, n := d.s.Place().UID, len(d.documents())
	d.Go(session.Place{Kind: session.ClaimPlace, UID: d.Claim("Robust").UID})
	d.reader.OpenFiles([]string{article.File(t, "another name.pdf", data)})
	if d.s.Place().UID != uid || len(d.documents()) != n {
		t.Errorf("at %+v with %d documents, want %s with %d", d.s.Place(), len(d.documents()), uid, n)
	}
	if !strings.Contains(d.said, "in the library already") {
		t.Errorf("said %q", d.said)
	}
}

func TestASentenceOverALineEndBecomesAClaimWithItsPlace(t *testing.T) {
	d := openPDF(t)
	d.pick("a single infusion of solvarin")
	uitest.Type(d.Canvas, "s") // the whole sentence
	uitest.Press(d.Canvas, "Ctrl+C")
	if got := fyne.CurrentApp().Clipboard().Content(); got != article.Sentence {
		t.Errorf("copied %q\nwant   %q", got, article.Sentence)
	}
	uitest.Type(d.Canvas, "c")
	if len(d.claimed) != 1 {
		t.Fatalf("%d claims were asked for", len(d.claimed))
	}
	q := d.claimed[0]
	if q.DocumentUID != d.s.Place().UID || q.Page != 2 || q.Locator != "p. 2" || !strings.HasPrefix(q.Exact, "A single infusion") || !strings.HasSuffix(q.Exact, "two weeks.") {
		t.Errorf("the quote is %+v", q)
	}
	uitest.Type(d.Canvas, "q")
	if len(d.quoted) != 1 || d.quoted[0] != q {
		t.Errorf("quoted %+v", d.quoted)
	}
	d.MustNotSee("Claim this") // it was just done
	uitest.Type(d.Canvas, "s")
	uitest.TapText(t, d.Canvas, "Claim this") // the bubble does the same
	if len(d.claimed) != 2 || d.claimed[1] != q {
		t.Errorf("claimed %+v", d.claimed)
	}
}

func TestWordsAreFoundAndWalkedThrough(t *testing.T) {
	d := openPDF(t)
	d.reader.Find()
	uitest.Type(d.Canvas, "INFUSION")
	d.MustSee("match 1 of 5")
	uitest.Press(d.Canvas, "Return", "Return", "Return")
	d.MustSee("match 4 of 5", "page 2 of 3")
	uitest.Press(d.Canvas, "Shift+Return")
	d.MustSee("match 3 of 5")
	uitest.Press(d.Canvas, "Ctrl+A")
	uitest.Type(d.Canvas, "nowhere")
	d.MustSee("not in the text")
	uitest.Press(d.Canvas, "Ctrl+A")
	uitest.Type(d.Canvas, "randomised")
	d.MustSee("match 1 of 1")
	uitest.Press(d.Canvas, "Escape")
	d.MustNotSee("match 1 of 1")
}

func TestClaimsAndQuotesAreMarkedAndOpenWhatTheyStandFor(t *testing.T) {
	d := openPDF(t)
	place := d.s.Place()
	d.pick("lasting treatment")
	uitest.Type(d.Canvas, "sc")
	q := d.claimed[0]
	var claim string
	d.s.Edit("New claim", func(b *db.Batch) error {
		claim = b.PutClaim(appraisal.Claim{DocumentUID: q.DocumentUID, Kind: appraisal.KindNoTrial, Label: "Lasting", Text: "It lasts.", Wording: q.Exact, Anchor: q.Anchor})
		return nil
	}, nil)
	d.Go(session.Place{Kind: session.ClaimPlace, UID: claim})
	d.Go(session.Place{Kind: session.ReaderPlace, UID: place.UID, Show: claim})
	d.MustSee("page 2 of 3")
	if d.said != "Copied." && d.said != "" {
		t.Errorf("said %q", d.said)
	}
	if v := d.view(claim); v.Lost[claim] {
		t.Error("the claim counts as lost")
	}
	// Another file in place of this one: the claim stays and is said not to match.
	other := article.File(t, "other.txt", []byte("Another text altogether.\n\nWith two paragraphs."))
	d.reader.AttachFile(place.UID, other)
	uitest.Settle(d.Canvas)
	d.MustSee("1 claim or quote does not match the text any more.")
	uitest.TapText(t, d.Canvas, "Show")
	d.MustSee("Words that do not match the text", "Claim: Lasting")
	uitest.TapText(t, d.Canvas, "Claim: Lasting")
	if d.opened != claim {
		t.Errorf("opened %q, want the claim", d.opened)
	}
	if v := d.view(claim); !v.Lost[claim] {
		t.Error("the claim does not count as lost")
	}
}

func (d *desk) view(claim string) (v session.View) {
	d.Helper()
	d.s.LoadClaim("test", claim, func(got session.View, err error) {
		if err != nil {
			d.Fatal(err)
		}
		v = got
	})
	return v
}

func TestAttachingAFileFindsTheClaimsThatStandInIt(t *testing.T) {
	d := open(t, setting.Look{Width: 900, Height: 700})
	var doc string
	d.s.Edit("New", func(b *db.Batch) error {
		doc = b.PutDocument(appraisal.Document{Kind: "article", Title: "Known before"})
		for label, wording := range map[string]string{"There": article.Other, "Paraphrased": "Blinding was impossible."} {
			b.PutClaim(appraisal.Claim{DocumentUID: doc, Kind: appraisal.KindNoTrial, Label: label, Text: label, Wording: wording})
		}
		return nil
	}, nil)
	d.Go(session.Place{Kind: session.ReaderPlace, UID: doc})
	d.MustSee("The text of this article is not in the library", "Attach the file…")
	d.reader.AttachFile(doc, article.File(t, "x.html", []byte(article.HTML())))
	uitest.Settle(d.Canvas)
	d.MustSee("Known before (HTML)", "Four trials have compared")
	if want := "1 of its 2 claims were found"; !strings.HasPrefix(d.said, want) {
		t.Errorf("said %q, want %q", d.said, want)
	}
	all, _ := d.s.Lib.Claims(context.Background())
	for _, c := range all {
		if c.DocumentUID == doc && (c.Anchor.Page > 0) != (c.Label == "There") {
			t.Errorf("%q is anchored at page %d", c.Label, c.Anchor.Page)
		}
	}
	d.MustNotSee("does not match") // what was paraphrased never did
}

func TestAFileOfAnArticleThatTheLibraryKnowsIsOfferedToIt(t *testing.T) {
	d := open(t, setting.Look{Width: 900, Height: 700})
	var doc string
	d.s.Edit("New", func(b *db.Batch) error {
		doc = b.PutDocument(appraisal.Document{Kind: "article", Title: "Solvarin in the Long Run: A Critical Perspective.", Author: "Nina Berg"})
		return nil
	}, nil)
	n := len(d.documents())
	path := article.File(t, "solvarin.pdf", article.PDF(t))
	d.reader.OpenFiles([]string{path})
	d.MustSee("Is this an article of the library?", "Attach it to “Solvarin in the Long Run")
	uitest.Press(d.Canvas, "Escape")
	if len(d.documents()) != n || d.s.Place().Kind == session.ReaderPlace {
		t.Error("something was stored without an answer")
	}
	d.reader.OpenFiles([]string{path})
	uitest.Press(d.Canvas, "Return")
	if x := d.here(); x.UID != doc || x.File == "" || x.Author != "Nina Berg" || len(d.documents()) != n {
		t.Errorf("the article is %+v, with %d documents instead of %d", x, len(d.documents()), n)
	}
}

func TestInTheRunningWindowPagesAreDrawnBesideItAndOnlyThoseInView(t *testing.T) {
	d := open(t, setting.Look{Width: 900, Height: 700, Queued: true})
	d.reader.OpenFiles([]string{article.File(t, "solvarin.pdf", article.PDF(t))})
	drawn := func() (n int) {
		for _, s := range uitest.Look(d.Canvas) {
			if img, ok := s.Object.(*canvas.Image); ok && img.Image != nil && img.Image.Bounds().Dx() > 300 {
				n++
			}
		}
		return n
	}
	d.Await("the first page drawn", func() bool { return drawn() > 0 })
	d.MustSee("page 1 of 3")
	uitest.Type(d.Canvas, "nn")
	d.Await("the last page drawn", func() bool { return d.Sees("page 3 of 3") && drawn() > 0 && work.Idle() })
	d.Go(session.Place{Kind: session.ClaimPlace, UID: d.Claim("Robust").UID})
	d.s.Back()
	d.Await("the page drawn again", func() bool { return d.Sees("page 3 of 3") && drawn() > 0 && work.Idle() })
}

func TestAPastedTextIsReadAtOnce(t *testing.T) {
	d := open(t, setting.Look{Width: 900, Height: 700})
	d.reader.Paste("")
	uitest.Press(d.Canvas, "Ctrl+Return")
	d.MustSee("The article has no title.")
	uitest.Type(d.Canvas, "From a letter\t")
	uitest.Press(d.Canvas, "Ctrl+Return")
	d.MustSee("There is no text yet.")
	fyne.CurrentApp().Clipboard().SetContent(article.Text())
	uitest.Press(d.Canvas, "Ctrl+V", "Ctrl+Return")
	d.MustSee("From a letter (text)", "Solvarin came into the clinics")
	d.pick("guessing")
	uitest.Type(d.Canvas, "sc")
	if len(d.claimed) != 1 || d.claimed[0].Exact != article.Other || d.claimed[0].Locator != "paragraph 2" {
		t.Errorf("claimed %+v", d.claimed)
	}
}

func TestWhatCannotBeReadIsSaidAndNothingIsStored(t *testing.T) {
	d := open(t, setting.Look{Width: 900, Height: 700})
	before := len(d.documents())
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"empty.pdf":   {nil, "The file is empty"},
		"picture.png": {[]byte("\x89PNG\r\n\x1a\n0000"), "The file is a picture"},
		"cut.pdf":     {article.PDF(t)[:900], "PDF"},
	} {
		d.reader.OpenFiles([]string{article.File(t, name, c.data)})
		d.MustSee(fmt.Sprintf("“%s” was not opened", name), c.says)
		uitest.Press(d.Canvas, "Escape")
	}
	d.reader.OpenFiles([]string{filepath.Join(t.TempDir(), "gone.pdf")})
	d.MustSee("The file could not be read")
	uitest.Press(d.Canvas, "Escape")
	if len(d.documents()) != before {
		t.Error("something was stored")
	}
}

func TestTheReaderReopensWhereItWasLeft(t *testing.T) {
	d := openPDF(t)
	uitest.Type(d.Canvas, "nn")
	d.MustSee("page 3 of 3")
	uid := d.s.Place().UID
	if p := d.s.Place(); p.Page != 3 {
		t.Errorf("the place is %+v", p)
	}
	d.Go(session.Place{Kind: session.ClaimPlace, UID: d.Claim("Robust").UID})
	d.s.Back()
	uitest.Settle(d.Canvas)
	d.MustSee("page 3 of 3")
	if scroll, page := d.reader.Left(uid); page != 3 || scroll == 0 {
		t.Errorf("left at page %d, %v", page, scroll)
	}
	again := reader.New(d.s, reader.Actions{Say: func(string) {}})
	d.Show(again.Object())
	d.MustSee("page 3 of 3")
	if got := d.reader.Recent(); len(got) != 1 || got[0] != uid {
		t.Errorf("recent are %v", got)
	}
}

func TestBackReturnsToTheLineThatWasRead(t *testing.T) {
	d := openPDF(t)
	top := func() float32 {
		for _, s := range uitest.Look(d.Canvas) {
			if img, ok := s.Object.(*canvas.Image); ok && img.Image != nil && img.Image.Bounds().Dx() > 300 {
				return fyne.CurrentApp().Driver().AbsolutePositionForObject(img).Y
			}
		}
		t.Fatal("no page is drawn")
		return 0
	}
	uitest.Press(d.Canvas, "Down", "Down", "Down", "Down", "Down")
	uitest.Settle(d.Canvas)
	want := top()
	d.Go(session.Place{Kind: session.ClaimPlace, UID: d.Claim("Robust").UID})
	d.s.Back()
	uitest.Settle(d.Canvas)
	if got := top(); got < want-1 || got > want+1 {
		t.Errorf("the page is at %v, it was at %v", got, want)
	}
}

func TestAFileThatIsRefusedDoesNotKeepTheNextFromBeingOpened(t *testing.T) {
	d := open(t, setting.Look{Width: 900, Height: 700})
	d.reader.OpenFiles([]string{article.File(t, "empty.pdf", nil), article.File(t, "letter.txt", []byte(article.Text()))})
	d.MustSee("“empty.pdf” was not opened")
	uitest.Press(d.Canvas, "Escape")
	d.MustSee("letter (text)", "Solvarin came into the clinics")
}

func TestPagesWithoutWordsAreToldOfOnce(t *testing.T) {
	d := open(t, setting.Look{Width: 900, Height: 700})
	p := fpdf.New("P", "pt", "A4", "")
	p.AddPage()
	p.Rect(100, 100, 200, 200, "F")
	var data bytes.Buffer
	if err := p.Output(&data); err != nil {
		t.Fatal(err)
	}
	d.reader.OpenFiles([]string{article.File(t, "scan.pdf", data.Bytes())})
	d.MustSee("No words could be read from this file")
	d.MustNotSee("The PDF has no text")
}

// TestShots writes pictures into the folder named by CLAIMGRADE_SHOTS, for a person to look at.
func TestShots(t *testing.T) {
	dir := os.Getenv("CLAIMGRADE_SHOTS")
	if dir == "" {
		t.Skip("set CLAIMGRADE_SHOTS to a folder to get pictures")
	}
	for name, mode := range map[string]theme.Mode{"light": theme.Light, "dark": theme.Dark} {
		d := open(t, setting.Look{Mode: mode, Width: 1000, Height: 760})
		d.reader.OpenFiles([]string{article.File(t, "solvarin.pdf", article.PDF(t))})
		d.pick("guessing")
		uitest.Type(d.Canvas, "s")
		uitest.Settle(d.Canvas)
		uitest.Save(t, filepath.Join(dir, "reader-"+name+".png"), d.Canvas.Capture())
	}
}
