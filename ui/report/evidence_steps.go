package report

import (
	"context"
	"strconv"
	"strings"
	"time"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/stats"
	"claimgrade/db"
	"claimgrade/ui/report/block"
	"claimgrade/ui/tr"
	"claimgrade/ui/words"
)

// sectionNames are the parts of a trace in words.
var sectionNames = map[rules.Section]string{
	rules.SectionThresholds: tr.Key("Thresholds"), rules.SectionPool: tr.Key("What was pooled"), rules.SectionStart: tr.Key("Start"),
	rules.SectionBias: tr.Key("Risk of bias"), rules.SectionDiffer: tr.Key("Inconsistency"), rules.SectionIndirect: tr.Key("Indirectness"),
	rules.SectionImprecise: tr.Key("Imprecision"), rules.SectionUnpub: tr.Key("Publication bias"), rules.SectionCaps: tr.Key("Caps"),
	rules.SectionCertainty: tr.Key("Certainty"), rules.SectionSize: tr.Key("Size"), rules.SectionTime: tr.Key("Time"),
	rules.SectionScope: tr.Key("Scope"), rules.SectionVerdict: tr.Key("Verdict"),
}

// trace is every step that led to the verdict, in the order in which it was taken.
func (w *evidenceWriter) trace(c Claim) {
	if len(c.Trace) == 0 {
		return
	}
	w.section(1, "trace", tr.T("Every step to the verdict"))
	t := block.Table{Columns: []block.Column{{Head: tr.T("About"), Share: 1.5}, {Head: tr.T("Rule"), Share: 0.7, Narrow: true}, {Head: tr.T("What it read and what followed"), Share: 6}}}
	for i, l := range c.Trace {
		rule := w.rule(l.Rule)
		t.Rows = append(t.Rows, block.Row{Total: i == len(c.Trace)-1, Cells: [][]block.Run{block.T(tr.T(sectionNames[l.Section()])), {rule}, block.T(tr.Said(l.Text))}})
	}
	w.add(t)
}

// unchecked lists the facts behind the verdict that nobody can look up.
func (w *evidenceWriter) unchecked(c Claim) {
	if len(c.UncheckedFacts) == 0 {
		return
	}
	w.section(1, "unchecked", tr.T("Unchecked facts"))
	w.note(words.FactsBehind(c.Assessment))
	t := block.Table{Columns: []block.Column{{Head: tr.T("Trial"), Share: 1.8}, {Head: tr.T("Fact"), Share: 2.4}, {Head: tr.T("Value"), Share: 1.6}, {Head: tr.T("Source and place"), Share: 2.8}}}
	for _, u := range c.UncheckedFacts {
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{block.T(u.Trial), block.T(factLabel(u)), block.B(factValue(u.Fact)), w.factSource(u.Fact)}})
	}
	w.add(t)
}

// agreement compares the reviewers where two or more have judged the same domain of the same result.
func (w *evidenceWriter) agreement(c Claim) {
	a := newAgreement(c)
	if a.same+len(a.apart) == 0 {
		return
	}
	w.section(1, "agreement", tr.T("Agreement between reviewers"))
	all := a.same + len(a.apart)
	text := tr.N(all, "%[2]d of 1 domain judged by two or more was judged the same.", "%[2]d of %[1]d domains judged by two or more were judged the same.", a.same)
	if alpha, ok := a.ratings.Krippendorff(stats.Nominal, nil); ok && all > 1 {
		text += " " + tr.T("Corrected for chance: Krippendorff's alpha %s (1 is full agreement, 0 that of chance).", tr.Number(alpha, 2))
	}
	w.say(block.Run{Text: text})
	if len(a.apart) == 0 {
		return
	}
	t := block.Table{Columns: []block.Column{{Head: tr.T("Judged differently"), Share: 3.2}}}
	for _, uid := range a.people {
		t.Columns = append(t.Columns, block.Column{Head: w.s.nameOf(uid), Share: 1.6})
	}
	for _, d := range a.apart {
		cells := [][]block.Run{block.T(d.what)}
		for _, r := range d.ratings {
			cell := block.T("–")
			if r != "" {
				cell = []block.Run{{Sign: rated(r), Text: words.Rating(r)}}
			}
			cells = append(cells, cell)
		}
		t.Rows = append(t.Rows, block.Row{Cells: cells})
	}
	w.add(t)
}

// agreement is what the reviewers of a claim judged of the same things.
type agreement struct {
	people  []string // uids, in the order in which they first appear
	ratings stats.Ratings
	same    int
	apart   []disagreement
}

type disagreement struct {
	what    string
	ratings []appraisal.Rating // by reviewer; empty where one did not judge it
}

func newAgreement(c Claim) agreement {
	a := agreement{ratings: stats.Ratings{Categories: len(appraisal.Ratings)}}
	at := map[string]int{}
	for _, r := range c.Rows {
		for _, x := range r.Linked.Appraisals {
			if _, ok := at[x.Reviewer]; !ok && x.Judgement != "" {
				at[x.Reviewer] = len(a.people)
				a.people = append(a.people, x.Reviewer)
			}
		}
	}
	for _, r := range c.Rows {
		for _, d := range appraisal.Domains {
			given := make([]appraisal.Rating, len(a.people))
			unit := make([]int, len(a.people))
			for i := range unit {
				unit[i] = stats.Missing
			}
			n, same, first := 0, true, appraisal.Rating("")
			for _, x := range r.Linked.Appraisals {
				if x.Domain != d || x.Judgement == "" {
					continue
				}
				i := at[x.Reviewer]
				given[i], unit[i] = x.Judgement, categoryOf(x.Judgement)
				if n == 0 {
					first = x.Judgement
				}
				same = same && x.Judgement == first
				n++
			}
			switch {
			case n < 2:
				continue
			case same:
				a.same++
			default:
				a.apart = append(a.apart, disagreement{joined(", ", r.Linked.Trial.Name, r.Result.Name, words.InSentence(words.Domain(d))), given})
			}
			a.ratings.Units = append(a.ratings.Units, unit)
		}
	}
	return a
}

func categoryOf(r appraisal.Rating) int {
	for i, x := range appraisal.Ratings {
		if x == r {
			return i
		}
	}
	return stats.Missing
}

// mostSteps is how many of the last actions on a claim are told.
const mostSteps = 50

// past is what has happened to a claim.
type past struct {
	steps []db.Step
	more  bool
}

// readHistory reads what has happened to the claims. What a brief says stays in the brief: who asked is never printed.
func (s *Source) readHistory(ctx context.Context, lib *db.Library) error {
	for _, c := range s.Claims {
		steps, more, err := lib.Steps(ctx, db.StepQuery{Entity: db.EntityClaim, UID: c.Claim.UID, Limit: mostSteps})
		if err != nil {
			return err
		}
		for i := range steps {
			for j := range steps[i].Changes {
				if x := &steps[i].Changes[j]; x.Entity == db.EntityBrief {
					x.Fields = nil
				}
			}
		}
		s.history = append(s.history, past{steps, more})
	}
	return nil
}

// history is who has done what to the claim, the newest first.
func (w *evidenceWriter) history(i int) {
	if i >= len(w.s.history) || len(w.s.history[i].steps) == 0 {
		return
	}
	h := w.s.history[i]
	w.section(1, "history", tr.T("History of the claim"))
	if h.more {
		w.note(tr.T("The last %d actions; the library holds more before them.", len(h.steps)))
	}
	t := block.Table{Columns: []block.Column{{Head: tr.T("When (UTC)"), Share: 1.5}, {Head: tr.T("Who"), Share: 1.3}, {Head: tr.T("What"), Share: 5.2}}}
	for _, s := range h.steps {
		lines, _ := words.StepLines(s)
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{block.T(momentOf(s.At)), block.T(words.Who(s.By)),
			{{Text: words.StepName(s), Bold: true}, {Text: after(". ", strings.Join(lines, " · "))}}}})
	}
	w.add(t)
}

// thresholds are the numbers in force that are choices.
func (w *evidenceWriter) thresholds() {
	set := w.s.Claims[0].Thresholds.OrDefault()
	w.add(block.Heading{Level: 1, Text: tr.T("Thresholds in force: %s", tr.Said(set.Name)), ID: "thresholds"})
	t := block.Table{Columns: []block.Column{{Head: tr.T("Number"), Share: 4}, {Head: tr.T("In force"), Share: 1, Align: block.Right, Narrow: true}, {Head: tr.T("Default"), Share: 1, Align: block.Right, Narrow: true},
		{Head: tr.T("Unit"), Share: 1.5}, {Head: tr.T("Read by rules"), Share: 2}}}
	figure := func(x float64) string { return tr.Digits(strconv.FormatFloat(x, 'f', -1, 64)) }
	for _, x := range appraisal.ThresholdList {
		value := *x.Of(set)
		t.Rows = append(t.Rows, block.Row{Cells: [][]block.Run{block.T(tr.T(x.Label)), {{Text: figure(value), Bold: value != x.Default}}, block.T(figure(x.Default)), block.T(tr.T(x.Unit)), block.T(x.Rules)}})
	}
	w.add(t)
}

// nameOf is a reviewer's name, or what they signed with if they are gone.
func (s *Source) nameOf(uid string) string {
	if r, ok := s.Reviewers[uid]; ok && r.Name != "" {
		return r.Name
	}
	return words.Who(uid)
}

// dayOf is the day of a time in the library; empty where none is known. Reports count days in UTC, so that the same
// library gives the same report everywhere.
func dayOf(at string) string {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, at); err == nil {
			return tr.Date(t.UTC())
		}
	}
	return at
}

func momentOf(at string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return at
	}
	return tr.Date(t.UTC()) + ", " + t.UTC().Format("15:04")
}
