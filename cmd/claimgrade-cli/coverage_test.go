package main

import (
	"context"
	"slices"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
)

// rulesSeen gathers the rules that were named in traces.
type rulesSeen map[rules.ID]bool

func (s rulesSeen) note(trace []rules.Line) {
	for _, l := range trace {
		s[l.Rule] = true
	}
}

func (s rulesSeen) answer(t *testing.T, do func(value) (any, error), c any) {
	t.Helper()
	out, err := answered(do, []byte(asJSON(t, c)))
	if err != nil {
		t.Fatal(err)
	}
	switch o := out.(type) {
	case rules.DomainOutcome:
		s.note(o.Trace)
	case rules.JudgeOutcome:
		s.note(o.Trace)
	}
}

// notInCases are the rules that no case file reaches, with the reason; the starter library or the cases drawn below for
// them alone must.
var notInCases = map[rules.ID]string{
	rules.BU:  "a reviewer's own answer is given in the window",
	rules.BP8: "that most guessed right, without counts, is recorded in the window",
	rules.CX3: "the people of all linked trials are counted in a library",
	rules.K1:  "what is no question for trials is no case",
	rules.P8:  "several results of one trial are linked in a library",
	rules.P9:  "two records of one trial are made in a library",
	rules.P10: "a trial's design is recorded in a library",
	rules.P11: "a trial's design is recorded in a library",
	rules.P12: "a trial's design is recorded in a library",
	rules.P13: "a trial's design is recorded in a library",
	rules.P14: "a trial's design is recorded in a library",
	rules.P15: "a trial's design is recorded in a library",
	rules.O1:  "a reviewer decides in the window",
	rules.O2:  "a reviewer decides in the window",
	rules.O3:  "a reviewer decides in the window",
	rules.O4:  "a reviewer decides in the window",
	rules.O5:  "a reviewer decides in the window",
}

// TestEveryRuleIsHit fails naming the rules of the catalogue that neither the printed vectors, nor random cases, nor the
// starter library, nor random tallies, citations and limits on duration ever reach.
func TestEveryRuleIsHit(t *testing.T) {
	seen := rulesSeen{}
	for _, v := range vectors {
		seen.answer(t, rateCase, with(t, v.base, v.change))
	}
	d := diceOf(31)
	for i := range 3000 {
		seen.answer(t, rateCase, d.rateCase(domains[i%len(domains)]))
	}
	for range 4000 {
		seen.answer(t, judgedAlone, d.judgeCase())
	}
	for id, reason := range notInCases {
		if seen[id] {
			t.Errorf("%s is reached by a case although %s: take it off the list", id, reason)
		}
	}
	seen.noteStarter(t)
	for range 1500 {
		seen.note(d.duration(t))
		seen.note(d.tally())
	}
	for _, f := range appraisal.CitationFindings {
		_, _, trace := rules.JudgeReport(f)
		seen.note(trace)
	}
	seen.noteWindow(t, d)

	var never []rules.ID
	for _, r := range rules.All() {
		if !seen[r.ID] {
			never = append(never, r.ID)
		}
	}
	if len(never) > 0 {
		t.Errorf("rules that nothing reaches: %v", never)
	}
	t.Logf("%d rules", len(rules.All()))
}

// noteStarter assesses every claim of the starter library.
func (s rulesSeen) noteStarter(t *testing.T) {
	t.Helper()
	ctx := context.Background()
	lib, err := db.Open(ctx, starterLibrary, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	all, err := lib.Dossiers(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		a := rules.Assess(d)
		s.note(a.Trace)
		for _, row := range a.Rows {
			for _, view := range row.Domains {
				s.note(view.Suggestion.Trace)
			}
		}
	}
}

// noteWindow rates and judges what only the window can record.
func (s rulesSeen) noteWindow(t *testing.T, d dice) {
	t.Helper()
	facts := rules.BlindingFacts{ParticipantsBlinded: appraisal.Yes, OutcomeKind: appraisal.PatientReported, PerceptibleEffects: "none", Control: "inert"}
	for _, change := range []func(*rules.BlindingFacts){
		func(f *rules.BlindingFacts) { f.MostGuessedRight = appraisal.Yes },
		func(f *rules.BlindingFacts) { f.ParticipantsAware = appraisal.ProbablyNo },
	} {
		f := facts
		change(&f)
		out, err := rules.Blinding(f)
		if err != nil {
			t.Fatal(err)
		}
		s.note(out.Trace)
	}
	decided := appraisal.Dossier{Reviewer: "r", Claim: appraisal.Claim{Kind: appraisal.KindReport, Citation: appraisal.Citation{Finding: appraisal.SourceSays}},
		Overrules: []appraisal.Overrule{{Reviewer: "r", Step: appraisal.StepVerdict, Value: string(appraisal.Inaccurate), Reason: "Decided."}}}
	s.note(rules.Assess(decided).Trace)
	for _, a := range recordedDesigns() {
		s.note(rules.Assess(a).Trace)
	}
	for range 20 {
		c := d.typedCase(t)
		for _, step := range appraisal.Steps {
			for _, value := range step.Values() {
				c.Options.Overrules = []appraisal.Overrule{{Step: step, Value: value, Reason: "Decided."}}
				out, err := rules.Judge(c)
				if err != nil {
					t.Fatal(err)
				}
				s.note(out.Trace)
			}
		}
		c.Options.Overrules = nil
		c.Claim.LinkedRandomised, c.Claim.NonRandomised = 100000, d.yes()
		out, err := rules.Judge(c)
		if err != nil {
			t.Fatal(err)
		}
		s.note(out.Trace)
	}
}

// recordedDesigns are claims linked to a trial of a design that the starter library has not, and to two records of one.
func recordedDesigns() []appraisal.Dossier {
	known := func(pairs ...string) appraisal.Facts {
		fs := appraisal.Facts{}
		for i := 0; i < len(pairs); i += 2 {
			k := appraisal.FieldKey(pairs[i])
			fs[k] = appraisal.Fact{Field: k, Value: pairs[i+1], Status: appraisal.Reported}
		}
		return fs
	}
	claim := appraisal.Claim{Kind: appraisal.KindEffect, Effect: appraisal.Effect{
		Kind: appraisal.Benefit, Assertiveness: appraisal.Plain, Magnitude: appraisal.AnySize, Horizon: appraisal.Short,
	}}
	linked := func(uid, design string, result ...string) appraisal.Linked {
		x := appraisal.Trial{UID: uid, Name: uid, Facts: known("design", design, "cluster_size", "20", "registration", "NCT00000001")}
		x.Results = []appraisal.Result{{UID: uid, Facts: known(append(result, "measure", "mean-difference", "estimate", "2", "se", "1")...)}}
		return appraisal.Linked{Link: appraisal.Link{TrialUID: uid, ResultUID: uid}, Trial: x}
	}
	var all []appraisal.Dossier
	for _, l := range [][]appraisal.Linked{
		{linked("A", "crossover", "crossover_analysis", "paired")}, {linked("A", "factorial"), linked("B", "parallel")},
		{linked("A", "cluster", "clustering_in_analysis", "yes")}, {linked("A", "cluster")},
		{linked("A", "cluster", "intracluster_correlation", "0.05")},
	} {
		all = append(all, appraisal.Dossier{Claim: claim, Linked: l})
	}
	return all
}

// typedCase is a random case of a claim as the rules read it.
func (d dice) typedCase(t *testing.T) rules.JudgeCase {
	t.Helper()
	v, err := parseJSON([]byte(asJSON(t, d.judgeCase())))
	if err != nil {
		t.Fatal(err)
	}
	var c rules.JudgeCase
	if err := decode(v, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// tally judges a random claim about how trials were done.
func (d dice) tally() []rules.Line {
	c := rules.EvidenceCase{
		Form:       []appraisal.EvidenceForm{appraisal.FormShare, appraisal.FormShare, appraisal.FormCount, appraisal.FormAbsence, appraisal.FormRank}[d.IntN(5)],
		Quantifier: []appraisal.Quantifier{appraisal.All, appraisal.Most, appraisal.Many, appraisal.Some, appraisal.Few, appraisal.None}[d.IntN(6)],
		Complete:   d.yes(), Count: 1 + d.IntN(8), HasSubject: !d.one(10),
	}
	meets := d.Float64()
	for range d.IntN(16) {
		c.Rows = append(c.Rows, rules.TallyRow{Counts: !d.one(6), Meets: d.Float64() < meets})
		var x *float64
		if n := d.Float64(); !d.one(6) {
			x = &n
		}
		c.Values = append(c.Values, x)
	}
	if len(c.Rows) > 0 {
		c.Subject = d.IntN(len(c.Rows))
	} else {
		c.HasSubject = false
	}
	o, _ := rules.JudgeEvidence(c)
	return o.Trace
}

// duration judges a random limit on duration.
func (d dice) duration(t *testing.T) []rules.Line {
	t.Helper()
	c := rules.DurationCase{Day: d.between(1, 100), NearlyAll: d.yes()}
	take := func() []rules.JudgeTrial {
		if d.yes() {
			return nil
		}
		k := d.typedCase(t)
		c.Claim, c.Options = k.Claim, k.Options
		return slices.DeleteFunc(k.Trials, func(x rules.JudgeTrial) bool { return x.Estimate == nil })
	}
	c.Claim = d.typedCase(t).Claim
	c.Before, c.After, c.Withdrawal = take(), take(), take()
	for range d.IntN(3) {
		n := d.IntN(60)
		c.Relapses = append(c.Relapses, rules.Relapse{Relapsed: int(d.Float64() * float64(n)), Of: n})
	}
	o, _, _ := rules.JudgeDuration(c)
	return o.Trace
}
