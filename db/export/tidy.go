package export

import (
	"context"
	"io"
	"strconv"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db/exchange/tidy"
)

// column is a column of a table with how its cells are made.
type column[T any] struct {
	tidy.Column
	cell func(T) string
}

func tableOf[T any](name, about string, columns []column[T]) tidy.Table {
	t := tidy.Table{Name: name, About: about}
	for _, c := range columns {
		t.Columns = append(t.Columns, c.Column)
	}
	return t
}

func cells[T any](columns []column[T], row T) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.cell(row)
	}
	return out
}

func text[T any](name, about string, cell func(T) string) column[T] {
	return column[T]{tidy.Column{Name: name, Type: tidy.Text, About: about}, cell}
}

func numeric[T any](name, about string, cell func(T) *float64) column[T] {
	return column[T]{tidy.Column{Name: name, Type: tidy.Number, About: about}, func(r T) string { return decimal(cell(r)) }}
}

func whole[T any](name, about string, cell func(T) *int) column[T] {
	return column[T]{tidy.Column{Name: name, Type: tidy.Integer, About: about}, func(r T) string {
		if n := cell(r); n != nil {
			return strconv.Itoa(*n)
		}
		return ""
	}}
}

func truth[T any](name, about string, cell func(T) bool) column[T] {
	return column[T]{tidy.Column{Name: name, Type: tidy.Bool, About: about}, func(r T) string {
		if cell(r) {
			return "TRUE"
		}
		return "FALSE"
	}}
}

// decimal is a number with as many digits as it has; empty for none.
func decimal(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'g', -1, 64)
}

// writeTidy writes the claims, their linked results, the facts of their trials, and the documents that these rest on, as
// tables for statistics.
func writeTidy(ctx context.Context, x *content, w io.Writer) error {
	trials, err := x.trials(ctx)
	if err != nil {
		return err
	}
	p := tidy.Package{Name: "claimgrade", Title: "Claims and the trials that bear on them", About: []string{
		"Written by ClaimGrade. Rules: version " + rules.Version + ". Judgements of: " + x.reviewerName() + ".",
		"An empty cell is a value that is not known. Numbers have a decimal point. Words are those of ClaimGrade's own interface for scripts.",
		"A cell of text that a spreadsheet would run as a formula (it begins with =, +, - or @) has an apostrophe in front. In R, " +
			"`sub(\"^'(?='*[=+@\\\\-])\", \"\", x, perl = TRUE)` takes it off again.",
		"A rating that nobody has confirmed is a suggestion of the rules: then `…_judged` is FALSE, and `…_judgement` is empty.",
	}}
	claims := tableOf("claims", "A row is a claim, or a part of one.", claimColumns)
	results := tableOf("results", "A row is a result, or a trial as a whole, that is linked to a claim.", resultColumns())
	columns := resultColumns()
	for i := range x.claims {
		if err := ctx.Err(); err != nil {
			return err
		}
		c := &x.claims[i]
		claims.Rows = append(claims.Rows, cells(claimColumns, c))
		for _, r := range c.Rows {
			results.Rows = append(results.Rows, cells(columns, ratedRow{c, r}))
		}
	}
	facts, err := x.facts(ctx, trials)
	if err != nil {
		return err
	}
	p.Tables = []tidy.Table{claims, results, facts, x.trialTable(trials), x.documentTable(trials)}
	x.left = append(x.left, "Answers to signalling questions, quotes of judgements, the trace of the rules and the history are left out; the complete JSON has them.")
	return tidy.WriteZip(w, p)
}

func (x *content) reviewerName() string {
	if name := x.reviewers[x.Reviewer].Name; name != "" {
		return name
	}
	return "nobody; all ratings are suggestions of the rules"
}

var claimColumns = []column[*claim]{
	text("claim_uid", "identity of the claim", func(c *claim) string { return c.Claim.UID }),
	text("claim_key", "id in the starter library", func(c *claim) string { return c.Claim.Key }),
	whole("part", "0: the main claim of its sentence; 1…: its further parts", func(c *claim) *int { return &c.Claim.Part }),
	text("label", "a few words for lists", func(c *claim) string { return c.Claim.Label }),
	text("claim", "the claim, restated in one sentence", func(c *claim) string { return c.Claim.Text }),
	text("wording", "what the article says", func(c *claim) string { return c.Claim.Wording }),
	text("kind", "effect, evidence, report, not-shown or not-a-trial-question", func(c *claim) string { return string(c.Claim.Kind) }),
	text("effect_kind", "benefit, harm, no-difference …", func(c *claim) string { return string(c.Claim.Effect.Kind) }),
	text("population", "whom it is about", func(c *claim) string { return c.Claim.Population }),
	text("intervention", "what was given", func(c *claim) string { return c.Claim.Intervention }),
	text("comparator", "what it is compared with", func(c *claim) string { return c.Claim.Comparator }),
	text("outcome", "what was measured", func(c *claim) string { return c.Claim.Outcome }),
	text("horizon", "time for which it is said to hold", func(c *claim) string { return string(c.Claim.Effect.Horizon) }),
	text("verdict", "empty while there is none", func(c *claim) string { return string(c.Verdict) }),
	text("verdict_rule", "rule that gives the verdict", func(c *claim) string { return string(c.Rule) }),
	text("verdict_by_rules", "where the reviewer decided otherwise: what the rules come to", func(c *claim) string { return string(c.ByRules) }),
	text("certainty", "of the evidence, in GRADE's words", func(c *claim) string { return string(c.Certainty) }),
	truth("provisional", "rests on suggestions or on facts that nobody has looked for", func(c *claim) bool { return c.Provisional }),
	numeric("pooled_effect", "+ favours the claim; ratios by their logarithm", func(c *claim) *float64 { return pooled(c, func(p *rules.Pooled) float64 { return p.Estimate }) }),
	numeric("pooled_low", "95 % interval", func(c *claim) *float64 { return pooled(c, func(p *rules.Pooled) float64 { return p.CI95[0] }) }),
	numeric("pooled_high", "95 % interval", func(c *claim) *float64 { return pooled(c, func(p *rules.Pooled) float64 { return p.CI95[1] }) }),
	numeric("i2", "percent", func(c *claim) *float64 { return pooled(c, func(p *rules.Pooled) float64 { return p.I2 }) }),
	numeric("tau2", "variance between the trials", func(c *claim) *float64 { return pooled(c, func(p *rules.Pooled) float64 { return p.Tau2 }) }),
	whole("pooled_trials", "results in the pool", func(c *claim) *int { return &c.Pooled }),
	text("article", "title of the article that makes the claim", func(c *claim) string { return c.Document.Title }),
	text("article_uid", "its row in documents", func(c *claim) string { return c.Document.UID }),
}

func pooled(c *claim, of func(*rules.Pooled) float64) *float64 {
	if c.Judged == nil || c.Judged.Pooled == nil {
		return nil
	}
	x := of(c.Judged.Pooled)
	return &x
}

func resultColumns() []column[ratedRow] {
	fact := func(k appraisal.FieldKey) func(ratedRow) string {
		return func(r ratedRow) string { return r.row.Result.Facts.Text(k) }
	}
	number := func(k appraisal.FieldKey) func(ratedRow) *float64 {
		return func(r ratedRow) *float64 { return r.row.Result.Facts.Number(k) }
	}
	all := []column[ratedRow]{
		text("claim_uid", "its row in claims", func(r ratedRow) string { return r.claim.Claim.UID }),
		text("claim", "the claim's label", func(r ratedRow) string { return claimName(r.claim.Claim) }),
		text("trial_uid", "its row in trials", func(r ratedRow) string { return r.row.Linked.Trial.UID }),
		text("trial", "name of the trial", func(r ratedRow) string { return r.row.Linked.Trial.Name }),
		text("result_uid", "identity of the result; empty where the trial is linked as a whole", func(r ratedRow) string { return r.row.Result.UID }),
		text("result", "name of the result", func(r ratedRow) string { return r.row.Result.Name }),
		text("outcome", "in the paper's words", fact(appraisal.FieldOutcome)),
		text("construct", "what it measures", fact(appraisal.FieldConstruct)),
		text("instrument", "scale", fact(appraisal.FieldInstrument)),
		numeric("day", "days from the first dose", number(appraisal.FieldDay)),
		text("better", "which direction is better for the patient: lower or higher", fact(appraisal.FieldBetter)),
		text("measure", "how the groups are compared", fact(appraisal.FieldMeasure)),
		numeric("printed_estimate", "experimental minus (or divided by) control, as printed", number(appraisal.FieldEstimate)),
		numeric("printed_low", "95 % interval, as printed", number(appraisal.FieldCILow)),
		numeric("printed_high", "95 % interval, as printed", number(appraisal.FieldCIHigh)),
		numeric("estimate", "the effect as the rules read it: + favours the claim; ratios by their logarithm", func(r ratedRow) *float64 { return r.row.Estimate }),
		numeric("se", "its standard error: recorded, or computed from the interval or p", func(r ratedRow) *float64 { return r.row.SE }),
		numeric("low", "95 % interval of the effect", func(r ratedRow) *float64 { return r.row.Low }),
		numeric("high", "95 % interval of the effect", func(r ratedRow) *float64 { return r.row.High }),
		text("p", "as printed", fact(appraisal.FieldP)),
		whole("n", "participants of the comparison, as the rules count them", func(r ratedRow) *int { return r.row.N }),
		numeric("n_experimental", "analysed", number(appraisal.FieldNExp)),
		numeric("n_control", "analysed", number(appraisal.FieldNCtl)),
		numeric("events_experimental", "people with the event", number(appraisal.FieldEventsExp)),
		numeric("events_control", "people with the event", number(appraisal.FieldEventsCtl)),
		text("direction", "which way the result points: favours, against or none", func(r ratedRow) string { return string(r.row.Direction) }),
		text("relation", "what the result does to the claim", func(r ratedRow) string { return string(r.row.Relation) }),
		text("relation_by_rules", "what its interval alone says", func(r ratedRow) string { return string(r.row.Derived) }),
		truth("relation_overruled", "the two differ", func(r ratedRow) bool { return r.row.Overrule }),
		text("relation_reason", "why", func(r ratedRow) string { return joined(" ", r.row.Linked.Link.Reason, r.row.Linked.Link.Why) }),
		text("pico", "how far the trial is from the claim: none, some or major", func(r ratedRow) string { return string(r.row.PICO) }),
		truth("in_pool", "counts in the pooled estimate", func(r ratedRow) bool { return r.row.InPool }),
		text("not_pooled", "why not", func(r ratedRow) string { return r.row.NotPooled }),
		numeric("weight", "share of the pool, 0 to 1", func(r ratedRow) *float64 { return &r.row.Weight }),
		text("overall", "the worst of the four ratings", func(r ratedRow) string { return string(r.row.Overall) }),
	}
	for _, d := range appraisal.Domains {
		all = append(all, domainColumns(d)...)
	}
	return all
}

// domainColumns are the rating of a domain, and where it comes from.
func domainColumns(d appraisal.Domain) []column[ratedRow] {
	name := map[appraisal.Domain]string{appraisal.Blinding: "blinding", appraisal.SampleSize: "sample_size", appraisal.FollowUp: "follow_up", appraisal.Attrition: "attrition"}[d]
	view := func(r ratedRow) rules.DomainView { return r.row.Domains[d] }
	return []column[ratedRow]{
		text(name+"_rating", "the judgement, else the suggestion: low, some-concerns, high, no-information; not-extracted: nobody has looked", func(r ratedRow) string { return string(view(r).Rating) }),
		truth(name+"_judged", "the reviewer has judged it", func(r ratedRow) bool { return view(r).Judged }),
		text(name+"_judgement", "the reviewer's; empty while there is none", func(r ratedRow) string { return string(view(r).Appraisal.Judgement) }),
		text(name+"_suggestion", "what the rules propose", func(r ratedRow) string { return string(view(r).Suggestion.Rating) }),
		text(name+"_rule", "by which rule", func(r ratedRow) string { return string(view(r).Suggestion.Rule) }),
		truth(name+"_overruled", "the judgement differs from the suggestion", func(r ratedRow) bool { return view(r).Overruled }),
		text(name+"_reason", "the reviewer's", func(r ratedRow) string { return view(r).Appraisal.Reason }),
		text(name+"_bias_direction", "where the reviewer expects the bias to push the result", func(r ratedRow) string { return string(view(r).Appraisal.BiasDirection) }),
	}
}
