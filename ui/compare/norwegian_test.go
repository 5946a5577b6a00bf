package compare_test

import (
	"strings"
	"testing"

	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/internal/uitest/desk"
	"claimgrade/ui/tr"
)

func TestTwoClaimsAreComparedInNorwegian(t *testing.T) {
	r := open(t, desk.Look{Language: tr.Norwegian})
	r.compare.Ask(r.Claim("Rapid").UID)
	r.MustSee("Sammenlign med en annen påstand", "felles")
	r.Type("robust")
	r.Press("Return")
	r.MustSee("To påstander side om side", "Del for del", "Styrke i ordlyden", "≠ ulikt", "Der veiene til dommene skilles", "Studier")
	said := strings.Join(uitest.Words(r.Canvas), "\n")
	for _, english := range []string{"Overstated", "Some concerns", "linked to both", "differs", "Emphatic", "not stated", "certainty"} {
		if strings.Contains(said, english) {
			t.Errorf("%q is English", english)
		}
	}
}
