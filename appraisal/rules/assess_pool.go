package rules

import (
	"math"
	"slices"
	"sort"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/stats"
)

// This file chooses the results that bear on an effect claim and turns them into the trials of a case.

// pool is the rows that count for a claim, in order of the trials' names, with what a reader must know of the choice.
type pool struct {
	rows  []int
	lines []Line
	notes []string
}

// newPool takes one row a trial of those that could count: the one read nearest the claim's time, then the larger, then
// the first by UID.
func newPool(c appraisal.Claim, rows []Row, could []int) pool {
	choices := oncePerStudy(rows, could, func(a, b Row) bool { return nearer(c, a, b) })
	p := pool{rows: rowsOf(choices)}
	p.lines, p.notes = tellChoices(rows, choices, func(a, b Row) string { return whyNearer(c, a, b) })
	for _, i := range p.rows {
		rows[i].InPool, rows[i].NotPooled = true, ""
	}
	lines, notes := tellDesigns(rows, p.rows)
	p.lines = slices.Concat(p.lines, lines, leftOutByDesign(rows))
	p.notes = append(p.notes, notes...)
	return p
}

// choosePool marks the rows that enter the pool and says of the others why not.
func choosePool(c appraisal.Claim, rows []Row) pool {
	var could []int
	for i := range rows {
		if rows[i].NotPooled = notPoolable(c, rows[i]); rows[i].NotPooled == "" {
			could = append(could, i)
		}
	}
	return newPool(c, rows, could)
}

func notPoolable(c appraisal.Claim, row Row) string {
	f := row.Result.Facts
	switch {
	case row.Relation == appraisal.Context:
		return "linked as context"
	case tooYoung(c, row):
		return "published after the claim was made"
	case row.Linked.Link.ResultUID == "":
		return "no result is linked, only the trial"
	case notRandomised(row.Linked.Trial) != "":
		return notRandomised(row.Linked.Trial)
	case f.Text(appraisal.FieldMeasure) != "" && !appraisal.Measure(f.Text(appraisal.FieldMeasure)).Comparative():
		return "a " + strings.ReplaceAll(f.Text(appraisal.FieldMeasure), "-", " ") + " is not a comparison of randomised arms at a time point"
	case row.Estimate == nil:
		return "no estimate is recorded"
	case outsideInterval(row):
		return "its estimate lies outside its own interval: correct the facts"
	case row.SE == nil:
		return "no standard error or interval is recorded"
	case !sameScale(c, row):
		return "measured otherwise: " + scaleWords(f)
	case row.Design.Unusable != "":
		return row.Design.Unusable
	}
	return ""
}

// outsideInterval reports an estimate that cannot belong to its interval: one of the two was misread or mistyped.
func outsideInterval(row Row) bool {
	if row.Estimate == nil || row.Low == nil || row.High == nil {
		return false
	}
	slack := 1e-9 + 0.01*(*row.High-*row.Low) // rounding in print
	return *row.Estimate < *row.Low-slack || *row.Estimate > *row.High+slack
}

// lopsided reports an interval whose halves differ by more than a quarter: the pool, which takes its width, then prints
// another interval than the report.
func lopsided(row Row) bool {
	if row.Estimate == nil || row.Low == nil || row.High == nil || *row.High <= *row.Low {
		return false
	}
	below, above := *row.Estimate-*row.Low, *row.High-*row.Estimate
	return max(below, above) > 1.25*min(below, above)
}

func scaleWords(f appraisal.Facts) string {
	parts := []string{}
	for _, k := range []appraisal.FieldKey{appraisal.FieldConstruct, appraisal.FieldInstrument, appraisal.FieldMeasure} {
		t := f.Text(k)
		if k == appraisal.FieldMeasure {
			t = strings.ReplaceAll(t, "-", " ") // a word of ours; the others are the user's own
		}
		if t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, ", ")
}

func nearer(c appraisal.Claim, a, b Row) bool {
	target := horizonTarget(c.Effect)
	da, db := timeDistance(a, target), timeDistance(b, target)
	switch {
	case da != db:
		return da < db
	case a.peopleKnown() != b.peopleKnown():
		return a.peopleKnown() > b.peopleKnown()
	}
	return a.Result.UID < b.Result.UID
}

// whyNearer says why the first of two rows counts rather than the second, as "is … than".
func whyNearer(c appraisal.Claim, a, b Row) string {
	target := horizonTarget(c.Effect)
	switch {
	case timeDistance(a, target) != timeDistance(b, target):
		return "is nearer the claim's time"
	case a.peopleKnown() != b.peopleKnown():
		return "holds more people"
	}
	return "was recorded earlier"
}

func (r Row) peopleKnown() int {
	if r.N == nil {
		return 0
	}
	return *r.N
}

func timeDistance(r Row, target float64) float64 {
	d := r.Result.Facts.Number(appraisal.FieldDay)
	if d == nil {
		return math.Inf(1)
	}
	return math.Abs(math.Log((*d + 0.1) / (target + 0.1)))
}

// horizonTarget is the day on which a result would speak to the claim best.
func horizonTarget(e appraisal.Effect) float64 {
	if e.HorizonDays != nil {
		return *e.HorizonDays
	}
	switch e.Horizon {
	case appraisal.RapidHours:
		return 1
	case appraisal.RapidDays:
		return 3
	case appraisal.Short:
		return 42
	case appraisal.Sustained:
		return 182
	case appraisal.Long:
		return 364
	case appraisal.Custom:
		if e.CustomLowDays != nil {
			return *e.CustomLowDays
		}
	}
	return 28
}

// effectCase is the case of an effect claim, with the rows that it was made from; it marks those that count.
func effectCase(d appraisal.Dossier, rows []Row) (JudgeCase, pool) {
	p := choosePool(d.Claim, rows)
	jc := JudgeCase{Claim: judgeClaim(d, rows), Options: JudgeOptions{Thresholds: d.Thresholds, Overrules: ownDecisions(d)}}
	if len(p.rows) == 0 {
		p = directionOnly(d.Claim, rows)
		jc.Claim.LinkedRandomised = 0
	}
	for _, i := range p.rows {
		jc.Trials = append(jc.Trials, judgeTrial(&rows[i]))
		jc.Claim.PooledRandomised += randomised(rows[i])
	}
	return jc, p
}

// CaseOf is the case that Assess judges an effect claim from, or nil where it judges none.
func CaseOf(d appraisal.Dossier) *JudgeCase {
	k := d.Claim.Kind
	if k != appraisal.KindNotShown && (k != appraisal.KindEffect || d.Claim.Effect.Kind == appraisal.DurationLimit) {
		return nil
	}
	c, _ := effectCase(d, makeRows(d, true))
	if c.check() != nil {
		return nil
	}
	return &c
}

// assessEffect judges an effect claim, or the positive counterpart of a not-shown claim.
func assessEffect(d appraisal.Dossier, a *Assessment) {
	c := d.Claim
	jc, pool := effectCase(d, a.Rows)
	a.Pooled = len(pool.rows)
	if err := jc.check(); err != nil {
		a.WhyNone = "The claim cannot be judged as it is coded: " + err.Error()
		return
	}
	out := judge(&jc, nil, a.quiet)
	if a.quiet {
		a.Case, a.Verdict, a.Rule = &jc, out.Verdict, out.Rule
		return
	}
	a.Judged, a.Case = &out, &jc
	a.Verdict, a.Rule, a.Trace = out.Verdict, out.Rule, chosenFirst(pool.lines, out.Trace)
	if out.Certainty != nil && ShowsCertainty(out) {
		a.Certainty = *out.Certainty
	}
	body := &out
	if out.Positive != nil {
		body = out.Positive
	}
	if p := body.Pooled; p != nil {
		for n, i := range pool.rows {
			if n < len(p.Weights) {
				a.Rows[i].Weight = p.Weights[n]
			}
		}
	}
	a.Provisional = out.Provisional
	a.Notes = append(append(a.Notes, pool.notes...), leftOut(a.Rows)...)
	a.Summary = effectSummary(c, *body, a)
}

func judgeClaim(d appraisal.Dossier, rows []Row) JudgeClaim {
	c := d.Claim
	e := c.Effect
	j := JudgeClaim{
		Kind: string(e.Kind), Assertiveness: e.Assertiveness, Magnitude: e.Magnitude, Horizon: e.Horizon,
		MID: e.MID, Large: e.LargeSize, Margin: e.Margin, OIS: e.OIS,
		PublicationBiasSuspected: e.PublicationBias, OtherBiasConsidered: e.OtherBias, SearchStated: e.SearchStated,
	}
	if c.Kind == appraisal.KindNotShown {
		j.Kind, j.PositiveKind = string(appraisal.KindNotShown), e.Kind
	}
	if j.OIS == nil {
		j.OIS = optimalSize(e, d.Thresholds)
	}
	// Of all linked effect trials, each once (method 0.14), with the most people that its linked results tell of.
	most, of := map[string]int{}, studiesOfRows(rows)
	for _, r := range rows {
		if r.Relation == appraisal.Context || r.Linked.Link.ResultUID == "" || tooYoung(c, r) {
			continue
		}
		uid := of[r.Linked.Trial.UID]
		j.LinkedRandomised -= most[uid]
		most[uid] = max(most[uid], randomised(r))
		j.LinkedRandomised += most[uid]
	}
	return j
}

// randomised is how many people a row's trial randomised, else how many the comparison holds; 0 where neither is known.
func randomised(r Row) int {
	n := firstOf(toInt(r.Linked.Trial.Facts.Number(appraisal.FieldNRandomised)), r.N)
	if n == nil {
		return 0
	}
	return *n
}

// directionOnly marks the rows that say which way, where no result of the claim's scale has an estimate.
func directionOnly(c appraisal.Claim, rows []Row) pool {
	var could []int
	for i := range rows {
		r := &rows[i]
		if r.Relation == appraisal.Context || r.Linked.Link.ResultUID == "" || r.Direction == "" || tooYoung(c, *r) ||
			notRandomised(r.Linked.Trial) != "" || !sameConstruct(c, *r) || !comparesArms(*r) {
			continue
		}
		could = append(could, i)
	}
	p := newPool(c, rows, could)
	for _, i := range p.rows {
		rows[i].Estimate, rows[i].SE, rows[i].Low, rows[i].High = nil, nil, nil, nil
	}
	return p
}

// comparesArms is false of slopes, changes within a group and single arms: they never enter, not by direction either.
func comparesArms(r Row) bool {
	m := appraisal.Measure(r.Result.Facts.Text(appraisal.FieldMeasure))
	return m == "" || m.Comparative()
}

func sameConstruct(c appraisal.Claim, r Row) bool {
	return c.Effect.Construct == "" || r.Result.Facts.Text(appraisal.FieldConstruct) == c.Effect.Construct
}

func judgeTrial(r *Row) JudgeTrial {
	rd := newReader(r.Linked)
	t := JudgeTrial{
		Name: r.Linked.Trial.Name, Estimate: r.Estimate, SE: r.SE, N: r.N, PTwoSided: rd.number(appraisal.FieldPTwoSided),
		Blinding: r.Domains[appraisal.Blinding].Rating, Attrition: r.Domains[appraisal.Attrition].Rating,
		SampleSize: r.Domains[appraisal.SampleSize].Rating, FollowUp: r.Domains[appraisal.FollowUp].Rating,
		PICO: r.PICO, BiasDirection: biasDirection(*r),
	}
	if r.Design.Effect > 1 || r.Design.Unusable != "" {
		t.PTwoSided = nil // it was computed as if people were independent
	}
	if r.Estimate == nil {
		t.SE, t.Direction = nil, r.Direction
		if t.PTwoSided == nil {
			t.PTwoSided = pOfEstimate(rd)
		}
	}
	return t
}

// pOfEstimate is the two-sided p of a result on a scale of its own, of which a count of directions reads only whether
// it is significant; nil without an estimate and its error.
func pOfEstimate(r *reader) *float64 {
	e := readEstimate(r)
	if e == nil || e.se == nil || r.design().Unusable != "" {
		return nil
	}
	p := 2 * stats.NormCDF(-math.Abs(e.value / *e.se))
	return &p
}

// leftOut names the linked results that are not in the pool, with the reason, and those whose interval the pool changes.
func leftOut(rows []Row) []string {
	var notes []string
	for _, r := range rows {
		if !r.InPool && r.NotPooled != "" && r.Relation != appraisal.Context {
			notes = append(notes, r.Linked.Trial.Name+" is not pooled: "+r.NotPooled+".")
		}
		if r.InPool && lopsided(r) {
			notes = append(notes, r.Linked.Trial.Name+": the reported interval is not symmetric about its estimate; the pool takes its width, so its own interval differs.")
		}
	}
	sort.Strings(notes)
	return notes
}

// biasDirection is the reviewer's expectation as seen from the claim: where the claim's intervention is the result's
// control arm, towards the experimental arm is towards the claim's comparator.
func biasDirection(r Row) appraisal.BiasDirection {
	b := r.Domains[appraisal.Blinding].Appraisal.BiasDirection
	if r.Linked.Link.Reversed {
		switch b {
		case appraisal.TowardsExperimental:
			return appraisal.TowardsControl
		case appraisal.TowardsControl:
			return appraisal.TowardsExperimental
		}
	}
	return b
}
