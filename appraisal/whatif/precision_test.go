package whatif

import (
	"math"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

func judgeCase(kind appraisal.EffectKind, mid, ois float64, trials ...rules.JudgeTrial) rules.JudgeCase {
	return rules.JudgeCase{Claim: rules.JudgeClaim{
		Kind: string(kind), Assertiveness: appraisal.Plain, Magnitude: appraisal.AnySize, Horizon: appraisal.Short, MID: &mid, OIS: &ois,
		OtherBiasConsidered: true, SearchStated: true,
	}, Trials: trials}
}

func TestANewTrialIsNeverMorePreciseThanTheTrialsAtHand(t *testing.T) {
	// Of 181 people the error was 5.9 points: 786 people cannot have one of 0.36, whatever the claim takes as enough.
	b, ok := newBase(judgeCase(appraisal.NoDifference, 1, 786, soundTrial(10.2, 5.9, 181)))
	if !ok {
		t.Fatal("refused")
	}
	se, _ := b.errorOf(786)
	if want := 5.9 * math.Sqrt(181.0/786); math.Abs(se-want) > 1e-9 {
		t.Errorf("standard error %v, want %v", se, want)
	}
	s := b.study()
	if s.Settles || !strings.Contains(strings.Join(s.InTheWay, "; "), "too few") {
		t.Errorf("%+v", s)
	}
}

func TestANewTrialHasItsPlannedErrorWhereTheTrialsAtHandWereMorePrecise(t *testing.T) {
	b, _ := newBase(judgeCase(appraisal.Benefit, 3, 352, soundTrial(4, 0.4, 352)))
	if se, _ := b.errorOf(352); math.Abs(se-3/powered) > 1e-9 {
		t.Errorf("standard error %v, want %v", se, 3/powered)
	}
	if right, wrong := b.sides(); right != 4 || wrong != 0 {
		t.Errorf("sought: %v and %v", right, wrong)
	}
}

func TestWhatIsSoughtDoesNotGrowWithTheErrorOfTheTrialsAtHand(t *testing.T) {
	b, _ := newBase(judgeCase(appraisal.Benefit, 3, 352, soundTrial(1, 9, 40)))
	if right, _ := b.sides(); right != 3 {
		t.Errorf("sought: %v, want the smallest difference that matters", right)
	}
}

func TestARiskDifferenceCannotBeMorePreciseThanCountsOfPeople(t *testing.T) {
	for _, x := range []struct {
		control *float64
		want    float64
	}{{nil, 100 * math.Sqrt(4*0.01*0.99/400)}, {number(0.3), 100 * math.Sqrt(4*0.3*0.7/400)}} {
		b, _ := newBase(judgeCase(appraisal.NoDifference, 1, 786))
		b.recorded = &recorded{d: appraisal.Dossier{Claim: appraisal.Claim{Effect: appraisal.Effect{Measure: appraisal.RiskDifference, MID: number(1), ControlRisk: x.control}}}}
		if se, _ := b.errorOf(400); math.Abs(se-x.want) > 1e-9 {
			t.Errorf("standard error %v, want %v", se, x.want)
		}
	}
}

func number(x float64) *float64 { return &x }
