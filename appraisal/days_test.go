package appraisal

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestTimesAreReadAsReportsWriteThem(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  string
	}{
		{"7", "7"}, {"0.083", "0.083"}, {"40 min", "0.0278"}, {"40min", "0.0278"}, {"110 minutes", "0.0764"}, {"2 h", "0.0833"},
		{"1.5 hours", "0.0625"}, {"1,5 h", "0.0625"}, {"24 h", "1"}, {"3 weeks", "21"}, {"1 week", "7"}, {"2 wk.", "14"},
		{"6 months", "182.625"}, {"1 year", "365.25"}, {"10 days", "10"}, {"", ""}, {"h", "h"}, {"2 x", "2 x"}, {"-2 h", "-2 h"}, {"2 h 30", "2 h 30"},
	} {
		if got := DaysValueOf(c.typed); got != c.want {
			t.Errorf("%q is stored as %q, want %q", c.typed, got, c.want)
		}
	}
}

func TestTimesAreSaidInTheUnitThatAReaderThinksIn(t *testing.T) {
	for _, c := range []struct {
		days float64
		want string
	}{
		{0, "0 days"}, {0.0001, "1 minute"}, {0.028, "40 minutes"}, {0.076, "110 minutes"}, {0.0417, "1 hour"}, {0.083, "2 hours"},
		{0.0625, "90 minutes"}, {0.125, "3 hours"}, {0.167, "4 hours"}, {0.5, "12 hours"}, {1, "1 day"}, {31, "31 days"},
		{32, "4.6 weeks"}, {363, "51.9 weeks"}, {364, "1 year"}, {730, "2 years"},
	} {
		if got := DaysText(c.days); got != c.want {
			t.Errorf("%v days are %q, want %q", c.days, got, c.want)
		}
	}
}

func TestATimeThatIsSaidCanBeTypedAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		minutes := rapid.IntRange(1, 1439).Draw(t, "minutes")
		d := float64(minutes) / 1440
		back, ok := ParseDays(DaysText(d))
		if !ok || math.Abs(back-d)*1440 > 3.5 {
			t.Fatalf("%d minutes are %q, read as %v days", minutes, DaysText(d), back)
		}
	})
}
