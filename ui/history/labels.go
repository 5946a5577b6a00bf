package history

import "claimgrade/ui/tr"

// The steps of a verdict as the library stores them.
var _ = []string{
	tr.Key("risk of bias"), tr.Key("inconsistency"), tr.Key("indirectness"), tr.Key("imprecision"), tr.Key("publication bias"),
	tr.Key("certainty"), tr.Key("magnitude"), tr.Key("horizon"), tr.Key("scope"), tr.Key("verdict"),
}

// The signalling questions as the library stores them.
var _ = []string{
	tr.Key("participants aware"), tr.Key("assessor aware"), tr.Key("likely influenced"), tr.Key("deviations"), tr.Key("deviations affected"),
	tr.Key("deviations balanced"), tr.Key("data for nearly all"), tr.Key("result robust"), tr.Key("reasons unrelated"), tr.Key("reasons differ"),
	tr.Key("enough information"), tr.Key("long enough"),
}
