package claims

import (
	"context"
	"slices"
	"strings"

	"claimgrade/appraisal"
	"claimgrade/appraisal/propose"
	"claimgrade/db"
	"claimgrade/ui/dialogs"
	"claimgrade/ui/tr"
	"claimgrade/ui/widgets"
)

// CreateFrom asks for a claim in the words of a quote, beside the article that it was taken from. The claim remembers
// where the words stand.
func (c *Claims) CreateFrom(q appraisal.Quote) {
	if c.pane != nil && c.pane.Open() {
		c.pane.Leave(func() { c.CreateFrom(q) })
		return
	}
	place := q.Locator
	if place == "" && q.Page > 0 {
		place = tr.T("p. %d", q.Page)
	}
	c.need(appraisal.Claim{
		Kind: appraisal.KindEffect, DocumentUID: q.DocumentUID, Wording: q.Exact, Place: place, Anchor: q.Anchor,
		Effect: appraisal.Effect{Measure: appraisal.MeanDifference},
	}, func(f *form) {
		if c.Beside == nil {
			c.show(f, false)
			return
		}
		c.showBeside(f)
	})
}

// showBeside puts the form beside the article.
func (c *Claims) showBeside(f *form) {
	f.beside = true
	link := true
	spec := dialogs.FormSpec{
		Title: tr.T("New claim"), Confirm: tr.T("Save and link trials"), First: f.text,
		Content: f.content(), Validate: func() error { return f.unfold(f.validate()) }, Fields: f.fields(), Shortcuts: f.offers.shortcuts(),
		OnConfirm: func() {
			var then func(string)
			if link {
				then = c.LinkTrials
			}
			c.store(f.claims(), then)
		},
	}
	only := widgets.NewButton(tr.T("Only save"), func() {
		link = false
		c.pane.Confirm()
		link = true
	})
	spec.Extra = only
	c.pane = dialogs.Beside(c.canvas, spec, func() {
		c.pane = nil
		c.Beside(nil)
	})
	c.Beside(c.pane)
}

// vocabularyOf are the names that the library has for treatments, controls, people, outcomes and scales, and the smallest
// differences that its other claims have.
func vocabularyOf(ctx context.Context, lib *db.Library, claimUID string) (v propose.Vocabulary, err error) {
	const most = 500 // names of each kind, so that reading a sentence stays instant
	claims, err := lib.Claims(ctx)
	if err != nil {
		return v, err
	}
	trials, err := lib.TrialRows(ctx)
	if err != nil {
		return v, err
	}
	seen := map[string]bool{}
	add := func(list *[]string, name string) {
		name = strings.TrimSpace(name)
		if name != "" && len(*list) < most && !seen[name] {
			seen[name] = true
			*list = append(*list, name)
		}
	}
	for _, c := range claims {
		add(&v.Interventions, c.Intervention)
		add(&v.Comparators, c.Comparator)
		add(&v.Populations, c.Population)
		add(&v.Outcomes, c.Outcome)
		add(&v.Instruments, c.Effect.Instrument)
	}
	for _, t := range trials {
		add(&v.Interventions, t.Drug)
	}
	others := slices.DeleteFunc(claims, func(c appraisal.Claim) bool { return c.UID == claimUID })
	v.Differences = propose.DifferencesOf(others)
	return v, nil
}
