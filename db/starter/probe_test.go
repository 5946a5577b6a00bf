package starter

import (
	"fmt"
	"os"
	"testing"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

func TestProbe(t *testing.T) {
	c, err := Content()
	if err != nil {
		t.Fatal(err)
	}
	f, _ := os.Create("/tmp/h4/verdicts.txt")
	defer f.Close()
	trials := map[string]appraisal.Trial{}
	for _, x := range c.Trials {
		trials[x.UID] = x
	}
	for _, cl := range c.Claims {
		d := appraisal.Dossier{Claim: cl}
		for _, l := range c.Links {
			if l.ClaimUID == cl.UID {
				d.Linked = append(d.Linked, appraisal.Linked{Link: l, Trial: trials[l.TrialUID]})
			}
		}
		if cl.Kind == appraisal.KindEvidence {
			d.Library = c.Trials
		}
		a := rules.Assess(d)
		fmt.Fprintf(f, "%s/%d %-8s | %s\n   -> %s %s cert=%s prov=%v checkedOnly=%s unchecked %d/%d  %s%s\n", cl.Key, cl.Part, cl.Kind, cl.Text, a.Verdict, a.Rule, a.Certainty, a.Provisional, a.CheckedOnly, len(a.UncheckedFacts), a.FactsUsed, a.Summary, a.WhyNone)
		for _, r := range a.Rows {
			if cl.Kind != appraisal.KindEffect && cl.Kind != appraisal.KindNotShown && cl.Kind != appraisal.KindEvidence {
				continue
			}
			est := "-"
			if r.Estimate != nil && r.SE != nil {
				est = fmt.Sprintf("%.2f(%.2f)", *r.Estimate, *r.SE)
			} else if r.Estimate != nil {
				est = fmt.Sprintf("%.2f", *r.Estimate)
			}
			fmt.Fprintf(f, "      %-14.14s %-30.30s rel=%s der=%s pool=%v %s est=%s dir=%s pico=%s |", r.Linked.Trial.Name, r.Result.Name, r.Relation, r.Derived, r.InPool, r.NotPooled, est, r.Direction, r.PICO)
			for _, dm := range appraisal.Domains {
				v := r.Domains[dm]
				fmt.Fprintf(f, " %s:%s", v.Suggestion.Rule, v.Rating)
			}
			fmt.Fprintln(f)
		}
		if a.Evidence != nil {
			for _, row := range a.Evidence.Tally {
				fmt.Fprintf(f, "        tally %s %s counts=%v meets=%v\n", row.Trial, row.Value, row.Counts, row.Meets)
			}
		}
		for _, n := range a.Notes {
			fmt.Fprintln(f, "      note:", n)
		}
	}
}
