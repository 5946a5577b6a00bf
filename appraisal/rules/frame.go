package rules

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"claimgrade/appraisal"
)

// This file finds the trials that an evidence claim speaks of and reads from each what the tally needs (method 0.15).

// inFrame returns the trials of the claim's frame in order of name: those of the library that meet every condition
// and, where the claim has a date, were published by then. Without a frame they are the linked trials.
func inFrame(d appraisal.Dossier) (frame []appraisal.Linked, again []Line) {
	links := map[string]appraisal.Linked{}
	for _, l := range d.Linked {
		if l.Link.Context && len(d.Claim.Evidence.Frame) == 0 {
			continue
		}
		if old, ok := links[l.Trial.UID]; !ok || (old.Link.ResultUID == "" && l.Link.ResultUID != "") {
			links[l.Trial.UID] = l
		}
	}
	var out []appraisal.Linked
	if len(d.Claim.Evidence.Frame) == 0 {
		for _, l := range links {
			if notLater(l.Trial, d.Claim.AsOf) {
				out = append(out, l)
			}
		}
	} else {
		for _, t := range d.Library {
			if !Framed(t, d.Claim) {
				continue
			}
			l, ok := links[t.UID]
			if !ok {
				l = appraisal.Linked{Trial: t}
			}
			out = append(out, l)
		}
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Trial.Name != out[j].Trial.Name {
			return out[i].Trial.Name < out[j].Trial.Name
		}
		return out[i].Trial.UID < out[j].Trial.UID
	})
	return oneRecordEach(out, d.Claim.Evidence.SubjectUID)
}

// oneRecordEach keeps one record of every trial: that of the claim's subject, else one whose result is linked, else the
// first. It says which records were left out.
func oneRecordEach(records []appraisal.Linked, subject string) (kept []appraisal.Linked, again []Line) {
	trials := make([]appraisal.Trial, len(records))
	for i, l := range records {
		trials[i] = l.Trial
	}
	of := studiesOf(trials)
	rank := func(l appraisal.Linked) int {
		switch {
		case l.Trial.UID == subject && subject != "":
			return 2
		case l.Link.ResultUID != "":
			return 1
		}
		return 0
	}
	best := map[string]appraisal.Linked{}
	for _, l := range records {
		s := of[l.Trial.UID]
		if old, ok := best[s]; !ok || rank(l) > rank(old) {
			best[s] = l
		}
	}
	for _, l := range records {
		b := best[of[l.Trial.UID]]
		if b.Trial.UID == l.Trial.UID {
			kept = append(kept, l)
			continue
		}
		again = append(again, step(P9, "%s and %s share a registry number (%s): one trial, counted once.",
			b.Trial.Name, l.Trial.Name, strings.Join(registryNumbers(l.Trial), ", ")))
	}
	return kept, again
}

func meetsAll(t appraisal.Trial, cs []appraisal.Condition) bool {
	for _, c := range cs {
		if known, meets := meets(t, c); !known || !meets {
			return false
		}
	}
	return true
}

// meets reports whether a trial has the fact of a condition, and whether it meets it. Facts of arms and results are
// searched too: one that meets is enough.
func meets(t appraisal.Trial, c appraisal.Condition) (known, ok bool) {
	all := []appraisal.Facts{t.Facts}
	if f, found := appraisal.FieldOf(c.Field); found && f.Scope == appraisal.OfArm {
		all = all[:0]
		for _, a := range t.Arms {
			all = append(all, a.Facts)
		}
	} else if found && f.Scope == appraisal.OfResult {
		all = all[:0]
		for _, r := range t.Results {
			all = append(all, r.Facts)
		}
	}
	for _, fs := range all {
		v := fs.Text(c.Field)
		if v == "" {
			continue
		}
		known = true
		if holds(v, c) {
			return true, true
		}
	}
	return known, false
}

func holds(v string, c appraisal.Condition) bool {
	switch c.Op {
	case "is":
		return strings.EqualFold(v, c.Value)
	case "is-not":
		return !strings.EqualFold(v, c.Value)
	case "one-of":
		for _, w := range strings.Split(c.Value, "|") {
			if strings.EqualFold(v, strings.TrimSpace(w)) {
				return true
			}
		}
		return false
	}
	x, err1 := strconv.ParseFloat(v, 64)
	y, err2 := strconv.ParseFloat(c.Value, 64)
	if err1 != nil || err2 != nil {
		return false
	}
	switch c.Op {
	case "at-least":
		return x >= y
	case "at-most":
		return x <= y
	}
	return false
}

// factsTallied are the facts of a trial that a tally rests on, but for those behind a rating.
func factsTallied(t appraisal.Trial, e appraisal.Evidence) (used []FactUsed) {
	for _, c := range slices.Concat(e.Frame, e.Meets) {
		used = append(used, factsOfCondition(t, c)...)
	}
	switch e.Form {
	case appraisal.FormRank:
		used = append(used, factsOf(t, e.RankField)...)
	case appraisal.FormAbsence:
		used = append(used, factsOf(t, appraisal.FieldAllocation)...)
		reading, found := controlledReading(t, e)
		for _, u := range slices.Concat(factsOf(t, appraisal.FieldConstruct), factsOf(t, appraisal.FieldMeasure), factsOf(t, appraisal.FieldDay)) {
			if found && u.Subject == reading {
				used = append(used, u)
			}
		}
	}
	return used
}

// factsOfCondition are the facts that decide whether a trial meets a condition: the first that does, else all that do not.
func factsOfCondition(t appraisal.Trial, c appraisal.Condition) []FactUsed {
	all := factsOf(t, c.Field)
	for _, u := range all {
		if u.Fact.Status != appraisal.StatusNotStated && holds(u.Fact.Value, c) {
			return []FactUsed{u}
		}
	}
	return all
}

// assessEvidence tallies the frame and judges the claim about it.
func assessEvidence(d appraisal.Dossier, a *Assessment) {
	e := d.Claim.Evidence
	frame, again := inFrame(d)
	ec := EvidenceCase{Form: e.Form, Quantifier: e.Quantifier, Complete: e.Complete}
	if e.Count != nil {
		ec.Count = *e.Count
	}
	var used []FactUsed
	for _, l := range frame {
		row := TallyRow{TrialUID: l.Trial.UID, Trial: l.Trial.Name}
		if !a.quiet {
			used = append(used, factsTallied(l.Trial, e)...)
		}
		switch {
		case e.Form == appraisal.FormRank:
			v := l.Trial.Facts.Number(e.RankField)
			row.Counts = v != nil
			if v != nil {
				row.Value = strconv.FormatFloat(*v, 'f', -1, 64)
			}
			ec.Values = append(ec.Values, v)
			row.Meets = l.Trial.UID == e.SubjectUID
			if row.Meets {
				ec.Subject = len(ec.Rows)
				ec.HasSubject = true
			}
		case e.Form == appraisal.FormAbsence:
			row.Counts = true
			row.Value, row.Meets = controlledReading(l.Trial, e)
		case len(e.Meets) > 0:
			row.Value, row.Counts, row.Meets = factsMeet(l.Trial, e.Meets)
		default:
			v := ratingView(d, l, a.quiet)
			row.Value, row.Counts, row.Meets = ratingMeets(e, v)
			used = append(used, v.Facts...)
		}
		ec.Rows = append(ec.Rows, row)
	}
	out, verdict := JudgeEvidence(ec)
	out.Tally = ec.Rows
	a.Evidence = &out
	a.Verdict, a.Rule, a.Trace = verdict, out.Rule, chosenFirst(again, out.Trace)
	for _, l := range again {
		a.Notes = append(a.Notes, l.Text)
	}
	a.Pooled = out.N
	markTallied(a, ec.Rows)
	a.count(used)
	a.Summary = evidenceSummary(e, out)
	if len(frame) == 0 {
		a.Notes = append(a.Notes, "No trial of the library is in the frame that the claim speaks of.")
	}
}

// ratingView is a trial's view of the claim's domain: that of its linked result, else of its first result.
func ratingView(d appraisal.Dossier, l appraisal.Linked, quiet bool) DomainView {
	if l.Link.ResultUID == "" && len(l.Trial.Results) > 0 {
		l.Link.ResultUID = l.Trial.Results[0].UID
	}
	r := newReader(l)
	r.quiet = quiet
	return view(r, d.Claim.Evidence.Domain, l, d)
}

// ratingMeets reads the judgement or suggestion. No information and Not extracted do not count.
func ratingMeets(e appraisal.Evidence, v DomainView) (value string, counts, meets bool) {
	value = RatingWord(v.Rating)
	if v.Rating == appraisal.NoInformation || v.Rating == appraisal.NotExtracted || v.Rating == "" {
		return value, false, false
	}
	return value, true, slices.Contains(e.Levels, v.Rating)
}

// factsOf are the facts of a field of a trial, its arms or its results.
func factsOf(t appraisal.Trial, k appraisal.FieldKey) []FactUsed {
	var out []FactUsed
	add := func(subject string, fs appraisal.Facts) {
		if f, ok := fs[k]; ok {
			out = append(out, FactUsed{Trial: t.Name, Subject: subject, Fact: f})
		}
	}
	add("", t.Facts)
	for _, a := range t.Arms {
		add(a.Name, a.Facts)
	}
	for _, r := range t.Results {
		add(r.Name, r.Facts)
	}
	return out
}

func factsMeet(t appraisal.Trial, cs []appraisal.Condition) (value string, counts, ok bool) {
	counts, ok = true, true
	var words []string
	for _, c := range cs {
		known, met := meets(t, c)
		counts = counts && known
		ok = ok && met
		f, _ := appraisal.FieldOf(c.Field)
		v := t.Facts.Text(c.Field)
		if v == "" {
			v = "not known"
			if known {
				v = "see results"
			}
		}
		words = append(words, strings.ToLower(f.Label)+" "+v)
	}
	return strings.Join(words, ", "), counts, counts && ok
}

// controlledReading looks for a randomised comparison of the claim's outcome at or after its horizon.
func controlledReading(t appraisal.Trial, e appraisal.Evidence) (string, bool) {
	if notRandomised(t) != "" {
		return "no control group", false
	}
	for _, r := range t.Results {
		if e.Construct != "" && r.Facts.Text(appraisal.FieldConstruct) != e.Construct {
			continue
		}
		m := appraisal.Measure(r.Facts.Text(appraisal.FieldMeasure))
		if m == appraisal.WithinGroup || m == appraisal.SingleArm {
			continue
		}
		day := r.Facts.Number(appraisal.FieldDay)
		if e.MinDays == nil || (day != nil && *day >= *e.MinDays) {
			return r.Name, true
		}
	}
	return "none recorded", false
}

func markTallied(a *Assessment, tally []TallyRow) {
	counted := map[string]bool{}
	for _, t := range tally {
		counted[t.TrialUID] = t.Counts
	}
	for i := range a.Rows {
		uid := a.Rows[i].Linked.Trial.UID
		known, in := counted[uid]
		switch {
		case known:
			a.Rows[i].InPool = true
		case in:
			a.Rows[i].NotPooled = "nothing to count is recorded"
		default:
			a.Rows[i].NotPooled = "outside the trials that the claim speaks of"
		}
	}
}

func evidenceSummary(e appraisal.Evidence, o EvidenceOutcome) string {
	switch {
	case e.Form == appraisal.FormRank && o.Rank == 0:
		return "The trial's place among the others is not known."
	case e.Form == appraisal.FormRank:
		return fmt.Sprintf("It is number %d of %d trials.", o.Rank, o.N)
	case o.Rule == E0:
		return ofTrials(o.N, len(o.Tally)) + " can be counted, which is too few."
	case e.Form == appraisal.FormAbsence && o.N == 1:
		return ofTrials(o.X, o.N) + " has a controlled reading of it."
	case e.Form == appraisal.FormAbsence:
		return ofTrials(o.X, o.N) + " have a controlled reading of it."
	}
	format := "%s are as the claim says (%.0f %%, 95 %% CI %.0f to %.0f %%)."
	if o.X == 1 {
		format = "%s is as the claim says (%.0f %%, 95 %% CI %.0f to %.0f %%)."
	}
	return fmt.Sprintf(format, ofTrials(o.X, o.N), 100*o.Share, 100*o.CI95[0], 100*o.CI95[1])
}

// ofTrials is a tally as a sentence says it.
func ofTrials(x, n int) string { return fmt.Sprintf("%d of %s", x, plural(n, "trial")) }

// FrameTrials are the uids of the trials of the library that a claim speaks of beyond those it links, several records of
// one trial included.
func FrameTrials(c appraisal.Claim, library []appraisal.Trial) (uids []string) {
	if len(c.Evidence.Frame) == 0 {
		return nil
	}
	for _, t := range library {
		if Framed(t, c) {
			uids = append(uids, t.UID)
		}
	}
	return uids
}

// Framed reports whether a trial is in the frame of a claim.
func Framed(t appraisal.Trial, c appraisal.Claim) bool {
	return meetsAll(t, c.Evidence.Frame) && notLater(t, c.AsOf)
}
