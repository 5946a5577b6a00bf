package rules

import (
	"slices"
	"testing"

	"claimgrade/appraisal"
)

// reported is a claim about a source, checked, with decisions of reviewer "r".
func reported(finding appraisal.CitationFinding, own ...appraisal.Overrule) appraisal.Dossier {
	return appraisal.Dossier{Reviewer: "r", Overrules: own,
		Claim: appraisal.Claim{Kind: appraisal.KindReport, Citation: appraisal.Citation{Finding: finding, Note: "p. 3"}}}
}

func TestTheVerdictOnAReportIsAStepThatSaysWhatTheRulesComeTo(t *testing.T) {
	d := reported(appraisal.SourceDoesNotSay, decision(appraisal.StepVerdict, string(appraisal.PartlyAccurate))...)
	steps := Steps(d, Assess(d))
	if len(steps) != 1 || steps[0].Value != "partly-accurate" || steps[0].ByRules != "inaccurate" || steps[0].Rule != R3 || !steps[0].Overruled() {
		t.Fatalf("%+v", steps)
	}
	for _, c := range StepChoices(d.Claim.Kind, steps[0]) {
		if c.Value == string(appraisal.Contradicted) {
			t.Error("a report is offered as contradicted")
		}
		if (c.Not != "") != (c.Value == "inaccurate") {
			t.Errorf("%s: %q", c.Value, c.Not)
		}
	}
	d.Reviewer = "another"
	if steps := Steps(d, Assess(d)); steps[0].Overrule != nil || steps[0].Value != "inaccurate" {
		t.Errorf("the decision of another reviewer counts: %+v", steps)
	}
	if steps := Steps(reported(""), Assess(reported(""))); steps != nil {
		t.Errorf("there are steps to no verdict: %+v", steps)
	}
}

func TestCertaintyMayBeDecidedOneStepAwayOnly(t *testing.T) {
	var may []string
	for _, c := range StepChoices(appraisal.KindEffect, StepView{Step: appraisal.StepCertainty, Value: "low", ByRules: "low"}) {
		if c.Not == "" {
			may = append(may, c.Words)
		}
	}
	if !slices.Equal(may, []string{"Moderate", "Very low"}) {
		t.Errorf("offered: %q", may)
	}
}

func TestEveryRuleOverTrialsBelongsToASectionOfTheTrace(t *testing.T) {
	for id, want := range map[ID]Section{P4: SectionPool, C0: SectionStart, CB4: SectionBias, CB6: SectionBias, CI9: SectionDiffer, CM: SectionDiffer,
		CD0: SectionIndirect, CP2: SectionImprecise, CU: SectionUnpub, CK1: SectionCaps, CX3: SectionCaps, O2: SectionCertainty, O3: SectionCertainty,
		W1: SectionSize, W2: SectionTime, W3: SectionScope, V12: SectionVerdict, N2: SectionVerdict, E1: SectionVerdict, R3: SectionVerdict, O5: SectionVerdict} {
		if got := (Line{Rule: id}).Section(); got != want {
			t.Errorf("%s stands under %s, want %s", id, got, want)
		}
	}
	if got := (Line{Rule: O1, Step: appraisal.StepPublicationBias}).Section(); got != SectionUnpub {
		t.Errorf("a decision on publication bias stands under %s", got)
	}
}
