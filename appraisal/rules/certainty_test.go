package rules

import (
	"math"
	"testing"

	"claimgrade/appraisal"
)

// Two trials with these numbers weigh the same and agree, so that only ratings decide.
func twin(changes ...func(*JudgeTrial)) JudgeTrial { return trial(6, 1, 200, changes...) }

func otherBias(r appraisal.Rating) func(*JudgeTrial) { return func(t *JudgeTrial) { t.OtherBias = r } }

const (
	low   = appraisal.Low
	some  = appraisal.SomeConcerns
	high  = appraisal.High
	noInf = appraisal.NoInformation
	noExt = appraisal.NotExtracted
)

func TestRiskOfBiasAtItsBoundaries(t *testing.T) {
	far := func(est float64, changes ...func(*JudgeTrial)) JudgeTrial { return trial(est, 1, 200, changes...) }
	for _, c := range []struct {
		name      string
		trials    []JudgeTrial
		deduction int
		rule      ID
	}{
		{"all Low", []JudgeTrial{twin(), twin()}, 0, CB0},
		{"half the weight High", []JudgeTrial{twin(blinding(high)), twin()}, 1, CB1},
		{"half the weight High by attrition", []JudgeTrial{twin(attrition(high)), twin()}, 1, CB1},
		{"half the weight High by another bias", []JudgeTrial{twin(otherBias(high)), twin()}, 1, CB1},
		{"a third High, same finding", []JudgeTrial{twin(attrition(high)), twin(), twin()}, 0, CB0},
		{"High in both in every trial", []JudgeTrial{twin(blinding(high), attrition(high)), twin(blinding(high), attrition(high))}, 2, CB3},
		{"attrition not reported counts as High", []JudgeTrial{twin(blinding(high), attrition(noInf)), twin(blinding(high), attrition(high))}, 2, CB3},
		{"attrition not extracted does not", []JudgeTrial{twin(blinding(high), attrition(noExt)), twin(blinding(high), attrition(high))}, 1, CB1},
		{"blinding not reported counts as Some", []JudgeTrial{twin(blinding(noInf), attrition(high)), twin(blinding(high), attrition(high))}, 1, CB1},
		{"High in both but for one trial", []JudgeTrial{twin(blinding(high), attrition(high)), twin(blinding(high))}, 1, CB1},
		{"the sounder half shows nothing", []JudgeTrial{far(8, blinding(high)), far(8, blinding(high)), trial(-.2, 1.4, 200)}, 2, CB2},
		{"all show nothing anyway", []JudgeTrial{far(1, blinding(high)), far(0.5)}, 1, CB1},
		{"three quarters not blinded", []JudgeTrial{twin(blinding(some)), twin(blinding(some)), twin(blinding(some)), twin()}, 1, CB5},
		{"three quarters not known to be blinded", []JudgeTrial{twin(blinding(noInf)), twin(blinding(noExt)), twin(blinding("")), twin()}, 1, CB5},
		{"half not blinded", []JudgeTrial{twin(blinding(some)), twin(blinding(some)), twin(), twin()}, 0, CB0},
		{"attrition at Some is not blinding", []JudgeTrial{twin(attrition(some)), twin(attrition(some)), twin(attrition(some)), twin(attrition(some))}, 0, CB0},
		// Without the third trial the mean goes from 6 to 6−d/2: moved by more than 1.5 from d = 3 on.
		{"the High third moves the estimate by half the difference", []JudgeTrial{far(6), far(6), far(10.5, attrition(high))}, 0, CB0},
		{"the High third moves it by more", []JudgeTrial{far(6), far(6), far(10.6, attrition(high))}, 1, CB4},
		{"the finding changes", []JudgeTrial{trial(1.2, 1, 200), trial(1.2, 1, 200), trial(4, 1.1, 200, attrition(high))}, 1, CB4},
	} {
		cl := claim(anySize)
		if c.rule == CB4 || c.deduction == 0 {
			cl = claim()
		}
		o := mustJudge(t, cl, c.trials...)
		if o.Deductions.RiskOfBias != c.deduction || *o.Rules.RiskOfBias != c.rule {
			t.Errorf("%s: −%d by %s, want −%d by %s", c.name, o.Deductions.RiskOfBias, *o.Rules.RiskOfBias, c.deduction, c.rule)
		}
	}
}

func TestTheSounderTrialsDecideWhereTheyTellAnotherStory(t *testing.T) {
	o := mustJudge(t, claim(anySize, emphatic), trial(.5, 1, 200, followUp(some)), trial(.7, 1, 200, followUp(some)), trial(9, 1.1, 900, attrition(high), pico(appraisal.PICOSome)))
	if *o.Rules.RiskOfBias != CB4 || *o.Class != classNULL || o.PooledNonHigh == nil {
		t.Fatalf("%s %s", *o.Rules.RiskOfBias, *o.Class)
	}
	if math.Abs(o.PooledNonHigh.Estimate-.6) > 1e-9 || o.PooledNonHigh.K != 2 || o.Pooled.K != 3 {
		t.Errorf("pools %+v %+v", o.Pooled, o.PooledNonHigh)
	}
	if w := o.PooledNonHigh.Weights; len(w) != 3 || w[2] != 0 || math.Abs(w[0]-.5) > 1e-9 {
		t.Errorf("weights %v", w)
	}
	if *o.Components.Horizon != partPartial || *o.Components.Scope != partMet {
		t.Errorf("components of another pool: %+v", o.Components)
	}
	if o.Deductions.Indirectness != 0 || *o.Rules.Inconsistency == CI0 {
		t.Errorf("deductions are those of all trials: %+v %s", o.Deductions, ruleIDs(o.Rules))
	}
	if same := mustJudge(t, claim(), twin(attrition(high)), twin(), twin()); same.PooledNonHigh != nil {
		t.Error("a second pool is printed though it decides nothing")
	}
}

func TestImprecisionAtItsBoundaries(t *testing.T) {
	size := func(n int) JudgeTrial { return trial(6, .5, n) }
	for _, c := range []struct {
		name      string
		claim     JudgeClaim
		trials    []JudgeTrial
		deduction int
		rule      ID
	}{
		{"as many people as needed", claim(), []JudgeTrial{size(352)}, 0, CP0},
		{"one fewer", claim(), []JudgeTrial{size(351)}, 1, CP3},
		{"0.3 of them", claim(func(c *JudgeClaim) { c.OIS = ptr(350.0) }), []JudgeTrial{size(105)}, 1, CP3},
		{"fewer than 0.3", claim(func(c *JudgeClaim) { c.OIS = ptr(350.0) }), []JudgeTrial{size(104)}, 2, CP2},
		{"a large effect does not excuse a small trial", claim(), []JudgeTrial{trial(30, 1, 100)}, 2, CP2},
		{"an unknown number of people counts as none", claim(), []JudgeTrial{func() JudgeTrial { x := size(1); x.N = nil; return x }()}, 2, CP2},
		{"one threshold", claim(), []JudgeTrial{trial(4, 1, 400)}, 1, CP1},
		{"two thresholds", claim(), []JudgeTrial{trial(3.2, 1.7, 400)}, 2, CP1},
		{"three thresholds", claim(), []JudgeTrial{trial(3.2, 4, 400)}, 3, CP1},
		{"a tie goes to the thresholds", claim(), []JudgeTrial{trial(4, 1, 300)}, 1, CP1},
		{"the larger of the two", claim(), []JudgeTrial{trial(4, 1, 100)}, 2, CP2},
		{"below the difference that matters 0 is no threshold", claim(), []JudgeTrial{trial(1, .9, 400)}, 0, CP0},
		{"any size: 0", claim(anySize), []JudgeTrial{trial(3, 1, 400), trial(-1, 1, 400)}, 1, CP1},
		{"any size: 0 and a difference that matters", claim(anySize), []JudgeTrial{trial(2, 1.4, 400)}, 2, CP1},
		{"any size: 0 and both differences count twice only", claim(anySize), []JudgeTrial{trial(2, 4, 400)}, 2, CP1},
		{"any size without a difference that matters", claim(anySize, func(c *JudgeClaim) { c.MID = nil }), []JudgeTrial{trial(2, 4, 400)}, 1, CP1},
		{"no effect: both differences", claim(anySize), []JudgeTrial{trial(.2, .5, 400)}, 0, CP0},
		{"no difference: same", claim(kind(appraisal.NoDifference)), []JudgeTrial{trial(.2, .5, 400)}, 0, CP0},
		{"no difference, open: 0 counts too", claim(kind(appraisal.NoDifference)), []JudgeTrial{trial(2, 1.2, 400)}, 2, CP1},
		{"no difference, open, beside 0", claim(kind(appraisal.NoDifference)), []JudgeTrial{trial(3, 1, 400)}, 1, CP1},
		{"no better: same", claim(kind(appraisal.NoBetter)), []JudgeTrial{trial(-4, 2, 400)}, 0, CP0},
		{"no better, open", claim(kind(appraisal.NoBetter)), []JudgeTrial{trial(2, 2, 400)}, 2, CP1},
		{"no better does not count the other side", claim(kind(appraisal.NoBetter)), []JudgeTrial{trial(0, 4, 400)}, 2, CP1},
		{"non-inferiority", claim(kind(appraisal.NonInferiority), func(c *JudgeClaim) { c.Margin = ptr(2.0) }), []JudgeTrial{trial(-1, 2, 400)}, 2, CP1},
		{"non-inferiority: same", claim(kind(appraisal.NonInferiority), func(c *JudgeClaim) { c.Margin = ptr(2.0) }), []JudgeTrial{trial(3, 2, 400)}, 0, CP0},
	} {
		o := mustJudge(t, c.claim, c.trials...)
		if o.Deductions.Imprecision != c.deduction || *o.Rules.Imprecision != c.rule {
			t.Errorf("%s: −%d by %s, want −%d by %s (%s)", c.name, o.Deductions.Imprecision, *o.Rules.Imprecision, c.deduction, c.rule, *o.Class)
		}
	}
}

func TestInconsistencyAtItsBoundaries(t *testing.T) {
	const n = 400
	for _, c := range []struct {
		name      string
		claim     JudgeClaim
		trials    []JudgeTrial
		deduction int
		rule      ID
	}{
		{"one trial", claim(), []JudgeTrial{trial(6, 1, n)}, 0, CI9},
		{"two that agree", claim(), []JudgeTrial{trial(6, 1, n), trial(6, 1, n)}, 0, CI0},
		{"two that do not overlap", claim(), []JudgeTrial{trial(12, .5, n), trial(15, .5, n)}, 1, CI2},
		{"two that touch", claim(anySize), []JudgeTrial{trial(12, 1, n), trial(12+2*1.959963984540054, 1, n)}, 0, CI0},
		{"one above 0, one below: a tie goes to the pair", claim(anySize), []JudgeTrial{trial(4, 1, n), trial(-4, 1, n)}, 2, CI2},
		{"a pair that holds too little weight", claim(anySize), []JudgeTrial{trial(9, .4, n), trial(9.2, .4, n), trial(2, 3, n)}, 0, CI0},
		{"thresholds beyond sampling error", claim(), []JudgeTrial{trial(9, 1.2, 200), trial(1, 1.1, 220), trial(6, 1.3, 180), trial(-1, 1.2, 210)}, 2, CI3},
		{"five: the prediction interval", claim(anySize), []JudgeTrial{trial(6, 1, n), trial(7, 1, n), trial(1, 1, n), trial(3, 1, n), trial(4, 1, n)}, 2, CI1},
		{"five that agree, whatever pair", claim(anySize), []JudgeTrial{trial(6, 1, n), trial(6, 1, n), trial(6, 1, n), trial(6, 1, n), trial(6, 1, n)}, 0, CI0},
	} {
		o := mustJudge(t, c.claim, c.trials...)
		if o.Deductions.Inconsistency != c.deduction || *o.Rules.Inconsistency != c.rule {
			t.Errorf("%s: −%d by %s, want −%d by %s", c.name, o.Deductions.Inconsistency, *o.Rules.Inconsistency, c.deduction, c.rule)
		}
	}
}

func TestIndirectnessAtItsBoundaries(t *testing.T) {
	// Weights 0.9 and 0.1, and 0.5 and 0.5.
	ninth := func(a, b func(*JudgeTrial)) []JudgeTrial {
		return []JudgeTrial{trial(9, 1, 400, a), trial(9, 3, 400, b)}
	}
	half := func(a, b func(*JudgeTrial)) []JudgeTrial {
		return []JudgeTrial{trial(9, 1, 400, a), trial(9, 1, 400, b)}
	}
	none := func(*JudgeTrial) {}
	major, slight := pico(appraisal.PICOMajor), pico(appraisal.PICOSome)
	both := func(a, b func(*JudgeTrial)) func(*JudgeTrial) { return func(t *JudgeTrial) { a(t); b(t) } }
	for _, c := range []struct {
		name      string
		trials    []JudgeTrial
		deduction int
	}{
		{"none", half(none, none), 0},
		{"0.9 High", ninth(followUp(high), none), 2},
		{"0.9 not reported", ninth(followUp(noInf), none), 2},
		{"0.9 not extracted counts half a point", ninth(followUp(noExt), none), 0},
		{"0.5 High", half(followUp(high), none), 1},
		{"0.1 High", ninth(none, followUp(high)), 0},
		{"0.5 High, the rest Some", half(followUp(high), followUp(some)), 1},
		{"Some alone is half a point", half(followUp(some), followUp(some)), 0},
		{"half High or Some and half at a distance", half(both(followUp(some), slight), none), 1},
		{"High counts as Some", ninth(both(followUp(some), slight), none), 1},
		{"far", half(major, none), 1},
		{"far counts as at a distance", half(both(followUp(some), major), none), 1},
		{"far and High", half(both(followUp(high), major), none), 2},
		{"far and all High: two at most", half(both(followUp(high), major), both(followUp(high), major)), 2},
		{"High and at a distance", half(both(followUp(high), slight), none), 1},
	} {
		o := mustJudge(t, claim(), c.trials...)
		rule := CD
		if c.deduction == 0 {
			rule = CD0
		}
		if o.Deductions.Indirectness != c.deduction || *o.Rules.Indirectness != rule {
			t.Errorf("%s: −%d by %s, want −%d", c.name, o.Deductions.Indirectness, *o.Rules.Indirectness, c.deduction)
		}
	}
}

func TestPublicationBias(t *testing.T) {
	// Small trials with large effects.
	funnel := func(k int) []JudgeTrial {
		var ts []JudgeTrial
		for i := range k {
			se := .5 + .3*float64(i)
			ts = append(ts, trial(4+2*se+.2*float64(i%3), se, 100))
		}
		return ts
	}
	if o := mustJudge(t, claim(), funnel(10)...); o.Deductions.PublicationBias != 1 || *o.Rules.PublicationBias != CU {
		t.Errorf("ten trials with an asymmetric funnel: %+v", o.Deductions)
	}
	if o := mustJudge(t, claim(), funnel(9)...); o.Deductions.PublicationBias != 0 || o.Rules.PublicationBias != nil {
		t.Errorf("nine trials are too few to test: %+v", o.Deductions)
	}
	if o := mustJudge(t, claim(func(c *JudgeClaim) { c.PublicationBiasSuspected = true }), twin()); o.Deductions.PublicationBias != 1 || *o.Rules.PublicationBias != CU {
		t.Errorf("suspected: %+v", o.Deductions)
	}
}

func TestCapsApplyOneAfterTheOtherAndTheFirstIsNamed(t *testing.T) {
	notConsidered := func(c *JudgeClaim) { c.OtherBiasConsidered = false }
	noSearch := func(c *JudgeClaim) { c.SearchStated = false }
	linked := func(n int) func(*JudgeClaim) { return func(c *JudgeClaim) { c.LinkedRandomised = n } }
	sound := []JudgeTrial{twin(), twin()} // 400 people
	for _, c := range []struct {
		name      string
		claim     JudgeClaim
		trials    []JudgeTrial
		cap       ID
		certainty appraisal.Certainty
	}{
		{"none", claim(), sound, "", appraisal.CertaintyHigh},
		{"one small trial, though it does not bite", claim(), []JudgeTrial{trial(9, 1, 100)}, CK1, appraisal.CertaintyLow},
		{"one trial of the size needed", claim(), []JudgeTrial{trial(9, 1, 352)}, "", appraisal.CertaintyHigh},
		{"bias not considered", claim(notConsidered), sound, CX1, appraisal.CertaintyModerate},
		{"no search", claim(noSearch), sound, CX2, appraisal.CertaintyModerate},
		{"both", claim(notConsidered, noSearch), sound, CX1, appraisal.CertaintyModerate},
		{"half of the people linked", claim(linked(800)), sound, "", appraisal.CertaintyHigh},
		{"fewer than half", claim(linked(801)), sound, CX3, appraisal.CertaintyLow},
		{"fewer than half and no search: both apply", claim(linked(801), noSearch), sound, CX2, appraisal.CertaintyLow},
		{"not randomised", claim(func(c *JudgeClaim) { c.NonRandomised = true }), sound, "", appraisal.CertaintyLow},
	} {
		o := mustJudge(t, c.claim, c.trials...)
		got := ID("")
		if o.Rules.Cap != nil {
			got = *o.Rules.Cap
		}
		if got != c.cap || *o.Certainty != c.certainty {
			t.Errorf("%s: cap %q at %s, want %q at %s", c.name, got, *o.Certainty, c.cap, c.certainty)
		}
	}
}

func TestTheIntervalOfSmallPools(t *testing.T) {
	spread := func(k int, d float64) []JudgeTrial {
		var ts []JudgeTrial
		for i := range k {
			ts = append(ts, trial(6+d*float64(i%2*2-1), 1, 200))
		}
		return ts
	}
	for _, c := range []struct {
		name   string
		trials []JudgeTrial
		want   string
	}{
		{"one", spread(1, 3), intervalWald},
		{"two that vary", spread(2, 3), intervalWald},
		{"three that vary", spread(3, 3), intervalHK},
		{"four with a little variance", spread(4, 1.03), intervalWald},
		{"four with more", spread(4, 1.5), intervalHK},
		{"five with a little", spread(5, 1.03), intervalHK},
		{"five that agree", spread(5, .1), intervalWald},
	} {
		o := mustJudge(t, claim(), c.trials...)
		if o.Pooled.Interval != c.want {
			t.Errorf("%s: %s, want %s (I2 %v)", c.name, o.Pooled.Interval, c.want, o.Pooled.I2)
		}
		if (o.Pooled.Prediction95 == nil) != (o.Pooled.K == 1) {
			t.Errorf("%s: prediction interval %v", c.name, o.Pooled.Prediction95)
		}
		if (len(o.Pooled.Warnings) > 0) != (o.Pooled.K == 2) {
			t.Errorf("%s: warnings %v", c.name, o.Pooled.Warnings)
		}
		// The other interval is at hand where there is a choice, and a variation can take it.
		turned, err := Judge(JudgeCase{Claim: claim(), Trials: c.trials, Options: JudgeOptions{OtherInterval: true}})
		if err != nil {
			t.Fatal(err)
		}
		choice := o.Pooled.K > 2 && o.Pooled.Tau2 > 0
		if (o.Pooled.OtherCI95 != nil) != choice || (turned.Pooled.Interval != c.want) != choice {
			t.Errorf("%s: other interval %v, turned %s", c.name, o.Pooled.OtherCI95, turned.Pooled.Interval)
		}
		if choice && (turned.Pooled.CI95 != *o.Pooled.OtherCI95 || *turned.Pooled.OtherCI95 != o.Pooled.CI95) {
			t.Errorf("%s: %v and %v, turned %v and %v", c.name, o.Pooled.CI95, *o.Pooled.OtherCI95, turned.Pooled.CI95, *turned.Pooled.OtherCI95)
		}
	}
}

func TestTrialsWithoutEstimateAreLeftOutOfAPool(t *testing.T) {
	alone := mustJudge(t, claim(), twin(), twin())
	o := mustJudge(t, claim(), twin(), pointing(appraisal.Against, 900, blinding(high), followUp(noExt)), twin())
	if *o.Certainty != *alone.Certainty || o.Verdict != alone.Verdict || o.Provisional {
		t.Errorf("%s %s", *o.Certainty, o.Verdict)
	}
	if w := o.Pooled.Weights; len(w) != 3 || w[1] != 0 || math.Abs(w[0]+w[2]-1) > 1e-12 {
		t.Errorf("weights %v", w)
	}
}

func TestWhatNobodyExtractedMakesTheVerdictProvisional(t *testing.T) {
	for name, change := range map[string]func(*JudgeTrial){
		"blinding": blinding(noExt), "attrition": attrition(noExt), "follow-up": followUp(noExt),
		"sample size": func(t *JudgeTrial) { t.SampleSize = noExt },
	} {
		o := mustJudge(t, claim(), twin(change), twin(), twin(), twin())
		if !o.Provisional || math.Abs(o.NotExtractedWeight-.25) > 1e-9 {
			t.Errorf("%s: %v %v", name, o.Provisional, o.NotExtractedWeight)
		}
	}
}
