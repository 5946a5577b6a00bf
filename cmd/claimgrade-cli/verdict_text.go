package main

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// writeReport writes a verdict for a reader: first what holds, then what it rests on, then every step to it.
func writeReport(b *bytes.Buffer, d appraisal.Dossier, a rules.Assessment, r report) {
	fmt.Fprintf(b, "%s  %s\n%s\n\n  %s\n\n", claimID(d.Claim), d.Claim.Label, titleOf(d.Document), d.Claim.Text)
	writeVerdict(b, d, a, r)
	writeOverruled(b, r)
	writeRows(b, d.Claim.Kind, a)
	writeTally(b, a.Evidence)
	writeDuration(b, a.Duration)
	writeLedger(b, r.Ledger)
	writeLadder(b, r.Ladder)
	writeChanges(b, a.Judged)
	writeTrace(b, a.Trace)
	writeUnchecked(b, a)
}

// section starts a part of the report under a heading.
func section(b *bytes.Buffer, format string, args ...any) { fmt.Fprintf(b, "\n"+format+"\n", args...) }

func writeLines(b *bytes.Buffer, rows [][]string) {
	for _, line := range aligned(rows) {
		b.WriteString("  " + line + "\n")
	}
}

func writeVerdict(b *bytes.Buffer, d appraisal.Dossier, a rules.Assessment, r report) {
	rows := [][]string{{"Kind", kindWords(d.Claim)}, {"Verdict", verdictWords(a)}}
	add := func(name, text string) {
		if text != "" {
			rows = append(rows, []string{name, text})
		}
	}
	add("Rule", string(a.Rule))
	if a.ByRules != "" {
		add("Overruled", "↯ the rules say "+words(a.ByRules)+" ("+string(a.ByRule)+")")
	}
	if a.Certainty != "" {
		add("Certainty", words(a.Certainty)+" (GRADE-informed)")
	}
	add("Thresholds", d.Thresholds.OrDefault().Name)
	add("Why", a.Summary)
	add("Why none", a.WhyNone)
	for _, n := range a.Notes {
		add("Note", n)
	}
	add("Judged", judgedWords(a, r.Reviewer))
	if len(a.UncheckedFacts) > 0 && a.CheckedOnly != "" {
		add("Checked only", words(a.CheckedOnly)+", with the unchecked facts taken as No information")
	}
	if r.CountOnce != nil {
		add("Count once?", "Risk of bias may explain why the trials differ. Counted once, inconsistency would be: "+rules.StepValue(appraisal.StepInconsistency, strconv.Itoa(*r.CountOnce)))
	}
	if f := d.Claim.Citation.Finding; f != "" {
		add("Citation", strings.TrimSpace(rules.CitationWords(f)+" "+d.Claim.Citation.Note))
	}
	writeLines(b, rows)
}

func kindWords(c appraisal.Claim) string {
	kind := plain(c.Kind)
	if c.Kind != appraisal.KindEffect && c.Kind != appraisal.KindNotShown {
		return kind
	}
	effect := plain(c.Effect.Kind)
	if c.Effect.Kind == appraisal.NonInferiority {
		effect = "non-inferiority" // the only one of these words that has a hyphen of its own
	}
	parts := []string{kind + ": " + effect}
	if c.Effect.Assertiveness != "" {
		parts = append(parts, "worded "+plain(c.Effect.Assertiveness))
	}
	if c.Effect.Horizon != "" {
		parts = append(parts, "horizon "+plain(horizonWords(c.Effect)))
	}
	return strings.Join(parts, ", ")
}

func judgedWords(a rules.Assessment, reviewer *string) string {
	s := progress(a)
	if s != "" && reviewer != nil {
		s += " by " + *reviewer
	}
	if s != "" && a.Judgements < a.JudgementsDue {
		s += "; the rest are the rules' suggestions"
	}
	return s
}

// writeRows writes the evidence board: a row a linked result.
func writeRows(b *bytes.Buffer, k appraisal.ClaimKind, a rules.Assessment) {
	if len(a.Rows) == 0 {
		section(b, "No trial is linked.")
		return
	}
	side := "the claim"
	if k == appraisal.KindNotShown {
		side = "the effect that the claim says is not shown"
	}
	section(b, "LINKED RESULTS, %d, counted: %d. Estimates: + favours %s; ratios as logarithms.", a.Linked, a.Pooled, side)
	table := [][]string{{"trial", "result", "relation", "estimate (95 %)", "people", "weight", "blinding", "sample size", "follow-up", "attrition", "overall"}}
	marks := false
	for _, r := range a.Rows {
		line := []string{r.Linked.Trial.Name, orDash(r.Result.Name), plain(r.Relation), effectWords(r), countWords(r.N), weightWords(r)}
		if r.Overrule {
			line[2] += " ↯"
		}
		for _, d := range appraisal.Domains {
			line = append(line, ratingWords(r.Domains[d]))
		}
		table = append(table, append(line, plain(r.Overall)))
		marks = marks || strings.Contains(strings.Join(line, ""), "↯")
	}
	writeLines(b, table)
	legend := "A rule behind a rating: a suggestion that nobody has judged yet."
	if marks {
		legend += " ↯: differs from what the rules derive."
	}
	b.WriteString("  " + legend + "\n")
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func effectWords(r rules.Row) string {
	switch {
	case r.Estimate != nil && r.Low != nil && r.High != nil:
		return fmt.Sprintf("%s (%s to %s)", figure(*r.Estimate), figure(*r.Low), figure(*r.High))
	case r.Estimate != nil:
		return figure(*r.Estimate)
	case r.Direction != "":
		return "direction: " + plain(r.Direction)
	}
	return "–"
}

// figure prints a number with as many decimals as a reader can use; --json has them all.
func figure(x float64) string {
	decimals := 2
	if math.Abs(x) >= 100 {
		decimals = 0
	}
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-")
	}
	return strings.Replace(s, "-", "−", 1)
}

func countWords(n *int) string {
	if n == nil {
		return "–"
	}
	return strconv.Itoa(*n)
}

func weightWords(r rules.Row) string {
	switch {
	case !r.InPool:
		return "–"
	case r.Weight > 0:
		return fmt.Sprintf("%.0f %%", 100*r.Weight)
	}
	return "counted"
}

// ratingWords is a rating with the rule that suggested it or, where a reviewer judged otherwise, what was suggested.
func ratingWords(v rules.DomainView) string {
	switch {
	case v.Overruled:
		return fmt.Sprintf("%s ↯ (%s %s)", plain(v.Rating), plain(v.Suggestion.Rating), v.Suggestion.Rule)
	case v.Judged:
		return plain(v.Rating)
	}
	return fmt.Sprintf("%s %s", plain(v.Rating), v.Suggestion.Rule)
}

// writeTally writes the trials behind a claim about how trials were done.
func writeTally(b *bytes.Buffer, e *rules.EvidenceOutcome) {
	if e == nil {
		return
	}
	trials := "trials"
	if e.N == 1 {
		trials = "trial"
	}
	if e.Form == appraisal.FormRank {
		section(b, "TALLY (rank): number %d of %d %s", e.Rank, e.N, trials)
	} else {
		section(b, "TALLY (%s): %d of %d %s", plain(e.Form), e.X, e.N, trials)
	}
	table := [][]string{{"trial", "read of it", "counts", "meets the claim"}}
	for _, t := range e.Tally {
		table = append(table, []string{t.Trial, orDash(t.Value), yesNo(t.Counts), yesNo(t.Meets)})
	}
	writeLines(b, table)
}

func yesNo(x bool) string {
	if x {
		return "yes"
	}
	return "no"
}

// writeDuration writes the comparisons behind a limit on duration.
func writeDuration(b *bytes.Buffer, o *rules.DurationOutcome) {
	if o == nil {
		return
	}
	section(b, "BEFORE AND AFTER THE STATED TIME")
	var table [][]string
	add := func(name string, p *rules.Pooled, class string) {
		line := []string{name, "nothing controlled", ""}
		if class != "" {
			line[1], line[2] = "directions only", rules.ClassWords(class, appraisal.Benefit)
		}
		if p != nil {
			line[1] = fmt.Sprintf("%s (%s to %s)", figure(p.Estimate), figure(p.CI95[0]), figure(p.CI95[1]))
		}
		table = append(table, line)
	}
	add("before", o.Before, o.BeforeClass)
	add("after", o.After, o.AfterClass)
	add("randomised withdrawal", o.Withdrawal, o.WithdrawalClass)
	writeLines(b, table)
}

func writeTrace(b *bytes.Buffer, lines []rules.Line) {
	if len(lines) == 0 {
		return
	}
	section(b, "HOW IT CAME ABOUT (rule | what | inputs | source), rules %s", rules.Version)
	for _, l := range lines {
		known, _ := rules.Find(l.Rule)
		fmt.Fprintf(b, "  %s | %s | %s | %s\n", l.Rule, known.Text, l.Text, l.Source)
	}
}

func writeUnchecked(b *bytes.Buffer, a rules.Assessment) {
	if a.FactsUsed == 0 {
		return
	}
	section(b, "UNCHECKED FACTS: %d of the %d that it rests on", len(a.UncheckedFacts), a.FactsUsed)
	var table [][]string
	for _, u := range a.UncheckedFacts {
		name := string(u.Fact.Field)
		if f, ok := appraisal.FieldOf(u.Fact.Field); ok {
			name = f.Label
		}
		table = append(table, []string{u.Trial, orDash(u.Subject), name, u.Fact.Value})
	}
	writeLines(b, table)
}
