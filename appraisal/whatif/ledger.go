package whatif

import (
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// Part is a part of a claim as worded.
type Part string

// The parts of a claim, in the order of the ledger.
const (
	PartPopulation   Part = "population"
	PartIntervention Part = "intervention"
	PartComparator   Part = "comparator"
	PartOutcome      Part = "outcome"
	PartHorizon      Part = "horizon"
	PartMagnitude    Part = "magnitude"
	PartStrength     Part = "strength"
)

// Match says how far the pooled trials are what a part of the claim says.
type Match string

// The degrees of a match.
const (
	Met      Match = "met"
	Partly   Match = "partly"
	NotMet   Match = "not"
	NotKnown Match = "not known"
)

// LedgerRow sets one part of a claim beside what the pooled trials did.
type LedgerRow struct {
	Part   Part
	Claim  string // what the claim says
	Trials []Did
	Match  Match
	Costs  []Cost // what the mismatch costs; empty where it costs nothing
}

// Did is what one pooled trial did, from its recorded facts.
type Did struct {
	Trial   string
	Text    string
	Differs string // how the reviewer or coder says that it differs from the claim; empty where it does not
}

// Cost is one thing that a mismatch costs, and the rule that charges it.
type Cost struct {
	Text string
	Rule rules.ID
}

// Ledger sets each part of an effect claim beside what its pooled trials did, and says what the mismatch costs; of a
// not-shown claim the effect that it denies. Each part is charged by itself, as if all others fitted, so that changing
// one word of the claim moves only the rows of that word. (One exception lies in the trials: where another horizon makes
// another of their results count, its outcome and size are another's too.) Where two parts cost half a point each, the
// rules charge the whole point. Claims that are not judged over a pool have no ledger.
func Ledger(d appraisal.Dossier, a rules.Assessment) []LedgerRow {
	if a.Case == nil || a.Judged == nil {
		return nil
	}
	l := newLedger(d, a)
	return []LedgerRow{
		l.question(PartPopulation, d.Claim.Population), l.question(PartIntervention, d.Claim.Intervention),
		l.question(PartComparator, d.Claim.Comparator), l.question(PartOutcome, d.Claim.Outcome),
		l.horizon(), l.magnitude(), l.strength(),
	}
}

// ledger is the case of a claim with the rows that its trials came from, in the same order.
type ledger struct {
	claim appraisal.Claim
	rows  []rules.Row
	as    rules.JudgeCase // the case as it is, of a not-shown claim that of the effect
	clean rules.JudgeCase // with every part fitted: only what the trials are in themselves is left
}

func newLedger(d appraisal.Dossier, a rules.Assessment) *ledger {
	l := &ledger{claim: d.Claim, as: *a.Case, rows: pooledRows(a)}
	if d.Claim.Kind == appraisal.KindNotShown {
		l.as.Claim.Kind, l.as.Claim.PositiveKind = string(l.as.Claim.PositiveKind), ""
	}
	l.clean = l.with(func(_ int, t *rules.JudgeTrial) { t.FollowUp, t.PICO = appraisal.Low, appraisal.PICONone })
	if l.clean.Claim.Magnitude != "" {
		l.clean.Claim.Magnitude = appraisal.AnySize
	}
	return l
}

// pooledRows are the rows of the pool in the order of the case's trials, which go by name.
func pooledRows(a rules.Assessment) []rules.Row {
	rows := make([]rules.Row, 0, len(a.Case.Trials))
	used := make([]bool, len(a.Rows))
	for _, t := range a.Case.Trials {
		for i, r := range a.Rows {
			if r.InPool && !used[i] && r.Linked.Trial.Name == t.Name && r.Estimate == t.Estimate {
				rows, used[i] = append(rows, r), true
				break
			}
		}
	}
	return rows
}

// with is the case with its trials changed.
func (l *ledger) with(change func(int, *rules.JudgeTrial)) rules.JudgeCase {
	c := l.as
	c.Trials = append([]rules.JudgeTrial{}, c.Trials...)
	for i := range c.Trials {
		change(i, &c.Trials[i])
	}
	return c
}

// fitted is the clean case with only one thing of its trials as it is.
func (l *ledger) fitted(keep func(i int, clean, as *rules.JudgeTrial)) rules.JudgeCase {
	c := l.clean
	c.Trials = append([]rules.JudgeTrial{}, c.Trials...)
	for i := range c.Trials {
		keep(i, &c.Trials[i], &l.as.Trials[i])
	}
	return c
}

// judged is the outcome of a case; ok is false where no trial can be used, so that nothing can be charged.
func judged(c rules.JudgeCase) (o rules.JudgeOutcome, ok bool) {
	o, err := rules.Judge(c)
	return o, err == nil && o.Deductions != nil && o.Components != nil
}

// indirectness charges a case in which one part does not fit. Half a point is one that becomes a level when another
// half joins it.
func indirectness(c rules.JudgeCase, o rules.JudgeOutcome, half func(*rules.JudgeTrial)) []Cost {
	if n := o.Deductions.Indirectness; n > 0 {
		return []Cost{{Text: "certainty " + minus(n), Rule: *o.Rules.Indirectness}}
	}
	c.Trials = append([]rules.JudgeTrial{}, c.Trials...)
	for i := range c.Trials {
		half(&c.Trials[i])
	}
	if more, ok := judged(c); ok && more.Deductions.Indirectness > 0 {
		return []Cost{{Text: "half a point towards a lower certainty", Rule: *more.Rules.Indirectness}}
	}
	return nil
}

// question is the row of population, intervention, comparator or outcome: the reviewer's note says which of them is off.
func (l *ledger) question(p Part, says string) LedgerRow {
	row := LedgerRow{Part: p, Claim: orNotSaid(says), Match: NotKnown}
	off, known := make([]bool, len(l.rows)), false
	for i, r := range l.rows {
		differs, named := partOff(p, r)
		off[i] = differs != ""
		known = known || named && off[i]
		row.Trials = append(row.Trials, Did{Trial: r.Linked.Trial.Name, Text: didOf(p, r), Differs: differs})
	}
	c := l.fitted(func(i int, clean, as *rules.JudgeTrial) {
		if i < len(off) && off[i] {
			clean.PICO = as.PICO
		}
	})
	o, ok := judged(c)
	if !ok || o.Components.Scope == nil {
		return row
	}
	row.Match = matchOf(*o.Components.Scope)
	row.Costs = indirectness(c, o, func(t *rules.JudgeTrial) { t.FollowUp = appraisal.SomeConcerns })
	if row.Match != Met {
		row.Costs = append(row.Costs, Cost{Text: "whom and what it speaks of counts as " + componentWords(*o.Components.Scope), Rule: rules.W3})
	}
	switch {
	case !slices.Contains(off, true):
	case !known:
		row.Match = NotKnown // a distance is stated, but not of which part
	case row.Match == Met:
		row.Match = Partly // of trials with too little weight to cost anything
	}
	return row
}

// horizon is the row of the time that the claim speaks of.
func (l *ledger) horizon() LedgerRow {
	row := LedgerRow{Part: PartHorizon, Claim: horizonSays(l.claim.Effect), Match: NotKnown}
	for _, r := range l.rows {
		row.Trials = append(row.Trials, Did{Trial: r.Linked.Trial.Name, Text: timesOf(r)})
	}
	c := l.fitted(func(_ int, clean, as *rules.JudgeTrial) { clean.FollowUp = as.FollowUp })
	o, ok := judged(c)
	if !ok || o.Components.Horizon == nil {
		return row
	}
	row.Match = matchOf(*o.Components.Horizon)
	row.Costs = indirectness(c, o, func(t *rules.JudgeTrial) { t.PICO = appraisal.PICOSome })
	if row.Match != Met {
		row.Costs = append(row.Costs, Cost{Text: "time counts as " + componentWords(*o.Components.Horizon), Rule: rules.W2})
	}
	return row
}

// magnitude is the row of the effect and the size that the claim asserts.
func (l *ledger) magnitude() LedgerRow {
	row := LedgerRow{Part: PartMagnitude, Claim: sizeSays(l.claim.Effect, l.as.Options.Thresholds.OrDefault()), Match: NotKnown}
	for _, r := range l.rows {
		row.Trials = append(row.Trials, Did{Trial: r.Linked.Trial.Name, Text: estimateOf(l.claim.Effect, r)})
	}
	c := l.clean
	c.Claim.Magnitude = l.as.Claim.Magnitude
	o, ok := judged(c)
	base, okBase := judged(l.clean)
	if !ok || !okBase {
		return row
	}
	if class := *o.Class; class != "FAV" && class != "SAME" {
		if class == "NULL" || class == "OPP" || class == "DIFF" {
			row.Match = NotMet
		}
		id, words := rules.P4, rules.ClassWords
		if o.Pooled == nil {
			id, words = rules.P5, rules.DirectionWords
		}
		row.Costs = append(row.Costs, Cost{Text: "decides the verdict: " + words(class, l.claim.Effect.Kind), Rule: id})
		return row
	}
	row.Match = Met
	if m := o.Components.Magnitude; m != nil {
		row.Match = matchOf(*m)
		switch *m {
		case "MET":
		case "UNTESTED": // by directions alone
			row.Match = NotKnown
			row.Costs = append(row.Costs, Cost{Text: "size counts as untested", Rule: rules.W1})
		case "PROBABLE": // the words stay the same however the claim is worded, or another row would move with this one
			row.Costs = append(row.Costs, Cost{Text: "size counts as probable: too little where the wording is emphatic", Rule: rules.W1})
		default:
			row.Costs = append(row.Costs, Cost{Text: "size counts as " + componentWords(*m), Rule: rules.W1})
		}
	}
	if n := o.Deductions.Imprecision - base.Deductions.Imprecision; n > 0 {
		row.Costs = append(row.Costs, Cost{Text: "certainty " + minus(n) + " for imprecision", Rule: *o.Rules.Imprecision})
	}
	if n := o.Deductions.Inconsistency - base.Deductions.Inconsistency; n > 0 {
		row.Costs = append(row.Costs, Cost{Text: "certainty " + minus(n) + " for inconsistency", Rule: *o.Rules.Inconsistency})
	}
	return row
}

// strength is the row of the wording: what the trials would leave of certainty if all other parts fitted, beside what
// the wording asks for.
func (l *ledger) strength() LedgerRow {
	row := LedgerRow{Part: PartStrength, Claim: strengthSays(l.claim.Effect.Assertiveness), Match: NotKnown}
	for _, r := range l.rows {
		row.Trials = append(row.Trials, Did{Trial: r.Linked.Trial.Name, Text: soundnessOf(r)})
	}
	o, ok := judged(l.clean)
	if !ok {
		return row
	}
	gap := asked(l.claim.Effect.Assertiveness) - levelOf(*o.Certainty)
	switch {
	case gap <= 0:
		row.Match = Met
		return row
	case gap == 1:
		row.Match = Partly
	default:
		row.Match = NotMet
	}
	row.Costs = lowered(o)
	return row
}

// lowered names what keeps the certainty of an outcome from being High.
func lowered(o rules.JudgeOutcome) []Cost {
	var costs []Cost
	level := 4
	d := o.Deductions
	for _, x := range []struct {
		n    int
		name string
		id   *rules.ID
	}{
		{d.RiskOfBias, "risk of bias", o.Rules.RiskOfBias}, {d.Imprecision, "imprecision", o.Rules.Imprecision},
		{d.Inconsistency, "inconsistency", o.Rules.Inconsistency}, {d.PublicationBias, "publication bias", o.Rules.PublicationBias},
	} {
		if x.n > 0 && x.id != nil {
			costs = append(costs, Cost{Text: "certainty " + minus(x.n) + " for " + x.name, Rule: *x.id})
			level -= x.n
		}
	}
	for _, line := range o.Trace {
		switch line.Rule {
		case rules.C0:
			if strings.Contains(line.Text, "Low certainty") {
				level -= 2
				costs = append(costs, Cost{Text: "the studies were not randomised: certainty starts at Low", Rule: rules.C0})
			}
		case rules.CK1, rules.CX1, rules.CX2:
			if level > 3 {
				costs = append(costs, Cost{Text: "at most Moderate: " + capSays[line.Rule], Rule: line.Rule})
			}
		case rules.CX3:
			if level > 2 {
				costs = append(costs, Cost{Text: "at most Low: " + capSays[line.Rule], Rule: line.Rule})
			}
		}
	}
	return costs
}

var capSays = map[rules.ID]string{
	rules.CK1: "a single trial short of the people needed",
	rules.CX1: "randomisation, concealment and selective reporting were not considered",
	rules.CX2: "no search is stated",
	rules.CX3: "most people of the linked trials are not in the pool",
}
