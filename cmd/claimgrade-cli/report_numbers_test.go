package main

import (
	"context"
	"math"
	"strings"
	"testing"

	"claimgrade/ui/tr"
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
		ratio := claim.Effect.Measure.Ratio() // `verdict --json` has their logarithms
		shown := func(x float64) string {
			if ratio {
				x = math.Exp(x)
			}
			return tr.Number(x, 2)
		}
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
				wants(shown(p.Pooled.Estimate) + " (" + shown(p.Pooled.CI95[0]) + " to " + shown(p.Pooled.CI95[1]) + ")")
			}
			if kind == "evidence" && v.Rule != nil {
				wants(string(*v.Rule))
			}
			for _, r := range v.Rows {
				if r.Counted && r.Weight > 0 && r.CI95 != nil {
					wants(shown(*r.Estimate) + " (" + shown(r.CI95[0]) + " to " + shown(r.CI95[1]) + ")")
				}
			}
		}
	}
	if claims < 40 || numbers < 80 {
		t.Errorf("only %d reports with %d numbers were compared", claims, numbers)
	}
}
