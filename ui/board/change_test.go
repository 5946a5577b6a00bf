package board_test

import "testing"

func TestTheBoardSaysWhatWouldChangeTheVerdictHowStableItIsAndWhatWouldSettleIt(t *testing.T) {
	r := at(t, "Rapid")
	r.MustSee("What would change it?", "Would raise the verdict or its certainty", "Would lower the verdict or its certainty",
		"Without Murrough 2013", "It depends on:", "What would settle it?", "It finds no difference")
}
