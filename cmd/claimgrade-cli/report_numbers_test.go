package main

import (
	"context"
	"strings"
	"testing"

	say "claimgrade/ui/words"
)

// A number in a report that differs from that of `verdict` would be a second truth.
func TestReportsSayTheNumbersOfTheVerdict(t *testing.T) {
	lib := opened(t, starterLibrary)
	defer lib.Close()
	claims, numbers := 0, 0
	for _, c := range claimsOf(t, starterLibrary) {
		if c.Pooled == 0 || c.Part > 1 {
			continue
		}
		id := c.UID
		v := reportOn(t, starterLibrary, id)
		claim, err := lib.Claim(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		shown := func(x float64, ci [2]float64) string { return say.Estimate(claim, x, ci) }
		for _, kind := range []string{"evidence", "letter"} {
			got := start("", "report", starterLibrary, id, "--kind", kind, "--format", "md", "--date", "2026-11-28", "-o", "-")
			if got.code != exitOK {
				t.Fatalf("%s: %s", id, got.stderr)
			}
			text := strings.ReplaceAll(got.out, `\`, "")
			wants := func(s string) {
				numbers++
				if !strings.Contains(text, s) {
					t.Errorf("%s %s: the report lacks %q", kind, c.Label, s)
				}
			}
			claims++
			if p := v.Judged; p != nil && p.Pooled != nil && p.Pooled.K > 1 {
				wants(shown(p.Pooled.Estimate, p.Pooled.CI95))
			}
			if kind == "evidence" && v.Rule != nil {
				wants(string(*v.Rule))
			}
			for _, r := range v.Rows {
				if r.Counted && r.Weight > 0 && r.CI95 != nil {
					wants(shown(*r.Estimate, *r.CI95))
				}
			}
		}
	}
	if claims < 40 || numbers < 80 {
		t.Errorf("only %d reports with %d numbers were compared", claims, numbers)
	}
}
