package rules

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"claimgrade/appraisal"
)

// This file says what a design other than two parallel groups of people does to a result: in a crossover trial the same
// people are in both conditions, in a cluster trial people are not independent of each other, in a factorial trial two
// questions share the people. None of them is silently read as parallel.

// DesignView is what its trial's design does to a result.
type DesignView struct {
	Line     *Line   // says it in a trace; nil for parallel groups
	Flag     bool    // the reader must know it
	Effect   float64 // design effect by which the variance was multiplied; 1 where there was nothing to do
	Unusable string  // why the interval is not to be used; empty where it is
}

const (
	crossover   = "crossover"
	cluster     = "cluster"
	factorial   = "factorial"
	firstPeriod = "first-period"
)

// uncontrolled are the designs that hold no randomised comparison, in words for a reason.
var uncontrolled = map[string]string{"single-arm": "a single arm", "cohort": "a cohort", "case-series": "a case series"}

// notRandomised says why a trial's results never enter a pool, or "".
func notRandomised(t appraisal.Trial) string {
	if t.Facts.Text(appraisal.FieldAllocation) == "non-randomised" {
		return "not randomised"
	}
	if words, ok := uncontrolled[t.Facts.Text(appraisal.FieldDesign)]; ok {
		return words + ", not a randomised comparison"
	}
	return ""
}

// design reads what the trial's design does to the result. The design itself is remembered as read only where it does
// something, as the facts that go with it are.
func (r *reader) design() DesignView {
	v := DesignView{Effect: 1}
	say := func(id ID, format string, args ...any) {
		l := step(id, "%s: %s", r.trial.Name, fmt.Sprintf(format, args...))
		v.Line = &l
	}
	switch r.trial.Facts.Text(appraisal.FieldDesign) {
	case crossover:
		r.ofTrial(appraisal.FieldDesign)
		v.Flag = r.crossover(say)
	case cluster:
		r.ofTrial(appraisal.FieldDesign)
		r.cluster(&v, say)
	case factorial:
		r.ofTrial(appraisal.FieldDesign)
		v.Flag = true
		say(P15, "a factorial trial, read as if neither treatment changed what the other does.")
	}
	return v
}

// crossover says how a crossover trial was analysed, and whether that is a reason for doubt.
func (r *reader) crossover(say func(ID, string, ...any)) (flag bool) {
	switch r.ofResult(appraisal.FieldCrossover) {
	case "paired":
		say(P10, "a crossover trial, each person compared with themselves.")
		return false
	case firstPeriod:
		say(P10, "a crossover trial, of which the first period alone is used.")
		return false
	case "as-if-parallel":
		say(P11, "a crossover trial analysed as if its conditions held different people. "+r.eitherWay("Its interval is too wide: the trial weighs too little.", "Its p is too large."))
	default:
		say(P11, "a crossover trial; whether people were compared with themselves is not known. "+r.eitherWay("If they were not, its interval is too wide and the trial weighs too little.", "If they were not, its p is too large."))
	}
	return true
}

// eitherWay says what an analysis does to an estimate or, where only the direction is known, to its p.
func (r *reader) eitherWay(toEstimate, toDirection string) string {
	if r.result.Facts.Number(appraisal.FieldEstimate) == nil {
		return toDirection
	}
	return toEstimate
}

// cluster decides whether the interval of a cluster trial can be used, and widens it where that is possible.
func (r *reader) cluster(v *DesignView, say func(ID, string, ...any)) {
	counted := r.ofResult(appraisal.FieldClustering)
	if counted == "yes" {
		say(P12, "a cluster trial whose interval takes clustering into account.")
		return
	}
	how := "does not take clustering into account"
	if counted == "" {
		how = "is not known to take clustering into account"
	}
	v.Flag = true
	m, icc := r.number(appraisal.FieldClusterSize), r.number(appraisal.FieldICC)
	if m == nil || icc == nil || *m < 1 || *icc < 0 || *icc > 1 {
		v.Effect = 1
		v.Unusable = "a cluster trial whose interval " + how + ", so that its precision is overstated. Record whether it does, or the cluster size and an intracluster correlation"
		say(P14, "a cluster trial whose interval %s, and cluster size or intracluster correlation is not known.", how)
		return
	}
	v.Effect = 1 + (*m-1)**icc
	say(P13, "a cluster trial whose interval %s. With %s people per cluster and an intracluster correlation of %s the design effect is %s: the standard error is multiplied by %s, the people are divided by %s.",
		how, num(*m), num(*icc), num(v.Effect), num(math.Sqrt(v.Effect)), num(v.Effect))
}

// widened is an estimate with its error multiplied by a factor, about the same value.
func (e *estimate) widened(factor float64) {
	wider := func(x *float64) *float64 {
		if x == nil {
			return nil
		}
		y := e.value + (*x-e.value)*factor
		return &y
	}
	e.low, e.high = wider(e.low), wider(e.high)
	if e.se != nil {
		se := *e.se * factor
		e.se = &se
	}
}

// effective is a number of people after a design effect: at least one where there was one.
func effective(n *int, effect float64) *int {
	if n == nil || effect <= 1 || *n < 1 {
		return n
	}
	less := max(1, int(float64(*n)/effect))
	return &less
}

// samePeople reports whether both sides of a comparison hold the same people.
func (r *reader) samePeople() bool {
	return r.trial.Facts.Text(appraisal.FieldDesign) == crossover && r.result.Facts.Text(appraisal.FieldCrossover) != firstPeriod
}

// tellDesigns says of the results used what their designs do to them: a trace line each, and a note where the reader must
// know it. Rows are those of the pool, in its order.
func tellDesigns(rows []Row, pool []int) (lines []Line, notes []string) {
	for _, i := range pool {
		d := rows[i].Design
		if d.Line == nil {
			continue
		}
		lines = append(lines, *d.Line)
		if d.Flag {
			notes = append(notes, d.Line.Text)
		}
	}
	return lines, notes
}

// leftOutByDesign are the trace lines of results that their design keeps out of the pool.
func leftOutByDesign(rows []Row) []Line {
	var lines []Line
	for _, r := range rows {
		if !r.InPool && r.Design.Unusable != "" && r.Estimate != nil && r.Relation != appraisal.Context {
			lines = append(lines, *r.Design.Line)
		}
	}
	slices.SortFunc(lines, func(a, b Line) int { return strings.Compare(a.Text, b.Text) })
	return slices.Compact(lines)
}
