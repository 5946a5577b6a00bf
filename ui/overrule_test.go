package ui

import (
	"slices"
	"strings"
	"testing"

	"claimgrade/ui/internal/uitest"
	"claimgrade/ui/widgets"
)

// A reviewer decides on the verdict and on a flaw that is charged twice, changes their mind about one, and finds the
// other there the next day.
func TestWhatIsOverruledIsThereAfterARestartAndCanBeUndone(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.resize(1280, 2400)
	u.known("Hanne Olsen")
	u.openClaim("Safe and effective alternative")
	u.tap("Count once…")
	u.sees("The rules come to: certainty −2 (C-I2).")
	u.key("Ctrl+Return")
	u.sees("Inconsistency overruled: no deduction, rules say certainty −2 (C-I2).")
	u.tap("Why this verdict")
	u.sees("O-1")
	u.choose("Undo overrule inconsistency")
	u.seesNot("Inconsistency overruled")
	u.sees("counted twice?")
	u.choose("Redo overrule inconsistency")
	u.sees("Inconsistency overruled")

	u.overruled("Robust")
	u.sees("Overruled: rules say Partly supported (V-12).")
	if !u.tips("Overruled: rules say Partly supported") {
		t.Error("the list does not say that the verdict is overruled")
	}
	u.quit()

	u.start("")
	u.resize(1280, 2400)
	u.sees("Overruled: rules say Partly supported (V-12).")
	u.openClaim("Safe and effective alternative")
	u.sees("Inconsistency overruled")
	u.tap("Change…")
	u.tap("Take back")
	u.seesNot("Inconsistency overruled")
	u.choose("Undo take back the decision on inconsistency")
	u.sees("Inconsistency overruled")
}

// tips reports whether some tile on screen has a tooltip with these words.
func (u *user) tips(words string) bool {
	return slices.ContainsFunc(uitest.Look(u.canvas()), func(s uitest.Seen) bool {
		tile, ok := s.Object.(*widgets.StatusTile)
		return ok && strings.Contains(tile.Tip(), words)
	})
}
