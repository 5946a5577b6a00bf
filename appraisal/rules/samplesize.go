package rules

import (
	"math"

	"claimgrade/appraisal"
	"claimgrade/appraisal/stats"
)

// The rules of SAMPLE SIZE (method 10.3). S-I finds the information fraction, the others rate: the first that matches.
const (
	S0 ID = "S-0"
	SI ID = "S-I"
	S1 ID = "S-1"
	S2 ID = "S-2"
	S3 ID = "S-3"
	S4 ID = "S-4"
	S5 ID = "S-5"
)

const informationSize = "GRADE 6 and GRADE 34 (optimal information size)"

var sampleSizeRules = []Rule{
	{S0, "What the rating needs is missing: No information where the report does not say, not extracted where nobody has looked.", convention},
	{SI, "The information fraction says how much of the information needed to detect the smallest effect that matters (α 0.05, power 0.80) the trial holds: from the observed standard error, else from the planned numbers.", informationSize + "; convention (the fraction)"},
	{S1, "Fewer than 50 people analysed: High.", "Dechartres 2013 (trials below 50 show larger effects); convention (High)"},
	{S2, "The information needed is reached, with 100 people or more: Low.", informationSize + "; convention (100 people)"},
	{S3, "At least half of the information needed: Some concerns.", informationSize + "; convention (one half: about even odds to detect the effect)"},
	{S4, "Less than half of the information needed: High.", informationSize + "; convention (one half)"},
	{S5, "A claim about harm: excluding a harm of the largest tolerable risk needs 3 divided by that risk people exposed. All of them: Low, for a long horizon only with 100 people exposed for a year; half of them: Some concerns; else High.", "rule of three; convention (one half; 100 people for a year, after ICH E1)"},
}

// SampleSize rates whether a trial carries enough information for what the claim says; for a claim about harm, whether
// a harm of the tolerable size could have been excluded. It refuses unknown words, counts below 0, numbers that are not
// positive, and a claim with both a smallest difference and a control risk, or neither.
func SampleSize(c SampleSizeClaim, f SampleSizeFacts) (DomainOutcome, error) {
	return rateSampleSize(c, f, false)
}

// rateSampleSize rates; a quiet rating has neither trace nor figures.
func rateSampleSize(c SampleSizeClaim, f SampleSizeFacts, quiet bool) (DomainOutcome, error) {
	if err := checkSampleSize(c, f); err != nil {
		return DomainOutcome{}, err
	}
	s := sampleCase{claim: c, facts: f, out: DomainOutcome{Figures: noFigures(quiet, "information_fraction")}, tr: newTrace(c.Thresholds, quiet)}
	switch {
	case f.NotExtracted:
		s.rate(appraisal.NotExtracted, S0, "Nobody has extracted the numbers analysed")
	case s.byExposure():
		s.rateExposure()
	default:
		fraction, how := s.fraction()
		if fraction != nil && !finite(*fraction) {
			return DomainOutcome{}, appraisal.Invalid("facts.se", "The standard error is too small beside the smallest effect that matters to compute with. Check its unit.")
		}
		s.rateInformation(fraction, how)
	}
	s.out.Trace = s.tr.lines
	return s.out, nil
}

func checkSampleSize(c SampleSizeClaim, f SampleSizeFacts) error {
	var in inputs
	in.word("claim.kind", "what a claim asserts", string(c.Kind), words(appraisal.EffectKinds))
	in.required("claim.kind", c.Kind != "", "The claim has no kind. Say what it asserts, such as benefit or harm.")
	in.word("claim.horizon", "a horizon", string(c.Horizon), words(appraisal.Horizons))
	in.positive("claim.mid", "The smallest difference that matters", c.MID)
	in.positive("claim.planning_sd", "The planning standard deviation", c.PlanningSD)
	in.share("claim.control_risk", "The control risk", c.ControlRisk)
	in.share("claim.rrr", "The relative risk reduction", c.RRR)
	in.share("claim.tolerable_risk", "The tolerable risk", c.TolerableRisk)
	in.count("facts.n_experimental", "The number in the experimental arm", f.NExperimental, 0)
	in.count("facts.n_control", "The number in the control arm", f.NControl, 0)
	in.positive("facts.se", "The standard error", f.SE)
	in.count("facts.n_exposed", "The number exposed", f.NExposed, 0)
	in.count("facts.n_exposed_one_year", "The number exposed for a year", f.NExposedOneYear, 0)
	if c.Kind == appraisal.Harm && !c.HarmShown {
		in.required("claim.horizon", c.Horizon != "", "A claim about harm needs its horizon: long ones ask for exposure over a year.")
		return in.err
	}
	in.required("claim.mid", c.MID != nil || c.ControlRisk != nil, "The claim has neither a smallest difference that matters (for a score) nor a control risk (for events). Give one.")
	in.required("claim.control_risk", c.MID == nil || c.ControlRisk == nil, "The claim has both a smallest difference that matters (for a score) and a control risk (for events). Give one.")
	return in.err
}

// sampleCase is one rating of sample size in the making.
type sampleCase struct {
	claim SampleSizeClaim
	facts SampleSizeFacts
	out   DomainOutcome
	tr    trace
}

func (s *sampleCase) say(id ID, format string, args ...any) {
	s.tr.say(id, format, args...)
}

func (s *sampleCase) rate(r appraisal.Rating, id ID, why string) {
	s.out.Rating, s.out.Rule = r, id
	s.say(id, "%s. %s.", why, RatingWord(r))
}

func (s *sampleCase) byExposure() bool { return s.claim.Kind == appraisal.Harm && !s.claim.HarmShown }

// fraction returns the information fraction with how it was found; nil if the facts do not allow it.
func (s *sampleCase) fraction() (*float64, string) {
	c, f := s.claim, s.facts
	rrr := valueOr(c.RRR, c.Thresholds.OrDefault().RRR)
	target := -math.Log1p(-rrr) // ln(1/(1−RRR)), the log risk ratio to detect
	if c.MID != nil {
		target = *c.MID
	}
	if f.SE != nil {
		x := stats.Usual.InformationFraction(target, *f.SE)
		return &x, "from the observed standard error " + num(*f.SE).String() + " and the effect to detect " + num(target).String()
	}
	if f.NExperimental == nil || f.NControl == nil {
		return nil, ""
	}
	var needed float64
	var how string
	switch {
	case c.MID != nil && c.PlanningSD != nil:
		needed = stats.Usual.MeansPerArm(*c.MID / *c.PlanningSD)
		how = "a difference of " + num(*c.MID).String() + " with standard deviation " + num(*c.PlanningSD).String()
	case c.ControlRisk != nil:
		needed = stats.Usual.RisksPerArm(*c.ControlRisk, *c.ControlRisk*(1-rrr))
		how = "a control risk of " + num(*c.ControlRisk).String() + " and a relative reduction of " + num(rrr).String()
	default:
		return nil, ""
	}
	x := stats.EffectiveN(float64(*f.NExperimental), float64(*f.NControl)) / needed
	return &x, "from the numbers in the arms, against what " + how + " needs"
}

// rateInformation applies S-1 to S-4.
func (s *sampleCase) rateInformation(fraction *float64, how string) {
	f := s.facts
	if fraction != nil {
		if !s.tr.quiet {
			s.out.Figures["information_fraction"] = *fraction
		}
		s.say(SI, "Information fraction %s, %s.", num(*fraction), how)
	}
	if f.NExperimental == nil || f.NControl == nil {
		s.rate(appraisal.NoInformation, S0, "The numbers analysed are not reported")
		return
	}
	t := s.claim.Thresholds.OrDefault()
	n := *f.NExperimental + *f.NControl
	people := plural(n, "person") + " analysed"
	switch {
	case float64(n) < t.FewPeople:
		s.rate(appraisal.High, S1, people+", fewer than "+num(t.FewPeople).String())
	case fraction == nil:
		s.rate(appraisal.NoInformation, S0, people+", but neither a standard error nor what planning needs is reported, so the information fraction cannot be computed")
	case atLeast(*fraction, 1) && float64(n) >= t.ManyPeople:
		s.rate(appraisal.Low, S2, people+", information fraction at least 1")
	case atLeast(*fraction, t.PartInformation):
		s.rate(appraisal.SomeConcerns, S3, people+", information fraction at least "+num(t.PartInformation).String()+", but not 1 with "+num(t.ManyPeople).String()+" people")
	default:
		s.rate(appraisal.High, S4, people+", information fraction below "+num(t.PartInformation).String())
	}
}

// rateExposure applies S-5: with n people exposed and no event, a risk above 3/n is excluded.
func (s *sampleCase) rateExposure() {
	f := s.facts
	if f.NExposed == nil {
		s.rate(appraisal.NoInformation, S0, "The number exposed is not reported")
		return
	}
	t := s.claim.Thresholds.OrDefault()
	risk := valueOr(s.claim.TolerableRisk, t.TolerableRisk)
	exposed, needed := float64(*f.NExposed), 3/risk
	said := plural(*f.NExposed, "person") + " exposed, " + num(needed).String() + " needed to exclude a risk of " + points(100*risk) + " %"
	long := s.claim.Horizon == appraisal.Long
	year := f.NExposedOneYear != nil && float64(*f.NExposedOneYear) >= t.ExposedForAYear
	switch {
	case atLeast(exposed, needed) && long && !year:
		s.rate(appraisal.SomeConcerns, S5, said+", but fewer than "+num(t.ExposedForAYear).String()+" known to be exposed for a year")
	case atLeast(exposed, needed):
		s.rate(appraisal.Low, S5, said)
	case atLeast(exposed, t.PartInformation*needed):
		s.rate(appraisal.SomeConcerns, S5, said+": at least "+shareWord(t.PartInformation))
	default:
		s.rate(appraisal.High, S5, said+": less than "+shareWord(t.PartInformation))
	}
}

func valueOr(x *float64, otherwise float64) float64 {
	if x == nil {
		return otherwise
	}
	return *x
}

// shareWord prints a share of a whole in words.
func shareWord(x float64) string {
	if x == 0.5 {
		return "half"
	}
	return points(100*x) + " %"
}
