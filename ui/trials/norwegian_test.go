package trials_test

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/tr"
)

func inNorwegian(t testing.TB) *desk {
	t.Helper()
	d := open(t, look{Language: tr.Norwegian})
	d.goTo(murrough)
	return d
}

func TestATrialIsCorrectedInNorwegianWithADecimalComma(t *testing.T) {
	d := inNorwegian(t)
	d.mustSee("Spørsmål")
	d.mustSee("Deltakerne blindet")
	d.mustSee("ikke kontrollert")
	d.tap("MADRS, day 1")
	d.retype("Estimat", "−8,2")
	if got, _ := resultFact(d, "MADRS, day 1", appraisal.FieldEstimate); got.Value != "-8.2" {
		t.Errorf("stored the estimate %q", got.Value)
	}
	d.focus("Standardfeil")
	if got := d.value("Estimat"); got != "-8,2" {
		t.Errorf("the estimate comes back as %q", got)
	}
	d.mustSee("MD −8,2 (−")
	d.retype("Standardfeil", "2,4x")
	d.focus("Estimat")
	d.mustSee("blir stående")
	d.retype("Standardfeil", "2,4")
	if got, _ := resultFact(d, "MADRS, day 1", appraisal.FieldSE); got.Value != "2.4" {
		t.Errorf("stored the standard error %q", got.Value)
	}
}

func TestTimesAndChoicesOfATrialAreGivenInNorwegian(t *testing.T) {
	d := inNorwegian(t)
	for _, c := range []struct{ typed, stored, shown string }{
		{"1,5 uker", "10.5", "10,5"}, {"2 timer", "0.0833", "2 timer"}, {"40 minutter", "0.0278", "40 minutter"}, {"7", "7", "7"},
	} {
		d.retype("Kontrollert fase", c.typed)
		if got, _ := d.fact(appraisal.FieldControlled); got.Value != c.stored {
			t.Errorf("%q is stored as %q, want %q", c.typed, got.Value, c.stored)
		}
		d.focus("Samlet oppfølging")
		if got := d.value("Kontrollert fase"); got != c.shown {
			t.Errorf("%q comes back as %q, want %q", c.typed, got, c.shown)
		}
	}
	d.choose("Design", "Overkrysning")
	if got, _ := d.fact(appraisal.FieldDesign); got.Value != "crossover" {
		t.Errorf("stored the design %q", got.Value)
	}
	d.choose("Analytikerne blindet", "Ikke rapportert")
	if got, ok := d.fact(appraisal.FieldAnalysts); !ok || got.Status != appraisal.StatusNotStated {
		t.Errorf("stored %+v", got)
	}
	d.choose("Analytikerne blindet", "Ikke hentet ut")
	if got, ok := d.fact(appraisal.FieldAnalysts); ok {
		t.Errorf("there still is %+v", got)
	}
	d.retype("Randomisert, totalt", "x7")
	d.mustSee("«73» blir stående.")
}
