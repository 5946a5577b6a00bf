package linking_test

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/linking"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
)

func TestATrialIsLinkedInNorwegian(t *testing.T) {
	const relation, reason = "Hva resultatet gjør med påstanden", "Hvorfor forholdet er et annet enn det utledede"
	j := &joining{Desk: desk.Open(t, desk.Look{Language: tr.Norwegian})}
	j.linking = linking.New(j.Session, j.Canvas)
	j.Show(widgets.Body("Vinduet under"))
	j.claim = j.GoToClaim("Robust")
	j.before = len(j.linked())
	j.linking.Link(j.claim.UID)
	j.MustSee("Koble til en studie", "koblet fra før", "Parallell", "n = ")
	j.Type("aspire ii")
	j.Press("Return")
	j.MustSee("Kobling til Ionescu 2021 (ASPIRE II)", "utelukker 0")
	if got := j.Value(relation); got != "Støtter, slik det er utledet fra intervallet" {
		t.Errorf("the relation starts as %q", got)
	}
	j.Choose(relation, "Taler imot")
	j.refused("Intervallet sier «Støtter», du sier «Taler imot». Skriv hvorfor, eller godta det utledede forholdet.")
	j.Retype(reason, "En spray, ikke en infusjon.")
	j.Choose("Hvor godt studien passer til påstanden", "Noe avvik")
	j.Press("Ctrl+Return")
	if got := j.made(); got.Relation != appraisal.Contradicts || got.Reason != "En spray, ikke en infusjon." || got.PICO != appraisal.PICOSome {
		t.Errorf("stored %+v", got)
	}
	if got := j.UndoName(); got != "Kobling til Ionescu 2021 (ASPIRE II)" {
		t.Errorf("undo is called %q", got)
	}
}
