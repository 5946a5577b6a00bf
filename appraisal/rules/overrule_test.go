package rules

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal"
)

func decision(s appraisal.Step, value string) []appraisal.Overrule {
	return []appraisal.Overrule{{Reviewer: "r", Step: s, Value: value, Reason: "Said why."}}
}

// flawed is G5 of method 10.8: the sounder trial contradicts two at high risk of bias, so bias and inconsistency are both
// charged.
func flawed() JudgeCase {
	c := JudgeCase{Claim: JudgeClaim{Kind: "benefit", Assertiveness: appraisal.Plain, Magnitude: appraisal.AnySize, Horizon: appraisal.Short,
		MID: ptr(3.0), OIS: ptr(352.0), OtherBiasConsidered: true, SearchStated: true},
		Trials: []JudgeTrial{trial(6, 1.5, 120), trial(5.5, 1.4, 130), trial(-.2, 1.9, 150)}}
	for i := range c.Trials {
		t := &c.Trials[i]
		t.Blinding, t.Attrition, t.SampleSize, t.FollowUp, t.PICO = appraisal.High, appraisal.Low, appraisal.Low, appraisal.Low, appraisal.PICONone
	}
	c.Trials[2].Blinding = appraisal.Low
	return c
}

func TestAFlawThatIsChargedTwiceIsFlaggedAndCanBeCountedOnce(t *testing.T) {
	c := flawed()
	o := judged(t, c)
	if o.CountOnce == nil || *o.CountOnce != 0 || o.Deductions.RiskOfBias != 2 || o.Deductions.Inconsistency != 2 {
		t.Fatalf("%+v, count once %v", o.Deductions, o.CountOnce)
	}
	if !strings.Contains(told(o, CM), "counted once, inconsistency would cost 0") {
		t.Errorf("said %q", told(o, CM))
	}
	c.Options.Overrules = decision(appraisal.StepInconsistency, "0")
	o = judged(t, c)
	if o.Deductions.Inconsistency != 0 || *o.Certainty != appraisal.CertaintyLow || o.CountOnce != nil {
		t.Errorf("%+v, %s", o.Deductions, *o.Certainty)
	}
	if told(o, O1) != "Overruled: for inconsistency no deduction instead of certainty −2. Said why." {
		t.Errorf("said %q", told(o, O1))
	}
}

func told(o JudgeOutcome, id ID) string {
	for _, l := range o.Trace {
		if l.Rule == id {
			return l.Text
		}
	}
	return ""
}

func TestCertaintyIsDecidedOneStepOffAtMost(t *testing.T) {
	c := flawed() // Very low
	c.Options.Overrules = decision(appraisal.StepCertainty, "low")
	if o := judged(t, c); *o.Certainty != appraisal.CertaintyLow || told(o, O2) == "" {
		t.Errorf("%s: %s", *o.Certainty, told(o, O2))
	}
	c.Options.Overrules = decision(appraisal.StepCertainty, "high")
	if o := judged(t, c); *o.Certainty != appraisal.CertaintyVeryLow || told(o, O3) == "" {
		t.Errorf("%s: %s", *o.Certainty, told(o, O3))
	}
}

func TestAPartThatIsDecidedCountsForTheVerdict(t *testing.T) {
	c := flawed()
	for i := range c.Trials {
		c.Trials[i].Blinding, c.Trials[i].Estimate, c.Trials[i].FollowUp = appraisal.Low, ptr(5.0), appraisal.High
	}
	if o := judged(t, c); o.Verdict != appraisal.Overstated || *o.Components.Horizon != partUntested {
		t.Fatalf("%s, %s", o.Verdict, *o.Components.Horizon)
	}
	c.Options.Overrules = append(decision(appraisal.StepHorizon, partMet), decision(appraisal.StepIndirectness, "0")...)
	if o := judged(t, c); o.Verdict != appraisal.Supported || told(o, O4) != "Overruled: time met instead of untested. Said why." {
		t.Errorf("%s: %s", o.Verdict, told(o, O4))
	}
}

// A decision that says what the rules say changes nothing, not even the trace, except that it answers "count once?".
func TestADecisionThatAgreesChangesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := randomCase(drawn{rt})
		o, err := Judge(c)
		if err != nil || o.Certainty == nil {
			return
		}
		c.Options.Overrules = decision(appraisal.StepCertainty, string(*o.Certainty))
		again, err := Judge(c)
		if err != nil || again.Verdict != o.Verdict || len(again.Trace) != len(o.Trace) {
			rt.Fatalf("%v, %+v", err, again)
		}
	})
}

func TestTheReviewersVerdictStandsBesideThatOfTheRules(t *testing.T) {
	d := appraisal.Dossier{Reviewer: "r", Claim: appraisal.Claim{Kind: appraisal.KindReport, Citation: appraisal.Citation{Finding: appraisal.SourceSays}}}
	by := Assess(d)
	d.Overrules = decision(appraisal.StepVerdict, string(appraisal.PartlyAccurate))
	a := Assess(d)
	if a.Verdict != appraisal.PartlyAccurate || a.Rule != O5 || a.ByRules != by.Verdict || a.ByRule != by.Rule || a.Trace[len(a.Trace)-1].Rule != O5 {
		t.Errorf("%+v", a)
	}
	d.Reviewer = "another" // whose judgements count has not decided anything
	if a := Assess(d); a.Verdict != by.Verdict || a.ByRules != "" {
		t.Errorf("%+v", a)
	}
	d.Reviewer = "r"
	d.Overrules = decision(appraisal.StepVerdict, string(appraisal.Contradicted)) // no report is contradicted
	if a := Assess(d); a.Verdict != by.Verdict {
		t.Errorf("%s", a.Verdict)
	}
}
