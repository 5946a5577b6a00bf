package trials_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/theme"
)

var modes = map[string]theme.Mode{"light": theme.Light, "dark": theme.Dark}

// TestShots writes pictures of the page into the folder named by CLAIMGRADE_SHOTS, for a person to look at.
func TestShots(t *testing.T) {
	dir := os.Getenv("CLAIMGRADE_SHOTS")
	if dir == "" {
		t.Skip("set CLAIMGRADE_SHOTS to a folder to get pictures of the page")
	}
	for mode, m := range modes {
		for _, width := range []float32{640, 1200} {
			t.Run(fmt.Sprintf("%s-%.0f", mode, width), func(t *testing.T) {
				d := open(t, look{Mode: m, Width: width, Height: 6000})
				d.goTo("Murrough 2013")
				save := func(what string) {
					uitest.Settle(d.canvas)
					uitest.Save(t, filepath.Join(dir, fmt.Sprintf("trial-%s-%s-%.0f.png", what, mode, width)), d.canvas.Capture())
				}
				save("starter")
				uitest.TapText(t, d.canvas, "MADRS, day 1")
				uitest.TapText(t, d.canvas, "Linked to 26 claims")
				save("open")
				d.goTo("Shiroma 2020")
				save("guesses")
				d.trials.NewTrial("Newton 2027")
				save("empty")
				d.goTo("Murrough 2013")
				uitest.TapText(t, d.canvas, "Recalled, no source")
				save("source")
				uitest.Press(d.canvas, "Escape")
				d.retype("Randomised, total", "x7")
				d.retype("Year", "")
				d.tap("MADRS, day 1")
				d.retype("Estimate", "79.5")
				save("problems")
			})
		}
	}
}
