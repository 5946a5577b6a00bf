package words

import (
	"claimgrade/appraisal/whatif"
	"claimgrade/ui/tr"
)

// The parts of a claim, which the what-ifs name in English.
var _ = []string{
	tr.Key("Population"), tr.Key("Intervention"), tr.Key("Comparator"), tr.Key("Outcome"), tr.Key("Horizon"), tr.Key("Magnitude"), tr.Key("Strength"),
}

// Match says how far the trials are what a part of the claim says.
func Match(m whatif.Match) string {
	switch m {
	case whatif.Met:
		return tr.T("Matches")
	case whatif.Partly:
		return tr.T("Partly")
	case whatif.NotMet:
		return tr.T("Does not match")
	}
	return tr.T("Not known")
}

// LedgerText is a cell of the ledger: the rules' own words of time, size and strength; elsewhere words of the user, but for
// what says that there are none.
func LedgerText(part whatif.Part, text string) string {
	switch part {
	case whatif.PartHorizon, whatif.PartMagnitude, whatif.PartStrength:
		return tr.Said(text)
	}
	if text == "not said" || text == "not recorded" {
		return tr.Said(text)
	}
	return text
}
