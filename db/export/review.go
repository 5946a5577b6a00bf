package export

import (
	"context"
	"io"
	"math"
	"strconv"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db/exchange"
	"claimgrade/db/exchange/revman"
)

// measureWords are the measures as RevMan names them.
var measureWords = map[appraisal.Measure]string{
	appraisal.MeanDifference: "Mean Difference", appraisal.StdDifference: "Std. Mean Difference", appraisal.RiskDifference: "Risk Difference",
	appraisal.RiskRatio: "Risk Ratio", appraisal.OddsRatio: "Odds Ratio", appraisal.HazardRatio: "Hazard Ratio",
}

// revmanWords are the ratings as tables of risk of bias have them; what nobody has looked at is left empty.
var revmanWords = map[appraisal.Rating]string{
	appraisal.Low: "Low risk", appraisal.SomeConcerns: "Some concerns", appraisal.High: "High risk", appraisal.NoInformation: "No information",
}

// reviewer puts a package together.
type reviewer struct {
	pack     revman.Package
	names    map[string]string // of the studies, by trial
	at       map[string]int    // in pack.Studies, by trial
	analyses map[analysis]int  // in pack.Analyses
	numbers  map[int]int       // analyses of a comparison
	groups   map[string]int    // numbers of the comparisons, by claim
	used     map[string]int

	several, untold, computed, counted, unheld, incomplete, contextual, derived int
}

// analysis tells one analysis from another.
type analysis struct {
	claim   string
	name    string
	kind    revman.Kind
	measure string
}

// writeRevMan writes the trials of the claims as studies, each claim as a comparison, and its linked results as analyses.
func writeRevMan(ctx context.Context, x *content, w io.Writer) error {
	p := &reviewer{names: map[string]string{}, at: map[string]int{}, analyses: map[analysis]int{}, numbers: map[int]int{}, groups: map[string]int{}, used: map[string]int{}}
	rows := x.rated()
	for i := range x.claims {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, r := range x.claims[i].Rows {
			p.study(r)
			p.result(&x.claims[i], r)
		}
	}
	if len(p.pack.Studies) == 0 {
		return appraisal.Invalid("claims", "There are no studies to export: no trial is linked to the claims that were chosen. Choose others.")
	}
	for i := range p.pack.Studies {
		if judged := p.pack.Studies[i].Judged; len(judged) > 1 {
			p.several++
		} else if len(judged) == 1 {
			judged[0].Of = "" // there is nothing to tell it from
		}
	}
	x.leave(p.several, "One trial is judged differently for several results. RevMan knows one judgement of a study: the rows say what each was judged for, and an import takes the first.",
		"%d trials are judged differently for several results. RevMan knows one judgement of a study: the rows say what each was judged for, and an import takes the first.")
	x.leave(p.computed, "For one result RevMan computes the effect from the numbers of the groups; the estimate as printed is left out.",
		"For %d results RevMan computes the effect from the numbers of the groups; the estimates as printed are left out.")
	x.leave(p.counted, "For one result the estimate is written and the numbers of the groups are left out: RevMan cannot compute its measure from them.",
		"For %d results the estimates are written and the numbers of the groups are left out: RevMan cannot compute their measure from them.")
	x.leave(p.unheld, "The estimate of one result is left out: it has no standard error, or RevMan has no such measure.", "The estimates of %d results are left out: they have no standard error, or RevMan has no such measure.")
	x.leave(p.incomplete, "Of one result only some of the numbers are recorded; the cells of the others are empty.", "Of %d results only some of the numbers are recorded; the cells of the others are empty.")
	x.leave(p.derived, "The standard error of one result is computed from its interval or p.", "The standard errors of %d results are computed from their intervals or p.")
	x.leave(p.untold, "One result is left out: no number of it is recorded that RevMan has a place for.",
		"%d results are left out: no number of them is recorded that RevMan has a place for.")
	x.leave(p.contextual, "One trial is linked as a whole, without a result; only what was judged of it is written.", "%d trials are linked as a whole, without a result; only what was judged of them is written.")
	x.leave(rows.suggested, "One judgement is a suggestion of the rules that nobody has confirmed; its support says so.", "%d judgements are suggestions of the rules that nobody has confirmed; their support says so.")
	x.left = append(x.left, "Verdicts, certainty and the other facts are left out: RevMan has no place for them. They are in the tables for R.")
	return revman.WriteZip(w, p.pack)
}

// study adds the trial of a row, and what was judged of it.
func (p *reviewer) study(r rules.Row) {
	t := r.Linked.Trial
	i, ok := p.at[t.UID]
	if !ok {
		i = len(p.pack.Studies)
		p.at[t.UID], p.names[t.UID] = i, unique(exchange.OneLine(t.Name), p.used)
		s := revman.Study{Name: p.names[t.UID], Year: exchange.ParseYear(t.Facts.Text(appraisal.FieldYear)),
			RegistryIDs: exchange.FindRegistryIDs(t.Facts.Text(appraisal.FieldRegistration)), PMID: string(exchange.ParsePMID(t.Facts.Text(appraisal.FieldPMID)))}
		if doi, ok := exchange.ParseDOI(t.Facts.Text(appraisal.FieldDOI)); ok {
			s.DOI = string(doi)
		}
		p.pack.Studies = append(p.pack.Studies, s)
	}
	if len(r.Domains) < len(appraisal.Domains) {
		return
	}
	j := revman.Judged{Of: joined(", ", r.Result.Name), Overall: exchange.Text(revmanWords[r.Overall])}
	for _, d := range appraisal.Domains {
		v := r.Domains[d]
		j.Domains = append(j.Domains, exchange.DomainWord{ID: domainHeads[d], Judgement: exchange.Text(revmanWords[v.Rating]), Support: line(support(v))})
	}
	s := &p.pack.Studies[i]
	for _, other := range s.Judged {
		if sameJudged(other, j) {
			return
		}
	}
	s.Judged = append(s.Judged, j)
}

func sameJudged(a, b revman.Judged) bool {
	for i := range a.Domains {
		if a.Domains[i] != b.Domains[i] {
			return false
		}
	}
	return a.Overall == b.Overall
}

// support is why a domain is judged so: the reviewer's reason and quotes, or the rule that suggests it.
func support(v rules.DomainView) string {
	if !v.Judged {
		if v.Rating == appraisal.NotExtracted {
			return "Nobody has looked yet."
		}
		return "Suggested by rule " + string(v.Suggestion.Rule) + "; nobody has confirmed it."
	}
	text := ""
	if v.Overruled {
		text = "↯ Rule " + string(v.Suggestion.Rule) + " suggests: " + lowerWords(v.Suggestion.Rating) + "."
	}
	text = joined(" ", text, sentence(v.Appraisal.Reason))
	for _, q := range v.Appraisal.Quotes {
		text = joined(" ", text, "“"+q.Exact+"”", sentence(q.Locator))
	}
	if text == "" {
		text = "As rule " + string(v.Suggestion.Rule) + " suggests."
	}
	return text
}

func lowerWords(r appraisal.Rating) string {
	switch r {
	case appraisal.Low:
		return "low"
	case appraisal.SomeConcerns:
		return "some concerns"
	case appraisal.High:
		return "high"
	case appraisal.NoInformation:
		return "no information"
	}
	return "nothing, as nobody has looked"
}

// result adds a linked result to its analysis.
func (p *reviewer) result(c *claim, r rules.Row) {
	if r.Result.UID == "" {
		p.contextual++
		return
	}
	kind, data, ok := p.numbersOf(r)
	if !ok {
		p.untold++
		return
	}
	name := exchange.OneLine(r.Result.Name)
	if name == "" {
		name = exchange.OneLine(r.Result.Facts.Text(appraisal.FieldOutcome))
	}
	key := analysis{c.Claim.UID, name, kind, data.Measure}
	at, known := p.analyses[key]
	if !known {
		group, ok := p.groups[c.Claim.UID]
		if !ok {
			group = len(p.groups) + 1
			p.groups[c.Claim.UID] = group
		}
		p.numbers[group]++
		at = len(p.pack.Analyses)
		p.analyses[key] = at
		p.pack.Analyses = append(p.pack.Analyses, revman.Analysis{Group: group, Number: p.numbers[group], Name: name, GroupName: exchange.OneLine(claimName(c.Claim)), Kind: kind, Measure: data.Measure})
	}
	data.Outcome = name
	study := p.pack.Studies[p.at[r.Linked.Trial.UID]]
	if kind != revman.Contrast {
		data.Measure = "" // it is that of the analysis; the groups' numbers are what counts
	}
	p.pack.Analyses[at].Rows = append(p.pack.Analyses[at].Rows, revman.Row{Study: study.Name, Year: study.Year, Result: data})
}

// numbersOf are the numbers that RevMan can hold of a result: those of the groups if all are there, else its estimate.
func (p *reviewer) numbersOf(r rules.Row) (kind revman.Kind, x exchange.Result, ok bool) {
	f := r.Result.Facts
	x.Experimental = exchange.Side{N: f.Number(appraisal.FieldNExp), Events: f.Number(appraisal.FieldEventsExp), Mean: f.Number(appraisal.FieldMeanExp), SD: f.Number(appraisal.FieldSDExp)}
	x.Control = exchange.Side{N: f.Number(appraisal.FieldNCtl), Events: f.Number(appraisal.FieldEventsCtl), Mean: f.Number(appraisal.FieldMeanCtl), SD: f.Number(appraisal.FieldSDCtl)}
	measure := appraisal.Measure(f.Text(appraisal.FieldMeasure))
	x.Measure = measureWords[measure]
	e, c := x.Experimental, x.Control
	both := e.N != nil && c.N != nil
	events, means := e.Events != nil && c.Events != nil, e.Mean != nil && c.Mean != nil && e.SD != nil && c.SD != nil
	printed := f.Number(appraisal.FieldEstimate) != nil
	fits := fromGroups(measure, events)
	switch {
	case both && (events || means) && fits:
		if printed {
			p.computed++
		}
		return p.ofGroups(x, events)
	case printed:
		if estimate, se := p.estimateOf(r, measure); estimate != nil && se != nil && x.Measure != "" {
			if events || means {
				p.counted++
			}
			x.Estimate, x.SE = estimate, se
			x.Experimental, x.Control = exchange.Side{N: e.N}, exchange.Side{N: c.N}
			return revman.Contrast, x, true
		}
		p.unheld++
	}
	if !fits {
		x.Measure = ""
	}
	kind, x, ok = p.ofGroups(x, e.Events != nil || c.Events != nil)
	if ok && (fits || !both) {
		p.incomplete++
	}
	return kind, x, ok
}

// fromGroups reports whether RevMan can compute a measure from the events of the groups, or else from their means. A hazard
// ratio it cannot: a ratio of the events would stand there under its name.
func fromGroups(m appraisal.Measure, events bool) bool {
	switch m {
	case appraisal.HazardRatio:
		return false
	case appraisal.RiskRatio, appraisal.OddsRatio, appraisal.RiskDifference:
		return events
	case appraisal.MeanDifference, appraisal.StdDifference:
		return !events
	}
	return true
}

// ofGroups are the numbers of the groups alone, as far as they are known; ok is false where none is.
func (p *reviewer) ofGroups(x exchange.Result, events bool) (kind revman.Kind, out exchange.Result, ok bool) {
	e, c := &x.Experimental, &x.Control
	if events {
		e.Mean, e.SD, c.Mean, c.SD = nil, nil, nil, nil
		return revman.Dichotomous, x, true
	}
	return revman.Continuous, x, *e != exchange.Side{} || *c != exchange.Side{}
}

// estimateOf is an estimate with its standard error as RevMan has them: ratios by their logarithm, differences of risks as
// shares of 1. A standard error that is not recorded is the one that the rules come to.
func (p *reviewer) estimateOf(r rules.Row, m appraisal.Measure) (estimate, se *float64) {
	value, se := r.Result.Facts.Number(appraisal.FieldEstimate), r.Result.Facts.Number(appraisal.FieldSE)
	if value == nil || m.Ratio() && *value <= 0 {
		return nil, nil
	}
	x, unit := *value, 1.0
	switch {
	case m.Ratio():
		x = math.Log(x)
	case m == appraisal.RiskDifference:
		unit = 100
	}
	x /= unit
	if se == nil && r.SE != nil {
		se = r.SE
		p.derived++
	}
	if se == nil || *se <= 0 {
		return tidied(x), nil
	}
	return tidied(x), tidied(*se / unit)
}

// tidied has 15 digits: what a computation leaves behind them is no part of the number.
func tidied(v float64) *float64 {
	x, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if err != nil {
		x = v
	}
	return &x
}
