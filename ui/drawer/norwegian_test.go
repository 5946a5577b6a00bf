package drawer_test

import (
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/tr"
)

func inNorwegian(t testing.TB, d appraisal.Domain) *appraising {
	t.Helper()
	a := open(t, desk.Look{Language: tr.Norwegian})
	a.GoToRow(claim, murrough, d)
	return a
}

func TestATrialIsJudgedInNorwegian(t *testing.T) {
	a := inNorwegian(t, appraisal.SampleSize)
	a.MustSee("Ikke bedømt ennå. Til da teller forslaget, og dommen er foreløpig.", "Fakta som er brukt", "Utvalg")
	a.TapBelow("Din bedømmelse", "Høy")
	a.MustSee("Samsvarer med forslaget.", "Trekk bedømmelsen tilbake")
	a.TapBelow("Din bedømmelse", "Lav")
	a.MustSee("Hvorfor er bedømmelsen din en annen?", "De registrerte faktaene foreslår Høy (S-4). Du bedømmer Lav.")
	a.Press("Ctrl+Return")
	a.MustSee("Skriv hvorfor, eller avbryt for å la bedømmelsen være som den var.")
	a.Type("Et utfall ingen kan overse.")
	a.Press("Ctrl+Return")
	if got := a.stored(appraisal.SampleSize); got.Judgement != appraisal.Low || got.Reason != "Et utfall ingen kan overse." {
		t.Errorf("stored %+v", got)
	}
	a.MustSee("Overprøver forslaget (Høy, S-4).")
	if got := a.UndoName(); got != "Bedømmelse av Murrough 2013, utvalgsstørrelse" {
		t.Errorf("undo is called %q", got)
	}
}

func TestAnswersAndTheDirectionOfBiasAreGivenInNorwegian(t *testing.T) {
	a := inNorwegian(t, appraisal.Blinding)
	a.Choose("Trolig retning på skjevheten", "Mot kontrollen")
	if got := a.stored(appraisal.Blinding); got.BiasDirection != appraisal.TowardsControl {
		t.Errorf("stored the direction %q", got.BiasDirection)
	}
	a.Tap("Bekreft svaret")
	if got := a.stored(appraisal.Blinding); len(got.Answers) != 1 {
		t.Errorf("stored the answers %v", got.Answers)
	}
	a.MustSee("Bekreftet av deg")
	a.Tap("Legg til et sitat…")
	a.Press("Ctrl+Return")
	a.MustSee("Lim inn kildens ord, eller avbryt.")
	a.Type("double-blind")
	a.Press("Ctrl+Return")
	a.MustSee("«double-blind»", "sted ikke oppgitt")
}

func TestNothingOfTheDrawerIsLeftInEnglish(t *testing.T) {
	a := inNorwegian(t, appraisal.Blinding)
	for _, d := range appraisal.Domains {
		a.drawer.SetDomain(d)
		uitest.Settle(a.Canvas)
		said := " " + strings.Join(uitest.Words(a.Canvas), "\n") + " "
		for _, english := range []string{" suggest", "Unchecked", "Checked", " of the ", "judged", "Rule ", "Some concerns", "Not reported", "randomised,", "recorded"} {
			if at := strings.Index(said, english); at >= 0 && !strings.Contains(said[max(at-60, 0):at], "·") { // a note or a place in a source
				t.Errorf("%s: %q is English in %q", d, english, said[max(at-60, 0):min(at+60, len(said))])
			}
		}
	}
}
