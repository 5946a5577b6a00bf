package board_test

import (
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
)

func inNorwegian(t testing.TB, label string) *reading {
	t.Helper()
	r := open(t, desk.Look{Language: tr.Norwegian})
	r.GoToClaim(label)
	return r
}

// unfold opens everything that is folded.
func (r *reading) unfold() {
	for _, d := range desk.All[*widgets.Disclosure](r.Desk) {
		if !d.Open() {
			r.Canvas.Focus(d)
			r.Press("Return")
		}
	}
}

func TestTheBoardIsReadInNorwegian(t *testing.T) {
	r := inNorwegian(t, "Robust")
	r.unfold()
	r.MustSee("Overdrevet", "Hvorfor denne dommen (", "Ordlyd: ettertrykkelig", "Hva ville endre den?", "Ordlyd som studiene støtter",
		"Hva påstanden sier, og hva studiene gjorde", "Risiko for skjevhet", "Forskjell i MADRS (95 % KI)", "7,95 (3,20 til 12,71)")
	said := strings.Join(uitest.Words(r.Canvas), "\n")
	for _, english := range []string{"Overstated", "Some concerns", "Publication bias", "certainty", "judgements", "variations", "rules say", "Worded", "95 % CI", "Unchecked facts"} {
		if strings.Contains(said, english) {
			t.Errorf("%q is English", english)
		}
	}
}

func TestAStepIsOverruledInNorwegian(t *testing.T) {
	r := inNorwegian(t, "Robust")
	r.unfold()
	for _, b := range desk.All[*widgets.Button](r.Desk) {
		if b.Tip() == "Bestem noe annet enn reglene om dommen" {
			r.Canvas.Focus(b)
			r.Press("Return")
			break
		}
	}
	r.MustSee("Overprøving av dommen", "Reglene kommer til: overdrevet")
	r.Press("Ctrl+Return")
	r.MustSee("Velg hva det teller som, eller avbryt for å overlate det til reglene.")
	r.Tap("Delvis støttet")
	r.Press("Ctrl+Return")
	r.MustSee("Skriv hvorfor, eller avbryt for å overlate det til reglene.")
	r.Retype("Begrunnelse", "Studiene viser mer enn dette.")
	r.Press("Ctrl+Return")
	d := r.Dossier(r.Session.Place().UID)
	if len(d.Overrules) != 1 || d.Overrules[0].Step != appraisal.StepVerdict || d.Overrules[0].Value != string(appraisal.PartlySupported) {
		t.Errorf("stored %+v", d.Overrules)
	}
	r.MustSee("Delvis støttet", "Overprøvd: reglene sier Overdrevet")
	if got := r.UndoName(); got != "Overprøving av dommen" {
		t.Errorf("undo is called %q", got)
	}
}
