package projector_test

import (
	"strings"
	"testing"

	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/projector"
	"claimgrade/ui/tr"

	"fyne.io/fyne/v2"
)

func TestMain(m *testing.M) { desk.Main(m) }

func TestAClaimIsToldToANorwegianRoom(t *testing.T) {
	d := desk.Open(t, desk.Look{Width: 1280, Height: 720, Language: tr.Norwegian})
	c := d.GoToClaim("Robust")
	windows := fyne.CurrentApp().Driver().AllWindows()
	p := projector.New(d.Session, windows[len(windows)-1], projector.Actions{})
	p.Show(c.UID, "")
	for i, want := range []string{"Påstanden som bedømmes", "Blinding", "Utvalgsstørrelse", "Oppfølging", "Frafall", "Overdrevet", "For å heve den", "Hva studiene gir grunnlag for å si"} {
		said := strings.Join(uitest.Words(d.Canvas), "\n")
		if !strings.Contains(said, want) {
			t.Errorf("step %d does not say %q: %q", i+1, want, said)
		}
		for _, english := range []string{"Some concerns", "Overstated", "certainty", "variations", "not pooled", "leave"} {
			if strings.Contains(said, english) {
				t.Errorf("step %d says %q in English: %q", i+1, english, said)
			}
		}
		d.Press("Right")
	}
	d.Press("Escape")
	if p.Shown() {
		t.Error("Esc did not leave the projector view")
	}
}
