package rules

import "claimgrade/appraisal"

// Loudly and Quietly are the two ways to one verdict, for tests that compare them.
func Loudly(d appraisal.Dossier) Assessment { return assess(d) }

// Quietly is the way without traces.
func Quietly(d appraisal.Dossier) Assessment { return assessQuietly(d) }
