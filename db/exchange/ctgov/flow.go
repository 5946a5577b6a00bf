package ctgov

import (
	"fmt"

	"claimgrade/db/exchange"
)

// The milestones that every period has.
const (
	started      = "started"
	completed    = "completed"
	notCompleted = "not-completed"
)

// flow makes the arms and the periods. Arms are the groups of the first period: later periods are extensions, or the second
// halves of crossovers.
func (m *maker) flow() {
	f := m.posted()
	if f == nil {
		if m.trial.ResultsPosted {
			m.warn(m.places.flow, "Results are posted, but no participant flow: how many started and completed is not known.")
		}
		for _, a := range m.Protocol.Arms.Groups {
			m.trial.Arms = append(m.trial.Arms, exchange.Arm{Name: a.Label.String()})
		}
		return
	}
	for i, p := range f.Periods {
		m.trial.Periods = append(m.trial.Periods, m.period(f, p, fmt.Sprintf("%s.periods[%d]", m.places.flow, i)))
	}
	if len(f.Periods) > 1 {
		m.warn(m.places.flow+".periods", "The participant flow has %d periods: the arms are those of the first, “%s”.", len(f.Periods), f.Periods[0].Title.String())
	}
	if u := otherUnits(f); u != "" {
		m.warn(m.places.flow, "The participant flow counts %s besides participants: only participants are read.", u)
	}
	m.arms(f)
}

// posted is the participant flow, nil if the record has none.
func (m *maker) posted() *flow {
	if m.Results == nil || m.Results.Flow == nil || len(m.Results.Flow.Periods) == 0 {
		return nil
	}
	return m.Results.Flow
}

func otherUnits(f *flow) string {
	if w := word(f.Units); w != "" && w != "participants" {
		return f.Units.String()
	}
	for _, p := range f.Periods {
		for _, s := range p.Milestones {
			for _, a := range s.Achievements {
				if a.Units != "" {
					return "other units"
				}
			}
		}
	}
	return ""
}

// period reads one period with every group of the flow.
func (m *maker) period(f *flow, p period, path string) exchange.Period {
	out := exchange.Period{Name: p.Title.String()}
	for _, g := range f.Groups {
		x := exchange.Group{Name: g.Title.String()}
		for i, s := range p.Milestones {
			n := m.of(fmt.Sprintf("%s.milestones[%d]", path, i), s.Achievements, g.ID)
			switch word(s.Type) {
			case started:
				x.Started = n
			case completed:
				x.Completed = n
			case notCompleted:
				x.NotCompleted = n
			default:
				x.Milestones = append(x.Milestones, exchange.Milestone{Name: s.Type.String(), N: n})
			}
		}
		left := 0
		for i, w := range p.Withdrawals {
			if n := m.of(fmt.Sprintf("%s.dropWithdraws[%d]", path, i), w.Reasons, g.ID); n != nil {
				x.Losses = append(x.Losses, exchange.Loss{Reason: w.Type.String(), N: *n})
				left += *n
			}
		}
		if gone := goneFrom(x); gone != nil && *gone != left {
			m.warn(path+".dropWithdraws", "“%s”, group “%s”: %d did not complete, and the reasons given are for %d.", out.Name, x.Name, *gone, left)
		}
		out.Groups = append(out.Groups, x)
	}
	return out
}

// goneFrom is how many did not complete a period: as stated, else the difference.
func goneFrom(g exchange.Group) *int {
	if g.NotCompleted != nil || g.Started == nil || g.Completed == nil {
		return g.NotCompleted
	}
	n := *g.Started - *g.Completed
	return &n
}

// of is the number of participants of a group; group ids say which, never the order of a list.
func (m *maker) of(path string, all []count, id scalar) *int {
	for _, c := range all {
		if c.Group == id {
			n := c.Subjects.whole()
			if t := c.Subjects.String(); n == nil && t != "" && word(c.Subjects) != "na" {
				m.warn(path, "“%s” is no number of participants and was not read.", t)
			}
			return n
		}
	}
	return nil
}

// arms are the groups that anybody started in the first period.
func (m *maker) arms(f *flow) {
	first := m.trial.Periods[0]
	sum, stated := 0, false
	for _, g := range first.Groups {
		stated = stated || g.Started != nil
		if g.Started == nil || *g.Started == 0 {
			continue
		}
		sum += *g.Started
		a := exchange.Arm{Name: g.Name, Completed: g.Completed}
		if m.trial.Allocation == "randomized" {
			n := *g.Started
			a.Randomised = &n
		}
		for _, l := range g.Losses {
			if l.N > 0 {
				a.Losses = append(a.Losses, l)
			}
		}
		m.trial.Arms = append(m.trial.Arms, a)
	}
	if e := m.trial.Enrolment; e != nil && e.Type == "actual" && e.Count != nil && *e.Count != sum && stated {
		m.warn(m.places.enrolment, "The actual enrolment is %d, but %d started the first period, “%s”.", *e.Count, sum, first.Name)
	}
	m.analysed()
}

// analysed gives each arm the number analysed for the first posted primary outcome, where the groups' titles say which is
// which.
func (m *maker) analysed() {
	for _, x := range m.Results.Outcomes.Measures {
		if role(x.Type) != "primary" || !isPosted(x) {
			continue
		}
		byTitle, arms := map[string][]*int{}, map[string]int{}
		for _, g := range x.Groups {
			k := exchange.GroupTitle(string(g.Title))
			byTitle[k] = append(byTitle[k], participants(x, g.ID))
		}
		for _, a := range m.trial.Arms {
			arms[exchange.GroupTitle(a.Name)]++
		}
		for i := range m.trial.Arms {
			a := &m.trial.Arms[i]
			k := exchange.GroupTitle(a.Name)
			if n := byTitle[k]; k != "" && len(n) == 1 && arms[k] == 1 {
				a.Analysed = n[0]
			}
		}
		return
	}
}

// participants is how many of a group were analysed; other units, such as eyes, are none.
func participants(x measure, id scalar) *int {
	for _, d := range x.Denoms {
		if word(d.Units) != "participants" {
			continue
		}
		for _, c := range d.Counts {
			if c.Group == id {
				return c.Value.whole()
			}
		}
	}
	return nil
}
