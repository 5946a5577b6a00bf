package ui

import (
	"testing"

	"claimgrade/ui/dialogs"
)

func TestARuleIsReadOverTheComparisonAndEscGoesBackStepByStep(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.resize(1280, 1600)
	u.openClaim("Robust")
	u.choose("Compare with another claim…")
	u.write("consistently")
	u.key("Return")
	u.sees("Two claims side by side")
	u.tap("W-1")
	u.seesNot("Two claims side by side")
	u.key("Escape")
	u.sees("Two claims side by side")
	u.key("Escape")
	if dialogs.Blocked() {
		t.Error("Esc does not lead back to the board")
	}
	u.sees("Trial (5 linked)")
	u.choose("Compare with another claim…")
	u.write("consistently")
	u.key("Return")
	u.tapNth("Open this claim", 1)
	u.sees("Trial (12 linked)")
	u.choose("Back")
	u.sees("Trial (5 linked)")
}

func TestTheMenuSortsTheTrialsOfTheBoard(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.resize(1280, 1600)
	u.openClaim("Robust")
	u.choose("Sort and group the trials…")
	u.sees("This changes how the table reads, never what the trials add up to.")
	u.key("Space")
	u.write("Year")
	u.key("Return", "Ctrl+Return")
	u.sees("Sorted by year, newest first.")
}
