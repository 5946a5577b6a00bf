package intake

import (
	"math"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/exchange"
)

// DifferenceKind says in what a registry record and a paper differ.
type DifferenceKind string

// The kinds of difference, in the order in which they are listed.
const (
	NumbersDiffer    DifferenceKind = "numbers"         // randomised, by the record and by the paper
	EnrolmentNotFlow DifferenceKind = "enrolment"       // the record's enrolment is not what its flow says
	PlanNotReached   DifferenceKind = "planned"         // fewer were randomised than planned
	OutcomeChanged   DifferenceKind = "primary-outcome" // the registered primary outcome is not among the paper's results
	TimeChanged      DifferenceKind = "time-point"      // it is, at another time
	MaskingDiffers   DifferenceKind = "masking"
	DesignDiffers    DifferenceKind = "design"
)

// Difference is one point on which a registry record and a paper of the same trial do not agree, with both values and
// where each stands. Paper is empty where the record contradicts itself, or where the paper does not say.
type Difference struct {
	Kind     DifferenceKind
	Field    appraisal.FieldKey
	Subject  string // the arm or outcome concerned; empty for the trial
	Registry appraisal.Fact
	Paper    appraisal.Fact
}

// Compare lists where a paper's account of a trial differs from its registry record.
func Compare(registry, paper appraisal.Trial) []Difference {
	c := comparing{registry: registry.Facts, paper: paper.Facts}
	c.unequal(NumbersDiffer, appraisal.FieldNRandomised)
	c.arms(registry.Arms, paper.Arms)
	if f, ok := registry.Facts[appraisal.FieldConflicts]; ok && f.Status != appraisal.StatusNotStated {
		c.add(Difference{Kind: EnrolmentNotFlow, Field: appraisal.FieldConflicts, Registry: f, Paper: paper.Facts[appraisal.FieldNRandomised]})
	}
	c.planned()
	c.primary(registry.Results, paper.Results)
	for _, k := range []appraisal.FieldKey{appraisal.FieldMeantBlind, appraisal.FieldParticipants, appraisal.FieldClinicians, appraisal.FieldAssessors} {
		c.unequal(MaskingDiffers, k)
	}
	for _, k := range []appraisal.FieldKey{appraisal.FieldAllocation, appraisal.FieldDesign} {
		c.unequal(DesignDiffers, k)
	}
	return c.found
}

type comparing struct {
	registry, paper appraisal.Facts
	found           []Difference
}

func (c *comparing) add(d Difference) { c.found = append(c.found, d) }

// unequal compares a fact that both state.
func (c *comparing) unequal(kind DifferenceKind, k appraisal.FieldKey) {
	if r, p := c.registry.Text(k), c.paper.Text(k); r != "" && p != "" && !sameValue(r, p) {
		c.add(Difference{Kind: kind, Field: k, Registry: c.registry[k], Paper: c.paper[k]})
	}
}

func sameValue(a, b string) bool {
	x, y := appraisal.Facts{"": {Value: a}}.Number(""), appraisal.Facts{"": {Value: b}}.Number("")
	if x != nil && y != nil {
		return *x == *y
	}
	return strings.EqualFold(a, b)
}

// arms compares the numbers of arms of the same name.
func (c *comparing) arms(registry, paper []appraisal.Arm) {
	for _, r := range registry {
		for _, p := range paper {
			if exchange.GroupTitle(r.Name) != exchange.GroupTitle(p.Name) {
				continue
			}
			for _, k := range []appraisal.FieldKey{appraisal.FieldArmRandomised, appraisal.FieldArmCompleted, appraisal.FieldArmAnalysed} {
				if a, b := r.Facts.Text(k), p.Facts.Text(k); a != "" && b != "" && !sameValue(a, b) {
					c.add(Difference{Kind: NumbersDiffer, Field: k, Subject: r.Name, Registry: r.Facts[k], Paper: p.Facts[k]})
				}
			}
		}
	}
}

// planned tells of fewer randomised than either of them planned.
func (c *comparing) planned() {
	for _, plan := range []appraisal.Facts{c.registry, c.paper} {
		for _, reached := range []appraisal.Facts{c.paper, c.registry} {
			n, got := plan.Number(appraisal.FieldPlannedN), reached.Number(appraisal.FieldNRandomised)
			if n == nil || got == nil {
				continue
			}
			if *got < *n {
				d := Difference{Kind: PlanNotReached, Field: appraisal.FieldPlannedN, Registry: plan[appraisal.FieldPlannedN], Paper: reached[appraisal.FieldNRandomised]}
				if _, own := c.registry[appraisal.FieldPlannedN]; !own {
					d.Registry, d.Paper = c.registry[appraisal.FieldNRandomised], plan[appraisal.FieldPlannedN]
				}
				c.add(d)
			}
			return
		}
	}
}

// primary looks for the registered primary outcomes among the paper's results.
func (c *comparing) primary(registry, paper []appraisal.Result) {
	if len(paper) == 0 {
		return
	}
	seen := map[string]bool{}
	for _, r := range registry {
		outcome := r.Facts.Text(appraisal.FieldOutcome)
		if !strings.HasPrefix(r.Facts.Text(appraisal.FieldScopeNote), PrimaryNote) || seen[outcome] {
			continue
		}
		seen[outcome] = true
		days, at := r.Facts.Number(appraisal.FieldDay), []appraisal.Fact{}
		found, same := false, false
		for _, p := range paper {
			if !sameOutcome(r.Facts, p.Facts) {
				continue
			}
			found = true
			d := p.Facts.Number(appraisal.FieldDay)
			switch {
			case days == nil || d == nil || sameTime(*days, *d):
				same = true
			default:
				at = append(at, p.Facts[appraisal.FieldDay])
			}
		}
		switch {
		case !found:
			c.add(Difference{Kind: OutcomeChanged, Field: appraisal.FieldOutcome, Subject: outcome, Registry: r.Facts[appraisal.FieldOutcome]})
		case !same && len(at) > 0:
			c.add(Difference{Kind: TimeChanged, Field: appraisal.FieldDay, Subject: outcome, Registry: r.Facts[appraisal.FieldDay], Paper: at[0]})
		}
	}
}

// sameTime allows for weeks and months that are counted differently.
func sameTime(a, b float64) bool {
	return math.Abs(a-b) <= max(1, 0.05*max(a, b))
}

// sameOutcome compares what was measured: the scale if both name one, else the outcome's words.
func sameOutcome(a, b appraisal.Facts) bool {
	x, y := scaleOf(a), scaleOf(b)
	if x != "" && y != "" {
		if !strings.EqualFold(x, y) {
			return false
		}
		p, q := a.Text(appraisal.FieldConstruct), b.Text(appraisal.FieldConstruct)
		return p == "" || q == "" || p == q
	}
	p, q := strings.ToLower(a.Text(appraisal.FieldOutcome)), strings.ToLower(b.Text(appraisal.FieldOutcome))
	return p != "" && q != "" && (strings.Contains(p, q) || strings.Contains(q, p))
}

func scaleOf(f appraisal.Facts) string {
	if s := f.Text(appraisal.FieldInstrument); s != "" {
		return s
	}
	if i := instrumentIn(f.Text(appraisal.FieldOutcome)); i != nil {
		return i.name
	}
	return ""
}
