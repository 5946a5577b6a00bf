package export

import (
	"context"
	"io"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db/exchange"
	"claimgrade/db/exchange/argdown"
)

// writeArgdown writes each claim as a statement, with its linked results as arguments for or against it.
func writeArgdown(ctx context.Context, x *content, w io.Writer) error {
	if len(x.claims) == 0 {
		return appraisal.Invalid("claims", "There are no claims to export. Choose at least one.")
	}
	m := argdown.Map{Title: "Claims and the trials that bear on them", Author: x.reviewers[x.Reviewer].Name}
	at, neither := map[string]int{}, 0
	for i := range x.claims {
		if err := ctx.Err(); err != nil {
			return err
		}
		c := &x.claims[i]
		n, ok := at[c.Claim.DocumentUID]
		if !ok {
			n = len(m.Sections)
			at[c.Claim.DocumentUID] = n
			m.Sections = append(m.Sections, argdown.Section{Heading: titleOf(c.Document)})
		}
		s := statement(c)
		for _, a := range s.Arguments {
			if a.Bears == argdown.Neither {
				neither++
			}
		}
		m.Sections[n].Statements = append(m.Sections[n].Statements, s)
	}
	x.leave(neither, "One result is neither for nor against its claim: it stands beside it without an arrow.",
		"%d results are neither for nor against their claims: they stand beside them without an arrow.")
	x.left = append(x.left, "Facts, quotes and answers are left out: an argument holds the result, its ratings and the reasons.")
	return argdown.Write(w, m)
}

func titleOf(d appraisal.Document) string {
	if d.Title == "" {
		return "Claims without an article"
	}
	return d.Title
}

func statement(c *claim) argdown.Statement {
	s := argdown.Statement{Title: claimName(c.Claim), Text: c.Claim.Text}
	if s.Text == "" {
		s.Text = c.Claim.Wording
	}
	if c.Verdict != "" {
		s.Tags = []string{"verdict-" + string(c.Verdict)}
		s.Data = append(s.Data, argdown.Datum{Name: "verdict", Value: verdictOf(c)}, argdown.Datum{Name: "rule", Value: string(c.Rule)})
	}
	if c.Certainty != "" {
		s.Tags = append(s.Tags, "certainty-"+string(c.Certainty))
		s.Data = append(s.Data, argdown.Datum{Name: "certainty", Value: string(c.Certainty)})
	}
	if c.Provisional {
		s.Tags = append(s.Tags, "provisional")
	}
	for _, r := range c.Rows {
		s.Arguments = append(s.Arguments, argument(r))
	}
	return s
}

// argument is a linked result. Its ratings are tags; one that nobody has confirmed is marked as suggested.
func argument(r rules.Row) argdown.Argument {
	t := r.Linked.Trial
	a := argdown.Argument{Title: joined(", ", t.Name, r.Result.Name), Bears: bearings[r.Relation], Tags: []string{"relation-" + string(r.Relation)}}
	reasons := []string{sentence(r.Result.Facts.Text(appraisal.FieldResultText))}
	if r.Overrule {
		reasons = append(reasons, "↯ The reviewer says that it "+relationWords[r.Relation]+".", sentence(r.Linked.Link.Reason))
	} else {
		reasons = append(reasons, sentence(r.Why))
	}
	for _, d := range appraisal.Domains {
		v, ok := r.Domains[d]
		if !ok {
			continue
		}
		mark := ""
		switch {
		case v.Overruled:
			mark = "-overruled"
		case !v.Judged:
			mark = "-suggested"
		}
		a.Tags = append(a.Tags, string(d)+"-"+string(v.Rating)+mark)
		if v.Judged && v.Appraisal.Reason != "" {
			reasons = append(reasons, domainHeads[d]+": "+sentence(v.Appraisal.Reason))
		}
	}
	a.Text = joined(" ", reasons...)
	if r.N != nil {
		a.Data = append(a.Data, argdown.Datum{Name: "n", Value: *r.N})
	}
	for _, x := range []struct {
		name  string
		value *float64
	}{{"effect", r.Estimate}, {"low", r.Low}, {"high", r.High}} {
		if x.value != nil {
			a.Data = append(a.Data, argdown.Datum{Name: x.name, Value: digits(*x.value)})
		}
	}
	if r.Weight > 0 {
		a.Data = append(a.Data, argdown.Datum{Name: "weight", Value: digits(r.Weight)})
	}
	return a
}

var bearings = map[appraisal.Relation]argdown.Bearing{
	appraisal.Supports: argdown.For, appraisal.Contradicts: argdown.Against, appraisal.ShowsNoDiff: argdown.Against,
}

var relationWords = map[appraisal.Relation]string{
	appraisal.Supports: "supports the claim", appraisal.Contradicts: "contradicts the claim", appraisal.ShowsNoDiff: "shows no difference",
	appraisal.Mixed: "is mixed", appraisal.Inconclusive: "is inconclusive", appraisal.Context: "is context",
}

// digits is a number with six digits.
func digits(x float64) float64 {
	short, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64)
	if err != nil {
		return x
	}
	return short
}

// sentence ends with a full stop.
func sentence(s string) string {
	s = exchange.OneLine(s)
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}
