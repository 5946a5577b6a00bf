package export

import (
	"context"
	"io"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/exchange"
	"claimgrade/db/exchange/claimreview"
)

// verdictWords are the verdicts as reviews say them.
var verdictWords = map[appraisal.Verdict]string{
	appraisal.Supported: "Supported", appraisal.PartlySupported: "Partly supported", appraisal.Overstated: "Overstated",
	appraisal.NotSupported: "Not supported", appraisal.Contradicted: "Contradicted", appraisal.CannotBeJudged: "Cannot be judged",
	appraisal.Accurate: "Accurate", appraisal.PartlyAccurate: "Partly accurate", appraisal.Inaccurate: "Inaccurate",
	appraisal.Misattributed: "Misattributed", appraisal.NotTrialQuestion: "Not a trial question",
}

// The scales that a verdict is one of, in words.
const (
	trialScale    = "ClaimGrade says what the linked trials make of a claim as it is worded: supported, partly supported, overstated, not supported, contradicted, or cannot be judged."
	sourceScale   = "ClaimGrade says whether the source reports what the claim says it does: accurate, partly accurate, inaccurate, misattributed, or cannot be judged."
	noTrialsScale = "ClaimGrade judges claims that trials of treatments can answer; this is none."
)

func scaleOf(c appraisal.Claim) string {
	switch c.Kind {
	case appraisal.KindReport:
		return sourceScale
	case appraisal.KindNoTrial:
		return noTrialsScale
	}
	return trialScale
}

// writeClaimReview writes a review of each claim that has a verdict.
func writeClaimReview(ctx context.Context, x *content, w io.Writer) error {
	var reviews []claimreview.Review
	none, undated := 0, 0
	for i := range x.claims {
		if err := ctx.Err(); err != nil {
			return err
		}
		c := &x.claims[i]
		if c.Verdict == "" {
			none++
			continue
		}
		if c.Document.Date == "" {
			undated++
		}
		reviews = append(reviews, x.review(c))
	}
	if len(reviews) == 0 {
		return appraisal.Invalid("claims", "There is no verdict to export: none of the claims that were chosen has one yet. Judge their trials first, or choose others.")
	}
	x.leave(none, "One claim is left out: it has no verdict yet.", "%d claims are left out: they have no verdict yet.")
	x.leave(undated, "The article of one claim has no date, which readers of ClaimReview expect.", "The articles of %d claims have no date, which readers of ClaimReview expect.")
	if x.Date == "" {
		x.left = append(x.left, "No day of the review is given, so the reviews have none.")
	}
	x.left = append(x.left, "Search engines ask for the address (url) of the page on which a review is published. Add it there: the library does not know it.",
		"Trials, ratings and reasons are left out: a review holds the verdict alone.")
	return claimreview.Write(w, reviews)
}

func (x *content) review(c *claim) claimreview.Review {
	d := c.Document
	authors := agentsOf(d)
	claimed := joined("", c.Claim.Text)
	if claimed == "" {
		claimed = c.Claim.Wording
	}
	by := claimreview.Agent{Name: "ClaimGrade (its rules alone; no reviewer)"}
	if name := exchange.OneLine(x.reviewers[x.Reviewer].Name); name != "" {
		by = claimreview.Agent{Name: name, Person: true}
	}
	return claimreview.Review{
		Claimed: exchange.OneLine(claimed), Author: by, DatePublished: x.Date, Language: "en",
		Claim: claimreview.Claim{Authors: authors, DatePublished: d.Date, Text: exchange.OneLine(c.Claim.Wording), Appearance: claimreview.Work{
			Headline: exchange.OneLine(d.Title), URL: webAddress(d), Outlet: exchange.OneLine(d.Outlet), DatePublished: d.Date, Authors: authors}},
		Rating: claimreview.Rating{Word: verdictOf(c), Explanation: explanation(c)},
	}
}

// verdictOf is the verdict with the marks of one that is provisional or a person's own.
func verdictOf(c *claim) string {
	word := verdictWords[c.Verdict]
	if word == "" {
		word = string(c.Verdict)
	}
	if c.Provisional {
		word += " (provisional)"
	}
	if c.ByRules != "" && c.ByRules != c.Verdict {
		word += " ↯"
	}
	return word
}

// explanation says what the verdict rests on, and what words it is one of.
func explanation(c *claim) string {
	said := []string{exchange.OneLine(c.Summary)}
	if c.Certainty != "" {
		said = append(said, "Certainty of the evidence: "+strings.ReplaceAll(string(c.Certainty), "-", " ")+".")
	}
	if c.Provisional {
		said = append(said, "Provisional: it rests on suggestions of the rules that nobody has confirmed, or on facts that nobody has looked for.")
	}
	if c.ByRules != "" && c.ByRules != c.Verdict {
		own := "↯ The reviewer decided otherwise than the rules, which come to: " + strings.ToLower(verdictWords[c.ByRules]) + "."
		for _, o := range c.Overrules {
			if o.Step == appraisal.StepVerdict && o.Reviewer == c.Reviewer && o.Reason != "" {
				own += " Reason: " + exchange.OneLine(o.Reason)
			}
		}
		said = append(said, own)
	}
	if c.Rule != "" {
		said = append(said, "Rule "+string(c.Rule)+".")
	}
	return joined(" ", append(said, scaleOf(c.Claim))...)
}

// agentsOf are those who make a claim: the authors of its article, else where it is published.
func agentsOf(d appraisal.Document) []claimreview.Agent {
	outlet := exchange.OneLine(d.Outlet)
	var all []claimreview.Agent
	for _, a := range exchange.ParseAuthors(d.Author) {
		name := joined(" ", a.Given, a.Family)
		all = append(all, claimreview.Agent{Name: name, Person: a.Given != "" || !exchange.IsGroup(name) && name != outlet})
	}
	if len(all) == 0 {
		all = []claimreview.Agent{{Name: outlet}}
	}
	return all
}

// webAddress is where a document can be read on the web; empty if the library does not know.
func webAddress(d appraisal.Document) string {
	if doi, ok := exchange.ParseDOI(d.DOI); ok {
		return "https://doi.org/" + string(doi)
	}
	if u := exchange.OneLine(d.URL); strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://") {
		return u
	}
	return ""
}
