package timeframe

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestTimesAreReadAsAPersonReadsThem(t *testing.T) {
	tests := []struct{ phrase, want string }{
		// One time, in every way it is written.
		{"Week 8", "8w"}, {"week eight", "8w"}, {"8 weeks", "8w"}, {"8-week", "8w"}, {"8wks", "8w"}, {"Week8", "8w"}, {"W8", "8w"},
		{"24h", "24h"}, {"24 hrs", "24h"}, {"twenty-four hours", "24h"}, {"twenty four hours", "24h"}, {"24-hour", "24h"}, {"D28", "28d"},
		{"three years", "3y"}, {"one and a half years", "1.5y"}, {"one-and-a-half years", "1.5y"}, {"2 1/2 years", "2.5y"}, {"2½ years", "2.5y"},
		{"half a year", "0.5y"}, {"half an hour", "30min"}, {"1/2 hour", "30min"}, {"0,5 hours", "30min"}, {"1.5 hours", "90min"},
		{"six (6) months", "6m"}, {"one hundred and twenty days", "120d"}, {"1,000 days", "1000d"}, {"a week after surgery", "-"}, {"within a week", "1w"},
		{"the first week", "1w"}, {"3rd month", "3m"}, {"end of the 8th week", "8w"}, {"postoperative day 7", "7d"}, {"POD 1, 3 and 5", "5d"},
		{"30 seconds", "0.5min"}, {"2 hours 30 minutes", "150min"}, {"1 year and 6 months", "-sum"}, {"Week-12", "12w"}, {"12 wks.", "12w"},
		// The last of several.
		{"Day 1 to Day 29", "29d"}, {"Days 1, 15, and 29", "29d"}, {"Baseline, 4, 8 and 12 weeks", "12w"}, {"2-3 years", "3y"}, {"3/6/12 months", "12m"},
		{"1st, 3rd and 6th month", "6m"}, {"Day 1, 4 weeks", "4w"}, {"Day 1 week 4", "4w"}, {"0, 1, 2, 4 and 24 h post-dose", "24h"}, {"0-24 hours", "24h"},
		{"Week 12 (3 months)", "12w"}, {"12 months (52 weeks)", "12m"}, {"24 weeks + 30 days", "198d"}, {"Day 28 (± 3 days)", "28d"}, {"6 (± 1) months", "6m"},
		{"Visit 4 (Day 28 +/- 3 days)", "28d"}, {"every 2 weeks for 6 months", "6m"}, {"daily for two weeks", "2w"}, {"twice a week for 8 weeks", "8w"},
		{"3 days per week for 12 weeks", "12w"}, {"on the 15th of every month, for two years", "2y"}, {"at 3-month intervals for 2 years", "2y"},
		// To a bound, or to a stated length.
		{"through study completion, an average of 1 year", "1y"}, {"From enrolment to the end of treatment at 8 weeks", "8w"},
		{"From enrollment to the end of treatment at 8 weeks", "8w"}, {"Baseline to end of treatment (Week 52)", "52w"}, {"Until discharge or 30 days", "30d"},
		{"Until hospital discharge, up to 30 days", "30d"}, {"up to 2 years from randomization to death", "2y"}, {"12 weeks or early termination", "12w"},
		{"From first dose until 30 days after last dose, up to 24 months", "24m"}, {"within the first 24 hours", "24h"}, {"2 weeks before and after surgery", "2w"},
		// The start.
		{"Baseline", "0"}, {"At baseline only", "0"}, {"baseline (Day 1)", "0"}, {"Day 0", "0"}, {"Screening/Baseline", "0"}, {"Pre-treatment (baseline)", "0"},
		// No time.
		{"", "-"}, {"Until death", "-"}, {"Hospital stay", "-"}, {"participants will be followed for the duration of hospital stay, an expected average of 5 weeks", "-"},
		{"January 2020 to March 2021", "-"}, {"Year 2020", "-"}, {"2015-2020", "-"}, {"Visit 5", "-"}, {"T0, T1, T2", "-"}, {"12", "-"}, {"6m", "-"},
		{"From Day 1 until disease progression", "-"}, {"Day 1 to end of study", "-"}, {"Day 1 and end of treatment", "-"}, {"Baseline and end of study", "-"},
		{"30 days after last dose", "-"}, {"6 months after the end of treatment", "-"}, {"within 30 days of hospital discharge", "-"}, {"end of treatment + 28 days", "-"},
		{"Cycle 1 Day 1 to Cycle 2 Day 28", "-"}, {"C1D1, C2D15", "-"}, {"every cycle (28 days)", "-"}, {"6 cycles (each cycle is 21 days)", "-"}, {"Day 15 of each 28-day cycle", "-"},
		{"every 6 weeks", "-"}, {"every other week", "-"}, {"q12w", "-"}, {"twice a day", "-"}, {"daily", "-"}, {"monthly", "-"}, {"in the past 2 weeks", "-"},
		{"2 weeks before surgery", "-"}, {"at 18 years of age", "-"}, {"aged 65 years", "-"}, {"36 weeks gestation", "-"}, {"6-minute walk test", "-"},
		{"24-hour urine", "-"}, {"8:30 to 16:00 hours", "-"}, {"10 mg", "-"}, {"the first weeks", "-"}, {"the following week", "-"}, {"second visit", "-"},
		{"15/03/2015 - 2 years", "2y"}, {"15/03/2015 to 31/12/2016", "-"}, {"2015-03-15, 2016-03-15", "-"}, {"03/2015 to 04/2017", "-"},
		{"From Day 1 to Day 15 of each 28-day cycle for up to 6 cycles", "-"}, {"Day 1 and Week 24, up to 6 cycles", "24w"},
		{"1,5 years", "-"}, {"Day -7", "-"}, {"9999999 years", "-"}, {"median follow-up 24 months", "-"}, {"weeks apart: 3 weeks apart", "-"},
	}
	for _, tt := range tests {
		got, kind := Parse(tt.phrase)
		want := tt.want
		switch want {
		case "-sum":
			if got == nil || !near(*got, year+6*month) {
				t.Errorf("%q is %v (%s), want a year and a half", tt.phrase, text(got), kind)
			}
			continue
		}
		w := expected(t, want)
		if (w == nil) != (got == nil) || w != nil && !near(*w, *got) {
			t.Errorf("%q is %s (%s), want %s", tt.phrase, text(got), kind, want)
		}
	}
}

func text(days *float64) any {
	if days == nil {
		return "no time"
	}
	return *days
}

func TestEveryReadingOfAPhrase(t *testing.T) {
	tests := []struct {
		phrase string
		want   []float64
	}{
		{"Baseline, 4, 8 and 12 weeks", []float64{28, 56, 84}},
		{"Day 1 to Day 29", []float64{1, 29}},
		{"Baseline", nil},
		{"until death", nil},
	}
	for _, tt := range tests {
		if got := Points(tt.phrase); !slices.Equal(got, tt.want) {
			t.Errorf("%q has readings at %v, want %v", tt.phrase, got, tt.want)
		}
	}
}

func TestKindTellsAnEventFromNothing(t *testing.T) {
	for phrase, want := range map[string]Kind{
		"Until death": Event, "the duration of hospital stay": Event, "From Day 1 until progression": Event, "Visit 3": Event, "January 2020": Unstated,
		"Week 4": Duration, "Week 0": Baseline, "Baseline": Baseline, "": Unstated,
	} {
		if _, kind := Parse(phrase); kind != want {
			t.Errorf("%q is %s, want %s", phrase, kind, want)
		}
	}
}

// numberWords are all words from which a time may come.
func hasNumber(s string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if _, ok := small[w]; ok {
			return true
		}
		if tens[w] > 0 || ordinals[w] > 0 || w == "half" || w == "a" || w == "an" {
			return true
		}
	}
	return strings.ContainsAny(s, "0123456789½¼¾")
}

func TestNoNumberWithoutANumber(t *testing.T) {
	vocabulary := []string{"week", "weeks", "day", "days", "until", "death", "baseline", "after", "to", "from", "month", "every", "of", "the", "surgery", "visit", ",", "(", ")", "-", "and", "end", "year"}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 0, 12).Draw(t, "words"), " ")
		if days, kind := Parse(s); days != nil && *days != 0 {
			t.Fatalf("%q is %v days (%s)", s, *days, kind)
		}
	})
}

func TestUnitsAndSpellingAgree(t *testing.T) {
	words := []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		u := rapid.SampledFrom([]string{"hours", "days", "weeks", "months", "years"}).Draw(t, "unit")
		a, _ := Parse(words[n] + " " + u)
		if a == nil || !near(*a, float64(n)*units[u]) {
			t.Fatalf("%s %s is %v", words[n], u, text(a))
		}
		for _, frame := range []string{"up to %", "Baseline and %", "at %", "% after randomization", "From randomization to %"} {
			b, _ := Parse(strings.Replace(frame, "%", words[n]+" "+u, 1))
			if b == nil || !near(*a, *b) {
				t.Fatalf("%s: %v, want %v", frame, text(b), *a)
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	for line := range strings.SplitSeq(phrases, "\n") {
		if _, phrase, ok := strings.Cut(line, "\t"); ok {
			f.Add(phrase)
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		days, kind := Parse(s)
		Points(s)
		switch {
		case days != nil && !plausible(*days):
			t.Fatalf("%q is %v days", s, *days)
		case days != nil && *days != 0 && !hasNumber(alike.Replace(s)):
			t.Fatalf("%q has no number but is %v days", s, *days)
		case (days == nil) != (kind == Event || kind == Unstated):
			t.Fatalf("%q: %v is %s", s, text(days), kind)
		}
	})
}
