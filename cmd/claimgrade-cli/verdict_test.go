package main

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
)

// reportOn is `verdict --json` of one claim.
func reportOn(t testing.TB, library, id string) report {
	t.Helper()
	got := start("", "verdict", library, id, "--json")
	if got.code != exitOK || got.stderr != "" || strings.Count(got.out, "\n") != 1 {
		t.Fatalf("%s: exit %d: %s", id, got.code, got.stderr)
	}
	want := append(slices.Clone(claimKeys), "summary", "notes", "checked_only", "rules_version", "reviewer", "judgements",
		"judgements_due", "facts_used", "rows", "ledger", "ladder", "trace", "unchecked", "citation", "case", "judged", "evidence", "duration", "changes", "depends_on", "settling_study", "by_rules", "by_rule", "overruled", "count_once")
	if keys := keysOf(t, got.out); !slices.Equal(keys, want) {
		t.Fatalf("keys %v, want %v", keys, want)
	}
	var r report
	if err := json.Unmarshal([]byte(got.out), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// oneOfEach returns a claim for every rule that decides a verdict, and for every kind of claim.
func oneOfEach(t testing.TB) []claimLine {
	var some []claimLine
	seen := map[string]bool{}
	for _, c := range claimsOf(t, starterLibrary) {
		what := string(c.Kind)
		if c.Rule != nil {
			what += " " + string(*c.Rule)
		}
		if !seen[what] {
			some = append(some, c)
		}
		seen[what] = true
	}
	return some
}

func TestVerdictsAgreeWithTheList(t *testing.T) {
	for _, c := range oneOfEach(t) {
		r := reportOn(t, starterLibrary, c.UID)
		if asJSON(t, r.claimLine) != asJSON(t, c) {
			t.Errorf("%s part %d: %+v, in the list %+v", *c.Key, c.Part, r.claimLine, c)
		}
		if c.Verdict != nil && (len(r.Trace) == 0 || r.Summary == nil) {
			t.Errorf("%s part %d: a verdict without trace or summary", *c.Key, c.Part)
		}
		if len(r.Rows) != c.Linked || len(r.Unchecked) != c.UncheckedFacts {
			t.Errorf("%s part %d: %d rows of %d links, %d of %d unchecked facts", *c.Key, c.Part, len(r.Rows), c.Linked, len(r.Unchecked), c.UncheckedFacts)
		}
		for _, row := range r.Rows {
			for _, d := range appraisal.Domains {
				if x := row.Domains[d]; x.Rating == "" || x.Rule == "" || len(x.Trace) == 0 {
					t.Errorf("%s part %d: %s of %s is incomplete: %+v", *c.Key, c.Part, d, row.Trial, x)
				}
			}
		}
		text := start("", "verdict", starterLibrary, c.UID)
		if text.code != exitOK || !strings.Contains(text.out, c.Text) {
			t.Errorf("%s part %d as text: %+v", *c.Key, c.Part, text)
		}
		for _, l := range r.Trace {
			if !strings.Contains(text.out, "\n  "+string(l.Rule)+" | ") || !strings.Contains(text.out, " | "+l.Text+" | "+l.Source+"\n") {
				t.Errorf("%s part %d: the text lacks %s %s", *c.Key, c.Part, l.Rule, l.Text)
			}
		}
	}
}

func TestClaimsAreFoundByKeyAndPart(t *testing.T) {
	for id, part := range map[string]int{"a003-03": 0, "a003-03.0": 0, "a003-03.1": 1, "a003-03.3": 3} {
		if r := reportOn(t, starterLibrary, id); *r.Key != "a003-03" || r.Part != part {
			t.Errorf("%s found %s part %d", id, *r.Key, r.Part)
		}
	}
	for _, id := range []string{"a003-99", "a003-03.9", "a003-03.", "", "A003-03"} {
		got := start("", "verdict", starterLibrary, id)
		if got.code != exitRefused || got.out != "" || !strings.HasPrefix(got.stderr, starterLibrary+": there is no claim “"+id+"”") {
			t.Errorf("%q: %+v", id, got)
		}
	}
}

// What `verdict` prints as the case can be given to `judge`, which then comes to the same pool and verdict. Only the cap
// for people outside the pool is not in a case.
func TestTheCaseBehindAVerdictCanBeJudgedAgain(t *testing.T) {
	judged := 0
	for _, c := range oneOfEach(t) {
		r := reportOn(t, starterLibrary, c.UID)
		if r.Case == nil {
			continue
		}
		judged++
		got := start(asJSON(t, r.Case), "judge", "-")
		var again rules.JudgeOutcome
		if err := json.Unmarshal([]byte(got.out), &again); err != nil {
			t.Fatalf("%s part %d: %v %s", *c.Key, c.Part, err, got.stderr)
		}
		// A library varies more than a case can: facts, the claim's own range, thresholds that suggest anew.
		again.Stability, again.WhatWouldChange = r.Judged.Stability, r.Judged.WhatWouldChange
		capped := slices.ContainsFunc(r.Trace, func(l rules.Line) bool { return l.Rule == rules.CX3 })
		if !capped && asJSON(t, again) != asJSON(t, r.Judged) {
			t.Errorf("%s part %d:\n%s\n%s", *c.Key, c.Part, asJSON(t, again), asJSON(t, r.Judged))
		}
		if asJSON(t, again.Pooled) != asJSON(t, r.Judged.Pooled) {
			t.Errorf("%s part %d: another pool", *c.Key, c.Part)
		}
	}
	if judged < 5 {
		t.Errorf("only %d claims have a case", judged)
	}
}

func TestTheReportOfAnEffectClaimNamesAllThatBearsOnIt(t *testing.T) {
	r := reportOn(t, starterLibrary, "a001-01")
	weights, counted := 0.0, 0
	for _, row := range r.Rows {
		weights += row.Weight
		if row.Counted {
			counted++
		}
	}
	if counted != r.Pooled || math.Abs(weights-1) > 1e-9 {
		t.Errorf("%d counted of %d pooled, weights add up to %v", counted, r.Pooled, weights)
	}
	if r.Judged.Stability == nil || len(r.Judged.WhatWouldChange) == 0 || r.CheckedOnly == nil {
		t.Error("what would change the verdict is missing")
	}
	var parts []whatif.Part
	for _, m := range r.Ledger {
		parts = append(parts, m.Part)
		if len(m.Trials) != r.Pooled && m.Part != whatif.PartMagnitude && m.Part != whatif.PartStrength {
			t.Errorf("%s: what %d trials did, of %d", m.Part, len(m.Trials), r.Pooled)
		}
	}
	if !slices.Equal(parts, []whatif.Part{"population", "intervention", "comparator", "outcome", "horizon", "magnitude", "strength"}) {
		t.Errorf("ledger of %v", parts)
	}
	own := slices.IndexFunc(r.Ladder, func(w wording) bool { return w.AsWorded })
	if len(r.Ladder) < 3 || own < 0 || r.Ladder[own].Verdict != *r.Verdict || r.Ladder[own].Rule != *r.Rule {
		t.Errorf("ladder %+v", r.Ladder)
	}
	text := start("", "verdict", starterLibrary, "a001-01").out
	at := 0
	for _, words := range []string{
		"a001-01  Fast effect that wears off in days\n", "Verdict       Partly supported (provisional)", "Rule          V-12",
		"Certainty     Low (GRADE-informed)", "Why           2 trials of 112 people: 7.34 points on MADRS (95 % CI 3.32 to 11.35)", "Note          ",
		"Judged        0 of 8 judged; the rest are the rules' suggestions", "Checked only  Not supported",
		"\nLINKED RESULTS, 9, counted: 2.", "Murrough 2013", "7.95 (3.20 to 12.71)", "some concerns B-R7",
		"\nWHAT THE CLAIM SAYS", "population", "strength", "\nWORDINGS, FROM", "→", "\nWHAT WOULD CHANGE IT\n", "  Would raise the verdict", "    Without Murrough 2013: ", "\nHOW STABLE IT IS", "    the set of thresholds: strict: ",
		"\nWHAT WOULD SETTLE IT\n  One trial of ", "    It finds no difference: Not supported", "\nHOW IT CAME ABOUT", "  V-12 | ",
		"\nUNCHECKED FACTS: 6 of ", "Standard error",
	} {
		found := strings.Index(text[at:], words)
		if found < 0 {
			t.Fatalf("%q is not where it should be in\n%s", words, text)
		}
		at += found
	}
}

func TestTheReportOfEveryOtherKindShowsItsOwnBasis(t *testing.T) {
	for id, words := range map[string][]string{
		"a000-07":   {"TALLY (rank): number 9 of 15 trials", "Jelovac 2025 (KARMA-Dep 2)"},
		"a001-01.1": {"BEFORE AND AFTER THE STATED TIME", "the claimed effect is shown"},
		"a000-05":   {"Citation", "The source says it."},
		"a000-06":   {"Not a trial question", "K-1"},
		"a000-11":   {"No trial is linked."},
		"a001-08":   {"not shown", "N-1", "WHAT WOULD CHANGE IT"},
	} {
		got := start("", "verdict", starterLibrary, id)
		for _, w := range words {
			if !strings.Contains(got.out, w) {
				t.Errorf("%s lacks %q:\n%s", id, w, got.out)
			}
		}
	}
	if r := reportOn(t, starterLibrary, "a000-07"); r.Evidence == nil || *r.Evidence.Rank != 9 || len(r.Evidence.Tally) != 15 || r.Certainty != nil {
		t.Errorf("rank claim: %+v", r.Evidence)
	}
	if r := reportOn(t, starterLibrary, "a001-01.1"); r.Duration == nil || r.Duration.Before == nil || r.Judged != nil {
		t.Errorf("limit on duration: %+v", r.Duration)
	}
}

func TestAnOverruledSuggestionIsMarked(t *testing.T) {
	path := mine(t)
	judgeAll(t, path, "a001-01")
	r := reportOn(t, path, "a001-01")
	if r.Reviewer == nil || *r.Reviewer != "Ada" || r.Judgements != r.JudgementsDue || r.Provisional {
		t.Errorf("%d of %d judged by %v", r.Judgements, r.JudgementsDue, r.Reviewer)
	}
	at := slices.IndexFunc(r.Rows, func(row reportRow) bool { return row.Trial == "Murrough 2013" })
	b := r.Rows[at].Domains[appraisal.Blinding]
	if b.Rating != appraisal.High || !b.Judged || !b.Overruled || b.Suggestion != appraisal.SomeConcerns || *b.Reason != "Everybody knew." {
		t.Errorf("%+v", b)
	}
	text := start("", "verdict", path, "a001-01").out
	if !strings.Contains(text, "high ↯ (some concerns B-R7)") || !strings.Contains(text, "↯: differs") || !strings.Contains(text, "8 of 8 judged by Ada\n") {
		t.Error(text)
	}
}

func TestFiguresAreReadable(t *testing.T) {
	for x, want := range map[float64]string{-7.346: "−7.35", 0: "0.00", -0.001: "0.00", 1234.5: "1234", -100: "−100", 0.125: "0.12"} {
		if got := figure(x); got != want {
			t.Errorf("%v is printed %s, want %s", x, got, want)
		}
	}
}
