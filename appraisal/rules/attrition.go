package rules

import (
	"math"
	"strconv"
	"sync"

	"claimgrade/appraisal"
	"claimgrade/appraisal/stats"
)

// The rules of ATTRITION (method 10.2). A-T and A-D find the figures, the others rate: the first that matches.
const (
	A0  ID = "A-0"
	AT  ID = "A-T"
	AD  ID = "A-D"
	A1  ID = "A-1"
	A2  ID = "A-2"
	A3  ID = "A-3"
	A4  ID = "A-4"
	A5  ID = "A-5"
	A6  ID = "A-6"
	A7  ID = "A-7"
	A8  ID = "A-8"
	A9  ID = "A-9"
	A10 ID = "A-10"
)

const wwc = "What Works Clearinghouse, Standards Handbook 4.1, table II.1 (as the R package baselinr carries it)"

var attritionRules = []Rule{
	{A0, "The numbers randomised or observed are missing: No information where the report does not say, not extracted where nobody has looked.", "RoB 2, 3.1; convention"},
	{AT, "Only the totals are known: rated on the split between the arms that makes the difference largest, all lost in the smaller arm.", convention},
	{AD, "Overall attrition is the share of all randomised whose outcome was not observed; differential attrition is the difference of the arms' shares. Boundaries are read at overall attrition in whole percent.", wwc},
	{A1, "At most 5 % missing, at most 5 percentage points between the arms, and for events fewer missing than the smallest number of events or non-events: Low.", "RoB 2, 3.1; convention (5 points)"},
	{A2, "The reasons for loss are documented and unrelated to the outcome, and at most 20 % are missing: Low.", "RoB 2, 3.3; 5-and-20 rule (Dumville 2006)"},
	{A3, "The result is robust to missing data, and at most 20 % are missing: Low.", "RoB 2, 3.2; GRADE 17; 5-and-20 rule (Dumville 2006)"},
	{A4, "The result is robust to missing data, but more than 20 % are missing: Some concerns.", "RoB 2, 3.2; GRADE 17; 5-and-20 rule (Dumville 2006)"},
	{A5, "The arms differ by more than the optimistic boundary, or overall attrition is past its table (66 %): High.", wwc},
	{A6, "More than 40 % are missing: High.", convention},
	{A7, "More than 20 % are missing, and the arms differ by more than the cautious boundary or the reasons for loss are related to the outcome or differ: High.", wwc + "; 5-and-20 rule (Dumville 2006)"},
	{A8, "More than 10 % are missing, the arms differ by more than the cautious boundary, and only completers or last observations carried forward were analysed: High.", wwc + "; RoB 2, 3.2; convention (10 %)"},
	{A9, "The reasons for loss are related to the outcome or differ, and the arms differ by more than the cautious boundary: High.", wwc + "; RoB 2, 3.4"},
	{A10, "None of the other rules on loss applies: Some concerns.", "RoB 2, 3.4; convention"},
}

const (
	unrelated = "unrelated"
	related   = "related-or-differing"
	locf      = "locf"
	completer = "completer"
)

// Attrition rates whether missing outcomes may have moved the result, at the time point of the claim and on observed,
// not imputed, outcomes. It refuses unknown words, counts below 0, an empty arm and more observed than randomised.
func Attrition(f AttritionFacts) (DomainOutcome, error) { return rateAttrition(f, false) }

// AttritionRating is the rating of Attrition alone.
func AttritionRating(f AttritionFacts) (appraisal.Rating, error) {
	out, err := rateAttrition(f, true)
	return out.Rating, err
}

// rateAttrition rates; a quiet rating has neither trace nor figures.
func rateAttrition(f AttritionFacts, quiet bool) (DomainOutcome, error) {
	if err := f.check(); err != nil {
		return DomainOutcome{}, err
	}
	out := DomainOutcome{Figures: noFigures(quiet, "overall", "differential", "boundary_cautious", "boundary_optimistic")}
	t := newTrace(f.Thresholds, quiet)
	if f.NotExtracted {
		t.say(A0, "Nobody has extracted the numbers randomised and observed: not extracted.")
		out.Rating, out.Rule, out.Trace = appraisal.NotExtracted, A0, t.lines
		return out, nil
	}
	l, split, ok := f.loss()
	if !ok {
		t.say(A0, "The numbers randomised and observed of each arm are not reported, nor totals with the size of the smaller arm: No information.")
		out.Rating, out.Rule, out.Trace = appraisal.NoInformation, A0, t.lines
		return out, nil
	}
	var why string
	out.Rating, out.Rule, why = f.rate(l)
	if quiet {
		return out, nil
	}
	if split {
		t.say(AT, "Only totals are known: %d of %d lost, smaller arm %d. Rated as if the arms differed as much as they can, by %s percentage points.",
			l.lost, l.randomised, *f.Total.SmallestArm, points(100*l.differential))
	}
	out.Figures["overall"], out.Figures["differential"] = l.overall, l.differential
	if l.cautiousOK {
		out.Figures["boundary_cautious"] = l.cautious
	}
	if l.optimisticOK {
		out.Figures["boundary_optimistic"] = l.optimistic
	}
	t.say(AD, "Missing %d of %d: overall %s %%, between the arms %s percentage points. Boundaries at %d %%: cautious %s, optimistic %s.",
		l.lost, l.randomised, points(100*l.overall), points(100*l.differential), l.percent,
		boundaryWord(l.cautious, l.cautiousOK), boundaryWord(l.optimistic, l.optimisticOK))
	t.say(out.Rule, "%s %s.", why, RatingWord(out.Rating))
	out.Trace = t.lines
	return out, nil
}

func (f AttritionFacts) check() error {
	var in inputs
	in.word("facts.reasons", "a class of reasons for loss", f.Reasons, []string{unrelated, related, "similar", "not-reported"})
	in.word("facts.analysis", "an analysis of missing data", f.Analysis, []string{"mar-model", locf, completer, "mnar-sensitivity"})
	in.count("facts.min_events_or_non_events", "The smallest number of events or non-events", f.MinEventsOrNonEvents, 0)
	f.Experimental.check(&in, "facts.experimental")
	f.Control.check(&in, "facts.control")
	if t := f.Total; t != nil {
		both := ArmFlow{Randomised: t.Randomised, Observed: t.Observed}
		both.check(&in, "facts.total")
		in.count("facts.total.smallest_arm", "The smallest arm", t.SmallestArm, 1)
		if t.SmallestArm != nil && t.Randomised != nil && *t.SmallestArm > *t.Randomised/2 {
			in.refuse("facts.total.smallest_arm", "The smallest arm has %d of %d randomised. It cannot hold more than half.", *t.SmallestArm, *t.Randomised)
		}
	}
	return in.err
}

func (a *ArmFlow) check(in *inputs, path string) {
	if a == nil {
		return
	}
	in.count(path+".randomised", "The number randomised", a.Randomised, 1)
	in.count(path+".observed", "The number observed", a.Observed, 0)
	if a.known() && *a.Observed > *a.Randomised {
		in.refuse(path+".observed", "%d were observed, but only %d randomised. Observed are those randomised whose outcome was measured.", *a.Observed, *a.Randomised)
	}
}

// loss is how many went missing, and the boundaries at that loss. Shares are of 1, boundaries in percentage points.
type loss struct {
	lost, randomised         int
	overall, differential    float64
	percent                  int
	cautious, optimistic     float64
	cautiousOK, optimisticOK bool // false past the table: no difference is small enough
}

// loss computes the figures from the arms, else from the totals; split reports the latter. ok is false if neither is known.
func (f AttritionFacts) loss() (l loss, split, ok bool) {
	switch {
	case f.Experimental.known() && f.Control.known():
		e, c := f.Experimental, f.Control
		lostE, lostC := *e.Randomised-*e.Observed, *c.Randomised-*c.Observed
		l.lost, l.randomised = lostE+lostC, *e.Randomised+*c.Randomised
		l.differential = math.Abs(float64(lostE)/float64(*e.Randomised) - float64(lostC)/float64(*c.Randomised))
	case f.Total != nil && f.Total.Randomised != nil && f.Total.Observed != nil && f.Total.SmallestArm != nil:
		split = true
		l.lost, l.randomised = *f.Total.Randomised-*f.Total.Observed, *f.Total.Randomised
		l.differential = largestDifference(l.lost, *f.Total.SmallestArm, l.randomised-*f.Total.SmallestArm)
	default:
		return loss{}, false, false
	}
	l.overall = float64(l.lost) / float64(l.randomised)
	l.percent = stats.WholePercent(l.lost, l.randomised)
	l.cautious, l.cautiousOK, l.optimistic, l.optimisticOK = Boundaries(f.Thresholds, l.percent)
	return l, split, true
}

// Boundaries are the largest differences that are low at an overall loss in whole percent, in percentage points; ok is
// false where none is. The tables of the Clearinghouse hold for its own tolerable bias; for another one the boundary
// comes from the model behind them, with the same allowance for rounding.
func Boundaries(t *appraisal.Thresholds, percent int) (cautious float64, cautiousOK bool, optimistic float64, optimisticOK bool) {
	tolerable := t.OrDefault().TolerableBias
	if tolerable == printedTolerance {
		cautious, cautiousOK = stats.CautiousBoundary(percent)
		optimistic, optimisticOK = stats.OptimisticBoundary(percent)
		return cautious, cautiousOK, optimistic, optimisticOK
	}
	cautious, cautiousOK = boundaryFor(stats.CautiousModel, stats.CautiousBoundary, tolerable, percent)
	optimistic, optimisticOK = boundaryFor(stats.OptimisticModel, stats.OptimisticBoundary, tolerable, percent)
	return cautious, cautiousOK, optimistic, optimisticOK
}

// printedTolerance is the bias, in standard deviations, that the printed tables tolerate.
const printedTolerance = 0.05

// boundaryFor never lets a larger tolerance allow less than the printed table, nor a smaller one allow more: table and
// model differ by a little and, where few are lost, by much, because the model takes arms of one size, between which the
// difference can be no more than twice the overall loss. A boundary at that limit says nothing, so the table's stays.
func boundaryFor(m stats.ResponseModel, table func(int) (float64, bool), tolerable float64, percent int) (float64, bool) {
	printed, printedOK := table(percent)
	m.Tolerance = tolerable * m.Tolerance / printedTolerance
	modelled, ok := modelledBoundary(m, percent)
	if tolerable > printedTolerance {
		if !ok || (printedOK && printed > modelled) {
			return printed, printedOK
		}
		return modelled, true
	}
	switch {
	case !ok || !printedOK:
		return 0, false
	case atLeast(modelled, 2*float64(percent)):
		return printed, true
	}
	return math.Min(modelled, printed), true
}

// boundaries remembers the boundaries of models: each takes hundreds of quantiles to find, every trial of a claim asks for
// two under every set of thresholds, and of whole percents there are few.
var boundaries sync.Map // of boundary by modelAt

type modelAt struct {
	model   stats.ResponseModel
	percent int
}

type boundary struct {
	points float64
	ok     bool
}

func modelledBoundary(m stats.ResponseModel, percent int) (float64, bool) {
	at := modelAt{m, percent}
	if known, ok := boundaries.Load(at); ok {
		b := known.(boundary)
		return b.points, b.ok
	}
	points, ok := m.Boundary(float64(percent) / 100)
	boundaries.Store(at, boundary{points, ok})
	return points, ok
}

// largestDifference is the largest difference of shares lost that lost people can make in two arms. The difference is
// largest at one of the ends: as many as possible in one arm. The smaller arm wins unless more than half are lost.
func largestDifference(lost, smaller, larger int) float64 {
	shares := func(inSmaller int) float64 {
		return math.Abs(float64(inSmaller)/float64(smaller) - float64(lost-inSmaller)/float64(larger))
	}
	return math.Max(shares(min(lost, smaller)), shares(max(0, lost-larger)))
}

// rate is the first rule that matches, with what it read. Robustness is tested before the boundaries.
func (f AttritionFacts) rate(l loss) (appraisal.Rating, ID, string) {
	t := f.Thresholds.OrDefault()
	overall, between := 100*l.overall, 100*l.differential
	much, few := points(t.MuchLost)+" % missing", "At most "+points(t.LittleLost)+" % missing, at most "+points(t.LittleDifference)+" points between the arms"
	overCautious := !l.cautiousOK || above(between, l.cautious)
	overOptimistic := !l.optimisticOK || above(between, l.optimistic)
	fewMissing := f.MinEventsOrNonEvents == nil || l.lost < *f.MinEventsOrNonEvents
	single := f.Analysis == locf || f.Analysis == completer
	switch {
	case atMost(overall, t.LittleLost) && atMost(between, t.LittleDifference) && fewMissing:
		if f.MinEventsOrNonEvents == nil {
			return appraisal.Low, A1, few + "."
		}
		return appraisal.Low, A1, few + ", " + strconv.Itoa(l.lost) + " missing against at least " + strconv.Itoa(*f.MinEventsOrNonEvents) + " events or non-events in each arm."
	case f.Reasons == unrelated && atMost(overall, t.MuchLost):
		return appraisal.Low, A2, "Reasons for loss unrelated to the outcome, at most " + much + "."
	case f.Robust && atMost(overall, t.MuchLost):
		return appraisal.Low, A3, "Result robust to missing data, at most " + much + "."
	case f.Robust:
		return appraisal.SomeConcerns, A4, "Result robust to missing data, but more than " + much + "."
	case !l.optimisticOK:
		return appraisal.High, A5, "Overall loss past the end of the optimistic boundary: no difference between the arms is small enough."
	case overOptimistic:
		return appraisal.High, A5, "Between the arms more than the optimistic boundary allows."
	case above(overall, t.VeryMuchLost):
		return appraisal.High, A6, "More than " + points(t.VeryMuchLost) + " % missing."
	case above(overall, t.MuchLost) && f.Reasons == related:
		return appraisal.High, A7, "More than " + much + ", reasons for loss related to the outcome or differing between the arms."
	case above(overall, t.MuchLost) && overCautious:
		return appraisal.High, A7, "More than " + much + ", between the arms more than the cautious boundary allows."
	case single && above(overall, t.SimplyImputed) && overCautious:
		return appraisal.High, A8, "Analysis " + f.Analysis + ", more than " + points(t.SimplyImputed) + " % missing, between the arms more than the cautious boundary allows."
	case f.Reasons == related && overCautious:
		return appraisal.High, A9, "Reasons for loss related to the outcome or differing, between the arms more than the cautious boundary allows."
	}
	return appraisal.SomeConcerns, A10, "Neither little enough for Low nor lopsided enough for High."
}

// points prints a percentage with at most two decimals.
func points(x float64) string { return strconv.FormatFloat(math.Round(x*100)/100, 'f', -1, 64) }

func boundaryWord(points float64, ok bool) string {
	if !ok {
		return "none (past the table)"
	}
	return strconv.FormatFloat(points, 'f', 1, 64)
}
