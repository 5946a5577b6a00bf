package rules

import (
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/stats"
)

// DurationCase is a claim that an effect is limited in time: "fades", "lasts a week", "relapse follows" (method 0.16).
type DurationCase struct {
	// Claim gives the strength of the wording, the sizes, the information size and the flags; its kind, magnitude and
	// horizon are not read.
	Claim   JudgeClaim
	Options JudgeOptions
	Day     float64 // the stated time, in days; 0 where none is stated

	Before []JudgeTrial // controlled differences read before the stated time; + favours the intervention
	After  []JudgeTrial // the same after it
	// Withdrawal are randomised withdrawals; + means that those taken off the intervention did worse.
	Withdrawal []JudgeTrial
	Relapses   []Relapse // counts in single arms
	NearlyAll  bool      // the claim speaks of nearly everybody
}

// Relapse is how many of those who had improved relapsed in an arm, and in its comparator where that is known.
type Relapse struct {
	Trial           string
	Relapsed, Of    int
	ComparatorCount int
	ComparatorOf    int // 0: no comparator
}

// JudgeDuration grades a limit on duration.
//
// D-1, first choice: the pools of controlled differences before and after the stated time, each judged as a benefit of
// any size. An effect before (FAV) and none that matters or the opposite after (NULL, OPP) show the limit; the lower of
// the two certainties, the worse horizon and scope, and "nearly all" then go through V-9 to V-13. An effect that is
// still there after (FAV) contradicts it at Low certainty or better. Anything else leaves it open.
//
// D-1, second choice, where the first is missing or open: a randomised withdrawal, judged as a benefit of any size.
//
// D-2, where neither decides: relapses counted in single arms, added up. Most relapsed, by the Wilson lower limit above
// 0.5, gives Partly supported at most, at Very low certainty: no control group. For "nearly all" that needs a lower
// limit above 0.8; above 0.5 only, the claim is overstated.
func JudgeDuration(c DurationCase) (DurationOutcome, appraisal.Verdict, appraisal.Certainty) {
	d := durationCase{DurationCase: c, nearly: c.nearlyAll(), out: DurationOutcome{Trace: []Line{setLine(c.Options.Thresholds)}}}
	verdict, certainty := d.controlled()
	switch {
	case verdict == "" && len(c.Relapses) == 0:
		d.out.Rule = D0
		d.out.Trace = append(d.out.Trace, step(D0, "Nothing controlled and no counts of relapse are linked: cannot be judged."))
		return d.out, appraisal.CannotBeJudged, ""
	case (verdict == "" || d.open) && d.counted().N > 0:
		verdict, certainty = d.singleArm()
	case verdict == "":
		d.out.Rule = D0
		d.out.Trace = append(d.out.Trace, step(D0, "The counts of relapse hold nobody: cannot be judged."))
		return d.out, appraisal.CannotBeJudged, ""
	default:
		d.tellRelapses()
	}
	return d.out, verdict, certainty
}

type durationCase struct {
	DurationCase
	out    DurationOutcome
	nearly string // how far "nearly all" is met; empty where not asserted
	open   bool   // the controlled comparison does not decide
}

// counted adds up the relapses of single arms.
func (c *DurationCase) counted() stats.Proportion {
	x, n := 0, 0
	for _, r := range c.Relapses {
		if r.Of > 0 && r.Relapsed >= 0 && r.Relapsed <= r.Of {
			x, n = x+r.Relapsed, n+r.Of
		}
	}
	if n == 0 {
		return stats.Proportion{}
	}
	return stats.Proportion{P: float64(x) / float64(n), N: float64(n)}
}

func (c *DurationCase) nearlyAll() string {
	if !c.NearlyAll {
		return ""
	}
	p := c.counted()
	if p.N == 0 {
		return partUntested
	}
	ci := stats.Wilson(p.P, p.N, wilsonLevel)
	return degree(above(ci[0], 0.8), atMost(ci[1], 0.8), partMet, partNot, partUncertain)
}

// judged grades one set of trials as a benefit of any size.
func (d *durationCase) judged(trials []JudgeTrial) *JudgeOutcome {
	if len(trials) == 0 {
		return nil
	}
	c := JudgeCase{Claim: d.Claim, Options: d.Options, Trials: trials}
	c.Claim.Kind, c.Claim.PositiveKind, c.Claim.Magnitude, c.Claim.Horizon = string(appraisal.Benefit), "", appraisal.AnySize, appraisal.Custom
	o, err := Judge(c)
	if err != nil {
		d.out.Trace = append(d.out.Trace, step(D1, "Trials not used: %s", err))
		return nil
	}
	if o.Class == nil {
		return nil
	}
	return &o
}

// inTime are the trials read before the stated time, as read when they should be: follow-up is rated for the stated time,
// and a reading that has to come before it is not too early for that.
func inTime(trials []JudgeTrial) []JudgeTrial {
	trials = slices.Clone(trials)
	for i := range trials {
		trials[i].FollowUp = appraisal.Low
	}
	return trials
}

// controlled tries D-1. It returns no verdict where there is nothing to compare.
func (d *durationCase) controlled() (appraisal.Verdict, appraisal.Certainty) {
	before, after := d.judged(inTime(d.Before)), d.judged(d.After)
	if before != nil {
		d.out.Before, d.out.BeforeClass = before.Pooled, *before.Class
	}
	if after != nil {
		d.out.After, d.out.AfterClass = after.Pooled, *after.Class
	}
	var verdict appraisal.Verdict
	var certainty appraisal.Certainty
	if before != nil && after != nil {
		if verdict, certainty = d.beforeAndAfter(before, after); !d.open {
			return verdict, certainty
		}
	}
	if w := d.judged(d.Withdrawal); w != nil {
		d.out.Withdrawal, d.out.WithdrawalClass = w.Pooled, *w.Class
		return d.withdrawn(w)
	}
	return verdict, certainty
}

func (d *durationCase) beforeAndAfter(before, after *JudgeOutcome) (appraisal.Verdict, appraisal.Certainty) {
	d.open = false
	level := min(levelOf(*before.Certainty), levelOf(*after.Certainty))
	d.out.Rule = D1
	d.quote("Controlled differences before the stated time", before)
	d.quote("Controlled differences after the stated time", after)
	found := "Controlled differences before the stated time show " + *before.Class + ", after it " + *after.Class
	shown := *before.Class == classFAV
	switch {
	case shown && (*after.Class == classNULL || *after.Class == classOPP):
		return d.conclude(found+": the effect is there, then gone", level, d.parts(before, after))
	case *after.Class == classFAV:
		level = levelOf(*after.Certainty)
		v := appraisal.Contradicted
		if level <= levelVeryLow {
			v = appraisal.CannotBeJudged
		}
		return d.tell(found+": the effect is still there", level, v)
	}
	d.open = true
	v := appraisal.NotSupported
	if level <= levelVeryLow {
		v = appraisal.CannotBeJudged
	}
	return d.tell(found+": absence of evidence that it was there and went", level, v)
}

// parts takes the worse horizon and scope of the two comparisons.
func (d *durationCase) parts(before, after *JudgeOutcome) parts {
	p := parts{horizon: *after.Components.Horizon, scope: *after.Components.Scope, nearly: d.nearly}
	order := map[string]int{partMet: 0, partPartial: 1, partUntested: 2}
	if order[*before.Components.Horizon] > order[p.horizon] {
		p.horizon = *before.Components.Horizon
	}
	if order[*before.Components.Scope] > order[p.scope] {
		p.scope = *before.Components.Scope
	}
	return p
}

func (d *durationCase) withdrawn(w *JudgeOutcome) (appraisal.Verdict, appraisal.Certainty) {
	d.out.Rule = D1
	d.quote("Randomised withdrawal", w)
	level := levelOf(*w.Certainty)
	found := "Randomised withdrawal shows " + *w.Class
	if *w.Class == classFAV {
		d.open = false
		return d.conclude(found+": those taken off did worse", level, parts{horizon: *w.Components.Horizon, scope: *w.Components.Scope, nearly: d.nearly})
	}
	d.open = *w.Class == classLEAN || *w.Class == classOppLean || *w.Class == classTIE
	return d.tell(found+" for those taken off", level, w.Verdict)
}

// quote adds the steps of a judgement under a heading, without its first line, which names the thresholds, and its
// last: the verdict on the pool is not the verdict on the claim.
func (d *durationCase) quote(heading string, o *JudgeOutcome) {
	d.out.Trace = append(d.out.Trace, step(D1, "%s:", heading))
	d.out.Trace = append(d.out.Trace, o.Trace[1:len(o.Trace)-1]...)
}

// conclude grades a limit that is shown by how it is worded.
func (d *durationCase) conclude(found string, level int, p parts) (appraisal.Verdict, appraisal.Certainty) {
	if d.NearlyAll {
		d.out.Trace = append(d.out.Trace, step(W4, "\"Nearly all\" is asserted: %s.", p.nearly))
	}
	v, rule := decideShown(level, d.Claim.Assertiveness, p)
	d.out.Trace = append(d.out.Trace, step(rule, "Worded %s, the claim requires %s certainty, there is %s: %s.",
		d.Claim.Assertiveness, certaintyWord(required(d.Claim.Assertiveness)), certaintyWord(level), verdictWord(v)))
	return d.tell(found, level, v)
}

func (d *durationCase) tell(found string, level int, v appraisal.Verdict) (appraisal.Verdict, appraisal.Certainty) {
	d.out.Trace = append(d.out.Trace, step(D1, "%s, at %s certainty: %s.", found, certaintyWord(level), verdictWord(v)))
	return v, certaintyOf(level)
}

// singleArm grades relapses counted without randomisation (D-2).
func (d *durationCase) singleArm() (appraisal.Verdict, appraisal.Certainty) {
	d.tellRelapses()
	d.out.Rule = D2
	p := d.counted()
	ci := stats.Wilson(p.P, p.N, wilsonLevel)
	v := appraisal.NotSupported
	switch {
	case !above(ci[0], 0.5):
	case d.NearlyAll && !above(ci[0], 0.8):
		v = appraisal.Overstated
	default:
		v = appraisal.PartlySupported
	}
	threshold := "0.50"
	if d.NearlyAll {
		threshold = "0.80"
	}
	d.out.Trace = append(d.out.Trace, step(D2, "Of %s people in single arms %s relapsed (95 %% interval %s to %s, threshold %s for the lower limit): %s.",
		num(p.N), share2(p.P), share2(ci[0]), share2(ci[1]), threshold, verdictWord(v)))
	return v, appraisal.CertaintyVeryLow
}

// tellRelapses writes the counts beside the comparators', whether or not they decide.
func (d *durationCase) tellRelapses() {
	for _, r := range d.Relapses {
		if r.ComparatorOf > 0 {
			d.out.Trace = append(d.out.Trace, step(D2, "%s: %d of %d relapsed, beside %d of %d of the comparator.", r.Trial, r.Relapsed, r.Of, r.ComparatorCount, r.ComparatorOf))
			continue
		}
		d.out.Trace = append(d.out.Trace, step(D2, "%s: %d of %d relapsed; no comparator.", r.Trial, r.Relapsed, r.Of))
	}
}
