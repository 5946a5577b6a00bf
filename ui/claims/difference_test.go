package claims_test

import (
	"strings"
	"testing"

	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
)

const onScale = "Ketamine lowered MADRS scores within 24 hours compared with midazolam."

// suggestsDifference is the number of the suggested difference, or "" where none is suggested.
func (w *writing) suggestsDifference() string {
	w.Helper()
	for _, l := range desk.All[*widgets.Link](w.Desk) {
		if l.Visible() && strings.HasPrefix(l.Text(), "Use (Alt+") && strings.Contains(l.Tip(), "(rule D-1)") {
			return strings.Trim(strings.TrimPrefix(l.Text(), "Use (Alt+"), ")")
		}
	}
	return ""
}

func TestTheDifferenceOfOtherClaimsOnTheScaleIsSuggestedWhileItsFieldsAreFolded(t *testing.T) {
	w := beside(t, desk.Look{})
	w.claims.CreateFrom(w.quote(onScale))
	w.MustNotSee(mid)
	w.MustSee("Suggested: smallest difference 3 (2 to 6), planning SD 10 · from the claim “", "of this library, Hengartner & Plöderl 2021: 3 to 6 points…")
	number := w.suggestsDifference()
	w.Press("Alt+" + number)
	w.MustSee(mid, "From the claim “")
	for label, want := range map[string]string{mid: "3", "Plausible, low": "2", "Plausible, high": "6", "Planning SD": "10"} {
		if got := w.Value(label); got != want {
			t.Errorf("%s is %q, want %q", label, got, want)
		}
	}
	if got := w.Value("Source of that difference"); !strings.HasPrefix(got, "Hengartner & Plöderl 2021: 3 to 6 points most accurate;") {
		t.Errorf("the source is %q", got)
	}
	w.Press("Alt+" + number)
	if got := w.Value(mid) + w.Value("Plausible, low") + w.Value("Planning SD") + w.Value("Source of that difference"); got != "" {
		t.Errorf("taken back, but there is %q", got)
	}
	w.Press("Alt+0")
	w.Retype(restated, "Ketamine lowers depression within a day.")
	w.save()
	e := w.here().Effect
	if e.MID == nil || *e.MID != 3 || *e.MIDLow != 2 || *e.MIDHigh != 6 || e.PlanningSD == nil || *e.PlanningSD != 10 || e.MIDSource == "" || e.Instrument != "MADRS" {
		t.Errorf("stored %+v", e)
	}
}

func TestTheSuggestedDifferenceFollowsScaleAndMeasure(t *testing.T) {
	w := open(t)
	w.claims.Create("")
	if w.suggestsDifference() != "" {
		t.Error("suggested without a scale")
	}
	w.Retype("Scale", "madrs")
	w.MustSee("Suggested: smallest difference 3 (2 to 6)")
	w.Retype("Scale", "CGI-S")
	w.MustSee("Suggested: smallest difference 0.5 (0.3 to 1), planning SD 1.2")
	w.Press("Alt+" + w.suggestsDifference())
	if got := w.Value(mid); got != "0.5" {
		t.Errorf("filled in %q", got)
	}
	w.Choose("Measure", "Risk difference")
	if w.suggestsDifference() != "" {
		t.Error("suggested in another unit")
	}
	if got := w.Value(mid); got != "0.5" {
		t.Errorf("what was confirmed is gone: %q", got)
	}
}

func TestTheSuggestedDifferenceSpeaksNorwegian(t *testing.T) {
	w := beside(t, desk.Look{Language: tr.Norwegian})
	w.claims.CreateFrom(w.quote(strings.Replace(onScale, "MADRS", "CGI-S", 1)))
	w.MustSee("Foreslått: minste forskjell 0,5 (0,3 til 1), SD i planleggingen 1,2 · fra påstanden «")
}
