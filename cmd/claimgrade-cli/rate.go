package main

import (
	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// rate is the command that rates one domain of each case.
func rate(c *call) int { return c.eachCase(rateCase) }

func rateCase(v value) (any, error) {
	if v.kind != object {
		return nil, v.wrong("", object)
	}
	domain := v.members["domain"]
	if domain.kind != "" && domain.kind != null && domain.kind != text {
		return nil, domain.wrong("domain", text)
	}
	switch appraisal.Domain(domain.word) {
	case appraisal.Blinding:
		return rateFacts(v, func(f rules.BlindingFacts, by *appraisal.Thresholds) (rules.DomainOutcome, error) {
			f.Thresholds = by
			return rules.Blinding(f)
		})
	case appraisal.Attrition:
		return rateFacts(v, func(f rules.AttritionFacts, by *appraisal.Thresholds) (rules.DomainOutcome, error) {
			f.Thresholds = by
			return rules.Attrition(f)
		})
	case appraisal.SampleSize:
		return rateForClaim(v, func(c rules.SampleSizeClaim, f rules.SampleSizeFacts, by *appraisal.Thresholds) (rules.DomainOutcome, error) {
			c.Thresholds = by
			return rules.SampleSize(c, f)
		})
	case appraisal.FollowUp:
		return rateForClaim(v, func(c rules.FollowUpClaim, f rules.FollowUpFacts, by *appraisal.Thresholds) (rules.DomainOutcome, error) {
			c.Thresholds = by
			return rules.FollowUp(c, f)
		})
	case "":
		return nil, appraisal.Invalid("domain", "The domain is missing. Allowed: blinding, attrition, sample-size, follow-up.")
	}
	return nil, appraisal.Invalidf("domain", "%q is not a domain. Allowed: blinding, attrition, sample-size, follow-up.", domain.word)
}

const noFacts = "The case has no facts. Give an object; what a report does not say is null in it."

// rateFacts rates a domain that needs the facts only.
func rateFacts[F any](v value, rule func(F, *appraisal.Thresholds) (rules.DomainOutcome, error)) (any, error) {
	var c struct {
		Domain     string       `json:"domain"`
		Facts      *F           `json:"facts"`
		Thresholds thresholdSet `json:"thresholds"`
	}
	if err := decode(v, &c); err != nil {
		return nil, err
	}
	if c.Facts == nil {
		return nil, appraisal.Invalid("facts", noFacts)
	}
	return rule(*c.Facts, c.Thresholds.set)
}

// rateForClaim rates a domain that needs the claim as well.
func rateForClaim[C, F any](v value, rule func(C, F, *appraisal.Thresholds) (rules.DomainOutcome, error)) (any, error) {
	var c struct {
		Domain     string       `json:"domain"`
		Claim      *C           `json:"claim"`
		Facts      *F           `json:"facts"`
		Thresholds thresholdSet `json:"thresholds"`
	}
	if err := decode(v, &c); err != nil {
		return nil, err
	}
	if c.Claim == nil {
		return nil, appraisal.Invalid("claim", "The case has no claim. This domain is rated for what a claim says.")
	}
	if c.Facts == nil {
		return nil, appraisal.Invalid("facts", noFacts)
	}
	return rule(*c.Claim, *c.Facts, c.Thresholds.set)
}
