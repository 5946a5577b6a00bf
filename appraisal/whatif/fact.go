package whatif

import (
	"fmt"
	"maps"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// phrase says a fact that has a few values: what it is of, and each value.
type phrase struct {
	field  appraisal.FieldKey
	of     string
	values map[string]string
}

func yesNo(yes, no string) map[string]string { return map[string]string{"yes": yes, "no": no} }

// phrases are the facts that are tried, by domain.
var phrases = map[appraisal.Domain][]phrase{
	appraisal.Blinding: {
		{appraisal.FieldAssessors, "assessors", yesNo("blinded", "not blinded")},
		{appraisal.FieldParticipants, "participants", yesNo("blinded", "not blinded")},
		{appraisal.FieldRaterSeparate, "the rater", yesNo("kept from dosing sessions", "not kept from dosing sessions")},
		{appraisal.FieldPerceptible, "acute effects", map[string]string{"none": "not perceptible", "subtle": "subtle", "obvious": "obvious"}},
		{appraisal.FieldControl, "the control", map[string]string{"inert": "inert", "active": "active", "open": "open"}},
		{appraisal.FieldMostGuessed, "most participants", yesNo("guessing right", "not guessing right")},
	},
	appraisal.Attrition: {
		{appraisal.FieldLossReasons, "losses", map[string]string{"unrelated": "unrelated to the outcome", "related-or-differing": "related to the outcome or differing between the arms", "similar": "alike in both arms"}},
		{appraisal.FieldAnalysis, "missing data", map[string]string{"mar-model": "modelled as missing at random", "locf": "filled with the last observation", "completer": "left out", "mnar-sensitivity": "tested in a sensitivity analysis"}},
		{appraisal.FieldRobust, "the result", yesNo("robust to missing data", "not robust to missing data")},
	},
	appraisal.FollowUp: {
		{appraisal.FieldCarryOver, "carry-over", yesNo("excluded", "not excluded")},
	},
}

const notReported = "not reported"

// said is a value as recorded, in words.
func (p phrase) said(fs appraisal.Facts) string {
	f, ok := fs[p.field]
	switch {
	case !ok:
		return "not extracted"
	case f.Status == appraisal.StatusNotStated:
		return notReported
	}
	return p.values[f.Value]
}

// facts tries every other value of the facts behind ratings that nobody has judged. A fact that is missing is more
// likely to turn out otherwise than one that was read, and that than one that was checked: where several facts would
// give a trial the same rating, the likeliest is named.
func (f *finder) facts() {
	if f.recorded == nil {
		return
	}
	rows := f.recorded.rows(f.c)
	for _, i := range f.usable {
		if rows[i] < 0 {
			continue
		}
		row := f.recorded.a.Rows[rows[i]]
		for _, d := range domains {
			if v := row.Domains[d.domain]; !v.Judged {
				f.factsOf(i, row, d.rating, v)
			}
		}
		if v := row.Domains[appraisal.Attrition]; !v.Judged {
			f.losses(i, v)
		}
	}
}

// factsOf tries the facts behind one rating. Nothing else of a case's trial rests on them.
func (f *finder) factsOf(i int, row rules.Row, rating func(*rules.JudgeTrial) *appraisal.Rating, v rules.DomainView) {
	best, doubts := map[appraisal.Rating]edit{}, map[appraisal.Rating]int{}
	facts, linked := row.Linked.Trial.Facts, row.Linked
	otherwise := maps.Clone(linked.Trial.Facts)
	if otherwise == nil {
		otherwise = appraisal.Facts{}
	}
	linked.Trial.Facts = otherwise
	for _, p := range phrases[v.Domain] {
		if p.field == appraisal.FieldCarryOver && facts.Text(appraisal.FieldDesign) != "crossover" {
			continue
		}
		field, _ := appraisal.FieldOf(p.field)
		was := facts[p.field]
		values := field.Choices
		if !facts.Has(p.field) {
			values = append([]string{""}, values...) // looked for in vain
		}
		for _, value := range values {
			now := appraisal.Fact{Field: p.field, Value: value, Status: appraisal.Reported}
			if value == "" {
				now.Status = appraisal.StatusNotStated
			}
			if facts.Has(p.field) && was.Status == now.Status && (value == "" || was.Value == value) {
				continue
			}
			otherwise[p.field] = now
			next := rules.Suggested(v.Domain, linked, f.recorded.d)
			doubt := doubtOf(facts, p.field)
			if _, have := best[next]; next == v.Rating || next == appraisal.NotExtracted || (have && doubts[next] >= doubt) {
				continue
			}
			said, old := p.values[value], p.said(facts)
			if value == "" {
				said = notReported
			}
			doubts[next] = doubt
			best[next] = edit{
				slot: slot{sizeFact, i, string(v.Domain) + " " + string(next)}, size: sizeFact, weight: f.weight(i),
				apply: func(c *rules.JudgeCase) { *rating(&c.Trials[i]) = next },
				text: func() string {
					return fmt.Sprintf("%s: %s %s instead of %s, so %s is rated %s", f.name(i), p.of, said, old, v.Domain, rules.RatingWord(next))
				},
			}
		}
		if delete(otherwise, p.field); facts.Has(p.field) {
			otherwise[p.field] = was
		}
	}
	for _, next := range appraisal.Ratings {
		if x, ok := best[next]; ok {
			f.try(x)
			f.factual[slot{sizeRating, i, x.slot.rates}] = true
		}
	}
}

// doubtOf says how likely a fact is to be otherwise.
func doubtOf(fs appraisal.Facts, k appraisal.FieldKey) int {
	x, ok := fs[k]
	switch {
	case !ok:
		return 4
	case x.Status == appraisal.StatusNotStated:
		return 3
	case !x.Checked():
		return 2
	}
	return 1
}

// mostLost bounds the number of people who are taken as lost or found.
const mostLost = 60

var badness = map[appraisal.Rating]int{appraisal.Low: 1, appraisal.SomeConcerns: 2, appraisal.NotExtracted: 2, appraisal.High: 3, appraisal.NoInformation: 3}

// losses tries how many more people lost, or fewer, would give attrition another rating: the smallest number.
func (f *finder) losses(i int, v rules.DomainView) {
	in := v.Inputs.Attrition
	flows := map[string]*rules.ArmFlow{" in the experimental arm": in.Experimental, " in the control arm": in.Control}
	for _, more := range []bool{true, false} {
		var best *edit
		least := mostLost + 1
		attempt := func(where string, observed, randomised *int, with func(*int) rules.AttritionFacts) {
			if observed == nil || randomised == nil {
				return
			}
			for k := 1; k < least; k++ {
				n := *observed - k
				if !more {
					n = *observed + k
				}
				if n < 0 || n > *randomised {
					return
				}
				next, err := rules.AttritionRating(with(&n))
				if err != nil {
					return
				}
				if next == v.Rating || (badness[next] > badness[v.Rating]) != more {
					continue // more people lost may also even out the arms: nobody wishes for that
				}
				word := "more"
				if !more {
					word = "fewer"
				}
				least = k
				best = &edit{
					slot: slot{sizeFact, i, "attrition " + string(next)}, size: sizeFact, weight: f.weight(i),
					apply: func(c *rules.JudgeCase) { c.Trials[i].Attrition = next },
					text: func() string {
						return fmt.Sprintf("%s: %d %s lost%s, so attrition is rated %s", f.name(i), k, word, where, rules.RatingWord(next))
					},
				}
				return
			}
		}
		for _, where := range []string{" in the experimental arm", " in the control arm"} {
			flow := flows[where]
			if flow == nil {
				continue
			}
			attempt(where, flow.Observed, flow.Randomised, func(n *int) rules.AttritionFacts {
				g, arm := in, &rules.ArmFlow{Randomised: flow.Randomised, Observed: n}
				if flow == in.Experimental {
					g.Experimental = arm
				} else {
					g.Control = arm
				}
				return g
			})
		}
		if t := in.Total; t != nil {
			attempt("", t.Observed, t.Randomised, func(n *int) rules.AttritionFacts {
				g, total := in, *t
				total.Observed = n
				g.Total = &total
				return g
			})
		}
		if best != nil {
			f.try(*best)
			f.factual[slot{sizeRating, i, best.slot.rates}] = true
		}
	}
}

// horizons tries another time of which the claim may speak: one step shorter or longer, and the day on which the
// trials read the outcome.
func (f *finder) horizons() {
	if f.recorded == nil {
		return
	}
	own := f.recorded.d.Claim.Effect
	try := func(change func(*appraisal.Effect)) {
		c, e, ok := f.recorded.atHorizon(change)
		if !ok {
			return
		}
		c.Options.Thresholds = f.c.Options.Thresholds
		f.try(edit{
			slot: slot{what: sizeHorizon}, size: sizeHorizon, repool: true,
			apply: func(k *rules.JudgeCase) { *k = c },
			text:  said(fmt.Sprintf("The claim speaks of the effect %s instead of %s", horizonSays(e), horizonSays(own))),
		})
	}
	for _, row := range [][]appraisal.Horizon{{appraisal.RapidHours, appraisal.RapidDays}, {appraisal.Short, appraisal.Sustained, appraisal.Long}} {
		for at, h := range row {
			for _, next := range []int{at - 1, at + 1} {
				if h == own.Horizon && next >= 0 && next < len(row) {
					try(func(e *appraisal.Effect) { e.Horizon, e.HorizonDays = row[next], nil })
				}
			}
		}
	}
	if day := readOn(f.recorded.a, own); day != nil {
		try(func(e *appraisal.Effect) { e.Horizon, e.HorizonDays = appraisal.AtDay, day })
	}
}
