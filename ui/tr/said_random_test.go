package tr

import (
	"math/rand/v2"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// random draws inputs of the rules, near enough to their bounds that most sentences are said.
type random struct{ *rand.Rand }

func pick[T any](g random, of ...T) T { return of[g.IntN(len(of))] }

func (g random) among(most float64) float64 { return g.Float64() * most }

func (g random) maybe(x float64) *float64 {
	if g.IntN(6) == 0 {
		return nil
	}
	return &x
}

func (g random) people(most int) *int {
	if g.IntN(8) == 0 {
		return nil
	}
	n := g.IntN(most)
	return &n
}

func (g random) set() *appraisal.Thresholds {
	name := pick(g, append([]string{""}, appraisal.ThresholdSets...)...)
	if name == "" {
		return nil
	}
	set, _ := appraisal.BuiltIn(name)
	if g.IntN(5) == 0 {
		set.Name = "Alpha 1"
	}
	return &set
}

func (g random) judgeCase() rules.JudgeCase {
	kinds := []string{"benefit", "benefit", "harm", "no-difference", "no-better", "non-inferiority", "not-shown", ""}
	ois := 350.0
	c := rules.JudgeCase{Claim: rules.JudgeClaim{
		Kind: pick(g, kinds...), PositiveKind: pick(g, appraisal.Benefit, appraisal.Harm, appraisal.NoBetter),
		Assertiveness: pick(g, appraisal.Hedged, appraisal.Plain, appraisal.Emphatic), Magnitude: pick(g, appraisal.AnySize, appraisal.Important, appraisal.Large),
		Horizon: appraisal.Short, MID: g.maybe(3), Large: pick(g, nil, g.maybe(7)), Margin: g.maybe(1 + g.among(3)), OIS: &ois,
		OtherBiasConsidered: g.IntN(4) > 0, SearchStated: g.IntN(4) > 0, PublicationBiasSuspected: g.IntN(8) == 0, LinkedRandomised: g.IntN(3) * 400,
		NonRandomised: g.IntN(9) == 0,
	}, Options: rules.JudgeOptions{Thresholds: g.set()}}
	if g.IntN(4) == 0 {
		for _, s := range appraisal.Steps {
			c.Options.Overrules = append(c.Options.Overrules, appraisal.Overrule{Step: s, Value: pick(g, s.Values()...), Reviewer: "x", Reason: "Alpha 1"})
		}
	}
	counted, centre, spread := g.IntN(5) == 0, g.among(14)-6, g.among(5)
	rating := func() appraisal.Rating {
		return pick(g, appraisal.Low, appraisal.Low, appraisal.SomeConcerns, appraisal.High, appraisal.High, appraisal.NoInformation, appraisal.NotExtracted)
	}
	for i := range pick(g, 0, 1, 2, 3, 4, 5, 7, 12) {
		n, estimate, se, p := 1+g.IntN(300), centre+spread*(2*g.Float64()-1), 0.3+g.among(3), g.among(0.1)
		t := rules.JudgeTrial{Name: []string{"Alpha 1", "Beta 2", "Gamma 3", "Delta 4"}[i%4], Estimate: &estimate, SE: &se, N: &n,
			Blinding: rating(), Attrition: rating(), SampleSize: rating(), FollowUp: rating(),
			PICO:          pick(g, appraisal.PICONone, appraisal.PICONone, appraisal.PICOSome, appraisal.PICOMajor),
			BiasDirection: pick(g, "", appraisal.TowardsExperimental, appraisal.TowardsControl, appraisal.Unclear)}
		if counted || g.IntN(9) == 0 {
			t.Estimate, t.SE, t.PTwoSided = nil, nil, &p
			t.Direction = pick(g, appraisal.Favours, appraisal.Favours, appraisal.Against, appraisal.Neither)
		}
		c.Trials = append(c.Trials, t)
	}
	return c
}

func (g random) blinding() rules.BlindingFacts {
	answer := func() appraisal.Answer {
		return pick(g, appraisal.Yes, appraisal.No, appraisal.Yes, "", appraisal.NotReported)
	}
	own := func() appraisal.Answer {
		if g.IntN(3) > 0 {
			return ""
		}
		return pick(g, appraisal.Yes, appraisal.ProbablyYes, appraisal.ProbablyNo, appraisal.No, appraisal.NoInfo)
	}
	table := func() *rules.GuessTable {
		if g.IntN(3) > 0 {
			return nil
		}
		arm := func() *rules.Guesses {
			return &rules.Guesses{Correct: g.people(30), Wrong: g.people(30), DontKnow: g.people(10)}
		}
		return &rules.GuessTable{Experimental: arm(), Control: arm()}
	}
	return rules.BlindingFacts{ParticipantsBlinded: answer(), AssessorBlinded: answer(), OutcomeKind: pick(g, appraisal.PatientReported, appraisal.ClinicianRated, appraisal.Objective, ""),
		PerceptibleEffects: pick(g, "none", "subtle", "obvious", "obvious", "odd"), Control: pick(g, "inert", "active", "open", ""), RaterSeparated: answer(),
		ParticipantGuesses: table(), AssessorGuesses: table(), GuessTiming: pick(g, "before", "after", "not-reported"), LikelyInfluenced: own(),
		Deviations: own(), DeviationsAffected: own(), DeviationsBalanced: own(), NotExtracted: g.IntN(20) == 0, MostGuessedRight: answer(),
		ParticipantsAware: own(), AssessorAware: own(), Thresholds: g.set()}
}

func (g random) attrition() rules.AttritionFacts {
	f := rules.AttritionFacts{MinEventsOrNonEvents: pick(g, nil, g.people(20)), Reasons: pick(g, "unrelated", "related-or-differing", "similar", "", "odd"),
		Analysis: pick(g, "mar-model", "locf", "completer", "mnar-sensitivity", ""), Robust: g.IntN(5) == 0, NotExtracted: g.IntN(20) == 0, Thresholds: g.set()}
	arm := func() *rules.ArmFlow {
		n := 20 + g.IntN(80)
		seen := n - int(float64(n)*g.among(0.6))
		return &rules.ArmFlow{Randomised: &n, Observed: pick(g, &seen, &seen, &seen, g.people(100))}
	}
	if g.IntN(4) == 0 {
		both := arm()
		f.Total = &rules.TotalFlow{Randomised: both.Randomised, Observed: both.Observed, SmallestArm: g.people(50)}
		return f
	}
	f.Experimental, f.Control = arm(), arm()
	return f
}

func (g random) sample() (rules.SampleSizeClaim, rules.SampleSizeFacts) {
	c := rules.SampleSizeClaim{Kind: pick(g, appraisal.Benefit, appraisal.Harm, appraisal.NoDifference, ""), RRR: pick(g, nil, g.maybe(0.25)), TolerableRisk: g.maybe(0.015),
		Horizon: pick(g, appraisal.Short, appraisal.Long, ""), Thresholds: g.set()}
	if g.IntN(2) == 0 {
		c.MID, c.PlanningSD = g.maybe(3), g.maybe(10)
	} else {
		c.ControlRisk = g.maybe(g.among(1.2))
	}
	return c, rules.SampleSizeFacts{NExperimental: g.people(200), NControl: g.people(200), SE: pick(g, nil, g.maybe(1.5)), NExposed: g.people(400),
		NExposedOneYear: g.people(200), NotExtracted: g.IntN(20) == 0}
}

func (g random) followUp() (rules.FollowUpClaim, rules.FollowUpFacts) {
	day := func() *float64 {
		return g.maybe(pick(g, 1.0/24, 40.0/1440, 0.076, 1, 2.5, 7, 14, 28, 42, 182, 400, -1))
	}
	return rules.FollowUpClaim{Kind: pick(g, appraisal.Benefit, appraisal.Harm, ""), Horizon: pick(g, appraisal.Horizons...), HorizonDays: day(),
			CustomLowDays: day(), CustomSomeDays: day(), Thresholds: g.set()},
		rules.FollowUpFacts{FirstAssessmentDay: day(), ResultDay: day(), LastControlledDay: day(), LastAnyDay: day(), RandomisedWithdrawal: g.IntN(4) == 0,
			CrossoverBeforeHorizon: g.IntN(4) == 0, CarryOverExcluded: g.IntN(2) == 0, NotExtracted: g.IntN(20) == 0}
}
