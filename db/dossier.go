package db

import (
	"context"
	"maps"
	"slices"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
)

// Dossier returns everything that bears on a claim, or an error of CodeNotFound. reviewerUID says whose judgements
// count; appraisals of all reviewers are in it.
func (l *Library) Dossier(ctx context.Context, claimUID, reviewerUID string) (appraisal.Dossier, error) {
	var d appraisal.Dossier
	err := l.read(ctx, func(q querier) error {
		found, err := claims(q, `c.uid = ?`, claimUID)
		if err != nil {
			return err
		}
		if d.Claim, err = one(found, "claim"); err != nil {
			return err
		}
		if d.Parts, err = claims(q, `c.uid = ?1 OR c.parent_uid = ?1`, rootOf(d.Claim)); err != nil {
			return err
		}
		g := gatherer{reviewer: reviewerUID}
		err = g.read(q, scope{
			documents: []string{d.Claim.DocumentUID},
			links:     `k.claim_uid = ?1`,
			decisions: `o.claim_uid = ?1`,
			args:      []any{claimUID},
			speaking:  speaking(d.Claim),
		})
		if err != nil {
			return err
		}
		d = g.dossier(d.Claim, d.Parts)
		return nil
	})
	if err != nil {
		return appraisal.Dossier{}, fail("The claim could not be read", err)
	}
	return d, nil
}

// Dossiers returns the dossiers of all claims, in the order of Claims, in one pass over the library. They share their
// trials: who changes one, changes it in all.
func (l *Library) Dossiers(ctx context.Context, reviewerUID string) ([]appraisal.Dossier, error) {
	var all []appraisal.Dossier
	err := l.read(ctx, func(q querier) error {
		every, err := claims(q, `1`)
		if err != nil {
			return err
		}
		whole := scope{links: `1`, decisions: `1`}
		parts := map[string][]appraisal.Claim{} // by main claim
		for _, c := range every {
			whole.documents = append(whole.documents, c.DocumentUID)
			whole.speaking = append(whole.speaking, speaking(c)...)
			parts[rootOf(c)] = append(parts[rootOf(c)], c)
		}
		g := gatherer{reviewer: reviewerUID}
		if err := g.read(q, whole); err != nil {
			return err
		}
		all = make([]appraisal.Dossier, 0, len(every))
		for _, c := range every {
			all = append(all, g.dossier(c, parts[rootOf(c)]))
		}
		return nil
	})
	if err != nil {
		return nil, fail("The claims could not be read", err)
	}
	return all, nil
}

// scope says what to gather.
type scope struct {
	documents []string
	links     string // condition on link k
	decisions string // condition on overrule o
	args      []any
	speaking  []appraisal.Claim // those that speak of trials beyond the linked ones
	lean      bool              // of such trials only what the rules count
	linksOnly bool              // none of such trials
}

// gatherer reads what dossiers are made of, each table once.
type gatherer struct {
	reviewer   string
	documents  map[string]appraisal.Document
	links      map[string][]appraisal.Link // by claim
	appraisals map[string][]appraisal.Appraisal
	overrules  map[string][]appraisal.Overrule // by claim
	trials     map[string]appraisal.Trial
	beyond     map[string]appraisal.Trial // that claims speak of and no link leads to
	frames     map[string][]string        // uids of the trials that a claim may speak of, by claim
	thresholds *appraisal.Thresholds
}

func (g *gatherer) read(q querier, s scope) error {
	var err error
	if g.thresholds, err = inForce(q); err != nil {
		return err
	}
	found, err := documents(q, `d.uid IN (SELECT value FROM json_each(?))`, set(s.documents))
	if err != nil {
		return err
	}
	g.documents = map[string]appraisal.Document{}
	for _, d := range found {
		g.documents[d.UID] = d
	}
	all, err := links(q, s.links, s.args...)
	if err != nil {
		return err
	}
	g.links = map[string][]appraisal.Link{}
	linked := []string{}
	for _, k := range all {
		g.links[k.ClaimUID] = append(g.links[k.ClaimUID], k)
		linked = append(linked, k.TrialUID)
	}
	if g.appraisals, err = appraisals(q, s.links, s.args...); err != nil {
		return err
	}
	if g.overrules, err = overrules(q, s.decisions, s.args...); err != nil {
		return err
	}
	read, err := trials(q, linked)
	if err != nil {
		return err
	}
	g.trials = make(map[string]appraisal.Trial, len(read))
	for _, t := range read {
		g.trials[t.UID] = t
	}
	return g.readBeyond(q, s)
}

// readBeyond reads the trials that claims speak of without linking them, each once.
func (g *gatherer) readBeyond(q querier, s scope) error {
	f := framer{q: q, known: map[string][]string{}}
	g.frames, g.beyond = map[string][]string{}, map[string]appraisal.Trial{}
	few, whole := map[string]bool{}, map[string]bool{} // uids of trials of which a few fields are read, or all
	fields := []appraisal.FieldKey{}
	for _, c := range s.speaking {
		found, err := f.candidates(c)
		if err != nil {
			return err
		}
		g.frames[c.UID] = found
		into, counted := whole, []appraisal.FieldKey(nil)
		if s.lean {
			if some, all := rules.TallyFields(c); !all {
				into, counted = few, some
			}
		}
		fields = append(fields, counted...)
		for _, uid := range found {
			if _, known := g.trials[uid]; !known {
				into[uid] = true
			}
		}
	}
	for _, x := range []struct {
		uids   map[string]bool
		fields []appraisal.FieldKey
	}{{few, fields}, {whole, nil}} { // the whole ones last: they take the place of the others
		if len(x.uids) == 0 {
			continue
		}
		read, err := trialsWith(q, slices.Collect(maps.Keys(x.uids)), x.fields)
		if err != nil {
			return err
		}
		for _, t := range read {
			g.beyond[t.UID] = t
		}
	}
	return nil
}

func (g *gatherer) dossier(c appraisal.Claim, parts []appraisal.Claim) appraisal.Dossier {
	d := appraisal.Dossier{Claim: c, Document: g.documents[c.DocumentUID], Parts: parts, Reviewer: g.reviewer, Thresholds: g.thresholds, Overrules: g.overrules[c.UID]}
	for _, k := range g.links[c.UID] {
		d.Linked = append(d.Linked, appraisal.Linked{Link: k, Trial: g.trials[k.TrialUID], Appraisals: g.appraisals[k.UID]})
	}
	d.Library = framed(c, g.frames[c.UID], g.trials, g.beyond)
	return d
}
