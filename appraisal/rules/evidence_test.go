package rules

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"claimgrade/appraisal"
)

// tally is a frame of n trials that can be counted, x of which meet the claim, and others of which nothing is known.
func tally(x, n, unknown int) []TallyRow {
	rows := make([]TallyRow, n+unknown)
	for i := range rows {
		rows[i] = TallyRow{Trial: "Somebody 2019", Counts: i < n, Meets: i < x}
	}
	return rows
}

func TestSharesAgainstWordsOfNumber(t *testing.T) {
	for _, c := range []struct {
		word     appraisal.Quantifier
		x, n     int
		complete bool
		rule     ID
	}{
		{appraisal.Most, 1, 1, false, E0}, {appraisal.All, 0, 1, true, E0}, {appraisal.Some, 1, 1, true, E0},
		{appraisal.All, 5, 5, false, E2}, {appraisal.All, 5, 5, true, E1}, {appraisal.All, 19, 20, false, E3}, {appraisal.All, 1, 2, false, E3},
		{appraisal.None, 0, 5, false, E2}, {appraisal.None, 0, 5, true, E1}, {appraisal.None, 1, 20, false, E3},
		{appraisal.Some, 1, 2, false, E1}, {appraisal.Some, 0, 9, false, E4}, {appraisal.Some, 0, 9, true, E4},
		{appraisal.Most, 4, 4, false, E2}, {appraisal.Most, 5, 5, false, E1}, {appraisal.Most, 4, 5, false, E2}, {appraisal.Most, 3, 5, true, E1},
		{appraisal.Most, 10, 12, false, E1}, {appraisal.Most, 5, 10, false, E4}, {appraisal.Most, 1, 10, false, E3}, {appraisal.Most, 2, 10, false, E4},
		{appraisal.Many, 2, 6, false, E2}, {appraisal.Many, 6, 8, false, E1}, {appraisal.Many, 1, 6, false, E4}, {appraisal.Many, 0, 10, false, E3},
		{appraisal.Few, 2, 6, false, E2}, {appraisal.Few, 0, 10, false, E1}, {appraisal.Few, 3, 6, false, E4}, {appraisal.Few, 8, 9, false, E3},
	} {
		o, v := JudgeEvidence(EvidenceCase{Quantifier: c.word, Complete: c.complete, Rows: tally(c.x, c.n, 3)})
		want := map[ID]appraisal.Verdict{E0: appraisal.CannotBeJudged, E1: appraisal.Supported, E2: appraisal.PartlySupported, E3: appraisal.Contradicted, E4: appraisal.NotSupported}[c.rule]
		if o.Rule != c.rule || v != want || o.N != c.n || o.X != c.x {
			t.Errorf("%s, %d of %d: %s by %s, want %s by %s (%v)", c.word, c.x, c.n, v, o.Rule, want, c.rule, o.CI95)
		}
	}
	o, _ := JudgeEvidence(EvidenceCase{Quantifier: appraisal.Most, Rows: tally(10, 12, 0)})
	if math.Abs(o.CI95[0]-.5520) > 5e-5 || math.Abs(o.CI95[1]-.9530) > 5e-5 || o.Form != appraisal.FormShare {
		t.Errorf("Wilson interval of 10 of 12: %v", o.CI95)
	}
	if o, v := JudgeEvidence(EvidenceCase{Quantifier: "several", Rows: tally(3, 6, 0)}); v != appraisal.CannotBeJudged || o.Rule != E0 {
		t.Errorf("a word that cannot be counted: %s", v)
	}
}

func TestCountsOfTrials(t *testing.T) {
	for _, c := range []struct {
		says, x, n, unknown int
		complete            bool
		rule                ID
	}{
		{3, 3, 6, 0, false, E8}, {3, 4, 6, 0, false, E9}, {3, 2, 6, 1, true, E10}, {3, 2, 6, 0, true, E11}, {3, 2, 6, 0, false, E10}, {3, 1, 1, 5, false, E0},
	} {
		o, v := JudgeEvidence(EvidenceCase{Form: appraisal.FormCount, Count: c.says, Complete: c.complete, Rows: tally(c.x, c.n, c.unknown)})
		want := map[ID]appraisal.Verdict{E0: appraisal.CannotBeJudged, E8: appraisal.Supported, E9: appraisal.PartlySupported, E10: appraisal.NotSupported, E11: appraisal.Contradicted}[c.rule]
		if o.Rule != c.rule || v != want {
			t.Errorf("%+v: %s by %s", c, v, o.Rule)
		}
	}
}

func TestLittleStudiedIsAThirdOrFewer(t *testing.T) {
	for _, c := range []struct {
		x, n int
		rule ID
	}{{0, 1, E0}, {0, 2, E12}, {2, 6, E12}, {3, 6, E14}, {8, 9, E13}} {
		o, v := JudgeEvidence(EvidenceCase{Form: appraisal.FormAbsence, Rows: tally(c.x, c.n, 0)})
		want := map[ID]appraisal.Verdict{E0: appraisal.CannotBeJudged, E12: appraisal.Supported, E13: appraisal.Contradicted, E14: appraisal.NotSupported}[c.rule]
		if o.Rule != c.rule || v != want {
			t.Errorf("%d of %d: %s by %s, want %s", c.x, c.n, v, o.Rule, c.rule)
		}
	}
}

func TestAmongTheLargest(t *testing.T) {
	frame := func(subject int, values ...float64) EvidenceCase {
		c := EvidenceCase{Form: appraisal.FormRank, Subject: subject, HasSubject: true}
		for _, v := range values {
			c.Values, c.Rows = append(c.Values, &v), append(c.Rows, TallyRow{Counts: true})
		}
		return c
	}
	for _, c := range []struct {
		name string
		c    EvidenceCase
		rank int
		rule ID
	}{
		{"second of eight", frame(1, 400, 300, 80, 70, 60, 50, 40, 30), 2, E5},
		{"third of eight", frame(2, 400, 300, 80, 70, 60, 50, 40, 30), 3, E6},
		{"fourth of eight", frame(3, 400, 300, 80, 70, 60, 50, 40, 30), 4, E6},
		{"fifth of eight", frame(4, 400, 300, 80, 70, 60, 50, 40, 30), 5, E7},
		{"the largest of three", frame(0, 9, 8, 7), 1, E5},
		{"equal trials share the better place", frame(1, 9, 9, 7, 6), 1, E5},
		{"alone", frame(0, 9), 1, E0},
	} {
		o, _ := JudgeEvidence(c.c)
		if o.Rule != c.rule || o.Rank != c.rank {
			t.Errorf("%s: number %d by %s, want %d by %s", c.name, o.Rank, o.Rule, c.rank, c.rule)
		}
	}
	unknown := frame(0, 9, 8, 7)
	unknown.Values[0] = nil
	if o, v := JudgeEvidence(unknown); v != appraisal.CannotBeJudged || o.Rule != E0 || o.Rank != 0 {
		t.Errorf("a subject of unknown size: %s", v)
	}
	others := frame(0, 9, 8, 7)
	others.Values[1] = nil
	if o, _ := JudgeEvidence(others); o.N != 2 {
		t.Errorf("trials of unknown size are not counted: %d", o.N)
	}
	if o, _ := JudgeEvidence(EvidenceCase{Form: appraisal.FormRank}); o.Rule != E0 {
		t.Errorf("no subject: %s", o.Rule)
	}
}

func TestEvidenceVerdictsKnowNoOrderAndAreAlwaysExplained(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := EvidenceCase{
			Form:       rapid.SampledFrom([]appraisal.EvidenceForm{appraisal.FormShare, appraisal.FormCount, appraisal.FormAbsence}).Draw(t, "form"),
			Quantifier: rapid.SampledFrom([]appraisal.Quantifier{appraisal.All, appraisal.Most, appraisal.Many, appraisal.Some, appraisal.Few, appraisal.None}).Draw(t, "word"),
			Complete:   rapid.Bool().Draw(t, "complete"), Count: rapid.IntRange(0, 6).Draw(t, "count"),
		}
		for range rapid.IntRange(0, 12).Draw(t, "n") {
			counts := rapid.Bool().Draw(t, "counts")
			c.Rows = append(c.Rows, TallyRow{Counts: counts, Meets: counts && rapid.Bool().Draw(t, "meets")})
		}
		a, va := JudgeEvidence(c)
		c.Rows = rapid.Permutation(c.Rows).Draw(t, "order")
		b, vb := JudgeEvidence(c)
		if va != vb || a.Rule != b.Rule || a.X != b.X || a.CI95 != b.CI95 {
			t.Fatalf("%s by %s became %s by %s", va, a.Rule, vb, b.Rule)
		}
		if len(a.Trace) != 1 || a.Trace[0].Rule != a.Rule || !strings.Contains(a.Trace[0].Text, verdictWord(va)) || a.Trace[0].Source == "" {
			t.Fatalf("trace %v", a.Trace)
		}
		if math.IsNaN(a.Share) || math.IsNaN(a.CI95[0]) || math.IsNaN(a.CI95[1]) {
			t.Fatalf("%+v", a)
		}
	})
}
