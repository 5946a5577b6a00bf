package library_test

import (
	"testing"

	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/library"
	"claimgrade/ui/session"
	"claimgrade/ui/tr"
)

func TestMain(m *testing.M) { desk.Main(m) }

func TestTheListsAreReadFilteredAndNarrowedInNorwegian(t *testing.T) {
	d := desk.Open(t, desk.Look{Width: 420, Height: 900, Language: tr.Norwegian})
	cleared := false
	l := library.New(d.Session, library.Actions{ClearFilter: func() { cleared = true }})
	d.Session.LoadOverview(func(o session.Overview, err error) {
		if err != nil {
			t.Fatal(err)
		}
		l.Show(o)
	})
	d.Show(l.Object())
	all := len(l.Shown())
	d.MustSee("Påstander", "Studier", "Artikler", "Overdrevet", "påstander")
	d.MustNotSee("Overstated", "claims", "judged")

	d.Tap("Filter…")
	d.MustSee("Hvilke påstander som vises", "Fortsatt åpent", "Utvalgsstørrelse")
	d.Tap("Overdrevet")
	d.Press("Escape")
	if n := len(l.Shown()); n == 0 || n >= all {
		t.Errorf("narrowed to a verdict, %d of %d are listed", n, all)
	}
	d.MustSee(" av 53 påstander", "Overdrevet  ×")
	l.SetFilter("finnes ikke")
	d.MustSee("Filteret skjuler alle påstander", "Filteret viser bare påstander med dommen «Overdrevet», og der «finnes ikke» forekommer.")
	d.Tap("Fjern filteret")
	if !cleared {
		t.Error("the search field was not cleared")
	}
	l.ShowTab(1)
	d.MustSee("Ingen studie passer", "Ingenting her inneholder «finnes ikke».")
	l.SetFilter("overkrysning")
	if len(l.Shown()) == 0 {
		t.Error("no trial is found by the Norwegian word for its design")
	}
	d.MustSee("Overkrysning, n = ")
}
