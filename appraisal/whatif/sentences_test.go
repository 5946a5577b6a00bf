package whatif

import (
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

func TestOneIsSaidOfOneThing(t *testing.T) {
	for _, x := range []struct {
		figure float64
		unit   string
		want   string
	}{
		{1, " percentage points", "1 percentage point"},
		{-1, " percentage points", "−1 percentage point"},
		{1, " points on MADRS", "1 point on MADRS"},
		{1, " standard deviations", "1 standard deviation"},
		{0.6931, " log units (odds ratio)", "an odds ratio of 2"},
		{0, " log units (hazard ratio)", "a hazard ratio of 1"},
		{1.2, " points on MADRS", "1.2 points on MADRS"},
		{1, "", "1"},
	} {
		if got := measured(x.figure, x.unit); got != x.want {
			t.Errorf("%v: %q, want %q", x.figure, got, x.want)
		}
	}
	if got := Outcomes(rules.Study{People: 10, Effect: 1, Unit: "percentage points"})[0].Change; got != "It finds 1 percentage point" {
		t.Errorf("%q", got)
	}
}

func TestTimesWithinADayAreSaidByTheClock(t *testing.T) {
	for _, x := range []struct {
		days       float64
		read, upTo string
	}{
		{0.076, "after 1.8 hours", "1.8 hours"}, {1.0 / 24, "after 1 hour", "1 hour"}, {40.0 / 1440, "after 40 minutes", "40 minutes"},
		{1, "on day 1", "day 1"}, {0, "on day 0", "day 0"}, {28, "on day 28", "day 28"},
	} {
		if read, upTo := onDay(x.days), dayOrTime(x.days); read != x.read || upTo != x.upTo {
			t.Errorf("%v: read %q, compared up to %q", x.days, read, upTo)
		}
	}
	if got := spell(40.0 / 1440); got != "40 minutes" {
		t.Errorf("%q", got)
	}
}

func TestALargeEffectIsMeasuredByTheSetInForce(t *testing.T) {
	strict, _ := appraisal.BuiltIn("strict")
	e := appraisal.Effect{Kind: appraisal.Benefit, Magnitude: appraisal.Large, MID: number(3), Measure: appraisal.MeanDifference, Instrument: "MADRS"}
	if got, want := sizeSays(e, &strict), "a large effect (from 7.5 points on MADRS)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAnEstimateInTheLedgerHasEquallyManyDecimals(t *testing.T) {
	if got := strings.Join(figures(7.95, 3.2, -12), " "); got != "7.95 3.20 −12.00" {
		t.Errorf("%q", got)
	}
}
