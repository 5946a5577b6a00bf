package intake

import (
	"fmt"
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/db/exchange"
)

// armOf is an arm of the record with its role, and the title by which results call it.
type armOf struct {
	uid, name, title, role string
	n                      *int // randomised
}

// roleOfType is what an arm's registered type says of it.
var roleOfType = map[string]string{
	"experimental": "experimental", "placebo-comparator": "control", "sham-comparator": "control", "active-comparator": "control", "no-intervention": "control",
}

// isInert reports whether an intervention's or arm's name says that it is a placebo or a sham.
func isInert(name string) bool {
	n := strings.ToLower(name)
	return strings.Contains(n, "placebo") || strings.Contains(n, "sham")
}

// makeArms gives each arm its role and its numbers.
func (x *registered) makeArms() {
	roles := x.roles()
	for i, a := range x.in.Arms {
		arm := appraisal.Arm{UID: newUID(), Name: a.Name, Role: roles[i], Facts: appraisal.Facts{}}
		at := atFlow + x.firstPeriod()
		x.count(arm.Facts, appraisal.FieldArmRandomised, a.Randomised, said{at: at + ", Started"})
		x.count(arm.Facts, appraisal.FieldArmCompleted, a.Completed, said{at: at + ", Completed"})
		x.count(arm.Facts, appraisal.FieldArmAnalysed, a.Analysed, said{at: atResults, note: "Participants analysed for the first primary outcome."})
		x.put(arm.Facts, appraisal.FieldArmLosses, said{value: reasons(a.Losses), at: at + ", Not Completed"})
		x.count(arm.Facts, appraisal.FieldArmTreated, x.treated(a.Name), said{at: atHarms, note: "At risk for serious adverse events.", derived: true})
		x.out.Arms = append(x.out.Arms, arm)
		x.arms = append(x.arms, armOf{arm.UID, a.Name, exchange.GroupTitle(a.Name), roles[i], a.Randomised})
	}
}

// roles are those of the arms, by the registered arm of the same name, else by a placebo or sham in their name. Where one of
// two arms is the control, the other is the experimental one.
func (x *registered) roles() []string {
	roles := make([]string, len(x.in.Arms))
	for i, a := range x.in.Arms {
		if label := x.labelOf(a.Name); label != nil {
			roles[i] = roleOfType[label.Type]
		}
		if roles[i] == "" && isInert(a.Name) {
			roles[i] = "control"
		}
	}
	if len(roles) == 2 {
		for i, other := range []int{1, 0} {
			if roles[i] == "control" && roles[other] == "" {
				roles[other] = "experimental"
			}
			if roles[i] == "experimental" && roles[other] == "" && x.in.Allocation == "randomized" {
				roles[other] = "control"
			}
		}
	}
	for i := range roles {
		if roles[i] == "" {
			roles[i] = "other"
		}
	}
	return roles
}

// labelOf is the registered arm that a group of the flow is: of the same title, else the only one whose name is part of
// it or holds it.
func (x *registered) labelOf(name string) *exchange.ArmDetail {
	title := exchange.GroupTitle(name)
	var part *exchange.ArmDetail
	for i := range x.in.Detail.Arms {
		a := &x.in.Detail.Arms[i]
		label := exchange.GroupTitle(a.Name)
		if label == title {
			return a
		}
		if label != "" && (strings.Contains(title, label) || strings.Contains(label, title)) {
			if part != nil {
				return nil
			}
			part = a
		}
	}
	return part
}

func (x *registered) treated(name string) *int {
	for _, h := range x.in.Detail.Harms {
		if exchange.GroupTitle(h.Group) == exchange.GroupTitle(name) {
			return h.AtSerious
		}
	}
	return nil
}

// pair is an experimental and a control arm with the titles under which a posted outcome has them.
type pair struct {
	experimental, control           armOf
	experimentalTitle, controlTitle string
}

// pairOf is the first pair of an outcome, nil if its groups are not known to be arms.
func (x *registered) pairOf(p *exchange.PostedOutcome) *pair {
	if all := x.pairsOf(p); len(all) > 0 {
		return &all[0]
	}
	return nil
}

// pairsOf are the comparisons that an outcome holds: every experimental arm with the control, if there is one control.
func (x *registered) pairsOf(p *exchange.PostedOutcome) []pair {
	titles := map[string]string{} // by comparable title
	for _, v := range p.Values {
		titles[exchange.GroupTitle(v.Group)] = v.Group
	}
	var control *armOf
	for i, a := range x.arms {
		if a.role != "control" || titles[a.title] == "" {
			continue
		}
		if control != nil {
			return nil
		}
		control = &x.arms[i]
	}
	if control == nil {
		return nil
	}
	var all []pair
	for _, a := range x.arms {
		if a.role == "experimental" && titles[a.title] != "" && a.title != control.title {
			all = append(all, pair{a, *control, titles[a.title], titles[control.title]})
		}
	}
	return all
}

// How much more often a sensation must have been reported to say what participants noticed, in percentage points.
const (
	obviousBy = 20.0
	subtleBy  = 10.0
)

// perceptible concludes from the adverse events whether participants could feel what they were given. Events that only a
// test shows do not count; where no event tells the arms apart, nothing is concluded.
func (x *registered) perceptible() {
	best, text := 0.0, ""
	for _, e := range x.in.Detail.Events {
		if strings.Contains(strings.ToLower(e.Organ), "investigations") {
			continue
		}
		for _, a := range x.arms {
			for _, c := range x.arms {
				if a.role != "experimental" || c.role != "control" {
					continue
				}
				if more, words, ok := compareEvent(e, a, c); ok && more > best {
					best, text = more, words
				}
			}
		}
	}
	v := said{at: atHarms, note: "Derived: " + text + ". Would a participant have noticed?", derived: true, doubtful: true}
	switch {
	case best >= obviousBy:
		v.value = "obvious"
	case best >= subtleBy:
		v.value = "subtle"
	default:
		return
	}
	x.put(x.out.Facts, appraisal.FieldPerceptible, v)
}

// compareEvent is by how many percentage points an event was more frequent in arm a than in arm c.
func compareEvent(e exchange.HarmEvent, a, c armOf) (more float64, words string, ok bool) {
	of := func(arm armOf) *exchange.HarmCount {
		for i := range e.Counts {
			if n := &e.Counts[i]; exchange.GroupTitle(n.Group) == arm.title && n.N != nil && n.AtRisk != nil && *n.AtRisk > 0 && *n.N <= *n.AtRisk {
				return n
			}
		}
		return nil
	}
	p, q := of(a), of(c)
	if p == nil || q == nil {
		return 0, "", false
	}
	more = 100 * (float64(*p.N)/float64(*p.AtRisk) - float64(*q.N)/float64(*q.AtRisk))
	return more, fmt.Sprintf("%s in %d of %d of %s and %d of %d of %s", e.Term, *p.N, *p.AtRisk, a.name, *q.N, *q.AtRisk, c.name), true
}

// mostEvents bounds how many kinds of adverse event are written out.
const mostEvents = 12

// harms is what was posted of adverse events, in words.
func (x *registered) harms() {
	d := x.in.Detail
	var serious, other []string
	for _, h := range d.Harms {
		if h.Serious != nil && h.AtSerious != nil {
			s := fmt.Sprintf("%s: %d of %d", h.Group, *h.Serious, *h.AtSerious)
			if h.Deaths != nil && h.AtRiskDeaths != nil {
				s += fmt.Sprintf(" (deaths %d of %d)", *h.Deaths, *h.AtRiskDeaths)
			}
			serious = append(serious, s)
		}
		if h.Other != nil && h.AtOther != nil {
			other = append(other, fmt.Sprintf("%s: %d of %d", h.Group, *h.Other, *h.AtOther))
		}
	}
	at := atHarms
	if d.HarmsFrame != "" {
		at += ", " + d.HarmsFrame
	}
	x.put(x.out.Facts, appraisal.FieldSerious, said{value: join(serious, d.Events, true), at: at})
	x.put(x.out.Facts, appraisal.FieldAdverse, said{value: join(other, d.Events, false), at: at})
}

// join writes totals and then the most frequent kinds of event.
func join(totals []string, events []exchange.HarmEvent, serious bool) string {
	if len(totals) == 0 {
		return ""
	}
	type line struct {
		text string
		n    int
	}
	var lines []line
	for _, e := range events {
		if e.Serious != serious {
			continue
		}
		l := line{text: e.Term}
		var counts []string
		for _, c := range e.Counts {
			if c.N != nil && c.AtRisk != nil {
				counts = append(counts, fmt.Sprintf("%d/%d", *c.N, *c.AtRisk))
				l.n += *c.N
			}
		}
		l.text += " " + strings.Join(counts, " v ")
		lines = append(lines, l)
	}
	slices.SortStableFunc(lines, func(a, b line) int { return b.n - a.n })
	out := strings.Join(totals, "; ") + "."
	for i, l := range lines {
		if i == mostEvents {
			return out + fmt.Sprintf(" And %d more kinds.", len(lines)-i)
		}
		out += " " + l.text + "."
	}
	return out
}
