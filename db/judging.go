package db

import (
	"context"

	"claimgrade/appraisal"
)

// Judging returns the dossiers of those claims of the given uids that are in the library, in the order of Claims, with
// all that their verdicts rest on. Of trials that a claim speaks of without linking them, they may hold only the facts
// that the rules count: such claims may speak of many thousands.
func (l *Library) Judging(ctx context.Context, claimUIDs []string, reviewerUID string) ([]appraisal.Dossier, error) {
	return l.judging(ctx, claimUIDs, scope{lean: true}, reviewerUID)
}

// WithLinks is Judging without the trials that claims speak of and do not link. However many trials there are, it is quick;
// the verdicts of such claims cannot be told from it.
func (l *Library) WithLinks(ctx context.Context, claimUIDs []string, reviewerUID string) ([]appraisal.Dossier, error) {
	return l.judging(ctx, claimUIDs, scope{linksOnly: true}, reviewerUID)
}

func (l *Library) judging(ctx context.Context, claimUIDs []string, s scope, reviewerUID string) ([]appraisal.Dossier, error) {
	const asked = `(SELECT value FROM json_each(?1))`
	var all []appraisal.Dossier
	err := l.read(ctx, func(q querier) error {
		uids := set(append([]string{}, claimUIDs...))
		found, err := claims(q, `c.uid IN `+asked, uids)
		if err != nil {
			return err
		}
		s.links, s.decisions, s.args = `k.claim_uid IN `+asked, `o.claim_uid IN `+asked, []any{uids}
		for _, c := range found {
			s.documents = append(s.documents, c.DocumentUID)
			if !s.linksOnly {
				s.speaking = append(s.speaking, speaking(c)...)
			}
		}
		parts, err := partsOf(q, found)
		if err != nil {
			return err
		}
		g := gatherer{reviewer: reviewerUID}
		if err := g.read(q, s); err != nil {
			return err
		}
		for _, c := range found {
			all = append(all, g.dossier(c, parts[rootOf(c)]))
		}
		return nil
	})
	if err != nil {
		return nil, fail("The claims could not be read", err)
	}
	return all, nil
}

// ToJudge is Judging for one claim, or an error of CodeNotFound.
func (l *Library) ToJudge(ctx context.Context, claimUID, reviewerUID string) (appraisal.Dossier, error) {
	found, err := l.Judging(ctx, []string{claimUID}, reviewerUID)
	if err != nil {
		return appraisal.Dossier{}, err
	}
	return one(found, "claim")
}

// rootOf is the uid of the main claim of a claim's sentence.
func rootOf(c appraisal.Claim) string {
	if c.Main() {
		return c.UID
	}
	return c.ParentUID
}

// partsOf are all parts of the sentences of claims, by main claim.
func partsOf(q querier, of []appraisal.Claim) (map[string][]appraisal.Claim, error) {
	roots := make([]string, len(of))
	for i, c := range of {
		roots[i] = rootOf(c)
	}
	all, err := claims(q, `c.uid IN (SELECT value FROM json_each(?1)) OR c.parent_uid IN (SELECT value FROM json_each(?1))`, set(roots))
	parts := map[string][]appraisal.Claim{}
	for _, c := range all {
		parts[rootOf(c)] = append(parts[rootOf(c)], c)
	}
	return parts, err
}

// ClaimsLinking returns the uids of the claims that link one of the trials.
func (l *Library) ClaimsLinking(ctx context.Context, trialUIDs []string) ([]string, error) {
	var (
		all []string
		uid string
	)
	err := l.read(ctx, func(q querier) error {
		return q.each(`SELECT DISTINCT claim_uid FROM link WHERE trial_uid IN (SELECT value FROM json_each(?)) ORDER BY claim_uid`,
			[]any{set(append([]string{}, trialUIDs...))}, []any{&uid}, func() { all = append(all, uid) })
	})
	if err != nil {
		return nil, fail("The claims that link the trials could not be read", err)
	}
	return all, nil
}
