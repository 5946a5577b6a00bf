package export

import (
	"context"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/db"
)

// content is what files are written from.
type content struct {
	Request
	lib       *db.Library
	claims    []claim
	reviewers map[string]appraisal.Reviewer
	documents []appraisal.Document // of the library, in its order
	reports   map[string][]appraisal.Report
	progress  func(done, total int)
	left      []string
}

// claim is a claim with everything linked to it and what the rules make of it.
type claim struct {
	appraisal.Dossier
	rules.Assessment
}

// onePass is from how many claims on reading all of a library costs less than reading each.
const onePass = 20

// gather reads the claims that were asked for and what they rest on.
func (x *content) gather(ctx context.Context) error {
	dossiers, err := x.dossiers(ctx)
	if err != nil {
		return err
	}
	reviewers, err := x.lib.Reviewers(ctx)
	if err != nil {
		return err
	}
	x.reviewers = map[string]appraisal.Reviewer{}
	for _, r := range reviewers {
		x.reviewers[r.UID] = r
	}
	if x.documents, err = x.lib.Documents(ctx); err != nil {
		return err
	}
	reports, err := x.lib.Reports(ctx)
	if err != nil {
		return err
	}
	x.reports = map[string][]appraisal.Report{}
	for _, r := range reports {
		x.reports[r.TrialUID] = append(x.reports[r.TrialUID], r)
	}
	references := x.As == RIS || x.As == BibTeX || x.As == CSLJSON
	for i, d := range dossiers {
		if err := ctx.Err(); err != nil {
			return err
		}
		x.progress(i, len(dossiers))
		c := claim{Dossier: d}
		if !references {
			c.Assessment = rules.Assess(d)
		}
		x.claims = append(x.claims, c)
	}
	x.progress(len(dossiers), len(dossiers))
	return nil
}

// dossiers are those of the request in its order, or all in the library's.
func (x *content) dossiers(ctx context.Context) ([]appraisal.Dossier, error) {
	if n := len(x.Claims); n > 0 && n < onePass {
		all := make([]appraisal.Dossier, n)
		for i, uid := range x.Claims {
			d, err := x.lib.Dossier(ctx, uid, x.Reviewer)
			if err != nil {
				return nil, err
			}
			all[i] = d
		}
		return all, nil
	}
	all, err := x.lib.Dossiers(ctx, x.Reviewer)
	if err != nil || len(x.Claims) == 0 {
		return all, err
	}
	at := make(map[string]appraisal.Dossier, len(all))
	for _, d := range all {
		at[d.Claim.UID] = d
	}
	chosen := make([]appraisal.Dossier, len(x.Claims))
	for i, uid := range x.Claims {
		d, ok := at[uid]
		if !ok {
			return nil, &appraisal.Error{Code: appraisal.CodeNotFound, Text: "A claim that was chosen is no longer in the library. Choose the claims again."}
		}
		chosen[i] = d
	}
	return chosen, nil
}

// document returns a document by its uid.
func (x *content) document(uid string) (appraisal.Document, bool) {
	for _, d := range x.documents {
		if d.UID == uid && uid != "" {
			return d, true
		}
	}
	return appraisal.Document{}, false
}

// trials are those that the claims link, each once, in the order of the claims; if all claims are asked for, all of the
// library, in its order.
func (x *content) trials(ctx context.Context) ([]appraisal.Trial, error) {
	if len(x.Claims) == 0 {
		return x.lib.Trials(ctx)
	}
	var all []appraisal.Trial
	seen := map[string]bool{}
	for _, c := range x.claims {
		for _, l := range c.Dossier.Linked {
			if !seen[l.Trial.UID] {
				seen[l.Trial.UID] = true
				all = append(all, l.Trial)
			}
		}
	}
	return all, nil
}
