package rules

import (
	"maps"

	"claimgrade/appraisal"
)

// This file counts what a verdict rests on, and hides what nobody has checked.

// countFacts gathers the facts that a verdict on results rests on: those of the rows in the pool. A tally has counted
// its own.
func countFacts(d appraisal.Dossier, a *Assessment) {
	if d.Claim.Kind == appraisal.KindEvidence {
		return
	}
	var used [][]FactUsed
	for i := range a.Rows {
		r := &a.Rows[i]
		if !r.InPool {
			continue
		}
		used = append(used, r.read)
		for _, d := range appraisal.Domains {
			used = append(used, r.Domains[d].Facts)
		}
	}
	a.count(used...)
}

// count counts facts once each. That a text does not say something is no fact to check.
func (a *Assessment) count(lists ...[]FactUsed) {
	type fact struct {
		trial string
		seen
	}
	n := 0
	for _, used := range lists {
		n += len(used)
	}
	counted := make(map[fact]bool, n)
	for _, used := range lists {
		for i := range used {
			u := &used[i]
			id := fact{u.Trial, seen{u.Subject, u.Fact.Field}}
			if u.Fact.Status == appraisal.StatusNotStated || counted[id] {
				continue
			}
			counted[id] = true
			a.FactsUsed++
			if !u.Fact.Checked() {
				a.UncheckedFacts = append(a.UncheckedFacts, *u)
			}
		}
	}
}

// Due reports whether the verdict on a claim rests on the judgement of a row in a domain.
func Due(c appraisal.Claim, r Row, d appraisal.Domain) bool {
	switch c.Kind {
	case appraisal.KindReport, appraisal.KindNoTrial:
		return false
	case appraisal.KindEvidence: // one that counts or ranks by facts has no domain: no judgement bears on it
		return r.InPool && d == c.Evidence.Domain
	}
	return r.InPool
}

// countJudgements says how far the appraisal has come. A verdict is provisional until every judgement that it rests on
// was given by the reviewer.
func countJudgements(d appraisal.Dossier, a *Assessment) {
	for _, r := range a.Rows {
		for _, dom := range appraisal.Domains {
			if Due(d.Claim, r, dom) {
				a.JudgementsDue++
				if r.Domains[dom].Judged {
					a.Judgements++
				}
			}
		}
	}
	if a.Judgements < a.JudgementsDue {
		a.Provisional = true
	}
}

// checkedOnly is the dossier with unchecked facts taken as No information.
func checkedOnly(d appraisal.Dossier) appraisal.Dossier {
	linked := make([]appraisal.Linked, len(d.Linked))
	for i, l := range d.Linked {
		l.Trial = checkedTrial(l.Trial)
		linked[i] = l
	}
	library := make([]appraisal.Trial, len(d.Library))
	for i, t := range d.Library {
		library[i] = checkedTrial(t)
	}
	d.Linked, d.Library = linked, library
	return d
}

// checkedTrial is a trial with its unchecked facts taken as No information.
func checkedTrial(t appraisal.Trial) appraisal.Trial {
	t.Facts = checkedFacts(t.Facts)
	arms := make([]appraisal.Arm, len(t.Arms))
	for i, x := range t.Arms {
		x.Facts = checkedFacts(x.Facts)
		arms[i] = x
	}
	results := make([]appraisal.Result, len(t.Results))
	for i, x := range t.Results {
		x.Facts = checkedFacts(x.Facts)
		results[i] = x
	}
	t.Arms, t.Results = arms, results
	return t
}

// checkedFacts are the facts themselves where all are checked, as nearly all are in a library that was worked on.
func checkedFacts(fs appraisal.Facts) appraisal.Facts {
	hides := func(f *appraisal.Fact, k appraisal.FieldKey) bool {
		return !f.Checked() && f.Status != appraisal.StatusNotStated && !framing[k]
	}
	var out appraisal.Facts
	for k, f := range fs {
		if !hides(&f, k) {
			continue
		}
		if out == nil {
			out = maps.Clone(fs)
		}
		f.Status, f.Value = appraisal.StatusNotStated, ""
		out[k] = f
	}
	if out == nil {
		return fs
	}
	return out
}

// framing are the fields that say what a result is, not what it found: hiding them would not take a value away but
// turn the result into another one.
var framing = map[appraisal.FieldKey]bool{
	appraisal.FieldConstruct: true, appraisal.FieldInstrument: true, appraisal.FieldMeasure: true, appraisal.FieldBetter: true,
	appraisal.FieldOutcomeKind: true, appraisal.FieldOutcome: true, appraisal.FieldAllocation: true, appraisal.FieldDesign: true,
	appraisal.FieldDrug: true, appraisal.FieldRoute: true, appraisal.FieldMeantBlind: true, appraisal.FieldPerceptible: true,
	appraisal.FieldControl: true, appraisal.FieldYear: true,
	appraisal.FieldRegistration: true, // else a trial with two records would count twice
}
