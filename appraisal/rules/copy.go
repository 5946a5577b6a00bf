package rules

import (
	"reflect"

	"claimgrade/appraisal"
)

// Difference is why a judgement on a trial for one claim cannot stand for another.
type Difference string

// The differences, in the order in which they are told.
const (
	OtherResult  Difference = "result"     // another result of the trial is linked: another outcome, time or people
	OtherKind    Difference = "kind"       // the claims assert different things of the treatment
	OtherHorizon Difference = "horizon"    // they speak of different times
	OtherMID     Difference = "mid"        // the smallest difference that matters is another
	OtherPlan    Difference = "plan"       // the risk, spread or measure that the numbers are weighed with is another
	Moved        Difference = "suggestion" // what the rules suggest has changed since the judgement was given
)

// Copy is what becomes of one domain of an appraisal when it is copied to another claim.
type Copy struct {
	Domain    appraisal.Domain
	Appraisal appraisal.Appraisal // what is to be stored there
	Again     []Difference        // why its judgement must be given again; none where it stands, or where there is none
	There     bool                // the reviewer has something there already, which a copy would replace
}

// Copies are the domains of a row that can be copied to the row of another claim on the same trial: those in which the
// reviewer has left something, and which count there.
func Copies(from, to CopySide, reviewer string) []Copy {
	var all []Copy
	for _, d := range appraisal.Domains {
		given := from.Row.Domains[d].Appraisal
		if given.Blank() || to.Claim.Kind == appraisal.KindEvidence && d != to.Claim.Evidence.Domain {
			continue
		}
		c := Copy{Domain: d, There: !to.Row.Domains[d].Appraisal.Blank()}
		a := given
		a.UID, a.LinkUID, a.Reviewer, a.Domain = "", to.Row.Linked.Link.UID, reviewer, d
		a.JudgedAt = "" // it is given there now
		a.Quotes = append([]appraisal.Quote(nil), given.Quotes...)
		for i := range a.Quotes {
			a.Quotes[i].UID = "" // each appraisal keeps its own
		}
		if a.Judgement == "" {
			a.Suggestion, a.Rule, a.RulesVersion = "", "", ""
		} else if c.Again = differences(from, to, d); len(c.Again) > 0 {
			a = a.Again(from.Claim.UID)
		}
		if a.Blank() {
			continue
		}
		c.Appraisal = a
		all = append(all, c)
	}
	return all
}

// Rows are the linked results of a claim, each rated for it. Whether they are pooled only Assess says.
func Rows(d appraisal.Dossier) []Row { return makeRows(d, false) }

// CopySide is a claim with the row that is copied from, or to.
type CopySide struct {
	Claim appraisal.Claim
	Row   Row
}

// differences compares what the rating of a domain rests on.
func differences(from, to CopySide, d appraisal.Domain) []Difference {
	a, b := from.Row.Domains[d], to.Row.Domains[d]
	var found []Difference
	add := func(is bool, what Difference) {
		if is {
			found = append(found, what)
		}
	}
	add(from.Row.Linked.Link.ResultUID != to.Row.Linked.Link.ResultUID, OtherResult)
	switch d {
	case appraisal.SampleSize:
		x, y := a.Inputs.SampleSizeClaim, b.Inputs.SampleSizeClaim
		add(x.Kind != y.Kind, OtherKind)
		add(x.Kind == appraisal.Harm && x.Horizon != y.Horizon, OtherHorizon)
		add(!reflect.DeepEqual(x.MID, y.MID), OtherMID)
		x.Kind, x.Horizon, x.MID = y.Kind, y.Horizon, y.MID
		add(!reflect.DeepEqual(x, y) || len(found) == 0 && !reflect.DeepEqual(a.Inputs.SampleSize, b.Inputs.SampleSize), OtherPlan)
	case appraisal.FollowUp:
		x, y := a.Inputs.FollowUpClaim, b.Inputs.FollowUpClaim
		add(x.Kind != y.Kind, OtherKind)
		x.Kind = y.Kind
		add(!reflect.DeepEqual(x, y), OtherHorizon)
	}
	add(a.Suggestion.Rating != a.Appraisal.Suggestion, Moved)
	return found
}
