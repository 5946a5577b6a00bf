package rules

import (
	"math"
	"testing"

	"claimgrade/appraisal"
)

func TestVerdictsOfEveryClassAtEveryLevel(t *testing.T) {
	whole := parts{horizon: partMet, scope: partMet}
	for _, c := range []struct {
		class string
		// Rules at Very low, Low, Moderate and High, worded plainly.
		rules [4]ID
	}{
		{classOPP, [4]ID{V2, V1, V1, V1}}, {classNULL, [4]ID{V5, V4, V3, V3}}, {classLEAN, [4]ID{V6, V8, V8, V8}},
		{classOppLean, [4]ID{V6, V8, V8, V8}}, {classFAV, [4]ID{V11, V12, V13, V13}}, {classSAME, [4]ID{V11, V12, V13, V13}},
		{classDIFF, [4]ID{V16, V14, V14, V14}}, {classOPEN, [4]ID{V16, V15, V15, V15}}, {classTIE, [4]ID{V17, V17, V17, V17}},
	} {
		for i, want := range c.rules {
			if _, got := decide(c.class, levelVeryLow+i, appraisal.Plain, whole); got != want {
				t.Errorf("%s at %s: %s, want %s", c.class, certaintyWord(levelVeryLow+i), got, want)
			}
		}
	}
}

func TestVerdictsOfWhatIsShownByWording(t *testing.T) {
	met := parts{horizon: partMet, scope: partMet}
	with := func(magnitude string) parts { p := met; p.magnitude = magnitude; return p }
	for _, c := range []struct {
		name    string
		level   int
		wording appraisal.Assertiveness
		parts   parts
		verdict appraisal.Verdict
		rule    ID
	}{
		{"very low, hedged", levelVeryLow, appraisal.Hedged, met, appraisal.CannotBeJudged, V9},
		{"very low, hedged, untested", levelVeryLow, appraisal.Hedged, with(partUntested), appraisal.CannotBeJudged, V9},
		{"very low, plain", levelVeryLow, appraisal.Plain, met, appraisal.Overstated, V11},
		{"very low, plain, untested", levelVeryLow, appraisal.Plain, with(partUntested), appraisal.Overstated, V10},
		{"low, hedged", levelLow, appraisal.Hedged, met, appraisal.Supported, V13},
		{"low, plain", levelLow, appraisal.Plain, met, appraisal.PartlySupported, V12},
		{"low, emphatic", levelLow, appraisal.Emphatic, met, appraisal.Overstated, V11},
		{"moderate, plain", levelModerate, appraisal.Plain, met, appraisal.Supported, V13},
		{"moderate, emphatic", levelModerate, appraisal.Emphatic, met, appraisal.PartlySupported, V12},
		{"high, emphatic", levelHigh, appraisal.Emphatic, met, appraisal.Supported, V13},
		{"size not met", levelHigh, appraisal.Hedged, with(partNot), appraisal.Overstated, V10},
		{"size uncertain", levelHigh, appraisal.Hedged, with(partUncertain), appraisal.PartlySupported, V12},
		{"size probable, plain", levelHigh, appraisal.Plain, with(partProbable), appraisal.Supported, V13},
		{"size probable, emphatic", levelHigh, appraisal.Emphatic, with(partProbable), appraisal.PartlySupported, V12},
		{"time partly met", levelHigh, appraisal.Plain, parts{horizon: partPartial, scope: partMet}, appraisal.PartlySupported, V12},
		{"time untested", levelHigh, appraisal.Plain, parts{horizon: partUntested, scope: partMet}, appraisal.Overstated, V10},
		{"scope partly met", levelHigh, appraisal.Plain, parts{horizon: partMet, scope: partPartial}, appraisal.PartlySupported, V12},
		{"scope untested", levelHigh, appraisal.Plain, parts{horizon: partMet, scope: partUntested}, appraisal.Overstated, V10},
	} {
		if v, r := decide(classFAV, c.level, c.wording, c.parts); v != c.verdict || r != c.rule {
			t.Errorf("%s: %s by %s, want %s by %s", c.name, v, r, c.verdict, c.rule)
		}
	}
	if v, r := decide(classLEAN, levelHigh, appraisal.Hedged, met); v != appraisal.PartlySupported || r != V7 {
		t.Errorf("a leaning to a hedged claim: %s by %s", v, r)
	}
	if v, r := decide(classOppLean, levelHigh, appraisal.Hedged, met); v != appraisal.NotSupported || r != V8 {
		t.Errorf("a leaning away from a hedged claim: %s by %s", v, r)
	}
}

func TestThePartsOfAClaimAtTheirBoundaries(t *testing.T) {
	const z = 1.959963984540054
	size := func(c *JudgeClaim, m appraisal.Magnitude) { c.Magnitude = m }
	important := func(c *JudgeClaim) { size(c, appraisal.Important) }
	big := func(c *JudgeClaim) { size(c, appraisal.Large) }
	for _, c := range []struct {
		name   string
		claim  JudgeClaim
		trials []JudgeTrial
		want   [3]string
	}{
		{"any size asserts none", claim(anySize), []JudgeTrial{trial(6, 1, 400)}, [3]string{"", partMet, partMet}},
		{"lower limit at the size", claim(important), []JudgeTrial{trial(3+z, 1, 400)}, [3]string{partMet, partMet, partMet}},
		{"estimate at the size", claim(important), []JudgeTrial{trial(3, 1, 400)}, [3]string{partProbable, partMet, partMet}},
		{"upper limit at the size", claim(important), []JudgeTrial{trial(3-z, 1, 400)}, [3]string{partUncertain, partMet, partMet}},
		{"upper limit below it", claim(important), []JudgeTrial{trial(2.9-z, 1, 400)}, [3]string{partNot, partMet, partMet}},
		{"large is twice that", claim(big), []JudgeTrial{trial(6, 1, 400)}, [3]string{partProbable, partMet, partMet}},
		{"large as the claim says", claim(big, func(c *JudgeClaim) { c.Large = ptr(4.0) }), []JudgeTrial{trial(6.5, 1, 400)}, [3]string{partMet, partMet, partMet}},
		{"half the weight in time", claim(), []JudgeTrial{twin(), twin(followUp(high))}, [3]string{partMet, partMet, partMet}},
		{"less than half, the rest partly", claim(), []JudgeTrial{twin(), twin(followUp(some)), twin(followUp(noExt))}, [3]string{partMet, partPartial, partMet}},
		{"less than half, the rest not known", claim(), []JudgeTrial{twin(), twin(followUp(noInf)), twin(followUp(high))}, [3]string{partMet, partUntested, partMet}},
		{"half at a distance", claim(), []JudgeTrial{twin(), twin(pico(appraisal.PICOSome))}, [3]string{partMet, partMet, partPartial}},
		{"half far: some includes major", claim(), []JudgeTrial{twin(), twin(), twin(pico(appraisal.PICOSome)), twin(pico(appraisal.PICOMajor))}, [3]string{partMet, partMet, partPartial}},
		{"half far", claim(), []JudgeTrial{twin(), twin(pico(appraisal.PICOMajor))}, [3]string{partMet, partMet, partUntested}},
		{"no difference asserts no size", claim(kind(appraisal.NoDifference)), []JudgeTrial{trial(0, 1, 400)}, [3]string{"", partMet, partMet}},
		{"directions test no size", claim(), []JudgeTrial{pointing(appraisal.Favours, 400)}, [3]string{partUntested, partMet, partMet}},
	} {
		o := mustJudge(t, c.claim, c.trials...)
		text := func(s *string) string {
			if s == nil {
				return ""
			}
			return *s
		}
		if got := [3]string{text(o.Components.Magnitude), text(o.Components.Horizon), text(o.Components.Scope)}; got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestClassesOfEveryKind(t *testing.T) {
	const z = 1.959963984540054
	noMID := func(c *JudgeClaim) { c.MID = nil }
	margin := func(c *JudgeClaim) { c.Kind, c.Margin = "non-inferiority", ptr(2.0) }
	nodiff, nobetter := kind(appraisal.NoDifference), kind(appraisal.NoBetter)
	for _, c := range []struct {
		claim    JudgeClaim
		estimate float64
		se       float64
		want     string
	}{
		{claim(anySize), z + .001, 1, classFAV}, {claim(anySize), z, 1, classLEAN}, {claim(anySize), -z - .001, 1, classOPP},
		{claim(anySize), 0, 1, classNULL}, {claim(anySize), 0, 2, classOppLean}, {claim(anySize), .1, 2, classLEAN},
		{claim(anySize), -.1, 2, classOppLean}, {claim(anySize), 1, .1, classFAV}, {claim(anySize, noMID), 0, .1, classOppLean},
		{claim(kind(appraisal.Harm)), 5, 1, classFAV},
		{claim(nodiff), 1, 1, classSAME}, {claim(nodiff), 3 - z, 1, classOPEN}, {claim(nodiff), 3 + z + .001, 1, classDIFF},
		{claim(nodiff), -3 - z - .001, 1, classDIFF}, {claim(nodiff), -3, 1, classOPEN},
		{claim(nobetter), -9, 1, classSAME}, {claim(nobetter), 2, 1, classOPEN}, {claim(nobetter), 6, 1, classDIFF},
		{claim(margin), 9, 1, classSAME}, {claim(margin), -1, 1, classOPEN}, {claim(margin), -6, 1, classDIFF},
	} {
		if got := *mustJudge(t, c.claim, trial(c.estimate, c.se, 400)).Class; got != c.want {
			t.Errorf("%s, %v ± %v: %s, want %s", c.claim.Kind, c.estimate, c.se, got, c.want)
		}
	}
}

func TestNoSymbolOfCertaintyStandsBesideAbsenceOfEvidence(t *testing.T) {
	open := mustJudge(t, claim(kind(appraisal.NoBetter)), trial(2, 1, 400))
	if ShowsCertainty(open) || open.Certainty == nil || open.Verdict != appraisal.NotSupported || open.Rule != V15 {
		t.Errorf("%s %s, certainty %v", open.Verdict, open.Rule, open.Certainty)
	}
	if !ShowsCertainty(mustJudge(t, claim(), trial(9, 1, 400))) {
		t.Error("a finding has a certainty")
	}
	if ShowsCertainty(mustJudge(t, claim())) {
		t.Error("without a usable result there is none")
	}
}

func TestDirectionsAlone(t *testing.T) {
	f, a, n := appraisal.Favours, appraisal.Against, appraisal.Neither
	set := func(ds ...appraisal.Direction) []JudgeTrial {
		var ts []JudgeTrial
		for _, d := range ds {
			ts = append(ts, pointing(d, 100))
		}
		return ts
	}
	sure := func(d appraisal.Direction) JudgeTrial { return pointing(d, 100, withP(.01)) }
	for _, c := range []struct {
		name      string
		claim     JudgeClaim
		trials    []JudgeTrial
		class     string
		deduction int
		certainty appraisal.Certainty
	}{
		{"six alike", claim(anySize), set(f, f, f, f, f, f), classFAV, 1, appraisal.CertaintyModerate},
		{"six alike, too few people", claim(anySize, func(c *JudgeClaim) { c.OIS = ptr(601.0) }), set(f, f, f, f, f, f), classFAV, 2, appraisal.CertaintyLow},
		{"six against", claim(anySize), set(a, a, a, a, a, a), classOPP, 1, appraisal.CertaintyModerate},
		{"six alike, others neither way", claim(anySize), set(f, f, f, f, f, f, n, n), classFAV, 1, appraisal.CertaintyModerate},
		{"ten of twelve", claim(anySize), set(f, f, f, f, f, f, f, f, f, f, a, a), classFAV, 1, appraisal.CertaintyModerate},
		{"nine of eleven", claim(anySize), set(f, f, f, f, f, f, f, f, f, a, a), classLEAN, 1, appraisal.CertaintyModerate},
		{"five alike", claim(anySize), set(f, f, f, f, f), classLEAN, 2, appraisal.CertaintyLow},
		{"three alike, two sure", claim(anySize), append(set(f), sure(f), sure(f)), classFAV, 2, appraisal.CertaintyLow},
		{"three alike, one sure", claim(anySize), append(set(f, f), sure(f)), classLEAN, 2, appraisal.CertaintyLow},
		{"three against, two sure", claim(anySize), append(set(a), sure(a), sure(a)), classOPP, 2, appraisal.CertaintyLow},
		{"not all alike, two sure", claim(anySize), append(set(a, f), sure(f), sure(f)), classLEAN, 2, appraisal.CertaintyLow},
		{"neither way is not alike", claim(anySize), append(set(n, f), sure(f), sure(f)), classLEAN, 2, appraisal.CertaintyLow},
		{"a p of .05 is not below .05", claim(anySize), []JudgeTrial{pointing(f, 100, withP(.05)), pointing(f, 100, withP(.05))}, classLEAN, 2, appraisal.CertaintyLow},
		{"most against", claim(anySize), set(a, a, f), classOppLean, 2, appraisal.CertaintyLow},
		{"no majority", claim(anySize), set(f, f, a, n, n), classOppLean, 2, appraisal.CertaintyLow},
		{"an exact tie", claim(anySize), set(f, f, a, a), classTIE, 2, appraisal.CertaintyLow},
		{"a tie among those that point", claim(anySize), set(f, a, n), classTIE, 2, appraisal.CertaintyLow},
		{"sameness needs an interval", claim(kind(appraisal.NoDifference)), set(n, n, n, n, n, n), classOPEN, 1, appraisal.CertaintyModerate},
		{"for no better too", claim(kind(appraisal.NoBetter)), set(a, a, a, a, a, a), classOPEN, 1, appraisal.CertaintyModerate},
	} {
		o := mustJudge(t, c.claim, c.trials...)
		if *o.Class != c.class || o.Deductions.Imprecision != c.deduction || *o.Certainty != c.certainty {
			t.Errorf("%s: %s, imprecision −%d, %s", c.name, *o.Class, o.Deductions.Imprecision, *o.Certainty)
		}
		if o.Pooled != nil || *o.Rules.Imprecision != CP1 || *o.Rules.Inconsistency != CI9 {
			t.Errorf("%s: pooled %v, %s", c.name, o.Pooled, ruleIDs(o.Rules))
		}
	}
	if o := mustJudge(t, claim(), set(f, f, f, f, f, f)...); o.Verdict != appraisal.Overstated || o.Rule != V10 {
		t.Errorf("a size cannot be shown by directions: %s %s", o.Verdict, o.Rule)
	}
	if o := mustJudge(t, claim(anySize), set(f, a)...); o.Verdict != appraisal.NotSupported || o.Rule != V17 {
		t.Errorf("tie: %s %s", o.Verdict, o.Rule)
	}
}

func TestDirectionsWeighByPeopleForBias(t *testing.T) {
	f := appraisal.Favours
	o := mustJudge(t, claim(anySize), pointing(f, 300, attrition(high)), pointing(f, 100), pointing(f, 100), pointing(f, 50))
	if *o.Rules.RiskOfBias != CB1 {
		t.Errorf("300 of 550 people in a trial at High: %s", ruleIDs(o.Rules))
	}
	o = mustJudge(t, claim(anySize), pointing(f, 100, attrition(high)), pointing(f, 100, attrition(high)), pointing(appraisal.Against, 250))
	if *o.Rules.RiskOfBias != CB4 || *o.Class != classOppLean || o.PooledNonHigh != nil {
		t.Errorf("the sounder trial points the other way: %s %s", ruleIDs(o.Rules), *o.Class)
	}
}

func TestNotShownClaimsTurnTheVerdictOnTheEffect(t *testing.T) {
	notShown := func(c *JudgeClaim) { c.Kind, c.PositiveKind = kindNotShown, appraisal.Benefit }
	for _, c := range []struct {
		name     string
		claim    JudgeClaim
		trials   []JudgeTrial
		positive appraisal.Verdict
		verdict  appraisal.Verdict
		rule     ID
	}{
		{"nobody measured it", claim(notShown), nil, appraisal.CannotBeJudged, appraisal.Supported, N1},
		{"not supported", claim(notShown), []JudgeTrial{trial(2, 1.2, 400)}, appraisal.NotSupported, appraisal.Supported, N1},
		{"contradicted", claim(notShown), []JudgeTrial{trial(-5, 1, 400)}, appraisal.Contradicted, appraisal.Supported, N1},
		{"overstated", claim(notShown), []JudgeTrial{trial(1, .3, 400)}, appraisal.Overstated, appraisal.PartlySupported, N2},
		{"partly supported", claim(notShown, emphatic), []JudgeTrial{trial(4, 1, 400)}, appraisal.PartlySupported, appraisal.PartlySupported, N2},
		{"supported", claim(notShown), []JudgeTrial{trial(9, 1, 400)}, appraisal.Supported, appraisal.Contradicted, N3},
		{"supported at Low", claim(notShown, hedged), []JudgeTrial{trial(9, 1, 100)}, appraisal.Supported, appraisal.PartlySupported, N4},
	} {
		o := mustJudge(t, c.claim, c.trials...)
		if o.Positive == nil || o.Positive.Verdict != c.positive || o.Verdict != c.verdict || o.Rule != c.rule {
			t.Errorf("%s: %s by %s of %+v", c.name, o.Verdict, o.Rule, o.Positive)
		}
		if o.Class != nil || o.Pooled != nil || o.Certainty != nil || ShowsCertainty(o) {
			t.Errorf("%s: what belongs to the effect stands under positive", c.name)
		}
		if last := o.Trace[len(o.Trace)-1]; last.Rule != c.rule {
			t.Errorf("%s: the trace ends with %s", c.name, last.Rule)
		}
	}
}

func TestReliefGoesToTrialsWhoseBiasRunsAgainstWhatTheyShow(t *testing.T) {
	up, down := appraisal.TowardsExperimental, appraisal.TowardsControl
	nodiff, nobetter := kind(appraisal.NoDifference), kind(appraisal.NoBetter)
	ni := func(c *JudgeClaim) { c.Kind, c.Margin = "non-inferiority", ptr(3.0) }
	harm := kind(appraisal.Harm)
	// Each trial stands alone, so that its class is the pool's.
	for _, c := range []struct {
		name     string
		claim    JudgeClaim
		estimate float64
		se       float64
		bias     appraisal.BiasDirection
		relieved bool
	}{
		{"null, inflated", claim(anySize), 0, 1, up, true},
		{"null, deflated", claim(anySize), 0, 1, down, false},
		{"opposite, inflated", claim(anySize), -5, 1, up, true},
		{"leans away, inflated", claim(anySize), -2, 2, up, true},
		{"leans to, deflated", claim(anySize), 2, 2, down, true},
		{"leans to, inflated", claim(anySize), 2, 2, up, false},
		{"shown: nobody gets it", claim(anySize), 5, 1, down, false},
		{"unclear", claim(anySize), 0, 1, appraisal.Unclear, false},
		{"harm: in the arm's favour lowers it; the harm leans", claim(anySize, harm), 2, 2, up, true},
		{"harm: in the arm's favour cannot excuse its absence", claim(anySize, harm), 0, 1, up, false},
		{"harm: against the arm, none found", claim(anySize, harm), 0, 1, down, true},
		{"same, inflated", claim(nodiff), 0, 1, up, true},
		{"same, deflated", claim(nodiff), 0, 1, down, false},
		{"no better, inflated", claim(nobetter), -2, 1, up, true},
		{"open: shows neither", claim(nodiff), 2, 2, up, false},
		{"different: nobody gets it", claim(nodiff), 9, 1, down, false},
		{"non-inferior is an effect: deflated", claim(ni), 2, 1, down, true},
		{"non-inferior is an effect: inflated", claim(ni), 2, 1, up, false},
	} {
		o := mustJudge(t, c.claim, trial(c.estimate, c.se, 400, blinding(high), biased(c.bias)))
		got := *o.Rules.RiskOfBias == CB5 // High counts as Some, which is still not Low
		if got != c.relieved || traced(o, CB6) != c.relieved {
			t.Errorf("%s: %s, C-B6 traced %v", c.name, ruleIDs(o.Rules), traced(o, CB6))
		}
		off, err := Judge(JudgeCase{Claim: c.claim, Options: JudgeOptions{DirectionOfBias: ptr(false)}, Trials: []JudgeTrial{trial(c.estimate, c.se, 400, blinding(high), biased(c.bias))}})
		if err != nil || *off.Rules.RiskOfBias != CB1 || traced(off, CB6) {
			t.Errorf("%s, switched off: %s", c.name, ruleIDs(off.Rules))
		}
	}
	// A trial beyond the MID on one side, in an open pool.
	side := func(est float64, bias appraisal.BiasDirection) bool {
		o := mustJudge(t, claim(nodiff), trial(est, .5, 400, blinding(high), biased(bias)), trial(-est, .5, 400))
		return traced(o, CB6)
	}
	if !side(6, down) || side(6, up) || !side(-6, up) || side(-6, down) {
		t.Error("a difference shows an effect on its own side")
	}
}

func traced(o JudgeOutcome, id ID) bool {
	for _, l := range o.Trace {
		if l.Rule == id {
			return true
		}
	}
	return false
}

func TestReliefIsOneStepAndOnlyForBlinding(t *testing.T) {
	up := biased(appraisal.TowardsExperimental)
	null := func(changes ...func(*JudgeTrial)) JudgeOutcome {
		return mustJudge(t, claim(anySize), trial(0, 1, 400, append(changes, up)...))
	}
	for _, c := range []struct {
		name  string
		trial JudgeOutcome
		rule  ID
	}{
		{"High counts as Some", null(blinding(high)), CB5},
		{"Some counts as Low", null(blinding(some)), CB0},
		{"no information gets none", null(blinding(noInf)), CB5},
		{"not extracted gets none", null(blinding(noExt)), CB5},
		{"attrition gets none", null(attrition(high)), CB1},
		{"relief reaches the worst of the ratings", null(blinding(high), attrition(some)), CB5},
		{"and High in both", null(blinding(high), attrition(high)), CB1},
	} {
		if *c.trial.Rules.RiskOfBias != c.rule {
			t.Errorf("%s: %s, want %s", c.name, ruleIDs(c.trial.Rules), c.rule)
		}
	}
}

func TestRelationsAreDerivedFromTheInterval(t *testing.T) {
	nan := math.NaN()
	b, h := appraisal.Benefit, appraisal.Harm
	for _, c := range []struct {
		kind      appraisal.EffectKind
		low, high float64
		mid       float64
		want      appraisal.Relation
	}{
		{b, .1, 9, 3, appraisal.Supports}, {b, .1, 1, 3, appraisal.Supports}, {h, .1, 9, 3, appraisal.Supports},
		{b, 0, 9, 3, appraisal.Inconclusive}, {b, -2.9, 2.9, 3, appraisal.ShowsNoDiff}, {b, -3, 2.9, 3, appraisal.Contradicts},
		{b, -9, 2.9, 3, appraisal.Contradicts}, {b, -9, -1, 3, appraisal.Contradicts}, {b, -2.9, -1, 3, appraisal.ShowsNoDiff},
		{b, -1, 3, 3, appraisal.Inconclusive}, {b, -8.54, 2.22, 3, appraisal.Contradicts}, {b, -1, 5, 3, appraisal.Inconclusive},
		{b, -1, 5, nan, appraisal.Inconclusive}, {b, -5, -1, nan, appraisal.Contradicts}, {b, 1, 5, nan, appraisal.Supports},
		{appraisal.NoDifference, -2, 2, 3, appraisal.Supports}, {appraisal.NoDifference, -4, 2, 3, appraisal.Inconclusive}, {appraisal.NoDifference, 4, 6, 3, appraisal.Contradicts},
		{appraisal.NoBetter, -9, 2, 3, appraisal.Supports}, {appraisal.NoBetter, 4, 6, 3, appraisal.Contradicts},
		{appraisal.NonInferiority, -2, 9, 3, appraisal.Supports}, {appraisal.NonInferiority, -9, -4, 3, appraisal.Contradicts},
		{appraisal.NonInferiority, -9, 4, nan, appraisal.Inconclusive},
	} {
		if got, why := DeriveRelation(c.kind, c.low, c.high, c.mid); got != c.want || why == "" {
			t.Errorf("%s %v to %v against %v: %s (%s), want %s", c.kind, c.low, c.high, c.mid, got, why, c.want)
		}
	}
}

func TestReportClaimsAreJudgedByTheCitationCheck(t *testing.T) {
	want := map[appraisal.CitationFinding]appraisal.Verdict{
		appraisal.SourceSays: appraisal.Accurate, appraisal.SourceSaysPart: appraisal.PartlyAccurate,
		appraisal.SourceDoesNotSay: appraisal.Inaccurate, appraisal.SourceSaysOpposite: appraisal.Inaccurate,
		appraisal.NoSuchSource: appraisal.Misattributed, appraisal.AnotherSource: appraisal.Misattributed, appraisal.NotObtained: appraisal.CannotBeJudged,
	}
	seen := map[ID]bool{}
	for _, f := range appraisal.CitationFindings {
		v, id, trace := JudgeReport(f)
		if v != want[f] || len(trace) != 1 || trace[0].Rule != id || trace[0].Source == "" || seen[id] {
			t.Errorf("%s: %s %s %v", f, v, id, trace)
		}
		seen[id] = true
	}
	if v, id, trace := JudgeReport(""); v != "" || id != "" || trace != nil {
		t.Error("a verdict though nobody has looked")
	}
}
