package rules_test

import (
	"regexp"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

func TestTimesWithinTheFirstDayAreHoursOrMinutes(t *testing.T) {
	for _, x := range []struct {
		days float64
		want string
	}{{2.0 / 24, "2 hours"}, {0.076, "1.8 hours"}, {1.0 / 24, "1 hour"}, {40.0 / 1440, "40 minutes"}, {1.0 / 1440, "1 minute"}, {0, ""}, {1, ""}, {0.9999, ""}} {
		if got := rules.ClockWords(x.days); got != x.want {
			t.Errorf("%v days: %q, want %q", x.days, got, x.want)
		}
	}
	o, err := rules.FollowUp(rules.FollowUpClaim{Kind: appraisal.Benefit, Horizon: appraisal.RapidHours}, rules.FollowUpFacts{FirstAssessmentDay: number(0.076)})
	if err != nil {
		t.Fatal(err)
	}
	if text := o.Trace[len(o.Trace)-1].Text; !strings.Contains(text, "First controlled reading at 1.8 hours; the claim needs one by day 1") {
		t.Errorf("%q", text)
	}
}

func TestATraceOfOneTrialSpeaksOfOne(t *testing.T) {
	one := regexp.MustCompile(`(^|[^0-9.])1 (trials|points|people)\b`)
	n := 40
	c := rules.JudgeCase{
		Claim:  rules.JudgeClaim{Kind: "no-difference", Assertiveness: appraisal.Plain, Magnitude: appraisal.AnySize, Horizon: appraisal.Short, MID: number(3), OIS: number(352)},
		Trials: []rules.JudgeTrial{{Name: "A", Direction: appraisal.Neither, N: &n, Blinding: appraisal.Low, Attrition: appraisal.Low, SampleSize: appraisal.Low, FollowUp: appraisal.High, PICO: appraisal.PICOMajor}},
	}
	o, err := rules.Judge(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range o.Trace {
		if one.MatchString(l.Text) {
			t.Errorf("%s: %s", l.Rule, l.Text)
		}
		if l.Rule == rules.P5 && strings.Contains(l.Text, "the interval still holds") {
			t.Errorf("a direction has no interval: %s", l.Text)
		}
	}
	e, _ := rules.JudgeEvidence(rules.EvidenceCase{Form: appraisal.FormShare, Quantifier: appraisal.Most, Rows: []rules.TallyRow{{Trial: "A", Counts: true, Meets: true}}})
	if text := e.Trace[len(e.Trace)-1].Text; one.MatchString(text) {
		t.Errorf("%s", text)
	}
}

func TestACrossoverTrialWithADirectionOnlyHasNoIntervalToBeTooWide(t *testing.T) {
	for _, x := range []struct {
		without []appraisal.FieldKey
		want    string
	}{{nil, "interval is too wide"}, {[]appraisal.FieldKey{"estimate", "ci_low", "ci_high", "se"}, "its p is too large"}} {
		trial := aTrial("A")
		trial.Facts = with(trial.Facts, "design", "crossover")
		for _, k := range x.without {
			trial = without(trial, k)
		}
		if len(x.without) > 0 {
			trial.Results[0].Facts = with(trial.Results[0].Facts, "direction", "favours-experimental")
		}
		a := rules.Assess(dossier(worksWithin(nil), trial))
		if d := a.Rows[0].Design; d.Line == nil || !strings.Contains(d.Line.Text, x.want) {
			t.Errorf("%v: %+v", x.without, d.Line)
		}
	}
}
