package whatif

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// anyCase draws a case that can be judged.
func anyCase(t *rapid.T) rules.JudgeCase {
	mid, margin, ois := 3.0, 2.0, 352.0
	c := rules.JudgeCase{Claim: rules.JudgeClaim{
		Kind:          rapid.SampledFrom([]string{"benefit", "benefit", "harm", "no-difference", "no-better", "non-inferiority", "not-shown"}).Draw(t, "kind"),
		PositiveKind:  appraisal.Benefit,
		Assertiveness: rapid.SampledFrom([]appraisal.Assertiveness{appraisal.Hedged, appraisal.Plain, appraisal.Emphatic}).Draw(t, "wording"),
		Magnitude:     rapid.SampledFrom([]appraisal.Magnitude{appraisal.AnySize, appraisal.Important, appraisal.Large}).Draw(t, "size"),
		Horizon:       appraisal.RapidDays, MID: &mid, Margin: &margin, OIS: &ois,
		SearchStated: rapid.Bool().Draw(t, "search"), OtherBiasConsidered: rapid.Bool().Draw(t, "other bias"),
	}}
	rating := rapid.SampledFrom([]appraisal.Rating{appraisal.Low, appraisal.Low, appraisal.SomeConcerns, appraisal.High, appraisal.NoInformation, appraisal.NotExtracted})
	for i := range rapid.IntRange(0, 6).Draw(t, "trials") {
		estimate, se, n := rapid.Float64Range(-6, 8).Draw(t, "estimate"), rapid.Float64Range(.4, 3).Draw(t, "se"), rapid.IntRange(10, 300).Draw(t, "n")
		c.Trials = append(c.Trials, rules.JudgeTrial{
			Name: string(rune('A' + i)), Estimate: &estimate, SE: &se, N: &n, Blinding: rating.Draw(t, "blinding"), Attrition: rating.Draw(t, "attrition"),
			SampleSize: appraisal.Low, FollowUp: rating.Draw(t, "follow-up"), PICO: appraisal.PICONone,
		})
	}
	return c
}

// judgedAs is the finding of rules.Judge, with nothing remembered from other variations.
func judgedAs(t *rapid.T, c rules.JudgeCase) finding {
	o, err := rules.Judge(c)
	if err != nil {
		t.Fatal(err)
	}
	f := finding{verdict: o.Verdict}
	if o.Positive != nil {
		o = *o.Positive
	}
	if o.Certainty != nil {
		f.certainty = *o.Certainty
	}
	return f
}

func TestAChangeAppliedGivesExactlyWhatItSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, ok := newBase(anyCase(t))
		if !ok {
			t.Fatal("refused")
		}
		for _, x := range b.changes() {
			if got := judgedAs(t, b.with(x)); got != x.found {
				t.Fatalf("%s: said %v, is %v", x.text(), x.found, got)
			}
			if x.found == b.found {
				t.Fatalf("%s: moves nothing", x.text())
			}
		}
	})
}

func TestNoHalfOfAPairDoesItAlone(t *testing.T) {
	seen := 0
	rapid.Check(t, func(t *rapid.T) {
		b, ok := newBase(anyCase(t))
		if !ok {
			t.Fatal("refused")
		}
		for _, x := range b.changes() {
			if x.slot.what != sizePair {
				continue
			}
			seen++
			for _, half := range x.halves {
				if half.found.verdict == x.found.verdict || (half.found.verdict != b.found.verdict && raises(b.found, half.found) == raises(b.found, x.found)) {
					t.Fatalf("%s: %s does it alone", x.text(), half.text())
				}
			}
		}
	})
	if seen == 0 {
		t.Error("no pair was found in any case")
	}
}

func TestBothDirectionsAreAmongTheChangesShown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, ok := newBase(anyCase(t))
		if !ok {
			t.Fatal("refused")
		}
		shown := b.changes()
		f := &finder{base: b, factual: map[slot]bool{}}
		f.statements()
		f.wording()
		f.ratings()
		for _, up := range []bool{true, false} {
			is := func(x *edit) bool { return x.found != b.found && raises(b.found, x.found) == up }
			if slices.ContainsFunc(f.tried, is) && !slices.ContainsFunc(shown, is) {
				t.Fatalf("up %v: none of %d shown", up, len(shown))
			}
		}
	})
}

func TestTheSettlingStudyDoesWhatItSays(t *testing.T) {
	settled := 0
	rapid.Check(t, func(t *rapid.T) {
		c := anyCase(t)
		b, ok := newBase(c)
		if !ok {
			t.Fatal("refused")
		}
		s := b.study()
		if s.People == 0 || s.PerArm*2 != s.People || float64(s.People) > mostOfOIS**c.Claim.OIS+float64(grain(s.People)) {
			t.Fatalf("%+v", s)
		}
		if s.Settles == (len(s.InTheWay) > 0) {
			t.Fatalf("settles, and yet: %+v", s)
		}
		se, _ := b.errorOf(s.People)
		after := func(estimate float64) finding {
			k := b.c
			k.Trials = slices.Clone(k.Trials)
			join(&k, soundTrial(estimate, se, s.People))
			return judgedAs(t, k)
		}
		found, none := after(s.Effect), after(s.None)
		if d := cmp.Diff([]rules.Finding{s.IfFound, s.IfNone}, []rules.Finding{{Verdict: found.verdict, Certainty: found.certainty}, {Verdict: none.verdict, Certainty: none.certainty}}); d != "" {
			t.Fatal(d)
		}
		if s.Settles {
			settled++
			right, wrong := found.verdict, none.verdict
			if c.Claim.Kind == "not-shown" {
				if right != appraisal.Contradicted || wrong != appraisal.Supported {
					t.Fatalf("%v %v", right, wrong)
				}
			} else if right != appraisal.Supported || (wrong != appraisal.NotSupported && wrong != appraisal.Contradicted) {
				t.Fatalf("%v %v", right, wrong)
			}
		}
		slices.Reverse(c.Trials)
		if r, _ := newBase(c); r.study().Settles != s.Settles {
			t.Fatal("another order of trials, another study")
		}
	})
	if settled == 0 {
		t.Error("no study settles any case")
	}
}

func TestWhatKeepsAStudyFromSettlingIsNamed(t *testing.T) {
	mid, ois := 3.0, 352.0
	c := rules.JudgeCase{Claim: rules.JudgeClaim{
		Kind: "benefit", Assertiveness: appraisal.Emphatic, Magnitude: appraisal.AnySize, Horizon: appraisal.Short, MID: &mid, OIS: &ois, OtherBiasConsidered: true,
	}}
	b, _ := newBase(c)
	s := b.study()
	if s.Settles || len(s.InTheWay) != 1 || !strings.Contains(s.InTheWay[0], "no search is stated") {
		t.Errorf("%+v", s)
	}
	c.Claim.SearchStated = true
	b, _ = newBase(c)
	if s = b.study(); !s.Settles || s.IfFound.Verdict != appraisal.Supported || s.People > 360 || s.Day == nil || *s.Day != 42 || s.Onset {
		t.Errorf("%+v", s)
	}
}
