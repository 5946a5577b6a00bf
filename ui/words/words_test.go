package words_test

import (
	"math"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/ui/signs"
	"claimgrade/ui/theme"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
	"claimgrade/ui/words"
)

// named fails for words of the domain that have no words on screen, or share them with another.
func named[T ~string](t *testing.T, kind string, all []T, name func(T) string) {
	t.Helper()
	seen := map[string]T{}
	for _, v := range all {
		w := name(v)
		if w == "" {
			t.Errorf("the %s %q has no words", kind, v)
		}
		if other, ok := seen[w]; ok {
			t.Errorf("the %s %q and %q are both called %q", kind, v, other, w)
		}
		seen[w] = v
	}
}

// eachLanguage runs a test in every language of the program.
func eachLanguage(t *testing.T, test func(t *testing.T)) {
	for _, l := range tr.Languages {
		t.Run(string(l), func(t *testing.T) {
			if err := tr.Use(l); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = tr.Use(tr.English) })
			test(t)
		})
	}
}

func TestEveryWordOfTheDomainHasItsOwnWordsOnScreen(t *testing.T) { eachLanguage(t, everyWord) }

func everyWord(t *testing.T) {
	ratings := append([]appraisal.Rating{appraisal.NotExtracted, ""}, appraisal.Ratings...)
	named(t, "rating", ratings, words.Rating)
	named(t, "domain", appraisal.Domains, words.Domain)
	named(t, "answer", appraisal.Answers, words.Answer)
	named(t, "kind", appraisal.ClaimKinds, words.Kind)
	named(t, "effect", appraisal.EffectKinds, words.EffectKind)
	named(t, "horizon", appraisal.Horizons, words.HorizonName)
	named(t, "relation", appraisal.Relations, words.Relation)
	named(t, "finding", append([]appraisal.CitationFinding{""}, appraisal.CitationFindings...), words.CitationFinding)
	named(t, "size", []appraisal.Magnitude{appraisal.AnySize, appraisal.Important, appraisal.Large}, words.Magnitude)
	named(t, "fit", []appraisal.PICOMatch{appraisal.PICONone, appraisal.PICOSome, appraisal.PICOMajor}, words.PICO)
	named(t, "direction", []appraisal.BiasDirection{appraisal.TowardsExperimental, appraisal.TowardsControl, appraisal.Unclear}, words.BiasDirection)
	named(t, "strength", []appraisal.Assertiveness{appraisal.Hedged, appraisal.Plain, appraisal.Emphatic}, words.Assertiveness)
	named(t, "measure", appraisal.Measures, func(m appraisal.Measure) string { return words.Sentence(string(m)) })
	for _, d := range appraisal.Domains {
		named(t, "meaning", ratings[2:], func(r appraisal.Rating) string { return words.RatingMeaning(d, r) })
	}
}

var verdicts = []appraisal.Verdict{appraisal.Supported, appraisal.PartlySupported, appraisal.Overstated, appraisal.NotSupported,
	appraisal.Contradicted, appraisal.CannotBeJudged, appraisal.Accurate, appraisal.PartlyAccurate, appraisal.Inaccurate,
	appraisal.Misattributed, appraisal.NotTrialQuestion}

func TestAVerdictIsToldByItsSignToo(t *testing.T) {
	eachLanguage(t, func(t *testing.T) { named(t, "verdict", append(verdicts, ""), words.Verdict) })
	type sign struct {
		tone theme.Tone
		mark widgets.MarkKind
	}
	seen := map[sign]appraisal.Verdict{}
	report := map[appraisal.Verdict]bool{appraisal.Accurate: true, appraisal.PartlyAccurate: true, appraisal.Inaccurate: true}
	for _, v := range append(verdicts, "") {
		tone, mark := signs.Verdict(v)
		if mark == widgets.MarkNone {
			t.Errorf("%q has no sign but its colour", v)
		}
		if other, ok := seen[sign{tone, mark}]; ok && !report[v] {
			t.Errorf("%q looks like %q", v, other)
		}
		if !report[v] { // these share the sign of what they say of an effect
			seen[sign{tone, mark}] = v
		}
	}
	if tile := signs.Tile(appraisal.Supported, true); !tile.Hollow {
		t.Error("a provisional verdict fills its sign")
	}
	if pill := signs.Pill("", true); pill.Provisional {
		t.Error("no verdict is provisional")
	}
}

func TestCertaintyHasOneToFourCircles(t *testing.T) {
	for i, c := range []appraisal.Certainty{"", appraisal.CertaintyVeryLow, appraisal.CertaintyLow, appraisal.CertaintyModerate, appraisal.CertaintyHigh} {
		if got := words.CertaintyLevel(c); got != i {
			t.Errorf("%q has %d circles, want %d", c, got, i)
		}
	}
}

func TestTimesAreToldInTheUnitAReaderThinksIn(t *testing.T) {
	for days, want := range map[float64]string{
		0: "0 days", 0.083: "2 hours", 1.0 / 24: "1 hour", 1: "1 day", 2.5: "2.5 days", 28: "28 days", 31: "31 days", 42: "6 weeks",
		363: "51.9 weeks", 364: "1 year", 730: "2 years",
	} {
		if got := words.Days(days); got != want {
			t.Errorf("%v is %q, want %q", days, got, want)
		}
	}
	if err := tr.Use(tr.Norwegian); err != nil {
		t.Fatal(err)
	}
	if got := words.Days(2.5) + ", " + words.Days(42); got != "2,5 dager, 6 uker" {
		t.Errorf("in Norwegian %q", got)
	}
	_ = tr.Use(tr.English)
	n := 28.0
	for h, want := range map[appraisal.Horizon]string{appraisal.AtDay: "At 28 days", appraisal.ThroughDay: "Up to 28 days", appraisal.ByDay: "Within 28 days"} {
		if got := words.Horizon(appraisal.Effect{Horizon: h, HorizonDays: &n}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := words.Horizon(appraisal.Effect{Horizon: appraisal.Custom, CustomLowDays: &n}); got != "At least 28 days" {
		t.Errorf("own bounds are %q", got)
	}
}

func TestNumbersHaveATrueMinusAndNoIdleZeros(t *testing.T) {
	for _, c := range []struct {
		x        float64
		decimals int
		want     string
	}{{-7.95, 2, "−7.95"}, {3, 2, "3"}, {3.10, 2, "3.1"}, {100, 0, "100"}, {-0.001, 2, "0"}, {0.5, 0, "0"}, {1500, 0, "1500"}, {math.Copysign(0, -1), 1, "0"}} {
		if got := tr.Number(c.x, c.decimals); got != c.want {
			t.Errorf("%v is %q, want %q", c.x, got, c.want)
		}
	}
}
