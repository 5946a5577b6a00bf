package articles_test

import (
	"testing"

	"claimgrade/ui/articles"
	setting "claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
)

func TestAnArticleIsReadAndCorrectedInNorwegian(t *testing.T) {
	d := &desk{Desk: setting.Open(t, setting.Look{Width: 1000, Height: 3000, Language: tr.Norwegian})}
	d.s, d.canvas = d.Session, d.Canvas
	d.articles = articles.New(d.s, articles.Actions{NewClaim: func(uid string) { d.claimFor = uid }})
	d.Show(d.articles.Object())
	x := d.goTo(critical)
	d.mustSee("Forfatter", "Publisert i", "påstander", "Overdrevet", "Dom og tillit", "foreløpig")
	for _, english := range []string{"Overstated", "provisional", "Published in", "Delete article"} {
		d.MustNotSee(english)
	}
	why := ""
	for _, l := range setting.All[*widgets.Link](d.Desk) {
		if l.Text() == "Slett artikkelen" {
			why = l.Tip()
		}
	}
	if why != "Den har 32 påstander. Slett dem først." {
		t.Errorf("why the article cannot be deleted: %q", why)
	}
	d.Tap("Ny påstand i denne artikkelen…")
	if d.claimFor != x.UID {
		t.Errorf("a new claim was asked for article %q", d.claimFor)
	}
	d.Tap("Endre…")
	d.mustSee("Endre artikkelen", "Nettadresse")
	d.Retype("Dato", "mars 2026")
	d.Press("Ctrl+Return")
	d.mustSee("«mars 2026» er ikke en dato.")
	d.Retype("Dato", "2026-03")
	d.Press("Ctrl+Return")
	if now, _ := d.document(x.Title); now.Date != "2026-03" {
		t.Errorf("stored the date %q", now.Date)
	}
	if got := d.UndoName(); got[:len("Artikkelen ")] != "Artikkelen " {
		t.Errorf("undo is called %q", got)
	}
}
