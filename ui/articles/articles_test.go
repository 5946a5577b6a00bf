package articles_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/db"
	"claimgrade/ui/articles"
	"claimgrade/ui/internal/uitest"
	setting "claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/session"
	"claimgrade/ui/theme"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"

	"fyne.io/fyne/v2"
)

func TestMain(m *testing.M) { setting.Main(m) }

// desk is the page of an article in a window over a library of its own.
type desk struct {
	*setting.Desk
	s        *session.Session
	articles *articles.Articles
	canvas   fyne.Canvas
	opened   string // the claim that was asked for
	claimFor string // the article for which a new claim was asked
}

func open(t testing.TB, mode theme.Mode, width, height float32) *desk {
	t.Helper()
	d := &desk{Desk: setting.Open(t, setting.Look{Mode: mode, Width: width, Height: height})}
	d.s, d.canvas = d.Session, d.Canvas
	d.articles = articles.New(d.s, articles.Actions{
		OpenClaim: func(uid string) { d.opened = uid }, NewClaim: func(uid string) { d.claimFor = uid }})
	d.Show(d.articles.Object())
	return d
}

// document reads a document from the file by the beginning of its title.
func (d *desk) document(title string) (appraisal.Document, bool) {
	d.Helper()
	all, err := d.s.Lib.Documents(context.Background())
	if err != nil {
		d.Fatal(err)
	}
	i := slices.IndexFunc(all, func(x appraisal.Document) bool { return strings.HasPrefix(x.Title, title) })
	if i < 0 {
		return appraisal.Document{}, false
	}
	return all[i], true
}

func (d *desk) goTo(title string) appraisal.Document {
	d.Helper()
	x, ok := d.document(title)
	if !ok {
		d.Fatalf("no article %q", title)
	}
	d.s.Go(session.Place{Kind: session.ArticlePlace, UID: x.UID})
	uitest.Settle(d.canvas)
	return x
}

func (d *desk) mustSee(words ...string) { d.Helper(); d.MustSee(words...) }

const critical = "Ketamine for depression"

func TestAnArticleShowsWhatItIsAndItsClaimsWithTheirVerdicts(t *testing.T) {
	d := open(t, theme.Light, 1000, 3000)
	x := d.goTo(critical)
	d.mustSee(x.Title, x.Author, x.Outlet, x.Date, x.DOI, x.Note)
	var claims []session.ClaimItem
	d.s.LoadOverview(func(o session.Overview, err error) {
		for _, c := range o.Claims {
			if c.DocumentUID == x.UID {
				claims = append(claims, c)
			}
		}
	})
	if len(claims) < 5 {
		t.Fatalf("only %d claims to show", len(claims))
	}
	seen := uitest.Words(d.canvas)
	for _, c := range claims {
		at := slices.Index(seen, c.Label)
		if at < 0 {
			t.Fatalf("the claim %q is not listed", c.Label)
		}
		rest := seen[at+2:] // the link and its words come both
		if rest[0] != c.Text || c.Verdict != "" && !strings.HasPrefix(rest[1], words.Verdict(c.Verdict)) {
			t.Errorf("%q is followed by %q, want its text and %q", c.Label, rest[:2], words.Verdict(c.Verdict))
		}
	}
	uitest.TapText(t, d.canvas, claims[0].Label)
	if d.opened != claims[0].UID {
		t.Errorf("opened claim %q, want %q", d.opened, claims[0].UID)
	}
	uitest.TapText(t, d.canvas, "New claim in this article…")
	if d.claimFor != x.UID {
		t.Errorf("a new claim was asked for article %q", d.claimFor)
	}
}

func TestEditedMetadataIsStoredAndShown(t *testing.T) {
	d := open(t, theme.Light, 1000, 2000)
	x := d.goTo(critical)
	uitest.TapText(t, d.canvas, "Edit…")
	uitest.Press(d.canvas, "Ctrl+A")
	uitest.Type(d.canvas, "A critical\tlook")
	for range 3 { // to the date
		uitest.Press(d.canvas, "Tab")
	}
	uitest.Press(d.canvas, "Ctrl+A")
	uitest.Type(d.canvas, "March 2026")
	uitest.Press(d.canvas, "Ctrl+Return")
	d.mustSee("“March 2026” is not a date.")
	if now, _ := d.document(x.Title); !reflect.DeepEqual(now, x) {
		t.Fatalf("a refused form stored %+v", now)
	}
	uitest.Press(d.canvas, "Ctrl+A")
	uitest.Type(d.canvas, "2026-03")
	uitest.Press(d.canvas, "Tab", "Ctrl+A")
	uitest.Type(d.canvas, "https://doi.org/10.1/x")
	uitest.Press(d.canvas, "Ctrl+Return")
	want := x
	want.Title, want.Date, want.DOI = "A critical look", "2026-03", "10.1/x"
	if now, _ := d.document("A critical look"); !reflect.DeepEqual(now, want) {
		t.Errorf("stored %+v\nwant   %+v", now, want)
	}
	d.mustSee("A critical look", "2026-03", "10.1/x")
}

func TestOnlyAnArticleWithoutClaimsCanBeDeletedAndUndoBringsItBack(t *testing.T) {
	d := open(t, theme.Light, 1000, 2000)
	d.goTo(critical)
	uitest.TapText(t, d.canvas, "Delete article")
	d.mustSee("Edit…") // no dialog has opened
	why := ""
	for _, s := range uitest.Look(d.canvas) {
		if l, ok := s.Object.(*widgets.Link); ok && l.Text() == "Delete article" {
			why = l.Tip()
		}
	}
	if !strings.Contains(why, "Delete them first") {
		t.Errorf("the disabled control says %q", why)
	}

	d.articles.NewArticle()
	uitest.Press(d.canvas, "Ctrl+Return")
	d.mustSee("The article has no title.")
	uitest.Type(d.canvas, "A new leaf")
	uitest.Press(d.canvas, "Ctrl+Return")
	d.mustSee("A new leaf", "No claims yet")
	made, ok := d.document("A new leaf")
	if !ok || made.Kind != "article" || d.s.Place().UID != made.UID {
		t.Fatalf("made %+v; the reader is at %+v", made, d.s.Place())
	}
	uitest.TapText(t, d.canvas, "Delete article")
	if _, ok := d.document("A new leaf"); ok {
		t.Fatal("the article is still there")
	}
	d.mustSee("no longer in the library")
	d.s.Undo(nil)
	if now, ok := d.document("A new leaf"); !ok || !reflect.DeepEqual(now, made) {
		t.Errorf("undo brought back %+v, want %+v", now, made)
	}
	d.mustSee("No claims yet")
}

func TestANewClaimAppearsOnThePage(t *testing.T) {
	d := open(t, theme.Light, 1000, 3000)
	x := d.goTo(critical)
	d.s.Edit("New claim", func(b *db.Batch) error {
		b.PutClaim(appraisal.Claim{DocumentUID: x.UID, Kind: appraisal.KindNoTrial, Label: "Many take it", Text: "Many people take ketamine."})
		return nil
	}, nil)
	uitest.Settle(d.canvas)
	d.mustSee("Many take it", "Many people take ketamine.", words.Verdict(appraisal.NotTrialQuestion))
}

// TestShots writes pictures of the page into the folder named by CLAIMGRADE_SHOTS, for a person to look at.
func TestShots(t *testing.T) {
	dir := os.Getenv("CLAIMGRADE_SHOTS")
	if dir == "" {
		t.Skip("set CLAIMGRADE_SHOTS to a folder to get pictures of the page")
	}
	for name, mode := range map[string]theme.Mode{"light": theme.Light, "dark": theme.Dark} {
		for _, width := range []float32{640, 1200} {
			t.Run(fmt.Sprintf("%s-%.0f", name, width), func(t *testing.T) {
				d := open(t, mode, width, 1400)
				save := func(what string) {
					uitest.Settle(d.canvas)
					uitest.Save(t, filepath.Join(dir, fmt.Sprintf("article-%s-%s-%.0f.png", what, name, width)), d.canvas.Capture())
				}
				d.goTo("Ketamine for Depression: Much")
				save("starter")
				uitest.TapText(t, d.canvas, "Edit…")
				save("edit")
				uitest.Press(d.canvas, "Escape")
				d.s.Edit("New", func(b *db.Batch) error {
					d.s.Go(session.Place{Kind: session.ArticlePlace, UID: b.PutDocument(appraisal.Document{Kind: "article", Title: "A new leaf"})})
					return nil
				}, nil)
				save("empty")
			})
		}
	}
}

func TestANoteIsMarkedPrivateAndUndone(t *testing.T) {
	const private = "Private: leaves this library only when you say so"
	d := open(t, theme.Light, 1000, 3000)
	x := d.goTo(critical)
	if d.Sees("Note, private") {
		t.Error("a note of the starter library is said to be private")
	}
	for _, on := range []bool{true, false} {
		uitest.TapText(t, d.canvas, "Edit…")
		uitest.TapText(t, d.canvas, private)
		uitest.TapText(t, d.canvas, "Save")
		if got, _ := d.document(critical); got.NotePrivate != on || got.Note != x.Note || d.Sees("Note, private") != on {
			t.Errorf("private %v: stored %q, private: %v", on, got.Note, got.NotePrivate)
		}
	}
	d.s.Undo(nil)
	if got, _ := d.document(critical); !got.NotePrivate {
		t.Error("undo has not marked the note again")
	}
	d.mustSee("Note, private")
}
