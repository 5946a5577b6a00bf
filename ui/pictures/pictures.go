// Package pictures draws the pictures of a claim from what the rules made of it: its effects on one scale, which way its
// trials point, what a domain looks like in a trial. The window and the reports show the same. The shapes are those of
// package figure. It must not know any screen, nor Fyne.
package pictures

import (
	"math"
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/ui/figure"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// PoolOf is the pool that the verdict of a claim rests on: of a claim that an effect is not shown, that of the effect;
// nil where nothing was pooled.
func PoolOf(a rules.Assessment) *rules.Pooled {
	o := a.Judged
	if o == nil {
		return nil
	}
	if o.Positive != nil {
		o = o.Positive
	}
	return o.Pooled
}

// Effect is what a forest draws of a row.
func Effect(c appraisal.Claim, r rules.Row) figure.Effect {
	if r.Estimate == nil || !r.OnScale {
		return figure.NoEffect(words.NoEstimate(r))
	}
	out := figure.Effect{Est: words.AsShown(c, *r.Estimate), Lo: math.NaN(), Hi: math.NaN(), Weight: r.Weight, Hollow: !r.InPool}
	if r.Low != nil && r.High != nil {
		out.Lo, out.Hi = words.AsShown(c, *r.Low), words.AsShown(c, *r.High)
	}
	if r.InPool {
		out.Label = words.Weight(r)
	}
	return out
}

// Pool is what a forest draws of a pool.
func Pool(c appraisal.Claim, p *rules.Pooled) figure.Effect {
	out := figure.Effect{Est: words.AsShown(c, p.Estimate), Lo: words.AsShown(c, p.CI95[0]), Hi: words.AsShown(c, p.CI95[1]), Pooled: true}
	if pi := words.Prediction(p); pi != nil {
		out.Prediction = &[2]float64{words.AsShown(c, pi[0]), words.AsShown(c, pi[1])}
	}
	return out
}

// Scale makes the one axis of all rows that are on the claim's scale; one without length where none is. + is in favour of
// what the claim asserts.
func Scale(c appraisal.Claim, rows []rules.Row, pool *rules.Pooled) figure.Scale {
	log := c.Effect.Measure.Ratio()
	null, margin := 0.0, 0.0
	if c.Effect.MID != nil {
		margin = *c.Effect.MID
	}
	if log {
		null = 1
		if margin > 0 {
			margin = math.Exp(margin)
		}
	}
	var effects []figure.Effect
	drawn := false
	for _, r := range rows {
		effect := Effect(c, r)
		effects = append(effects, effect)
		drawn = drawn || !math.IsNaN(effect.Est)
	}
	if !drawn {
		return figure.Scale{} // an axis would be about nothing
	}
	if pool != nil && pool.K > 1 {
		effects = append(effects, Pool(c, pool))
	}
	s := figure.FitScale(effects, log, null, margin)
	s.Left, s.Right = words.EffectSides(c)
	return s
}

// TakesPart reports whether a row counts in a summary of the ratings: a rating is of a result, and context takes no part.
func TakesPart(r rules.Row) bool {
	return (r.Linked.Link.ResultUID != "" || Appraised(r)) && r.Relation != appraisal.Context
}

// Appraised reports whether somebody has judged the row in any domain.
func Appraised(r rules.Row) bool {
	return slices.ContainsFunc(appraisal.Domains[:], func(d appraisal.Domain) bool { return r.Domains[d].Judged })
}

// RatingGroups are the parts of a bar of a summary from left to right. What was not extracted and what has no rating are one.
var RatingGroups = [][]appraisal.Rating{{appraisal.Low}, {appraisal.SomeConcerns}, {appraisal.High}, {appraisal.NoInformation}, {appraisal.NotExtracted, ""}}

// RatingIn is what a row is rated in a domain, or overall for none.
func RatingIn(r rules.Row, d appraisal.Domain) appraisal.Rating {
	if d == "" {
		return r.Overall
	}
	return r.Domains[d].Rating
}

// Rating is a rating as pictures show it.
func Rating(r appraisal.Rating) figure.Rating {
	switch r {
	case appraisal.Low:
		return figure.RatedLow
	case appraisal.SomeConcerns:
		return figure.RatedSome
	case appraisal.High:
		return figure.RatedHigh
	case appraisal.NoInformation:
		return figure.RatedNoInfo
	}
	return figure.NotRated
}

// Directed is a trial as the plots of directions show it.
func Directed(r rules.Row) figure.Directed {
	out := figure.Directed{Name: r.Linked.Trial.Name, Rating: Rating(r.Overall), RatedAs: tr.T("overall: %s", words.Rating(r.Overall)), From: words.NumberFrom(r)}
	if r.N != nil {
		out.N = *r.N
	}
	switch {
	case r.Direction == appraisal.Favours:
		out.Direction = figure.PointsFor
	case r.Direction == appraisal.Against:
		out.Direction = figure.PointsAgainst
	case r.Direction == appraisal.Neither:
		out.Direction = figure.PointsNeither
	case r.Relation == appraisal.Mixed:
		out.Direction = figure.PointsBothWays
	}
	return out
}
