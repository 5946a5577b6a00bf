package propose_test

import (
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/propose"
)

func num(x float64) *float64 { return &x }

func TestTheDifferenceThatMostClaimsHaveOnAScaleIsProposed(t *testing.T) {
	claim := func(label, instrument string, m appraisal.Measure, mid *float64, change ...func(*appraisal.Claim)) appraisal.Claim {
		c := appraisal.Claim{Kind: appraisal.KindEffect, Label: label, Effect: appraisal.Effect{Instrument: instrument, Measure: m, MID: mid, MIDSource: "Berg 2013"}}
		for _, f := range change {
			f(&c)
		}
		return c
	}
	const points, standard = appraisal.MeanDifference, appraisal.StdDifference
	v := propose.Vocabulary{Differences: propose.DifferencesOf([]appraisal.Claim{
		claim("rare", "HAM-D", points, num(7)),
		claim("first", "HAM-D", points, num(3), func(c *appraisal.Claim) {
			c.Effect.MIDLow, c.Effect.MIDHigh, c.Effect.PlanningSD = num(2), num(5), num(8)
		}),
		claim("second", "ham d", points, num(3), func(c *appraisal.Claim) {
			c.Effect.MIDLow, c.Effect.MIDHigh, c.Effect.PlanningSD = num(2), num(5), num(8)
		}),
		claim("other spread", "HAM-D", points, num(3)),
		claim("standardised", "HAM-D", standard, num(0.3)),
		claim("no difference", "BDI", points, nil),
		claim("zero", "BDI", points, num(0)),
		claim("a count of trials", "BDI", points, num(4), func(c *appraisal.Claim) { c.Kind = appraisal.KindEvidence }),
		claim("no scale", "", points, num(10)),
		claim("", "PANSS", points, num(15), func(c *appraisal.Claim) { c.Kind, c.Text = appraisal.KindNotShown, "The whole sentence" }),
	})}
	for _, c := range []struct {
		instrument string
		measure    appraisal.Measure
		value      string // empty: none
		claim      string
	}{
		{"HAM-D", points, "3", "first"},
		{"ham d", points, "3", "first"},
		{"HAM-D", standard, "0.3", "standardised"},
		{"HAM-D", appraisal.RiskDifference, "", ""},
		{"HAM-D 17", points, "", ""},
		{"BDI", points, "", ""},
		{"", points, "", ""},
		{"PANSS", points, "15", "The whole sentence"},
	} {
		p, ok := v.DifferenceOn(c.instrument, c.measure)
		if ok != (c.value != "") || p.Value != c.value {
			t.Errorf("on %s as %s: %q, want %q", c.instrument, c.measure, p.Value, c.value)
			continue
		}
		if !ok {
			continue
		}
		if p.Field != propose.Difference || p.Rule.ID != "D-1" || p.Scaled.Claim != c.claim || p.Scaled.Source != "Berg 2013" {
			t.Errorf("on %s as %s: %+v of %+v", c.instrument, c.measure, p, p.Scaled)
		}
	}
	p, _ := v.DifferenceOn("HAM-D", points)
	if s := p.Scaled; s.Claims != 2 || *s.Low != 2 || *s.High != 5 || *s.PlanningSD != 8 {
		t.Errorf("without what belongs to it: %+v", s)
	}
}
