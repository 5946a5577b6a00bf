package projector

import "testing"

func TestNamesOfReviewersAreTakenOutOfTexts(t *testing.T) {
	h := newHider([]string{"Hanne Olsen", "Åse Østby", "Bo Li"})
	for text, want := range map[string]string{
		"Agreed with Hanne Olsen.":           "Agreed with a reviewer.",
		"Hanne saw it; Olsen did not.":       "a reviewer saw it; a reviewer did not.",
		"Åse, Hanne":                         "a reviewer, a reviewer",
		"as Bo Li judges":                    "as a reviewer judges",
		"Low by Østby's count":               "Low by a reviewer's count",
		"A bolide: Li is lithium, so it is.": "A bolide: Li is lithium, so it is.",
		"Olsenberg 2013":                     "Olsenberg 2013",
		"Nobody is named.":                   "Nobody is named.",
	} {
		if got := h.hide(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	if got := newHider(nil).hide("Hanne Olsen"); got != "Hanne Olsen" {
		t.Errorf("without reviewers %q", got)
	}
}
