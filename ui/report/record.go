package report

import (
	"context"
	"strings"

	"claimgrade/appraisal/rules"
	"claimgrade/db"
	"claimgrade/ui/tr"
)

// Record is what a library keeps of a report that was handed out, so that it can be said later what the verdicts were
// then. It is for db.PutPrinted.
func Record(ctx context.Context, lib *db.Library, r Request, out Output) (db.Printed, error) {
	dossiers, err := dossiersOf(ctx, lib, r)
	if err != nil {
		return db.Printed{}, err
	}
	p := db.Printed{
		ClaimUIDs: r.Claims, Kind: string(r.Kind), Format: string(r.Format), Language: string(tr.Current()), Day: r.Date,
		RulesVersion: rules.Version, Private: r.Private, FileName: out.Name, Data: out.Data,
	}
	for _, d := range dossiers {
		a := rules.Assess(d)
		p.Thresholds = d.Thresholds.OrDefault().Name
		p.Verdicts = append(p.Verdicts, db.PrintedVerdict{
			ClaimUID: d.Claim.UID, Label: d.Claim.Label, Verdict: string(a.Verdict), Certainty: string(a.Certainty),
			Rule: string(a.Rule), Provisional: a.Provisional,
		})
	}
	return p, nil
}

// ProposedBottomLine is what stands as the bottom line of a claim while nobody has written another.
func ProposedBottomLine(c Claim) string {
	c.Brief.BottomLine = ""
	return strings.TrimSpace(bottomLine(c))
}
