package db

import (
	"context"
	"fmt"

	"claimgrade/appraisal"
)

func claimColumns(c *appraisal.Claim) []column {
	head := []column{
		{name: "uid", at: &c.UID},
		{name: "key", at: &c.Key},
		{name: "part", at: &c.Part},
		{name: "parent_uid", at: &c.ParentUID, optional: true},
		{name: "document_uid", at: &c.DocumentUID, optional: true},
		{name: "label", at: &c.Label},
		{name: "wording", at: &c.Wording},
		{name: "text", at: &c.Text},
		{name: "place", at: &c.Place},
		{name: "as_of", at: &c.AsOf},
		{name: "family", at: &c.Family},
		{name: "coding", at: &c.Coding},
		{name: "kind", at: (*string)(&c.Kind)},
		{name: "population", at: &c.Population},
		{name: "intervention", at: &c.Intervention},
		{name: "comparator", at: &c.Comparator},
		{name: "outcome", at: &c.Outcome},
		{name: "wording_prefix", at: &c.Anchor.Prefix},
		{name: "wording_suffix", at: &c.Anchor.Suffix},
		{name: "wording_page", at: &c.Anchor.Page},
		{name: "wording_start", at: &c.Anchor.Start},
		{name: "wording_end", at: &c.Anchor.End},
	}
	all := append(head, effectColumns(&c.Effect)...)
	all = append(all, evidenceColumns(&c.Evidence)...)
	return append(all, citationColumns(&c.Citation)...)
}

func effectColumns(e *appraisal.Effect) []column {
	return []column{
		{name: "effect_kind", at: (*string)(&e.Kind)},
		{name: "construct", at: &e.Construct},
		{name: "instrument", at: &e.Instrument},
		{name: "measure", at: (*string)(&e.Measure)},
		{name: "assertiveness", at: (*string)(&e.Assertiveness)},
		{name: "magnitude", at: (*string)(&e.Magnitude)},
		{name: "horizon", at: (*string)(&e.Horizon)},
		{name: "horizon_days", at: &e.HorizonDays},
		{name: "custom_low_days", at: &e.CustomLowDays},
		{name: "custom_some_days", at: &e.CustomSomeDays},
		{name: "mid", at: &e.MID},
		{name: "mid_low", at: &e.MIDLow},
		{name: "mid_high", at: &e.MIDHigh},
		{name: "mid_source", at: &e.MIDSource},
		{name: "large_size", at: &e.LargeSize},
		{name: "margin", at: &e.Margin},
		{name: "planning_sd", at: &e.PlanningSD},
		{name: "control_risk", at: &e.ControlRisk},
		{name: "rrr", at: &e.RRR},
		{name: "tolerable_risk", at: &e.TolerableRisk},
		{name: "ois", at: &e.OIS},
		{name: "nearly_all", at: &e.NearlyAll},
		{name: "publication_bias", at: &e.PublicationBias},
		{name: "other_bias", at: &e.OtherBias},
		{name: "search_stated", at: &e.SearchStated},
	}
}

func evidenceColumns(e *appraisal.Evidence) []column {
	return []column{
		{name: "evidence_form", at: (*string)(&e.Form)},
		{name: "evidence_domain", at: (*string)(&e.Domain)},
		{name: "evidence_levels", at: array[appraisal.Rating]{&e.Levels}},
		{name: "evidence_quantifier", at: (*string)(&e.Quantifier)},
		{name: "evidence_frame", at: array[appraisal.Condition]{&e.Frame}},
		{name: "evidence_meets", at: array[appraisal.Condition]{&e.Meets}},
		{name: "evidence_count", at: &e.Count},
		{name: "evidence_subject_uid", at: &e.SubjectUID, optional: true},
		{name: "evidence_rank_field", at: (*string)(&e.RankField)},
		{name: "evidence_construct", at: &e.Construct},
		{name: "evidence_min_days", at: &e.MinDays},
		{name: "evidence_complete", at: &e.Complete},
	}
}

func citationColumns(c *appraisal.Citation) []column {
	return []column{
		{name: "citation_cited", at: &c.Cited},
		{name: "citation_finding", at: (*string)(&c.Finding)},
		{name: "citation_actual", at: &c.Actual},
		{name: "citation_quote", at: &c.Quote},
		{name: "citation_locator", at: &c.Locator},
		{name: "citation_note", at: &c.Note},
	}
}

var claimTable = newTable(EntityClaim, claimColumns(new(appraisal.Claim)), "all")

// PutClaim adds or changes a claim and returns its uid.
func (b *Batch) PutClaim(c appraisal.Claim) (uid string) {
	b.give(&c.UID)
	b.refuse(c.Validate())
	if c.ParentUID == c.UID {
		b.refuse(appraisal.Invalid("parent", "A claim cannot be a part of itself. Choose the main claim of its sentence."))
	}
	b.put(claimTable, claimColumns(&c), "The claim “"+c.Label+"” was not saved")
	return c.UID
}

// DeleteClaim deletes a claim with its links and appraisals; a main claim takes its further parts along.
func (b *Batch) DeleteClaim(uid string) {
	b.deleteLinks(`claim_uid IN (SELECT uid FROM claim WHERE uid = ?1 OR parent_uid = ?1)`, uid)
	b.exec(`DELETE FROM overrule WHERE claim_uid IN (SELECT uid FROM claim WHERE uid = ?1 OR parent_uid = ?1)`, uid)
	b.exec(`DELETE FROM brief WHERE claim_uid IN (SELECT uid FROM claim WHERE uid = ?1 OR parent_uid = ?1)`, uid)
	b.exec(`DELETE FROM claim WHERE parent_uid = ?1`, uid)
	b.remove(claimTable, uid, "The claim was not deleted")
}

// Claims returns all claims: by document, by sentence, and by part of the sentence.
func (l *Library) Claims(ctx context.Context) ([]appraisal.Claim, error) {
	var all []appraisal.Claim
	err := l.read(ctx, func(q querier) (err error) {
		all, err = claims(q, `1`)
		return err
	})
	if err != nil {
		return nil, fail("The claims could not be read", err)
	}
	return all, nil
}

// Claim returns one claim, or an error of CodeNotFound.
func (l *Library) Claim(ctx context.Context, uid string) (appraisal.Claim, error) {
	var found []appraisal.Claim
	err := l.read(ctx, func(q querier) (err error) {
		found, err = claims(q, `c.uid = ?`, uid)
		return err
	})
	if err == nil {
		return one(found, "claim")
	}
	return appraisal.Claim{}, fail("The claim could not be read", err)
}

// claimOrder is the order of claims everywhere: documents as they were added (claims without one last), then
// sentences as they were added, then parts.
const claimOrder = `
	FROM claim c
	LEFT JOIN claim p ON p.uid = c.parent_uid
	LEFT JOIN document d ON d.uid = c.document_uid
	WHERE %s
	ORDER BY d.position IS NULL, d.position, coalesce(p.position, c.position), c.part, c.position, c.uid`

func claims(q querier, where string, args ...any) ([]appraisal.Claim, error) {
	var (
		all []appraisal.Claim
		c   appraisal.Claim
	)
	columns := claimColumns(&c)
	err := q.each(`SELECT `+list("c", columns)+fmt.Sprintf(claimOrder, where), args, targets(columns),
		func() { all = append(all, c) })
	return all, err
}

// ClaimRow is a claim as a list shows it.
type ClaimRow struct {
	UID         string
	Key         string
	Part        int
	ParentUID   string
	DocumentUID string
	Document    string // its title
	Label       string
	Text        string
	Kind        appraisal.ClaimKind
	Linked      int // links
	Judged      int // judgements given by the reviewer: up to four for each link
}

// ClaimRows returns all claims as a list shows them, in the order of Claims. Judgements are counted of one reviewer.
func (l *Library) ClaimRows(ctx context.Context, reviewerUID string) ([]ClaimRow, error) {
	var (
		all []ClaimRow
		r   ClaimRow
	)
	err := l.read(ctx, func(q querier) error {
		return q.each(`
			SELECT c.uid, c.key, c.part, coalesce(c.parent_uid, ''), coalesce(c.document_uid, ''), coalesce(d.title, ''),
				c.label, c.text, c.kind,
				(SELECT count(*) FROM link k WHERE k.claim_uid = c.uid),
				(SELECT count(*) FROM link k JOIN appraisal a ON a.link_uid = k.uid
				 WHERE k.claim_uid = c.uid AND a.reviewer_uid = ?1 AND a.judgement <> '')`+fmt.Sprintf(claimOrder, "1"),
			[]any{reviewerUID},
			[]any{&r.UID, &r.Key, &r.Part, &r.ParentUID, &r.DocumentUID, &r.Document, &r.Label, &r.Text, (*string)(&r.Kind), &r.Linked, &r.Judged},
			func() { all = append(all, r) })
	})
	if err != nil {
		return nil, fail("The list of claims could not be read", err)
	}
	return all, nil
}
