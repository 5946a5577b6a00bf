package export

import (
	"context"
	"fmt"
	"io"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db/exchange"
	"claimgrade/db/exchange/robvis"
)

// domainHeads are the domains as tables name them.
var domainHeads = map[appraisal.Domain]string{
	appraisal.Blinding: "Blinding", appraisal.SampleSize: "Sample size", appraisal.FollowUp: "Follow-up", appraisal.Attrition: "Attrition",
}

// ratingWords are the ratings in the words of robvis, which knows none for what nobody has looked at.
var ratingWords = map[appraisal.Rating]string{
	appraisal.Low: "Low", appraisal.SomeConcerns: "Some concerns", appraisal.High: "High", appraisal.NoInformation: "No information",
	appraisal.NotExtracted: "No information",
}

// rated are the rows of the claims that have ratings, and how far these are judgements of a person.
type rated struct {
	rows      []ratedRow
	unrated   int // linked trials that nothing is judged of
	suggested int // ratings that nobody has confirmed
	unlooked  int // of these: nobody has looked
	overruled int
}

type ratedRow struct {
	claim *claim
	row   rules.Row
}

func (x *content) rated() rated {
	var out rated
	for i := range x.claims {
		c := &x.claims[i]
		for _, r := range c.Rows {
			if len(r.Domains) < len(appraisal.Domains) {
				out.unrated++
				continue
			}
			out.rows = append(out.rows, ratedRow{c, r})
			for _, v := range r.Domains {
				switch {
				case v.Overruled:
					out.overruled++
				case v.Judged:
				default:
					out.suggested++
					if v.Rating == appraisal.NotExtracted {
						out.unlooked++
					}
				}
			}
		}
	}
	return out
}

// writeRobvis writes the judgements on every linked result.
func writeRobvis(ctx context.Context, x *content, w io.Writer) error {
	all := x.rated()
	if len(all.rows) == 0 {
		return appraisal.Invalid("claims", "There are no judgements to export: no trial is linked to the claims that were chosen. Choose others.")
	}
	names := studyNames(all.rows)
	studies := make([]robvis.Study, len(all.rows))
	pooled := 0
	for i, r := range all.rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		s := robvis.Study{Weight: 100 * r.row.Weight}
		s.Study, s.Overall = exchange.Text(names[i]), exchange.Text(ratingWords[r.row.Overall])
		for _, d := range appraisal.Domains {
			s.Domains = append(s.Domains, exchange.DomainWord{ID: domainHeads[d], Judgement: exchange.Text(ratingWords[r.row.Domains[d].Rating])})
		}
		if s.Weight > 0 {
			pooled++
		}
		studies[i] = s
	}
	switch {
	case pooled == 0:
		for i := range studies {
			studies[i].Weight = 1
		}
		x.left = append(x.left, "No result is pooled, so all weights are 1, as robvis asks.")
	default:
		x.leave(len(studies)-pooled, "The weight is the share of the claim's pool in percent; that of one result outside it is 0.",
			"The weight is the share of the claim's pool in percent; that of %d results outside it is 0.")
	}
	x.leave(all.unrated, "One linked trial is left out: nothing of it is to be judged for its claim.", "%d linked trials are left out: nothing of them is to be judged for their claims.")
	x.leave(all.suggested, "robvis cannot say that one judgement is a suggestion of the rules that nobody has confirmed.",
		"robvis cannot say that %d judgements are suggestions of the rules that nobody has confirmed.")
	x.leave(all.unlooked, "Of one domain nobody has looked yet; it is written as No information.", "Of %d domains nobody has looked yet; they are written as No information.")
	x.leave(all.overruled, "robvis cannot say that one judgement differs from what the rules suggest.", "robvis cannot say that %d judgements differ from what the rules suggest.")
	x.left = append(x.left, "Reasons and quotes are left out: robvis draws judgements only. They are in the tables for R.")
	return robvis.Write(w, studies)
}

// studyNames are the names of the trials, with the result where a trial has several rows, and the claim where even these
// are alike: robvis draws rows of one name on top of one another.
func studyNames(rows []ratedRow) []string {
	names := make([]string, len(rows))
	count := func(of func(r ratedRow) string) map[string]int {
		n := map[string]int{}
		for _, r := range rows {
			n[plainName(of(r))]++
		}
		return n
	}
	trial := func(r ratedRow) string { return exchange.OneLine(r.row.Linked.Trial.Name) }
	result := func(r ratedRow) string { return joined(", ", trial(r), exchange.OneLine(r.row.Result.Name)) }
	trials, results := count(trial), count(result)
	used := map[string]int{}
	for i, r := range rows {
		name := trial(r)
		if trials[plainName(name)] > 1 {
			name = result(r)
		}
		if results[plainName(result(r))] > 1 {
			name = result(r) + " (" + exchange.OneLine(claimName(r.claim.Claim)) + ")"
		}
		names[i] = unique(name, used)
	}
	return names
}

// plainName is a name as programs compare names.
func plainName(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// unique is a name that no other has, with a number behind it where one has.
func unique(name string, used map[string]int) string {
	if name == "" {
		name = "?"
	}
	for own := name; ; {
		used[plainName(own)]++
		if used[plainName(own)] == 1 {
			return own
		}
		own = fmt.Sprintf("%s (%d)", name, used[plainName(name)])
	}
}

// claimName is what a claim is called in lists: its label, else the id of the starter library, else its text.
func claimName(c appraisal.Claim) string {
	for _, s := range []string{c.Label, c.Key, c.Text} {
		if s != "" {
			return s
		}
	}
	return c.UID
}

// joined puts the texts that say something one behind the other.
func joined(between string, texts ...string) string {
	var said []string
	for _, s := range texts {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, between)
}
