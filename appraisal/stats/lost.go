package stats

import "math"

// FollowedArm is an arm of which some were lost: Events among Followed persons, and Lost of whom nobody knows.
type FollowedArm struct{ Events, Followed, Lost float64 }

// randomised is the arm as it was randomised, with events given to some of the lost.
func (a FollowedArm) randomised(events float64) Arm {
	return Arm{a.Events + events, a.Followed + a.Lost}
}

// LostOutcomes asks what a trial would have found, had the lost been followed. The event is a bad outcome.
type LostOutcomes struct{ Treated, Control FollowedArm }

// Given returns the log risk ratio if this many of the lost of each arm had the event; ok is false where it is not
// defined. Its standard error takes what is imputed as seen, and so is too small: say so beside it (Akl 2012, BMJ
// 344:e2809).
func (l LostOutcomes) Given(treated, control float64) (Effect, bool) {
	return LogRiskRatio(l.Treated.randomised(treated), l.Control.randomised(control))
}

// CompleteCase returns the log risk ratio of those followed alone.
func (l LostOutcomes) CompleteCase() (Effect, bool) {
	return LogRiskRatio(Arm{l.Treated.Events, l.Treated.Followed}, Arm{l.Control.Events, l.Control.Followed})
}

// NoneHadIt assumes that no lost person had the event (Akl 2012).
func (l LostOutcomes) NoneHadIt() (Effect, bool) { return l.Given(0, 0) }

// AllHadIt assumes that every lost person had the event (Akl 2012).
func (l LostOutcomes) AllHadIt() (Effect, bool) { return l.Given(l.Treated.Lost, l.Control.Lost) }

// BestCase assumes the event of all lost controls and of none of the lost treated (Akl 2012).
func (l LostOutcomes) BestCase() (Effect, bool) { return l.Given(0, l.Control.Lost) }

// WorstCase assumes the event of all lost treated and of none of the lost controls (Akl 2012).
func (l LostOutcomes) WorstCase() (Effect, bool) { return l.Given(l.Treated.Lost, 0) }

// PlausibleRatios are the ratios that GRADE's plausible worst case is usually run with; 1 says that the lost fared like
// the followed (Guyatt 2017, GRADE guidelines 17; the values are a convention).
var PlausibleRatios = []float64{1, 1.5, 2, 3, 5}

// Plausible assumes that lost controls had the event as often as followed ones, and lost treated ratio times as often
// as followed ones, all of them at most. ok is false where an arm has nobody followed (Akl 2012; Guyatt 2017).
func (l LostOutcomes) Plausible(ratio float64) (Effect, bool) {
	if l.Treated.Followed <= 0 || l.Control.Followed <= 0 {
		return Effect{}, false
	}
	treated := math.Min(1, ratio*l.Treated.Events/l.Treated.Followed)
	return l.Given(l.Treated.Lost*treated, l.Control.Lost*l.Control.Events/l.Control.Followed)
}

// Conclusion says on which side of no difference a 95 % interval lies.
type Conclusion int

// The conclusions.
const (
	FewerEvents  Conclusion = -1 // the treated have fewer events
	NoDifference Conclusion = 0  // the interval holds no difference
	MoreEvents   Conclusion = 1
)

// concluded reads the interval of a log ratio; a ratio that is not defined shows nothing.
func concluded(e Effect, ok bool) Conclusion {
	ci := e.Interval()
	switch {
	case ok && ci[1] < 0:
		return FewerEvents
	case ok && ci[0] > 0:
		return MoreEvents
	}
	return NoDifference
}

// ConclusionGiven returns what would be concluded if this many of the lost of each arm had the event.
func (l LostOutcomes) ConclusionGiven(treated, control int) Conclusion {
	return concluded(l.Given(float64(treated), float64(control)))
}

// TippingGrid returns the conclusion for every number of events among the lost: a row for each number among the lost
// treated, a column for each among the lost controls, both from 0 on (idea of Hollis 2002; Yan 2009).
func (l LostOutcomes) TippingGrid() [][]Conclusion {
	grid := make([][]Conclusion, int(l.Treated.Lost)+1)
	for x := range grid {
		grid[x] = make([]Conclusion, int(l.Control.Lost)+1)
		for y := range grid[x] {
			grid[x][y] = l.ConclusionGiven(x, y)
		}
	}
	return grid
}

// TreatedNeeded returns the least number of events among the lost treated that changes the conclusion of the complete
// cases, if this many of the lost controls had the event; ok is false where no number does.
func (l LostOutcomes) TreatedNeeded(control int) (treated int, ok bool) {
	seen := concluded(l.CompleteCase())
	for x := 0; x <= int(l.Treated.Lost); x++ {
		if l.ConclusionGiven(x, control) != seen {
			return x, true
		}
	}
	return 0, false
}

// Tip is a number of events among the lost of each arm that changes the conclusion.
type Tip struct{ Treated, Control int }

// FewestToTip returns the smallest number of lost persons, of either arm, whose event changes the conclusion of the
// complete cases when no other lost person had one; of two that are as small, the one with more treated. It is 0 where
// the conclusion changes already if none of the lost had the event. ok is false where nothing changes it.
func (l LostOutcomes) FewestToTip() (Tip, bool) {
	seen := concluded(l.CompleteCase())
	treated, control := int(l.Treated.Lost), int(l.Control.Lost)
	for events := 0; events <= treated+control; events++ {
		for y := max(0, events-treated); y <= min(events, control); y++ {
			if l.ConclusionGiven(events-y, y) != seen {
				return Tip{events - y, y}, true
			}
		}
	}
	return Tip{}, false
}
