package rules

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"claimgrade/appraisal"
)

// Assess comes from everything recorded about a claim to its verdict. It never fails: where no verdict is possible it
// says why. The order of the links does not matter.
func Assess(d appraisal.Dossier) Assessment {
	a := assess(d)
	if a.Verdict != "" && len(a.UncheckedFacts) > 0 {
		a.CheckedOnly = assess(checkedOnly(d)).Verdict
	}
	return a
}

func assess(d appraisal.Dossier) Assessment {
	a := Assessment{Linked: len(d.Linked)}
	a.Rows = makeRows(d)
	switch d.Claim.Kind {
	case appraisal.KindEffect:
		if d.Claim.Effect.Kind == appraisal.DurationLimit {
			assessDuration(d, &a)
		} else {
			assessEffect(d, &a)
		}
	case appraisal.KindNotShown:
		assessEffect(d, &a)
	case appraisal.KindEvidence:
		assessEvidence(d, &a)
	case appraisal.KindReport:
		assessReport(d, &a)
	case appraisal.KindNoTrial:
		a.Verdict, a.Rule = appraisal.NotTrialQuestion, K1
		r, _ := Find(K1)
		a.Trace = []Line{{Rule: K1, Text: "No trial can answer this claim; a source cited for it can still be checked.", Source: r.Source}}
		a.Summary = "Prevalence, mechanism, approval, opinion or practice: trials of treatment do not decide it."
	}
	countFacts(&a)
	countJudgements(d, &a)
	return a
}

// makeRows rates every linked result for the claim and orients its estimate.
func makeRows(d appraisal.Dossier) []Row {
	rows := make([]Row, 0, len(d.Linked))
	for _, l := range d.Linked {
		res, _ := l.Result()
		r := newReader(l)
		row := Row{Linked: l, Result: res, Domains: suggest(l, d.Claim, d.Reviewer), PICO: l.Link.PICO}
		row.Overall = overall(row.Domains)
		sign := orient(r, l, d.Claim.Effect.Kind)
		if e := readEstimate(r).times(sign); e != nil {
			v := e.value
			row.Estimate, row.SE, row.Low, row.High = &v, e.se, e.low, e.high
		}
		row.OnScale = row.Estimate != nil && sameScale(d.Claim, row)
		row.N = participants(r)
		row.Direction = direction(r, l, d.Claim.Effect.Kind, row.Estimate)
		row.PICO = withdrawalPICO(r, row.PICO, d.Claim.Effect.Horizon)
		relate(d.Claim, l, &row)
		rows = append(rows, row)
	}
	return rows
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

// participants is how many people the comparison holds.
func participants(r *reader) *int {
	e := firstOf(r.whole(appraisal.FieldNExp), r.ofArm(r.result.ExperimentalUID, appraisal.FieldArmAnalysed))
	c := firstOf(r.whole(appraisal.FieldNCtl), r.ofArm(r.result.ControlUID, appraisal.FieldArmAnalysed))
	if r.result.ExperimentalUID != "" && r.result.ExperimentalUID == r.result.ControlUID {
		c = nil // a crossover: the same people in both conditions
	}
	switch {
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
	if row.Low != nil && row.High != nil && derives(c) && sameScale(c, *row) {
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

// choosePool marks the rows that enter the pool and says of the others why not. Of several results of one trial, the
// one read nearest the claim's time counts, then the larger, then the first by UID: one trial counts once.
func choosePool(c appraisal.Claim, rows []Row) []int {
	best := map[string]int{}
	for i := range rows {
		if why := notPoolable(c, rows[i]); why != "" {
			rows[i].NotPooled = why
			continue
		}
		uid := rows[i].Linked.Trial.UID
		j, ok := best[uid]
		switch {
		case !ok:
			best[uid] = i
		case nearer(c, rows[i], rows[j]):
			rows[j].NotPooled = "another result of the same trial is nearer the claim's time; a trial counts once"
			best[uid] = i
		default:
			rows[i].NotPooled = "another result of the same trial is nearer the claim's time; a trial counts once"
		}
	}
	pool := make([]int, 0, len(best))
	for _, i := range best {
		rows[i].InPool = true
		pool = append(pool, i)
	}
	byName(rows, pool)
	return pool
}

func notPoolable(c appraisal.Claim, row Row) string {
	f := row.Result.Facts
	switch {
	case row.Relation == appraisal.Context:
		return "linked as context"
	case row.Linked.Link.ResultUID == "":
		return "no result is linked, only the trial"
	case row.Linked.Trial.Facts.Text(appraisal.FieldAllocation) == "non-randomised":
		return "not randomised"
	case f.Text(appraisal.FieldMeasure) != "" && !appraisal.Measure(f.Text(appraisal.FieldMeasure)).Comparative():
		return "a " + strings.ReplaceAll(f.Text(appraisal.FieldMeasure), "-", " ") + " is not a comparison of randomised arms at a time point"
	case row.Estimate == nil:
		return "no estimate is recorded"
	case row.SE == nil:
		return "no standard error or interval is recorded"
	case !sameScale(c, row):
		return "measured otherwise: " + scaleWords(f)
	}
	return ""
}

func scaleWords(f appraisal.Facts) string {
	parts := []string{}
	for _, k := range []appraisal.FieldKey{appraisal.FieldConstruct, appraisal.FieldInstrument, appraisal.FieldMeasure} {
		if t := f.Text(k); t != "" {
			parts = append(parts, strings.ReplaceAll(t, "-", " "))
		}
	}
	return strings.Join(parts, ", ")
}

func nearer(c appraisal.Claim, a, b Row) bool {
	target := horizonTarget(c.Effect)
	da, db := timeDistance(a, target), timeDistance(b, target)
	if da != db {
		return da < db
	}
	na, nb := 0, 0
	if a.N != nil {
		na = *a.N
	}
	if b.N != nil {
		nb = *b.N
	}
	if na != nb {
		return na > nb
	}
	return a.Result.UID < b.Result.UID
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

// assessEffect judges an effect claim, or the positive counterpart of a not-shown claim.
func assessEffect(d appraisal.Dossier, a *Assessment) {
	c := d.Claim
	pool := choosePool(c, a.Rows)
	jc := JudgeCase{Claim: judgeClaim(c, a.Rows)}
	if len(pool) == 0 {
		pool = directionOnly(c, a.Rows)
		jc.Claim.LinkedRandomised = 0
	}
	for _, i := range pool {
		jc.Trials = append(jc.Trials, judgeTrial(&a.Rows[i]))
	}
	a.Pooled = len(pool)
	out, err := Judge(jc)
	if err != nil {
		a.WhyNone = "The claim cannot be judged as it is coded: " + err.Error()
		return
	}
	a.Judged, a.Case = &out, &jc
	a.Verdict, a.Rule, a.Trace = out.Verdict, out.Rule, out.Trace
	if out.Certainty != nil && ShowsCertainty(out) {
		a.Certainty = *out.Certainty
	}
	body := &out
	if out.Positive != nil {
		body = out.Positive
	}
	if p := body.Pooled; p != nil {
		for n, i := range pool {
			if n < len(p.Weights) {
				a.Rows[i].Weight = p.Weights[n]
			}
		}
	}
	a.Provisional = out.Provisional
	a.Notes = append(a.Notes, leftOut(a.Rows)...)
	a.Summary = effectSummary(c, *body, a)
}

func judgeClaim(c appraisal.Claim, rows []Row) JudgeClaim {
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
		j.OIS = optimalSize(e)
	}
	// Of all linked effect trials, each once (method 0.14).
	seen := map[string]bool{}
	for _, r := range rows {
		t := r.Linked.Trial
		if r.Relation == appraisal.Context || seen[t.UID] || r.Linked.Link.ResultUID == "" {
			continue
		}
		seen[t.UID] = true
		if n := firstOf(toInt(t.Facts.Number(appraisal.FieldNRandomised)), r.N); n != nil {
			j.LinkedRandomised += *n
		}
	}
	return j
}

// directionOnly marks the rows that say which way, where no result of the claim's scale has an estimate.
func directionOnly(c appraisal.Claim, rows []Row) []int {
	best := map[string]int{}
	for i := range rows {
		r := &rows[i]
		if r.Relation == appraisal.Context || r.Linked.Link.ResultUID == "" || r.Direction == "" ||
			r.Linked.Trial.Facts.Text(appraisal.FieldAllocation) == "non-randomised" || !sameConstruct(c, *r) {
			continue
		}
		uid := r.Linked.Trial.UID
		if j, ok := best[uid]; !ok || nearer(c, rows[i], rows[j]) {
			best[uid] = i
		}
	}
	pool := make([]int, 0, len(best))
	for _, i := range best {
		rows[i].InPool, rows[i].NotPooled = true, ""
		pool = append(pool, i)
	}
	byName(rows, pool)
	for _, i := range pool {
		rows[i].Estimate, rows[i].SE, rows[i].Low, rows[i].High = nil, nil, nil, nil
	}
	return pool
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
	if r.Estimate == nil {
		t.SE, t.Direction = nil, r.Direction
	}
	return t
}

// leftOut names the linked results that are not in the pool, with the reason.
func leftOut(rows []Row) []string {
	var notes []string
	for _, r := range rows {
		if !r.InPool && r.NotPooled != "" && r.Relation != appraisal.Context {
			notes = append(notes, r.Linked.Trial.Name+" is not pooled: "+r.NotPooled+".")
		}
	}
	sort.Strings(notes)
	return notes
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

// countFacts gathers the facts that the verdict rests on: those of the rows in the pool, or of all rows that bear on
// the claim where nothing is pooled.
func countFacts(a *Assessment) {
	seen := map[string]bool{}
	for _, r := range a.Rows {
		if !r.InPool {
			continue
		}
		rd := newReader(r.Linked)
		readEstimate(rd)
		participants(rd)
		all := rd.used
		for _, d := range appraisal.Domains {
			all = append(all, r.Domains[d].Facts...)
		}
		for _, u := range all {
			id := u.Trial + "\x00" + u.Subject + "\x00" + string(u.Fact.Field)
			if seen[id] || u.Fact.Status == appraisal.StatusNotStated {
				continue
			}
			seen[id] = true
			a.FactsUsed++
			if !u.Fact.Checked() {
				a.UncheckedFacts = append(a.UncheckedFacts, u)
			}
		}
	}
}

// countJudgements says how far the appraisal has come. A verdict is provisional until every judgement that it rests on
// was given by the reviewer.
func countJudgements(d appraisal.Dossier, a *Assessment) {
	switch d.Claim.Kind {
	case appraisal.KindReport, appraisal.KindNoTrial:
		return
	case appraisal.KindEvidence:
		if d.Claim.Evidence.Domain == "" { // counts and ranks by facts: no judgement bears on it
			return
		}
	}
	for _, r := range a.Rows {
		if !r.InPool {
			continue
		}
		for _, dom := range appraisal.Domains {
			if d.Claim.Kind == appraisal.KindEvidence && dom != d.Claim.Evidence.Domain {
				continue
			}
			a.JudgementsDue++
			if r.Domains[dom].Judged {
				a.Judgements++
			}
		}
	}
	if a.Judgements < a.JudgementsDue {
		a.Provisional = true
	}
}

// checkedOnly is the dossier with unchecked facts taken as No information.
func checkedOnly(d appraisal.Dossier) appraisal.Dossier {
	hide := func(fs appraisal.Facts) appraisal.Facts {
		out := make(appraisal.Facts, len(fs))
		for k, f := range fs {
			if !f.Checked() && f.Status != appraisal.StatusNotStated && !framing[k] {
				f.Status, f.Value = appraisal.StatusNotStated, ""
			}
			out[k] = f
		}
		return out
	}
	trial := func(t appraisal.Trial) appraisal.Trial {
		t.Facts = hide(t.Facts)
		arms := make([]appraisal.Arm, len(t.Arms))
		for i, x := range t.Arms {
			x.Facts = hide(x.Facts)
			arms[i] = x
		}
		results := make([]appraisal.Result, len(t.Results))
		for i, x := range t.Results {
			x.Facts = hide(x.Facts)
			results[i] = x
		}
		t.Arms, t.Results = arms, results
		return t
	}
	linked := make([]appraisal.Linked, len(d.Linked))
	for i, l := range d.Linked {
		l.Trial = trial(l.Trial)
		linked[i] = l
	}
	library := make([]appraisal.Trial, len(d.Library))
	for i, t := range d.Library {
		library[i] = trial(t)
	}
	d.Linked, d.Library = linked, library
	return d
}

// framing are the fields that say what a result is, not what it found: hiding them would not take a value away but
// turn the result into another one.
var framing = map[appraisal.FieldKey]bool{
	appraisal.FieldConstruct: true, appraisal.FieldInstrument: true, appraisal.FieldMeasure: true, appraisal.FieldBetter: true,
	appraisal.FieldOutcomeKind: true, appraisal.FieldOutcome: true, appraisal.FieldAllocation: true, appraisal.FieldDesign: true,
	appraisal.FieldDrug: true, appraisal.FieldRoute: true, appraisal.FieldMeantBlind: true, appraisal.FieldPerceptible: true,
	appraisal.FieldControl: true, appraisal.FieldYear: true,
}

// effectSummary is the one-line why of an effect claim.
func effectSummary(c appraisal.Claim, o JudgeOutcome, a *Assessment) string {
	if o.Class == nil {
		return "No linked result can be used: " + noneUsable(a.Rows)
	}
	var b strings.Builder
	pool := o.Pooled
	if o.PooledNonHigh != nil {
		// The class belongs to the pool that decides; its people are not those of all rows.
		pool = o.PooledNonHigh
		fmt.Fprintf(&b, "Without the trials at high risk of bias, %s of %d: ", plural(pool.K, "trial"), a.Pooled)
	} else if pool != nil {
		fmt.Fprintf(&b, "%s of %s: ", plural(pool.K, "trial"), people(a.Rows))
	}
	if pool != nil {
		fmt.Fprintf(&b, "%s (%s to %s)", number(pool.Estimate), number(pool.CI95[0]), number(pool.CI95[1]))
		b.WriteString(unitWords(c.Effect))
	} else {
		fmt.Fprintf(&b, "%s, direction only", plural(a.Pooled, "trial"))
	}
	b.WriteString(": " + ClassWords(*o.Class, c.Effect.Kind) + ".")
	if o.Deductions != nil {
		if s := deductionWords(*o.Deductions); s != "" {
			b.WriteString(" Certainty lowered for " + s + ".")
		}
	}
	if s := lowestCap(o); s != "" {
		b.WriteString(" " + s)
	}
	return b.String()
}

func noneUsable(rows []Row) string {
	if len(rows) == 0 {
		return "none is linked yet."
	}
	for _, r := range rows {
		if r.Relation != appraisal.Context {
			return "none has an estimate or direction on the claim's outcome and scale."
		}
	}
	return "all are linked as context."
}

func people(rows []Row) string {
	n := 0
	for _, r := range rows {
		if r.InPool && r.N != nil {
			n += *r.N
		}
	}
	return plural(n, "person")
}

func plural(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case noun == "person":
		return fmt.Sprintf("%d people", n)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// number prints a figure with as many decimals as a reader can use.
func number(x float64) string {
	s := fmt.Sprintf("%.2f", x)
	if math.Abs(x) >= 100 {
		s = fmt.Sprintf("%.0f", x)
	}
	if s == "-0.00" {
		s = "0.00"
	}
	return strings.Replace(s, "-", "−", 1)
}

func unitWords(e appraisal.Effect) string {
	switch {
	case e.Measure.Ratio():
		return " log units (" + strings.ReplaceAll(string(e.Measure), "-", " ") + ")"
	case e.Measure == appraisal.RiskDifference:
		return " percentage points"
	case e.Measure == appraisal.StdDifference:
		return " standard deviations"
	case e.Instrument != "":
		return " points on " + e.Instrument
	}
	return ""
}

// ClassWords says in words what the trials of a class show.
func ClassWords(class string, kind appraisal.EffectKind) string {
	subject := "the claimed effect"
	if kind == appraisal.Harm {
		subject = "the claimed harm"
	}
	switch class {
	case "FAV":
		return subject + " is shown"
	case "OPP":
		return "the opposite is shown"
	case "NULL":
		return "too small to matter, either way"
	case "LEAN":
		return "leans to " + subject + ", but no effect is not excluded"
	case "OPP_LEAN":
		return "leans the other way"
	case "TIE":
		return "no direction prevails"
	case "SAME":
		return "within the margin claimed"
	case "DIFF":
		return "a difference beyond the margin is shown"
	case "OPEN":
		return "absence of evidence: the interval still holds a difference that matters"
	}
	return class
}

func deductionWords(d Deductions) string {
	var parts []string
	for _, x := range []struct {
		n    int
		name string
	}{{d.RiskOfBias, "risk of bias"}, {d.Inconsistency, "inconsistency"}, {d.Indirectness, "indirectness"}, {d.Imprecision, "imprecision"}, {d.PublicationBias, "publication bias"}} {
		if x.n != 0 {
			parts = append(parts, fmt.Sprintf("%s −%d", x.name, abs(x.n)))
		}
	}
	return strings.Join(parts, ", ")
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// Derive says what a result would do to a claim if it were linked like this, by its interval, and why; the relation is
// empty where there is no interval on the claim's scale, and why says so.
func Derive(c appraisal.Claim, l appraisal.Linked) (appraisal.Relation, string) {
	row := makeRows(appraisal.Dossier{Claim: c, Linked: []appraisal.Linked{l}})[0]
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
	}
	return "", "The result is " + notPoolable(c, row) + ", so its interval cannot be read against the claim."
}

// lowestCap names the strictest cap that applies: they apply one after the other, and the outcome names the first.
func lowestCap(o JudgeOutcome) string {
	if o.Rules == nil || o.Rules.Cap == nil {
		return ""
	}
	for _, l := range o.Trace {
		if l.Rule == CX3 {
			return capWords(CX3)
		}
	}
	return capWords(*o.Rules.Cap)
}

// capWords says what keeps the certainty from being higher, whatever the trials show.
func capWords(id ID) string {
	switch id {
	case CK1:
		return "At most Moderate: a single trial short of the people needed."
	case CX1:
		return "At most Moderate: randomisation, concealment and selective reporting were not considered."
	case CX2:
		return "At most Moderate: no stated search."
	case CX3:
		return "At most Low: most people of the linked trials are not in the pool."
	}
	return ""
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
