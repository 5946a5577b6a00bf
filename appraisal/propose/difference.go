package propose

import (
	"cmp"
	"slices"
	"strconv"

	"claimgrade/appraisal"
)

var ruleDifference = Rule{"D-1", "Other claims of your library have this difference on the same scale. The calculation of sample size needs one."}

// Scaled is a smallest difference that matters, with what belongs to it, as claims of the library have it for a scale.
type Scaled struct {
	Instrument            string
	Measure               appraisal.Measure
	MID                   float64
	Low, High, PlanningSD *float64 // plausible range, and the standard deviation with which trials are planned
	Source                string   // where the difference is from
	Claim                 string   // the label of the first claim that has it
	Claims                int      // how many have it
}

// DifferencesOf are the differences that claims of an effect have on a scale, those that most claims have first.
func DifferencesOf(claims []appraisal.Claim) []Scaled {
	var all []Scaled
	for _, c := range claims {
		e := c.Effect
		if c.Kind != appraisal.KindEffect && c.Kind != appraisal.KindNotShown || e.MID == nil || *e.MID <= 0 || len(wordsOf(e.Instrument)) == 0 {
			continue
		}
		s := Scaled{
			Instrument: e.Instrument, Measure: e.Measure, MID: *e.MID, Low: e.MIDLow, High: e.MIDHigh, PlanningSD: e.PlanningSD,
			Source: e.MIDSource, Claim: cmp.Or(c.Label, c.Text), Claims: 1,
		}
		if at := slices.IndexFunc(all, s.same); at >= 0 {
			all[at].Claims++
			continue
		}
		all = append(all, s)
	}
	slices.SortStableFunc(all, func(a, b Scaled) int { return b.Claims - a.Claims })
	return all
}

func (s Scaled) same(o Scaled) bool {
	return sameText(s.Instrument, o.Instrument) && s.Measure == o.Measure && s.MID == o.MID && s.Source == o.Source &&
		equal(s.Low, o.Low) && equal(s.High, o.High) && equal(s.PlanningSD, o.PlanningSD)
}

func equal(a, b *float64) bool { return a == b || a != nil && b != nil && *a == *b }

// DifferenceOn proposes the difference that most claims of the library have on a scale. The measure must be the same,
// since it is part of the unit.
func (v Vocabulary) DifferenceOn(instrument string, m appraisal.Measure) (Proposal, bool) {
	for _, s := range v.Differences {
		if s.Measure == m && sameText(s.Instrument, instrument) {
			return Proposal{Field: Difference, Value: strconv.FormatFloat(s.MID, 'f', -1, 64), Scaled: &s, Rule: ruleDifference}, true
		}
	}
	return Proposal{}, false
}
