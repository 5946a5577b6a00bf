package ui

import "testing"

func TestTheBoardNamesTheThresholdsInForceWhenTheyAreNotTheDefault(t *testing.T) {
	u := newUser(t)
	u.start("")
	u.openClaim("Robust")
	u.seesNot("Thresholds: strict")
	u.choose("Thresholds…")
	u.tap("Strict")
	u.tap("Use for this library")
	u.key("Escape")
	u.sees("Thresholds: strict")
	u.choose("Undo use the strict thresholds")
	u.seesNot("Thresholds: strict")
}
