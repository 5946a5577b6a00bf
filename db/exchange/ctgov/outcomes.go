package ctgov

import (
	"strings"

	"claimgrade/db/exchange"
	"claimgrade/db/exchange/timeframe"
)

// outcomes lists the registered outcomes, each once, then the posted ones that match no registered title. A posted outcome
// gives its numbers to the registered one of its title.
func (m *maker) outcomes() {
	o := m.Protocol.Outcomes
	at := map[string][]int{} // registered outcomes by title
	seen := map[[2]string]bool{}
	for _, list := range []struct {
		role string
		all  []outcome
	}{{"primary", o.Primary}, {"secondary", o.Secondary}, {"other", o.Other}} {
		for _, x := range list.all {
			k := [2]string{sameTitle(x.Measure), sameTitle(x.TimeFrame)}
			if seen[k] {
				continue
			}
			seen[k] = true
			at[k[0]] = append(at[k[0]], len(m.trial.Outcomes))
			m.trial.Outcomes = append(m.trial.Outcomes, newOutcome(x.Measure, x.TimeFrame, list.role))
		}
	}
	if m.Results == nil {
		return
	}
	units := false
	for _, x := range m.Results.Outcomes.Measures {
		p := m.postedOutcome(x)
		same := at[sameTitle(x.Title)]
		if len(same) == 0 {
			y := newOutcome(x.Title, x.TimeFrame, role(x.Type))
			y.Analysed, y.Posted = analysedFor(x), p
			m.trial.Outcomes = append(m.trial.Outcomes, y)
		} else {
			m.match(same, x, p)
		}
		units = units || otherDenoms(x)
	}
	if units {
		m.warn(m.places.measures, "Some outcomes count other units than participants: only numbers of participants are read.")
	}
}

func newOutcome(title, frame scalar, role string) exchange.Outcome {
	days, _ := timeframe.Parse(string(frame))
	return exchange.Outcome{Name: title.String(), Role: role, TimeFrame: frame.plain(), TimeDays: days}
}

// match gives a posted outcome to the registered one of its title: that of the same time frame if there are several.
func (m *maker) match(same []int, x measure, p *exchange.PostedOutcome) {
	best := -1
	for _, i := range same {
		o := m.trial.Outcomes[i]
		if o.Posted != nil {
			continue
		}
		if best < 0 || sameTitle(scalar(o.TimeFrame)) == sameTitle(x.TimeFrame) && sameTitle(scalar(m.trial.Outcomes[best].TimeFrame)) != sameTitle(x.TimeFrame) {
			best = i
		}
	}
	if best < 0 {
		m.warn(m.places.measures, "“%s” is posted more often than it is registered: the numbers at “%s” were left out.", x.Title.String(), x.TimeFrame.String())
		return
	}
	m.trial.Outcomes[best].Analysed, m.trial.Outcomes[best].Posted = analysedFor(x), p
	if frame := x.TimeFrame.String(); p != nil && !strings.EqualFold(frame, string(m.trial.Outcomes[best].TimeFrame)) {
		p.TimeFrame = frame
	}
}

func isPosted(x measure) bool { return word(x.Status) != "not-posted" && len(x.Groups) > 0 }

func otherDenoms(x measure) bool {
	if w := word(x.UnitsOf); w != "" && w != "participants" {
		return true
	}
	for _, d := range x.Denoms {
		if w := word(d.Units); w != "" && w != "participants" {
			return true
		}
	}
	return false
}

func analysedFor(x measure) exchange.List[exchange.Analysed] {
	if !isPosted(x) {
		return nil
	}
	var out exchange.List[exchange.Analysed]
	for _, g := range x.Groups {
		out = append(out, exchange.Analysed{Group: g.Title.String(), N: participants(x, g.ID)})
	}
	return out
}

// postedOutcome is what was measured; nil if nothing is posted of it yet.
func (m *maker) postedOutcome(x measure) *exchange.PostedOutcome {
	if !isPosted(x) {
		return nil
	}
	p := &exchange.PostedOutcome{
		Description: x.Description.String(), Population: x.Population.String(), Unit: x.Unit.String(),
		ParamType: word(x.Param), Dispersion: dispersion(x.Dispersion),
	}
	names := map[scalar]string{}
	for _, g := range x.Groups {
		names[g.ID] = g.Title.String()
	}
	for _, c := range x.Classes {
		for _, k := range c.Categories {
			for _, v := range k.Measurements {
				p.Values = append(p.Values, exchange.Value{
					Group: names[v.Group], Class: c.Title.String(), Category: k.Title.String(), Value: v.Value.number(), Spread: v.Spread.number(),
					Low: v.Low.number(), High: v.High.number(), Text: v.Value.String(),
				})
			}
		}
	}
	for _, a := range x.Analyses {
		p.Comparisons = append(p.Comparisons, comparison(a, names))
	}
	return p
}

// dispersion is standard-deviation, standard-error, 95-ci and the like.
func dispersion(s scalar) string { return strings.Replace(word(s), "confidence-interval", "ci", 1) }

func comparison(a analysis, names map[scalar]string) exchange.Comparison {
	c := exchange.Comparison{
		Type: word(a.Type), Method: a.Method.String(), Parameter: a.Param.String(), Estimate: a.Value.number(), Low: a.Low.number(), High: a.High.number(),
		Level: a.Percent.number(), Sides: strings.Replace(strings.Replace(word(a.Sides), "1-", "one-", 1), "2-", "two-", 1),
		SpreadType: word(a.Dispersion), Spread: a.Spread.number(), P: a.P.String(), NonInferiorityNote: a.NonInferiority.String(),
	}
	for _, id := range a.Groups {
		c.Groups = append(c.Groups, names[id])
	}
	c.Text = strings.Join(texts([]scalar{a.GroupDescription, a.Comment, a.EstimateComment, a.PComment, a.OtherAnalysisNotes}), " ")
	return c
}
