package main

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/rules"
	"claimgrade/appraisal/whatif"
	"claimgrade/db"
)

// report is a verdict with everything behind it, as `verdict --json` prints it. Its keys are public: see
// docs/case-format.md.
type report struct {
	claimLine
	Summary       *string             `json:"summary"`
	Notes         []string            `json:"notes"`
	CheckedOnly   *appraisal.Verdict  `json:"checked_only"`
	RulesVersion  string              `json:"rules_version"`
	Reviewer      *string             `json:"reviewer"`
	Judgements    int                 `json:"judgements"`
	JudgementsDue int                 `json:"judgements_due"`
	FactsUsed     int                 `json:"facts_used"`
	Rows          []reportRow         `json:"rows"`
	Ledger        []mismatch          `json:"ledger"`
	Ladder        []wording           `json:"ladder"`
	Trace         []rules.Line        `json:"trace"`
	Unchecked     []uncheckedFact     `json:"unchecked"`
	Citation      citation            `json:"citation"`
	Case          *caseFile           `json:"case"`
	Judged        *rules.JudgeOutcome `json:"judged"`
	Evidence      *evidence           `json:"evidence"`
	Duration      *duration           `json:"duration"`
	Changes       []whatWouldChange   `json:"changes"`
	DependsOn     []rules.Factor      `json:"depends_on"`
	Study         *rules.Study        `json:"settling_study"`
	ByRules       *appraisal.Verdict  `json:"by_rules"`
	ByRule        *rules.ID           `json:"by_rule"`
	Overruled     []overruledStep     `json:"overruled"`
	CountOnce     *int                `json:"count_once"`
}

// reportRow is one linked result.
type reportRow struct {
	Trial     string                         `json:"trial"`
	Result    *string                        `json:"result"`
	Relation  appraisal.Relation             `json:"relation"`
	Derived   *appraisal.Relation            `json:"derived"`
	Why       *string                        `json:"derived_why"`
	Overruled bool                           `json:"relation_overruled"`
	Reason    *string                        `json:"relation_reason"`
	Estimate  *float64                       `json:"estimate"`
	SE        *float64                       `json:"se"`
	CI95      *[2]float64                    `json:"ci95"`
	N         *int                           `json:"n"`
	Direction *appraisal.Direction           `json:"direction"`
	Counted   bool                           `json:"counted"`
	NotPooled *string                        `json:"not_pooled"`
	Weight    float64                        `json:"weight"`
	PICO      *appraisal.PICOMatch           `json:"pico"`
	Domains   map[appraisal.Domain]domainRow `json:"domains"`
	Overall   appraisal.Rating               `json:"overall"`
}

// domainRow is one domain of a linked result.
type domainRow struct {
	Rating     appraisal.Rating `json:"rating"`
	Judged     bool             `json:"judged"`
	Overruled  bool             `json:"overruled"`
	Reason     *string          `json:"reason"`
	Suggestion appraisal.Rating `json:"suggestion"`
	Rule       rules.ID         `json:"rule"`
	Trace      []rules.Line     `json:"trace"`
}

type uncheckedFact struct {
	Trial   string             `json:"trial"`
	Subject *string            `json:"subject"`
	Field   appraisal.FieldKey `json:"field"`
	Value   string             `json:"value"`
	Source  *string            `json:"source"`
}

type citation struct {
	Cited   *string                    `json:"cited"`
	Finding *appraisal.CitationFinding `json:"finding"`
	Actual  *string                    `json:"actual"`
	Quote   *string                    `json:"quote"`
	Locator *string                    `json:"locator"`
	Note    *string                    `json:"note"`
}

type evidence struct {
	Form  appraisal.EvidenceForm `json:"form"`
	N     int                    `json:"n"`
	X     int                    `json:"x"`
	Share float64                `json:"share"`
	CI95  [2]float64             `json:"ci95"`
	Rank  *int                   `json:"rank"`
	Tally []tallyRow             `json:"tally"`
}

type tallyRow struct {
	Trial  string `json:"trial"`
	Value  string `json:"value"`
	Counts bool   `json:"counts"`
	Meets  bool   `json:"meets"`
}

type duration struct {
	Before          *rules.Pooled `json:"before"`
	BeforeClass     *string       `json:"before_class"`
	After           *rules.Pooled `json:"after"`
	AfterClass      *string       `json:"after_class"`
	Withdrawal      *rules.Pooled `json:"withdrawal"`
	WithdrawalClass *string       `json:"withdrawal_class"`
}

// explainVerdict is the command that explains the verdict on one claim.
func explainVerdict(c *call) int {
	fs := c.flags()
	asJSON := fs.Bool("json", false, "")
	name := fs.String("reviewer", "", "")
	args, code, ok := c.parse(fs, 2, 2)
	if !ok {
		return code
	}
	return c.reading(args[0], func(ctx context.Context, lib *db.Library) error {
		claim, err := findClaim(ctx, lib, args[1])
		if err != nil {
			return err
		}
		reviewer, err := reviewed(ctx, lib, *name)
		if err != nil {
			return err
		}
		d, err := lib.Dossier(ctx, claim.UID, reviewer.UID)
		if err != nil {
			return err
		}
		a := rules.Assess(d)
		reviewers, err := lib.Reviewers(ctx)
		if err != nil {
			return err
		}
		whatif.CompleteClaim(d, &a, reviewers)
		r := reportOf(d, a)
		r.Reviewer = given(reviewer.Name)
		r.addOverruled(d, a, reviewer.Name)
		var b bytes.Buffer
		if *asJSON {
			err = writeJSON(&b, r)
		} else {
			writeReport(&b, d, a, r)
		}
		if err != nil {
			return err
		}
		return c.print(&b)
	})
}

// findClaim finds a claim by its uid, or by its key in the starter library: "a000-01" is the main claim of its
// sentence, "a000-01.2" (or ".0") a part of it.
func findClaim(ctx context.Context, lib *db.Library, id string) (appraisal.Claim, error) {
	all, err := lib.Claims(ctx)
	if err != nil {
		return appraisal.Claim{}, err
	}
	return claimOf(all, id)
}

// claimOf is findClaim among the claims of a library.
func claimOf(all []appraisal.Claim, id string) (appraisal.Claim, error) {
	var found []appraisal.Claim
	for _, c := range all {
		if c.UID == id {
			return c, nil
		}
		if c.Key != "" && (id == c.Key+"."+strconv.Itoa(c.Part) || id == c.Key && c.Part == 0) {
			found = append(found, c)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return appraisal.Claim{}, fmt.Errorf("there is no claim “%s”. Give the uid or key of one that `claims` lists, such as a000-01 or, for a further part, a000-01.1", id)
	}
	uids := make([]string, len(found))
	for i, c := range found {
		uids[i] = c.UID
	}
	return appraisal.Claim{}, fmt.Errorf("“%s” is the key of %d claims. Give the uid of one: %s", id, len(found), strings.Join(uids, ", "))
}

func reportOf(d appraisal.Dossier, a rules.Assessment) report {
	r := report{
		claimLine: lineOf(d, a), Summary: given(a.Summary), Notes: list(a.Notes), CheckedOnly: given(a.CheckedOnly), RulesVersion: rules.Version,
		Judgements: a.Judgements, JudgementsDue: a.JudgementsDue, FactsUsed: a.FactsUsed,
		Rows: []reportRow{}, Ledger: ledgerOf(d, a), Ladder: ladderOf(d, a), Trace: list(a.Trace), Unchecked: []uncheckedFact{},
		Citation: citationOf(d.Claim.Citation), Case: fileOf(a.Case), Judged: a.Judged,
	}
	r.addChanges(a.Judged)
	for _, row := range a.Rows {
		r.Rows = append(r.Rows, rowOf(row))
	}
	for _, u := range a.UncheckedFacts {
		r.Unchecked = append(r.Unchecked, uncheckedFact{
			Trial: u.Trial, Subject: given(u.Subject), Field: u.Fact.Field, Value: u.Fact.Value, Source: given(u.Fact.Source),
		})
	}
	if e := a.Evidence; e != nil {
		r.Evidence = &evidence{Form: e.Form, N: e.N, X: e.X, Share: e.Share, CI95: e.CI95, Tally: []tallyRow{}}
		if e.Rank > 0 {
			r.Evidence.Rank = &e.Rank
		}
		for _, t := range e.Tally {
			r.Evidence.Tally = append(r.Evidence.Tally, tallyRow{Trial: t.Trial, Value: t.Value, Counts: t.Counts, Meets: t.Meets})
		}
	}
	if x := a.Duration; x != nil {
		r.Duration = &duration{
			Before: x.Before, BeforeClass: given(x.BeforeClass), After: x.After, AfterClass: given(x.AfterClass),
			Withdrawal: x.Withdrawal, WithdrawalClass: given(x.WithdrawalClass),
		}
	}
	return r
}

// list is never nil, so that JSON writes an empty list as one.
func list[T any](of []T) []T {
	if of == nil {
		return []T{}
	}
	return of
}

func rowOf(row rules.Row) reportRow {
	r := reportRow{
		Trial: row.Linked.Trial.Name, Result: given(row.Result.Name), Relation: row.Relation, Derived: given(row.Derived), Why: given(row.Why),
		Overruled: row.Overrule, Reason: given(row.Linked.Link.Reason), Estimate: row.Estimate, SE: row.SE, N: row.N,
		Direction: given(row.Direction), Counted: row.InPool, NotPooled: given(row.NotPooled), Weight: row.Weight, PICO: given(row.PICO),
		Domains: map[appraisal.Domain]domainRow{}, Overall: row.Overall,
	}
	if row.Low != nil && row.High != nil {
		r.CI95 = &[2]float64{*row.Low, *row.High}
	}
	for key, v := range row.Domains {
		r.Domains[key] = domainRow{
			Rating: v.Rating, Judged: v.Judged, Overruled: v.Overruled, Reason: given(v.Appraisal.Reason),
			Suggestion: v.Suggestion.Rating, Rule: v.Suggestion.Rule, Trace: list(v.Suggestion.Trace),
		}
	}
	return r
}

func citationOf(c appraisal.Citation) citation {
	return citation{
		Cited: given(c.Cited), Finding: given(c.Finding), Actual: given(c.Actual), Quote: given(c.Quote), Locator: given(c.Locator), Note: given(c.Note),
	}
}

func horizonWords(e appraisal.Effect) string {
	if e.HorizonDays == nil {
		return string(e.Horizon)
	}
	return fmt.Sprintf("%s %s", e.Horizon, strconv.FormatFloat(*e.HorizonDays, 'g', -1, 64))
}
