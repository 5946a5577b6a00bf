package rules

import (
	"fmt"
	"slices"

	"claimgrade/appraisal"
)

// This file minds the date of a claim (method 0.19). A claim that something is not shown speaks of its own time, so
// trials published later never change it. An effect is there or not whatever the date: it is judged on all trials, and
// the verdict that the trials of the claim's time gave is told beside.

// notLater reports whether a trial was out when the claim was made. Years are compared: months of trials are not
// recorded. A trial without a year is taken to have been out.
func notLater(t appraisal.Trial, asOf string) bool {
	y := t.Facts.Number(appraisal.FieldYear)
	return y == nil || yearOf(asOf) == 0 || int(*y) <= yearOf(asOf)
}

// tooYoung reports whether a trial came too late to speak on what the claim says of its own time.
func tooYoung(c appraisal.Claim, r Row) bool {
	return c.Kind == appraisal.KindNotShown && !notLater(r.Linked.Trial, c.AsOf)
}

// tellOtherTime adds the verdict of the other time where younger trials bear on the claim.
func tellOtherTime(d appraisal.Dossier, rows []Row, a *Assessment) {
	if a.Verdict == "" || (d.Claim.Kind != appraisal.KindEffect && d.Claim.Kind != appraisal.KindNotShown) {
		return
	}
	later := func(l appraisal.Linked) bool { return !notLater(l.Trial, d.Claim.AsOf) }
	if !slices.ContainsFunc(a.Rows, func(r Row) bool { return r.Relation != appraisal.Context && later(r.Linked) }) {
		return
	}
	year := yearOf(d.Claim.AsOf)
	if d.Claim.Kind == appraisal.KindNotShown {
		d.Claim.AsOf = ""
		other := quietly(d, rows)
		a.OtherTime = other.Verdict
		a.tell(fmt.Sprintf("The claim speaks of %d. With the trials published since, it would be: %s (%s).", year, verdictWord(other.Verdict), other.Rule))
		return
	}
	other := quietly(d, slices.DeleteFunc(slices.Clone(rows), func(r Row) bool { return later(r.Linked) }))
	a.OtherTime = other.Verdict
	a.tell(fmt.Sprintf("On the trials out in %d, when the claim was made, the verdict was: %s (%s).", year, verdictWord(other.Verdict), other.Rule))
}

func (a *Assessment) tell(note string) {
	a.OtherTimeNote = note
	a.Notes = append(a.Notes, note)
}
