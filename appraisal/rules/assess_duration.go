package rules

import (
	"math"
	"sort"

	"claimgrade/appraisal"
)

// firstWeek divides early from later readings where a limit on duration names no time.
const firstWeek = 7

// assessDuration judges a limit on duration by controlled differences before and after the stated time, by randomised
// withdrawal, or by relapse counted in single arms (method 0.16).
func assessDuration(d appraisal.Dossier, a *Assessment) {
	c := DurationCase{Claim: judgeClaim(d.Claim, nil), NearlyAll: d.Claim.Effect.NearlyAll, Day: firstWeek}
	if d.Claim.Effect.HorizonDays != nil {
		c.Day = *d.Claim.Effect.HorizonDays
	} else {
		a.Notes = append(a.Notes, "The claim names no time; readings of the first week are set against later ones.")
	}
	var before, after, withdrawn []int
	for i := range a.Rows {
		r := &a.Rows[i]
		switch bearing(d.Claim, *r, c.Day) {
		case "before":
			before = append(before, i)
		case "after":
			after = append(after, i)
		case "withdrawal":
			withdrawn = append(withdrawn, i)
		case "relapse":
			c.Relapses = append(c.Relapses, relapseOf(*r))
			r.InPool = true
		}
	}
	sort.Slice(c.Relapses, func(i, j int) bool { return c.Relapses[i].Trial < c.Relapses[j].Trial })
	c.Before = takeTrials(a.Rows, before, c.Day)
	c.After = takeTrials(a.Rows, after, c.Day)
	c.Withdrawal = takeTrials(a.Rows, withdrawn, c.Day)
	out, verdict, certainty := JudgeDuration(c)
	a.Duration = &out
	a.Verdict, a.Rule, a.Certainty, a.Trace = verdict, out.Rule, certainty, out.Trace
	for _, r := range a.Rows {
		if r.InPool {
			a.Pooled++
		}
	}
	a.Notes = append(a.Notes, leftOut(a.Rows)...)
	a.Summary = durationSummary(c, out)
}

// bearing says what a linked result can tell of a limit on duration: "before", "after", "withdrawal", "relapse" or "".
func bearing(c appraisal.Claim, r Row, day float64) string {
	f := r.Result.Facts
	t := r.Linked.Trial.Facts
	if r.Relation == appraisal.Context || r.Linked.Link.ResultUID == "" {
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
	if reading == nil || t.Text(appraisal.FieldAllocation) == "non-randomised" || (m != "" && !m.Comparative()) {
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

// takeTrials turns rows into trials of a pool, one a trial: the reading nearest the stated time.
func takeTrials(rows []Row, at []int, day float64) []JudgeTrial {
	best := map[string]int{}
	distance := func(i int) float64 {
		reading := rows[i].Result.Facts.Number(appraisal.FieldDay)
		if reading == nil {
			return math.Inf(1)
		}
		return math.Abs(*reading - day)
	}
	for _, i := range at {
		uid := rows[i].Linked.Trial.UID
		j, ok := best[uid]
		if !ok || distance(i) < distance(j) || (distance(i) == distance(j) && rows[i].Result.UID < rows[j].Result.UID) {
			best[uid] = i
		}
	}
	chosen := make([]int, 0, len(best))
	for _, i := range best {
		chosen = append(chosen, i)
	}
	byName(rows, chosen)
	trials := make([]JudgeTrial, 0, len(chosen))
	for _, i := range chosen {
		rows[i].InPool = true
		t := judgeTrial(&rows[i])
		if t.SE == nil {
			t.Estimate, t.Direction = nil, rows[i].Direction
		}
		trials = append(trials, t)
	}
	return trials
}

// byName orders rows by trial, so that the order of the links never shows.
func byName(rows []Row, at []int) {
	sort.Slice(at, func(x, y int) bool {
		a, b := rows[at[x]].Linked.Trial, rows[at[y]].Linked.Trial
		if a.Name != b.Name {
			return a.Name < b.Name
		}
		return a.UID < b.UID
	})
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
