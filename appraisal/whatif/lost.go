package whatif

import (
	"math"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/stats"
)

// Hindrance is why nobody can ask of a result what it would have shown had the lost fared otherwise.
type Hindrance int

// The hindrances.
const (
	NotHindered      Hindrance = iota
	LossUnknown                // how many were lost from each arm is not recorded
	NobodyLost                 // there is nothing to assume
	SamePeople                 // a crossover's conditions hold the same people
	Clustered                  // the people of a cluster are not independent
	NoNumbers                  // neither a difference of means with its standard error nor the events of both arms
	EventSideUnknown           // whether the event is good or bad is not recorded
	CountsDisagree             // more events than people observed
)

// Lost asks of one result what it would have shown had those lost from one arm fared otherwise (method 4.3 and 4.4). The
// assumption is a whole position from 0 to Steps. It is about the claim's intervention, or about its comparator where
// nobody was lost from the intervention.
type Lost struct {
	Counts  bool    // a position is so many bad outcomes among the lost; else so much difference from the followed
	Good    bool    // of counts: the report counts a good outcome, and the bad one is its absence
	OfOther bool    // the assumption is about the comparator's lost
	People  int     // lost from the arm that it is about
	Steps   int     // the last position
	Step    float64 // what one position stands for
	Start   int     // the position at which the lost fared like the followed
	Others  int     // of counts: bad outcomes taken to be among the other arm's lost, as often as among its followed

	counts stats.LostOutcomes // Treated is the arm that the assumption is about
	mean   stats.Effect       // + in favour of the claim
	shares stats.LostShares
}

// LostOf prepares the question for a row of a claim, or says what hinders it.
func LostOf(row rules.Row) (Lost, Hindrance) {
	f := row.Domains[appraisal.Attrition].Inputs.Attrition
	treated, control := f.Experimental, f.Control
	if row.Linked.Link.Reversed {
		treated, control = control, treated
	}
	facts, trial := row.Result.Facts, row.Linked.Trial.Facts
	switch {
	case !counted(treated) || !counted(control):
		return Lost{}, LossUnknown
	case missing(treated)+missing(control) == 0:
		return Lost{}, NobodyLost
	case trial.Text(appraisal.FieldDesign) == "crossover" && facts.Text(appraisal.FieldCrossover) != "first-period":
		return Lost{}, SamePeople
	case row.Design.Unusable != "" || row.Design.Effect > 1:
		return Lost{}, Clustered
	}
	switch m := appraisal.Measure(facts.Text(appraisal.FieldMeasure)); {
	case (m == appraisal.MeanDifference || m == appraisal.StdDifference) && row.Estimate != nil && row.SE != nil && *row.SE > 0:
		return lostOfMeans(stats.Effect{Value: *row.Estimate, SE: *row.SE}, treated, control), NotHindered
	case m == appraisal.MeanDifference || m == appraisal.StdDifference:
		return Lost{}, NoNumbers
	}
	return lostOfCounts(row, treated, control)
}

func counted(a *rules.ArmFlow) bool {
	return a != nil && a.Randomised != nil && a.Observed != nil && *a.Randomised > 0
}

func missing(a *rules.ArmFlow) int { return *a.Randomised - *a.Observed }

func share(a *rules.ArmFlow) float64 { return float64(missing(a)) / float64(*a.Randomised) }

// lostOfMeans reaches beyond the tipping point and to twice the difference that was found: what lies further tells no more.
func lostOfMeans(e stats.Effect, treated, control *rules.ArmFlow) Lost {
	l := Lost{mean: e, shares: stats.LostShares{Treated: share(treated), Control: share(control)}, People: missing(treated)}
	if l.People == 0 {
		l.OfOther, l.People = true, missing(control)
	}
	most := 2 * math.Max(math.Abs(e.Value), e.SE)
	if tip, ok := l.Tip(); ok {
		most = math.Max(most, 1.25*tip)
	}
	l.Step = roundStep(most / 50)
	l.Steps = int(math.Ceil(most / l.Step))
	return l
}

// roundStep is the smallest of 1, 2 and 5 times a power of ten that is no smaller than x.
func roundStep(x float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 5} {
		if m*unit >= x {
			return m * unit
		}
	}
	return 10 * unit
}

func lostOfCounts(row rules.Row, treated, control *rules.ArmFlow) (Lost, Hindrance) {
	facts := row.Result.Facts
	events := [2]*float64{facts.Number(appraisal.FieldEventsExp), facts.Number(appraisal.FieldEventsCtl)}
	if row.Linked.Link.Reversed {
		events[0], events[1] = events[1], events[0]
	}
	better := facts.Text(appraisal.FieldBetter)
	switch {
	case events[0] == nil || events[1] == nil || *treated.Observed == 0 || *control.Observed == 0:
		return Lost{}, NoNumbers
	case better == "":
		return Lost{}, EventSideUnknown
	case *events[0] > float64(*treated.Observed) || *events[1] > float64(*control.Observed):
		return Lost{}, CountsDisagree
	}
	l := Lost{Counts: true, Good: better == "higher", Step: 1}
	arm := func(a *rules.ArmFlow, events float64) stats.FollowedArm {
		followed := float64(*a.Observed)
		if l.Good {
			events = followed - events
		}
		return stats.FollowedArm{Events: events, Followed: followed, Lost: float64(missing(a))}
	}
	l.counts = stats.LostOutcomes{Treated: arm(treated, *events[0]), Control: arm(control, *events[1])}
	if missing(treated) == 0 {
		l.OfOther = true
		l.counts.Treated, l.counts.Control = l.counts.Control, l.counts.Treated
	}
	l.People = int(l.counts.Treated.Lost)
	l.Steps, l.Start, l.Others = l.People, likeFollowed(l.counts.Treated), likeFollowed(l.counts.Control)
	if _, ok := l.Reported(); !ok {
		return Lost{}, NoNumbers
	}
	return l, NotHindered
}

// likeFollowed is how many of an arm's lost had the event if they had it as often as its followed.
func likeFollowed(a stats.FollowedArm) int { return int(math.Round(a.Lost * a.Events / a.Followed)) }

// Amount is what a position stands for: bad outcomes among the lost, or the difference from the followed in units of the
// outcome, against what was found.
func (l Lost) Amount(position int) float64 { return float64(position) * l.Step }

// Reported is the result of those followed: of counts the log risk ratio of the bad outcome, intervention against
// comparator; else the difference, + in favour of the claim.
func (l Lost) Reported() (stats.Effect, bool) {
	if !l.Counts {
		return l.mean, true
	}
	e, ok := l.counts.CompleteCase()
	return l.turned(e), ok
}

// Effect is the result under the assumption of a position.
func (l Lost) Effect(position int) (stats.Effect, bool) {
	amount := l.Amount(position)
	switch {
	case l.Counts:
		e, ok := l.counts.Given(amount, float64(l.Others))
		return l.turned(e), ok
	case l.OfOther:
		return stats.Shifted(l.mean, l.shares, 0, amount), true
	}
	return stats.Shifted(l.mean, l.shares, amount, 0), true
}

// turned is the ratio of the intervention to its comparator, whichever of them the assumption is about.
func (l Lost) turned(e stats.Effect) stats.Effect {
	if l.OfOther {
		e.Value = -e.Value
	}
	return e
}

// Tip is the tipping point of a difference: from this amount on the interval holds no difference. ok is false for counts,
// and where the interval holds no difference already and so has no conclusion to lose.
func (l Lost) Tip() (amount float64, ok bool) {
	if l.Counts {
		return 0, false
	}
	t := stats.DeltaTipping(l.mean, l.shares)
	amount = t.Treated
	if l.OfOther {
		amount = t.Both // nobody else was lost
	}
	return amount, amount > 0 && !math.IsInf(amount, 0)
}

// TipsOfCounts are the tipping points of counts on either side of Start, where the lost fared like the followed: the
// most bad outcomes below it and the fewest above it at which the conclusion of those followed changes. −1 where there is
// none. At both Start is told where the conclusion changes there already.
func (l Lost) TipsOfCounts() (most, fewest int) {
	most, fewest = -1, -1
	if !l.Counts {
		return most, fewest
	}
	seen, _ := l.counts.CompleteCase()
	changes := func(position int) bool {
		return l.counts.ConclusionGiven(position, l.Others) != stats.Conclusion(Concluded(seen))
	}
	for x := l.Start; x >= 0 && most < 0; x-- {
		if changes(x) {
			most = x
		}
	}
	for x := l.Start; x <= l.Steps && fewest < 0; x++ {
		if changes(x) {
			fewest = x
		}
	}
	return most, fewest
}

// TipOfBoth is the tipping point of a difference where the lost of both arms fared otherwise by as much, against what was
// found in each; ok is false for counts, and where Tip has none.
func (l Lost) TipOfBoth() (amount float64, ok bool) {
	if l.Counts || l.OfOther || l.shares.Control == 0 {
		return 0, false
	}
	amount = stats.DeltaTipping(l.mean, l.shares).Both
	return amount, amount > 0 && !math.IsInf(amount, 0)
}

// Concluded says which side an interval of Reported or Effect lies on: −1 below no difference, 1 above, 0 if it holds it.
func Concluded(e stats.Effect) int {
	switch ci := e.Interval(); {
	case ci[1] < 0:
		return -1
	case ci[0] > 0:
		return 1
	}
	return 0
}
