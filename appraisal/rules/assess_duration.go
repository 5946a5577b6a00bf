package rules

import (
	"math"
	"slices"
	"sort"

	"claimgrade/appraisal"
)

// firstWeek divides early from later readings where a limit on duration names no time.
const firstWeek = 7

// noChanges says why a limit on duration comes without what would change it.
const noChanges = "What would change the verdict is not worked out for a limit on duration: it is read from what comes before the stated time set against what comes after it, from a withdrawal or from relapses, not from one pool of trials that could be varied."

// assessDuration judges a limit on duration by controlled differences before and after the stated time, by randomised
// withdrawal, or by relapse counted in single arms (method 0.16).
func assessDuration(d appraisal.Dossier, a *Assessment) {
	c := DurationCase{Claim: judgeClaim(d, nil), Options: JudgeOptions{Thresholds: d.Thresholds}, NearlyAll: d.Claim.Effect.NearlyAll, Day: firstWeek}
	if d.Claim.Effect.HorizonDays != nil {
		c.Day = *d.Claim.Effect.HorizonDays
	} else {
		a.Notes = append(a.Notes, "The claim names no time; readings of the first week are set against later ones.")
	}
	var before, after, withdrawn, relapsed []int
	for i := range a.Rows {
		r := &a.Rows[i]
		if r.Estimate != nil {
			r.NotPooled = r.Design.Unusable
		}
		switch bearing(d.Claim, *r, c.Day) {
		case "before":
			before = append(before, i)
		case "after":
			after = append(after, i)
		case "withdrawal":
			withdrawn = append(withdrawn, i)
		case "relapse":
			relapsed = append(relapsed, i)
		}
	}
	relapses := oncePerStudy(a.Rows, relapsed, func(a, b Row) bool {
		m, n := relapseOf(a).Of, relapseOf(b).Of
		return m > n || (m == n && a.Result.UID < b.Result.UID)
	})
	lines, notes := tellChoices(a.Rows, relapses, func(a, b Row) string {
		if relapseOf(a).Of > relapseOf(b).Of {
			return "holds more people"
		}
		return "was recorded earlier"
	})
	a.Notes = append(a.Notes, notes...)
	for _, i := range rowsOf(relapses) {
		c.Relapses = append(c.Relapses, relapseOf(a.Rows[i]))
		a.Rows[i].InPool = true
	}
	sort.Slice(c.Relapses, func(i, j int) bool { return c.Relapses[i].Trial < c.Relapses[j].Trial })
	take := func(at []int) []JudgeTrial {
		trials, told, notes := takeTrials(a.Rows, at, c.Day)
		for _, l := range told { // a trial may have been read both before and after
			if !slices.Contains(lines, l) {
				lines = append(lines, l)
			}
		}
		for _, n := range notes {
			if !slices.Contains(a.Notes, n) {
				a.Notes = append(a.Notes, n)
			}
		}
		return trials
	}
	c.Before, c.After, c.Withdrawal = take(before), take(after), take(withdrawn)
	lines = append(lines, leftOutByDesign(a.Rows)...)
	out, verdict, certainty := JudgeDuration(c)
	a.Duration = &out
	a.Verdict, a.Rule, a.Certainty, a.Trace = verdict, out.Rule, certainty, chosenFirst(lines, out.Trace)
	for _, r := range a.Rows {
		if r.InPool {
			a.Pooled++
		}
	}
	a.Notes = append(append(a.Notes, leftOut(a.Rows)...), noChanges)
	a.Summary = durationSummary(c, out)
}

// bearing says what a linked result can tell of a limit on duration: "before", "after", "withdrawal", "relapse" or "".
func bearing(c appraisal.Claim, r Row, day float64) string {
	f := r.Result.Facts
	t := r.Linked.Trial.Facts
	if r.Relation == appraisal.Context || r.Linked.Link.ResultUID == "" {
		return ""
	}
	if r.Design.Unusable != "" && r.Estimate != nil {
		return ""
	}
	construct := f.Text(appraisal.FieldConstruct)
	if t.Text(appraisal.FieldDesign) == "randomised-withdrawal" && (r.SE != nil || r.Direction != "") {
		return "withdrawal"
	}
	if construct == "relapse" {
		if rel := relapseOf(r); rel.Of > 0 {
			return "relapse"
		}
		return ""
	}
	m := appraisal.Measure(f.Text(appraisal.FieldMeasure))
	reading := f.Number(appraisal.FieldDay)
	if reading == nil || notRandomised(r.Linked.Trial) != "" || (m != "" && !m.Comparative()) {
		return ""
	}
	if r.SE == nil && r.Direction == "" {
		return ""
	}
	if r.SE != nil && !sameScale(c, r) {
		return ""
	}
	if *reading <= day {
		return "before"
	}
	return "after"
}

// relapseOf reads how many relapsed in the claim's arm, and in the other.
func relapseOf(r Row) Relapse {
	rd := newReader(r.Linked)
	arm := func(events, n appraisal.FieldKey, uid string) (int, int) {
		x, of := rd.whole(events), firstOf(rd.whole(n), rd.ofArm(uid, appraisal.FieldArmAnalysed))
		if x == nil || of == nil || *x > *of {
			return 0, 0
		}
		return *x, *of
	}
	out := Relapse{Trial: r.Linked.Trial.Name}
	out.Relapsed, out.Of = arm(appraisal.FieldEventsExp, appraisal.FieldNExp, r.Result.ExperimentalUID)
	out.ComparatorCount, out.ComparatorOf = arm(appraisal.FieldEventsCtl, appraisal.FieldNCtl, r.Result.ControlUID)
	if r.Linked.Link.Reversed {
		out.Relapsed, out.Of, out.ComparatorCount, out.ComparatorOf = out.ComparatorCount, out.ComparatorOf, out.Relapsed, out.Of
	}
	return out
}

// takeTrials turns rows into trials of a pool, one a trial: the reading nearest the stated time. It says what was chosen.
func takeTrials(rows []Row, at []int, day float64) (trials []JudgeTrial, lines []Line, notes []string) {
	distance := func(r Row) float64 {
		reading := r.Result.Facts.Number(appraisal.FieldDay)
		if reading == nil {
			return math.Inf(1)
		}
		return math.Abs(*reading - day)
	}
	choices := oncePerStudy(rows, at, func(a, b Row) bool {
		return distance(a) < distance(b) || (distance(a) == distance(b) && a.Result.UID < b.Result.UID)
	})
	lines, notes = tellChoices(rows, choices, func(a, b Row) string {
		if distance(a) != distance(b) {
			return "is nearer the claim's time"
		}
		return "was recorded earlier"
	})
	designs, flags := tellDesigns(rows, rowsOf(choices))
	lines, notes = append(lines, designs...), append(notes, flags...)
	trials = make([]JudgeTrial, 0, len(choices))
	for _, i := range rowsOf(choices) {
		rows[i].InPool = true
		t := judgeTrial(&rows[i])
		if t.SE == nil {
			t.Estimate, t.Direction = nil, rows[i].Direction
		}
		trials = append(trials, t)
	}
	return trials, lines, notes
}

func durationSummary(c DurationCase, o DurationOutcome) string {
	switch {
	case o.Withdrawal != nil || o.WithdrawalClass != "":
		return "Randomised withdrawal: " + ClassWords(o.WithdrawalClass, appraisal.Benefit) + " for those taken off."
	case o.BeforeClass != "" && o.AfterClass != "":
		return "Before the stated time " + ClassWords(o.BeforeClass, appraisal.Benefit) + "; after it " + ClassWords(o.AfterClass, appraisal.Benefit) + "."
	case len(c.Relapses) > 0:
		return "Only relapse in single arms was counted: no comparison with what would have happened anyway."
	}
	return "No controlled reading on both sides of the stated time, no randomised withdrawal and no counts of relapse are linked."
}
