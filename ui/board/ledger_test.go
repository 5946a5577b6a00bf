package board_test

import "testing"

func TestTheBoardSaysWhatTheClaimsWordsCostAndHowToWordIt(t *testing.T) {
	r := at(t, "Robust")
	r.MustSee("Wording that the trials support", "Ketamine infusion may improve depression severity compared with placebo within days.",
		"it costs something in: magnitude, strength")
	r.MustNotSee("The trials did")
	r.Tap("What the claim says and what the trials did")
	r.MustSee("The trials did", "Does not match", "emphatic: asks for High certainty")
	r.GoToClaim("Accepted reference dose") // not a trial question
	r.MustNotSee("Wording that the trials support")
}
