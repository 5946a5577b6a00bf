package claims_test

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/claims"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
)

func inNorwegian(t testing.TB) *writing {
	t.Helper()
	w := &writing{Desk: desk.Open(t, desk.Look{Language: tr.Norwegian})}
	w.claims = claims.New(w.Session, w.Canvas)
	w.Show(widgets.Body("Vinduet under"))
	w.before = len(w.all())
	return w
}

func TestAClaimIsWrittenInNorwegianWithADecimalComma(t *testing.T) {
	const mid = "Minste forskjell som betyr noe"
	w := inNorwegian(t)
	w.claims.Create("")
	w.MustSee("Ny påstand", "Gjengitt i én setning", "Type påstand", "Lagre påstanden")
	w.Retype("Med artikkelens ord", "It may help.")
	w.MustSee("«may» står på listen over forsiktige ord. Det taler for «Forsiktig».")
	w.Retype("Gjengitt i én setning", "Ketamin virker innen et døgn.")
	w.Retype("Kort navn", "Innen et døgn")
	w.Choose("Hva den sier om behandlingen", "Nytte")
	w.Choose("Hva som måles", "Depresjonsgrad")
	w.Choose("Effektmål", "Standardisert")
	w.Choose("Hvor sterkt er det formulert?", "Forsiktig")
	w.Choose("Gjelder hvor lenge?", "Innen dager")
	w.Retype(mid, "1,5 poeng")
	w.refused(mid + ": «1,5 poeng» er ikke et tall. Skriv det som 3 eller 0,4.")
	w.Retype(mid, "1,5")
	w.Retype("Risiko uten behandling", "0,4")
	w.saved()
	c := w.here()
	e := c.Effect
	if e.MID == nil || *e.MID != 1.5 || e.ControlRisk == nil || *e.ControlRisk != 0.4 {
		t.Errorf("stored the numbers %v and %v", e.MID, e.ControlRisk)
	}
	if e.Kind != appraisal.Benefit || e.Construct != "depression severity" || e.Measure != appraisal.StdDifference ||
		e.Assertiveness != appraisal.Hedged || e.Horizon != appraisal.RapidDays {
		t.Errorf("the choices are stored as %+v", e)
	}
	w.claims.Edit(c.UID)
	if got := w.Value(mid); got != "1,5" {
		t.Errorf("the number comes back as %q", got)
	}
	w.Press("Escape")
}

func TestTheConditionsOfATallyAreReadInNorwegian(t *testing.T) {
	w := inNorwegian(t)
	c := w.Claim("Blinding rarely holds")
	n := len(c.Evidence.Frame)
	w.claims.Edit(c.UID)
	w.Tap("Legg til et vilkår")
	w.refused("er ufullstendig. Velg et faktum")
	labels, controls := w.Inputs()
	var selects []*widgets.Select
	var values []*widgets.Entry
	in := false
	for i, o := range controls {
		if labels[i] == "Sitert kilde" {
			break
		}
		in = in || labels[i] == "Studier den omtaler (ingen: de tilkoblede)"
		switch v := o.(type) {
		case *widgets.Select:
			if in {
				selects = append(selects, v)
			}
		case *widgets.Entry:
			if in {
				values = append(values, v)
			}
		}
	}
	w.pick(selects[len(selects)-2], "Design")
	w.pick(selects[len(selects)-1], "er én av")
	w.Canvas.Focus(values[len(values)-1])
	w.Type("parallell | randomisert seponering")
	w.saved()
	want := appraisal.Condition{Field: appraisal.FieldDesign, Op: "one-of", Value: "parallel|randomised-withdrawal"}
	if got := w.Claim(c.Label).Evidence.Frame; len(got) != n+1 || got[n] != want {
		t.Errorf("stored %+v", got)
	}
}
