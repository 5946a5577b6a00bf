package words

import "claimgrade/ui/tr"

// Stored words that Sentence shows: verdicts and other levels, measures, kinds, quantifiers, things of the library. The
// domain knows no language, so they are marked here.
var _ = []string{
	tr.Key("High"),
	tr.Key("Medium"), tr.Key("Low"), tr.Key("Benefit"), tr.Key("Harm"), tr.Key("No difference"), tr.Key("Hedged"),
	tr.Key("Plain"), tr.Key("Emphatic"), tr.Key("Large"), tr.Key("All"), tr.Key("Most"), tr.Key("Many"), tr.Key("Some"),
	tr.Key("Few"), tr.Key("Moderate"), tr.Key("Very low"), tr.Key("Supported"), tr.Key("Partly supported"),
	tr.Key("Overstated"), tr.Key("Not supported"), tr.Key("Contradicted"), tr.Key("Cannot be judged"),
	tr.Key("Accurate"), tr.Key("Partly accurate"), tr.Key("Inaccurate"), tr.Key("Misattributed"),
	tr.Key("Not a trial question"), tr.Key("Supports"), tr.Key("Contradicts"), tr.Key("Mixed"), tr.Key("Inconclusive"),
	tr.Key("Claim"), tr.Key("Trial"), tr.Key("Arm"), tr.Key("Result"), tr.Key("Document"), tr.Key("Reviewer"),
	tr.Key("Fact"), tr.Key("Link"), tr.Key("Appraisal"), tr.Key("Answer"), tr.Key("Quote"), tr.Key("Overrule"),
	tr.Key("Threshold set"), tr.Key("Threshold use"), tr.Key("Strength words"),
	tr.Key("Strict"), tr.Key("Default"), tr.Key("Lenient"),
}
