package rules

import (
	"math"
	"slices"
	"strings"

	"claimgrade/appraisal"
)

// Assess comes from everything recorded about a claim to its verdict. It never fails: where no verdict is possible it
// says why. The order of the links does not matter.
func Assess(d appraisal.Dossier) Assessment {
	return assessRows(d, makeRows(d, false), func() Assessment { return assessQuietly(checkedOnly(d)) })
}

// assessRows is Assess with the rows at hand; hidden assesses the claim without its unchecked facts.
func assessRows(d appraisal.Dossier, rows []Row, hidden func() Assessment) Assessment {
	a := loudly(d, rows)
	if a.Verdict != "" && len(a.UncheckedFacts) > 0 {
		a.CheckedOnly = hidden().Verdict
	}
	tellOtherTime(d, rows, &a)
	overruleVerdict(d, &a)
	return a
}

// assess comes to a verdict on the claim as the dossier has it.
func assess(d appraisal.Dossier) Assessment { return loudly(d, makeRows(d, false)) }

func loudly(d appraisal.Dossier, rows []Row) Assessment {
	a := Assessment{Linked: len(rows), Rows: slices.Clone(rows)} // judging marks those that count
	a.judge(d)
	countFacts(d, &a)
	countJudgements(d, &a)
	return a
}

// assessQuietly comes to the same verdict, rule and case as assess, where nobody asks for anything else.
func assessQuietly(d appraisal.Dossier) Assessment { return quietly(d, makeRows(d, true)) }

func quietly(d appraisal.Dossier, rows []Row) Assessment {
	a := Assessment{quiet: true, Linked: len(rows), Rows: slices.Clone(rows)}
	a.judge(d)
	return a
}

func (a *Assessment) judge(d appraisal.Dossier) {
	switch d.Claim.Kind {
	case appraisal.KindEffect:
		if d.Claim.Effect.Kind == appraisal.DurationLimit {
			assessDuration(d, a)
		} else {
			assessEffect(d, a)
		}
	case appraisal.KindNotShown:
		assessEffect(d, a)
	case appraisal.KindEvidence:
		assessEvidence(d, a)
	case appraisal.KindReport:
		assessReport(d, a)
	case appraisal.KindNoTrial:
		a.Verdict, a.Rule = appraisal.NotTrialQuestion, K1
		r, _ := Find(K1)
		a.Trace = []Line{{Rule: K1, Text: "No trial can answer this claim; a source cited for it can still be checked.", Source: r.Source}}
		a.Summary = "Prevalence, mechanism, approval, opinion or practice: trials of treatment do not decide it."
	}
}

// makeRows rates every linked result for the claim and orients its estimate. Quiet rows hold the ratings only, not what
// they came from.
func makeRows(d appraisal.Dossier, quiet bool) []Row {
	rows := make([]Row, len(d.Linked))
	for i, l := range d.Linked {
		rows[i] = makeRow(d, l, quiet)
	}
	return rows
}

// makeRow is one of them. It rests on the link, the claim, its thresholds and its reviewer, and on nothing else: Memory
// relies on that.
func makeRow(d appraisal.Dossier, l appraisal.Linked, quiet bool) Row {
	res, _ := l.Result()
	r := newReader(l)
	r.quiet = quiet
	row := Row{Linked: l, Result: res, Domains: suggest(r, l, d), PICO: l.Link.PICO}
	row.Overall = overall(row.Domains)
	sign := orient(r, l, d.Claim.Effect.Kind)
	row.Design = r.design()
	counted := r.fork()
	if e := readEstimate(counted).times(sign); e != nil {
		v := e.value
		row.Estimate, row.SE, row.Low, row.High = &v, e.se, e.low, e.high
	}
	row.OnScale = row.Estimate != nil && sameScale(d.Claim, row)
	row.N = participants(counted)
	row.read = counted.used
	row.Direction = direction(r, l, d.Claim.Effect.Kind, row.Estimate)
	row.PICO = withdrawalPICO(r, row.PICO, d.Claim.Effect.Horizon)
	relate(d.Claim, l, &row)
	return row
}

// withdrawalPICO: randomised withdrawal of responders is an enriched population; its scope is partial at best (F-8).
func withdrawalPICO(r *reader, p appraisal.PICOMatch, h appraisal.Horizon) appraisal.PICOMatch {
	if p == "" {
		p = appraisal.PICONone
	}
	if p == appraisal.PICONone && h == appraisal.Sustained && r.ofTrial(appraisal.FieldDesign) == "randomised-withdrawal" {
		return appraisal.PICOSome
	}
	return p
}

// participants is how many people the comparison holds: people, not periods, and after the design effect of a cluster
// trial where the interval needs one.
func participants(r *reader) *int { return effective(headCount(r), r.design().Effect) }

// headCount is how many people were analysed on both sides together.
func headCount(r *reader) *int {
	e := firstOf(r.whole(appraisal.FieldNExp), r.ofArm(r.result.ExperimentalUID, appraisal.FieldArmAnalysed))
	c := firstOf(r.whole(appraisal.FieldNCtl), r.ofArm(r.result.ControlUID, appraisal.FieldArmAnalysed))
	if r.result.ExperimentalUID != "" && r.result.ExperimentalUID == r.result.ControlUID {
		c = nil // a crossover: the same people in both conditions
	}
	switch {
	case r.samePeople() && (r.whole(appraisal.FieldNTotal) != nil || (e != nil && c != nil)):
		if n := r.whole(appraisal.FieldNTotal); n != nil {
			return n
		}
		n := max(*e, *c)
		return &n
	case e != nil && c != nil:
		n := *e + *c
		return &n
	case r.whole(appraisal.FieldNTotal) != nil:
		return r.whole(appraisal.FieldNTotal)
	case e != nil:
		return e
	}
	return r.wholeOr(appraisal.FieldNTotal, appraisal.FieldNRandomised)
}

// direction is which way a result points, seen from the claim's intervention (or the harm claimed).
func direction(r *reader, l appraisal.Linked, kind appraisal.EffectKind, est *float64) appraisal.Direction {
	if est != nil {
		switch {
		case *est > 0:
			return appraisal.Favours
		case *est < 0:
			return appraisal.Against
		}
		return appraisal.Neither
	}
	// A recorded direction names the arm that did better; a reversed link or a harm claim turns it.
	turned := l.Link.Reversed != (kind == appraisal.Harm)
	switch r.ofResult(appraisal.FieldDirection) {
	case "favours-experimental":
		if turned {
			return appraisal.Against
		}
		return appraisal.Favours
	case "favours-control":
		if turned {
			return appraisal.Favours
		}
		return appraisal.Against
	case "none":
		return appraisal.Neither
	}
	return ""
}

// relate derives the relation from the interval and notes where the reviewer's differs.
func relate(c appraisal.Claim, l appraisal.Linked, row *Row) {
	if row.Low != nil && row.High != nil && derives(c) && sameScale(c, *row) && row.Design.Unusable == "" {
		mid := math.NaN()
		switch {
		case c.Effect.Kind == appraisal.NonInferiority && c.Effect.Margin != nil:
			mid = *c.Effect.Margin
		case c.Effect.MID != nil:
			mid = *c.Effect.MID
		}
		row.Derived, row.Why = DeriveRelation(c.Effect.Kind, *row.Low, *row.High, mid)
		if c.Kind == appraisal.KindNotShown {
			// What shows the effect speaks against its not being shown; what leaves it open speaks for that.
			if row.Derived == appraisal.Supports {
				row.Derived = appraisal.Contradicts
			} else {
				row.Derived = appraisal.Supports
			}
			row.Why += " The claim is that the effect is not shown."
		}
	}
	row.Relation = row.Derived
	switch {
	case l.Link.Context || l.Link.Relation == appraisal.Context:
		row.Relation = appraisal.Context
	case l.Link.Relation != "":
		row.Relation = l.Link.Relation
	}
	row.Overrule = row.Derived != "" && row.Relation != row.Derived && row.Relation != appraisal.Context
	if row.Relation == "" {
		row.Relation = appraisal.Inconclusive
	}
}

// derives reports whether an interval alone says what a result does to the claim: one reading cannot show that an
// effect ends.
func derives(c appraisal.Claim) bool {
	return (c.Kind == appraisal.KindEffect || c.Kind == appraisal.KindNotShown) && c.Effect.Kind != appraisal.DurationLimit
}

// sameScale reports whether a result is measured as the claim's pool is: one construct, one measure, one scale.
func sameScale(c appraisal.Claim, row Row) bool {
	e, f := c.Effect, row.Result.Facts
	return (e.Construct == "" || f.Text(appraisal.FieldConstruct) == e.Construct) &&
		(e.Measure == "" || appraisal.Measure(f.Text(appraisal.FieldMeasure)) == e.Measure) &&
		(e.Instrument == "" || e.Measure.Ratio() || e.Measure == appraisal.RiskDifference || sameInstrument(f.Text(appraisal.FieldInstrument), e.Instrument))
}

func sameInstrument(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}

// assessReport judges what one named source is said to have found, by the citation check.
func assessReport(d appraisal.Dossier, a *Assessment) {
	if d.Claim.Citation.Finding == "" {
		a.WhyNone = "Nobody has checked yet whether the source says this."
		return
	}
	a.Verdict, a.Rule, a.Trace = JudgeReport(d.Claim.Citation.Finding)
	a.Summary = CitationWords(d.Claim.Citation.Finding)
	if n := d.Claim.Citation.Note; n != "" {
		a.Summary += " " + n
	}
}

// Derive says what a result would do to a claim if it were linked like this, by its interval, and why; the relation is
// empty where there is no interval on the claim's scale, and why says so.
func Derive(c appraisal.Claim, l appraisal.Linked) (appraisal.Relation, string) {
	row := makeRows(appraisal.Dossier{Claim: c, Linked: []appraisal.Linked{l}}, true)[0]
	if row.Derived != "" {
		return row.Derived, row.Why
	}
	switch {
	case c.Effect.Kind == appraisal.DurationLimit:
		return "", "One reading cannot show that an effect ends, so nothing is derived from it."
	case !derives(c):
		return "", "Relations are derived for claims of an effect only."
	case l.Link.ResultUID == "":
		return "", "The trial as a whole has no interval to derive a relation from."
	case row.Estimate == nil:
		return "", "The result has no estimate to derive a relation from."
	case row.SE == nil:
		return "", "The estimate has no interval to derive a relation from."
	case row.Design.Unusable != "":
		return "", "The result is of " + row.Design.Unusable + "."
	}
	return "", "The result is " + notPoolable(c, row) + ", so its interval cannot be read against the claim."
}
